//! The TOML parser's messages as kinds of faults that an editor knows.
//!
//! The parser's words are matched because it gives no codes; the tests below
//! hold the mistakes that people make, so a new version that says it
//! otherwise is noticed.

use std::ops::Range;

use ::toml::de::Error;

use super::super::TableFault;
use crate::diagnostics::FrontMatterFault as Fault;

/// The faults, sorted, one a mistake: what only follows from an earlier fault
/// is left out.
pub(super) fn of(errors: &[Error], text: &str) -> Vec<TableFault> {
    let mut faults: Vec<TableFault> = errors.iter().map(|error| fault(error, text)).collect();
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    drop_consequences(&mut faults, text);
    faults
}

fn fault(error: &Error, text: &str) -> TableFault {
    let span = error.span().unwrap_or(0..0);
    let end = text.floor_char_boundary(span.end);
    let mut range = text.floor_char_boundary(span.start).min(end)..end;
    let message = error.message();
    let written = &text[range.clone()];
    let fault = if message.starts_with("string values must be quoted") {
        bare_value(written)
    } else if message.starts_with("invalid boolean") || message.starts_with("invalid float") {
        // The parser guesses from the first letter: `titel` could be `true`.
        match bare_value(written) {
            Fault::MissingQuotes if written.starts_with(|c: char| !c.is_alphabetic()) => other(message),
            fault => fault,
        }
    } else if is_unclosed_text(message) {
        Fault::UnclosedText
    } else if message.starts_with("key with no value") {
        Fault::MissingAssignment
    } else if message.starts_with("duplicate key") {
        Fault::DuplicateKey
    } else if message.starts_with("invalid date") || message.starts_with("invalid time") {
        Fault::InvalidDate
    } else if message.starts_with("missing value") {
        Fault::MissingValue
    } else if message.starts_with("invalid unquoted key") {
        range = whole_key(text, range);
        Fault::MissingQuotes
    } else if message.starts_with("unexpected key or value") {
        range = rest_of_line(text, range.start);
        Fault::TextAfterValue
    } else if message.starts_with("unclosed array") || message.starts_with("unclosed inline table") {
        Fault::UnclosedList
    } else if message.starts_with("missing comma between") {
        Fault::MissingComma
    } else {
        other(message)
    };
    TableFault { fault, range }
}

fn other(message: &str) -> Fault {
    Fault::Other(message.to_owned())
}

/// `invalid basic string, expected "` and its like for the other quotes.
fn is_unclosed_text(message: &str) -> bool {
    message.starts_with("invalid ")
        && (message.ends_with("string, expected `\"`") || message.ends_with("string, expected `'`"))
}

/// What somebody meant who wrote a value without quotes.
fn bare_value(written: &str) -> Fault {
    const ANSWERS: [&str; 9] = ["true", "false", "ja", "nee", "waar", "onwaar", "yes", "no", "on"];
    let parts = written.split(['/', '-', '.']);
    if written.is_empty() {
        Fault::MissingValue
    } else if ANSWERS.iter().any(|answer| written.eq_ignore_ascii_case(answer)) {
        Fault::InvalidBoolean
    } else if written.split(['/', '-', '.']).count() == 3
        && parts.into_iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        Fault::InvalidDate
    } else {
        Fault::MissingQuotes
    }
}

/// The key around a character that may not stand in it without quotes.
fn whole_key(text: &str, wrong: Range<usize>) -> Range<usize> {
    let start = text[..wrong.start].rfind(['\n', '[', '{', ',']).map_or(0, |at| at + 1);
    let end = text[wrong.end..].find(['\n', '\r', '=', ']']).map_or(text.len(), |length| wrong.end + length);
    let key = &text[start..end];
    let trimmed = key.trim_start();
    let start = end - trimmed.len();
    start..start + trimmed.trim_end().len()
}

fn rest_of_line(text: &str, start: usize) -> Range<usize> {
    let rest = text[start..].lines().next().unwrap_or_default();
    start..start + rest.trim_end().len()
}

/// One mistake gives several errors: a key with a colon is also a key without
/// `=`, and after a list that does not close nothing is what it should be.
fn drop_consequences(faults: &mut Vec<TableFault>, text: &str) {
    if let Some(unclosed) = faults.iter().rposition(|fault| fault.fault == Fault::UnclosedList) {
        let first = faults.iter().position(|fault| fault.fault == Fault::MissingComma).unwrap_or(unclosed);
        let first = first.min(unclosed);
        let at = text[..faults[first].range.start].trim_end().len();
        faults.truncate(first + 1);
        faults[first] = TableFault { fault: Fault::UnclosedList, range: at..at };
    }
    let without_assignment: Vec<usize> = faults
        .iter()
        .filter(|fault| fault.fault == Fault::MissingAssignment)
        .map(|fault| line_start(text, fault.range.start))
        .collect();
    let mut last_line = None;
    faults.retain(|fault| {
        let line = line_start(text, fault.range.start);
        let keep = fault.fault == Fault::MissingAssignment || !without_assignment.contains(&line);
        // Of several faults on a line the first says what to do.
        let first = last_line != Some(line) || fault.fault == Fault::DuplicateKey;
        if keep && first {
            last_line = Some(line);
        }
        keep && first
    });
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::super::parse_toml;
    use crate::diagnostics::FrontMatterFault as Fault;

    /// The faults of `text`, each with what stands at its place.
    fn faults(text: &str) -> Vec<(Fault, &str)> {
        parse_toml(text, 0).1.into_iter().map(|fault| (fault.fault, &text[fault.range])).collect()
    }

    #[test]
    fn names_the_mistakes_that_editors_make() {
        let cases = [
            ("title = Regio\n", Fault::MissingQuotes, "Regio"),
            ("title = Tips voor de regio\n", Fault::MissingQuotes, "Tips voor de regio"),
            ("title = Nieuw\nregio = iets\n", Fault::MissingQuotes, "Nieuw"),
            ("title = “Regio”\n", Fault::MissingQuotes, "“Regio”"),
            ("title = Regio: aanpak\n", Fault::MissingQuotes, "Regio: aanpak"),
            ("bron = https://x.nl\n", Fault::MissingQuotes, "https://x.nl"),
            ("date = 1 januari 2026\n", Fault::MissingQuotes, "1 januari 2026"),
            ("thema's = 1\n", Fault::MissingQuotes, "thema's"),
            ("één = 1\n", Fault::MissingQuotes, "één"),
            ("themas = [\"a\", b]\n", Fault::MissingQuotes, "b"),
            ("title = \"Regio\nx = 1\n", Fault::UnclosedText, ""),
            ("title = 'Regio\n", Fault::UnclosedText, ""),
            ("title = \"\"\"Regio\n", Fault::UnclosedText, ""),
            ("title \"Regio\"\n", Fault::MissingAssignment, ""),
            ("title: \"Regio\"\n", Fault::MissingAssignment, ""),
            ("title\n", Fault::MissingAssignment, ""),
            ("title =\n", Fault::MissingValue, ""),
            ("title = \"a\"\ntitle = \"b\"\n", Fault::DuplicateKey, "title"),
            ("date = 2026-02-30\n", Fault::InvalidDate, "2026-02-30"),
            ("date = 2026-1-2\n", Fault::InvalidDate, "2026-1-2"),
            ("date = 02-01-2026\n", Fault::InvalidDate, "02-01-2026"),
            ("date = 2026/01/02\n", Fault::InvalidDate, "2026/01/02"),
            ("date = 2026-01\n", Fault::InvalidDate, "2026-01"),
            ("date = 10:00:00\n", Fault::InvalidDate, "10:00:00"),
            ("draft = True\n", Fault::InvalidBoolean, "True"),
            ("draft = ja\n", Fault::InvalidBoolean, "ja"),
            ("draft = nee\n", Fault::InvalidBoolean, "nee"),
            ("weight = 1,5\n", Fault::TextAfterValue, ",5"),
            ("title = 'foto's'\n", Fault::TextAfterValue, "s'"),
            ("title = \"zeg \"ja\" dan\"\n", Fault::TextAfterValue, "ja\" dan\""),
            ("themas = \"a\", \"b\"\n", Fault::TextAfterValue, ", \"b\""),
            ("themas = [\"a\", \"b\"\n", Fault::UnclosedList, ""),
            ("themas = [\"a\", \"b\"\nx = 1\ny = 2\n", Fault::UnclosedList, ""),
            ("themas = [\"a\" \"b\"]\n", Fault::MissingComma, ""),
        ];
        for (text, fault, place) in cases {
            assert_eq!(faults(text).first(), Some(&(fault, place)), "{text}");
        }
    }

    #[test]
    fn one_mistake_is_one_fault() {
        for text in ["title: Regio aanpak\n", "a = [1, 2\nb = 3\n", "title == \"a\"\n", "title = 'it's\n"] {
            assert_eq!(faults(text).len(), 1, "{text} {:?}", faults(text));
        }
    }

    #[test]
    fn mistakes_on_several_lines_are_all_found() {
        let text = "title = Regio\ndate = 2026-02-30\ndraft = ja\nregio = \"x\"\nregio = \"y\"\n";
        let kinds: Vec<Fault> = faults(text).into_iter().map(|(fault, _)| fault).collect();
        let expected = [Fault::MissingQuotes, Fault::InvalidDate, Fault::InvalidBoolean, Fault::DuplicateKey];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn what_is_not_known_keeps_the_words_of_the_parser() {
        let found = faults("title = \"C:\\qmap\"\n");
        assert!(matches!(&found[..], [(Fault::Other(words), _)] if words.contains("escape")), "{found:?}");
    }
}
