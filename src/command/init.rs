//! `polder init`: a new, small, working knowledge base.

use std::fs::{File, create_dir_all, read_dir};
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

/// Whether nothing would be lost: the folder is not there, or is empty.
fn is_free(folder: &Path) -> bool {
    match read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

fn write(dir: &Dir<'_>, folder: &Path) -> std::io::Result<()> {
    create_dir_all(folder)?;
    for file in dir.files() {
        let path = folder.join(file.path());
        File::create_new(path)?.write_all(file.contents())?;
    }
    for inner in dir.dirs() {
        create_dir_all(folder.join(inner.path()))?;
        write(inner, folder)?;
    }
    Ok(())
}
