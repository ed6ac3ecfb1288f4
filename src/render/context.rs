//! What templates can read: the theme's interface. Every template gets the
//! variables of its page's struct below (each field is a variable), and on
//! every page `site` ([`Site`]), `t` (the texts of `i18n/`) and `theme` (the
//! settings of `theme.toml`).
//!
//! Every field is always there: what may be absent is empty (`none`), so that
//! `{% if article.date %}` is enough. Addresses named `url` are links without
//! a host, under the site's base path; those named `address` are absolute.
//! Days are written `2026-11-19`; the filter `date` puts them in words.

use super::body::Html;
use super::value::{Scribe, Shared, Shown, shown};

/// The variables of every page.
pub(super) const GLOBALS: &[&str] = &["site", "t", "theme"];

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
pub(super) trait PageContext: Shown {
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

    /// An entry in a list.
    pub struct Card {
        /// Its title.
        pub title: String,
        /// Its link.
        pub url: String,
        /// Its slug.
        pub slug: String,
        /// One or two sentences.
        pub description: Option<String>,
        /// The name of its collection.
        pub collection: Option<String>,
        /// One of its collection, as readers see it.
        pub label: Option<String>,
        /// The part that its collection plays.
        pub role: Option<String>,
        /// When it was written or last changed.
        pub date: Option<String>,
        /// Why it is not published, in a preview.
        pub state: Option<State>,
        /// What it says in one sentence: the field in the role `sentence`.
        pub sentence: Option<String>,
        /// The regions that it refers to.
        pub regions: Vec<Link>,
        /// How many entries refer to it.
        pub referrers: usize,
    }

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

    /// Why an entry is not published: it is only in a preview.
    pub struct State {
        /// `draft`, `scheduled` or `expired`.
        pub kind: &'static str,
        /// From when it will be, or until when it was.
        pub date: Option<String>,
    }

    /// An entry with its text.
    pub struct Article {
        /// Its title.
        pub title: String,
        /// Its slug.
        pub slug: String,
        /// One or two sentences.
        pub description: Option<String>,
        /// Its collection; none for a page of its own.
        pub collection: Option<Shared<CollectionLink>>,
        /// The text in HTML; `none` if there is none.
        pub body: Html,
        /// The headings of the text, if it has three or more.
        pub contents: Vec<Heading>,
        /// What characterises it: the values of its fields in declared order,
        /// with references to the collection in the role `organisations`, but
        /// not sources, `references`, the sentence and what serves the layout.
        pub facts: Vec<Fact>,
        /// The other entries that it names in fields that readers cannot browse
        /// by. A field whose every entry refers back is left out: `groups` shows
        /// these with more words.
        pub references: Vec<Fact>,
        /// What it says in one sentence: the field in the role `sentence`.
        pub sentence: Option<String>,
        /// The sources it names: references to the collection in that role.
        pub sources: Vec<Link>,
        /// When it was written.
        pub date: Option<String>,
        /// When it was last changed: what the front matter says, else what git
        /// says, where that is later than `date`.
        pub updated: Option<String>,
        /// When it should be looked at again.
        pub review_by: Option<String>,
        /// Why it is not published, in a preview.
        pub state: Option<State>,
        /// Number of words.
        pub words: usize,
        /// Minutes it takes to read, at least 1.
        pub minutes: usize,
    }

    /// A heading in the contents of a text.
    pub struct Heading {
        /// The anchor.
        pub id: String,
        /// The text.
        pub text: String,
        /// The headings one level below.
        pub children: Vec<Heading>,
    }

    /// A field with its values.
    pub struct Fact {
        /// The field's name.
        pub name: String,
        /// Its label.
        pub label: String,
        /// `text`, `number`, `boolean`, `date`, `url`, `choice` or `reference`.
        pub kind: &'static str,
        /// The values, at least one.
        pub values: Vec<FactValue>,
    }

    /// One value of a field.
    pub struct FactValue {
        /// The value as readers see it.
        pub text: String,
        /// Where it leads: an entry, a list of entries with this value, or
        /// another site (kind `url`).
        pub url: Option<String>,
        /// The day, if it is one.
        pub day: Option<String>,
    }

    /// Entries of one collection.
    pub struct Group {
        /// The collection's name; `pages` for pages of their own.
        pub name: String,
        /// The part that the collection plays.
        pub role: Option<String>,
        /// Several of it.
        pub label: String,
        /// The entries; the first fifty where `more_url` leads to all of them.
        pub cards: Vec<Shared<Card>>,
        /// How many there are.
        pub total: usize,
        /// The list of all, where `cards` does not hold all.
        pub more_url: Option<String>,
        /// The list of the same entries by itself, if there is one: it can be
        /// narrowed down further.
        pub list_url: Option<String>,
    }

    /// An article of a kind, with the reason.
    pub struct Related {
        /// The article.
        pub card: Shared<Card>,
        /// What they share.
        pub reasons: Vec<Reason>,
    }

    /// Entries that two articles both refer to.
    pub struct Reason {
        /// One of their collection, as readers see it.
        pub label: String,
        /// The entries.
        pub entries: Vec<Link>,
    }

    /// Statements of the self-scan that belong together.
    pub struct ScanGroup {
        /// What they have in common.
        pub title: Option<String>,
        /// The statements.
        pub questions: Vec<ScanQuestion>,
    }

    /// A statement of the self-scan.
    pub struct ScanQuestion {
        /// Its number on the page, from 1.
        pub number: usize,
        /// Its slug, by which answers are kept.
        pub slug: String,
        /// What it is about, in a few words.
        pub title: String,
        /// Its own page.
        pub url: String,
        /// What a team scores: the field in the role `statement`; where that
        /// is not bound, the title says it.
        pub statement: Option<String>,
        /// What it means.
        pub description: Option<String>,
        /// What the lowest score looks like: the role `answer_low`.
        pub low: Option<String>,
        /// What the highest score looks like: the role `answer_high`.
        pub high: Option<String>,
        /// What helps: lessons, cases and instruments, a few of each.
        pub help: Vec<Group>,
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

    /// A feed.
    pub struct Feed {
        /// Its title.
        pub title: String,
        /// Who it is by.
        pub author: String,
        /// What it is about; may be empty.
        pub description: String,
        /// Its own absolute address.
        pub address: String,
        /// The absolute address of the page that it belongs to.
        pub page_address: String,
        /// The moment of the newest change in it.
        pub updated: String,
        /// The newest entries, newest first.
        pub entries: Vec<FeedEntry>,
    }

    /// An entry in a feed.
    pub struct FeedEntry {
        /// Its title.
        pub title: String,
        /// Its absolute address, by which readers of feeds know it again.
        pub address: String,
        /// When it was last changed.
        pub updated: String,
        /// When it was written.
        pub published: Option<String>,
        /// One or two sentences.
        pub description: Option<String>,
        /// One of its collection.
        pub label: Option<String>,
    }

    /// A page in the sitemap.
    pub struct SitemapAddress {
        /// Its absolute address.
        pub address: String,
        /// When it was last changed.
        pub changed: Option<String>,
    }
}
