//! Front matter's values → typed values, each fault reported at its place.

use std::ops::Range;

use jiff::civil::Date;

use super::reading::{RawValue, example_value};
use crate::config::{Config, Field, FieldKind};
use crate::diagnostics::{Diagnostic, Expected, Problem, SourceText, Span, nearest};
use crate::table::{Node, NodeValue, Table};

/// Reads values of one file and gathers what is wrong with them.
pub(super) struct Reader {
    pub(super) source: SourceText,
    /// In YAML a text needs no quotes, so `2026` is a text where one is meant.
    pub(super) is_yaml: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A slug of a reference, and where it stands.
pub(super) struct Slug {
    pub(super) slug: String,
    pub(super) range: Range<usize>,
}

impl Reader {
    pub(super) fn report(&mut self, problem: Problem, range: Range<usize>) {
        self.diagnostics.push(Diagnostic::new(problem, self.source.span(range)));
    }

    pub(super) fn missing(&mut self, field: &str, example: &str, span: Span) {
        let problem = Problem::MissingField { field: field.to_owned(), example: example.to_owned() };
        self.diagnostics.push(Diagnostic::new(problem, span));
    }

    /// A built-in key's text; nothing when it is absent or blank.
    pub(super) fn text(&mut self, table: &Table, key: &str) -> Option<String> {
        let node = present(table, key)?;
        let text = self.text_of(node);
        if text.is_none() {
            self.wrong(key, Expected::Text, "\"…\"", node);
        }
        text
    }

    pub(super) fn boolean(&mut self, table: &Table, key: &str) -> Option<bool> {
        let node = present(table, key)?;
        if let NodeValue::Boolean(value) = node.value {
            return Some(value);
        }
        self.wrong(key, Expected::Boolean, "true", node);
        None
    }

    pub(super) fn date(&mut self, table: &Table, key: &str) -> Option<Date> {
        let node = present(table, key)?;
        let date = date_of(node);
        if date.is_none() {
            self.wrong(key, Expected::Date, "2026-01-31", node);
        }
        date
    }

    pub(super) fn whole_number(&mut self, table: &Table, key: &str) -> Option<i64> {
        let node = present(table, key)?;
        if let NodeValue::Integer(value) = node.value {
            return Some(value);
        }
        self.wrong(key, Expected::WholeNumber, "10", node);
        None
    }

    /// A list of texts with their places.
    pub(super) fn located_texts(&mut self, table: &Table, key: &str) -> Vec<(String, Range<usize>)> {
        let Some(node) = present(table, key) else { return Vec::new() };
        let NodeValue::Array(items) = &node.value else {
            self.wrong(key, Expected::ListOf(Box::new(Expected::Text)), "[\"…\"]", node);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match self.text_of(item) {
                Some(text) => texts.push((text, item.range.clone())),
                None => self.wrong(key, Expected::Text, "\"…\"", item),
            }
        }
        texts
    }

    /// The value of a declared field.
    pub(super) fn value(&mut self, config: &Config, field: &Field, node: &Node) -> Option<RawValue> {
        let items: Vec<&Node> = match (&node.value, field.many) {
            (NodeValue::Array(items), true) => items.iter().collect(),
            (NodeValue::Array(_), false) | (_, true) => {
                self.wrong(&field.name, expected(config, field), &example_value(config, field), node);
                return None;
            }
            (_, false) => vec![node],
        };
        match &field.kind {
            FieldKind::Text => self.each(config, field, &items, Self::text_of).map(RawValue::Text),
            FieldKind::Number => {
                self.each(config, field, &items, |_, node| number_of(node)).map(RawValue::Number)
            }
            FieldKind::Boolean => self
                .each(config, field, &items, |_, node| match node.value {
                    NodeValue::Boolean(value) => Some(value),
                    _ => None,
                })
                .and_then(|values| values.first().copied())
                .map(RawValue::Boolean),
            FieldKind::Date => self.each(config, field, &items, |_, node| date_of(node)).map(RawValue::Date),
            FieldKind::Url => self.each(config, field, &items, |_, node| url_of(node)).map(RawValue::Url),
            FieldKind::Choice(options) => self.choices(config, field, options, &items),
            FieldKind::Reference(_) => self.references(config, field, &items),
        }
    }

    /// Reads each item; a wrong one is reported and left out.
    fn each<T>(
        &mut self,
        config: &Config,
        field: &Field,
        items: &[&Node],
        read: impl Fn(&Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match read(self, item) {
                Some(value) => values.push(value),
                None => {
                    self.wrong(&field.name, expected_one(config, field), &example_value(config, field), item)
                }
            }
        }
        Some(values).filter(|values| !values.is_empty())
    }

    fn choices(
        &mut self,
        config: &Config,
        field: &Field,
        options: &[String],
        items: &[&Node],
    ) -> Option<RawValue> {
        let mut chosen = Vec::new();
        for (text, node) in self.texts_of(config, field, items) {
            match options.iter().position(|option| *option == text) {
                Some(place) if !chosen.contains(&place) => chosen.push(place),
                Some(_) => {}
                None => {
                    let near = nearest(&text, options.iter().map(String::as_str)).map(str::to_owned);
                    let problem = Problem::NotAnOption {
                        field: field.name.clone(),
                        value: text,
                        nearest: near,
                        options: options.to_vec(),
                    };
                    self.report(problem, node);
                }
            }
        }
        chosen.sort_unstable();
        Some(RawValue::Choice(chosen))
            .filter(|value| !matches!(value, RawValue::Choice(list) if list.is_empty()))
    }

    fn references(&mut self, config: &Config, field: &Field, items: &[&Node]) -> Option<RawValue> {
        let mut slugs: Vec<Slug> = Vec::new();
        for (slug, range) in self.texts_of(config, field, items) {
            if !slugs.iter().any(|known| known.slug == slug) {
                slugs.push(Slug { slug, range });
            }
        }
        Some(RawValue::Reference(slugs))
            .filter(|value| !matches!(value, RawValue::Reference(list) if list.is_empty()))
    }

    fn texts_of(&mut self, config: &Config, field: &Field, items: &[&Node]) -> Vec<(String, Range<usize>)> {
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            match self.text_of(item) {
                Some(text) => texts.push((text, item.range.clone())),
                None => {
                    self.wrong(&field.name, expected_one(config, field), &example_value(config, field), item)
                }
            }
        }
        texts
    }

    /// A text; in YAML also a number, a date or a truth value as it is written.
    fn text_of(&self, node: &Node) -> Option<String> {
        match &node.value {
            NodeValue::Text(text) => Some(text.trim().to_owned()),
            NodeValue::Integer(_) | NodeValue::Float(_) | NodeValue::Boolean(_) | NodeValue::Date(_)
                if self.is_yaml =>
            {
                self.source
                    .text()
                    .get(node.range.clone())
                    .map(|raw| raw.trim_matches(['"', '\'']).trim().to_owned())
            }
            _ => None,
        }
    }

    fn wrong(&mut self, field: &str, expected: Expected, example: &str, node: &Node) {
        let assign = if self.is_yaml { ": " } else { " = " };
        let example = format!("{field}{assign}{example}");
        self.report(Problem::WrongType { field: field.to_owned(), expected, example }, node.range.clone());
    }
}

fn present<'t>(table: &'t Table, key: &str) -> Option<&'t Node> {
    table.get(key).map(|entry| &entry.value).filter(|node| !node.is_blank())
}

fn number_of(node: &Node) -> Option<f64> {
    match node.value {
        NodeValue::Integer(value) => Some(value as f64),
        NodeValue::Float(value) if value.is_finite() => Some(value),
        _ => None,
    }
}

/// A date, also one between quotes, in the one form `2026-01-31`.
fn date_of(node: &Node) -> Option<Date> {
    match &node.value {
        NodeValue::Date(date) => Some(*date),
        NodeValue::Text(text) if text.trim().len() == 10 => text.trim().parse().ok(),
        _ => None,
    }
}

/// An address of the web: a scheme, a host, no white space.
fn url_of(node: &Node) -> Option<String> {
    let NodeValue::Text(text) = &node.value else { return None };
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let well_formed = !host.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    well_formed.then(|| text.to_owned())
}

/// What one value of the field should be.
fn expected_one(config: &Config, field: &Field) -> Expected {
    match &field.kind {
        FieldKind::Text | FieldKind::Choice(_) => Expected::Text,
        FieldKind::Number => Expected::Number,
        FieldKind::Boolean => Expected::Boolean,
        FieldKind::Date => Expected::Date,
        FieldKind::Url => Expected::Url,
        FieldKind::Reference(to) => Expected::Reference(config.collection(*to).name.clone()),
    }
}

/// What the field should hold.
fn expected(config: &Config, field: &Field) -> Expected {
    let one = expected_one(config, field);
    if field.many { Expected::ListOf(Box::new(one)) } else { one }
}
