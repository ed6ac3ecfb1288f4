//! Links to other sites: which there are, and whether they work.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use rayon::prelude::*;

use super::{Prepared, Request, settle};
use crate::config::{ConfigError, read};
use crate::external::{self, Answers, ExternalLink, Hearing, Limits};
use crate::load::load_since;
use crate::parse::{Document, MarkdownSettings, parse};

/// The links of a site to other sites, with their places. Reads the articles
/// again: only who asks for this pays for it.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub fn external_links(request: &Request) -> Result<Vec<ExternalLink>, ConfigError> {
    let config = read(&request.root)?;
    let (tree, _) = load_since(&config, request.unsaved.as_ref(), &|_, _| false);
    let documents: Vec<Document> =
        tree.files.into_par_iter().map(|file| parse(file, &MarkdownSettings::default())).collect();
    Ok(external::find(&config, &documents))
}

/// Asks other sites whether the links to them work, unless that was asked
/// not long ago, and adds what is wrong to the site's diagnostics.
///
/// `progress` hears how many of how many addresses are answered.
///
/// # Errors
/// When there is no usable `polder.toml`.
pub fn check_external(
    request: &Request,
    prepared: &mut Prepared,
    limits: &Limits,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<AskedOthers, ConfigError> {
    let links = external_links(request)?;
    let mut answers = Answers::read(&request.root);
    answers.only_of(&links);
    let to_ask = answers.to_ask(&links, Timestamp::now());
    let (total, mut done, mut kept) = (to_ask.len(), 0, Instant::now());
    let name = format!(
        "Mozilla/5.0 (compatible; polder/{}; +{})",
        env!("CARGO_PKG_VERSION"),
        prepared.config.base_url.absolute("")
    );
    let mut hearing = Hearing::default();
    progress(done, total);
    external::check(to_ask, &name, limits, &mut |asked, outcome| {
        hearing.hear(&mut answers, asked, outcome, Timestamp::now());
        done += 1;
        progress(done, total);
        // Who stops halfway does not begin anew next time.
        if kept.elapsed() > KEEP_EVERY {
            answers.keep(&request.root);
            kept = Instant::now();
        }
    });
    let offline = hearing.end(&mut answers);
    answers.keep(&request.root);
    prepared.diagnostics.extend(external::diagnostics(&links, &answers));
    prepared.diagnostics = settle(&prepared.config, std::mem::take(&mut prepared.diagnostics));
    Ok(AskedOthers { left: total - done, offline })
}

/// How asking other sites ended.
#[derive(Debug, Clone, Copy)]
pub struct AskedOthers {
    /// How many links there was no time for.
    pub left: usize,
    /// Whether this machine is not connected, so that nothing was learnt.
    pub offline: bool,
}

/// How often the answers of other sites are kept while they come in.
const KEEP_EVERY: Duration = Duration::from_secs(5);
