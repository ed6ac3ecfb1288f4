//! Browsing a collection by a field, without a script: the page with all
//! values of the field, the lists of entries with one value, and those with
//! two.

use super::{
    Composed, collection_feed, collection_step, facet_link, facet_links, head, list_page, place_in_list,
};
use crate::model::route;
use crate::render::context::{
    ChosenValue, CollectionLink, Facet, FacetLink, FacetPage, FacetPairPage, FacetValuePage, Link, Page,
};
use crate::render::facet_pairs::{FacetPair, ValuePlace};
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

pub(super) fn value_page(renderer: &Renderer, place: usize, value_place: usize, number: usize) -> Composed {
    let found_in = &renderer.model.facets[place];
    let found = &found_in.values[value_place];
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
        narrower: narrower(renderer, ValuePlace { facet: place, value: value_place }),
        search_url: search_url(renderer, &[(&field.name, &found.slug)]),
        cards: renderer.cards(list.shown),
        pager: list.pager,
    };
    Composed::new("facet_value.html", context)
}

/// A page of the list of entries that have both values of a pair.
pub(super) fn pair_page(renderer: &Renderer, pair: &FacetPair, number: usize) -> Composed {
    let model = &renderer.model;
    let facet = &model.facets[pair.values[0].facet];
    let collection = &renderer.collections[facet.collection.0];
    let list = list_page(renderer, &pair.route, &pair.entries, number);
    let fields = pair.values.map(|place| {
        let facet = &model.facets[place.facet];
        (model.config.collection(facet.collection).field(facet.field), &facet.values[place.value])
    });
    let chosen = fields.map(|(field, value)| ChosenValue {
        label: field.label.clone(),
        value: facet_link(renderer, field, value),
    });

    let [first, second] = &chosen;
    let title = format!(
        "{} – {}: {}, {}: {}",
        collection.label_plural, first.label, first.value.label, second.label, second.value.label
    );
    let here = route::list_page(&pair.route, number, &model.config.language);
    let mut page = facet_head(renderer, "facet_pair", title, &here, collection);
    let facet_step = facet_links(renderer, pair.values[0].facet, 0);
    page.breadcrumb.push(Link { title: facet_step.label, url: facet_step.url.unwrap_or_default() });
    let value_url = first.value.url.clone().unwrap_or_default();
    page.breadcrumb.push(Link { title: first.value.label.clone(), url: value_url });
    place_in_list(renderer, &mut page, &list.pager);

    let context = FacetPairPage {
        page,
        collection: collection.clone(),
        search_url: search_url(renderer, &fields.map(|(field, value)| (&*field.name, &*value.slug))),
        chosen: chosen.to_vec(),
        cards: renderer.cards(list.shown),
        pager: list.pager,
    };
    Composed::new("facet_pair.html", context)
}

/// The other fields of the pairs that a value is in.
fn narrower(renderer: &Renderer, place: ValuePlace) -> Vec<Facet> {
    let model = &renderer.model;
    let mut facets: Vec<(usize, Facet)> = Vec::new();
    for (pair, other) in renderer.facet_pairs.of(place) {
        let facet = &model.facets[other.facet];
        let field = model.config.collection(facet.collection).field(facet.field);
        let found = &facet.values[other.value];
        let link = FacetLink {
            url: Some(renderer.url(&pair.route)),
            total: pair.entries.len(),
            ..facet_link(renderer, field, found)
        };
        match facets.iter_mut().find(|(known, _)| *known == other.facet) {
            Some((_, known)) => known.values.push(link),
            None => {
                let narrowed = Facet { values: vec![link], ..facet_links(renderer, other.facet, 0) };
                facets.push((other.facet, narrowed));
            }
        }
    }
    let facets = facets.into_iter().map(|(_, facet)| Facet { total: facet.values.len(), ..facet });
    facets.collect()
}

/// The search page with these filters: fields and values are written there
/// as they are in the addresses of lists.
fn search_url(renderer: &Renderer, filters: &[(&str, &str)]) -> String {
    let filters: Vec<String> = filters.iter().map(|(field, value)| format!("{field}={value}")).collect();
    let page = renderer.url(route::search(&renderer.model.config.language));
    format!("{page}?{}", filters.join("&"))
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
