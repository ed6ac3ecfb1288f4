//! `theme.toml`: what a theme lets a site set, and the site's own
//! `theme.toml` in its root, which sets it. So a house style is one small
//! file, and the theme itself need not be copied.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::fault::template_fault;
use super::files::{ThemeFiles, of_site_file, start_of};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, SourceText, nearest};

/// The file's name, in a theme and in the root of a site.
const FILE_NAME: &str = "theme.toml";

/// A theme's `theme.toml`, or a site's.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Manifest {
    /// The theme's name, for people.
    name: String,
    /// What it is.
    description: String,
    /// Its licence.
    license: String,
    /// What templates can read as `theme`.
    settings: toml::Table,
    /// Custom properties of the style sheet, such as `--utrecht-link-color`.
    tokens: toml::Table,
    /// The same where the reader's screen is dark.
    tokens_dark: toml::Table,
    /// Scripts that are published as one file: name → modules.
    scripts: BTreeMap<String, Vec<String>>,
}

/// What both files say together.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// What templates can read as `theme`.
    pub(super) values: toml::Table,
    /// What is put at the end of the style sheet; often nothing.
    pub(super) style: String,
    /// Scripts that are published as one file: name → modules.
    pub(super) scripts: BTreeMap<String, Vec<String>>,
}

/// Reads the theme's file, then the site's own over it.
pub(super) fn read(theme: &ThemeFiles, config: &Config, faults: &mut Vec<Diagnostic>) -> Settings {
    let Some(file) = theme.get(FILE_NAME) else {
        faults.push(template_fault("the theme has no theme.toml", start_of(FILE_NAME)));
        return Settings::default();
    };
    let of_theme = file.text(faults).and_then(|source| Some((parse(&source, faults)?, source)));
    let of_site = of_site_file(config, FILE_NAME, faults)
        .and_then(|file| file.text(faults))
        .and_then(|source| Some((parse(&source, faults)?, source)));
    let mut settings = Settings::default();
    for (manifest, source) in [of_theme, of_site].into_iter().flatten() {
        let is_theme = settings.values.is_empty();
        for (key, value) in &manifest.settings {
            let known = settings.values.get(key);
            if is_theme || known.is_some_and(|known| known.same_type(value)) {
                settings.values.insert(key.clone(), value.clone());
            } else {
                let message = match known {
                    Some(known) => format!("the setting `{key}` is a {}", known.type_str()),
                    None => unknown(key, &settings.values),
                };
                faults.push(template_fault(message, place_of(key, &source)));
            }
        }
        push_tokens(&mut settings.style, &manifest, &source, faults);
        settings.scripts.extend(manifest.scripts);
    }
    settings
}

fn parse(source: &SourceText, faults: &mut Vec<Diagnostic>) -> Option<Manifest> {
    match toml::from_str::<Manifest>(source.text()) {
        Ok(manifest) => Some(manifest),
        Err(error) => {
            faults.push(template_fault(error.message(), source.span(error.span().unwrap_or(0..0))));
            None
        }
    }
}

fn unknown(key: &str, known: &toml::Table) -> String {
    let hint = nearest(key, known.keys().map(String::as_str));
    let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("the theme has no setting `{key}`{hint}")
}

/// Writes the custom properties as rules that come after the theme's own.
fn push_tokens(style: &mut String, manifest: &Manifest, source: &SourceText, faults: &mut Vec<Diagnostic>) {
    for (tokens, start, end) in [
        (&manifest.tokens, ":root{", "}\n"),
        (&manifest.tokens_dark, "@media screen and (prefers-color-scheme:dark){:root{", "}}\n"),
    ] {
        let mut rules = String::new();
        for (name, value) in tokens {
            match value.as_str().filter(|value| is_token(name, value)) {
                // Writing to a text does not fail.
                Some(value) => drop(write!(rules, "{name}:{value};")),
                None => {
                    let message = format!("`{name}` is no custom property: write `--name = \"value\"`");
                    faults.push(template_fault(message, place_of(name, source)));
                }
            }
        }
        if !rules.is_empty() {
            style.push_str(start);
            style.push_str(&rules);
            style.push_str(end);
        }
    }
}

/// A name and a value that cannot end the rule they stand in.
fn is_token(name: &str, value: &str) -> bool {
    let letters = name.strip_prefix("--").unwrap_or_default();
    !letters.is_empty()
        && letters.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        && !value.trim().is_empty()
        && !value.contains([';', '{', '}', '\\', '<', '\n', '\r'])
        && !value.contains("/*")
}

/// Where a key stands in a file.
fn place_of(key: &str, source: &SourceText) -> crate::diagnostics::Span {
    let text = source.text();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().trim_start_matches('"').starts_with(key) {
            return source.span(start + indent..start + indent + key.len());
        }
        start += line.len();
    }
    source.span(0..0)
}
