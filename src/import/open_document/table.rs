//! Tables.

use super::reader::Reader;
use crate::import::document::{Block, Cell, Side, Table};
use crate::import::note::NoteKind;
use crate::import::structure;
use crate::import::xml::Element;

/// Spreadsheets say "and a thousand empty cells more": no table of text does.
const MOST_COLUMNS: usize = 64;

impl Reader<'_, '_> {
    pub(super) fn table(&mut self, element: &Element) -> Option<Block> {
        let mut table = Table::default();
        self.rows(element, false, &mut table);
        if let [row] = table.rows.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            self.report.add(NoteKind::TextBox);
            return Some(Block::Quote(std::mem::take(&mut cell.blocks)));
        }
        table.header &= table.rows.len() > 1;
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }

    fn rows(&mut self, element: &Element, heads: bool, table: &mut Table) {
        for child in element.elements() {
            match child.name.as_str() {
                "table-row" => {
                    table.header |= heads && table.rows.is_empty();
                    let row = self.row(child);
                    table.rows.push(row);
                }
                "table-header-rows" => self.rows(child, true, table),
                "table-rows" | "table-row-group" => self.rows(child, heads, table),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: &Element) -> Vec<Cell> {
        let mut cells = Vec::new();
        for cell in row.elements() {
            let number = |name: &str| {
                let number = cell.attribute(name).and_then(|number| number.parse().ok());
                number.unwrap_or(1usize).clamp(1, MOST_COLUMNS)
            };
            let repeated = number("number-columns-repeated");
            match cell.name.as_str() {
                "table-cell" => {
                    if number("number-columns-spanned") > 1 || number("number-rows-spanned") > 1 {
                        self.report.add(NoteKind::MergedCells);
                    }
                    let parts = self.container(cell);
                    let style = cell.child("p").and_then(|paragraph| paragraph.attribute("style-name"));
                    let side =
                        style.map_or(Side::Start, |style| self.styles.look("paragraph", Some(style)).side);
                    let cell = Cell { blocks: structure::blocks(parts), side };
                    cells.extend(vec![cell; repeated]);
                }
                "covered-table-cell" => cells.extend(vec![Cell::default(); repeated]),
                _ => {}
            }
        }
        let last = cells.iter().rposition(|cell| !cell.blocks.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(last.max(MOST_COLUMNS));
        cells
    }
}
