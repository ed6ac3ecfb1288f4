//! `polder init`: a new, small, working knowledge base.

use std::fs::{self, File, create_dir_all, read_dir, read_to_string};
use std::io::{ErrorKind, Write};
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Outcome;
use super::report::{answer, say};

/// The knowledge base that `init` writes, in Dutch.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/command/starter");

pub(super) fn run(folder: &Path) -> Outcome {
    if !is_free(folder) {
        say(&format!(
            "{0} bestaat al en is niet leeg; er is niets veranderd. Kies een andere map.\n({0} exists and is not empty; nothing was changed. Choose another folder.)",
            folder.display()
        ));
        return Outcome::Failed;
    }
    if let Err(error) = write(&STARTER, folder) {
        say(&format!("{}: {error}", folder.display()));
        return Outcome::Failed;
    }
    let shown = folder.display();
    answer(&shown.to_string());
    say(&format!(
        "Een nieuwe kennisbank staat in {shown}. Bekijk haar met: polder serve --root {shown} --open\n(A new knowledge base is in {shown}; see it with the command above.)"
    ));
    Outcome::Done
}

/// What git ignores, in the knowledge base.
const IGNORED: &str = ".gitignore";

/// Whether nothing would be lost: the folder is not there, or is empty but for
/// what a new repository has.
fn is_free(folder: &Path) -> bool {
    match read_dir(folder) {
        Ok(mut entries) => entries.all(|entry| {
            entry.is_ok_and(|entry| entry.file_name() == ".git" || entry.file_name() == IGNORED)
        }),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

fn write(dir: &Dir<'_>, folder: &Path) -> std::io::Result<()> {
    create_dir_all(folder)?;
    for file in dir.files() {
        let path = folder.join(file.path());
        if file.path() == Path::new(IGNORED) && path.exists() {
            add_lines(&path, file.contents_utf8().unwrap_or_default())?;
        } else {
            File::create_new(path)?.write_all(file.contents())?;
        }
    }
    for inner in dir.dirs() {
        create_dir_all(folder.join(inner.path()))?;
        write(inner, folder)?;
    }
    Ok(())
}

/// Adds the lines that a file does not have yet at its end.
fn add_lines(path: &Path, lines: &str) -> std::io::Result<()> {
    let mut text = read_to_string(path)?;
    let missing: Vec<&str> =
        lines.lines().filter(|line| !text.lines().any(|known| known.trim() == *line)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in missing {
        text.push_str(line);
        text.push('\n');
    }
    fs::write(path, text)
}
