//! What the desk answers, in JSON.

use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::store::StoreError;
use crate::desk::article::Impossible;
use crate::desk::edit::Refused;
use crate::desk::rename::NoPlan;

/// An answer in JSON. A refusal has a name in `error`, for which the page has
/// words, and what it is about in `about`.
#[derive(Debug)]
pub(super) struct Reply {
    status: StatusCode,
    body: Value,
}

impl Reply {
    pub(super) fn done(body: impl Serialize) -> Self {
        match serde_json::to_value(body) {
            Ok(body) => Self { status: StatusCode::OK, body },
            Err(_) => Self::refused(StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        }
    }

    pub(super) fn refused(status: StatusCode, error: &str) -> Self {
        Self { status, body: json!({ "error": error }) }
    }

    pub(super) fn about(status: StatusCode, error: &str, about: impl Serialize) -> Self {
        Self { status, body: json!({ "error": error, "about": about }) }
    }
}

impl From<Reply> for Response {
    fn from(reply: Reply) -> Self {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        (reply.status, kind, reply.body.to_string()).into_response()
    }
}

impl From<StoreError> for Reply {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Outside => Self::refused(StatusCode::FORBIDDEN, "outside"),
            StoreError::Missing => Self::refused(StatusCode::NOT_FOUND, "missing"),
            StoreError::Exists => Self::refused(StatusCode::CONFLICT, "exists"),
            StoreError::Changed => Self::refused(StatusCode::CONFLICT, "changed"),
            StoreError::NotText => Self::refused(StatusCode::UNPROCESSABLE_ENTITY, "not-text"),
            StoreError::System(error) => {
                Self::about(StatusCode::INTERNAL_SERVER_ERROR, "system", error.to_string())
            }
        }
    }
}

impl From<Refused> for Reply {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Unreadable => Self::refused(StatusCode::UNPROCESSABLE_ENTITY, "unreadable"),
            Refused::Key(key) => Self::about(StatusCode::UNPROCESSABLE_ENTITY, "not-safely", key),
        }
    }
}

impl From<Impossible> for Reply {
    fn from(impossible: Impossible) -> Self {
        match impossible {
            Impossible::Value(field) => Self::about(StatusCode::UNPROCESSABLE_ENTITY, "wrong-value", field),
            Impossible::Refused(refused) => refused.into(),
        }
    }
}

impl From<NoPlan> for Reply {
    fn from(no_plan: NoPlan) -> Self {
        match no_plan {
            NoPlan::NotAnArticle => Self::refused(StatusCode::UNPROCESSABLE_ENTITY, "no-address"),
            NoPlan::BadSlug => Self::refused(StatusCode::UNPROCESSABLE_ENTITY, "bad-slug"),
            NoPlan::Taken => Self::refused(StatusCode::CONFLICT, "exists"),
            NoPlan::Changed(path) => Self::about(StatusCode::CONFLICT, "changed-elsewhere", path),
            NoPlan::Refused(refused) => refused.into(),
        }
    }
}
