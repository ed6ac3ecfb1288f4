//! `polder new`: an article with every declared field, ready to fill in.

use std::fs::{File, create_dir_all};
use std::io::{ErrorKind, Write};
use std::path::Path;

use jiff::civil::Date;

use super::Outcome;
use super::report::{answer, configuration_failed, say};
use crate::config::{Collection, Config, Field, FieldKind, read};
use crate::diagnostics::{MessageLanguage, nearest};
use crate::load::{CONTENT_FOLDER, slug_form};

/// Longer names are cut between two words: an address should be readable.
const LONGEST_SLUG: usize = 80;

pub(super) fn run(root: &Path, collection: &str, title: &str, day: Date) -> Outcome {
    let config = match read(root) {
        Ok(config) => config,
        Err(error) => return configuration_failed(error),
    };
    let language = config.message_language();
    let Some(id) = config.collection_named(collection) else {
        say(&unknown_collection(&config, collection));
        return Outcome::Failed;
    };
    let schema = config.collection(id);
    let slug = short_slug(title);
    if slug.is_empty() {
        say(match language {
            MessageLanguage::Dutch => "De titel moet ten minste één letter of cijfer bevatten.",
            MessageLanguage::English => "The title needs at least one letter or digit.",
        });
        return Outcome::Failed;
    }
    let relative = format!("{CONTENT_FOLDER}/{}/{slug}.md", schema.name);
    let path = root.join(&relative);
    let bundle = root.join(CONTENT_FOLDER).join(&schema.name).join(&slug).join("index.md");
    let text = article(&config, schema, title, day);
    match write_new(&path, &bundle, &text) {
        Ok(()) => {
            answer(&path.display().to_string());
            say(&match language {
                MessageLanguage::Dutch => {
                    format!(
                        "Nieuw concept: {relative}. Vul het in en haal daarna de regel `draft = true` weg."
                    )
                }
                MessageLanguage::English => {
                    format!("A new draft: {relative}. Fill it in, then take away the line `draft = true`.")
                }
            });
            Outcome::Done
        }
        Err(error) => {
            say(&match (error.kind(), language) {
                (ErrorKind::AlreadyExists, MessageLanguage::Dutch) => {
                    format!("{relative} bestaat al. Kies een andere titel, of werk dat artikel bij.")
                }
                (ErrorKind::AlreadyExists, MessageLanguage::English) => {
                    format!("{relative} exists already. Choose another title, or edit that article.")
                }
                _ => format!("{}: {error}", path.display()),
            });
            Outcome::Failed
        }
    }
}

fn write_new(path: &Path, bundle: &Path, text: &str) -> std::io::Result<()> {
    if bundle.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = path.parent() {
        create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

fn unknown_collection(config: &Config, name: &str) -> String {
    let known: Vec<&str> = config.collections.iter().map(|collection| collection.name.as_str()).collect();
    let near = nearest(name, known.iter().copied());
    match (config.message_language(), near) {
        (MessageLanguage::Dutch, Some(near)) => format!("`{name}` is geen collectie. Bedoelde je `{near}`?"),
        (MessageLanguage::Dutch, None) => {
            format!("`{name}` is geen collectie. Kies uit: {}.", known.join(", "))
        }
        (MessageLanguage::English, Some(near)) => {
            format!("`{name}` is not a collection. Did you mean `{near}`?")
        }
        (MessageLanguage::English, None) => {
            format!("`{name}` is not a collection. Choose from: {}.", known.join(", "))
        }
    }
}

fn short_slug(title: &str) -> String {
    let slug = slug_form(title);
    if slug.len() <= LONGEST_SLUG {
        return slug;
    }
    let cut = slug[..LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
    slug[..cut].to_owned()
}

/// The text of a new article. Required fields stand ready, the others as
/// comments, each with its label and what it may hold.
fn article(config: &Config, schema: &Collection, title: &str, day: Date) -> String {
    let dutch = config.message_language() == MessageLanguage::Dutch;
    let (draft, describe) = if dutch {
        (
            "haal deze regel weg om te publiceren",
            "Beschrijving: één of twee zinnen, voor lijsten en zoekmachines",
        )
    } else {
        ("take this line away to publish", "Description: one or two sentences, for lists and search engines")
    };
    let mut text = format!(
        "+++\ntitle = {}\n# {describe}\ndescription = \"\"\ndate = {day}\ndraft = true  # {draft}\n",
        toml::Value::from(title)
    );
    for field in &schema.fields {
        let required = match (field.required, dutch) {
            (true, true) => " (verplicht)",
            (true, false) => " (required)",
            (false, _) => "",
        };
        text.push_str(&format!("# {}{required}: {}\n", field.label, what_it_holds(config, field, dutch)));
        if let Some(help) = &field.help {
            text.push_str(&format!("# {}\n", help.replace('\n', " ")));
        }
        let comment = if field.required { "" } else { "# " };
        text.push_str(&format!("{comment}{} = {}\n", field.name, empty_value(field)));
    }
    text.push_str("+++\n\n");
    text
}

fn what_it_holds(config: &Config, field: &Field, dutch: bool) -> String {
    let one = match (&field.kind, dutch) {
        (FieldKind::Text, true) => "tekst".to_owned(),
        (FieldKind::Text, false) => "text".to_owned(),
        (FieldKind::Number, true) => "getal".to_owned(),
        (FieldKind::Number, false) => "number".to_owned(),
        (FieldKind::Boolean, true) => "true (ja) of false (nee)".to_owned(),
        (FieldKind::Boolean, false) => "true or false".to_owned(),
        (FieldKind::Date, true) => "datum, zoals 2026-01-31".to_owned(),
        (FieldKind::Date, false) => "date, such as 2026-01-31".to_owned(),
        (FieldKind::Url, true) => "adres, zoals \"https://voorbeeld.nl/\"".to_owned(),
        (FieldKind::Url, false) => "address, such as \"https://example.org/\"".to_owned(),
        (FieldKind::Choice(options), true) => format!("kies uit \"{}\"", options.join("\", \"")),
        (FieldKind::Choice(options), false) => format!("choose from \"{}\"", options.join("\", \"")),
        (FieldKind::Reference(to), true) => {
            format!("naam van een bestand in {CONTENT_FOLDER}/{}/, zonder .md", config.collection(*to).name)
        }
        (FieldKind::Reference(to), false) => {
            format!("name of a file in {CONTENT_FOLDER}/{}/, without .md", config.collection(*to).name)
        }
    };
    match (field.many, dutch) {
        (true, true) => format!("lijst; {one}"),
        (true, false) => format!("list; {one}"),
        (false, _) => one,
    }
}

/// A value to fill in. A number, date or truth value has no empty form, so
/// an example stands there.
fn empty_value(field: &Field) -> &'static str {
    match &field.kind {
        _ if field.many => "[]",
        FieldKind::Number => "0",
        FieldKind::Boolean => "false",
        FieldKind::Date => "2026-01-31",
        _ => "\"\"",
    }
}

#[cfg(test)]
mod tests {
    use super::short_slug;

    #[test]
    fn cuts_long_addresses_between_words() {
        assert_eq!(short_slug("Wat is de les?"), "wat-is-de-les");
        let long = short_slug(&"samenwerking ".repeat(10));
        assert!(long.len() <= 80 && long.ends_with("samenwerking"), "{long}");
    }
}
