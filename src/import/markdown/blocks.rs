//! Blocks → lines.

use super::escape::Room;
use super::inline::{self, Names};
use super::{ArticleNames, line, table};
use crate::import::document::{Block, Document, Inline, List, is_blank};
use crate::import::note::{NoteKind, Report};

/// The lowest heading that HTML has.
const LOWEST_HEADING: u8 = 6;

pub(super) struct Writer<'a> {
    pub(super) names: &'a ArticleNames,
    pub(super) report: &'a mut Report,
}

impl Writer<'_> {
    pub(super) fn document(&mut self, document: &Document) -> String {
        let mut text = self.blocks(&document.blocks);
        let mut notes: Vec<(usize, String)> = document
            .notes
            .iter()
            .enumerate()
            .map(|(note, blocks)| (self.names.number(note), self.blocks(blocks)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        notes.sort_by_key(|(number, _)| *number);
        for (number, note) in notes {
            let blank = if text.is_empty() { "" } else { "\n\n" };
            let label = format!("[^{number}]:");
            text.push_str(&format!("{blank}{label} {}", indented(&note, 4)));
        }
        text
    }

    /// Blocks with a blank line between them.
    fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut other_marker = false;
        for (at, block) in blocks.iter().enumerate() {
            // Two lists after each other would be one, but for their marks.
            other_marker = match (at.checked_sub(1).and_then(|before| blocks.get(before)), block) {
                (Some(Block::List(before)), Block::List(list)) => {
                    before.start.is_some() == list.start.is_some() && !other_marker
                }
                _ => false,
            };
            let part = match block {
                Block::List(list) => self.list(list, other_marker),
                block => self.block(block),
            };
            if !part.is_empty() {
                parts.push(part);
            }
        }
        parts.join("\n\n")
    }

    fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Title(content) | Block::Heading { content, level: 1 } => self.heading(1, content),
            Block::Heading { content, level } => self.heading(*level, content),
            Block::Subtitle(content) | Block::Paragraph(content) | Block::Caption(content) => {
                if is_blank(content) { String::new() } else { line(content, Room::Line, self.names) }
            }
            Block::Figure { picture, caption } if self.names.is_shown(picture.file) => {
                inline::image(picture, Some(caption), Room::Line, self.names)
            }
            Block::Figure { picture, caption } => {
                let link = line(&[Inline::Picture(picture.clone())], Room::Line, self.names);
                format!("{link}\n\n{}", line(&[Inline::plain(caption.clone())], Room::Line, self.names))
            }
            Block::Quote(blocks) => {
                let text = self.blocks(blocks);
                if text.is_empty() { text } else { quoted(&text) }
            }
            Block::List(list) => self.list(list, false),
            Block::Table(table) => table::write(table, self.names),
            Block::Code(code) => fenced(code),
            Block::Rule => "---".to_owned(),
        }
    }

    fn heading(&mut self, level: u8, content: &[Inline]) -> String {
        if is_blank(content) {
            return String::new();
        }
        if level > LOWEST_HEADING {
            self.report.add(NoteKind::DeepHeading);
        }
        let level = usize::from(level.min(LOWEST_HEADING));
        format!("{} {}", "#".repeat(level), line(content, Room::Heading, self.names))
    }

    fn list(&mut self, list: &List, other_marker: bool) -> String {
        let loose = list.items.iter().any(|item| is_loose(item));
        let mut text = String::new();
        for (at, item) in list.items.iter().enumerate() {
            let marker = match (list.start, other_marker) {
                (None, false) => "-".to_owned(),
                (None, true) => "*".to_owned(),
                (Some(start), false) => format!("{}.", start.saturating_add(at as u64).min(999_999_999)),
                (Some(start), true) => format!("{})", start.saturating_add(at as u64).min(999_999_999)),
            };
            let content = if loose { self.blocks(item) } else { self.tight(item) };
            if at > 0 {
                text.push_str(if loose { "\n\n" } else { "\n" });
            }
            text.push_str(&marker);
            if !content.is_empty() {
                text.push(' ');
                text.push_str(&indented(&content, marker.len() + 1));
            }
        }
        text
    }

    /// An item whose parts follow upon each other without a blank line.
    fn tight(&mut self, item: &[Block]) -> String {
        let parts: Vec<String> =
            item.iter().map(|block| self.block(block)).filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }
}

/// Whether an item needs blank lines between its parts: anything but one
/// paragraph and lists under it. A list that does not begin with 1, or whose
/// first item is empty, would be taken for more of the paragraph.
fn is_loose(item: &[Block]) -> bool {
    let mut before_list = true;
    item.iter().enumerate().any(|(at, block)| match block {
        Block::Paragraph(_) => at > 0,
        Block::List(list) => {
            let joins = before_list && at > 0;
            before_list = false;
            let empty = list.items.first().is_none_or(|item| {
                item.first()
                    .is_none_or(|block| matches!(block, Block::Paragraph(content) if is_blank(content)))
            });
            at == 0 || !joins || list.start.is_some_and(|start| start != 1) || empty
        }
        _ => true,
    })
}

/// Text whose lines after the first stand under its beginning.
fn indented(text: &str, width: usize) -> String {
    let indent = " ".repeat(width);
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        if at == 0 || line.is_empty() { line.to_owned() } else { format!("{indent}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn quoted(text: &str) -> String {
    let lines =
        text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

/// Code between fences that are longer than any in it.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let code = code.trim_end_matches(['\n', '\r']).replace('\r', "");
    format!("{fence}\n{code}\n{fence}")
}
