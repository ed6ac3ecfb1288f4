//! What the forms of a corpus have in common: names, the Markdown of bodies,
//! the front matter that every generator reads alike.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::article::{Block, Corpus, Inline, Kind, Page, REGIONS, THEMES, Text};

/// What was written.
#[derive(Default)]
pub struct Written {
    pub files: usize,
    pub words: usize,
    pub bytes: usize,
}

impl Written {
    /// Writes one more file.
    pub fn add(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.files += 1;
        self.words += text.split_whitespace().count();
        self.bytes += text.len();
        fs::write(path, text)
    }
}

/// The folder of a kind of page.
pub fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "artikelen",
        Kind::Theme => "themas",
        Kind::Region => "regios",
    }
}

/// The slug of a page.
pub fn slug(page: Page) -> String {
    let name = match page.kind {
        Kind::Article => "artikel",
        Kind::Theme => "thema",
        Kind::Region => "regio",
    };
    format!("{name}-{:06}", page.number)
}

/// The folder of a kind of page where themes and regions are taxonomies: it
/// carries the name of the key in the front matter.
pub fn taxonomy(kind: Kind) -> &'static str {
    if kind == Kind::Region { "regio" } else { folder(kind) }
}

/// A page's path under `content/`, without its ending.
pub fn path(page: Page) -> String {
    format!("{}/{}", folder(page.kind), slug(page))
}

/// The titles of all pages, for generators whose links do not know them.
pub struct Titles {
    themes: Vec<String>,
    regions: Vec<String>,
    articles: Vec<String>,
}

impl Titles {
    pub fn of(corpus: &Corpus) -> Self {
        let of = |kind, count| {
            (0..count).map(|number| corpus.text(Page { kind, number }).title).collect::<Vec<_>>()
        };
        Self {
            themes: of(Kind::Theme, THEMES),
            regions: of(Kind::Region, REGIONS),
            articles: of(Kind::Article, corpus.articles),
        }
    }

    /// The title of a page.
    pub fn get(&self, page: Page) -> &str {
        let titles = match page.kind {
            Kind::Theme => &self.themes,
            Kind::Region => &self.regions,
            Kind::Article => &self.articles,
        };
        titles.get(page.number).map_or("", String::as_str)
    }
}

/// How a generator wants its links.
pub struct Form<'a> {
    /// What a link to a page names.
    pub address: fn(Page) -> String,
    /// The texts of links that have none of their own; for a generator that
    /// knows them itself, such a link is `[[slug]]`.
    pub titles: Option<&'a Titles>,
}

/// The opening of the front matter and the keys that all generators share.
pub fn write_common(text: &Text, out: &mut String) {
    let (year, month, day) = text.date;
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        "+++\ntitle = {:?}\ndescription = {:?}\ndate = {year}-{month:02}-{day:02}\n",
        text.title, text.description
    );
}

/// What an article belongs to, where all of it is taxonomies: a list of terms
/// for each.
pub fn write_terms(text: &Text, out: &mut String) {
    let slugs = |pages: &[Page]| list(pages.iter().map(|page| slug(*page)));
    if !text.themes.is_empty() {
        // Writing into a String cannot fail.
        let _ = writeln!(
            out,
            "themas = {}\nfase = {}\ndoelgroep = {}",
            slugs(&text.themes),
            list([text.phase]),
            list(&text.audiences)
        );
    }
    if let Some(region) = text.region {
        let _ = writeln!(out, "regio = {}", slugs(&[region]));
    }
}

/// A list of texts, as TOML writes it.
pub fn list(items: impl IntoIterator<Item = impl std::fmt::Debug>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("{item:?}")).collect();
    format!("[{}]", items.join(", "))
}

impl Form<'_> {
    /// The Markdown of a body.
    pub fn write_body(&self, text: &Text, out: &mut String) {
        for block in &text.blocks {
            out.push('\n');
            self.write_block(block, out);
        }
    }

    fn write_block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Heading(text) => out.push_str(&format!("## {text}\n")),
            Block::Paragraph(parts) => out.push_str(&format!("{}\n", self.line(parts))),
            Block::List { numbered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}.", at + 1) } else { "-".to_owned() };
                    out.push_str(&format!("{mark} {}\n", self.line(item)));
                }
            }
            Block::Table { head, rows } => {
                out.push_str(&format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len())));
                for row in rows {
                    out.push_str(&format!("| {} |\n", row.join(" | ")));
                }
            }
            Block::Quote(parts) => out.push_str(&format!("> {}\n", self.line(parts))),
            Block::Tip(parts) => out.push_str(&format!("> [!TIP]\n> {}\n", self.line(parts))),
            Block::Note(number, parts) => out.push_str(&format!("[^{number}]: {}\n", self.line(parts))),
        }
    }

    fn line(&self, parts: &[Inline]) -> String {
        let mut out = String::new();
        for part in parts {
            match part {
                Inline::Text(text) => out.push_str(text),
                Inline::Strong(text) => out.push_str(&format!("**{text}**")),
                Inline::Link(page, text) => match (text.as_deref(), self.titles) {
                    (None, None) => out.push_str(&format!("[[{}]]", slug(*page))),
                    (text, titles) => {
                        let title = titles.map_or("", |titles| titles.get(*page));
                        let text = text.unwrap_or(title);
                        out.push_str(&format!("[{text}]({})", (self.address)(*page)));
                    }
                },
                Inline::NoteMark(number) => out.push_str(&format!("[^{number}]")),
            }
        }
        out.trim_end().to_owned()
    }
}
