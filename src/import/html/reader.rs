//! The text of a page.

use super::tree::{Content, NodeId, Tree};
use super::word_page;
use crate::import::Upload;
use crate::import::document::{
    Address, Block, Cell, Document, Inline, List, Picture, Script, Side, Style, Table, one_line,
};
use crate::import::links::{Usable, usable};
use crate::import::note::{NoteKind, Report};
use crate::import::pictures::{beside_name, embedded, is_beside};
use crate::import::structure::{self, Part};

/// Reads one page.
pub(super) struct Reader<'a, 'r> {
    tree: &'a Tree,
    upload: &'a Upload<'a>,
    report: &'r mut Report,
    document: Document,
}

/// What text in an element looks like.
#[derive(Clone, Default)]
struct Look {
    style: Style,
    link: Option<Address>,
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
    fn container(&mut self, node: NodeId) -> Vec<Block> {
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

    fn unusable(&mut self, node: NodeId) {
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

    /// A table with its caption.
    fn table(&mut self, node: NodeId) -> Option<(Vec<Inline>, Block)> {
        let tree = self.tree;
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut header = false;
        let mut captions = Vec::new();
        let mut open: Vec<NodeId> = tree.nodes[node].children.iter().rev().copied().collect();
        // Rows that cells above reach into: column and how many rows still.
        let mut reaching: Vec<usize> = Vec::new();
        while let Some(child) = open.pop() {
            match tree.name(child) {
                "tr" => {
                    let heads =
                        tree.nodes[child].children.iter().filter(|cell| tree.name(**cell) == "th").count();
                    let all =
                        tree.nodes[child].children.iter().filter(|cell| tree.name(**cell) == "td").count();
                    header |= rows.is_empty() && heads > 0 && all <= 1 && heads >= all;
                    let row = self.row(child, &mut reaching);
                    rows.push(row);
                }
                "thead" => {
                    header |= rows.is_empty();
                    open.extend(tree.nodes[child].children.iter().rev());
                }
                "tbody" | "tfoot" => open.extend(tree.nodes[child].children.iter().rev()),
                "caption" => captions = self.line_of(child),
                _ => {}
            }
        }
        if let [row] = rows.as_mut_slice()
            && let [cell] = row.as_mut_slice()
        {
            self.report.add(NoteKind::TextBox);
            return Some((captions, Block::Quote(std::mem::take(&mut cell.blocks))));
        }
        let table = Table { header: header && rows.len() > 1, rows };
        (!table.rows.is_empty()).then_some((captions, Block::Table(table)))
    }

    fn row(&mut self, node: NodeId, reaching: &mut Vec<usize>) -> Vec<Cell> {
        const MOST_COLUMNS: usize = 64;
        let tree = self.tree;
        let mut cells = Vec::new();
        let skip = |cells: &mut Vec<Cell>, reaching: &mut Vec<usize>| {
            while let Some(left) = reaching.get_mut(cells.len()).filter(|left| **left > 0) {
                *left -= 1;
                cells.push(Cell::default());
            }
        };
        for child in
            tree.nodes[node].children.iter().copied().filter(|cell| matches!(tree.name(*cell), "td" | "th"))
        {
            skip(&mut cells, reaching);
            let number = |name: &str| {
                let number = tree.attribute(child, name).and_then(|number| number.trim().parse().ok());
                number.unwrap_or(1usize).clamp(1, MOST_COLUMNS)
            };
            let (columns, rows) = (number("colspan"), number("rowspan"));
            if columns > 1 || rows > 1 {
                self.report.add(NoteKind::MergedCells);
            }
            let style = tree.attribute(child, "style").unwrap_or_default();
            let side = match tree.attribute(child, "align").unwrap_or_default() {
                "right" => Side::End,
                "center" => Side::Centre,
                _ if style.contains("text-align:right") || style.contains("text-align: right") => Side::End,
                _ => Side::Start,
            };
            let at = cells.len();
            cells.push(Cell { blocks: self.container(child), side });
            cells.extend(vec![Cell::default(); columns - 1]);
            if reaching.len() < at + columns {
                reaching.resize(at + columns, 0);
            }
            reaching[at..at + columns].fill(rows - 1);
        }
        skip(&mut cells, reaching);
        cells
    }

    fn line_of(&mut self, node: NodeId) -> Vec<Inline> {
        let mut line = Vec::new();
        if let Some(id) = self.tree.attribute(node, "id") {
            line.push(Inline::Anchor(id.to_owned()));
        }
        self.inlines(node, &Look::default(), &mut line);
        line
    }

    fn inlines(&mut self, node: NodeId, look: &Look, line: &mut Vec<Inline>) {
        let tree = self.tree;
        for child in tree.nodes[node].children.iter().copied() {
            match &tree.nodes[child].content {
                Content::Text(text) => self.push_text(text, look, line),
                Content::Element { .. } => self.inline(child, look, line),
                Content::Other => {}
            }
        }
    }

    fn inline(&mut self, node: NodeId, look: &Look, line: &mut Vec<Inline>) {
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

    fn look_of(&mut self, node: NodeId, outer: &Look) -> Look {
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

    fn push_text(&mut self, text: &str, look: &Look, line: &mut Vec<Inline>) {
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
