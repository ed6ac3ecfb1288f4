//! The words that polder itself puts into a text, in the site's language.

/// Words in one language.
pub(super) struct Labels {
    /// What a table without a caption is called, before its number.
    pub(super) table: &'static str,
    /// What the list of footnotes is called.
    pub(super) footnotes: &'static str,
    /// What a link to a footnote is called, before its number.
    pub(super) footnote: &'static str,
    /// What a link back from a footnote is called, before its number.
    pub(super) back: &'static str,
    /// What a ticked box says.
    pub(super) done: &'static str,
    /// What an open box says.
    pub(super) to_do: &'static str,
    /// The anchor of a heading without letters.
    pub(super) heading: &'static str,
    /// Which of the callouts' labels are meant.
    pub(super) dutch: bool,
}

/// The words of the site's language.
pub(super) fn labels(dutch: bool) -> &'static Labels {
    if dutch { &DUTCH } else { &ENGLISH }
}

static DUTCH: Labels = Labels {
    table: "Tabel",
    footnotes: "Voetnoten",
    footnote: "Voetnoot",
    back: "Terug naar de tekst bij voetnoot",
    done: "Klaar",
    to_do: "Nog te doen",
    heading: "kop",
    dutch: true,
};

static ENGLISH: Labels = Labels {
    table: "Table",
    footnotes: "Footnotes",
    footnote: "Footnote",
    back: "Back to the text at footnote",
    done: "Done",
    to_do: "To do",
    heading: "heading",
    dutch: false,
};
