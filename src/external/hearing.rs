//! Answers as they come in. Until one of them came from a server, it may be
//! this machine that is not connected.

use std::collections::BTreeSet;

use jiff::Timestamp;
use url::Url;

use super::{Answers, Outcome, hosts};
use crate::diagnostics::LinkFault;

/// From so many hosts that cannot be reached, and not one that can, it is not
/// the hosts.
const HOSTS: usize = 3;

/// Takes answers in.
#[derive(Default)]
pub struct Hearing {
    /// What no server said, so far.
    doubtful: Vec<(String, Outcome, Timestamp)>,
    reached: bool,
}

impl Hearing {
    /// One answer.
    pub fn hear(&mut self, answers: &mut Answers, asked: String, outcome: Outcome, at: Timestamp) {
        let unreached = matches!(
            outcome,
            Outcome::Fails { fault: LinkFault::NoHost | LinkFault::NoConnection(_) | LinkFault::TimedOut }
        );
        self.reached |= !unreached;
        self.doubtful.push((asked, outcome, at));
        if self.reached {
            self.believe(answers);
        }
    }

    /// That was all: whether this machine is not connected. Then nothing was
    /// learnt about the links.
    pub fn end(mut self, answers: &mut Answers) -> bool {
        let host = |asked: &str| Url::parse(asked).map(|url| hosts::name(&url)).ok();
        let hosts: BTreeSet<String> = self.doubtful.iter().filter_map(|(asked, ..)| host(asked)).collect();
        let offline = !self.reached && hosts.len() >= HOSTS;
        if !offline {
            self.believe(answers);
        }
        offline
    }

    fn believe(&mut self, answers: &mut Answers) {
        for (asked, outcome, at) in self.doubtful.drain(..) {
            answers.add(asked, outcome, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offline(outcomes: &[(&str, Outcome)]) -> (bool, bool) {
        let (mut hearing, mut answers) = (Hearing::default(), Answers::default());
        for (asked, outcome) in outcomes {
            hearing.hear(&mut answers, (*asked).to_owned(), outcome.clone(), Timestamp::UNIX_EPOCH);
        }
        let offline = hearing.end(&mut answers);
        (offline, outcomes.iter().all(|(asked, _)| answers.of(asked).is_some()))
    }

    #[test]
    fn when_nobody_at_all_answers_it_is_not_the_links() {
        let gone = || Outcome::Fails { fault: LinkFault::NoHost };
        let missing = Outcome::Fails { fault: LinkFault::Status(404) };
        let three = [("https://a/", gone()), ("https://b/", gone()), ("https://c/", gone())];
        assert_eq!(offline(&three), (true, false));
        assert_eq!(offline(&three[..2]), (false, true));
        assert_eq!(offline(&[three.as_slice(), &[("https://d/", missing)]].concat()), (false, true));
        let one_host = ["https://a/1", "https://a/2", "https://a/3"].map(|asked| (asked, gone()));
        assert_eq!(offline(&one_host), (false, true));
    }
}
