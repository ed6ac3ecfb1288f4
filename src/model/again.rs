//! The model after one text was written on: what most saves change.

use std::sync::Arc;

use super::Model;
use crate::parse::Document;

/// The model in which one document says what `after` says, if it differs from
/// `before` in its text alone. `None` when anything else may follow from the
/// change (front matter, links, anchors, or something that is wrong) and the
/// model has to be built anew.
///
/// The law: what this gives is what [`build`](super::build()) would give.
pub fn with_text(model: &Model, before: &Document, after: &Document) -> Option<Model> {
    if !differs_in_text_alone(before, after) {
        return None;
    }
    let place = model.entries.iter().position(|entry| entry.path == after.file.source.path())?;
    let mut model = model.clone();
    let entry = model.entries.get_mut(place)?;
    entry.body = Arc::clone(&after.body);
    entry.text = after.text.clone();
    entry.hash = after.file.hash;
    Some(model)
}

fn differs_in_text_alone(before: &Document, after: &Document) -> bool {
    let links = |document: &Document| {
        let links = document.body.links.iter();
        links.map(|link| (link.kind, link.address.clone())).collect::<Vec<_>>()
    };
    let faultless = |document: &Document| document.diagnostics.is_empty() && document.front_matter_whole;
    let (a, b) = (&before.file, &after.file);
    faultless(before)
        && faultless(after)
        && (a.source.path(), a.place, &a.slug, &a.folder) == (b.source.path(), b.place, &b.slug, &b.folder)
        && (&a.front_matter, a.body_start) == (&b.front_matter, b.body_start)
        && before.front_matter == after.front_matter
        && before.body.anchors == after.body.anchors
        && links(before) == links(after)
}
