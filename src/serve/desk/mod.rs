//! The desk: where editors find, write and rename articles, at `/_polder/` in
//! the preview.
//!
//! [`page`] is what a browser loads; [`requests`] what that asks for, in
//! JSON; [`store`] the files. What a change is, is for `desk` at the top of
//! the program to say: pure functions, without a server.
//!
//! Only pages of this run may ask: they carry a random token that no other
//! site can read, and a request that changes anything says where it comes
//! from.

mod images;
mod import;
mod page;
mod rename;
mod reply;
mod requests;
mod save;
mod store;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State as Given};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{any, get};
use tokio::task::spawn_blocking;

pub(super) use page::PATH;

use self::reply::Reply;
use self::store::Store;
use super::state::{Moment, State};
use super::{Builder, Overview};
use crate::site::{Content, SitePath};

/// The largest request in JSON: no article is longer.
const MOST_JSON: usize = 8 << 20;
/// The largest file that is taken: what the import takes.
const MOST_FILE: usize = crate::import::LARGEST_FILE;
/// The header with the token.
const TOKEN: &str = "x-polder-token";

/// What the desk works with.
pub(super) struct Desk {
    state: Arc<State>,
    build: Arc<Builder>,
    overview: Overview,
    store: Store,
    token: String,
    port: u16,
    /// The pictures of the site as it was last tried out: those of a text
    /// that is not saved are on no other page.
    pictures: Mutex<BTreeMap<SitePath, Content>>,
}

impl Desk {
    /// The desk of a site; `None` when the system has no random numbers.
    pub(super) fn new(
        root: &Path,
        state: Arc<State>,
        build: Arc<Builder>,
        overview: Overview,
        port: u16,
    ) -> Option<Self> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random).ok()?;
        let token = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let store = Store::new(root);
        Some(Self { state, build, overview, store, token, port, pictures: Mutex::default() })
    }
}

impl Desk {
    /// A picture of the site as it was last tried out.
    fn picture(&self, path: &SitePath) -> Option<Content> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }
}

/// The addresses of the desk.
pub(super) fn router(desk: Arc<Desk>) -> Router {
    Router::new()
        .route(page::PATH, get(page::page))
        .route("/_polder/desk/{file}", get(page::file))
        .route("/_polder/tried/{*path}", get(page::picture))
        .route("/_polder/api/{name}", any(answer))
        .with_state(desk)
}

/// One request of the desk's page.
struct Asked {
    desk: Arc<Desk>,
    moment: Moment,
    method: Method,
    uri: Uri,
    body: Bytes,
}

async fn answer(Given(desk): Given<Arc<Desk>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let changes = !matches!(parts.method, Method::GET | Method::HEAD);
    if !may_ask(&desk, &parts.headers, changes) {
        return Reply::refused(StatusCode::FORBIDDEN, "foreign").into();
    }
    let is_json = content_type(&parts.headers) == "application/json";
    let most = if is_json { MOST_JSON } else { MOST_FILE };
    let Ok(body) = to_bytes(body, most).await else {
        return Reply::refused(StatusCode::PAYLOAD_TOO_LARGE, "too-large").into();
    };
    let Some(moment) = desk.state.now().await else {
        return Reply::refused(StatusCode::SERVICE_UNAVAILABLE, "stopping").into();
    };
    let asked = Asked { desk, moment, method: parts.method, uri: parts.uri, body };
    match spawn_blocking(move || requests::answer(&asked)).await {
        Ok(reply) => reply.into(),
        Err(_) => Reply::refused(StatusCode::INTERNAL_SERVER_ERROR, "failed").into(),
    }
}

/// Whether a request comes from the desk's own page. A form of another site
/// can send neither the token nor these content types.
fn may_ask(desk: &Desk, headers: &HeaderMap, changes: bool) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text(TOKEN) != Some(&desk.token) {
        return false;
    }
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return false;
    }
    let origin = text(header::ORIGIN.as_str());
    let is_ours = |origin: &str| {
        origin.strip_prefix("http://").is_some_and(|host| super::guard::is_our_name(host, desk.port))
    };
    match origin {
        Some(origin) if !is_ours(origin) => false,
        None if changes => false,
        _ => !changes || matches!(content_type(headers), "application/json" | "application/octet-stream"),
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim()
}
