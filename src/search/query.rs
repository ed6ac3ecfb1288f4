//! A query as typed → words to look up.
//!
//! The browser's reader takes queries apart by the same rules
//! (`search-index/client/query.js`).

use crate::index::analysis::tokens::{Word, next_chunk, words};

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The chunks that may match, in order.
    pub chunks: Vec<Chunk>,
    /// Words that must stand next to one another as they are, as pieces.
    pub phrases: Vec<Vec<String>>,
    /// Chunks that must not be there.
    pub excluded: Vec<Chunk>,
}

/// One run of letters and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// As typed.
    pub text: String,
    /// Its words: wholes and pieces.
    pub words: Vec<Word>,
    /// Whether more letters may follow: it ends the query.
    pub unfinished: bool,
    /// Whether it stands between quotes: it is meant as it stands.
    pub quoted: bool,
}

/// Longer queries are cut off.
const LONGEST_QUERY: usize = 400;
/// More words than this are left out.
const MOST_CHUNKS: usize = 24;

/// Takes a query apart.
pub fn parse(text: &str) -> Query {
    let end = text.char_indices().nth(LONGEST_QUERY).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let mut query = Query::default();
    let mut at = 0;
    // Where the chunks of an open quote begin. What is not closed yet is no
    // phrase: its words are words like others.
    let mut phrase: Option<usize> = None;
    let mut count = 0;
    while let Some(range) = next_chunk(text, at) {
        read_quotes(&text[at..range.start], &mut phrase, &mut query);
        at = range.end;
        count += 1;
        if count > MOST_CHUNKS {
            break;
        }
        let excluded = phrase.is_none() && is_excluded(&text[..range.start]);
        let chunk = Chunk {
            text: text[range.clone()].to_owned(),
            words: words(&text[range.clone()]),
            unfinished: range.end == text.len() && !excluded,
            quoted: false,
        };
        if chunk.words.is_empty() {
            continue;
        }
        if excluded {
            query.excluded.push(chunk);
            continue;
        }
        query.chunks.push(chunk);
    }
    read_quotes(&text[at..], &mut phrase, &mut query);
    query
}

/// Opens and closes a phrase at every quote of what stands between two chunks.
fn read_quotes(between: &str, phrase: &mut Option<usize>, query: &mut Query) {
    for _ in between.chars().filter(|&c| is_quote(c)) {
        let Some(start) = phrase.take() else {
            *phrase = Some(query.chunks.len());
            continue;
        };
        let mut words = Vec::new();
        for chunk in &mut query.chunks[start..] {
            chunk.quoted = true;
            words.extend(chunk.words.iter().filter(|word| !word.whole).map(|word| word.form.clone()));
        }
        if start < query.chunks.len() {
            query.phrases.push(words);
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether what stands before a chunk ends in a `-` after a space.
fn is_excluded(before: &str) -> bool {
    before.strip_suffix('-').is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn tells_phrases_and_excluded_words_apart() {
        let query = parse("regio -Zwolle \"samen werken\" org-09");
        let texts: Vec<&str> = query.chunks.iter().map(|chunk| chunk.text.as_str()).collect();
        assert_eq!(texts, ["regio", "samen", "werken", "org-09"]);
        assert_eq!(query.excluded.len(), 1);
        assert_eq!(query.phrases, [["samen", "werken"]]);
        let quoted: Vec<bool> = query.chunks.iter().map(|chunk| chunk.quoted).collect();
        assert_eq!(quoted, [false, true, true, false]);
        assert!(query.chunks[3].unfinished);
        let open = parse("regio \"samen werk");
        assert!(open.phrases.is_empty() && open.chunks[2].unfinished && !open.chunks[2].quoted);
        assert!(!parse("regio ").chunks[0].unfinished);
    }
}
