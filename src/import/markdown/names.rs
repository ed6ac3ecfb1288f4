//! What notes, files and anchors are called in an article.

use std::collections::{BTreeMap, BTreeSet};

use super::inline::Names;
use super::notes_of_blocks;
use crate::import::document::{Address, Block, Document, Inline, plain_text};
use crate::load::slug_form;

/// The names that a document's Markdown uses.
#[derive(Debug, Default)]
pub(in crate::import) struct ArticleNames {
    /// Note → its number in the text, from 1.
    notes: BTreeMap<usize, usize>,
    /// The file names, in the document's order.
    files: Vec<FileName>,
    /// Anchor → id.
    ids: BTreeMap<String, String>,
    /// Anchors whose id has to be written, for no heading has it.
    written: BTreeSet<String>,
    /// Anchors that links lead to and that are nowhere.
    lost: Vec<String>,
}

/// What a file is called, and whether browsers show it as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct FileName {
    pub(in crate::import) name: String,
    pub(in crate::import) shown: bool,
}

impl ArticleNames {
    /// Settles the names of a document whose blocks are final.
    pub(in crate::import) fn of(document: &Document, files: Vec<FileName>) -> Self {
        let mut names = Self { files, ..Self::default() };
        let mut order = Vec::new();
        notes_of_blocks(&document.blocks, &mut order);
        for note in &document.notes {
            notes_of_blocks(note, &mut order);
        }
        // A note that nothing refers to is text all the same.
        order.extend(0..document.notes.len());
        for note in order {
            let next = names.notes.len() + 1;
            names.notes.entry(note).or_insert(next);
        }
        names.settle_anchors(document);
        names
    }

    /// Gives ids to the anchors that links lead to: that of the heading where
    /// they stand, as the site makes it, or one of their own.
    fn settle_anchors(&mut self, document: &Document) {
        let mut anchors = Anchors::default();
        anchors.blocks(&document.blocks);
        document.notes.iter().for_each(|note| anchors.blocks(note));
        let mut taken = Taken::default();
        let mut heading_ids: BTreeMap<&str, String> = BTreeMap::new();
        for (text, inside) in &anchors.headings {
            let base =
                Some(slug_form(text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "kop".to_owned());
            let id = taken.free(&base);
            for anchor in inside {
                heading_ids.insert(anchor, id.clone());
            }
        }
        self.lost = anchors.wanted.iter().filter(|anchor| !anchors.seen.contains(*anchor)).cloned().collect();
        for anchor in &anchors.all {
            if !anchors.wanted.contains(anchor) {
                continue;
            }
            let id = match heading_ids.get(anchor.as_str()) {
                Some(id) => id.clone(),
                None => {
                    let base = slug_form(anchor.trim_start_matches('_'));
                    let base = if base.is_empty() { "plaats".to_owned() } else { base };
                    let id = taken.free(&base);
                    self.written.insert(anchor.clone());
                    id
                }
            };
            self.ids.insert(anchor.clone(), id);
        }
    }

    /// Anchors that links lead to and that are nowhere.
    pub(in crate::import) fn lost(&self) -> &[String] {
        &self.lost
    }

    /// The text of a document in the order in which it is written: its notes
    /// by their number, and the names of files that stand as links.
    pub(in crate::import) fn text_in_order(&self, document: &Document) -> String {
        let mut text = String::new();
        let mut notes: Vec<usize> = (0..document.notes.len()).collect();
        notes.sort_by_key(|note| self.number(*note));
        let notes = notes.into_iter().filter_map(|note| document.notes.get(note)).flatten();
        for block in document.blocks.iter().chain(notes) {
            block.push_all_text(&mut text, &|file| self.link_text(file));
        }
        text
    }

    /// What the link to a file that browsers do not show adds to its
    /// alternative text.
    fn link_text(&self, file: usize) -> Option<&str> {
        self.files.get(file).filter(|file| !file.shown).map(|file| file.name.as_str())
    }

    /// The number of a note.
    pub(super) fn number(&self, note: usize) -> usize {
        self.notes.get(&note).copied().unwrap_or(note + 1)
    }
}

/// The ids that are taken.
#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    /// The number that the next namesake gets.
    numbers: BTreeMap<String, usize>,
}

impl Taken {
    /// This id, with a number if it is taken, as the site numbers headings.
    fn free(&mut self, base: &str) -> String {
        if self.ids.insert(base.to_owned()) {
            return base.to_owned();
        }
        let number = self.numbers.entry(base.to_owned()).or_insert(2);
        loop {
            let id = format!("{base}-{number}");
            *number += 1;
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

impl Names for ArticleNames {
    fn note(&self, note: usize) -> String {
        self.number(note).to_string()
    }

    fn file(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| file.name.as_str())
    }

    fn is_shown(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|file| file.shown)
    }

    fn id_to_write(&self, anchor: &str) -> Option<&str> {
        if self.written.contains(anchor) { self.id_of(anchor) } else { None }
    }

    fn id_of(&self, anchor: &str) -> Option<&str> {
        self.ids.get(anchor).map(String::as_str)
    }
}

/// Every anchor of a document, and which of them links lead to.
#[derive(Default)]
struct Anchors {
    all: Vec<String>,
    seen: BTreeSet<String>,
    wanted: BTreeSet<String>,
    /// The text of each heading, and the anchors in it.
    headings: Vec<(String, Vec<String>)>,
}

impl Anchors {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => {
                    let before = self.all.len();
                    self.inlines(content);
                    let inside = self.all[before..].to_vec();
                    self.headings.push((plain_text(content), inside));
                }
                Block::Title(content)
                | Block::Subtitle(content)
                | Block::Paragraph(content)
                | Block::Caption(content) => self.inlines(content),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
                Block::Table(table) => {
                    table.rows.iter().flatten().for_each(|cell| self.blocks(&cell.blocks));
                }
                Block::Figure { .. } | Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Anchor(anchor) if self.seen.insert(anchor.clone()) => self.all.push(anchor.clone()),
                Inline::Link { address, content } => {
                    if let Address::Anchor(anchor) = address {
                        self.wanted.insert(anchor.clone());
                    }
                    self.inlines(content);
                }
                _ => {}
            }
        }
    }
}
