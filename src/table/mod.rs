//! A table of keys and values with their places, from TOML or YAML.
//!
//! `polder.toml` and front matter are both read into this one form; what the
//! values should be is for the stages to say. Places are bytes of the file
//! that the text was cut from.

mod toml;
mod yaml;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use toml::parse_toml;
pub use yaml::parse_yaml;

use crate::diagnostics::FrontMatterFault;

/// Keys and values in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The entries, in the order of the file.
    pub entries: Vec<TableEntry>,
}

/// One key with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableEntry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_range: Range<usize>,
    /// The value.
    pub value: Node,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// The value.
    pub value: NodeValue,
    /// Where it stands: exactly the value as written, quotes included. The
    /// range of a TOML table is its header, that of a YAML list or table runs
    /// to the end of its last value. A YAML alias (`*x`) has the range of the
    /// value that it stands for.
    pub range: Range<usize>,
}

/// A value as the file has it.
///
/// Types are those of the format. YAML has no quotes around most texts, so
/// there a text such as `1.10` or `2026-01-02` arrives as a number or a date:
/// where a text is declared, what stands in the file at [`Node::range`] is
/// the text. Between quotes it is a text in both formats; where a date is
/// declared, a text that is a date is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum NodeValue {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day, written without quotes; the time of a date with time is dropped.
    Date(Date),
    /// A list.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
    /// Nothing (YAML only).
    Null,
}

/// What a parser refused, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFault {
    /// What is wrong.
    pub fault: FrontMatterFault,
    /// Where; may be empty at the end of a line.
    pub range: Range<usize>,
}

impl Table {
    /// The entry of `key`.
    pub fn get(&self, key: &str) -> Option<&TableEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Node {
    /// Whether it says nothing: no value, an empty text or an empty list.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            NodeValue::Null => true,
            NodeValue::Text(text) => text.trim().is_empty(),
            NodeValue::Array(items) => items.is_empty(),
            _ => false,
        }
    }
}
