//! What one pass over a body knows, and where each event goes.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, RefDefs, Tag, TagEnd};

use super::callouts::CalloutHead;
use super::footnotes::Footnotes;
use super::headings::{Anchors, OpenHeading};
use super::labels::{Labels, labels};
use super::links::{OpenImage, OpenLink};
use super::output::Output;
use super::plain_text::PlainText;
use super::raw_html::RawHtml;
use super::tables::TableState;
use super::{MOST_LEVELS, MarkdownSettings, quotes, sanitise};
use crate::diagnostics::{Diagnostic, Problem, SourceText};
use crate::parse::{Body, Heading, Link};

/// The state of a pass. Each file of this folder adds what it knows about.
pub(super) struct Pass<'a> {
    source: &'a SourceText,
    /// The body; places of events are bytes of it.
    pub(super) text: &'a str,
    /// Where the body begins in the file.
    offset: usize,
    pub(super) labels: &'static Labels,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// What is being written.
    pub(super) out: Output,
    /// What waits until that is written: the text around a heading or footnote.
    pub(super) outer: Vec<Output>,
    pub(super) plain: PlainText,
    pub(super) links: Vec<Link>,
    pub(super) headings: Vec<Heading>,
    pub(super) anchors: Anchors,
    pub(super) footnotes: Footnotes,
    pub(super) raw: RawHtml,
    /// How many tags are open.
    pub(super) depth: usize,
    /// How many headings, links and titles are open: text in them is not
    /// running text.
    pub(super) quiet: usize,
    /// Where the event before this one ended.
    pub(super) last_end: usize,
    pub(super) in_code_block: bool,
    pub(super) heading: Option<OpenHeading>,
    pub(super) link: Option<OpenLink>,
    pub(super) image: Option<OpenImage>,
    pub(super) table: Option<TableState>,
    pub(super) tables: usize,
    /// A quote of which the first event is still to come.
    pub(super) new_quote: bool,
    /// For each open quote whether it is a callout.
    pub(super) quotes: Vec<bool>,
    pub(super) callout_head: Option<CalloutHead>,
    /// Where the `<p>` of the open paragraph stands, and the holes before it.
    pub(super) paragraph: Option<(usize, usize)>,
}

impl<'a> Pass<'a> {
    pub(super) fn new(
        source: &'a SourceText,
        text: &'a str,
        offset: usize,
        settings: &MarkdownSettings,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let mut out = Output::default();
        out.html.reserve(text.len() + text.len() / 4);
        Self {
            source,
            text,
            offset,
            labels: labels(settings.dutch),
            diagnostics,
            out,
            outer: Vec::new(),
            plain: PlainText::new(),
            links: Vec::new(),
            headings: Vec::new(),
            anchors: Anchors::of(text),
            footnotes: Footnotes::default(),
            raw: RawHtml::default(),
            depth: 0,
            quiet: 0,
            last_end: 0,
            in_code_block: false,
            heading: None,
            link: None,
            image: None,
            table: None,
            tables: 0,
            new_quote: false,
            quotes: Vec::new(),
            callout_head: None,
            paragraph: None,
        }
    }

    /// Reads one event; false when the text is nested too deeply.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>, definitions: &RefDefs<'_>) -> bool {
        if self.new_quote {
            self.begin_quote(&event, &range, definitions);
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MOST_LEVELS {
                    return false;
                }
                self.start(tag, range, definitions);
                return true;
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(tag, &range);
            }
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => self.code(&text),
            Event::Html(html) => self.raw.gather(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Rule => self.rule(),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            // Formulas are not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
        }
        self.last_end = range.end;
        self.depth + self.raw.open() <= MOST_LEVELS
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, definitions: &RefDefs<'_>) {
        if let Some(image) = &mut self.image {
            // Only text counts inside an image: it is its alternative text.
            image.nested += 1;
            return;
        }
        match tag {
            Tag::Paragraph => self.begin_paragraph(&range),
            Tag::Heading { level, id, .. } => self.begin_heading(level, id, &range),
            Tag::BlockQuote(_) => self.new_quote = true,
            Tag::CodeBlock(kind) => self.begin_code_block(&kind),
            Tag::HtmlBlock => self.raw.begin_block(),
            Tag::List(start) => self.begin_list(start),
            Tag::Item => self.begin_block("<li>"),
            Tag::DefinitionList => self.begin_block("<dl>\n"),
            Tag::DefinitionListTitle => self.begin_block("<dt>"),
            Tag::DefinitionListDefinition => self.begin_block("<dd>"),
            Tag::FootnoteDefinition(label) => self.begin_footnote(&label),
            Tag::Table(alignments) => self.begin_table(alignments),
            Tag::TableHead => self.begin_table_head(),
            Tag::TableRow => self.begin_table_row(),
            Tag::TableCell => self.begin_table_cell(),
            Tag::Emphasis => self.inline_markup("<em>"),
            Tag::Strong => self.inline_markup("<strong>"),
            Tag::Strikethrough => self.inline_markup("<del>"),
            Tag::Superscript => self.inline_markup("<sup>"),
            Tag::Subscript => self.inline_markup("<sub>"),
            Tag::Link { link_type, dest_url, title, id } => {
                let definition = definition(link_type, &id, definitions);
                self.begin_link(link_type, &dest_url, &title, range, definition);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let definition = definition(link_type, &id, definitions);
                self.begin_image(link_type, &dest_url, &title, range, definition);
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if let Some(image) = &mut self.image
            && image.nested > 0
        {
            image.nested -= 1;
            return;
        }
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.end_quote(),
            TagEnd::CodeBlock => self.end_code_block(),
            TagEnd::HtmlBlock => self.end_html_block(),
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.end_table_row(),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.out.markup("</em>"),
            TagEnd::Strong => self.out.markup("</strong>"),
            TagEnd::Strikethrough => self.out.markup("</del>"),
            TagEnd::Superscript => self.out.markup("</sup>"),
            TagEnd::Subscript => self.out.markup("</sub>"),
            TagEnd::Link => self.end_link(range),
            TagEnd::Image => self.end_image(range),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.in_code_block {
            self.out.text(text, false);
            self.plain.push_lines(text);
            return;
        }
        let text = self.without_marker(text, range);
        if text.is_empty() || self.hides_text() {
            return;
        }
        // The parser set this quote; the source has a straight one.
        let text = match text {
            "‘" | "’" if self.text.as_bytes().get(range.start) == Some(&b'\'') => {
                quotes::single_quote(self.text, range.start)
            }
            text => text,
        };
        if self.image.is_none() {
            self.out.text(text, self.quiet == 0);
        }
        self.plain.push(text);
    }

    fn code(&mut self, text: &str) {
        if self.hides_text() {
            return;
        }
        if self.image.is_none() {
            self.inline_markup("<code>");
            self.out.text(text, false);
            self.out.markup("</code>");
        }
        self.plain.push(text);
    }

    fn line_break(&mut self, html: &str) {
        if self.image.is_none() && !self.ends_callout_head() {
            let start = self.out.at();
            self.out.markup(html);
            if html == "\n" && self.quiet == 0 {
                self.out.running(start);
            }
        }
        self.plain.space();
    }

    /// The opening tag of something within a line.
    pub(super) fn inline_markup(&mut self, html: &str) {
        self.begin_callout_title();
        self.out.markup(html);
    }

    /// Reports what is wrong with some bytes of the body.
    pub(super) fn report(&mut self, problem: Problem, range: &Range<usize>) {
        self.report_in_file(problem, self.in_file(range));
    }

    /// Reports what is wrong with some bytes of the file.
    pub(super) fn report_in_file(&mut self, problem: Problem, range: Range<usize>) {
        self.diagnostics.push(Diagnostic::new(problem, self.source.span(range)));
    }

    /// A place in the body as a place in the file.
    pub(super) fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    /// What the pass has gathered.
    pub(super) fn finish(mut self) -> Body {
        self.end_raw_html();
        self.write_footnotes();
        self.lower_headings();
        if self.raw.any {
            self.out = sanitise::sanitise(&self.out, self.text);
        }
        let (sections, words) = self.plain.finish(&self.headings);
        Body {
            html: self.out.html,
            holes: self.out.holes,
            running_text: self.out.running_text,
            headings: self.headings,
            anchors: self.anchors.into_list(),
            links: self.links,
            sections,
            words,
        }
    }
}

/// Where the definition of a reference link stands.
fn definition(link_type: LinkType, id: &CowStr<'_>, definitions: &RefDefs<'_>) -> Option<Range<usize>> {
    match link_type {
        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
            definitions.get(id).map(|definition| definition.span.clone())
        }
        _ => None,
    }
}
