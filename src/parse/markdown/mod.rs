//! Markdown → [`Body`], in one pass over pulldown-cmark's events.
//!
//! 1. [`pass`] holds what the pass knows and hands each event to its place:
//!    [`blocks`], [`tables`], [`headings`], [`callouts`], [`footnotes`],
//!    [`links`]; text goes through [`quotes`].
//! 2. Each of them writes HTML to an [`output`] and plain text to
//!    [`plain_text`]. A heading and a footnote are written to an output of
//!    their own first, since what stands before them depends on the whole.
//! 3. Raw HTML is read tag by tag in [`raw_html`], so that what is left out
//!    can be told with its place; afterwards a body that has any goes as a
//!    whole through the allow-list in [`sanitise`].
//!
//! CommonMark stays as it is, but for what is asked for: headings have ids
//! and leave the first level to the page's title, an image alone with a title
//! is a figure, and double brackets are always a link by name, also where
//! CommonMark sees a link in brackets (`[[1]](address)`).
//!
//! Events are never read by recursion: nesting is counted and refused where
//! it is deeper than a page can be.

mod addresses;
mod allow_list;
mod blocks;
mod callouts;
mod footnotes;
mod headings;
mod labels;
mod links;
mod output;
mod pass;
mod plain_text;
mod quotes;
mod raw_html;
mod sanitise;
mod tables;
mod tags;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Options, Parser};

use super::Body;
use crate::diagnostics::{Diagnostic, Problem, SourceText};
use pass::Pass;

/// How deep blocks, emphasis, links and HTML may be nested; each list is two
/// levels, the list and its item.
const MOST_LEVELS: usize = 100;

/// What a site's Markdown needs to know beyond the text itself.
#[derive(Debug, Clone, Default)]
pub struct MarkdownSettings {
    /// Whether the site is Dutch: the labels of callouts and footnotes.
    pub dutch: bool,
}

/// What is understood beside CommonMark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Parses the body that begins at byte `start` of the file.
pub fn parse_body(
    source: &SourceText,
    start: usize,
    settings: &MarkdownSettings,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let text = source.text().get(start..).unwrap_or_default();
    let mut pass = Pass::new(source, text, start, settings, diagnostics);
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        if !pass.event(event, range.clone(), events.reference_definitions()) {
            let span = source.span(start + range.start..start + range.end);
            diagnostics.push(Diagnostic::new(Problem::TooDeep { most: MOST_LEVELS }, span));
            return Body::default();
        }
    }
    pass.finish()
}
