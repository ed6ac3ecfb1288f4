//! A document that is dropped on the desk becomes a draft.

use axum::http::StatusCode;
use jiff::Zoned;
use serde_json::json;

use super::Asked;
use super::reply::Reply;
use crate::import::{
    Destination, Imported, Note, Upload, Weight, import as read_document, note_words, refusal_words,
};
use crate::load::CONTENT_FOLDER;

/// So many drafts of one name are told apart by a number.
const MOST_OF_A_NAME: usize = 100;

/// Makes a draft of a document, with what could not be carried over.
pub(super) fn import(asked: &Asked) -> Result<Reply, Reply> {
    let (collection, name) = (asked.parameter("collection")?, asked.parameter("name")?);
    let config = &asked.model()?.config;
    let unknown = || Reply::about(StatusCode::NOT_FOUND, "unknown", &collection);
    let id = config.collection_named(&collection).ok_or_else(unknown)?;
    let upload = Upload { name: &name, bytes: &asked.body, beside: &|_| None };
    let destination = Destination { config, collection: id, day: Zoned::now().date() };
    let language = config.message_language();
    let imported = read_document(&upload, &destination).map_err(|refusal| {
        let (message, help) = refusal_words(&refusal, language);
        Reply::about(StatusCode::UNPROCESSABLE_ENTITY, "no-import", format!("{message} {help}"))
    })?;
    let path = write(asked, &collection, &imported)?;
    let notes = imported.report.notes().iter().map(|note: &Note| {
        let (message, texts) = note_words(note, language);
        let weight = match note.kind.weight() {
            Weight::Left => "left",
            Weight::Changed => "changed",
            Weight::Advice => "advice",
        };
        json!({ "weight": weight, "message": message, "texts": texts })
    });
    Ok(Reply::done(json!({ "path": path, "notes": notes.collect::<Vec<_>>() })))
}

/// Writes the draft under its name, or that with a number; the article last,
/// for without it its pictures are files that nobody uses.
fn write(asked: &Asked, collection: &str, imported: &Imported) -> Result<String, Reply> {
    let store = &asked.desk.store;
    let _one_at_a_time = store.lock();
    for number in 1..MOST_OF_A_NAME {
        let slug = &imported.slug;
        let slug = if number == 1 { slug.clone() } else { format!("{slug}-{number}") };
        let folder = format!("{CONTENT_FOLDER}/{collection}/{slug}");
        if store.exists(&folder)? || store.exists(&format!("{folder}.md"))? {
            continue;
        }
        for file in &imported.files {
            store.create(&format!("{folder}/{}", file.name), &file.bytes)?;
        }
        let path =
            if imported.files.is_empty() { format!("{folder}.md") } else { format!("{folder}/index.md") };
        store.create(&path, imported.markdown.as_bytes())?;
        return Ok(path);
    }
    Err(Reply::about(StatusCode::CONFLICT, "exists", &imported.slug))
}
