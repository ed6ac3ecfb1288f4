//! What can be wrong with the front matter as a whole.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What is wrong with the front matter as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrontMatterFault {
    /// The file does not begin with `+++` or `---`.
    Missing,
    /// There is no closing line; the text is the delimiter that is missed.
    Unclosed(Cow<'static, str>),
    /// Text without quotes where TOML wants them.
    MissingQuotes,
    /// A quote that opens and does not close on its line.
    UnclosedText,
    /// No `=` (TOML) or `: ` (YAML) between key and value.
    MissingAssignment,
    /// One key twice.
    DuplicateKey,
    /// A day that does not exist or is written otherwise than `2026-01-31`.
    InvalidDate,
    /// A colon inside a value, which YAML wants between quotes.
    ColonInValue,
    /// Nothing after the `=`.
    MissingValue,
    /// `True`, `ja`, `yes`, … where `true` or `false` is meant.
    InvalidBoolean,
    /// More text after the value: a quote inside quotes, a list without
    /// brackets, a comma in a number.
    TextAfterValue,
    /// A list or inline table that opens and does not close.
    UnclosedList,
    /// Two values of a list without a comma between them.
    MissingComma,
    /// A line that is indented where it should not be, or with a tab (YAML).
    Indentation,
    /// Anything else, in the words of the parser (English).
    Other(String),
}
