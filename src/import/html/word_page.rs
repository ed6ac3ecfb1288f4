//! What Word writes when it saves a document as a web page: classes for its
//! styles, and lists as paragraphs that begin with their mark.

use super::tree::{NodeId, Tree};
use crate::import::word::Item;

/// What a paragraph of Word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    Quote,
    Caption,
    Contents,
    Item(Item),
}

/// Whether an element is a paragraph of Word's.
pub(super) fn is_paragraph(tree: &Tree, node: NodeId) -> bool {
    tree.name(node) == "p" && tree.attribute(node, "class").is_some_and(|class| class.starts_with("Mso"))
}

/// What such a paragraph is; `None` for one of running text.
pub(super) fn role_of(tree: &Tree, node: NodeId) -> Option<Role> {
    let class = tree.attribute(node, "class")?;
    if let Some(item) = item_of(tree, node) {
        return Some(Role::Item(item));
    }
    match class {
        "MsoTitle" | "MsoTitleCxSpFirst" | "MsoTitleCxSpMiddle" | "MsoTitleCxSpLast" => Some(Role::Title),
        "MsoSubtitle" => Some(Role::Subtitle),
        "MsoQuote" | "MsoIntenseQuote" | "MsoBlockText" => Some(Role::Quote),
        "MsoCaption" => Some(Role::Caption),
        class if class.starts_with("MsoToc") => Some(Role::Contents),
        _ => None,
    }
}

/// The item that a paragraph is: `style='mso-list:l0 level2 lfo1'`.
fn item_of(tree: &Tree, node: NodeId) -> Option<Item> {
    let style = tree.attribute(node, "style")?;
    let list = style.split("mso-list:").nth(1)?;
    let level = list.split("level").nth(1)?;
    let digits: String = level.chars().take_while(char::is_ascii_digit).collect();
    let level: usize = digits.parse().ok()?;
    let mark = mark_of(tree, node)?;
    let number: String = mark.chars().take_while(char::is_ascii_digit).collect();
    Some(Item { level: level.clamp(1, 9) - 1, number: number.parse().ok(), indent: None })
}

/// The mark that an item begins with, as text.
fn mark_of(tree: &Tree, node: NodeId) -> Option<String> {
    let mut open: Vec<NodeId> = tree.nodes[node].children.iter().rev().copied().collect();
    while let Some(node) = open.pop() {
        if is_list_mark(tree, node) {
            return Some(tree.text(node).trim().to_owned());
        }
        open.extend(tree.nodes[node].children.iter().rev());
    }
    None
}

/// Whether an element holds the mark of an item, which the list makes itself.
pub(super) fn is_list_mark(tree: &Tree, node: NodeId) -> bool {
    let style = tree.attribute(node, "style").unwrap_or_default();
    style.split(';').any(|part| part.trim().to_ascii_lowercase().replace(' ', "") == "mso-list:ignore")
}
