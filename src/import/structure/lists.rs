//! Paragraphs → lists, quotations and program text.

use super::Part;
use crate::import::document::{Block, Inline, List, is_blank};
use crate::import::word::Item;

/// How far the text of an item stands from the margin where nothing says so,
/// a level, in twentieths of a point.
const USUAL_INDENT: i64 = 720;

/// Puts paragraphs that belong together into one block.
pub(in crate::import) fn blocks(parts: Vec<Part>) -> Vec<Block> {
    let mut builder = Builder::default();
    for part in parts {
        builder.add(part);
    }
    builder.finish()
}

/// A list that may go on.
struct OpenList {
    level: usize,
    numbered: bool,
    next: u64,
    /// How far the text of its last item stands from the margin.
    indent: i64,
    list: List,
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    /// Lists inside each other, the deepest last.
    open: Vec<OpenList>,
    /// Places of paragraphs without text: they move to what comes next.
    anchors: Vec<Inline>,
}

impl Builder {
    fn add(&mut self, part: Part) {
        match part {
            Part::Item { item, content } => self.item(item, content),
            Part::Text { content, indent, list_paragraph } => self.text(content, indent, list_paragraph),
            Part::QuoteLine(content) => {
                self.close_all();
                let content = self.with_anchors(content);
                if is_blank(&content) {
                    return;
                }
                match self.blocks.last_mut() {
                    Some(Block::Quote(lines)) => lines.push(Block::Paragraph(content)),
                    _ => self.blocks.push(Block::Quote(vec![Block::Paragraph(content)])),
                }
            }
            Part::CodeLine(line) => {
                self.close_all();
                match self.blocks.last_mut() {
                    Some(Block::Code(code)) => {
                        code.push('\n');
                        code.push_str(&line);
                    }
                    _ if line.trim().is_empty() => {}
                    _ => self.blocks.push(Block::Code(line)),
                }
            }
            Part::Block(block) => {
                self.close_all();
                let block = match block {
                    Block::Heading { level, content } => {
                        Block::Heading { level, content: self.with_anchors(content) }
                    }
                    Block::Title(content) => Block::Title(self.with_anchors(content)),
                    Block::Paragraph(content) => Block::Paragraph(self.with_anchors(content)),
                    block => block,
                };
                self.blocks.push(block);
            }
        }
    }

    fn with_anchors(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut all = std::mem::take(&mut self.anchors);
        all.extend(content);
        all
    }

    fn item(&mut self, item: Item, content: Vec<Inline>) {
        while self.open.last().is_some_and(|open| open.level > item.level) {
            self.close();
        }
        let goes_on = self.open.last().is_some_and(|open| {
            open.level == item.level
                && open.numbered == item.number.is_some()
                && item.number.is_none_or(|number| number == open.next)
        });
        if !goes_on && self.open.last().is_some_and(|open| open.level == item.level) {
            self.close();
        }
        let content = self.with_anchors(content);
        let usual = USUAL_INDENT.saturating_mul(i64::try_from(item.level).unwrap_or(0) + 1);
        let indent = item.indent.unwrap_or(usual);
        let next = item.number.unwrap_or(0).saturating_add(1);
        let blocks = vec![Block::Paragraph(content)];
        match self.open.last_mut().filter(|_| goes_on) {
            Some(open) => {
                open.list.items.push(blocks);
                open.next = next;
                open.indent = indent;
            }
            None => self.open.push(OpenList {
                level: item.level,
                numbered: item.number.is_some(),
                next,
                indent,
                list: List { start: item.number, items: vec![blocks] },
            }),
        }
    }

    fn text(&mut self, content: Vec<Inline>, indent: i64, list_paragraph: bool) {
        if is_blank(&content) {
            self.anchors.extend(content.into_iter().filter(|inline| matches!(inline, Inline::Anchor(_))));
            return;
        }
        let content = self.with_anchors(content);
        let belongs = |open: &OpenList| indent > 0 && indent >= open.indent;
        let place = self.open.iter().rposition(belongs);
        let place = place.or_else(|| if list_paragraph { self.open.len().checked_sub(1) } else { None });
        let Some(place) = place else {
            self.close_all();
            self.blocks.push(Block::Paragraph(content));
            return;
        };
        while self.open.len() > place + 1 {
            self.close();
        }
        if let Some(item) = self.open.last_mut().and_then(|open| open.list.items.last_mut()) {
            item.push(Block::Paragraph(content));
        }
    }

    /// Ends the deepest list: it becomes part of the item that it is in.
    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        let outer = self.open.last_mut().and_then(|open| open.list.items.last_mut());
        outer.unwrap_or(&mut self.blocks).push(Block::List(closed.list));
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_all();
        if !self.anchors.is_empty() {
            self.blocks.push(Block::Paragraph(self.anchors));
        }
        self.blocks
    }
}
