//! A site again, after one of its texts was written on, or its theme. Nearly
//! every save is such a one, and who makes it looks at the page meanwhile.

use std::path::Path;
use std::sync::Arc;

use super::past::Last;
use super::{Past, Prepared, Request, Timing, configure, markdown, timed};
use crate::config::Config;
use crate::history;
use crate::load::load_one;
use crate::model::with_text;
use crate::parse::parse;
use crate::render::{Theme, render};
use crate::site::Site;

/// What [`prepare_since`](super::prepare_since) would give, if nothing but the
/// file at `path` (below the root) changed since `past`, and in that nothing
/// but its text. `None` when more may follow from the change.
pub fn prepare_text(request: &Request, past: &Past, path: &Path) -> Option<Prepared> {
    let mut timings = Vec::new();
    let last = past.last.as_ref()?;
    let path = path.to_str()?;
    let config = timed(&mut timings, "config", || configure(request)).ok()?;
    let is_named = |path: &str| last.diagnostics.iter().any(|found| found.span.source.path() == path);
    if !is_asked_as(last, request, &config) || is_named(path) {
        return None;
    }
    let (file, stamp) = timed(&mut timings, "load", || load_one(&config, path, request.unsaved.as_ref()))?;
    let (_, before) = past.documents.get(path)?;
    let after = timed(&mut timings, "parse", || Arc::new(parse(file, &markdown(&config))));
    let model = timed(&mut timings, "model", || with_text(&last.model, before, &after))?;
    let model = Arc::new(model);
    let site = timed(&mut timings, "render", || {
        render(Arc::clone(&model), Arc::clone(&last.theme), request.keeps, None)
    });
    let mut past = past.clone();
    if let Some(stamp) = stamp {
        Arc::make_mut(&mut past.documents).insert(path.to_owned(), (stamp, after));
    }
    Some(prepared(Last { config, model, ..Last::clone(last) }, site, past, timings))
}

/// What [`prepare_since`](super::prepare_since) would give, if nothing but
/// files of the theme changed since `past`. `None` when more may follow.
pub fn prepare_theme(request: &Request, past: &Past) -> Option<Prepared> {
    let mut timings = Vec::new();
    let last = past.last.as_ref()?;
    let config = timed(&mut timings, "config", || configure(request)).ok()?;
    if !is_asked_as(last, request, &config) || request.unsaved.is_some() {
        return None;
    }
    // One that does not load is told of with all else that is wrong.
    let theme = Arc::new(Theme::load(&config).ok()?);
    let site = timed(&mut timings, "render", || {
        render(Arc::clone(&last.model), Arc::clone(&theme), request.keeps, None)
    });
    Some(prepared(Last { config, theme, ..Last::clone(last) }, site, past.clone(), timings))
}

fn prepared(last: Last, site: Site, past: Past, timings: Vec<Timing>) -> Prepared {
    let Last { config, history, model, diagnostics, .. } = last.clone();
    let past = Past { last: Some(Arc::new(last)), ..past };
    Prepared { config, history, model, site: Some(site), index: None, past, diagnostics, timings }
}

/// Whether all but files is as it was.
fn is_asked_as(last: &Last, request: &Request, config: &Config) -> bool {
    config.source.text() == last.config.source.text()
        && config.base_url == last.config.base_url
        && request.moment == last.moment
        && history::key(config) == last.history.key
}
