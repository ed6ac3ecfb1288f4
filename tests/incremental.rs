//! A build that knows the last one publishes what a build that knows nothing
//! publishes, byte for byte, and its index gives the same answers: after any
//! row of edits.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Ran, TestSite, contents, copy, polder};

const CONFIGURATION: &str = r#"
title = "Wisselend"
base_url = "https://example.org/"
language = "nl"
[roles]
themes = "themas"
regions = "regios"
glossary = "begrippen"
abbreviation = "kort"
[checks]
dead-link = "warn"
dead-anchor = "warn"
broken-reference = "warn"
missing-image = "warn"
ambiguous-link = "warn"
address-clash = "warn"
unused-file = "off"
[collections.artikelen]
label = "Artikel"
label_plural = "Artikelen"
order = "date"
[collections.artikelen.fields]
themas = { type = "reference", to = "themas", many = true, facet = true, label = "Thema" }
regio = { type = "reference", to = "regios", facet = true, label = "Regio" }
fase = { type = "choice", options = ["begin", "eind"], facet = true }
[collections.themas]
label_plural = "Thema's"
[collections.regios]
[collections.begrippen]
[collections.begrippen.fields]
kort = { type = "text" }
"#;

/// SplitMix64: the same edits on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const WORDS: &[&str] = &[
    "arbeidsmarktregio",
    "regie",
    "UWV",
    "samenwerking",
    "gemeenten",
    "leerwerkloket",
    "vertrouwen",
    "gesprek",
    "werkgevers",
    "SUWI",
    "scholing",
    "uitvoering",
    "begeleiding",
    "financiën",
    "afspraken",
    "kansen",
];

/// A site that is edited at random.
struct Edited {
    site: TestSite,
    random: Random,
    articles: usize,
    steps: usize,
}

impl Edited {
    fn new(articles: usize, seed: u64) -> Self {
        let mut edited = Self {
            site: TestSite::new(&[("polder.toml", CONFIGURATION)]),
            random: Random(seed),
            articles,
            steps: 0,
        };
        for kind in ["themas", "regios"] {
            for number in 0..6 {
                let text = edited.text(&format!("{kind} {number}"), "");
                edited.site.write(&format!("content/{kind}/{kind}-{number}.md"), &text);
            }
        }
        for short in ["UWV", "SUWI"] {
            let text = edited.text("Een lange naam", &format!("kort = \"{short}\"\n"));
            edited.site.write(&format!("content/begrippen/{}.md", short.to_lowercase()), &text);
        }
        for number in 0..articles {
            edited.write_article(number);
        }
        edited
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.random.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn text(&mut self, title: &str, front_matter: &str) -> String {
        let mut text = format!("+++\ntitle = \"{title}\"\n{front_matter}+++\n\n");
        for _ in 0..1 + self.random.below(3) {
            let (heading, before, after) = (self.words(2), self.words(9), self.words(5));
            let other = self.random.below(self.articles + 2);
            let link = match self.random.below(5) {
                0 => format!("[[artikel-{other}]]"),
                1 => format!("[hier](artikel-{other}.md)"),
                2 => format!("[thema](/themas/themas-{}/)", other % 7),
                3 => format!("![Kaart](kaart-{}.svg)", other % 3),
                _ => "<b>vet</b>".to_owned(),
            };
            text.push_str(&format!("## {heading}\n\n{before} {link} {after}.\n\n"));
        }
        text
    }

    fn article(&self, number: usize) -> String {
        format!("content/artikelen/artikel-{number}.md")
    }

    fn write_article(&mut self, number: usize) {
        let title = self.words(3);
        let (theme, region) = (self.random.below(7), self.random.below(7));
        let mut front_matter = format!("themas = [\"themas-{theme}\"]\nregio = \"regios-{region}\"\n");
        match self.random.below(6) {
            0 => front_matter.push_str("draft = true\n"),
            1 => front_matter.push_str("date = 2026-03-04\nfase = \"begin\"\n"),
            2 => front_matter.push_str("expires_at = 2026-05-05\n"),
            3 => front_matter.push_str(&format!("aliases = [\"/oud/{number}/\"]\n")),
            4 => front_matter.push_str("description = \"In het kort.\"\nfase = \"eind\"\n"),
            _ => front_matter.push_str(&format!("date = 2025-01-{:02}\n", 1 + number % 28)),
        }
        let text = self.text(&title, &front_matter);
        self.site.write(&self.article(number), &text);
    }

    /// One edit of any kind.
    fn edit(&mut self) {
        self.steps += 1;
        let number = self.random.below(self.articles + 3);
        let path = self.site.root().join(self.article(number));
        match self.random.below(16) {
            0 => drop(fs::remove_file(path)),
            1 => {
                let folder = path.with_extension("");
                let _ = fs::create_dir_all(&folder).and_then(|()| fs::rename(&path, folder.join("index.md")));
                let _ = fs::rename(folder.join("index.md"), &path);
                let _ = fs::remove_dir(folder);
            }
            2 => {
                // The same bytes, at another time.
                if let Ok(text) = fs::read(&path) {
                    fs::write(&path, text).unwrap();
                }
            }
            3 => {
                // One letter for another: the same length.
                if let Ok(text) = fs::read_to_string(&path) {
                    fs::write(&path, text.replacen("kansen", "lansen", 1)).unwrap();
                }
            }
            4 => {
                let (kind, number, title) =
                    (self.random.pick(&["themas", "regios"]), self.random.below(7), self.words(2));
                let text = self.text(&title, "");
                self.site.write(&format!("content/{kind}/{kind}-{number}.md"), &text);
            }
            5 => {
                let meaning = self.words(3);
                let text = self.text(&meaning, "kort = \"SUWI\"\n");
                self.site.write("content/begrippen/suwi.md", &text);
            }
            6 => {
                let title = self.random.pick(&["Wisselend", "Anders", "Weer anders"]);
                self.site.write("polder.toml", &CONFIGURATION.replace("Wisselend", title));
            }
            7 => {
                let name = format!("kaart-{}.svg", self.random.below(3));
                let drawing = format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title></svg>\n",
                    self.words(3)
                );
                self.site.write(&format!("content/artikelen/{name}"), &drawing);
            }
            8 => {
                let colour = self.random.pick(&["red", "green", "blue"]);
                self.site.write("static/extra.css", &format!("body {{ color: {colour} }}\n"));
            }
            9 => {
                let word = self.words(1);
                let template = format!(
                    "{{% extends \"theme/entry.html\" %}}{{% block head %}}<!-- {word} -->{{% endblock head %}}"
                );
                self.site.write("templates/entry.html", &template);
            }
            10 => drop(fs::remove_file(self.site.root().join("templates/entry.html"))),
            11 => {
                let text = self.text("Over", "weight = 3\n");
                self.site.write(&format!("content/over-{}.md", self.random.below(2)), &text);
            }
            _ => self.write_article(number),
        }
    }

    fn build(&self) -> Published {
        let ran = self.site.run(&["build", "--at", "2026-11-22"]);
        assert_eq!(ran.status, 0, "after {} edits: {}", self.steps, ran.stderr);
        Published::of(self.site.root(), &ran)
    }

    /// Whether the last build left what changed beside what did not.
    fn keeps_changes_apart(&self) -> bool {
        let changed = |name: &str| {
            let file = |name: &str| self.site.root().join(".polder").join(name).metadata()?.modified();
            file(&format!("{name}-since")).ok() > file(name).ok()
        };
        changed("documents") && changed("words")
    }

    /// The same in a folder where nothing was built before.
    fn build_clean(&self) -> Published {
        let clean = TestSite::new(&[]);
        fs::copy(self.site.root().join("polder.toml"), clean.root().join("polder.toml")).unwrap();
        for folder in ["content", "static", "templates"] {
            let from = self.site.root().join(folder);
            if from.is_dir() {
                copy(&from, &clean.root().join(folder), |place| place);
            }
        }
        let ran = clean.run(&["build", "--at", "2026-11-22"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        Published::of(clean.root(), &ran)
    }

    /// Whether both builds are alike now.
    fn compare(&self) {
        let (warm, clean) = (self.build(), self.build_clean());
        let names = |published: &Published| published.files.keys().cloned().collect::<Vec<PathBuf>>();
        assert_eq!(names(&warm), names(&clean), "other files after {} edits", self.steps);
        for (path, bytes) in &clean.files {
            assert!(warm.files[path] == *bytes, "{} differs after {} edits", path.display(), self.steps);
        }
        assert_eq!(warm.warnings, clean.warnings, "other warnings after {} edits", self.steps);
        assert_eq!(warm.answers, clean.answers, "other answers after {} edits", self.steps);
    }
}

struct Published {
    files: BTreeMap<PathBuf, Option<Vec<u8>>>,
    warnings: String,
    answers: String,
}

impl Published {
    fn of(root: &Path, ran: &Ran) -> Self {
        // The last three lines are counts and times.
        let lines: Vec<&str> = ran.stderr.lines().collect();
        let warnings = lines[..lines.len().saturating_sub(3)].join("\n");
        let answers = ["regie", "samenwerking gemeenten", "uwv"].map(|query| {
            let mut command = polder(&["search", query, "--json", "--limit", "20", "--root"]);
            command.arg(root);
            let ran = Ran::of(command);
            assert_eq!(ran.status, 0, "{}", ran.stderr);
            ran.stdout
        });
        Self { files: contents(&root.join("public")), warnings, answers: answers.concat() }
    }
}

#[test]
fn random_edits_leave_no_trace() {
    let mut edited = Edited::new(14, 7);
    edited.compare();
    for _ in 0..8 {
        for _ in 0..3 {
            edited.edit();
        }
        edited.compare();
    }
}

/// Of so many articles, what changed is kept beside what did not.
#[test]
fn one_edit_after_another_leaves_no_trace() {
    let mut edited = Edited::new(90, 3);
    edited.build();
    let mut apart = 0;
    for _ in 0..4 {
        for _ in 0..4 {
            edited.edit();
            edited.build();
            apart += usize::from(edited.keeps_changes_apart());
        }
        edited.compare();
    }
    assert!(apart > 4, "{apart} times");
}

#[test]
#[ignore = "long: five hundred builds of two thousand articles"]
fn five_hundred_edits_of_two_thousand_articles_leave_no_trace() {
    let mut edited = Edited::new(2000, 11);
    edited.build();
    for _ in 0..20 {
        for _ in 0..25 {
            edited.edit();
            edited.build();
        }
        edited.compare();
    }
}

/// What others did to the published folder or the cache is undone by the next
/// build, though no source changed.
#[test]
fn a_touched_site_or_cache_is_made_whole() {
    let mut edited = Edited::new(40, 5);
    let mut clean = edited.build();
    while !edited.keeps_changes_apart() {
        edited.write_article(3);
        clean = edited.build();
    }
    let root = edited.site.root();
    let said = |ran: &Ran| ran.stderr.lines().rev().nth(1).unwrap().to_owned();
    let again = edited.site.run(&["build", "--at", "2026-11-22"]);
    assert!(said(&again).starts_with("0 nieuw"), "{}", again.stderr);

    fs::write(root.join("public/index.html"), "door iemand anders").unwrap();
    fs::remove_file(root.join("public/atom.xml")).unwrap();
    fs::write(root.join("public/vreemd.html"), "x").unwrap();
    assert_eq!(edited.build().files, clean.files);
    for kept in ["build", "documents-since", "words-since", "documents", "words", "together", "lexicon"] {
        let file = root.join(".polder").join(kept);
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(edited.build().files, clean.files, "half of {kept}");
    }
    fs::remove_dir_all(root.join(".polder")).unwrap();
    fs::remove_dir_all(root.join("search-index")).unwrap();
    let whole = edited.build();
    assert_eq!((whole.files, whole.answers), (clean.files, clean.answers));
}
