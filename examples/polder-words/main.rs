//! The words that the index makes of a text: for every line of standard input
//! one line of JSON, as `tests/search/analysis.test.mjs` compares them with
//! what the browser's reader makes of the same line.

#![allow(clippy::print_stdout)]

use std::io::BufRead;

use polder::index::analysis::tokens::{Word, chunks, words};
use polder::search::query::{Chunk, parse};
use polder::search::unknown::core;
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let query = parse(&line);
        let cut: Vec<Value> = chunks(&line).map(|range| json_of_words(&words(&line[range]))).collect();
        let cores: Vec<String> = query.chunks.iter().map(|chunk| core(&chunk.words[0].form)).collect();
        let line = json!({
            "words": cut,
            "chunks": query.chunks.iter().map(json_of_chunk).collect::<Vec<_>>(),
            "phrases": query.phrases,
            "excluded": query.excluded.iter().map(json_of_chunk).collect::<Vec<_>>(),
            "cores": cores,
        });
        println!("{line}");
    }
    Ok(())
}

fn json_of_words(words: &[Word]) -> Value {
    words.iter().map(|word| json!([word.form, word.place, word.pieces])).collect()
}

fn json_of_chunk(chunk: &Chunk) -> Value {
    json!([chunk.text, json_of_words(&chunk.words), chunk.unfinished, chunk.quoted])
}
