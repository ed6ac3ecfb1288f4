//! What editors do to articles, as pure functions: text in, text out, facts
//! in, a plan out. Nothing here reads or writes a file.
//!
//! - [`edit`]: a file with other values or another body, and nothing else.
//! - [`form`]: the fields that an article has, as a form shows them.
//! - [`listing`]: all articles with their state and what is wrong in them.
//! - [`article`]: one article, ready to be edited.
//! - [`problems`]: what is wrong, by the field that it is about.
//! - [`rename`]: what has to change when an article gets another address.

pub mod article;
pub mod edit;
pub mod form;
pub mod listing;
pub mod problems;
pub mod rename;
