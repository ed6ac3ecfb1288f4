//! The variables of each kind of page.

use super::entry::{Article, Card, Group, Related};
use super::every_page::{CollectionLink, Link, Page};
use super::feed::{Feed, SitemapAddress};
use super::list::{ChosenValue, Facet, FacetLink, Letter, Pager};
use super::region::{MatrixRow, PairLink, PlaceLetter, TileMap};
use super::self_scan::ScanGroup;
use crate::render::body::Html;
use crate::render::value::{Scribe, Shared, Shown, shown};

/// Declares the structs of pages; each field is a variable of their template.
macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty,)*
    })*) => {
        shown! { $($(#[$doc])* pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* })* }

        $(
            impl $name {
                /// The names of its variables.
                pub const VARIABLES: &'static [&'static str] = &[$(stringify!($field),)*];
            }

            impl PageContext for $name {
                fn context(&self, scribe: &mut Scribe<'_>) -> tera::Context {
                    let mut context = tera::Context::new();
                    $(context.insert_value(stringify!($field), self.$field.value(scribe));)*
                    context
                }
            }
        )*
    };
}

/// The variables of one page.
pub(in crate::render) trait PageContext: Shown {
    /// They, as the engine reads them.
    fn context(&self, scribe: &mut Scribe<'_>) -> tera::Context;
}

pages! {
    /// `home.html`: the first page.
    HomePage {
        /// The page as such.
        page: Page,
        /// The text of `content/_index.md` in HTML; `none` if there is none.
        body: Html,
        /// The entries of the collection in the role `regions`, at most sixty.
        regions: Vec<Shared<Card>>,
        /// The regions as a map, where the roles `tile_column` and `tile_row`
        /// are bound.
        map: Option<Shared<TileMap>>,
        /// The entries of the collection in the role `themes`, at most sixty.
        themes: Vec<Shared<Card>>,
        /// The newest cases and lessons; of a site without these roles the
        /// newest entries.
        newest: Vec<Shared<Card>>,
        /// The entries of the collection in the role `questions`, at most
        /// sixty.
        questions: Vec<Shared<Card>>,
    }

    /// `list.html`: the entries of a collection, at most fifty a page.
    ListPage {
        /// The page as such.
        page: Page,
        /// The collection.
        collection: Shared<CollectionLink>,
        /// On the first page the collection's own text in HTML, if there is one.
        body: Html,
        /// On the first page of the regions: these as a map, where the roles
        /// `tile_column` and `tile_row` are bound.
        map: Option<Shared<TileMap>>,
        /// The entries of this page of the list.
        cards: Vec<Shared<Card>>,
        /// The pages of the list.
        pager: Pager,
        /// What readers can browse the collection by.
        facets: Vec<Facet>,
    }

    /// `facet.html`: the values of one field that a collection can be browsed
    /// by.
    FacetPage {
        /// The page as such.
        page: Page,
        /// The collection.
        collection: Shared<CollectionLink>,
        /// The field and its values.
        facet: Facet,
    }

    /// `facet_value.html`: the entries of a collection with one value of a
    /// field.
    FacetValuePage {
        /// The page as such.
        page: Page,
        /// The collection.
        collection: Shared<CollectionLink>,
        /// The field and its values; `value` is one of these.
        facet: Facet,
        /// The value.
        value: FacetLink,
        /// The entry that the value stands for, if the field is a reference.
        entry: Option<Shared<Card>>,
        /// The fields that the list can be narrowed down by, with the lists
        /// of the values that occur in it; see `FacetPairPage`.
        narrower: Vec<Facet>,
        /// The search page with the same filter.
        search_url: String,
        /// The entries of this page of the list.
        cards: Vec<Shared<Card>>,
        /// The pages of the list.
        pager: Pager,
    }

    /// `entry.html`, `page.html` and the templates by role (`region.html`,
    /// `theme.html`, `case.html`, `lesson.html`, `instrument.html`,
    /// `question.html`): one article, or a page of its own.
    EntryPage {
        /// The page as such.
        page: Page,
        /// The article.
        article: Article,
        /// Of a theme and of a region: the lessons, cases, instruments,
        /// questions and events that refer to it, by collection, in the order
        /// in which readers ask for them.
        groups: Vec<Group>,
        /// What else refers to the article, by collection.
        further: Vec<Group>,
        /// Of a region: what its cases refer to and what refers to them
        /// (lessons, instruments, questions), by collection, without what
        /// stands in `groups`.
        seen: Vec<Group>,
        /// Of a theme the regions, of a region the themes, with which articles
        /// refer to both.
        pairs: Vec<PairLink>,
        /// Articles of a kind, best first; of a region the other regions with
        /// the same themes.
        related: Vec<Related>,
        /// The article before it in its collection's list.
        previous: Option<Link>,
        /// The article after it in its collection's list.
        next: Option<Link>,
    }

    /// `matrix.html`: themes by regions. A theme without this template and
    /// `pair.html`, a site that does not bind both parts, or one with more
    /// than sixty of either has no such page.
    MatrixPage {
        /// The page as such.
        page: Page,
        /// The columns.
        themes: Vec<Shared<Card>>,
        /// The rows.
        rows: Vec<MatrixRow>,
        /// How many cells hold articles.
        pairs: usize,
        /// How many cells there are.
        cells: usize,
    }

    /// `pair.html`: the articles that refer to a theme and to a region.
    PairPage {
        /// The page as such.
        page: Page,
        /// The theme.
        theme_card: Shared<Card>,
        /// The region.
        region_card: Shared<Card>,
        /// The articles of this page of the list, of all collections.
        cards: Vec<Shared<Card>>,
        /// The pages of the list.
        pager: Pager,
    }

    /// `facet_pair.html`: the entries of a collection with one value of each
    /// of two fields, for the pairs that the collection declares. A theme
    /// without this template has no such pages.
    FacetPairPage {
        /// The page as such.
        page: Page,
        /// The collection.
        collection: Shared<CollectionLink>,
        /// The two values, each with the list of all that have it.
        chosen: Vec<ChosenValue>,
        /// The search page with the same two filters.
        search_url: String,
        /// The entries of this page of the list.
        cards: Vec<Shared<Card>>,
        /// The pages of the list.
        pager: Pager,
    }

    /// `places.html`: the names by which readers find a region, where the
    /// role `municipalities` is bound. A theme without this template has no
    /// such page.
    PlacesPage {
        /// The page as such.
        page: Page,
        /// How many names there are.
        total: usize,
        /// The letters that occur.
        letters: Vec<PlaceLetter>,
    }

    /// `search.html`: the search page.
    SearchPage {
        /// The page as such.
        page: Page,
        /// What results can be narrowed down by: one for each name of a
        /// field, over all collections, with the two hundred values that
        /// most entries have. `url` is empty.
        facets: Vec<Facet>,
        /// The entries of the collection in the role `themes`, at most sixty.
        themes: Vec<Shared<Card>>,
        /// The entries of the collection in the role `regions`, at most sixty.
        regions: Vec<Shared<Card>>,
    }

    /// `saved.html`: the articles that a reader keeps, which only the reader's
    /// browser knows. A theme without this template has no such page.
    SavedPage {
        /// The page as such.
        page: Page,
    }

    /// `self_scan.html`: the entries of the collection in the role
    /// `self_scan` as statements to score, in place of that collection's list.
    /// A theme without this template shows the list.
    SelfScanPage {
        /// The page as such.
        page: Page,
        /// The collection's own text in HTML; `none` if there is none.
        body: Html,
        /// The statements, by the field in the role `statement_group`.
        groups: Vec<ScanGroup>,
        /// How many statements there are.
        total: usize,
    }

    /// `a-z.html`: all entries by their first letter.
    AToZPage {
        /// The page as such.
        page: Page,
        /// The letters that occur.
        letters: Vec<Letter>,
    }

    /// `404.html`: what a host shows for an address that does not exist.
    NotFoundPage {
        /// The page as such.
        page: Page,
    }

    /// `alias.html`: an old address that sends the reader on.
    AliasPage {
        /// The page as such; its canonical address is the new one.
        page: Page,
        /// Where it leads.
        target: Link,
    }

    /// `withdrawn.html`: what is left of a page that was withdrawn.
    WithdrawnPage {
        /// The page as such.
        page: Page,
        /// Since when.
        since: String,
    }

    /// `atom.xml`: a feed.
    FeedPage {
        /// The feed.
        feed: Feed,
    }

    /// `sitemap.xml`: all pages for search engines.
    SitemapPage {
        /// The pages.
        addresses: Vec<SitemapAddress>,
    }

    /// `robots.txt`: what search engines may read.
    RobotsPage {
        /// The absolute address of the sitemap.
        sitemap_address: String,
    }
}
