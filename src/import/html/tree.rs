//! HTML → a tree, as browsers build it. The nodes stand in one list, so that
//! no depth of nesting can exhaust the stack.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

/// The place of a node in [`Tree`].
pub(super) type NodeId = usize;

/// A node.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) children: Vec<NodeId>,
    parent: Option<NodeId>,
    /// How deep it was put; what is moved later may be elsewhere.
    depth: usize,
}

/// What a node is.
#[derive(Debug, Default)]
pub(super) enum Content {
    /// The document, a comment, or anything else that is not shown.
    #[default]
    Other,
    /// Text.
    Text(String),
    /// An element, its name in lower case.
    Element { name: QualName, attributes: Vec<Attribute> },
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// The place of the document itself.
pub(super) const DOCUMENT: NodeId = 0;

impl Tree {
    /// Parses a page; `None` if its elements are nested deeper than `most`.
    ///
    /// It is parsed piece by piece: the time that parsing takes grows with
    /// the depth, so a page that is too deep is not read to its end.
    pub(super) fn parse(text: &str, most: usize) -> Option<Self> {
        const PIECE: usize = 4096;
        let sink = Sink { nodes: RefCell::new(vec![Node::default()]), deepest: Cell::new(0) };
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE.min(rest.len())));
            parser.process(StrTendril::from(piece));
            if parser.tokenizer.sink.sink.deepest.get() > most {
                return None;
            }
            rest = after;
        }
        Some(parser.finish()).filter(|tree| tree.depth() <= most)
    }

    /// The name of an element; empty for anything else.
    pub(super) fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node].content {
            Content::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, node: NodeId, wanted: &str) -> Option<&str> {
        match &self.nodes[node].content {
            Content::Element { attributes, .. } => attributes
                .iter()
                .find(|attribute| &*attribute.name.local == wanted)
                .map(|attribute| &*attribute.value),
            _ => None,
        }
    }

    /// All text in a node.
    pub(super) fn text(&self, node: NodeId) -> String {
        let mut text = String::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if let Content::Text(part) = &self.nodes[node].content {
                text.push_str(part);
            }
            if !matches!(self.name(node), "script" | "style") {
                open.extend(self.nodes[node].children.iter().rev());
            }
        }
        text
    }

    /// The first element of a name in a node.
    pub(super) fn find(&self, node: NodeId, wanted: &str) -> Option<NodeId> {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if self.name(node) == wanted {
                return Some(node);
            }
            open.extend(self.nodes[node].children.iter().rev());
        }
        None
    }

    /// How deep the tree is.
    fn depth(&self) -> usize {
        let mut deepest = 0;
        let mut open = vec![(DOCUMENT, 1)];
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            open.extend(self.nodes[node].children.iter().map(|child| (*child, depth + 1)));
        }
        deepest
    }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    /// How deep the deepest node was put.
    deepest: Cell<usize>,
}

impl Sink {
    fn add(&self, content: Content) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { content, ..Node::default() });
        nodes.len() - 1
    }

    fn detach(&self, node: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            // What is moved is mostly what came last.
            if let Some(place) = nodes[parent].children.iter().rposition(|child| *child == node) {
                nodes[parent].children.remove(place);
            }
        }
    }

    fn insert(&self, parent: NodeId, place: usize, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before =
                    place.checked_sub(1).and_then(|before| nodes[parent].children.get(before)).copied();
                if let Some(Content::Text(existing)) = before.map(|before| &mut nodes[before].content) {
                    existing.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Content::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, child);
        let depth = nodes[parent].depth + 1;
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        self.deepest.set(self.deepest.get().max(depth));
    }

    fn append_last(&self, parent: NodeId, child: NodeOrText<NodeId>) {
        let place = self.nodes.borrow()[parent].children.len();
        self.insert(parent, place, child);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        static NONE: QualName = QualName { prefix: None, ns: ns!(html), local: local_name!("") };
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].content {
            Content::Element { name, .. } => name,
            _ => &NONE,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Content::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.append_last(*parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append_last(*before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(*node);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.map(|parent| {
                let place = nodes[parent].children.iter().rposition(|child| child == sibling);
                (parent, place.unwrap_or(nodes[parent].children.len()))
            })
        };
        if let Some((parent, place)) = place {
            self.insert(parent, place, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Content::Element { attributes, .. } = &mut nodes[*target].content {
            for attribute in more {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
