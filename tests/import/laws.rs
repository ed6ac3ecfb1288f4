//! Random documents of text that is full of Markdown's signs: no word of them
//! is lost, whatever stands next to what.

use proptest::prelude::*;

use super::imported;
use super::oracle::{lost_words, package, words_of_document};
use polder::import::NoteKind;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Pieces of text as people write them, and as nobody should.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé]{1,6}",
        Just(" ".to_owned()),
        Just("\u{a0}".to_owned()),
        "[*_~`#>+=|:.!<>&\\\\\\[\\](){}^$'\"-]{1,4}",
        Just("1. ".to_owned()),
        Just("- ".to_owned()),
        Just("&amp;".to_owned()),
        Just("&#39;".to_owned()),
        Just("<b>".to_owned()),
        Just("</p>".to_owned()),
        Just("<!--".to_owned()),
        Just("https://example.nl/a_b".to_owned()),
        Just("[a](b)".to_owned()),
        Just("[[c]]".to_owned()),
        Just("[^1]".to_owned()),
        Just("[!TIP] ".to_owned()),
        Just("{#id}".to_owned()),
        Just("…".to_owned()),
        Just("日本".to_owned()),
        Just("🙂".to_owned()),
    ]
}

/// A run: text with a look.
fn run() -> impl Strategy<Value = String> {
    let text = prop::collection::vec(piece(), 0..5).prop_map(|pieces| pieces.concat());
    let look = (any::<bool>(), any::<bool>(), 0..8u8);
    (text, look, 0..12u8).prop_map(|(text, (bold, italic, other), special)| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let switch = |on: bool, name: &str| if on { format!("<w:{name}/>") } else { String::new() };
        let look = format!(
            "{}{}{}{}",
            switch(bold, "b"),
            switch(italic, "i"),
            switch(other == 0, "strike"),
            if other == 1 { "<w:vertAlign w:val=\"superscript\"/>" } else { "" }
        );
        let special = match special {
            0 => "<w:br/>",
            1 => "<w:tab/>",
            2 => "<w:noBreakHyphen/>",
            _ => "",
        };
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{escaped}</w:t>{special}</w:r>")
    })
}

fn paragraph() -> impl Strategy<Value = String> {
    let runs = prop::collection::vec(run(), 0..4).prop_map(|runs| runs.concat());
    let style = prop_oneof![
        4 => Just(String::new()),
        1 => (0..7u8).prop_map(|level| format!("<w:outlineLvl w:val=\"{level}\"/>")),
        2 => (1..3u8, 0..3u8).prop_map(|(list, level)| {
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
        }),
        1 => Just("<w:ind w:left=\"1000\"/>".to_owned()),
        1 => Just("<w:pStyle w:val=\"Citaat\"/>".to_owned()),
        1 => Just("<w:pStyle w:val=\"Bijschrift\"/>".to_owned()),
    ];
    (style, runs).prop_map(|(style, runs)| format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"))
}

fn block() -> impl Strategy<Value = String> {
    let cell = prop::collection::vec(paragraph(), 1..3)
        .prop_map(|paragraphs| format!("<w:tc>{}</w:tc>", paragraphs.concat()));
    let row = prop::collection::vec(cell, 1..4).prop_map(|cells| format!("<w:tr>{}</w:tr>", cells.concat()));
    let table = prop::collection::vec(row, 1..4).prop_map(|rows| format!("<w:tbl>{}</w:tbl>", rows.concat()));
    prop_oneof![6 => paragraph(), 1 => table]
}

fn document(body: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let level = |at: u8, kind: &str| format!("<w:lvl w:ilvl=\"{at}\"><w:numFmt w:val=\"{kind}\"/></w:lvl>");
    let levels = |kind: &str| (0..3).map(|at| level(at, kind)).collect::<String>();
    package(&[
        (
            "word/document.xml",
            &format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/_rels/document.xml.rels",
            &format!(
                "<Relationships>{}{}</Relationships>",
                relation("a", "styles", "styles.xml"),
                relation("b", "numbering", "numbering.xml")
            ),
        ),
        (
            "word/styles.xml",
            &format!(
                "<w:styles xmlns:w=\"{NAMESPACE}\"><w:style w:styleId=\"Citaat\"><w:name w:val=\"Quote\"/></w:style><w:style w:styleId=\"Bijschrift\"><w:name w:val=\"caption\"/></w:style></w:styles>"
            ),
        ),
        (
            "word/numbering.xml",
            &format!(
                "<w:numbering xmlns:w=\"{NAMESPACE}\"><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
                levels("bullet"),
                levels("decimal")
            ),
        ),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_random_document_is_lost(blocks in prop::collection::vec(block(), 1..8)) {
        let bytes = document(&blocks.concat());
        if let Ok(imported) = imported("proef.docx", &bytes) {
            let differs = imported.report.notes().iter().any(|note| note.kind == NoteKind::Differs);
            prop_assert!(!differs, "the article differs:\n{}", imported.markdown);
            let lost = lost_words(&imported, &words_of_document(&bytes));
            prop_assert!(lost.is_empty(), "lost {lost:?} of\n{}", imported.markdown);
        }
    }
}
