//! What follows from content: backlinks, related articles, order, facets,
//! what is published on a day, and where links lead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use polder::config::read;
use polder::diagnostics::{Diagnostic, Severity};
use polder::history::History;
use polder::load::{load, load_one};
use polder::model::{Entry, EntryId, Model, Moment, State, Target, build, with_text};
use polder::parse::{Document, MarkdownSettings, parse};

const CONFIG: &str = r#"
title = "Proef"
base_url = "https://example.org/kennis/"
language = "nl"
[roles]
glossary = "begrippen"
abbreviation = "kort"
[collections.lessen]
label = "Les"
label_plural = "Lessen"
[collections.lessen.fields]
themas = { type = "reference", to = "themas", many = true, facet = true }
zie_ook = { type = "reference", to = "lessen", many = true }
fase = { type = "choice", options = ["Eerst", "Daarna"], facet = true }
[collections.themas]
order = "title"
[collections.begrippen]
[collections.begrippen.fields]
kort = { type = "text", names = true }
"#;

/// A site in a temporary folder.
struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write("polder.toml", CONFIG);
        for (path, text) in files {
            fixture.write(&format!("content/{path}"), text);
        }
        fixture
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn build(&self, unpublished: bool) -> (Model, Vec<Diagnostic>) {
        let config = Arc::new(read(self.root()).unwrap());
        let (tree, mut diagnostics) = load(&config);
        let settings = MarkdownSettings { dutch: true };
        let documents = tree.files.into_iter().map(|file| parse(file, &settings)).collect();
        let moment = Moment { day: date(2026, 6, 1), unpublished };
        let (model, mut found) = build(config, documents, tree.attachments, &History::default(), moment);
        diagnostics.append(&mut found);
        (model, diagnostics)
    }

    fn document(&self, path: &str) -> Document {
        let config = read(self.root()).unwrap();
        parse(load_one(&config, path, None).unwrap().0, &MarkdownSettings { dutch: true })
    }

    /// The model of a site in which nothing is wrong.
    fn clean(&self) -> Model {
        let (model, diagnostics) = self.build(false);
        assert_eq!(diagnostics, [], "the site should be clean");
        model
    }
}

fn entry<'m>(model: &'m Model, route: &str) -> &'m Entry {
    model.entries.iter().find(|entry| entry.route == route).unwrap_or_else(|| panic!("no page at {route}"))
}

fn routes(model: &Model, ids: impl IntoIterator<Item = EntryId>) -> Vec<String> {
    ids.into_iter().map(|id| model.entry(id).route.clone()).collect()
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<(&'static str, Severity)> {
    diagnostics.iter().map(|found| (found.problem.code().as_str(), found.severity)).collect()
}

#[test]
fn a_reference_shows_on_both_sides() {
    let model = Fixture::new(&[
        ("lessen/b.md", "+++\ntitle = \"B\"\nthemas = [\"regie\"]\nweight = 1\n+++\n"),
        (
            "lessen/a.md",
            "+++\ntitle = \"A\"\nthemas = [\"regie\"]\nweight = 2\n+++\nZie [geld](/themas/geld/).\n",
        ),
        ("themas/regie.md", "+++\ntitle = \"Regie\"\n+++\n"),
        ("themas/geld.md", "+++\ntitle = \"Geld\"\n+++\n"),
    ])
    .clean();
    let groups = &entry(&model, "themas/regie/").backlinks;
    assert_eq!(groups.len(), 1);
    assert_eq!(
        routes(&model, groups[0].entries.iter().map(|backlink| backlink.entry)),
        ["lessen/b/", "lessen/a/"]
    );
    assert_eq!(groups[0].entries[0].fields.len(), 1);
    let by_link = &entry(&model, "themas/geld/").backlinks[0].entries;
    assert_eq!(routes(&model, by_link.iter().map(|backlink| backlink.entry)), ["lessen/a/"]);
    assert!(by_link[0].fields.is_empty(), "a link in the text is no field");
}

#[test]
fn related_articles_name_what_they_share_and_rare_themes_weigh_more() {
    let lesson = |title: &str, themes: &str| format!("+++\ntitle = \"{title}\"\nthemas = [{themes}]\n+++\n");
    let model = Fixture::new(&[
        ("lessen/a.md", &lesson("A", "\"veel\", \"zelden\"")),
        ("lessen/b.md", &lesson("B", "\"veel\"")),
        ("lessen/c.md", &lesson("C", "\"veel\"")),
        ("lessen/z.md", &lesson("Z", "\"zelden\"")),
        ("themas/veel.md", "+++\ntitle = \"Veel\"\n+++\n"),
        ("themas/zelden.md", "+++\ntitle = \"Zelden\"\n+++\n"),
    ])
    .clean();
    let related = &entry(&model, "lessen/a/").related;
    assert_eq!(
        routes(&model, related.iter().map(|related| related.entry)),
        ["lessen/z/", "lessen/b/", "lessen/c/"]
    );
    let (collection, shared) = &related[0].reasons[0];
    assert_eq!(model.config.collection(*collection).name, "themas");
    assert_eq!(routes(&model, shared.iter().copied()), ["themas/zelden/"]);
}

#[test]
fn what_refers_to_an_article_is_not_named_again_as_related() {
    let model = Fixture::new(&[
        ("lessen/a.md", "+++\ntitle = \"A\"\nthemas = [\"t\"]\nzie_ook = [\"b\"]\n+++\n"),
        ("lessen/b.md", "+++\ntitle = \"B\"\nthemas = [\"t\"]\n+++\n"),
        ("themas/t.md", "+++\ntitle = \"T\"\n+++\n"),
    ])
    .clean();
    assert!(entry(&model, "lessen/a/").related.is_empty());
    assert!(entry(&model, "lessen/b/").related.is_empty());
}

#[test]
fn lists_are_ordered_as_declared_and_neighbours_follow_them() {
    let model = Fixture::new(&[
        ("themas/z.md", "+++\ntitle = \"Één\"\n+++\n"),
        ("themas/a.md", "+++\ntitle = \"Zee\"\n+++\n"),
        ("themas/m.md", "+++\ntitle = \"’s Avonds\"\n+++\n"),
    ])
    .clean();
    let themes = model.config.collection_named("themas").unwrap();
    let list = &model.collections[themes.0].entries;
    assert_eq!(routes(&model, list.iter().copied()), ["themas/z/", "themas/m/", "themas/a/"]);
    let middle = entry(&model, "themas/m/");
    assert_eq!(routes(&model, middle.previous.into_iter().chain(middle.next)), ["themas/z/", "themas/a/"]);
}

#[test]
fn what_is_not_published_is_left_out_and_said() {
    let fixture = Fixture::new(&[
        ("lessen/a.md", "+++\ntitle = \"A\"\nthemas = [\"d\", \"s\", \"e\"]\n+++\n[d](../themas/d.md)\n"),
        ("themas/d.md", "+++\ntitle = \"D\"\ndraft = true\n+++\n"),
        ("themas/s.md", "+++\ntitle = \"S\"\npublish_at = 2026-06-02\n+++\n"),
        ("themas/e.md", "+++\ntitle = \"E\"\nexpires_at = 2026-06-01\n+++\n"),
        ("themas/p.md", "+++\ntitle = \"P\"\npublish_at = 2026-06-01\nexpires_at = 2026-06-02\n+++\n"),
    ]);
    let (model, diagnostics) = fixture.build(false);
    assert_eq!(codes(&diagnostics), [("unpublished-reference", Severity::Warning); 4]);
    assert_eq!(
        model.entries.iter().map(|entry| &*entry.route).collect::<Vec<_>>(),
        ["lessen/a/", "themas/p/"]
    );
    assert_eq!(entry(&model, "lessen/a/").targets, [Target::Nothing { title: Some("D".into()) }]);
    assert_eq!(model.withdrawn.len(), 1);
    let (preview, diagnostics) = fixture.build(true);
    assert_eq!(diagnostics, []);
    assert_eq!(entry(&preview, "themas/d/").state, State::Draft);
    assert_eq!(entry(&preview, "themas/s/").state, State::Scheduled(date(2026, 6, 2)));
    assert_eq!(entry(&preview, "themas/e/").state, State::Expired(date(2026, 6, 1)));
}

#[test]
fn a_draft_cannot_keep_the_site_from_being_published() {
    let fixture = Fixture::new(&[(
        "lessen/a.md",
        "+++\ntitle = \"A\"\ndraft = true\nthemas = [\"nergens\"]\nfase = \"Ooit\"\n+++\n[x](weg.md)\n",
    )]);
    let (_, diagnostics) = fixture.build(false);
    assert_eq!(diagnostics.len(), 3);
    assert!(diagnostics.iter().all(|found| found.severity == Severity::Warning));
}

#[test]
fn links_are_found_in_every_form_that_people_write() {
    let model = Fixture::new(&[
        ("_index.md", "+++\ntitle = \"Thuis\"\n+++\n"),
        ("over.md", "+++\ntitle = \"Over\"\n+++\n"),
        ("lessen/a/index.md", "+++\ntitle = \"A\"\n+++\n## Een kop\n"),
        ("lessen/a/foto met spatie.png", "geen echte afbeelding"),
        (
            "lessen/b.md",
            "+++\ntitle = \"B\"\nfase = \"Eerst\"\n+++\n[1](a/index.md#een-kop) [2](/lessen/a/) [3](../over.md) [4](/) [5](/lessen/) \
             [6](/kennis/lessen/a/#een-kop) [7](/zoeken/?q=x) [8](/lessen/fase/eerst/) [9](#top)\n\n## Top\n\n\
             [[a]] [[lessen/a#een-kop|tekst]] [[over]] <https://example.org/x> ![Foto](<a/foto met spatie.png>) \
             [pdf](a/foto%20met%20spatie.png)\n",
        ),
    ])
    .clean();
    let lesson = model.entry_ids().find(|id| model.entry(*id).route == "lessen/a/").unwrap();
    let home = model.home.unwrap();
    let over = model.pages[0];
    let anchor = || Some("een-kop".to_owned());
    assert_eq!(
        entry(&model, "lessen/b/").targets,
        [
            Target::Entry(lesson, anchor()),
            Target::Entry(lesson, None),
            Target::Entry(over, None),
            Target::Entry(home, None),
            Target::Route("lessen/".into()),
            Target::Entry(lesson, anchor()),
            Target::Route("zoeken/?q=x".into()),
            Target::Route("lessen/fase/eerst/".into()),
            Target::Anchor("top".into()),
            Target::Entry(lesson, None),
            Target::Entry(lesson, anchor()),
            Target::Entry(over, None),
            Target::External("https://example.org/x".into()),
            Target::Image {
                route: "lessen/a/foto%20met%20spatie.png".into(),
                size: None,
                copies: Vec::new()
            },
            Target::Route("lessen/a/foto%20met%20spatie.png".into()),
        ]
    );
    assert_eq!(model.files.len(), 1);
}

#[test]
fn a_wiki_link_prefers_its_own_collection_and_else_asks() {
    let fixture = Fixture::new(&[
        ("lessen/regie.md", "+++\ntitle = \"Les\"\n+++\n"),
        ("lessen/b.md", "+++\ntitle = \"B\"\n+++\n[[regie]]\n"),
        ("themas/regie.md", "+++\ntitle = \"Thema\"\n+++\n"),
        ("over.md", "+++\ntitle = \"Over\"\n+++\n[[regie]]\n"),
    ]);
    let (model, diagnostics) = fixture.build(false);
    let lesson = model.entry_ids().find(|id| model.entry(*id).route == "lessen/regie/").unwrap();
    assert_eq!(entry(&model, "lessen/b/").targets, [Target::Entry(lesson, None)]);
    assert_eq!(codes(&diagnostics), [("ambiguous-link", Severity::Error)]);
}

#[test]
fn dangerous_links_become_text_with_a_warning() {
    let fixture = Fixture::new(&[(
        "over.md",
        "+++\ntitle = \"Over\"\n+++\n[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](vbscript:x) [e](file:///etc/passwd)\n",
    )]);
    let (model, diagnostics) = fixture.build(false);
    assert_eq!(codes(&diagnostics), [("unsafe-link", Severity::Warning); 5]);
    assert!(entry(&model, "over/").targets.iter().all(|target| *target == Target::Nothing { title: None }));
}

#[test]
fn files_outside_content_cannot_be_reached() {
    let fixture = Fixture::new(&[(
        "lessen/a.md",
        "+++\ntitle = \"A\"\n+++\n![x](../../polder.toml) [y](../../polder.toml) [z](/../polder.toml)\n",
    )]);
    let (model, diagnostics) = fixture.build(false);
    assert_eq!(diagnostics.len(), 3);
    assert!(diagnostics.iter().all(|found| found.severity == Severity::Error));
    assert!(model.files.is_empty());
}

#[test]
fn the_glossary_gives_abbreviations() {
    let model = Fixture::new(&[
        ("begrippen/uwv.md", "+++\ntitle = \"Uitvoeringsinstituut\"\nkort = \"UWV\"\n+++\n"),
        ("begrippen/gelijk.md", "+++\ntitle = \"G4\"\nkort = \"G4\"\n+++\n"),
    ])
    .clean();
    assert_eq!(model.abbreviations, [("UWV".to_owned(), "Uitvoeringsinstituut".to_owned())]);
}

#[test]
fn facets_count_what_is_published_in_declared_order() {
    let model = Fixture::new(&[
        ("lessen/a.md", "+++\ntitle = \"A\"\nfase = \"Daarna\"\nthemas = [\"t\"]\n+++\n"),
        ("lessen/b.md", "+++\ntitle = \"B\"\nfase = \"Eerst\"\n+++\n"),
        ("lessen/c.md", "+++\ntitle = \"C\"\nfase = \"Eerst\"\ndraft = true\n+++\n"),
        ("themas/t.md", "+++\ntitle = \"Thema\"\n+++\n"),
    ])
    .clean();
    let shown: Vec<(String, String, usize)> = model
        .facets
        .iter()
        .flat_map(|facet| &facet.values)
        .map(|value| (value.route.clone(), value.label.clone(), value.entries.len()))
        .collect();
    let row = |route: &str, label: &str, count: usize| (route.to_owned(), label.to_owned(), count);
    assert_eq!(
        shown,
        [
            row("lessen/themas/t/", "Thema", 1),
            row("lessen/fase/eerst/", "Eerst", 1),
            row("lessen/fase/daarna/", "Daarna", 1)
        ]
    );
}

#[test]
fn a_text_that_is_written_on_gives_the_model_that_building_anew_gives() {
    const TEXT: &str =
        "+++\ntitle = \"A\"\nthemas = [\"geld\"]\n+++\nZie [geld](/themas/geld/).\n\n## Kop\n\nTekst.\n";
    let text_alone = [
        TEXT.replace("Tekst.", "Meer tekst, *schuin* en lang."),
        TEXT.replace("Zie ", "Kijk nu bij "),
        TEXT.replace("## Kop\n", "### Kop\n"),
    ];
    let more = [
        TEXT.replace("\"A\"", "\"B\""),
        TEXT.replace("title", "weight = 2\ntitle"),
        TEXT.replace("themas/geld/", "lessen/b/"),
        TEXT.replace("Zie [geld](/themas/geld/).", "Niets."),
        TEXT.replace("## Kop", "## Andere kop"),
        TEXT.replace("Tekst.", "Tekst [nergens](/weg/)."),
        TEXT.replace("Tekst.", "Tekst ![](foto.png)."),
    ];
    let fixture = Fixture::new(&[
        ("lessen/a.md", TEXT),
        ("lessen/b.md", "+++\ntitle = \"B\"\n+++\n"),
        ("themas/geld.md", "+++\ntitle = \"Geld\"\n+++\nZie [de kop](/lessen/a/#kop).\n"),
    ]);
    let (model, before) = (fixture.clean(), fixture.document("content/lessen/a.md"));
    for text in text_alone {
        fixture.write("content/lessen/a.md", &text);
        let again = with_text(&model, &before, &fixture.document("content/lessen/a.md"));
        let again = again.unwrap_or_else(|| panic!("built anew for {text}"));
        // Texts say where they come from, not what they hold, when printed.
        assert_eq!(format!("{:#?}", again), format!("{:#?}", fixture.clean()), "{text}");
    }
    for text in more {
        fixture.write("content/lessen/a.md", &text);
        let after = fixture.document("content/lessen/a.md");
        assert!(with_text(&model, &before, &after).is_none(), "{text}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_an_article_is_not_followed() {
    let fixture = Fixture::new(&[("lessen/a.md", "+++\ntitle = \"A\"\n+++\n")]);
    let elsewhere = fixture.root().join("elders.md");
    fs::write(&elsewhere, "+++\ntitle = \"Elders\"\n+++\n").unwrap();
    std::os::unix::fs::symlink(&elsewhere, fixture.root().join("content/lessen/b.md")).unwrap();
    let config = read(fixture.root()).unwrap();
    assert!(load_one(&config, "content/lessen/a.md", None).is_some());
    assert!(load_one(&config, "content/lessen/b.md", None).is_none());
    assert!(load_one(&config, "content/lessen/c.md", None).is_none());
}

#[test]
fn search_knows_what_a_page_refers_to_by_fields_and_by_links() {
    let fixture = Fixture::new(&[
        (
            "lessen/een.md",
            "+++\ntitle = \"Een\"\nthemas = [\"geld\"]\n+++\nZie [twee](/lessen/twee/) en [een](/lessen/een/).\n",
        ),
        (
            "lessen/twee.md",
            "+++\ntitle = \"Twee\"\nzie_ook = [\"een\"]\n+++\nNog eens [een](/lessen/een/).\n",
        ),
        ("themas/geld.md", "+++\ntitle = \"Geld\"\n+++\n"),
    ]);
    let model = fixture.clean();
    let links = polder::index::links::links(&model);
    let route = |page: usize| model.entries[page].route.as_str();
    let found: Vec<(&str, Vec<&str>)> = links
        .iter()
        .enumerate()
        .filter(|(_, pages)| !pages.is_empty())
        .map(|(page, pages)| (route(page), pages.iter().map(|page| route(*page as usize)).collect()))
        .collect();
    assert_eq!(
        found,
        [("lessen/een/", vec!["lessen/twee/", "themas/geld/"]), ("lessen/twee/", vec!["lessen/een/"])]
    );
}
