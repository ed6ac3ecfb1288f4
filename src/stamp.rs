//! Files as the system describes them, without reading them.

#[cfg(target_os = "linux")]
mod linux;

use std::fs::{DirEntry, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Longer than any file system's clock takes for a step that matters here.
const MOMENT: Duration = Duration::from_millis(50);

/// What tells a file from another one, or from itself at another time,
/// without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    /// Nanoseconds since 1970, modulo 2^64.
    modified: u64,
    /// 0 where the system has none.
    inode: u64,
    /// When its content or what is said of it changed last, likewise; 0 where
    /// that does not matter.
    changed: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            length: metadata.len(),
            modified: modified.map_or(0, |time| time.as_nanos() as u64),
            inode: inode(metadata),
            changed: 0,
        }
    }

    /// The stamp of a file of the site's sources. A file that was written a
    /// moment ago may be written again within what the clock of the file
    /// system tells apart, so its stamp is no file's.
    pub fn of_source(metadata: &Metadata) -> Self {
        let stamp = Self { changed: changed(metadata), ..Self::of(metadata) };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
        let is_new = now.saturating_sub(stamp.modified.max(stamp.changed)) < MOMENT.as_nanos() as u64;
        if is_new { Self { length: u64::MAX, modified: now, ..stamp } } else { stamp }
    }

    /// Its length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether it is the same file by another name, in the same file system.
    pub fn is_link_to(&self, other: &Self) -> bool {
        self.inode != 0 && self.inode == other.inode
    }

    /// Which file it is and nothing else: what a folder says without asking
    /// for each file.
    fn of_inode(inode: u64) -> Self {
        Self { length: 0, modified: 0, inode, changed: 0 }
    }

    /// That of no file of ours.
    fn of_no_file() -> Self {
        Self { length: u64::MAX, modified: 0, inode: 0, changed: 0 }
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(metadata.ctime_nsec() as u64)
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(unix)]
fn inode_of_link(entry: &DirEntry) -> u64 {
    std::os::unix::fs::DirEntryExt::ino(entry)
}

#[cfg(not(unix))]
fn inode_of_link(_: &DirEntry) -> u64 {
    0
}

/// The files and folders of a tree, by their paths below it.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: FxHashMap<String, Stamp>,
    /// The folders, outer ones first.
    pub folders: Vec<String>,
}

impl Tree {
    /// Walks a tree, folders of one level at a time and in parallel; one that
    /// is not there is empty.
    pub fn walk(root: &Path, stamp: fn(&Metadata) -> Stamp) -> std::io::Result<Self> {
        Self::walk_with(&|folder| read(root, folder, &|entry| Ok(stamp(&entry.metadata()?))))
    }

    /// Those of some files that are there, without reading folders: what else
    /// there may be is not found.
    pub fn of_files<'a>(
        root: &Path,
        paths: impl ParallelIterator<Item = &'a String>,
        stamp: fn(&Metadata) -> Stamp,
    ) -> Self {
        let found = |path: &String| {
            let metadata = root.join(path).symlink_metadata().ok().filter(Metadata::is_file)?;
            Some((path.clone(), stamp(&metadata)))
        };
        let found: Vec<(String, Stamp)> = paths.filter_map(found).collect();
        Self { files: found.into_iter().collect(), folders: Vec::new() }
    }

    /// As [`walk`](Self::walk), with stamps that are good for
    /// [`Stamp::is_link_to`] alone.
    pub fn walk_links(root: &Path) -> std::io::Result<Self> {
        let general = |folder: &str| read(root, folder, &|entry| Ok(Stamp::of_inode(inode_of_link(entry))));
        #[cfg(target_os = "linux")]
        if let Ok(open) = std::fs::File::open(root) {
            let read = |folder: &str| match linux::read_links(&open, folder)? {
                Some(found) => Ok(found),
                None => general(folder),
            };
            return Self::walk_with(&read);
        }
        Self::walk_with(&general)
    }

    fn walk_with(read: &(dyn Fn(&str) -> std::io::Result<Read> + Sync)) -> std::io::Result<Self> {
        let mut tree = Self::default();
        let mut level = vec![String::new()];
        while !level.is_empty() {
            let found: Vec<Read> =
                level.par_iter().map(|folder| read(folder)).collect::<std::io::Result<_>>()?;
            level.clear();
            for mut found in found {
                tree.files.extend(found.files.drain(..));
                tree.folders.extend(found.folders.iter().cloned());
                level.append(&mut found.folders);
            }
        }
        Ok(tree)
    }
}

/// Makes the stamp of a file in a folder.
type Stamper<'a> = dyn Fn(&DirEntry) -> std::io::Result<Stamp> + Sync + 'a;

#[derive(Default)]
struct Read {
    files: Vec<(String, Stamp)>,
    folders: Vec<String>,
}

/// What lies directly in a folder. What is neither file nor folder, such as a
/// link, is a file without a stamp of its own: it is no file of ours.
fn read(root: &Path, folder: &str, stamp: &Stamper<'_>) -> std::io::Result<Read> {
    let mut found = Read::default();
    let entries = match std::fs::read_dir(root.join(folder)) {
        Err(error) if folder.is_empty() && error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        other => other?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            found.folders.push(path);
        } else if kind.is_file() {
            found.files.push((path, stamp(&entry)?));
        } else {
            found.files.push((path, Stamp::of_no_file()));
        }
    }
    Ok(found)
}
