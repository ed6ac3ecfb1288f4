//! Makes every file of a site in the staging tree, in parallel.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::MARKER;
use super::error::PublishError;
use crate::diagnostics::{self, Diagnostic};
use crate::site::{Content, Site};

const MARKER_TEXT: &str = "This folder is published by polder: each build replaces all of it.\n";

/// The new site as it stands in the staging tree.
pub(super) struct Made<'a> {
    /// Every file and how it compares to the published one; the marker first.
    pub(super) files: Vec<(&'a str, Change)>,
    /// The size of all files together.
    pub(super) bytes: u64,
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
        self.files.iter().filter(|(_, change)| *change == Change::Kept).count()
    }

    /// How many files were written.
    pub(super) fn written(&self) -> usize {
        self.files.len() - self.kept()
    }
}

/// Why one file was not made.
enum Failure {
    Io(PublishError),
    Content(Vec<Diagnostic>),
}

/// Makes all files of `site` in `tree`, comparing with those in `old`. What
/// is wrong with any of them is gathered; an I/O error ends it at once.
pub(super) fn write<'a>(
    site: &'a Site,
    old: Option<&Path>,
    tree: &Path,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Made<'a>, PublishError> {
    make_folders(site, tree)?;
    let marker = Content::Bytes(Cow::Borrowed(MARKER_TEXT.as_bytes()));
    let wrong = Mutex::new(Vec::new());
    let done = AtomicUsize::new(0);
    let make = |path: &'a str, content: &Content| match place(content, path, old, tree) {
        Ok((change, length)) => Ok(Some((path, change, length))),
        Err(Failure::Io(error)) => Err(error),
        Err(Failure::Content(mut found)) => {
            wrong.lock().unwrap_or_else(PoisonError::into_inner).append(&mut found);
            Ok(None)
        }
    };
    let first = make(MARKER, &marker)?;
    let rest = site.files.iter().filter(|(path, _)| path.as_str() != MARKER).collect::<Vec<_>>();
    let rest = rest
        .into_par_iter()
        .map(|(path, content)| {
            let made = make(path.as_str(), content);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
            made
        })
        .collect::<Result<Vec<_>, PublishError>>();
    let mut wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !wrong.is_empty() {
        diagnostics::sort(&mut wrong);
        return Err(PublishError::Content(wrong));
    }
    let made = std::iter::once(first).chain(rest?).flatten();
    let mut bytes = 0;
    let files = made
        .map(|(path, change, length)| {
            bytes += length;
            (path, change)
        })
        .collect();
    Ok(Made { files, bytes })
}

/// Makes every folder of the site once, those of one depth in parallel.
fn make_folders(site: &Site, tree: &Path) -> Result<(), PublishError> {
    let mut levels = Vec::<BTreeSet<&str>>::new();
    for path in site.files.keys() {
        for (depth, (at, _)) in path.as_str().match_indices('/').enumerate() {
            if levels.len() == depth {
                levels.push(BTreeSet::new());
            }
            levels[depth].insert(&path.as_str()[..at]);
        }
    }
    for level in levels {
        level.into_par_iter().try_for_each(|folder| {
            let folder = tree.join(folder);
            fs::create_dir(&folder).map_err(PublishError::io(&folder))
        })?;
    }
    Ok(())
}

/// Makes one file.
fn place(content: &Content, path: &str, old: Option<&Path>, tree: &Path) -> Result<(Change, u64), Failure> {
    let new = tree.join(path);
    let old = old.map(|old| old.join(path));
    let io = |path: &Path, error| Failure::Io(PublishError::io(path)(error));
    let place_bytes = |bytes: &[u8]| {
        place_reader(|| Ok(bytes), bytes.len() as u64, old.as_deref(), &new).map_err(|error| io(&new, error))
    };
    match content {
        Content::Bytes(bytes) => place_bytes(bytes),
        Content::Made(maker) => place_bytes(&maker().map_err(Failure::Content)?),
        Content::Page(maker) => place_bytes(&maker(None).map_err(Failure::Content)?.into_bytes()),
        Content::File(from) => {
            let length = fs::metadata(from).map_err(|error| io(from, error))?.len();
            place_reader(|| File::open(from), length, old.as_deref(), &new).map_err(|error| io(from, error))
        }
    }
}

/// Links `new` to `old` if that has the same bytes, writes it otherwise.
fn place_reader<R: Read>(
    open: impl Fn() -> io::Result<R>,
    length: u64,
    old: Option<&Path>,
    new: &Path,
) -> io::Result<(Change, u64)> {
    let standing = old.and_then(|old| Some((old, fs::symlink_metadata(old).ok()?)));
    let Some((old, metadata)) = standing else {
        return Ok((Change::New, write_new(open()?, new)?));
    };
    if !metadata.is_file() || metadata.len() != length || !same_bytes(open()?, File::open(old)?)? {
        return Ok((Change::Changed, write_new(open()?, new)?));
    }
    // Some file systems have no links, or no more for this file; then a copy
    // with the same modification time does.
    if fs::hard_link(old, new).is_err() {
        write_new(open()?, new)?;
        File::options().append(true).open(new)?.set_modified(metadata.modified()?)?;
    }
    Ok((Change::Kept, length))
}

fn write_new(mut from: impl Read, new: &Path) -> io::Result<u64> {
    let mut file = File::create_new(new)?;
    let length = io::copy(&mut from, &mut file)?;
    file.flush()?;
    Ok(length)
}

/// Whether two readers give the same bytes.
fn same_bytes(mut new: impl Read, mut old: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        let read = old.read(&mut left)?;
        if read == 0 {
            return Ok(new.read(&mut right)? == 0);
        }
        match new.read_exact(&mut right[..read]) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            other => other?,
        }
        if left[..read] != right[..read] {
            return Ok(false);
        }
    }
}
