//! Last stage, [`Site`] → the published folder, all or nothing.
//!
//! 1. [`target`]: the folder is found behind any symbolic link, and refused
//!    unless it is new, empty or ours (it carries [`MARKER`]).
//! 2. [`staging`]: a folder beside it, locked against a second build; what a
//!    killed build left there is removed.
//! 3. [`write`](mod@write): every file is made in parallel and dropped once
//!    written; a file that did not change is hard-linked to the published
//!    one, and so keeps its modification time. No published file is written
//!    to.
//! 4. One `syncfs`, then [`exchange`]: both folders change places in one
//!    step, or, where the system cannot do that, file by file in an order
//!    that hurts least.
//! 5. The old site, now in the staging folder, is removed.
//!
//! Killed at any moment before 4 the old site stands, after it the new one.

mod error;
mod exchange;
mod staging;
mod target;
mod write;

use std::path::Path;

pub use error::{PublishError, Refusal};

use crate::site::Site;

/// The file by which a published folder is known to be ours. A folder
/// without it may hold what nobody can make again, so it is never replaced.
pub const MARKER: &str = ".polder-site";

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or differ from before.
    pub written: usize,
    /// Files that stayed as they were, modification time included.
    pub kept: usize,
    /// Files of the old site that are gone.
    pub removed: usize,
    /// The size of all files together.
    pub bytes: u64,
    /// How the new site took the old one's place.
    pub way: Way,
}

/// How the new site took the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In one step.
    AtOnce,
    /// File by file, each file whole: all that this file system allows.
    FileByFile,
}

/// Publishes `site` in the folder `out`. `progress` hears how many files are
/// done, from several threads.
///
/// # Errors
/// Nothing in `out` has changed when the result is an error, but for an I/O
/// error halfway [`Way::FileByFile`].
pub fn publish(
    site: &Site,
    out: &Path,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Published, PublishError> {
    let target = target::resolve(out)?;
    let staging = staging::Staging::open(&target)?;
    // Looked at once more under the lock: another build may just have ended.
    let old = target::state(&target)?;
    let made = write::write(site, old.is_some().then_some(target.as_path()), staging.tree(), progress)?;
    staging.settle(old.as_ref())?;
    let (way, removed) = exchange::replace(&made, staging.tree(), &target, old.is_some())?;
    Ok(Published { written: made.written(), kept: made.kept(), removed, bytes: made.bytes, way })
}

#[cfg(test)]
mod tests;
