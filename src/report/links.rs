//! Links to other sites, by what was heard before. Nobody is asked.

use std::collections::BTreeMap;

use super::{Finding, Sources, Subject};
use crate::diagnostics::{Problem, wording};
use crate::external::diagnostics;
use crate::model::Entry;

pub(super) fn subjects(sources: &Sources<'_>) -> Vec<Subject> {
    if sources.links.is_empty() {
        return Vec::new();
    }
    let words = sources.words();
    let language = sources.model.config.message_language();
    let by_path: BTreeMap<&str, &Entry> =
        sources.model.entries.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    let (mut dead, mut moved, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for diagnostic in diagnostics(sources.links, sources.answers) {
        let Some(entry) = by_path.get(diagnostic.span.source.path()) else { continue };
        let (list, detail) = match &diagnostic.problem {
            Problem::ExternalLinkMoved { address, to } => (&mut moved, format!("{address} → {to}")),
            Problem::ExternalLinkRefused { address, .. } => (&mut refused, address.clone()),
            other => (&mut dead, wording(other, language).message),
        };
        let line = Some(diagnostic.span.position().line);
        list.push(Finding { line, ..sources.finding(entry, detail) });
    }
    let unknown = sources.links.iter().filter(|link| sources.answers.of(&link.asked).is_none()).count();
    let mut subjects = vec![words.links(dead, unknown, sources.links.len())];
    subjects.push(words.subject("links-moved", moved));
    subjects.push(words.subject("links-refused", refused));
    subjects
}
