//! `polder import`: a document becomes an article, as a draft.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use jiff::civil::Date;

use super::Outcome;
use super::new_article::unknown_collection;
use super::report::{answer, configuration_failed, counted, say};
use crate::config::{CollectionId, Config, read};
use crate::diagnostics::MessageLanguage;
use crate::import::{
    Destination, Imported, LARGEST_FILE, Refusal, Report, Upload, Weight, import, note_words, refusal_words,
};
use crate::load::CONTENT_FOLDER;

pub(super) fn run(root: &Path, file: &Path, collection: Option<&str>, day: Date) -> Outcome {
    let config = match read(root) {
        Ok(config) => config,
        Err(error) => return configuration_failed(error),
    };
    let language = config.message_language();
    let collection = match chosen_collection(&config, collection) {
        Ok(collection) => collection,
        Err(message) => {
            say(&message);
            return Outcome::Failed;
        }
    };
    let shown = file.display();
    let bytes = match read_limited(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            say(&format!("{shown}: {error}"));
            return Outcome::Failed;
        }
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().unwrap_or(Path::new(""));
    let beside = |path: &str| read_beside(folder, path);
    let upload = Upload { name: &name, bytes: &bytes, beside: &beside };
    match import(&upload, &Destination { config: &config, collection, day }) {
        Ok(imported) => write(root, &config.collection(collection).name, &imported, language),
        Err(refusal) => {
            say(&refused(&shown.to_string(), &refusal, language));
            Outcome::Failed
        }
    }
}

fn chosen_collection(config: &Config, name: Option<&str>) -> Result<CollectionId, String> {
    match (name, config.collections.as_slice()) {
        (Some(name), _) => config.collection_named(name).ok_or_else(|| unknown_collection(config, name)),
        (None, [_]) => Ok(CollectionId(0)),
        (None, collections) => {
            let names: Vec<&str> = collections.iter().map(|collection| collection.name.as_str()).collect();
            Err(match config.message_language() {
                MessageLanguage::Dutch => {
                    format!("Kies met --collection waar het artikel hoort: {}.", names.join(", "))
                }
                MessageLanguage::English => {
                    format!("Choose with --collection where the article belongs: {}.", names.join(", "))
                }
            })
        }
    }
}

/// A file, or what is over the limit of it: the import refuses that.
fn read_limited(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file that a page names, if it is inside the page's own folder also when
/// symbolic links are followed.
fn read_beside(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = folder.canonicalize().ok()?;
    let file = folder.join(path).canonicalize().ok()?;
    (file.starts_with(&folder) && file.is_file()).then(|| read_limited(&file).ok()).flatten()
}

fn refused(file: &str, refusal: &Refusal, language: MessageLanguage) -> String {
    let (message, help) = refusal_words(refusal, language);
    format!("{file}: {message}\n{}: {help}", language.help())
}

fn write(root: &Path, collection: &str, imported: &Imported, language: MessageLanguage) -> Outcome {
    let folder = root.join(CONTENT_FOLDER).join(collection);
    let slug = &imported.slug;
    let path = if imported.files.is_empty() { format!("{slug}.md") } else { format!("{slug}/index.md") };
    let relative = format!("{CONTENT_FOLDER}/{collection}/{path}");
    match write_article(&folder, imported) {
        Ok(()) => {
            answer(&folder.join(&path).display().to_string());
            say(&written(&relative, imported, language));
            Outcome::Done
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            say(&match language {
                MessageLanguage::Dutch => format!(
                    "Er is al een artikel {CONTENT_FOLDER}/{collection}/{slug}; het is niet veranderd. Geef het document een andere titel, of hernoem of verwijder eerst dat artikel."
                ),
                MessageLanguage::English => format!(
                    "There is an article {CONTENT_FOLDER}/{collection}/{slug} already; it was not changed. Give the document another title, or rename or remove that article first."
                ),
            });
            Outcome::Failed
        }
        Err(error) => {
            say(&format!("{}: {error}", folder.join(&path).display()));
            Outcome::Failed
        }
    }
}

/// Writes an article whole or not at all, and never over another.
fn write_article(folder: &Path, imported: &Imported) -> io::Result<()> {
    let slug = &imported.slug;
    let (single, bundle) = (folder.join(format!("{slug}.md")), folder.join(slug));
    if single.exists() || bundle.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::create_dir_all(folder)?;
    // Names with a point are passed over when the site is read.
    let staging = folder.join(format!(".import-{slug}-{}", std::process::id()));
    let done = stage(&staging, imported).and_then(|()| {
        if imported.files.is_empty() {
            put_in_place(&staging.join("index.md"), &single, imported)
        } else {
            fs::rename(&staging, &bundle)
        }
    });
    // After a rename there is nothing left to remove.
    let _ = fs::remove_dir_all(&staging);
    done
}

fn stage(staging: &Path, imported: &Imported) -> io::Result<()> {
    fs::create_dir(staging)?;
    for file in &imported.files {
        fs::write(staging.join(&file.name), &file.bytes)?;
    }
    fs::write(staging.join("index.md"), &imported.markdown)
}

/// A link refuses to take the place of a file; where there are no links, a
/// new file does.
fn put_in_place(staged: &Path, path: &Path, imported: &Imported) -> io::Result<()> {
    match fs::hard_link(staged, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            io::Write::write_all(&mut fs::File::create_new(path)?, imported.markdown.as_bytes())
        }
        done => done,
    }
}

/// What was made, and all that the editor has to know about it.
fn written(relative: &str, imported: &Imported, language: MessageLanguage) -> String {
    let files = imported.files.len();
    let mut text = match language {
        MessageLanguage::Dutch => {
            let with = if files > 0 {
                format!(" met {}", counted(files, "bestand", "bestanden"))
            } else {
                String::new()
            };
            format!(
                "Nieuw concept: {relative}{with}. Lees het na en haal daarna de regel `draft = true` weg."
            )
        }
        MessageLanguage::English => {
            let with =
                if files > 0 { format!(" with {}", counted(files, "file", "files")) } else { String::new() };
            format!("A new draft: {relative}{with}. Read it through, then take away the line `draft = true`.")
        }
    };
    for weight in [Weight::Left, Weight::Changed, Weight::Advice] {
        text.push_str(&section(&imported.report, weight, language));
    }
    text
}

fn section(report: &Report, weight: Weight, language: MessageLanguage) -> String {
    let mut text = String::new();
    for note in report.notes().iter().filter(|note| note.kind.weight() == weight) {
        let (sentence, texts) = note_words(note, language);
        let sentence = if texts.is_empty() { sentence.trim_end_matches(':').to_owned() } else { sentence };
        text.push_str(&format!("\n  - {sentence}"));
        for about in texts {
            text.push_str(&format!("\n      {about}"));
        }
    }
    if text.is_empty() {
        return text;
    }
    let heading = match (weight, language) {
        (Weight::Left, MessageLanguage::Dutch) => "Niet overgenomen",
        (Weight::Left, MessageLanguage::English) => "Left out",
        (Weight::Changed, MessageLanguage::Dutch) => "Anders geworden",
        (Weight::Changed, MessageLanguage::English) => "Changed",
        (Weight::Advice, MessageLanguage::Dutch) => "Kijk na",
        (Weight::Advice, MessageLanguage::English) => "To look at",
    };
    format!("\n\n{heading}{text}")
}
