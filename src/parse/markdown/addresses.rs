//! Where in the source the address of a link stands, so that a message can
//! point at it. The parser gives the place of the whole link only.

use std::ops::Range;

/// The address of `[text](address "title")`; `text_end` is where its text
/// ends.
pub(super) fn of_inline(source: &str, link: &Range<usize>, text_end: usize) -> Option<Range<usize>> {
    let rest = source.get(text_end..link.end)?;
    destination(source, text_end + rest.find("](")? + 2, link.end)
}

/// The address of `[label]: address "title"`.
pub(super) fn of_definition(source: &str, definition: &Range<usize>) -> Option<Range<usize>> {
    let rest = source.get(definition.clone())?;
    destination(source, definition.start + rest.find("]:")? + 2, definition.end)
}

/// The first place in `link` where `address` stands as it is.
pub(super) fn of_text(source: &str, link: &Range<usize>, address: &str) -> Option<Range<usize>> {
    let start = link.start + source.get(link.clone())?.find(address)?;
    (!address.is_empty()).then(|| start..start + address.len())
}

/// A link's destination after byte `from`, without the `<>` around it.
fn destination(source: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let text = source.get(from..end)?;
    let start = from + (text.len() - text.trim_start().len());
    let text = &source[start..end];
    if let Some(pointed) = text.strip_prefix('<') {
        let length = unescaped(pointed, |byte| byte == b'>')?;
        return (length > 0).then(|| start + 1..start + 1 + length);
    }
    let mut open = 0;
    let length = unescaped(text, |byte| match byte {
        b'(' => {
            open += 1;
            false
        }
        b')' if open > 0 => {
            open -= 1;
            false
        }
        byte => byte == b')' || byte.is_ascii_whitespace(),
    })
    .unwrap_or(text.len());
    (length > 0).then(|| start..start + length)
}

/// The first byte without a backslash before it that ends the address.
fn unescaped(text: &str, mut ends: impl FnMut(u8) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if escaped {
            escaped = false;
        } else if byte == b'\\' {
            escaped = true;
        } else if ends(byte) {
            return Some(at);
        }
    }
    None
}
