//! Beside `load`, the repository → [`History`]: on which day each file of
//! `content/` was last changed.
//!
//! 1. Where there is no repository, or `[history]` says no, it is empty.
//! 2. [`git`] is asked for the log in one go, never once a file; where an
//!    earlier history was kept, only for what came after it.
//! 3. [`log`] reads it, newest first: the first commit that a file occurs in
//!    is its last change.
//!
//! The day is that of the author, in the author's own time zone: the machine
//! that builds has no say in it. A renamed file whose text stayed the same
//! keeps its day. What is not committed has no day yet, and a change that is
//! not committed does not count. So the whole is a function of [`Key`].

mod git;
mod log;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use git::Key;

use crate::cache_file;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, HistoryGap, Problem};

/// Where a history is kept. Another form of the file gets another name.
const FILE: &str = "history-1.json";

/// Path relative to the root → day; none where the commit is not known.
type Days = BTreeMap<String, Option<Date>>;

/// When files were last changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// What it was read from; `None` without repository or commits.
    pub key: Option<Key>,
    days: Days,
}

impl History {
    /// The day on which the file was last changed, where that is known.
    pub fn changed(&self, path: &str) -> Option<Date> {
        self.days.get(path).copied().flatten()
    }

    /// Keeps it, so that the next [`read`] has less to ask.
    pub fn keep(&self, config: &Config) {
        let kept = || cache_file::read::<History>(&config.root, FILE);
        if self.key.is_some() && kept().is_none_or(|kept| kept.key != self.key) {
            cache_file::write(&config.root, FILE, self);
        }
    }
}

/// What a history would be read from now. Cheap: two questions to git and no
/// walk, so that a history can be held while this stays the same.
pub fn key(config: &Config) -> Option<Key> {
    if !config.history.git || !git::is_repository(&config.root) {
        return None;
    }
    git::key(&config.root).ok().flatten()
}

/// Reads the history of `content/`. Where git cannot say, or not all of it,
/// a warning does.
pub fn read(config: &Config) -> (History, Vec<Diagnostic>) {
    if !config.history.git || !git::is_repository(&config.root) {
        return (History::default(), Vec::new());
    }
    let unknown = |gap| vec![Diagnostic::new(Problem::UnknownHistory(gap), config.source.span(0..0))];
    match ask(config) {
        Ok(history) => {
            let warnings = match history.days.values().filter(|day| day.is_none()).count() {
                0 => Vec::new(),
                files => unknown(HistoryGap::Shallow { files }),
            };
            (history, warnings)
        }
        Err(reason) => (History::default(), unknown(HistoryGap::Failed { reason })),
    }
}

fn ask(config: &Config) -> Result<History, String> {
    let root = &config.root;
    let Some(key) = git::key(root)? else { return Ok(History::default()) };
    let kept: Option<History> = cache_file::read(root, FILE);
    if let Some(History { key: Some(before), days }) = kept.filter(|kept| kept.key_has_boundary_of(&key)) {
        if before == key {
            return Ok(History { key: Some(before), days });
        }
        // The commit can be gone, or be on another branch.
        let later = git::log(root, &format!("{}..{}", before.commit, key.commit));
        if let Ok(later) = later
            && log::is_line(&later, &key.commit, &before.commit)
        {
            return Ok(History { days: log::read(&later, &key.boundary, days), key: Some(key) });
        }
    }
    let whole = git::log(root, &key.commit)?;
    Ok(History { days: log::read(&whole, &key.boundary, Days::new()), key: Some(key) })
}

impl History {
    fn key_has_boundary_of(&self, key: &Key) -> bool {
        self.key.as_ref().is_some_and(|own| own.boundary == key.boundary)
    }
}
