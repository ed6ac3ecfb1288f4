//! What belongs with an entry, by collection: what refers to it, and for a
//! region what is known of it through its cases.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Group;
use super::renderer::{FacetOf, Renderer, references};
use crate::config::CollectionId;
use crate::model::{Backlink, BacklinkGroup, Entry, EntryId};

/// Most cards of a group where a list of all stands elsewhere.
const MOST: usize = 50;

/// The parts whose entries are seen in a region through its cases.
const SEEN: &[&str] = &["lessons", "instruments", "questions"];

/// What refers to an entry, in the order of collections.
pub(super) fn referring(renderer: &Renderer, entry: &Entry) -> Vec<Group> {
    entry.backlinks.iter().map(|group| backlink_group(renderer, entry, group)).collect()
}

fn backlink_group(renderer: &Renderer, entry: &Entry, group: &BacklinkGroup) -> Group {
    let total = group.entries.len();
    let ids: Vec<EntryId> = group.entries.iter().map(|backlink| backlink.entry).collect();
    let Some(collection) = group.collection else {
        let label = renderer.text("pages").to_owned();
        return Group { name: "pages".to_owned(), label, cards: renderer.cards(&ids), total, more_url: None };
    };
    let mut group = whole_group(renderer, collection, &ids);
    if total > MOST
        && let Some(list) = list_of_all(renderer, entry, collection, &ids)
    {
        group.cards.truncate(MOST);
        group.more_url = Some(list);
    }
    group
}

fn whole_group(renderer: &Renderer, collection: CollectionId, ids: &[EntryId]) -> Group {
    let link = &renderer.collections[collection.0];
    Group {
        name: link.name.clone(),
        label: link.label_plural.clone(),
        cards: renderer.cards(ids),
        total: ids.len(),
        more_url: None,
    }
}

/// The list of a facet that holds all of these: a group is only cut short
/// where nothing is lost.
fn list_of_all(
    renderer: &Renderer,
    entry: &Entry,
    collection: CollectionId,
    ids: &[EntryId],
) -> Option<String> {
    let model = &renderer.model;
    let lists = model.facets.iter().filter(|facet| facet.collection == collection);
    let values = lists.flat_map(|facet| facet.values.iter().map(move |value| (facet, value)));
    let mut of_entry =
        values.filter(|(_, value)| value.entry.is_some_and(|id| model.entry(id).route == entry.route));
    let (facet, value) = of_entry.find(|(_, value)| value.entries.len() == ids.len())?;
    renderer.facet_list(facet.collection, facet.field, FacetOf::Entry(value.entry?)).map(str::to_owned)
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

fn ids(backlinks: &[Backlink]) -> impl Iterator<Item = EntryId> + '_ {
    backlinks.iter().map(|backlink| backlink.entry)
}
