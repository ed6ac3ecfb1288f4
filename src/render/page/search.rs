//! The search page.

use super::{Composed, facet_label, head};
use crate::model::route;
use crate::render::context::{Facet, FacetLink, SearchPage};
use crate::render::renderer::Renderer;

/// Most values of one filter.
const MOST_VALUES: usize = 200;

pub(super) fn page(renderer: &Renderer) -> Composed {
    let route = route::search(&renderer.model.config.language);
    let context = SearchPage {
        page: head(renderer, "search", renderer.text("search").to_owned(), route),
        facets: facets(renderer),
        themes: renderer.cards_of_role("themes"),
        regions: renderer.cards_of_role("regions"),
    };
    Composed::new("search.html", context)
}

/// Fields of one name are one filter: `?themas=regie` finds lessons and cases
/// alike. Values keep the order of the first collection that has them.
fn facets(renderer: &Renderer) -> Vec<Facet> {
    let model = &renderer.model;
    let mut facets: Vec<Facet> = Vec::new();
    for facet in &model.facets {
        let collection = model.config.collection(facet.collection);
        let field = collection.field(facet.field);
        let place = facets.iter().position(|known| known.name == field.name).unwrap_or_else(|| {
            let (name, label) = (field.name.clone(), field.label.clone());
            facets.push(Facet { name, label, url: None, total: 0, values: Vec::new() });
            facets.len() - 1
        });
        let values = &mut facets[place].values;
        for value in &facet.values {
            match values.iter_mut().find(|known| known.slug == value.slug) {
                Some(known) => {
                    known.total += value.entries.len();
                    known.collections.push(collection.name.clone());
                }
                None => values.push(FacetLink {
                    slug: value.slug.clone(),
                    label: facet_label(renderer, field, &value.label),
                    url: None,
                    total: value.entries.len(),
                    collections: vec![collection.name.clone()],
                }),
            }
        }
    }
    for facet in &mut facets {
        facet.total = facet.values.len();
        keep_most_used(&mut facet.values);
    }
    facets
}

/// Leaves out the values that the fewest entries have, where there are more
/// than a reader can choose from. All of them stand on the facet's own page.
fn keep_most_used(values: &mut Vec<FacetLink>) {
    let mut totals: Vec<usize> = values.iter().map(|value| value.total).collect();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    if totals.len() <= MOST_VALUES {
        return;
    }
    let least = totals[MOST_VALUES - 1];
    let mut of_least = totals[..MOST_VALUES].iter().filter(|total| **total == least).count();
    values.retain(|value| {
        let last = value.total == least && of_least > 0;
        of_least -= usize::from(last);
        last || value.total > least
    });
}

#[cfg(test)]
mod tests {
    use super::{FacetLink, MOST_VALUES, keep_most_used};

    #[test]
    fn the_most_used_values_stay_in_their_order() {
        let value = |place: usize| FacetLink {
            slug: place.to_string(),
            label: String::new(),
            url: None,
            total: if place == 250 { 9 } else { 1 },
            collections: Vec::new(),
        };
        let mut values: Vec<FacetLink> = (0..300).map(value).collect();
        keep_most_used(&mut values);
        let slugs: Vec<&str> = values.iter().map(|value| value.slug.as_str()).collect();
        assert_eq!((slugs.len(), slugs[0], slugs[198], slugs[199]), (MOST_VALUES, "0", "198", "250"));
    }
}
