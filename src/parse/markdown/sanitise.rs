//! A body with raw HTML goes as a whole through the allow-list, parsed as
//! browsers parse: half a table in one place and its end in another cannot be
//! judged apart.
//!
//! Holes go in as elements with a marker, and are found again by it. The
//! marker's value is made from a hash of the body, which a text cannot hold
//! of itself.

use super::allow_list::{MARKER, SANITISER};
use super::callouts::LABEL_CLASS;
use super::output::Output;
use super::tags::{OpenTag, Piece, Pieces};
use crate::parse::HoleKind;

/// The output as the sanitiser leaves it. `body` is the Markdown.
pub(super) fn sanitise(out: &Output, body: &str) -> Output {
    let key = blake3::hash(body.as_bytes()).to_hex();
    let clean = SANITISER.clean(&with_markers(out, &key)).to_string();
    Reader { html: &clean, key: &key, out: Output::default(), anchors: Vec::new(), label: false, quiet: 0 }
        .read()
}

fn with_markers(out: &Output, key: &str) -> String {
    let mut html = String::with_capacity(out.html.len() + out.holes.len() * 100);
    let mut from = 0;
    for hole in &out.holes {
        let at = hole.at as usize;
        html.push_str(&out.html[from..at]);
        from = at;
        let link = hole.link;
        match hole.kind {
            HoleKind::LinkStart => html.push_str(&format!("<a {MARKER}=\"{key}-{link}\">")),
            HoleKind::LinkTitle => html.push_str(&format!("<span {MARKER}=\"{key}-{link}\"></span>")),
            HoleKind::LinkEnd => html.push_str("</a>"),
            HoleKind::Image => html.push_str(&format!("<img {MARKER}=\"{key}-{link}\">")),
        }
    }
    html.push_str(&out.html[from..]);
    html
}

/// Copies clean HTML and turns markers into holes again.
struct Reader<'a> {
    html: &'a str,
    key: &'a str,
    out: Output,
    /// For each open `<a>` the link that it is.
    anchors: Vec<Option<u32>>,
    /// Whether the label of a callout is open.
    label: bool,
    /// How many elements are open whose text is not running text.
    quiet: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Output {
        let mut pieces = Pieces::of(self.html);
        let mut from = 0;
        while let Some(piece) = pieces.next() {
            let written = &self.html[from..pieces.at()];
            match piece {
                Piece::Text(_) => {
                    let start = self.out.at();
                    self.out.markup(written);
                    if self.quiet == 0 && !self.label {
                        self.out.running(start);
                    }
                }
                Piece::Open(tag) => {
                    if self.open(&tag, written) {
                        pieces.skip_element(&tag.name);
                    }
                }
                Piece::Close(name) => self.close(&name, written),
                Piece::Other => {}
            }
            from = pieces.at();
        }
        self.out
    }

    /// Writes an opening tag or the hole that it stands for; true if the
    /// whole element stands for it.
    fn open(&mut self, tag: &OpenTag<'_>, written: &str) -> bool {
        let name = tag.name.as_str();
        self.quiet += usize::from(is_quiet(name));
        self.label |= tag.attribute("class").is_some_and(|class| class.value == LABEL_CLASS);
        let link = self.link(tag);
        if name == "a" {
            self.anchors.push(link);
        }
        match (name, link) {
            ("a", Some(link)) => self.out.hole(HoleKind::LinkStart, link),
            ("img", Some(link)) => self.out.hole(HoleKind::Image, link),
            ("span", Some(link)) => self.out.hole(HoleKind::LinkTitle, link),
            _ => self.out.markup(written),
        }
        name == "span" && link.is_some()
    }

    fn close(&mut self, name: &str, written: &str) {
        self.quiet -= usize::from(is_quiet(name)).min(self.quiet);
        self.label &= name != "p";
        let link = if name == "a" { self.anchors.pop().flatten() } else { None };
        match link {
            Some(link) => self.out.hole(HoleKind::LinkEnd, link),
            None => self.out.markup(written),
        }
    }

    /// The link that a tag was put in for.
    fn link(&self, tag: &OpenTag<'_>) -> Option<u32> {
        tag.attribute(MARKER)?.value.strip_prefix(self.key)?.strip_prefix('-')?.parse().ok()
    }
}

/// Whether an element's text is no running text.
fn is_quiet(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr" | "code" | "dfn" | "h2" | "h3" | "h4" | "h5" | "h6" | "kbd" | "pre" | "samp" | "var"
    )
}
