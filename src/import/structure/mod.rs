//! What a reader cannot see paragraph by paragraph: lists, quotations,
//! captions, which heading is the title.

mod captions;
mod cells;
mod headings;
mod lists;
mod typed;

pub(super) use lists::blocks;

use super::document::{Block, Document, Inline, is_blank};
use super::note::{NoteKind, Report};
use super::word::Item;

/// A paragraph or block in the order of the text, with what it says of its
/// place among others.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Something that stands by itself.
    Block(Block),
    /// An item of a list.
    Item {
        /// Its place.
        item: Item,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A paragraph, which can belong to the item before it.
    Text {
        /// Its text.
        content: Vec<Inline>,
        /// Its distance from the margin.
        indent: i64,
        /// Whether its style is that of lists.
        list_paragraph: bool,
    },
    /// A paragraph of a quotation.
    QuoteLine(Vec<Inline>),
    /// A line of program text.
    CodeLine(String),
}

/// The title and description that a document gives itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heads {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
}

/// Brings a document into the form of an article: captions to their pictures,
/// one paragraph a cell, the title out of the text, headings from level 2.
pub(super) fn settle(document: &mut Document, report: &mut Report) -> Heads {
    for blocks in std::iter::once(&mut document.blocks).chain(&mut document.notes) {
        captions::settle(blocks);
        typed::settle(blocks, report);
        cells::settle(blocks, report);
    }
    document.blocks.retain(|block| !is_empty(block));
    let heads = headings::settle(document, report);
    for blocks in std::iter::once(&mut document.blocks).chain(&mut document.notes) {
        report_missing_alternatives(blocks, report);
    }
    heads
}

fn is_empty(block: &Block) -> bool {
    match block {
        Block::Title(content)
        | Block::Subtitle(content)
        | Block::Heading { content, .. }
        | Block::Paragraph(content)
        | Block::Caption(content) => {
            is_blank(content) && !content.iter().any(|inline| matches!(inline, Inline::Anchor(_)))
        }
        Block::Quote(blocks) => blocks.iter().all(is_empty),
        Block::List(list) => list.items.is_empty(),
        Block::Table(table) => table.rows.iter().flatten().all(|cell| cell.blocks.iter().all(is_empty)),
        Block::Figure { .. } | Block::Code(_) | Block::Rule => false,
    }
}

fn report_missing_alternatives(blocks: &[Block], report: &mut Report) {
    for block in blocks {
        match block {
            Block::Figure { picture, caption } if picture.alternative.is_empty() => {
                report.add_text(NoteKind::MissingAlternative, caption.clone());
            }
            Block::Title(content)
            | Block::Subtitle(content)
            | Block::Heading { content, .. }
            | Block::Paragraph(content)
            | Block::Caption(content) => report_missing_in_line(content, report),
            Block::Quote(blocks) => report_missing_alternatives(blocks, report),
            Block::List(list) => list.items.iter().for_each(|item| report_missing_alternatives(item, report)),
            Block::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    report_missing_alternatives(&cell.blocks, report);
                }
            }
            Block::Figure { .. } | Block::Code(_) | Block::Rule => {}
        }
    }
}

fn report_missing_in_line(content: &[Inline], report: &mut Report) {
    for inline in content {
        match inline {
            Inline::Picture(picture) if picture.alternative.is_empty() => {
                report.add(NoteKind::MissingAlternative)
            }
            Inline::Link { content, .. } => report_missing_in_line(content, report),
            _ => {}
        }
    }
}
