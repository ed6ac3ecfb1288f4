//! What every page shows: the site around it, and the page as such.

use crate::render::value::{Shared, shown};

shown! {
    /// The site as a whole: `site` on every page.
    pub struct Site {
        /// Its title.
        pub title: String,
        /// What it is; may be empty.
        pub description: String,
        /// Its language, as `lang` wants it.
        pub language: String,
        /// The home page.
        pub url: String,
        /// The search page, to which search forms lead.
        pub search_url: String,
        /// The page with the articles that a reader keeps, if the theme has one.
        pub saved_url: Option<String>,
        /// The index from A to Z.
        pub a_to_z_url: String,
        /// The table of themes by regions, if there is one.
        pub matrix_url: Option<String>,
        /// The page of names by which readers find a region, if there is one.
        pub places_url: Option<String>,
        /// The feed of the whole site.
        pub feed_url: String,
        /// The collections for the menu: those that play a part for readers
        /// (themes, regions, cases …), or all where no part is bound.
        pub navigation: Vec<Shared<CollectionLink>>,
        /// All collections that have entries.
        pub collections: Vec<Shared<CollectionLink>>,
        /// The pages of their own.
        pub pages: Vec<Link>,
        /// The collections by the part they play.
        pub roles: Roles,
    }

    /// The collections by the part they play (`[roles]` in `polder.toml`).
    pub struct Roles {
        /// Regions.
        pub regions: Option<Shared<CollectionLink>>,
        /// Themes.
        pub themes: Option<Shared<CollectionLink>>,
        /// Cases.
        pub cases: Option<Shared<CollectionLink>>,
        /// Lessons.
        pub lessons: Option<Shared<CollectionLink>>,
        /// Instruments.
        pub instruments: Option<Shared<CollectionLink>>,
        /// Questions.
        pub questions: Option<Shared<CollectionLink>>,
        /// The questions of the self-scan.
        pub self_scan: Option<Shared<CollectionLink>>,
        /// Terms.
        pub glossary: Option<Shared<CollectionLink>>,
        /// Sources.
        pub sources: Option<Shared<CollectionLink>>,
        /// Events.
        pub events: Option<Shared<CollectionLink>>,
        /// Organisations.
        pub organisations: Option<Shared<CollectionLink>>,
    }

    /// A collection and where its list is.
    pub struct CollectionLink {
        /// Its name in addresses.
        pub name: String,
        /// The part it plays: `themes`, `regions`, `cases` …
        pub role: Option<String>,
        /// One of it.
        pub label: String,
        /// Several of it.
        pub label_plural: String,
        /// What it holds; may be empty.
        pub description: String,
        /// Its list.
        pub url: String,
        /// Its feed.
        pub feed_url: String,
        /// How many entries it has.
        pub total: usize,
    }

    /// What every page has.
    pub struct Page {
        /// `home`, `list`, `facet`, `facet_value`, `facet_pair`, `entry`,
        /// `page`, `matrix`, `pair`, `places`, `search`, `saved`, `self_scan`,
        /// `a_to_z`, `not_found`, `alias` or `withdrawn`.
        pub kind: &'static str,
        /// The heading of the page.
        pub title: String,
        /// What stands in `<title>`: with the site's title, and with its number
        /// if it is a further page of a list.
        pub head_title: String,
        /// What it is about, for search engines.
        pub description: Option<String>,
        /// Its link.
        pub url: String,
        /// Its absolute address.
        pub address: String,
        /// The absolute address of the picture that a shared link shows, if
        /// the theme draws them.
        pub image: Option<String>,
        /// Whether search engines may list it.
        pub indexed: bool,
        /// The pages above it, from the home page down, without itself.
        pub breadcrumb: Vec<Link>,
        /// The feeds that belong to it.
        pub feeds: Vec<Link>,
        /// The name of the collection it belongs to.
        pub collection: Option<String>,
        /// The part that this collection plays.
        pub role: Option<String>,
        /// The previous page of a list.
        pub previous_url: Option<String>,
        /// The next page of a list.
        pub next_url: Option<String>,
    }

    /// A link.
    pub struct Link {
        /// Its text.
        pub title: String,
        /// Where it leads.
        pub url: String,
    }
}
