//! Times as a page: bars below bars, and the same in tables. One file, with
//! nothing in it that runs or is loaded.

use std::time::Duration;

use html_escape::encode_double_quoted_attribute as escaped;

use super::words::Words;
use super::{Measured, TemplateTime, share};

const STYLE: &str = include_str!("page.css");

/// The stage in which pages are made.
const MAKES_PAGES: &str = "publish";
/// Most pages of a template that have a bar of their own, and that a table has.
const MOST_BARS: usize = 12;
const MOST_ROWS: usize = 50;

/// The whole report.
pub(super) fn page(measured: &Measured, words: &Words) -> String {
    let Words { tag, title, flame, how_to_read, about_stages, about_pages, .. } = words;
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{site}: {whole}</p>\n<h2>{flame}</h2>\n<p>{how_to_read}</p>\n{bars}<p>{about_stages}</p>\n<p>{about_pages}</p>\n{stages}{templates}{pages}</main>\n</body>\n</html>\n",
        site = escaped(&measured.site),
        whole = words.duration(measured.whole),
        bars = bars(measured, words),
        stages = stages(measured, words),
        templates = templates(measured, words),
        pages = pages(measured, words),
    )
}

/// One bar with what is below it. Widths are parts of what all bars of one
/// row took, so that a row is never wider than the bar above it.
fn bar(label: &str, duration: Duration, row: Duration, depth: usize, inner: &str, words: &Words) -> String {
    let (label, time) = (escaped(label), words.duration(duration));
    let width = share(duration, row) * 100.0;
    let below = if inner.is_empty() { String::new() } else { format!("<ul>{inner}</ul>") };
    format!(
        "<li style=\"width: {width:.3}%\"><span class=\"bar depth-{depth}\" title=\"{label}: {time}\">{label} <span class=\"time\">{time}</span></span>{below}</li>\n"
    )
}

/// The bars of the build: stages, templates, pages.
fn bars(measured: &Measured, words: &Words) -> String {
    let stages: Duration = measured.stages.iter().map(|timing| timing.duration).sum();
    let row = stages.max(measured.whole);
    let all: Duration = measured.templates.iter().map(|time| time.total).sum();
    let below_publish: String =
        measured.templates.iter().map(|time| template_bar(measured, time, all, words)).collect();
    let inner: String = measured
        .stages
        .iter()
        .map(|timing| {
            let inner = if timing.stage == MAKES_PAGES { below_publish.as_str() } else { "" };
            bar(timing.stage, timing.duration, row, 1, inner, words)
        })
        .collect();
    let whole = bar(words.whole, measured.whole, measured.whole, 0, &inner, words);
    format!("<ul class=\"flame\">\n{whole}</ul>\n")
}

fn template_bar(measured: &Measured, time: &TemplateTime, row: Duration, words: &Words) -> String {
    let pages: Vec<_> = measured.pages.iter().filter(|page| page.template == time.template).collect();
    let (shown, others) = pages.split_at(pages.len().min(MOST_BARS));
    let mut inner: String = shown
        .iter()
        .map(|page| bar(&format!("/{}", page.route), page.duration, time.total, 3, "", words))
        .collect();
    if !others.is_empty() {
        let rest = others.iter().map(|page| page.duration).sum();
        let label = format!("{} {}", others.len(), words.other_pages);
        inner.push_str(&bar(&label, rest, time.total, 3, "", words));
    }
    bar(time.template, time.total, row, 2, &inner, words)
}

fn stages(measured: &Measured, words: &Words) -> String {
    let rows = measured.stages.iter().map(|timing| {
        let part = format!("{:.0}%", share(timing.duration, measured.whole) * 100.0);
        vec![
            Cell::Text(timing.stage.to_owned()),
            Cell::Number(words.duration(timing.duration)),
            Cell::Number(part),
        ]
    });
    table(words.stages, &[words.stage, words.time, words.part], rows)
}

fn templates(measured: &Measured, words: &Words) -> String {
    let rows = measured.templates.iter().map(|time| {
        vec![
            Cell::Text(time.template.to_owned()),
            Cell::Number(time.count.to_string()),
            Cell::Number(words.duration(time.total)),
            Cell::Number(words.duration(time.mean())),
            Cell::Number(words.duration(time.slowest.duration)),
            Cell::Text(format!("/{}", time.slowest.route)),
        ]
    });
    let head = [words.template, words.count, words.total, words.mean, words.slowest, words.page];
    table(words.templates, &head, rows)
}

fn pages(measured: &Measured, words: &Words) -> String {
    let rows = measured.pages.iter().filter(|page| page.is_page()).take(MOST_ROWS).map(|page| {
        let time = Cell::Number(words.duration(page.duration));
        vec![Cell::Text(format!("/{}", page.route)), time, Cell::Text(page.template.to_owned())]
    });
    table(words.pages, &[words.page, words.time, words.template], rows)
}

enum Cell {
    Text(String),
    Number(String),
}

/// A table whose first cells name their rows. On a narrow screen it is
/// scrolled, which has to be possible by keyboard too.
fn table(caption: &str, head: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> String {
    let head: String = head.iter().map(|name| format!("<th scope=\"col\">{name}</th>")).collect();
    let body: String = rows
        .map(|row| {
            let cells = row.iter().enumerate().map(|(column, cell)| match (column, cell) {
                (0, Cell::Text(text) | Cell::Number(text)) => {
                    format!("<th scope=\"row\">{}</th>", escaped(text))
                }
                (_, Cell::Text(text)) => format!("<td>{}</td>", escaped(text)),
                (_, Cell::Number(text)) => format!("<td class=\"number\">{text}</td>"),
            });
            format!("<tr>{}</tr>\n", cells.collect::<String>())
        })
        .collect();
    format!(
        "<h2>{caption}</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</div>\n",
        caption = escaped(caption),
    )
}
