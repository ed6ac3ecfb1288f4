//! The vectors that hold Rust and JavaScript to the same words; the reader's
//! side is `tests/search/analysis.test.mjs`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fold::fold;
use super::tokens::{chunks, words};

#[derive(Deserialize)]
struct Cut {
    text: String,
    words: Vec<Vec<(String, usize, usize)>>,
}

#[test]
fn folds_and_cuts_as_the_vectors_say() -> serde_json::Result<()> {
    let folded: BTreeMap<String, String> =
        serde_json::from_str(include_str!("../../../search-index/vectors/fold.json"))?;
    for (word, expected) in &folded {
        assert_eq!(fold(word), *expected, "{word}");
    }
    let cut: Vec<Cut> = serde_json::from_str(include_str!("../../../search-index/vectors/words.json"))?;
    for Cut { text, words: expected } in &cut {
        let found: Vec<Vec<(String, usize, usize)>> = chunks(text)
            .map(|range| {
                words(&text[range]).into_iter().map(|word| (word.form, word.place, word.pieces)).collect()
            })
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
    Ok(())
}
