//! HTML that is being written, with the places in it that matter later.

use std::fmt::Write;
use std::ops::Range;

use crate::parse::{Hole, HoleKind};

/// A place between what is written, for something to be put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Byte of the HTML.
    at: u32,
    /// How many holes lie before: several can lie at one byte.
    holes: usize,
}

/// A footnote that another refers to.
pub(super) struct Reference {
    pub(super) mark: Mark,
    pub(super) note: usize,
}

/// HTML with its holes. Places are bytes of `html`, ascending.
#[derive(Default)]
pub(super) struct Output {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
    pub(super) running_text: Vec<Range<u32>>,
    /// The digits in the tags of headings, which change when all move down.
    pub(super) levels: Vec<u32>,
    /// Where a footnote refers to another: their numbers are known when the
    /// text is whole.
    pub(super) references: Vec<Reference>,
}

impl Output {
    /// The end of what is written.
    pub(super) fn at(&self) -> u32 {
        // A file of over 4 GB does not come this far: it is read whole.
        u32::try_from(self.html.len()).unwrap_or(u32::MAX)
    }

    /// Begins a new line, unless one has just begun.
    pub(super) fn fresh_line(&mut self) {
        let hole_last = self.holes.last().is_some_and(|hole| hole.at == self.at());
        if hole_last || !(self.html.is_empty() || self.html.ends_with('\n')) {
            self.html.push('\n');
        }
    }

    /// Markup, as it is.
    pub(super) fn markup(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Markup on a line of its own.
    pub(super) fn block(&mut self, html: &str) {
        self.fresh_line();
        self.html.push_str(html);
    }

    /// Text between tags; `running` says whether abbreviations are explained
    /// in it.
    pub(super) fn text(&mut self, text: &str, running: bool) {
        let start = self.at();
        // Writing to a string does not fail.
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut self.html, text);
        if running {
            self.running(start);
        }
    }

    /// A text in an attribute.
    pub(super) fn attribute(&mut self, text: &str) {
        let _ = pulldown_cmark_escape::escape_html(&mut self.html, text);
    }

    /// A number.
    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        let _ = write!(self.html, "{number}");
    }

    /// Marks what was written since `start` as running text.
    pub(super) fn running(&mut self, start: u32) {
        let end = self.at();
        let hole_between = self.holes.last().is_some_and(|hole| hole.at == start);
        match self.running_text.last_mut() {
            Some(last) if last.end == start && !hole_between => last.end = end,
            _ if start < end => self.running_text.push(start..end),
            _ => {}
        }
    }

    /// A place that the model fills.
    pub(super) fn hole(&mut self, kind: HoleKind, link: u32) {
        self.holes.push(Hole { at: self.at(), kind, link });
    }

    /// A place whose digit is the level of a heading.
    pub(super) fn level(&mut self, level: u8) {
        self.levels.push(self.at());
        self.number(level);
    }

    /// The beginning of what was written.
    pub(super) fn start_mark(&self) -> Mark {
        Mark { at: 0, holes: 0 }
    }

    /// The end of what is written.
    pub(super) fn mark(&self) -> Mark {
        Mark { at: self.at(), holes: self.holes.len() }
    }

    /// Notes that the number of a footnote belongs here.
    pub(super) fn refer(&mut self, note: usize) {
        let mark = self.mark();
        self.references.push(Reference { mark, note });
    }

    /// Puts another output behind this one.
    pub(super) fn append(&mut self, other: &Output) {
        let (at, holes) = (self.at(), self.holes.len());
        self.append_part(other, other.start_mark(), other.mark());
        self.references.extend(other.references.iter().map(|reference| Reference {
            mark: Mark { at: reference.mark.at + at, holes: reference.mark.holes + holes },
            note: reference.note,
        }));
    }

    /// Puts a part of another output behind this one, without the references
    /// in it.
    pub(super) fn append_part(&mut self, other: &Output, from: Mark, to: Mark) {
        let start = self.at();
        let moved = |at: u32| at - from.at + start;
        self.html.push_str(&other.html[from.at as usize..to.at as usize]);
        let holes = &other.holes[from.holes..to.holes];
        self.holes.extend(holes.iter().map(|hole| Hole { at: moved(hole.at), ..*hole }));
        let first = other.running_text.partition_point(|range| range.end <= from.at);
        for range in other.running_text[first..].iter().take_while(|range| range.start < to.at) {
            self.running_text.push(moved(range.start.max(from.at))..moved(range.end.min(to.at)));
        }
        let first = other.levels.partition_point(|at| *at < from.at);
        self.levels.extend(other.levels[first..].iter().take_while(|at| **at < to.at).map(|at| moved(*at)));
    }

    /// Moves every heading one level down; six is the deepest there is.
    pub(super) fn lower_headings(&mut self) {
        for &at in &self.levels {
            let at = at as usize;
            let lower = match self.html.as_bytes().get(at) {
                Some(b'1') => "2",
                Some(b'2') => "3",
                Some(b'3') => "4",
                Some(b'4') => "5",
                _ => "6",
            };
            self.html.replace_range(at..at + 1, lower);
        }
    }
}
