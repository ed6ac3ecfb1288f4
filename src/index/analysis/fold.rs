//! Folding: one spelling for what readers do not tell apart.
//!
//! Compatibility forms are taken apart (`CO₂` → `CO2`), accents and
//! apostrophes are dropped, case is lowered. The browser's reader does the
//! same with `normalize('NFKD')`; `search-index/vectors/fold.json` holds both
//! to it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of a word.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && byte != b'\'' && byte != b'`') {
        return if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
    }
    let mut folded = String::with_capacity(word.len());
    let bare: String = word.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    for c in bare.chars().flat_map(char::to_lowercase) {
        match c {
            _ if is_apostrophe(c) || is_combining_mark(c) || c.is_whitespace() => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// Whether `c` stands inside a word without being part of its spelling:
/// `zzp’er` is looked up as `zzper`, `regio's` as `regios`.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '’' | '‘' | 'ʼ' | '´')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_case_accents_compatibility_forms_and_apostrophes() {
        for (word, folded) in [
            ("Regio", "regio"),
            ("regio's", "regios"),
            ("regio’s", "regios"),
            ("coördinatie", "coordinatie"),
            ("CO₂", "co2"),
            ("ﬁnanciële", "financiele"),
            ("Ĳmuiden", "ijmuiden"),
            ("STRAẞE", "strasse"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }
}
