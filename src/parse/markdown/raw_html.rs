//! HTML in Markdown, tag by tag: links and images are taken up like
//! Markdown's own, what may not stay is left out and reported.

use std::collections::BTreeSet;
use std::mem;
use std::ops::Range;

use html_escape::decode_html_entities;

use super::allow_list;
use super::pass::Pass;
use super::tags::{Attribute, OpenTag, Piece, Pieces};
use crate::diagnostics::Problem;
use crate::parse::{HoleKind, Link, LinkKind};

const COMMENT: &str = "<!--";

/// What is known about a body's raw HTML.
#[derive(Default)]
pub(super) struct RawHtml {
    /// Whether there is any tag.
    pub(super) any: bool,
    /// The block that is being read.
    block: Block,
    /// How many elements are open.
    open: usize,
    /// The `<a>` that are open; those with an address have a link and the
    /// place where their plain text begins.
    anchors: Vec<Option<(u32, usize)>>,
    /// What was reported.
    reported: BTreeSet<String>,
}

/// Raw HTML and where it stands in the body: its lines need not follow upon
/// each other, as in a quote.
#[derive(Default)]
struct Block {
    html: String,
    /// Where each line begins in the block and in the body.
    lines: Vec<(usize, usize)>,
}

impl Block {
    /// The bytes of the body that a part of the block stands for.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        self.place_of(range.start)..self.place_of(range.end.max(range.start + 1) - 1) + 1
    }

    fn place_of(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, place)| place + (at - start))
    }
}

impl RawHtml {
    pub(super) fn begin_block(&mut self) {
        self.block = Block::default();
    }

    /// Takes up a line of a block.
    pub(super) fn gather(&mut self, html: &str, place: usize) {
        self.block.lines.push((self.block.html.len(), place));
        self.block.html.push_str(html);
    }

    /// How many elements are open.
    pub(super) fn open(&self) -> usize {
        self.open
    }
}

impl Pass<'_> {
    pub(super) fn inline_html(&mut self, html: &str, place: usize) {
        if self.image.is_some() || self.hides_text() {
            return;
        }
        self.begin_callout_title();
        self.raw_html(&Block { html: html.to_owned(), lines: vec![(0, place)] });
    }

    pub(super) fn end_html_block(&mut self) {
        let block = mem::take(&mut self.raw.block);
        if block.html.starts_with(COMMENT) && !block.html.contains("-->") {
            // All that follows is gone from the page.
            self.left_out("!--".to_owned(), block.place(&(0..COMMENT.len())));
        }
        self.plain.block();
        self.raw_html(&block);
        self.plain.block();
    }

    fn raw_html(&mut self, block: &Block) {
        let mut pieces = Pieces::of(&block.html);
        while let Some(piece) = pieces.next() {
            self.raw.any |= matches!(piece, Piece::Open(_) | Piece::Close(_));
            match piece {
                Piece::Text(text) => self.raw_text(text),
                Piece::Open(tag) => {
                    if allow_list::is_left_out_whole(&tag.name) {
                        pieces.skip_element(&tag.name);
                    }
                    self.open_tag(&tag, block);
                }
                Piece::Close(name) => self.close_tag(&name),
                Piece::Other => {}
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        // What looks like the beginning of a tag is text here.
        self.out.markup(&text.replace('<', "&lt;"));
        self.plain.push_lines(&decode_html_entities(text));
    }

    fn open_tag(&mut self, tag: &OpenTag<'_>, block: &Block) {
        let Some(own) = allow_list::attributes_of(&tag.name) else {
            self.left_out(tag.name.clone(), block.place(&tag.range));
            return;
        };
        if allow_list::is_block(&tag.name) {
            self.plain.block();
        } else if tag.name == "br" {
            self.plain.space();
        }
        for attribute in &tag.attributes {
            if !own.contains(&attribute.name.as_str()) && !allow_list::is_allowed_everywhere(&attribute.name)
            {
                self.left_out(format!("{} {}", tag.name, attribute.name), block.place(&attribute.range));
            }
        }
        match tag.name.as_str() {
            "img" => self.raw_image(tag, block),
            "a" => self.raw_anchor(tag, block),
            _ => self.write_tag(tag, own, block),
        }
        if !allow_list::is_void(&tag.name) && !allow_list::closes_by_itself(&tag.name) {
            self.raw.open += 1;
        }
    }

    fn write_tag(&mut self, tag: &OpenTag<'_>, own: &[&str], block: &Block) {
        self.out.markup("<");
        self.out.markup(&tag.name);
        for attribute in &tag.attributes {
            let name = attribute.name.as_str();
            let allowed = own.contains(&name) || allow_list::is_allowed_everywhere(name);
            if allowed && (name != "id" || self.raw_id(attribute, block)) {
                self.out.markup(" ");
                self.out.markup(name);
                self.out.markup("=\"");
                self.out.attribute(&decode_html_entities(attribute.value));
                self.out.markup("\"");
            }
        }
        self.out.markup(">");
    }

    fn close_tag(&mut self, name: &str) {
        if allow_list::attributes_of(name).is_none() || allow_list::is_void(name) {
            return;
        }
        if allow_list::is_block(name) {
            self.plain.block();
        }
        if !allow_list::closes_by_itself(name) {
            self.raw.open = self.raw.open.saturating_sub(1);
        }
        if name == "a" {
            self.close_anchor();
        } else {
            self.out.markup("</");
            self.out.markup(name);
            self.out.markup(">");
        }
    }

    /// `<a href>` becomes a link; without an address it may carry an id.
    fn raw_anchor(&mut self, tag: &OpenTag<'_>, block: &Block) {
        let Some(href) = tag.attribute("href") else {
            self.write_tag(tag, &[], block);
            self.raw.anchors.push(None);
            return;
        };
        if let Some(id) = tag.attribute("id")
            && self.raw_id(id, block)
        {
            self.out.markup("<span id=\"");
            self.out.attribute(&decode_html_entities(id.value));
            self.out.markup("\"></span>");
        }
        let link = self.raw_link(LinkKind::Link, href, tag, String::new(), block);
        self.links.push(link);
        let number = self.last_link();
        self.out.hole(HoleKind::LinkStart, number);
        self.raw.anchors.push(Some((number, self.plain.at())));
    }

    fn close_anchor(&mut self) {
        match self.raw.anchors.pop() {
            None => {}
            Some(None) => self.out.markup("</a>"),
            Some(Some((number, start))) => {
                let text = self.plain.since(start);
                if let Some(link) = self.links.get_mut(number as usize) {
                    link.text = text;
                }
                self.out.hole(HoleKind::LinkEnd, number);
            }
        }
    }

    fn raw_image(&mut self, tag: &OpenTag<'_>, block: &Block) {
        let Some(source) = tag.attribute("src") else {
            self.left_out(tag.name.clone(), block.place(&tag.range));
            return;
        };
        let alt = tag.attribute("alt").map_or(String::new(), |alt| decoded(alt.value));
        self.plain.push(&alt);
        let image = self.raw_link(LinkKind::Image, source, tag, alt, block);
        self.add_image(image);
    }

    fn raw_link(
        &self,
        kind: LinkKind,
        address: &Attribute<'_>,
        tag: &OpenTag<'_>,
        text: String,
        block: &Block,
    ) -> Link {
        let title = tag.attribute("title").map(|title| decoded(title.value));
        Link {
            kind,
            address: decoded(address.value),
            title: title.filter(|title| !title.is_empty()),
            text,
            range: self.in_file(&block.place(&address.range)),
        }
    }

    /// Whether the page can have this id.
    fn raw_id(&mut self, id: &Attribute<'_>, block: &Block) -> bool {
        let name = decode_html_entities(id.value);
        !name.is_empty() && !name.contains(char::is_whitespace) && {
            let place = block.place(&id.range);
            self.accepts_id(&name, &place)
        }
    }

    /// Reports what is left out, once a name.
    fn left_out(&mut self, element: String, place: Range<usize>) {
        if self.raw.reported.insert(element.clone()) {
            self.report(Problem::UnsafeHtml { element }, &place);
        }
    }

    /// Closes the links that nobody closed.
    pub(super) fn end_raw_html(&mut self) {
        while !self.raw.anchors.is_empty() {
            self.close_anchor();
        }
    }
}

fn decoded(value: &str) -> String {
    decode_html_entities(value).trim().to_owned()
}
