//! The statements of the self-scan.

use super::entry::Group;
use crate::render::value::shown;

shown! {
    /// Statements of the self-scan that belong together.
    pub struct ScanGroup {
        /// What they have in common.
        pub title: Option<String>,
        /// The statements.
        pub questions: Vec<ScanQuestion>,
    }

    /// A statement of the self-scan.
    pub struct ScanQuestion {
        /// Its number on the page, from 1.
        pub number: usize,
        /// Its slug, by which answers are kept.
        pub slug: String,
        /// What it is about, in a few words.
        pub title: String,
        /// Its own page.
        pub url: String,
        /// What a team scores: the field in the role `statement`; where that
        /// is not bound, the title says it.
        pub statement: Option<String>,
        /// What it means.
        pub description: Option<String>,
        /// What the lowest score looks like: the role `answer_low`.
        pub low: Option<String>,
        /// What the highest score looks like: the role `answer_high`.
        pub high: Option<String>,
        /// What helps: lessons, cases and instruments, a few of each.
        pub help: Vec<Group>,
    }
}
