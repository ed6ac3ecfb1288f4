//! An article, or a page of its own.

use super::{Composed, collection_feed, collection_step, head, matrix};
use crate::config::{CollectionId, Field, FieldId, FieldKind};
use crate::model::{Entry, EntryId, Reference, State, Value};
use crate::render::body::Html;
use crate::render::context::{Article, EntryPage, Fact, FactValue, Heading, Link, Reason, Related};
use crate::render::groups;
use crate::render::renderer::{FacetOf, Renderer, day, sentence, state};

/// From this many headings on, a text gets a table of contents.
const CONTENTS_FROM: usize = 3;
/// Most bytes of an excerpt: about what search engines show.
const EXCERPT: usize = 160;
/// Words that an adult reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// What readers ask of a region, by the part that collections play.
const ASKED_OF_REGION: &[&str] = &["cases", "lessons", "instruments", "questions", "events"];
/// What readers ask of a theme.
const ASKED_OF_THEME: &[&str] = &["lessons", "cases", "instruments", "questions", "events"];

/// Most regions that are shown beside one with the same themes.
const MOST_SIMILAR: usize = 6;

/// The templates of the collections that play a part.
const TEMPLATES: &[(&str, &str)] = &[
    ("regions", "region.html"),
    ("themes", "theme.html"),
    ("cases", "case.html"),
    ("lessons", "lesson.html"),
    ("instruments", "instrument.html"),
    ("questions", "question.html"),
];

pub(super) fn page(renderer: &Renderer, id: EntryId) -> Composed {
    Composed::new(template(renderer, renderer.model.entry(id)), context(renderer, id))
}

/// What the page shows.
pub(in crate::render) fn context(renderer: &Renderer, id: EntryId) -> EntryPage {
    let entry = renderer.model.entry(id);
    let collection = entry.collection().map(|id| &renderer.collections[id.0]);
    let kind = if collection.is_some() { "entry" } else { "page" };
    let mut page = head(renderer, kind, entry.title.clone(), &entry.route);
    page.description = entry.description.clone().or_else(|| excerpt(entry));
    page.image = renderer.share_image(Some(entry)).map(|route| renderer.address(&route));
    page.indexed = entry.state == State::Published;
    if let Some(collection) = collection {
        page.collection = Some(collection.name.clone());
        page.role.clone_from(&collection.role);
        page.breadcrumb.push(collection_step(collection));
        page.feeds.push(collection_feed(renderer, collection));
    }
    let plays = |name: &str| entry.collection().is_some() && entry.collection() == role(renderer, name);
    let is_region = plays("regions");
    let first: &[&str] = match (is_region, plays("themes")) {
        (true, _) => ASKED_OF_REGION,
        (_, true) => ASKED_OF_THEME,
        _ => &[],
    };
    let (groups, further) = groups::referring(renderer, id, first);
    EntryPage {
        page,
        article: article(renderer, id),
        seen: if is_region { groups::seen(renderer, id) } else { Vec::new() },
        groups,
        further,
        pairs: matrix::pairs_of(renderer, id),
        related: if is_region { similar_regions(renderer, id) } else { related(renderer, entry) },
        previous: entry.previous.map(|id| renderer.link(id)),
        next: entry.next.map(|id| renderer.link(id)),
    }
}

fn role(renderer: &Renderer, name: &str) -> Option<CollectionId> {
    renderer.model.config.roles.collections.get(name).copied()
}

fn template(renderer: &Renderer, entry: &Entry) -> &'static str {
    let Some(collection) = entry.collection() else { return "page.html" };
    let of_role = TEMPLATES.iter().find(|(name, _)| role(renderer, name) == Some(collection));
    of_role.map_or("entry.html", |(_, template)| renderer.theme.first_of([*template, "entry.html"]))
}

fn article(renderer: &Renderer, id: EntryId) -> Article {
    let entry = renderer.model.entry(id);
    let headings = &entry.body.headings;
    let (references, facts) = facts(renderer, entry);
    Article {
        title: entry.title.clone(),
        slug: entry.slug.clone(),
        description: entry.description.clone(),
        collection: entry.collection().map(|id| renderer.collections[id.0].clone()),
        body: Html::of(renderer, Some(id)),
        contents: if headings.len() >= CONTENTS_FROM { contents(entry) } else { Vec::new() },
        facts,
        references,
        sentence: sentence(&renderer.model, entry),
        sources: sources(renderer, entry),
        date: entry.date.map(day),
        updated: entry.updated.map(day),
        review_by: entry.review_by.map(day),
        state: state(entry),
        words: entry.body.words,
        minutes: entry.body.words.div_ceil(WORDS_A_MINUTE).max(1),
    }
}

/// The headings of the two upper levels that the text uses.
fn contents(entry: &Entry) -> Vec<Heading> {
    let headings = &entry.body.headings;
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or(2);
    let mut contents: Vec<Heading> = Vec::new();
    for heading in headings.iter().filter(|heading| heading.level <= top + 1) {
        let item = Heading { id: heading.id.clone(), text: heading.text.clone(), children: Vec::new() };
        match contents.last_mut() {
            Some(last) if heading.level > top => last.children.push(item),
            _ => contents.push(item),
        }
    }
    contents
}

/// The first words of a text, for search engines, where nobody wrote better.
fn excerpt(entry: &Entry) -> Option<String> {
    let text = Some(entry.body.lead.as_str()).filter(|text| !text.is_empty())?;
    let mut excerpt = String::new();
    for word in text.split_whitespace() {
        if excerpt.len() + word.len() > EXCERPT {
            excerpt.push('…');
            break;
        }
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
    }
    Some(excerpt)
}

/// What an entry's fields say: references that readers cannot browse by, and
/// all else, with the parties among it. Neither holds the sources, which have a place of their own, nor
/// the sentence, nor what serves the layout.
fn facts(renderer: &Renderer, entry: &Entry) -> (Vec<Fact>, Vec<Fact>) {
    let Some(collection) = entry.collection() else { return (Vec::new(), Vec::new()) };
    let config = &renderer.model.config;
    let is_sentence = |field| config.roles.fields.get("sentence") == Some(&(collection, field));
    let (mut references, mut facts) = (Vec::new(), Vec::new());
    for value in &entry.fields {
        let field = config.collection(collection).field(value.field);
        if renderer.is_layout(collection, value.field)
            || is_sentence(value.field)
            || is_of_role(renderer, field, "sources")
        {
            continue;
        }
        let (kind, values) = values(renderer, collection, value.field, &value.value);
        let fact = Fact { name: field.name.clone(), label: field.label.clone(), kind, values };
        match &value.value {
            Value::Reference(to) if !field.facet && !is_of_role(renderer, field, "organisations") => {
                if !all_refer_back(entry, to) {
                    references.push(fact);
                }
            }
            _ => facts.push(fact),
        }
    }
    (references, facts)
}

fn all_refer_back(entry: &Entry, to: &[Reference]) -> bool {
    let refers =
        |id: &EntryId| entry.backlinks.iter().flat_map(|group| &group.entries).any(|from| from.entry == *id);
    to.iter().all(|reference| matches!(reference, Reference::Entry(id) if refers(id)))
}

/// Whether a field refers to the collection in a role.
fn is_of_role(renderer: &Renderer, field: &Field, name: &str) -> bool {
    role(renderer, name).is_some_and(|collection| field.kind == FieldKind::Reference(collection))
}

fn values(
    renderer: &Renderer,
    collection: CollectionId,
    field: FieldId,
    value: &Value,
) -> (&'static str, Vec<FactValue>) {
    let declared = renderer.model.config.collection(collection).field(field);
    // The model names a facet's value by its plain form; readers see it in
    // their language.
    let shown = |plain: String, text: String| {
        let url = renderer.facet_list(collection, field, FacetOf::Label(plain)).map(str::to_owned);
        FactValue { text, url, day: None }
    };
    let words = &renderer.theme.translation;
    match value {
        Value::Text(texts) => ("text", texts.iter().map(|text| shown(text.clone(), text.clone())).collect()),
        Value::Number(numbers) => {
            let value = |number: &f64| shown(number.to_string(), words.number(*number));
            ("number", numbers.iter().map(value).collect())
        }
        Value::Boolean(value) => {
            let text = words.text(if *value { "yes" } else { "no" });
            ("boolean", vec![shown(text.to_lowercase(), text.to_owned())])
        }
        Value::Date(days) => {
            let value = |date: &jiff::civil::Date| FactValue {
                day: Some(day(*date)),
                ..shown(day(*date), words.date(*date))
            };
            ("date", days.iter().map(value).collect())
        }
        Value::Url(urls) => {
            let value =
                |url: &String| FactValue { text: bare_address(url), url: Some(url.clone()), day: None };
            ("url", urls.iter().map(value).collect())
        }
        Value::Choice(places) => {
            let FieldKind::Choice(options) = &declared.kind else {
                return ("choice", Vec::new());
            };
            let chosen = places.iter().filter_map(|place| options.get(*place));
            ("choice", chosen.map(|option| shown(option.clone(), option.clone())).collect())
        }
        Value::Reference(references) => {
            let value = |reference: &Reference| {
                let link = link(renderer, reference);
                FactValue { text: link.title, url: Some(link.url).filter(|url| !url.is_empty()), day: None }
            };
            ("reference", references.iter().map(value).collect())
        }
    }
}

/// An address as readers want to see it: without scheme and last slash.
fn bare_address(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare).to_owned()
}

/// The link of a reference; without address to an entry that is not
/// published.
fn link(renderer: &Renderer, reference: &Reference) -> Link {
    match reference {
        Reference::Entry(id) => renderer.link(*id),
        Reference::Unpublished { title } => Link { title: title.clone(), url: String::new() },
    }
}

fn sources(renderer: &Renderer, entry: &Entry) -> Vec<Link> {
    let Some(collection) = entry.collection() else { return Vec::new() };
    let config = renderer.model.config.collection(collection);
    let of_sources =
        entry.fields.iter().filter(|value| is_of_role(renderer, config.field(value.field), "sources"));
    let references = of_sources.filter_map(|value| match &value.value {
        Value::Reference(references) => Some(references),
        _ => None,
    });
    references.flatten().map(|reference| link(renderer, reference)).collect()
}

fn related(renderer: &Renderer, entry: &Entry) -> Vec<Related> {
    let reason = |(collection, ids): &(CollectionId, Vec<EntryId>)| Reason {
        label: renderer.collections[collection.0].label.clone(),
        entries: ids.iter().map(|id| renderer.link(*id)).collect(),
    };
    let related = entry.related.iter().map(|related| Related {
        card: renderer.card(related.entry),
        reasons: related.reasons.iter().map(reason).collect(),
    });
    related.collect()
}

/// The regions with the same themes, those with most in common first.
fn similar_regions(renderer: &Renderer, region: EntryId) -> Vec<Related> {
    let (Some(matrix), Some(regions)) = (&renderer.matrix, renderer.model.role("regions")) else {
        return Vec::new();
    };
    let label = &renderer.collections[matrix.themes.0].label;
    let mut similar = matrix.similar(region, &regions.entries);
    similar.truncate(MOST_SIMILAR);
    let related = similar.into_iter().map(|(other, themes)| Related {
        card: renderer.card(other),
        reasons: vec![Reason {
            label: label.clone(),
            entries: themes.into_iter().map(|theme| renderer.link(theme)).collect(),
        }],
    });
    related.collect()
}
