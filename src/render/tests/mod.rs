//! The stage as a whole, on small sites written for each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod body;
mod golden;
mod pages;
mod theme;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use super::renderer::Renderer;
use super::{Theme, render};
use crate::config::{self, Config};
use crate::diagnostics::{Diagnostic, Problem};
use crate::model::{self, EntryId, Model, Moment};
use crate::parse::{self, MarkdownSettings};
use crate::site::Site;
use crate::{diagnostics, load};

const CONFIGURATION: &str = r#"
title = "Kennis & kunde"
description = "Een kleine site."
base_url = "https://example.nl/sub/"

[abbreviations]
UWV = "Uitvoeringsinstituut Werknemersverzekeringen"

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
        "+++\ntitle = \"Het <werkplein>\"\ndescription = \"Iedereen onder één dak.\"\ndate = 2026-11-19\nupdated = 2026-11-20\nregio = \"zwolle\"\nsinds = 2019-03-01\nactief = true\naantal = 12500\nadres = \"https://www.example.org/plein/\"\nbronnen = [\"krant\"]\n+++\n\
         Het UWV en de [regio](/regios/zwolle/) openden het plein.[^1]\n\n## Aanpak\n\nMet [[begin-klein]] en het UWV.\n\n\
         > [!LES]\n> Begin.\n\n## Geld\n\n### Rijk\n\nNiets.\n\n[^1]: Volgens de krant.\n",
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
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn new() -> Self {
        let fixture = Self::empty();
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
        let settings = MarkdownSettings { dutch: true };
        let documents = tree.files.into_iter().map(|file| parse::parse(file, &settings));
        let moment = Moment { day: "2026-11-22".parse().unwrap(), unpublished };
        let (model, faults) = model::build(
            Arc::new(config),
            documents.collect(),
            tree.attachments,
            &Default::default(),
            moment,
        );
        assert!(!diagnostics::any_error(&faults), "{faults:?}");
        model
    }

    fn theme(&self) -> Arc<Theme> {
        let theme =
            Theme::load(&self.config()).map_err(|faults| faults.iter().map(shown).collect::<Vec<_>>());
        Arc::new(theme.unwrap_or_else(|faults| panic!("{faults:?}")))
    }

    fn renderer(&self) -> Renderer {
        Renderer::new(Arc::new(self.model(false)), self.theme())
    }

    fn site(&self) -> Site {
        render(Arc::new(self.model(false)), self.theme(), false, None)
    }

    fn preview(&self) -> Site {
        render(Arc::new(self.model(true)), self.theme(), false, None)
    }

    /// The faults of the theme, as `path:line:column: message`.
    fn theme_faults(&self) -> Vec<String> {
        let faults = Theme::load(&self.config()).err().expect("a fault");
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
    let texts = site.files.iter().filter(|(path, _)| !path.as_str().ends_with(".png"));
    let made = texts.filter_map(|(path, content)| {
        let bytes = content.make()?;
        let bytes = bytes.unwrap_or_else(|faults| panic!("{}: {}", path.as_str(), shown(&faults[0])));
        Some((path.as_str().to_owned(), String::from_utf8(bytes).unwrap()))
    });
    made.collect()
}

/// The faults of one page.
fn page_faults(site: &Site, path: &str) -> Vec<String> {
    let (_, content) = site.files.iter().find(|(key, _)| key.as_str() == path).expect("the page");
    let made = content.make().expect("a page");
    made.expect_err("a fault").iter().map(shown).collect()
}

fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn entry(model: &Model, slug: &str) -> EntryId {
    model.entry_ids().find(|id| model.entry(*id).slug == slug).expect("the entry")
}
