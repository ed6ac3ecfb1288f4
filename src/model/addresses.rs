//! Who stands at which address. Two pages with one address are an error; the
//! first in the order of files keeps it.

use std::collections::BTreeMap;

use super::{Route, route};
use crate::config::{Config, FieldKind};
use crate::diagnostics::Problem;

/// Every address of the site, and who has it.
pub(super) struct Addresses {
    owners: BTreeMap<Route, Owner>,
    /// Folders of addresses that the site itself uses: lists' further pages
    /// and pages of facets.
    folders: BTreeMap<Route, Owner>,
}

/// Who has an address.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// A document, by its place in the list of readings.
    Document(usize, String),
    /// The site itself: a list, the search page, a feed.
    Site,
}

impl Owner {
    /// How a message names it: a path of a file, or nothing for the site.
    fn name(&self) -> String {
        match self {
            Owner::Document(_, path) => path.clone(),
            Owner::Site => String::new(),
        }
    }
}

impl Addresses {
    /// The addresses that the site itself takes.
    pub(super) fn of_site(config: &Config) -> Self {
        let mut addresses = Self { owners: BTreeMap::new(), folders: BTreeMap::new() };
        for taken in route::taken(&config.language) {
            let list = if taken.ends_with('/') { &mut addresses.folders } else { &mut addresses.owners };
            list.insert(taken.to_owned(), Owner::Site);
        }
        let page_word = route::page_word(&config.language);
        addresses.folders.insert(format!("{page_word}/"), Owner::Site);
        for collection in &config.collections {
            let base = format!("{}/", collection.name);
            addresses.owners.insert(format!("{base}{}", route::FEED), Owner::Site);
            addresses.folders.insert(format!("{base}{page_word}/"), Owner::Site);
            for field in collection.fields.iter().filter(|field| field.facet && field.kind != FieldKind::Url)
            {
                addresses.folders.insert(format!("{base}{}/", field.name), Owner::Site);
            }
        }
        if let Some(matrix) = route::matrix(config) {
            addresses.folders.insert(matrix, Owner::Site);
        }
        if let Some(places) = route::places(config) {
            addresses.folders.insert(places, Owner::Site);
        }
        addresses
    }

    /// Gives a document its address, or says who has it already.
    pub(super) fn claim(&mut self, address: &str, owner: Owner) -> Option<Problem> {
        if let Some(other) = self.owner(address) {
            return Some(Problem::AddressClash { address: format!("/{address}"), other: other.name() });
        }
        self.owners.insert(address.to_owned(), owner);
        None
    }

    /// Gives an alias its address, or says what it would hide.
    pub(super) fn claim_alias(&mut self, alias: &str, owner: Owner) -> Option<Problem> {
        if let Some(other) = self.owner(alias) {
            return Some(Problem::AliasHidesPage { alias: format!("/{alias}"), other: other.name() });
        }
        self.owners.insert(alias.to_owned(), owner);
        None
    }

    /// Who has an address. `a/index.html` is the file behind `a/`.
    fn owner(&self, address: &str) -> Option<&Owner> {
        let page = address.strip_suffix("index.html").unwrap_or(address);
        let folder = self.folders.iter().find(|(folder, _)| page.starts_with(folder.as_str()));
        self.owners.get(page).or(folder.map(|(_, owner)| owner))
    }

    /// How a message names who has an address.
    pub(super) fn owner_name(&self, address: &str) -> Option<String> {
        self.owner(address).map(Owner::name)
    }

    /// The document that has an address.
    pub(super) fn document_at(&self, address: &str) -> Option<usize> {
        match self.owners.get(address)? {
            Owner::Document(place, _) => Some(*place),
            Owner::Site => None,
        }
    }

    /// All addresses of pages, for suggestions.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.owners.keys().map(String::as_str)
    }
}

/// An alias in the form of an address: no first `/`, and a last one unless it
/// names a file. `None` for what is no address of this site.
pub(super) fn alias_route(alias: &str) -> Option<Route> {
    let path = alias.strip_prefix('/').unwrap_or(alias);
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let well_formed = parts.iter().all(|part| {
        !part.is_empty()
            && *part != "."
            && *part != ".."
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
    });
    let is_file = parts.last().is_some_and(|last| last.ends_with(".html") || last.ends_with(".htm"));
    match well_formed {
        false => None,
        true if is_file && !path.ends_with('/') => Some(path.to_owned()),
        true => Some(format!("{}/", parts.join("/"))),
    }
}

#[cfg(test)]
mod tests {
    use super::alias_route;

    #[test]
    fn aliases_are_addresses_of_this_site() {
        assert_eq!(alias_route("/oud/adres").as_deref(), Some("oud/adres/"));
        assert_eq!(alias_route("oud/adres/").as_deref(), Some("oud/adres/"));
        assert_eq!(alias_route("/Oud.html").as_deref(), Some("Oud.html"));
        for wrong in ["", "/", "https://a.nl/", "/a/../b", "/a b/", "/a?x=1", "//a"] {
            assert_eq!(alias_route(wrong), None, "{wrong}");
        }
    }
}
