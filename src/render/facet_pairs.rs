//! Two facets of one collection at a time: which articles have both values.
//! A collection says which pairs its readers use (`pairs` in `polder.toml`),
//! for all pairs of all facets would be more lists than articles.

use std::collections::BTreeMap;

use crate::config::FieldId;
use crate::model::{EntryId, Facet, Model, Route};

/// Every pair of values that occurs.
#[derive(Default)]
pub(super) struct FacetPairs {
    /// The pairs: by facets as they are declared, then by the values' order.
    pub(super) all: Vec<FacetPair>,
    /// The pairs that a value is in, by places in [`FacetPairs::all`].
    of_value: BTreeMap<ValuePlace, Vec<usize>>,
}

/// A value: the places of its facet in [`Model::facets`] and of the value in
/// that facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ValuePlace {
    /// The facet.
    pub(super) facet: usize,
    /// The value.
    pub(super) value: usize,
}

/// Two values, and the entries that have both.
pub(super) struct FacetPair {
    /// The two values, in the order in which the pair is declared.
    pub(super) values: [ValuePlace; 2],
    /// The entries, in the order of the collection's list.
    pub(super) entries: Vec<EntryId>,
    /// The address of the list: the first value's, then field and value of
    /// the second.
    pub(super) route: Route,
}

impl FacetPairs {
    /// The pairs of a site.
    pub(super) fn new(model: &Model) -> Self {
        let mut found = Self::default();
        for collection in &model.collections {
            let place = |field: FieldId| {
                let is_it = |facet: &Facet| facet.collection == collection.id && facet.field == field;
                model.facets.iter().position(is_it)
            };
            for (first, second) in &model.config.collection(collection.id).pairs {
                if let (Some(first), Some(second)) = (place(*first), place(*second)) {
                    found.add(model, first, second);
                }
            }
        }
        found
    }

    /// The pairs that a value is in, each with the other value.
    pub(super) fn of(&self, value: ValuePlace) -> impl Iterator<Item = (&FacetPair, ValuePlace)> {
        let places = self.of_value.get(&value).into_iter().flatten();
        places.filter_map(move |place| {
            let pair = self.all.get(*place)?;
            let [first, second] = pair.values;
            Some((pair, if first == value { second } else { first }))
        })
    }

    fn add(&mut self, model: &Model, first: usize, second: usize) {
        let mut second_values: BTreeMap<EntryId, Vec<usize>> = BTreeMap::new();
        for (value, found) in model.facets[second].values.iter().enumerate() {
            for entry in &found.entries {
                second_values.entry(*entry).or_default().push(value);
            }
        }
        let facet = &model.facets[second];
        let field = &model.config.collection(facet.collection).field(facet.field).name;
        for (value, found) in model.facets[first].values.iter().enumerate() {
            let mut together: BTreeMap<usize, Vec<EntryId>> = BTreeMap::new();
            for entry in &found.entries {
                for other in second_values.get(entry).into_iter().flatten() {
                    together.entry(*other).or_default().push(*entry);
                }
            }
            for (other, entries) in together {
                let values = [ValuePlace { facet: first, value }, ValuePlace { facet: second, value: other }];
                for value in values {
                    self.of_value.entry(value).or_default().push(self.all.len());
                }
                let route = format!("{}{field}/{}/", found.route, facet.values[other].slug);
                self.all.push(FacetPair { values, entries, route });
            }
        }
    }
}
