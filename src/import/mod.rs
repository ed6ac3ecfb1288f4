//! A document that was written elsewhere → an article, as a draft.
//!
//! [`import`] is the one entry: the bytes of a file and its name, and the
//! collection that the article is for, give the article's Markdown, the files
//! that belong beside it, and a [`Report`] of all that could not be carried
//! over. It touches no file system; `polder import` writes what it returns,
//! and so can a form in a browser.
//!
//! 1. [`format`](mod@format) tells what a file is by its content, not by its name.
//! 2. A reader turns it into a [`document`]: [`word`], [`open_document`],
//!    [`html`] or [`text`]. Files are read with limits; what is hostile or
//!    broken is a [`Refusal`].
//! 3. [`structure`] finds what single paragraphs do not tell: lists, captions,
//!    the title. [`pictures`] gives files safe names.
//! 4. [`markdown`] writes the text, and reads each line back with the site's
//!    own parser.
//!
//! **No text is lost without a word**: what is not in the article is in the
//! report, whole. At the end the article is parsed and compared with the
//! document, letter by letter; a difference is in the report too.

mod article;
mod document;
mod format;
mod html;
mod links;
mod markdown;
mod markdown_file;
mod note;
mod open_document;
mod package;
mod pictures;
mod refusal;
mod roles;
mod structure;
mod text;
mod word;
mod words;
mod xml;

use jiff::civil::Date;

pub use note::{Note, NoteKind, Report, Weight};
pub use refusal::{LARGEST_FILE, Refusal};
pub use words::{note_words, refusal_words};

use crate::config::{CollectionId, Config};
use format::Format;

/// A file to import.
#[derive(Clone, Copy)]
pub struct Upload<'a> {
    /// Its name, which tells a title where the text has none.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// The content of a file that lies beside it or in a folder beside it,
    /// by its relative path, which never leads up: pages on the web and
    /// Markdown name their pictures and do not hold them. Where there is
    /// nothing beside it: `&|_| None`.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// What the article is for.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// The collection that the article becomes part of.
    pub collection: CollectionId,
    /// The day that the draft is dated.
    pub day: Date,
}

/// An article that was imported, to be written by whoever asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its title.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// The whole file: front matter with `draft = true`, and the text.
    pub markdown: String,
    /// The files that belong beside it. Where there are any, the article is
    /// `<slug>/index.md` and they stand in the same folder; else it is
    /// `<slug>.md`. Names are safe: lower-case letters, digits, `-` and `.`.
    pub files: Vec<ImportedFile>,
    /// All that is to be said about it.
    pub report: Report,
}

/// A file beside an imported article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its name.
    pub name: String,
    /// Its content, unchanged.
    pub bytes: Vec<u8>,
}

/// Imports a file.
///
/// # Errors
/// When the file cannot be read at all; [`refusal_words`] says why and what
/// to do.
pub fn import(upload: &Upload<'_>, destination: &Destination<'_>) -> Result<Imported, Refusal> {
    if upload.bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let mut report = Report::default();
    let document = match format::of(upload)? {
        Format::Markdown => return markdown_file::import(upload, destination),
        Format::Word(package) => word::read(package, &mut report)?,
        Format::OpenDocument(package) => open_document::read(package, &mut report)?,
        Format::Html => html::read(upload, &mut report)?,
        Format::Text => text::read(upload.bytes, &mut report)?,
    };
    article::of(document, upload.name, destination, report)
}
