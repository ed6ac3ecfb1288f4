//! One address: asked for until there is an answer that says something.

use std::time::{Duration, Instant};

use ureq::Agent;
use url::Url;

use super::Outcome;
use super::check::Limits;
use super::client::{Method, Reply, request};
use super::hosts::Hosts;
use crate::diagnostics::LinkFault;

/// How often we are sent on before it is a circle.
const MOST_REDIRECTS: usize = 10;
/// How often a busy server is asked again.
const MOST_RETRIES: u32 = 2;
/// How long a busy server is left alone that does not say how long.
const BUSY: Duration = Duration::from_secs(5);

/// What every visit shares.
pub(super) struct Visitor<'v> {
    pub(super) agent: Agent,
    pub(super) hosts: Hosts,
    pub(super) limits: &'v Limits,
    pub(super) deadline: Instant,
}

/// What to do after an answer.
enum Step {
    End(Outcome),
    /// Ask for the page itself.
    Get,
    /// Ask again, after the pause that the host got.
    Again,
    /// Ask elsewhere.
    Follow {
        to: Url,
        for_good: bool,
    },
}

impl Visitor<'_> {
    /// What an address turns out to be; `None` when there was no time left.
    pub(super) fn visit(&self, address: &str) -> Option<Outcome> {
        let Ok(start) = Url::parse(address) else { return Some(fails(LinkFault::BadAddress)) };
        let (mut url, mut method, mut retries, mut redirects) = (start, Method::Head, 0, 0);
        // Where it is for good, as long as nobody sent us on for now only.
        let (mut moved, mut for_good_so_far) = (None, true);
        loop {
            let reply = self.hosts.in_turn(&url, self.deadline, || {
                let reply = request(&self.agent, method, &url);
                let pause = self.pause_after(&reply, retries);
                (reply, pause)
            })?;
            match self.step(&url, method, retries, reply) {
                Step::End(Outcome::Works) => {
                    return Some(moved.map_or(Outcome::Works, |to| Outcome::Moved { to }));
                }
                Step::End(outcome) => return Some(outcome),
                Step::Get => method = Method::Get,
                Step::Again => retries += 1,
                Step::Follow { to, for_good } => {
                    redirects += 1;
                    if redirects > MOST_REDIRECTS || to == url {
                        return Some(fails(LinkFault::Circle));
                    }
                    for_good_so_far &= for_good;
                    if for_good_so_far {
                        moved = Some(to.to_string());
                    }
                    (url, method) = (to, Method::Head);
                }
            }
        }
    }

    fn step(&self, url: &Url, method: Method, retries: u32, reply: Result<Reply, LinkFault>) -> Step {
        let reply = match reply {
            Ok(reply) => reply,
            // Some servers hang up on HEAD, or never answer it.
            Err(LinkFault::TimedOut | LinkFault::NoConnection(_)) if method == Method::Head => {
                return Step::Get;
            }
            Err(fault) => return Step::End(fails(fault)),
        };
        match (reply.status, reply.location.as_deref()) {
            (200..=299, _) => Step::End(Outcome::Works),
            (status @ (301 | 302 | 303 | 307 | 308), Some(location)) => match url.join(location) {
                Ok(to) if matches!(to.scheme(), "http" | "https") => {
                    Step::Follow { to, for_good: matches!(status, 301 | 308) }
                }
                _ => Step::End(fails(LinkFault::Status(status))),
            },
            _ if is_busy(&reply) => {
                let wait = reply.retry_after.unwrap_or(BUSY);
                if retries < MOST_RETRIES && wait <= self.limits.longest_wait {
                    return Step::Again;
                }
                Step::End(Outcome::Refused { status: reply.status })
            }
            _ if method == Method::Head => Step::Get,
            // What a server says to programs that it would not say to readers.
            (status @ (401 | 403 | 406 | 407 | 451 | 999), _) => Step::End(Outcome::Refused { status }),
            (status, _) => Step::End(fails(LinkFault::Status(status))),
        }
    }

    /// How long to leave the host alone: longer when it is busy.
    fn pause_after(&self, reply: &Result<Reply, LinkFault>, retries: u32) -> Duration {
        match reply {
            Ok(reply) if is_busy(reply) => {
                let wait = reply.retry_after.unwrap_or(BUSY * 2_u32.pow(retries));
                wait.min(self.limits.longest_wait).max(self.limits.pause)
            }
            _ => self.limits.pause,
        }
    }
}

fn is_busy(reply: &Reply) -> bool {
    reply.status == 429 || (reply.status == 503 && reply.retry_after.is_some())
}

fn fails(fault: LinkFault) -> Outcome {
    Outcome::Fails { fault }
}
