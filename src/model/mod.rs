//! Stage 4, [`Config`] and all [`Document`](crate::parse::Document)s →
//! [`Model`]: everything a page can show, resolved and checked, immutable.
//!
//! 1. [`entries`](mod@build): every document becomes an [`Entry`] with an
//!    address; front matter is read by the collection's schema.
//! 2. References and links are resolved to entries; all checks on them are
//!    made here, against one set of addresses and anchors.
//! 3. Entries that are not published now are left out.
//! 4. From the references follow backlinks, facets, related articles,
//!    previous and next.

mod addresses;
mod again;
mod build;
mod collation;
mod facets;
mod files;
mod links;
mod read_value;
mod reading;
mod references;
mod relations;
mod review;
pub mod route;
mod value;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

pub use again::with_text;
pub use build::{Moment, build};
pub use collation::collation_key;
pub use review::Review;
pub use value::{FieldValue, Reference, Value};

use crate::config::{CollectionId, Config, FieldId};
use crate::load::Place;
use crate::parse::{Outline, Text};

/// Everything that the site's pages can show. Entries are sorted by route.
#[derive(Debug, Clone)]
pub struct Model {
    /// The site's configuration.
    pub config: Arc<Config>,
    /// The published entries (with drafts and the like in a preview), sorted
    /// by route: an [`EntryId`] is a place in this list.
    pub entries: Vec<Entry>,
    /// The collections, as [`Config::collections`] orders them.
    pub collections: Vec<CollectionModel>,
    /// The home page's text, if there is one.
    pub home: Option<EntryId>,
    /// The pages directly under `content/`, by weight and title.
    pub pages: Vec<EntryId>,
    /// The facets that readers can browse by.
    pub facets: Vec<Facet>,
    /// Old addresses and where they lead now, sorted by alias.
    pub aliases: Vec<Alias>,
    /// Pages that were withdrawn: their routes and titles, sorted.
    pub withdrawn: Vec<Withdrawn>,
    /// Abbreviation → what it stands for, sorted.
    pub abbreviations: Vec<(String, String)>,
    /// Images and other files that pages refer to, sorted by route.
    pub files: Vec<PublishedFile>,
}

/// The place of an entry in [`Model::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// An address inside the site, without the first `/`: `` for the home page,
/// `regios/zwolle/` for an article. Pages end in `/`, files do not.
pub type Route = String;

/// One page with a text: an article, a collection's page, a page of its own
/// or the home page.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub place: Place,
    /// The last part of its address; empty for the home page.
    pub slug: String,
    /// Its address.
    pub route: Route,
    /// The title.
    pub title: String,
    /// One or two sentences for lists and search engines.
    pub description: Option<String>,
    /// When it was written.
    pub date: Option<Date>,
    /// When it was last changed: what the front matter says, else what git
    /// says, where that is later than `date`.
    pub updated: Option<Date>,
    /// When it should be looked at again.
    pub review_by: Option<Date>,
    /// Published or, in a preview, why not.
    pub state: State,
    /// Place in lists: lower comes first; 0 when not given.
    pub weight: i64,
    /// The values of its fields, in declared order; fields without a value
    /// are left out.
    pub fields: Vec<FieldValue>,
    /// What is asked of its text.
    pub body: Arc<Outline>,
    /// The text.
    pub text: Text,
    /// Where the links of [`Outline::links`] lead, one each.
    pub targets: Vec<Target>,
    /// What refers to it, grouped by collection in declared order.
    pub backlinks: Vec<BacklinkGroup>,
    /// Articles of a kind, best first, at most six.
    pub related: Vec<Related>,
    /// The one before it in its collection's list.
    pub previous: Option<EntryId>,
    /// The one after it in its collection's list.
    pub next: Option<EntryId>,
    /// Path of its file, relative to the root.
    pub path: String,
    /// BLAKE3 of its file.
    pub hash: [u8; 32],
}

/// Whether an entry is published, and if not, why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// For all to read.
    Published,
    /// Not finished (`draft = true`).
    Draft,
    /// To be published on this day (`publish_at`).
    Scheduled(Date),
    /// Withdrawn since this day (`expires_at`).
    Expired(Date),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site with a text; the anchor without `#`.
    Entry(EntryId, Option<String>),
    /// Another page or file of the site (a list, the search page, an image):
    /// its route with anchor, ready to be put behind the base path.
    Route(Route),
    /// A place on the same page.
    Anchor(String),
    /// Another site, a mail address or a telephone number.
    External(String),
    /// An image of the site, with its size in pixels where it is known.
    Image {
        /// Its route.
        route: Route,
        /// Width and height in pixels.
        size: Option<(u32, u32)>,
        /// The widths of its smaller copies, in pixels.
        copies: Vec<u32>,
    },
    /// Nowhere: an entry that is not published, or an address that was
    /// refused. Shown as text.
    Nothing {
        /// The title of the unpublished entry, for wiki links.
        title: Option<String>,
    },
}

/// The entries of one collection that refer to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacklinkGroup {
    /// The collection of the referring entries; `None` for pages.
    pub collection: Option<CollectionId>,
    /// The referring entries, in their collection's order.
    pub entries: Vec<Backlink>,
}

/// One entry that refers to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The referring entry.
    pub entry: EntryId,
    /// The fields by which it refers; empty when only its text links.
    pub fields: Vec<FieldId>,
}

/// An article of a kind, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The other article.
    pub entry: EntryId,
    /// What they share: the collection whose entries both refer to, and
    /// those entries.
    pub reasons: Vec<(CollectionId, Vec<EntryId>)>,
}

/// A collection with its entries.
#[derive(Debug, Clone)]
pub struct CollectionModel {
    /// Which one.
    pub id: CollectionId,
    /// Its page's text, if there is one.
    pub index: Option<EntryId>,
    /// Its entries, in the order of its list.
    pub entries: Vec<EntryId>,
}

/// A field that readers can browse a collection by.
#[derive(Debug, Clone)]
pub struct Facet {
    /// The collection.
    pub collection: CollectionId,
    /// The field.
    pub field: FieldId,
    /// Its values that occur: by the order of options, of the referred
    /// collection, else alphabetically.
    pub values: Vec<FacetValue>,
}

/// One value of a facet, and what has it.
#[derive(Debug, Clone)]
pub struct FacetValue {
    /// The value in addresses: a slug.
    pub slug: String,
    /// The value as readers see it.
    pub label: String,
    /// The entry it stands for, if the facet is a reference.
    pub entry: Option<EntryId>,
    /// The entries that have it, in the order of the collection's list.
    pub entries: Vec<EntryId>,
    /// The address of its list page.
    pub route: Route,
}

/// An old address that leads to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The old address.
    pub route: Route,
    /// Where it leads.
    pub entry: EntryId,
}

/// A page that was withdrawn and leaves a word that it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its address.
    pub route: Route,
    /// Its title.
    pub title: String,
    /// Since when.
    pub since: Date,
}

/// A file beside an article that a page refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its address.
    pub route: Route,
    /// Where to read it.
    pub file: PathBuf,
    /// The widths of smaller copies of an image, in pixels.
    pub copies: Vec<u32>,
}

impl Model {
    /// The entry of this id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All ids, in the order of routes.
    pub fn entry_ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len() as u32).map(EntryId)
    }

    /// The collection that plays this role in the theme.
    pub fn role(&self, name: &str) -> Option<&CollectionModel> {
        self.config.roles.collections.get(name).map(|id| &self.collections[id.0])
    }
}

impl Entry {
    /// The collection it is an article of.
    pub fn collection(&self) -> Option<CollectionId> {
        match self.place {
            Place::Article(collection) => Some(collection),
            _ => None,
        }
    }

    /// The value of a field.
    pub fn field(&self, id: FieldId) -> Option<&Value> {
        self.fields.iter().find(|field| field.field == id).map(|field| &field.value)
    }
}
