//! What is searched.

use super::*;

#[test]
fn sections_hold_the_text_without_markup() {
    let markdown = "Inleiding\nover *twee* regels\\\nen drie.\n\n## Kop\n\n- een\n  - twee\n\n> [!LES] Titel\n> les\n\n\
        ```\ncode a\ncode b\n```\n\n| a | b |\n|--|--|\n| c | d |\n\n![kaart](k.png 'Bijschrift')\n\n\
        tekst[^1] en `x`\n\n[^1]: voetnoot\n\n### Leeg\n";
    let body = body(markdown);
    let texts: Vec<(Option<u32>, &str)> =
        body.sections.iter().map(|section| (section.heading, section.text.as_str())).collect();
    let expected = [
        (None, "Inleiding over twee regels en drie."),
        (Some(0), "een\ntwee\nTitel\nles\ncode a code b\na b\nc d\nkaart\nBijschrift\ntekst en x\nvoetnoot"),
        (Some(1), ""),
    ];
    assert_eq!(texts, expected);
    assert_eq!(body.words, 6 + 1 + 18 + 1);
}

#[test]
fn raw_html_is_searched_without_tags() {
    let markdown = "<details><summary>Meer &eacute;n</summary>\n<p>tekst</p></details>\n\na <b>vet</b><br>c";
    assert_eq!(body(markdown).sections[0].text, "Meer én\ntekst\na vet c");
}
