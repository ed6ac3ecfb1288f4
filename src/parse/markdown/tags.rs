//! Splits raw HTML into tags and what stands between them.
//!
//! This is only as clever as telling an author what is left out needs:
//! whether a page is safe is for the sanitiser, which parses as browsers do.

use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, entities and all.
    Text(&'a str),
    /// `<name …>`.
    Open(OpenTag<'a>),
    /// `</name>`.
    Close(String),
    /// A comment or declaration.
    Other,
}

/// An opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OpenTag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) range: Range<usize>,
    pub(super) attributes: Vec<Attribute<'a>>,
}

/// An attribute as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub(super) name: String,
    /// The value, entities and all; empty where there is none.
    pub(super) value: &'a str,
    /// Where the value stands, or else the name.
    pub(super) range: Range<usize>,
}

impl OpenTag<'_> {
    /// The attribute of this name.
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute<'_>> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// Goes through a text piece by piece.
pub(super) struct Pieces<'a> {
    html: &'a str,
    at: usize,
    /// Elements that are not closed in what is left: they are looked for
    /// once, or a text of many would take its length squared.
    unclosed: Vec<String>,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self { html, at: 0, unclosed: Vec::new() }
    }

    /// The end of the piece that was read last.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes over everything up to and including `</name>`; stays where it
    /// is if there is none.
    pub(super) fn skip_element(&mut self, name: &str) {
        if self.unclosed.iter().any(|unclosed| unclosed == name) {
            return;
        }
        let rest = &self.html.as_bytes()[self.at..];
        let close = rest.windows(name.len() + 2).position(|window| {
            window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes())
        });
        match close {
            None => self.unclosed.push(name.to_owned()),
            Some(close) => {
                let after = self.at + close;
                self.at = self.html[after..].find('>').map_or(self.html.len(), |end| after + end + 1);
            }
        }
    }

    /// The tag that begins here and its end; `None` if it is text.
    fn tag(&self) -> Option<(Piece<'a>, usize)> {
        let rest = &self.html[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map_or(rest.len(), |end| end + "<!---->".len());
            return Some((Piece::Other, self.at + end));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            return Some((Piece::Other, self.at + end));
        }
        let closing = rest.starts_with("</");
        let name_start = self.at + if closing { 2 } else { 1 };
        let name_end = self.until(name_start, |byte| byte.is_ascii_whitespace() || b"/>".contains(&byte));
        let name = &self.html[name_start..name_end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let Some((attributes, end)) = self.attributes(name_end) else {
            // Browsers take all that follows for attributes: it is shown.
            return Some((Piece::Text(rest), self.html.len()));
        };
        let name = name.to_ascii_lowercase();
        let piece = if closing {
            Piece::Close(name)
        } else {
            Piece::Open(OpenTag { name, range: name_start..name_end, attributes })
        };
        Some((piece, end))
    }

    /// The attributes from byte `at` on, and the end of the tag; `None` if it
    /// does not end.
    fn attributes(&self, mut at: usize) -> Option<(Vec<Attribute<'a>>, usize)> {
        let mut attributes = Vec::new();
        loop {
            at = self.until(at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
            if *self.html.as_bytes().get(at)? == b'>' {
                return Some((attributes, at + 1));
            }
            // A name has at least one character, so this always moves on.
            let name_end = self.until(at + 1, |byte| byte.is_ascii_whitespace() || b"=/>".contains(&byte));
            let name = self.html.get(at..name_end)?.to_ascii_lowercase();
            let equals = self.until(name_end, |byte| !byte.is_ascii_whitespace());
            if self.html.as_bytes().get(equals) != Some(&b'=') {
                attributes.push(Attribute { name, value: "", range: at..name_end });
                at = name_end;
                continue;
            }
            let start = self.until(equals + 1, |byte| !byte.is_ascii_whitespace());
            let (range, end) = match self.html.as_bytes().get(start)? {
                quote @ (b'"' | b'\'') => {
                    let end = self.until(start + 1, |byte| byte == *quote);
                    // Without a closing quote the tag does not end.
                    self.html.as_bytes().get(end)?;
                    (start + 1..end, end + 1)
                }
                _ => {
                    let end = self.until(start, |byte| byte.is_ascii_whitespace() || byte == b'>');
                    (start..end, end)
                }
            };
            attributes.push(Attribute { name, value: &self.html[range.clone()], range });
            at = end;
        }
    }

    /// The first byte from `at` on that is wanted, or the end.
    fn until(&self, at: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let rest = self.html.as_bytes().get(at..).unwrap_or_default();
        rest.iter().position(|byte| wanted(*byte)).map_or(self.html.len(), |length| at + length)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with('<')
            && let Some((piece, end)) = self.tag()
        {
            self.at = end;
            return Some(piece);
        }
        // What looks like a tag and is none is text.
        let length = rest.bytes().skip(1).position(|byte| byte == b'<').map_or(rest.len(), |at| at + 1);
        self.at += length;
        Some(Piece::Text(&rest[..length]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_written() {
        let mut pieces = Pieces::of("a < b<IMG Src=k.png alt='<\"x\">' open\n/>c</Img >");
        assert_eq!(pieces.next(), Some(Piece::Text("a ")));
        assert_eq!(pieces.next(), Some(Piece::Text("< b")));
        let Some(Piece::Open(tag)) = pieces.next() else { unreachable!() };
        let attributes: Vec<(&str, &str)> =
            tag.attributes.iter().map(|attribute| (attribute.name.as_str(), attribute.value)).collect();
        assert_eq!(tag.name, "img");
        assert_eq!(attributes, [("src", "k.png"), ("alt", "<\"x\">"), ("open", "")]);
        assert_eq!(pieces.next(), Some(Piece::Text("c")));
        assert_eq!(pieces.next(), Some(Piece::Close("img".into())));
        assert_eq!(pieces.next(), None);
    }

    #[test]
    fn what_does_not_end_is_text_or_nothing() {
        let pieces = |html| Pieces::of(html).collect::<Vec<_>>();
        assert_eq!(pieces("<p title=\"x>y"), [Piece::Text("<p title=\"x>y")]);
        assert_eq!(pieces("a<!-- b"), [Piece::Text("a"), Piece::Other]);
        assert_eq!(pieces("<"), [Piece::Text("<")]);
        assert_eq!(pieces("é<é"), [Piece::Text("é"), Piece::Text("<é")]);
    }
}
