//! `polder search`.

use std::io::BufRead;
use std::path::Path;

use serde::Serialize;

use super::Outcome;
use super::report::{answer, configuration_failed, say};
use crate::config::{Config, read};
use crate::diagnostics::MessageLanguage;
use crate::index::build::SearchIndex;
use crate::pipeline::INDEX_FOLDER;
use crate::search::Searcher;

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    total: usize,
    results: Vec<Result<'a>>,
    corrected: &'a [(String, String)],
    left_out: &'a [String],
}

#[derive(Serialize)]
struct Result<'a> {
    url: String,
    title: &'a str,
    collection: &'a str,
    score: u64,
    excerpt: &'a str,
}

/// A query that stands for the lines of standard input.
const LINES: &str = "-";

pub(super) fn run(
    root: &Path,
    query: &str,
    filters: &[(String, String)],
    limit: usize,
    repair: bool,
    json: bool,
) -> Outcome {
    let config = match read(root) {
        Ok(config) => config,
        Err(error) => return configuration_failed(error),
    };
    let Some(searcher) = open(root, config.message_language()) else { return Outcome::Failed };
    let one = |query: &str| search(&searcher, &config, query, filters, limit, repair, json);
    if query != LINES {
        one(query);
        return Outcome::Done;
    }
    for line in std::io::stdin().lock().lines() {
        match line {
            Ok(query) => one(&query),
            Err(error) => {
                say(&error.to_string());
                return Outcome::Failed;
            }
        }
    }
    Outcome::Done
}

fn search(
    searcher: &Searcher,
    config: &Config,
    query: &str,
    filters: &[(String, String)],
    limit: usize,
    repair: bool,
    json: bool,
) {
    let mut found = searcher.search(query, repair);
    found.found = searcher.filtered(found.found, filters);
    let results = found.found.iter().take(limit).map(|hit| {
        let record = &searcher.index.pages[hit.page as usize].record;
        let collection = record.collection.and_then(|at| config.collections.get(at));
        Result {
            url: config.base_url.link(&record.route),
            title: &record.title,
            collection: collection.map_or("", |collection| &collection.name),
            score: hit.score,
            excerpt: &record.summary,
        }
    });
    let result = Answer {
        query,
        total: found.found.len(),
        results: results.collect(),
        corrected: &found.corrected,
        left_out: &found.left_out,
    };
    if json {
        answer(&serde_json::to_string(&result).unwrap_or_default());
    } else {
        show(&result, config.message_language());
    }
}

/// The index of a site; says what is wrong when there is none.
pub(super) fn open(root: &Path, language: MessageLanguage) -> Option<Searcher> {
    let opened = SearchIndex::read(&root.join(INDEX_FOLDER)).map(Searcher::new);
    match opened {
        Ok(searcher) => Some(searcher),
        Err(error) => {
            let way_out = match language {
                MessageLanguage::Dutch => "Maak de index met `polder build`.",
                MessageLanguage::English => "Make the index with `polder build`.",
            };
            say(&format!("{INDEX_FOLDER}: {error}\n{way_out}"));
            None
        }
    }
}

fn show(result: &Answer<'_>, language: MessageLanguage) {
    for (typed, meant) in result.corrected {
        say(&match language {
            MessageLanguage::Dutch => format!("Resultaten voor ‘{meant}’ in plaats van ‘{typed}’."),
            MessageLanguage::English => format!("Results for ‘{meant}’ instead of ‘{typed}’."),
        });
    }
    for found in &result.results {
        answer(&format!("{}\n  {}\n  {}", found.title, found.url, found.excerpt));
    }
    let total = result.total;
    say(&match (language, total) {
        (MessageLanguage::Dutch, 1) => "1 resultaat".to_owned(),
        (MessageLanguage::Dutch, _) => format!("{total} resultaten"),
        (MessageLanguage::English, 1) => "1 result".to_owned(),
        (MessageLanguage::English, _) => format!("{total} results"),
    });
}
