//! What the preview says in the browser: the panel of errors above a page,
//! and the few pages that are not the site's.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::events::{STYLE, script_element};
use super::state::Moment;
use crate::diagnostics::{Diagnostic, MessageLanguage, Severity, Span, wording};

/// The content type of a page.
pub(super) const TYPE: &str = "text/html; charset=utf-8";

/// How many errors are spelled out; of more, only their number is told.
const MOST: usize = 50;

/// How many characters of a long line are shown on each side of the place.
const AROUND: usize = 100;

/// What stands below the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// The site as it is now.
    AsItIs,
    /// The last good site.
    GoodSite,
    /// The site as it is now, but for the pages of articles with errors: those
    /// are as they last were good.
    GoodPages,
}

/// The panel with all errors; empty when there are none.
pub(super) fn panel(diagnostics: &[Diagnostic], below: Below, language: MessageLanguage) -> String {
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if errors.is_empty() {
        return String::new();
    }
    let items: String = errors.iter().take(MOST).map(|error| item(error, language)).collect();
    let more = match errors.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!("<p>{}</p>", words(language).and_more(more)),
    };
    let words = words(language);
    format!(
        r#"<section id="_polder-panel" class="_polder-panel" role="alert" lang="{}"><h2>{}</h2><p>{}</p><ol>{items}</ol>{more}</section>"#,
        words.tag,
        words.errors(errors.len()),
        match below {
            Below::AsItIs => words.goes_away,
            Below::GoodSite => words.until_then,
            Below::GoodPages => words.pages_until_then,
        },
    )
}

/// One error: what, where, the line, the way out.
fn item(error: &Diagnostic, language: MessageLanguage) -> String {
    let said = wording(&error.problem, language);
    let place = error.span.position();
    let words = words(language);
    let mut item = format!(
        "<li><p>{}</p><p><code>{}</code>, {} {}, {} {}</p>",
        escape(&capitalised(&said.message)),
        escape(error.span.source.path()),
        words.line,
        place.line,
        words.column,
        place.column,
    );
    item.push_str(&source_line(&error.span));
    if !said.help.is_empty() {
        item.push_str(&format!("<p>{}: {}</p>", capitalised(language.help()), escape(&said.help)));
    }
    item.push_str("</li>");
    item
}

/// The line of a place, with the place marked. Articles hold whole
/// paragraphs on a line: of those only what is near.
fn source_line(span: &Span) -> String {
    let text = span.source.text();
    let start = text[..span.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.range.start..].find('\n').map_or(text.len(), |newline| span.range.start + newline);
    let marked_end = span.range.end.min(end);
    let (before, marked, after) =
        (&text[start..span.range.start], &text[span.range.start..marked_end], &text[marked_end..end]);
    if text[start..end].trim().is_empty() {
        return String::new();
    }
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let ellipsis = |cut: bool| if cut { "…" } else { "" };
    format!(
        "<pre>{}{}<mark>{}</mark>{}{}</pre>",
        ellipsis(from > 0),
        escape(&before[from..]),
        escape(marked),
        escape(&after[..to]),
        ellipsis(to < after.len()),
    )
}

/// The page for when there has been no good site yet.
pub(super) fn no_site(moment: &Moment) -> String {
    page(moment, words(moment.language).no_site, &moment.panel)
}

/// The page for a page that cannot be made and never could.
pub(super) fn no_page(moment: &Moment) -> String {
    page(moment, words(moment.language).no_page, &moment.panel)
}

/// The page for an address that a site without a page of its own for that
/// does not have.
pub(super) fn not_found(moment: &Moment) -> String {
    page(moment, words(moment.language).not_found, &moment.panel)
}

fn page(moment: &Moment, heading: &str, panel: &str) -> String {
    format!(
        r#"<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{heading}</title><link id="_polder-style" rel="stylesheet" href="{STYLE}"></head><body>{panel}<h1>{heading}</h1>{}</body></html>"#,
        words(moment.language).tag,
        script_element(moment),
    )
}

/// The answer to a request that was meant for another server.
pub(super) fn foreign_host(language: MessageLanguage, port: u16) -> Response {
    let text = format!("{} http://127.0.0.1:{port}/\n", words(language).foreign_host);
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

struct Words {
    tag: &'static str,
    goes_away: &'static str,
    until_then: &'static str,
    pages_until_then: &'static str,
    line: &'static str,
    column: &'static str,
    no_site: &'static str,
    no_page: &'static str,
    not_found: &'static str,
    foreign_host: &'static str,
}

const DUTCH: Words = Words {
    tag: "nl",
    goes_away: "Dit bericht verdwijnt vanzelf zodra alles hersteld is.",
    until_then: "Dit bericht verdwijnt vanzelf zodra alles hersteld is. Tot dan blijft de laatste goede versie van de site staan.",
    pages_until_then: "Dit bericht verdwijnt vanzelf zodra alles hersteld is. Van een artikel met een fout zie je tot dan de laatste goede versie; de rest van de site is zoals die nu is.",
    line: "regel",
    column: "teken",
    no_site: "Er is nog geen goede versie van de site",
    no_page: "Deze pagina is niet te maken",
    not_found: "Deze pagina bestaat niet",
    foreign_host: "Deze voorvertoning antwoordt alleen op",
};

const ENGLISH: Words = Words {
    tag: "en",
    goes_away: "This message goes away by itself when all is mended.",
    until_then: "This message goes away by itself when all is mended. Until then the last good version of the site stays.",
    pages_until_then: "This message goes away by itself when all is mended. Until then an article with an error is shown as it last was good; the rest of the site is as it is now.",
    line: "line",
    column: "column",
    no_site: "There is no good version of the site yet",
    no_page: "This page cannot be made",
    not_found: "This page does not exist",
    foreign_host: "This preview only answers to",
};

fn words(language: MessageLanguage) -> &'static Words {
    match language {
        MessageLanguage::Dutch => &DUTCH,
        MessageLanguage::English => &ENGLISH,
    }
}

impl Words {
    fn errors(&self, count: usize) -> String {
        match (self.tag, count) {
            ("nl", 1) => "Er is één fout".into(),
            ("nl", _) => format!("Er zijn {count} fouten"),
            (_, 1) => "There is one error".into(),
            (_, _) => format!("There are {count} errors"),
        }
    }

    fn and_more(&self, count: usize) -> String {
        if self.tag == "nl" { format!("En nog {count}.") } else { format!("And {count} more.") }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Below, panel, source_line};
    use crate::diagnostics::{Diagnostic, MessageLanguage, Problem, Severity, SourceText};

    #[test]
    fn shows_the_line_with_its_place_and_lets_no_markup_through() {
        let source = SourceText::new("content/<a>.md", "title = 'x'\nregio = \"<b>\"\n");
        let problem = Problem::Template { message: "<script>".into() };
        let error = Diagnostic::new(problem.clone(), source.span(21..24));
        let warning = Diagnostic { severity: Severity::Warning, problem, span: error.span.clone() };
        let html = panel(&[error, warning.clone()], Below::GoodSite, MessageLanguage::Dutch);
        assert!(html.contains("<h2>Er is één fout</h2>"), "{html}");
        assert!(html.contains("<code>content/&lt;a&gt;.md</code>, regel 2, teken 10"), "{html}");
        assert!(html.contains("<pre>regio = &quot;<mark>&lt;b&gt;</mark>&quot;</pre>"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(panel(&[warning], Below::GoodSite, MessageLanguage::Dutch), "");
    }

    #[test]
    fn shows_what_is_near_on_a_long_line_and_survives_any_place() {
        let text = format!("{}HIER{}\nnext", "é".repeat(500), "ë".repeat(500));
        let source = SourceText::new("a.md", text.as_str());
        let line = source_line(&source.span(1000..1004));
        assert!(line.contains("é<mark>HIER</mark>ë") && line.chars().count() < 250, "{line}");
        for at in 0..=text.len() {
            source_line(&source.span(at..at + 3));
        }
    }
}
