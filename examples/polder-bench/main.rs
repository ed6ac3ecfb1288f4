//! Makes the corpora that polder is measured on.
//!
//! ```text
//! cargo build --release
//! cargo run --release --example polder-bench -- corpus --n 10000 --out big
//! cargo run --release --example polder-bench -- run --n 1000,10000
//! ```
//!
//! The same number and seed give the same bytes on every machine.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod article;
mod measure;
mod polder;
mod random;
mod words;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::article::Corpus;

#[derive(Parser)]
#[command(name = "polder-bench", about = "Makes the corpora that polder is measured on, and measures")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
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
    },
    /// Builds corpora with the release binary, from nothing, and prints a
    /// table of wall time, CPU time, peak memory and size.
    Run {
        /// How many articles; several numbers give several rows.
        #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
        n: Vec<usize>,
        /// How often each is built; the row shows the median.
        #[arg(long, default_value_t = 3)]
        times: usize,
        /// The program to measure.
        #[arg(long, default_value = "target/release/polder")]
        polder: PathBuf,
        /// Where the corpora are made, on the disk to measure on; they are
        /// removed again.
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
        Command::Corpus { n, out, seed } => {
            let written = polder::write(&Corpus::new(n, seed), &out)?;
            println!(
                "{}: {} files, {} words, {} bytes",
                out.display(),
                written.files,
                written.words,
                written.bytes
            );
            Ok(())
        }
        Command::Run { n, times, polder, folder } => measure::run(&n, times, &polder, &folder),
    }
}
