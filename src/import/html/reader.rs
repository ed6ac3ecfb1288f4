//! The text of a page.

use super::tree::{Content, NodeId, Tree};
use super::word_page;
use crate::import::Upload;
use crate::import::document::{Address, Block, Document, Inline, List, Style, one_line};
use crate::import::note::{NoteKind, Report};
use crate::import::structure::{self, Part};

/// Reads one page.
pub(super) struct Reader<'a, 'r> {
    pub(super) tree: &'a Tree,
    pub(super) upload: &'a Upload<'a>,
    pub(super) report: &'r mut Report,
    pub(super) document: Document,
}

/// What text in an element looks like.
#[derive(Clone, Default)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) link: Option<Address>,
}

impl<'a, 'r> Reader<'a, 'r> {
    pub(super) fn new(tree: &'a Tree, upload: &'a Upload<'a>, report: &'r mut Report) -> Self {
        Self { tree, upload, report, document: Document::default() }
    }

    /// The text of `root`.
    pub(super) fn document(mut self, root: NodeId) -> Document {
        let blocks = self.container(root);
        self.document.blocks = blocks;
        self.document
    }

    /// Tells what stands around the text: navigation, a footer.
    pub(super) fn report_outside(&mut self, body: NodeId, main: NodeId) {
        let mut open = vec![body];
        while let Some(node) = open.pop() {
            if node == main {
                continue;
            }
            if matches!(self.tree.name(node), "nav" | "header" | "footer" | "aside") {
                let text = one_line(&self.tree.text(node));
                if !text.is_empty() && self.tree.find(node, "main").is_none() && !self.holds(node, main) {
                    self.report.add_text(NoteKind::HeaderFooter, text);
                    continue;
                }
            }
            if let Content::Text(text) = &self.tree.nodes[node].content
                && !text.trim().is_empty()
            {
                self.report.add_text(NoteKind::UnusableHtml, one_line(text));
            }
            if !matches!(self.tree.name(node), "script" | "style" | "template" | "noscript") {
                open.extend(self.tree.nodes[node].children.iter().rev());
            }
        }
    }

    fn holds(&self, node: NodeId, wanted: NodeId) -> bool {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if node == wanted {
                return true;
            }
            open.extend(&self.tree.nodes[node].children);
        }
        false
    }

    /// The blocks in an element; text between them is a paragraph.
    pub(super) fn container(&mut self, node: NodeId) -> Vec<Block> {
        let mut parts = Vec::new();
        let mut line = Vec::new();
        self.parts(node, &Look::default(), &mut parts, &mut line);
        end_line(&mut line, &mut parts);
        structure::blocks(parts)
    }

    fn parts(&mut self, node: NodeId, look: &Look, parts: &mut Vec<Part>, line: &mut Vec<Inline>) {
        let tree = self.tree;
        for child in tree.nodes[node].children.iter().copied() {
            match &tree.nodes[child].content {
                Content::Text(text) => self.push_text(text, look, line),
                Content::Element { .. } if self.is_inline(child) => self.inline(child, look, line),
                Content::Element { .. } => {
                    end_line(line, parts);
                    self.block(child, look, parts, line);
                    end_line(line, parts);
                }
                Content::Other => {}
            }
        }
    }

    /// Whether an element is within a line. One with blocks in it is not,
    /// whatever its name: `<a><h2>…</h2></a>`.
    fn is_inline(&self, node: NodeId) -> bool {
        let block = |node: NodeId| is_block(self.tree.name(node));
        if block(node) {
            return false;
        }
        let mut open = self.tree.nodes[node].children.clone();
        while let Some(node) = open.pop() {
            if block(node) {
                return false;
            }
            open.extend(&self.tree.nodes[node].children);
        }
        true
    }

    fn block(&mut self, node: NodeId, look: &Look, parts: &mut Vec<Part>, line: &mut Vec<Inline>) {
        let tree = self.tree;
        let name = tree.name(node);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
                let content = self.line_of(node);
                parts.push(Part::Block(Block::Heading { level, content }));
            }
            "p" | "div" if word_page::is_paragraph(tree, node) => self.word_paragraph(node, parts),
            "p" => {
                let content = self.line_of(node);
                push_paragraph(content, parts);
            }
            "ul" | "ol" | "menu" => {
                let list = self.list(node);
                parts.push(Part::Block(Block::List(list)));
            }
            "table" => {
                if let Some((caption, table)) = self.table(node) {
                    push_paragraph(caption, parts);
                    parts.push(Part::Block(table));
                }
            }
            "blockquote" => {
                let blocks = self.container(node);
                parts.push(Part::Block(Block::Quote(blocks)));
            }
            "pre" => {
                parts.push(Part::Block(Block::Code(tree.text(node).trim_start_matches('\n').to_owned())))
            }
            "hr" => parts.push(Part::Block(Block::Rule)),
            "figcaption" | "caption" => {
                let content = self.line_of(node);
                parts.push(Part::Block(Block::Caption(content)));
            }
            "dt" => {
                let mut content = self.line_of(node);
                content.iter_mut().for_each(bold);
                push_paragraph(content, parts);
            }
            "script" | "style" | "template" | "noscript" | "head" => {}
            "svg" | "math" | "iframe" | "object" | "embed" | "video" | "audio" | "canvas" => {
                self.unusable(node)
            }
            "form" | "select" | "textarea" | "button" | "input" => {
                self.report
                    .add_text(NoteKind::UnusableHtml, format!("<{name}> {}", one_line(&tree.text(node))));
            }
            _ => {
                if let Some(id) = tree.attribute(node, "id").or_else(|| tree.attribute(node, "name")) {
                    line.push(Inline::Anchor(id.to_owned()));
                }
                let look = self.look_of(node, look);
                self.parts(node, &look, parts, line);
            }
        }
    }

    pub(super) fn unusable(&mut self, node: NodeId) {
        let name = self.tree.name(node);
        let source = self
            .tree
            .attribute(node, "src")
            .or_else(|| self.tree.attribute(node, "data"))
            .unwrap_or_default();
        let text = one_line(&format!("<{name}> {source} {}", self.tree.text(node)));
        self.report.add_text(NoteKind::UnusableHtml, text);
    }

    /// A paragraph of a page that Word saved.
    fn word_paragraph(&mut self, node: NodeId, parts: &mut Vec<Part>) {
        let content = self.line_of(node);
        let Some(role) = word_page::role_of(self.tree, node) else {
            push_paragraph(content, parts);
            return;
        };
        match role {
            word_page::Role::Title => parts.push(Part::Block(Block::Title(content))),
            word_page::Role::Subtitle => parts.push(Part::Block(Block::Subtitle(content))),
            word_page::Role::Quote => parts.push(Part::QuoteLine(content)),
            word_page::Role::Caption => parts.push(Part::Block(Block::Caption(content))),
            word_page::Role::Contents => {
                self.report.add_text(NoteKind::TableOfContents, one_line(&self.tree.text(node)));
            }
            word_page::Role::Item(item) => parts.push(Part::Item { item, content }),
        }
    }

    fn list(&mut self, node: NodeId) -> List {
        let tree = self.tree;
        let ordered = tree.name(node) == "ol";
        let start = tree.attribute(node, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in tree.nodes[node].children.iter().copied() {
            match tree.name(child) {
                "li" => items.push(self.container(child)),
                "" if tree.text(child).trim().is_empty() => {}
                // Word and others put inner lists between the items.
                "ul" | "ol" if !items.is_empty() => {
                    let inner = self.list(child);
                    if let Some(item) = items.last_mut() {
                        item.push(Block::List(inner));
                    }
                }
                _ => {
                    let mut parts = Vec::new();
                    let mut line = Vec::new();
                    match &tree.nodes[child].content {
                        Content::Text(text) => self.push_text(text, &Look::default(), &mut line),
                        _ if self.is_inline(child) => self.inline(child, &Look::default(), &mut line),
                        _ => self.block(child, &Look::default(), &mut parts, &mut line),
                    }
                    end_line(&mut line, &mut parts);
                    items.push(structure::blocks(parts));
                }
            }
        }
        items.retain(|item| !item.is_empty());
        List { start: ordered.then_some(start), items }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

fn end_line(line: &mut Vec<Inline>, parts: &mut Vec<Part>) {
    let content = std::mem::take(line);
    if !content.is_empty() {
        push_paragraph(content, parts);
    }
}

fn push_paragraph(content: Vec<Inline>, parts: &mut Vec<Part>) {
    parts.push(Part::Text { content, indent: 0, list_paragraph: false });
}

fn bold(inline: &mut Inline) {
    match inline {
        Inline::Text(_, style) => style.bold = true,
        Inline::Link { content, .. } => content.iter_mut().for_each(bold),
        _ => {}
    }
}
