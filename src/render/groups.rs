//! What belongs with an entry, by collection: what refers to it, and for a
//! region what is known of it through its cases.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Group;
use super::renderer::{Renderer, references};
use crate::config::CollectionId;
use crate::model::{Backlink, BacklinkGroup, EntryId};

/// Most cards of a group where a list of all stands elsewhere.
const MOST: usize = 50;

/// The parts whose entries are seen in a region through its cases.
const SEEN: &[&str] = &["lessons", "instruments", "questions"];

/// The parts whose entries help with a question of the self-scan.
const HELPING: &[&str] = &["lessons", "cases", "instruments"];

/// Most entries of a part that are named with one question: a team can read
/// these before its next meeting.
const MOST_HELPING: usize = 4;

/// What refers to an entry: first the collections in these roles, in their
/// order, then the others, in the order of collections.
pub(super) fn referring(renderer: &Renderer, id: EntryId, first: &[&str]) -> (Vec<Group>, Vec<Group>) {
    let groups = &renderer.model.entry(id).backlinks;
    let groups = groups.iter().map(|group| backlink_group(renderer, id, group));
    let place = |group: &Group| first.iter().position(|role| group.role.as_deref() == Some(role));
    let (mut asked_for, others): (Vec<Group>, Vec<Group>) = groups.partition(|group| place(group).is_some());
    asked_for.sort_by_key(place);
    (asked_for, others)
}

fn backlink_group(renderer: &Renderer, to: EntryId, group: &BacklinkGroup) -> Group {
    let from: Vec<EntryId> = ids(&group.entries).collect();
    let Some(collection) = group.collection else {
        return Group {
            name: "pages".to_owned(),
            role: None,
            label: renderer.text("pages").to_owned(),
            cards: renderer.cards(&from),
            total: from.len(),
            more_url: None,
            list_url: None,
        };
    };
    // A list of thousands is cut before its cards are gathered.
    let list = list_of_all(renderer, to, collection, from.len());
    let cut = from.len() > MOST && list.is_some();
    let shown = if cut { from.get(..MOST).unwrap_or(&from) } else { &from };
    let mut group = whole_group(renderer, collection, shown);
    group.total = from.len();
    group.more_url = list.clone().filter(|_| cut);
    group.list_url = list;
    group
}

fn whole_group(renderer: &Renderer, collection: CollectionId, ids: &[EntryId]) -> Group {
    let link = &renderer.collections[collection.0];
    Group {
        name: link.name.clone(),
        role: link.role.clone(),
        label: link.label_plural.clone(),
        cards: renderer.cards(ids),
        total: ids.len(),
        more_url: None,
        list_url: None,
    }
}

/// The list of a facet that holds all entries of a collection that refer to
/// this one: a group is only cut short where nothing is lost.
fn list_of_all(renderer: &Renderer, to: EntryId, collection: CollectionId, total: usize) -> Option<String> {
    let facets = renderer.model.facets.iter().filter(|facet| facet.collection == collection);
    let mut values = facets.flat_map(|facet| &facet.values);
    let value = values.find(|value| value.entry == Some(to) && value.entries.len() == total)?;
    Some(renderer.url(&value.route))
}

/// What the cases of a region refer to, and what refers to these cases:
/// lessons, instruments and questions that do not name the region themselves.
pub(super) fn seen(renderer: &Renderer, region: EntryId) -> Vec<Group> {
    let model = &renderer.model;
    let entry = model.entry(region);
    let Some(cases) = model.role("cases") else { return Vec::new() };
    let direct: BTreeSet<EntryId> = entry.backlinks.iter().flat_map(|group| ids(&group.entries)).collect();
    let cases_here = entry.backlinks.iter().filter(|group| group.collection == Some(cases.id));
    let cases_here: Vec<EntryId> = cases_here.flat_map(|group| ids(&group.entries)).collect();

    let mut found: BTreeMap<CollectionId, BTreeSet<EntryId>> = BTreeMap::new();
    let wanted: Vec<CollectionId> = SEEN.iter().filter_map(|role| Some(model.role(role)?.id)).collect();
    for case in cases_here.iter().map(|id| model.entry(*id)) {
        for collection in &wanted {
            let referring = case.backlinks.iter().filter(|group| group.collection == Some(*collection));
            let of_case = references(case, *collection, model).into_iter();
            let all = of_case.chain(referring.flat_map(|group| ids(&group.entries)));
            found.entry(*collection).or_default().extend(all.filter(|id| !direct.contains(id)));
        }
    }
    let groups = wanted.iter().filter_map(|collection| {
        let ids: Vec<EntryId> = found.get(collection)?.iter().copied().collect();
        (!ids.is_empty()).then(|| whole_group(renderer, *collection, &ids))
    });
    groups.collect()
}

/// What helps with a question of the self-scan: the lessons, cases and
/// instruments that it names, then the cases and instruments of its lessons.
pub(super) fn helping(renderer: &Renderer, question: EntryId) -> Vec<Group> {
    let model = &renderer.model;
    let entry = model.entry(question);
    let lessons = model.role("lessons").map(|lessons| references(entry, lessons.id, model));
    let lessons = lessons.unwrap_or_default();
    let groups = HELPING.iter().filter_map(|role| {
        let collection = model.role(role)?.id;
        let of_lessons =
            lessons.iter().flat_map(|lesson| references(model.entry(*lesson), collection, model));
        let mut found: Vec<EntryId> = Vec::new();
        for id in references(entry, collection, model).into_iter().chain(of_lessons) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found.truncate(MOST_HELPING);
        (!found.is_empty()).then(|| whole_group(renderer, collection, &found))
    });
    groups.collect()
}

fn ids(backlinks: &[Backlink]) -> impl Iterator<Item = EntryId> + '_ {
    backlinks.iter().map(|backlink| backlink.entry)
}
