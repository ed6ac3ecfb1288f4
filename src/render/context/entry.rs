//! An entry: as a card in a list, with its text, and with what refers to it.

use super::every_page::{CollectionLink, Link};
use crate::render::body::Html;
use crate::render::value::{Shared, shown};

shown! {
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
}
