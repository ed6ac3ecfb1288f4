//! Links and images: holes in the HTML, and what the model needs to fill them.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::addresses;
use super::pass::Pass;
use crate::diagnostics::Problem;
use crate::parse::{HoleKind, Link, LinkKind};

/// A link whose text is being read.
pub(super) struct OpenLink {
    /// Its place in the list of links.
    link: usize,
    /// Where its plain text begins.
    text_start: usize,
    written: Written,
}

/// An image whose alternative text is being read.
pub(super) struct OpenImage {
    link: Link,
    text_start: usize,
    written: Written,
    /// How many tags are open in its alternative text.
    pub(super) nested: usize,
}

/// How a link is written, which says where its address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// `[text](address)`: its place is known when the text has been read.
    Inline,
    /// `[[address]]`: the address stands in for the text.
    WikiWithoutText,
    /// Anything else.
    Otherwise,
}

impl Written {
    fn of(link_type: LinkType) -> Self {
        match link_type {
            LinkType::Inline => Self::Inline,
            LinkType::WikiLink { has_pothole: false } => Self::WikiWithoutText,
            _ => Self::Otherwise,
        }
    }
}

impl Pass<'_> {
    pub(super) fn begin_link(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) {
        self.begin_callout_title();
        let kind = if is_wiki(link_type) { LinkKind::Wiki } else { LinkKind::Link };
        let link = self.new_link(kind, link_type, address, title, &range, definition);
        self.links.push(link);
        self.out.hole(HoleKind::LinkStart, self.last_link());
        self.quiet += 1;
        self.last_end = range.start + 1;
        let written = Written::of(link_type);
        self.link = Some(OpenLink { link: self.links.len() - 1, text_start: self.plain.at(), written });
    }

    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        let Some(open) = self.link.take() else { return };
        self.quiet -= 1;
        let place = self.inline_place(open.written, range);
        let text = self.plain.since(open.text_start);
        let number = u32::try_from(open.link).unwrap_or(u32::MAX);
        let link = &mut self.links[open.link];
        if let Some(place) = place {
            link.range = place;
        }
        if link.kind == LinkKind::Wiki && text.is_empty() {
            let name = readable(&link.address);
            self.out.hole(HoleKind::LinkTitle, number);
            self.plain.push(&name);
        } else {
            link.text = text;
        }
        self.out.hole(HoleKind::LinkEnd, number);
    }

    pub(super) fn begin_image(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) {
        self.begin_callout_title();
        let link = self.new_link(LinkKind::Image, link_type, address, title, &range, definition);
        self.last_end = range.start + 2;
        let text_start = self.plain.at();
        self.image = Some(OpenImage { link, text_start, written: Written::of(link_type), nested: 0 });
    }

    pub(super) fn end_image(&mut self, range: &Range<usize>) {
        let Some(mut image) = self.image.take() else { return };
        if let Some(place) = self.inline_place(image.written, range) {
            image.link.range = place;
        }
        image.link.text = self.plain.since(image.text_start);
        self.add_image(image.link);
    }

    /// Writes an image, and reports it if it has no alternative text.
    pub(super) fn add_image(&mut self, image: Link) {
        if image.text.is_empty() {
            self.report_in_file(Problem::MissingAlt { path: image.address.clone() }, image.range.clone());
        }
        self.links.push(image);
        self.out.hole(HoleKind::Image, self.last_link());
    }

    /// Whether text is not shown because it is the address of a wiki link.
    pub(super) fn hides_text(&self) -> bool {
        let hides = |written| written == Written::WikiWithoutText;
        self.link.as_ref().is_some_and(|link| hides(link.written) && self.image.is_none())
            || self.image.as_ref().is_some_and(|image| hides(image.written))
    }

    /// The number of the link that was added last.
    pub(super) fn last_link(&self) -> u32 {
        u32::try_from(self.links.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    fn new_link(
        &self,
        kind: LinkKind,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: &Range<usize>,
        definition: Option<Range<usize>>,
    ) -> Link {
        let address = match link_type {
            LinkType::Email => format!("mailto:{address}"),
            // In a table the `|` after the address has a backslash before it.
            LinkType::WikiLink { has_pothole: true } => {
                address.strip_suffix('\\').unwrap_or(address).trim().to_owned()
            }
            LinkType::WikiLink { .. } => address.trim().to_owned(),
            _ => address.to_owned(),
        };
        let place = match link_type {
            LinkType::Autolink | LinkType::Email => Some(range.start + 1..range.end.max(range.start + 2) - 1),
            LinkType::WikiLink { .. } => addresses::of_text(self.text, range, &address),
            _ => definition.and_then(|definition| addresses::of_definition(self.text, &definition)),
        };
        let title = (!title.is_empty()).then(|| title.to_owned());
        let range = self.in_file(&place.unwrap_or_else(|| range.clone()));
        Link { kind, address, title, text: String::new(), range }
    }

    /// The place of an address behind the text that was just read.
    fn inline_place(&self, written: Written, range: &Range<usize>) -> Option<Range<usize>> {
        let inline = written == Written::Inline;
        let place = inline.then(|| addresses::of_inline(self.text, range, self.last_end)).flatten()?;
        Some(self.in_file(&place))
    }
}

fn is_wiki(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::WikiLink { .. })
}

/// The name in an address as words: `themas/gedeelde-visie#waarom` becomes
/// `gedeelde visie`. The search sees this where the page shows the title.
fn readable(address: &str) -> String {
    let page = address.split('#').next().unwrap_or_default().trim_end_matches('/');
    page.rsplit('/').next().unwrap_or_default().replace('-', " ")
}
