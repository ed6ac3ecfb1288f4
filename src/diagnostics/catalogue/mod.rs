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
