//! What all pages share: the engine, the links, the cards of entries. Made
//! once, then only read, by many threads at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use tera::{Context, Tera};

use super::a_to_z;
use super::context::{Card, CollectionLink, Link, PageContext, Roles, Site, State, TileMap};
use super::facet_pairs::FacetPairs;
use super::matrix::Matrix;
use super::places::Places;
use super::plan::{self, Optional, PageKind, list_route};
use super::share_image;
use super::terms::Terms;
use super::theme::Theme;
use super::tile_map;
use super::value::{Printer, Scribe, Shared, Shown};
use crate::config::{CollectionId, Config, FieldId, FieldKind};
use crate::diagnostics::Diagnostic;
use crate::model::{self, Entry, EntryId, Model, Reference, Route, Value, route};
use crate::site::Fingerprint;

/// The collections of the menu, by the part they play, in this order.
const NAVIGATION: &[&str] =
    &["themes", "regions", "cases", "lessons", "instruments", "questions", "self_scan", "events"];

/// Most entries or values that a page shows beside its own subject. What
/// there is more stands in a list, so that no page grows with the site.
pub(super) const MOST_AT_A_GLANCE: usize = 60;

/// A facet's value as its list is found from a page: the collection, the
/// field, and the value as readers see it or the entry it stands for.
type FacetKey = (CollectionId, FieldId, FacetOf);

/// What a facet's value is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FacetOf {
    /// A value as readers see it.
    Label(String),
    /// An entry.
    Entry(EntryId),
}

/// Makes pages.
pub(super) struct Renderer {
    pub(super) model: Arc<Model>,
    pub(super) theme: Arc<Theme>,
    /// The words that texts explain.
    pub(super) terms: Terms,
    /// The links of the collections, as the model orders them.
    pub(super) collections: Vec<Shared<CollectionLink>>,
    /// All entries by letter.
    pub(super) letters: Vec<a_to_z::Entries>,
    /// The table of themes by regions, if the site and the theme have one.
    pub(super) matrix: Option<Matrix>,
    /// The pairs of facets, if the theme shows them.
    pub(super) facet_pairs: FacetPairs,
    /// The names by which readers find a region, if site and theme have such
    /// a page.
    pub(super) places: Option<Places>,
    /// The collection whose list is a self-scan, if the site and the theme
    /// have one.
    pub(super) self_scan: Option<CollectionId>,
    /// The map of the regions, if they have a place on it.
    pub(super) map: Option<Shared<TileMap>>,
    /// What pictures of shared links are drawn in, if the theme draws any.
    pub(super) share_colours: Option<share_image::Colours>,
    /// What all pages have in common: templates, words, `site`, functions.
    pub(super) print: Fingerprint,
    tera: Tera,
    /// The cards of all entries, by [`EntryId`].
    cards: Vec<Shared<Card>>,
    facet_lists: BTreeMap<FacetKey, String>,
}

impl Renderer {
    pub(super) fn new(model: Arc<Model>, theme: Arc<Theme>) -> Self {
        let collections: Vec<Shared<CollectionLink>> =
            (0..model.collections.len()).map(|place| Shared::new(collection_link(&model, place))).collect();
        let has_matrix = ["matrix.html", "pair.html"].iter().all(|template| theme.has(template));
        let matrix = if has_matrix { Matrix::new(&model) } else { None };
        let self_scan = model.role("self_scan").map(|found| found.id).filter(|_| theme.has("self_scan.html"));
        let facet_pairs =
            if theme.has("facet_pair.html") { FacetPairs::new(&model) } else { FacetPairs::default() };
        let places = if theme.has("places.html") { Places::new(&model) } else { None };
        let optional = Optional {
            matrix: matrix.as_ref(),
            facet_pairs: &facet_pairs,
            places: places.as_ref(),
            saved: theme.has("saved.html"),
            self_scan,
        };
        let site = site(&model, &collections, &optional);
        let mut globals = Context::new();
        globals.insert_value("t", theme.translation.value());
        globals.insert_value("site", site.value(&mut Scribe::of_no_texts()));
        // A table of texts and numbers always has a form; were there ever one
        // that has not, every template would name what it misses.
        let settings = tera::Value::try_from_serializable(&theme.settings);
        globals.insert_value("theme", settings.unwrap_or_else(|_| tera::Value::undefined()));
        let mut print = Printer::default();
        print.print(&theme.print);
        site.feed(&mut print);
        let tera = theme.engine(globals);
        let cards: Vec<Shared<Card>> =
            model.entries.par_iter().map(|entry| Shared::new(card(&model, entry))).collect();
        Self {
            print: print.finish(),
            share_colours: share_image::Colours::of(&theme.settings),
            map: tile_map::of(&model, &cards).map(Shared::new),
            matrix,
            facet_pairs,
            places,
            self_scan,
            cards,
            facet_lists: facet_lists(&model),
            terms: Terms::new(&model),
            letters: a_to_z::letters(&model),
            collections,
            tera,
            model,
            theme,
        }
    }

    /// Every page of the site with its address.
    pub(super) fn pages(&self) -> Vec<(Route, PageKind)> {
        let optional = Optional {
            matrix: self.matrix.as_ref(),
            facet_pairs: &self.facet_pairs,
            places: self.places.as_ref(),
            saved: self.theme.has("saved.html"),
            self_scan: self.self_scan,
        };
        plan::pages(&self.model, &self.letters, &optional)
    }

    /// The picture that a link to an article shows, or else that of the site;
    /// none if the theme draws no pictures.
    pub(super) fn share_image(&self, of: Option<&Entry>) -> Option<Route> {
        let of =
            of.filter(|entry| entry.collection().is_some() && self.model.entries.len() <= share_image::MOST);
        let name = of.map_or(self.model.config.title.as_str(), |entry| &entry.slug);
        let print = self.share_colours.as_ref()?.print(name);
        let hash = blake3::Hash::from_bytes(print).to_hex();
        Some(format!("{}plots/{}.png", route::STATIC, hash.get(..16).unwrap_or_default()))
    }

    /// Every such picture with its address and the name that it is drawn
    /// from.
    pub(super) fn share_images(&self) -> BTreeMap<Route, String> {
        let articles = self.model.entries.iter().filter(|entry| entry.collection().is_some());
        let all = articles
            .filter_map(|entry| Some((self.share_image(Some(entry))?, entry.slug.clone())))
            .filter(|_| self.model.entries.len() <= share_image::MOST);
        let of_site = self.share_image(None).map(|route| (route, self.model.config.title.clone()));
        all.chain(of_site).collect()
    }

    /// A page from its template.
    pub(super) fn fill(&self, template: &str, context: &dyn PageContext) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut scribe = Scribe::new(self);
        let context = context.context(&mut scribe);
        if !scribe.faults.is_empty() {
            return Err(scribe.faults);
        }
        let mut page = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, &context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(self.theme.diagnostics(&error, template)),
        }
    }

    /// The link to a route.
    pub(super) fn url(&self, route: &str) -> String {
        self.model.config.base_url.link(route)
    }

    /// The absolute address of a route.
    pub(super) fn address(&self, route: &str) -> String {
        self.model.config.base_url.absolute(route)
    }

    /// The link to an entry.
    pub(super) fn link(&self, id: EntryId) -> Link {
        link(&self.model, id)
    }

    /// The card of an entry.
    pub(super) fn card(&self, id: EntryId) -> Shared<Card> {
        Shared::clone(&self.cards[id.0 as usize])
    }

    /// The cards of entries.
    pub(super) fn cards<'a>(&self, ids: impl IntoIterator<Item = &'a EntryId>) -> Vec<Shared<Card>> {
        ids.into_iter().map(|id| self.card(*id)).collect()
    }

    /// The first cards of the collection in a role; none if it is not bound.
    pub(super) fn cards_of_role(&self, role: &str) -> Vec<Shared<Card>> {
        let found = self.model.role(role);
        found
            .map(|collection| self.cards(collection.entries.iter().take(MOST_AT_A_GLANCE)))
            .unwrap_or_default()
    }

    /// A text of the theme.
    pub(super) fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.theme.translation.text(key)
    }

    /// The list of a collection's entries that have this value.
    pub(super) fn facet_list(&self, collection: CollectionId, field: FieldId, of: FacetOf) -> Option<&str> {
        self.facet_lists.get(&(collection, field, of)).map(String::as_str)
    }

    /// Whether a field only serves the layout, such as a tile's column.
    pub(super) fn is_layout(&self, collection: CollectionId, field: FieldId) -> bool {
        let fields = &self.model.config.roles.fields;
        ["tile_column", "tile_row"].iter().any(|role| fields.get(*role) == Some(&(collection, field)))
    }
}

/// A day as pages write it for machines.
pub(super) fn day(date: Date) -> String {
    date.to_string()
}

/// Why an entry is not published, if it is not.
pub(super) fn state(entry: &Entry) -> Option<State> {
    match entry.state {
        model::State::Published => None,
        model::State::Draft => Some(State { kind: "draft", date: None }),
        model::State::Scheduled(date) => Some(State { kind: "scheduled", date: Some(day(date)) }),
        model::State::Expired(date) => Some(State { kind: "expired", date: Some(day(date)) }),
    }
}

/// The one sentence of an entry: the field in the role `sentence`.
pub(super) fn sentence(model: &Model, entry: &Entry) -> Option<String> {
    text_in_role(model, entry, "sentence")
}

/// What an entry says in the field of a role, a text or a choice.
pub(super) fn text_in_role(model: &Model, entry: &Entry, role: &str) -> Option<String> {
    let (collection, field) = *model.config.roles.fields.get(role)?;
    if entry.collection() != Some(collection) {
        return None;
    }
    match (entry.field(field)?, &model.config.collection(collection).field(field).kind) {
        (Value::Text(texts), _) => texts.first().cloned(),
        (Value::Choice(chosen), FieldKind::Choice(options)) => options.get(*chosen.first()?).cloned(),
        _ => None,
    }
}

/// The entries of a collection that an entry refers to by its fields.
pub(super) fn references(entry: &Entry, to: CollectionId, model: &Model) -> Vec<EntryId> {
    let lists = entry.fields.iter().filter_map(|field| match &field.value {
        Value::Reference(references) => Some(references),
        _ => None,
    });
    let ids = lists.flatten().filter_map(|reference| match reference {
        Reference::Entry(id) if model.entry(*id).collection() == Some(to) => Some(*id),
        _ => None,
    });
    let mut found = Vec::new();
    for id in ids {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn link(model: &Model, id: EntryId) -> Link {
    let entry = model.entry(id);
    Link { title: entry.title.clone(), url: model.config.base_url.link(&entry.route) }
}

fn card(model: &Model, entry: &Entry) -> Card {
    let collection = entry.collection().map(|id| model.config.collection(id));
    let regions =
        model.role("regions").map(|regions| references(entry, regions.id, model)).unwrap_or_default();
    Card {
        title: entry.title.clone(),
        url: model.config.base_url.link(&entry.route),
        slug: entry.slug.clone(),
        description: entry.description.clone(),
        collection: collection.map(|collection| collection.name.clone()),
        label: collection.map(|collection| collection.label.clone()),
        role: entry.collection().and_then(|id| role_of(&model.config, id)),
        date: entry.updated.or(entry.date).map(day),
        state: state(entry),
        sentence: sentence(model, entry),
        regions: regions.into_iter().map(|region| link(model, region)).collect(),
        referrers: entry.backlinks.iter().map(|group| group.entries.len()).sum(),
    }
}

/// The part that a collection plays.
fn role_of(config: &Config, id: CollectionId) -> Option<String> {
    let mut roles = config.roles.collections.iter();
    roles.find(|(_, collection)| **collection == id).map(|(role, _)| role.clone())
}

fn collection_link(model: &Model, place: usize) -> CollectionLink {
    let found = &model.collections[place];
    let collection = model.config.collection(found.id);
    let route = list_route(model, found.id);
    CollectionLink {
        name: collection.name.clone(),
        role: role_of(&model.config, found.id),
        label: collection.label.clone(),
        label_plural: collection.label_plural.clone(),
        description: collection.description.clone(),
        url: model.config.base_url.link(&route),
        feed_url: model.config.base_url.link(&format!("{route}{}", route::FEED)),
        total: found.entries.len(),
    }
}

fn site(model: &Model, collections: &[Shared<CollectionLink>], optional: &Optional<'_>) -> Site {
    let config = &model.config;
    let role = |name: &str| config.roles.collections.get(name).and_then(|id| collections.get(id.0)).cloned();
    let mut navigation: Vec<Shared<CollectionLink>> =
        NAVIGATION.iter().filter_map(|name| role(name)).collect();
    if navigation.is_empty() {
        navigation = collections.to_vec();
    }
    navigation.retain(|collection| collection.total > 0);
    Site {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        url: config.base_url.link(""),
        search_url: config.base_url.link(route::search(&config.language)),
        saved_url: optional.saved.then(|| config.base_url.link(route::saved(&config.language))),
        a_to_z_url: config.base_url.link(route::A_TO_Z),
        matrix_url: optional.matrix.map(|matrix| config.base_url.link(&matrix.route)),
        places_url: optional.places.map(|places| config.base_url.link(&places.route)),
        feed_url: config.base_url.link(route::FEED),
        navigation,
        collections: collections.iter().filter(|collection| collection.total > 0).cloned().collect(),
        pages: model.pages.iter().map(|id| link(model, *id)).collect(),
        roles: Roles {
            regions: role("regions"),
            themes: role("themes"),
            cases: role("cases"),
            lessons: role("lessons"),
            instruments: role("instruments"),
            questions: role("questions"),
            self_scan: role("self_scan"),
            glossary: role("glossary"),
            sources: role("sources"),
            events: role("events"),
            organisations: role("organisations"),
        },
    }
}

fn facet_lists(model: &Model) -> BTreeMap<FacetKey, String> {
    let mut lists = BTreeMap::new();
    for facet in &model.facets {
        for value in &facet.values {
            let of = value.entry.map_or_else(|| FacetOf::Label(value.label.clone()), FacetOf::Entry);
            lists.insert((facet.collection, facet.field, of), model.config.base_url.link(&value.route));
        }
    }
    lists
}

/// The link to the page with a facet's values.
pub(super) fn facet_url(model: &Model, place: usize) -> String {
    model.config.base_url.link(&plan::facet_route(model, place))
}
