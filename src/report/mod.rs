//! What an editor should look at, from what the site says of itself: an
//! overview, not a judgement. Nothing here keeps a site from being published.
//!
//! 1. [`planning`]: what is to be reviewed, and what is not published.
//! 2. [`links`]: links to other sites, by the answers that were kept.
//! 3. [`coverage`]: what has no source, what has little about it, what
//!    nothing refers to. Which collections these are follows from `[roles]`.
//! 4. [`readability`]: long sentences, texts that read hard, jargon.
//!
//! [`report`](fn@report) gives a [`Report`]; [`mod@table`] shows it to people, [`mod@csv`] to
//! spreadsheets, and it is `Serialize` for programs.

mod coverage;
mod csv;
mod jargon;
mod links;
mod planning;
mod readability;
mod sentences;
mod table;
mod words;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

pub use csv::csv;
pub use jargon::{Jargon, JargonFault};
pub use table::table;

use crate::external::{Answers, ExternalLink};
use crate::model::{Entry, EntryId, Model, State};

/// What a report is made from.
pub struct Sources<'s> {
    /// The site, with what is not published.
    pub model: &'s Model,
    /// Its links to other sites.
    pub links: &'s [ExternalLink],
    /// What these answered.
    pub answers: &'s Answers,
    /// Words to write otherwise.
    pub jargon: &'s Jargon,
    /// The day.
    pub day: Date,
}

/// The overview.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The site's title.
    pub site: String,
    /// The day it is made for.
    #[serde(serialize_with = "as_text")]
    pub day: Date,
    /// How many articles are published on that day.
    pub articles: usize,
    /// What there is to look at, by subject; a subject that does not apply to
    /// the site is left out.
    pub subjects: Vec<Subject>,
}

/// One subject, and what was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Subject {
    /// Its fixed name.
    pub subject: &'static str,
    /// Its name as people read it.
    pub label: String,
    /// What it means, and what to do.
    pub explanation: String,
    /// What could not be found out, and how it can be.
    pub unknown: Option<String>,
    /// What was found, the most urgent first.
    pub findings: Vec<Finding>,
}

/// One article, or one place in it, to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The title of the article.
    pub title: String,
    /// The label of its collection; empty for a page of its own.
    pub collection: String,
    /// Its file, relative to the root.
    pub path: String,
    /// The line in the file, where it is one place.
    pub line: Option<usize>,
    /// What is to be said about it, in the site's language.
    pub detail: String,
    /// A day that goes with it.
    #[serde(serialize_with = "as_optional_text")]
    pub day: Option<Date>,
    /// A number that goes with it: articles, words, a score.
    pub number: Option<f64>,
}

fn as_text<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn as_optional_text<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => serializer.collect_str(day),
        None => serializer.serialize_none(),
    }
}

/// Makes the overview.
pub fn report(sources: &Sources<'_>) -> Report {
    let model = sources.model;
    let is_published_article =
        |entry: &&Entry| entry.state == State::Published && entry.collection().is_some();
    let parts = [planning::review(sources), links::subjects(sources), coverage::subjects(sources)];
    let mut subjects = parts.concat();
    subjects.extend(readability::subjects(sources));
    subjects.extend(planning::unpublished(sources));
    Report {
        site: model.config.title.clone(),
        day: sources.day,
        articles: model.entries.iter().filter(is_published_article).count(),
        subjects,
    }
}

impl Sources<'_> {
    /// The entries that readers see, in the order of addresses.
    fn published(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        let entries = self.model.entry_ids().map(|id| (id, self.model.entry(id)));
        entries.filter(|(_, entry)| entry.state == State::Published)
    }

    /// A finding about an entry as a whole.
    fn finding(&self, entry: &Entry, detail: String) -> Finding {
        let label = entry.collection().map(|id| self.model.config.collection(id).label.clone());
        Finding {
            title: entry.title.clone(),
            collection: label.unwrap_or_default(),
            path: entry.path.clone(),
            line: None,
            detail,
            day: None,
            number: None,
        }
    }

    fn words(&self) -> words::Words {
        words::Words(self.model.config.message_language())
    }
}
