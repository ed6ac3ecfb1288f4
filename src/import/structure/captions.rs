//! Captions, which stand in a paragraph of their own below or above what they
//! are the caption of.

use crate::import::document::{Block, Inline, Picture, one_line, plain_text};

/// Joins each caption with the picture next to it; a caption of anything else
/// is a paragraph.
pub(super) fn settle(blocks: &mut Vec<Block>) {
    let mut settled: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    // Whether the block before has a caption, or would have one above it.
    let mut captioned = true;
    while let Some(block) = rest.next() {
        let Block::Caption(content) = block else {
            captioned = false;
            settled.push(inside(block));
            continue;
        };
        let plain = is_plain(&content);
        let before = settled.last().filter(|_| plain && !captioned).and_then(lone_picture);
        let below_table = matches!(settled.last(), Some(Block::Table(_))) && !captioned;
        let after = rest.peek().filter(|_| plain && !below_table).and_then(lone_picture);
        let caption = one_line(&plain_text(&content));
        match (before, after) {
            (Some(picture), _) => {
                settled.pop();
                settled.push(Block::Figure { picture, caption });
            }
            (None, Some(picture)) => {
                rest.next();
                settled.push(Block::Figure { picture, caption });
            }
            (None, None) => settled.push(Block::Paragraph(content)),
        }
        captioned = true;
    }
    *blocks = settled;
}

/// A block with the captions inside it settled.
fn inside(mut block: Block) -> Block {
    match &mut block {
        Block::Quote(inner) => settle(inner),
        Block::List(list) => list.items.iter_mut().for_each(settle),
        _ => {}
    }
    block
}

/// The picture of a paragraph that holds nothing else.
fn lone_picture(block: &Block) -> Option<Picture> {
    let Block::Paragraph(content) = block else { return None };
    let mut pictures = content.iter().filter(|inline| match inline {
        Inline::Text(text, _) => !text.trim().is_empty(),
        Inline::Break => false,
        _ => true,
    });
    match (pictures.next(), pictures.next()) {
        (Some(Inline::Picture(picture)), None) => Some(picture.clone()),
        _ => None,
    }
}

/// Whether a caption can stand where there is no markup.
fn is_plain(content: &[Inline]) -> bool {
    content.iter().all(|inline| matches!(inline, Inline::Text(..) | Inline::Break | Inline::Anchor(_)))
}
