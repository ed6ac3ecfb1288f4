//! What the template engine refuses, as diagnostics with their place.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError};

use super::files::start_of;
use crate::diagnostics::{Diagnostic, Problem, SourceText, Span};

/// Name in the engine → the template's text.
pub(super) type Sources = BTreeMap<String, SourceText>;

/// The diagnostics of an error that came up in `template`, if the error does
/// not name another place itself.
pub(super) fn diagnostics(error: &Error, template: &str, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![reported(report, sources)],
        ErrorKind::MissingParent { current, parent } => {
            vec![template_fault(format!("there is no template `{parent}`"), quoted(parent, current, sources))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let message = format!("templates that lead back to themselves: {}", chain.join(" → "));
            vec![template_fault(message, start(tpl, sources))]
        }
        ErrorKind::Msg(text) => {
            let found: Vec<Diagnostic> =
                text.split("\n\n").filter_map(|report| printed_report(report, sources)).collect();
            if found.is_empty() { vec![unplaced(text, template, sources)] } else { found }
        }
        other => vec![template_fault(other.to_string(), start(template, sources))],
    }
}

/// A fault in a template at this place.
pub(super) fn template_fault(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::new(Problem::Template { message: message.into() }, span)
}

fn reported(report: &ReportError, sources: &Sources) -> Diagnostic {
    let span = match sources.get(report.filename()) {
        Some(source) => source.span(report.span().range.clone()),
        None => start_of(report.filename()),
    };
    template_fault(report.message(), span)
}

/// Unknown names come as text only: `error: …`, then ` --> file:line:column`.
fn printed_report(report: &str, sources: &Sources) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let source = sources.get(parts.next()?)?;
    let start = byte_at(source.text(), line, column);
    let carets = lines.last().map_or(1, |line| line.matches('^').count().max(1));
    let length: usize = source.text()[start..].chars().take(carets).map(char::len_utf8).sum();
    Some(template_fault(message, source.span(start..start + length)))
}

fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let inside = text[line_start..].chars().take(column.saturating_sub(1)).map(char::len_utf8);
    line_start + inside.sum::<usize>()
}

/// An error that is only a sentence: at the template that it names, else at
/// the one being made.
fn unplaced(text: &str, template: &str, sources: &Sources) -> Diagnostic {
    let named = sources.keys().find(|name| text.contains(&format!("`{name}`")));
    template_fault(text, start(named.map_or(template, String::as_str), sources))
}

fn quoted(name: &str, template: &str, sources: &Sources) -> Span {
    let Some(source) = sources.get(template) else { return start_of(template) };
    match source.text().find(name) {
        Some(at) => source.span(at..at + name.len()),
        None => source.span(0..0),
    }
}

fn start(template: &str, sources: &Sources) -> Span {
    sources.get(template).map_or_else(|| start_of(template), |source| source.span(0..0))
}
