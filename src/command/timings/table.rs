//! Times as tables of text.

use super::words::Words;
use super::{Measured, share};

/// Most templates and pages in a terminal.
const MOST: usize = 10;

/// Three tables: stages, templates, pages.
pub(super) fn table(measured: &Measured, words: &Words) -> String {
    let percent = |part| format!("{:.0}%", share(part, measured.whole) * 100.0);
    let mut stages = vec![[words.stages, words.time, words.part].map(str::to_owned).to_vec()];
    for timing in &measured.stages {
        let duration = timing.duration;
        stages.push(vec![timing.stage.to_owned(), words.duration(duration), percent(duration)]);
    }
    stages.push(vec![words.whole.to_owned(), words.duration(measured.whole), String::new()]);
    let mut templates = vec![
        [words.templates, words.count, words.total, words.mean, words.slowest, words.page]
            .map(str::to_owned)
            .to_vec(),
    ];
    for time in measured.templates.iter().take(MOST) {
        templates.push(vec![
            time.template.to_owned(),
            time.count.to_string(),
            words.duration(time.total),
            words.duration(time.mean()),
            words.duration(time.slowest.duration),
            format!("/{}", time.slowest.route),
        ]);
    }
    let mut pages = vec![[words.pages, words.time, words.template].map(str::to_owned).to_vec()];
    for page in measured.pages.iter().filter(|page| page.is_page()).take(MOST) {
        let route = format!("/{}", page.route);
        pages.push(vec![route, words.duration(page.duration), page.template.to_owned()]);
    }
    [aligned(&stages, 2), aligned(&templates, 4), aligned(&pages, 1)].join("\n")
}

/// Rows of cells below each other: after the first column `numbers` columns
/// end in line, the others begin in line.
fn aligned(rows: &[Vec<String>], numbers: usize) -> String {
    let length = |cell: &String| cell.chars().count();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(length).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(width(column) - length(cell));
            match column {
                0 => line.push_str(&format!("{cell}{gap}")),
                _ if column <= numbers => line.push_str(&format!("  {gap}{cell}")),
                _ => line.push_str(&format!("  {cell}{gap}")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
