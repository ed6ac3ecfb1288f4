//! The desk's page, its style and its scripts.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State as Given};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use tokio::task::spawn_blocking;

use super::Desk;
use crate::diagnostics::MessageLanguage;
use crate::serve::answer::respond;
use crate::serve::content_type::content_type;
use crate::serve::panel;
use crate::serve::state::Shown;
use crate::site::{Site, SitePath};

/// Where the desk stands.
pub(in crate::serve) const PATH: &str = "/_polder/";

const PAGE: &str = include_str!("../assets/desk/desk.html");

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The desk's files, by name.
        const FILES: &[(&str, &[u8])] = &[
            ("icon.svg", include_bytes!("../../../themes/polder/static/icon.svg")),
            $(($name, include_bytes!(concat!("../assets/desk/", $name)))),*
        ];
    };
}

files!(
    "desk.css",
    "desk.js",
    "api.js",
    "conflict.js",
    "dialogs.js",
    "editor.js",
    "element.js",
    "fields.js",
    "list.js",
    "picker.js",
    "preview.js",
    "review.js",
    "toolbar.js",
    "words.js",
    "nl.js",
    "en.js",
);

/// The page. It carries the token of this run, which no other site can read.
pub(super) async fn page(Given(desk): Given<Arc<Desk>>, request: Parts) -> Response {
    let language = match desk.state.now().await.map(|moment| moment.language) {
        Some(MessageLanguage::English) => "en",
        _ => "nl",
    };
    let page = PAGE.replace("{{language}}", language).replace("{{token}}", &desk.token);
    respond(&request, StatusCode::OK, panel::TYPE, page.into())
}

/// One of its files.
pub(super) async fn file(Path(name): Path<String>, request: Parts) -> Response {
    match FILES.iter().find(|(known, _)| *known == name) {
        Some((name, bytes)) => {
            respond(&request, StatusCode::OK, content_type(name), Bytes::from_static(bytes))
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A picture of the site as it was last tried out.
pub(super) async fn picture(
    Given(desk): Given<Arc<Desk>>,
    Path(path): Path<String>,
    request: Parts,
) -> Response {
    let found = SitePath::new(path).and_then(|path| desk.picture(&path).map(|content| (path, content)));
    let Some((path, content)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let alone = Site { files: [(path.clone(), content)].into(), ..Site::default() };
    let made = spawn_blocking(move || {
        let kind = content_type(path.as_str());
        Shown::alone(alone, "/".to_owned()).content(&path).ok().map(|bytes| (kind, bytes))
    });
    match made.await {
        Ok(Some((kind, bytes))) => respond(&request, StatusCode::OK, kind, bytes),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
