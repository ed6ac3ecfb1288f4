//! Callouts.

use super::*;

#[test]
fn each_kind_has_a_label() {
    let cases = [
        ("LES", "les", "Les"),
        ("tip", "tip", "Tip"),
        ("Let op", "let-op", "Let op"),
        ("VOORBEELD", "voorbeeld", "Voorbeeld"),
        ("NOTE", "note", "Opmerking"),
        ("IMPORTANT", "important", "Belangrijk"),
        ("WARNING", "warning", "Waarschuwing"),
        ("CAUTION", "caution", "Pas op"),
    ];
    for (marker, class, label) in cases {
        let expected = format!(
            "<aside class=\"callout callout-{class}\" role=\"note\">\n<p class=\"callout-label\">{label}</p>\n\
             <p>tekst</p>\n</aside>\n"
        );
        assert_eq!(html(&format!("> [!{marker}]\n> tekst\n")), expected);
    }
}

#[test]
fn english_sites_have_english_labels() {
    let source = SourceText::new("a.md", "> [!LET OP]\n> text\n");
    let body = parse_body(&source, 0, &MarkdownSettings { dutch: false }, &mut Vec::new());
    assert!(body.html.contains("<p class=\"callout-label\">Take note</p>"), "{}", body.html);
}

#[test]
fn a_title_may_follow_and_anything_may_come_after() {
    let head = "<aside class=\"callout callout-les\" role=\"note\">\n<p class=\"callout-label\">Les";
    let title = "> [!LES] Wie *niets* doet\n> tekst\n> meer\n";
    let expected = format!(
        "{head}: <span class=\"callout-title\">Wie <em>niets</em> doet</span></p>\n<p>tekst\nmeer</p>\n</aside>\n"
    );
    assert_eq!(html(title), expected);
    let list = "> [!LES]\n> - een\n";
    assert_eq!(html(list), format!("{head}</p>\n<ul>\n<li>een</li>\n</ul>\n</aside>\n"));
    let blank = "> [!LES]\n>\n> tekst\n";
    assert_eq!(html(blank), format!("{head}</p>\n<p>tekst</p>\n</aside>\n"));
    let emphasis_over_lines = html("> [!LES] *een\n> twee* drie\n> vier\n");
    let expected = format!(
        "{head}: <span class=\"callout-title\"><em>een\ntwee</em> drie</span></p>\n<p>vier</p>\n</aside>\n"
    );
    assert_eq!(emphasis_over_lines, expected);
    let link = html("> [!LES] [x](y) z\n");
    assert_eq!(link, format!("{head}: <span class=\"callout-title\"><a y>x</a> z</span></p>\n</aside>\n"));
    let image = html("> [!LES]\n> ![x](y.png 'T')\n");
    let expected =
        format!("{head}</p>\n<figure><img y.png alt=x><figcaption>T</figcaption></figure>\n</aside>\n");
    assert_eq!(image, expected);
}

#[test]
fn other_quotes_stay_quotes() {
    for (markdown, inside) in [
        ("> [!ANDERS]\n> tekst\n", "<p>[!ANDERS]\ntekst</p>\n"),
        ("> tekst [!LES]\n", "<p>tekst [!LES]</p>\n"),
        ("> [!LES](x)\n", "<p><a x>!LES</a></p>\n"),
        ("> [!LES]\n\n[!LES]: x\n", "<p><a x>!LES</a></p>\n"),
        ("> [!LES]tekst\n", "<p>[!LES]tekst</p>\n"),
        ("> ---\n", "<hr />\n"),
        (">\n", ""),
        ("> > x\n", "<blockquote>\n<p>x</p>\n</blockquote>\n"),
    ] {
        assert_eq!(html(markdown), format!("<blockquote>\n{inside}</blockquote>\n"), "{markdown}");
    }
}

#[test]
fn callouts_nest() {
    let html = html("> [!TIP]\n> a\n>\n> > [!LES]\n> > b\n>\n> c\n");
    assert_eq!(html.matches("<aside").count(), 2);
    assert!(html.ends_with("<p>b</p>\n</aside>\n<p>c</p>\n</aside>\n"), "{html}");
}
