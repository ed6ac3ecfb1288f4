//! What stands on each kind of page: from the model to the contexts of
//! [`super::context`].

pub(super) mod entry;
mod facet;
mod feed;
mod home;
mod list;
mod matrix;
mod places;
mod root;
mod search;
mod self_scan;

use super::context::{Facet, FacetLink, Link, Page, PageContext, Pager, PagerLink};
use super::plan::PageKind;
use super::renderer::{Renderer, facet_url};
use super::value::Printer;
use super::{a_to_z, context, share_image};
use crate::config::{Field, FieldKind};
use crate::diagnostics::Diagnostic;
use crate::model::{EntryId, FacetValue, route};
use crate::site::{Fingerprint, Page as Made};

/// A page before it is made: its template, and what that is filled in with.
pub(super) struct Composed {
    template: &'static str,
    context: Box<dyn PageContext>,
}

impl Composed {
    pub(super) fn new(template: &'static str, context: impl PageContext + 'static) -> Self {
        Self { template, context: Box::new(context) }
    }
}

/// Makes a page, unless `known` is the fingerprint of what it is made of; with
/// the name of its template.
pub(super) fn make(
    renderer: &Renderer,
    kind: PageKind,
    known: Option<&Fingerprint>,
) -> (&'static str, Result<Made, Vec<Diagnostic>>) {
    let composed = compose(renderer, kind);
    let mut print = Printer::default();
    print.print(&renderer.print);
    print.text(composed.template);
    composed.context.feed(&mut print);
    let print = print.finish();
    if known == Some(&print) {
        return (composed.template, Ok(Made::Known));
    }
    let filled = renderer.fill(composed.template, composed.context.as_ref());
    (composed.template, filled.map(|bytes| Made::New(bytes, print)))
}

/// The picture of a name, unless `known` is the fingerprint of that picture.
pub(super) fn share_image(renderer: &Renderer, name: &str, known: Option<&Fingerprint>) -> Made {
    let Some(colours) = &renderer.share_colours else { return Made::New(Vec::new(), Fingerprint::default()) };
    let print = colours.print(name);
    if known == Some(&print) { Made::Known } else { Made::New(share_image::png(name, colours), print) }
}

/// What a page shows.
fn compose(renderer: &Renderer, kind: PageKind) -> Composed {
    match kind {
        PageKind::Home => home::page(renderer),
        PageKind::List(collection, number) => list::page(renderer, collection, number),
        PageKind::Facet(facet) => facet::page(renderer, facet),
        PageKind::FacetValue { facet, value, number } => facet::value_page(renderer, facet, value, number),
        PageKind::Entry(id) => entry::page(renderer, id),
        PageKind::Matrix => match &renderer.matrix {
            Some(found) => matrix::page(renderer, found),
            None => root::not_found(renderer),
        },
        PageKind::Pair { place, number } => {
            let found = renderer.matrix.as_ref().and_then(|found| Some((found, found.pairs.get(place)?)));
            match found {
                Some((found, pair)) => matrix::pair_page(renderer, found, pair, number),
                None => root::not_found(renderer),
            }
        }
        PageKind::FacetPair { place, number } => match renderer.facet_pairs.all.get(place) {
            Some(pair) => facet::pair_page(renderer, pair, number),
            None => root::not_found(renderer),
        },
        PageKind::Places => match &renderer.places {
            Some(found) => places::page(renderer, found),
            None => root::not_found(renderer),
        },
        PageKind::Search => search::page(renderer),
        PageKind::Saved => root::saved(renderer),
        PageKind::AToZ => a_to_z::page(renderer, None),
        PageKind::AToZLetter(letter) => a_to_z::page(renderer, Some(letter)),
        PageKind::NotFound => root::not_found(renderer),
        PageKind::Alias(place) => root::alias(renderer, place),
        PageKind::Withdrawn(place) => root::withdrawn(renderer, place),
        PageKind::Feed(collection) => feed::page(renderer, collection),
        PageKind::Sitemap => root::sitemap(renderer),
        PageKind::Robots => root::robots(renderer),
    }
}

/// What every page has; most fill in more.
pub(super) fn head(renderer: &Renderer, kind: &'static str, title: String, route: &str) -> Page {
    let site_title = &renderer.model.config.title;
    let head_title = if kind == "home" { site_title.clone() } else { format!("{title} – {site_title}") };
    Page {
        kind,
        title,
        head_title,
        description: None,
        url: renderer.url(route),
        address: renderer.address(route),
        image: renderer.share_image(None).map(|route| renderer.address(&route)),
        indexed: true,
        breadcrumb: vec![Link { title: renderer.text("home").to_owned(), url: renderer.url("") }],
        feeds: vec![Link { title: site_title.clone(), url: renderer.url(route::FEED) }],
        collection: None,
        role: None,
        previous_url: None,
        next_url: None,
    }
}

/// One page of a list: what it shows, and the way to the others.
struct ListPage<'a> {
    shown: &'a [EntryId],
    pager: Pager,
}

/// Cuts page `number` out of a list that begins at `base`.
fn list_page<'a>(renderer: &Renderer, base: &str, entries: &'a [EntryId], number: usize) -> ListPage<'a> {
    let language = &renderer.model.config.language;
    let url = |number| renderer.url(&route::list_page(base, number, language));
    let pages = route::page_count(entries.len());
    let start = (number.saturating_sub(1) * route::ENTRIES_PER_PAGE).min(entries.len());
    let end = (start + route::ENTRIES_PER_PAGE).min(entries.len());
    let mut links: Vec<PagerLink> = Vec::new();
    for page in (1..=pages).filter(|page| *page == 1 || *page == pages || page.abs_diff(number) <= 2) {
        let gap = links.last().is_some_and(|last| last.number + 1 < page);
        links.push(PagerLink { number: page, url: url(page), gap });
    }
    let pager = Pager {
        number,
        pages,
        total: entries.len(),
        links,
        previous_url: (number > 1).then(|| url(number - 1)),
        next_url: (number < pages).then(|| url(number + 1)),
    };
    ListPage { shown: &entries[start..end], pager }
}

/// Puts the neighbours of a page of a list in its head, and its number in
/// its title, so that no two pages have one title.
fn place_in_list(renderer: &Renderer, page: &mut Page, pager: &Pager) {
    page.previous_url.clone_from(&pager.previous_url);
    page.next_url.clone_from(&pager.next_url);
    if pager.number > 1 {
        let number = renderer.text("page_number").replace("{n}", &pager.number.to_string());
        page.head_title = format!("{}, {number} – {}", page.title, renderer.model.config.title);
    }
}

/// A facet of the model with links to its lists; without its values if there
/// are more than `most`.
fn facet_links(renderer: &Renderer, place: usize, most: usize) -> Facet {
    let facet = &renderer.model.facets[place];
    let field = renderer.model.config.collection(facet.collection).field(facet.field);
    let total = facet.values.len();
    let values = facet.values.iter().take(if total > most { 0 } else { most });
    Facet {
        name: field.name.clone(),
        label: field.label.clone(),
        url: Some(facet_url(&renderer.model, place)),
        total,
        values: values.map(|value| facet_link(renderer, field, value)).collect(),
    }
}

/// One value of a facet with the link to its list.
fn facet_link(renderer: &Renderer, field: &Field, value: &FacetValue) -> FacetLink {
    FacetLink {
        slug: value.slug.clone(),
        label: facet_label(renderer, field, &value.label),
        url: Some(renderer.url(&value.route)),
        total: value.entries.len(),
        collections: Vec::new(),
    }
}

/// A facet's value as the language writes it.
fn facet_label(renderer: &Renderer, field: &Field, plain: &str) -> String {
    let words = &renderer.theme.translation;
    let in_words = match field.kind {
        FieldKind::Date => plain.parse().ok().map(|date| words.date(date)),
        FieldKind::Number => plain.parse().ok().map(|number| words.number(number)),
        _ => None,
    };
    in_words.unwrap_or_else(|| plain.to_owned())
}

/// The link to a collection's list as a step of the breadcrumb.
fn collection_step(collection: &context::CollectionLink) -> Link {
    Link { title: collection.label_plural.clone(), url: collection.url.clone() }
}

/// The feed of a collection.
fn collection_feed(renderer: &Renderer, collection: &context::CollectionLink) -> Link {
    let title = format!("{}: {}", renderer.model.config.title, collection.label_plural);
    Link { title, url: collection.feed_url.clone() }
}
