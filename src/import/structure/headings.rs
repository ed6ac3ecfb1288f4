//! The title, and headings below it.

use super::Heads;
use super::cells::{is_bold, not_bold};
use crate::import::document::{Block, Document, Inline, is_blank, one_line, plain_text};
use crate::import::note::{NoteKind, Report};

/// A longer paragraph is no heading, however bold.
const LONGEST_HEADING: usize = 90;
/// The level of a text's first headings: the title of the page is above them.
const FIRST_LEVEL: u8 = 2;

/// Takes the title out of the text and puts the headings below it.
pub(super) fn settle(document: &mut Document, report: &mut Report) -> Heads {
    for block in &mut document.blocks {
        if let Block::Heading { content, .. } | Block::Title(content) = block {
            content.iter_mut().for_each(not_bold);
            for inline in content.iter_mut().filter(|inline| matches!(inline, Inline::Break)) {
                *inline = Inline::plain(" ");
            }
        }
    }
    let mut heads = Heads::default();
    take_title(document, &mut heads, report);
    make_headings(document, &mut heads, report);
    take_subtitle(document, &mut heads);
    set_levels(&mut document.blocks);
    heads
}

/// The title: what has its style, or else the only heading of the first
/// level, where it is the first thing in the text.
fn take_title(document: &mut Document, heads: &mut Heads, report: &mut Report) {
    let blocks = &mut document.blocks;
    let styled = blocks.iter().position(|block| matches!(block, Block::Title(_)));
    let first_level = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let only = || {
        let mut places = blocks.iter().enumerate().filter(|(_, block)| first_level(block)).map(|(at, _)| at);
        places.next().filter(|at| *at == 0 && places.next().is_none())
    };
    let Some(at) = styled.or_else(only) else { return };
    let (Block::Title(content) | Block::Heading { content, .. }) = blocks.remove(at) else { return };
    heads.title = Some(one_line(&plain_text(&content)));
    keep_what_a_title_cannot_hold(blocks, at, content, report);
}

/// Notes, pictures and places of a title move to the text below it.
fn keep_what_a_title_cannot_hold(
    blocks: &mut Vec<Block>,
    at: usize,
    content: Vec<Inline>,
    report: &mut Report,
) {
    let rest: Vec<Inline> =
        content.into_iter().filter(|inline| matches!(inline, Inline::Picture(_) | Inline::Note(_))).collect();
    if !rest.is_empty() {
        report.add(NoteKind::MarksInTitle);
        blocks.insert(at, Block::Paragraph(rest));
    }
}

/// Bold paragraphs that look like headings: they become headings in a text
/// that has no other, and are pointed out in one that has.
fn make_headings(document: &mut Document, heads: &mut Heads, report: &mut Report) {
    let blocks = &mut document.blocks;
    let has_headings = blocks.iter().any(|block| matches!(block, Block::Heading { .. }));
    let found: Vec<usize> = (0..blocks.len()).filter(|at| looks_like_heading(blocks, *at)).collect();
    let mut removed = 0;
    for at in found {
        let at = at - removed;
        let Some(Block::Paragraph(content)) = blocks.get_mut(at) else { continue };
        let text = one_line(&plain_text(content));
        if has_headings {
            report.add_text(NoteKind::HeadingLike, text);
            continue;
        }
        content.iter_mut().for_each(not_bold);
        let content = std::mem::take(content);
        if at == 0 && heads.title.is_none() {
            heads.title = Some(text.clone());
            report.add_text(NoteKind::GuessedTitle, text);
            blocks.remove(0);
            removed = 1;
            let before = blocks.len();
            keep_what_a_title_cannot_hold(blocks, 0, content, report);
            removed -= blocks.len() - before;
        } else {
            report.add_text(NoteKind::HeadingMade, text);
            blocks[at] = Block::Heading { level: FIRST_LEVEL, content };
        }
    }
}

/// A short bold paragraph without a full stop, above something that is not.
fn looks_like_heading(blocks: &[Block], at: usize) -> bool {
    let Some(Block::Paragraph(content)) = blocks.get(at) else { return false };
    let text = one_line(&plain_text(content));
    let length = text.chars().count();
    let ends_as_sentence = text.ends_with(['.', '!', ';', ',', ':']);
    let followed = match blocks.get(at + 1) {
        Some(Block::Paragraph(next)) => !is_bold(next),
        Some(Block::List(_) | Block::Table(_) | Block::Quote(_) | Block::Figure { .. }) => true,
        _ => false,
    };
    let has_break = content.iter().any(|inline| matches!(inline, Inline::Break));
    (1..=LONGEST_HEADING).contains(&length) && !ends_as_sentence && !has_break && is_bold(content) && followed
}

/// The line below the title becomes the description.
fn take_subtitle(document: &mut Document, heads: &mut Heads) {
    let place = document.blocks.iter().position(|block| matches!(block, Block::Subtitle(_)));
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let (Block::Subtitle(content) | Block::Title(content)) = block else { continue };
        let is_plain = content.iter().all(|inline| matches!(inline, Inline::Text(..) | Inline::Anchor(_)));
        if Some(at) == place && is_plain && !is_blank(content) {
            heads.description = Some(one_line(&plain_text(content)));
            content.clear();
        } else {
            // Any other stays in the text: a second title as a heading.
            let content = std::mem::take(content);
            *block = match block {
                Block::Title(_) => Block::Heading { level: 1, content },
                _ => Block::Paragraph(content),
            };
        }
    }
    document.blocks.retain(|block| !matches!(block, Block::Subtitle(content) if content.is_empty()));
}

/// Moves all headings so that the highest is of the second level, and no
/// heading is more than one level below the one before it.
fn set_levels(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, content } if !is_blank(content) => Some(*level),
        _ => None,
    });
    let Some(highest) = levels.min() else { return };
    let mut before = FIRST_LEVEL - 1;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level).max(highest) - highest + FIRST_LEVEL;
            *level = (*level).min(before + 1);
            before = *level;
        }
    }
}
