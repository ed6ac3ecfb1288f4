//! Which addresses a page can hold.

/// Whether an address can stand in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Usable {
    /// In this form.
    Yes(String),
    /// Not at all: it leads to somebody's own disk, or is no address.
    No,
}

/// Tells whether an address from a document can stand in an article.
pub(super) fn usable(address: &str) -> Usable {
    let address = address.trim();
    let lower = address.to_lowercase();
    if lower.starts_with("www.") {
        return Usable::Yes(format!("https://{address}"));
    }
    let scheme =
        ["https://", "http://", "mailto:", "tel:"].into_iter().find(|scheme| lower.starts_with(scheme));
    match scheme {
        Some(scheme) if address.len() > scheme.len() && !address.contains(char::is_control) => {
            Usable::Yes(address.to_owned())
        }
        _ => Usable::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_others_can_follow_are_usable() {
        for yes in ["https://example.nl/a?b=c#d", "mailto:info@example.nl", "tel:+31201234567"] {
            assert_eq!(usable(yes), Usable::Yes(yes.to_owned()));
        }
        assert_eq!(usable("www.example.nl"), Usable::Yes("https://www.example.nl".to_owned()));
        for no in [
            "file:///C:/map/a.docx",
            "\\\\server\\map",
            "javascript:alert(1)",
            "bijlage.docx",
            "",
            "https://",
        ] {
            assert_eq!(usable(no), Usable::No, "{no}");
        }
    }
}
