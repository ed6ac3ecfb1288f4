//! Stage 3, one [`SourceFile`](crate::load::SourceFile) → one [`Document`]:
//! pure, so files are parsed in parallel and results can be kept by hash.
//!
//! 1. [`front_matter`]: the table of keys and values, untyped, with places.
//! 2. [`body`](markdown): one pass over pulldown-cmark's events writes the
//!    HTML with holes where only the model knows what stands there (links,
//!    images), and gathers headings, links and plain text by section.
//! 3. A body with raw HTML is run through the allow-list afterwards.

mod front_matter;
mod markdown;
mod text;

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use markdown::{MarkdownSettings, parse_body};
pub use text::{Origin, Outline, Prose, Room, Text};

use crate::diagnostics::{Diagnostic, SourceText};
use crate::load::SourceFile;
use crate::table::Table;

/// What a Markdown file says.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it came from.
    pub file: SourceFile,
    /// The keys and values; empty where the front matter did not parse.
    pub front_matter: Table,
    /// Whether the front matter was there and parsed without a fault: only
    /// then a field that is not in it is missing.
    pub front_matter_whole: bool,
    /// What other stages ask of the text.
    pub body: Arc<Outline>,
    /// The text.
    pub text: Text,
    /// What was wrong in it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A text in HTML, with holes, and what the other stages ask of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// HTML without the parts that stand in `holes`.
    pub html: String,
    /// What to insert, by place in `html`, ascending.
    pub holes: Vec<Hole>,
    /// Ranges of `html` that are running text outside links, headings and
    /// code: where abbreviations are explained.
    pub running_text: Vec<Range<u32>>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Every id in the text that a link can lead to, headings' ids included.
    pub anchors: Vec<String>,
    /// Every link and image, in order.
    pub links: Vec<Link>,
    /// Plain text by section: before the first heading, then one a heading.
    pub sections: Vec<Section>,
    /// Number of words.
    pub words: usize,
}

/// A place in a body's HTML that the model fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// Where, in bytes of [`Body::html`].
    pub at: u32,
    /// What.
    pub kind: HoleKind,
    /// Which link of [`Body::links`].
    pub link: u32,
}

/// What stands in a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HoleKind {
    /// The opening tag of a link.
    LinkStart,
    /// The text of a wiki link that gives none: the title of its target.
    LinkTitle,
    /// The closing tag of a link.
    LinkEnd,
    /// A whole `<img>`.
    Image,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6; the title of the page is 1.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The text, without markup.
    pub text: String,
    /// Where it stands, bytes of the file.
    pub range: Range<usize>,
}

/// A link or image as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// The address as written, without markup; of a wiki link what stands
    /// before `|`.
    pub address: String,
    /// The title attribute; of an image its caption.
    pub title: Option<String>,
    /// The alternative text of an image, or the text of a link.
    pub text: String,
    /// The address, or the whole link where the address has no place of its
    /// own. Bytes of the file.
    pub range: Range<usize>,
}

/// The kinds of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](address)`, `<address>` or `<a href>`.
    Link,
    /// `[[slug]]`.
    Wiki,
    /// `![alt](path)` or `<img>`.
    Image,
}

/// The plain text under one heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Which heading of [`Body::headings`]; `None` before the first.
    pub heading: Option<u32>,
    /// The text, one line a block, without markup.
    pub text: String,
}

/// Parses one file.
pub fn parse(file: SourceFile, settings: &MarkdownSettings) -> Document {
    parse_within(file, settings, &Room::new(usize::MAX))
}

/// Parses one file. Its text is held while there is room for it.
pub fn parse_within(mut file: SourceFile, settings: &MarkdownSettings, room: &Room) -> Document {
    let mut diagnostics = std::mem::take(&mut file.diagnostics);
    let (front_matter, front_matter_whole) = front_matter::parse(&file, &mut diagnostics);
    let body = parse_body(&file.source, file.body_start, settings, &mut diagnostics);
    let (outline, prose) = body.split();
    let text = match origin(&file, settings) {
        Some(origin) => Text::held_within(room, origin, prose),
        None => Text::held(prose),
    };
    if let Some(path) = &file.file {
        // From here on the file's own text is only for messages.
        file.source = SourceText::of_file(file.source.path(), path);
    }
    Document { file, front_matter, front_matter_whole, body: Arc::new(outline), text, diagnostics }
}

/// Where a file's text comes from, if it can be read again.
pub fn origin(file: &SourceFile, settings: &MarkdownSettings) -> Option<Origin> {
    Some(Origin {
        path: file.source.path().to_owned(),
        file: file.file.clone()?,
        hash: file.hash,
        body_start: file.body_start,
        settings: settings.clone(),
    })
}
