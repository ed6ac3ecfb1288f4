//! `polder report`.

use super::report::{answer_text, configuration_failed, say};
use super::{Outcome, ReportFormat};
use crate::diagnostics::{MessageLanguage, any_error};
use crate::external::Answers;
use crate::pipeline::{Request, external_links, prepare};
use crate::report::{Jargon, Sources, csv, report, table};

pub(super) fn run(request: &Request, format: ReportFormat) -> Outcome {
    let read = prepare(request).and_then(|prepared| Ok((prepared, external_links(request)?)));
    let (prepared, links) = match read {
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
    let (jargon, fault) = Jargon::read(&prepared.config.language, &request.root);
    if let Some(fault) = fault {
        say(&format!("{}: {}", fault.path, fault.message));
    }
    let sources = Sources {
        model: &prepared.model,
        links: &links,
        answers: &Answers::read(&request.root),
        jargon: &jargon,
        day: request.moment.day,
    };
    let report = report(&sources);
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
