//! `polder check`.

use super::report::{
    answer_nothing_wrong, configuration_failed_in, count_line, draw_all, json_all, outcome, say,
};
use super::{Format, Outcome};
use crate::pipeline::{Request, check};

pub(super) fn run(request: &Request, format: Format) -> Outcome {
    let prepared = match check(request) {
        Ok(prepared) => prepared,
        Err(error) => return configuration_failed_in(error, format),
    };
    let language = prepared.config.message_language();
    match format {
        Format::Json => json_all(&prepared.diagnostics, language),
        Format::Human => {
            draw_all(&prepared.diagnostics, language);
            match count_line(&prepared.diagnostics, language) {
                Some(counts) => say(&counts),
                None => answer_nothing_wrong(&prepared, language),
            }
        }
    }
    outcome(&prepared.diagnostics)
}
