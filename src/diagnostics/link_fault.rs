//! Why a link to another site leads to no page.

use serde::{Deserialize, Serialize};

/// Why a link to another site leads to no page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkFault {
    /// The server answers with this status.
    Status(u16),
    /// There is no host of this name.
    NoHost,
    /// No connection, or one that was broken off; the system's words.
    NoConnection(String),
    /// No answer in time.
    TimedOut,
    /// The server's certificate is not to be trusted; the library's words.
    Certificate(String),
    /// One is sent on and on.
    Circle,
    /// What is written is no address.
    BadAddress,
}
