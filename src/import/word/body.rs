//! The blocks of a text.

use super::paragraph::ParagraphProperties;
use super::reader::{Reader, visible_text};
use crate::import::document::{Block, Inline, is_blank, one_line, plain_text};
use crate::import::note::NoteKind;
use crate::import::roles::Role;
use crate::import::structure::{self, Part};
use crate::import::xml::Element;

impl Reader<'_, '_> {
    /// All blocks in an element.
    pub(super) fn container(&mut self, element: &Element) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut joined = Vec::new();
        self.blocks_of(element, &mut parts, &mut joined);
        if !joined.is_empty() {
            parts.push(Part::Block(Block::Paragraph(joined)));
        }
        parts
    }

    /// `joined` is the text of a paragraph whose end was deleted: it goes on
    /// in the next one.
    fn blocks_of(&mut self, element: &Element, parts: &mut Vec<Part>, joined: &mut Vec<Inline>) {
        for child in element.elements() {
            match child.name.as_str() {
                "p" => self.paragraph_block(child, parts, joined),
                "tbl" => {
                    let table = self.table(child);
                    parts.extend(table.map(Part::Block));
                }
                "sdt" => self.content_control(child, parts, joined),
                "AlternateContent" => {
                    if let Some(chosen) = chosen_alternative(child) {
                        self.blocks_of(chosen, parts, joined);
                    }
                }
                "altChunk" => self.report.add(NoteKind::EmbeddedDocument),
                "bookmarkStart" => {
                    if let Some(name) = child.attribute("name") {
                        joined.push(Inline::Anchor(name.to_owned()));
                    }
                }
                "commentRangeStart" | "commentRangeEnd" => self.comment_mark(child),
                "del" | "moveFrom" => self.deleted(child),
                "ins" => {
                    self.report.add(NoteKind::Insertion);
                    self.blocks_of(child, parts, joined);
                }
                "sectPr" | "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr" => {}
                "r" | "hyperlink" | "fldSimple" => {
                    // A line without a paragraph around it: no program writes
                    // this, but it is text.
                    let content = self.line(element);
                    parts.push(Part::Block(Block::Paragraph(content)));
                    return;
                }
                _ => self.blocks_of(child, parts, joined),
            }
        }
    }

    fn paragraph_block(&mut self, element: &Element, parts: &mut Vec<Part>, joined: &mut Vec<Inline>) {
        let properties = ParagraphProperties::read(element, &self.styles);
        let outer_frames = std::mem::take(&mut self.frames);
        let mut content = std::mem::take(joined);
        content.extend(self.line_of(element, &properties));
        if properties.end_is_deleted {
            *joined = content;
        } else {
            parts.extend(self.part_of(content, &properties));
        }
        for frame in std::mem::replace(&mut self.frames, outer_frames) {
            self.report.add(NoteKind::TextBox);
            parts.push(Part::Block(Block::Quote(structure::blocks(frame))));
        }
        if properties.border_below && is_rule(parts.last()) {
            parts.pop();
            parts.push(Part::Block(Block::Rule));
        }
    }

    /// What a paragraph is.
    fn part_of(&mut self, content: Vec<Inline>, properties: &ParagraphProperties) -> Option<Part> {
        let counted = self.item_of(properties);
        let block = match properties.role {
            Role::Contents => {
                let text = one_line(&plain_text(&content));
                if !text.is_empty() {
                    self.report.add_text(NoteKind::TableOfContents, text);
                }
                return None;
            }
            Role::Title => Block::Title(content),
            Role::Subtitle => Block::Subtitle(content),
            Role::Heading(level) => {
                if counted.is_some_and(|item| item.number.is_some()) && !is_blank(&content) {
                    self.report.add(NoteKind::HeadingNumbers);
                }
                Block::Heading { level, content }
            }
            Role::Caption => Block::Caption(content),
            Role::Code => return Some(Part::CodeLine(plain_with_breaks(&content))),
            Role::Quote => return Some(Part::QuoteLine(content)),
            Role::ListParagraph | Role::Body => {
                return Some(match counted {
                    Some(item) => Part::Item { item, content },
                    None => Part::Text {
                        content,
                        indent: properties.indent.unwrap_or(0),
                        list_paragraph: properties.role == Role::ListParagraph,
                    },
                });
            }
        };
        Some(Part::Block(block))
    }

    fn content_control(&mut self, element: &Element, parts: &mut Vec<Part>, joined: &mut Vec<Inline>) {
        let Some(content) = element.child("sdtContent") else { return };
        let properties = element.child("sdtPr");
        let gallery = properties
            .and_then(|properties| properties.child("docPartObj"))
            .and_then(|part| part.value_of("docPartGallery"));
        if gallery == Some("Table of Contents") {
            self.report.add_text(NoteKind::TableOfContents, one_line(&visible_text(content)));
        } else if is_prompt(element) {
            self.prompt(content);
        } else {
            self.blocks_of(content, parts, joined);
        }
    }

    /// The prompt of a form field that nobody filled in.
    pub(super) fn prompt(&mut self, content: &Element) {
        self.report.add_text(NoteKind::Prompt, one_line(&visible_text(content)));
    }

    /// Text that was deleted with changes tracked.
    pub(super) fn deleted(&mut self, element: &Element) {
        let text = one_line(&visible_text(element));
        // What was moved stands elsewhere.
        if element.name == "del" && !text.is_empty() {
            self.report.add_text(NoteKind::Deletion, text);
        }
    }

    /// A comment begins or ends.
    pub(super) fn comment_mark(&mut self, element: &Element) {
        if let Some(id) = element.attribute("id") {
            self.comment_range(id, element.name == "commentRangeStart");
        }
    }
}

/// Whether a content control shows its prompt.
pub(super) fn is_prompt(element: &Element) -> bool {
    let properties = element.child("sdtPr");
    properties.and_then(|properties| properties.child("showingPlcHdr")).is_some_and(super::styles::is_on)
}

/// The first alternative with anything that can be read.
pub(super) fn chosen_alternative(element: &Element) -> Option<&Element> {
    let readable = |alternative: &&Element| {
        ["blip", "txbxContent", "t", "chart", "relIds", "imagedata"]
            .iter()
            .any(|name| !alternative.descendants(name).is_empty())
    };
    element.elements().find(readable).or_else(|| element.elements().next())
}

fn is_rule(part: Option<&Part>) -> bool {
    matches!(part, Some(Part::Text { content, .. }) if is_blank(content))
}

fn plain_with_breaks(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Break => text.push('\n'),
            inline => text.push_str(&plain_text(std::slice::from_ref(inline))),
        }
    }
    text
}
