//! Runs the programs on corpora, one after another, and prints what they
//! took.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::article::Corpus;
use crate::other::Other;
use crate::table::{self, Row, Runs, Size};
use crate::{hugo, polder, process, zola};

/// What is measured, and where.
pub struct Plan {
    /// How many articles.
    pub sizes: Vec<usize>,
    /// How often each program runs; the table shows medians.
    pub times: usize,
    /// The programs; those that are not named are left out.
    pub polder: PathBuf,
    pub hugo: Option<PathBuf>,
    pub zola: Option<PathBuf>,
    pub pagefind: Option<PathBuf>,
    /// Where the corpora are made.
    pub folder: PathBuf,
}

/// Measures every size and prints a table for each.
pub fn run(plan: &Plan) -> io::Result<()> {
    let program = fs::canonicalize(&plan.polder).map_err(|error| {
        let path = plan.polder.display();
        io::Error::new(error.kind(), format!("{path}: {error}; run cargo build --release first"))
    })?;
    fs::create_dir_all(&plan.folder)?;
    let folder_of = |size: &usize| plan.folder.join(format!("bench-{size}"));
    for size in &plan.sizes {
        let folder = folder_of(size);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let corpus = Corpus::new(*size, 1);
        polder::write(&corpus, &folder.join("polder"))?;
        let others = others(plan, &corpus, &folder)?;
        table::print(*size, plan.times, &measure(plan, &program, &folder, others)?);
    }
    // All at the end: for some minutes ext4 makes new files slowly where many
    // were deleted.
    plan.sizes.iter().try_for_each(|size| fs::remove_dir_all(folder_of(size)))
}

/// The generators that are named, with the corpus in their form.
fn others<'a>(plan: &'a Plan, corpus: &Corpus, folder: &Path) -> io::Result<Vec<Other<'a>>> {
    let mut others = Vec::new();
    if let Some(program) = &plan.hugo {
        others.push(Other::new("hugo", program, hugo::write, hugo::build, corpus, folder)?);
    }
    if let Some(program) = &plan.zola {
        others.push(Other::new("zola", program, zola::write, zola::build, corpus, folder)?);
    }
    Ok(others)
}

/// One turn of every program after another, several times, so that what else
/// the machine does falls on all of them alike.
fn measure(plan: &Plan, program: &Path, folder: &Path, mut others: Vec<Other<'_>>) -> io::Result<Vec<Row>> {
    let mut polder = Polder::new(program, folder)?;
    for time in 0..plan.times.max(1) {
        polder.run(time)?;
        for other in &mut others {
            other.run(time, plan.pagefind.as_deref())?;
        }
    }
    Ok(polder.rows().into_iter().chain(others.into_iter().flat_map(Other::rows)).collect())
}

/// Waits a moment: what was just written is not believed to be unchanged, and
/// the system is still bringing to the disk what ran before.
pub fn settle() {
    thread::sleep(Duration::from_millis(500));
}

/// polder, its site, and the article in it that changes.
struct Polder<'a> {
    program: &'a Path,
    folder: &'a Path,
    site: PathBuf,
    article: PathBuf,
    text: String,
    from_nothing: Runs,
    nothing_changed: Runs,
    one_changed: Runs,
}

impl<'a> Polder<'a> {
    fn new(program: &'a Path, folder: &'a Path) -> io::Result<Self> {
        let site = folder.join("polder");
        let article = site.join("content/artikelen/artikel-000001.md");
        Ok(Self {
            program,
            folder,
            text: fs::read_to_string(&article)?,
            site,
            article,
            from_nothing: Runs::default(),
            nothing_changed: Runs::default(),
            one_changed: Runs::default(),
        })
    }

    /// Builds the site from nothing, once more, and with one article changed.
    fn run(&mut self, time: usize) -> io::Result<()> {
        // Each time a new folder, no cache and no index: deleting the last ones
        // first would be measured too, for the file system pays for it later.
        let out = self.site.join(format!("public-{time}"));
        for (at, made) in [".polder", "search-index/tantivy"].into_iter().enumerate() {
            let made = self.site.join(made);
            if made.exists() {
                fs::rename(made, self.folder.join(format!("made-{time}-{at}")))?;
            }
        }
        let build = || {
            settle();
            let mut command = Command::new(self.program);
            command.arg("build").arg("--root").arg(&self.site).arg("--out").arg(&out);
            process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))
        };
        self.from_nothing.taken.push(build()?);
        let size = Size::of(&out)?;
        // What a warm build costs is measured on what the cold one left.
        self.nothing_changed.taken.push(build()?);
        let changed = format!("{}\nEen zin erbij over woningbouw, keer {time}.\n", self.text);
        fs::write(&self.article, changed)?;
        self.one_changed.taken.push(build()?);
        fs::write(&self.article, &self.text)?;
        for runs in [&mut self.from_nothing, &mut self.nothing_changed, &mut self.one_changed] {
            runs.size = size;
        }
        Ok(())
    }

    fn rows(self) -> Vec<Row> {
        let rows = [
            Row::of("polder, from nothing", self.from_nothing),
            Row::of("polder, nothing changed", self.nothing_changed),
            Row::of("polder, one article changed", self.one_changed),
        ];
        rows.into_iter().flatten().collect()
    }
}
