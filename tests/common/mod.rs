//! A site in a temporary folder, and the program run on it.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site in a folder of its own.
pub struct TestSite {
    folder: TempDir,
}

impl TestSite {
    /// A site of these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// A site of one collection and one article.
    pub fn small() -> Self {
        Self::new(&[
            (
                "polder.toml",
                "title = \"Klein\"\nbase_url = \"https://example.org/\"\nlanguage = \"nl\"\n\n[collections.themas]\n",
            ),
            ("content/themas/regie.md", "+++\ntitle = \"Regie\"\n+++\n\nWie doet wat?\n"),
        ])
    }

    /// Writes a file, and its folders.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The folder of `polder.toml`.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs polder on this site.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = polder(arguments);
        command.arg("--root").arg(self.root());
        Ran::of(command)
    }
}

/// The program with these arguments, without colours.
pub fn polder(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polder"));
    command.args(arguments).env("NO_COLOR", "1");
    command
}

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Runs a command to its end.
    pub fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self {
            status: status.code().expect("polder was killed"),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }
}

/// Everything in a folder: relative paths with the bytes of files.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let path = entry.unwrap().into_path();
            let bytes = path.is_file().then(|| fs::read(&path).unwrap());
            (path.strip_prefix(folder).unwrap().to_owned(), bytes)
        })
        .collect()
}

/// Copies a folder's files and links in the order given by `rank`, so that
/// the file system hands them back in another order.
pub fn copy(from: &Path, to: &Path, rank: impl Fn(usize) -> usize) {
    let mut entries: Vec<_> = walkdir::WalkDir::new(from)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir())
        .enumerate()
        .collect();
    entries.sort_by_key(|(place, _)| rank(*place));
    for (_, entry) in entries {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        if entry.path_is_symlink() {
            #[cfg(unix)]
            std::os::unix::fs::symlink(fs::read_link(entry.path()).unwrap(), &target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
