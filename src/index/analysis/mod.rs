//! Analysis: from a text to the words that it is found by.
//!
//! 1. [`tokens`] cuts a text into words; names keep their whole.
//! 2. [`fold`](mod@fold) gives every word one spelling.
//! 3. [`stem`] gives its inflections one stem.
//! 4. [`compounds`] finds the words in a word.
//!
//! [`language`] holds what rules cannot know. The browser does the first two
//! steps only: it gets the site's words with what they find.

pub mod compounds;
pub mod fold;
pub mod language;
mod snowball;
pub mod stem;
pub mod tokens;
mod verbs;

#[cfg(test)]
mod vectors;
