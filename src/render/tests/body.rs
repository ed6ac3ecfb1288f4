//! Texts: links, images and abbreviations.

use std::sync::Arc;

use super::{Fixture, entry};
use crate::model::{EntryId, Target};
use crate::parse::{Body, Heading, Hole, HoleKind, Link, LinkKind, Prose};
use crate::render::body::html;
use crate::render::terms::Terms;

/// A body with a link, a wiki link, an image and running text.
fn body() -> Body {
    let link = |kind, address: &str, title: Option<&str>, text: &str| Link {
        kind,
        address: address.to_owned(),
        title: title.map(str::to_owned),
        text: text.to_owned(),
        range: 0..0,
    };
    let html = "<h2 id=\"a\">A</h2><p>UWV, UWV in tekst</p><h2 id=\"b\">B</h2><p>UWV</p>";
    let hole = |part: &str, kind, link| Hole { at: html.find(part).unwrap() as u32, kind, link };
    let text = |from: &str, to: &str| html.find(from).unwrap() as u32..html.find(to).unwrap() as u32;
    let end = html.len() as u32;
    Body {
        html: html.to_owned(),
        holes: vec![
            hole("in tekst", HoleKind::LinkStart, 0),
            hole(" tekst", HoleKind::LinkEnd, 0),
            hole("</p><h2", HoleKind::LinkStart, 1),
            hole("</p><h2", HoleKind::LinkTitle, 1),
            hole("</p><h2", HoleKind::LinkEnd, 1),
            Hole { at: end, kind: HoleKind::Image, link: 2 },
            Hole { at: end, kind: HoleKind::LinkStart, link: 3 },
            Hole { at: end, kind: HoleKind::LinkTitle, link: 3 },
            Hole { at: end, kind: HoleKind::LinkEnd, link: 3 },
        ],
        running_text: vec![text("UWV, ", "in tekst"), text(" tekst", "</p><h2"), end - 7..end - 4],
        headings: ["a", "b"]
            .map(|id| Heading { level: 2, id: id.to_owned(), text: id.to_owned(), range: 0..0 })
            .to_vec(),
        links: vec![
            link(LinkKind::Link, "https://a.nl/?x=1&y=2", Some("Een \"titel\""), "in"),
            link(LinkKind::Wiki, "zwolle", None, ""),
            link(LinkKind::Image, "kaart.png", None, "Kaart <1>"),
            link(LinkKind::Wiki, "weg", None, ""),
        ],
        ..Body::default()
    }
}

#[test]
fn a_text_gets_its_links_images_and_abbreviations() {
    let mut model = Fixture::new().model(false);
    model.abbreviations = vec![("UWV".to_owned(), "Uitvoeringsinstituut".to_owned())];
    let region = entry(&model, "zwolle");
    let zwolle = &mut model.entries[region.0 as usize];
    let (outline, text) = body().split();
    zwolle.body = Arc::new(outline);
    zwolle.targets = vec![
        Target::External("https://a.nl/?x=1&y=2".to_owned()),
        Target::Entry(EntryId(region.0), Some("a".to_owned())),
        Target::Image { route: "regios/kaart.png".to_owned(), size: Some((40, 30)), copies: Vec::new() },
        Target::Nothing { title: Some("Nog & niet".to_owned()) },
    ];
    let html = html(region, &text, &model, &Terms::new(&model));
    let uwv = "<abbr title=\"Uitvoeringsinstituut\">UWV</abbr>";
    let wanted = format!(
        "<h2 id=\"a\">A</h2><p>{uwv}, UWV \
         <a href=\"https://a.nl/?x=1&amp;y=2\" rel=\"external noopener\" title=\"Een &quot;titel&quot;\">in</a> tekst\
         <a href=\"/sub/regios/zwolle/#a\">Zwolle</a></p><h2 id=\"b\">B</h2><p>{uwv}</p>\
         <img src=\"/sub/regios/kaart.png\" alt=\"Kaart &lt;1&gt;\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\">\
         Nog &amp; niet"
    );
    assert_eq!(html, wanted);
}

#[test]
fn odd_places_in_a_body_do_no_harm() {
    let mut model = Fixture::new().model(false);
    model.abbreviations = vec![("é".to_owned(), "e".to_owned())];
    let mut text = Prose { html: "<h2>é</h2>ë".to_owned(), ..Prose::default() };
    text.running_text = vec![5..6, 90..99, 3..3];
    text.holes = vec![
        Hole { at: 5, kind: HoleKind::Image, link: 9 },
        Hole { at: 900, kind: HoleKind::LinkEnd, link: 0 },
        Hole { at: 1, kind: HoleKind::LinkEnd, link: 0 },
    ];
    let html = html(EntryId(0), &text, &model, &Terms::new(&model));
    assert_eq!(html.replace("<abbr title=\"e\">é</abbr>", "é"), text.html);
}

#[test]
fn words_of_the_glossary_lead_to_it_once_a_page_but_for_their_own() {
    let fixture = Fixture::new();
    let roles = "glossary = \"begrippen\"\nabbreviation = \"kort\"\nsentence";
    let glossary = "\n[collections.begrippen.fields]\nkort = { type = \"text\", names = true }\n\
        ook = { type = \"text\", many = true, names = true }\n";
    let configuration = super::CONFIGURATION.replace("sentence", roles) + glossary;
    fixture.write("polder.toml", &configuration);
    let text = "+++\ntitle = \"Werkplein\"\ndescription = \"Een <dak>.\"\nkort = \"WP\"\nook = [\"balie\"]\n+++\n\
        Een werkplein is een balie.\n";
    fixture.write("content/begrippen/werkplein-begrip.md", text);
    fixture.write("content/over.md", "+++\ntitle = \"Over\"\n+++\nHet werkplein, de Balie, het WP.\n\n## Nog eens\n\nWerkplein en WP en wp.\n");
    let model = fixture.model(false);
    let terms = Terms::new(&model);
    let link = |title: &str, word: &str| {
        format!("<a class=\"term\" href=\"/sub/begrippen/werkplein-begrip/\" title=\"{title}\">{word}</a>")
    };
    let meaning = "Een &lt;dak&gt;.";
    let short = link(&format!("Werkplein: {meaning}"), "WP");
    let expected = format!(
        "<p>Het {}, de {}, het {short}.</p>\n<h2 id=\"nog-eens\">Nog eens</h2>\n<p>Werkplein en {short} en wp.</p>\n",
        link(meaning, "werkplein"),
        link(meaning, "Balie"),
    );
    let written = |slug: &str| {
        let id = entry(&model, slug);
        html(id, &model.entry(id).text.read().unwrap(), &model, &terms)
    };
    assert_eq!(written("over"), expected);
    let own = written("werkplein-begrip");
    assert_eq!(own, "<p>Een werkplein is een balie.</p>\n");
}
