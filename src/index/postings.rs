//! The pages that a word finds, and how strongly.
//!
//! For every word one list holds all that it finds: pages with the word in
//! any field, with a compound that it is a part of, with its parts apart, with
//! a synonym. What is worked out here is all that ranking knows of a page; the
//! browser gets the same lists.

use std::sync::OnceLock;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use super::build::{IndexError, SearchIndex};
use super::document::Record;
use super::fields::{Fields, TEXT_FIELDS};
use super::lexicon::{GroupId, Lexicon};
use super::weights::{K1, LEVELS, MOST_APART, MOST_BEGINNING, PART, PARTS_APART, RATIO, SYNONYM, idf};

/// The pages of one word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// How rare the word is.
    pub idf: u8,
    /// The pages, ascending.
    pub hits: Vec<Hit>,
}

/// A word on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The page: its place in the order of routes.
    pub page: u32,
    /// How strongly it is about the word: a level.
    pub level: u8,
    /// Of how many words the title or name is that has it, 1 to 7; 0 if none.
    pub title: u8,
}

/// The weight of a word on a page before saturation.
#[derive(Debug, Clone, Copy)]
struct Weight {
    page: u32,
    weight: f32,
    title: u8,
}

/// Reads words' lists from an index.
pub struct Postings {
    /// The vocabulary.
    pub lexicon: Lexicon,
    /// What results show, by page.
    pub records: Vec<Record>,
    fields: Vec<FieldReader>,
    exact: std::sync::Arc<InvertedIndexReader>,
    exact_field: tantivy::schema::Field,
    own: Vec<OnceLock<Vec<Weight>>>,
    base: Vec<OnceLock<Vec<Strength>>>,
}

struct FieldReader {
    field: tantivy::schema::Field,
    terms: std::sync::Arc<InvertedIndexReader>,
    norms: FieldNormReader,
    average: f32,
    weight: f32,
    length: f32,
}

/// How strongly a page is about a word, 0 to 1.
#[derive(Debug, Clone, Copy)]
struct Strength {
    page: u32,
    strength: f32,
    title: u8,
}

impl Postings {
    /// Opens an index.
    pub fn open(index: &SearchIndex) -> Result<Self, IndexError> {
        let searcher = index.index.reader()?.searcher();
        let fields = Fields::new();
        let mut readers = Vec::new();
        let mut records = Vec::new();
        let mut forms = Vec::new();
        let Some(segment) = searcher.segment_readers().first() else {
            return Err(IndexError::Unreadable("no segment".to_owned()));
        };
        for (field, declared) in fields.text.iter().zip(&TEXT_FIELDS) {
            let terms = segment.inverted_index(*field)?;
            readers.push(FieldReader {
                field: *field,
                average: terms.total_num_tokens() as f32 / segment.max_doc().max(1) as f32,
                norms: segment.get_fieldnorms_reader(*field)?,
                terms,
                weight: declared.weight,
                length: declared.length,
            });
        }
        let dictionary = segment.inverted_index(fields.forms)?;
        let mut stream = dictionary.terms().stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            forms.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        read_records(segment, fields.record, &mut records)?;
        let lexicon = Lexicon::new(forms, &index.payload.language, &index.payload.site.abbreviations);
        let count = lexicon.groups.len();
        Ok(Self {
            lexicon,
            records,
            fields: readers,
            exact: segment.inverted_index(fields.exact)?,
            exact_field: fields.exact,
            own: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            base: std::iter::repeat_with(OnceLock::new).take(count).collect(),
        })
    }

    /// How many pages there are.
    pub fn total(&self) -> usize {
        self.records.len()
    }

    /// The pages that a word finds.
    pub fn list(&self, group: GroupId) -> WordList {
        let base = self.base(group);
        let own_idf = idf(base.len().max(1), self.total());
        let mut merged: Vec<Strength> = base.to_vec();
        let word = &self.lexicon.groups[group as usize];
        if word.parts.len() > 1 {
            self.add_all_of(&word.parts, PARTS_APART, own_idf, &mut merged);
        }
        for words in &word.synonyms {
            self.add_all_of(words, SYNONYM, own_idf, &mut merged);
        }
        let hits = merged
            .into_iter()
            .map(|hit| Hit { page: hit.page, level: level(hit.strength), title: hit.title })
            .collect();
        WordList { idf: own_idf, hits }
    }

    /// Adds the pages that have all of `words`, as strong as these words are
    /// together, times `weight`. A page that is there already keeps what is
    /// more.
    fn add_all_of(&self, words: &[GroupId], weight: f32, own_idf: u8, merged: &mut Vec<Strength>) {
        let Some((first, others)) = words.split_first() else { return };
        let rareness = |group: GroupId| f32::from(idf(self.base(group).len().max(1), self.total()));
        let mut found: Vec<Strength> = self
            .base(*first)
            .iter()
            .map(|hit| Strength { strength: hit.strength * rareness(*first), ..*hit })
            .collect();
        for &other in others {
            let list = self.base(other);
            let rare = rareness(other);
            found.retain_mut(|hit| match list.binary_search_by_key(&hit.page, |known| known.page) {
                Ok(at) => {
                    hit.strength += list[at].strength * rare;
                    true
                }
                Err(_) => false,
            });
        }
        let scale = weight / (f32::from(own_idf) * words.len() as f32).max(1.0);
        found.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.page.cmp(&b.page)));
        if words.len() > 1 {
            found.truncate(MOST_APART);
        }
        for hit in found {
            let strength = (hit.strength * scale).min(1.0);
            match merged.binary_search_by_key(&hit.page, |known| known.page) {
                Ok(at) => merged[at].strength = merged[at].strength.max(strength),
                Err(at) => merged.insert(at, Strength { page: hit.page, strength, title: 0 }),
            }
        }
    }

    /// The pages that have the word itself or a compound with it.
    fn base(&self, group: GroupId) -> &[Strength] {
        self.base[group as usize].get_or_init(|| {
            let mut weights = self.own(group).to_vec();
            for &compound in &self.lexicon.groups[group as usize].compounds {
                let list = self.own(compound);
                weights.extend(list.iter().map(|hit| Weight { weight: hit.weight * PART, title: 0, ..*hit }));
            }
            sum(&mut weights);
            weights
                .into_iter()
                .map(|hit| Strength {
                    page: hit.page,
                    strength: hit.weight / (K1 + hit.weight),
                    title: hit.title,
                })
                .collect()
        })
    }

    /// The pages that have the word itself, with its weight in all fields.
    fn own(&self, group: GroupId) -> &[Weight] {
        self.own[group as usize].get_or_init(|| {
            let mut weights = Vec::new();
            for stem in &self.lexicon.groups[group as usize].stems {
                // What cannot be read is not there: the files come from our
                // own memory, tantivy has checked them.
                let _ = self.read_stem(stem, &mut weights);
            }
            sum(&mut weights);
            weights
        })
    }

    fn read_stem(&self, stem: &str, weights: &mut Vec<Weight>) -> std::io::Result<()> {
        for reader in &self.fields {
            let term = Term::from_field_text(reader.field, stem);
            let Some(mut postings) = reader.terms.read_postings(&term, IndexRecordOption::WithFreqs)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let page = postings.doc();
                let length = reader.norms.fieldnorm(page) as f32 / reader.average.max(1.0);
                let weight = reader.weight * postings.term_freq() as f32
                    / (1.0 - reader.length + reader.length * length);
                weights.push(Weight { page, weight, title: 0 });
                postings.advance();
            }
        }
        let term = Term::from_field_text(self.exact_field, stem);
        if let Some(mut postings) = self.exact.read_postings(&term, IndexRecordOption::WithFreqs)? {
            while postings.doc() != TERMINATED {
                let title = postings.term_freq().min(7) as u8;
                weights.push(Weight { page: postings.doc(), weight: 0.0, title });
                postings.advance();
            }
        }
        Ok(())
    }
}

/// Sorts by page and adds up what one page has.
fn sum(weights: &mut Vec<Weight>) {
    weights.sort_by_key(|hit| hit.page);
    weights.dedup_by(|next, kept| {
        let same = next.page == kept.page;
        if same {
            kept.weight += next.weight;
            kept.title = match (kept.title, next.title) {
                (0, title) | (title, 0) => title,
                (a, b) => a.min(b),
            };
        }
        same
    });
}

/// One list of several, for a beginning that their words share: of each page
/// the strongest hit, no titles, and only the strongest pages.
pub fn merge<'a>(lists: impl Iterator<Item = &'a WordList>, total: usize) -> WordList {
    // One more than the level, for zero is a page without a hit.
    let mut levels = vec![0u8; total];
    for hit in lists.flat_map(|list| &list.hits) {
        let level = &mut levels[hit.page as usize];
        *level = (*level).max(hit.level + 1);
    }
    let mut hits: Vec<Hit> = (0u32..)
        .zip(levels)
        .filter(|(_, level)| *level > 0)
        .map(|(page, level)| Hit { page, level: level - 1, title: 0 })
        .collect();
    let idf = idf(hits.len().max(1), total);
    hits.sort_by(|a, b| b.level.cmp(&a.level).then(a.page.cmp(&b.page)));
    hits.truncate(MOST_BEGINNING);
    hits.sort_by_key(|hit| hit.page);
    WordList { idf, hits }
}

/// The level of a strength: the nearest by ratio.
fn level(strength: f32) -> u8 {
    let below = (strength.max(1e-6).ln() / RATIO.ln()).round().clamp(0.0, (LEVELS - 1) as f32);
    (LEVELS - 1) as u8 - below as u8
}

fn read_records(
    segment: &SegmentReader,
    field: tantivy::schema::Field,
    records: &mut Vec<Record>,
) -> Result<(), IndexError> {
    use tantivy::schema::Value as _;
    let store = segment.get_store_reader(8).map_err(tantivy::TantivyError::from)?;
    for page in 0..segment.max_doc() {
        let document: tantivy::TantivyDocument = store.get(page)?;
        let bytes = document.get_first(field).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
        let record = serde_json::from_slice(&bytes.unwrap_or_default())
            .map_err(|error| IndexError::Unreadable(error.to_string()))?;
        records.push(record);
    }
    Ok(())
}
