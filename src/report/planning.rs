//! What is to be reviewed, and what readers do not see.

use jiff::ToSpan;

use super::{Finding, Sources, Subject};
use crate::model::State;

/// How many days ahead a review is announced.
const SOON: i32 = 60;

/// What should have been reviewed, and what is to be reviewed soon.
pub(super) fn review(sources: &Sources<'_>) -> Vec<Subject> {
    let words = sources.words();
    let soon = sources.day.saturating_add(SOON.days());
    let by = |late: bool| {
        let mut found: Vec<Finding> = sources
            .published()
            .filter_map(|(_, entry)| {
                let by = entry.review_by.filter(|by| (*by < sources.day) == late && *by <= soon)?;
                Some(Finding { day: Some(by), ..sources.finding(entry, words.review(by, late)) })
            })
            .collect();
        found.sort_by_key(|finding| finding.day);
        found
    };
    vec![words.subject("review-due", by(true)), words.subject("review-soon", by(false))]
}

/// Drafts, and what is scheduled or withdrawn.
pub(super) fn unpublished(sources: &Sources<'_>) -> Vec<Subject> {
    let words = sources.words();
    let mut found: Vec<Finding> = sources
        .model
        .entries
        .iter()
        .filter_map(|entry| {
            let day = match entry.state {
                State::Published => return None,
                State::Draft => None,
                State::Scheduled(day) | State::Expired(day) => Some(day),
            };
            Some(Finding { day, ..sources.finding(entry, words.state(entry.state)) })
        })
        .collect();
    found.sort_by_key(|finding| finding.day);
    vec![words.subject("unpublished", found)]
}
