//! The reader's files, from `search-index/client/`, without their comments.

use crate::script::joined;

/// Modules that are one file in a site, so that opening it is one request.
const READER: [&str; 4] = [
    include_str!("../../search-index/client/words.js"),
    include_str!("../../search-index/client/files.js"),
    include_str!("../../search-index/client/excerpt.js"),
    include_str!("../../search-index/client/reader.js"),
];

/// Loaded only for a word that the site does not use.
const UNKNOWN: &str = include_str!("../../search-index/client/unknown.js");

/// Loaded when somebody is about to ask.
const NEAR: &str = include_str!("../../search-index/client/near.js");

/// Loaded only for quotes and words to leave out.
const PHRASES: &str = include_str!("../../search-index/client/phrases.js");

/// Loaded only once a list stands.
const DEEPER: &str = include_str!("../../search-index/client/deeper.js");

/// Name and text of each file.
pub fn client_files() -> Vec<(&'static str, String)> {
    vec![
        ("reader.js", joined(READER)),
        ("near.js", joined([NEAR])),
        ("unknown.js", joined([UNKNOWN])),
        ("phrases.js", joined([PHRASES])),
        ("deeper.js", joined([DEEPER])),
    ]
}
