//! [`Document`] → the Markdown of an article's body.
//!
//! 1. [`names`] settles what notes, files and anchors are called.
//! 2. [`blocks`] lays out headings, lists, tables and quotations.
//! 3. [`inline`] writes each line with as few backslashes as [`escape`]
//!    thinks are needed; [`read_back`] reads the line as the site will. What
//!    does not say the same is written again, more carefully. So text
//!    survives by construction and not by the wisdom of a list of rules.

mod blocks;
mod emphasis;
mod escape;
mod inline;
mod names;
mod read_back;
mod table;

use super::document::{Block, Document, Inline};
use super::note::Report;
use emphasis::Emphasis;
use escape::{Care, Room};
use inline::Manner;
pub(super) use names::{ArticleNames, FileName};
pub(super) use read_back::{letters, read, text_of};

/// Writes the body of an article.
pub(super) fn write(document: &Document, names: &ArticleNames, report: &mut Report) -> String {
    let mut text = blocks::Writer { names, report }.document(document);
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// One line (more where the inlines hold breaks) that reads back as meant.
fn line(content: &[Inline], room: Room, names: &ArticleNames) -> String {
    let manner = |care, emphasis| Manner { room, care, emphasis };
    let simple = inline::write(content, manner(Care::Needed, Emphasis::Stars), names);
    if is_plain(&simple) {
        return simple;
    }
    let notes: Vec<String> =
        notes_in(content).into_iter().map(|note| inline::Names::note(names, note)).collect();
    let wanted = read_back::wanted_letters(content, notes.len());
    let careful = inline::write(content, manner(Care::Everything, Emphasis::Tags), names);
    let meant = read_back::meaning(&careful, room, &notes);
    let tags = inline::write(content, manner(Care::Needed, Emphasis::Tags), names);
    for written in [simple, tags] {
        let read = read_back::meaning(&written, room, &notes);
        if read == meant && (read.letters == wanted || has_pictures(content)) {
            return written;
        }
    }
    careful
}

/// Whether a line holds nothing that Markdown could take for a sign.
fn is_plain(line: &str) -> bool {
    !line.contains(|c: char| c.is_ascii_punctuation() && !",.;?'\"()/%@".contains(c))
        && !line.contains("...")
        && !line.starts_with(|c: char| c.is_ascii_digit())
}

fn notes_in(content: &[Inline]) -> Vec<usize> {
    let mut notes = Vec::new();
    for inline in content {
        match inline {
            Inline::Note(note) if !notes.contains(note) => notes.push(*note),
            Inline::Link { content, .. } => notes.extend(notes_in(content)),
            _ => {}
        }
    }
    notes
}

/// Pictures that browsers do not show are written with their file's name,
/// which is no text of the document.
fn has_pictures(content: &[Inline]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Picture(_) => true,
        Inline::Link { content, .. } => has_pictures(content),
        _ => false,
    })
}

/// The notes that blocks refer to, in order.
fn notes_of_blocks(blocks: &[Block], notes: &mut Vec<usize>) {
    for block in blocks {
        match block {
            Block::Title(content)
            | Block::Subtitle(content)
            | Block::Heading { content, .. }
            | Block::Paragraph(content)
            | Block::Caption(content) => notes.extend(notes_in(content)),
            Block::Quote(blocks) => notes_of_blocks(blocks, notes),
            Block::List(list) => list.items.iter().for_each(|item| notes_of_blocks(item, notes)),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    notes_of_blocks(&cell.blocks, notes);
                }
            }
            Block::Figure { .. } | Block::Code(_) | Block::Rule => {}
        }
    }
}
