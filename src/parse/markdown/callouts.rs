//! Callouts: a quote that begins with `[!LES]` and the like.
//!
//! The marker is looked for in the source of the quote's first paragraph. It
//! stands alone on its line or with a title after it.

use std::ops::Range;

use pulldown_cmark::{Event, RefDefs, Tag};

use super::pass::Pass;

/// A kind of callout: the class it gets, how authors write it, what readers
/// see in Dutch and in English.
struct Kind {
    class: &'static str,
    names: &'static [&'static str],
    dutch: &'static str,
    english: &'static str,
}

static KINDS: [Kind; 8] = [
    Kind { class: "les", names: &["les", "lesson"], dutch: "Les", english: "Lesson" },
    Kind { class: "tip", names: &["tip"], dutch: "Tip", english: "Tip" },
    Kind { class: "let-op", names: &["let op", "let-op", "letop"], dutch: "Let op", english: "Take note" },
    Kind { class: "voorbeeld", names: &["voorbeeld", "example"], dutch: "Voorbeeld", english: "Example" },
    Kind { class: "note", names: &["note", "opmerking"], dutch: "Opmerking", english: "Note" },
    Kind {
        class: "important",
        names: &["important", "belangrijk"],
        dutch: "Belangrijk",
        english: "Important",
    },
    Kind { class: "warning", names: &["warning", "waarschuwing"], dutch: "Waarschuwing", english: "Warning" },
    Kind { class: "caution", names: &["caution", "pas op"], dutch: "Pas op", english: "Caution" },
];

/// The class of a callout's first line.
pub(super) const LABEL_CLASS: &str = "callout-label";

/// The first line of a callout while it is being read.
pub(super) struct CalloutHead {
    kind: &'static Kind,
    /// Where the marker ends.
    marker_end: usize,
    /// How deep its paragraph is: a line break there ends the head.
    depth: usize,
    /// Whether a title follows the marker.
    titled: bool,
}

/// The kind of the marker that stands at byte `at`, and where it ends.
fn marker(text: &str, at: usize) -> Option<(&'static Kind, usize)> {
    let rest = text.get(at..)?.strip_prefix("[!")?;
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let (name, after) = line.split_once(']')?;
    if after.starts_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let same = |known: &str| known.eq_ignore_ascii_case(name.trim());
    let kind = KINDS.iter().find(|kind| kind.names.iter().any(|known| same(known)))?;
    Some((kind, at + "[!".len() + name.len() + "]".len()))
}

impl Pass<'_> {
    /// Writes the beginning of a quote when its first event is known: only
    /// then it can be told from a callout.
    pub(super) fn begin_quote(&mut self, first: &Event<'_>, range: &Range<usize>, definitions: &RefDefs<'_>) {
        self.new_quote = false;
        self.plain.block();
        let found = match first {
            Event::Start(Tag::Paragraph) => marker(self.text, range.start),
            _ => None,
        };
        // `[!LES]` can be a link, if the text defines it as one.
        let found = found.filter(|(_, end)| definitions.get(&self.text[range.start + 1..end - 1]).is_none());
        self.quotes.push(found.is_some());
        match found {
            None => self.out.block("<blockquote>\n"),
            Some((kind, marker_end)) => {
                self.out.block("<aside class=\"callout callout-");
                self.out.markup(kind.class);
                self.out.markup("\" role=\"note\">\n");
                // The paragraph that begins now is one level deeper.
                let depth = self.depth + 1;
                self.callout_head = Some(CalloutHead { kind, marker_end, depth, titled: false });
            }
        }
    }

    pub(super) fn end_quote(&mut self) {
        let callout = self.quotes.pop().unwrap_or_default();
        self.end_block(if callout { "</aside>\n" } else { "</blockquote>\n" });
    }

    /// Writes the label in the place of the paragraph's beginning; false if
    /// this paragraph does not begin a callout.
    pub(super) fn begin_callout_head(&mut self, range: &Range<usize>) -> bool {
        let Some(head) = &self.callout_head else { return false };
        if range.start > head.marker_end {
            return false;
        }
        self.out.block("<p class=\"");
        self.out.markup(LABEL_CLASS);
        self.out.markup("\">");
        self.out.markup(if self.labels.dutch { head.kind.dutch } else { head.kind.english });
        self.quiet += 1;
        true
    }

    /// What is left of a text when the marker is taken off.
    pub(super) fn without_marker<'t>(&mut self, text: &'t str, range: &Range<usize>) -> &'t str {
        let Some(head) = &self.callout_head else { return text };
        let marker = head.marker_end.saturating_sub(range.start);
        let rest = if range.end <= head.marker_end { "" } else { text.get(marker..).unwrap_or(text) };
        let rest = if head.titled { rest } else { rest.trim_start() };
        if !rest.is_empty() {
            self.begin_callout_title();
        }
        rest
    }

    /// Something stands on the marker's line: the title.
    pub(super) fn begin_callout_title(&mut self) {
        if let Some(head) = &mut self.callout_head
            && !head.titled
        {
            head.titled = true;
            self.out.markup(": <span class=\"callout-title\">");
        }
    }

    /// Whether a line break ends the head of a callout; the text after it
    /// begins a paragraph.
    pub(super) fn ends_callout_head(&mut self) -> bool {
        if self.callout_head.as_ref().is_none_or(|head| head.depth != self.depth) {
            return false;
        }
        self.end_callout_head();
        self.plain.block();
        self.paragraph = Some((self.out.html.len(), self.out.holes.len()));
        self.out.markup("<p>");
        true
    }

    /// Ends the head of a callout; false if none is open.
    pub(super) fn end_callout_head(&mut self) -> bool {
        let Some(head) = self.callout_head.take() else { return false };
        self.quiet -= 1;
        self.out.markup(if head.titled { "</span></p>\n" } else { "</p>\n" });
        true
    }
}
