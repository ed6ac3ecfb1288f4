//! What the articles of a corpus say, apart from how a site generator wants
//! it written down.

use crate::random::Random;
use crate::words::Vocabulary;

/// The phases an article can be about, as options of a choice.
pub const PHASES: &[&str] = &["verkennen", "inrichten", "uitvoeren", "borgen"];
/// Who an article can be for.
pub const AUDIENCES: &[&str] = &["bestuurders", "managers", "beleidsadviseurs", "uitvoerders", "werkgevers"];
/// How many themes and regions a corpus has.
pub const THEMES: usize = 40;
/// See [`THEMES`].
pub const REGIONS: usize = 35;

/// A corpus: every page can be asked for by its number, in any order.
pub struct Corpus {
    /// How many articles.
    pub articles: usize,
    seed: u64,
    vocabulary: Vocabulary,
}

/// Which kind of page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Article,
    Theme,
    Region,
}

/// A page by its kind and number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub kind: Kind,
    pub number: usize,
}

/// What one page says.
pub struct Text {
    pub title: String,
    pub description: String,
    /// Year, month, day.
    pub date: (usize, usize, usize),
    pub themes: Vec<Page>,
    pub region: Option<Page>,
    pub see_also: Vec<Page>,
    pub phase: &'static str,
    pub audiences: Vec<&'static str>,
    pub blocks: Vec<Block>,
}

/// A part of a text.
pub enum Block {
    Heading(String),
    Paragraph(Vec<Inline>),
    List { numbered: bool, items: Vec<Vec<Inline>> },
    Table { head: Vec<String>, rows: Vec<Vec<String>> },
    Quote(Vec<Inline>),
    Tip(Vec<Inline>),
    Note(usize, Vec<Inline>),
}

/// A part of a line.
pub enum Inline {
    Text(String),
    Strong(String),
    /// To another page; the text, or the page's title when there is none.
    Link(Page, Option<String>),
    NoteMark(usize),
}

impl Corpus {
    /// A corpus of this many articles.
    pub fn new(articles: usize, seed: u64) -> Self {
        Self { articles, seed, vocabulary: Vocabulary::new(seed) }
    }

    /// Every page: themes, regions, articles.
    pub fn pages(&self) -> impl Iterator<Item = Page> + use<> {
        let of = |kind, count| (0..count).map(move |number| Page { kind, number });
        of(Kind::Theme, THEMES).chain(of(Kind::Region, REGIONS)).chain(of(Kind::Article, self.articles))
    }

    /// What a page says.
    pub fn text(&self, page: Page) -> Text {
        let stream = (page.number as u64) << 2 | page.kind as u64;
        let mut random = Random::new(self.seed, stream);
        let mut writer = Writer::new(self, &mut random);
        let title = writer.title();
        let article = page.kind == Kind::Article;
        let pages = |kind, numbers: Vec<usize>| -> Vec<Page> {
            numbers.into_iter().map(|number| Page { kind, number }).collect()
        };
        let themes = if article { writer.random.between(1, 3) } else { 0 };
        let see_also = if article { writer.random.below(4) } else { 0 };
        Text {
            title,
            description: writer.sentence(14),
            date: (2019 + writer.random.below(7), 1 + writer.random.below(12), 1 + writer.random.below(28)),
            themes: pages(Kind::Theme, writer.random.several(themes, THEMES)),
            region: (article && writer.random.chance(80))
                .then(|| Page { kind: Kind::Region, number: writer.random.below(REGIONS) }),
            see_also: pages(Kind::Article, writer.random.several(see_also, self.articles))
                .into_iter()
                .filter(|other| *other != page)
                .collect(),
            phase: PHASES[writer.random.below(PHASES.len())],
            audiences: {
                let count = writer.random.between(1, 2);
                writer.random.several(count, AUDIENCES.len()).into_iter().map(|at| AUDIENCES[at]).collect()
            },
            blocks: writer.blocks(if article { 800 } else { 250 }),
        }
    }
}

/// Writes one page.
struct Writer<'a> {
    corpus: &'a Corpus,
    random: &'a mut Random,
    /// Words that this page is about and comes back to.
    topic: Vec<String>,
    notes: usize,
}

impl<'a> Writer<'a> {
    fn new(corpus: &'a Corpus, random: &'a mut Random) -> Self {
        let topic = (0..10).map(|_| corpus.vocabulary.content_word(random).to_owned()).collect();
        Self { corpus, random, topic, notes: 0 }
    }

    fn word(&mut self) -> String {
        if self.random.chance(12) {
            return self.random.pick(&self.topic).clone();
        }
        self.corpus.vocabulary.word(self.random).to_owned()
    }

    /// Words that begin with a capital and have no mark at their end.
    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        capital(&words.join(" "))
    }

    fn title(&mut self) -> String {
        let (first, second) = (self.topic[0].clone(), self.topic[1].clone());
        let joint = *self.random.pick(&["en", "voor", "in", "zonder", "als", "met"]);
        capital(&format!("{first} {joint} {second}"))
    }

    fn sentence(&mut self, about: usize) -> String {
        let count = self.random.between(about - about / 2, about + about / 2);
        let comma = count / 2;
        let mut text = self.words(comma.max(1));
        if count > 9 {
            text.push(',');
        }
        for _ in comma.max(1)..count {
            text.push(' ');
            text.push_str(&self.word());
        }
        text.push(if self.random.chance(7) { '?' } else { '.' });
        text
    }

    /// About `words` words in sections.
    fn blocks(&mut self, words: usize) -> Vec<Block> {
        let sections = (words / 150).max(2);
        let each = words / sections;
        let mut blocks = vec![Block::Paragraph(self.paragraph(each / 2))];
        for _ in 0..sections {
            let heading = self.random.between(2, 5);
            blocks.push(Block::Heading(self.words(heading)));
            blocks.push(Block::Paragraph(self.paragraph(each / 2)));
            if let Some(block) = self.something_else() {
                blocks.push(block);
            }
            blocks.push(Block::Paragraph(self.paragraph(each / 3)));
        }
        for note in 1..=self.notes {
            let text = self.sentence(10);
            blocks.push(Block::Note(note, vec![Inline::Text(text)]));
        }
        blocks
    }

    fn paragraph(&mut self, words: usize) -> Vec<Inline> {
        let mut parts = Vec::new();
        for _ in 0..(words / 14).max(1) {
            let sentence = self.sentence(14);
            parts.push(Inline::Text(format!("{sentence} ")));
            match self.random.below(40) {
                0 => parts.push(Inline::Strong(self.words(2))),
                1..=3 => {
                    let page = self.other_page();
                    let text = self.random.chance(50).then(|| self.words(3));
                    parts.push(Inline::Link(page, text));
                }
                4 => {
                    self.notes += 1;
                    parts.push(Inline::NoteMark(self.notes));
                }
                _ => continue,
            }
            parts.push(Inline::Text(" ".to_owned()));
        }
        parts
    }

    fn something_else(&mut self) -> Option<Block> {
        match self.random.below(10) {
            0..=2 => {
                let items =
                    (0..self.random.between(3, 6)).map(|_| vec![Inline::Text(self.sentence(8))]).collect();
                Some(Block::List { numbered: self.random.chance(40), items })
            }
            3 => {
                let head = (0..3).map(|_| self.words(1)).collect();
                let rows =
                    (0..self.random.between(3, 7)).map(|_| (0..3).map(|_| self.words(2)).collect()).collect();
                Some(Block::Table { head, rows })
            }
            4 => Some(Block::Quote(vec![Inline::Text(self.sentence(16))])),
            5 => Some(Block::Tip(vec![Inline::Text(self.sentence(16))])),
            _ => None,
        }
    }

    fn other_page(&mut self) -> Page {
        match self.random.below(4) {
            0 => Page { kind: Kind::Theme, number: self.random.below(THEMES) },
            1 => Page { kind: Kind::Region, number: self.random.below(REGIONS) },
            _ => Page { kind: Kind::Article, number: self.random.below(self.corpus.articles.max(1)) },
        }
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}
