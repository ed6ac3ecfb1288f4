//! The text without markup, by section: what is searched.

use std::mem;

use crate::parse::{Heading, Section};

/// Gathers plain text while the HTML is written.
pub(super) struct PlainText {
    sections: Vec<Section>,
    /// The text of the section, or of the heading, that is being written.
    text: String,
    /// The section's text, while a heading is being written.
    waiting: Option<String>,
    heading: Option<u32>,
}

impl PlainText {
    pub(super) fn new() -> Self {
        Self { sections: Vec::new(), text: String::new(), waiting: None, heading: None }
    }

    /// Text as it is read.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The lines of a text as one.
    pub(super) fn push_lines(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.space();
            }
            self.text.push_str(line.trim_end_matches('\r'));
        }
    }

    /// A space, unless there is one or a line has just begun.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// The end of a block: what follows stands on a new line.
    pub(super) fn block(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        if length > 0 {
            self.text.push('\n');
        }
    }

    /// The end of what is written, for [`since`](Self::since).
    pub(super) fn at(&self) -> usize {
        self.text.len()
    }

    /// What was written since, trimmed.
    pub(super) fn since(&self, start: usize) -> String {
        self.text.get(start..).unwrap_or_default().trim().to_owned()
    }

    pub(super) fn begin_heading(&mut self) {
        self.waiting = Some(mem::take(&mut self.text));
    }

    /// The text of the heading, which becomes the `number`th. What follows
    /// is its section.
    pub(super) fn end_heading(&mut self, number: usize) -> String {
        let heading = mem::take(&mut self.text);
        let text = self.waiting.take().unwrap_or_default();
        self.close(text);
        self.heading = u32::try_from(number).ok();
        heading.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn close(&mut self, mut text: String) {
        text.truncate(text.trim_end().len());
        self.sections.push(Section { heading: self.heading, text });
    }

    /// The sections and the number of words in them and in the headings.
    pub(super) fn finish(mut self, headings: &[Heading]) -> (Vec<Section>, usize) {
        let text = mem::take(&mut self.text);
        self.close(text);
        let texts = self.sections.iter().map(|section| section.text.as_str());
        let words = texts.chain(headings.iter().map(|heading| heading.text.as_str())).map(words).sum();
        (self.sections, words)
    }
}

/// Runs of characters between spaces; those outside ASCII are rare enough
/// not to be looked for.
fn words(text: &str) -> usize {
    let text = text.as_bytes();
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let begins = text.iter().zip(text.iter().skip(1)).filter(|(before, byte)| space(before) && !space(byte));
    usize::from(text.first().is_some_and(|byte| !space(byte))) + begins.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_headings_stand_apart() {
        let mut plain = PlainText::new();
        plain.push("een ");
        plain.block();
        plain.block();
        plain.push_lines("twee\r\n drie\n");
        plain.begin_heading();
        plain.push("  Kop  zelf ");
        assert_eq!(plain.end_heading(0), "Kop zelf");
        plain.push("vier");
        let heading = Heading { level: 2, id: "kop".into(), text: "Kop zelf".into(), range: 0..1 };
        let (sections, words) = plain.finish(&[heading]);
        assert_eq!(sections[0], Section { heading: None, text: "een\ntwee  drie".into() });
        assert_eq!(sections[1], Section { heading: Some(0), text: "vier".into() });
        assert_eq!(words, 6);
    }
}
