//! Tables, tasks, definitions, code, figures, quotation marks.

use super::*;

#[test]
fn tables_scroll_align_by_class_and_have_headings() {
    let table = "| Regio | Aantal | |\n|:--|--:|:-:|\n| Zwolle | 14 | x |\n";
    let expected = "<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"Tabel 1\"><table>\
        <thead><tr><th scope=\"col\" class=\"align-left\">Regio</th>\
        <th scope=\"col\" class=\"align-right\">Aantal</th><td></td></tr></thead><tbody>\n\
        <tr><td class=\"align-left\">Zwolle</td><td class=\"align-right\">14</td>\
        <td class=\"align-center\">x</td></tr>\n</tbody></table></div>\n";
    assert_eq!(html(table), expected);
}

#[test]
fn tables_are_named_after_their_heading() {
    let html = html("## Kosten & baten\n\n| a |\n|--|\n\n| b |\n|--|\n");
    assert!(html.contains("aria-label=\"Tabel 1: Kosten &amp; baten\""), "{html}");
    assert!(html.contains("aria-label=\"Tabel 2: Kosten &amp; baten\""), "{html}");
}

#[test]
fn boxes_of_tasks_say_what_they_mean() {
    let expected = "<ul>\n\
        <li><input type=\"checkbox\" disabled=\"\" aria-label=\"Nog te doen\" /> een</li>\n\
        <li><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Klaar\" /> twee</li>\n</ul>\n";
    assert_eq!(html("- [ ] een\n- [x] twee\n"), expected);
}

#[test]
fn definitions_deletions_and_code_in_a_language() {
    assert_eq!(html("Regio\n: een gebied\n"), "<dl>\n<dt>Regio</dt>\n<dd>een gebied</dd>\n</dl>\n");
    assert_eq!(html("~~oud~~ nieuw"), "<p><del>oud</del> nieuw</p>\n");
    let code = "```rust ignore\na < b;\n```\n";
    assert_eq!(html(code), "<pre><code class=\"language-rust\">a &lt; b;\n</code></pre>\n");
}

#[test]
fn an_image_alone_with_a_title_is_a_figure() {
    let expected =
        "<figure><img kaart.png alt=Kaart><figcaption>De &quot;regio&quot;</figcaption></figure>\n";
    assert_eq!(html("![Kaart](kaart.png 'De \"regio\"')").replace('"', "&quot;"), expected);
    assert_eq!(html("![Kaart](kaart.png)"), "<p><img kaart.png alt=Kaart></p>\n");
    let text_beside = html("![Kaart](kaart.png 'Titel') en tekst");
    assert_eq!(text_beside, "<p><img kaart.png alt=Kaart> en tekst</p>\n");
    let two = html("![a](a.png 'A')![b](b.png 'B')");
    assert_eq!(two, "<p><img a.png alt=a><img b.png alt=b></p>\n");
}

#[test]
fn quotation_marks_and_dashes_are_set_as_in_dutch() {
    let cases = [
        ("'s Morgens zei ze: \"'t is 'goed'\" (\"echt\").", "’s Morgens zei ze: “’t is ‘goed’” (“echt”)."),
        ("'Zo is 't leven', in '90 -- of '91 --- ...", "‘Zo is ’t leven’, in ’90 – of ’91 — …"),
        ("thema's en auto's' \\'recht\\' &#39;x&#39;", "thema’s en auto’s’ 'recht' 'x'"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(html(markdown), format!("<p>{expected}</p>\n"));
    }
    assert_eq!(html("`'s \"x\" --`"), "<p><code>'s \"x\" --</code></p>\n");
}

#[test]
fn running_text_leaves_out_links_headings_code_and_labels() {
    let markdown = "## Kop UWV\n\nDe UWV *en* [UWV](x) `UWV`\n\n> [!TIP] UWV\n> van het UWV & co\n\n\
        | UWV |\n|--|\n| rij |\n";
    let body = body(markdown);
    let texts: Vec<&str> =
        body.running_text.iter().map(|range| &body.html[range.start as usize..range.end as usize]).collect();
    assert_eq!(texts, ["De UWV ", "en", " ", " ", "van het UWV &amp; co", "UWV", "rij"]);
}
