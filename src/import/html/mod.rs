//! Web pages, and what Word saves as one → [`Document`].
//!
//! 1. [`tree`] parses the page as browsers do.
//! 2. The text is that of `<main>` or `<article>` if there is one, else of
//!    `<body>`; [`reader`] walks its blocks, [`mod@line`] and [`table`] what is in
//!    them.
//! 3. [`word_page`] knows Word's own ways: lists that are paragraphs, styles
//!    as classes.

mod line;
mod reader;
mod table;
mod tree;
mod word_page;

use encoding_rs::Encoding;

use super::Upload;
use super::document::{Document, one_line};
use super::note::{NoteKind, Report};
use super::refusal::Refusal;
use tree::{DOCUMENT, Tree};

/// How deep elements may be nested.
const MOST_LEVELS: usize = 200;

/// Reads a page.
pub(super) fn read(upload: &Upload<'_>, report: &mut Report) -> Result<Document, Refusal> {
    let tree = Tree::parse(&decode(upload.bytes, report), MOST_LEVELS).ok_or(Refusal::TooDeep)?;
    let body = tree.find(DOCUMENT, "body").unwrap_or(DOCUMENT);
    let main = tree.find(body, "main").or_else(|| tree.find(body, "article"));
    let mut reader = reader::Reader::new(&tree, upload, report);
    if let Some(main) = main {
        reader.report_outside(body, main);
    }
    let mut document = reader.document(main.unwrap_or(body));
    let title = tree.find(DOCUMENT, "title").map(|title| one_line(&tree.text(title)));
    document.title_property = title.filter(|title| !title.is_empty());
    Ok(document)
}

/// The text of a page in the encoding that it names.
fn decode(bytes: &[u8], report: &mut Report) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    let start = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_ascii_lowercase();
    let named = start.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
    let label = named.and_then(|rest| rest.split(['"', '\'', '>', ' ', ';', '/']).next());
    match label.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => {
            let (text, _, wrong) = encoding.decode(bytes);
            if wrong {
                report.add(NoteKind::OldEncoding);
            }
            text.into_owned()
        }
        None => super::text::decode(bytes, report),
    }
}
