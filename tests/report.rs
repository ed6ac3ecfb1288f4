//! The overview for editors, in its three forms, word for word.
//!
//! After a change that was meant, `POLDER_REFRESH=1 cargo nextest run --test
//! report` writes `tests/report/` anew; read the difference as an editor
//! would on a Monday morning.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{TestSite, contents};

const CONFIG: &str = r#"title = "Proef"
base_url = "https://example.org/"
language = "nl"
[roles]
themes = "themas"
regions = "regios"
sources = "bronnen"
events = "agenda"
[collections.lessen]
label = "Les"
[collections.lessen.fields]
themas = { type = "reference", to = "themas", many = true }
regio = { type = "reference", to = "regios" }
bronnen = { type = "reference", to = "bronnen", many = true }
[collections.themas]
label = "Thema"
[collections.regios]
label = "Regio"
[collections.agenda]
label = "Bijeenkomst"
[collections.bronnen]
label = "Bron"
[collections.bronnen.fields]
adres = { type = "url" }
"#;

const ANSWERS: &str = r#"{"answers":{
"https://weg.example/":{"at":"2026-05-30T12:00:00Z","outcome":"fails","fault":{"status":404}},
"https://oud.example/":{"at":"2026-05-30T12:00:00Z","outcome":"moved","to":"https://nieuw.example/"},
"https://dicht.example/":{"at":"2026-05-30T12:00:00Z","outcome":"refused","status":403},
"https://goed.example/":{"at":"2026-05-30T12:00:00Z","outcome":"works"}}}"#;

fn site() -> TestSite {
    let long = "Wie in de regio met alle partners samen aan een plan voor de arbeidsmarkt werkt en daarbij ook nog de werkgevers en de scholen wil betrekken heeft vaak meer tijd nodig dan vooraf gedacht was, en dat is niet erg.";
    let hard =
        "Interdepartementale samenwerkingsovereenkomsten vereisen organisatieontwikkeling. ".repeat(40);
    let lesson =
        |keys: &str, text: &str| format!("+++\ntitle = \"Les, \\\"{keys:.4}\\\"\"\n{keys}+++\n\n{text}\n");
    TestSite::new(&[
        ("polder.toml", CONFIG),
        (
            "content/over.md",
            "+++\ntitle = \"Over\"\n+++\n\nZie [een](/lessen/een/) en <https://goed.example/>.\n",
        ),
        (
            "content/lessen/een.md",
            &lesson(
                "themas = [\"regie\"]\nregio = \"twente\"\nbronnen = [\"boek\"]\nreview_by = 2026-05-01\n",
                long,
            ),
        ),
        (
            "content/lessen/twee.md",
            &lesson(
                "review_by = 2026-06-20\nthemas = [\"regie\"]\n",
                "Indien [dit](https://oud.example/#deel) werkt, dan [dat](https://dicht.example/) ook. Stakeholders en stakeholders.",
            ),
        ),
        (
            "content/lessen/drie.md",
            &lesson("themas = [\"regie\"]\nreview_by = 2027-06-20\nbronnen = [\"boek\"]\n", &hard),
        ),
        ("content/lessen/concept.md", &lesson("draft = true\nthemas = [\"geld\"]\n", "Nog leeg.")),
        ("content/lessen/later.md", &lesson("publish_at = 2026-07-01\n", "Later.")),
        ("content/lessen/weg.md", &lesson("expires_at = 2026-02-01\n", "Voorbij.")),
        ("content/themas/regie.md", "+++\ntitle = \"Regie\"\n+++\n"),
        ("content/themas/geld.md", "+++\ntitle = \"Geld\"\n+++\n"),
        ("content/regios/twente.md", "+++\ntitle = \"Twente\"\n+++\n"),
        ("content/agenda/dag.md", "+++\ntitle = \"Dag\"\n+++\n"),
        (
            "content/bronnen/boek.md",
            "+++\ntitle = \"Boek\"\nadres = \"https://weg.example/\"\n+++\n\nZie ook <https://nooit.example/>.\n",
        ),
        (".polder/external-links-1.json", ANSWERS),
    ])
}

fn compare(name: &str, actual: &str) {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(name);
    if std::env::var_os("POLDER_REFRESH").is_some() {
        fs::write(expected, actual).unwrap();
        return;
    }
    assert_eq!(actual, fs::read_to_string(expected).unwrap(), "{name}");
}

#[test]
fn an_editor_reads_it_in_a_terminal_a_spreadsheet_and_a_program() {
    let site = site();
    let before = contents(site.root());
    for (format, file) in [("table", "expected.txt"), ("csv", "expected.csv"), ("json", "expected.json")] {
        let ran = site.run(&["report", "--at", "2026-06-01", "--format", format]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
        compare(file, &ran.stdout);
        if format == "table" {
            let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(80), "{widest:?}");
        }
    }
    assert_eq!(contents(site.root()), before, "a report changes nothing");
}

#[test]
fn a_site_without_roles_or_articles_gets_what_applies_in_its_language() {
    let site =
        TestSite::new(&[("polder.toml", "title = \"Small\"\nlanguage = \"en\"\n[collections.notes]\n")]);
    site.write("content/notes/one.md", "+++\ntitle = \"One\"\n+++\n\nText.\n");
    let ran = site.run(&["report", "--at", "2026-06-01"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("1 article published"), "{}", ran.stdout);
    assert!(ran.stdout.contains("Mentioned nowhere (1)"), "{}", ran.stdout);
    for absent in ["theme", "region", "source"] {
        assert!(!ran.stdout.contains(absent), "{absent}: {}", ran.stdout);
    }
}
