//! Changes a file of `content/` and leaves every byte alone that the change
//! is not about: comments, order, unknown keys, line ends, a missing last
//! newline.
//!
//! A value is replaced where it stands, a new key gets a line of its own.
//! Each step is proved before it counts: the front matter is read again, and
//! has to say what it said before, but for that key. Where no way of writing
//! passes (YAML has dark corners), nothing is changed and [`Refused`] says so.

mod body;
mod keys;
mod lines;
mod list;
mod value;

pub use body::{shown_body, with_body};
pub use value::NewValue;

use crate::load::{Format, split_front_matter};
use crate::table::{Table, parse_toml, parse_yaml};
use keys::Matter;

/// One key of the front matter and what it is to hold; nothing takes it away.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The new value.
    pub value: Option<NewValue>,
}

/// Why a file is not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no front matter, or it has faults.
    Unreadable,
    /// This key cannot be changed without touching something else.
    Key(String),
}

/// The text with the changes made, one after the other. New keys stand in
/// the order of `order`, as far as the file follows it.
///
/// # Errors
/// When that cannot be done without changing anything else.
pub fn with_changes(text: &str, changes: &[Change], order: &[&str]) -> Result<String, Refused> {
    let mut text = text.to_owned();
    for change in changes {
        text = with_change(&text, change, order)?;
    }
    Ok(text)
}

fn with_change(text: &str, change: &Change, order: &[&str]) -> Result<String, Refused> {
    let matter = Matter::of(text).ok_or(Refused::Unreadable)?;
    // A list without items is a list that is not there.
    let value = change.value.as_ref().filter(|value| !value.is_blank());
    let says_so = |table: &Table| match (table.get(&change.key), value) {
        (Some(entry), Some(value)) => value.is(&entry.value.value),
        (None, None) => true,
        _ => false,
    };
    if says_so(&matter.table) {
        return Ok(text.to_owned());
    }
    let ways = match (matter.table.get(&change.key), value) {
        (Some(entry), Some(value)) => matter.replaced(entry, value),
        (Some(entry), None) => matter.without(entry).into_iter().collect(),
        (None, Some(value)) => matter.with(&change.key, value, order),
        (None, None) => Vec::new(),
    };
    ways.into_iter()
        .find(|way| {
            Matter::of(way).is_some_and(|new| {
                says_so(&new.table)
                    && matter.says_the_same_as(&new, &change.key)
                    && text[matter.body_start..] == way[new.body_start..]
            })
        })
        .ok_or_else(|| Refused::Key(change.key.clone()))
}

/// The front matter of a text, if it is there and has no fault.
pub fn front_matter(text: &str) -> Option<(Format, Table)> {
    Matter::of(text).map(|matter| (matter.format, matter.table))
}

fn parse(text: &str, format: Format, range: std::ops::Range<usize>) -> Option<Table> {
    let offset = range.start;
    let (table, faults) = match format {
        Format::Toml => parse_toml(text.get(range)?, offset),
        Format::Yaml => parse_yaml(text.get(range)?, offset),
    };
    faults.is_empty().then_some(table)
}

/// Where the body of a text begins.
pub fn body_start(text: &str) -> usize {
    split_front_matter(text).body_start
}

#[cfg(test)]
mod tests;
