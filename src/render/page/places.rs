//! The names by which readers find a region, from A to Z.

use super::{Composed, collection_step, head};
use crate::model::collation_key;
use crate::render::context::{Place, PlaceLetter, PlacesPage};
use crate::render::places::Places;
use crate::render::renderer::Renderer;

pub(super) fn page(renderer: &Renderer, places: &Places) -> Composed {
    let mut letters: Vec<PlaceLetter> = Vec::new();
    for found in &places.names {
        let first = collation_key(&found.name).chars().next().unwrap_or('…');
        let place = Place { name: found.name.clone(), region: renderer.link(found.region) };
        let letter = first.to_uppercase().to_string();
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.places.push(place),
            _ => letters.push(PlaceLetter { id: format!("_{first}"), letter, places: vec![place] }),
        }
    }
    let mut page = head(renderer, "places", renderer.text("places_title").to_owned(), &places.route);
    page.description = Some(renderer.text("places_explained").to_owned());
    if let Some(regions) = renderer.model.role("regions") {
        let regions = &renderer.collections[regions.id.0];
        page.collection = Some(regions.name.clone());
        page.role.clone_from(&regions.role);
        page.breadcrumb.push(collection_step(regions));
    }
    Composed::new("places.html", PlacesPage { page, total: places.names.len(), letters })
}
