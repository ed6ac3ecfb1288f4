//! A document's text, in two parts: what other pages and checks ask of it,
//! which is small and always there, and the text itself, which is held or
//! read again from its file when its page is made.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use super::{Body, Heading, Hole, Link, MarkdownSettings, Section, parse_body};
use crate::diagnostics::{Diagnostic, Problem, SourceText};
use crate::load::read_text;

/// What other stages ask of a text without reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Every id in the text that a link can lead to, headings' ids included.
    pub anchors: Vec<String>,
    /// Every link and image, in order.
    pub links: Vec<Link>,
    /// The first words of the text.
    pub lead: String,
    /// Number of words.
    pub words: usize,
}

/// The text itself: the part of a [`Body`] that only its own page and search
/// read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prose {
    /// See [`Body::html`].
    pub html: String,
    /// See [`Body::holes`].
    pub holes: Vec<Hole>,
    /// See [`Body::running_text`].
    pub running_text: Vec<std::ops::Range<u32>>,
    /// See [`Body::sections`].
    pub sections: Vec<Section>,
}

/// At least so many bytes of the first words.
const LEAD: usize = 200;

impl Body {
    /// The two parts of a body.
    pub fn split(self) -> (Outline, Prose) {
        let lead = self.sections.iter().map(|section| section.text.as_str()).find(|text| !text.is_empty());
        let lead = lead.unwrap_or_default();
        let mut end = lead.ceil_char_boundary(LEAD.min(lead.len()));
        end += lead[end..].find(char::is_whitespace).unwrap_or(lead.len() - end);
        // One word more, so that who cuts it shorter sees that there is more.
        let more = lead[end..].split_whitespace().next().unwrap_or_default();
        let lead = if more.is_empty() { lead.to_owned() } else { format!("{} {more}", &lead[..end]) };
        let Body { html, holes, running_text, headings, anchors, links, sections, words } = self;
        (Outline { headings, anchors, links, lead, words }, Prose { html, holes, running_text, sections })
    }
}

/// A text that is held, or read and parsed again when asked for: what is not
/// held costs its parsing twice, and no memory.
#[derive(Debug, Clone)]
pub enum Text {
    /// It is there.
    Held(Arc<Prose>),
    /// It can be read again.
    Unread(Arc<Origin>),
}

/// The file that a text stands in, as it was when it was parsed.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Path relative to the root.
    pub path: String,
    /// Where to read it.
    pub file: PathBuf,
    /// BLAKE3 of the file.
    pub hash: [u8; 32],
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// How it was parsed.
    pub settings: MarkdownSettings,
}

impl Text {
    /// A text that is held.
    pub fn held(prose: Prose) -> Self {
        Self::Held(Arc::new(prose))
    }

    /// A text that is read when it is asked for; one without origin is empty.
    pub fn of_origin(origin: Option<Origin>) -> Self {
        origin.map_or_else(|| Self::held(Prose::default()), |origin| Self::Unread(Arc::new(origin)))
    }

    /// A text that is held if there is room for it.
    pub fn held_within(room: &Room, origin: Origin, prose: Prose) -> Self {
        let size = prose.html.len() + prose.sections.iter().map(|section| section.text.len()).sum::<usize>();
        if room.take(size) { Self::held(prose) } else { Self::Unread(Arc::new(origin)) }
    }

    /// The text.
    ///
    /// # Errors
    /// When the file is not what it was any more.
    pub fn read(&self) -> Result<Arc<Prose>, Vec<Diagnostic>> {
        let origin = match self {
            Self::Held(prose) => return Ok(Arc::clone(prose)),
            Self::Unread(origin) => origin,
        };
        match read_text(&origin.file) {
            Ok((text, hash)) if hash == origin.hash => {
                let source = SourceText::new(&origin.path, text);
                // What is wrong in it was said when it was parsed first.
                let body = parse_body(&source, origin.body_start, &origin.settings, &mut Vec::new());
                Ok(Arc::new(body.split().1))
            }
            _ => {
                let place = SourceText::new(&origin.path, "").span(0..0);
                Err(vec![Diagnostic::new(Problem::ChangedMeanwhile, place)])
            }
        }
    }
}

/// How many bytes of texts are held at once.
#[derive(Debug)]
pub struct Room {
    left: AtomicUsize,
}

impl Room {
    /// So many bytes.
    pub fn new(bytes: usize) -> Self {
        Self { left: AtomicUsize::new(bytes) }
    }

    /// Takes so many of them, if there are.
    fn take(&self, bytes: usize) -> bool {
        self.left.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn lead(text: &str) -> String {
        let section = Section { heading: None, text: text.to_owned() };
        Body { sections: vec![Section::default(), section], ..Body::default() }.split().0.lead
    }

    #[test]
    fn the_first_words_end_with_a_whole_word_and_one_more() {
        assert_eq!(lead("één twee"), "één twee");
        let long = "woord ".repeat(60);
        assert_eq!(lead(&long), "woord ".repeat(35).trim_end());
        assert_eq!(lead(&"é".repeat(300)), "é".repeat(300));
    }

    #[test]
    fn what_there_is_no_room_for_is_parsed_again_and_a_changed_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        let write = |text: &str| std::fs::write(&file, text).unwrap();
        write("+++\n+++\nEen [link](b.md).\n");
        let hash = *blake3::hash(b"+++\n+++\nEen [link](b.md).\n").as_bytes();
        let origin = Origin { file: file.clone(), hash, body_start: 8, ..Origin::default() };
        let source = SourceText::new("a.md", "+++\n+++\nEen [link](b.md).\n");
        let parsed = parse_body(&source, 8, &MarkdownSettings::default(), &mut Vec::new()).split().1;
        let text = Text::held_within(&Room::new(3), origin, parsed.clone());
        assert!(matches!(text, Text::Unread(_)));
        assert!(text.read().is_ok_and(|prose| *prose == parsed));
        write("+++\n+++\nEen [link](c.md).\n");
        assert!(text.read().is_err());
    }
}
