//! References between entries: slugs of front matter → entries.

use std::collections::BTreeMap;

use super::links::unpublished_problem;
use super::read_value::Slug;
use super::reading::{RawValue, Reading};
use super::{EntryId, FieldValue, Reference, Value};
use crate::config::{CollectionId, Config, Field, FieldKind};
use crate::diagnostics::{Diagnostic, Problem, SourceText, nearest};
use crate::load::slug_form;

/// What references are resolved against.
pub(super) struct ReferenceResolver<'a> {
    pub(super) config: &'a Config,
    pub(super) readings: &'a [Reading],
    /// The entry of each reading that is published.
    pub(super) entries: &'a [Option<EntryId>],
    /// Slug → reading, by collection.
    pub(super) slugs: &'a [BTreeMap<&'a str, usize>],
}

impl ReferenceResolver<'_> {
    /// The typed values of a reading's fields, and what is wrong with its
    /// references.
    pub(super) fn resolve(
        &self,
        collection: CollectionId,
        reading: &Reading,
    ) -> (Vec<FieldValue>, Vec<Diagnostic>) {
        let schema = self.config.collection(collection);
        let mut diagnostics = Vec::new();
        let mut fields = Vec::with_capacity(reading.fields.len());
        for (id, raw) in &reading.fields {
            let value = match raw {
                RawValue::Text(values) => Some(Value::Text(values.clone())),
                RawValue::Number(values) => Some(Value::Number(values.clone())),
                RawValue::Boolean(value) => Some(Value::Boolean(*value)),
                RawValue::Date(values) => Some(Value::Date(values.clone())),
                RawValue::Url(values) => Some(Value::Url(values.clone())),
                RawValue::Choice(values) => Some(Value::Choice(values.clone())),
                RawValue::Reference(slugs) => {
                    let source = &reading.document.file.source;
                    self.references(schema.field(*id), slugs, source, &mut diagnostics)
                }
            };
            fields.extend(value.map(|value| FieldValue { field: *id, value }));
        }
        (fields, diagnostics)
    }

    fn references(
        &self,
        field: &Field,
        slugs: &[Slug],
        source: &SourceText,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Value> {
        let FieldKind::Reference(to) = field.kind else { return None };
        let known = &self.slugs[to.0];
        let mut references = Vec::with_capacity(slugs.len());
        for slug in slugs {
            let Some(&reading) = known.get(slug.slug.as_str()) else {
                let problem = Problem::BrokenReference {
                    field: field.name.clone(),
                    slug: slug.slug.clone(),
                    collection: self.config.collection(to).name.clone(),
                    nearest: nearest(&slug.slug, known.keys().copied())
                        .or_else(|| self.by_title(known, &slug.slug))
                        .map(str::to_owned),
                    known: few(known),
                };
                diagnostics.push(Diagnostic::new(problem, source.span(slug.range.clone())));
                continue;
            };
            match self.entries[reading] {
                Some(entry) => references.push(Reference::Entry(entry)),
                None => {
                    let target = &self.readings[reading];
                    let problem = unpublished_problem(target);
                    diagnostics.extend(
                        problem.map(|problem| Diagnostic::new(problem, source.span(slug.range.clone()))),
                    );
                    references.push(Reference::Unpublished { title: target.title.clone() });
                }
            }
        }
        Some(Value::Reference(references)).filter(|_| !slugs.is_empty())
    }

    /// Who writes a title, or words of it, means the entry that has it, if
    /// there is only one.
    fn by_title<'s>(&self, known: &BTreeMap<&'s str, usize>, written: &str) -> Option<&'s str> {
        let words = format!("-{}-", slug_form(written));
        let mut found = known.iter().filter(|(_, reading)| {
            format!("-{}-", slug_form(&self.readings[**reading].title)).contains(&words)
        });
        let (slug, _) = found.next()?;
        found.next().is_none().then_some(slug)
    }
}

/// All slugs of a collection that fits in a message; none of a larger one.
fn few(known: &BTreeMap<&str, usize>) -> Vec<String> {
    const FEW: usize = 12;
    known.keys().filter(|_| known.len() <= FEW).map(|slug| (*slug).to_owned()).collect()
}
