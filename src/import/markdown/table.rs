//! Tables.

use super::escape::Room;
use super::{ArticleNames, line};
use crate::import::document::{Block, Cell, Side, Table};

/// Columns that are wider are not padded: the source would not be read more
/// easily for it.
const WIDEST_PADDED: usize = 40;

/// Writes a table whose cells each hold one paragraph.
pub(super) fn write(table: &Table, names: &ArticleNames) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let cell = |cell: Option<&Cell>| match cell.map(|cell| cell.blocks.as_slice()) {
        Some([Block::Paragraph(content)]) => line(content, Room::Cell, names),
        _ => String::new(),
    };
    let mut rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| (0..columns).map(|at| cell(row.get(at))).collect()).collect();
    if !table.header {
        rows.insert(0, vec![String::new(); columns]);
    }
    let sides: Vec<Side> = (0..columns).map(|column| side_of(table, column)).collect();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let lengths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
            Some(lengths.max().unwrap_or(0)).filter(|width| *width <= WIDEST_PADDED).unwrap_or(0).max(3)
        })
        .collect();
    let mut lines: Vec<String> = rows.iter().map(|row| row_line(row, &widths)).collect();
    lines.insert(1.min(lines.len()), delimiter_line(&sides, &widths));
    lines.join("\n")
}

fn row_line(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        let padding = width.saturating_sub(cell.chars().count());
        format!("{cell}{}", " ".repeat(padding))
    });
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn delimiter_line(sides: &[Side], widths: &[usize]) -> String {
    let cells = sides.iter().zip(widths).map(|(side, width)| match side {
        Side::Start => "-".repeat(*width),
        Side::Centre => format!(":{}:", "-".repeat(width - 2)),
        Side::End => format!("{}:", "-".repeat(width - 1)),
    });
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The side of a column: that of its cells, if all that hold something agree.
fn side_of(table: &Table, column: usize) -> Side {
    let body = table.rows.iter().skip(usize::from(table.header));
    let mut sides =
        body.filter_map(|row| row.get(column)).filter(|cell| !cell.blocks.is_empty()).map(|cell| cell.side);
    let Some(first) = sides.next() else { return Side::Start };
    if sides.all(|side| side == first) { first } else { Side::Start }
}
