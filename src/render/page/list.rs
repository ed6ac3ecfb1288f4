//! The list of a collection's entries.

use super::{Composed, collection_feed, facet_links, head, list_page, place_in_list};
use crate::config::CollectionId;
use crate::model::route;
use crate::render::body::Html;
use crate::render::context::ListPage;
use crate::render::plan::list_route;
use crate::render::renderer::{MOST_AT_A_GLANCE, Renderer};

pub(super) fn page(renderer: &Renderer, id: CollectionId, number: usize) -> Composed {
    let model = &renderer.model;
    let found = &model.collections[id.0];
    let collection = &renderer.collections[id.0];
    let text = found.index.map(|id| model.entry(id));
    let title = text.map_or(&collection.label_plural, |index| &index.title).clone();
    let base = list_route(model, id);

    let list = list_page(renderer, &base, &found.entries, number);
    let here = route::list_page(&base, number, &model.config.language);
    let mut page = head(renderer, "list", title, &here);
    let description = text.and_then(|index| index.description.clone());
    page.description =
        description.or_else(|| Some(collection.description.clone()).filter(|text| !text.is_empty()));
    page.collection = Some(collection.name.clone());
    page.role.clone_from(&collection.role);
    let is_of_regions = model.role("regions").is_some_and(|regions| regions.id == id);
    page.feeds.push(collection_feed(renderer, collection));
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
