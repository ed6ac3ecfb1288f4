//! The words for what an import has to say, in each language polder speaks to
//! editors. Two functions over the same kinds: one without words in either
//! language does not compile.

mod en;
mod nl;

use super::note::Note;
use super::refusal::Refusal;
use crate::diagnostics::MessageLanguage;

/// What a note says: a sentence, and the texts that it is about, to be listed
/// below it.
pub fn note_words(note: &Note, language: MessageLanguage) -> (String, Vec<String>) {
    let sentence = match language {
        MessageLanguage::Dutch => nl::note(note),
        MessageLanguage::English => en::note(note),
    };
    let texts = note.texts.iter().filter(|text| !text.is_empty()).cloned().collect();
    (sentence, texts)
}

/// Why a file cannot be imported, and the way out.
pub fn refusal_words(refusal: &Refusal, language: MessageLanguage) -> (String, String) {
    match language {
        MessageLanguage::Dutch => nl::refusal(refusal),
        MessageLanguage::English => en::refusal(refusal),
    }
}

/// A number with its noun.
fn many(times: usize, one: &str, several: &str) -> String {
    format!("{times} {}", if times == 1 { one } else { several })
}
