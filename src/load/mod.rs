//! Stage 2, `content/` → [`SourceTree`]: every file, sorted, with its place
//! in the site and its front matter split off.
//!
//! 1. [`walk`](load) the folder; symbolic links are refused.
//! 2. Each file gets its [`Place`] from its path: home, a page of its own, a
//!    collection's page, an article, or a file beside an article.
//! 3. Markdown is read as UTF-8, a byte order mark is dropped, and the front
//!    matter is split from the body. Nothing is parsed yet.

mod place;
mod split;
mod walk;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use place::{Place, slug_form};
pub use split::{Split, split_front_matter};
pub use walk::{
    CONTENT_FOLDER, is_passed_over, is_slug, load, load_one, load_since, place_of_path, read_text,
};

use crate::diagnostics::{Diagnostic, SourceText};
use crate::stamp::Stamp;

/// All of `content/`, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The Markdown files that were read.
    pub files: Vec<SourceFile>,
    /// The paths of those that were not, for they are known.
    pub known: Vec<String>,
    /// Path → stamp of every Markdown file on disk.
    pub stamps: BTreeMap<String, Stamp>,
    /// The other files that stand beside an article.
    pub attachments: Vec<Attachment>,
}

/// One Markdown file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the root, and the text without byte order mark.
    pub source: SourceText,
    /// Where it can be read again; `None` of what is not saved.
    pub file: Option<PathBuf>,
    /// Where it belongs in the site.
    pub place: Place,
    /// The last part of its address, from its name; empty for home and the
    /// pages of collections.
    pub slug: String,
    /// The folder (relative to the root, no last `/`) against which its
    /// relative links are read.
    pub folder: String,
    /// The front matter, if there is any.
    pub front_matter: Option<FrontMatter>,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// BLAKE3 of the file, the key under which results are kept.
    pub hash: [u8; 32],
    /// What was wrong with it as a file.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file of `content/` as somebody has it in a form, not saved yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    /// Path relative to the root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Front matter, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// TOML or YAML.
    pub format: Format,
    /// The bytes between the delimiters.
    pub range: Range<usize>,
}

/// The language of a file's front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `---`.
    Yaml,
}

/// A file that stands beside an article, such as an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Path relative to the root, with `/`.
    pub path: String,
    /// Where to read it.
    pub file: PathBuf,
    /// Length in bytes.
    pub length: u64,
}
