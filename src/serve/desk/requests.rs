//! What the desk's page asks for, by name.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::reply::Reply;
use super::store::TextFile;
use super::{Asked, images, import, rename, save};
use crate::desk::article::{article, form_of};
use crate::desk::form::FormField;
use crate::desk::listing::listing;
use crate::desk::problems::of_file;
use crate::load::place_of_path;
use crate::model::Model;

/// Answers one request.
pub(super) fn answer(asked: &Asked) -> Reply {
    let name = asked.uri.path().rsplit('/').next().unwrap_or_default();
    let outcome = match (&asked.method, name) {
        (&Method::GET, "site") => site(asked),
        (&Method::GET, "article") => one_article(asked),
        (&Method::GET, "report") => report(asked),
        (&Method::GET, "trash") => save::trash(asked),
        (&Method::POST, "try") => save::try_out(asked),
        (&Method::POST, "save") => save::save(asked),
        (&Method::POST, "versions") => save::versions(asked),
        (&Method::POST, "new") => save::new(asked),
        (&Method::POST, "duplicate") => save::duplicate(asked),
        (&Method::POST, "delete") => save::delete(asked),
        (&Method::POST, "restore") => save::restore(asked),
        (&Method::POST, "rename-plan") => rename::show(asked),
        (&Method::POST, "rename") => rename::rename(asked),
        (&Method::POST, "upload") => images::upload(asked),
        (&Method::POST, "import") => import::import(asked),
        _ => Err(Reply::refused(StatusCode::NOT_FOUND, "unknown")),
    };
    outcome.unwrap_or_else(|refused| refused)
}

impl Asked {
    /// The site as it was last read.
    pub(super) fn model(&self) -> Result<&Arc<Model>, Reply> {
        let none = || Reply::refused(StatusCode::SERVICE_UNAVAILABLE, "no-site");
        self.moment.model.as_ref().ok_or_else(none)
    }

    /// The request's body.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Reply> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Reply::about(StatusCode::BAD_REQUEST, "bad-request", error.to_string()))
    }

    /// A parameter of the address.
    pub(super) fn parameter(&self, name: &str) -> Result<String, Reply> {
        let query = self.uri.query().unwrap_or_default();
        let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
        let decoded = value.and_then(|(_, value)| percent_decode_str(value).decode_utf8().ok());
        decoded
            .map(|value| value.into_owned())
            .ok_or_else(|| Reply::about(StatusCode::BAD_REQUEST, "bad-request", name))
    }

    /// The form of the article at this path.
    pub(super) fn form(&self, path: &str) -> Result<Vec<FormField>, Reply> {
        let config = &self.model()?.config;
        let place = place_of_path(config, path).ok_or(Reply::refused(StatusCode::FORBIDDEN, "outside"))?;
        Ok(form_of(config, place))
    }

    /// The article's file, if it is still the version that was loaded.
    pub(super) fn same_version(&self, path: &str, version: &str) -> Result<TextFile, Reply> {
        let file = self.desk.store.read_text(path)?;
        if file.version == version { Ok(file) } else { Err(Reply::refused(StatusCode::CONFLICT, "changed")) }
    }
}

/// An article by its path and the version that was loaded.
#[derive(Debug, Deserialize)]
pub(super) struct Of {
    pub(super) path: String,
    pub(super) version: String,
}

fn site(asked: &Asked) -> Result<Reply, Reply> {
    let today = jiff::Zoned::now().date();
    Ok(Reply::done(listing(asked.model()?, &asked.moment.diagnostics, today)))
}

/// What `polder report` says of the site as it was last read.
fn report(asked: &Asked) -> Result<Reply, Reply> {
    let today = jiff::Zoned::now().date();
    let report = (asked.desk.overview)(asked.model()?, today);
    report.map(Reply::done).ok_or_else(|| Reply::refused(StatusCode::SERVICE_UNAVAILABLE, "no-site"))
}

fn one_article(asked: &Asked) -> Result<Reply, Reply> {
    let path = asked.parameter("path")?;
    let form = asked.form(&path)?;
    let file = asked.desk.store.read_text(&path)?;
    Ok(Reply::done(json!({
        "path": path,
        "version": file.version,
        "article": article(&form, &file.text),
        "problems": of_file(&asked.moment.diagnostics, &path, asked.moment.language),
    })))
}
