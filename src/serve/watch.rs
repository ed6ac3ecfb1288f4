//! Waits for changes in the files that a site is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use crate::load::{CONTENT_FOLDER, is_passed_over};

/// What a site is made from, in its root folder.
const SOURCES: [&str; 7] =
    ["content", "templates", "static", "themes", "search-index", "polder.toml", "theme.toml"];

/// What a build writes among the sources.
const OUTPUT: &str = "search-index/tantivy";

/// One save is several events: wait until there were none for so long …
const QUIET: Duration = Duration::from_millis(20);
/// … but no longer than this, for changes may go on and on.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often is looked where the system does not tell.
const POLL: Duration = Duration::from_millis(500);

/// Watches the sources of a site.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    sender: Sender<Signal>,
    receiver: Receiver<Signal>,
    others: Others,
    /// The sources when events were last lost.
    seen: Option<BTreeMap<PathBuf, (u64, Option<SystemTime>)>>,
}

/// Files that are no sources by their place, but because the site names them.
#[derive(Clone, Default)]
struct Others(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Others {
    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Signal {
    /// A file below one of the sources changed: its path below the root.
    Changed(PathBuf),
    /// This source itself came, went or was renamed.
    Source(PathBuf),
    /// Events were lost.
    Lost,
    /// The preview stops.
    Stop,
}

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Nobody knows.
    Anything,
    /// These files, by their paths below the root.
    Files(BTreeSet<PathBuf>),
}

impl Default for Changes {
    /// No change.
    fn default() -> Self {
        Self::Files(BTreeSet::new())
    }
}

impl Changes {
    /// The path of the one file that changed, if it is one.
    pub fn only_file(&self) -> Option<&Path> {
        match self {
            Self::Files(files) if files.len() == 1 => files.first().map(PathBuf::as_path),
            _ => None,
        }
    }

    /// Whether all that changed is below these folders, or one of these files.
    pub fn all_below(&self, sources: &[&str]) -> bool {
        match self {
            Self::Anything => false,
            Self::Files(files) => {
                files.iter().all(|file| sources.iter().any(|source| file.starts_with(source)))
            }
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Files(mut files), Self::Files(mut others)) => {
                files.append(&mut others);
                Self::Files(files)
            }
            _ => Self::Anything,
        }
    }
}

/// Ends the waiting.
pub(super) struct Stop(Sender<Signal>);

impl Stop {
    pub(super) fn stop(&self) {
        // Nobody listens any more: all the better.
        drop(self.0.send(Signal::Stop));
    }
}

impl Watch {
    /// Starts watching below `root`.
    pub(super) fn start(root: &Path) -> notify::Result<Self> {
        let root = fs::canonicalize(root)?;
        let (sender, receiver) = channel();
        let others = Others::default();
        let watcher = watcher_of(&root, &others, &sender, false)?;
        let mut watch = Self { watcher, root, sender, receiver, others, seen: None };
        if watch.watch_all().is_err() {
            // The system watches a limited number of folders.
            watch.watcher = watcher_of(&watch.root, &watch.others, &watch.sender, true)?;
            watch.watch_all()?;
        }
        Ok(watch)
    }

    /// What ends the waiting from another thread.
    pub(super) fn stop(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Watches these files too, wherever they are; paths are relative to the
    /// root. Those that were given before and are not now, are watched no more.
    pub(super) fn also(&mut self, files: &[PathBuf]) {
        let wanted: BTreeSet<PathBuf> = files.iter().filter_map(|file| self.other(file)).collect();
        let before = std::mem::replace(&mut *self.others.lock(), wanted.clone());
        if before == wanted {
            return;
        }
        // A folder tells of a file that is replaced; a file itself does not.
        for folder in before.iter().filter_map(|file| file.parent()).filter(|folder| *folder != self.root) {
            drop(self.watcher.unwatch(folder));
        }
        for folder in wanted.iter().filter_map(|file| file.parent()).filter(|folder| *folder != self.root) {
            drop(self.watcher.watch(folder, RecursiveMode::NonRecursive));
        }
    }

    /// The place of a file as events name it; nothing for what lies in a
    /// source and so is watched already.
    fn other(&self, file: &Path) -> Option<PathBuf> {
        let file = self.root.join(file);
        let place = fs::canonicalize(file.parent()?).ok()?.join(file.file_name()?);
        let below = place.strip_prefix(&self.root).ok().and_then(|below| below.components().next());
        let is_source = below.is_some_and(|first| SOURCES.iter().any(|source| first.as_os_str() == *source));
        (!is_source).then_some(place)
    }

    /// Waits for the next change and a moment longer, for those that come
    /// with it; nothing when the preview stops.
    pub(super) fn wait(&mut self) -> Option<Changes> {
        loop {
            let mut changed = self.take(self.receiver.recv().ok()?)?;
            let started = Instant::now();
            while started.elapsed() < PATIENCE {
                match self.receiver.recv_timeout(QUIET) {
                    Ok(signal) => changed = changed.and(self.take(signal)?),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if changed != Changes::default() {
                return Some(changed);
            }
        }
    }

    /// What changed by the signal; nothing when it means the end.
    fn take(&mut self, signal: Signal) -> Option<Changes> {
        match signal {
            Signal::Changed(path) => Some(Changes::Files(BTreeSet::from([path]))),
            Signal::Source(path) => {
                self.watch_source(&path);
                Some(Changes::Anything)
            }
            Signal::Lost => {
                for source in SOURCES {
                    self.watch_source(&self.root.join(source));
                }
                // Reading ten thousand files for a build can itself be what
                // made the events overflow: without a look, builds would
                // follow each other for ever.
                let now = Some(snapshot(&self.root, &self.others.lock()));
                let changed = now != self.seen;
                self.seen = now;
                Some(if changed { Changes::Anything } else { Changes::default() })
            }
            Signal::Stop => None,
        }
    }

    fn watch_all(&mut self) -> notify::Result<()> {
        self.watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for source in SOURCES.map(|source| self.root.join(source)) {
            if source.is_dir() {
                self.watcher.watch(&source, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Watches a source anew. It may be gone, or go right now: then the root
    /// tells when it comes back.
    fn watch_source(&mut self, source: &Path) {
        drop(self.watcher.unwatch(source));
        if source.is_dir() {
            drop(self.watcher.watch(source, RecursiveMode::Recursive));
        }
    }
}

/// A watcher that sends what matters.
fn watcher_of(
    root: &Path,
    others: &Others,
    sender: &Sender<Signal>,
    poll: bool,
) -> notify::Result<Box<dyn Watcher + Send>> {
    let (root, others, sender) = (root.to_owned(), others.clone(), sender.clone());
    let handler = move |event: notify::Result<Event>| {
        for signal in signals(event, &root, &others.lock(), poll) {
            drop(sender.send(signal));
        }
    };
    Ok(if poll {
        Box::new(PollWatcher::new(handler, Config::default().with_poll_interval(POLL))?)
    } else {
        Box::new(RecommendedWatcher::new(handler, Config::default())?)
    })
}

fn signals(event: notify::Result<Event>, root: &Path, others: &BTreeSet<PathBuf>, poll: bool) -> Vec<Signal> {
    let Ok(event) = event else { return vec![Signal::Lost] };
    if event.need_rescan() {
        return vec![Signal::Lost];
    }
    if !means_change(event.kind, poll) {
        return Vec::new();
    }
    let signal = |path: &PathBuf| match others.contains(path) {
        true => Some(Signal::Changed(path.clone())),
        false => signal(path.strip_prefix(root).ok()?, root),
    };
    event.paths.iter().filter_map(signal).collect()
}

fn signal(path: &Path, root: &Path) -> Option<Signal> {
    let source = path.components().next()?.as_os_str();
    if path.starts_with(OUTPUT) || is_left_alone(path) || !SOURCES.iter().any(|name| source == *name) {
        return None;
    }
    Some(if path == Path::new(source) {
        Signal::Source(root.join(path))
    } else {
        Signal::Changed(path.to_owned())
    })
}

/// Whether loading passes over it too.
fn is_left_alone(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    path.starts_with(CONTENT_FOLDER) && name.is_some_and(|name| is_passed_over(&name))
}

/// Whether files are other than before. On Linux a file that was written is
/// closed, and only then whole; opening and reading is what builds do.
fn means_change(kind: EventKind, poll: bool) -> bool {
    let told_when_closed = cfg!(target_os = "linux") && !poll;
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(_))
        | EventKind::Remove(_)
        | EventKind::Create(CreateKind::Folder) => true,
        EventKind::Create(_) | EventKind::Modify(_) => !told_when_closed,
        EventKind::Access(_) | EventKind::Any | EventKind::Other => false,
    }
}

/// Every source file with its length and time.
fn snapshot(root: &Path, others: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let sources = SOURCES.iter().map(|source| root.join(source)).chain(others.iter().cloned());
    sources
        .flat_map(WalkDir::new)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && !entry.path().starts_with(root.join(OUTPUT)))
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            Some((entry.into_path(), (metadata.len(), metadata.modified().ok())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;
    use std::time::Duration;

    use notify::event::{
        AccessKind, AccessMode, CreateKind, DataChange, Event, EventKind, ModifyKind, RemoveKind, RenameMode,
    };

    use super::{Changes, Signal, Watch, signals};

    fn counts(kind: EventKind, path: &str) -> bool {
        let root = Path::new("/site");
        let event = Event::new(kind).add_path(root.join(path));
        !signals(Ok(event), root, &BTreeSet::new(), false).is_empty()
    }

    #[test]
    fn what_a_build_reads_and_writes_is_no_change() {
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(counts(closed, "content/a.md"));
        for output in
            ["public/index.html", ".polder/cache", "search-index/tantivy/meta.json", "contents/a.md"]
        {
            assert!(!counts(closed, output), "{output}");
        }
        assert!(!counts(EventKind::Access(AccessKind::Open(AccessMode::Any)), "content/a.md"));
        assert!(!counts(EventKind::Access(AccessKind::Close(AccessMode::Read)), "content/a.md"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_counts_when_it_is_whole() {
        assert!(!counts(EventKind::Create(CreateKind::File), "content/a.md"));
        assert!(!counts(EventKind::Modify(ModifyKind::Data(DataChange::Any)), "content/a.md"));
        assert!(counts(EventKind::Create(CreateKind::Folder), "content/b"));
        assert!(counts(EventKind::Modify(ModifyKind::Name(RenameMode::To)), "content/a.md"));
        assert!(counts(EventKind::Remove(RemoveKind::File), "content/a.md"));
    }

    #[test]
    fn a_source_that_comes_is_told_apart_from_what_lies_in_it() {
        let root = Path::new("/site");
        let event = |path: &str| {
            let event = Event::new(EventKind::Create(CreateKind::Folder)).add_path(root.join(path));
            signals(Ok(event), root, &BTreeSet::new(), false)
        };
        assert!(matches!(event("static").as_slice(), [Signal::Source(path)] if path == &root.join("static")));
        assert!(matches!(event("static/css").as_slice(), [Signal::Changed(_)]));
    }

    #[test]
    fn a_file_that_the_site_names_counts_wherever_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir(folder.path().join("shared")).unwrap();
        let mut watch = Watch::start(&root).unwrap();
        for (named, file) in
            [("../shared/words.toml", "shared/words.toml"), ("words.toml", "site/words.toml")]
        {
            watch.also(&[named.into()]);
            fs::write(folder.path().join(file), "groups = []").unwrap();
            let told = watch.receiver.recv_timeout(Duration::from_secs(30));
            assert!(matches!(told, Ok(Signal::Changed(_))), "{named}");
            while watch.receiver.recv_timeout(Duration::from_millis(100)).is_ok() {}
        }
        fs::write(folder.path().join("shared/words.toml"), "").unwrap();
        let told = watch.receiver.recv_timeout(Duration::from_millis(200));
        assert!(told.is_err(), "it is named no more");
    }

    #[test]
    fn lost_events_are_a_change_only_if_files_are_other_than_before() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let mut watch = Watch::start(root.path()).unwrap();
        assert_eq!(watch.take(Signal::Lost), Some(Changes::Anything), "nobody knows what was there before");
        assert_eq!(watch.take(Signal::Lost), Some(Changes::default()));
        fs::write(root.path().join("content/a.md"), "a").unwrap();
        assert_eq!(watch.take(Signal::Lost), Some(Changes::Anything));
        assert_eq!(watch.take(Signal::Lost), Some(Changes::default()));
    }
}
