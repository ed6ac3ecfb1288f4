//! What an editor does to articles, as pure functions: text in, text out,
//! facts in, a plan out. Nothing here reads or writes a file.

pub mod edit;
