//! A text file as diagnostics see it: its path, its text, places in it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A file's path and text, shared by every place in it.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceText {
    inner: Arc<Inner>,
}

#[derive(PartialEq, Eq)]
struct Inner {
    path: String,
    text: String,
}

impl SourceText {
    /// `path` is relative to the root of the site, with `/` between folders.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { inner: Arc::new(Inner { path: path.into(), text: text.into() }) }
    }

    /// The path, relative to the root of the site.
    pub fn path(&self) -> &str {
        &self.inner.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.inner.text
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
