//! Last stage, [`Site`] → the published folder, all or nothing.
//!
//! 1. [`target`]: the folder is found behind any symbolic link, and refused
//!    unless it is new, empty or ours (it carries [`MARKER`]).
//! 2. [`staging`]: a folder beside it, locked against a second build; what a
//!    killed build left there is removed.
//! 3. [`write`](mod@write): every file is made in parallel and dropped once
//!    written, beside finding out which files a folder has; a file that did not change is hard-linked to the published
//!    one, and so keeps its modification time. No published file is written
//!    to. Who remembers how the last build left the folder
//!    ([`standing`]) need not make or read what did not change.
//! 4. One `syncfs`, then [`exchange`]: both folders change places in one
//!    step, or, where the system cannot do that, file by file in an order
//!    that hurts least.
//! 5. The old site, now in the staging folder, is removed; or it stays there
//!    for the next build to bring up to date, which spares a whole tree.
//!
//! Killed at any moment before 4 the old site stands, after it the new one.

mod error;
mod exchange;
mod staging;
mod standing;
mod target;
mod write;

use std::fs::Permissions;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use error::{PublishError, Refusal};
pub use standing::Standing;

use crate::stamp::Tree;
use staging::Staging;

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

/// Publishes `site` in the folder `out`. `progress` hears how many files of
/// how many are done, from several threads; there may turn out to be more.
///
/// # Errors
/// Nothing in `out` has changed when the result is an error, but for an I/O
/// error halfway [`Way::FileByFile`].
pub fn publish(
    site: &Site,
    out: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Published, PublishError> {
    let target = target::resolve(out)?;
    let staging = Staging::open(&target)?;
    let nothing = Standing::default();
    let ground = Ground::of(target, staging, &nothing)?;
    put(site, ground, &nothing, progress, &|| {}).map(|(published, _)| published)
}

/// A folder to publish in, locked against other builds, and what is in it.
pub struct Ground {
    target: PathBuf,
    staging: Staging,
    /// The permissions of the published folder, if there is one.
    permissions: Option<Permissions>,
    published: Tree,
    spare: Tree,
}

impl Ground {
    fn of(target: PathBuf, staging: Staging, last: &Standing) -> Result<Self, PublishError> {
        // Looked at once more under the lock: another build may just have ended.
        let permissions = target::state(&target)?;
        let (published, spare) = rayon::join(|| last.published(&target), || Tree::walk_links(staging.tree()));
        let published = published.map_err(PublishError::io(&target))?;
        let spare = spare.map_err(PublishError::io(staging.tree()))?;
        Ok(Self { target, staging, permissions, published, spare })
    }
}

/// Locks the folder `out` and looks at it, for [`publish_again`]: that can be
/// done while a site is still being prepared. Of a folder that `last` knows,
/// only what that names is looked at: nothing else stays in it.
///
/// # Errors
/// When the folder cannot be read, or must not be replaced.
pub fn look(out: &Path, last: &Standing) -> Result<Ground, PublishError> {
    let target = target::resolve(out)?;
    let staging = Staging::open_again(&target)?;
    Ground::of(target, staging, last)
}

/// Publishes `site`, knowing how the last build left its folder; gives how
/// this one does. The old site stays beside the published one, hidden: the
/// next build brings it up to date where it differs, which is a few files, and
/// has not to make a whole tree anew. `meanwhile` is done while the disk writes.
///
/// # Errors
/// As for [`publish`].
pub fn publish_again(
    site: &Site,
    ground: Ground,
    last: &Standing,
    progress: &(dyn Fn(usize, usize) + Sync),
    meanwhile: &(dyn Fn() + Sync),
) -> Result<(Published, Standing), PublishError> {
    let nothing = Standing::default();
    let last = if last.folder == ground.target { last } else { &nothing };
    put(site, ground, last, progress, meanwhile)
}

fn put(
    site: &Site,
    ground: Ground,
    last: &Standing,
    progress: &(dyn Fn(usize, usize) + Sync),
    meanwhile: &(dyn Fn() + Sync),
) -> Result<(Published, Standing), PublishError> {
    let Ground { target, mut staging, permissions, published, spare } = ground;
    let old = write::Old { folder: &target, tree: published, last };
    let late = OnceLock::new();
    staging.begin();
    let made = write::write(site, &late, &old, staging.tree(), &spare, progress)?;
    let (settled, ()) = rayon::join(
        || staging.settle(permissions.as_ref()),
        || {
            // While the disk writes there is time to spare. Where links cannot
            // be made, the next build does without.
            if let Some(next) = staging.next(permissions.is_none())
                && write::link(&made, staging.tree(), next).is_err()
            {
                let _ = std::fs::remove_dir_all(next);
            }
            meanwhile();
        },
    );
    settled?;
    let (way, removed) = exchange::replace(&made, &old.tree, staging.tree(), &target, permissions.is_some())?;
    staging.end();
    let published =
        Published { written: made.written(), kept: made.kept(), removed, bytes: made.bytes(), way };
    Ok((published, made.standing(&target)))
}

#[cfg(test)]
mod tests;
