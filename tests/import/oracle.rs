//! Reads a Word document as simply as can be, without the importer, so that
//! nothing the two share can hide a loss.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use polder::diagnostics::SourceText;
use polder::import::{Imported, NoteKind};
use polder::parse::{MarkdownSettings, parse_body};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The words that readers of the document see or that its margins hold.
pub fn words_of_document(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().to_string();
        let text_part = ["document", "footnotes", "endnotes", "comments", "header", "footer"];
        let is_text = |kind: &&str| name.starts_with(&format!("word/{kind}")) && name.ends_with(".xml");
        if !text_part.iter().any(is_text) {
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        found.extend(words(&text_of_xml(&xml)));
    }
    found
}

/// The text between `<w:t>` and `</w:t>`, outside deletions, what was moved
/// away, and second forms of the same.
fn text_of_xml(xml: &str) -> String {
    let mut text = String::new();
    let mut hidden = 0usize;
    let mut in_text = false;
    for piece in xml.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let closing = tag.starts_with('/');
        let alone = tag.ends_with('/');
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match name {
            "w:del" | "w:moveFrom" | "mc:Fallback" if closing => hidden -= 1,
            "w:del" | "w:moveFrom" | "mc:Fallback" if !alone => hidden += 1,
            "w:t" | "m:t" => in_text = !closing && !alone,
            // What stands in a text box or form field may be told apart.
            "w:p" | "w:tc" | "w:sdt" => text.push('\n'),
            "w:tab" | "w:br" | "w:cr" if hidden == 0 => text.push(' '),
            "w:noBreakHyphen" => text.push('\u{2011}'),
            _ => {}
        }
        if in_text && hidden == 0 {
            text.push_str(after);
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The words that readers of an OpenDocument text see.
pub fn words_of_open_document(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("content.xml").unwrap().read_to_string(&mut xml).unwrap();
    let (mut text, mut notes) = (String::new(), String::new());
    let (mut hidden, mut in_note) = (0usize, false);
    for piece in xml[xml.find("<office:text").unwrap()..].split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let closing = tag.starts_with('/');
        match tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default() {
            "text:tracked-changes"
            | "office:annotation"
            | "text:note-citation"
            | "svg:desc"
            | "svg:title"
                if !tag.ends_with('/') =>
            {
                if closing {
                    hidden -= 1
                } else {
                    hidden += 1
                }
            }
            "text:note-body" => in_note = !closing,
            "text:p" | "text:s" | "text:tab" if in_note => notes.push(' '),
            "text:p" | "text:h" | "text:tab" | "text:s" | "text:line-break" | "loext:content-control" => {
                text.push(' ')
            }
            _ => {}
        }
        if hidden == 0 {
            let part = if in_note { &mut notes } else { &mut text };
            part.push_str(after);
        }
    }
    let text = format!("{text} {notes}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'");
    words(&text.replace("&#x0d;", " ").replace("&amp;", "&"))
}

/// The words of the article as readers see them, with those of the report.
fn words_of_article(imported: &Imported) -> Vec<String> {
    let start = imported.markdown.match_indices("+++\n").nth(1).unwrap().0 + 4;
    let source = SourceText::new("a.md", imported.markdown.clone());
    let body = parse_body(&source, start, &MarkdownSettings::default(), &mut Vec::new());
    let mut text = format!("{}\n", imported.title);
    for section in &body.sections {
        if let Some(heading) = section.heading {
            text.push_str(&format!("{}\n", body.headings[heading as usize].text));
        }
        text.push_str(&format!("{}\n", section.text));
    }
    // A description that was copied would hide that its source is gone.
    let copied = imported.report.notes().iter().any(|note| note.kind == NoteKind::GuessedDescription);
    if !copied {
        let line = imported.markdown.lines().find(|line| line.starts_with("description = ")).unwrap();
        text.push_str(line.trim_start_matches("description = \"").trim_end_matches('"'));
        text.push('\n');
    }
    let left =
        imported.report.notes().iter().filter(|note| note.kind.weight() == polder::import::Weight::Left);
    for about in left.flat_map(|note| &note.texts) {
        text.push_str(&format!("{about}\n"));
    }
    words(&text)
}

/// The words of a text, with signs in their plain form: the site sets those.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .filter(|c| *c != '\u{ad}')
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c => c,
        })
        .collect();
    plain.replace('…', "...").split_whitespace().map(str::to_owned).collect()
}

/// Whether a word is what people type before the items of a list.
fn is_mark(word: &str) -> bool {
    matches!(word, "-" | "–" | "*" | "•" | "·") || word.trim_end_matches(['.', ')']).parse::<u32>().is_ok()
}

/// The words of a document that are not in the article as often.
pub fn lost_words(imported: &Imported, document: &[String]) -> Vec<String> {
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for word in words_of_article(imported) {
        *left.entry(word).or_default() += 1;
    }
    let mut lost = Vec::new();
    for word in document {
        match left.get_mut(word) {
            Some(count) if *count > 0 => *count -= 1,
            _ => lost.push(word.clone()),
        }
    }
    // A list makes the marks itself that were typed before its items.
    if imported.report.notes().iter().any(|note| note.kind == NoteKind::TypedList) {
        lost.retain(|word| !is_mark(word));
    }
    lost
}

/// A zipped package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
