//! What is wrong with an article, by the field that it is about.

use serde::Serialize;

use super::edit::{body_start, front_matter};
use crate::diagnostics::{Diagnostic, MessageLanguage, Problem, Severity, wording};

/// One thing that is wrong, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The fixed name of its kind.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The way out; may be empty.
    pub help: String,
    /// The file.
    pub path: String,
    /// The line in the file, from 1.
    pub line: usize,
    /// The key that it is about.
    pub field: Option<String>,
    /// The line of the body as a form shows it, from 1, if it is about that.
    pub body_line: Option<usize>,
}

/// What is wrong with one file, in the order of its lines.
pub fn of_file(diagnostics: &[Diagnostic], path: &str, language: MessageLanguage) -> Vec<Found> {
    let of_file = diagnostics.iter().filter(|diagnostic| diagnostic.span.source.path() == path);
    of_file.map(|diagnostic| found(diagnostic, language)).collect()
}

/// A diagnostic in words.
pub fn found(diagnostic: &Diagnostic, language: MessageLanguage) -> Found {
    let words = wording(&diagnostic.problem, language);
    let source = &diagnostic.span.source;
    let text = source.text();
    let start = body_start(text);
    let shown = text.len() - text[start..].trim_start_matches(['\n', '\r']).len();
    let in_body = diagnostic.span.range.start >= start && start > 0;
    Found {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.problem.code().as_str(),
        message: words.message,
        help: words.help,
        path: source.path().to_owned(),
        line: diagnostic.span.position().line,
        field: if in_body { None } else { field_of(diagnostic) },
        body_line: in_body
            .then(|| text[shown..diagnostic.span.range.start.max(shown)].matches('\n').count() + 1),
    }
}

/// The key of front matter that a diagnostic is about: as it says itself, or
/// the one in whose lines it stands.
fn field_of(diagnostic: &Diagnostic) -> Option<String> {
    match &diagnostic.problem {
        Problem::MissingField { field, .. }
        | Problem::WrongType { field, .. }
        | Problem::NotAnOption { field, .. }
        | Problem::BrokenReference { field, .. } => return Some(field.clone()),
        Problem::UnknownKey { key, .. } => return Some(key.clone()),
        _ => {}
    }
    let at = diagnostic.span.range.start;
    let (_, table) = front_matter(diagnostic.span.source.text())?;
    let entry = table.entries.iter().find(|entry| {
        let range = entry.key_range.start..entry.value.range.end.max(entry.key_range.end);
        range.contains(&at)
    });
    entry.map(|entry| entry.key.clone())
}

#[cfg(test)]
mod tests {
    use super::found;
    use crate::diagnostics::{Diagnostic, MessageLanguage, Problem, SourceText};

    #[test]
    fn knows_the_field_or_the_line_of_the_body() {
        let source = SourceText::new(
            "content/a/b.md",
            "+++\ntitle = \"T\"\nregio = \"x\"\n+++\n\neen\n[twee](/weg/)\n",
        );
        let at = |start: usize| {
            let problem = Problem::UnsafeLink { address: "x".into() };
            found(&Diagnostic::new(problem, source.span(start..start + 1)), MessageLanguage::Dutch)
        };
        let text = source.text();
        assert_eq!(at(text.find("\"x\"").unwrap_or(0)).field.as_deref(), Some("regio"));
        let body = at(text.find("[twee]").unwrap_or(0));
        assert_eq!((body.field, body.body_line, body.line), (None, Some(2), 7));
        assert_eq!(at(0).field, None);
    }
}
