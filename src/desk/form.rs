//! The fields that an article has, as a form shows them, and what a form
//! gives back.

use serde::Serialize;
use serde_json::{Map, Value};

use super::edit::{Change, NewValue};
use crate::config::{CollectionId, Config, Field, FieldKind};
use crate::load::Place;

/// The keys that every article has, with the kind of their values. Their
/// labels are words of the desk.
const BUILT_IN: [(&str, &str, bool); 11] = [
    ("title", "text", false),
    ("description", "text", false),
    ("draft", "boolean", false),
    ("date", "date", false),
    ("updated", "date", false),
    ("publish_at", "date", false),
    ("expires_at", "date", false),
    ("review_by", "date", false),
    ("weight", "number", false),
    ("slug", "text", false),
    ("aliases", "text", true),
];

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormField {
    /// The key in front matter.
    pub name: String,
    /// The label; nothing for a built-in key.
    pub label: Option<String>,
    /// An explanation for editors.
    pub help: Option<String>,
    /// `text`, `number`, `boolean`, `date`, `url`, `choice` or `reference`.
    pub kind: &'static str,
    /// Whether it holds a list.
    pub many: bool,
    /// Whether every article must have it.
    pub required: bool,
    /// What can be chosen.
    pub options: Vec<String>,
    /// The collection that it refers to.
    pub to: Option<String>,
}

/// The fields of an article, or of a page without a collection: built-in keys
/// first, then the declared ones.
pub fn fields(config: &Config, collection: Option<CollectionId>) -> Vec<FormField> {
    let built_in = BUILT_IN.iter().map(|(name, kind, many)| FormField {
        name: (*name).to_owned(),
        label: None,
        help: None,
        kind,
        many: *many,
        required: *name == "title",
        options: Vec::new(),
        to: None,
    });
    let declared = collection.into_iter().flat_map(|id| &config.collection(id).fields);
    built_in.chain(declared.map(|field| declared_field(config, field))).collect()
}

fn declared_field(config: &Config, field: &Field) -> FormField {
    FormField {
        name: field.name.clone(),
        label: Some(field.label.clone()),
        help: field.help.clone(),
        kind: kind_of(field),
        many: field.many,
        required: field.required,
        options: match &field.kind {
            FieldKind::Choice(options) => options.clone(),
            _ => Vec::new(),
        },
        to: match &field.kind {
            FieldKind::Reference(to) => Some(config.collection(*to).name.clone()),
            _ => None,
        },
    }
}

fn kind_of(field: &Field) -> &'static str {
    match &field.kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Boolean => "boolean",
        FieldKind::Date => "date",
        FieldKind::Url => "url",
        FieldKind::Choice(_) => "choice",
        FieldKind::Reference(_) => "reference",
    }
}

/// The collection of an article.
pub(super) fn collection_of(place: Place) -> Option<CollectionId> {
    match place {
        Place::Article(id) => Some(id),
        _ => None,
    }
}

/// What a form gives back, as changes of front matter.
///
/// # Errors
/// The name of the field whose value has the wrong form.
pub fn changes(fields: &[FormField], given: &Map<String, Value>) -> Result<Vec<Change>, String> {
    let mut changes = Vec::with_capacity(given.len());
    for (key, value) in given {
        let field = fields.iter().find(|field| field.name == *key).ok_or_else(|| key.clone())?;
        let value = match value {
            Value::Null => None,
            Value::Array(items) if field.many => {
                let items: Option<Vec<NewValue>> = items.iter().map(|item| one(field, item)).collect();
                Some(NewValue::List(items.ok_or_else(|| key.clone())?))
            }
            value if !field.many => Some(one(field, value).ok_or_else(|| key.clone())?),
            _ => return Err(key.clone()),
        };
        changes.push(Change { key: key.clone(), value });
    }
    Ok(changes)
}

fn one(field: &FormField, value: &Value) -> Option<NewValue> {
    match (field.kind, value) {
        ("number", Value::Number(number)) => number.as_f64().map(NewValue::Number),
        ("boolean", Value::Bool(value)) => Some(NewValue::Boolean(*value)),
        ("date", Value::String(day)) if day.len() == 10 => day.parse().ok().map(NewValue::Date),
        ("text" | "url" | "choice" | "reference", Value::String(text)) => {
            Some(NewValue::Text(text.trim().to_owned()))
        }
        _ => None,
    }
}
