//! SVG: a drawing that is a text, and can hold programs. In an `<img>` they do
//! not run, but the file has an address of its own, where they would.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::ImageFault;

/// How much of a file is looked at for its first element.
const START: usize = 2048;

/// Whether a file is an SVG by its beginning.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..START).unwrap_or(bytes)).into_owned();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('<') && start.contains("<svg")
}

/// The drawing as it is, if there is no program in it.
pub(super) fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, ImageFault> {
    let text = std::str::from_utf8(&bytes).map_err(|_| ImageFault::Broken)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = 0usize;
    loop {
        match reader.read_event().map_err(|_| ImageFault::Broken)? {
            Event::Start(start) => {
                open += 1;
                check(&start)?;
            }
            Event::Empty(start) => check(&start)?,
            Event::End(_) => open = open.saturating_sub(1),
            // Entities of one's own can hide anything.
            Event::DocType(kind) if kind.contains('[') => return Err(ImageFault::Program),
            Event::Eof if open > 0 => return Err(ImageFault::Broken),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(bytes)
}

fn check(start: &BytesStart<'_>) -> Result<(), ImageFault> {
    let name = start.local_name().into_inner().to_ascii_lowercase();
    if matches!(
        name.as_str(),
        "script" | "foreignobject" | "iframe" | "object" | "embed" | "handler" | "listener"
    ) {
        return Err(ImageFault::Program);
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| ImageFault::Broken)?;
        let name = attribute.key.local_name().into_inner().to_ascii_lowercase();
        let value = attribute.value.to_ascii_lowercase();
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        // An entity in an address is how one is hidden.
        let address = matches!(name.as_str(), "href" | "src" | "to" | "from" | "values");
        let runs =
            value.contains("javascript:") || value.contains("data:text") || address && value.contains("&#");
        if name.starts_with("on") || runs {
            return Err(ImageFault::Program);
        }
    }
    Ok(())
}
