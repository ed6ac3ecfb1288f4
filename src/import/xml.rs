//! XML → a tree of elements, with limits. There is no document type, so no
//! entity can be declared and expand into anything.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use super::refusal::Refusal;

/// How deep elements may be nested: a table in a table in a table is some
/// forty levels.
const MOST_LEVELS: usize = 200;
/// The most elements and texts of one part.
const MOST_NODES: usize = 4_000_000;

/// The vocabulary that a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML.
    Word,
    /// Mathematics in Office documents.
    Math,
    /// Relationships, in attributes.
    Relations,
    /// DrawingML and what belongs to it.
    Drawing,
    /// Anything else.
    Other,
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    /// The vocabulary of its name.
    pub(super) space: Space,
    /// The name without prefix.
    pub(super) name: String,
    /// Names without prefix and values, in order.
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) nodes: Vec<Node>,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// Whether this is the element of this name in WordprocessingML.
    pub(super) fn is_word(&self, name: &str) -> bool {
        self.space == Space::Word && self.name == name
    }

    /// The attribute of this name, without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The attribute `val` of the first element of this name in it.
    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Every element of this name in it, at any depth, in order.
    pub(super) fn descendants<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.gather(name, found);
        }
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.push_text(text),
                Node::Text(part) => text.push_str(part),
            }
        }
    }
}

/// Parses a part; `name` is what it is called in messages.
pub(super) fn parse(bytes: &[u8], name: &str) -> Result<Element, Refusal> {
    let broken = || Refusal::Broken { part: name.to_owned() };
    let text = decode(bytes).ok_or_else(broken)?;
    let mut reader = NsReader::from_str(&text);
    let mut open: Vec<Element> = Vec::new();
    let mut nodes = 0usize;
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        nodes += 1;
        if nodes > MOST_NODES {
            return Err(Refusal::TooLarge);
        }
        let closed = match event {
            Event::Start(start) => {
                if open.len() >= MOST_LEVELS {
                    return Err(Refusal::TooDeep);
                }
                open.push(element(&start, reader.resolver()).ok_or_else(broken)?);
                continue;
            }
            Event::Empty(start) => element(&start, reader.resolver()).ok_or_else(broken)?,
            Event::End(_) => open.pop().ok_or_else(broken)?,
            Event::Text(text) => {
                push_text(&mut open, &text.xml_content(XmlVersion::Implicit1_0));
                continue;
            }
            Event::CData(data) => {
                push_text(&mut open, &data.xml_content(XmlVersion::Implicit1_0));
                continue;
            }
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().map_err(|_| broken())? {
                    Some(character) => character,
                    None => predefined(&reference).ok_or_else(broken)?,
                };
                push_text(&mut open, character.encode_utf8(&mut [0; 4]));
                continue;
            }
            Event::DocType(_) | Event::Eof => return Err(broken()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(closed)),
            None => return Ok(closed),
        }
    }
}

fn element(start: &BytesStart<'_>, resolver: &NamespaceResolver) -> Option<Element> {
    let (namespace, name) = resolver.resolve_element(start.name());
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let name = attribute.key.local_name().into_inner().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((name, value));
    }
    Some(Element {
        space: space_of(&namespace),
        name: name.into_inner().to_owned(),
        attributes,
        nodes: Vec::new(),
    })
}

/// The transitional and the strict form of the standard have names of their
/// own for the same.
fn space_of(namespace: &ResolveResult<'_>) -> Space {
    let ResolveResult::Bound(namespace) = namespace else { return Space::Other };
    match namespace.as_ref() {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Space::Relations,
        other if other.contains("drawingml") => Space::Drawing,
        _ => Space::Other,
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else { return };
    if let Some(Node::Text(before)) = element.nodes.last_mut() {
        before.push_str(text);
    } else {
        element.nodes.push(Node::Text(text.to_owned()));
    }
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
fn decode(bytes: &[u8]) -> Option<String> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    let (text, _, wrong) = encoding.decode(bytes);
    (!wrong).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn entities_of_ones_own_are_refused() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY b "xxxxxxxx"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>"#;
        assert!(parse(bomb.as_bytes(), "a").is_err());
        assert!(parse(b"<a>&c;</a>", "a").is_err());
        assert_eq!(parse(b"<a>&lt;&#233;&amp; x</a>", "a").unwrap().text(), "<é& x");
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let deep = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
        assert_eq!(parse(deep(100_000).as_bytes(), "a"), Err(Refusal::TooDeep));
        assert!(parse(deep(150).as_bytes(), "a").is_ok());
        assert!(parse(b"<a><b></a>", "a").is_err());
        assert!(parse(b"<a>", "a").is_err());
    }
}
