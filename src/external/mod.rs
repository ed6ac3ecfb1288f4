//! Links to other sites: found in the articles, asked for on request, never
//! by a build.
//!
//! 1. [`find`](mod@find): every external address with its place, from texts
//!    and from fields of type `url`.
//! 2. [`Answers`] is what was heard before, kept in `.polder/` with the
//!    moment; what works is believed for a week, what fails for an hour.
//! 3. [`check()`] asks for the rest: many hosts at once, each host one request
//!    at a time ([`hosts`]), each address as [`visit`] says.
//! 4. [`Hearing`] takes the answers in, unless nobody at all answers.
//! 5. [`diagnostics`] says what is wrong, at every place that links there.

mod answers;
mod check;
mod client;
mod find;
mod hearing;
mod hosts;
mod visit;

pub use answers::{Answer, Answers, Outcome};
pub use check::{Limits, check};
pub use find::{ExternalLink, find};
pub use hearing::Hearing;

use crate::diagnostics::{Diagnostic, Problem};

/// What is wrong with these links by the answers that were heard.
pub fn diagnostics(links: &[ExternalLink], answers: &Answers) -> Vec<Diagnostic> {
    let diagnostic = |link: &ExternalLink| {
        let address = link.address.clone();
        let problem = match &answers.of(&link.asked)?.outcome {
            Outcome::Works => return None,
            Outcome::Moved { to } => Problem::ExternalLinkMoved { address, to: link.with_fragment(to) },
            Outcome::Refused { status } => Problem::ExternalLinkRefused { address, status: *status },
            Outcome::Fails { fault } => Problem::ExternalLink { address, fault: fault.clone() },
        };
        Some(Diagnostic::new(problem, link.span.clone()))
    };
    links.iter().filter_map(diagnostic).collect()
}
