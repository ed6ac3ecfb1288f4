//! Reads `polder.toml`: every key checked, every fault reported at its place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fields::read_fields;
use super::table_reader::TableReader;
use super::{
    BaseUrl, Checks, Collection, CollectionId, Config, Field, FieldId, FieldKind, HistoryConfig, Order,
    Roles, SearchConfig,
};
use crate::diagnostics::{Code, ConfigurationFault, Diagnostic, Problem, Severity, SourceText};
use crate::table::{NodeValue, Table, TableEntry, parse_toml};

/// The file's name.
pub const FILE_NAME: &str = "polder.toml";

/// Names that a collection cannot have, for the site itself uses them as the
/// first part of addresses.
pub const RESERVED_ROUTES: &[&str] =
    &["a-z", "data", "my-collection", "search", "static", "verzamelmap", "zoeken"];

const TOP_KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "language",
    "theme",
    "collections",
    "roles",
    "search",
    "history",
    "checks",
    "abbreviations",
];
const COLLECTION_KEYS: &[&str] =
    &["label", "label_plural", "description", "extra", "order", "fields", "pairs"];
const COLLECTION_ROLES: &[&str] = &[
    "regions",
    "themes",
    "cases",
    "lessons",
    "instruments",
    "questions",
    "self_scan",
    "glossary",
    "sources",
    "events",
    "organisations",
];
/// A role that is bound to a field, and the collection role it belongs to.
const FIELD_ROLES: &[(&str, &str)] = &[
    ("tile_column", "regions"),
    ("tile_row", "regions"),
    ("municipalities", "regions"),
    ("abbreviation", "glossary"),
    ("sentence", "lessons"),
    ("statement", "self_scan"),
    ("statement_group", "self_scan"),
    ("answer_low", "self_scan"),
    ("answer_high", "self_scan"),
];

/// Why there is no configuration.
#[derive(Debug)]
pub enum ConfigError {
    /// The file could not be read; the system's error.
    Unreadable(PathBuf, std::io::Error),
    /// Everything that is wrong in it.
    Faults(Vec<Diagnostic>),
}

/// Reads `polder.toml` in `root`.
///
/// # Errors
/// When the file cannot be read, or every fault in it with its place.
pub fn read(root: &Path) -> Result<Config, ConfigError> {
    let path = root.join(FILE_NAME);
    let bytes = std::fs::read(&path).map_err(|error| ConfigError::Unreadable(path, error))?;
    match String::from_utf8(bytes) {
        Ok(text) => read_text(root, &text).map_err(ConfigError::Faults),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let source = SourceText::new(FILE_NAME, String::from_utf8_lossy(error.as_bytes()));
            Err(ConfigError::Faults(vec![Diagnostic::new(
                Problem::NotUtf8 { byte },
                source.span(at..at + 1),
            )]))
        }
    }
}

/// Reads the text of a `polder.toml` that stands in `root`.
///
/// # Errors
/// Every fault in it, with its place.
pub fn read_text(root: &Path, text: &str) -> Result<Config, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = SourceText::new(FILE_NAME, text);
    let mut reader = TableReader::new(source.clone());
    let (table, faults) = parse_toml(text, 0);
    for fault in faults {
        reader.configuration(ConfigurationFault::Syntax(fault.fault), fault.range);
    }
    let config = read_config(root, &source, &table, &mut reader);
    if reader.diagnostics.is_empty() { Ok(config) } else { Err(reader.into_sorted()) }
}

fn read_config(root: &Path, source: &SourceText, table: &Table, reader: &mut TableReader) -> Config {
    reader.refuse_unknown(table, TOP_KEYS);
    let title = reader.text(table, "title").unwrap_or_else(|| {
        if table.get("title").is_none() {
            reader.configuration(ConfigurationFault::Missing { key: "title".to_owned() }, 0..0);
        }
        String::new()
    });
    let collections = read_collections(table, reader);
    Config {
        root: root.to_owned(),
        source: source.clone(),
        title,
        description: reader.text(table, "description").unwrap_or_default(),
        base_url: read_base_url(table, reader),
        language: read_language(table, reader),
        theme: reader.text(table, "theme").unwrap_or_else(|| "polder".to_owned()),
        roles: read_roles(table, &collections, reader),
        search: read_search(table, reader),
        history: read_history(table, reader),
        abbreviations: read_abbreviations(table, reader),
        checks: read_checks(table, reader),
        collections,
    }
}

/// Without `base_url` the site is taken to stand at the root of this machine:
/// right for a first look, wrong in feeds once it is published.
fn read_base_url(table: &Table, reader: &mut TableReader) -> BaseUrl {
    let parsed = match reader.text(table, "base_url") {
        Some(value) => {
            let parsed = BaseUrl::parse(&value);
            if parsed.is_none() {
                reader.configuration_at(table, "base_url", ConfigurationFault::BadUrl { value });
            }
            parsed
        }
        None => None,
    };
    parsed.unwrap_or_else(BaseUrl::local)
}

fn read_language(table: &Table, reader: &mut TableReader) -> String {
    let language = reader.text(table, "language").unwrap_or_else(|| "nl".to_owned());
    let well_formed = language.split('-').enumerate().all(|(index, part)| {
        let length = if index == 0 { 2..=3 } else { 1..=8 };
        length.contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    });
    if !well_formed {
        let fault = ConfigurationFault::Undeclared {
            name: language.clone(),
            nearest: None,
            known: vec!["nl".to_owned(), "en".to_owned()],
        };
        reader.configuration_at(table, "language", fault);
    }
    language
}

fn read_collections(table: &Table, reader: &mut TableReader) -> Vec<Collection> {
    let Some(collections) = reader.table(table, "collections") else { return Vec::new() };
    let mut accepted: Vec<&TableEntry> = Vec::new();
    for entry in &collections.entries {
        if !is_address_name(&entry.key) {
            reader.configuration(
                ConfigurationFault::BadName { name: entry.key.clone() },
                entry.key_range.clone(),
            );
        } else if RESERVED_ROUTES.contains(&entry.key.as_str()) {
            reader.configuration(
                ConfigurationFault::ReservedName { name: entry.key.clone() },
                entry.key_range.clone(),
            );
        } else {
            accepted.push(entry);
        }
    }
    let names: Vec<&str> = collections.entries.iter().map(|entry| entry.key.as_str()).collect();
    accepted.into_iter().filter_map(|entry| read_collection(entry, &names, reader)).collect()
}

fn read_collection(entry: &TableEntry, names: &[&str], reader: &mut TableReader) -> Option<Collection> {
    let NodeValue::Table(table) = &entry.value.value else {
        reader.wrong_table(&entry.key, entry.value.range.clone());
        return None;
    };
    reader.refuse_unknown(table, COLLECTION_KEYS);
    let label = reader.text(table, "label").unwrap_or_else(|| entry.key.clone());
    let fields: Vec<Field> =
        reader.table(table, "fields").map(|fields| read_fields(fields, names, reader)).unwrap_or_default();
    Some(Collection {
        name: entry.key.clone(),
        label_plural: reader.text(table, "label_plural").unwrap_or_else(|| label.clone()),
        label,
        description: reader.text(table, "description").unwrap_or_default(),
        extra: reader.boolean(table, "extra").unwrap_or(false),
        order: read_order(table, reader),
        pairs: read_pairs(table, &fields, reader),
        fields,
    })
}

/// Which fields readers browse by together: `pairs = [["theme", "phase"]]`.
/// Both are facets, for a pair stands on the pages of its two values.
fn read_pairs(table: &Table, fields: &[Field], reader: &mut TableReader) -> Vec<(FieldId, FieldId)> {
    let facets: Vec<&str> =
        fields.iter().filter(|field| field.facet).map(|field| field.name.as_str()).collect();
    let place = |name: &str| fields.iter().position(|field| field.facet && field.name == name).map(FieldId);
    let mut pairs = Vec::new();
    for [first, second] in reader.text_pairs(table, "pairs").unwrap_or_default() {
        match (place(&first), place(&second)) {
            (Some(a), Some(b)) if a != b && !pairs.contains(&(a, b)) && !pairs.contains(&(b, a)) => {
                pairs.push((a, b));
            }
            (Some(_), Some(_)) => {
                let others: Vec<&str> = facets.iter().copied().filter(|name| *name != first).collect();
                reader.undeclared_at(table, "pairs", &second, &others);
            }
            (None, _) => reader.undeclared_at(table, "pairs", &first, &facets),
            (_, None) => reader.undeclared_at(table, "pairs", &second, &facets),
        }
    }
    pairs
}

fn read_order(table: &Table, reader: &mut TableReader) -> Order {
    let options = ["weight", "title", "date"];
    match reader.text(table, "order").as_deref() {
        None | Some("weight") => Order::Weight,
        Some("title") => Order::Title,
        Some("date") => Order::Date,
        Some(other) => {
            reader.undeclared_at(table, "order", other, &options);
            Order::Weight
        }
    }
}

fn read_roles(table: &Table, collections: &[Collection], reader: &mut TableReader) -> Roles {
    let mut roles = Roles::default();
    let Some(table) = reader.table(table, "roles") else { return roles };
    let field_roles = FIELD_ROLES.iter().map(|(role, _)| *role);
    let known: Vec<&str> = COLLECTION_ROLES.iter().copied().chain(field_roles).collect();
    reader.refuse_unknown(table, &known);
    let names: Vec<&str> = collections.iter().map(|collection| collection.name.as_str()).collect();
    for role in COLLECTION_ROLES {
        let Some(name) = reader.text(table, role) else { continue };
        match names.iter().position(|known| *known == name) {
            Some(place) => drop(roles.collections.insert((*role).to_owned(), CollectionId(place))),
            None => reader.undeclared_at(table, role, &name, &names),
        }
    }
    for (role, of) in FIELD_ROLES {
        let Some(name) = reader.text(table, role) else { continue };
        let Some(&collection) = roles.collections.get(*of) else {
            let fault = ConfigurationFault::NeedsKey { field: (*role).to_owned(), key: (*of).to_owned() };
            reader.configuration_at(table, role, fault);
            continue;
        };
        let schema = &collections[collection.0];
        match schema.field_named(&name) {
            Some(field) => drop(roles.fields.insert((*role).to_owned(), (collection, field))),
            None => {
                let fields: Vec<&str> = schema.fields.iter().map(|field| field.name.as_str()).collect();
                reader.undeclared_at(table, role, &name, &fields);
            }
        }
    }
    roles
}

fn read_search(table: &Table, reader: &mut TableReader) -> SearchConfig {
    let Some(table) = reader.table(table, "search") else { return SearchConfig::default() };
    reader.refuse_unknown(table, &["synonyms"]);
    SearchConfig { synonyms: reader.text(table, "synonyms").map(PathBuf::from) }
}

fn read_history(table: &Table, reader: &mut TableReader) -> HistoryConfig {
    let default = HistoryConfig::default();
    let Some(table) = reader.table(table, "history") else { return default };
    reader.refuse_unknown(table, &["git"]);
    HistoryConfig { git: reader.boolean(table, "git").unwrap_or(default.git) }
}

fn read_abbreviations(table: &Table, reader: &mut TableReader) -> BTreeMap<String, String> {
    let Some(table) = reader.table(table, "abbreviations") else { return BTreeMap::new() };
    let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.as_str()).collect();
    keys.into_iter().filter_map(|key| Some((key.to_owned(), reader.text(table, key)?))).collect()
}

fn read_checks(table: &Table, reader: &mut TableReader) -> Checks {
    let mut checks = Checks::default();
    let Some(table) = reader.table(table, "checks") else { return checks };
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    reader.refuse_unknown(table, &codes);
    for code in Code::ALL {
        match reader.text(table, code.as_str()).as_deref() {
            None => {}
            Some("error") => checks.set(*code, Some(Severity::Error)),
            Some("warn") => checks.set(*code, Some(Severity::Warning)),
            Some("off") => checks.set(*code, None),
            Some(other) => reader.undeclared_at(table, code.as_str(), other, &["error", "warn", "off"]),
        }
    }
    checks
}

/// Whether a name can be part of an address and a key of front matter.
pub(super) fn is_address_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
}

/// The name of a field's kind, as `type = "…"` writes it.
pub(super) fn kind_name(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Boolean => "boolean",
        FieldKind::Date => "date",
        FieldKind::Url => "url",
        FieldKind::Choice(_) => "choice",
        FieldKind::Reference(_) => "reference",
    }
}
