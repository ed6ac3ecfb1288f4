//! Cells of tables, which in Markdown hold one line each.

use crate::import::document::{Block, Inline, Style, Table, is_blank, plain_text};
use crate::import::note::{NoteKind, Report};

/// Makes one paragraph of each cell, and takes away rows and columns that
/// hold nothing.
pub(super) fn settle(blocks: &mut [Block], report: &mut Report) {
    for block in blocks {
        match block {
            Block::Table(table) => settle_table(table, report),
            Block::Quote(blocks) => settle(blocks, report),
            Block::List(list) => list.items.iter_mut().for_each(|item| settle(item, report)),
            _ => {}
        }
    }
}

fn settle_table(table: &mut Table, report: &mut Report) {
    for (number, row) in table.rows.iter_mut().enumerate() {
        for cell in row {
            let mut line = Line::default();
            line.blocks(std::mem::take(&mut cell.blocks), "");
            if line.full {
                report.add(NoteKind::FullCell);
            }
            if table.header && number == 0 {
                line.content.iter_mut().for_each(not_bold);
            }
            if !is_blank(&line.content) {
                cell.blocks = vec![Block::Paragraph(line.content)];
            }
        }
    }
    table.rows.retain(|row| row.iter().any(|cell| !cell.blocks.is_empty()));
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    for column in (0..columns).rev() {
        let used = table.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.blocks.is_empty()));
        if !used {
            for row in table.rows.iter_mut().filter(|row| row.len() > column) {
                row.remove(column);
            }
        }
    }
    if !table.header && looks_like_header(table) {
        table.header = true;
        let cells = table.rows.first_mut().into_iter().flatten().flat_map(|cell| &mut cell.blocks);
        for block in cells {
            if let Block::Paragraph(content) = block {
                content.iter_mut().for_each(not_bold);
            }
        }
    }
}

/// Whether all cells of the first row are bold and not all of the others.
fn looks_like_header(table: &Table) -> bool {
    let [first, rest @ ..] = table.rows.as_slice() else { return false };
    let bold = |row: &Vec<crate::import::document::Cell>| {
        row.iter().all(|cell| match cell.blocks.as_slice() {
            [Block::Paragraph(content)] => is_bold(content),
            _ => true,
        })
    };
    !rest.is_empty() && bold(first) && !rest.iter().all(bold)
}

/// Whether all text is bold.
pub(super) fn is_bold(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text, style) => style.bold || text.trim().is_empty(),
        Inline::Link { content, .. } => is_bold(content),
        Inline::Picture(_) => false,
        Inline::Note(_) | Inline::Break | Inline::Anchor(_) => true,
    })
}

/// Headings are bold by themselves.
pub(super) fn not_bold(inline: &mut Inline) {
    match inline {
        Inline::Text(_, style) => style.bold = false,
        Inline::Link { content, .. } => content.iter_mut().for_each(not_bold),
        _ => {}
    }
}

/// The one line of a cell.
#[derive(Default)]
struct Line {
    content: Vec<Inline>,
    /// Whether there was more than one line could hold.
    full: bool,
}

impl Line {
    fn blocks(&mut self, blocks: Vec<Block>, indent: &str) {
        for block in blocks {
            match block {
                Block::Paragraph(content) | Block::Caption(content) | Block::Subtitle(content) => {
                    self.add(content)
                }
                Block::Title(mut content) | Block::Heading { mut content, .. } => {
                    for inline in &mut content {
                        if let Inline::Text(_, style) = inline {
                            style.bold = true;
                        }
                    }
                    self.add(content);
                }
                Block::Figure { picture, caption } => {
                    self.add(vec![Inline::Picture(picture)]);
                    self.add(vec![Inline::plain(caption)]);
                }
                Block::Quote(blocks) => self.blocks(blocks, indent),
                Block::Code(code) => {
                    for line in code.lines() {
                        let style = Style { code: true, ..Style::default() };
                        self.add(vec![Inline::Text(line.to_owned(), style)]);
                    }
                }
                Block::List(list) => {
                    let deeper = format!("{indent}\u{2003}");
                    for (at, item) in list.items.into_iter().enumerate() {
                        self.full = true;
                        let mark = match list.start {
                            Some(start) => format!("{indent}{}. ", start.saturating_add(at as u64)),
                            None => format!("{indent}• "),
                        };
                        let mut inner = Self::default();
                        inner.blocks(item, &deeper);
                        if !inner.content.is_empty() {
                            inner.content.insert(0, Inline::plain(mark));
                            self.add(inner.content);
                        }
                    }
                }
                Block::Table(table) => {
                    self.full = true;
                    for row in table.rows {
                        let mut line = Vec::new();
                        for cell in row {
                            let mut inner = Self::default();
                            inner.blocks(cell.blocks, "");
                            if !line.is_empty() {
                                line.push(Inline::plain(" · "));
                            }
                            line.extend(inner.content);
                        }
                        self.add(line);
                    }
                }
                Block::Rule => {}
            }
        }
    }

    fn add(&mut self, content: Vec<Inline>) {
        if is_blank(&content) && plain_text(&content).trim().is_empty() && !has_object(&content) {
            return;
        }
        if !self.content.is_empty() {
            self.full = true;
            self.content.push(Inline::Break);
        }
        self.content.extend(content);
    }
}

fn has_object(content: &[Inline]) -> bool {
    content.iter().any(|inline| matches!(inline, Inline::Picture(_) | Inline::Note(_) | Inline::Anchor(_)))
}
