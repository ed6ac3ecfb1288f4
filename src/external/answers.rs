//! What was heard of other sites, and when.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::ExternalLink;
use crate::cache_file;
use crate::diagnostics::LinkFault;

/// Where answers are kept. Another form of the file gets another name.
const FILE: &str = "external-links-1.json";

/// How long an address that works is believed to go on doing so.
const WORKS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long one that fails is not asked again: an editor who mends one link
/// after another should not have to wait for the same dead hosts.
const FAILS: SignedDuration = SignedDuration::from_hours(1);

/// What an address turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// A page.
    Works,
    /// A page that has another address now, for good.
    Moved {
        /// The new address.
        to: String,
    },
    /// A server that does not want to show it to a program, or not now.
    Refused {
        /// Its status.
        status: u16,
    },
    /// No page.
    Fails {
        /// Why.
        fault: LinkFault,
    },
}

/// What was heard, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// The answers by [`ExternalLink::asked`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    answers: BTreeMap<String, Answer>,
}

impl Answers {
    /// What was kept.
    pub fn read(root: &Path) -> Self {
        cache_file::read(root, FILE).unwrap_or_default()
    }

    /// Keeps it.
    pub fn keep(&self, root: &Path) {
        cache_file::write(root, FILE, self);
    }

    /// The answer of an address.
    pub fn of(&self, asked: &str) -> Option<&Answer> {
        self.answers.get(asked)
    }

    /// Adds an answer.
    pub fn add(&mut self, asked: String, outcome: Outcome, at: Timestamp) {
        self.answers.insert(asked, Answer { at, outcome });
    }

    /// Drops the answers of addresses that no article has any more.
    pub fn only_of(&mut self, links: &[ExternalLink]) {
        let there: BTreeSet<&str> = links.iter().map(|link| link.asked.as_str()).collect();
        self.answers.retain(|address, _| there.contains(address.as_str()));
    }

    /// The addresses without an answer that is new enough, each once.
    pub fn to_ask(&self, links: &[ExternalLink], now: Timestamp) -> Vec<String> {
        let asked: BTreeSet<&str> = links.iter().map(|link| link.asked.as_str()).collect();
        let is_stale = |address: &&str| self.of(address).is_none_or(|answer| !answer.is_fresh(now));
        asked.into_iter().filter(is_stale).map(str::to_owned).collect()
    }
}

impl Answer {
    /// Whether it is still believed. One from the future is not: a clock was
    /// wrong.
    fn is_fresh(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.at);
        let limit = match self.outcome {
            Outcome::Works | Outcome::Moved { .. } => WORKS,
            Outcome::Refused { .. } | Outcome::Fails { .. } => FAILS,
        };
        !age.is_negative() && age < limit
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::diagnostics::SourceText;

    #[test]
    fn what_works_is_believed_for_a_week_and_what_fails_for_an_hour() {
        let start: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let link = |address: &str| ExternalLink {
            address: address.into(),
            asked: address.into(),
            span: SourceText::new("a.md", "").span(0..0),
        };
        let links = [link("https://a/"), link("https://b/"), link("https://a/"), link("https://c/")];
        let mut answers = Answers::default();
        answers.add("https://a/".into(), Outcome::Works, start);
        answers.add("https://b/".into(), Outcome::Fails { fault: LinkFault::Status(404) }, start);
        let asked = |hours: i64| answers.to_ask(&links, start + SignedDuration::from_hours(hours)).concat();
        assert_eq!(asked(0), "https://c/");
        assert_eq!(asked(1), "https://b/https://c/");
        assert_eq!(asked(7 * 24), "https://a/https://b/https://c/");
        assert_eq!(asked(-1), "https://a/https://b/https://c/");
    }

    #[test]
    fn answers_come_back_from_the_file() {
        let root = tempfile::tempdir().unwrap();
        let mut answers = Answers::default();
        let outcomes = [
            Outcome::Works,
            Outcome::Moved { to: "https://b/".into() },
            Outcome::Refused { status: 403 },
            Outcome::Fails { fault: LinkFault::NoConnection("dicht".into()) },
        ];
        for (place, outcome) in outcomes.into_iter().enumerate() {
            answers.add(format!("https://{place}/"), outcome, Timestamp::UNIX_EPOCH);
        }
        answers.keep(root.path());
        assert_eq!(Answers::read(root.path()), answers);
    }
}
