//! Reads typed values from a table of `polder.toml` and gathers what is
//! wrong with them.

use std::ops::Range;

use crate::diagnostics::{ConfigurationFault, Diagnostic, Expected, Problem, SourceText, nearest, sort};
use crate::table::{Node, NodeValue, Table};

/// The faults found so far, and the file they are in.
pub(super) struct TableReader {
    source: SourceText,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl TableReader {
    pub(super) fn new(source: SourceText) -> Self {
        Self { source, diagnostics: Vec::new() }
    }

    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        sort(&mut self.diagnostics);
        self.diagnostics
    }

    pub(super) fn report(&mut self, problem: Problem, range: Range<usize>) {
        self.diagnostics.push(Diagnostic::new(problem, self.source.span(range)));
    }

    pub(super) fn configuration(&mut self, fault: ConfigurationFault, range: Range<usize>) {
        self.report(Problem::Configuration(fault), range);
    }

    /// Reports a fault at the value of `key`.
    pub(super) fn configuration_at(&mut self, table: &Table, key: &str, fault: ConfigurationFault) {
        let range = table.get(key).map_or(0..0, |entry| entry.value.range.clone());
        self.configuration(fault, range);
    }

    /// Reports that the value of `key` names something that is not declared.
    pub(super) fn undeclared_at(&mut self, table: &Table, key: &str, name: &str, known: &[&str]) {
        let fault = ConfigurationFault::Undeclared {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().copied()).map(str::to_owned),
            known: known.iter().map(|&name| name.to_owned()).collect(),
        };
        self.configuration_at(table, key, fault);
    }

    pub(super) fn refuse_unknown(&mut self, table: &Table, known: &[&str]) {
        for entry in &table.entries {
            if !known.contains(&entry.key.as_str()) {
                let problem = Problem::UnknownKey {
                    key: entry.key.clone(),
                    nearest: nearest(&entry.key, known.iter().copied()).map(str::to_owned),
                    known: known.iter().map(|&key| key.to_owned()).collect(),
                };
                self.report(problem, entry.key_range.clone());
            }
        }
    }

    pub(super) fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let node = &table.get(key)?.value;
        match &node.value {
            NodeValue::Text(text) => Some(text.clone()),
            _ => self.wrong(key, Expected::Text, node),
        }
    }

    pub(super) fn boolean(&mut self, table: &Table, key: &str) -> Option<bool> {
        let node = &table.get(key)?.value;
        match &node.value {
            NodeValue::Boolean(value) => Some(*value),
            _ => self.wrong(key, Expected::Boolean, node),
        }
    }

    pub(super) fn table<'t>(&mut self, table: &'t Table, key: &str) -> Option<&'t Table> {
        let node = &table.get(key)?.value;
        match &node.value {
            NodeValue::Table(table) => Some(table),
            _ => {
                self.wrong_table(key, node.range.clone());
                None
            }
        }
    }

    pub(super) fn texts(&mut self, table: &Table, key: &str) -> Option<Vec<String>> {
        let node = &table.get(key)?.value;
        let texts = match &node.value {
            NodeValue::Array(items) => items.iter().map(text_of).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        if texts.is_none() {
            return self.wrong(key, Expected::ListOf(Box::new(Expected::Text)), node);
        }
        texts
    }

    /// A list of lists of two texts.
    pub(super) fn text_pairs(&mut self, table: &Table, key: &str) -> Option<Vec<[String; 2]>> {
        let node = &table.get(key)?.value;
        let pair = |node: &Node| match &node.value {
            NodeValue::Array(items) => match items.as_slice() {
                [first, second] => Some([text_of(first)?, text_of(second)?]),
                _ => None,
            },
            _ => None,
        };
        let pairs = match &node.value {
            NodeValue::Array(items) => items.iter().map(pair).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        if pairs.is_none() {
            let inner = Expected::ListOf(Box::new(Expected::Text));
            let problem = Problem::WrongType {
                field: key.to_owned(),
                expected: Expected::ListOf(Box::new(inner)),
                example: format!("{key} = [[\"…\", \"…\"]]"),
            };
            self.report(problem, node.range.clone());
        }
        pairs
    }

    pub(super) fn wrong_table(&mut self, key: &str, range: Range<usize>) {
        let problem = Problem::WrongType {
            field: key.to_owned(),
            expected: Expected::Table,
            example: format!("[{key}]"),
        };
        self.report(problem, range);
    }

    fn wrong<T>(&mut self, key: &str, expected: Expected, node: &Node) -> Option<T> {
        let example = match &expected {
            Expected::Boolean => format!("{key} = true"),
            Expected::ListOf(_) => format!("{key} = [\"…\", \"…\"]"),
            _ => format!("{key} = \"…\""),
        };
        self.report(Problem::WrongType { field: key.to_owned(), expected, example }, node.range.clone());
        None
    }
}

fn text_of(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::Text(text) => Some(text.clone()),
        _ => None,
    }
}
