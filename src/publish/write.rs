//! Makes every file of a site in the staging tree, in parallel.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::MARKER;
use super::error::PublishError;
use super::standing::{Standing, StandingFile};
use crate::diagnostics::{self, Diagnostic};
use crate::site::{Content, Files, Fingerprint, Page, Site, SitePath};
use crate::stamp::{Stamp, Tree};

const MARKER_TEXT: &str = "This folder is published by polder: each build replaces all of it.\n";

/// The published site that is to be replaced.
pub(super) struct Old<'a> {
    /// Its folder.
    pub(super) folder: &'a Path,
    /// What is in it now.
    pub(super) tree: Tree,
    /// What the last build says of it.
    pub(super) last: &'a Standing,
}

/// The new site as it stands in the staging tree.
pub(super) struct Made<'a> {
    /// Every file; the marker first.
    pub(super) files: Vec<MadeFile<'a>>,
}

/// A file of the new site.
pub(super) struct MadeFile<'a> {
    pub(super) path: &'a str,
    /// How it compares to the published one.
    pub(super) change: Change,
    pub(super) standing: StandingFile,
}

/// How a file compares to the published one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The same bytes: it is the published file, by another name.
    Kept,
    /// There is a file of this name, with other bytes.
    Changed,
    /// There is no file of this name.
    New,
}

impl Made<'_> {
    /// How many files are as they were.
    pub(super) fn kept(&self) -> usize {
        self.files.iter().filter(|file| file.change == Change::Kept).count()
    }

    /// How many files were written.
    pub(super) fn written(&self) -> usize {
        self.files.len() - self.kept()
    }

    /// The size of all files together.
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.standing.stamp.length()).sum()
    }

    /// How it is left in this folder.
    pub(super) fn standing(&self, folder: &Path) -> Standing {
        let files = self.files.iter().map(|file| (file.path.to_owned(), file.standing)).collect();
        Standing { folder: folder.to_owned(), files }
    }
}

/// Why one file was not made.
enum Failure {
    Io(PublishError),
    Content(Vec<Diagnostic>),
}

/// Makes all files of `site` in the folder `staged`, which holds `spare`,
/// comparing with those in `old`; `late` gets those of its folders. What is
/// wrong with any of them is gathered; an I/O error ends it at once.
pub(super) fn write<'a>(
    site: &'a Site,
    late: &'a OnceLock<Files>,
    old: &Old<'_>,
    staged: &Path,
    spare: &Tree,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Made<'a>, PublishError> {
    let is_late = |path: &str| {
        let below = |folder: &SitePath| path.strip_prefix(folder.as_str());
        site.folders.keys().filter_map(below).any(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let parents = site.files.keys().chain(site.folders.keys());
    make_way(&site.files, parents, staged, spare, &|path| !is_late(path))?;
    let (total, done) = (AtomicUsize::new(site.files.len()), AtomicUsize::new(0));
    let progress = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, total.load(Ordering::Relaxed));
    let writer = Writer { old, staged, spare, progress: &progress, wrong: Mutex::default() };
    let marker = Content::Bytes(Cow::Borrowed(MARKER_TEXT.as_bytes()));
    let first = writer.make(MARKER, &marker)?;
    let (made, found) = rayon::join(|| writer.make_all(&site.files), || files_of_folders(site));
    let files = found.unwrap_or_else(|mut faults| {
        writer.wrong().append(&mut faults);
        Files::new()
    });
    let files = late.get_or_init(|| files);
    total.fetch_add(files.len(), Ordering::Relaxed);
    make_way(files, files.keys(), staged, spare, &is_late)?;
    let made = first.into_iter().chain(made?).chain(writer.make_all(files)?).collect();
    let mut wrong = std::mem::take(&mut *writer.wrong());
    if !wrong.is_empty() {
        diagnostics::sort(&mut wrong);
        return Err(PublishError::Content(wrong));
    }
    Ok(Made { files: made })
}

/// The files of all folders.
fn files_of_folders(site: &Site) -> Result<Files, Vec<Diagnostic>> {
    site.folders.values().try_fold(Files::new(), |mut files, make| {
        files.extend(make()?);
        Ok(files)
    })
}

/// Takes what the new site does not have out of the staging tree, and makes
/// the folders around `paths`, those of one depth in parallel. What does not
/// `concern` it stays as it is.
fn make_way<'a>(
    files: &Files,
    paths: impl Iterator<Item = &'a SitePath>,
    staged: &Path,
    spare: &Tree,
    concern: &(dyn Fn(&str) -> bool + Sync),
) -> Result<(), PublishError> {
    let levels = folders_around(paths.map(SitePath::as_str));
    let depth = |path: &str| path.matches('/').count();
    let is_folder = |path: &str| levels.get(depth(path)).is_some_and(|level| level.contains(path));
    let is_file = |path: &str| path == MARKER || files.contains_key(path);
    let gone: Vec<&String> = spare.files.keys().filter(|path| concern(path) && !is_file(path)).collect();
    gone.into_par_iter().try_for_each(|path| {
        let path = staged.join(path);
        fs::remove_file(&path).map_err(PublishError::io(&path))
    })?;
    // Folders were found from the top down.
    for folder in spare.folders.iter().rev().filter(|folder| concern(folder) && !is_folder(folder)) {
        let folder = staged.join(folder);
        fs::remove_dir(&folder).map_err(PublishError::io(&folder))?;
    }
    let standing: rustc_hash::FxHashSet<&str> = spare.folders.iter().map(String::as_str).collect();
    for level in levels {
        level.into_par_iter().filter(|folder| !standing.contains(folder)).try_for_each(|folder| {
            let folder = staged.join(folder);
            fs::create_dir(&folder).map_err(PublishError::io(&folder))
        })?;
    }
    Ok(())
}

/// The folders around paths, those of one depth together.
fn folders_around<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<BTreeSet<&'a str>> {
    let mut levels = Vec::<BTreeSet<&str>>::new();
    for path in paths {
        for (depth, (at, _)) in path.match_indices('/').enumerate() {
            if levels.len() == depth {
                levels.push(BTreeSet::new());
            }
            levels[depth].insert(&path[..at]);
        }
    }
    levels
}

/// Makes a second tree of a site that was made in `from`, of links alone.
pub(super) fn link(made: &Made<'_>, from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for level in folders_around(made.files.iter().map(|file| file.path)) {
        level.into_par_iter().try_for_each(|folder| fs::create_dir(to.join(folder)))?;
    }
    made.files.par_iter().try_for_each(|file| fs::hard_link(from.join(file.path), to.join(file.path)))
}

/// What a file is to hold.
struct Source {
    hash: [u8; 32],
    length: u64,
    print: Option<Fingerprint>,
}

/// Puts single files in the staging tree.
struct Writer<'a> {
    old: &'a Old<'a>,
    staged: &'a Path,
    spare: &'a Tree,
    /// Hears of every file that is done.
    progress: &'a (dyn Fn() + Sync),
    /// What is wrong in those that could not be made.
    wrong: Mutex<Vec<Diagnostic>>,
}

/// So many files are made by one thread before another may take the next: those
/// that take longest, such as pictures, stand beside one another.
const FEW: usize = 16;

impl Writer<'_> {
    /// Makes files in parallel.
    fn make_all<'a>(&self, files: &'a Files) -> Result<Vec<MadeFile<'a>>, PublishError> {
        let files: Vec<(&SitePath, &Content)> =
            files.iter().filter(|(path, _)| path.as_str() != MARKER).collect();
        let made = files.into_par_iter().with_max_len(FEW).map(|(path, content)| {
            let made = self.make(path.as_str(), content);
            (self.progress)();
            made
        });
        Ok(made.collect::<Result<Vec<_>, PublishError>>()?.into_iter().flatten().collect())
    }

    /// Makes one file, or hears what is wrong in it.
    fn make<'a>(&self, path: &'a str, content: &Content) -> Result<Option<MadeFile<'a>>, PublishError> {
        match self.place(content, path) {
            Ok((change, standing)) => Ok(Some(MadeFile { path, change, standing })),
            Err(Failure::Io(error)) => Err(error),
            Err(Failure::Content(mut found)) => {
                self.wrong().append(&mut found);
                Ok(None)
            }
        }
    }

    fn wrong(&self) -> MutexGuard<'_, Vec<Diagnostic>> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts one file in its place.
    fn place(&self, content: &Content, path: &str) -> Result<(Change, StandingFile), Failure> {
        let known = self.known(path);
        let io = |error| Failure::Io(PublishError::io(&self.staged.join(path))(error));
        match content {
            Content::Bytes(bytes) => self.place_bytes(path, known, bytes, None).map_err(io),
            Content::Made(maker) => {
                let bytes = maker().map_err(Failure::Content)?;
                self.place_bytes(path, known, &bytes, None).map_err(io)
            }
            Content::Page(maker) => {
                let print = known.and_then(|known| known.print);
                match maker(print.as_ref()).map_err(Failure::Content)? {
                    Page::New(bytes, print) => self.place_bytes(path, known, &bytes, Some(print)).map_err(io),
                    Page::Known => self.keep_known(path, known).map_err(io),
                }
            }
            Content::File(from) => {
                let io = |error| Failure::Io(PublishError::io(from)(error));
                let print = print_of_file(from).map_err(io)?;
                if known.is_some_and(|known| known.print == Some(print)) {
                    return self.keep_known(path, known).map_err(io);
                }
                let hash = hash_of(from).map_err(io)?;
                let source =
                    Source { hash, length: fs::metadata(from).map_err(io)?.len(), print: Some(print) };
                let copy =
                    |new: &Path| io::copy(&mut File::open(from)?, &mut File::create_new(new)?).map(drop);
                self.place_from(path, known, &source, copy).map_err(io)
            }
        }
    }

    /// What the last build says of a published file, if that is as it was
    /// left.
    fn known(&self, path: &str) -> Option<StandingFile> {
        let known = self.old.last.files.get(path)?;
        (self.old.tree.files.get(path) == Some(&known.stamp)).then_some(*known)
    }

    fn keep_known(&self, path: &str, known: Option<StandingFile>) -> io::Result<(Change, StandingFile)> {
        // Only who was told a fingerprint can say that it is known.
        let known = known.ok_or_else(|| io::Error::from(ErrorKind::InvalidData))?;
        Ok((Change::Kept, StandingFile { stamp: self.keep(path, &known.stamp)?, ..known }))
    }

    fn place_bytes(
        &self,
        path: &str,
        known: Option<StandingFile>,
        bytes: &[u8],
        print: Option<Fingerprint>,
    ) -> io::Result<(Change, StandingFile)> {
        let source = Source { hash: *blake3::hash(bytes).as_bytes(), length: bytes.len() as u64, print };
        self.place_from(path, known, &source, |new| File::create_new(new)?.write_all(bytes))
    }

    /// Keeps the published file if it has this content, has a new one written
    /// otherwise.
    fn place_from(
        &self,
        path: &str,
        known: Option<StandingFile>,
        source: &Source,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<(Change, StandingFile)> {
        let published = self.old.tree.files.get(path);
        let same = match (known, published) {
            (Some(known), _) => known.hash == source.hash,
            (None, Some(stamp)) if stamp.length() == source.length => {
                hash_of(&self.old.folder.join(path))? == source.hash
            }
            _ => false,
        };
        let (change, stamp) = match published {
            Some(stamp) if same => (Change::Kept, self.keep(path, stamp)?),
            other => {
                let new = self.staged.join(path);
                self.clear(path)?;
                write(&new)?;
                let change = if other.is_some() { Change::Changed } else { Change::New };
                (change, Stamp::of(&fs::symlink_metadata(&new)?))
            }
        };
        Ok((change, StandingFile { stamp, hash: source.hash, print: source.print }))
    }

    /// Has the published file stand in the staging tree too.
    fn keep(&self, path: &str, published: &Stamp) -> io::Result<Stamp> {
        if self.spare.files.get(path).is_some_and(|spare| spare.is_link_to(published)) {
            return Ok(*published);
        }
        self.clear(path)?;
        let (from, to) = (self.old.folder.join(path), self.staged.join(path));
        // Some file systems have no links, or no more for this file; then a
        // copy with the same modification time does.
        if fs::hard_link(&from, &to).is_ok() {
            return Ok(*published);
        }
        let modified = fs::metadata(&from)?.modified()?;
        fs::copy(&from, &to)?;
        let file = File::options().append(true).open(&to)?;
        file.set_modified(modified)?;
        Ok(Stamp::of(&file.metadata()?))
    }

    /// What stands in the staging tree may be the published file by another
    /// name: it goes, and is never written to.
    fn clear(&self, path: &str) -> io::Result<()> {
        if self.spare.files.contains_key(path) { fs::remove_file(self.staged.join(path)) } else { Ok(()) }
    }
}

/// What tells a file of the site's sources from itself at another time.
fn print_of_file(file: &Path) -> io::Result<Fingerprint> {
    let stamp = format!("{}\n{:?}", file.display(), Stamp::of(&fs::metadata(file)?));
    Ok(*blake3::hash(stamp.as_bytes()).as_bytes())
}

/// BLAKE3 of a file's content.
fn hash_of(file: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(file)?)?;
    Ok(*hasher.finalize().as_bytes())
}
