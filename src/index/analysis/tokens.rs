//! Words in a text.
//!
//! A chunk is a run of letters and digits, with single connectors inside it
//! (`AI-verordening`, `3:46`, `ISO/IEC`, `regio’s`). It gives its pieces and,
//! where the whole is a name of its own, the whole as well: `org-09` gives
//! `org-09`, `org` and `09`. The browser's reader cuts queries by the same
//! rules.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, is_apostrophe};

/// Longer words are no words: addresses, hashes, runs of a drawing.
pub const LONGEST_WORD: usize = 48;

/// One word of a chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The folded form.
    pub form: String,
    /// Pieces count up; a whole has the place of its first piece.
    pub place: usize,
    /// Of how many pieces it is the whole; 1 for a piece.
    pub pieces: usize,
    /// Whether it is a whole of several pieces.
    pub whole: bool,
}

/// The chunks of a text, as ranges of bytes.
pub fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let range = next_chunk(text, at)?;
        at = range.end;
        Some(range)
    })
}

/// The first chunk at or after byte `from`.
pub fn next_chunk(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(is_word)?;
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if is_word(c) {
            end = start + at + c.len_utf8();
        } else if !is_connector(c) || !rest.peek().is_some_and(|&(_, next)| is_word(next)) {
            break;
        }
    }
    Some(start..end)
}

/// The words of a chunk: pieces in order, each whole before its pieces.
pub fn words(chunk: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let sections: Vec<Vec<&str>> =
        chunk.split(is_separator).map(|section| section.split(is_hyphen).collect()).collect();
    if sections.len() > 1 && chunk.chars().any(char::is_numeric) {
        push(&mut words, chunk, 0, sections.iter().map(Vec::len).sum());
    }
    let mut place = 0;
    let mut sections_as_written = chunk.split(is_separator);
    for pieces in sections {
        let section = sections_as_written.next().unwrap_or_default();
        if pieces.len() > 1 {
            push(&mut words, section, place, pieces.len());
        }
        for piece in pieces {
            push(&mut words, piece, place, 1);
            place += 1;
        }
    }
    words
}

fn push(words: &mut Vec<Word>, text: &str, place: usize, pieces: usize) {
    let whole = pieces > 1;
    let mut form = fold(text).into_owned();
    if whole {
        // One hyphen for all: the whole is looked up by its form.
        form = form.replace(is_hyphen, "-");
    }
    // Letters beyond the basic plane sort otherwise in the browser.
    if !form.is_empty() && form.len() <= LONGEST_WORD && form.chars().all(|c| c <= '\u{FFFF}') {
        words.push(Word { form, place, pieces, whole });
    }
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

fn is_connector(c: char) -> bool {
    is_hyphen(c) || is_separator(c) || is_apostrophe(c)
}

/// Connectors that make one name of two words.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '&' | '_')
}

/// Connectors that make one name only of a number.
fn is_separator(c: char) -> bool {
    matches!(c, '/' | '.' | ':')
}

#[cfg(test)]
mod tests {
    use super::{chunks, words};

    fn cut(text: &str) -> String {
        let forms: Vec<String> =
            chunks(text).flat_map(|range| words(&text[range])).map(|word| word.form).collect();
        forms.join(" ")
    }

    #[test]
    fn cuts_words_and_keeps_names_whole() {
        assert_eq!(cut("De regio’s, samen."), "de regios samen");
        assert_eq!(cut("Kenmerk: org-09"), "kenmerk org-09 org 09");
        assert_eq!(cut("artikel 3:46 Awb"), "artikel 3:46 3 46 awb");
        assert_eq!(cut("ISO/IEC 42001"), "iso iec 42001");
        assert_eq!(cut("AI‑systeem/R&D"), "ai-systeem ai systeem r-d r d");
        assert_eq!(cut("CO₂-uitstoot"), "co2-uitstoot co2 uitstoot");
        assert_eq!(cut("- 'citaat' -"), "citaat");
    }
}
