//! Footnotes.

use super::*;

const BACK: &str = "role=\"doc-backlink\" aria-label=\"Terug naar de tekst bij voetnoot";

#[test]
fn notes_are_numbered_by_use_and_lead_back() {
    let markdown = "een[^b] twee[^a] nog[^b]\n\n[^a]: A\n\n[^b]: B\n\n    slot\n";
    let expected = format!(
        "<p>een<sup class=\"footnote-reference\"><a href=\"#_fn-1\" id=\"_fnref-1\" role=\"doc-noteref\" \
         aria-label=\"Voetnoot 1\">1</a></sup> twee<sup class=\"footnote-reference\"><a href=\"#_fn-2\" \
         id=\"_fnref-2\" role=\"doc-noteref\" aria-label=\"Voetnoot 2\">2</a></sup> nog<sup \
         class=\"footnote-reference\"><a href=\"#_fn-1\" id=\"_fnref-1-2\" role=\"doc-noteref\" \
         aria-label=\"Voetnoot 1\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Voetnoten\">\n<ol>\n\
         <li id=\"_fn-1\"><p>B</p>\n<p>slot <a class=\"footnote-back\" href=\"#_fnref-1\" {BACK} 1 (1)\">↩\u{fe0e}\
         </a> <a class=\"footnote-back\" href=\"#_fnref-1-2\" {BACK} 1 (2)\">↩\u{fe0e}</a></p></li>\n\
         <li id=\"_fn-2\"><p>A <a class=\"footnote-back\" href=\"#_fnref-2\" {BACK} 2\">↩\u{fe0e}</a></p></li>\n\
         </ol>\n</section>\n"
    );
    assert_eq!(html(markdown), expected);
}

#[test]
fn notes_refer_to_notes_links_and_terms() {
    let markdown = "x[^1]\n\n[^1]: zie [a](b)[^2] en UWV\n[^2]: B ![c](d.png)\n";
    let body = body(markdown);
    let html = filled(&body);
    assert!(html.contains("<p>zie <a b>a</a><sup class=\"footnote-reference\"><a href=\"#_fn-2\""), "{html}");
    assert!(html.contains("<li id=\"_fn-2\"><p>B <img d.png alt=c> <a class=\"footnote-back\""), "{html}");
    let texts: Vec<&str> =
        body.running_text.iter().map(|range| &body.html[range.start as usize..range.end as usize]).collect();
    assert_eq!(texts, ["x", "zie ", " en UWV", "B "]);
}

#[test]
fn what_is_not_defined_stays_and_what_is_not_used_is_kept() {
    assert_eq!(html("a[^x]"), "<p>a[^x]</p>\n");
    let html = html("a\n\n[^x]: los\n");
    assert!(html.contains("<li id=\"_fn-1\"><p>los</p></li>"), "{html}");
}

#[test]
fn notes_in_headings_and_titles_work() {
    let body = body("## Kop[^1]\n\n> [!LES][^1]\n> x\n\n[^1]: A\n");
    assert_eq!(body.headings[0].text, "Kop");
    assert_eq!(body.headings[0].id, "kop");
    assert!(body.html.contains("id=\"_fnref-1\""));
}
