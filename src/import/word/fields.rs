//! Fields: places in a text that Word fills, such as a link or a date. What
//! stands there now is text of the document; only a link is more than that.

use crate::import::document::Address;

/// A field that is open.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    /// What Word is to fill in.
    pub(super) instruction: String,
    /// Whether the instruction has ended and its result is being read.
    pub(super) result: bool,
    /// Where the result leads, if the field is a link.
    pub(super) link: Option<Address>,
}

/// The address that an instruction gives its result.
pub(super) fn link_of(instruction: &str) -> Option<Address> {
    let words = words(instruction);
    let (name, arguments) = words.split_first()?;
    match name.to_uppercase().as_str() {
        "HYPERLINK" => {
            let mut address = None;
            let mut bookmark = None;
            let mut arguments = arguments.iter();
            while let Some(argument) = arguments.next() {
                match argument.as_str() {
                    "\\l" => bookmark = arguments.next().cloned(),
                    // A tip, a frame: they have a value of their own.
                    "\\o" | "\\t" => {
                        arguments.next();
                    }
                    switch if switch.starts_with('\\') => {}
                    target => address = address.or_else(|| Some(target.to_owned())),
                }
            }
            match (address.filter(|address| !address.is_empty()), bookmark) {
                (Some(address), Some(bookmark)) => Some(Address::Url(format!("{address}#{bookmark}"))),
                (Some(address), None) => Some(Address::Url(address)),
                (None, Some(bookmark)) => Some(Address::Anchor(bookmark)),
                (None, None) => None,
            }
        }
        "REF" | "PAGEREF" if arguments.iter().any(|argument| argument == "\\h") => {
            arguments.first().map(|bookmark| Address::Anchor(bookmark.clone()))
        }
        _ => None,
    }
}

/// The words of an instruction; a text between quotes is one.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut any) = (false, false);
    let mut characters = instruction.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' if quoted && matches!(characters.peek(), Some('"' | '\\')) => {
                word.extend(characters.next());
            }
            '"' | '“' | '”' => {
                quoted = !quoted;
                any = true;
            }
            c if c.is_whitespace() && !quoted => {
                if any || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            c => word.push(c),
        }
    }
    if any || !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_from_instructions() {
        let url = |url: &str| Some(Address::Url(url.to_owned()));
        assert_eq!(
            link_of(r#" HYPERLINK "https://example.nl/a b" \o "tip" "#),
            url("https://example.nl/a b")
        );
        assert_eq!(link_of(r#"HYPERLINK "https://example.nl" \l "deel""#), url("https://example.nl#deel"));
        assert_eq!(link_of(r#"hyperlink \l "_Toc12""#), Some(Address::Anchor("_Toc12".into())));
        assert_eq!(link_of(r" REF _Ref3 \h "), Some(Address::Anchor("_Ref3".into())));
        assert_eq!(link_of(" PAGE "), None);
        assert_eq!(link_of(" REF _Ref3 "), None);
        assert_eq!(link_of(""), None);
    }
}
