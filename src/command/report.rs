//! What the command says: diagnostics, summaries, failures.
//!
//! A closed pipe (`polder check | head`) ends the output, not the program:
//! failing writes are passed over.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::time::Duration;

use super::{Format, Outcome};
use crate::config::ConfigError;
use crate::diagnostics::{Colours, Diagnostic, MessageLanguage, Severity, any_error, draw, json_line, sort};
use crate::pipeline::{Built, Prepared};
use crate::publish::Published;

/// A line to people, on standard error.
pub(super) fn say(line: &str) {
    let _ = writeln!(stderr(), "{line}");
}

/// A line that is the result, on standard output.
pub(super) fn answer(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}

/// Text that is the result, on standard output.
pub(super) fn answer_text(text: &str) {
    let _ = stdout().write_all(text.as_bytes());
}

/// Colours where a terminal shows them and nobody asked for none
/// (<https://no-color.org>).
fn colours() -> Colours {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted && stderr().is_terminal() { Colours::On } else { Colours::Off }
}

/// Draws diagnostics for people.
pub(super) fn draw_all(diagnostics: &[Diagnostic], language: MessageLanguage) {
    let colours = colours();
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&draw(diagnostic, language, colours));
        text.push('\n');
    }
    let _ = stderr().write_all(text.as_bytes());
}

/// Writes diagnostics for programs.
pub(super) fn json_all(diagnostics: &[Diagnostic], language: MessageLanguage) {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&json_line(diagnostic, language));
        text.push('\n');
    }
    let _ = stdout().write_all(text.as_bytes());
}

/// Reports that there is no usable configuration.
pub(super) fn configuration_failed(error: ConfigError) -> Outcome {
    configuration_failed_in(error, Format::Human)
}

/// The same in the form that was asked for. That there is no file at all has
/// no place in one, so it is always said to people.
pub(super) fn configuration_failed_in(error: ConfigError, format: Format) -> Outcome {
    match error {
        ConfigError::Unreadable(path, error) => {
            let path = path.display();
            say(&format!(
                "{path}: {error}\nHier is geen kennisbank. Maak er een met `polder init MAP`, of wijs haar aan met --root.\n(No knowledge base here: make one with `polder init DIR`, or point to it with --root.)"
            ));
        }
        ConfigError::Faults(mut faults) => {
            sort(&mut faults);
            let language = MessageLanguage::of(&language_of(&faults));
            match format {
                Format::Human => draw_all(&faults, language),
                Format::Json => json_all(&faults, language),
            }
        }
    }
    Outcome::Failed
}

/// The language of a `polder.toml` that could not be read whole: what its
/// text says, else Dutch.
fn language_of(faults: &[Diagnostic]) -> String {
    let text = faults.first().map_or("", |fault| fault.span.source.text());
    let line = text.lines().find_map(|line| line.trim().strip_prefix("language"));
    let value =
        line.and_then(|rest| rest.trim().strip_prefix('=')).map(|rest| rest.trim().trim_matches(['"', '\'']));
    value.unwrap_or("nl").to_owned()
}

/// The last line of a report: how many errors and warnings. Nothing when
/// there are none.
pub(super) fn count_line(diagnostics: &[Diagnostic], language: MessageLanguage) -> Option<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let errors = (errors > 0).then(|| match language {
        MessageLanguage::Dutch => counted(errors, "fout", "fouten"),
        MessageLanguage::English => counted(errors, "error", "errors"),
    });
    let warnings = (warnings > 0).then(|| match language {
        MessageLanguage::Dutch => counted(warnings, "waarschuwing", "waarschuwingen"),
        MessageLanguage::English => counted(warnings, "warning", "warnings"),
    });
    let and = match language {
        MessageLanguage::Dutch => " en ",
        MessageLanguage::English => " and ",
    };
    let parts: Vec<String> = errors.into_iter().chain(warnings).collect();
    (!parts.is_empty()).then(|| parts.join(and))
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// How a run with these diagnostics ended.
pub(super) fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    if any_error(diagnostics) { Outcome::ContentErrors } else { Outcome::Done }
}

/// Says that there is nothing wrong, and in how much.
pub(super) fn answer_nothing_wrong(prepared: &Prepared, language: MessageLanguage) {
    let entries = prepared.model.entries.len();
    say(&match language {
        MessageLanguage::Dutch => {
            format!("Alles klopt: {} gecontroleerd.", counted(entries, "artikel", "artikelen"))
        }
        MessageLanguage::English => {
            format!("All is well: {} checked.", counted(entries, "article", "articles"))
        }
    });
}

/// What a build did: counts, and how long each stage took.
pub(super) fn summary(
    built: &Built,
    published: &Published,
    out: &Path,
    whole: Duration,
    language: MessageLanguage,
) -> String {
    let (entries, words) = (built.entries, built.words);
    let files = published.written + published.kept;
    let megabytes = published.bytes as f64 / 1e6;
    let out = out.display();
    let (first, second) = match language {
        MessageLanguage::Dutch => (
            format!(
                "{}, {words} woorden, {files} bestanden ({megabytes:.1} MB) in {out}",
                counted(entries, "artikel", "artikelen")
            ),
            format!(
                "{} nieuw of gewijzigd, {} gelijk gebleven, {} weg",
                published.written, published.kept, published.removed
            ),
        ),
        MessageLanguage::English => (
            format!(
                "{}, {words} words, {files} files ({megabytes:.1} MB) in {out}",
                counted(entries, "article", "articles")
            ),
            format!(
                "{} new or changed, {} kept, {} gone",
                published.written, published.kept, published.removed
            ),
        ),
    };
    let stages: Vec<String> =
        built.timings.iter().map(|timing| format!("{} {}", timing.stage, seconds(timing.duration))).collect();
    format!("{first}\n{second}\n{} ({})", seconds(whole), stages.join(", "))
}

/// A time as people read it: 0.41 s.
fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
