//! What a paragraph is by the name of its style.
//!
//! Word translates the ids of its styles (`Kop1`, `Berschrift1`) and keeps
//! their names in English (`heading 1`); other programs translate the names
//! too. So names are known in several languages.

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::import) enum Role {
    /// A paragraph of running text.
    #[default]
    Body,
    /// The document's title.
    Title,
    /// The line below it.
    Subtitle,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A quotation.
    Quote,
    /// The caption of a picture or table.
    Caption,
    /// Text whose spaces count.
    Code,
    /// A paragraph of a list, also where it has no mark of its own.
    ListParagraph,
    /// A line of a table of contents.
    Contents,
}

/// What a paragraph is by the name of its style.
pub(in crate::import) fn role_of(name: &str) -> Role {
    let name = name.to_lowercase().replace(['-', '_', '.'], " ");
    let (word, number) = match name.rsplit_once(' ') {
        Some((word, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            (word, number.parse().ok())
        }
        _ => (name.as_str(), None),
    };
    match (word, number) {
        (
            "heading" | "kop" | "überschrift" | "titre" | "título" | "titolo" | "rubrik" | "overskrift",
            Some(level @ 1..=9),
        ) => Role::Heading(level),
        ("toc" | "inhopg" | "inhoudsopgave" | "contents" | "verzeichnis", Some(_)) => Role::Contents,
        ("toc heading" | "kopvan inhoudsopgave" | "kop van inhoudsopgave" | "contents heading", _) => {
            Role::Contents
        }
        ("title" | "titel" | "document title", None) => Role::Title,
        ("subtitle" | "ondertitel" | "subtitel" | "untertitel", None) => Role::Subtitle,
        (
            "quote" | "intense quote" | "citaat" | "duidelijk citaat" | "block text" | "bloktekst"
            | "quotations" | "blockquote" | "zitat" | "citation",
            None,
        ) => Role::Quote,
        ("caption" | "bijschrift" | "beschriftung" | "légende" | "image caption" | "table caption", None) => {
            Role::Caption
        }
        (
            "html preformatted"
            | "html vooraf opgemaakt"
            | "preformatted text"
            | "vooraf opgemaakte tekst"
            | "source code"
            | "code"
            | "broncode"
            | "macro",
            None,
        ) => Role::Code,
        ("list paragraph" | "lijstalinea" | "listenabsatz", None) => Role::ListParagraph,
        ("list continue" | "lijstvoortzetting", _) => Role::ListParagraph,
        _ => Role::Body,
    }
}

/// Character styles for program text.
pub(in crate::import) fn is_code_style(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "html code"
            | "html-code"
            | "source text"
            | "verbatim char"
            | "html keyboard"
            | "html sample"
            | "brontekst"
    )
}

/// Fonts in which all characters are equally wide. Typewriter letters that
/// people choose for the looks of them are not among them.
pub(in crate::import) fn is_code_font(name: &str) -> bool {
    matches!(
        name,
        "Consolas"
            | "Courier New"
            | "Cascadia Code"
            | "Cascadia Mono"
            | "Menlo"
            | "Monaco"
            | "Source Code Pro"
            | "Liberation Mono"
            | "DejaVu Sans Mono"
            | "Lucida Console"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_name_in_dutch_and_english() {
        for (name, role) in [
            ("heading 1", Role::Heading(1)),
            ("Kop 3", Role::Heading(3)),
            ("Heading 2", Role::Heading(2)),
            ("Titel", Role::Title),
            ("Duidelijk citaat", Role::Quote),
            ("toc 2", Role::Contents),
            ("Bijschrift", Role::Caption),
            ("Lijstalinea", Role::ListParagraph),
            ("Normal", Role::Body),
            ("Kop", Role::Body),
        ] {
            assert_eq!(role_of(name), role, "{name}");
        }
    }
}
