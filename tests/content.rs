//! The knowledge base itself, as editors promised it: nothing empty, nothing
//! without a source, nothing copied, nobody's mail address.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "content/runs.rs"]
mod runs;
#[path = "content/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use polder::config::{self, Config, FieldKind};
use polder::diagnostics::Severity;
use polder::history::History;
use polder::load;
use polder::model::{self, Entry, EntryId, Model, Moment, Reference, Value};
use polder::parse::{self, Document, MarkdownSettings};
use polder::table::NodeValue;

use runs::Names;
use words::Token;

/// Where the hashes of the sources' runs are kept.
const SOURCE_RUNS: &str = "tests/content/source-runs.txt";

/// The collections whose every article needs a source and a description.
const ARTICLES: [&str; 6] =
    ["praktijkvoorbeelden", "praktijklessen", "themas", "instrumenten", "leervragen", "zelfscan"];

/// The knowledge base, read once for all tests.
struct Base {
    config: Arc<Config>,
    documents: Vec<Document>,
    model: Model,
    complaints: Vec<String>,
}

static BASE: LazyLock<Base> = LazyLock::new(|| {
    let config = Arc::new(config::read(root()).expect("polder.toml is right"));
    let (tree, mut diagnostics) = load::load(&config);
    let settings = MarkdownSettings { dutch: true };
    let documents: Vec<Document> = tree.files.into_iter().map(|file| parse::parse(file, &settings)).collect();
    diagnostics.extend(documents.iter().flat_map(|document| document.diagnostics.clone()));
    // A day on which no article is due for review: what should be looked at
    // again is for the editors to know, not a reason for this test to fail.
    let moment = Moment { day: jiff::civil::date(2026, 11, 22), unpublished: false };
    let (model, found) =
        model::build(config.clone(), documents.clone(), tree.attachments, &History::default(), moment);
    diagnostics.extend(found);
    let complaints = diagnostics
        .iter()
        .map(|diagnostic| {
            let level = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
            let line = diagnostic.span.position().line;
            format!("{level}: {}:{line}: {:?}", diagnostic.span.source.path(), diagnostic.problem)
        })
        .collect();
    Base { config, documents, model, complaints }
});

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Base {
    /// The entries of a collection, in its order.
    fn entries(&self, collection: &str) -> impl Iterator<Item = &Entry> {
        let id = self.config.collection_named(collection).expect("a declared collection");
        self.model.collections[id.0].entries.iter().map(|id| self.model.entry(*id))
    }

    /// The value of a field.
    fn field<'a>(&self, entry: &'a Entry, name: &str) -> Option<&'a Value> {
        let collection = self.config.collection(entry.collection()?);
        entry.field(collection.field_named(name).unwrap_or_else(|| panic!("{name} is declared")))
    }

    /// The option that a field chooses.
    fn choice(&self, entry: &Entry, name: &str) -> Option<&str> {
        let collection = self.config.collection(entry.collection()?);
        let field = collection.field(collection.field_named(name)?);
        let (FieldKind::Choice(options), Value::Choice(chosen)) = (&field.kind, self.field(entry, name)?)
        else {
            return None;
        };
        chosen.first().map(|place| options[*place].as_str())
    }

    /// The entries that a field refers to.
    fn references(&self, entry: &Entry, name: &str) -> Vec<EntryId> {
        let Some(Value::Reference(references)) = self.field(entry, name) else { return Vec::new() };
        references
            .iter()
            .filter_map(|reference| match reference {
                Reference::Entry(id) => Some(*id),
                Reference::Unpublished { .. } => None,
            })
            .collect()
    }

    /// Whether an article of this collection refers to the entry in a field.
    fn is_referred_to_from(&self, entry: &Entry, collection: &str) -> bool {
        let id = self.config.collection_named(collection);
        let groups = entry.backlinks.iter().filter(|group| group.collection == id);
        groups.flat_map(|group| &group.entries).any(|link| !link.fields.is_empty())
    }

    /// An article's text as its editor wrote it.
    fn written(&self, entry: &Entry) -> &str {
        let document = self.documents.iter().find(|document| document.file.source.path() == entry.path);
        body(document.expect("an entry has a document"))
    }

    /// Titles and other names of all regions and organisations.
    fn names(&self) -> Names {
        let mut names = Vec::new();
        for entry in ["regios", "organisaties"].into_iter().flat_map(|name| self.entries(name)) {
            names.push(entry.title.as_str());
            if let Some(Value::Text(others)) = self.field(entry, "andere_namen") {
                names.extend(others.iter().map(String::as_str));
            }
        }
        Names::new(names)
    }
}

fn body(document: &Document) -> &str {
    &document.file.source.text()[document.file.body_start..]
}

/// Every text in a value of front matter.
fn texts_of<'a>(value: &'a NodeValue, texts: &mut Vec<&'a str>) {
    match value {
        NodeValue::Text(text) => texts.push(text),
        NodeValue::Array(items) => items.iter().for_each(|item| texts_of(&item.value, texts)),
        NodeValue::Table(table) => table.entries.iter().for_each(|entry| texts_of(&entry.value.value, texts)),
        _ => {}
    }
}

/// Fails with one line for each entry that is not as it should be.
fn assert_none<'a>(wrong: impl IntoIterator<Item = &'a Entry>, what: &str) {
    let wrong: Vec<&str> = wrong.into_iter().map(|entry| entry.path.as_str()).collect();
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn the_model_has_nothing_to_say_about_it() {
    assert!(BASE.complaints.is_empty(), "{}", BASE.complaints.join("\n"));
}

#[test]
fn there_are_at_least_150_articles() {
    let articles = BASE.model.entries.iter().filter(|entry| entry.collection().is_some());
    let count = articles.count();
    assert!(count >= 150, "{count} articles");
}

#[test]
fn every_article_has_a_text() {
    let articles = BASE.model.entries.iter().filter(|entry| entry.collection().is_some());
    assert_none(articles.filter(|entry| entry.body.words < 10), "articles without a text");
}

#[test]
fn what_readers_look_up_has_a_source_and_a_description() {
    for collection in ARTICLES {
        assert!(BASE.entries(collection).next().is_some(), "{collection} is empty");
        assert_none(
            BASE.entries(collection).filter(|entry| BASE.references(entry, "bronnen").is_empty()),
            "no source",
        );
        assert_none(
            BASE.entries(collection).filter(|entry| {
                let length = entry.description.as_ref().map_or(0, |text| text.chars().count());
                !(80..=160).contains(&length)
            }),
            "no description of 80 to 160 characters",
        );
    }
}

#[test]
fn every_lesson_has_a_theme_and_every_theme_a_lesson() {
    assert_none(
        BASE.entries("praktijklessen").filter(|entry| BASE.references(entry, "themas").is_empty()),
        "lessons without a theme",
    );
    assert_none(
        BASE.entries("themas").filter(|entry| !BASE.is_referred_to_from(entry, "praktijklessen")),
        "themes without a lesson",
    );
}

#[test]
fn every_question_has_an_answer() {
    assert_none(
        BASE.entries("leervragen").filter(|entry| {
            let answers = ["lessen", "voorbeelden", "instrumenten"];
            answers.iter().all(|field| BASE.references(entry, field).is_empty())
        }),
        "questions that lead to no lesson, case or instrument",
    );
}

#[test]
fn our_own_working_out_says_that_it_is_ours() {
    const HEADING: &str = "## Zelf aan de slag\n";
    const SIGN: &str = "*Eigen uitwerking van de redactie, niet uit een bron.*";
    assert!(BASE.model.entries.iter().any(|entry| BASE.written(entry).contains(HEADING)));
    assert_none(
        BASE.model.entries.iter().filter(|entry| {
            let mut sections = BASE.written(entry).split(HEADING).skip(1);
            sections.any(|section| !section.trim_start().starts_with(SIGN))
        }),
        "own working-out that does not begin with its sign",
    );
}

#[test]
fn the_ten_elements_are_not_called_proven() {
    let element = |entry: &&Entry| BASE.choice(entry, "reeks") == Some("tien elementen");
    assert_eq!(BASE.entries("praktijklessen").filter(element).count(), 10);
    assert_none(
        BASE.entries("praktijklessen").filter(element).filter(|entry| {
            let text = BASE.written(entry);
            let practice = BASE.choice(entry, "bewijs") == Some("praktijkervaring");
            !(practice && text.contains("succesvol ervaren") && text.contains("bewezen effectief"))
        }),
        "elements without the remark that they are found to work, not proven effective",
    );
}

#[test]
fn the_self_scan_asks_once_about_every_element_and_condition() {
    for (series, count) in [("tien elementen", 10), ("vier condities", 4)] {
        let mut asked = BTreeSet::new();
        for question in BASE.entries("zelfscan").filter(|entry| BASE.choice(entry, "reeks") == Some(series)) {
            let lessons = BASE.references(question, "lessen");
            let lesson = lessons.first().map(|id| BASE.model.entry(*id)).expect("a question has a lesson");
            assert_eq!(BASE.choice(lesson, "reeks"), Some(series), "{}", question.path);
            assert!(asked.insert(lesson.slug.as_str()), "{} is asked about twice", lesson.slug);
        }
        assert_eq!(asked.len(), count, "{series}");
    }
}

#[test]
fn a_lesson_fits_on_a_page() {
    assert_none(BASE.entries("praktijklessen").filter(|entry| entry.body.words > 600), "over 600 words");
}

#[test]
fn every_instrument_is_found_from_elsewhere() {
    assert_none(
        BASE.entries("instrumenten").filter(|entry| {
            let from = ["praktijkvoorbeelden", "praktijklessen", "leervragen"];
            !from.iter().any(|collection| BASE.is_referred_to_from(entry, collection))
        }),
        "instruments that no case, lesson or question refers to",
    );
}

#[test]
fn every_region_is_there_once_and_28_work_on_it() {
    let mut numbers: Vec<u32> = Vec::new();
    let mut slugs = BTreeSet::new();
    let mut working = 0;
    for region in BASE.entries("regios") {
        let Some(Value::Number(number)) = BASE.field(region, "nummer") else { panic!("{}", region.path) };
        numbers.push(number[0] as u32);
        slugs.insert(region.slug.as_str());
        working += usize::from(BASE.field(region, "werkende_samenwerking") == Some(&Value::Boolean(true)));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=35).collect::<Vec<u32>>());
    assert_eq!(working, 28);
    assert!(slugs.is_superset(&BTreeSet::from(["zwolle", "gelderland-midden", "limburg-noord"])));
}

#[test]
fn the_decree_gives_a_municipality_one_region() {
    let mut seen = BTreeSet::new();
    for region in BASE.entries("regios") {
        let Some(Value::Text(names)) = BASE.field(region, "gemeenten") else { panic!("{}", region.path) };
        for name in names {
            assert!(seen.insert(name), "{name} is in {} and in another region", region.path);
        }
    }
}

#[test]
fn no_mail_address_stands_in_it() {
    let mut found = Vec::new();
    for document in &BASE.documents {
        for word in document.file.source.text().split_whitespace() {
            let address = word.split_once('@').is_some_and(|(before, after)| {
                before.ends_with(char::is_alphanumeric) && after.contains('.')
            });
            if address || word.contains("mailto:") {
                found.push(format!("{}: {word}", document.file.source.path()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_is_copied_from_the_sources() {
    let kept = std::fs::read_to_string(root().join(SOURCE_RUNS)).unwrap();
    let sources: BTreeSet<String> = kept.lines().map(str::to_owned).collect();
    assert!(sources.len() > 3000, "{SOURCE_RUNS} holds {} runs", sources.len());
    let names = BASE.names();
    let mut found = Vec::new();
    let mut compare = |place: &str, tokens: &[Token]| {
        let runs = runs::copied(tokens, &sources, &names);
        found.extend(runs.into_iter().map(|run| format!("{place}: {run}")));
    };
    for document in &BASE.documents {
        let place = document.file.source.path();
        compare(place, &words::of_markdown(body(document)));
        let mut texts = Vec::new();
        for entry in &document.front_matter.entries {
            texts_of(&entry.value.value, &mut texts);
        }
        for text in texts {
            compare(place, &words::without_quotations(text));
        }
    }
    compare(config::FILE_NAME, &words::without_quotations(&BASE.config.description));
    for collection in &BASE.config.collections {
        compare(config::FILE_NAME, &words::without_quotations(&collection.description));
    }
    assert!(found.is_empty(), "runs of ten words from a source:\n{}", found.join("\n"));
}

#[test]
#[ignore = "writes the hashes of the sources anew; see tests/content/README.md"]
fn record_source_runs() {
    // A run of all ignored tests, without the sources, leaves the file alone.
    let Ok(folder) = std::env::var("POLDER_SOURCES") else { return };
    let mut hashes = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text: Vec<String> = words::words(&std::fs::read_to_string(path).unwrap()).collect();
            hashes.extend(runs::hashes_of(&text));
        }
    }
    assert!(!hashes.is_empty(), "no texts in that folder");
    let lines: Vec<String> = hashes.into_iter().collect();
    std::fs::write(root().join(SOURCE_RUNS), lines.join("\n") + "\n").unwrap();
}
