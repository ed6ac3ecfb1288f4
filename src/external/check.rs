//! Asks for many addresses, many hosts at once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::Outcome;
use super::client::agent;
use super::hosts::{self, Hosts};
use super::visit::Visitor;

/// How long and how much.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long one request may take.
    pub request: Duration,
    /// How long all of them together may take.
    pub whole: Duration,
    /// How long a host is left alone between two requests.
    pub pause: Duration,
    /// The longest that a busy host is waited for.
    pub longest_wait: Duration,
    /// How many hosts are asked at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(15),
            whole: Duration::from_secs(10 * 60),
            pause: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
            at_once: 16,
        }
    }
}

/// Asks for addresses; `heard` hears of each as soon as it is known. What is
/// not known when time is up is left out.
pub fn check(addresses: Vec<String>, name: &str, limits: &Limits, heard: &mut dyn FnMut(String, Outcome)) {
    let deadline = Instant::now() + limits.whole;
    let visitor = Visitor { agent: agent(name, limits.request), hosts: Hosts::default(), limits, deadline };
    let queue = Mutex::new(by_host(addresses));
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        for _ in 0..limits.at_once.max(1) {
            let (sender, queue, visitor) = (sender.clone(), &queue, &visitor);
            scope.spawn(move || {
                loop {
                    let of_host = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(of_host) = of_host else { break };
                    for address in of_host {
                        let Some(outcome) = visitor.visit(&address) else { break };
                        if sender.send((address, outcome)).is_err() {
                            break;
                        }
                    }
                }
            });
        }
        drop(sender);
        for (address, outcome) in receiver {
            heard(address, outcome);
        }
    });
}

/// The addresses of each host, the hosts with most of them first: they take
/// longest.
fn by_host(addresses: Vec<String>) -> VecDeque<Vec<String>> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for address in addresses {
        let host = Url::parse(&address).map_or_else(|_| String::new(), |url| hosts::name(&url));
        hosts.entry(host).or_default().push(address);
    }
    let mut hosts: Vec<Vec<String>> = hosts.into_values().collect();
    hosts.sort_by_key(|addresses| Reverse(addresses.len()));
    hosts.into()
}
