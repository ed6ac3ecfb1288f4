//! The stages in their order: the only file besides `serve` and the command
//! that names every one of them.

mod again;
mod external;
mod kept;
mod past;
mod search;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::config::{BaseUrl, Config, ConfigError, read};
use crate::diagnostics::{Diagnostic, MessageLanguage, any_error, sort};
use crate::history::{self, History};
use crate::index::build::{IndexError, SearchIndex};
use crate::load::{Attachment, SourceFile, Unsaved, load_since};
use crate::model::{Model, Moment, build};
use crate::parse::{Document, MarkdownSettings, Room, parse_within};
use crate::publish::{PublishError, Published, Standing, Way, look, publish_again};
use crate::render::{PageTimes, Theme, forget_copies, render};
use crate::site::{Content, Site};
use crate::stamp::Stamp;
pub use again::{prepare_text, prepare_theme};
pub use external::{AskedOthers, check_external, external_links};
use kept::{Files, KeptDiagnostic, Record};
pub use past::Past;
use past::{Last, Since};
use search::add_search;
pub use search::{Search, search};

/// What a run of the pipeline is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder of `polder.toml`.
    pub root: PathBuf,
    /// The day, and whether unpublished entries are shown.
    pub moment: Moment,
    /// An address that replaces the one of `polder.toml`.
    pub base_url: Option<BaseUrl>,
    /// One file as somebody has it in a form, in the place of what stands on
    /// disk.
    pub unsaved: Option<Unsaved>,
    /// Whether what was made on the way may be kept in `.polder/`.
    pub keeps: bool,
    /// Gathers how long each page takes. A build that is measured makes all
    /// of them, as if there had been none before.
    pub page_times: Option<Arc<PageTimes>>,
}

/// A site, checked and ready to be made.
pub struct Prepared {
    /// The site's configuration.
    pub config: Arc<Config>,
    /// When its files were last changed.
    pub history: History,
    /// Everything its pages can show.
    pub model: Arc<Model>,
    /// Its files; `None` when the theme does not load.
    pub site: Option<Site>,
    /// The full-text index, once [`add_search`] has made it.
    pub index: Option<Arc<SearchIndex>>,
    /// What the next build needs not find out again.
    pub past: Past,
    /// All that is wrong, as heavy as this site's `[checks]` say, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
}

/// How long a stage took.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// The stage's name, that of its module.
    pub stage: &'static str,
    /// How long.
    pub duration: Duration,
}

/// What a build did.
pub struct Built {
    /// What was published; `None` when errors kept it from being tried.
    pub published: Option<Published>,
    /// The site's configuration.
    pub config: Arc<Config>,
    /// All that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
    /// How many articles and pages it has.
    pub entries: usize,
    /// How many words are in them.
    pub words: usize,
    /// All that it was made from, for who needs it longer.
    pub prepared: Option<Box<Prepared>>,
}

/// Reads and checks a site: everything but making its pages.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub fn prepare(request: &Request) -> Result<Prepared, ConfigError> {
    prepare_since(request, &Past::default())
}

/// The same, not finding out again what is known from before.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub fn prepare_since(request: &Request, past: &Past) -> Result<Prepared, ConfigError> {
    let mut timings = Vec::new();
    let config = timed(&mut timings, "config", || configure(request))?;
    Ok(prepare_with(request, config, past, timings))
}

/// What the last build on disk knows, for a preview to begin with.
pub fn kept_past(request: &Request) -> Past {
    let config = configure(request);
    config.map(|config| kept::past(&config.root, &markdown(&config))).unwrap_or_default()
}

fn configure(request: &Request) -> Result<Arc<Config>, ConfigError> {
    let mut config = read(&request.root)?;
    if let Some(base_url) = &request.base_url {
        config.base_url = base_url.clone();
    }
    Ok(Arc::new(config))
}

fn markdown(config: &Config) -> MarkdownSettings {
    MarkdownSettings { dutch: config.message_language() == MessageLanguage::Dutch }
}

fn prepare_with(request: &Request, config: Arc<Config>, past: &Past, mut timings: Vec<Timing>) -> Prepared {
    // Git is another process: it works while files are read.
    let mut history_timing = Vec::new();
    let ((history, mut found), (documents, attachments, mut diagnostics)) = rayon::join(
        || timed(&mut history_timing, "history", || history::read(&config)),
        || documents(request, &config, past, &mut timings),
    );
    timings.append(&mut history_timing);
    diagnostics.append(&mut found);
    let (model, mut found) = timed(&mut timings, "model", || {
        let documents: Vec<Arc<Document>> =
            documents.iter().map(|(_, document)| Arc::clone(document)).collect();
        build(Arc::clone(&config), documents, attachments, &history, request.moment)
    });
    diagnostics.append(&mut found);
    let model = Arc::new(model);
    let rendered = timed(&mut timings, "render", || match Theme::load(&config).map(Arc::new) {
        Ok(theme) => {
            let times = request.page_times.clone();
            Some((render(Arc::clone(&model), Arc::clone(&theme), request.keeps, times), theme))
        }
        Err(mut faults) => {
            diagnostics.append(&mut faults);
            None
        }
    });
    let diagnostics = settle(&config, diagnostics);
    let (site, theme) = rendered.unzip();
    let last = theme.map(|theme| {
        let (config, history, model) = (Arc::clone(&config), history.clone(), Arc::clone(&model));
        Last { config, moment: request.moment, history, model, theme, diagnostics: diagnostics.clone() }
    });
    let past = Past {
        configuration: config.source.text().to_owned(),
        documents: Arc::new(
            documents
                .into_iter()
                .filter_map(|(stamp, document)| {
                    Some((document.file.source.path().to_owned(), (stamp?, document)))
                })
                .collect(),
        ),
        index: past.index.clone(),
        last: last.map(Arc::new),
        since: Since::default(),
    };
    Prepared { config, history, model, site, index: None, past, diagnostics, timings }
}

/// A document and, if its file is saved, the stamp of that.
type Stamped = (Option<Stamp>, Arc<Document>);

/// What all files say, in the order of folders: read and parsed, or known.
fn documents(
    request: &Request,
    config: &Config,
    past: &Past,
    timings: &mut Vec<Timing>,
) -> (Vec<Stamped>, Vec<Attachment>, Vec<Diagnostic>) {
    let known = |path: &str, stamp: &Stamp| past.document(config, path, stamp).is_some();
    let (tree, diagnostics) = timed(timings, "load", || load_since(config, request.unsaved.as_ref(), &known));
    let mut documents: Vec<Stamped> = timed(timings, "parse", || {
        let (settings, room) = (markdown(config), Room::new(HELD_TEXT));
        let parse = |file: SourceFile| {
            let stamp = file.file.as_ref().and_then(|_| tree.stamps.get(file.source.path()).copied());
            (stamp, Arc::new(parse_within(file, &settings, &room)))
        };
        tree.files.into_par_iter().map(parse).collect()
    });
    documents.extend(tree.known.iter().filter_map(|path| {
        let stamp = tree.stamps.get(path)?;
        Some((Some(*stamp), Arc::clone(past.document(config, path, stamp)?)))
    }));
    // As the folders are walked: name by name.
    documents.sort_by_cached_key(|(_, document)| document.file.source.path().replace('/', "\0"));
    (documents, tree.attachments, diagnostics)
}

/// So many bytes of texts are held in memory; of larger sites the others are
/// parsed again when they are needed, so that memory does not grow with them.
const HELD_TEXT: usize = 64 << 20;

/// Where the built index stands, relative to the root.
pub const INDEX_FOLDER: &str = "search-index/tantivy";

/// Everything that [`build_site`] would find wrong: also makes every page,
/// and keeps none.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub fn check(request: &Request) -> Result<Prepared, ConfigError> {
    let mut prepared = prepare(&Request { keeps: false, ..request.clone() })?;
    let mut timings = std::mem::take(&mut prepared.timings);
    let faults =
        timed(&mut timings, "pages", || prepared.site.as_ref().map_or_else(Vec::new, faults_of_pages));
    prepared.diagnostics.extend(faults);
    prepared.diagnostics = settle(&prepared.config, std::mem::take(&mut prepared.diagnostics));
    prepared.timings = timings;
    Ok(prepared)
}

/// Builds a site and publishes it in `out`, unless anything is wrong.
///
/// `progress` hears how many of how many files are done, from several
/// threads.
///
/// # Errors
/// When there is no usable `polder.toml`, or the system refuses to publish.
pub fn build_site(
    request: &Request,
    out: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Built, BuildError> {
    let mut timings = Vec::new();
    let config = timed(&mut timings, "config", || configure(request)).map_err(BuildError::Config)?;
    let root = &config.root.clone();
    // What is measured is a build that knows nothing of another one.
    let knows = request.page_times.is_none();
    let known = || kept::read::<Record>(root, kept::BUILD).filter(|_| knows).unwrap_or_default();
    let (sources, record) = timed(&mut timings, "look", || rayon::join(|| kept::sources(root), known));
    if timed(&mut timings, "compare", || is_as_it_was(request, out, &config, sources.as_ref(), &record)) {
        return Ok(built_before(config, &record, timings));
    }
    let past = timed(&mut timings, "past", || match knows {
        true => kept::past(root, &markdown(&config)),
        false => Past::default(),
    });
    // Much of the model is made on one thread.
    let (mut prepared, ground) = rayon::join(
        || prepare_with(request, Arc::clone(&config), &past, timings),
        || look(out, &record.standing),
    );
    let mut exported = Arc::default();
    if prepared.site.is_some() && !any_error(&prepared.diagnostics) {
        exported = add_search(&mut prepared, &record.standing);
    }
    let Some(site) = prepared.site.as_ref().filter(|_| !any_error(&prepared.diagnostics)) else {
        // What is wrong in pages is worth knowing as well.
        let faults = prepared.site.as_ref().map_or_else(Vec::new, faults_of_pages);
        return Ok(Built::without_site(prepared, faults));
    };
    prepared.history.keep(&config);
    let mut timings = std::mem::take(&mut prepared.timings);
    let folder = root.join(INDEX_FOLDER);
    // tantivy writes a segment on one thread; pages are made beside it.
    let index = prepared.index.as_ref();
    let ((outcome, index_files), ()) = timed(&mut timings, "publish", || {
        let keep_found = || index.iter().for_each(|index| kept::keep_found(root, index));
        let publish = || publish_again(site, ground?, &record.standing, progress, &keep_found);
        let index_files = || index.map(|index| index.files(Some(&folder))).transpose();
        let keep = || {
            let changes = kept::changes(&prepared.past, &past);
            drop(past);
            kept::keep(root, &prepared.past, changes);
        };
        rayon::join(|| rayon::join(publish, index_files), keep)
    });
    timings.extend(exported.get().map(|duration| Timing { stage: "export", duration: *duration }));
    if outcome.is_ok() {
        let written = timed(&mut timings, "write index", || match index_files {
            Ok(files) => files.map_or(Ok(()), |files| files.write(&folder)),
            Err(error) => Err(error),
        });
        written.map_err(BuildError::Index)?;
    }
    match outcome {
        Ok((published, standing)) => {
            forget_copies(root, standing.prints());
            let record = record_of(request, &prepared, sources, standing, &published);
            timed(&mut timings, "keep", || kept::write(root, kept::BUILD, &record));
            let (entries, words) = (record.entries, record.words);
            let diagnostics = std::mem::take(&mut prepared.diagnostics);
            let prepared = Some(Box::new(prepared));
            Ok(Built { published: Some(published), config, diagnostics, timings, entries, words, prepared })
        }
        Err(PublishError::Content(faults)) => {
            prepared.timings = timings;
            Ok(Built::without_site(prepared, faults))
        }
        Err(error) => Err(BuildError::Publish(error, Box::new(prepared))),
    }
}

impl Built {
    /// A build that did not publish.
    fn without_site(prepared: Prepared, faults: Vec<Diagnostic>) -> Self {
        let Prepared { config, model, mut diagnostics, timings, .. } = prepared;
        diagnostics.extend(faults);
        let diagnostics = settle(&config, diagnostics);
        let (entries, words) = size_of(&model);
        Self { published: None, config, diagnostics, timings, entries, words, prepared: None }
    }
}

fn size_of(model: &Model) -> (usize, usize) {
    (model.entries.len(), model.entries.iter().map(|entry| entry.body.words).sum())
}

/// All that a build depends on beside files.
fn asked_for(request: &Request, config: &Config) -> String {
    let synonyms = config.search.synonyms.as_ref().map(|file| config.root.join(file));
    let synonyms = synonyms.and_then(|file| Some(Stamp::of_source(&file.metadata().ok()?)));
    let Moment { day, unpublished } = request.moment;
    format!("{day}\n{unpublished}\n{:?}\n{synonyms:?}\n{}", config.base_url, config.source.text())
}

/// Whether a build would find everything as the last one left it.
fn is_as_it_was(
    request: &Request,
    out: &Path,
    config: &Config,
    sources: Option<&Files>,
    record: &Record,
) -> bool {
    let is_there = || out.canonicalize().is_ok_and(|out| out == record.standing.folder());
    sources == Some(&record.sources)
        && is_there()
        && record.request == asked_for(request, config)
        && record.history == history::key(config)
        && kept::index_files(&config.root).as_ref() == Some(&record.index_files)
        && record.standing.is_untouched()
}

fn built_before(config: Arc<Config>, record: &Record, timings: Vec<Timing>) -> Built {
    let kept = record.standing.count();
    let published = Published { written: 0, kept, removed: 0, bytes: record.bytes, way: Way::AtOnce };
    let diagnostics = record.diagnostics.iter().map(|kept| kept.restore(&config.root)).collect();
    let (entries, words) = (record.entries, record.words);
    Built { published: Some(published), config, diagnostics, timings, entries, words, prepared: None }
}

/// What the next build has to know of this one. Files are as they were before
/// anything was read, so that what changed meanwhile is another file then.
fn record_of(
    request: &Request,
    prepared: &Prepared,
    sources: Option<Files>,
    standing: Standing,
    published: &Published,
) -> Record {
    let (entries, words) = size_of(&prepared.model);
    Record {
        request: asked_for(request, &prepared.config),
        history: prepared.history.key.clone(),
        sources: sources.unwrap_or_default(),
        index_files: kept::index_files(&prepared.config.root).unwrap_or_default(),
        standing,
        diagnostics: prepared.diagnostics.iter().map(KeptDiagnostic::of).collect(),
        entries,
        words,
        bytes: published.bytes,
    }
}

/// Why a build did not end with an answer.
pub enum BuildError {
    /// There is no usable `polder.toml`.
    Config(ConfigError),
    /// The site was published, but the index for `polder search` could not be
    /// written.
    Index(IndexError),
    /// The system refused to publish.
    Publish(PublishError, Box<Prepared>),
}

/// Makes every page and drops it again: what is wrong in them.
fn faults_of_pages(site: &Site) -> Vec<Diagnostic> {
    let contents: Vec<&Content> = site.files.values().collect();
    let faults = |content: &Content| content.make().and_then(Result::err).unwrap_or_default();
    contents.into_par_iter().flat_map_iter(faults).collect()
}

/// Gives diagnostics the weight that the site gives them, and sorts them.
fn settle(config: &Config, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = config.checks.apply(diagnostics);
    sort(&mut diagnostics);
    diagnostics
}

fn timed<T>(timings: &mut Vec<Timing>, stage: &'static str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    timings.push(Timing { stage, duration: start.elapsed() });
    result
}
