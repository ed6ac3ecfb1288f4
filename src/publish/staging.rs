//! The staging folder: `.<name>.staging` beside the published folder, for
//! only within one file system can two folders change places.
//!
//! It holds the tree that is being made (after the exchange: the old site; of
//! a first site: a second tree of it, of links) and the lock. Both go when the build ends, however it ends; after a kill
//! the next build finds the lock free and clears the rest.

use std::ffi::OsString;
use std::fs::{self, File, Permissions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::PublishError;

/// A locked staging folder; removed when dropped, unless its tree is to serve
/// again and is whole: nothing [began](Self::begin) in it or that
/// [ended](Self::end) well.
pub(super) struct Staging {
    folder: PathBuf,
    tree: PathBuf,
    /// The tree for the next build, as long as `tree` is needed.
    next: PathBuf,
    lock: PathBuf,
    /// Whether the tree serves again.
    again: bool,
    /// Whether it stays as it is now.
    stays: bool,
    // Holds the lock as long as it is open.
    _held: File,
}

impl Staging {
    /// Makes and locks the staging folder of `target`, with an empty tree.
    pub(super) fn open(target: &Path) -> Result<Self, PublishError> {
        let staging = Self::lock(target, false)?;
        match fs::remove_dir_all(&staging.tree) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(PublishError::io(&staging.tree)(error)),
            _ => {
                fs::create_dir(&staging.tree).map_err(PublishError::io(&staging.tree))?;
                Ok(staging)
            }
        }
    }

    /// The same with whatever tree was left there.
    pub(super) fn open_again(target: &Path) -> Result<Self, PublishError> {
        let mut staging = Self::lock(target, true)?;
        match fs::create_dir(&staging.tree) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => staging.stays = true,
            other => other.map_err(PublishError::io(&staging.tree))?,
        }
        Ok(staging)
    }

    fn lock(target: &Path, again: bool) -> Result<Self, PublishError> {
        let mut name = OsString::from(".");
        name.push(target.file_name().unwrap_or_default());
        name.push(".staging");
        // A target without a parent is `/`, which is never empty nor ours.
        let folder = target.parent().unwrap_or(target).join(name);
        let [tree, next, lock] = ["site", "next", "lock"].map(|name| folder.join(name));
        loop {
            match acquire(&folder, &lock).map_err(PublishError::io(&folder))? {
                Attempt::Held(held) => {
                    // Left by a build that was killed.
                    let _ = fs::remove_dir_all(&next);
                    return Ok(Self { folder, tree, next, lock, again, stays: false, _held: held });
                }
                Attempt::Busy => return Err(PublishError::Busy { path: target.to_owned() }),
                Attempt::Vanished => {}
            }
        }
    }

    /// A new site is made in the tree.
    pub(super) fn begin(&mut self) {
        self.stays = false;
    }

    /// The new site stands; if there was none before, `next` may hold the
    /// tree that the next build begins with.
    pub(super) fn end(mut self) {
        self.stays = self.again && (self.tree.is_dir() || fs::rename(&self.next, &self.tree).is_ok());
    }

    /// Where a tree for the next build can be made, if it is of use and there
    /// is none yet.
    pub(super) fn next(&self, is_first: bool) -> Option<&Path> {
        (self.again && is_first).then_some(&*self.next)
    }

    /// Where the new site is made.
    pub(super) fn tree(&self) -> &Path {
        &self.tree
    }

    /// Brings all that was written to the disk, in one go, so that a power
    /// failure after the exchange finds whole files. The folder itself gets
    /// the permissions of the one that it replaces.
    pub(super) fn settle(&self, old: Option<&Permissions>) -> Result<(), PublishError> {
        if let Some(permissions) = old {
            fs::set_permissions(&self.tree, permissions.clone()).map_err(PublishError::io(&self.tree))?;
        }
        sync(&self.tree).map_err(PublishError::io(&self.tree))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.next);
        if self.stays {
            return;
        }
        // What cannot be removed now is reported by the next build, which
        // has to remove it first. The lock goes last and while it is held:
        // who opened it meanwhile sees that it has vanished.
        let _ = fs::remove_dir_all(&self.tree);
        let _ = fs::remove_file(&self.lock);
        let _ = fs::remove_dir(&self.folder);
    }
}

enum Attempt {
    Held(File),
    Busy,
    Vanished,
}

/// One attempt at the lock. A build that ends removes folder and lock, also
/// between two of these steps: then there is nothing to hold, try again.
fn acquire(folder: &Path, lock: &Path) -> io::Result<Attempt> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let file = match File::options().create(true).append(true).open(lock) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Attempt::Vanished),
        other => other?,
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(Attempt::Busy),
        Err(TryLockError::Error(error)) => Err(error),
        Ok(()) if is_at(&file, lock)? => Ok(Attempt::Held(file)),
        Ok(()) => Ok(Attempt::Vanished),
    }
}

/// Whether `path` still names this open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    Ok(fs::metadata(path).is_ok_and(|found| (found.dev(), found.ino()) == (ours.dev(), ours.ino())))
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(target_os = "linux")]
fn sync(tree: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(tree)?)?)
}

/// Without `syncfs` the system brings files to the disk in its own time.
#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
