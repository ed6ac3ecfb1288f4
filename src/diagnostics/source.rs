//! A text file as diagnostics see it: its path, its text, places in it.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A file's path and text, shared by every place in it.
#[derive(Clone)]
pub struct SourceText {
    inner: Arc<Inner>,
}

struct Inner {
    path: String,
    /// The file that the text is read from when it is asked for.
    file: Option<PathBuf>,
    text: OnceLock<String>,
}

impl SourceText {
    /// `path` is relative to the root of the site, with `/` between folders.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { inner: Arc::new(Inner { path: path.into(), file: None, text: OnceLock::from(text.into()) }) }
    }

    /// A file whose text is read when it is asked for: few are, and only for
    /// what is wrong in them. One that cannot be read has none.
    pub fn of_file(path: impl Into<String>, file: &Path) -> Self {
        let inner = Inner { path: path.into(), file: Some(file.to_owned()), text: OnceLock::new() };
        Self { inner: Arc::new(inner) }
    }

    /// The path, relative to the root of the site.
    pub fn path(&self) -> &str {
        &self.inner.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        self.inner.text.get_or_init(|| {
            let bytes = self.inner.file.as_ref().and_then(|file| std::fs::read(file).ok());
            bytes.map_or_else(String::new, |bytes| decode(bytes).0)
        })
    }

    /// The place of the bytes `range`, kept within the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let end = self.floor(range.end);
        let start = self.floor(range.start).min(end);
        Span { source: self.clone(), range: start..end }
    }

    /// The nearest character boundary at or before `at`.
    fn floor(&self, at: usize) -> usize {
        self.text().floor_char_boundary(at)
    }

    /// The line and column of the byte `at`.
    pub fn position(&self, at: usize) -> Position {
        let before = &self.text()[..self.floor(at)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.path() == other.path() && (Arc::ptr_eq(&self.inner, &other.inner) || self.text() == other.text())
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SourceText({})", self.path())
    }
}

/// A range of bytes in a file, always on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: SourceText,
    /// The bytes.
    pub range: Range<usize>,
}

impl Span {
    /// The line and column where the span begins.
    pub fn position(&self) -> Position {
        self.source.position(self.range.start)
    }
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The text of a file without byte order mark; where it is not UTF-8, with
/// marks in the place of what could not be read, and the first such byte.
pub fn decode(bytes: Vec<u8>) -> (String, Option<(usize, u8)>) {
    let without_mark = |text: String| match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (without_mark(text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let text = without_mark(String::from_utf8_lossy(error.as_bytes()).into_owned());
            let at = if error.as_bytes().starts_with(b"\xef\xbb\xbf") { at.saturating_sub(3) } else { at };
            (text, Some((at, byte)))
        }
    }
}
