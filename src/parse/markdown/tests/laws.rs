//! What holds for every text.

use proptest::prelude::*;
use pulldown_cmark::Event;
use pulldown_cmark::html::push_html;

use super::*;

/// Our HTML with links and images as pulldown-cmark writes them.
fn as_pulldown_writes(body: &Body) -> String {
    let attribute = |html: &mut String, text: &str| {
        pulldown_cmark_escape::escape_html(html, text).unwrap();
    };
    filled_with(body, |kind, link, html| match kind {
        HoleKind::LinkEnd => html.push_str("</a>"),
        HoleKind::LinkTitle => {}
        HoleKind::LinkStart | HoleKind::Image => {
            let image = kind == HoleKind::Image;
            html.push_str(if image { "<img src=\"" } else { "<a href=\"" });
            pulldown_cmark_escape::escape_href(&mut *html, &link.address).unwrap();
            if image {
                html.push_str("\" alt=\"");
                attribute(html, &link.text);
            }
            if let Some(title) = &link.title {
                html.push_str("\" title=\"");
                attribute(html, title);
            }
            html.push_str(if image { "\" />" } else { "\">" });
        }
    })
}

/// What pulldown-cmark makes of it.
fn by_pulldown(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, options()));
    html
}

/// Without what we mean to do otherwise: headings have ids and leave the
/// first level to the title, single quotes are set by other rules.
fn comparable(html: &str) -> String {
    let mut html = html.to_owned();
    for level in 1..=6 {
        html = html.replace(&format!("</h{level}>"), "</h>").replace(&format!("<h{level}>"), "<h>");
        while let Some(start) = html.find(&format!("<h{level} id=")) {
            let end = start + html[start..].find('>').unwrap();
            html.replace_range(start..=end, "<h>");
        }
    }
    html.replace(['‘', '’'], "'")
}

/// CommonMark, without our extensions and raw HTML.
fn commonmark() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "een ",
        "twee",
        "é",
        "\n",
        "\n\n",
        "\n\n\n",
        "# ",
        "## ",
        "- ",
        "1. ",
        "3) ",
        "    ",
        "  ",
        "> ",
        "*",
        "**",
        "_",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "[a](b)",
        "[a](<b c> \"t\")",
        "![d](e.png)",
        "![d *f*](e)",
        "[r]",
        "[x][r]",
        "\n\n[r]: /r 't'\n\n",
        "<https://x.nl>",
        "<a@b.nl>",
        "\\*",
        "\\\n",
        "  \n",
        "---\n",
        "===\n",
        "&amp;",
        "&eacute;",
        "\"",
        "'",
        "--",
        "...",
        "<",
        "&",
        "\t",
        "(",
        ")",
        "!",
        "+ ",
        "* ",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Everything at once.
fn anything() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "een ",
        "é",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "{#x}",
        "{#_y}",
        "- ",
        "- [x] ",
        "> ",
        "> [!LES] ",
        "> [!TIP]\n",
        "*",
        "**",
        "`",
        "```js\n",
        "[a](b)",
        "![](e.png)",
        "![d](e \"t\")",
        "[[regie]]",
        "[[a/b|c]]",
        "![[f]]",
        "[^1]",
        "\n\n[^1]: ",
        "\n\n[^2]: [^1] ",
        "| a | b |\n|:-|-:|\n| c | ",
        " | ",
        "~~",
        "\n: ",
        "<div>\n",
        "</div>",
        "<b>",
        "</b>",
        "<a href=\"x\">",
        "</a>",
        "<img src=y>",
        "<p id=z>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<br>",
        "<table><tr><td>",
        "<li>",
        "'",
        "\"",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&",
        "\\",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn assert_whole(markdown: &str) {
    let (body, diagnostics) = parsed(markdown);
    let file = format!("{BEFORE}{markdown}");
    let mut before = 0;
    for hole in &body.holes {
        assert!(hole.at >= before && body.html.is_char_boundary(hole.at as usize));
        assert!((hole.link as usize) < body.links.len());
        before = hole.at;
    }
    let mut before = 0;
    for range in &body.running_text {
        assert!(range.start >= before && range.start < range.end);
        let text = &body.html[range.start as usize..range.end as usize];
        assert!(!text.contains(['<', '>']), "{text}");
        // No hole may lie within: what is put in it is not text.
        assert!(!body.holes.iter().any(|hole| range.start < hole.at && hole.at < range.end));
        before = range.end;
    }
    let count = |kind| body.holes.iter().filter(|hole| hole.kind == kind).count();
    assert_eq!(count(HoleKind::LinkStart), count(HoleKind::LinkEnd));
    for link in &body.links {
        assert!(link.range.start >= BEFORE.len() && file.get(link.range.clone()).is_some());
    }
    for heading in &body.headings {
        assert!((2..=6).contains(&heading.level) && file.get(heading.range.clone()).is_some());
        assert!(body.anchors.contains(&heading.id));
    }
    let mut anchors = body.anchors.clone();
    anchors.sort();
    anchors.dedup();
    assert_eq!(anchors.len(), body.anchors.len());
    for diagnostic in diagnostics {
        assert!(diagnostic.span.range.start >= BEFORE.len());
    }
    for id in &body.anchors {
        let mut escaped = String::new();
        pulldown_cmark_escape::escape_html(&mut escaped, id).unwrap();
        assert!(body.html.matches(&format!(" id=\"{escaped}\"")).count() <= 1);
    }
    assert_closed(&filled_with(&body, |_, _, _| {}));
    assert!(!body.html.contains(" style=") && !body.html.contains("data-polder"), "{}", body.html);
}

/// Every tag that opens closes, and in order.
fn assert_closed(html: &str) {
    let mut open = Vec::new();
    for piece in tags::Pieces::of(html) {
        match piece {
            tags::Piece::Open(tag) if allow_list::is_void(&tag.name) || tag.name == "input" => {}
            tags::Piece::Open(tag) => open.push(tag.name),
            tags::Piece::Close(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{html}");
}

proptest! {
    #[test]
    fn commonmark_stays_as_it_is(markdown in commonmark()) {
        let (body, _) = parsed(&markdown);
        // Figures are ours, and raw HTML is for the other law.
        let raw = |event| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        prop_assume!(!body.html.contains("<figure>"));
        prop_assume!(!Parser::new_ext(&markdown, options()).any(raw));
        let ours = comparable(&as_pulldown_writes(&body));
        prop_assert_eq!(ours, comparable(&by_pulldown(&markdown)));
    }

    #[test]
    fn every_text_gives_a_whole_body(markdown in prop_oneof![anything(), any::<String>()]) {
        assert_whole(&markdown);
    }
}
