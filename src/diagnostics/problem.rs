//! The kinds of problems, as data. Words for them stand in the catalogue.

use serde::{Deserialize, Serialize};

use super::{Code, ConfigurationFault, FrontMatterFault, LinkFault};

/// What a field's value should have been.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// Text between quotes.
    Text,
    /// A number.
    Number,
    /// A whole number.
    WholeNumber,
    /// `true` or `false`.
    Boolean,
    /// A date, `2026-01-31`.
    Date,
    /// An address that begins with `https://` or `http://`.
    Url,
    /// A slug of an entry of this collection.
    Reference(String),
    /// A table.
    Table,
    /// A list of any of the others.
    ListOf(Box<Expected>),
}

/// Why an entry is not published now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StaleKind {
    /// Marked as a draft.
    Draft,
    /// To be published on this day.
    Scheduled(jiff::civil::Date),
    /// Withdrawn since this day.
    Expired(jiff::civil::Date),
}

/// Why it is not known when files were last changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryGap {
    /// The clone is shallow, and the last change of so many files is not in it.
    Shallow {
        /// How many files.
        files: usize,
    },
    /// Git failed, in its own words, or is not there.
    Failed {
        /// What it said.
        reason: String,
    },
}

/// What is wrong, with the facts that a message needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Front matter that is missing or does not parse.
    FrontMatter(FrontMatterFault),
    /// A file that is not UTF-8; `byte` is the value of the first wrong byte.
    NotUtf8 {
        /// The first byte that is not UTF-8.
        byte: u8,
    },
    /// A key that nobody declared.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that was most likely meant.
        nearest: Option<String>,
        /// All keys that are known here.
        known: Vec<String>,
    },
    /// A required field without a value.
    MissingField {
        /// The field.
        field: String,
        /// A line that would mend it.
        example: String,
    },
    /// A value of another type than declared.
    WrongType {
        /// The field.
        field: String,
        /// What it should be.
        expected: Expected,
        /// An example of a right value.
        example: String,
    },
    /// A value outside the declared options.
    NotAnOption {
        /// The field.
        field: String,
        /// The value found.
        value: String,
        /// The option that was most likely meant.
        nearest: Option<String>,
        /// All options.
        options: Vec<String>,
    },
    /// A reference to an entry that does not exist.
    BrokenReference {
        /// The field.
        field: String,
        /// The slug found.
        slug: String,
        /// The collection where it should be.
        collection: String,
        /// The slug that was most likely meant.
        nearest: Option<String>,
        /// All slugs there are, where they are few.
        known: Vec<String>,
    },
    /// A reference or link to an entry that is not published now.
    UnpublishedReference {
        /// The title of the entry.
        title: String,
        /// Why it is not published.
        why: StaleKind,
    },
    /// A link to a page of the site that does not exist.
    DeadLink {
        /// The address as written.
        address: String,
        /// The address that was most likely meant.
        nearest: Option<String>,
    },
    /// A link to a heading that does not exist.
    DeadAnchor {
        /// The address of the page.
        page: String,
        /// The anchor, without `#`.
        anchor: String,
        /// The anchor that was most likely meant.
        nearest: Option<String>,
        /// All anchors of that page.
        anchors: Vec<String>,
    },
    /// A wiki link whose slug occurs in several collections.
    AmbiguousLink {
        /// The slug.
        slug: String,
        /// `collection/slug` for each place it could mean.
        choices: Vec<String>,
    },
    /// A link whose scheme is not allowed.
    UnsafeLink {
        /// The address.
        address: String,
    },
    /// An image or file that is not there.
    MissingImage {
        /// The path as written.
        path: String,
        /// The file that was most likely meant.
        nearest: Option<String>,
    },
    /// An image without alternative text.
    MissingAlt {
        /// The path as written.
        path: String,
    },
    /// An image that ends early, or is none.
    BrokenImage {
        /// The file's name.
        name: String,
    },
    /// An image of too many pixels to make smaller copies of.
    LargeImage {
        /// The file's name.
        name: String,
        /// Width and height in pixels.
        size: (u32, u32),
    },
    /// A drawing with a program in it.
    UnsafeImage {
        /// The file's name.
        name: String,
    },
    /// Two pages with one address.
    AddressClash {
        /// The address.
        address: String,
        /// The path of the file that has it already, or what takes it.
        other: String,
    },
    /// An alias that hides a page.
    AliasHidesPage {
        /// The alias.
        alias: String,
        /// The path of the file whose page it would hide, or what takes it.
        other: String,
    },
    /// An alias that is not an address of this site.
    BadAlias {
        /// The alias.
        alias: String,
    },
    /// A file or folder name that cannot be an address.
    BadSlug {
        /// The name found.
        slug: String,
        /// The right form of it.
        right: String,
    },
    /// A folder under `content/` that is no declared collection.
    UnknownCollection {
        /// The folder's name.
        folder: String,
        /// The collection that was most likely meant.
        nearest: Option<String>,
        /// All collections.
        known: Vec<String>,
    },
    /// A file in `content/` that is neither an article nor beside one.
    StrayFile {
        /// The file's name.
        name: String,
    },
    /// A symbolic link.
    SymbolicLink,
    /// A file beside an article that nothing refers to.
    UnusedFile {
        /// The file's name.
        name: String,
    },
    /// An id that the theme keeps for itself, or that stands twice.
    BadId {
        /// The id.
        id: String,
        /// Whether it stands twice (else: it begins with `_`).
        twice: bool,
    },
    /// Text nested deeper than this many levels.
    TooDeep {
        /// The most levels there may be.
        most: usize,
    },
    /// HTML that is not on the allow-list.
    UnsafeHtml {
        /// The element's name; with an attribute's name behind it, after a
        /// space, where only that was left out.
        element: String,
    },
    /// A file that changed after it was read and before its page was made.
    ChangedMeanwhile,
    /// A file that could not be read, in the system's words.
    Unreadable {
        /// The system's message.
        reason: String,
    },
    /// An article whose review date has passed.
    ReviewDue {
        /// The day by which it should have been looked at.
        by: jiff::civil::Date,
    },
    /// A link to another site that leads to no page.
    ExternalLink {
        /// The address as written.
        address: String,
        /// Why not.
        fault: LinkFault,
    },
    /// A link to a page that has another address now, for good.
    ExternalLinkMoved {
        /// The address as written.
        address: String,
        /// The new address.
        to: String,
    },
    /// A link to a site that shows its page to no program, or not now.
    ExternalLinkRefused {
        /// The address as written.
        address: String,
        /// The status that it answered with.
        status: u16,
    },
    /// Files of which git cannot say when they were last changed.
    UnknownHistory(HistoryGap),
    /// A fault in `polder.toml`.
    Configuration(ConfigurationFault),
    /// A template with a fault, in the engine's words (English).
    Template {
        /// The engine's message.
        message: String,
    },
}

impl Problem {
    /// The fixed name of this kind.
    pub fn code(&self) -> Code {
        match self {
            Problem::FrontMatter(_) => Code::FrontMatter,
            Problem::NotUtf8 { .. } => Code::NotUtf8,
            Problem::UnknownKey { .. } => Code::UnknownKey,
            Problem::MissingField { .. } => Code::MissingField,
            Problem::WrongType { .. } => Code::WrongType,
            Problem::NotAnOption { .. } => Code::NotAnOption,
            Problem::BrokenReference { .. } => Code::BrokenReference,
            Problem::UnpublishedReference { .. } => Code::UnpublishedReference,
            Problem::DeadLink { .. } => Code::DeadLink,
            Problem::DeadAnchor { .. } => Code::DeadAnchor,
            Problem::AmbiguousLink { .. } => Code::AmbiguousLink,
            Problem::UnsafeLink { .. } => Code::UnsafeLink,
            Problem::MissingImage { .. } => Code::MissingImage,
            Problem::MissingAlt { .. } => Code::MissingAlt,
            Problem::BrokenImage { .. } => Code::BrokenImage,
            Problem::LargeImage { .. } => Code::LargeImage,
            Problem::UnsafeImage { .. } => Code::UnsafeImage,
            Problem::AddressClash { .. } | Problem::AliasHidesPage { .. } => Code::AddressClash,
            Problem::BadAlias { .. } => Code::BadAlias,
            Problem::BadSlug { .. } => Code::BadSlug,
            Problem::UnknownCollection { .. } => Code::UnknownCollection,
            Problem::StrayFile { .. } => Code::StrayFile,
            Problem::SymbolicLink => Code::SymbolicLink,
            Problem::UnusedFile { .. } => Code::UnusedFile,
            Problem::BadId { .. } => Code::BadId,
            Problem::TooDeep { .. } => Code::TooDeep,
            Problem::UnsafeHtml { .. } => Code::UnsafeHtml,
            Problem::Unreadable { .. } | Problem::ChangedMeanwhile => Code::Unreadable,
            Problem::ReviewDue { .. } => Code::ReviewDue,
            Problem::ExternalLink { .. } => Code::ExternalLink,
            Problem::ExternalLinkMoved { .. } => Code::ExternalLinkMoved,
            Problem::ExternalLinkRefused { .. } => Code::ExternalLinkRefused,
            Problem::UnknownHistory(_) => Code::UnknownHistory,
            Problem::Configuration(_) => Code::Configuration,
            Problem::Template { .. } => Code::Template,
        }
    }
}
