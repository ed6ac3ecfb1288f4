//! Reads the `fields` table of a collection.

use super::read::{is_address_name, kind_name};
use super::table_reader::TableReader;
use super::{CollectionId, Field, FieldKind};
use crate::diagnostics::ConfigurationFault;
use crate::table::{NodeValue, Table, TableEntry};

/// The keys of front matter that every article has, whatever its collection.
pub const BUILT_IN_KEYS: &[&str] = &[
    "title",
    "description",
    "date",
    "updated",
    "draft",
    "publish_at",
    "expires_at",
    "review_by",
    "aliases",
    "slug",
    "weight",
];

const KINDS: &[&str] = &["text", "number", "boolean", "date", "url", "choice", "reference"];
const FIELD_KEYS: &[&str] =
    &["type", "to", "options", "many", "required", "facet", "names", "label", "help", "default"];

/// Reads all fields; `collections` are the names that a reference may go to.
pub(super) fn read_fields(table: &Table, collections: &[&str], reader: &mut TableReader) -> Vec<Field> {
    table.entries.iter().filter_map(|entry| read_field(entry, collections, reader)).collect()
}

fn read_field(entry: &TableEntry, collections: &[&str], reader: &mut TableReader) -> Option<Field> {
    let name = entry.key.clone();
    if !is_address_name(&name) {
        reader.configuration(ConfigurationFault::BadName { name }, entry.key_range.clone());
        return None;
    }
    if BUILT_IN_KEYS.contains(&name.as_str()) {
        reader.configuration(ConfigurationFault::ReservedName { name }, entry.key_range.clone());
        return None;
    }
    let NodeValue::Table(table) = &entry.value.value else {
        reader.wrong_table(&name, entry.value.range.clone());
        return None;
    };
    reader.refuse_unknown(table, FIELD_KEYS);
    let kind = read_kind(entry, table, collections, reader)?;
    refuse_keys_that_do_not_fit(table, &kind, reader);
    Some(Field {
        label: reader.text(table, "label").unwrap_or_else(|| name.clone()),
        help: reader.text(table, "help"),
        many: reader.boolean(table, "many").unwrap_or(false),
        required: reader.boolean(table, "required").unwrap_or(false),
        facet: reader.boolean(table, "facet").unwrap_or(false),
        names: reader.boolean(table, "names").unwrap_or(false),
        default: table.get("default").map(|entry| entry.value.clone()),
        name,
        kind,
    })
}

fn read_kind(
    entry: &TableEntry,
    table: &Table,
    collections: &[&str],
    reader: &mut TableReader,
) -> Option<FieldKind> {
    let needs = |key: &str| ConfigurationFault::NeedsKey { field: entry.key.clone(), key: key.to_owned() };
    if table.get("type").is_none() {
        reader.configuration(needs("type"), entry.key_range.clone());
        return None;
    }
    let kind = match reader.text(table, "type")?.as_str() {
        "text" => FieldKind::Text,
        "number" => FieldKind::Number,
        "boolean" => FieldKind::Boolean,
        "date" => FieldKind::Date,
        "url" => FieldKind::Url,
        "choice" => match reader.texts(table, "options") {
            Some(options) if !options.is_empty() => FieldKind::Choice(options),
            _ => {
                reader.configuration(needs("options"), entry.key_range.clone());
                return None;
            }
        },
        "reference" => {
            let Some(to) = reader.text(table, "to") else {
                reader.configuration(needs("to"), entry.key_range.clone());
                return None;
            };
            let Some(place) = collections.iter().position(|name| *name == to) else {
                reader.undeclared_at(table, "to", &to, collections);
                return None;
            };
            FieldKind::Reference(CollectionId(place))
        }
        other => {
            reader.undeclared_at(table, "type", other, KINDS);
            return None;
        }
    };
    Some(kind)
}

/// `to`, `options`, `names` and `facet` each belong to some kinds only; on
/// another kind they are a mistake that would go unnoticed.
fn refuse_keys_that_do_not_fit(table: &Table, kind: &FieldKind, reader: &mut TableReader) {
    let mut refuse = |key: &str, fits: bool| {
        if let Some(entry) = table.get(key)
            && !fits
        {
            let fault =
                ConfigurationFault::KeyDoesNotFit { key: key.to_owned(), kind: kind_name(kind).to_owned() };
            reader.configuration(fault, entry.key_range.clone());
        }
    };
    refuse("to", matches!(kind, FieldKind::Reference(_)));
    refuse("options", matches!(kind, FieldKind::Choice(_)));
    refuse("names", *kind == FieldKind::Text);
    refuse("facet", *kind != FieldKind::Url);
    refuse("many", *kind != FieldKind::Boolean);
}
