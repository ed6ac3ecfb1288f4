//! YAML → [`Table`].

mod faults;
mod value;

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_saphyr::{Location, Spanned};

use super::{Node, NodeValue, Table, TableEntry, TableFault};
use value::{Entries, YamlValue};

/// Parses `text`, whose first byte is byte `offset` of its file. What could
/// be read is in the table, also when there are faults; the parser stops at
/// the first.
pub fn parse_yaml(text: &str, offset: usize) -> (Table, Vec<TableFault>) {
    let mut entries = Entries::default();
    let options = serde_saphyr::options! {
        // Our own messages show the line.
        with_snippet: false,
        // `yes` and `no` are words of a title as well.
        strict_booleans: true,
        // Front matter is small; a few aliases must not grow into millions of values.
        budget: serde_saphyr::budget! { max_nodes: 5000, max_aliases: 10 },
    };
    let parsed = serde_saphyr::with_deserializer_from_str_with_options(text, options, |deserializer| {
        entries.read(deserializer)
    });
    let cut = Cut { text, offset };
    let table = cut.table(entries.read);
    let faults = parsed.err().map(|error| {
        let fault = faults::of(&error, text);
        TableFault { range: cut.place(fault.range), ..fault }
    });
    (table, faults.into_iter().collect())
}

/// The text that places refer to.
struct Cut<'a> {
    text: &'a str,
    offset: usize,
}

impl Cut<'_> {
    fn table(&self, entries: Vec<(Spanned<String>, Spanned<YamlValue>)>) -> Table {
        let entries = entries
            .into_iter()
            .map(|(key, value)| {
                let key_range = self.place(self.range(key.defined));
                TableEntry { key: key.value, key_range, value: self.node(value) }
            })
            .collect();
        Table { entries }
    }

    /// Recursion ends: the parser refuses deep nesting.
    fn node(&self, node: Spanned<YamlValue>) -> Node {
        let mut range = self.range(node.defined);
        let value = match node.value {
            YamlValue::Text(text) => match self.date(&text, &range) {
                Some(date) => NodeValue::Date(date),
                None => NodeValue::Text(text),
            },
            YamlValue::Integer(value) => NodeValue::Integer(value),
            YamlValue::Float(value) => NodeValue::Float(value),
            YamlValue::Boolean(value) => NodeValue::Boolean(value),
            YamlValue::Null => NodeValue::Null,
            YamlValue::Array(items) => {
                let items: Vec<Node> = items.into_iter().map(|item| self.node(item)).collect();
                self.extend(&mut range, items.last());
                NodeValue::Array(items)
            }
            YamlValue::Table(entries) => {
                let table = self.table(entries);
                self.extend(&mut range, table.entries.last().map(|entry| &entry.value));
                NodeValue::Table(table)
            }
        };
        Node { value, range: self.place(range) }
    }

    /// A text without quotes that is a day, or a moment, of which the day is
    /// kept as it is written.
    fn date(&self, text: &str, range: &Range<usize>) -> Option<Date> {
        let day = text.get(..10)?;
        let plain = self.text[range.clone()] == *text;
        if !plain || !day.starts_with(|c: char| c.is_ascii_digit()) || !day.contains('-') {
            return None;
        }
        text.parse().ok().or_else(|| text.parse::<Timestamp>().ok().and_then(|_| day.parse().ok()))
    }

    /// The parser gives lists and tables the place of their first character.
    fn extend(&self, range: &mut Range<usize>, last: Option<&Node>) {
        if let Some(last) = last {
            range.end = range.end.max(last.range.end - self.offset);
        }
    }

    /// The bytes of the text at a location, without the line ends that a
    /// block of text closes with.
    fn range(&self, location: Location) -> Range<usize> {
        let span = location.span();
        let (Some(start), Some(length)) = (span.byte_offset(), span.byte_len()) else {
            let at = faults::byte_at(self.text, location);
            return at..at;
        };
        let byte = |at: u64| self.text.floor_char_boundary(usize::try_from(at).unwrap_or(usize::MAX));
        let end = byte(start.saturating_add(length));
        let start = byte(start).min(end);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn written<'a>(text: &'a str, range: &Range<usize>, offset: usize) -> &'a str {
        &text[range.start - offset..range.end - offset]
    }

    /// Each value with what is written at its place.
    fn values(text: &str) -> Vec<(NodeValue, &str)> {
        let (table, faults) = parse_yaml(text, 4);
        assert_eq!(faults, []);
        let value = |entry: TableEntry| (entry.value.value, written(text, &entry.value.range, 4));
        table.entries.into_iter().map(value).collect()
    }

    #[test]
    fn keeps_what_is_written_at_hand() {
        let day = Date::constant(2026, 1, 2);
        let text = |text: &str| NodeValue::Text(text.into());
        let cases = [
            ("a: Één b\n", text("Één b"), "Één b"),
            ("a: \"2026\"\n", text("2026"), "\"2026\""),
            ("a: 2026-01-02\n", NodeValue::Date(day), "2026-01-02"),
            ("a: 2026-01-02T10:00:00Z\n", NodeValue::Date(day), "2026-01-02T10:00:00Z"),
            ("a: \"2026-01-02\"\n", text("2026-01-02"), "\"2026-01-02\""),
            ("a: 2026-02-30\n", text("2026-02-30"), "2026-02-30"),
            ("a: 1.10\n", NodeValue::Float(1.1), "1.10"),
            ("a: 012\n", NodeValue::Float(12.0), "012"),
            ("a: 12 # twaalf\n", NodeValue::Integer(12), "12"),
            ("a: yes\n", text("yes"), "yes"),
            ("a: true\r\n", NodeValue::Boolean(true), "true"),
            ("a:\n", NodeValue::Null, ""),
            ("a: >\n  een\n  twee\n\n", text("een twee\n"), "een\n  twee"),
            ("a: een\n  twee\n", text("een twee"), "een\n  twee"),
            ("a: https://x.nl\n", text("https://x.nl"), "https://x.nl"),
        ];
        for (source, value, place) in cases {
            assert_eq!(values(source), [(value, place)], "{source}");
        }
    }

    #[test]
    fn lists_and_aliases_have_places() {
        let source = "a:\n  - x\n  - 'y'\nb: [1, 2]\nc: &n 3\nd: *n\n";
        let found = values(source);
        let NodeValue::Array(items) = &found[0].0 else { unreachable!() };
        assert_eq!(written(source, &items[1].range, 4), "'y'");
        let places: Vec<&str> = found.iter().map(|(_, place)| *place).collect();
        assert_eq!(places[1], "[1, 2");
        assert_eq!(places[3], "3");
    }

    #[test]
    fn what_stands_before_a_fault_is_read() {
        let (table, faults) = parse_yaml("title: Regio\nx: a: b\n", 0);
        assert_eq!(faults.len(), 1);
        assert_eq!(table.get("title").unwrap().value.value, NodeValue::Text("Regio".into()));
    }

    #[test]
    fn a_bomb_of_aliases_is_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let aliases = format!("*a{}, ", level - 1).repeat(10);
            bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
        }
        assert_eq!(parse_yaml(&bomb, 0).1.len(), 1);
    }

    /// Text that is nearly YAML.
    fn nearly_yaml() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "title",
            "é",
            " ",
            ": ",
            ":",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "- ",
            "\n",
            "\n  ",
            "\r\n",
            "2026-01-02",
            "true",
            "~",
            "|",
            ">",
            "&a",
            "*a",
            "!!str ",
            "#",
            "---",
            "<<: ",
            "\t",
            "? ",
            "1e9",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn assert_inside(node: &Node, text: &str) {
        assert!(node.range.start >= 7 && text.get(node.range.start - 7..node.range.end - 7).is_some());
        match &node.value {
            NodeValue::Table(table) => table.entries.iter().for_each(|entry| assert_entry(entry, text)),
            NodeValue::Array(items) => items.iter().for_each(|item| assert_inside(item, text)),
            _ => {}
        }
    }

    fn assert_entry(entry: &TableEntry, text: &str) {
        let key = &entry.key_range;
        assert!(key.start >= 7 && text.get(key.start - 7..key.end - 7).is_some());
        assert_inside(&entry.value, text);
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text(text in prop_oneof![nearly_yaml(), any::<String>()]) {
            let (table, faults) = parse_yaml(&text, 7);
            table.entries.iter().for_each(|entry| assert_entry(entry, &text));
            for fault in faults {
                assert!(fault.range.start >= 7);
                assert!(text.get(fault.range.start - 7..fault.range.end - 7).is_some(), "{:?}", fault);
            }
        }
    }
}
