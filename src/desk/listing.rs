//! All articles with their state, and what is wrong in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::form::{FormField, fields};
use super::problems::{Found, found};
use crate::config::CollectionId;
use crate::diagnostics::{Diagnostic, Severity};
use crate::load::{CONTENT_FOLDER, Place};
use crate::model::{Entry, Model, Review, State};

/// What the list of articles shows.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// The site's title.
    pub title: String,
    /// The path under which the site stands, from `/` to `/`.
    pub base: String,
    /// Today.
    pub today: Date,
    /// The collections, in declared order.
    pub collections: Vec<CollectionRow>,
    /// The fields of a page without a collection.
    pub page_fields: Vec<FormField>,
    /// The articles, by route.
    pub articles: Vec<ArticleRow>,
    /// What is wrong and not about an article.
    pub problems: Vec<Found>,
    /// How many errors keep the site from being published.
    pub errors: usize,
}

/// A collection.
#[derive(Debug, Clone, Serialize)]
pub struct CollectionRow {
    /// Its name.
    pub name: String,
    /// One article of it.
    pub label: String,
    /// Several.
    pub label_plural: String,
    /// Its fields.
    pub fields: Vec<FormField>,
}

/// An article, or another page with a text.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleRow {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its slug: what references to it name.
    pub slug: String,
    /// Its address on the site, with the base; nothing for a file that has
    /// none, because another page has it.
    pub url: Option<String>,
    /// Its collection.
    pub collection: Option<String>,
    /// `article`, `page`, `collection` or `home`.
    pub place: &'static str,
    /// `draft`, `scheduled`, `published`, `expired` or `unreadable`.
    pub state: &'static str,
    /// The day of a scheduled or expired article.
    pub day: Option<Date>,
    /// The day by which it should be looked at again.
    pub review_by: Option<Date>,
    /// Whether that day has passed.
    pub review_due: bool,
    /// Whether it comes soon.
    pub review_soon: bool,
    /// When it was written or last changed in substance.
    pub changed: Option<Date>,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

/// Lists everything.
pub fn listing(model: &Model, diagnostics: &[Diagnostic], today: Date) -> Listing {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.span.source.path()).or_default();
        match diagnostic.severity {
            Severity::Error => count.0 += 1,
            Severity::Warning => count.1 += 1,
        }
    }
    let count = |path: &str| counts.get(path).copied().unwrap_or_default();
    let mut articles: Vec<ArticleRow> =
        model.entries.iter().map(|entry| row(model, entry, today, count(&entry.path))).collect();
    let known: BTreeSet<String> = articles.iter().map(|row| row.path.clone()).collect();
    let unreadable = counts.keys().filter(|path| is_article(path) && !known.contains(**path));
    articles.extend(unreadable.map(|path| unreadable_row(model, path, count(path))));
    let language = model.config.message_language();
    let elsewhere = diagnostics.iter().filter(|diagnostic| !is_article(diagnostic.span.source.path()));
    Listing {
        title: model.config.title.clone(),
        base: model.config.base_url.path().to_owned(),
        today,
        collections: (0..model.config.collections.len())
            .map(|id| collection_row(model, CollectionId(id)))
            .collect(),
        page_fields: fields(&model.config, None),
        articles,
        problems: elsewhere.map(|diagnostic| found(diagnostic, language)).collect(),
        errors: diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count(),
    }
}

fn is_article(path: &str) -> bool {
    path.strip_prefix(CONTENT_FOLDER).is_some_and(|rest| rest.starts_with('/')) && path.ends_with(".md")
}

fn collection_row(model: &Model, id: CollectionId) -> CollectionRow {
    let collection = model.config.collection(id);
    CollectionRow {
        name: collection.name.clone(),
        label: collection.label.clone(),
        label_plural: collection.label_plural.clone(),
        fields: fields(&model.config, Some(id)),
    }
}

fn row(model: &Model, entry: &Entry, today: Date, (errors, warnings): (usize, usize)) -> ArticleRow {
    let (state, day) = match entry.state {
        State::Draft => ("draft", None),
        State::Scheduled(day) => ("scheduled", Some(day)),
        State::Expired(day) => ("expired", Some(day)),
        State::Published => ("published", None),
    };
    let collection = match entry.place {
        Place::Article(id) | Place::Collection(id) => Some(model.config.collection(id).name.clone()),
        Place::Page | Place::Home => None,
    };
    ArticleRow {
        path: entry.path.clone(),
        title: entry.title.clone(),
        slug: entry.slug.clone(),
        url: Some(model.config.base_url.link(&entry.route)),
        collection,
        place: match entry.place {
            Place::Article(_) => "article",
            Place::Page => "page",
            Place::Collection(_) => "collection",
            Place::Home => "home",
        },
        state,
        day,
        review_by: entry.review_by,
        review_due: entry.review(today) == Some(Review::Due),
        review_soon: entry.review(today) == Some(Review::Soon),
        changed: entry.updated.or(entry.date),
        errors,
        warnings,
    }
}

/// A file that is no page of the site, because its address is taken.
fn unreadable_row(model: &Model, path: &str, (errors, warnings): (usize, usize)) -> ArticleRow {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let collection = parts.first().filter(|name| model.config.collection_named(name).is_some());
    ArticleRow {
        path: path.to_owned(),
        title: parts.last().copied().unwrap_or_default().to_owned(),
        slug: String::new(),
        url: None,
        collection: collection.map(|name| (*name).to_owned()),
        place: if collection.is_some() { "article" } else { "page" },
        state: "unreadable",
        day: None,
        review_by: None,
        review_due: false,
        review_soon: false,
        changed: None,
        errors,
        warnings,
    }
}
