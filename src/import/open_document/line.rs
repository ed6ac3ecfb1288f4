//! What is within a paragraph.

use super::reader::{Reader, told_text};
use crate::import::document::{Address, Inline, Picture, Script, Style, one_line};
use crate::import::links::{Usable, usable};
use crate::import::note::NoteKind;
use crate::import::package::resolve;
use crate::import::pictures::embedded;
use crate::import::refusal::Refusal;
use crate::import::xml::{Element, Node};

/// More spaces in a row than this mean nothing.
const MOST_SPACES: usize = 16;

/// A line that is being read.
#[derive(Default)]
pub(super) struct Line {
    pub(super) content: Vec<Inline>,
    link: Option<Address>,
    tabs: bool,
}

impl Reader<'_, '_> {
    /// The inlines of a paragraph.
    pub(super) fn line(&mut self, element: &Element, style: Style) -> Vec<Inline> {
        let mut line = Line::default();
        self.inlines(element, style, &mut line);
        if line.tabs {
            self.report.add(NoteKind::Tabs);
        }
        line.content
    }

    fn inlines(&mut self, element: &Element, style: Style, line: &mut Line) {
        for node in &element.nodes {
            match node {
                // A line break in the file is a space in the text.
                Node::Text(text) => {
                    let text: String = text
                        .chars()
                        .filter(|c| *c != '\u{ad}')
                        .map(|c| if c == '\n' { ' ' } else { c })
                        .collect();
                    line.push(Inline::Text(text, style));
                }
                Node::Element(child) => self.inline(child, style, line),
            }
        }
    }

    fn inline(&mut self, element: &Element, style: Style, line: &mut Line) {
        match element.name.as_str() {
            "span" => self.span(element, style, line),
            "a" => {
                let link = element.attribute("href").and_then(|address| self.link(address));
                let outer = std::mem::replace(&mut line.link, link);
                self.inlines(element, style, line);
                line.link = outer;
            }
            "bookmark-ref" | "reference-ref" => {
                let link = element.attribute("ref-name").map(|name| Address::Anchor(name.to_owned()));
                let outer = std::mem::replace(&mut line.link, link);
                self.inlines(element, style, line);
                line.link = outer;
            }
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                line.push(Inline::Text(" ".repeat(count.min(MOST_SPACES)), style));
            }
            "tab" => {
                line.tabs |= !line.content.is_empty();
                line.push(Inline::Text(" ".to_owned(), style));
            }
            "line-break" => line.push(Inline::Break),
            "note" => self.note(element, line),
            "annotation" => self.report.add_text(NoteKind::Comment, one_line(&told_text(element))),
            "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start" => {
                if let Some(name) = element.attribute("name") {
                    line.content.push(Inline::Anchor(name.to_owned()));
                }
            }
            "frame" | "custom-shape" | "g" | "rect" | "line" | "object" => self.drawing(element, line),
            "hidden-text" | "hidden-paragraph" => {
                self.report.add_text(NoteKind::HiddenText, one_line(&told_text(element)));
            }
            "content-control" if element.attribute("showing-place-holder") == Some("true") => {
                self.report.add_text(NoteKind::Prompt, one_line(&told_text(element)));
            }
            "placeholder" => self.report.add_text(NoteKind::Prompt, one_line(&told_text(element))),
            "annotation-end" | "soft-page-break" | "change" | "change-start" | "change-end"
            | "bookmark-end" | "reference-mark-end" => {}
            _ => self.inlines(element, style, line),
        }
    }

    fn span(&mut self, element: &Element, outer: Style, line: &mut Line) {
        let look = self.styles.look("text", element.attribute("style-name"));
        if look.hidden {
            self.report.add_text(NoteKind::HiddenText, one_line(&told_text(element)));
            return;
        }
        if look.underline && line.link.is_none() {
            self.report.add_text(NoteKind::Underline, one_line(&told_text(element)));
        }
        if look.highlight {
            self.report.add_text(NoteKind::Highlight, one_line(&told_text(element)));
        }
        let style = Style {
            bold: outer.bold || look.style.bold,
            italic: outer.italic || look.style.italic,
            strike: outer.strike || look.style.strike,
            code: outer.code || look.style.code,
            script: if look.style.script == Script::Normal { outer.script } else { look.style.script },
        };
        self.inlines(element, style, line);
    }

    fn link(&mut self, address: &str) -> Option<Address> {
        if let Some(anchor) = address.strip_prefix('#') {
            return Some(Address::Anchor(anchor.to_owned()));
        }
        match usable(address) {
            Usable::Yes(url) => Some(Address::Url(url)),
            Usable::No => {
                self.report.add_text(NoteKind::UnusableLink, address);
                None
            }
        }
    }

    fn note(&mut self, element: &Element, line: &mut Line) {
        let Some(body) = element.child("note-body") else { return };
        let place = self.document.notes.len();
        self.document.notes.push(Vec::new());
        self.unread.push((place, body.clone()));
        line.content.push(Inline::Note(place));
    }

    /// A frame with a picture, a text box or something else in it.
    pub(super) fn drawing(&mut self, element: &Element, line: &mut Line) {
        let described = element.child("desc").or_else(|| element.child("title"));
        let description = described.map(|text| one_line(&text.text())).unwrap_or_default();
        let object = element.child("object").or_else(|| element.child("object-ole"));
        if object.is_some() {
            let text = if description.is_empty() { "OLE".to_owned() } else { description.clone() };
            self.report.add_text(NoteKind::Object, text);
        }
        // The same picture may be there in several forms, the best first.
        let images: Vec<&Element> = element.elements().filter(|child| child.name == "image").collect();
        let taken = images.iter().any(|image| self.picture(image, &description, line));
        if !images.is_empty() && !taken {
            self.report.add_text(NoteKind::MissingPicture, description);
        }
        for child in element.elements() {
            match child.name.as_str() {
                "text-box" => {
                    let parts = self.container(child);
                    self.frames.push(parts);
                }
                "frame" | "custom-shape" | "g" => self.drawing(child, line),
                "a" => self.drawing(child, line),
                _ => {}
            }
        }
        let own: Vec<&Element> =
            element.elements().filter(|child| matches!(child.name.as_str(), "p" | "list")).collect();
        if !own.is_empty() {
            let parts = self.container(element);
            self.frames.push(parts);
        }
    }

    fn picture(&mut self, image: &Element, description: &str, line: &mut Line) -> bool {
        let Some(path) = image.attribute("href").and_then(|path| resolve("", path)) else { return false };
        let file = match self.files.get(&path) {
            Some(file) => Some(*file),
            None => match self.package.read(&path) {
                Ok(Some(bytes)) if !bytes.is_empty() => {
                    let file = self.document.files.len();
                    self.document.files.push(embedded(&path, bytes));
                    self.files.insert(path, file);
                    Some(file)
                }
                Ok(_) | Err(Refusal::Broken { .. }) => None,
                Err(failure) => {
                    self.failure.get_or_insert(failure);
                    None
                }
            },
        };
        if let Some(file) = file {
            line.push(Inline::Picture(Picture { file, alternative: description.to_owned() }));
        }
        file.is_some()
    }
}

impl Line {
    fn push(&mut self, inline: Inline) {
        let Some(address) = &self.link else {
            self.content.push(inline);
            return;
        };
        match self.content.last_mut() {
            Some(Inline::Link { address: open, content }) if open == address => content.push(inline),
            _ => self.content.push(Inline::Link { address: address.clone(), content: vec![inline] }),
        }
    }
}
