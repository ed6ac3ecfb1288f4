//! A diagnostic as one line of JSON, the form of `check --format json`.

use serde::Serialize;

use super::{Diagnostic, MessageLanguage, Severity, wording};

/// The object, in the order of the contract. Names and severities are the
/// same in every language; message and help are in the site's.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    path: &'a str,
    line: usize,
    column: usize,
    help: String,
}

/// `{"severity", "code", "message", "path", "line", "column", "help"}`,
/// without a newline.
pub fn json_line(diagnostic: &Diagnostic, language: MessageLanguage) -> String {
    let words = wording(&diagnostic.problem, language);
    let position = diagnostic.span.position();
    let line = Line {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.problem.code().as_str(),
        message: words.message,
        path: diagnostic.span.source.path(),
        line: position.line,
        column: position.column,
        help: words.help,
    };
    // Serialising plain strings and numbers cannot fail.
    serde_json::to_string(&line).unwrap_or_default()
}
