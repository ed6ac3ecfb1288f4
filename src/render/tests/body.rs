//! Texts: links, images and abbreviations.

use std::sync::Arc;

use super::{Fixture, entry};
use crate::model::{EntryId, Target};
use crate::parse::{Body, Heading, Hole, HoleKind, Link, LinkKind, Prose};
use crate::render::abbreviation::Abbreviations;
use crate::render::body::html;

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
        Target::Image { route: "regios/kaart.png".to_owned(), size: Some((40, 30)) },
        Target::Nothing { title: Some("Nog & niet".to_owned()) },
    ];
    let abbreviations = Abbreviations::new(&model.abbreviations);
    let html = html(model.entry(region), &text, &model, &abbreviations);
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
    let model = Fixture::new().model(false);
    let entry = &model.entries[0];
    let mut text = Prose { html: "<h2>é</h2>ë".to_owned(), ..Prose::default() };
    text.running_text = vec![5..6, 90..99, 3..3];
    text.holes = vec![
        Hole { at: 5, kind: HoleKind::Image, link: 9 },
        Hole { at: 900, kind: HoleKind::LinkEnd, link: 0 },
        Hole { at: 1, kind: HoleKind::LinkEnd, link: 0 },
    ];
    let abbreviations = Abbreviations::new(&[("é".to_owned(), "e".to_owned())]);
    let html = html(entry, &text, &model, &abbreviations);
    assert_eq!(html.replace("<abbr title=\"e\">é</abbr>", "é"), text.html);
}
