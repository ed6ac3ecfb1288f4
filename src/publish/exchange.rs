//! The new site takes the old one's place.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::error::PublishError;
use super::write::{Change, Made};
use super::{Way, target};
use crate::stamp::Tree;

/// Puts the tree `staged` where `target` is; afterwards `staged` holds what
/// is to be removed. Gives how, and how many old files are gone.
pub(super) fn replace(
    made: &Made<'_>,
    old: &Tree,
    staged: &Path,
    target: &Path,
    standing: bool,
) -> Result<(Way, usize), PublishError> {
    if !standing {
        fs::rename(staged, target).map_err(PublishError::io(target))?;
        return Ok((Way::AtOnce, 0));
    }
    match exchange(staged, target) {
        Ok(()) => {
            let known = made.files.iter().filter(|file| old.files.contains_key(file.path)).count();
            Ok((Way::AtOnce, old.files.len() - known))
        }
        Err(error) if cannot_exchange(&error) => {
            // The folder must still be one that may be replaced, for in this
            // way nothing but the check protects what stands in it.
            target::state(target)?;
            file_by_file(made, staged, target)
        }
        Err(error) => Err(PublishError::io(target)(error)),
    }
}

/// Both folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(staged: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

/// Whether the error says that this file system, or this folder because
/// something is mounted on it, cannot be exchanged at all.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::CrossesDevices
            | ErrorKind::ResourceBusy
            | ErrorKind::InvalidInput
            | ErrorKind::Unsupported
    )
}

/// The weaker way: each file is whole at every moment, the site is not. New
/// files come first, so that no page refers to what is not there yet; then
/// the pages that changed; then all else that changed, the search manifest
/// among it; what no longer belongs goes last. After a kill halfway the
/// folder is a mix of old and new, which the next build completes.
pub(super) fn file_by_file(
    made: &Made<'_>,
    staged: &Path,
    target: &Path,
) -> Result<(Way, usize), PublishError> {
    for turn in [Turn::New, Turn::Page, Turn::Last] {
        for file in made.files.iter().filter(|file| Turn::of(file.path, file.change) == Some(turn)) {
            let to = target.join(file.path);
            put(&staged.join(file.path), &to, target).map_err(PublishError::io(&to))?;
        }
    }
    let gone = strangers(made, target)?;
    for path in &gone {
        fs::remove_file(path).map_err(PublishError::io(path))?;
    }
    remove_empty_folders(target)?;
    Ok((Way::FileByFile, gone.len()))
}

/// When a file is put in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    New,
    Page,
    Last,
}

impl Turn {
    /// `None` for a file that stands already.
    fn of(path: &str, change: Change) -> Option<Self> {
        match change {
            Change::Kept => None,
            Change::New => Some(Self::New),
            Change::Changed if path.ends_with(".html") => Some(Self::Page),
            Change::Changed => Some(Self::Last),
        }
    }
}

/// Puts one whole file in its place, also from another file system.
fn put(from: &Path, to: &Path, target: &Path) -> io::Result<()> {
    make_way(to, target)?;
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            // Should this be killed in between, the next build removes it,
            // like every file that is not the site's.
            let beside = to.with_file_name(".polder-new");
            fs::copy(from, &beside)?;
            fs::rename(&beside, to)
        }
        other => other,
    }
}

/// Makes the folders above `to`; an old file where a folder must come, or an
/// old folder where the file must come, gives way.
fn make_way(to: &Path, target: &Path) -> io::Result<()> {
    let above = to.ancestors().skip(1).take_while(|folder| *folder != target);
    for folder in above {
        if fs::symlink_metadata(folder).is_ok_and(|found| !found.is_dir()) {
            fs::remove_file(folder)?;
        }
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(to).is_ok_and(|found| found.is_dir()) {
        fs::remove_dir_all(to)?;
    }
    Ok(())
}

/// The files in `tree` that the new site does not have, sorted.
fn strangers(made: &Made<'_>, tree: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let known = made.files.iter().map(|file| tree.join(file.path)).collect::<BTreeSet<_>>();
    let mut found = Vec::new();
    for entry in WalkDir::new(tree).sort_by_file_name() {
        let entry = entry.map_err(|error| PublishError::io(tree)(error.into()))?;
        if !entry.file_type().is_dir() && !known.contains(entry.path()) {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn remove_empty_folders(target: &Path) -> Result<(), PublishError> {
    for entry in WalkDir::new(target).min_depth(1).contents_first(true) {
        let entry = entry.map_err(|error| PublishError::io(target)(error.into()))?;
        if entry.file_type().is_dir() {
            match fs::remove_dir(entry.path()) {
                Err(error) if error.kind() != ErrorKind::DirectoryNotEmpty => {
                    return Err(PublishError::io(entry.path())(error));
                }
                _ => {}
            }
        }
    }
    Ok(())
}
