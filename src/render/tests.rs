//! The stage as a whole, on small sites written for each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use super::renderer::Renderer;
use super::{Theme, page, render};
use crate::config::{self, Config};
use crate::diagnostics::{Diagnostic, Problem};
use crate::model::{self, EntryId, Model, Moment};
use crate::parse::{Body, Document, Heading, Hole, HoleKind, Link, LinkKind};
use crate::site::{Content, Site};
use crate::{load, table};

const CONFIGURATION: &str = r#"
title = "Kennis & kunde"
description = "Een kleine site."
base_url = "https://example.nl/sub/"

[roles]
regions = "regios"
lessons = "lessen"
cases = "voorbeelden"
sources = "bronnen"
sentence = "kern"
tile_column = "kolom"

[collections.regios]
label = "Regio"
label_plural = "Regio's"
[collections.regios.fields]
kolom = { type = "number" }
gemeenten = { type = "text", many = true, names = true }

[collections.lessen]
label = "Les"
label_plural = "Lessen"
[collections.lessen.fields]
kern = { type = "text" }
fase = { type = "choice", options = ["begin", "eind"], facet = true, label = "Fase" }
gezien_in = { type = "reference", to = "voorbeelden", many = true }

[collections.voorbeelden]
label = "Voorbeeld"
label_plural = "Voorbeelden"
[collections.voorbeelden.fields]
regio = { type = "reference", to = "regios", facet = true, label = "Regio" }
sinds = { type = "date" }
actief = { type = "boolean", facet = true }
aantal = { type = "number" }
adres = { type = "url" }
bronnen = { type = "reference", to = "bronnen", many = true }

[collections.bronnen]
label = "Bron"
label_plural = "Bronnen"
"#;

const CONTENT: &[(&str, &str)] = &[
    ("content/over.md", "+++\ntitle = \"Over ons\"\n+++\n"),
    (
        "content/regios/zwolle.md",
        "+++\ntitle = \"Zwolle\"\nkolom = 3\ngemeenten = [\"Dalfsen\", \"Kampen\"]\n+++\n",
    ),
    (
        "content/lessen/begin-klein.md",
        "+++\ntitle = \"Begin klein\"\ndate = 2026-01-02\nkern = \"Klein begint alles.\"\nfase = \"begin\"\ngezien_in = [\"werkplein\"]\naliases = [\"/oud/adres/\"]\n+++\n",
    ),
    (
        "content/voorbeelden/werkplein.md",
        "+++\ntitle = \"Het <werkplein>\"\ndescription = \"Iedereen onder één dak.\"\ndate = 2026-11-19\nupdated = 2026-11-20\nregio = \"zwolle\"\nsinds = 2019-03-01\nactief = true\naantal = 12500\nadres = \"https://www.example.org/plein/\"\nbronnen = [\"krant\"]\n+++\n",
    ),
    (
        "content/voorbeelden/concept.md",
        "+++\ntitle = \"Nog niet af\"\ndraft = true\nregio = \"zwolle\"\n+++\n",
    ),
    ("content/voorbeelden/voorbij.md", "+++\ntitle = \"Voorbij\"\nexpires_at = 2020-02-01\n+++\n"),
    ("content/bronnen/krant.md", "+++\ntitle = \"De krant\"\n+++\n"),
];

/// A site in a folder of its own.
struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write("polder.toml", CONFIGURATION);
        for (path, text) in CONTENT {
            fixture.write(path, text);
        }
        fixture
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn config(&self) -> Config {
        config::read(self.folder.path()).unwrap()
    }

    fn model(&self, unpublished: bool) -> Model {
        let config = self.config();
        let (tree, faults) = load::load(&config);
        assert_eq!(faults, []);
        let documents = tree.files.into_iter().map(|file| {
            let matter = file.front_matter.clone().unwrap();
            let (front_matter, faults) =
                table::parse_toml(&file.source.text()[matter.range.clone()], matter.range.start);
            assert_eq!(faults, []);
            Document {
                file,
                front_matter,
                front_matter_whole: true,
                body: Body::default(),
                diagnostics: Vec::new(),
            }
        });
        let moment = Moment { day: "2026-11-22".parse().unwrap(), unpublished };
        let (model, faults) = model::build(Arc::new(config), documents.collect(), tree.attachments, moment);
        assert!(!crate::diagnostics::any_error(&faults), "{faults:?}");
        model
    }

    fn site(&self) -> Site {
        render(Arc::new(self.model(false)), Arc::new(Theme::load(&self.config()).unwrap()))
    }

    fn preview(&self) -> Site {
        render(Arc::new(self.model(true)), Arc::new(Theme::load(&self.config()).unwrap()))
    }

    /// The faults of the theme, as `path:line:column: message`.
    fn theme_faults(&self) -> Vec<String> {
        let faults = Theme::load(&self.config()).expect_err("a fault");
        faults.iter().map(shown).collect()
    }
}

fn shown(fault: &Diagnostic) -> String {
    let position = fault.span.position();
    let message = match &fault.problem {
        Problem::Template { message } => message.lines().next().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    };
    format!("{}:{}:{}: {message}", fault.span.source.path(), position.line, position.column)
}

/// Every page and text file of a site; none may fail.
fn pages(site: &Site) -> BTreeMap<String, String> {
    let made = site.files.iter().filter_map(|(path, content)| match content {
        Content::Made(make) => {
            let bytes = make().unwrap_or_else(|faults| panic!("{}: {}", path.as_str(), shown(&faults[0])));
            Some((path.as_str().to_owned(), String::from_utf8(bytes).unwrap()))
        }
        _ => None,
    });
    made.collect()
}

/// The faults of one page.
fn page_faults(site: &Site, path: &str) -> Vec<String> {
    let (_, content) = site.files.iter().find(|(key, _)| key.as_str() == path).expect("the page");
    match content {
        Content::Made(make) => make().expect_err("a fault").iter().map(shown).collect(),
        _ => panic!("{path} is not made"),
    }
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_kind_of_page_is_made_under_a_sub_path() {
    let pages = pages(&Fixture::new().site());
    let kinds = [
        "index.html",
        "404.html",
        "a-z/index.html",
        "atom.xml",
        "bronnen/krant/index.html",
        "lessen/atom.xml",
        "lessen/begin-klein/index.html",
        "lessen/fase/begin/index.html",
        "lessen/fase/index.html",
        "lessen/index.html",
        "oud/adres/index.html",
        "over/index.html",
        "regios/zwolle/index.html",
        "robots.txt",
        "sitemap.xml",
        "voorbeelden/regio/zwolle/index.html",
        "voorbeelden/voorbij/index.html",
        "zoeken/index.html",
    ];
    for kind in kinds {
        assert!(pages.contains_key(kind), "{kind} of {:?}", pages.keys());
    }
    for (path, html) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in attributes(html, "href").into_iter().chain(attributes(html, "action")) {
            let is_inside =
                link.starts_with("/sub/") || link.starts_with('#') || link.starts_with("https://");
            assert!(is_inside, "{link} in {path}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(!html.contains("style=") && !html.contains("<script"), "{path}");
        assert!(html.contains("<html lang=\"nl\">"), "{path}");
        assert!(attributes(html, "id").iter().all(|id| id.starts_with('_')), "{path}");
    }
}

#[test]
fn every_link_inside_the_site_leads_to_a_file() {
    let site = Fixture::new().site();
    for (path, html) in pages(&site).iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in attributes(html, "href") {
            let Some(route) = link.strip_prefix("/sub/") else { continue };
            let file = if route.is_empty() || route.ends_with('/') {
                format!("{route}index.html")
            } else {
                route.to_owned()
            };
            assert!(site.files.keys().any(|known| known.as_str() == file), "{link} in {path}");
        }
    }
}

#[test]
fn two_renders_are_equal() {
    let fixture = Fixture::new();
    assert_eq!(pages(&fixture.site()), pages(&fixture.site()));
}

#[test]
fn values_are_escaped_and_written_in_the_language() {
    let pages = pages(&Fixture::new().site());
    let html = &pages["voorbeelden/werkplein/index.html"];
    for part in [
        "<title>Het &lt;werkplein&gt; – Kennis &amp; kunde</title>",
        "<h1>Het &lt;werkplein&gt;</h1>",
        "<time datetime=\"2019-03-01\">1 maart 2019</time>",
        "12.500",
        "<a href=\"/sub/voorbeelden/actief/ja/\">Ja</a>",
        "<a href=\"https://www.example.org/plein/\" rel=\"external noopener\">example.org/plein</a>",
        "<a href=\"/sub/regios/zwolle/\">Zwolle</a>",
        "<a href=\"/sub/bronnen/krant/\">De krant</a>",
        "<link rel=\"canonical\" href=\"https://example.nl/sub/voorbeelden/werkplein/\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(pages["lessen/begin-klein/index.html"].contains("<p class=\"lead\">Klein begint alles.</p>"));
    assert!(!pages["regios/zwolle/index.html"].contains("kolom"), "what serves the layout is not shown");
}

#[test]
fn a_region_shows_its_cases_and_what_is_seen_in_them() {
    let fixture = Fixture::new();
    let model = Arc::new(fixture.model(false));
    let theme = Arc::new(Theme::load(&fixture.config()).unwrap());
    let region = model.entry_ids().find(|id| model.entry(*id).slug == "zwolle").unwrap();
    let context = page::entry::context(&Renderer::new(Arc::clone(&model), theme), region);
    let titles = |groups: &[super::context::Group]| -> Vec<(String, Vec<String>)> {
        let cards =
            |group: &super::context::Group| group.cards.iter().map(|card| card.title.clone()).collect();
        groups.iter().map(|group| (group.label.clone(), cards(group))).collect()
    };
    assert_eq!(titles(&context.groups), [("Voorbeelden".to_owned(), vec!["Het <werkplein>".to_owned()])]);
    assert_eq!(titles(&context.seen), [("Lessen".to_owned(), vec!["Begin klein".to_owned()])]);
}

#[test]
fn what_is_not_published_is_labelled_in_a_preview_only() {
    let fixture = Fixture::new();
    assert!(!pages(&fixture.site()).contains_key("voorbeelden/concept/index.html"));
    let preview = pages(&fixture.preview());
    let html = &preview["voorbeelden/concept/index.html"];
    assert!(html.contains("<span class=\"badge badge-draft\">Concept</span>"), "{html}");
    assert!(html.contains("content=\"noindex\""));
    assert!(preview["voorbeelden/voorbij/index.html"].contains("Verlopen sinds 1 februari 2020"));
    assert!(!preview["sitemap.xml"].contains("concept"));
}

#[test]
fn long_lists_have_pages_that_lead_to_each_other() {
    let fixture = Fixture::new();
    for number in 0..101 {
        let text = format!("+++\ntitle = \"Bron {number}\"\n+++\n");
        fixture.write(&format!("content/bronnen/bron-{number}.md"), &text);
    }
    let pages = pages(&fixture.site());
    let second = &pages["bronnen/pagina/2/index.html"];
    assert_eq!(second.matches("<li class=\"card\">").count(), 50);
    assert!(second.contains("<title>Bronnen, pagina 2 – Kennis &amp; kunde</title>"));
    assert!(second.contains("<link rel=\"prev\" href=\"/sub/bronnen/\">"));
    assert!(second.contains("<link rel=\"next\" href=\"/sub/bronnen/pagina/3/\">"));
    assert_eq!(pages["bronnen/pagina/3/index.html"].matches("<li class=\"card\">").count(), 2);
    assert!(!pages.contains_key("bronnen/pagina/4/index.html"));
}

#[test]
fn feeds_hold_the_newest_first_and_no_clock() {
    let pages = pages(&Fixture::new().site());
    let feed = &pages["atom.xml"];
    let places = [
        "<id>https://example.nl/sub/voorbeelden/werkplein/</id>",
        "<id>https://example.nl/sub/lessen/begin-klein/</id>",
    ];
    assert!(feed.find(places[0]).unwrap() < feed.find(places[1]).unwrap(), "{feed}");
    assert!(feed.contains("<updated>2026-11-20T00:00:00Z</updated>"));
    assert!(pages["bronnen/atom.xml"].contains("<updated>1970-01-01T00:00:00Z</updated>"));
}

#[test]
fn a_site_overrides_one_template_and_one_file() {
    let fixture = Fixture::new();
    fixture.write(
        "templates/lesson.html",
        "{% extends \"theme/lesson.html\" %}{% block lead %}<p>Eigen</p>{{ super() }}{% endblock lead %}",
    );
    fixture.write("static/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let site = fixture.site();
    let pages = pages(&site);
    assert!(
        pages["lessen/begin-klein/index.html"]
            .contains("<p>Eigen</p>\n<p class=\"lead\">Klein begint alles.")
    );
    assert!(!pages["bronnen/krant/index.html"].contains("Eigen"));
    let icons: Vec<&Content> = site
        .files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("static/icon."))
        .map(|(_, icon)| icon)
        .collect();
    assert!(matches!(icons[..], [Content::Bytes(bytes)] if bytes.len() == 41));
}

#[test]
fn a_theme_of_the_site_wins_whole() {
    let fixture = Fixture::new();
    fixture.write("themes/polder/theme.toml", "name = \"eigen\"\n");
    let faults = fixture.theme_faults();
    assert_eq!(faults, ["theme.toml:1:1: the theme has neither i18n/nl.toml nor i18n/en.toml"]);
}

#[test]
fn an_unknown_theme_is_an_error_at_its_key() {
    let fixture = Fixture::new();
    fixture.write("polder.toml", &CONFIGURATION.replace("[roles]", "theme = \"poldr\"\n[roles]"));
    fixture.write("themes/ander/theme.toml", "");
    let faults = Theme::load(&fixture.config()).unwrap_err();
    let wanted = "polder.toml:6:9: Configuration(Undeclared { name: \"poldr\", nearest: Some(\"polder\"), known: [\"ander\", \"polder\"] })";
    assert_eq!(shown(&faults[0]), wanted);
}

#[test]
fn every_template_that_does_not_parse_is_named() {
    let fixture = Fixture::new();
    fixture.write("templates/case.html", "{% extends \"article.html\" %}\n{% block lead %}");
    fixture.write("templates/lesson.html", "{{ a b }}");
    let faults = fixture.theme_faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].starts_with("templates/case.html:2:"), "{faults:?}");
    assert!(faults[1].starts_with("templates/lesson.html:1:6: "), "{faults:?}");
}

#[test]
fn names_that_no_page_has_are_faults_before_any_page_is_made() {
    for (template, text, wanted) in [
        (
            "case.html",
            "<p>\n  {{ artikel.title }}",
            "case.html:2:6: the page `case.html` has no variable `artikel`; did you mean `article`?",
        ),
        ("case.html", "{{ page.title | hoofdletters }}", "case.html:1:17: Unknown filter `hoofdletters`"),
        ("case.html", "één {{ <kaart /> }}", "case.html:1:8: Unknown component `kaart`"),
        ("case.html", "{% include \"weg.html\" %}", "case.html:1:12: Unknown template `weg.html`"),
        ("case.html", "{% extends \"weg.html\" %}", "case.html:1:13: there is no template `weg.html`"),
        ("case.html", "{{ t.hom }}", "case.html:1:6: there is no text `hom` in i18n/; did you mean `home`?"),
        ("case.html", "{% if nee %}{% endif %}", "case.html:1:7: the page `case.html` has no variable `nee`"),
        ("kaart.md", "", "kaart.md:1:1: the name of a template ends in .html, .xml or .txt"),
    ] {
        let fixture = Fixture::new();
        fixture.write(&format!("templates/{template}"), text);
        assert_eq!(fixture.theme_faults(), [format!("templates/{wanted}")]);
    }
}

#[test]
fn faults_of_a_page_name_template_line_and_column() {
    for (text, wanted) in [
        ("<p>\n{{ article.titel }}</p>", "templates/case.html:2:12: Field `titel` is not defined."),
        ("é {{ <pager pager={1} /> }}", "templates/case.html:1:6: "),
        (
            "{{ asset(path=\"site.cs\") }}",
            "templates/case.html:1:4: there is no static file `site.cs`; did you mean `site.css`?",
        ),
        ("{{ t.page_of | fill(blz=1) }}", "templates/case.html:1:16: "),
    ] {
        let fixture = Fixture::new();
        fixture.write("templates/case.html", text);
        let faults = page_faults(&fixture.site(), "voorbeelden/werkplein/index.html");
        assert!(faults.len() == 1 && faults[0].starts_with(wanted), "{faults:?}");
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_a_theme_are_refused() {
    let fixture = Fixture::new();
    fixture.write("static/echt.txt", "echt");
    std::os::unix::fs::symlink("/etc/passwd", fixture.folder.path().join("static/link.txt")).unwrap();
    assert_eq!(fixture.theme_faults(), ["static/link.txt:1:1: SymbolicLink"]);
}

#[test]
fn a_theme_without_a_page_is_named() {
    let fixture = Fixture::new();
    fixture.write("polder.toml", &CONFIGURATION.replace("[roles]", "theme = \"kaal\"\n[roles]"));
    fixture.write("themes/kaal/theme.toml", "");
    fixture.write("themes/kaal/i18n/en.toml", include_str!("../../themes/polder/i18n/en.toml"));
    let faults = fixture.theme_faults();
    assert_eq!(faults.len(), 14, "{faults:?}");
    assert!(faults.contains(&"theme.toml:1:1: the theme has no template `home.html`".to_owned()));
}

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
    let region = model.entry_ids().find(|id| model.entry(*id).slug == "zwolle").unwrap();
    let entry = &mut model.entries[region.0 as usize];
    entry.body = body();
    entry.targets = vec![
        model::Target::External("https://a.nl/?x=1&y=2".to_owned()),
        model::Target::Entry(EntryId(region.0), Some("a".to_owned())),
        model::Target::Image { route: "regios/kaart.png".to_owned(), size: Some((40, 30)) },
        model::Target::Nothing { title: Some("Nog & niet".to_owned()) },
    ];
    let abbreviations = super::abbreviation::Abbreviations::new(&model.abbreviations);
    let html = super::body::html(model.entry(region), &model, &abbreviations);
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
    let mut entry = model.entries[0].clone();
    entry.body.html = "<h2>é</h2>ë".to_owned();
    entry.body.running_text = vec![5..6, 90..99, 3..3];
    entry.body.holes = vec![
        Hole { at: 5, kind: HoleKind::Image, link: 9 },
        Hole { at: 900, kind: HoleKind::LinkEnd, link: 0 },
        Hole { at: 1, kind: HoleKind::LinkEnd, link: 0 },
    ];
    let abbreviations = super::abbreviation::Abbreviations::new(&[("é".to_owned(), "e".to_owned())]);
    let html = super::body::html(&entry, &model, &abbreviations);
    assert_eq!(html.replace("<abbr title=\"e\">é</abbr>", "é"), entry.body.html);
}
