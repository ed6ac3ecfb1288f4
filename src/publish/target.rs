//! The folder that a site is published in: where it really is, and whether
//! it may be replaced.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::MARKER;
use super::error::{PublishError, Refusal};

/// The real folder behind `out`; folders above it are made when missing. A
/// symbolic link is followed, so that the link stays and its folder changes.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, PublishError> {
    let target = match fs::canonicalize(out) {
        Ok(real) => real,
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(out).is_err() => {
            absent(out)?
        }
        Err(error) => return Err(PublishError::io(out)(error)),
    };
    state(&target)?;
    Ok(target)
}

/// The path of a folder that does not exist yet.
fn absent(out: &Path) -> Result<PathBuf, PublishError> {
    let invalid = || PublishError::io(out)(io::Error::from(ErrorKind::InvalidInput));
    let out = std::path::absolute(out).map_err(PublishError::io(out))?;
    let name = out.file_name().ok_or_else(invalid)?;
    let parent = out.parent().ok_or_else(invalid)?;
    fs::create_dir_all(parent).map_err(PublishError::io(parent))?;
    Ok(fs::canonicalize(parent).map_err(PublishError::io(parent))?.join(name))
}

/// The permissions of the folder that stands there now, `None` when there is
/// none; an error when it must not be replaced.
pub(super) fn state(target: &Path) -> Result<Option<Permissions>, PublishError> {
    let refuse = |why| Err(PublishError::NotOurs { path: target.to_owned(), why });
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(PublishError::io(target)(error)),
    };
    if !metadata.is_dir() {
        return refuse(Refusal::NotAFolder);
    }
    if fs::symlink_metadata(target.join(".git")).is_ok() {
        return refuse(Refusal::Repository);
    }
    let ours = fs::symlink_metadata(target.join(MARKER)).is_ok_and(|marker| marker.is_file());
    let empty = || fs::read_dir(target).map(|mut entries| entries.next().is_none());
    if ours || empty().map_err(PublishError::io(target))? {
        Ok(Some(metadata.permissions()))
    } else {
        refuse(Refusal::NoMarker)
    }
}
