//! The port of the preview, on loopback only.

use std::io;
use std::net::{Ipv4Addr, TcpListener};

use super::error::ServeError;

const FIRST_PORT: u16 = 1313;
const LAST_PORT: u16 = 1412;

/// Listens on `wanted`, or on the first free port.
pub(super) fn listen(wanted: Option<u16>) -> Result<(TcpListener, u16), ServeError> {
    let Some(port) = wanted else {
        return (FIRST_PORT..=LAST_PORT)
            .find_map(|port| bind(port).ok())
            .map_or_else(|| bind(0).map_err(|source| ServeError::Port { port: 0, source }), Ok);
    };
    bind(port).map_err(|source| ServeError::Port { port, source })
}

fn bind(port: u16) -> io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}
