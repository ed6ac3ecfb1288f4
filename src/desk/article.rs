//! One article, ready to be edited.

use serde::Serialize;
use serde_json::{Map, Value};

use super::edit::{Change, Refused, front_matter, shown_body, with_body, with_changes};
use super::form::{FormField, changes, collection_of, fields};
use crate::config::Config;
use crate::load::Place;
use crate::table::{Node, NodeValue};

/// An article as a form shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Article {
    /// Whether its front matter can be read; if not, only its whole text can
    /// be edited.
    pub readable: bool,
    /// The values of its keys.
    pub values: Map<String, Value>,
    /// Keys that no field of the form is for; they stay as they are.
    pub others: Vec<String>,
    /// The text below.
    pub body: String,
    /// The whole file.
    pub text: String,
}

/// What was changed in a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edits {
    /// Key → new value; `null` takes it away.
    pub values: Map<String, Value>,
    /// The new body.
    pub body: Option<String>,
    /// The whole file, typed by hand; then the rest does not count.
    pub text: Option<String>,
}

/// Why edits cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impossible {
    /// A value of this field has the wrong form.
    Value(String),
    /// The file cannot be changed in this way.
    Refused(Refused),
}

/// The fields of the form of an article at this place.
pub fn form_of(config: &Config, place: Place) -> Vec<FormField> {
    fields(config, collection_of(place))
}

/// Reads an article.
pub fn article(form: &[FormField], text: &str) -> Article {
    let read = front_matter(text);
    let mut values = Map::new();
    let mut others = Vec::new();
    for entry in read.iter().flat_map(|(_, table)| &table.entries) {
        match form.iter().find(|field| field.name == entry.key) {
            Some(field) => drop(values.insert(entry.key.clone(), value(field, &entry.value, text))),
            None => others.push(entry.key.clone()),
        }
    }
    Article { readable: read.is_some(), values, others, body: shown_body(text), text: text.to_owned() }
}

/// A value as a form holds it. Where a text is meant, a number or a day that
/// YAML found is what is written.
fn value(field: &FormField, node: &Node, text: &str) -> Value {
    let wants_text = matches!(field.kind, "text" | "url" | "choice" | "reference");
    match &node.value {
        NodeValue::Text(text) => Value::from(text.as_str()),
        NodeValue::Array(items) => items.iter().map(|item| value(field, item, text)).collect(),
        NodeValue::Null | NodeValue::Table(_) => Value::Null,
        _ if wants_text => Value::from(text.get(node.range.clone()).unwrap_or_default()),
        NodeValue::Integer(number) => Value::from(*number),
        NodeValue::Float(number) => Value::from(*number),
        NodeValue::Boolean(value) => Value::from(*value),
        NodeValue::Date(day) => Value::from(day.to_string()),
    }
}

/// The file with the edits made.
///
/// # Errors
/// When a value has the wrong form, or the file cannot be changed safely.
pub fn with_edits(form: &[FormField], text: &str, edits: &Edits) -> Result<String, Impossible> {
    if let Some(whole) = &edits.text {
        return Ok(whole_text(text, whole));
    }
    let changes: Vec<Change> = changes(form, &edits.values).map_err(Impossible::Value)?;
    if front_matter(text).is_none() && (!changes.is_empty() || edits.body.is_some()) {
        return Err(Impossible::Refused(Refused::Unreadable));
    }
    let order: Vec<&str> = form.iter().map(|field| field.name.as_str()).collect();
    let text = with_changes(text, &changes, &order).map_err(Impossible::Refused)?;
    Ok(match &edits.body {
        Some(body) => with_body(&text, body),
        None => text,
    })
}

/// A whole text that was typed in a form, with the line ends of the file.
fn whole_text(before: &str, typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    let first = before.find('\n').unwrap_or(before.len());
    if before[..first].ends_with('\r') { typed.replace('\n', "\r\n") } else { typed }
}

/// The text of an article that is copied from another: a draft with a title
/// and an address of its own.
///
/// # Errors
/// When the file cannot be changed safely.
pub fn copied(text: &str, title: &str) -> Result<String, Refused> {
    use super::edit::NewValue;
    let change = |key: &str, value| Change { key: key.to_owned(), value };
    let mut changes = vec![
        change("title", Some(NewValue::Text(title.to_owned()))),
        change("draft", Some(NewValue::Boolean(true))),
    ];
    changes.extend(["aliases", "slug", "publish_at", "expires_at"].map(|key| change(key, None)));
    with_changes(text, &changes, &["title", "description", "draft"])
}
