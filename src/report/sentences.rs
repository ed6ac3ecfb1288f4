//! A text in sentences, and how hard it reads.

/// The sentences of a text of one block a line.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(of_block).filter(|sentence| words(sentence).next().is_some()).collect()
}

/// The words of a text: what has a letter or a digit in it.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// What ends in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "art.", "bijv.", "bv.", "ca.", "dhr.", "dr.", "drs.", "e.g.", "enz.", "etc.", "evt.", "excl.", "i.e.",
    "incl.", "ing.", "ir.", "jl.", "max.", "mevr.", "min.", "mr.", "nl.", "nr.", "o.a.", "p.", "prof.",
    "resp.", "st.", "vgl.", "zgn.",
];

fn of_block(block: &str) -> Vec<&str> {
    let (mut sentences, mut start) = (Vec::new(), 0);
    let mut words = block.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let Some(next) = words.peek() else { break };
        let bare = word.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
        let lower = bare.trim_start_matches(['(', '"', '“', '‘']).to_lowercase();
        let is_initial = lower.chars().filter(|c| c.is_alphabetic()).count() == 1 && lower.ends_with('.');
        let ends = bare.ends_with(['.', '!', '?', '…'])
            && !ABBREVIATIONS.contains(&lower.as_str())
            && !is_initial
            && !next.starts_with(char::is_lowercase);
        if ends {
            // Both are slices of the block.
            let end = word.as_ptr() as usize - block.as_ptr() as usize + word.len();
            sentences.push(block[start..end].trim());
            start = end;
        }
    }
    sentences.push(block[start..].trim());
    sentences
}

/// How easily a text reads, from 0 (hard) to 100 (easy): for Dutch by Douma,
/// for English by Flesch. `None` for another language, and for a text so
/// short that the number would say nothing.
pub(super) fn ease(language: &str, sentences: &[&str]) -> Option<f64> {
    const LEAST_WORDS: usize = 100;
    let all = sentences.iter().flat_map(|sentence| words(sentence));
    let (mut count, mut syllables) = (0_usize, 0_usize);
    for word in all {
        count += 1;
        syllables += syllables_of(word);
    }
    if count < LEAST_WORDS {
        return None;
    }
    let a_word = syllables as f64 / count as f64;
    let a_sentence = count as f64 / sentences.len() as f64;
    let score = match language.split('-').next()? {
        "nl" => 206.84 - 77.0 * a_word - 0.93 * a_sentence,
        "en" => 206.835 - 84.6 * a_word - 1.015 * a_sentence,
        _ => return None,
    };
    Some(score.clamp(0.0, 100.0).round())
}

/// About how many syllables: groups of vowels, a vowel with a diaeresis
/// beginning its own.
fn syllables_of(word: &str) -> usize {
    let (mut count, mut in_vowels) = (0, false);
    for c in word.chars().flat_map(char::to_lowercase) {
        let apart = matches!(c, 'ä' | 'ë' | 'ï' | 'ö' | 'ü');
        let vowel = apart || "aeiouyáàâéèêíìîóòôúùû".contains(c);
        if vowel && (apart || !in_vowels) {
            count += 1;
        }
        in_vowels = vowel || (c == 'j' && in_vowels);
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_say_so() {
        let text = "Dit is één zin, o.a. over J. Jansen en art. 7. Dit de tweede! (En de derde?) “Vierde.”\nEen los blok\n—";
        assert_eq!(
            sentences(text),
            [
                "Dit is één zin, o.a. over J. Jansen en art. 7.",
                "Dit de tweede!",
                "(En de derde?)",
                "“Vierde.”",
                "Een los blok"
            ]
        );
        assert_eq!(sentences("Versie 2.0 kwam in 2019. 35 regio's deden mee.").len(), 2);
    }

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, count) in [
            ("regio", 2),
            ("samenwerking", 4),
            ("coördinatie", 5),
            ("wij", 1),
            ("bijeen", 1),
            ("mbo", 1),
            ("2019", 1),
        ] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }

    #[test]
    fn short_words_in_short_sentences_read_more_easily() {
        let ease = |sentence: &str| {
            let all = vec![sentence; 40];
            ease("nl", &all)
        };
        let easy = ease("Wij gaan aan het werk.");
        let hard = ease("Beleidsontwikkeling vereist interdepartementale samenwerkingsovereenkomsten.");
        assert!(easy > hard && easy > Some(80.0) && hard < Some(20.0), "{easy:?} {hard:?}");
        assert_eq!(super::ease("nl", &["Kort."]), None);
        assert_eq!(super::ease("fr", &["un mot"; 200]), None);
    }
}
