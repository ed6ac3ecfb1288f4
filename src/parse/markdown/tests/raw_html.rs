//! HTML in Markdown.

use super::*;

fn left_out(element: &str, place: &str) -> (Problem, String) {
    (Problem::UnsafeHtml { element: element.into() }, place.to_owned())
}

#[test]
fn harmless_elements_stay() {
    let kept = "<p>druk op <kbd>Esc</kbd>, H<sub>2</sub>O, <abbr title=\"x &amp; y\">xy</abbr></p>\n";
    assert_eq!(html("druk op <kbd>Esc</kbd>, H<sub>2</sub>O, <abbr title='x &amp; y'>xy</abbr>"), kept);
    let details = "<details open=\"\"><summary>Meer</summary>\n\ntekst\n\n</details>\n";
    let expected = "<details open=\"\"><summary>Meer</summary>\n<p>tekst</p>\n</details>\n";
    assert_eq!(html(details), expected);
    assert_eq!(html("<!-- een opmerking -->\n\na"), "\n<p>a</p>\n");
}

#[test]
fn what_is_left_out_is_told_once_with_its_place() {
    assert_eq!(problems("<script>alert(1)</script>\n"), [left_out("script", "script")]);
    assert_eq!(problems("a <font>b</font> <font>c</font>"), [left_out("font", "font")]);
    assert_eq!(problems("> <div\n> onclick=\"x()\">y</div>"), [left_out("div onclick", "x()")]);
    assert_eq!(problems("<p style='color: red'>x</p>"), [left_out("p style", "color: red")]);
    assert_eq!(problems("a\n\n<!-- niet dicht\n\nb"), [left_out("!--", "<!--")]);
    let (body, _) = parsed("<script>alert(1)</script>\n\na <b onclick=x>b</b> <iframe src=x></iframe>");
    assert_eq!(body.html, "\n<p>a <b>b</b> </p>\n");
    assert_eq!(body.sections[0].text, "a b");
}

#[test]
fn nothing_dangerous_comes_through() {
    for markdown in [
        "<img src=x onerror=alert(1) alt=x>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<div><math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<p title='\"><script>alert(1)</script>'>x</p>",
        "<style>*{background:url(//x)}</style>",
        "<base href=//x><form action=//x><button formaction=javascript:alert(1)>x",
        "<div title=\"\n\n<img src=x onerror=alert(1)>",
        "a <b title=`x` =x onclick =alert(1)>y",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    ] {
        let (body, _) = parsed(markdown);
        let tags =
            body.html.split('<').filter(|tag| tag.contains('>')).map(|tag| tag.split('>').next().unwrap());
        for tag in tags {
            let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
            assert!(super::super::allow_list::attributes_of(name).is_some(), "{markdown}: {}", body.html);
            let names: String = tag.split('"').step_by(2).collect();
            assert!(
                !names.contains(" on") && !names.contains(" style") && !tag.contains("javascript"),
                "{tag}"
            );
        }
    }
}

#[test]
fn raw_links_and_images_are_taken_up() {
    let markdown =
        "[a](b) <a href=\"/c?x=1&amp;y\" title=T>de <b>c</b></a> <img src='k.png' alt='Kaart' width=3>";
    let body = body(markdown);
    let addresses: Vec<&str> = body.links.iter().map(|link| link.address.as_str()).collect();
    assert_eq!(addresses, ["b", "/c?x=1&y", "k.png"]);
    assert_eq!((body.links[1].text.as_str(), body.links[1].title.as_deref()), ("de c", Some("T")));
    assert_eq!(filled(&body), "<p><a b>a</a> <a /c?x=1&y>de <b>c</b></a> <img k.png alt=Kaart></p>\n");
    assert_eq!(link_places(markdown), ["b", "/c?x=1&amp;y", "k.png"]);
    let missing = (Problem::MissingAlt { path: "k.png".into() }, "k.png".to_owned());
    assert_eq!(problems("<img src=k.png>"), [missing]);
}

#[test]
fn ids_are_anchors_and_checked() {
    let body = body("## Kop\n\n<div id=\"eigen\">x</div>\n\n<a id=punt></a> <a id=p2 href=x>y</a>\n");
    assert_eq!(body.anchors, ["kop", "eigen", "punt", "p2"]);
    let expected = "<h2 id=\"kop\">Kop</h2>\n<div id=\"eigen\">x</div>\n<p><a id=\"punt\"></a> <span \
        id=\"p2\"></span><a x>y</a></p>\n";
    assert_eq!(filled(&body), expected);
    let bad = |id: &str, twice| (Problem::BadId { id: id.into(), twice }, id.to_owned());
    assert_eq!(problems("<p id=_x>a</p>"), [bad("_x", false)]);
    assert_eq!(problems("## Kop\n\n<p id=kop>a</p>"), [bad("kop", true)]);
}

#[test]
fn our_own_html_survives_the_allow_list() {
    let markdown = "# Kop *b*\n\n> [!LES] Titel\n> zie [[regie]] en [a](b)\n\n- [x] taak\n\n| a | b |\n|--|:-:|\n\
        | ![k](k.png) | d[^1] |\n\n```js\na\n```\n\n3. x\n\n![k](l.png 'T')\n\nterm\n: uitleg\n\n[^1]: noot [c](d)\n";
    let without = body(markdown);
    let with = body(&format!("{markdown}\n<hr>\n"));
    assert_eq!(with.links, without.links);
    assert_eq!(with.headings, without.headings);
    let as_browsers_write = |html: String| html.replace(" />", ">").replace("&quot;", "\"");
    let expected = as_browsers_write(filled(&without));
    assert_eq!(filled(&with).replacen("<hr>\n", "", 1), expected);
    let texts = |body: &Body| -> Vec<String> {
        let text = |range: &std::ops::Range<u32>| {
            body.html[range.start as usize..range.end as usize].trim().to_owned()
        };
        body.running_text.iter().map(text).filter(|text| !text.is_empty()).collect()
    };
    assert_eq!(texts(&with), texts(&without));
}

#[test]
fn a_marker_in_the_text_is_no_hole() {
    let markdown = "[a](b) <a data-polder=\"0\" href=\"c\">d</a> <span data-polder=x-0>e</span>";
    let (body, _) = parsed(markdown);
    assert_eq!(filled(&body), "<p><a b>a</a> <a c>d</a> <span>e</span></p>\n");
}

#[test]
fn what_is_not_closed_does_not_swallow_the_rest() {
    let html = filled(&parsed("<div title=\"\n\n[a](b)\n\nc\n").0);
    assert!(html.contains("<p><a b>a</a></p>"), "{html}");
    let html = filled(&parsed("<a href=x>een\n\ntwee\n").0);
    assert!(html.contains("<a x>een"), "{html}");
    assert_eq!(html.matches("<a x>").count(), html.matches("</a>").count());
}
