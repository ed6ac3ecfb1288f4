//! How long each stage takes, alone, on a corpus of made-up articles that is
//! the same on every machine. `cargo bench` runs all, `cargo bench -- model`
//! one of them.
//!
//! What a stage is given is made before its time begins, and what it gives is
//! dropped after it ends.

#![allow(clippy::expect_used)]

#[path = "../examples/polder-bench/article.rs"]
mod article;
#[path = "../examples/polder-bench/polder.rs"]
mod corpus;
// `form` also knows what other generators want, which is not used here.
#[allow(dead_code)]
#[path = "../examples/polder-bench/form.rs"]
mod form;
#[path = "../examples/polder-bench/random.rs"]
mod random;
#[path = "../examples/polder-bench/words.rs"]
mod words;

use std::sync::{Arc, OnceLock};

use divan::Bencher;
use jiff::civil::Date;
use polder::config::{Config, read};
use polder::export::export;
use polder::history::History;
use polder::load::{SourceTree, load};
use polder::model::{Model, Moment, build};
use polder::parse::{Document, MarkdownSettings, parse};
use polder::render::{Theme, render};
use polder::site::{Content, Site};
use rayon::prelude::*;

/// How many articles; themes and regions come on top.
const ARTICLES: usize = 500;

/// How often each stage runs, unless `--sample-count` says otherwise.
const SAMPLES: u32 = 20;

const MOMENT: Moment = Moment { day: Date::constant(2026, 1, 1), unpublished: false };

static CONFIG: OnceLock<Arc<Config>> = OnceLock::new();

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("corpus");
    corpus::write(&article::Corpus::new(ARTICLES, 1), &root).expect("the corpus can be written");
    let config = read(&root).expect("the corpus has a usable polder.toml");
    CONFIG.set(Arc::new(config)).expect("main runs once");
    divan::Divan::default().sample_count(SAMPLES).config_with_args().main();
}

fn config() -> &'static Arc<Config> {
    CONFIG.get().expect("main has set it")
}

fn tree() -> SourceTree {
    load(config()).0
}

fn parsed(tree: SourceTree) -> Vec<Arc<Document>> {
    let settings = MarkdownSettings { dutch: true };
    tree.files.into_par_iter().map(|file| Arc::new(parse(file, &settings))).collect()
}

fn model() -> Arc<Model> {
    let tree = tree();
    let attachments = tree.attachments.clone();
    Arc::new(build(Arc::clone(config()), parsed(tree), attachments, &History::default(), MOMENT).0)
}

fn site(model: &Arc<Model>) -> Site {
    let theme = Theme::load(config()).expect("the embedded theme loads");
    render(Arc::clone(model), Arc::new(theme), false, None)
}

#[divan::bench]
fn load_and_parse(bencher: Bencher<'_, '_>) {
    bencher.bench(|| parsed(tree()));
}

#[divan::bench]
fn model_of_documents(bencher: Bencher<'_, '_>) {
    let tree = tree();
    let attachments = tree.attachments.clone();
    let documents = parsed(tree);
    bencher.with_inputs(|| (documents.clone(), attachments.clone())).bench_values(
        |(documents, attachments)| {
            build(Arc::clone(config()), documents, attachments, &History::default(), MOMENT)
        },
    );
}

/// From the theme's files to the bytes of every page.
#[divan::bench]
fn render_all_pages(bencher: Bencher<'_, '_>) {
    let model = model();
    bencher.bench(|| {
        let files: Vec<Content> = site(&model).files.into_values().collect();
        let made = files.par_iter().filter_map(|content| content.make()?.ok());
        made.map(|bytes| bytes.len()).sum::<usize>()
    });
}

#[divan::bench]
fn index_of_model(bencher: Bencher<'_, '_>) {
    let model = model();
    bencher.bench(|| polder::index::build(&model, None));
}

#[divan::bench]
fn export_of_index(bencher: Bencher<'_, '_>) {
    let index = Arc::new(polder::index::build(&model(), None).0);
    bencher.bench(|| export(&index, &|_, _| false));
}
