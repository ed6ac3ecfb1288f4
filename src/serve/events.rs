//! Live reload: a script in every page follows a stream of events.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State as Given;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde::Serialize;

use super::answer::respond;
use super::content_type::content_type;
use super::state::{Moment, State};
use crate::diagnostics::MessageLanguage;

/// Where the events stand.
pub(super) const PATH: &str = "/_polder/events";
/// Where the script that follows them stands.
pub(super) const SCRIPT: &str = "/_polder/reload.js";
/// Where the panel's style stands.
pub(super) const STYLE: &str = "/_polder/preview.css";

/// What a page is told: which site there is now, and what is wrong.
#[derive(Serialize)]
struct News<'a> {
    version: &'a str,
    panel: &'a str,
}

/// Every state of the preview from now on, the present one first.
pub(super) async fn events(
    Given(state): Given<Arc<State>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = stream::unfold(state.follow(), |mut states| async move {
        loop {
            states.changed().await.ok()?;
            let Some(moment) = states.borrow_and_update().clone() else { continue };
            let news = News { version: &moment.version, panel: &moment.panel };
            let Ok(json) = serde_json::to_string(&news) else { continue };
            // A preview that was stopped is looked for twice a second.
            let event = Event::default().retry(Duration::from_millis(500)).data(json);
            return Some((Ok(event), states));
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The script.
pub(super) async fn script(request: Parts) -> Response {
    let bytes = include_bytes!("assets/reload.js");
    respond(&request, StatusCode::OK, content_type(SCRIPT), Bytes::from_static(bytes))
}

/// The panel's style.
pub(super) async fn style(request: Parts) -> Response {
    let bytes = include_bytes!("assets/preview.css");
    respond(&request, StatusCode::OK, content_type(STYLE), Bytes::from_static(bytes))
}

/// The element that loads the script. It carries the version of its page, so
/// that a page that was loaded just before a change sees that it is old.
pub(super) fn script_element(moment: &Moment) -> String {
    let (edit, desk) = match moment.language {
        MessageLanguage::Dutch => ("Bewerk deze pagina", "Redactie"),
        MessageLanguage::English => ("Edit this page", "Editors' desk"),
    };
    format!(
        r#"<script src="{SCRIPT}" data-version="{}" data-edit="{edit}" data-desk="{desk}" defer></script>"#,
        moment.version
    )
}

/// A page with the script at the end of its body.
pub(super) fn with_script(page: Bytes, moment: &Moment) -> Bytes {
    let Ok(text) = std::str::from_utf8(&page) else { return page };
    let (before, after) = text.split_at(text.rfind("</body>").unwrap_or(text.len()));
    [before, &script_element(moment), after].concat().into()
}
