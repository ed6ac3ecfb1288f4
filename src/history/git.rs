//! Questions to git, as a program: its file formats are its own.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

/// What decides the history: while it is the same, so is the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The commit that is checked out.
    pub commit: String,
    /// In a shallow clone the commits whose parents are not there: what they
    /// changed cannot be known.
    pub boundary: BTreeSet<String>,
}

/// Whether this folder is in a work tree, by a look at the file system alone:
/// a folder without one costs no process, and needs no git.
pub(super) fn is_repository(root: &Path) -> bool {
    let root = root.canonicalize();
    root.is_ok_and(|root| root.ancestors().any(|folder| folder.join(".git").exists()))
}

/// The key; `None` before the first commit.
pub(super) fn key(root: &Path) -> Result<Option<Key>, String> {
    let shallow = ask(root, &["rev-parse", "--git-path", "shallow"])?;
    let shallow = String::from_utf8_lossy(&shallow);
    // Git names the file as seen from the folder it runs in.
    let boundary = std::fs::read_to_string(root.join(shallow.trim())).unwrap_or_default();
    let commit = match ask(root, &["rev-parse", "--verify", "--quiet", "HEAD"]) {
        Ok(commit) => String::from_utf8_lossy(&commit).trim().to_owned(),
        Err(reason) if reason.is_empty() => return Ok(None),
        Err(reason) => return Err(reason),
    };
    Ok(Some(Key { commit, boundary: boundary.split_whitespace().map(str::to_owned).collect() }))
}

/// All commits of a range, newest first, each with what it did to which files
/// under the root: fields that end in a zero byte, a commit's hash, day and
/// parents behind a byte of value one.
///
/// It is not asked for `content/` alone: git would look at every commit
/// twice, and not see a file come from elsewhere.
pub(super) fn log(root: &Path, range: &str) -> Result<Vec<u8>, String> {
    let arguments = [
        "log",
        "-z",
        "--format=tformat:%x01%H %as %P",
        // Children always before their parents, whatever their clocks said.
        "--date-order",
        "--name-status",
        // Only files whose text stayed the same: other renames are a change,
        // and comparing texts takes time.
        "-M100%",
        // What a merge itself changed: files unlike all of its parents'.
        "-c",
        "--relative",
        // Nothing that a repository's own settings could add or run.
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-decorate",
        "--no-notes",
        range,
        "--",
    ];
    ask(root, &arguments)
}

/// Runs git; an error is what it said, on one line.
fn ask(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.arg("--no-pager").args(arguments).current_dir(root).stdin(Stdio::null());
    // A hook of git's own runs with these set, for its folder and not for
    // this one.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    // Commits that were left at the server are not fetched for this.
    command.env("LC_ALL", "C").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    let output = command.output().map_err(|error| format!("git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned())
}
