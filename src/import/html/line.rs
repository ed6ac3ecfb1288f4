//! What is within a line.

use super::reader::{Look, Reader};
use super::tree::{Content, NodeId};
use super::word_page;
use crate::import::document::{Address, Inline, Picture, Script, Style, one_line};
use crate::import::links::{Usable, usable};
use crate::import::note::NoteKind;
use crate::import::pictures::{beside_name, embedded, is_beside};

impl Reader<'_, '_> {
    pub(super) fn line_of(&mut self, node: NodeId) -> Vec<Inline> {
        let mut line = Vec::new();
        if let Some(id) = self.tree.attribute(node, "id") {
            line.push(Inline::Anchor(id.to_owned()));
        }
        self.inlines(node, &Look::default(), &mut line);
        line
    }

    pub(super) fn inlines(&mut self, node: NodeId, look: &Look, line: &mut Vec<Inline>) {
        let tree = self.tree;
        for child in tree.nodes[node].children.iter().copied() {
            match &tree.nodes[child].content {
                Content::Text(text) => self.push_text(text, look, line),
                Content::Element { .. } => self.inline(child, look, line),
                Content::Other => {}
            }
        }
    }

    pub(super) fn inline(&mut self, node: NodeId, look: &Look, line: &mut Vec<Inline>) {
        let tree = self.tree;
        if word_page::is_list_mark(tree, node) {
            return;
        }
        match tree.name(node) {
            "br" => self.push(Inline::Break, look, line),
            "img" => self.picture(node, look, line),
            "script" | "style" | "template" | "noscript" => {}
            "svg" | "math" | "iframe" | "object" | "embed" | "video" | "audio" | "canvas" => {
                self.unusable(node)
            }
            "input" | "select" | "textarea" | "button" => {
                let name = tree.name(node);
                let text = one_line(&tree.text(node));
                self.report.add_text(NoteKind::UnusableHtml, one_line(&format!("<{name}> {text}")));
            }
            _ => {
                if let Some(id) = tree.attribute(node, "id").or_else(|| tree.attribute(node, "name")) {
                    line.push(Inline::Anchor(id.to_owned()));
                }
                let look = self.look_of(node, look);
                self.inlines(node, &look, line);
            }
        }
    }

    pub(super) fn look_of(&mut self, node: NodeId, outer: &Look) -> Look {
        let mut look = outer.clone();
        let style = &mut look.style;
        match self.tree.name(node) {
            "b" | "strong" => style.bold = true,
            "i" | "em" | "cite" | "dfn" => style.italic = true,
            "s" | "strike" | "del" => style.strike = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "sup" => style.script = Script::Superscript,
            "sub" => style.script = Script::Subscript,
            "u" => self.report.add_text(NoteKind::Underline, one_line(&self.tree.text(node))),
            "mark" => self.report.add_text(NoteKind::Highlight, one_line(&self.tree.text(node))),
            "a" => {
                if let Some(address) = self.tree.attribute(node, "href") {
                    look.link = self.link(address);
                }
            }
            "span" | "font" => {
                let css = self.tree.attribute(node, "style").unwrap_or_default().to_ascii_lowercase();
                let css: String = css.chars().filter(|c| !c.is_whitespace()).collect();
                style.bold |= css.contains("font-weight:bold") || css.contains("font-weight:700");
                style.italic |= css.contains("font-style:italic");
                style.strike |= css.contains("text-decoration:line-through");
            }
            _ => {}
        }
        look
    }

    fn link(&mut self, address: &str) -> Option<Address> {
        if let Some(anchor) = address.trim().strip_prefix('#') {
            return (!anchor.is_empty()).then(|| Address::Anchor(anchor.to_owned()));
        }
        match usable(address) {
            Usable::Yes(url) => Some(Address::Url(url)),
            Usable::No => {
                self.report.add_text(NoteKind::UnusableLink, address);
                None
            }
        }
    }

    fn picture(&mut self, node: NodeId, look: &Look, line: &mut Vec<Inline>) {
        let alternative = one_line(self.tree.attribute(node, "alt").unwrap_or_default());
        let source = self.tree.attribute(node, "src").unwrap_or_default().trim();
        let bytes = match source.strip_prefix("data:") {
            Some(data) => decode_data(data),
            None if is_beside(source) => beside_name(source).and_then(|path| (self.upload.beside)(&path)),
            None => None,
        };
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
            let source: String = source.chars().take(200).collect();
            self.report.add_text(NoteKind::MissingPicture, one_line(&format!("{alternative} {source}")));
            if !alternative.is_empty() {
                self.push(Inline::Text(alternative, Style { italic: true, ..look.style }), look, line);
            }
            return;
        };
        let file = self.document.files.len();
        let name = if source.starts_with("data:") { "" } else { source };
        self.document.files.push(embedded(name, bytes));
        self.push(Inline::Picture(Picture { file, alternative }), look, line);
    }

    pub(super) fn push_text(&mut self, text: &str, look: &Look, line: &mut Vec<Inline>) {
        let text: String = text.chars().filter(|c| *c != '\u{ad}').collect();
        if !text.is_empty() {
            self.push(Inline::Text(text, look.style), look, line);
        }
    }

    fn push(&mut self, inline: Inline, look: &Look, line: &mut Vec<Inline>) {
        let Some(address) = &look.link else {
            line.push(inline);
            return;
        };
        match line.last_mut() {
            Some(Inline::Link { address: open, content }) if open == address => content.push(inline),
            _ => line.push(Inline::Link { address: address.clone(), content: vec![inline] }),
        }
    }
}

/// The bytes of a `data:` address: `image/png;base64,…`.
fn decode_data(data: &str) -> Option<Vec<u8>> {
    let (kind, data) = data.split_once(',')?;
    if !kind.ends_with(";base64") {
        return Some(percent_encoding::percent_decode_str(data).collect());
    }
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for c in data.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            c if c.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}
