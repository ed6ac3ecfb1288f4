//! TOML → [`Table`].

mod faults;

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};
use jiff::civil::Date;

use super::{Node, NodeValue, Table, TableEntry, TableFault};
use crate::diagnostics::FrontMatterFault;

/// Parses `text`, whose first byte is byte `offset` of its file. What could
/// be read is in the table, also when there are faults.
pub fn parse_toml(text: &str, offset: usize) -> (Table, Vec<TableFault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults = faults::of(&errors, text);
    let mut reader = Reader { text, offset, faults: Vec::new(), known: &faults };
    let table = reader.table(table.into_inner());
    let own = reader.faults;
    faults.extend(own);
    for fault in &mut faults {
        fault.range.start += offset;
        fault.range.end += offset;
    }
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    (table, faults)
}

/// Turns the parser's values into ours.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
    /// What this stage itself refuses.
    faults: Vec<TableFault>,
    /// What the parser refused: a value with such a fault in it is dropped.
    known: &'a [TableFault],
}

impl Reader<'_> {
    /// The library sorts tables by key; readers expect the file's order.
    /// Recursion ends: the parser refuses deep nesting.
    fn table(&mut self, table: DeTable<'_>) -> Table {
        let mut entries: Vec<TableEntry> = table
            .into_iter()
            .filter_map(|(key, value)| {
                let key_range = self.place(key.span());
                let value = self.node(value)?;
                Some(TableEntry { key: key.into_inner().into_owned(), key_range, value })
            })
            .collect();
        entries.sort_by_key(|entry| (entry.key_range.start, entry.value.range.start));
        Table { entries }
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>) -> Option<Node> {
        let span = value.span();
        let range = self.place(span.clone());
        let value = match value.into_inner() {
            DeValue::Array(items) => {
                NodeValue::Array(items.into_iter().filter_map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => NodeValue::Table(self.table(table)),
            _ if self.unusable(&span) => return None,
            DeValue::String(text) => NodeValue::Text(text.into_owned()),
            DeValue::Boolean(value) => NodeValue::Boolean(value),
            DeValue::Integer(value) => match i64::from_str_radix(value.as_str(), value.radix()) {
                Ok(value) => NodeValue::Integer(value),
                Err(_) => return self.refuse(FrontMatterFault::Other("integer out of range".into()), span),
            },
            DeValue::Float(value) => match value.as_str().parse() {
                Ok(value) => NodeValue::Float(value),
                Err(_) => return self.refuse(FrontMatterFault::Other("invalid number".into()), span),
            },
            DeValue::Datetime(value) => match value.date.and_then(civil_date) {
                Some(date) => NodeValue::Date(date),
                None => return self.refuse(FrontMatterFault::InvalidDate, span),
            },
        };
        Some(Node { value, range })
    }

    /// Whether the parser refused this value in such a way that what it made
    /// of it is not what was meant.
    fn unusable(&self, span: &Range<usize>) -> bool {
        self.known.iter().any(|fault| {
            let recovered =
                matches!(fault.fault, FrontMatterFault::MissingQuotes | FrontMatterFault::UnclosedText);
            !recovered && span.start <= fault.range.start && fault.range.end <= span.end
        })
    }

    fn refuse(&mut self, fault: FrontMatterFault, range: Range<usize>) -> Option<Node> {
        self.faults.push(TableFault { fault, range });
        None
    }

    /// A place in the file, kept within the text.
    fn place(&self, span: Range<usize>) -> Range<usize> {
        let end = span.end.min(self.text.len());
        self.offset + span.start.min(end)..self.offset + end
    }
}

fn civil_date(date: ::toml::value::Date) -> Option<Date> {
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn written<'a>(text: &'a str, range: &Range<usize>, offset: usize) -> &'a str {
        &text[range.start - offset..range.end - offset]
    }

    #[test]
    fn keeps_order_types_and_places() {
        let text = "title = \"Regio's\"\nweight = 3\ndate = 2026-01-02\nat = 2026-01-02T10:00:00Z\n\
                    a = [1.5, true]\n[z.fields]\nb = { c = 'd' }\n";
        let (table, faults) = parse_toml(text, 4);
        assert_eq!(faults, []);
        let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["title", "weight", "date", "at", "a", "z"]);
        let day = Date::constant(2026, 1, 2);
        assert_eq!(table.get("title").unwrap().value.value, NodeValue::Text("Regio's".into()));
        assert_eq!(written(text, &table.get("title").unwrap().value.range, 4), "\"Regio's\"");
        assert_eq!(written(text, &table.get("weight").unwrap().key_range, 4), "weight");
        assert_eq!(table.get("weight").unwrap().value.value, NodeValue::Integer(3));
        assert_eq!(table.get("date").unwrap().value.value, NodeValue::Date(day));
        assert_eq!(table.get("at").unwrap().value.value, NodeValue::Date(day));
        let NodeValue::Array(items) = &table.get("a").unwrap().value.value else { unreachable!() };
        assert_eq!(items[0].value, NodeValue::Float(1.5));
        assert_eq!(written(text, &items[1].range, 4), "true");
        let NodeValue::Table(z) = &table.get("z").unwrap().value.value else { unreachable!() };
        let fields = z.get("fields").unwrap();
        assert_eq!(written(text, &fields.key_range, 4), "fields");
        assert_eq!(written(text, &fields.value.range, 4), "[z.fields]");
        let NodeValue::Table(fields) = &fields.value.value else { unreachable!() };
        assert_eq!(written(text, &fields.get("b").unwrap().value.range, 4), "{ c = 'd' }");
    }

    #[test]
    fn a_table_with_faults_keeps_what_can_be_used() {
        let (table, faults) = parse_toml("title = Regio\ndate = 2026-02-30\ndraft = ja\nweight = 1\n", 0);
        assert_eq!(faults.len(), 3);
        let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["title", "weight"]);
    }

    /// Text that is nearly TOML.
    fn nearly_toml() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "title",
            "é",
            " ",
            "=",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            ".",
            ":",
            "\n",
            "\r\n",
            "2026-01-02",
            "2026-13-99",
            "true",
            "ja",
            "1e9",
            "99999999999999999999",
            "\\",
            "#",
            "\"\"\"",
            "inf",
            "-",
        ]);
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    fn assert_inside(table: &Table, places: &Range<usize>) {
        for entry in &table.entries {
            assert!(places.start <= entry.key_range.start && entry.key_range.end <= places.end);
            assert_node_inside(&entry.value, places);
        }
    }

    fn assert_node_inside(node: &Node, places: &Range<usize>) {
        assert!(places.start <= node.range.start && node.range.start <= node.range.end);
        assert!(node.range.end <= places.end);
        match &node.value {
            NodeValue::Table(table) => assert_inside(table, places),
            NodeValue::Array(items) => items.iter().for_each(|item| assert_node_inside(item, places)),
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn places_lie_in_the_text(text in prop_oneof![nearly_toml(), any::<String>()]) {
            let (table, faults) = parse_toml(&text, 7);
            let places = 7..7 + text.len();
            assert_inside(&table, &places);
            for fault in faults {
                assert!(places.start <= fault.range.start && fault.range.end <= places.end);
                assert!(text.get(fault.range.start - 7..fault.range.end - 7).is_some());
            }
        }
    }
}
