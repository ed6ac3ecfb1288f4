//! One document's front matter, read by the schema of its collection.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::State;
use super::build::Moment;
use super::read_value::{Reader, Slug};
use crate::config::{BUILT_IN_KEYS, Collection, Config, Field, FieldId, FieldKind};
use crate::diagnostics::{Diagnostic, Problem, Severity, Span, nearest};
use crate::history::History;
use crate::load::{Format, Place, is_slug, slug_form};
use crate::parse::Document;

/// What a document says of itself, before references are resolved.
pub(super) struct Reading {
    pub(super) document: Arc<Document>,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) review_by: Option<Date>,
    pub(super) state: State,
    pub(super) weight: i64,
    pub(super) aliases: Vec<(String, Range<usize>)>,
    pub(super) fields: Vec<(FieldId, RawValue)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A field's value whose references are still slugs.
pub(super) enum RawValue {
    Text(Vec<String>),
    Number(Vec<f64>),
    Boolean(bool),
    Date(Vec<Date>),
    Url(Vec<String>),
    Choice(Vec<usize>),
    Reference(Vec<Slug>),
}

impl Reading {
    /// Its place in the file for what concerns the whole file.
    pub(super) fn first_line(&self) -> Span {
        first_line(&self.document)
    }

    /// A draft cannot keep the site from being published: what is wrong in
    /// it is a warning.
    pub(super) fn settle(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.state == State::Draft {
            diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Warning);
        }
        diagnostics
    }
}

/// Reads a document's front matter.
pub(super) fn read(config: &Config, document: Arc<Document>, history: &History, moment: Moment) -> Reading {
    let schema = match document.file.place {
        Place::Article(id) => Some(config.collection(id)),
        _ => None,
    };
    let is_yaml = document.file.front_matter.as_ref().is_some_and(|matter| matter.format == Format::Yaml);
    let diagnostics = document.diagnostics.clone();
    let mut reader = Reader { source: document.file.source.clone(), is_yaml, diagnostics };
    refuse_unknown_keys(&document, schema, &mut reader);
    let table = &document.front_matter;
    let title = reader.text(table, "title");
    if title.is_none()
        && document.front_matter_whole
        && table.get("title").is_none_or(|entry| entry.value.is_blank())
    {
        reader.missing("title", "title = \"…\"", first_line(&document));
    }
    let description = reader.text(table, "description");
    let date = reader.date(table, "date");
    // An editor's word goes before git's, and what was changed until the day
    // it was written belongs to the writing.
    let changed = history.changed(document.file.source.path());
    let changed = changed.filter(|changed| date.is_none_or(|date| *changed > date));
    let updated = reader.date(table, "updated").or(changed);
    let review_by = reader.date(table, "review_by");
    let state = read_state(&document, moment, &mut reader);
    let weight = reader.whole_number(table, "weight").unwrap_or(0);
    let aliases = reader.located_texts(table, "aliases");
    let slug = read_slug(&document, &mut reader);
    let fields = schema.map(|schema| read_fields(config, schema, &document, &mut reader)).unwrap_or_default();
    Reading {
        title: title.unwrap_or_else(|| if slug.is_empty() { config.title.clone() } else { slug.clone() }),
        slug,
        description,
        date,
        updated,
        review_by,
        state,
        weight,
        aliases,
        fields,
        diagnostics: reader.diagnostics,
        document,
    }
}

fn read_state(document: &Document, moment: Moment, reader: &mut Reader) -> State {
    let table = &document.front_matter;
    let draft = reader.boolean(table, "draft").unwrap_or(false);
    let publish_at = reader.date(table, "publish_at");
    let expires_at = reader.date(table, "expires_at");
    match (publish_at, expires_at) {
        _ if draft => State::Draft,
        (_, Some(since)) if since <= moment.day => State::Expired(since),
        (Some(from), _) if from > moment.day => State::Scheduled(from),
        _ => State::Published,
    }
}

/// The slug of the front matter, else that of the file's name.
fn read_slug(document: &Document, reader: &mut Reader) -> String {
    let given = reader.text(&document.front_matter, "slug");
    let (Some(given), Some(entry)) = (given, document.front_matter.get("slug")) else {
        return document.file.slug.clone();
    };
    if is_slug(&given) {
        return given;
    }
    let right = slug_form(&given);
    reader.report(Problem::BadSlug { slug: given, right: right.clone() }, entry.value.range.clone());
    if right.is_empty() { document.file.slug.clone() } else { right }
}

fn refuse_unknown_keys(document: &Document, schema: Option<&Collection>, reader: &mut Reader) {
    if schema.is_some_and(|schema| schema.extra) {
        return;
    }
    let fields = || schema.iter().flat_map(|schema| schema.fields.iter().map(|field| field.name.as_str()));
    for entry in &document.front_matter.entries {
        let key = entry.key.as_str();
        if BUILT_IN_KEYS.contains(&key) || fields().any(|name| name == key) {
            continue;
        }
        let known = || fields().chain(BUILT_IN_KEYS.iter().copied());
        let problem = Problem::UnknownKey {
            key: key.to_owned(),
            nearest: nearest(key, known()).map(str::to_owned),
            known: known().map(str::to_owned).collect(),
        };
        reader.report(problem, entry.key_range.clone());
    }
}

fn read_fields(
    config: &Config,
    schema: &Collection,
    document: &Document,
    reader: &mut Reader,
) -> Vec<(FieldId, RawValue)> {
    let mut fields = Vec::with_capacity(schema.fields.len());
    for (place, field) in schema.fields.iter().enumerate() {
        let given = document.front_matter.get(&field.name);
        let value = match given {
            Some(entry) if !entry.value.is_blank() => reader.value(config, field, &entry.value),
            _ => field.default.as_ref().and_then(|node| {
                let mut reader =
                    Reader { source: config.source.clone(), is_yaml: false, diagnostics: Vec::new() };
                reader.value(config, field, node)
            }),
        };
        let is_blank = given.is_none_or(|entry| entry.value.is_blank());
        if value.is_none() && field.required && is_blank && document.front_matter_whole {
            reader.missing(&field.name, &example_line(config, field, reader.is_yaml), first_line(document));
        }
        fields.extend(value.map(|value| (FieldId(place), value)));
    }
    fields
}

/// A line of front matter that would fill the field.
pub(super) fn example_line(config: &Config, field: &Field, is_yaml: bool) -> String {
    let value = example_value(config, field);
    let assign = if is_yaml { ": " } else { " = " };
    format!("{}{assign}{value}", field.name)
}

/// A right value for the field, as TOML or YAML writes it.
pub(super) fn example_value(config: &Config, field: &Field) -> String {
    let one = match &field.kind {
        FieldKind::Text => "\"…\"".to_owned(),
        FieldKind::Number => "1".to_owned(),
        FieldKind::Boolean => "true".to_owned(),
        FieldKind::Date => "2026-01-31".to_owned(),
        FieldKind::Url => "\"https://…\"".to_owned(),
        FieldKind::Choice(options) => format!("\"{}\"", options.first().map_or("…", String::as_str)),
        FieldKind::Reference(to) => format!("\"slug-in-{}\"", config.collection(*to).name),
    };
    if field.many { format!("[{one}]") } else { one }
}

/// The first line of the file: where its front matter begins, or should.
fn first_line(document: &Document) -> Span {
    let source = &document.file.source;
    let text = source.text();
    let start = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    source.span(start..start + line.len())
}
