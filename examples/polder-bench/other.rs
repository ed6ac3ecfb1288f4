//! The generators that polder is measured beside, each with pagefind on its
//! pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::article::Corpus;
use crate::form::Written;
use crate::measure::settle;
use crate::process;
use crate::table::{Row, Runs, Size};

/// A generator and the site that it builds.
pub struct Other<'a> {
    name: &'static str,
    program: &'a Path,
    command: fn(&Path, &Path, &Path) -> Command,
    site: PathBuf,
    pages: Runs,
    pagefind: Runs,
}

impl<'a> Other<'a> {
    /// Writes the corpus in the generator's form, into a folder of its own.
    pub fn new(
        name: &'static str,
        program: &'a Path,
        write: fn(&Corpus, &Path) -> io::Result<Written>,
        command: fn(&Path, &Path, &Path) -> Command,
        corpus: &Corpus,
        folder: &Path,
    ) -> io::Result<Self> {
        let site = folder.join(name);
        write(corpus, &site)?;
        let site = fs::canonicalize(site)?;
        Ok(Self { name, program, command, site, pages: Runs::default(), pagefind: Runs::default() })
    }

    /// Builds the site once more, into a new folder, and its search.
    pub fn run(&mut self, time: usize, pagefind: Option<&Path>) -> io::Result<()> {
        let out = self.site.join(format!("public-{time}"));
        settle();
        let mut command = (self.command)(self.program, &self.site, &out);
        self.pages.taken.push(process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))?);
        self.pages.size = Size::of(&out)?;
        if let Some(pagefind) = pagefind {
            let mut command = Command::new(pagefind);
            command.arg("--site").arg(&out).args(["--force-language", "nl"]);
            self.pagefind.taken.push(process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))?);
            self.pagefind.size = Size::of(&out)?;
        }
        Ok(())
    }

    /// The pages, pagefind on them, and both together.
    pub fn rows(self) -> Vec<Row> {
        let name = self.name;
        let pages = Row::of(format!("{name}, pages alone"), self.pages);
        let index = Row::of(format!("pagefind on {name}'s pages"), self.pagefind);
        let both = pages.as_ref().zip(index.as_ref());
        let both = both.map(|(pages, index)| pages.and_then(format!("{name} with pagefind"), index));
        [pages, index, both].into_iter().flatten().collect()
    }
}
