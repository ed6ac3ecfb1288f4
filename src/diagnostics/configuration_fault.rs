//! What can be wrong in `polder.toml`.

use serde::{Deserialize, Serialize};

use super::FrontMatterFault;

/// What is wrong in `polder.toml`, beyond the kinds that articles share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfigurationFault {
    /// It does not parse.
    Syntax(FrontMatterFault),
    /// A required key is missing.
    Missing {
        /// The key.
        key: String,
    },
    /// An address that is not `http(s)://host/path/`.
    BadUrl {
        /// The address.
        value: String,
    },
    /// A name that should be lower-case letters, digits and `_`.
    BadName {
        /// The name.
        name: String,
    },
    /// A name of a collection or field that is a built-in key or address.
    ReservedName {
        /// The name.
        name: String,
    },
    /// A key that makes no sense for a field of this type.
    KeyDoesNotFit {
        /// The key.
        key: String,
        /// The field's type.
        kind: String,
    },
    /// A field that needs another key, such as `options` or `to`.
    NeedsKey {
        /// The field.
        field: String,
        /// The key it needs.
        key: String,
    },
    /// A name of something that is not declared.
    Undeclared {
        /// What was named: a collection, field, theme, language …
        name: String,
        /// The declared name most likely meant.
        nearest: Option<String>,
        /// All declared names.
        known: Vec<String>,
    },
}
