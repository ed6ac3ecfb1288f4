//! Word documents (`.docx`) → [`Document`].
//!
//! 1. [`parts`] opens the package and finds the parts that belong to the text.
//! 2. [`styles`] and [`numbering`] say what a paragraph is.
//! 3. [`reader`] walks the text: [`body`] its blocks, [`table`] tables,
//!    [`paragraph`] and [`run`] what is within a line, [`fields`] links that
//!    are written as fields, [`pictures`] what is drawn.
//!
//! An element that is not known is looked through, not passed over: what text
//! it holds is text of the document.

mod body;
mod fields;
mod numbering;
mod paragraph;
mod parts;
mod pictures;
mod reader;
mod run;
mod styles;
mod symbols;
mod table;

pub(super) use numbering::Item;

use super::document::Document;
use super::note::Report;
use super::package::Package;
use super::refusal::Refusal;

/// Whether a package is a Word document.
pub(super) fn is_word(package: &mut Package<'_>) -> Result<bool, Refusal> {
    Ok(package.has("word/document.xml")
        || parts::main_part(package)?.is_some_and(|name| name.starts_with("word/")))
}

/// Reads a Word document.
pub(super) fn read(package: Package<'_>, report: &mut Report) -> Result<Document, Refusal> {
    let parts = parts::Parts::open(package)?;
    reader::Reader::prepare(parts, report).document()
}
