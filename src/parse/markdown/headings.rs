//! Headings and the anchors that links lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag};

use super::options;
use super::pass::Pass;
use crate::diagnostics::Problem;
use crate::load::slug_form;
use crate::parse::Heading;

/// A heading whose text is being read.
pub(super) struct OpenHeading {
    level: u8,
    /// The id that `{#id}` gives it.
    id: Option<String>,
    range: Range<usize>,
}

/// The ids of a body.
pub(super) struct Anchors {
    /// In the order of the text.
    list: Vec<String>,
    taken: BTreeSet<String>,
    /// The number that the next namesake of a heading gets.
    numbers: BTreeMap<String, usize>,
    /// Ids that headings further on ask for.
    reserved: BTreeSet<String>,
}

impl Anchors {
    /// No anchors yet. Ids that the body gives itself are looked up first, so
    /// that no heading before them takes theirs.
    pub(super) fn of(text: &str) -> Self {
        let reserved = if text.contains("{#") { explicit_ids(text) } else { BTreeSet::new() };
        Self { list: Vec::new(), taken: BTreeSet::new(), numbers: BTreeMap::new(), reserved }
    }

    /// Takes an id that the text gives; false if it is taken.
    pub(super) fn take(&mut self, id: &str) -> bool {
        let free = self.taken.insert(id.to_owned());
        if free {
            self.list.push(id.to_owned());
        }
        free
    }

    /// An id for a heading that gives none: its text, with a number if that
    /// is taken.
    fn make(&mut self, text: &str, without_letters: &str) -> String {
        let mut base = slug_form(text);
        if base.is_empty() {
            base.push_str(without_letters);
        }
        if !self.reserved.contains(&base) && self.take(&base) {
            return base;
        }
        let mut number = self.numbers.get(&base).copied().unwrap_or(2);
        let id = loop {
            let id = format!("{base}-{number}");
            number += 1;
            if !self.reserved.contains(&id) && self.take(&id) {
                break id;
            }
        };
        self.numbers.insert(base, number);
        id
    }

    /// Every id, in the order of the text.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}

fn explicit_ids(text: &str) -> BTreeSet<String> {
    Parser::new_ext(text, options())
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { id, .. }) => id.map(String::from),
            _ => None,
        })
        .collect()
}

impl Pass<'_> {
    pub(super) fn begin_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'_>>,
        range: &Range<usize>,
    ) {
        self.plain.begin_heading();
        self.outer.push(mem::take(&mut self.out));
        self.quiet += 1;
        let id = id.map(String::from).filter(|id| !id.is_empty());
        let length = self.text[range.clone()].trim_end().len();
        let range = range.start..range.start + length;
        self.heading = Some(OpenHeading { level: level as u8, id, range });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = self.plain.end_heading(self.headings.len());
        let content = mem::replace(&mut self.out, self.outer.pop().unwrap_or_default());
        self.quiet -= 1;
        let id = match heading.id {
            Some(id) if self.accepts_id(&id, &heading.range) => id,
            _ => self.anchors.make(&text, self.labels.heading),
        };
        self.out.block("<h");
        self.out.level(heading.level);
        self.out.markup(" id=\"");
        self.out.attribute(&id);
        self.out.markup("\">");
        self.out.append(&content);
        self.out.markup("</h");
        self.out.level(heading.level);
        self.out.markup(">\n");
        let range = self.in_file(&heading.range);
        self.headings.push(Heading { level: heading.level, id, text, range });
    }

    /// Takes an id that stands in `range`, or reports why it cannot be.
    pub(super) fn accepts_id(&mut self, id: &str, range: &Range<usize>) -> bool {
        let kept = id.starts_with('_');
        let accepted = !kept && self.anchors.take(id);
        if !accepted {
            let place = match self.text[range.clone()].rfind(id) {
                Some(at) => range.start + at..range.start + at + id.len(),
                None => range.clone(),
            };
            self.report(Problem::BadId { id: id.to_owned(), twice: !kept }, &place);
        }
        accepted
    }

    /// The title of the page is its only first heading: a body that uses `#`
    /// has all its headings moved one level down.
    pub(super) fn lower_headings(&mut self) {
        if self.headings.iter().any(|heading| heading.level == 1) {
            self.out.lower_headings();
            for heading in &mut self.headings {
                heading.level = (heading.level + 1).min(6);
            }
        }
    }
}
