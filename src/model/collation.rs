//! The order of titles in a list, as a Dutch or English dictionary has it.

use unicode_normalization::UnicodeNormalization;

/// A key that orders text without regard to case, accents and punctuation,
/// and numbers by their value (`Les 2` before `Les 10`).
pub fn collation_key(text: &str) -> String {
    // Most titles are of letters that have nothing to take apart.
    if text.is_ascii() {
        return key_of(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    key_of(text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase))
}

fn key_of(folded: impl Iterator<Item = char>) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in folded.chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            // The number of digits goes first: with leading zeroes away,
            // the longer number is the greater.
            let number = digits.trim_start_matches('0');
            key.push_str(&format!("{:03}{number}", number.len().min(999)));
            digits.clear();
        }
        if c.is_alphanumeric() {
            key.push(c);
        } else if c.is_whitespace() && !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::collation_key;

    #[test]
    fn orders_as_a_dictionary_does() {
        let mut titles = ["Zeeland", "één", "’s-Gravenhage", "Les 10", "Les 2", "Eemland"];
        titles.sort_by_key(|title| collation_key(title));
        assert_eq!(titles, ["Eemland", "één", "Les 2", "Les 10", "’s-Gravenhage", "Zeeland"]);
    }
}
