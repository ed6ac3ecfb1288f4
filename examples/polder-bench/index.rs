//! Indexing and export beside tantivy's own time for the same text and fields,
//! in one run.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::polder::config::read;
use ::polder::export::export;
use ::polder::history::History;
use ::polder::index::analysis::language::LanguageData;
use ::polder::index::build::{IndexError, SearchIndex, index};
use ::polder::index::document::SearchDocument;
use ::polder::index::fields::TEXT_FIELDS;
use ::polder::load::load;
use ::polder::model::{Model, Moment, build};
use ::polder::parse::{Document, MarkdownSettings, parse};
use ::polder::site::Content;
use rayon::prelude::*;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexWriter, TantivyDocument};

use crate::article::Corpus;
use crate::polder;

/// Measures each size `times` times and prints medians.
pub fn run(sizes: &[usize], times: usize, folder: &Path) -> io::Result<()> {
    println!("| articles | tantivy s | words s | export and tantivy's files s | together s | ratio |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for &size in sizes {
        let site = folder.join(format!("index-{size}"));
        if site.exists() {
            std::fs::remove_dir_all(&site)?;
        }
        polder::write(&Corpus::new(size, 1), &site)?;
        let model = model(&site)?;
        let language = LanguageData::read("nl", None, None).0;
        let (mut own, mut words, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..times.max(1) {
            own.push(timed(|| tantivy_alone(&model))?);
            let start = Instant::now();
            let made = Arc::new(index(&model, &language, None).0);
            words.push(start.elapsed());
            rest.push(timed(|| {
                let (files, exported) = rayon::join(|| made.files(None), || packed(&made));
                files.and(exported).map(drop).map_err(io::Error::other)
            })?);
        }
        let [own, words, rest] = [own, words, rest].map(median);
        println!(
            "| {size} | {own:.2} | {words:.2} | {rest:.2} | {:.2} | {:.2} |",
            words + rest,
            (words + rest) / own
        );
        std::fs::remove_dir_all(&site)?;
    }
    Ok(())
}

/// The model of a corpus, all its texts held: reading them is no indexing.
fn model(site: &Path) -> io::Result<Model> {
    let config = read(site).map_err(|_| io::Error::other("the corpus has no polder.toml"))?;
    let (tree, _) = load(&config);
    let settings = MarkdownSettings { dutch: true };
    let documents: Vec<Document> = tree.files.into_par_iter().map(|file| parse(file, &settings)).collect();
    let moment = Moment { day: jiff::civil::Date::constant(2026, 1, 1), unpublished: false };
    Ok(build(Arc::new(config), documents, tree.attachments, &History::default(), moment).0)
}

/// The browser's files, packed as they are published.
fn packed(index: &Arc<SearchIndex>) -> Result<Vec<Vec<u8>>, IndexError> {
    let files: Vec<Content> = export(index, &|_, _| false)?.into_values().collect();
    Ok(files.into_par_iter().filter_map(|file| file.make()?.ok()).collect())
}

/// What tantivy takes with a tokenizer and a Dutch stemmer of its own, two
/// threads, positions, and one segment in the end.
fn tantivy_alone(model: &Model) -> io::Result<()> {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("dutch")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    let fields: Vec<_> =
        TEXT_FIELDS.iter().map(|field| builder.add_text_field(field.name, options.clone())).collect();
    let record = builder.add_bytes_field("record", STORED);
    let index = Index::create_in_ram(builder.build());
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Dutch))
        .build();
    index.tokenizers().register("dutch", analyzer);
    let mut writer: IndexWriter = index.writer_with_num_threads(2, 400 << 20).map_err(io::Error::other)?;
    for entry in &model.entries {
        let text = entry.text.read().map_err(|_| io::Error::other("an article went away"))?;
        let page = SearchDocument::of(model, entry).with_text(&text);
        let mut document = TantivyDocument::new();
        for (field, declared) in fields.iter().zip(&TEXT_FIELDS) {
            page.texts(declared.name).into_iter().for_each(|text| document.add_text(*field, text));
        }
        document.add_bytes(record, &serde_json::to_vec(&page.record).map_err(io::Error::other)?);
        writer.add_document(document).map_err(io::Error::other)?;
    }
    writer.commit().map_err(io::Error::other)?;
    let segments = index.searchable_segment_ids().map_err(io::Error::other)?;
    if segments.len() > 1 {
        writer.merge(&segments).wait().map_err(io::Error::other)?;
    }
    writer.wait_merging_threads().map_err(io::Error::other)
}

fn timed(work: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn median(mut durations: Vec<Duration>) -> f64 {
    durations.sort_unstable();
    durations[durations.len() / 2].as_secs_f64()
}
