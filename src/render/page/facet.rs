//! Browsing a collection by a field, without a script: the page with all
//! values of the field, and the lists of entries with one value.

use super::{
    Composed, collection_feed, collection_step, facet_link, facet_links, head, list_page, place_in_list,
};
use crate::model::route;
use crate::render::context::{CollectionLink, FacetPage, FacetValuePage, Link, Page};
use crate::render::plan::facet_route;
use crate::render::renderer::{MOST_AT_A_GLANCE, Renderer};
use crate::render::value::Shared;

pub(super) fn page(renderer: &Renderer, place: usize) -> Composed {
    let collection = &renderer.collections[renderer.model.facets[place].collection.0];
    let facet = facet_links(renderer, place, usize::MAX);
    let title = format!("{}: {}", collection.label_plural, facet.label);
    let page = facet_head(renderer, "facet", title, &facet_route(&renderer.model, place), collection);
    Composed::new("facet.html", FacetPage { page, collection: collection.clone(), facet })
}

pub(super) fn value_page(renderer: &Renderer, place: usize, value: usize, number: usize) -> Composed {
    let found_in = &renderer.model.facets[place];
    let found = &found_in.values[value];
    let collection = &renderer.collections[found_in.collection.0];
    let facet = facet_links(renderer, place, MOST_AT_A_GLANCE);
    let field = renderer.model.config.collection(found_in.collection).field(found_in.field);
    let value = facet_link(renderer, field, found);
    let list = list_page(renderer, &found.route, &found.entries, number);

    let title = format!("{} – {}: {}", collection.label_plural, facet.label, value.label);
    let here = route::list_page(&found.route, number, &renderer.model.config.language);
    let mut page = facet_head(renderer, "facet_value", title, &here, collection);
    page.breadcrumb.push(Link { title: facet.label.clone(), url: facet.url.clone().unwrap_or_default() });
    place_in_list(renderer, &mut page, &list.pager);

    let context = FacetValuePage {
        page,
        collection: collection.clone(),
        facet,
        value,
        entry: found.entry.map(|id| renderer.card(id)),
        cards: renderer.cards(list.shown),
        pager: list.pager,
    };
    Composed::new("facet_value.html", context)
}

fn facet_head(
    renderer: &Renderer,
    kind: &'static str,
    title: String,
    route: &str,
    collection: &Shared<CollectionLink>,
) -> Page {
    let mut page = head(renderer, kind, title, route);
    page.description = Some(collection.description.clone()).filter(|text| !text.is_empty());
    page.collection = Some(collection.name.clone());
    page.role.clone_from(&collection.role);
    page.breadcrumb.push(collection_step(collection));
    page.feeds.push(collection_feed(renderer, collection));
    page
}
