//! `polder new`: an article with every declared field, ready to fill in.

use std::fs::{File, create_dir_all};
use std::io::{ErrorKind, Write};
use std::path::Path;

use jiff::civil::Date;

use super::Outcome;
use super::report::{answer, configuration_failed, say};
use crate::config::{Config, read};
use crate::diagnostics::{MessageLanguage, nearest};
use crate::draft::{Draft, front_matter, short_slug};
use crate::load::CONTENT_FOLDER;

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
    let draft = Draft { title, description: "", day };
    let text = front_matter(&config, schema, &draft) + "\n";
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

/// Says that there is no such collection, and which was probably meant.
pub(super) fn unknown_collection(config: &Config, name: &str) -> String {
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
