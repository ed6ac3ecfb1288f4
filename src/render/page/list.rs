//! The list of a collection's entries.

use super::{Composed, collection_feed, facet_links, head, list_page, place_in_list, self_scan};
use crate::config::CollectionId;
use crate::model::route;
use crate::render::body::Html;
use crate::render::context::{ListPage, Page};
use crate::render::plan::list_route;
use crate::render::renderer::{MOST_AT_A_GLANCE, Renderer};

pub(super) fn page(renderer: &Renderer, id: CollectionId, number: usize) -> Composed {
    if renderer.self_scan == Some(id) {
        return self_scan::page(renderer, id);
    }
    let model = &renderer.model;
    let found = &model.collections[id.0];
    let collection = &renderer.collections[id.0];
    let base = list_route(model, id);

    let list = list_page(renderer, &base, &found.entries, number);
    let here = route::list_page(&base, number, &model.config.language);
    let mut page = collection_head(renderer, "list", id, &here);
    let is_of_regions = model.role("regions").is_some_and(|regions| regions.id == id);
    place_in_list(renderer, &mut page, &list.pager);

    let facets = model.facets.iter().enumerate().filter(|(_, facet)| facet.collection == id);
    let context = ListPage {
        page,
        collection: collection.clone(),
        body: Html::of(renderer, found.index.filter(|_| number == 1)),
        map: renderer.map.clone().filter(|_| is_of_regions && number == 1),
        cards: renderer.cards(list.shown),
        pager: list.pager,
        facets: facets.map(|(place, _)| facet_links(renderer, place, MOST_AT_A_GLANCE)).collect(),
    };
    Composed::new("list.html", context)
}

/// The head of a collection's own page.
pub(super) fn collection_head(
    renderer: &Renderer,
    kind: &'static str,
    id: CollectionId,
    route: &str,
) -> Page {
    let collection = &renderer.collections[id.0];
    let text = renderer.model.collections[id.0].index.map(|id| renderer.model.entry(id));
    let title = text.map_or(&collection.label_plural, |index| &index.title).clone();
    let mut page = head(renderer, kind, title, route);
    let description = text.and_then(|index| index.description.clone());
    page.description =
        description.or_else(|| Some(collection.description.clone()).filter(|text| !text.is_empty()));
    page.collection = Some(collection.name.clone());
    page.role.clone_from(&collection.role);
    page.feeds.push(collection_feed(renderer, collection));
    page
}
