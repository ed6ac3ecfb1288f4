//! Atom feeds: of the whole site and of each collection.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Composed;

use crate::config::CollectionId;
use crate::model::{Entry, EntryId, State, route};
use crate::render::context::{Feed, FeedEntry, FeedPage};
use crate::render::plan::list_route;
use crate::render::renderer::Renderer;

/// Most entries in a feed.
const MOST: usize = 50;

pub(super) fn page(renderer: &Renderer, of: Option<CollectionId>) -> Composed {
    let model = &renderer.model;
    let config = &model.config;
    let (title, description, base) = match of {
        None => (config.title.clone(), config.description.clone(), String::new()),
        Some(id) => {
            let collection = config.collection(id);
            let title = format!("{}: {}", config.title, collection.label_plural);
            (title, collection.description.clone(), list_route(model, id))
        }
    };
    let lists = model.collections.iter().filter(|collection| of.is_none_or(|id| id == collection.id));
    let mut entries: Vec<(Date, EntryId)> = lists
        .flat_map(|collection| collection.entries.iter().copied())
        .filter(|id| model.entry(*id).state == State::Published)
        .filter_map(|id| Some((changed(model.entry(id))?, id)))
        .collect();
    entries.sort_by_key(|(date, id)| (Reverse(*date), *id));
    entries.truncate(MOST);

    let feed = Feed {
        title: printable(&title),
        author: printable(&config.title),
        description: printable(&description),
        address: renderer.address(&format!("{base}{}", route::FEED)),
        page_address: renderer.address(&base),
        // A feed without entries has not changed since time began; a clock
        // would make every build another one.
        updated: entries
            .first()
            .map_or_else(|| moment(Date::constant(1970, 1, 1)), |(date, _)| moment(*date)),
        entries: entries.iter().map(|(date, id)| entry(renderer, *id, *date)).collect(),
    };
    Composed::new("atom.xml", FeedPage { feed })
}

fn changed(entry: &Entry) -> Option<Date> {
    entry.updated.or(entry.date)
}

fn entry(renderer: &Renderer, id: EntryId, changed: Date) -> FeedEntry {
    let entry = renderer.model.entry(id);
    FeedEntry {
        title: printable(&entry.title),
        address: renderer.address(&entry.route),
        updated: moment(changed),
        published: entry.date.map(moment),
        description: entry.description.as_deref().map(printable),
        label: entry.collection().map(|id| printable(&renderer.collections[id.0].label)),
    }
}

/// XML has no form for control characters, not even an escaped one.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect()
}

/// Atom wants a moment where articles have a day.
fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
