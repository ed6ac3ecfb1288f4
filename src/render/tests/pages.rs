//! What stands on which page.

use std::collections::BTreeSet;

use super::{CONFIGURATION, Fixture, attributes, entry, pages};
use crate::render::context::Group;
use crate::render::page;

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
        "verzamelmap/index.html",
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
        assert!(!html.contains("style="), "{path}");
        let own = html.matches("<script type=\"module\" src=\"/sub/static/").count();
        assert_eq!(html.matches("<script").count(), own, "{path}");
        assert!(html.contains("<html lang=\"nl\">"), "{path}");
        let ids = attributes(html, "id");
        let of_text = ["aanpak", "geld", "rijk"];
        assert!(ids.iter().all(|id| id.starts_with('_') || of_text.contains(id)), "{path}: {ids:?}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}: {ids:?}");
    }
}

#[test]
fn every_link_inside_the_site_leads_to_a_file() {
    let site = Fixture::new().site();
    for (path, html) in pages(&site).iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in attributes(html, "href") {
            let Some(route) = link.strip_prefix("/sub/") else { continue };
            let route = route.split('?').next().unwrap_or_default();
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
fn a_collection_in_the_role_is_a_self_scan_on_one_page() {
    let fixture = Fixture::new();
    let role = "[roles]\nself_scan = \"vragen\"\nstatement = \"zin\"\nstatement_group = \"soort\"\nanswer_low = \"laag\"";
    let fields = "[collections.vragen]\nlabel_plural = \"Vragen\"\n[collections.vragen.fields]\n\
        zin = { type = \"text\" }\nlaag = { type = \"text\" }\n\
        soort = { type = \"choice\", options = [\"eerst\", \"later\"] }\n\
        lessen = { type = \"reference\", to = \"lessen\", many = true }\n";
    let configuration = CONFIGURATION.replacen("[roles]", role, 1) + fields;
    fixture.write("polder.toml", &configuration);
    fixture.write(
        "content/vragen/a.md",
        "+++\ntitle = \"Weten we het?\"\nweight = 2\nzin = \"Wij <weten> het.\"\nlaag = \"Niemand.\"\nsoort = \"later\"\nlessen = [\"begin-klein\"]\n+++\n",
    );
    for number in 0..60 {
        let text = format!("+++\ntitle = \"Vraag {number}\"\nsoort = \"eerst\"\nweight = 1\n+++\n");
        fixture.write(&format!("content/vragen/v{number}.md"), &text);
    }
    let pages = pages(&fixture.site());
    let html = &pages["vragen/index.html"];
    assert_eq!(html.matches("<fieldset").count(), 61);
    assert!(!pages.contains_key("vragen/pagina/2/index.html"));
    assert!(html.find("<h2>Eerst</h2>").unwrap() < html.find("<h2>Later</h2>").unwrap());
    for part in [
        "61. Weten we het?</span> <span class=\"scan-statement\">Wij &lt;weten&gt; het.</span>",
        "<strong>1</strong> Niemand.",
        "<strong>5</strong> Helemaal wel",
        "data-scan-question=\"a\"",
        // What helps: its lesson, and the case of that lesson.
        "<li><a href=\"/sub/lessen/begin-klein/\">",
        "<li><a href=\"/sub/voorbeelden/werkplein/\">",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(pages["index.html"].contains("<a href=\"/sub/vragen/\">Vragen</a>"));
}

#[test]
fn nothing_but_the_role_makes_a_list_a_self_scan() {
    let fixture = Fixture::new();
    assert!(!pages(&fixture.site())["bronnen/index.html"].contains("<fieldset"));
    let bound = CONFIGURATION.replacen("[roles]", "[roles]\nself_scan = \"bronnen\"", 1);
    fixture.write("polder.toml", &bound.replace("sources = \"bronnen\"\n", ""));
    // Without roles for its fields the title is what is scored.
    let html = &pages(&fixture.site())["bronnen/index.html"];
    assert!(html.contains("1. De krant</span></legend>"), "{html}");
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
    let renderer = Fixture::new().renderer();
    let context = page::entry::context(&renderer, entry(&renderer.model, "zwolle"));
    let titles = |groups: &[Group]| -> Vec<(String, Vec<String>)> {
        let cards = |group: &Group| group.cards.iter().map(|card| card.title.clone()).collect();
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
    assert_eq!(second.matches("<li class=\"row").count(), 50);
    assert!(second.contains("<title>Bronnen, pagina 2 – Kennis &amp; kunde</title>"));
    assert!(second.contains("<link rel=\"prev\" href=\"/sub/bronnen/\">"));
    assert!(second.contains("<link rel=\"next\" href=\"/sub/bronnen/pagina/3/\">"));
    assert_eq!(pages["bronnen/pagina/3/index.html"].matches("<li class=\"row").count(), 2);
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
fn an_english_site_speaks_english() {
    let fixture = Fixture::new();
    fixture.write("polder.toml", &CONFIGURATION.replace("\ntitle", "\nlanguage = \"en-GB\"\ntitle"));
    let pages = pages(&fixture.site());
    assert!(pages["search/index.html"].contains("<html lang=\"en-GB\">"));
    let html = &pages["voorbeelden/werkplein/index.html"];
    assert!(
        html.contains("1 March 2019") && html.contains("<a href=\"/sub/voorbeelden/actief/yes/\">Yes</a>"),
        "{html}"
    );
}

#[test]
fn a_site_without_roles_fields_and_texts_has_a_home_page() {
    let fixture = Fixture::empty();
    fixture.write("polder.toml", "title = \"Klein\"\nbase_url = \"https://a.nl/\"\n[collections.stukken]\n");
    fixture.write("content/stukken/een.md", "+++\ntitle = \"Een\"\n+++\n");
    let pages = pages(&fixture.site());
    assert!(pages["index.html"].contains("<a href=\"/stukken/\">stukken</a>"));
    assert!(pages["stukken/index.html"].contains("<a href=\"/stukken/een/\">Een</a>"));
    assert!(pages["zoeken/index.html"].contains("data-search-input"));
}

/// A site with themes, a map of two regions and a table of themes by regions.
fn with_themes() -> Fixture {
    let fixture = Fixture::new();
    let configuration = CONFIGURATION
        .replace(
            "tile_column = \"kolom\"",
            "tile_column = \"kolom\"\ntile_row = \"rij\"\nthemes = \"themas\"",
        )
        .replace("kolom = { type", "rij = { type = \"number\" }\nkolom = { type")
        .replace("sinds =", "themas = { type = \"reference\", to = \"themas\", many = true }\nsinds =");
    fixture.write(
        "polder.toml",
        &format!("{configuration}\n[collections.themas]\nlabel_plural = \"Thema's\"\n"),
    );
    for slug in ["regie", "geld"] {
        fixture.write(&format!("content/themas/{slug}.md"), &format!("+++\ntitle = \"{slug}\"\n+++\n"));
    }
    for (slug, place) in
        [("zwolle", "kolom = 5\nrij = 2"), ("zuid-limburg", "kolom = 4\nrij = 3"), ("zeeland", "")]
    {
        fixture
            .write(&format!("content/regios/{slug}.md"), &format!("+++\ntitle = \"{slug}\"\n{place}\n+++\n"));
    }
    let case = "+++\ntitle = \"Geval\"\nregio = \"zwolle\"\nthemas = [\"geld\"]\n+++\n";
    fixture.write("content/voorbeelden/geval.md", case);
    fixture
}

#[test]
fn the_map_holds_the_regions_that_have_a_place() {
    let renderer = with_themes().renderer();
    let map = renderer.map.clone().unwrap();
    let tiles: Vec<_> = map
        .tiles
        .iter()
        .map(|tile| (tile.column, tile.row, tile.card.slug.as_str(), tile.card.referrers, tile.shade))
        .collect();
    assert_eq!(tiles, [(1, 0, "zwolle", 2, 4), (0, 1, "zuid-limburg", 0, 0)]);
    assert_eq!((map.columns, map.rows), (2, 2));
    let pages = pages(&with_themes().site());
    for page in ["index.html", "regios/index.html"] {
        assert_eq!(pages[page].matches("<a class=\"tile ").count(), 2, "{page}");
    }
    assert!(!pages["voorbeelden/index.html"].contains("class=\"tile "));
}

#[test]
fn themes_by_regions_lead_to_the_articles_about_both() {
    let pages = pages(&with_themes().site());
    let table = &pages["themas/regios/index.html"];
    assert!(
        table.contains(
            "href=\"/sub/themas/regios/geld/zwolle/\" aria-label=\"1 artikel over geld in zwolle\""
        )
    );
    assert_eq!(table.matches("geen artikelen").count(), 5, "{table}");
    let pair = &pages["themas/regios/geld/zwolle/index.html"];
    assert!(pair.contains("<a href=\"/sub/voorbeelden/geval/\">Geval</a>"), "{pair}");
    assert!(!pair.contains("werkplein"));
    assert!(!pages.contains_key("themas/regios/regie/zwolle/index.html"));
    for page in ["themas/geld/index.html", "regios/zwolle/index.html"] {
        assert!(pages[page].contains("href=\"/sub/themas/regios/geld/zwolle/\""), "{page}");
    }
    assert!(pages["themas/index.html"].contains("href=\"/sub/themas/regios/\""));
    assert!(pages["sitemap.xml"].contains("/themas/regios/geld/zwolle/"));
}

#[test]
fn two_facets_at_a_time_where_the_collection_says_so() {
    let fixture = Fixture::new();
    let pairs = "label_plural = \"Voorbeelden\"\npairs = [[\"regio\", \"actief\"]]";
    let configuration = CONFIGURATION.replace("label_plural = \"Voorbeelden\"", pairs);
    fixture.write("polder.toml", &configuration);
    let case = "+++\ntitle = \"Stil\"\nregio = \"zwolle\"\nactief = false\n+++\n";
    fixture.write("content/voorbeelden/stil.md", case);
    let pages = pages(&fixture.site());
    let pair = &pages["voorbeelden/regio/zwolle/actief/ja/index.html"];
    assert!(pair.contains("Het &lt;werkplein&gt;") && !pair.contains("Stil"), "{pair}");
    assert!(pair.contains("href=\"/sub/zoeken/?regio=zwolle&amp;actief=ja\""), "{pair}");
    // Each of the two values leads to it, with how many there are.
    let link = "<a href=\"/sub/voorbeelden/regio/zwolle/actief/ja/\">ja</a> <span class=\"total\">1</span>";
    assert!(pages["voorbeelden/regio/zwolle/index.html"].contains(link));
    let link = "<a href=\"/sub/voorbeelden/regio/zwolle/actief/ja/\">Zwolle</a>";
    assert!(pages["voorbeelden/actief/ja/index.html"].contains(link));
    assert!(!pages.keys().any(|path| path.starts_with("lessen/") && path.matches('/').count() > 4));
}

#[test]
fn a_region_is_found_by_the_names_of_its_places() {
    assert!(!pages(&Fixture::new().site()).contains_key("regios/gemeenten/index.html"));
    let fixture = Fixture::new();
    let bound = CONFIGURATION.replace("tile_column", "municipalities = \"gemeenten\"\ntile_column");
    let names = bound.replace("kolom = {", "ook = { type = \"text\", names = true }\nkolom = {");
    fixture.write("polder.toml", &names);
    let region = "+++\ntitle = \"Twente\"\ngemeenten = [\"Almelo\", \"Dalfsen\"]\nook = \"Ĳsselland\"\n+++\n";
    fixture.write("content/regios/twente.md", region);
    let pages = pages(&fixture.site());
    let page = &pages["regios/gemeenten/index.html"];
    let found: Vec<&str> =
        page.split("<li data-place>").skip(1).filter_map(|item| item.split("</li>").next()).collect();
    let item = |region: &str, name: &str, title: &str| {
        format!("<a href=\"/sub/regios/{region}/\">{name} <span class=\"index-label\">{title}</span></a>")
    };
    let expected = [
        item("twente", "Almelo", "Twente"),
        item("twente", "Dalfsen", "Twente"),
        item("zwolle", "Dalfsen", "Zwolle"),
        item("twente", "Ĳsselland", "Twente"),
        item("zwolle", "Kampen", "Zwolle"),
    ];
    assert_eq!(found, expected);
    assert!(pages["sitemap.xml"].contains("https://example.nl/sub/regios/gemeenten/"));
}

#[test]
fn a_region_names_the_regions_with_the_same_themes() {
    let fixture = with_themes();
    let case = "+++\ntitle = \"Ook\"\nregio = \"zeeland\"\nthemas = [\"geld\", \"regie\"]\n+++\n";
    fixture.write("content/voorbeelden/ook.md", case);
    let renderer = fixture.renderer();
    let related = page::entry::context(&renderer, entry(&renderer.model, "zwolle")).related;
    let found: Vec<_> = related
        .iter()
        .map(|related| (related.card.slug.as_str(), related.reasons[0].entries[0].title.as_str()))
        .collect();
    assert_eq!((found.len(), found[0]), (1, ("zeeland", "geld")));
}
