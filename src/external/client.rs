//! One request to a server, and what matters of its answer.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

use crate::diagnostics::LinkFault;

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Only whether it is there.
    Head,
    /// The page itself; its text is not read.
    Get,
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// Where it sends us.
    pub(super) location: Option<String>,
    /// How long it wants to be left alone.
    pub(super) retry_after: Option<Duration>,
}

/// A client that follows nothing by itself, trusts whom the system trusts,
/// and says who it is.
pub(super) fn agent(name: &str, timeout: Duration) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider)
        .root_certs(RootCerts::PlatformVerifier)
        .build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .user_agent(name)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(timeout));
    config.build().new_agent()
}

/// Asks for an address.
pub(super) fn request(agent: &Agent, method: Method, url: &Url) -> Result<Reply, LinkFault> {
    let called = match method {
        Method::Head => agent.head(url.as_str()).call(),
        Method::Get => agent.get(url.as_str()).call(),
    };
    // The text, which may never end, goes unread with the connection.
    called.map(|response| reply(&response)).map_err(|error| fault(&error))
}

fn reply<B>(response: &Response<B>) -> Reply {
    let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::trim);
    Reply {
        status: response.status().as_u16(),
        location: header("location").map(str::to_owned),
        retry_after: header("retry-after").and_then(waiting_time),
    }
}

/// A number of seconds, or a moment.
fn waiting_time(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(until.duration_since(jiff::Timestamp::now()).try_into().unwrap_or(Duration::ZERO))
}

fn fault(error: &ureq::Error) -> LinkFault {
    match error {
        ureq::Error::HostNotFound => LinkFault::NoHost,
        ureq::Error::Timeout(_) => LinkFault::TimedOut,
        ureq::Error::Tls(reason) => LinkFault::Certificate((*reason).to_owned()),
        ureq::Error::Rustls(error) => LinkFault::Certificate(error.to_string()),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => LinkFault::BadAddress,
        ureq::Error::Io(error) => {
            match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(tls) => LinkFault::Certificate(tls.to_string()),
                None => unconnected(error.to_string()),
            }
        }
        other => LinkFault::NoConnection(other.to_string()),
    }
}

/// The system says in words alone that it knows no such host.
fn unconnected(reason: String) -> LinkFault {
    let unknown = ["Name or service not known", "nodename nor servname", "No such host is known"];
    if unknown.iter().any(|words| reason.contains(words)) {
        LinkFault::NoHost
    } else {
        LinkFault::NoConnection(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_is_not_there_is_told_from_one_that_is_silent() {
        let said = |words: &str| unconnected(format!("failed to lookup address information: {words}"));
        assert_eq!(said("Name or service not known"), LinkFault::NoHost);
        assert!(matches!(said("Temporary failure in name resolution"), LinkFault::NoConnection(_)));
    }

    #[test]
    fn a_server_says_in_seconds_or_by_the_clock_how_long_to_wait() {
        assert_eq!(waiting_time("120"), Some(Duration::from_secs(120)));
        assert_eq!(waiting_time("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(waiting_time("Mon, 21 Oct 2199 07:28:00 GMT").is_some_and(|wait| wait.as_secs() > 1_000_000));
        assert_eq!(waiting_time("straks"), None);
    }
}
