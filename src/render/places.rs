//! The names by which readers look for a region: its municipalities and
//! whatever else it is called, from A to Z.

use crate::config::FieldKind;
use crate::model::{EntryId, Model, Route, Value, collation_key, route};

/// Most names on the one page: a country has some hundreds. With more there
/// is no such page, and the search finds a region by its names all the same.
const MOST: usize = 2_000;

/// The page of names, where the role `municipalities` is bound.
pub(super) struct Places {
    /// The address of its page.
    pub(super) route: Route,
    /// The names, in order; a name that several regions have stands there
    /// once for each.
    pub(super) names: Vec<PlaceName>,
}

/// A name and the region it belongs to.
#[derive(PartialEq, Eq)]
pub(super) struct PlaceName {
    /// The name.
    pub(super) name: String,
    /// The region.
    pub(super) region: EntryId,
}

impl Places {
    /// The names of a site: the field in the role `municipalities`, and the
    /// other fields of the regions that hold names.
    pub(super) fn new(model: &Model) -> Option<Self> {
        let regions = model.role("regions")?;
        let route = route::places(&model.config)?;
        let (_, bound) = model.config.roles.fields.get("municipalities")?;
        let fields = &model.config.collection(regions.id).fields;
        let mut keyed: Vec<(String, String, EntryId)> = Vec::new();
        for region in &regions.entries {
            for value in &model.entry(*region).fields {
                let other = fields.get(value.field.0);
                let holds_names = value.field == *bound
                    || other.is_some_and(|field| field.names && field.kind == FieldKind::Text);
                let Value::Text(names) = &value.value else { continue };
                let names = names.iter().filter(|_| holds_names);
                keyed.extend(names.map(|name| (collation_key(name), name.clone(), *region)));
            }
        }
        keyed.sort();
        keyed.dedup();
        let names: Vec<PlaceName> =
            keyed.into_iter().map(|(_, name, region)| PlaceName { name, region }).collect();
        (1..=MOST).contains(&names.len()).then_some(Self { route, names })
    }
}
