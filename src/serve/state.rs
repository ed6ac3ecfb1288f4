//! What the preview shows now: the site, its pages as they last were good, and
//! what is wrong.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use tokio::sync::watch;

use super::held::{self, Pages};
use super::panel::{self, Below};
use super::{Built, Reporter};
use crate::diagnostics::{self, Diagnostic, MessageLanguage};
use crate::export::FOLDER;
use crate::model::Model;
use crate::site::{Content, Site, SitePath};

/// The preview's state. It is replaced as a whole, so that a request sees
/// one site, and who waits for the next one is told.
pub(super) struct State {
    now: watch::Sender<Option<Moment>>,
    report: Reporter,
    /// Tells this run of the preview from an earlier one on the same port.
    run: u128,
}

/// The preview at one moment.
#[derive(Clone)]
pub(super) struct Moment {
    /// Names the site that is shown.
    pub(super) version: String,
    /// The last site without errors, or with the last good pages of those
    /// articles that have some; before there is one, the last one at all.
    pub(super) shown: Option<Arc<Shown>>,
    /// What the panel says of what stands below it.
    below: Below,
    /// The panel of errors as HTML; empty when all is well.
    pub(super) panel: Arc<str>,
    /// The language for people.
    pub(super) language: MessageLanguage,
    /// The last site that could be read at all, errors or not.
    pub(super) model: Option<Arc<Model>>,
    /// All that there is to say now.
    pub(super) diagnostics: Vec<Diagnostic>,
    number: u64,
}

/// A site with the content that was asked for.
pub(super) struct Shown {
    site: Site,
    /// Whether its pages were built without errors, now or before.
    good: bool,
    /// Those of articles.
    pages: Pages,
    base_path: String,
    /// The files of its search, once they are made.
    search: OnceLock<BTreeMap<SitePath, Content>>,
    kept: Mutex<BTreeMap<SitePath, Bytes>>,
    /// What was asked for of the sites before, for pages that cannot be made
    /// any more.
    before: BTreeMap<SitePath, Bytes>,
}

/// Why there is no content.
pub(super) enum Failure {
    /// A file went away since the site was built.
    Missing,
    /// It cannot be made. The page as it was, if it was ever asked for.
    Wrong(Vec<Diagnostic>, Option<Bytes>),
}

impl State {
    pub(super) fn new(report: Reporter) -> Self {
        let run = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        Self { now: watch::Sender::new(None), report, run }
    }

    /// Takes over the result of a build. An article with errors never takes
    /// the place of a good page: one whose front matter does not parse would
    /// vanish from under who is writing it. Where it cannot be told which pages
    /// are wrong, the whole site stays. But anything is better than none.
    ///
    /// Gives the version of a site that is shown from now on and whose search
    /// is still to be made.
    pub(super) fn renew(&self, built: Built, search_follows: bool) -> Option<String> {
        let Built { site, search: _, mut diagnostics, language, base_path, others: _, model } = built;
        let mut taken = None;
        // Who waits is told before the old site goes, which takes a while.
        let mut old = None;
        diagnostics::sort(&mut diagnostics);
        (self.report)(&diagnostics, language);
        self.now.send_modify(|now| {
            let (last, number, known) =
                now.take().map_or((None, 0, None), |moment| (moment.shown, moment.number, moment.model));
            let good = !diagnostics::any_error(&diagnostics);
            let last_is_good = last.as_ref().is_some_and(|last| last.good);
            let pages = model.as_deref().map(held::pages_of).unwrap_or_default();
            let newer = site.and_then(|site| match &last {
                Some(last) if !good && last_is_good => {
                    let broken = held::broken(&diagnostics, &pages, &last.pages)?;
                    Some((last.held(site, pages, &broken, base_path), Below::GoodPages))
                }
                last => {
                    let pages = if good { pages } else { Pages::new() };
                    Some((Shown::new(site, good, pages, base_path, last.as_deref()), Below::AsItIs))
                }
            });
            let (shown, below, number) = match newer {
                Some((shown, below)) => {
                    if !search_follows {
                        drop(shown.search.set(BTreeMap::new()));
                    }
                    taken = Some(format!("{:x}-{}", self.run, number + 1));
                    old = last;
                    (Some(Arc::new(shown)), below, number + 1)
                }
                None if last_is_good => (last, Below::GoodSite, number),
                None => (last, Below::AsItIs, number),
            };
            let panel = panel::panel(&diagnostics, below, language).into();
            let version = format!("{:x}-{number}", self.run);
            let model = model.or(known);
            *now = Some(Moment { version, shown, below, panel, language, model, diagnostics, number });
        });
        drop(old);
        taken.filter(|_| search_follows)
    }

    /// Adds its search to the site of this version, if that is still shown.
    pub(super) fn add_search(
        &self,
        version: &str,
        files: BTreeMap<SitePath, Content>,
        found: Vec<Diagnostic>,
    ) {
        let mut of = None;
        self.now.send_if_modified(|now| {
            let Some(now) = now.as_ref().filter(|now| now.version == version) else { return false };
            of = Some(now.clone());
            // Who waits for it is woken; pages have nothing to reload.
            now.shown.as_ref().is_some_and(|shown| shown.search.set(files).is_ok())
        });
        if let Some(of) = of.filter(|_| !found.is_empty()) {
            self.add(&of, found);
        }
    }

    /// Adds what is wrong with a page of the site `of`, found when it was
    /// asked for.
    pub(super) fn add(&self, of: &Moment, found: Vec<Diagnostic>) {
        let mut news = Vec::new();
        self.now.send_if_modified(|now| {
            let Some(now) = now.as_mut().filter(|now| now.version == of.version) else { return false };
            news = found.into_iter().filter(|found| !now.diagnostics.contains(found)).collect();
            now.diagnostics.extend(news.iter().cloned());
            diagnostics::sort(&mut now.diagnostics);
            now.panel = panel::panel(&now.diagnostics, now.below, now.language).into();
            !news.is_empty()
        });
        if !news.is_empty() {
            (self.report)(&news, of.language);
        }
    }

    /// Hears of every change, the state of now first.
    pub(super) fn follow(&self) -> watch::Receiver<Option<Moment>> {
        let mut receiver = self.now.subscribe();
        receiver.mark_changed();
        receiver
    }

    /// The state of now; before the first build is done, that of then.
    pub(super) async fn now(&self) -> Option<Moment> {
        self.now.subscribe().wait_for(Option::is_some).await.ok()?.clone()
    }

    /// The state whose site has its search.
    pub(super) async fn with_search(&self) -> Option<Moment> {
        let has_search = |now: &Option<Moment>| {
            let shown = now.as_ref().and_then(|now| now.shown.as_ref());
            shown.is_none_or(|shown| shown.search.get().is_some())
        };
        self.now.subscribe().wait_for(has_search).await.ok()?.clone()
    }

    /// The language for people, also before the first build is done.
    pub(super) fn language(&self) -> MessageLanguage {
        self.now.borrow().as_ref().map_or(MessageLanguage::English, |now| now.language)
    }
}

impl Shown {
    fn new(site: Site, good: bool, pages: Pages, base_path: String, last: Option<&Self>) -> Self {
        let mut before = BTreeMap::new();
        if let Some(last) = last {
            before.clone_from(&last.before);
            before.extend(last.kept().iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
            before.retain(|path, _| site.files.contains_key(path));
        }
        Self { site, good, pages, base_path, search: OnceLock::new(), kept: Mutex::default(), before }
    }

    /// A site with none before it.
    pub(super) fn alone(site: Site, base_path: String) -> Self {
        Self::new(site, true, Pages::new(), base_path, None)
    }

    /// A newer site, with the pages of its broken articles as they are here.
    fn held(&self, mut site: Site, now: Pages, broken: &BTreeSet<String>, base_path: String) -> Self {
        let pages = held::hold(&mut site, now, broken, &self.site, &self.pages);
        Self::new(site, true, pages, base_path, Some(self))
    }

    /// The path under which the site stands, from `/` to `/`.
    pub(super) fn base_path(&self) -> &str {
        &self.base_path
    }

    /// Whether the site has this file.
    pub(super) fn has(&self, path: &SitePath) -> bool {
        self.file(path).is_some()
    }

    /// Whether this file may still come with its search.
    pub(super) fn may_come(&self, path: &SitePath) -> bool {
        let in_search = path.as_str().strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'));
        in_search && self.search.get().is_none()
    }

    fn file(&self, path: &SitePath) -> Option<&Content> {
        self.site.files.get(path).or_else(|| self.search.get()?.get(path))
    }

    /// The content of a file; made once. May take long and block.
    pub(super) fn content(&self, path: &SitePath) -> Result<Bytes, Failure> {
        match self.file(path).ok_or(Failure::Missing)? {
            Content::Bytes(Cow::Borrowed(bytes)) => Ok(Bytes::from_static(bytes)),
            Content::Bytes(Cow::Owned(bytes)) => Ok(Bytes::copy_from_slice(bytes)),
            Content::File(file) => fs::read(file).map(Bytes::from).map_err(|_| Failure::Missing),
            content @ (Content::Made(_) | Content::Page(_)) => {
                if let Some(bytes) = self.kept().get(path) {
                    return Ok(bytes.clone());
                }
                let made = content.make().unwrap_or_else(|| Ok(Vec::new()));
                let made = made.map_err(|wrong| Failure::Wrong(wrong, self.before.get(path).cloned()))?;
                let bytes = Bytes::from(made);
                self.kept().insert(path.clone(), bytes.clone());
                Ok(bytes)
            }
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<SitePath, Bytes>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
