//! What templates can read: the theme's interface. Every template gets the
//! variables of its page's struct below (each field is a variable), and on
//! every page `site` ([`Site`]), `t` (the texts of `i18n/`) and `theme` (the
//! settings of `theme.toml`).
//!
//! Every field is always there: what may be absent is empty (`none`), so that
//! `{% if article.date %}` is enough. Addresses named `url` are links without
//! a host, under the site's base path; those named `address` are absolute.
//! Days are written `2026-11-19`; the filter `date` puts them in words.
//!
//! `template.rs` names the templates and `pages.rs` the variables of each;
//! what these are made of stands in the other files, by subject.

mod entry;
mod every_page;
mod feed;
mod list;
mod pages;
mod region;
mod self_scan;
mod template;

pub use entry::*;
pub use every_page::*;
pub use feed::*;
pub use list::*;
pub use pages::*;
pub use region::*;
pub use self_scan::*;
pub use template::{PAGE_TEMPLATES, PageTemplate};

/// The variables of every page.
pub(super) const GLOBALS: &[&str] = &["site", "t", "theme"];
