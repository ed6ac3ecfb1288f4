//! Links, images, wiki links and their places.

use super::*;
use crate::parse::LinkKind;

#[test]
fn links_are_holes_with_what_the_model_needs() {
    let body = body("[de *regie*](/praktijklessen/regie/ \"Titel\") <https://x.nl> <a@x.nl>");
    let found: Vec<(LinkKind, &str, Option<&str>, &str)> = body
        .links
        .iter()
        .map(|link| (link.kind, link.address.as_str(), link.title.as_deref(), link.text.as_str()))
        .collect();
    let expected = [
        (LinkKind::Link, "/praktijklessen/regie/", Some("Titel"), "de regie"),
        (LinkKind::Link, "https://x.nl", None, "https://x.nl"),
        (LinkKind::Link, "mailto:a@x.nl", None, "a@x.nl"),
    ];
    assert_eq!(found, expected);
    assert_eq!(body.html, "<p>de <em>regie</em> https://x.nl a@x.nl</p>\n");
}

#[test]
fn places_are_those_of_the_addresses() {
    let cases = [
        ("[a](b)", "b"),
        ("[a]( <b c> 't')", "b c"),
        ("[a](b(c)d 't')", "b(c)d"),
        ("[a](b\\)c)", "b\\)c"),
        ("[a](\n  b\n)", "b"),
        ("[x](y) [`](` ](b)", "y"),
        ("[*a* `](x` ](b)", "b"),
        ("[a][r]\n\n[r]: <b> 't'\n", "b"),
        ("[r]\n\n[r]:\n  b\n", "b"),
        ("[r][]\n\n> [R]: b\n", "b"),
        ("<https://b.nl>", "https://b.nl"),
        ("[[themas/b#c]]", "themas/b#c"),
        ("[[ b |a]]", "b"),
        ("![a](b.png)", "b.png"),
        ("![a [c](d)](b.png)", "b.png"),
        ("[]( b )", "b"),
        ("[a]()", "[a]()"),
    ];
    for (markdown, place) in cases {
        assert_eq!(link_places(markdown).first().map(String::as_str), Some(place), "{markdown}");
    }
    let image_in_link = link_places("[![a](b.png)](c)");
    assert_eq!(image_in_link, ["c", "b.png"]);
}

#[test]
fn wiki_links_have_a_text_or_ask_for_the_title() {
    assert_eq!(html("[[regie]]"), "<p><a regie>title of regie</a></p>\n");
    assert_eq!(html("[[regie|de *regie*]]"), "<p><a regie>de <em>regie</em></a></p>\n");
    assert_eq!(html("[[regie|]]"), "<p><a regie>title of regie</a></p>\n");
    assert_eq!(html("[[ themas/regie#kop ]]"), "<p><a themas/regie#kop>title of themas/regie#kop</a></p>\n");
    let body = body("zie [[themas/gedeelde-visie#waarom]]");
    assert_eq!(body.links[0].text, "");
    assert_eq!(body.sections[0].text, "zie gedeelde visie");
}

#[test]
fn wiki_links_work_in_tables() {
    let html = html("| a | b |\n|--|--|\n| [[regie\\|de regie]] | [[rollen]] |\n");
    let expected = "<tr><td><a regie>de regie</a></td><td><a rollen>title of rollen</a></td></tr>";
    assert!(html.contains(expected), "{html}");
    let place = link_places("| a |\n|--|\n| [[regie\\|de regie]] |\n");
    assert_eq!(place, ["regie"]);
}

#[test]
fn images_gather_their_text_and_must_have_one() {
    let body = body("![een *kaart* van `x`](k.png)");
    assert_eq!(body.links[0].text, "een kaart van x");
    assert_eq!(body.html, "<p></p>\n");
    let missing = |path: &str| (Problem::MissingAlt { path: path.into() }, path.to_owned());
    assert_eq!(
        problems("![](k.png) ![ ](l.png) ![[m.png]]"),
        [missing("k.png"), missing("l.png"), missing("m.png")]
    );
    assert_eq!(problems("![[m.png|Kaart]]"), []);
}

#[test]
fn dangerous_and_undefined_links_are_left_to_others() {
    assert_eq!(body("[x](javascript:alert(1))").links[0].address, "javascript:alert(1)");
    assert_eq!(html("[x][y] [z]"), "<p>[x][y] [z]</p>\n");
}
