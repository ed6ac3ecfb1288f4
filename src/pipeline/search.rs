//! The search of a site: `index`, then `export`.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::{INDEX_FOLDER, Prepared, Timing, settle, timed};
use crate::diagnostics::{Diagnostic, Problem, SourceText, sort};
use crate::export::{FOLDER, export};
use crate::index::build::SearchIndex;
use crate::model::Model;
use crate::publish::Standing;
use crate::site::{Files, SitePath};

/// The search of a site.
pub struct Search {
    /// The index.
    pub index: Arc<SearchIndex>,
    /// The browser's files.
    pub files: Files,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
}

/// Makes the search of a model: the index, and the browser's files, of which
/// what few ask for is made when they do. Pages that are in `previous` as they
/// are now are not read again.
pub fn search(model: &Model, previous: Option<&SearchIndex>) -> Search {
    let (mut timings, mut files) = (Vec::new(), Files::new());
    let (index, faults) = timed(&mut timings, "index", || crate::index::build(model, previous));
    let mut faults: Vec<Diagnostic> =
        faults.into_iter().map(|fault| unreadable(fault.path, fault.message)).collect();
    let index = Arc::new(index);
    match timed(&mut timings, "export", || export(&index, &|_, _| true)) {
        Ok(exported) => files = exported,
        Err(error) => faults.push(unreadable(INDEX_FOLDER.to_owned(), error.to_string())),
    }
    let diagnostics = settle(&model.config, faults);
    Search { index, files, diagnostics, timings }
}

/// Adds search to a site: the index, and a folder that is made from it beside
/// the pages; what `standing` has as it is now need not be made again. Gives
/// how long that takes, once it is made.
pub(super) fn add_search(prepared: &mut Prepared, standing: &Standing) -> Arc<OnceLock<Duration>> {
    let standing = standing.prints_below(FOLDER);
    let previous = prepared.past.index.take();
    let (index, faults) =
        timed(&mut prepared.timings, "index", || crate::index::build(&prepared.model, previous.as_deref()));
    drop(previous);
    let faults = faults.into_iter().map(|fault| unreadable(fault.path, fault.message)).collect();
    prepared.diagnostics.extend(settle(&prepared.config, faults));
    sort(&mut prepared.diagnostics);
    let index = Arc::new(index);
    prepared.past.index = Some(Arc::clone(&index));
    prepared.index = Some(Arc::clone(&index));
    let took = Arc::new(OnceLock::new());
    if let (Some(site), Some(folder)) = (&mut prepared.site, SitePath::new(FOLDER)) {
        let took = Arc::clone(&took);
        let export = move || {
            let start = Instant::now();
            let files = export(&index, &|path, print| standing.get(path) == Some(print))
                .map_err(|error| vec![unreadable(INDEX_FOLDER.to_owned(), error.to_string())]);
            let _ = took.set(start.elapsed());
            files
        };
        site.folders.insert(folder, Arc::new(export));
    }
    took
}

fn unreadable(path: String, reason: String) -> Diagnostic {
    Diagnostic::new(Problem::Unreadable { reason }, SourceText::new(path, "").span(0..0))
}
