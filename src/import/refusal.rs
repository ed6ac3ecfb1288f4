//! Why a file cannot be imported at all.

/// The most bytes that a file may have.
pub const LARGEST_FILE: usize = 100 << 20;

/// Why a file cannot be imported. Every kind has a way out in
/// [`words`](super::words).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file holds nothing.
    Empty,
    /// More than [`LARGEST_FILE`], or more inside it than any document has.
    TooLarge,
    /// Word of before 2007 (`.doc`).
    OldWord,
    /// An Office document behind a password.
    Password,
    /// Rich Text Format.
    RichText,
    /// A PDF.
    Pdf,
    /// A workbook or presentation.
    OtherOffice,
    /// The file ends early, or what is in it is not what it should be.
    Broken {
        /// Which part, in the words of the format.
        part: String,
    },
    /// Nested deeper than any document that people write.
    TooDeep,
    /// A format that is not known.
    Unknown,
    /// There is no text in it.
    NoText,
}
