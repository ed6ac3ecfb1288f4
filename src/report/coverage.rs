//! What has no source, what has little about it, what nothing refers to.

use std::collections::BTreeSet;

use super::{Finding, Sources, Subject};
use crate::config::{CollectionId, FieldKind};
use crate::model::{Entry, EntryId, State, Value};

/// With fewer articles about it than this, a theme or region has little.
const LITTLE: usize = 3;

pub(super) fn subjects(sources: &Sources<'_>) -> Vec<Subject> {
    let words = sources.words();
    let mut subjects: Vec<Subject> =
        without_source(sources).map(|found| words.subject("no-source", found)).into_iter().collect();
    for (role, name) in [("themes", "little-on-theme"), ("regions", "little-on-region")] {
        if let Some(collection) = role_of(sources, role) {
            subjects.push(words.subject(name, with_little(sources, collection)));
        }
    }
    subjects.push(words.subject("not-referred-to", not_referred_to(sources)));
    subjects
}

fn role_of(sources: &Sources<'_>, role: &str) -> Option<CollectionId> {
    sources.model.config.roles.collections.get(role).copied()
}

/// The published articles of collections that have a field for sources, and
/// no source in it; `None` where no collection has one.
fn without_source(sources: &Sources<'_>) -> Option<Vec<Finding>> {
    let config = &sources.model.config;
    let to = FieldKind::Reference(role_of(sources, "sources")?);
    let fields = |entry: &Entry| -> Vec<bool> {
        let Some(id) = entry.collection() else { return Vec::new() };
        let fields = config.collection(id).fields.iter().enumerate();
        let of_sources = fields.filter(|(_, field)| field.kind == to);
        of_sources
            .map(|(place, _)| match entry.field(crate::config::FieldId(place)) {
                Some(Value::Reference(references)) => !references.is_empty(),
                _ => false,
            })
            .collect()
    };
    let lacks = |entry: &Entry| {
        let filled = fields(entry);
        !filled.is_empty() && !filled.contains(&true)
    };
    let found = sources.published().filter(|(_, entry)| lacks(entry));
    Some(found.map(|(_, entry)| sources.finding(entry, String::new())).collect())
}

/// The entries of a collection that few articles refer to, fewest first.
fn with_little(sources: &Sources<'_>, collection: CollectionId) -> Vec<Finding> {
    let words = sources.words();
    let entries = sources.published().filter(|(_, entry)| entry.collection() == Some(collection));
    let mut found: Vec<(usize, Finding)> = entries
        .filter_map(|(id, entry)| {
            let number = referrers(sources, id).len();
            let finding = || Finding {
                number: Some(number as f64),
                ..sources.finding(entry, words.articles_about(number))
            };
            (number < LITTLE).then(|| (number, finding()))
        })
        .collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// The published articles that refer to an entry, but for itself.
fn referrers(sources: &Sources<'_>, id: EntryId) -> BTreeSet<EntryId> {
    let model = sources.model;
    let all = model.entry(id).backlinks.iter().flat_map(|group| &group.entries).map(|from| from.entry);
    all.filter(|from| *from != id && model.entry(*from).state == State::Published).collect()
}

/// Articles that a reader only meets in a list. Themes and regions are told
/// apart already, and nobody refers to what is on the agenda.
fn not_referred_to(sources: &Sources<'_>) -> Vec<Finding> {
    let apart: Vec<CollectionId> =
        ["themes", "regions", "events"].iter().filter_map(|role| role_of(sources, role)).collect();
    let articles = sources
        .published()
        .filter(|(_, entry)| entry.collection().is_some_and(|collection| !apart.contains(&collection)));
    let alone = articles.filter(|(id, _)| referrers(sources, *id).is_empty());
    alone.map(|(_, entry)| sources.finding(entry, String::new())).collect()
}
