//! The blocks of an OpenDocument text.

use std::collections::BTreeMap;

use super::styles::Styles;
use crate::import::document::{Block, Document, Inline, List, one_line, plain_text};
use crate::import::note::{NoteKind, Report};
use crate::import::package::Package;
use crate::import::refusal::Refusal;
use crate::import::roles::Role;
use crate::import::structure::{self, Part};
use crate::import::xml::Element;

/// Reads one text.
pub(super) struct Reader<'a, 'r> {
    pub(super) package: Package<'a>,
    pub(super) styles: Styles,
    pub(super) report: &'r mut Report,
    pub(super) document: Document,
    pub(super) files: BTreeMap<String, usize>,
    /// The number that each list goes on with.
    next_numbers: BTreeMap<String, u64>,
    /// Text boxes of the paragraph that is being read.
    pub(super) frames: Vec<Vec<Part>>,
    /// The notes that are still to be read.
    pub(super) unread: Vec<(usize, Element)>,
    pub(super) failure: Option<Refusal>,
}

impl<'a, 'r> Reader<'a, 'r> {
    pub(super) fn new(package: Package<'a>, styles: Styles, report: &'r mut Report) -> Self {
        Self {
            package,
            styles,
            report,
            document: Document::default(),
            files: BTreeMap::new(),
            next_numbers: BTreeMap::new(),
            frames: Vec::new(),
            unread: Vec::new(),
            failure: None,
        }
    }

    pub(super) fn document(mut self, text: &Element) -> Result<Document, Refusal> {
        let parts = self.container(text);
        self.document.blocks = structure::blocks(parts);
        while let Some((place, body)) = self.unread.pop() {
            let parts = self.container(&body);
            self.document.notes[place] = structure::blocks(parts);
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.document),
        }
    }

    /// Tells what stands in headers and footers.
    pub(super) fn report_margins(&mut self, styles: Option<&Element>) {
        for page in styles.into_iter().flat_map(|styles| styles.descendants("master-page")) {
            for margin in page
                .elements()
                .filter(|part| part.name.starts_with("header") || part.name.starts_with("footer"))
            {
                let text = one_line(&told_text(margin));
                if !text.is_empty() {
                    self.report.add_text(NoteKind::HeaderFooter, text);
                }
            }
        }
    }

    pub(super) fn container(&mut self, element: &Element) -> Vec<Part> {
        let mut parts = Vec::new();
        for child in element.elements() {
            self.block(child, &mut parts);
        }
        parts
    }

    fn block(&mut self, element: &Element, parts: &mut Vec<Part>) {
        match element.name.as_str() {
            "p" | "h" => self.paragraph(element, parts),
            "list" => {
                if let Some(inside) = only_headings(element) {
                    let style = element.attribute("style-name").unwrap_or_default();
                    if self.styles.level(style, 1).start.is_some() {
                        self.report.add(NoteKind::HeadingNumbers);
                    }
                    inside.into_iter().for_each(|heading| self.paragraph(heading, parts));
                } else {
                    let list = self.list(element, None, 1);
                    parts.push(Part::Block(Block::List(list)));
                }
            }
            "table" => {
                let table = self.table(element);
                parts.extend(table.map(Part::Block));
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "bibliography" => {
                self.report.add_text(NoteKind::TableOfContents, one_line(&told_text(element)));
            }
            "tracked-changes" => {
                for deletion in element.descendants("deletion") {
                    let text = one_line(&told_text(deletion));
                    if !text.is_empty() {
                        self.report.add_text(NoteKind::Deletion, text);
                    }
                }
                for _ in element.descendants("insertion") {
                    self.report.add(NoteKind::Insertion);
                }
            }
            "frame" | "custom-shape" | "g" => {
                let outer = std::mem::take(&mut self.frames);
                let mut line = super::line::Line::default();
                self.drawing(element, &mut line);
                push_text(line.content, parts);
                self.push_frames(outer, parts);
            }
            "sequence-decls"
            | "variable-decls"
            | "forms"
            | "change"
            | "change-start"
            | "change-end"
            | "soft-page-break"
            | "table-of-content-source" => {}
            _ => {
                for child in element.elements() {
                    self.block(child, parts);
                }
            }
        }
    }

    fn push_frames(&mut self, outer: Vec<Vec<Part>>, parts: &mut Vec<Part>) {
        for frame in std::mem::replace(&mut self.frames, outer) {
            let blocks = structure::blocks(frame);
            match only_figure(&blocks) {
                // LibreOffice puts a picture and its caption in a frame.
                true => parts.extend(blocks.into_iter().map(Part::Block)),
                false => {
                    self.report.add(NoteKind::TextBox);
                    parts.push(Part::Block(Block::Quote(blocks)));
                }
            }
        }
    }

    fn paragraph(&mut self, element: &Element, parts: &mut Vec<Part>) {
        let look = self.styles.look("paragraph", element.attribute("style-name"));
        let outer = std::mem::take(&mut self.frames);
        let style = if matches!(look.role, Role::Body | Role::ListParagraph) {
            look.style
        } else {
            Default::default()
        };
        let content = self.line(element, style);
        let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
        match (element.name.as_str(), look.role) {
            (_, Role::Title) => parts.push(Part::Block(Block::Title(content))),
            (_, Role::Subtitle) => parts.push(Part::Block(Block::Subtitle(content))),
            ("h", _) => parts.push(Part::Block(Block::Heading { level: level.unwrap_or(1), content })),
            (_, Role::Heading(level)) => parts.push(Part::Block(Block::Heading { level, content })),
            (_, Role::Quote) => parts.push(Part::QuoteLine(content)),
            (_, Role::Caption) => parts.push(Part::Block(Block::Caption(content))),
            (_, Role::Code) => parts.push(Part::CodeLine(plain_text(&content))),
            (_, Role::Contents) => {
                self.report.add_text(NoteKind::TableOfContents, one_line(&plain_text(&content)));
            }
            _ => push_text(content, parts),
        }
        self.push_frames(outer, parts);
    }

    fn list(&mut self, element: &Element, outer_style: Option<&str>, level: usize) -> List {
        let style = element.attribute("style-name").or(outer_style).unwrap_or_default().to_owned();
        let counting = self.styles.level(&style, level);
        let key = format!("{style} {level}");
        let goes_on = element.attribute("continue-numbering") == Some("true")
            || element.attribute("continue-list").is_some();
        let mut start = counting.start;
        if let (Some(number), true) = (start.as_mut(), goes_on) {
            *number = self.next_numbers.get(&key).copied().unwrap_or(*number);
        }
        let mut list = List { start, items: Vec::new() };
        for item in
            element.elements().filter(|child| matches!(child.name.as_str(), "list-item" | "list-header"))
        {
            let own = item.attribute("start-value").and_then(|number| number.parse().ok());
            if let (Some(own), true) = (own, list.items.is_empty() && start.is_some()) {
                list.start = Some(own);
            }
            if counting.letters {
                self.report.add(NoteKind::LetteredList);
            }
            let mut blocks = Vec::new();
            for child in item.elements() {
                if child.name == "list" {
                    let inner = self.list(child, Some(&style), level + 1);
                    blocks.push(Block::List(inner));
                } else {
                    let mut parts = Vec::new();
                    self.block(child, &mut parts);
                    blocks.extend(structure::blocks(parts));
                }
            }
            if !blocks.is_empty() {
                list.items.push(blocks);
            }
        }
        if let Some(start) = list.start {
            self.next_numbers.insert(key, start.saturating_add(list.items.len() as u64));
        }
        // A list that only holds another is a deeper one.
        match list.items.as_mut_slice() {
            [item] if matches!(item.as_slice(), [Block::List(_)]) => match item.pop() {
                Some(Block::List(inner)) => inner,
                _ => list,
            },
            _ => list,
        }
    }
}

/// The headings of a list that numbers headings and holds nothing else.
fn only_headings(list: &Element) -> Option<Vec<&Element>> {
    let mut headings = Vec::new();
    for item in list.elements() {
        for child in item.elements() {
            match child.name.as_str() {
                "h" => headings.push(child),
                "list" => headings.extend(only_headings(child)?),
                _ => return None,
            }
        }
    }
    (!headings.is_empty()).then_some(headings)
}

fn only_figure(blocks: &[Block]) -> bool {
    let picture = |block: &Block| match block {
        Block::Paragraph(content) => content.iter().any(|inline| matches!(inline, Inline::Picture(_))),
        _ => false,
    };
    blocks.iter().any(picture)
        && blocks.iter().all(|block| picture(block) || matches!(block, Block::Caption(_)))
}

fn push_text(content: Vec<Inline>, parts: &mut Vec<Part>) {
    parts.push(Part::Text { content, indent: 0, list_paragraph: false });
}

/// The text of what is told and not imported.
pub(super) fn told_text(element: &Element) -> String {
    let mut text = String::new();
    for node in &element.nodes {
        match node {
            crate::import::xml::Node::Text(part) => text.push_str(part),
            crate::import::xml::Node::Element(child) => match child.name.as_str() {
                "creator"
                | "creator-initials"
                | "date"
                | "date-string"
                | "change-info"
                | "table-of-content-source" => {}
                "tab" | "s" | "line-break" => text.push(' '),
                _ => {
                    text.push_str(&told_text(child));
                    if matches!(child.name.as_str(), "p" | "h") {
                        text.push(' ');
                    }
                }
            },
        }
    }
    text
}
