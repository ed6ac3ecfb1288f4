//! Names for the files of a document, and what browsers make of them.

use super::ImportedFile;
use super::document::{Block, Document, EmbeddedFile, Inline, Picture};
use super::markdown::FileName;
use super::note::{NoteKind, Report};
use crate::load::slug_form;

/// The longest name without its ending.
const LONGEST_NAME: usize = 48;

/// The files to write, and what the text calls each file of the document.
/// Files of the same content are written once.
pub(super) fn named(document: &Document, report: &mut Report) -> (Vec<ImportedFile>, Vec<FileName>) {
    let mut written: Vec<ImportedFile> = Vec::new();
    let mut names = Vec::new();
    let descriptions = descriptions(document);
    for (place, file) in document.files.iter().enumerate() {
        let shown = ending(&file.bytes);
        if let Some(same) = written.iter().find(|known| known.bytes == file.bytes) {
            names.push(FileName { name: same.name.clone(), shown: shown.is_some() });
            continue;
        }
        let description = descriptions.get(place).map(String::as_str).unwrap_or_default();
        let ending = shown.unwrap_or_else(|| ending_of_name(&file.name));
        let name = free_name(&written, description, ending);
        if shown.is_none() {
            report.add_text(NoteKind::PictureFormat, name.clone());
        }
        names.push(FileName { name: name.clone(), shown: shown.is_some() });
        written.push(ImportedFile { name, bytes: file.bytes.clone() });
    }
    (written, names)
}

/// A name that no file has yet, from what is to be seen on the picture.
fn free_name(written: &[ImportedFile], description: &str, ending: &str) -> String {
    let mut base = slug_form(description);
    if base.len() > LONGEST_NAME {
        let cut = base[..LONGEST_NAME].rfind('-').unwrap_or(LONGEST_NAME);
        base.truncate(cut);
    }
    if base.is_empty() {
        base = format!("afbeelding-{}", written.len() + 1);
    }
    let taken = |name: &str| written.iter().any(|file| file.name == name);
    let mut name = format!("{base}.{ending}");
    let mut number = 2;
    while taken(&name) {
        name = format!("{base}-{number}.{ending}");
        number += 1;
    }
    name
}

/// The ending for what browsers show, by the first bytes of a file.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ if is_svg(bytes) => Some("svg"),
        _ => None,
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).into_owned();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
}

/// The ending of a file that browsers do not show, if it is a harmless one.
fn ending_of_name(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    ["emf", "wmf", "tif", "tiff", "bmp", "pict", "eps", "pdf", "heic", "jxr", "wdp"]
        .into_iter()
        .find(|known| *known == ending)
        .unwrap_or("bin")
}

/// The first description of each file.
fn descriptions(document: &Document) -> Vec<String> {
    let mut found = vec![String::new(); document.files.len()];
    for block in document.blocks.iter().chain(document.notes.iter().flatten()) {
        of_block(block, &mut found);
    }
    found
}

fn of_block(block: &Block, found: &mut [String]) {
    match block {
        Block::Figure { picture, caption } => {
            of_picture(picture, found);
            if let Some(found) = found.get_mut(picture.file).filter(|found| found.is_empty()) {
                found.clone_from(caption);
            }
        }
        Block::Title(content)
        | Block::Subtitle(content)
        | Block::Heading { content, .. }
        | Block::Paragraph(content)
        | Block::Caption(content) => of_line(content, found),
        Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, found)),
        Block::List(list) => list.items.iter().flatten().for_each(|block| of_block(block, found)),
        Block::Table(table) => {
            let cells = table.rows.iter().flatten();
            cells.flat_map(|cell| &cell.blocks).for_each(|block| of_block(block, found));
        }
        Block::Code(_) | Block::Rule => {}
    }
}

fn of_line(content: &[Inline], found: &mut [String]) {
    for inline in content {
        match inline {
            Inline::Picture(picture) => of_picture(picture, found),
            Inline::Link { content, .. } => of_line(content, found),
            _ => {}
        }
    }
}

fn of_picture(picture: &Picture, found: &mut [String]) {
    if let Some(found) = found.get_mut(picture.file).filter(|found| found.is_empty()) {
        found.clone_from(&picture.alternative);
    }
}

/// Whether an address is that of a file in the folder of the page, or in a
/// folder of that.
pub(super) fn is_beside(address: &str) -> bool {
    let up = address.split(['/', '\\']).any(|part| part == "..");
    !up && !address.is_empty()
        && !address.starts_with(['/', '\\', '#'])
        && !address.contains([':', '\0', '?'])
}

/// The path of such a file.
pub(super) fn beside_name(address: &str) -> Option<String> {
    let path = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let path = path.trim_start_matches("./").to_owned();
    is_beside(&path).then_some(path)
}

/// A file of a document by a name that it had elsewhere.
pub(super) fn embedded(name: &str, bytes: Vec<u8>) -> EmbeddedFile {
    EmbeddedFile { name: name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned(), bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let document = Document {
            blocks: vec![Block::Paragraph(vec![
                Inline::Picture(Picture { file: 0, alternative: "Eén ../regio".into() }),
                Inline::Picture(Picture { file: 1, alternative: "Eén ../regio".into() }),
                Inline::Picture(Picture { file: 2, alternative: String::new() }),
            ])],
            files: vec![
                embedded("../../x.exe", b"\x89PNG1".to_vec()),
                embedded("a.png", b"\x89PNG2".to_vec()),
                embedded("grafiek.EMF", b"emf".to_vec()),
            ],
            ..Document::default()
        };
        let mut report = Report::default();
        let (files, names) = named(&document, &mut report);
        let written: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(written, ["een-regio.png", "een-regio-2.png", "afbeelding-3.emf"]);
        assert_eq!(names.iter().map(|name| name.shown).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!(report.notes()[0].texts, ["afbeelding-3.emf"]);
    }
}
