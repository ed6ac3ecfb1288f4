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

/// The words of the article as readers see them, with those of the report.
pub fn words_of_article(imported: &Imported) -> Vec<String> {
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

/// The words that are in the first list more often than in the second.
pub fn lost_words(wanted: &[String], found: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for word in found {
        *left.entry(word).or_default() += 1;
    }
    let mut lost = Vec::new();
    for word in wanted {
        match left.get_mut(word.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => lost.push(word.clone()),
        }
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
