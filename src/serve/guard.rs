//! Turns away what is not meant for this server, and tells browsers how to
//! treat what it answers.

use std::sync::Arc;

use axum::extract::{Request, State as Given};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::desk;
use super::panel;
use super::state::State;

/// The rules under which the published site runs too, so that what breaks
/// them is seen here first.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// Lets a request through when it is for this server by name. Any website
/// can have its own name point to this machine and so read along; but the
/// browser then sends that name.
pub(super) async fn guard(
    Given((state, port)): Given<(Arc<State>, u16)>,
    request: Request,
    next: Next,
) -> Response {
    if !is_for_us(&request, port) {
        return panel::foreign_host(state.language(), port);
    }
    let changes_articles = *request.method() == Method::POST && request.uri().path().starts_with(desk::PATH);
    if !changes_articles && !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    next.run(request).await
}

fn is_for_us(request: &Request, port: u16) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let named = host.to_str().is_ok_and(|host| is_our_name(host, port));
    // A request may also carry a whole address.
    named && request.uri().authority().is_none_or(|authority| is_our_name(authority.as_str(), port))
}

/// Whether a host with port is this server.
pub(super) fn is_our_name(host: &str, port: u16) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, given)) if given == port.to_string() => name,
        // Browsers leave out the standard port.
        _ if port == 80 => host,
        _ => return false,
    };
    name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost")
}

/// The headers of every answer.
pub(super) async fn headers(mut response: Response) -> Response {
    let always: [(HeaderName, &'static str); 4] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in always {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_our_name;

    #[test]
    fn answers_to_names_of_this_machine_with_its_port() {
        for right in ["127.0.0.1:1313", "localhost:1313", "LOCALHOST:1313", "[::1]:1313"] {
            assert!(is_our_name(right, 1313), "{right}");
        }
        for wrong in ["", "localhost", "localhost:1314", "evil.example:1313", "127.0.0.1.evil.example:1313"] {
            assert!(!is_our_name(wrong, 1313), "{wrong}");
        }
        assert!(is_our_name("localhost", 80));
    }
}
