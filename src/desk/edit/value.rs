//! A new value, and the ways in which a format can write it.

use jiff::civil::Date;

use crate::load::Format;
use crate::table::NodeValue;

/// What a key is to hold.
#[derive(Debug, Clone, PartialEq)]
pub enum NewValue {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A list.
    List(Vec<NewValue>),
}

impl NewValue {
    /// Whether it says nothing: an empty text or list.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// Whether a file says exactly this.
    pub(super) fn is(&self, found: &NodeValue) -> bool {
        match (self, found) {
            (Self::Text(text), NodeValue::Text(found)) => text == found,
            (Self::Number(number), NodeValue::Integer(found)) => *number == *found as f64,
            (Self::Number(number), NodeValue::Float(found)) => number == found,
            (Self::Boolean(value), NodeValue::Boolean(found)) => value == found,
            (Self::Date(day), NodeValue::Date(found)) => day == found,
            (Self::List(items), NodeValue::Array(found)) => {
                items.len() == found.len()
                    && items.iter().zip(found).all(|(item, found)| item.is(&found.value))
            }
            _ => false,
        }
    }

    /// How it can be written on one line, best first; `like` is what stands
    /// there now, whose quotes are kept where they can be.
    pub(super) fn ways(&self, format: Format, like: &str) -> Vec<String> {
        match self {
            Self::Text(text) => text_ways(text, format, like),
            Self::Number(number) => vec![number.to_string()],
            Self::Boolean(value) => vec![value.to_string()],
            Self::Date(day) => vec![day.to_string()],
            Self::List(items) => {
                let like = like.trim_start_matches(['[', ' ', '\n', '\r', '\t', '-']);
                // All plain, or else all between quotes.
                let ways: Vec<Vec<String>> = items.iter().map(|item| item.ways(format, like)).collect();
                let first = ways.iter().filter_map(|ways| ways.first().cloned());
                let last = ways.iter().filter_map(|ways| ways.last().cloned());
                let mut lists = vec![one_line(first), one_line(last)];
                lists.dedup();
                lists
            }
        }
    }
}

/// A list on one line.
pub(super) fn one_line(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

fn text_ways(text: &str, format: Format, like: &str) -> Vec<String> {
    let mut ways = Vec::new();
    let on_one_line = !text.contains(|c: char| c.is_control());
    let single = like.starts_with('\'') && !like.starts_with("'''");
    match format {
        Format::Toml if single && on_one_line && !text.contains('\'') => ways.push(format!("'{text}'")),
        Format::Yaml if single && on_one_line => ways.push(format!("'{}'", text.replace('\'', "''"))),
        Format::Yaml if on_one_line && !like.starts_with(['"', '\'']) => ways.push(text.to_owned()),
        _ => {}
    }
    ways.push(quoted(text));
    ways
}

/// A text between double quotes, as JSON, TOML and YAML all read it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Control characters, and those that YAML takes for line ends or
            // for a mark at the beginning of a file.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
