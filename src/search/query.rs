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
    /// Words that must stand next to one another, as pieces.
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
    let mut phrase: Option<Vec<String>> = None;
    let mut count = 0;
    while let Some(range) = next_chunk(text, at) {
        let between = &text[at..range.start];
        for _ in between.chars().filter(|&c| is_quote(c)) {
            phrase = match phrase.take() {
                None => Some(Vec::new()),
                Some(done) => {
                    push_phrase(&mut query, done);
                    None
                }
            };
        }
        at = range.end;
        count += 1;
        if count > MOST_CHUNKS {
            break;
        }
        let excluded = phrase.is_none() && is_excluded(&text[..range.start]);
        let chunk = Chunk {
            text: text[range.clone()].to_owned(),
            words: words(&text[range.clone()]),
            unfinished: range.end == text.len() && phrase.is_none() && !excluded,
        };
        if chunk.words.is_empty() {
            continue;
        }
        if excluded {
            query.excluded.push(chunk);
            continue;
        }
        if let Some(words) = &mut phrase {
            words.extend(chunk.words.iter().filter(|word| !word.whole).map(|word| word.form.clone()));
        }
        query.chunks.push(chunk);
    }
    if let Some(done) = phrase {
        push_phrase(&mut query, done);
    }
    query
}

fn push_phrase(query: &mut Query, words: Vec<String>) {
    if words.len() > 1 {
        query.phrases.push(words);
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
        assert!(query.chunks[3].unfinished);
        assert!(!parse("regio ").chunks[0].unfinished);
    }
}
