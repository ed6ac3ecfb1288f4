//! The words for every problem, in each language polder speaks to editors.
//!
//! The two languages are two functions over the same [`Problem`]: a kind
//! without words in one of them does not compile.

mod en;
mod nl;

use super::{Problem, Severity};

/// A language that polder speaks to a site's people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageLanguage {
    /// Dutch.
    Dutch,
    /// English, also for sites in any other language.
    English,
}

impl MessageLanguage {
    /// The language for a site of this BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("nl") { Self::Dutch } else { Self::English }
    }

    /// The word for a severity.
    pub fn severity(self, severity: Severity) -> &'static str {
        match (self, severity) {
            (Self::Dutch, Severity::Error) => "fout",
            (Self::Dutch, Severity::Warning) => "waarschuwing",
            (Self::English, Severity::Error) => "error",
            (Self::English, Severity::Warning) => "warning",
        }
    }

    /// The word before a way out.
    pub fn help(self) -> &'static str {
        match self {
            Self::Dutch => "oplossing",
            Self::English => "help",
        }
    }
}

/// A problem in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// The way out, in one or two sentences.
    pub help: String,
}

/// The words for a problem.
pub fn wording(problem: &Problem, language: MessageLanguage) -> Wording {
    let (message, help) = match language {
        MessageLanguage::Dutch => nl::wording(problem),
        MessageLanguage::English => en::wording(problem),
    };
    Wording { message, help }
}

/// Names in a row, each between `before` and `after`; of a long list the
/// first dozen, with how many there are `more`.
fn listed(names: &[String], before: &str, after: &str, more: &str) -> String {
    const MOST: usize = 12;
    let mut parts: Vec<String> =
        names.iter().take(MOST).map(|name| format!("{before}{name}{after}")).collect();
    if names.len() > MOST {
        parts.push(format!("… ({} {more})", names.len() - MOST));
    }
    parts.join(", ")
}

/// Whether a file's name is that of a text document.
fn is_document(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    matches!(ending.as_str(), "docx" | "doc" | "odt" | "rtf" | "txt" | "html" | "htm")
}
