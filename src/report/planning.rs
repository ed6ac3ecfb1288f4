//! What is to be reviewed, and what readers do not see.

use super::{Finding, Sources, Subject};
use crate::model::{Review, State};

/// What should have been reviewed, and what is to be reviewed soon.
pub(super) fn review(sources: &Sources<'_>) -> Vec<Subject> {
    let words = sources.words();
    let by = |wanted: Review| {
        let mut found: Vec<Finding> = sources
            .published()
            .filter_map(|(_, entry)| {
                let by = entry.review_by.filter(|_| entry.review(sources.day) == Some(wanted))?;
                let said = words.review(by, wanted == Review::Due);
                Some(Finding { day: Some(by), ..sources.finding(entry, said) })
            })
            .collect();
        found.sort_by_key(|finding| finding.day);
        found
    };
    vec![words.subject("review-due", by(Review::Due)), words.subject("review-soon", by(Review::Soon))]
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
