//! Reads written Markdown as the site will, to see that it says the same.

use super::escape::Room;
use crate::diagnostics::SourceText;
use crate::import::document::{Inline, plain_text};
use crate::parse::{Body, MarkdownSettings, parse_body};

/// The body of some Markdown.
pub(in crate::import) fn read(markdown: &str) -> Body {
    let source = SourceText::new("", markdown);
    parse_body(&source, 0, &MarkdownSettings::default(), &mut Vec::new())
}

/// All text of a body in the order of the page.
pub(in crate::import) fn text_of(body: &Body) -> String {
    let mut text = String::new();
    for section in &body.sections {
        let heading = section.heading.and_then(|heading| body.headings.get(heading as usize));
        if let Some(heading) = heading {
            text.push_str(&heading.text);
            text.push('\n');
        }
        text.push_str(&section.text);
        text.push('\n');
    }
    text
}

/// The characters of a text by which two texts are compared: no white space,
/// and typographic signs in their plain form, for the site sets those itself.
pub(in crate::import) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' => letters.push('\''),
            '“' | '”' => letters.push('"'),
            '…' => letters.push_str("..."),
            c if c.is_whitespace() || c.is_control() => {}
            c => letters.push(c),
        }
    }
    letters
}

/// What a line says when the site reads it: its text, and how many marks of
/// which kind there are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) letters: String,
    marks: [usize; 6],
}

/// The text that stands in for a note where a line is read alone.
const NOTE: &str = "noot";

/// What a line says, with the notes that it refers to.
pub(super) fn meaning(line: &str, room: Room, notes: &[String]) -> Meaning {
    let mut markdown = match room {
        Room::Line => line.to_owned(),
        Room::Heading => format!("## {line}"),
        Room::Cell => format!("| {line} |\n| --- |"),
    };
    for note in notes {
        markdown.push_str(&format!("\n\n[^{note}]: {NOTE}"));
    }
    let body = read(&markdown);
    let html = body.html.split("<section class=\"footnotes\"").next().unwrap_or_default();
    let count = |tag: &str| html.matches(tag).count();
    let block = match room {
        Room::Line => html.trim_start().starts_with("<p>") && count("<p>") == 1,
        Room::Heading => count("<h2") == 1,
        Room::Cell => count("<t") == 5,
    };
    let marks = [
        count("<strong>"),
        count("<em>"),
        count("<del>"),
        count("<br"),
        body.links.len(),
        usize::from(block),
    ];
    Meaning { letters: letters(&text_of(&body)), marks }
}

/// What a line should say.
pub(super) fn wanted_letters(content: &[Inline], notes: usize) -> String {
    letters(&plain_text(content)) + &NOTE.repeat(notes)
}
