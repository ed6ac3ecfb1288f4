//! `polder build`.

use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Outcome;
use super::report::{configuration_failed, count_line, draw_all, outcome, say, summary};
use super::timings::{self, Measured};
use crate::diagnostics::MessageLanguage;
use crate::pipeline::{BuildError, INDEX_FOLDER, Request, build_site};

pub(super) fn run(request: &Request, out: &Path) -> Outcome {
    let start = Instant::now();
    let bar = progress_bar();
    let built = build_site(request, out, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    let whole = start.elapsed();
    bar.finish_and_clear();
    let built = match built {
        Ok(built) => built,
        Err(BuildError::Config(error)) => return configuration_failed(error),
        Err(BuildError::Index(error)) => {
            say(&format!("{INDEX_FOLDER}: {error}"));
            return Outcome::Failed;
        }
        Err(BuildError::Publish(error, prepared)) => {
            let language = prepared.config.message_language();
            draw_all(&prepared.diagnostics, language);
            say(&error.message(language));
            return Outcome::Failed;
        }
    };
    let language = built.config.message_language();
    draw_all(&built.diagnostics, language);
    if let Some(counts) = count_line(&built.diagnostics, language) {
        say(&counts);
    }
    match built.published {
        Some(published) => say(&summary(&built, &published, out, whole, language)),
        None => say(match language {
            MessageLanguage::Dutch => "De site is niet gepubliceerd; wat er stond, staat er nog.",
            MessageLanguage::English => "The site was not published; what stood there stands there still.",
        }),
    }
    if let Some(times) = &request.page_times {
        let measured = Measured::of(&built, whole, &times.gathered());
        if let Err(error) = timings::tell(&measured, request, language) {
            say(&error);
            return Outcome::Failed;
        }
    }
    let outcome = outcome(&built.diagnostics);
    // The program ends here, and the system takes back a large site at once:
    // giving it back piece by piece takes longer than reading what changed.
    std::mem::forget(built);
    outcome
}

/// A bar on a terminal, nothing elsewhere.
fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
