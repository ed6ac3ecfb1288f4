//! Builds the model.

use std::sync::Arc;

use jiff::civil::Date;

use super::Model;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::load::Attachment;
use crate::parse::Document;

/// The day a site is built for, and whether unpublished entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Today, or the day of `--at`.
    pub day: Date,
    /// Whether drafts, scheduled and expired entries are in it, with a label.
    pub unpublished: bool,
}

/// Builds the model, with everything that is wrong in the content.
pub fn build(
    config: Arc<Config>,
    documents: Vec<Document>,
    attachments: Vec<Attachment>,
    moment: Moment,
) -> (Model, Vec<Diagnostic>) {
    let _ = (documents, attachments, moment);
    let model = Model {
        config,
        entries: Vec::new(),
        collections: Vec::new(),
        home: None,
        pages: Vec::new(),
        facets: Vec::new(),
        aliases: Vec::new(),
        withdrawn: Vec::new(),
        abbreviations: Vec::new(),
        files: Vec::new(),
    };
    (model, Vec::new())
}
