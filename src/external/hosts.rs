//! Each host is asked one thing at a time, and not at once again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

/// When a host may be asked again; held while it is being asked.
type Next = Arc<Mutex<Option<Instant>>>;

/// The hosts that were asked so far.
#[derive(Default)]
pub(super) struct Hosts {
    next: Mutex<BTreeMap<String, Next>>,
}

/// The host of an address, with its port: what is asked one at a time.
pub(super) fn name(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

impl Hosts {
    /// Asks a host when it is its turn; `None` when that is after `deadline`.
    /// `ask` says how long the host is left alone after it.
    pub(super) fn in_turn<T>(
        &self,
        url: &Url,
        deadline: Instant,
        ask: impl FnOnce() -> (T, Duration),
    ) -> Option<T> {
        let next = {
            let mut hosts = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(name(url)).or_default())
        };
        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let turn = next.unwrap_or(now);
        if turn.max(now) >= deadline {
            return None;
        }
        std::thread::sleep(turn.saturating_duration_since(now));
        let (answer, pause) = ask();
        *next = Instant::now().checked_add(pause).or(Some(deadline));
        Some(answer)
    }
}
