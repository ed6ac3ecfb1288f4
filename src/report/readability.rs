//! Long sentences, texts that read hard, and jargon: hints, for a text can
//! have its reasons.

use rayon::prelude::*;

use super::sentences::{ease, sentences, words as words_of};
use super::{Finding, Sources, Subject};
use crate::model::Entry;

/// From this many words on, a sentence is long.
const LONG: usize = 30;
/// Below this score a text reads hard: about what asks for higher education.
const HARD: f64 = 40.0;
/// How much of a long sentence is shown.
const BEGINNING: usize = 8;

/// What was found in one text.
#[derive(Default)]
struct Found {
    long: Option<Finding>,
    hard: Option<Finding>,
    jargon: Option<Finding>,
}

pub(super) fn subjects(sources: &Sources<'_>) -> Vec<Subject> {
    let words = sources.words();
    let entries: Vec<&Entry> = sources.published().map(|(_, entry)| entry).collect();
    let found: Vec<Found> = entries.into_par_iter().map(|entry| read(sources, entry)).collect();
    let (mut long, mut hard, mut jargon) = (Vec::new(), Vec::new(), Vec::new());
    for one in found {
        long.extend(one.long);
        hard.extend(one.hard);
        jargon.extend(one.jargon);
    }
    let number = |finding: &Finding| finding.number.unwrap_or_default();
    long.sort_by(|a, b| number(b).total_cmp(&number(a)));
    hard.sort_by(|a, b| number(a).total_cmp(&number(b)));
    jargon.sort_by(|a, b| number(b).total_cmp(&number(a)));
    vec![
        words.subject("long-sentences", long),
        words.subject("hard-to-read", hard),
        words.subject("jargon", jargon),
    ]
}

/// What does not end as a sentence is a row of a table, an item of a list or
/// code.
fn is_whole(sentence: &str) -> bool {
    sentence.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…', ':'])
}

fn read(sources: &Sources<'_>, entry: &Entry) -> Found {
    // A file that changed meanwhile is read next time.
    let Ok(prose) = entry.text.read() else { return Found::default() };
    let words = sources.words();
    let texts = || prose.sections.iter().map(|section| section.text.as_str());
    let all: Vec<&str> = texts().flat_map(sentences).collect();
    let long: Vec<(usize, &str)> = all
        .iter()
        .map(|sentence| (words_of(sentence).count(), *sentence))
        .filter(|(length, sentence)| *length > LONG && is_whole(sentence))
        .collect();
    let longest = long.iter().max_by_key(|(length, _)| *length);
    let of_number =
        |number: f64, detail: String| Finding { number: Some(number), ..sources.finding(entry, detail) };
    let score = ease(&sources.model.config.language, &all).filter(|score| *score < HARD);
    let jargon = sources.jargon.found_in(texts());
    Found {
        long: longest.map(|(length, sentence)| {
            let beginning: Vec<&str> = sentence.split_whitespace().take(BEGINNING).collect();
            of_number(*length as f64, words.long_sentences(long.len(), *length, &beginning.join(" ")))
        }),
        hard: score.map(|score| of_number(score, words.score(score))),
        jargon: (!jargon.is_empty()).then(|| {
            let total: usize = jargon.iter().map(|(count, ..)| count).sum();
            of_number(total as f64, words.jargon(&jargon))
        }),
    }
}
