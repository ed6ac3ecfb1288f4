//! Tables, in a frame that scrolls where the page is too narrow for them.

use pulldown_cmark::Alignment;

use super::pass::Pass;

/// The table that is being written; tables are never inside each other.
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Where the cell's tag and its content begin, and the holes before it.
    cell: (usize, usize, usize),
}

impl Pass<'_> {
    /// The frame can be reached by keyboard, or nobody without a mouse could
    /// scroll it; so it has a role and a name.
    pub(super) fn begin_table(&mut self, alignments: Vec<Alignment>) {
        self.tables += 1;
        self.begin_block("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out.markup(self.labels.table);
        self.out.markup(" ");
        self.out.number(self.tables);
        if let Some(heading) = self.headings.last() {
            self.out.markup(": ");
            self.out.attribute(&heading.text);
        }
        self.out.markup("\"><table>");
        self.table = Some(TableState { alignments, column: 0, in_head: false, cell: (0, 0, 0) });
    }

    pub(super) fn end_table(&mut self) {
        self.table = None;
        self.end_block("</tbody></table></div>\n");
    }

    pub(super) fn begin_table_head(&mut self) {
        self.out.markup("<thead><tr>");
        if let Some(table) = &mut self.table {
            table.in_head = true;
            table.column = 0;
        }
    }

    pub(super) fn end_table_head(&mut self) {
        self.end_block("</tr></thead><tbody>\n");
        if let Some(table) = &mut self.table {
            table.in_head = false;
        }
    }

    pub(super) fn begin_table_row(&mut self) {
        self.out.markup("<tr>");
        if let Some(table) = &mut self.table {
            table.column = 0;
        }
    }

    pub(super) fn end_table_row(&mut self) {
        self.end_block("</tr>\n");
    }

    pub(super) fn begin_table_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let start = self.out.html.len();
        self.out.markup(if table.in_head { "<th scope=\"col\"" } else { "<td" });
        self.out.markup(match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            _ => ">",
        });
        table.cell = (start, self.out.html.len(), self.out.holes.len());
    }

    pub(super) fn end_table_cell(&mut self) {
        self.plain.space();
        let Some(table) = &mut self.table else { return };
        table.column += 1;
        let (start, content, holes) = table.cell;
        let empty = self.out.html.len() == content && self.out.holes.len() == holes;
        if !table.in_head {
            self.out.markup("</td>");
        } else if empty {
            // A heading without text says nothing to a screen reader.
            self.out.html.truncate(start);
            self.out.markup("<td></td>");
        } else {
            self.out.markup("</th>");
        }
    }
}
