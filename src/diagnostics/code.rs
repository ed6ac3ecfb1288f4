//! The names of the kinds of problems, and how much each weighs.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// The fixed name of a kind of problem: what `[checks]` and
        /// `check --format json` call it. Names are never changed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The name as people and programs write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How much it weighs unless `[checks]` says otherwise.
            pub fn default_severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// Front matter that is missing or does not parse.
    FrontMatter = "front-matter", Error;
    /// A file that is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A key that nobody declared.
    UnknownKey = "unknown-key", Error;
    /// A required field without a value.
    MissingField = "missing-field", Error;
    /// A value of another type than declared.
    WrongType = "wrong-type", Error;
    /// A value outside the declared options.
    NotAnOption = "not-an-option", Error;
    /// A reference to an entry that does not exist.
    BrokenReference = "broken-reference", Error;
    /// A reference or link to an entry that is not published now.
    UnpublishedReference = "unpublished-reference", Warning;
    /// A link to a page of the site that does not exist.
    DeadLink = "dead-link", Error;
    /// A link to a heading that does not exist.
    DeadAnchor = "dead-anchor", Error;
    /// A wiki link whose slug occurs in several collections.
    AmbiguousLink = "ambiguous-link", Error;
    /// A link whose scheme is not allowed.
    UnsafeLink = "unsafe-link", Warning;
    /// An image or file that is not there.
    MissingImage = "missing-image", Error;
    /// An image without alternative text.
    MissingAlt = "missing-alt", Error;
    /// An image that ends early, or is none.
    BrokenImage = "broken-image", Error;
    /// An image of too many pixels to make smaller copies of.
    LargeImage = "large-image", Warning;
    /// A drawing with a program in it.
    UnsafeImage = "unsafe-image", Error;
    /// Two pages with one address.
    AddressClash = "address-clash", Error;
    /// An alias that is not an address of this site.
    BadAlias = "bad-alias", Error;
    /// A file or folder name that cannot be an address.
    BadSlug = "bad-slug", Error;
    /// A folder under `content/` that is no declared collection.
    UnknownCollection = "unknown-collection", Error;
    /// A file in `content/` that is neither an article nor beside one.
    StrayFile = "stray-file", Error;
    /// A symbolic link in `content/`, `static/` or a theme.
    SymbolicLink = "symbolic-link", Error;
    /// A file beside an article that nothing refers to.
    UnusedFile = "unused-file", Warning;
    /// An id in a text that the theme keeps for itself, or that stands twice.
    BadId = "bad-id", Error;
    /// Text that is nested deeper than a page can be.
    TooDeep = "too-deep", Error;
    /// HTML in a text that is not on the allow-list and was left out.
    UnsafeHtml = "unsafe-html", Warning;
    /// A file that could not be read.
    Unreadable = "unreadable", Error;
    /// An article whose review date has passed.
    ReviewDue = "review-due", Warning;
    /// A link to another site that leads to no page.
    ExternalLink = "external-link", Warning;
    /// A link to a page that has another address now.
    ExternalLinkMoved = "external-link-moved", Warning;
    /// A link to a site that shows its page to no program.
    ExternalLinkRefused = "external-link-refused", Warning;
    /// Files of which git cannot say when they were last changed.
    UnknownHistory = "unknown-history", Warning;
    /// A fault in `polder.toml`.
    Configuration = "configuration", Error;
    /// A template, translation or theme file with a fault.
    Template = "template", Error;
}
