//! The table that is printed: what the runs of each program took.

use std::io;
use std::path::Path;

use crate::process::Taken;

/// The runs of one program, and the folder that the last of them left.
#[derive(Default)]
pub struct Runs {
    pub taken: Vec<Taken>,
    pub size: Size,
}

/// Bytes and number of files.
#[derive(Clone, Copy, Default)]
pub struct Size {
    pub bytes: u64,
    pub files: usize,
}

impl Size {
    /// That of everything below a folder.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut size = Self::default();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.map_err(io::Error::other)?;
            if entry.file_type().is_file() {
                size.bytes += entry.metadata().map_err(io::Error::other)?.len();
                size.files += 1;
            }
        }
        Ok(size)
    }
}

/// A row of the table.
pub struct Row {
    name: String,
    taken: Taken,
    size: Size,
}

impl Row {
    /// The medians of some runs; nothing where there were none.
    pub fn of(name: impl Into<String>, runs: Runs) -> Option<Self> {
        Some(Self { name: name.into(), taken: Taken::median(runs.taken)?, size: runs.size })
    }

    /// What two programs took, one after another.
    pub fn and_then(&self, name: String, next: &Self) -> Self {
        Self { name, taken: self.taken.and_then(next.taken), size: next.size }
    }
}

/// Prints the rows; the first is what the others are compared with.
pub fn print(articles: usize, times: usize, rows: &[Row]) {
    println!("{articles} articles, medians of {times}:\n");
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
            row.size.bytes as f64 / 1e6,
            row.size.files,
        );
    }
    println!();
}
