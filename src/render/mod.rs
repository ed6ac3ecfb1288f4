//! Stage 5, [`Model`] + [`Theme`] → [`Site`]: every page of the site, made
//! when it is asked for.
//!
//! 1. [`Theme::load`] reads templates, words and static files and checks them.
//! 2. [`plan`] lists which pages there are and where they stand.
//! 3. [`renderer`] makes once what all pages share: the engine, the links,
//!    the cards of entries.
//! 4. [`page`] turns the model into the [`context`] of one page and fills in
//!    its template; [`body`] puts links, images and explanations in texts.
//!
//! A page is a pure function of model and theme: made twice it is the same
//! bytes, by any number of threads. What it costs depends on what it shows,
//! not on the size of the site.

mod a_to_z;
mod body;
pub mod context;
mod facet_pairs;
mod files;
mod groups;
mod html;
mod matrix;
mod page;
mod places;
mod plan;
mod renderer;
mod share_image;
mod terms;
#[cfg(test)]
mod tests;
mod theme;
mod tile_map;
mod times;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use files::forget_copies;
pub use theme::{Asset, Assets, Theme, Translation};
pub use times::{PageTime, PageTimes};

use self::renderer::Renderer;
use crate::diagnostics::Diagnostic;
use crate::model::Model;
use crate::site::{Content, Fingerprint, Page, Site, SitePath};

/// All pages and files of a site but those of its search. `keeps` says whether
/// what is dear to make may be kept in `.polder/`; `times` hears how long each
/// page takes.
pub fn render(model: Arc<Model>, theme: Arc<Theme>, keeps: bool, times: Option<Arc<PageTimes>>) -> Site {
    let renderer = Arc::new(Renderer::new(model, theme));
    let mut files = BTreeMap::new();
    let mut add = |route: &str, content: Content| {
        if let Some(path) = SitePath::of_route(route) {
            files.entry(path).or_insert(content);
        }
    };
    for (route, kind) in renderer.pages() {
        let renderer = Arc::clone(&renderer);
        let make = move |known: Option<&Fingerprint>| page::make(&renderer, kind, known);
        add(&route, page_content(&route, times.as_ref(), make));
    }
    for (route, name) in renderer.share_images() {
        let renderer = Arc::clone(&renderer);
        let make = move |known: Option<&Fingerprint>| {
            (times::SHARE_IMAGE, Ok(page::share_image(&renderer, &name, known)))
        };
        add(&route, page_content(&route, times.as_ref(), make));
    }
    for file in &renderer.model.files {
        add(&file.route, files::content(&renderer.model, file));
        for (route, copy) in files::copies(&renderer.model, file, keeps) {
            add(&route, copy);
        }
    }
    for asset in renderer.theme.assets.values() {
        add(&asset.route, Content::Bytes(asset.bytes.clone()));
    }
    if let Some(list) = withdrawn_list(&renderer.model) {
        add(WITHDRAWN_LIST, Content::Bytes(list));
    }
    Site { files, ..Site::default() }
}

/// A page that `make` makes, with the name of its template. Its time is taken
/// only where somebody asks for it.
fn page_content<M>(route: &str, times: Option<&Arc<PageTimes>>, make: M) -> Content
where
    M: Fn(Option<&Fingerprint>) -> (&'static str, Result<Page, Vec<Diagnostic>>) + Send + Sync + 'static,
{
    match times {
        None => Content::Page(Arc::new(move |known| make(known).1)),
        Some(times) => {
            let (times, route) = (Arc::clone(times), route.to_owned());
            Content::Page(Arc::new(move |known| times.of(&route, || make(known))))
        }
    }
}

/// The addresses that were withdrawn, as nginx's `map` reads them.
const WITHDRAWN_LIST: &str = "withdrawn.map";

/// A line for each page that was withdrawn, so that a server can answer with
/// status 410; `None` when there is none.
fn withdrawn_list(model: &Model) -> Option<Cow<'static, [u8]>> {
    let base = &model.config.base_url;
    let lines = model.withdrawn.iter().map(|page| format!("{} 1;\n", base.link(&page.route)));
    let text: String = lines.collect();
    (!text.is_empty()).then(|| Cow::Owned(text.into_bytes()))
}
