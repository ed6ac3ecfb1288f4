//! What is known while a Word document is read.

use std::collections::{BTreeMap, VecDeque};

use super::fields::Field;
use super::numbering::Numbering;
use super::parts::{Parts, Relations};
use super::styles::Styles;
use crate::import::document::{Document, EmbeddedFile, one_line};
use crate::import::note::{NoteKind, Report};
use crate::import::package::Package;
use crate::import::refusal::Refusal;
use crate::import::structure::{self, Part};
use crate::import::xml::Element;

/// The most comments that one word can belong to.
const MOST_OPEN_COMMENTS: usize = 64;

/// Reads one document.
pub(super) struct Reader<'a, 'r> {
    pub(super) package: Package<'a>,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The relationships of the part that is being read.
    pub(super) relations: Relations,
    pub(super) report: &'r mut Report,
    pub(super) document: Document,
    /// The files that pictures come from, by part.
    pub(super) files: BTreeMap<String, usize>,
    /// Notes by their kind and id, and those that are still to be read.
    notes: BTreeMap<(NoteSort, String), usize>,
    unread: VecDeque<(NoteSort, String, usize)>,
    /// The fields that are open, inside each other.
    pub(super) fields: Vec<Field>,
    /// What comments stand next to, by their id.
    commented: BTreeMap<String, String>,
    /// The comments that what is read now belongs to.
    open_comments: Vec<String>,
    /// Text boxes and the like of the paragraph that is being read.
    pub(super) frames: Vec<Vec<Part>>,
    /// The first failure to read a picture that is the whole file's.
    pub(super) failure: Option<Refusal>,
}

/// The two sorts of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteSort {
    /// At the foot of a page.
    Foot,
    /// At the end of the document.
    End,
}

impl<'a, 'r> Reader<'a, 'r> {
    /// A reader of these parts. What is not kept of them is given to
    /// [`document`](Self::document) in [`Rest`].
    pub(super) fn prepare(parts: Parts<'a>, report: &'r mut Report) -> Prepared<'a, 'r> {
        let Parts {
            package,
            main,
            relations,
            styles,
            numbering,
            footnotes,
            endnotes,
            comments,
            margins,
            properties,
        } = parts;
        let styles = Styles::read(styles.as_ref());
        let style_list = |style: &str| styles.paragraph(Some(style)).list.and_then(|place| place.list);
        let numbering = Numbering::read(numbering.as_ref(), style_list);
        let reader = Self {
            package,
            styles,
            numbering,
            relations,
            report,
            document: Document::default(),
            files: BTreeMap::new(),
            notes: BTreeMap::new(),
            unread: VecDeque::new(),
            fields: Vec::new(),
            commented: BTreeMap::new(),
            open_comments: Vec::new(),
            frames: Vec::new(),
            failure: None,
        };
        Prepared { reader, rest: Rest { main, footnotes, endnotes, comments, margins, properties } }
    }

    /// The place of a note in the document; it is read later, so that notes
    /// in notes cannot nest.
    pub(super) fn note(&mut self, sort: NoteSort, id: &str) -> usize {
        let next = self.document.notes.len();
        let key = (sort, id.to_owned());
        let place = *self.notes.entry(key).or_insert(next);
        if place == next {
            self.document.notes.push(Vec::new());
            self.unread.push_back((sort, id.to_owned(), place));
        }
        place
    }

    /// The place of a file in the document.
    pub(super) fn file(&mut self, part: &str, bytes: Vec<u8>) -> usize {
        let place = self.document.files.len();
        let name = part.rsplit('/').next().unwrap_or(part).to_owned();
        self.document.files.push(EmbeddedFile { name, bytes });
        self.files.insert(part.to_owned(), place);
        place
    }

    /// A comment begins or ends here.
    pub(super) fn comment_range(&mut self, id: &str, open: bool) {
        self.open_comments.retain(|known| known != id);
        // Nobody comments on so much at once; a hostile file would.
        if open && self.open_comments.len() < MOST_OPEN_COMMENTS {
            self.open_comments.push(id.to_owned());
        }
    }

    /// Text that comments may stand next to.
    pub(super) fn seen(&mut self, text: &str) {
        for id in &self.open_comments {
            self.commented.entry(id.clone()).or_default().push_str(text);
        }
    }
}

/// A reader with what it will read.
pub(super) struct Prepared<'a, 'r> {
    reader: Reader<'a, 'r>,
    rest: Rest,
}

/// The parts that are read once.
struct Rest {
    main: Element,
    footnotes: Option<(Element, Relations)>,
    endnotes: Option<(Element, Relations)>,
    comments: Option<Element>,
    margins: Vec<Element>,
    properties: Option<Element>,
}

impl Prepared<'_, '_> {
    /// Reads everything.
    pub(super) fn document(self) -> Result<Document, Refusal> {
        let Self { mut reader, rest } = self;
        let body = rest.main.child("body").ok_or_else(|| Refusal::Broken { part: "w:body".to_owned() })?;
        let parts = reader.container(body);
        reader.document.blocks = structure::blocks(parts);
        while let Some((sort, id, place)) = reader.unread.pop_front() {
            let notes = match sort {
                NoteSort::Foot => &rest.footnotes,
                NoteSort::End => &rest.endnotes,
            };
            let Some((root, relations)) = notes else { continue };
            let note = root.elements().find(|note| note.attribute("id") == Some(id.as_str()));
            let outer = std::mem::replace(&mut reader.relations, relations.clone());
            let parts = note.map(|note| reader.container(note)).unwrap_or_default();
            reader.relations = outer;
            reader.document.notes[place] = structure::blocks(parts);
        }
        reader.report_comments(rest.comments.as_ref());
        reader.report_margins(&rest.margins);
        let title = rest.properties.as_ref().and_then(|properties| properties.child("title"));
        reader.document.title_property =
            title.map(|title| one_line(&title.text())).filter(|title| !title.is_empty());
        match reader.failure {
            Some(failure) => Err(failure),
            None => Ok(reader.document),
        }
    }
}

impl Reader<'_, '_> {
    fn report_comments(&mut self, comments: Option<&Element>) {
        for comment in comments.into_iter().flat_map(Element::elements) {
            let text = one_line(&visible_text(comment));
            if text.is_empty() {
                continue;
            }
            let beside = comment.attribute("id").and_then(|id| self.commented.get(id));
            let beside = beside.map(|beside| one_line(beside)).filter(|beside| !beside.is_empty());
            let text = match beside {
                Some(beside) => format!("{beside}: {text}"),
                None => text,
            };
            self.report.add_text(NoteKind::Comment, text);
        }
    }

    fn report_margins(&mut self, margins: &[Element]) {
        let mut texts: Vec<String> = margins.iter().map(|margin| one_line(&visible_text(margin))).collect();
        texts.retain(|text| !text.is_empty());
        texts.sort();
        texts.dedup();
        for text in texts {
            self.report.add_text(NoteKind::HeaderFooter, text);
        }
    }
}

/// The text of a part that is told and not imported.
pub(super) fn visible_text(element: &Element) -> String {
    let mut text = String::new();
    push_visible_text(element, &mut text);
    text
}

fn push_visible_text(element: &Element, text: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "t" | "delText" => text.push_str(&child.text()),
            "tab" | "br" | "cr" => text.push(' '),
            "instrText" | "Fallback" => {}
            _ => push_visible_text(child, text),
        }
        if matches!(child.name.as_str(), "p" | "tc") {
            text.push(' ');
        }
    }
}
