//! What Markdown becomes, feature by feature, and the laws that hold for all.

#![allow(clippy::unwrap_used)]

mod blocks;
mod callouts;
mod footnotes;
mod headings;
mod hostile;
mod laws;
mod links;
mod plain_text;
mod raw_html;

use super::*;
use crate::parse::{HoleKind, Link};

/// What stands before the body in the file, so that a place in the one cannot
/// pass for a place in the other.
const BEFORE: &str = "+++\ntitle = \"Één\"\n+++\n";

/// The body in Dutch, with what was wrong in it.
fn parsed(markdown: &str) -> (Body, Vec<Diagnostic>) {
    let source = SourceText::new("content/a.md", format!("{BEFORE}{markdown}"));
    let mut diagnostics = Vec::new();
    let body = parse_body(&source, BEFORE.len(), &MarkdownSettings { dutch: true }, &mut diagnostics);
    (body, diagnostics)
}

/// The body in Dutch, of a text with nothing wrong in it.
fn body(markdown: &str) -> Body {
    let (body, diagnostics) = parsed(markdown);
    assert_eq!(diagnostics, [], "{markdown}");
    body
}

/// The HTML with the simplest thing in each hole.
fn html(markdown: &str) -> String {
    filled(&body(markdown))
}

fn filled(body: &Body) -> String {
    filled_with(body, |kind, link, html| match kind {
        HoleKind::LinkStart => html.push_str(&format!("<a {}>", link.address)),
        HoleKind::LinkTitle => html.push_str(&format!("title of {}", link.address)),
        HoleKind::LinkEnd => html.push_str("</a>"),
        HoleKind::Image => html.push_str(&format!("<img {} alt={}>", link.address, link.text)),
    })
}

fn filled_with(body: &Body, fill: impl Fn(HoleKind, &Link, &mut String)) -> String {
    let mut html = String::new();
    let mut from = 0;
    for hole in &body.holes {
        html.push_str(&body.html[from..hole.at as usize]);
        fill(hole.kind, &body.links[hole.link as usize], &mut html);
        from = hole.at as usize;
    }
    html.push_str(&body.html[from..]);
    html
}

/// The problems with what stands at their places.
fn problems(markdown: &str) -> Vec<(Problem, String)> {
    let place =
        |diagnostic: &Diagnostic| diagnostic.span.source.text()[diagnostic.span.range.clone()].to_owned();
    parsed(markdown).1.iter().map(|diagnostic| (diagnostic.problem.clone(), place(diagnostic))).collect()
}

/// What stands in the file at the place of each link.
fn link_places(markdown: &str) -> Vec<String> {
    let file = format!("{BEFORE}{markdown}");
    parsed(markdown).0.links.iter().map(|link| file[link.range.clone()].to_owned()).collect()
}
