//! What a published folder was left as: kept from one build to the next, so
//! that what did not change need not be made, read or written again.
//!
//! Nothing here is believed unseen. The files are looked at before each build,
//! and one is what this says of it only while its length, time and inode are
//! those that it was left with.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::site::Fingerprint;
use crate::stamp::{Stamp, Tree};

/// The files of a published folder as the last build left them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Standing {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Path → file.
    pub(super) files: BTreeMap<String, StandingFile>,
}

/// A file as it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StandingFile {
    /// How the system describes it.
    pub(super) stamp: Stamp,
    /// BLAKE3 of its content.
    pub(super) hash: [u8; 32],
    /// What tells what it was made of, if that has a fingerprint.
    pub(super) print: Option<Fingerprint>,
}

impl Standing {
    /// The files of the published folder `target`: all of them, or, where this
    /// describes it, those that were left there.
    pub(super) fn published(&self, target: &Path) -> io::Result<Tree> {
        if self.folder != target {
            return Tree::walk(target, Stamp::of);
        }
        // A folder for every page: reading them takes longer than asking for
        // their files.
        Ok(Tree::of_files(target, self.files.par_iter().map(|(path, _)| path), Stamp::of))
    }

    /// Whether the published folder is, file for file, as it was left.
    pub fn is_untouched(&self) -> bool {
        let Ok(tree) = Tree::walk(&self.folder, Stamp::of) else { return false };
        tree.files.len() == self.files.len()
            && self.files.iter().all(|(path, file)| tree.files.get(path) == Some(&file.stamp))
    }

    /// How many files it has.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The fingerprints of what its files were made of.
    pub fn prints(&self) -> impl Iterator<Item = &Fingerprint> {
        self.files.values().filter_map(|file| file.print.as_ref())
    }

    /// The fingerprints of the files in one of its folders, by their paths.
    pub fn prints_below(&self, folder: &str) -> FxHashMap<String, Fingerprint> {
        let below = self
            .files
            .iter()
            .filter(|(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
        below.filter_map(|(path, file)| Some((path.clone(), file.print?))).collect()
    }

    /// The folder that it describes.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}
