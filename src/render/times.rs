//! How long each page took to make, for who asks: `polder build --timings`.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::model::Route;

/// The name under which the pictures of shared links are counted, which have
/// no template.
pub(super) const SHARE_IMAGE: &str = "share_image";

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageTime {
    /// Where it stands.
    pub route: Route,
    /// The template it was made with, or `share_image`.
    pub template: &'static str,
    /// How long one thread was making it, from model to bytes.
    pub duration: Duration,
}

impl PageTime {
    /// Whether it is a page and not a picture of one.
    pub fn is_page(&self) -> bool {
        self.template != SHARE_IMAGE
    }
}

/// Gathers the times of pages from all threads that make some.
#[derive(Debug, Default)]
pub struct PageTimes(Mutex<Vec<PageTime>>);

impl PageTimes {
    /// Makes a page and remembers how long that took.
    pub(super) fn of<T>(&self, route: &str, make: impl FnOnce() -> (&'static str, T)) -> T {
        let start = Instant::now();
        let (template, made) = make();
        let time = PageTime { route: route.to_owned(), template, duration: start.elapsed() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(time);
        made
    }

    /// What was gathered so far, by route.
    pub fn gathered(&self) -> Vec<PageTime> {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        times.sort_by(|a, b| a.route.cmp(&b.route));
        times
    }
}
