//! The names that a template uses, with their places. The engine tells which
//! variables a template asks for but not where, and says nothing of the
//! fields of a map before a page is made.

use std::ops::Range;

/// A name inside `{{ … }}` or `{% … %}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// The name.
    pub(super) text: &'a str,
    /// The name before the dot, if it is a field.
    pub(super) of: Option<&'a str>,
}

impl Name<'_> {
    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// The names in a template, in order; not those in texts and comments.
pub(super) fn names(source: &str) -> Vec<Name<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find('{').map(|offset| at + offset) {
        let inside = start + 2;
        at = match source.get(start..inside) {
            Some("{#") => source[inside..].find("#}").map_or(source.len(), |end| inside + end + 2),
            Some("{{") => names_in_tag(source, inside, "}}", &mut found),
            Some("{%") => names_in_tag(source, inside, "%}", &mut found),
            _ => start + 1,
        };
    }
    found
}

/// Gathers the names up to `end` and tells where the tag is over.
fn names_in_tag<'a>(source: &'a str, start: usize, end: &str, found: &mut Vec<Name<'a>>) -> usize {
    let mut at = start;
    let mut before_dot = None;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        if rest.starts_with(end) {
            return at + end.len();
        }
        let length = match c {
            '"' | '\'' | '`' => rest[1..].find(c).map_or(rest.len(), |close| close + 2),
            c if c.is_alphanumeric() || c == '_' => {
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let word = &rest[..length];
        if c.is_alphabetic() || c == '_' {
            let of = if source[..at].ends_with('.') { before_dot } else { None };
            found.push(Name { at, text: word, of });
            before_dot = Some(word);
        }
        at += length;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn finds_names_in_tags_only() {
        let source = "a {# b.c #} {{ t.next | fill(n=\"t.x }}\") }}\n{% if page.é_1 -%} {d} t.no {% endif %}";
        let list: Vec<_> = names(source).iter().map(|name| (name.text, name.of)).collect();
        let expected = [
            ("t", None),
            ("next", Some("t")),
            ("fill", None),
            ("n", None),
            ("if", None),
            ("page", None),
            ("é_1", Some("page")),
            ("endif", None),
        ];
        assert_eq!(list, expected);
        assert!(names("{{ 'open").is_empty() && names("{").is_empty() && names("{%").is_empty());
    }
}
