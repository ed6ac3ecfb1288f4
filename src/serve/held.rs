//! One article with errors does not hold the whole site: its own page stays as
//! it last was good, all others are shown as they are now.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{Entry, Model};
use crate::site::{Site, SitePath};

/// Path of an article's file → of its page.
pub(super) type Pages = BTreeMap<String, SitePath>;

/// The pages of all articles.
pub(super) fn pages_of(model: &Model) -> Pages {
    let page = |entry: &Entry| Some((entry.path.clone(), SitePath::of_route(&entry.route)?));
    model.entries.iter().filter_map(page).collect()
}

/// The articles with errors. `None` when something else is wrong too: then
/// nobody can tell which pages that touches.
pub(super) fn broken(diagnostics: &[Diagnostic], now: &Pages, before: &Pages) -> Option<BTreeSet<String>> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let paths = errors.map(|found| found.span.source.path());
    paths.map(|path| (now.contains_key(path) || before.contains_key(path)).then(|| path.to_owned())).collect()
}

/// Puts the pages of broken articles in `site` as they are in `last`, where
/// they were `before`; an article that has no such page is shown as it is.
/// Gives the pages that are good now.
pub(super) fn hold(
    site: &mut Site,
    mut now: Pages,
    broken: &BTreeSet<String>,
    last: &Site,
    before: &Pages,
) -> Pages {
    for path in broken {
        let is = now.remove(path);
        let Some((was, content)) = before.get(path).and_then(|was| Some((was, last.files.get(was)?))) else {
            continue;
        };
        // Front matter that cannot be read may have held another address.
        if let Some(is) = is {
            site.files.remove(&is);
        }
        if !now.values().any(|other| other == was) {
            site.files.insert(was.clone(), content.clone());
            now.insert(path.clone(), was.clone());
        }
    }
    now
}
