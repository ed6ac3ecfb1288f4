//! The templates that make pages.

use super::pages::{
    AToZPage, AliasPage, EntryPage, FacetPage, FacetPairPage, FacetValuePage, FeedPage, HomePage, ListPage,
    MatrixPage, NotFoundPage, PairPage, PlacesPage, RobotsPage, SavedPage, SearchPage, SelfScanPage,
    SitemapPage, WithdrawnPage,
};

/// A template that makes pages, and the variables it gets.
#[derive(Debug)]
pub struct PageTemplate {
    /// Its name under `templates/`.
    pub name: &'static str,
    /// Whether a theme must have it. Without those by role articles get
    /// `entry.html`; without the others there is no such page.
    pub required: bool,
    /// The names of its variables, apart from those of every page.
    pub variables: &'static [&'static str],
}

const fn required(name: &'static str, variables: &'static [&'static str]) -> PageTemplate {
    PageTemplate { name, required: true, variables }
}

const fn optional(name: &'static str, variables: &'static [&'static str]) -> PageTemplate {
    PageTemplate { name, required: false, variables }
}

const fn by_role(name: &'static str) -> PageTemplate {
    PageTemplate { name, required: false, variables: EntryPage::VARIABLES }
}

/// Every template that makes pages.
pub const PAGE_TEMPLATES: &[PageTemplate] = &[
    required("home.html", HomePage::VARIABLES),
    required("list.html", ListPage::VARIABLES),
    required("facet.html", FacetPage::VARIABLES),
    required("facet_value.html", FacetValuePage::VARIABLES),
    required("entry.html", EntryPage::VARIABLES),
    required("page.html", EntryPage::VARIABLES),
    required("search.html", SearchPage::VARIABLES),
    required("a-z.html", AToZPage::VARIABLES),
    required("404.html", NotFoundPage::VARIABLES),
    required("alias.html", AliasPage::VARIABLES),
    required("withdrawn.html", WithdrawnPage::VARIABLES),
    required("atom.xml", FeedPage::VARIABLES),
    required("sitemap.xml", SitemapPage::VARIABLES),
    required("robots.txt", RobotsPage::VARIABLES),
    optional("saved.html", SavedPage::VARIABLES),
    optional("self_scan.html", SelfScanPage::VARIABLES),
    optional("matrix.html", MatrixPage::VARIABLES),
    optional("pair.html", PairPage::VARIABLES),
    optional("facet_pair.html", FacetPairPage::VARIABLES),
    optional("places.html", PlacesPage::VARIABLES),
    by_role("region.html"),
    by_role("theme.html"),
    by_role("case.html"),
    by_role("lesson.html"),
    by_role("instrument.html"),
    by_role("question.html"),
];
