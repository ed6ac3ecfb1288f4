//! From a request to an answer: which file it asks for, and that file.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State as Given;
use axum::http::header::{self, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tokio::task::spawn_blocking;

use super::content_type::content_type;
use super::events;
use super::panel;
use super::state::{Failure, Moment, Shown, State};
use crate::site::SitePath;

/// Answers a request for a page or file of the site.
pub(super) async fn answer(Given(state): Given<Arc<State>>, request: Parts) -> Response {
    // The state lives as long as the server: there is always a next moment.
    let Some(moment) = state.now().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let Some(shown) = moment.shown.clone() else {
        let page = panel::no_site(&moment);
        return respond(&request, StatusCode::SERVICE_UNAVAILABLE, panel::TYPE, page.into());
    };
    let mut located = locate(&request.uri, &shown);
    let (mut moment, mut shown) = (moment, shown);
    if matches!(located, Located::Later)
        && let Some(now) = state.with_search().await
    {
        if let Some(newer) = now.shown.clone() {
            (shown, moment) = (newer, now);
        }
        located = locate(&request.uri, &shown);
    }
    let answering = Answering { state, moment, shown, request };
    match located {
        Located::File(path) => answering.file(path, StatusCode::OK).await,
        Located::Elsewhere(address) => match HeaderValue::from_str(&address) {
            Ok(address) => (StatusCode::FOUND, [(header::LOCATION, address)]).into_response(),
            Err(_) => answering.missing().await,
        },
        Located::Later | Located::Nowhere => answering.missing().await,
    }
}

/// What an address leads to.
enum Located {
    File(SitePath),
    Elsewhere(String),
    /// A file of the search, which is being made.
    Later,
    Nowhere,
}

/// Finds the file of an address. Only names of files that the site has are
/// ever answered, so that no address can lead out of it.
fn locate(uri: &Uri, shown: &Shown) -> Located {
    let (path, base) = (uri.path(), shown.base_path());
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let Some(below) = path.strip_prefix(base) else {
        let is_above = path == "/" || base.strip_suffix('/') == Some(path);
        return if is_above { Located::Elsewhere(format!("{base}{query}")) } else { Located::Nowhere };
    };
    let Some(route) = decode(below) else { return Located::Nowhere };
    match SitePath::of_route(&route) {
        Some(path) if shown.has(&path) => return Located::File(path),
        Some(path) if shown.may_come(&path) => return Located::Later,
        _ => {}
    }
    let folder = SitePath::new(format!("{route}/index.html"));
    match folder.filter(|folder| shown.has(folder)) {
        Some(_) => Located::Elsewhere(format!("{path}/{query}")),
        None => Located::Nowhere,
    }
}

/// The text behind `%` and digits, decoded once. Nothing for what is no
/// text, and for a hidden `/`, which would make two addresses of one page.
fn decode(path: &str) -> Option<String> {
    let text = percent_decode_str(path).decode_utf8().ok()?;
    (text.matches('/').count() == path.matches('/').count()).then(|| text.into_owned())
}

/// A request and the site that answers it.
struct Answering {
    state: Arc<State>,
    moment: Moment,
    shown: Arc<Shown>,
    request: Parts,
}

impl Answering {
    /// The answer with the site's own page for what does not exist.
    async fn missing(self) -> Response {
        match SitePath::new("404.html").filter(|path| self.shown.has(path)) {
            Some(path) => self.file(path, StatusCode::NOT_FOUND).await,
            None => self.not_found(),
        }
    }

    /// The answer with a file of the site.
    async fn file(self, path: SitePath, status: StatusCode) -> Response {
        let kind = content_type(path.as_str());
        let shown = Arc::clone(&self.shown);
        // Making a page is work, and may mean waiting for the search index.
        match spawn_blocking(move || shown.content(&path)).await {
            Ok(Ok(bytes)) => self.whole(status, kind, bytes),
            Ok(Err(Failure::Missing)) => self.not_found(),
            Ok(Err(Failure::Wrong(diagnostics, before))) => {
                self.state.add(&self.moment, diagnostics);
                match before {
                    Some(bytes) => self.whole(status, kind, bytes),
                    None => self.wrong().await,
                }
            }
            Err(_) => self.wrong().await,
        }
    }

    fn whole(&self, status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
        let bytes = if kind == panel::TYPE { events::with_script(bytes, &self.moment) } else { bytes };
        respond(&self.request, status, kind, bytes)
    }

    fn not_found(&self) -> Response {
        let page = panel::not_found(&self.moment);
        respond(&self.request, StatusCode::NOT_FOUND, panel::TYPE, page.into())
    }

    /// The answer for what cannot be made, with the errors of now.
    async fn wrong(self) -> Response {
        let page = panel::no_page(&self.state.now().await.unwrap_or(self.moment));
        respond(&self.request, StatusCode::INTERNAL_SERVER_ERROR, panel::TYPE, page.into())
    }
}

/// An answer with its tag; without content when the browser has it already
/// or did not ask for it.
pub(super) fn respond(request: &Parts, status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let hash = blake3::hash(&bytes).to_hex();
    let tag = format!("\"{}\"", &hash.as_str()[..32]);
    let known = status == StatusCode::OK && has_tag(&request.headers, &tag);
    let length = bytes.len();
    let body = if known || request.method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    let mut response = if known { StatusCode::NOT_MODIFIED } else { status }.into_response();
    *response.body_mut() = body;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if !known {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

fn has_tag(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}
