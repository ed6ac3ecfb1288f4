//! Lists that were typed: paragraphs after each other that begin with the
//! same sign, or with numbers that count.

use crate::import::document::{Block, Inline, List, is_blank};
use crate::import::note::{NoteKind, Report};

/// What a paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(char),
    Number(u64),
}

/// Makes lists of paragraphs that are typed as such.
pub(super) fn settle(blocks: &mut Vec<Block>, report: &mut Report) {
    let mut settled: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let Some(first) = mark_of(&block) else {
            settled.push(inside(block, report));
            continue;
        };
        let mut items = vec![block];
        let mut last = first;
        while let Some(next) = rest.peek().and_then(mark_of).filter(|next| follows(last, *next)) {
            items.extend(rest.next());
            last = next;
        }
        if items.len() == 1 {
            settled.append(&mut items);
            continue;
        }
        report.add(NoteKind::TypedList);
        let start = match first {
            Mark::Number(number) => Some(number),
            Mark::Sign(_) => None,
        };
        let items = items.into_iter().map(|item| vec![without_mark(item)]).collect();
        settled.push(Block::List(List { start, items }));
    }
    *blocks = settled;
}

fn inside(mut block: Block, report: &mut Report) -> Block {
    if let Block::Quote(inner) = &mut block {
        settle(inner, report);
    }
    block
}

fn follows(before: Mark, next: Mark) -> bool {
    match (before, next) {
        (Mark::Sign(before), Mark::Sign(next)) => before == next,
        (Mark::Number(before), Mark::Number(next)) => next == before.saturating_add(1),
        _ => false,
    }
}

/// The mark of a paragraph and where its text begins.
fn split(text: &str) -> Option<(Mark, usize)> {
    let start = text.len() - text.trim_start().len();
    let text = &text[start..];
    let first = text.chars().next()?;
    let (mark, length) = match first {
        '•' | '·' | '▪' | '●' | '◦' | '‣' | '-' | '–' | '*' | '\u{f0b7}' => {
            (Mark::Sign(first), first.len_utf8())
        }
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number = text[..digits].parse().ok().filter(|_| digits <= 3)?;
            text[digits..].strip_prefix(['.', ')'])?;
            (Mark::Number(number), digits + 1)
        }
        _ => return None,
    };
    let rest = &text[length..];
    let blank = rest.len() - rest.trim_start().len();
    (blank > 0).then_some((mark, start + length + blank))
}

fn mark_of(block: &Block) -> Option<Mark> {
    let Block::Paragraph(content) = block else { return None };
    let first = content.iter().position(|inline| !matches!(inline, Inline::Anchor(_)))?;
    let (mark, length) = match &content[first] {
        Inline::Text(text, style) if !style.code => {
            let (mark, start) = split(text)?;
            (mark, text[start..].trim().len())
        }
        _ => return None,
    };
    // A mark without anything after it is a text of its own.
    (length > 0 || !is_blank(&content[first + 1..])).then_some(mark)
}

fn without_mark(mut block: Block) -> Block {
    if let Block::Paragraph(content) = &mut block
        && let Some(Inline::Text(text, _)) =
            content.iter_mut().find(|inline| matches!(inline, Inline::Text(..)))
        && let Some((_, start)) = split(text)
    {
        text.drain(..start);
    }
    block
}
