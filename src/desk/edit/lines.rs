//! Lines of a text, by the bytes where they begin and end.

/// Where the line of the byte `at` begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of the byte `at` ends, its line end included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The line end that a text uses: that of its first line.
pub(super) fn newline_of(text: &str) -> &'static str {
    let first = text.find('\n').unwrap_or(text.len());
    if text[..first].ends_with('\r') { "\r\n" } else { "\n" }
}

/// Whether nothing but white space and a comment stands in `rest`.
pub(super) fn is_comment(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with('#')
}
