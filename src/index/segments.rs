//! The words of all pages ↔ tantivy's files.
//!
//! A site of up to [`ONE_SEGMENT`] pages is one segment. A larger one has a
//! segment for every stretch of addresses, cut where an address's hash says
//! so: one article's change then touches one segment. A segment's id is the
//! hash of what is in it, so one whose files are there already is not made
//! again, and the same content gives the same bytes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::postings::Postings as _;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::tokenizer::{TextAnalyzer, Token as TantivyToken, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{DocSet, Index, SegmentReader, TERMINATED, TantivyDocument};

use super::build::{IndexError, IndexedPage, Payload, SearchIndex, VERSION};
use super::document::Record;
use super::fields::{EXACT, Fields, TEXT_FIELDS};
use super::words::{FIELDS, PageWords, Token, Vocabulary};

/// A site of so many pages is one segment.
const ONE_SEGMENT: usize = 2000;

/// The segments of a larger one have at least so many pages, and from there on
/// end with a chance of one in so many …
const LEAST_PAGES: usize = 192;
/// … or here: who changes one article waits for its segment.
const MOST_PAGES: usize = 384;

/// The files of a segment, by the ends of their names.
const ENDS: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];

/// tantivy's files for its folder.
#[derive(Debug)]
pub struct IndexFiles {
    /// Content by name; `None` for what stands in the folder already.
    files: BTreeMap<String, Option<Vec<u8>>>,
}

impl SearchIndex {
    /// tantivy's files. Segments that stand in `folder` are not made again, and
    /// those that do not are written there at once, so that a large index is
    /// never held: until `meta.json` names them nobody reads them.
    pub fn files(&self, folder: Option<&Path>) -> Result<IndexFiles, IndexError> {
        let forms: Arc<[Arc<str>]> = self.vocabulary.forms().into();
        let fields = Fields::new();
        if let Some(folder) = folder {
            std::fs::create_dir_all(folder).map_err(|error| IndexError::Io(folder.to_owned(), error))?;
        }
        let segments: Vec<(String, IndexFiles)> = stretches(&self.pages)
            .into_par_iter()
            .map(|range| segment(&fields, &self.pages[range], &forms, folder))
            .collect::<Result<_, _>>()?;
        let empty = Index::builder().schema(fields.schema.clone()).create_in_ram()?;
        let mut meta = serde_json::to_value(empty.load_metas()?).map_err(unreadable)?;
        let lengths = stretches(&self.pages).into_iter().map(|range| range.len());
        meta["segments"] = segments
            .iter()
            .zip(lengths)
            .map(
                |((id, _), pages)| serde_json::json!({ "segment_id": id, "max_doc": pages, "deletes": null }),
            )
            .collect();
        meta["opstamp"] = self.pages.len().into();
        meta["payload"] = serde_json::to_string(&self.payload).map_err(unreadable)?.into();
        let mut files: BTreeMap<_, _> = segments.into_iter().flat_map(|(_, files)| files.files).collect();
        files.insert("meta.json".to_owned(), Some(serde_json::to_vec_pretty(&meta).map_err(unreadable)?));
        Ok(IndexFiles { files })
    }

    /// Reads an index from its folder.
    pub fn read(folder: &Path) -> Result<Self, IndexError> {
        let directory = RamDirectory::create();
        let entries = std::fs::read_dir(folder).map_err(|error| IndexError::Io(folder.to_owned(), error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_file() {
                let failed = |error| IndexError::Io(path.clone(), error);
                let bytes = std::fs::read(&path).map_err(failed)?;
                directory.atomic_write(Path::new(&entry.file_name()), &bytes).map_err(failed)?;
            }
        }
        let index = Index::open(directory)?;
        let metas = index.load_metas()?;
        let payload: Payload = serde_json::from_str(metas.payload.as_deref().unwrap_or_default())
            .map_err(|error| IndexError::Unreadable(format!("meta.json: {error}")))?;
        if payload.version != VERSION {
            return Err(IndexError::Unreadable(format!("version {}", payload.version)));
        }
        let vocabulary = Arc::new(Vocabulary::default());
        let searcher = index.reader()?.searcher();
        let fields = Fields::new();
        let mut pages = Vec::new();
        // tantivy opens segments in an order of its own.
        for meta in &metas.segments {
            let readers = searcher.segment_readers().iter();
            for reader in readers.filter(|reader| reader.segment_id() == meta.id()) {
                read_segment(reader, &fields, &vocabulary, &mut pages)?;
            }
        }
        Ok(Self { payload, vocabulary, lexicon: Arc::default(), together: Arc::default(), pages })
    }
}

impl IndexFiles {
    /// Writes the files to their folder: `meta.json` last, what is no longer
    /// part of the index goes.
    pub fn write(&self, folder: &Path) -> Result<(), IndexError> {
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
        let last = "meta.json";
        for (name, bytes) in
            self.files.iter().filter(|(name, _)| *name != last).chain(self.files.get_key_value(last))
        {
            if let Some(bytes) = bytes {
                write_whole(folder, name, bytes)?;
            }
        }
        for entry in std::fs::read_dir(folder).map_err(failed(folder))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !self.files.contains_key(&name) && entry.path().is_file() {
                std::fs::remove_file(entry.path()).map_err(failed(&entry.path()))?;
            }
        }
        Ok(())
    }
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> IndexError {
    let path = path.to_owned();
    move |error| IndexError::Io(path, error)
}

/// Writes a file that is either there whole or not at all.
fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
    let (path, temporary) = (folder.join(name), folder.join(format!("{name}.new")));
    std::fs::write(&temporary, bytes).map_err(failed(&temporary))?;
    std::fs::rename(&temporary, &path).map_err(failed(&path))
}

/// The pages of each segment.
fn stretches(pages: &[IndexedPage]) -> Vec<Range<usize>> {
    if pages.is_empty() {
        return Vec::new();
    }
    let cut = |page: &IndexedPage| {
        let hash = blake3::hash(page.record.route.as_bytes());
        let first = hash.as_bytes().iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        first % LEAST_PAGES as u64 == 0
    };
    let mut ranges = Vec::new();
    let mut start = 0;
    for at in 1..pages.len() {
        let length = at - start;
        let ends = length >= LEAST_PAGES && cut(&pages[at]) || length >= MOST_PAGES;
        if pages.len() > ONE_SEGMENT && ends {
            ranges.push(start..at);
            start = at;
        }
    }
    ranges.push(start..pages.len());
    ranges
}

/// The id and the files of one segment.
fn segment(
    fields: &Fields,
    pages: &[IndexedPage],
    forms: &Arc<[Arc<str>]>,
    folder: Option<&Path>,
) -> Result<(String, IndexFiles), IndexError> {
    let id = segment_id(pages)?;
    let bare = id.replace('-', "");
    let name = |end: &str| format!("{bare}.{end}");
    if let Some(folder) = folder
        && ENDS.iter().all(|end| folder.join(name(end)).is_file())
    {
        let files = ENDS.iter().map(|end| (name(end), None)).collect();
        return Ok((id, IndexFiles { files }));
    }
    let words: Arc<[Arc<PageWords>]> = pages.iter().map(|page| Arc::clone(&page.words)).collect();
    let tokenizers = TokenizerManager::default();
    for (field, name) in TEXT_FIELDS.iter().map(|field| field.name).chain([EXACT]).enumerate() {
        let replay = Replay { pages: Arc::clone(&words), forms: Arc::clone(forms), field };
        tokenizers.register(name, TextAnalyzer::builder(replay).build());
    }
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(fields.schema.clone())
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory.clone(), memory(pages))?;
    for (at, page) in pages.iter().enumerate() {
        let mut document = TantivyDocument::new();
        for field in fields.text.iter().chain([&fields.exact]) {
            document.add_text(*field, at.to_string());
        }
        document.add_bytes(fields.record, &serde_json::to_vec(&page.record).map_err(unreadable)?);
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    let mut files = BTreeMap::new();
    let metas = index.load_metas()?;
    let drawn = metas.segments.first().map(|segment| segment.id().uuid_string()).unwrap_or_default();
    for end in ENDS {
        let path = PathBuf::from(format!("{drawn}.{end}"));
        let slice = directory.open_read(&path).map_err(|error| IndexError::Unreadable(error.to_string()))?;
        let bytes = slice.read_bytes().map_err(|error| IndexError::Io(path, error))?;
        let written = folder.map(|folder| write_whole(folder, &name(end), &bytes)).transpose()?;
        files.insert(name(end), written.is_none().then(|| bytes.as_slice().to_vec()));
    }
    Ok((id, IndexFiles { files }))
}

/// tantivy's memory for one segment: enough never to be cut in two.
fn memory(pages: &[IndexedPage]) -> usize {
    let words: usize = pages.iter().map(|page| page.words.total()).sum();
    (words * 24).clamp(64 << 20, 3 << 30)
}

/// The hash of all that is in a segment, as tantivy writes ids.
fn segment_id(pages: &[IndexedPage]) -> Result<String, IndexError> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{VERSION} {}", tantivy::version_string()).as_bytes());
    let mut record = Vec::new();
    for page in pages {
        record.clear();
        record = postcard::to_extend(&page.record, record).map_err(unreadable)?;
        hasher.update(&page.words_print);
        hasher.update(&(record.len() as u64).to_le_bytes());
        hasher.update(&record);
    }
    let hex = hasher.finalize().to_hex();
    let part = |range: Range<usize>| hex.get(range).unwrap_or_default();
    Ok(format!("{}-{}-{}-{}-{}", part(0..8), part(8..12), part(12..16), part(16..20), part(20..32)))
}

fn unreadable(error: impl std::error::Error) -> IndexError {
    IndexError::Unreadable(error.to_string())
}

/// Gives tantivy words that were read before: the text of a field is the
/// number of its page. So texts are read in parallel, and tantivy's one writer
/// has the rest to do only.
#[derive(Clone)]
struct Replay {
    pages: Arc<[Arc<PageWords>]>,
    forms: Arc<[Arc<str>]>,
    field: usize,
}

impl Tokenizer for Replay {
    type TokenStream<'a> = ReplayStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ReplayStream<'a> {
        let page = text.parse().ok().and_then(|at: usize| self.pages.get(at));
        let name = |&(form, length): &(u32, u8)| std::iter::repeat_n(Token { form, place: 1 }, length.into());
        let tokens: Vec<Token> = match page {
            None => Vec::new(),
            Some(page) if self.field < FIELDS => page.tokens(self.field).collect(),
            Some(page) => page.names.iter().flat_map(name).collect(),
        };
        ReplayStream { tokens: tokens.into_iter(), forms: &self.forms, token: TantivyToken::default() }
    }
}

struct ReplayStream<'a> {
    tokens: std::vec::IntoIter<Token>,
    forms: &'a [Arc<str>],
    token: TantivyToken,
}

impl TokenStream for ReplayStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.forms[token.form as usize]);
        // tantivy counts from 0.
        self.token.position = token.place as usize - 1;
        true
    }

    fn token(&self) -> &TantivyToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut TantivyToken {
        &mut self.token
    }
}

/// Adds the pages of a segment.
fn read_segment(
    segment: &SegmentReader,
    fields: &Fields,
    vocabulary: &Vocabulary,
    pages: &mut Vec<IndexedPage>,
) -> Result<(), IndexError> {
    let count = segment.max_doc() as usize;
    let mut tokens: Vec<[Vec<Token>; FIELDS]> = vec![Default::default(); count];
    let mut names: Vec<Vec<(u32, u8)>> = vec![Vec::new(); count];
    let mut lengths: Vec<usize> = Vec::new();
    let io = |error: std::io::Error| tantivy::TantivyError::from(error);
    for (at, field) in fields.text.iter().enumerate() {
        let terms = segment.inverted_index(*field)?;
        let mut stream = terms.terms().stream().map_err(io)?;
        let mut places = Vec::new();
        while stream.advance() {
            let form = vocabulary.number(&String::from_utf8_lossy(stream.key()));
            lengths.resize(lengths.len().max(form as usize + 1), 0);
            lengths[form as usize] = stream.key().len();
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = terms.read_postings_from_terminfo(stream.value(), option).map_err(io)?;
            while postings.doc() != TERMINATED {
                postings.positions(&mut places);
                let page = &mut tokens[postings.doc() as usize][at];
                page.extend(places.iter().map(|place| Token { form, place: place + 1 }));
                postings.advance();
            }
        }
    }
    let terms = segment.inverted_index(fields.exact)?;
    let mut stream = terms.terms().stream().map_err(io)?;
    while stream.advance() {
        let form = vocabulary.number(&String::from_utf8_lossy(stream.key()));
        let option = IndexRecordOption::WithFreqs;
        let mut postings = terms.read_postings_from_terminfo(stream.value(), option).map_err(io)?;
        while postings.doc() != TERMINATED {
            names[postings.doc() as usize].push((form, postings.term_freq().min(7) as u8));
            postings.advance();
        }
    }
    let store = segment.get_store_reader(8).map_err(io)?;
    let forms = vocabulary.prints();
    for (page, (mut tokens, names)) in (0..).zip(tokens.into_iter().zip(names)) {
        for field in &mut tokens {
            // A whole stands before its first piece, at the same place.
            field.sort_by_key(|token| (token.place, usize::MAX - lengths[token.form as usize]));
        }
        let document: TantivyDocument = store.get(page)?;
        let bytes = document.get_first(fields.record).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
        let record: Record = serde_json::from_slice(&bytes.unwrap_or_default())
            .map_err(|error| IndexError::Unreadable(error.to_string()))?;
        pages.push(IndexedPage::new(record, PageWords::new(&tokens, names), &forms));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analysis::language::LanguageData;
    use crate::index::document::SearchDocument;
    use crate::index::made_up::{document, index_of};

    /// An index of pages of a few words each.
    fn index(pages: usize) -> SearchIndex {
        let (language, _) = LanguageData::read("nl", None, None);
        let bodies: Vec<String> =
            (0..pages).map(|at| format!("Samen de AI-wet uitvoeren, nummer {at}")).collect();
        let documents = bodies.iter().enumerate().map(|(at, body)| SearchDocument {
            names: vec!["Wet op de AI".to_owned(), "org-09".to_owned()],
            sections: vec![body, "Slot."],
            ..document(at, body)
        });
        index_of(documents, &language, None)
    }

    /// All that is known of every page, without numbers of forms.
    fn content(index: &SearchIndex) -> Vec<String> {
        let forms = index.vocabulary.forms();
        let page = |page: &IndexedPage| {
            let mut text = format!("{:?}", page.record);
            for field in 0..FIELDS {
                let tokens = page.words.tokens(field);
                text.extend(tokens.map(|token| format!(" {}@{}", forms[token.form as usize], token.place)));
                text.push('/');
            }
            text.extend(page.words.names.iter().map(|(form, n)| format!(" {}*{n}", forms[*form as usize])));
            text
        };
        index.pages.iter().map(page).collect()
    }

    #[test]
    fn what_is_written_is_read_back_and_a_segment_that_stands_is_not_made_again() -> Result<(), IndexError> {
        let failed = |error| IndexError::Io(PathBuf::new(), error);
        for (pages, segments) in [(0, 0..=0), (30, 1..=1), (ONE_SEGMENT + 300, 2..=20)] {
            let folder = tempfile::tempdir().map_err(failed)?;
            let index = index(pages);
            let files = index.files(Some(folder.path()))?;
            assert!(segments.contains(&(files.files.len() / ENDS.len())), "{pages}: {}", files.files.len());
            files.write(folder.path())?;
            let read = SearchIndex::read(folder.path())?;
            assert_eq!(read.payload, index.payload);
            assert!(content(&read) == content(&index), "{pages} pages");
            let again = read.files(Some(folder.path()))?;
            let made: Vec<&String> =
                again.files.iter().filter(|(_, bytes)| bytes.is_some()).map(|(name, _)| name).collect();
            assert_eq!(made, ["meta.json"]);
        }
        Ok(())
    }
}
