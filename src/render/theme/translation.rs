//! The theme's words in the site's language, and how that language writes
//! dates and numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use tera::Value;

use super::files::{ThemeFiles, start_of};
use crate::diagnostics::{Diagnostic, Problem, SourceText};

/// One file of `i18n/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Dates and numbers.
    format: Format,
    /// The words, by key: what templates call `t`.
    texts: BTreeMap<String, Text>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    /// The names of the months.
    months: [String; 12],
    /// A date, with `{day}`, `{month}` and `{year}`.
    date: String,
    /// Between the units and the fraction of a number.
    decimal: String,
    /// Between groups of three digits, from five digits on.
    group: String,
}

/// A text, in two forms where it counts something.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Counted { one: String, other: String },
}

/// The keys that pages ask for by themselves, apart from the templates.
pub(super) const NEEDED: &[&str] = &[
    "home",
    "search",
    "saved",
    "a_to_z",
    "not_found",
    "withdrawn",
    "moved",
    "pages",
    "yes",
    "no",
    "page_number",
    "places_title",
    "places_explained",
];

impl Translation {
    /// The words for this language: `i18n/<language>.toml`, else English.
    pub(super) fn load(
        files: &ThemeFiles,
        language: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Self, SourceText)> {
        let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let names = [format!("i18n/{primary}.toml"), "i18n/en.toml".to_owned()];
        let Some(file) = names.iter().find_map(|name| files.get(name)) else {
            let message = format!("the theme has neither {} nor {}", names[0], names[1]);
            diagnostics.push(Diagnostic::new(Problem::Template { message }, start_of("theme.toml")));
            return None;
        };
        let source = file.text(diagnostics)?;
        match toml::from_str(source.text()) {
            Ok(translation) => Some((translation, source)),
            Err(error) => {
                let message = error.message().to_owned();
                let place = source.span(error.span().unwrap_or(0..0));
                diagnostics.push(Diagnostic::new(Problem::Template { message }, place));
                None
            }
        }
    }

    /// Whether there is a text of this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// The keys there are.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The text of a key; the key itself where there is none.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        match self.texts.get(key) {
            Some(Text::Plain(text) | Text::Counted { other: text, .. }) => text,
            None => key,
        }
    }

    /// All texts, as templates get them.
    pub fn value(&self) -> Value {
        let texts = self.texts.iter().map(|(key, text)| {
            let value = match text {
                Text::Plain(text) => Value::from(text.as_str()),
                Text::Counted { one, other } => {
                    Value::from(BTreeMap::from([("one", one.as_str()), ("other", other.as_str())]))
                }
            };
            (key.clone(), value)
        });
        Value::from(texts.collect::<BTreeMap<_, _>>())
    }

    /// A day in words: `19 november 2026`.
    pub fn date(&self, date: Date) -> String {
        let month = usize::try_from(date.month() - 1).ok().and_then(|month| self.format.months.get(month));
        self.format
            .date
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month.map_or("", String::as_str))
            .replace("{year}", &date.year().to_string())
    }

    /// A number: `2,5`, `12.000`. Numbers of four digits are left whole, for
    /// they are often years.
    pub fn number(&self, number: f64) -> String {
        let written = number.abs().to_string();
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let mut out = String::new();
        if number < 0.0 {
            out.push('-');
        }
        let grouped = whole.len() > 4 && whole.bytes().all(|byte| byte.is_ascii_digit());
        for (place, digit) in whole.chars().enumerate() {
            if grouped && place > 0 && (whole.len() - place).is_multiple_of(3) {
                out.push_str(&self.format.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&self.format.decimal);
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::Translation;

    const DUTCH: &str = include_str!("../../../themes/polder/i18n/nl.toml");
    const ENGLISH: &str = include_str!("../../../themes/polder/i18n/en.toml");

    fn read(text: &str) -> Translation {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn writes_dates_and_numbers_as_the_language_does() {
        let (dutch, english) = (read(DUTCH), read(ENGLISH));
        assert_eq!(dutch.date(date(2026, 11, 19)), "19 november 2026");
        assert_eq!(english.date(date(2026, 3, 1)), "1 March 2026");
        let numbers = [0.0, 35.0, 2026.0, 12000.0, -1234567.5, 2.5];
        assert_eq!(numbers.map(|n| dutch.number(n)), ["0", "35", "2026", "12.000", "-1.234.567,5", "2,5"]);
        assert_eq!(english.number(-1234567.5), "-1,234,567.5");
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let (dutch, english) = (read(DUTCH), read(ENGLISH));
        assert!(dutch.keys().eq(english.keys()));
        assert!(super::NEEDED.iter().all(|key| dutch.has(key)));
    }
}
