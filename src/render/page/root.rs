//! Pages and files that have no text of their own: for addresses that do not
//! exist, that moved or that were withdrawn, and for search engines.

use super::{Composed, head};
use crate::model::{Entry, route};
use crate::render::context::{
    AliasPage, NotFoundPage, RobotsPage, SavedPage, SitemapAddress, SitemapPage, WithdrawnPage,
};
use crate::render::plan::{self, PageKind};
use crate::render::renderer::{Renderer, day};

pub(super) fn not_found(renderer: &Renderer) -> Composed {
    let mut page = head(renderer, "not_found", renderer.text("not_found").to_owned(), route::NOT_FOUND);
    page.indexed = false;
    Composed::new("404.html", NotFoundPage { page })
}

pub(super) fn saved(renderer: &Renderer) -> Composed {
    let route = route::saved(&renderer.model.config.language);
    let mut page = head(renderer, "saved", renderer.text("saved").to_owned(), route);
    page.indexed = false;
    Composed::new("saved.html", SavedPage { page })
}

pub(super) fn alias(renderer: &Renderer, place: usize) -> Composed {
    let alias = &renderer.model.aliases[place];
    let target = renderer.model.entry(alias.entry);
    let mut page = head(renderer, "alias", target.title.clone(), &alias.route);
    page.address = renderer.address(&target.route);
    page.indexed = false;
    Composed::new("alias.html", AliasPage { page, target: renderer.link(alias.entry) })
}

pub(super) fn withdrawn(renderer: &Renderer, place: usize) -> Composed {
    let withdrawn = &renderer.model.withdrawn[place];
    let mut page = head(renderer, "withdrawn", withdrawn.title.clone(), &withdrawn.route);
    page.indexed = false;
    Composed::new("withdrawn.html", WithdrawnPage { page, since: day(withdrawn.since) })
}

pub(super) fn sitemap(renderer: &Renderer) -> Composed {
    let model = &renderer.model;
    let mut pages = renderer.pages();
    pages.retain(|(_, kind)| plan::is_indexed(model, *kind));
    pages.sort_by(|(a, _), (b, _)| a.cmp(b));
    let addresses = pages.iter().map(|(route, kind)| SitemapAddress {
        address: renderer.address(route),
        changed: text_of(renderer, *kind).and_then(|entry| entry.updated.or(entry.date)).map(day),
    });
    Composed::new("sitemap.xml", SitemapPage { addresses: addresses.collect() })
}

/// The entry whose text is on a page.
fn text_of(renderer: &Renderer, kind: PageKind) -> Option<&Entry> {
    let model = &renderer.model;
    let id = match kind {
        PageKind::Entry(id) => Some(id),
        PageKind::Home => model.home,
        PageKind::List(collection, 1) => model.collections[collection.0].index,
        _ => None,
    };
    id.map(|id| model.entry(id))
}

pub(super) fn robots(renderer: &Renderer) -> Composed {
    Composed::new("robots.txt", RobotsPage { sitemap_address: renderer.address(route::SITEMAP) })
}
