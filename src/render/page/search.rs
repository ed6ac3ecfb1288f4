//! The search page.

use super::{facet_label, head};
use crate::diagnostics::Diagnostic;
use crate::model::route;
use crate::render::context::{Facet, FacetLink, SearchPage};
use crate::render::renderer::Renderer;

pub(super) fn page(renderer: &Renderer) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let route = route::search(&renderer.model.config.language);
    let context = SearchPage {
        page: head(renderer, "search", renderer.text("search").to_owned(), route),
        facets: facets(renderer),
        themes: renderer.cards_of_role("themes"),
        regions: renderer.cards_of_role("regions"),
    };
    renderer.fill("search.html", &context)
}

/// Fields of one name are one filter: `?themas=regie` finds lessons and cases
/// alike. Values keep the order of the first collection that has them.
fn facets(renderer: &Renderer) -> Vec<Facet> {
    let model = &renderer.model;
    let mut facets: Vec<Facet> = Vec::new();
    for facet in &model.facets {
        let field = model.config.collection(facet.collection).field(facet.field);
        let place = facets.iter().position(|known| known.name == field.name).unwrap_or_else(|| {
            let (name, label) = (field.name.clone(), field.label.clone());
            facets.push(Facet { name, label, url: None, total: 0, values: Vec::new() });
            facets.len() - 1
        });
        let values = &mut facets[place].values;
        for value in &facet.values {
            match values.iter_mut().find(|known| known.slug == value.slug) {
                Some(known) => known.total += value.entries.len(),
                None => values.push(FacetLink {
                    slug: value.slug.clone(),
                    label: facet_label(renderer, field, &value.label),
                    url: None,
                    total: value.entries.len(),
                }),
            }
        }
    }
    for facet in &mut facets {
        facet.total = facet.values.len();
    }
    facets
}
