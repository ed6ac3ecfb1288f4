//! Tables.

use super::reader::Reader;
use super::tree::NodeId;
use crate::import::document::{Block, Cell, Inline, Side, Table};
use crate::import::note::NoteKind;

impl Reader<'_, '_> {
    /// A table with its caption.
    pub(super) fn table(&mut self, node: NodeId) -> Option<(Vec<Inline>, Block)> {
        let tree = self.tree;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut header = false;
        let mut captions = Vec::new();
        let mut open: Vec<NodeId> = tree.nodes[node].children.iter().rev().copied().collect();
        // Rows that cells above reach into: column and how many rows still.
        let mut reaching: Vec<usize> = Vec::new();
        while let Some(child) = open.pop() {
            match tree.name(child) {
                "tr" => {
                    let heads =
                        tree.nodes[child].children.iter().filter(|cell| tree.name(**cell) == "th").count();
                    let all =
                        tree.nodes[child].children.iter().filter(|cell| tree.name(**cell) == "td").count();
                    header |= rows.is_empty() && heads > 0 && all <= 1 && heads >= all;
                    let row = self.row(child, &mut reaching);
                    rows.push(row);
                }
                "thead" => {
                    header |= rows.is_empty();
                    open.extend(tree.nodes[child].children.iter().rev());
                }
                "tbody" | "tfoot" => open.extend(tree.nodes[child].children.iter().rev()),
                "caption" => captions = self.line_of(child),
                _ => {}
            }
        }
        if let [row] = rows.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            self.report.add(NoteKind::TextBox);
            return Some((captions, Block::Quote(std::mem::take(&mut cell.blocks))));
        }
        let table = Table { header: header && rows.len() > 1, rows };
        (!table.rows.is_empty()).then_some((captions, Block::Table(table)))
    }

    fn row(&mut self, node: NodeId, reaching: &mut Vec<usize>) -> Vec<Cell> {
        const MOST_COLUMNS: usize = 64;
        let tree = self.tree;
        let mut cells = Vec::new();
        let skip = |cells: &mut Vec<Cell>, reaching: &mut Vec<usize>| {
            while let Some(left) = reaching.get_mut(cells.len()).filter(|left| **left > 0) {
                *left -= 1;
                cells.push(Cell::default());
            }
        };
        for child in
            tree.nodes[node].children.iter().copied().filter(|cell| matches!(tree.name(*cell), "td" | "th"))
        {
            skip(&mut cells, reaching);
            let number = |name: &str| {
                let number = tree.attribute(child, name).and_then(|number| number.trim().parse().ok());
                number.unwrap_or(1usize).clamp(1, MOST_COLUMNS)
            };
            let (columns, rows) = (number("colspan"), number("rowspan"));
            if columns > 1 || rows > 1 {
                self.report.add(NoteKind::MergedCells);
            }
            let style = tree.attribute(child, "style").unwrap_or_default();
            let side = match tree.attribute(child, "align").unwrap_or_default() {
                "right" => Side::End,
                "center" => Side::Centre,
                _ if style.contains("text-align:right") || style.contains("text-align: right") => Side::End,
                _ => Side::Start,
            };
            let at = cells.len();
            cells.push(Cell { blocks: self.container(child), side });
            cells.extend(vec![Cell::default(); columns - 1]);
            if reaching.len() < at + columns {
                reaching.resize(at + columns, 0);
            }
            reaching[at..at + columns].fill(rows - 1);
        }
        skip(&mut cells, reaching);
        cells
    }
}
