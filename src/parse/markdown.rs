//! Markdown → [`Body`].

use super::Body;
use crate::diagnostics::{Diagnostic, SourceText};

/// What a site's Markdown needs to know beyond the text itself.
#[derive(Debug, Clone, Default)]
pub struct MarkdownSettings {
    /// Whether the site is Dutch: the labels of callouts and footnotes.
    pub dutch: bool,
}

/// Parses the body that begins at byte `start` of the file.
pub fn parse_body(
    source: &SourceText,
    start: usize,
    settings: &MarkdownSettings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let _ = (source, start, settings, diagnostics);
    Body::default()
}
