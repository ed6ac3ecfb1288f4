//! Tables.

use super::paragraph::ParagraphProperties;
use super::reader::Reader;
use super::styles::is_on;
use crate::import::document::{Block, Cell, Side, Table};
use crate::import::note::NoteKind;
use crate::import::structure;
use crate::import::xml::Element;

/// A wider table is no table that people made.
const MOST_COLUMNS: usize = 64;

impl Reader<'_, '_> {
    pub(super) fn table(&mut self, element: &Element) -> Option<Block> {
        let mut rows = Vec::new();
        let mut found = Vec::new();
        gather(element, "tr", &mut found);
        for row in &found {
            let properties = row.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                let text = crate::import::document::one_line(&super::reader::visible_text(row));
                self.report.add_text(NoteKind::Deletion, text);
                continue;
            }
            rows.push(self.row(row, properties));
        }
        let header = found.first().is_some_and(|row| marked_header(row)) || style_has_header(element);
        let mut table = Table { header: header && rows.len() > 1, rows };
        if let [row] = table.rows.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            // One cell is a frame around a text.
            self.report.add(NoteKind::TextBox);
            return Some(Block::Quote(std::mem::take(&mut cell.blocks)));
        }
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }

    fn row(&mut self, row: &Element, properties: Option<&Element>) -> Vec<Cell> {
        let number = |name: &str| {
            let number = properties.and_then(|properties| properties.value_of(name));
            number.and_then(|number| number.parse().ok()).unwrap_or(0usize).min(MOST_COLUMNS)
        };
        let mut cells = vec![Cell::default(); number("gridBefore")];
        let mut found = Vec::new();
        gather(row, "tc", &mut found);
        for element in found {
            let properties = element.child("tcPr");
            let span = properties.and_then(|properties| properties.value_of("gridSpan"));
            let span: usize = span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
            let begins = properties.and_then(|properties| properties.value_of("vMerge")) == Some("restart");
            if span > 1 || begins {
                self.report.add(NoteKind::MergedCells);
            }
            let parts = self.container(element);
            let blocks = structure::blocks(parts);
            let mut paragraphs = Vec::new();
            gather(element, "p", &mut paragraphs);
            let side = paragraphs
                .first()
                .map_or(Side::Start, |paragraph| ParagraphProperties::read(paragraph, &self.styles).side);
            cells.push(Cell { blocks, side });
            cells.extend(vec![Cell::default(); span - 1]);
        }
        cells.truncate(
            MOST_COLUMNS.max(cells.iter().rposition(|cell| !cell.blocks.is_empty()).map_or(0, |at| at + 1)),
        );
        cells
    }
}

/// The elements of a name in an element, also behind content controls and
/// marks of changes, but not inside each other.
fn gather<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        } else if !matches!(child.name.as_str(), "tbl" | "p" | "tr" | "tc" | "del" | "moveFrom") {
            gather(child, name, found);
        }
    }
}

fn marked_header(row: &Element) -> bool {
    row.child("trPr").and_then(|properties| properties.child("tblHeader")).is_some_and(is_on)
}

/// Whether the table's style sets the first row apart.
fn style_has_header(table: &Element) -> bool {
    const FIRST_ROW: u32 = 0x20;
    let Some(look) = table.child("tblPr").and_then(|properties| properties.child("tblLook")) else {
        return false;
    };
    let by_bits = || {
        let bits = look.attribute("val").and_then(|bits| u32::from_str_radix(bits, 16).ok());
        bits.is_some_and(|bits| bits & FIRST_ROW != 0)
    };
    look.attribute("firstRow").map_or_else(by_bits, |on| matches!(on, "1" | "true" | "on"))
}
