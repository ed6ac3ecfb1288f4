//! What is drawn: pictures, text boxes, charts, embedded objects.

use super::paragraph::Line;
use super::parts::Target;
use super::reader::{Reader, visible_text};
use crate::import::document::{Inline, Picture, one_line};
use crate::import::note::NoteKind;
use crate::import::refusal::Refusal;
use crate::import::xml::Element;

/// What Word adds to descriptions that it made itself.
const MACHINE_MADE: [&str; 4] = [
    "Automatisch gegenereerde beschrijving",
    "Description automatically generated",
    "Door AI gegenereerde inhoud is mogelijk onjuist.",
    "AI-generated content may be incorrect.",
];

impl Reader<'_, '_> {
    /// `w:drawing`, `w:pict` or `w:object`.
    pub(super) fn drawing(&mut self, element: &Element, line: &mut Line) {
        let description = description_of(element);
        let mut found = false;
        for blip in element.descendants("blip") {
            if let Some(id) = blip.attribute("embed") {
                self.picture(id, &description, line);
                found = true;
            } else if blip.attribute("link").is_some() {
                self.report.add_text(NoteKind::MissingPicture, description.clone());
                found = true;
            }
        }
        for image in element.descendants("imagedata") {
            if let Some(id) = image.attribute("id") {
                let title = image.attribute("title").unwrap_or_default();
                let description = if description.is_empty() { cleaned(title) } else { description.clone() };
                self.picture(id, &description, line);
                found = true;
            }
        }
        for text_box in outermost_text_boxes(element) {
            let frame = self.container(text_box);
            self.frames.push(frame);
            found = true;
        }
        if let Some(kind) = object_kind(element) {
            let text = if description.is_empty() { kind } else { format!("{kind}: {description}") };
            let inside = self.diagram_text(element);
            let text = if inside.is_empty() { text } else { format!("{text}: {inside}") };
            self.report.add_text(NoteKind::Object, text);
        } else if !found {
            let text = one_line(&visible_text(element));
            if !text.is_empty() || !description.is_empty() {
                self.report.add_text(NoteKind::Object, one_line(&format!("{description} {text}")));
            }
        }
    }

    fn picture(&mut self, id: &str, description: &str, line: &mut Line) {
        let part = match self.relations.target(id) {
            Some(Target::Part(part)) => part.clone(),
            Some(Target::External(address)) => {
                let text = if description.is_empty() {
                    address.clone()
                } else {
                    format!("{description}: {address}")
                };
                self.report.add_text(NoteKind::MissingPicture, text);
                return;
            }
            None => {
                self.report.add_text(NoteKind::MissingPicture, description);
                return;
            }
        };
        let file = match self.files.get(&part) {
            Some(file) => Some(*file),
            None => match self.package.read(&part) {
                Ok(Some(bytes)) if !bytes.is_empty() => Some(self.file(&part, bytes)),
                Ok(_) | Err(Refusal::Broken { .. }) => None,
                Err(failure) => {
                    self.failure.get_or_insert(failure);
                    None
                }
            },
        };
        match file {
            Some(file) => {
                let picture = Picture { file, alternative: description.to_owned() };
                self.push(Inline::Picture(picture), line);
            }
            None => self.report.add_text(NoteKind::MissingPicture, description),
        }
    }

    /// The words in a diagram, which stand in a part of their own.
    fn diagram_text(&mut self, element: &Element) -> String {
        let ids = element.descendants("relIds");
        let id = ids.first().and_then(|ids| ids.attribute("dm"));
        let Some(Target::Part(part)) = id.and_then(|id| self.relations.target(id)).cloned() else {
            return String::new();
        };
        let bytes = self.package.read(&part).ok().flatten();
        let root = bytes.and_then(|bytes| crate::import::xml::parse(&bytes, &part).ok());
        let texts = root.map(|root| root.descendants("t").iter().map(|text| text.text()).collect::<Vec<_>>());
        texts.unwrap_or_default().join("; ")
    }
}

/// Text boxes that are in no other: what is in those is read with them.
fn outermost_text_boxes(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        match child.name.as_str() {
            "txbxContent" => found.push(child),
            "AlternateContent" => {
                let chosen = super::body::chosen_alternative(child);
                found.extend(chosen.into_iter().flat_map(outermost_text_boxes));
            }
            _ => found.extend(outermost_text_boxes(child)),
        }
    }
    found
}

/// The alternative text of what is drawn.
fn description_of(element: &Element) -> String {
    let properties = element.descendants("docPr");
    let drawn = properties.first().copied().or_else(|| element.descendants("cNvPr").first().copied());
    let described = drawn.and_then(|drawn| {
        let text = |name: &str| drawn.attribute(name).filter(|text| !text.trim().is_empty());
        text("descr").or_else(|| text("title"))
    });
    let of_shape = || element.descendants("shape").first().and_then(|shape| shape.attribute("alt"));
    described.or_else(of_shape).map(cleaned).unwrap_or_default()
}

fn cleaned(text: &str) -> String {
    let mut text = one_line(text);
    for machine_made in MACHINE_MADE {
        text = text.replace(machine_made, "");
    }
    one_line(&text)
}

/// What is drawn that a page cannot hold.
fn object_kind(element: &Element) -> Option<String> {
    if !element.descendants("chart").is_empty() {
        return Some("grafiek".to_owned());
    }
    if !element.descendants("relIds").is_empty() {
        return Some("SmartArt".to_owned());
    }
    let objects = element.descendants("OLEObject");
    Some(objects.first()?.attribute("ProgID").unwrap_or("OLE").to_owned())
}
