//! An article that is still to be written: its address, and front matter with
//! every declared field, ready to fill in.

use jiff::civil::Date;

use crate::config::{Collection, Config, Field, FieldKind};
use crate::diagnostics::MessageLanguage;
use crate::load::{CONTENT_FOLDER, slug_form};

/// Longer names are cut between two words: an address should be readable.
const LONGEST_SLUG: usize = 80;

/// The slug of a title; a long one is cut between two words.
pub fn short_slug(title: &str) -> String {
    let slug = slug_form(title);
    if slug.len() <= LONGEST_SLUG {
        return slug;
    }
    let cut = slug[..LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
    slug[..cut].to_owned()
}

/// What is known of an article that is still to be written.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its description; may be empty.
    pub description: &'a str,
    /// The day that it is dated.
    pub day: Date,
}

/// The front matter of a draft, with its last line. Required fields stand
/// ready, the others as comments, each with its label and what it may hold.
pub fn front_matter(config: &Config, schema: &Collection, article: &Draft<'_>) -> String {
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
        "+++\ntitle = {}\n# {describe}\ndescription = {}\ndate = {}\ndraft = true  # {draft}\n",
        toml::Value::from(article.title),
        toml::Value::from(article.description),
        article.day
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
    text.push_str("+++\n");
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
