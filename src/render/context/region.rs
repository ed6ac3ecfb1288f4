//! Browsing by region: the map, the table of themes by regions, and the names of
//! places.

use super::entry::Card;
use super::every_page::Link;
use crate::render::value::{Shared, shown};

shown! {
    /// The regions as squares, each at about its place in the country.
    pub struct TileMap {
        /// How many columns it has.
        pub columns: usize,
        /// How many rows it has.
        pub rows: usize,
        /// The regions that have a place, row by row.
        pub tiles: Vec<Tile>,
        /// What the shades mean, for those that occur.
        pub steps: Vec<MapStep>,
    }

    /// A region on the map.
    pub struct Tile {
        /// Its column, from 0.
        pub column: usize,
        /// Its row, from 0.
        pub row: usize,
        /// Its name in one or two lines of at most seven letters.
        pub lines: Vec<String>,
        /// From 0 (no articles refer to it) to 4 (most do).
        pub shade: usize,
        /// The region.
        pub card: Shared<Card>,
    }

    /// What a shade of the map means.
    pub struct MapStep {
        /// The shade.
        pub shade: usize,
        /// From this many articles.
        pub from: usize,
        /// To this many.
        pub to: usize,
    }

    /// A row of the table of themes by regions.
    pub struct MatrixRow {
        /// The region.
        pub region: Shared<Card>,
        /// One for each theme.
        pub cells: Vec<MatrixCell>,
    }

    /// A cell of the table of themes by regions.
    pub struct MatrixCell {
        /// The theme's title.
        pub theme: String,
        /// How many articles refer to both.
        pub total: usize,
        /// Their list; none if there are none.
        pub url: Option<String>,
    }

    /// The list of a theme with a region.
    pub struct PairLink {
        /// The title of the other one.
        pub title: String,
        /// The list.
        pub url: String,
        /// How many articles refer to both.
        pub total: usize,
    }

    /// The names of places under one letter.
    pub struct PlaceLetter {
        /// The letter, in upper case.
        pub letter: String,
        /// Its anchor.
        pub id: String,
        /// The names.
        pub places: Vec<Place>,
    }

    /// A name by which readers find a region.
    pub struct Place {
        /// The name.
        pub name: String,
        /// The region.
        pub region: Link,
    }
}
