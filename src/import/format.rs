//! What a file is, by its content: people rename files, and a `.doc` can be
//! anything.

use super::Upload;
use super::package::Package;
use super::refusal::Refusal;
use super::word;

/// A format that can be read.
pub(super) enum Format<'a> {
    Word(Package<'a>),
    OpenDocument(Package<'a>),
    Html,
    Markdown,
    Text,
}

/// The beginning of files of Office before 2007, and of documents behind a
/// password.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells what a file is.
pub(super) fn of<'a>(upload: &Upload<'a>) -> Result<Format<'a>, Refusal> {
    let bytes = upload.bytes;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(if holds_utf16(bytes, "EncryptedPackage") {
            Refusal::Password
        } else {
            Refusal::OldWord
        });
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(Refusal::RichText);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::Pdf);
    }
    let ending = upload.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match ending.as_str() {
        "md" | "markdown" => Ok(Format::Markdown),
        "docx" | "docm" | "dotx" | "odt" => Err(Refusal::Broken { part: "zip".to_owned() }),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        _ if looks_like_html(bytes) => Ok(Format::Html),
        _ if looks_like_text(bytes) => Ok(Format::Text),
        _ => Err(Refusal::Unknown),
    }
}

fn zipped(bytes: &[u8]) -> Result<Format<'_>, Refusal> {
    let mut package = Package::open(bytes)?;
    let kind = if package.has("mimetype") { package.read("mimetype")? } else { None };
    let kind = kind.map(|kind| String::from_utf8_lossy(&kind).into_owned()).unwrap_or_default();
    if kind.starts_with("application/vnd.oasis.opendocument.text") {
        return Ok(Format::OpenDocument(package));
    }
    if kind.starts_with("application/vnd.oasis.opendocument")
        || package.has_folder("xl/")
        || package.has_folder("ppt/")
    {
        return Err(Refusal::OtherOffice);
    }
    if word::is_word(&mut package)? { Ok(Format::Word(package)) } else { Err(Refusal::Unknown) }
}

fn holds_utf16(bytes: &[u8], text: &str) -> bool {
    let wanted: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn looks_like_html(bytes: &[u8]) -> bool {
    let start = bytes.get(..2048).unwrap_or(bytes).to_ascii_lowercase();
    let start = String::from_utf8_lossy(&start).into_owned();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<body")
}

/// Text has no zeros, unless it is UTF-16 and says so.
fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || !bytes.contains(&0)
}
