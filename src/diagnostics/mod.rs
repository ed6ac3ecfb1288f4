//! What polder has to say about a site's content: errors and warnings with
//! their place and a way out.
//!
//! A [`Diagnostic`] holds facts, not sentences: a [`Problem`] and a [`Span`].
//! The catalogue turns it into words in the site's language, [`draw`](mod@draw) into
//! the picture with source line and caret, [`json`] into a line for programs.
//! Stages return diagnostics as values beside their result, so that one run
//! reports everything and a kept result repeats its warnings.

mod catalogue;
mod code;
mod configuration_fault;
mod draw;
mod front_matter_fault;
mod json;
mod link_fault;
mod nearest;
mod problem;
mod source;

pub use catalogue::{MessageLanguage, Wording, wording};
pub use code::Code;
pub use configuration_fault::ConfigurationFault;
pub use draw::{Colours, draw};
pub use front_matter_fault::FrontMatterFault;
pub use json::json_line;
pub use link_fault::LinkFault;
pub use nearest::nearest;
pub use problem::{Expected, HistoryGap, Problem, StaleKind};
pub use source::{Position, SourceText, Span, decode};

use serde::{Deserialize, Serialize};

/// How much a diagnostic weighs: an error keeps a site from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The site is not published until this is mended.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

/// One thing that is wrong, where, and how bad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
    /// Where. Bytes of the file.
    pub span: Span,
}

impl Diagnostic {
    /// A diagnostic of the severity that its problem has by default.
    pub fn new(problem: Problem, span: Span) -> Self {
        Self { severity: problem.code().default_severity(), problem, span }
    }

    /// The key by which diagnostics are listed: file, place, code.
    fn order(&self) -> (&str, usize, usize, Code) {
        (self.span.source.path(), self.span.range.start, self.span.range.end, self.problem.code())
    }
}

/// Sorts diagnostics by file and place and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// Whether any of these keeps the site from being published.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
