//! The YAML parser's messages as kinds of faults that an editor knows.
//!
//! The parser's words are matched because most of its errors have no code;
//! the tests below hold the mistakes that people make.

use std::ops::Range;

use serde_saphyr::{Error, Location};

use super::super::TableFault;
use crate::diagnostics::FrontMatterFault as Fault;

/// The fault, with its place in `text`.
pub(super) fn of(error: &Error, text: &str) -> TableFault {
    let at = error.location().map_or(0, |location| byte_at(text, location));
    let message = error.to_string();
    let line = Line::at(text, at);
    let (fault, range) = match error {
        Error::DuplicateMappingKey { .. } => (Fault::DuplicateKey, line.key()),
        Error::SerdeInvalidType { .. } => (Fault::MissingAssignment, line.content()),
        _ if message.starts_with("mapping values are not allowed") => stray_colon(text, &line, at),
        _ if message.starts_with("invalid indentation in multiline quoted scalar") => {
            let end = text[..line.range.start].trim_end().len();
            (Fault::UnclosedText, end..end)
        }
        _ if message.starts_with("invalid trailing content after") => {
            (Fault::TextAfterValue, at..line.content().end.max(at))
        }
        _ if message.starts_with("unclosed bracket") || message.starts_with("illegal placement of ':'") => {
            (Fault::UnclosedList, unclosed_list(text, &line, at))
        }
        _ if message.starts_with("tabs disallowed") => (Fault::Indentation, line.range.start..at),
        _ if wants_quotes(&message) && line.value().is_some() => {
            (Fault::MissingQuotes, line.value().unwrap_or(at..at))
        }
        _ => (Fault::Other(words(message)), at..at),
    };
    TableFault { fault, range }
}

/// A value that begins with a character that means something in YAML.
fn wants_quotes(message: &str) -> bool {
    const BEGINNINGS: [&str; 6] = [
        "unexpected character",
        "alias references unknown anchor",
        "while scanning an anchor or alias",
        "while scanning a block scalar",
        "while parsing a block mapping, did not find expected key",
        "block sequence entries are not allowed",
    ];
    BEGINNINGS.iter().any(|beginning| message.starts_with(beginning))
}

/// A colon where none may stand: in a value, after a line without one, or in
/// a line that is indented for no reason.
fn stray_colon(text: &str, line: &Line<'_>, colon: usize) -> (Fault, Range<usize>) {
    if let Some(value) = line.value()
        && value.start <= colon
    {
        return (Fault::ColonInValue, value);
    }
    let before = text[..line.range.start].trim_end().len();
    let previous = Line::at(text, before);
    if previous.value().is_some() || previous.content().is_empty() {
        (Fault::Indentation, line.key())
    } else {
        (Fault::MissingAssignment, previous.content())
    }
}

/// The bracket, where the parser says which; else the end of the line before.
fn unclosed_list(text: &str, line: &Line<'_>, at: usize) -> Range<usize> {
    if text[at..].starts_with(['[', '{']) {
        return at..at + 1;
    }
    let end = text[..line.range.start].trim_end().len();
    end..end
}

/// The parser's message without the place, which we show ourselves.
fn words(message: String) -> String {
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_owned(),
        None => message,
    }
}

/// The byte of the text at a line and column, which count characters from 1.
pub(super) fn byte_at(text: &str, location: Location) -> usize {
    let (line, column) = (location.line().max(1), location.column().max(1));
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let length = rest.find('\n').unwrap_or(rest.len());
    let column = usize::try_from(column - 1).unwrap_or(usize::MAX);
    start + rest[..length].char_indices().nth(column).map_or(length, |(at, _)| at)
}

/// A line of the text.
struct Line<'a> {
    text: &'a str,
    range: Range<usize>,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        Self { text, range: start..end }
    }

    /// The line without the space around it.
    fn content(&self) -> Range<usize> {
        let line = &self.text[self.range.clone()];
        let start = self.range.start + (line.len() - line.trim_start().len());
        start..start + line.trim().len()
    }

    /// What stands before the first colon.
    fn key(&self) -> Range<usize> {
        let content = self.content();
        let key = self.text[content.clone()].split(':').next().unwrap_or_default();
        content.start..content.start + key.trim_end().len()
    }

    /// What stands after the first colon, if it ends a key.
    fn value(&self) -> Option<Range<usize>> {
        let content = self.content();
        let colon = content.start + self.text[content.clone()].find(": ")?;
        let value = &self.text[colon + 1..content.end];
        let start = content.end - value.trim_start().len();
        Some(start..content.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_yaml;
    use crate::diagnostics::FrontMatterFault as Fault;

    /// The fault of `text`, with what stands at its place.
    fn fault(text: &str) -> Option<(Fault, &str)> {
        parse_yaml(text, 0).1.pop().map(|fault| (fault.fault, &text[fault.range]))
    }

    #[test]
    fn names_the_mistakes_that_editors_make() {
        let cases = [
            ("title: Regio: aanpak\n", Fault::ColonInValue, "Regio: aanpak"),
            ("a: 1\ntitle: Één: aanpak\r\nb: 2\n", Fault::ColonInValue, "Één: aanpak"),
            ("title: \"Regio\nx: 1\n", Fault::UnclosedText, ""),
            ("title: 'Regio\n", Fault::UnclosedText, ""),
            ("title \"Regio\"\n", Fault::MissingAssignment, "title \"Regio\""),
            ("title \"Regio\"\nx: 1\n", Fault::MissingAssignment, "title \"Regio\""),
            ("title:Regio\nx: 1\n", Fault::MissingAssignment, "title:Regio"),
            ("title = \"Regio\"\n", Fault::MissingAssignment, "title = \"Regio\""),
            ("title: a\ntitle: b\n", Fault::DuplicateKey, "title"),
            ("title: 'foto's'\n", Fault::TextAfterValue, "s'"),
            ("title: \"zeg \"ja\" dan\"\n", Fault::TextAfterValue, "ja\" dan\""),
            ("themas: [a, b\nx: 1\n", Fault::UnclosedList, ""),
            ("themas: {a: b\n", Fault::UnclosedList, "{"),
            ("a:\n\tb: 1\n", Fault::Indentation, "\t"),
            ("a: 1\n  b: 2\n", Fault::Indentation, "b"),
            ("title: @regio\n", Fault::MissingQuotes, "@regio"),
            ("title: `regio`\n", Fault::MissingQuotes, "`regio`"),
            ("title: *nieuw*\n", Fault::MissingQuotes, "*nieuw*"),
            ("title: & meer\n", Fault::MissingQuotes, "& meer"),
            ("title: > a\n", Fault::MissingQuotes, "> a"),
            ("title: - a\n", Fault::MissingQuotes, "- a"),
            ("title: [Nieuw] aanpak\n", Fault::MissingQuotes, "[Nieuw] aanpak"),
        ];
        for (text, kind, place) in cases {
            assert_eq!(fault(text), Some((kind, place)), "{text}");
        }
    }

    #[test]
    fn what_is_not_known_keeps_the_words_of_the_parser() {
        let expected = "while parsing a quoted scalar, found unknown escape character";
        assert_eq!(fault("a: \"\\q\"\n"), Some((Fault::Other(expected.into()), "")));
    }
}
