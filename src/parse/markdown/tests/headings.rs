//! Headings and anchors.

use super::*;

fn ids(markdown: &str) -> Vec<String> {
    body(markdown).headings.into_iter().map(|heading| heading.id).collect()
}

#[test]
fn ids_are_readable_and_never_the_same() {
    assert_eq!(
        ids("## Één thema's *overzicht*\n## `code`\n## 2 × 3\n"),
        ["een-themas-overzicht", "code", "2-3"]
    );
    assert_eq!(
        ids("## Regie\n## Regie\n## Regie 2\n## Regie\n"),
        ["regie", "regie-2", "regie-2-2", "regie-3"]
    );
    assert_eq!(ids("## …\n## —\n"), ["kop", "kop-2"]);
}

#[test]
fn an_id_that_is_given_wins() {
    assert_eq!(ids("## Regie\n## Iets anders {#regie}\n"), ["regie-2", "regie"]);
    let body = body("## Kop {#eigen .klasse}\n");
    assert_eq!(body.html, "<h2 id=\"eigen\">Kop</h2>\n");
    assert_eq!(body.anchors, ["eigen"]);
}

#[test]
fn ids_of_the_theme_and_ids_that_stand_twice_are_refused() {
    let bad = |id: &str, twice| (Problem::BadId { id: id.into(), twice }, id.to_owned());
    assert_eq!(problems("## Kop {#_menu}\n"), [bad("_menu", false)]);
    assert_eq!(problems("## Een {#x}\n## Twee {#x}\n"), [bad("x", true)]);
}

#[test]
fn a_body_with_a_title_moves_down_whole() {
    let html = html("# A\n## B\n###### F\n");
    assert_eq!(html, "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h6 id=\"f\">F</h6>\n");
    let levels: Vec<u8> = body("B\n===\n\n## C\n").headings.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [2, 3]);
    let levels: Vec<u8> = body("## B\n### C\n").headings.iter().map(|heading| heading.level).collect();
    assert_eq!(levels, [2, 3]);
}

#[test]
fn headings_have_text_places_and_links() {
    let body = body("x\n\n## Zie [de **regie**](/r) & ![kaart](k.png)\n\ny\n");
    let heading = &body.headings[0];
    assert_eq!(heading.text, "Zie de regie & kaart");
    let file = format!("{BEFORE}x\n\n## Zie [de **regie**](/r) & ![kaart](k.png)\n\ny\n");
    assert_eq!(&file[heading.range.clone()], "## Zie [de **regie**](/r) & ![kaart](k.png)");
    let expected = "<h2 id=\"zie-de-regie-kaart\">Zie <a /r>de <strong>regie</strong></a> &amp; \
        <img k.png alt=kaart></h2>\n";
    assert_eq!(filled(&body), format!("<p>x</p>\n{expected}<p>y</p>\n"));
}
