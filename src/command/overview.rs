//! `polder report`.

use jiff::civil::Date;

use super::report::{answer_text, configuration_failed, say};
use super::{Outcome, ReportFormat};
use crate::config::ConfigError;
use crate::diagnostics::{MessageLanguage, any_error};
use crate::external::Answers;
use crate::model::Model;
use crate::pipeline::{Request, external_links, prepare};
use crate::report::{Jargon, JargonFault, Report, Sources, csv, report, table};

pub(super) fn run(request: &Request, format: ReportFormat) -> Outcome {
    let read = prepare(request).and_then(|prepared| {
        let made = overview(request, &prepared.model, request.moment.day)?;
        Ok((prepared, made))
    });
    let (prepared, (report, fault)) = match read {
        Ok(read) => read,
        Err(error) => return configuration_failed(error),
    };
    let language = prepared.config.message_language();
    if any_error(&prepared.diagnostics) {
        say(match language {
            MessageLanguage::Dutch => "Er zijn fouten in de artikelen; `polder check` noemt ze.",
            MessageLanguage::English => "There are errors in the articles; `polder check` names them.",
        });
    }
    if let Some(fault) = fault {
        say(&format!("{}: {}", fault.path, fault.message));
    }
    let text = match format {
        ReportFormat::Table => table(&report, language),
        ReportFormat::Csv => csv(&report),
        ReportFormat::Json => match serde_json::to_string_pretty(&report) {
            Ok(text) => text + "\n",
            Err(error) => {
                say(&error.to_string());
                return Outcome::Failed;
            }
        },
    };
    answer_text(&text);
    Outcome::Done
}

/// What an editor should look at in a model, as of `day`, and what is wrong
/// with the editors' own list of words.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub(super) fn overview(
    request: &Request,
    model: &Model,
    day: Date,
) -> Result<(Report, Option<JargonFault>), ConfigError> {
    let links = external_links(request)?;
    let (jargon, fault) = Jargon::read(&model.config.language, &request.root);
    let answers = Answers::read(&request.root);
    let sources = Sources { model, links: &links, answers: &answers, jargon: &jargon, day };
    Ok((report(&sources), fault))
}
