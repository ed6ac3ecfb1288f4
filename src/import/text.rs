//! Plain text → [`Document`]: blank lines divide paragraphs, lines that begin
//! with a sign or number are lists, and everything is text.

use super::document::{Block, Document, Inline, List};
use super::note::{NoteKind, Report};
use super::refusal::Refusal;

/// The text of bytes in UTF-8 or UTF-16, or else in the encoding that Windows
/// had; the report tells of the last.
pub(super) fn decode(bytes: &[u8], report: &mut Report) -> String {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    let (text, _, wrong) = encoding.decode(bytes);
    if !wrong {
        return text.into_owned();
    }
    report.add(NoteKind::OldEncoding);
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

/// Reads a text.
pub(super) fn read(bytes: &[u8], report: &mut Report) -> Result<Document, Refusal> {
    let text = decode(bytes, report).replace("\r\n", "\n").replace('\r', "\n");
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            paragraph_of(&lines, &mut blocks, report);
        }
    }
    Ok(Document { blocks, ..Document::default() })
}

fn paragraph_of(lines: &[&str], blocks: &mut Vec<Block>, report: &mut Report) {
    let mut at = 0;
    while at < lines.len() {
        let items = lines[at..].iter().take_while(|line| item(line).is_some()).count();
        if items > 1 {
            report.add(NoteKind::TypedList);
            blocks.push(Block::List(list(&lines[at..at + items])));
            at += items;
            continue;
        }
        let until = lines[at + 1..].iter().position(|line| item(line).is_some());
        let end = until.map_or(lines.len(), |until| at + 1 + until);
        blocks.push(Block::Paragraph(joined(&lines[at..end])));
        at = end;
    }
}

/// Lines that were broken by hand are one; short ones, as of an address, are
/// lines of their own.
fn joined(lines: &[&str]) -> Vec<Inline> {
    const SHORT: usize = 45;
    let mut content = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let short = lines[at - 1].chars().count() < SHORT;
            content.push(if short { Inline::Break } else { Inline::plain(" ") });
        }
        content.push(Inline::plain(*line));
    }
    content
}

/// The number of an item (`None` for a bullet) and its text.
fn item(line: &str) -> Option<(Option<u64>, &str)> {
    for mark in ["- ", "* ", "• ", "– ", "· ", "-\t", "•\t", "*\t"] {
        if let Some(text) = line.strip_prefix(mark) {
            return Some((None, text.trim()));
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = line[..digits].parse().ok().filter(|_| digits <= 3)?;
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    let text = rest.strip_prefix([' ', '\t'])?;
    Some((Some(number), text.trim()))
}

fn list(lines: &[&str]) -> List {
    let items: Vec<(Option<u64>, &str)> = lines.iter().filter_map(|line| item(line)).collect();
    let start = items.first().and_then(|(number, _)| *number);
    // Numbers that do not count are text, and so are marks of another kind.
    let counts = items.iter().enumerate().all(|(at, (number, _))| match (start, number) {
        (Some(start), Some(number)) => *number == start + at as u64,
        (None, None) => true,
        _ => false,
    });
    let of = |text: &str| vec![Block::Paragraph(vec![Inline::plain(text)])];
    if counts {
        return List { start, items: items.iter().map(|(_, text)| of(text)).collect() };
    }
    List { start: None, items: lines.iter().map(|line| of(line)).collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::import::document::plain_text;

    #[test]
    fn paragraphs_and_lists_are_seen() {
        let text = "Kop\r\n\r\nEen regel die lang genoeg is om afgebroken te zijn\nen doorgaat.\n- een\n- twee\n\n3. drie\n4. vier";
        let document = read(text.as_bytes(), &mut Report::default()).unwrap();
        let kinds: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(content) => plain_text(content),
                Block::List(list) => format!("{:?} {}", list.start, list.items.len()),
                _ => String::new(),
            })
            .collect();
        assert_eq!(kinds[0], "Kop");
        assert!(kinds[1].ends_with("zijn en doorgaat."));
        assert_eq!(kinds[2..], ["None 2", "Some(3) 2"]);
    }

    #[test]
    fn old_encodings_are_read_and_told() {
        let mut report = Report::default();
        assert_eq!(decode(b"caf\xe9", &mut report), "café");
        assert_eq!(report.notes()[0].kind, NoteKind::OldEncoding);
        let mut report = Report::default();
        assert_eq!(decode(b"\xff\xfec\0", &mut report), "c");
        assert!(report.notes().is_empty());
    }
}
