//! Forms of Dutch verbs that no stemmer brings together: strong verbs, and
//! participles with `ge` in the middle.

use std::collections::BTreeMap;

use super::language::LanguageData;

/// What stands before a verb and makes another of it, longest first.
const PREFIXES: [&str; 32] = [
    "tegen", "terug", "samen", "tussen", "onder", "voort", "achter", "binnen", "buiten", "over", "door",
    "vast", "voor", "neer", "toe", "aan", "bij", "mee", "ont", "her", "ver", "weg", "uit", "los", "om", "op",
    "na", "in", "af", "be", "er", "ge",
];

/// Those that do not part from their verb: its participle has no `ge`.
const FIXED: [&str; 7] = ["ont", "her", "ver", "be", "er", "ge", "over"];

/// Stems of weak verbs that end in `d` or `t` themselves.
const ENDS_SO: [&str; 20] = [
    "antwoord", "duid", "kaart", "kleed", "land", "leid", "licht", "meld", "moed", "plant", "praat", "richt",
    "rust", "start", "sticht", "stort", "test", "wacht", "wend", "wijd",
];

/// Forms of verbs → infinitives.
#[derive(Clone, Default)]
pub struct Verbs {
    forms: BTreeMap<String, String>,
    dutch: bool,
}

impl Verbs {
    /// The verbs of a language.
    pub fn new(data: &LanguageData) -> Self {
        Self { forms: data.verbs.clone(), dutch: data.language == "nl" }
    }

    /// The infinitive of a form that does not look like it, or for a weak verb
    /// the stem of both.
    pub fn infinitive(&self, word: &str) -> Option<String> {
        if !self.dutch {
            return None;
        }
        let bare = word.strip_suffix("heid").unwrap_or(word);
        if let Some(infinitive) = self.forms.get(bare) {
            return Some(infinitive.clone());
        }
        PREFIXES.iter().find_map(|prefix| {
            let form = bare.strip_prefix(prefix).filter(|form| form.len() >= 3)?;
            let known = self.forms.get(form).or_else(|| self.forms.get(&format!("-{form}")));
            let known = known
                .or_else(|| FIXED.contains(prefix).then(|| self.forms.get(&format!("ge{form}"))).flatten());
            if let Some(infinitive) = known {
                return Some(format!("{prefix}{infinitive}"));
            }
            // `uitgevoerd`: a weak participle, its verb as it is without `ge`
            // and its ending.
            let weak =
                form.strip_prefix("ge").filter(|rest| rest.len() >= 4 && rest.ends_with(['d', 't']))?;
            let stem = if ENDS_SO.contains(&weak) { weak } else { &weak[..weak.len() - 1] };
            (!FIXED.contains(prefix)).then(|| format!("{prefix}{stem}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_infinitives_behind_prefixes() {
        let (data, _) = LanguageData::read("nl", None, None);
        let verbs = Verbs::new(&data);
        for (form, infinitive) in [
            ("trok", Some("trekken")),
            ("betrok", Some("betrekken")),
            ("betrokkenheid", Some("betrekken")),
            ("aangetrokken", Some("aantrekken")),
            ("besproken", Some("bespreken")),
            ("verwees", Some("verwijzen")),
            ("uitgevoerd", Some("uitvoer")),
            ("aangemeld", Some("aanmeld")),
            ("wees", None),
            ("reden", None),
            ("aangeeft", Some("aangeven")),
            ("opgave", None),
            ("regio", None),
        ] {
            assert_eq!(verbs.infinitive(form).as_deref(), infinitive, "{form}");
        }
    }
}
