//! Lists of entries: their pages, what they can be browsed by, and the index
//! from A to Z.

use super::entry::Card;
use crate::render::value::{Shared, shown};

shown! {
    /// The pages of a list.
    pub struct Pager {
        /// Which page this is, from 1.
        pub number: usize,
        /// How many pages there are.
        pub pages: usize,
        /// How many entries there are on all pages.
        pub total: usize,
        /// Links to the first, the last and the nearest pages.
        pub links: Vec<PagerLink>,
        /// The page before this one.
        pub previous_url: Option<String>,
        /// The page after this one.
        pub next_url: Option<String>,
    }

    /// One page of a list.
    pub struct PagerLink {
        /// Its number.
        pub number: usize,
        /// Its link.
        pub url: String,
        /// Whether pages are left out between the one before and this one.
        pub gap: bool,
    }

    /// A field that readers can browse by.
    pub struct Facet {
        /// The field's name.
        pub name: String,
        /// Its label.
        pub label: String,
        /// The page with all values.
        pub url: Option<String>,
        /// How many values occur.
        pub total: usize,
        /// The values that occur; on the pages of lists only where there are at
        /// most sixty.
        pub values: Vec<FacetLink>,
    }

    /// One value of a facet.
    pub struct FacetLink {
        /// The value in addresses.
        pub slug: String,
        /// The value as readers see it.
        pub label: String,
        /// The list of entries that have it.
        pub url: Option<String>,
        /// How many have it.
        pub total: usize,
        /// On the search page: the collections that have a list of these.
        pub collections: Vec<String>,
    }

    /// A value that a list is about.
    pub struct ChosenValue {
        /// The field's label.
        pub label: String,
        /// The value.
        pub value: FacetLink,
    }

    /// The entries under one letter.
    pub struct Letter {
        /// The letter, in upper case; `0–9` for figures and the like.
        pub letter: String,
        /// Its anchor.
        pub id: String,
        /// The page where its entries stand, if not on this one.
        pub url: Option<String>,
        /// The entries.
        pub entries: Vec<Shared<Card>>,
    }
}
