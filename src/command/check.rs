//! `polder check`.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report::{
    answer_nothing_wrong, configuration_failed_in, count_line, counted, draw_all, json_all, outcome, say,
};
use super::{Format, Outcome};
use crate::config::ConfigError;
use crate::diagnostics::MessageLanguage;
use crate::external::Limits;
use crate::pipeline::{Prepared, Request, check, check_external};

pub(super) fn run(request: &Request, format: Format, external_links: bool) -> Outcome {
    let checked = check(request).and_then(|mut prepared| {
        if external_links {
            ask_other_sites(request, &mut prepared)?;
        }
        Ok(prepared)
    });
    let prepared = match checked {
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

/// Checks links to other sites, with a line of progress on a terminal.
fn ask_other_sites(request: &Request, prepared: &mut Prepared) -> Result<(), ConfigError> {
    let language = prepared.config.message_language();
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
    let words = match language {
        MessageLanguage::Dutch => "links naar andere sites",
        MessageLanguage::English => "links to other sites",
    };
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {words}")) {
        bar.set_style(style);
    }
    let asked = check_external(request, prepared, &Limits::default(), &mut |done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let asked = asked?;
    if asked.offline {
        say(match language {
            MessageLanguage::Dutch => {
                "Geen enkele andere site is te bereiken: deze computer heeft geen verbinding. Links naar andere sites zijn niet gecontroleerd."
            }
            MessageLanguage::English => {
                "No other site can be reached: this computer is not connected. Links to other sites were not checked."
            }
        });
    } else if asked.left > 0 {
        let left = asked.left;
        say(&match language {
            MessageLanguage::Dutch => format!(
                "Voor {} was geen tijd meer; de volgende keer zijn die aan de beurt.",
                counted(left, "link", "links")
            ),
            MessageLanguage::English => {
                format!(
                    "There was no time for {}; they have their turn next time.",
                    counted(left, "link", "links")
                )
            }
        });
    }
    Ok(())
}
