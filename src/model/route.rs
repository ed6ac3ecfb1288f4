//! The addresses of pages that no text has: lists, the search page, the
//! index from A to Z and the files at the root.
//!
//! They stand here because the checks on links and addresses must know them
//! before any page is made.

use super::Route;
use crate::config::Config;
use crate::diagnostics::MessageLanguage;

/// Most entries on one page of a list.
pub const ENTRIES_PER_PAGE: usize = 50;
/// The index of all entries from A to Z.
pub const A_TO_Z: &str = "a-z/";
/// The page that a host shows for an address that does not exist.
pub const NOT_FOUND: &str = "404.html";
/// The list of all pages, for search engines.
pub const SITEMAP: &str = "sitemap.xml";
/// The Atom feed of the whole site; a collection's has its address before it.
pub const FEED: &str = "atom.xml";
/// What search engines may read.
pub const ROBOTS: &str = "robots.txt";
/// The folder of the theme's files.
pub const STATIC: &str = "static/";

/// The search page of a site in this language.
pub fn search(language: &str) -> &'static str {
    match MessageLanguage::of(language) {
        MessageLanguage::Dutch => "zoeken/",
        MessageLanguage::English => "search/",
    }
}

/// The page with the articles that a reader keeps.
pub fn saved(language: &str) -> &'static str {
    match MessageLanguage::of(language) {
        MessageLanguage::Dutch => "verzamelmap/",
        MessageLanguage::English => "my-collection/",
    }
}

/// The part of an address before the number of a list's page.
pub fn page_word(language: &str) -> &'static str {
    match MessageLanguage::of(language) {
        MessageLanguage::Dutch => "pagina",
        MessageLanguage::English => "page",
    }
}

/// Page `number` (from 1) of the list at `list`: the list itself for the
/// first.
pub fn list_page(list: &str, number: usize, language: &str) -> Route {
    if number <= 1 { list.to_owned() } else { format!("{list}{}/{number}/", page_word(language)) }
}

/// How many pages a list of this many entries has; never none.
pub fn page_count(entries: usize) -> usize {
    entries.div_ceil(ENTRIES_PER_PAGE).max(1)
}

/// The table of themes by regions, where both parts are bound; below it stand
/// the lists of the pairs. `None` too where a facet has this address.
pub fn matrix(config: &Config) -> Option<Route> {
    let collection = |role: &str| config.roles.collections.get(role).map(|id| config.collection(*id));
    let (themes, regions) = (collection("themes")?, collection("regions")?);
    let is_facet = themes.fields.iter().any(|field| field.facet && field.name == regions.name);
    (!is_facet).then(|| format!("{}/{}/", themes.name, regions.name))
}

/// The page of names by which readers find a region, where the role
/// `municipalities` is bound. `None` too where a facet has this address.
pub fn places(config: &Config) -> Option<Route> {
    let (regions, field) = config.roles.fields.get("municipalities")?;
    let regions = config.collection(*regions);
    let field = regions.field(*field);
    (!field.facet).then(|| format!("{}/{}/", regions.name, field.name))
}

/// The addresses at the root that the site itself takes.
pub fn taken(language: &str) -> [&'static str; 8] {
    [search(language), saved(language), A_TO_Z, NOT_FOUND, SITEMAP, FEED, ROBOTS, STATIC]
}

#[cfg(test)]
mod tests {
    use super::{list_page, page_count};

    #[test]
    fn numbers_pages_from_the_second_on() {
        assert_eq!(list_page("regios/", 1, "nl"), "regios/");
        assert_eq!(list_page("regios/", 2, "nl"), "regios/pagina/2/");
        assert_eq!(list_page("regions/", 3, "en-GB"), "regions/page/3/");
        assert_eq!([0, 1, 50, 51].map(page_count), [1, 1, 1, 2]);
    }
}
