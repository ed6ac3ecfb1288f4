//! The `polder` command: reads arguments, runs the pipeline, reports.
//!
//! Results go to standard output, messages to people to standard error.
//! Exit status: 0 done, 1 errors in content or templates, 2 wrong usage,
//! configuration or I/O.

mod arguments;
mod build;
mod check;
mod evaluate;
mod import;
mod init;
mod new_article;
mod overview;
mod preview;
mod report;
mod search;
mod timings;

use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Command, Format, ReportFormat};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// As asked.
    Done,
    /// Errors in content or templates, all reported.
    ContentErrors,
    /// Wrong usage, configuration or I/O.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::ContentErrors => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Runs the program with the arguments of this process.
pub fn run() -> Outcome {
    let today = jiff::Zoned::now().date();
    match Command::from_arguments(Arguments::parse(), today) {
        Command::Build { request, out } => build::run(&request, &out),
        Command::Check { request, format, external_links } => check::run(&request, format, external_links),
        Command::Report { request, format } => overview::run(&request, format),
        Command::Serve { request, port, open } => preview::run(request, port, open),
        Command::Search { root, query, filters, limit, repair, json } => {
            search::run(&root, &query, &filters, limit, repair, json)
        }
        Command::Evaluate { root, queries, half, json, browser } => {
            evaluate::run(&root, &queries, half, json, browser)
        }
        Command::New { root, collection, title, day } => new_article::run(&root, &collection, &title, day),
        Command::Import { root, file, collection, day } => {
            import::run(&root, &file, collection.as_deref(), day)
        }
        Command::Init { folder } => init::run(&folder),
    }
}
