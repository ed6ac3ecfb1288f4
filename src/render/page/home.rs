//! The home page.

use super::{Composed, head};
use crate::model::{Entry, EntryId};
use crate::render::body::Html;
use crate::render::context::HomePage;
use crate::render::renderer::Renderer;

/// How many of the newest entries it shows.
const NEWEST: usize = 6;

pub(super) fn page(renderer: &Renderer) -> Composed {
    let model = &renderer.model;
    let config = &model.config;
    let text = model.home.map(|id| model.entry(id));
    let mut page = head(renderer, "home", text.map_or(&config.title, |home| &home.title).clone(), "");
    let description = text.and_then(|home| home.description.clone());
    page.description =
        description.or_else(|| Some(config.description.clone()).filter(|text| !text.is_empty()));
    page.breadcrumb.clear();
    let context = HomePage {
        page,
        body: Html::of(renderer, model.home),
        regions: renderer.cards_of_role("regions"),
        map: renderer.map.clone(),
        themes: renderer.cards_of_role("themes"),
        newest: renderer.cards(&newest(renderer)),
        questions: renderer.cards_of_role("questions"),
    };
    Composed::new("home.html", context)
}

/// The newest cases and lessons that have a date; on a site without these
/// parts the newest of all.
fn newest(renderer: &Renderer) -> Vec<EntryId> {
    let model = &renderer.model;
    let mut of: Vec<_> = ["cases", "lessons"].iter().filter_map(|role| model.role(role)).collect();
    if of.is_empty() {
        of = model.collections.iter().collect();
    }
    let mut ids: Vec<EntryId> = of.iter().flat_map(|collection| collection.entries.iter().copied()).collect();
    ids.retain(|id| changed(model.entry(*id)).is_some());
    // By day, newest first, then by address: ids are in the order of routes.
    ids.sort_by_key(|id| (std::cmp::Reverse(changed(model.entry(*id))), *id));
    ids.truncate(NEWEST);
    ids
}

fn changed(entry: &Entry) -> Option<jiff::civil::Date> {
    entry.updated.or(entry.date)
}
