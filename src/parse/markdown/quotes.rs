//! Single quotes as Dutch and English set them.
//!
//! pulldown-cmark pairs quotes for English: an apostrophe at the beginning of
//! a word (’s morgens, ’90) opens a pair for it as soon as anything further
//! on could close one. Here the word itself decides, and a quote opens only
//! where a closing one follows.

/// How far a quotation may run, in bytes: keeps the search for its end short.
const LONGEST: usize = 1000;

/// What the straight quote at byte `at` of `text` becomes.
pub(super) fn single_quote(text: &str, at: usize) -> &'static str {
    if opens(text, at) && closes_later(text, at + 1) { "‘" } else { "’" }
}

/// Whether a quotation can begin here.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let next = text[at + 1..].chars().next().unwrap_or(' ');
    let begins = before.is_whitespace() || "([{<\"“‘„«*_~|–—-/=".contains(before);
    begins && !next.is_whitespace() && !is_elision(&text[at + 1..])
}

/// Whether a quotation that is open can end here.
fn closes(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let next = text[at + 1..].chars().next().unwrap_or(' ');
    !before.is_whitespace() && !next.is_alphanumeric()
}

/// Whether a quotation that begins before byte `from` ends in its paragraph.
fn closes_later(text: &str, from: usize) -> bool {
    let end = text.floor_char_boundary(from.saturating_add(LONGEST));
    let mut blank = false;
    for (at, byte) in text.as_bytes()[from..end].iter().enumerate() {
        match byte {
            b'\n' if blank => return false,
            b'\n' => blank = true,
            b' ' | b'\t' | b'\r' | b'>' => {}
            b'\'' if closes(text, from + at) => return true,
            _ => blank = false,
        }
    }
    false
}

/// Whether what follows the quote is a word that lost its beginning: ’s, ’t,
/// ’n, ’m, ’k, ’r, ’90, ’tis, ’em.
fn is_elision(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let after = rest[word.len()..].chars().next();
    match word {
        // rock ’n’ roll, but the letter ‘s’.
        "n" | "N" => true,
        "s" | "t" | "m" | "k" | "r" | "S" | "T" | "M" | "K" | "R" => after != Some('\''),
        "tis" | "twas" | "em" | "ie" => after != Some('\''),
        _ => word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit()) && after != Some('\''),
    }
}

#[cfg(test)]
mod tests {
    use super::single_quote;

    /// The text with its single quotes set.
    fn set(text: &str) -> String {
        let quote = |(at, c)| if c == '\'' { single_quote(text, at).to_owned() } else { String::from(c) };
        text.char_indices().map(quote).collect()
    }

    #[test]
    fn words_that_lost_their_beginning_never_open() {
        assert_eq!(set("'s Morgens is 't koud."), "’s Morgens is ’t koud.");
        assert_eq!(set("in '90 en de foto's' rand"), "in ’90 en de foto’s’ rand");
        assert_eq!(set("de jaren '70-'80"), "de jaren ’70-’80");
        assert_eq!(set("rock 'n' roll"), "rock ’n’ roll");
        assert_eq!(set("'s-Hertogenbosch"), "’s-Hertogenbosch");
    }

    #[test]
    fn quotations_open_and_close() {
        assert_eq!(set("zeg 'goed' of ('beter')"), "zeg ‘goed’ of (‘beter’)");
        assert_eq!(set("'Zo is 't leven', zei hij"), "‘Zo is ’t leven’, zei hij");
        assert_eq!(set("\"hij zei 'ja'\""), "\"hij zei ‘ja’\"");
        assert_eq!(set("'*nadruk*' en *'s'*"), "‘*nadruk*’ en *‘s’*");
        assert_eq!(set("de letter 's'"), "de letter ‘s’");
        assert_eq!(set("'zo'n thema's'"), "‘zo’n thema’s’");
    }

    #[test]
    fn what_does_not_close_is_an_apostrophe() {
        assert_eq!(set("thema's en 'los"), "thema’s en ’los");
        assert_eq!(set("'los\n\neinde'"), "’los\n\neinde’");
    }
}
