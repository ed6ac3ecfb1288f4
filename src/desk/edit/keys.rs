//! Keys of the front matter: replaced, added, taken away.

use std::ops::Range;

use super::lines::{is_comment, line_end, line_start, newline_of};
use super::list::list_ways;
use super::parse;
use super::value::NewValue;
use crate::load::{Format, split_front_matter};
use crate::table::{Node, NodeValue, Table, TableEntry};

/// A text with its front matter, read without a fault.
pub(super) struct Matter<'a> {
    pub(super) text: &'a str,
    pub(super) format: Format,
    pub(super) range: Range<usize>,
    pub(super) body_start: usize,
    pub(super) table: Table,
}

impl<'a> Matter<'a> {
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let split = split_front_matter(text);
        let front_matter = split.front_matter?;
        let table = parse(text, front_matter.format, front_matter.range.clone())?;
        Some(Self {
            text,
            format: front_matter.format,
            range: front_matter.range,
            body_start: split.body_start,
            table,
        })
    }

    /// Whether another reading says the same, in the same order, but for
    /// `key`.
    pub(super) fn says_the_same_as(&self, other: &Self, key: &str) -> bool {
        let rest = |table: &'_ Table| -> Vec<TableEntry> {
            table.entries.iter().filter(|entry| entry.key != key).cloned().collect()
        };
        let (here, there) = (rest(&self.table), rest(&other.table));
        here.len() == there.len()
            && here.iter().zip(&there).all(|(a, b)| a.key == b.key && is_same(&a.value, &b.value))
    }

    /// The ways to write another value for a key that is there.
    pub(super) fn replaced(&self, entry: &TableEntry, value: &NewValue) -> Vec<String> {
        let Some(place) = self.place(entry) else { return Vec::new() };
        if let (NodeValue::Array(items), NewValue::List(new)) = (&entry.value.value, value)
            && !items.is_empty()
        {
            return list_ways(self.text, self.format, &place, items, new);
        }
        let like = &self.text[place.clone()];
        let space = if like.is_empty() { " " } else { "" };
        value
            .ways(self.format, like)
            .into_iter()
            .map(|way| self.with_text(&place, &format!("{space}{way}")))
            .collect()
    }

    /// The text without a key: without its lines.
    pub(super) fn without(&self, entry: &TableEntry) -> Option<String> {
        let place = self.place(entry)?;
        let start = line_start(self.text, entry.key_range.start);
        let end = line_end(self.text, place.end);
        let alone = self.text[start..entry.key_range.start].trim().is_empty()
            && is_comment(self.text[place.end..end].trim_end_matches(['\r', '\n']));
        alone.then(|| self.with_text(&(start..end), ""))
    }

    /// The ways to add a key.
    pub(super) fn with(&self, key: &str, value: &NewValue, order: &[&str]) -> Vec<String> {
        let newline = newline_of(&self.text[..self.body_start]);
        let mut ways = Vec::new();
        for place in self.places_for(key, order) {
            for way in self.lines_for(key, value, newline) {
                ways.push(self.with_text(&(place..place), &format!("{way}{newline}")));
            }
        }
        ways
    }

    fn lines_for(&self, key: &str, value: &NewValue, newline: &str) -> Vec<String> {
        let ways = value.ways(self.format, self.like());
        if self.format == Format::Toml {
            return ways.into_iter().map(|way| format!("{key} = {way}")).collect();
        }
        match value {
            NewValue::List(items) if self.has_block_lists() => {
                let lines = |last: bool| {
                    let items = items.iter().filter_map(|item| {
                        let ways = item.ways(self.format, "");
                        let way = if last { ways.last() } else { ways.first() };
                        Some(format!("{newline}  - {}", way?))
                    });
                    format!("{key}:{}", items.collect::<String>())
                };
                vec![lines(false), lines(true)]
            }
            _ => ways.into_iter().map(|way| format!("{key}: {way}")).collect(),
        }
    }

    /// How texts are written in this file: as the first one is.
    fn like(&self) -> &str {
        let texts = self.table.entries.iter().filter(|entry| matches!(entry.value.value, NodeValue::Text(_)));
        texts.map(|entry| &self.text[entry.value.range.clone()]).next().unwrap_or_default()
    }

    fn has_block_lists(&self) -> bool {
        self.table.entries.iter().any(|entry| {
            matches!(&entry.value.value, NodeValue::Array(items) if !items.is_empty())
                && self.text[entry.value.range.clone()].starts_with('-')
        })
    }

    /// Where a new key can stand, best first.
    fn places_for(&self, key: &str, order: &[&str]) -> Vec<usize> {
        let mut places = Vec::new();
        // `polder new` leaves a line such as `# fase = ""` for it.
        places.extend(self.placeholder(key));
        let at = order.iter().position(|name| *name == key);
        let entry_of = |name: &&str| self.table.get(name);
        if let Some(at) = at {
            let before = order[..at].iter().rev().find_map(entry_of);
            places.extend(before.and_then(|entry| Some(line_end(self.text, self.place(entry)?.end))));
            let after = order[at + 1..].iter().find_map(entry_of);
            places.extend(after.map(|entry| line_start(self.text, entry.key_range.start)));
        }
        places.push(self.range.end);
        places.push(self.range.start);
        places
    }

    /// The end of a comment that keeps a place for a key.
    fn placeholder(&self, key: &str) -> Option<usize> {
        let mut at = self.range.start;
        for line in self.text[self.range.clone()].split_inclusive('\n') {
            at += line.len();
            let name = line.trim_start().strip_prefix('#').map(|rest| rest.trim_start());
            let rest = name.and_then(|name| name.strip_prefix(key)).map(str::trim_start);
            if rest.is_some_and(|rest| rest.starts_with(['=', ':'])) {
                return Some(at);
            }
        }
        None
    }

    /// The bytes of a value, with all that the parser leaves out of them: the
    /// bracket that closes a list, the sign that begins a block of text.
    /// Nothing where the value is not written at its key.
    fn place(&self, entry: &TableEntry) -> Option<Range<usize>> {
        let value = entry.value.range.clone();
        if self.format == Format::Toml {
            return (value.start >= entry.key_range.end).then_some(value);
        }
        let colon = entry.key_range.end + self.text[entry.key_range.end..self.range.end].find(':')? + 1;
        if entry.value.value == NodeValue::Null {
            return Some(colon..colon);
        }
        // An alias has the place of what it stands for.
        let next = self.table.entries.iter().map(|entry| entry.key_range.start);
        let next = next.filter(|start| *start > entry.key_range.start).min().unwrap_or(self.range.end);
        if value.start < colon || value.end > next {
            return None;
        }
        let between = self.text[colon..value.start].trim();
        let start = match between.chars().next() {
            None => value.start,
            Some('>' | '|') if matches!(entry.value.value, NodeValue::Text(_)) => {
                colon + self.text[colon..value.start].find(['>', '|'])?
            }
            Some('#') if matches!(entry.value.value, NodeValue::Array(_)) => value.start,
            // An anchor, a tag, or something unheard of.
            Some(_) => return None,
        };
        let written = &self.text[value.clone()];
        let is_flow = matches!(entry.value.value, NodeValue::Array(_) | NodeValue::Table(_))
            && written.starts_with(['[', '{']);
        if !is_flow {
            return Some(start..value.end);
        }
        let closing = if written.starts_with('[') { ']' } else { '}' };
        let rest = &self.text[value.end..next];
        let at = if matches!(&entry.value.value, NodeValue::Array(items) if items.is_empty())
            && written.ends_with(closing)
        {
            return Some(start..value.end);
        } else {
            rest.find(closing)?
        };
        let only_space = rest[..at].chars().all(|c| c.is_whitespace() || c == ',');
        only_space.then(|| start..value.end + at + 1)
    }

    fn with_text(&self, place: &Range<usize>, text: &str) -> String {
        [&self.text[..place.start], text, &self.text[place.end..]].concat()
    }
}

/// Whether two values are the same, wherever they stand.
fn is_same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (NodeValue::Array(a), NodeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (NodeValue::Table(a), NodeValue::Table(b)) => {
            let (a, b) = (&a.entries, &b.entries);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && is_same(&a.value, &b.value))
        }
        // Not a number is a number here: what is written did not change.
        (NodeValue::Float(a), NodeValue::Float(b)) => a.to_bits() == b.to_bits(),
        (a, b) => a == b,
    }
}
