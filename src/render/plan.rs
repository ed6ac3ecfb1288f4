//! Which pages a site has, and where each stands. Planning reads no text, so
//! it is quick for any number of entries.

use crate::config::CollectionId;
use crate::load::Place;
use crate::model::{EntryId, Model, Route, State, route};

use super::a_to_z;
use super::facet_pairs::FacetPairs;
use super::matrix::Matrix;
use super::places::Places;

/// One page, by what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// The home page.
    Home,
    /// A page of a collection's list; numbers begin at 1.
    List(CollectionId, usize),
    /// The values of a facet of [`Model::facets`].
    Facet(usize),
    /// A page of the list of one value of a facet.
    FacetValue { facet: usize, value: usize, number: usize },
    /// An article or a page of its own.
    Entry(EntryId),
    /// The table of themes by regions.
    Matrix,
    /// A page of the list of one pair of [`Matrix::pairs`].
    Pair { place: usize, number: usize },
    /// A page of the list of one pair of [`FacetPairs::all`].
    FacetPair { place: usize, number: usize },
    /// The names by which readers find a region.
    Places,
    /// The search page.
    Search,
    /// The page with the articles that a reader keeps.
    Saved,
    /// All entries by letter.
    AToZ,
    /// The entries of one letter, on sites with many.
    AToZLetter(usize),
    /// The page for addresses that do not exist.
    NotFound,
    /// One of [`Model::aliases`].
    Alias(usize),
    /// One of [`Model::withdrawn`].
    Withdrawn(usize),
    /// The feed of the site or of a collection.
    Feed(Option<CollectionId>),
    /// The sitemap.
    Sitemap,
    /// `robots.txt`.
    Robots,
}

/// The pages that a site has only if its theme and its roles make them so.
pub(super) struct Optional<'a> {
    /// The table of themes by regions.
    pub(super) matrix: Option<&'a Matrix>,
    /// The pairs of facets.
    pub(super) facet_pairs: &'a FacetPairs,
    /// The names by which readers find a region.
    pub(super) places: Option<&'a Places>,
    /// Whether there is a page with the articles that a reader keeps.
    pub(super) saved: bool,
    /// The collection whose list is a self-scan: all on one page.
    pub(super) self_scan: Option<CollectionId>,
}

/// Every page with its address. Entries come first: where content and the
/// site want one address, which the model reports, content keeps it.
pub(super) fn pages(
    model: &Model,
    letters: &[a_to_z::Entries],
    optional: &Optional<'_>,
) -> Vec<(Route, PageKind)> {
    let language = &model.config.language;
    let mut pages = Vec::with_capacity(model.entries.len() + 64);
    let add_list = |pages: &mut Vec<_>, base: &str, entries: usize, kind: &dyn Fn(usize) -> PageKind| {
        for number in 1..=route::page_count(entries) {
            pages.push((route::list_page(base, number, language), kind(number)));
        }
    };
    for id in model.entry_ids() {
        let entry = model.entry(id);
        if matches!(entry.place, Place::Article(_) | Place::Page) {
            pages.push((entry.route.clone(), PageKind::Entry(id)));
        }
    }
    pages.push((Route::new(), PageKind::Home));
    for collection in &model.collections {
        let base = list_route(model, collection.id);
        let on_one_page = optional.self_scan == Some(collection.id);
        let listed = if on_one_page { 0 } else { collection.entries.len() };
        add_list(&mut pages, &base, listed, &|number| PageKind::List(collection.id, number));
        pages.push((format!("{base}{}", route::FEED), PageKind::Feed(Some(collection.id))));
    }
    for (facet, values) in model.facets.iter().enumerate() {
        pages.push((facet_route(model, facet), PageKind::Facet(facet)));
        for (value, found) in values.values.iter().enumerate() {
            let kind = |number| PageKind::FacetValue { facet, value, number };
            add_list(&mut pages, &found.route, found.entries.len(), &kind);
        }
    }
    if let Some(matrix) = optional.matrix {
        pages.push((matrix.route.clone(), PageKind::Matrix));
        for (place, pair) in matrix.pairs.iter().enumerate() {
            add_list(&mut pages, &pair.route, pair.entries.len(), &|number| PageKind::Pair { place, number });
        }
    }
    for (place, pair) in optional.facet_pairs.all.iter().enumerate() {
        let kind = |number| PageKind::FacetPair { place, number };
        add_list(&mut pages, &pair.route, pair.entries.len(), &kind);
    }
    if let Some(places) = optional.places {
        pages.push((places.route.clone(), PageKind::Places));
    }
    for (place, alias) in model.aliases.iter().enumerate() {
        pages.push((alias.route.clone(), PageKind::Alias(place)));
    }
    for (place, withdrawn) in model.withdrawn.iter().enumerate() {
        pages.push((withdrawn.route.clone(), PageKind::Withdrawn(place)));
    }
    pages.push((route::search(language).to_owned(), PageKind::Search));
    if optional.saved {
        pages.push((route::saved(language).to_owned(), PageKind::Saved));
    }
    pages.push((route::A_TO_Z.to_owned(), PageKind::AToZ));
    if a_to_z::is_split(letters) {
        let by_letter = letters.iter().enumerate();
        pages.extend(by_letter.map(|(place, letter)| (letter.route(), PageKind::AToZLetter(place))));
    }
    pages.push((route::NOT_FOUND.to_owned(), PageKind::NotFound));
    pages.push((route::FEED.to_owned(), PageKind::Feed(None)));
    pages.push((route::SITEMAP.to_owned(), PageKind::Sitemap));
    pages.push((route::ROBOTS.to_owned(), PageKind::Robots));
    pages
}

/// The address of a collection's list.
pub(super) fn list_route(model: &Model, id: CollectionId) -> Route {
    format!("{}/", model.config.collection(id).name)
}

/// The address of the page with a facet's values.
pub(super) fn facet_route(model: &Model, place: usize) -> Route {
    let facet = &model.facets[place];
    let collection = model.config.collection(facet.collection);
    format!("{}/{}/", collection.name, collection.field(facet.field).name)
}

/// Whether search engines may list a page.
pub(super) fn is_indexed(model: &Model, kind: PageKind) -> bool {
    match kind {
        PageKind::Entry(id) => model.entry(id).state == State::Published,
        PageKind::Home
        | PageKind::List(..)
        | PageKind::Facet(_)
        | PageKind::FacetValue { .. }
        | PageKind::Matrix
        | PageKind::Pair { .. }
        | PageKind::FacetPair { .. }
        | PageKind::Places
        | PageKind::Search
        | PageKind::AToZ
        | PageKind::AToZLetter(_) => true,
        PageKind::Saved
        | PageKind::NotFound
        | PageKind::Alias(_)
        | PageKind::Withdrawn(_)
        | PageKind::Feed(_)
        | PageKind::Sitemap
        | PageKind::Robots => false,
    }
}
