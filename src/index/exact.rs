//! Titles and names as a whole: of how many words each is.

use std::collections::BTreeMap;

use super::analysis::language::LanguageData;
use super::analysis::tokens::{chunks, words};

/// Longer titles are not told apart.
const LONGEST: usize = 7;

/// The forms of these names, each with how many words the shortest name that
/// has it has. A name such as `org-09` counts as one word where its whole
/// stands, and as two where its pieces stand.
pub fn exact_names<'n>(
    names: impl Iterator<Item = &'n str>,
    language: &LanguageData,
) -> BTreeMap<String, u8> {
    let mut shortest: BTreeMap<String, u8> = BTreeMap::new();
    for name in names {
        let mut wholes = Vec::new();
        let mut pieces = Vec::new();
        for range in chunks(name) {
            let mut found = words(&name[range]);
            found.retain(|word| !language.is_stop_word(&word.form));
            let parts = found.iter().filter(|word| !word.whole).map(|word| word.form.clone());
            match found.first().filter(|word| word.whole) {
                Some(whole) => wholes.push(whole.form.clone()),
                None => wholes.extend(parts.clone()),
            }
            pieces.extend(parts);
        }
        for unit in [wholes, pieces] {
            let length = unit.len().clamp(1, LONGEST) as u8;
            for form in unit {
                let known = shortest.entry(form).or_insert(length);
                *known = length.min(*known);
            }
        }
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_words_of_the_shortest_name_that_has_a_form() {
        let (data, _) = LanguageData::read("nl", None, None);
        let exact = |names: &[&str]| {
            let found = exact_names(names.iter().copied(), &data);
            found.iter().map(|(form, length)| format!("{form} {length}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(exact(&["Een risico"]), "risico 1");
        assert_eq!(exact(&["Beheer van risico"]), "beheer 2, risico 2");
        assert_eq!(exact(&["org-09"]), "09 2, org 2, org-09 1");
        assert_eq!(exact(&["risico model", "risico"]), "model 2, risico 1");
    }
}
