//! Paragraphs, lists, code blocks and the like.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::pass::Pass;
use crate::parse::HoleKind;

impl Pass<'_> {
    /// A block without anything special.
    pub(super) fn begin_block(&mut self, html: &str) {
        self.plain.block();
        self.out.block(html);
    }

    pub(super) fn end_block(&mut self, html: &str) {
        self.plain.block();
        self.out.markup(html);
    }

    pub(super) fn begin_paragraph(&mut self, range: &Range<usize>) {
        if self.begin_callout_head(range) {
            return;
        }
        self.plain.block();
        self.out.fresh_line();
        self.paragraph = Some((self.out.html.len(), self.out.holes.len()));
        self.out.markup("<p>");
    }

    pub(super) fn end_paragraph(&mut self) {
        self.plain.block();
        if self.end_callout_head() || self.becomes_figure() {
            return;
        }
        self.out.markup("</p>\n");
    }

    /// A paragraph that is one image with a title becomes a figure with a
    /// caption.
    fn becomes_figure(&mut self) -> bool {
        const OPEN: &str = "<p>";
        let Some((start, holes)) = self.paragraph.take() else { return false };
        let [hole] = self.out.holes.get(holes..).unwrap_or_default() else { return false };
        let caption = self.links.get(hole.link as usize).and_then(|link| link.title.clone());
        let Some(caption) = caption else { return false };
        if hole.kind != HoleKind::Image || self.out.html.len() != start + OPEN.len() {
            return false;
        }
        let link = hole.link;
        self.out.holes.pop();
        self.out.html.truncate(start);
        self.out.markup("<figure>");
        self.out.hole(HoleKind::Image, link);
        self.out.markup("<figcaption>");
        self.out.text(&caption, true);
        self.out.markup("</figcaption></figure>\n");
        self.plain.push(&caption);
        self.plain.block();
        true
    }

    pub(super) fn begin_list(&mut self, start: Option<u64>) {
        match start {
            None => self.begin_block("<ul>\n"),
            Some(1) => self.begin_block("<ol>\n"),
            Some(number) => {
                self.begin_block("<ol start=\"");
                self.out.number(number);
                self.out.markup("\">\n");
            }
        }
    }

    /// The box of a task in a list. It cannot be ticked, it only tells.
    pub(super) fn task(&mut self, done: bool) {
        let label = if done { self.labels.done } else { self.labels.to_do };
        self.out.markup("<input type=\"checkbox\" disabled=\"\"");
        if done {
            self.out.markup(" checked=\"\"");
        }
        self.out.markup(" aria-label=\"");
        self.out.attribute(label);
        self.out.markup("\" /> ");
    }

    pub(super) fn begin_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.begin_block("<pre><code");
        if !language.is_empty() {
            self.out.markup(" class=\"language-");
            self.out.attribute(language);
            self.out.markup("\"");
        }
        self.out.markup(">");
        self.in_code_block = true;
    }

    pub(super) fn end_code_block(&mut self) {
        self.in_code_block = false;
        self.end_block("</code></pre>\n");
    }

    pub(super) fn rule(&mut self) {
        self.begin_block("<hr />\n");
    }
}
