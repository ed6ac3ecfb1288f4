//! Markdown files: the text stays as it is, byte for byte but for the names of
//! pictures that come from a folder; front matter that is there is kept, and
//! says that the article is a draft.

use super::article::{slug_of, title_of_name};
use super::document::one_line;
use super::markdown::read;
use super::note::{NoteKind, Report};
use super::pictures::beside_name;
use super::refusal::Refusal;
use super::{Destination, Imported, ImportedFile, Upload, text};
use crate::desk::edit::{Change, NewValue, body_start, front_matter, with_changes};
use crate::draft;
use crate::load::slug_form;
use crate::parse::LinkKind;
use crate::table::{NodeValue, Table};

/// Makes an article of a Markdown file.
pub(super) fn import(upload: &Upload<'_>, destination: &Destination<'_>) -> Result<Imported, Refusal> {
    let mut report = Report::default();
    let source = text::decode(upload.bytes, &mut report);
    let source = source.trim_start_matches('\u{feff}');
    if source.trim().is_empty() {
        return Err(Refusal::NoText);
    }
    let (title, markdown) = match front_matter(source) {
        Some((_, table)) => kept(source, &table, upload.name, &mut report)?,
        None => begun(source, upload.name, destination, &mut report),
    };
    let (markdown, files) = with_pictures(markdown, upload, &mut report);
    Ok(Imported { slug: slug_of(&title, upload.name), title, markdown, files, report })
}

/// A file with front matter: only what makes it an article of this site is
/// added.
fn kept(source: &str, table: &Table, name: &str, report: &mut Report) -> Result<(String, String), Refusal> {
    let mut changes = Vec::new();
    let title = match table.get("title").map(|entry| &entry.value.value) {
        Some(NodeValue::Text(title)) if !title.trim().is_empty() => title.clone(),
        _ => {
            let title = title_of_name(name);
            changes.push(change("title", NewValue::Text(title.clone()), report));
            title
        }
    };
    if !matches!(table.get("draft").map(|entry| &entry.value.value), Some(NodeValue::Boolean(true))) {
        changes.push(change("draft", NewValue::Boolean(true), report));
    }
    let markdown = with_changes(source, &changes, &["title", "description", "date", "draft"])
        .map_err(|_| Refusal::Broken { part: "front matter".to_owned() })?;
    Ok((title, markdown))
}

fn change(key: &str, value: NewValue, report: &mut Report) -> Change {
    report.add_text(NoteKind::FrontMatter, key);
    Change { key: key.to_owned(), value: Some(value) }
}

/// A file without front matter: its only first heading, at its beginning, is
/// the title.
fn begun(source: &str, name: &str, destination: &Destination<'_>, report: &mut Report) -> (String, String) {
    let body = read(source);
    let text = source.trim_start();
    let first = text.lines().next().unwrap_or_default();
    let heading = first.strip_prefix("# ").and_then(|_| body.headings.first());
    let firsts = text.lines().filter(|line| line.starts_with("# ")).count();
    let (title, rest) = match heading.filter(|_| firsts == 1) {
        Some(heading) => (heading.text.clone(), text[first.len()..].trim_start_matches(['\n', '\r'])),
        None => {
            let title = title_of_name(name);
            report.add_text(NoteKind::GuessedTitle, title.clone());
            (title, text)
        }
    };
    let schema = destination.config.collection(destination.collection);
    for field in schema.fields.iter().filter(|field| field.required && field.default.is_none()) {
        report.add_text(NoteKind::ToFillIn, field.label.clone());
    }
    let draft = draft::Draft { title: &one_line(&title), description: "", day: destination.day };
    let end = if rest.ends_with('\n') || rest.is_empty() { "" } else { "\n" };
    let matter = draft::front_matter(destination.config, schema, &draft);
    (title.clone(), format!("{matter}\n{rest}{end}"))
}

/// The text with the pictures that it names and that lie beside the file; one
/// that lies in a folder there comes out of it.
fn with_pictures(
    mut markdown: String,
    upload: &Upload<'_>,
    report: &mut Report,
) -> (String, Vec<ImportedFile>) {
    let start = body_start(&markdown);
    let body = read(&markdown[start..]);
    let mut files: Vec<ImportedFile> = Vec::new();
    let mut moved = Vec::new();
    for link in body.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let path = beside_name(&link.address);
        let Some((path, bytes)) = path.and_then(|path| Some((path.clone(), (upload.beside)(&path)?))) else {
            report.add_text(NoteKind::MissingPicture, link.address.clone());
            continue;
        };
        let name = name_beside(&path, &bytes, &files);
        if name != link.address {
            moved.push((link.range.clone(), name.clone()));
        }
        if !files.iter().any(|file| file.name == name) {
            files.push(ImportedFile { name, bytes });
        }
    }
    moved.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, name) in moved {
        markdown.replace_range(start + range.start..start + range.end, &name);
    }
    (markdown, files)
}

/// A safe name for a picture; the same for the same picture.
fn name_beside(path: &str, bytes: &[u8], files: &[ImportedFile]) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let base =
        Some(slug_form(stem)).filter(|base| !base.is_empty()).unwrap_or_else(|| "afbeelding".to_owned());
    let ending = slug_form(ending);
    let mut name = format!("{base}.{ending}");
    let mut number = 2;
    while files.iter().any(|file| file.name == name && file.bytes != bytes) {
        name = format!("{base}-{number}.{ending}");
        number += 1;
    }
    name
}
