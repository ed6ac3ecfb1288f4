//! When an article is to be looked at again.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Entry, State};

/// How many days ahead a review is announced.
const SOON: i32 = 60;

/// How near the day of `review_by` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// It has passed.
    Due,
    /// It comes within 60 days.
    Soon,
}

impl Entry {
    /// Whether it is to be looked at again, as of `day`. What readers do not
    /// see can wait.
    pub fn review(&self, day: Date) -> Option<Review> {
        let by = self.review_by.filter(|_| self.state == State::Published)?;
        if by < day {
            Some(Review::Due)
        } else {
            (by <= day.saturating_add(SOON.days())).then_some(Review::Soon)
        }
    }
}
