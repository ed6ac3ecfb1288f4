//! The native search: the index → pages for a query, with the browser's
//! ranking, to the last unit.

mod linked;
mod near;
pub mod query;
mod rank;
pub mod unknown;

pub use rank::{Answer, Found, Searcher};
