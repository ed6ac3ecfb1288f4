//! Text and addresses in HTML that Rust writes itself.

/// Text as it may stand in an element or between double quotes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match after.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = &after[1..];
    }
    out.push_str(rest);
}

/// ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}

/// An address as an attribute.
pub(super) fn push_address(out: &mut String, name: &str, address: &str) {
    push_attribute(out, name, &safe_address(address));
}

/// An address with what an address may not hold (blanks, quotes, brackets
/// outside a host) written as `%20` and the like.
pub(super) fn safe_address(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => {
                safe.push_str(&format!("%{:02X}", c as u32))
            }
            '[' | ']' if !address.contains("://[") => safe.push_str(&format!("%{:02X}", c as u32)),
            c if c.is_ascii_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{push_address, push_attribute};

    #[test]
    fn nothing_leaves_an_attribute() {
        let mut out = String::new();
        push_attribute(&mut out, "title", "a\"b' <&>");
        push_address(&mut out, "href", "https://a.nl/b c?d=[e]&f=\"g\"\n");
        let expected =
            " title=\"a&quot;b' &lt;&amp;&gt;\" href=\"https://a.nl/b%20c?d=%5Be%5D&amp;f=%22g%22\"";
        assert_eq!(out, expected);
    }
}
