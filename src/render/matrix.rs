//! Themes by regions: which articles refer to both. On a site that binds
//! both parts this is a table, and a list for each pair that occurs.

use std::collections::{BTreeMap, BTreeSet};

use super::renderer::{MOST_AT_A_GLANCE, references};
use crate::config::CollectionId;
use crate::model::{EntryId, Model, Route, route};

/// The table.
pub(super) struct Matrix {
    /// The address of its page.
    pub(super) route: Route,
    /// The collection of the themes.
    pub(super) themes: CollectionId,
    /// The collection of the regions.
    pub(super) regions: CollectionId,
    /// The pairs that occur, sorted by theme and region.
    pub(super) pairs: Vec<Pair>,
}

/// A theme and a region that articles refer to together.
pub(super) struct Pair {
    /// The theme.
    pub(super) theme: EntryId,
    /// The region.
    pub(super) region: EntryId,
    /// The articles, by collection and in the order of its list.
    pub(super) entries: Vec<EntryId>,
    /// The address of its list.
    pub(super) route: Route,
}

impl Matrix {
    /// The table of a site, if there is one. A table with more columns or
    /// rows than a page can show is none.
    pub(super) fn new(model: &Model) -> Option<Self> {
        let (themes, regions) = (model.role("themes")?, model.role("regions")?);
        let route = route::matrix(&model.config)?;
        if themes.entries.len() > MOST_AT_A_GLANCE || regions.entries.len() > MOST_AT_A_GLANCE {
            return None;
        }
        let mut found: BTreeMap<(EntryId, EntryId), Vec<EntryId>> = BTreeMap::new();
        for id in model.collections.iter().flat_map(|collection| &collection.entries) {
            let entry = model.entry(*id);
            let regions = references(entry, regions.id, model);
            if regions.is_empty() {
                continue;
            }
            for theme in references(entry, themes.id, model) {
                for region in &regions {
                    found.entry((theme, *region)).or_default().push(*id);
                }
            }
        }
        let slug = |id: EntryId| &model.entry(id).slug;
        let pairs: Vec<Pair> = found
            .into_iter()
            .map(|((theme, region), entries)| {
                let route = format!("{route}{}/{}/", slug(theme), slug(region));
                Pair { theme, region, entries, route }
            })
            .collect();
        (!pairs.is_empty()).then_some(Self { route, themes: themes.id, regions: regions.id, pairs })
    }

    /// The other regions that have themes in common with one, with these
    /// themes: those with most in common first, then as `regions` orders
    /// them.
    pub(super) fn similar(&self, region: EntryId, regions: &[EntryId]) -> Vec<(EntryId, Vec<EntryId>)> {
        let themes: BTreeSet<EntryId> =
            self.pairs.iter().filter(|pair| pair.region == region).map(|pair| pair.theme).collect();
        let mut common: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        for pair in self.pairs.iter().filter(|pair| pair.region != region && themes.contains(&pair.theme)) {
            common.entry(pair.region).or_default().push(pair.theme);
        }
        let mut similar: Vec<(EntryId, Vec<EntryId>)> =
            regions.iter().filter_map(|region| common.remove_entry(region)).collect();
        similar.sort_by_key(|(_, themes)| std::cmp::Reverse(themes.len()));
        similar
    }

    /// The pair of a theme and a region, if it occurs.
    pub(super) fn pair(&self, theme: EntryId, region: EntryId) -> Option<&Pair> {
        let place = self.pairs.binary_search_by_key(&(theme, region), |pair| (pair.theme, pair.region));
        place.ok().and_then(|place| self.pairs.get(place))
    }
}
