//! Splits a file's front matter from its body.

use super::{Format, FrontMatter};
use crate::diagnostics::FrontMatterFault;

/// Where the parts of a file are.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The front matter, if there is any.
    pub front_matter: Option<FrontMatter>,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// What is wrong, with the place of the first line.
    pub fault: Option<FrontMatterFault>,
}

/// Finds the front matter: between two lines of `+++` (TOML) or `---` (YAML;
/// `...` closes it too). Blank lines before it are allowed.
///
/// Where the closing line is missing nobody can say where the text begins, so
/// the body is taken to be empty: one clear error rather than many wrong ones.
pub fn split_front_matter(text: &str) -> Split {
    let start = text.len() - text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let (format, delimiter) = match line_at(text, start).0 {
        "+++" => (Format::Toml, "+++"),
        "---" => (Format::Yaml, "---"),
        _ => return Split { front_matter: None, body_start: 0, fault: Some(FrontMatterFault::Missing) },
    };
    let begin = line_at(text, start).1;
    let mut at = begin;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        if line == delimiter || (format == Format::Yaml && line == "...") {
            return Split {
                front_matter: Some(FrontMatter { format, range: begin..at }),
                body_start: next,
                fault: None,
            };
        }
        at = next;
    }
    Split {
        front_matter: None,
        body_start: text.len(),
        fault: Some(FrontMatterFault::Unclosed(delimiter.into())),
    }
}

/// The line that begins at `at`, without white space at its end, and where
/// the next one begins.
fn line_at(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at..];
    let end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    (rest[..end].trim_end(), at + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_both_formats_and_line_ends() {
        for (text, format) in
            [("+++\na = 1\n+++\nx", Format::Toml), ("\n---\r\na: 1\r\n--- \r\nx", Format::Yaml)]
        {
            let split = split_front_matter(text);
            let found = split.front_matter.map(|matter| (matter.format, &text[matter.range]));
            assert!(found.is_some_and(|(found, text)| found == format && text.starts_with('a')));
            assert_eq!(&text[split.body_start..], "x");
        }
    }

    #[test]
    fn says_what_is_missing() {
        assert_eq!(split_front_matter("# Kop\n").fault, Some(FrontMatterFault::Missing));
        assert_eq!(split_front_matter("").fault, Some(FrontMatterFault::Missing));
        assert_eq!(
            split_front_matter("+++\na = 1\n\ntekst").fault,
            Some(FrontMatterFault::Unclosed("+++".into()))
        );
    }
}
