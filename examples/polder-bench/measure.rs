//! Runs the programs on corpora, one after another, and prints what they
//! took.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::article::Corpus;
use crate::process::{self, Taken};
use crate::{hugo, polder};

/// What is measured, and where.
pub struct Plan {
    /// How many articles.
    pub sizes: Vec<usize>,
    /// How often each program runs; the table shows medians.
    pub times: usize,
    /// The programs; those that are not named are left out.
    pub polder: PathBuf,
    pub hugo: Option<PathBuf>,
    pub pagefind: Option<PathBuf>,
    /// Where the corpora are made.
    pub folder: PathBuf,
}

/// A row of the table.
struct Row {
    name: String,
    taken: Taken,
    bytes: u64,
    files: usize,
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
        if plan.hugo.is_some() {
            hugo::write(&corpus, &folder.join("hugo"))?;
        }
        // What was written a moment ago is not believed to be unchanged.
        thread::sleep(Duration::from_millis(200));
        print(*size, plan.times, &measure(plan, &program, &folder)?);
    }
    // All at the end: for some minutes ext4 makes new files slowly where many
    // were deleted.
    plan.sizes.iter().try_for_each(|size| fs::remove_dir_all(folder_of(size)))
}

/// One turn of every program after another, several times, so that what else
/// the machine does falls on all of them alike.
fn measure(plan: &Plan, program: &Path, folder: &Path) -> io::Result<Vec<Row>> {
    let (site, hugo_site) = (folder.join("polder"), folder.join("hugo"));
    let article = site.join("content/artikelen/artikel-000001.md");
    let text = fs::read_to_string(&article)?;
    let mut taken: Vec<Vec<Taken>> = vec![Vec::new(); 5];
    let (mut of_polder, mut of_hugo, mut of_pagefind) = ((0, 0), (0, 0), (0, 0));
    for time in 0..plan.times.max(1) {
        // Each time a new folder and no cache: deleting the last one first
        // would be measured too, for the file system pays for it later.
        let out = site.join(format!("public-{time}"));
        let cache = site.join(".polder");
        if cache.exists() {
            fs::rename(&cache, folder.join(format!("cache-{time}")))?;
        }
        let build = || {
            let mut command = Command::new(program);
            command.arg("build").arg("--root").arg(&site).arg("--out").arg(&out);
            process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))
        };
        taken[0].push(build()?);
        of_polder = size_of(&out)?;
        // What a warm build costs is measured on what the cold one left.
        taken[1].push(build()?);
        fs::write(&article, format!("{text}\nEen zin erbij over woningbouw, keer {time}.\n"))?;
        taken[2].push(build()?);
        fs::write(&article, &text)?;
        let Some(hugo) = &plan.hugo else { continue };
        let out = fs::canonicalize(&hugo_site)?.join(format!("public-{time}"));
        let mut command = Command::new(hugo);
        command.args(["build", "--quiet", "--logLevel", "error", "--source"]).arg(&hugo_site);
        command.arg("--destination").arg(&out);
        taken[3].push(process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))?);
        of_hugo = size_of(&out)?;
        if let Some(pagefind) = &plan.pagefind {
            let mut command = Command::new(pagefind);
            command.arg("--site").arg(&out).args(["--force-language", "nl"]);
            taken[4].push(process::run(command.stdout(Stdio::null()).stderr(Stdio::null()))?);
            of_pagefind = size_of(&out)?;
        }
    }
    let names = [
        ("polder, from nothing", of_polder),
        ("polder, nothing changed", of_polder),
        ("polder, one article changed", of_polder),
        ("hugo, pages alone", of_hugo),
        ("pagefind on hugo's pages", of_pagefind),
    ];
    let mut rows = Vec::new();
    for ((name, (bytes, files)), taken) in names.into_iter().zip(taken) {
        if let Some(taken) = Taken::median(taken) {
            rows.push(Row { name: name.to_owned(), taken, bytes, files });
        }
    }
    if let [_, _, _, pages, index] = rows.as_slice() {
        let taken = pages.taken.and_then(index.taken);
        rows.push(Row {
            name: "hugo with pagefind".to_owned(),
            taken,
            bytes: index.bytes,
            files: index.files,
        });
    }
    Ok(rows)
}

fn print(size: usize, times: usize, rows: &[Row]) {
    println!("{size} articles, medians of {times}:\n");
    println!("| | wall s | to polder from nothing | CPU s | peak MiB | site MB | files |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    let first = rows.first().map_or(1.0, |row| row.taken.wall.as_secs_f64());
    for row in rows {
        let wall = row.taken.wall.as_secs_f64();
        println!(
            "| {} | {wall:.2} | {:.2} | {:.2} | {:.0} | {:.1} | {} |",
            row.name,
            wall / first,
            row.taken.cpu,
            row.taken.memory as f64 / f64::from(1 << 20),
            row.bytes as f64 / 1e6,
            row.files,
        );
    }
    println!();
}

/// Bytes and number of the files below a folder.
fn size_of(folder: &Path) -> io::Result<(u64, usize)> {
    let mut size = (0, 0);
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            size.0 += entry.metadata().map_err(io::Error::other)?.len();
            size.1 += 1;
        }
    }
    Ok(size)
}
