//! Footnotes: numbered by first use, listed at the end of the text.
//!
//! A definition is written to an output of its own wherever it stands. What
//! it refers to itself is numbered when the list is made, after all that the
//! text refers to.

use std::collections::BTreeMap;
use std::mem;

use super::output::Output;
use super::pass::Pass;

/// Every footnote of a body.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Note>,
    by_label: BTreeMap<String, usize>,
    /// The notes by their number.
    order: Vec<usize>,
    /// The definitions that are being read.
    open: Vec<usize>,
}

#[derive(Default)]
struct Note {
    /// From 1.
    number: Option<usize>,
    /// How often it is referred to.
    references: usize,
    content: Option<Output>,
}

impl Footnotes {
    fn note(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let note = *self.by_label.entry(label.to_lowercase()).or_insert(next);
        if note == next {
            self.notes.push(Note::default());
        }
        note
    }

    fn number(&mut self, note: usize) -> usize {
        let next = self.order.len() + 1;
        let number = *self.notes[note].number.get_or_insert(next);
        if number == next {
            self.order.push(note);
        }
        number
    }

    /// Writes a reference and gives its note a number if it has none.
    fn write_reference(&mut self, note: usize, word: &str, out: &mut Output) {
        let number = self.number(note);
        self.notes[note].references += 1;
        out.markup("<sup class=\"footnote-reference\"><a href=\"#_fn-");
        out.number(number);
        out.markup("\" id=\"");
        write_reference_id(number, self.notes[note].references, out);
        out.markup("\" role=\"doc-noteref\" aria-label=\"");
        out.markup(word);
        out.markup(" ");
        out.number(number);
        out.markup("\">");
        out.number(number);
        out.markup("</a></sup>");
    }

    /// The content of a note with its own references in it.
    fn whole_content(&mut self, note: usize, word: &str) -> Output {
        let Some(content) = self.notes[note].content.take() else { return Output::default() };
        let mut whole = Output::default();
        let mut from = content.start_mark();
        for reference in &content.references {
            whole.append_part(&content, from, reference.mark);
            self.write_reference(reference.note, word, &mut whole);
            from = reference.mark;
        }
        whole.append_part(&content, from, content.mark());
        whole
    }
}

/// `_fnref-2`, and `_fnref-2-3` for the third reference to note 2.
fn write_reference_id(number: usize, reference: usize, out: &mut Output) {
    out.markup("_fnref-");
    out.number(number);
    if reference > 1 {
        out.markup("-");
        out.number(reference);
    }
}

impl Pass<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.image.is_some() {
            return;
        }
        self.begin_callout_title();
        let note = self.footnotes.note(label);
        if self.footnotes.open.is_empty() {
            self.footnotes.write_reference(note, self.labels.footnote, &mut self.out);
        } else {
            self.out.refer(note);
        }
    }

    pub(super) fn begin_footnote(&mut self, label: &str) {
        self.plain.block();
        let note = self.footnotes.note(label);
        self.footnotes.open.push(note);
        self.outer.push(mem::take(&mut self.out));
    }

    pub(super) fn end_footnote(&mut self) {
        self.plain.block();
        let content = mem::replace(&mut self.out, self.outer.pop().unwrap_or_default());
        let Some(note) = self.footnotes.open.pop() else { return };
        if self.footnotes.notes[note].content.is_none() {
            self.footnotes.notes[note].content = Some(content);
        } else {
            // A second definition of one label: nothing refers to it.
            self.footnotes.notes.push(Note { content: Some(content), ..Note::default() });
        }
    }

    /// Writes the list of footnotes. Those that nothing refers to come last:
    /// what an author wrote is not lost without a word.
    pub(super) fn write_footnotes(&mut self) {
        let labels = self.labels;
        let notes = &mut self.footnotes;
        let mut contents = Vec::new();
        let mut unused = 0;
        loop {
            if let Some(&note) = notes.order.get(contents.len()) {
                contents.push(notes.whole_content(note, labels.footnote));
            } else if unused < notes.notes.len() {
                notes.number(unused);
                unused += 1;
            } else {
                break;
            }
        }
        if contents.is_empty() {
            return;
        }
        self.out.block("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.markup(labels.footnotes);
        self.out.markup("\">\n<ol>\n");
        for (place, content) in contents.iter().enumerate() {
            let references = self.footnotes.notes[self.footnotes.order[place]].references;
            self.write_footnote(place + 1, content, references);
        }
        self.out.markup("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, number: usize, content: &Output, references: usize) {
        const PARAGRAPH_END: &str = "</p>\n";
        self.out.markup("<li id=\"_fn-");
        self.out.number(number);
        self.out.markup("\">");
        self.out.append(content);
        // The way back stands at the end of the last paragraph.
        let paragraph = content.html.ends_with(PARAGRAPH_END);
        if paragraph {
            self.out.html.truncate(self.out.html.len() - PARAGRAPH_END.len());
        }
        for reference in 1..=references {
            self.out.markup(" <a class=\"footnote-back\" href=\"#");
            write_reference_id(number, reference, &mut self.out);
            self.out.markup("\" role=\"doc-backlink\" aria-label=\"");
            self.out.markup(self.labels.back);
            self.out.markup(" ");
            self.out.number(number);
            if references > 1 {
                self.out.markup(" (");
                self.out.number(reference);
                self.out.markup(")");
            }
            // The text form of the arrow, not the coloured picture.
            self.out.markup("\">↩\u{fe0e}</a>");
        }
        self.out.markup(if paragraph { "</p></li>\n" } else { "</li>\n" });
    }
}
