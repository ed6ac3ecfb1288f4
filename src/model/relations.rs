//! What follows from references: backlinks, related articles, previous and
//! next.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Backlink, BacklinkGroup, CollectionModel, Entry, EntryId, Reference, Related, Target, Value};
use crate::config::{CollectionId, Config, FieldId, FieldKind};

/// Most related articles that an article shows.
const MOST_RELATED: usize = 6;

/// Up to this many neighbours of an article are compared among those that
/// share one value. It bounds the work for a value that thousands share:
/// which of them are named is then decided among the nearest in the list.
const NEIGHBOURS: usize = 100;

/// Fills in previous and next of every entry of a collection.
pub(super) fn link_neighbours(entries: &mut [Entry], collections: &[CollectionModel]) {
    for collection in collections {
        for pair in collection.entries.windows(2) {
            if let &[before, after] = pair {
                entries[before.0 as usize].next = Some(after);
                entries[after.0 as usize].previous = Some(before);
            }
        }
    }
}

/// Fills in what refers to every entry: by fields first, then by links.
pub(super) fn link_back(entries: &mut [Entry], collections: &[CollectionModel]) {
    let rank = list_ranks(entries.len(), collections);
    // To, from, and the field; those of one pair stay in their order.
    let mut found: Vec<(EntryId, EntryId, Option<FieldId>)> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let from = EntryId(place as u32);
        found.extend(references_of(entry).map(|(field, to)| (to, from, Some(field))));
        found.extend(entry.targets.iter().filter_map(|target| match target {
            Target::Entry(to, _) if *to != from => Some((*to, from, None)),
            _ => None,
        }));
    }
    found.sort_by_key(|(to, from, _)| (*to, *from));
    for referring in found.chunk_by(|a, b| a.0 == b.0) {
        let mut groups: BTreeMap<(bool, Option<CollectionId>), Vec<Backlink>> = BTreeMap::new();
        for backlinks in referring.chunk_by(|a, b| a.1 == b.1) {
            let from = backlinks[0].1;
            let fields = backlinks.iter().filter_map(|(_, _, field)| *field).collect();
            let collection = entries[from.0 as usize].collection();
            // Pages come after all collections.
            let group = groups.entry((collection.is_none(), collection)).or_default();
            group.push(Backlink { entry: from, fields });
        }
        entries[referring[0].0.0 as usize].backlinks = groups
            .into_iter()
            .map(|((_, collection), mut entries)| {
                entries.sort_by_key(|backlink| rank[backlink.entry.0 as usize]);
                BacklinkGroup { collection, entries }
            })
            .collect();
    }
}

/// The related articles of every entry: those that share values of facets that
/// refer to another collection ("zelfde thema"), rare values counting for more.
///
/// Articles that refer to each other are left out: the page shows them
/// already.
pub(super) fn relate(
    config: &Config,
    entries: &[Entry],
    collections: &[CollectionModel],
) -> Vec<Vec<Related>> {
    let rank = list_ranks(entries.len(), collections);
    let shared: Vec<Vec<EntryId>> = entries.iter().map(|entry| facet_references(config, entry)).collect();
    let mut holders: Vec<Vec<EntryId>> = vec![Vec::new(); entries.len()];
    for (place, values) in shared.iter().enumerate() {
        for value in values {
            holders[value.0 as usize].push(EntryId(place as u32));
        }
    }
    for list in &mut holders {
        list.sort_unstable_by_key(|entry| rank[entry.0 as usize]);
    }
    let kinship = Kinship { entries, shared: &shared, holders: &holders, rank: &rank };
    (0..entries.len() as u32)
        .into_par_iter()
        .map_init(|| vec![0.0; entries.len()], |scores, own| kinship.related(EntryId(own), scores))
        .collect()
}

/// What related articles are found by.
struct Kinship<'a> {
    entries: &'a [Entry],
    /// The values that each entry can share with others.
    shared: &'a [Vec<EntryId>],
    /// The entries that have each value, in the order of lists.
    holders: &'a [Vec<EntryId>],
    rank: &'a [u32],
}

impl Kinship<'_> {
    /// The articles of a kind of one article. `scores` holds a zero for every
    /// entry, also afterwards.
    fn related(&self, own: EntryId, scores: &mut [f64]) -> Vec<Related> {
        let values = &self.shared[own.0 as usize];
        let mut sharing: Vec<EntryId> = Vec::new();
        for value in values {
            let holders = &self.holders[value.0 as usize];
            let weight = 1.0 / (1.0 + holders.len() as f64);
            for &other in neighbours(holders, own, self.rank) {
                let score = &mut scores[other.0 as usize];
                if *score == 0.0 {
                    sharing.push(other);
                }
                *score += weight;
            }
        }
        let entry = &self.entries[own.0 as usize];
        let shown = if sharing.is_empty() { FxHashSet::default() } else { shown_already(entry) };
        let mut best: Vec<(EntryId, f64)> = Vec::with_capacity(MOST_RELATED + 1);
        for other in sharing {
            let score = std::mem::take(&mut scores[other.0 as usize]);
            if other == own || shown.contains(&other) {
                continue;
            }
            // Most are less of a kind than the last that is kept.
            let last = best.get(MOST_RELATED - 1);
            if last.is_some_and(|last| self.is_before(entry, *last, (other, score))) {
                continue;
            }
            let place = best.partition_point(|better| self.is_before(entry, *better, (other, score)));
            best.insert(place, (other, score));
            best.truncate(MOST_RELATED);
        }
        best.into_iter()
            .map(|(other, _)| Related { entry: other, reasons: self.reasons(own, other) })
            .collect()
    }

    /// Whether `a` is more of a kind with `entry` than `b`: by what they
    /// share, then those of its own collection, then by address.
    fn is_before(&self, entry: &Entry, a: (EntryId, f64), b: (EntryId, f64)) -> bool {
        let same_kind =
            |(other, _): (EntryId, f64)| self.entries[other.0 as usize].collection() == entry.collection();
        b.1.total_cmp(&a.1).then_with(|| same_kind(b).cmp(&same_kind(a))).then(a.0.cmp(&b.0)).is_lt()
    }

    /// What two entries share, as far as that is what made them related.
    fn reasons(&self, own: EntryId, other: EntryId) -> Vec<(CollectionId, Vec<EntryId>)> {
        let near = |value: &&EntryId| {
            let near = neighbours(&self.holders[value.0 as usize], own, self.rank);
            let rank = |entry: EntryId| self.rank[entry.0 as usize];
            near.binary_search_by_key(&rank(other), |entry| rank(*entry)).is_ok()
        };
        by_collection(self.entries, self.shared[own.0 as usize].iter().filter(near).copied())
    }
}

/// The entries that an entry's page shows beside its related articles: those
/// it refers to, and those that refer to it.
fn shown_already(entry: &Entry) -> FxHashSet<EntryId> {
    let referring = entry.backlinks.iter().flat_map(|group| &group.entries).map(|backlink| backlink.entry);
    references_of(entry).map(|(_, to)| to).chain(referring).collect()
}

/// The entries of a list around one of them.
fn neighbours<'l>(list: &'l [EntryId], own: EntryId, rank: &[u32]) -> &'l [EntryId] {
    let place = list.partition_point(|entry| rank[entry.0 as usize] < rank[own.0 as usize]);
    let start = place.saturating_sub(NEIGHBOURS / 2);
    let end = (start + NEIGHBOURS + 1).min(list.len());
    &list[start..end]
}

fn by_collection(
    entries: &[Entry],
    values: impl Iterator<Item = EntryId>,
) -> Vec<(CollectionId, Vec<EntryId>)> {
    let mut reasons: BTreeMap<CollectionId, Vec<EntryId>> = BTreeMap::new();
    for value in values {
        if let Some(collection) = entries[value.0 as usize].collection() {
            let list = reasons.entry(collection).or_default();
            if !list.contains(&value) {
                list.push(value);
            }
        }
    }
    reasons.into_iter().collect()
}

/// The entries that an entry's facets refer to.
fn facet_references(config: &Config, entry: &Entry) -> Vec<EntryId> {
    let Some(collection) = entry.collection() else { return Vec::new() };
    let schema = config.collection(collection);
    let is_shared = |field: FieldId| {
        let field = schema.field(field);
        field.facet && matches!(field.kind, FieldKind::Reference(_))
    };
    let mut values: Vec<EntryId> =
        references_of(entry).filter(|(field, _)| is_shared(*field)).map(|(_, to)| to).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The published entries that an entry's fields refer to.
fn references_of(entry: &Entry) -> impl Iterator<Item = (FieldId, EntryId)> {
    entry.fields.iter().flat_map(|field| {
        let references = match &field.value {
            Value::Reference(references) => references.as_slice(),
            _ => &[],
        };
        references.iter().filter_map(|reference| match reference {
            Reference::Entry(to) => Some((field.field, *to)),
            Reference::Unpublished { .. } => None,
        })
    })
}

/// The place of every entry in the lists of collections, one after another;
/// pages come last, by route.
fn list_ranks(count: usize, collections: &[CollectionModel]) -> Vec<u32> {
    let mut rank: Vec<u32> = (0..count).map(|place| (count + place) as u32).collect();
    for (place, entry) in collections.iter().flat_map(|collection| &collection.entries).enumerate() {
        rank[entry.0 as usize] = place as u32;
    }
    rank
}
