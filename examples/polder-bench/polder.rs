//! A corpus in polder's own form: `polder.toml`, TOML front matter, wiki
//! links and callouts.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::article::{AUDIENCES, Block, Corpus, Inline, Kind, PHASES, Page, Text};

/// What was written.
#[derive(Default)]
pub struct Written {
    pub files: usize,
    pub words: usize,
    pub bytes: usize,
}

/// Writes the site into a folder that is not there yet.
pub fn write(corpus: &Corpus, out: &Path) -> io::Result<Written> {
    fs::create_dir_all(out.parent().unwrap_or(Path::new("")))?;
    fs::create_dir(out)?;
    fs::write(out.join("polder.toml"), configuration())?;
    for folder in ["artikelen", "themas", "regios"] {
        fs::create_dir_all(out.join("content").join(folder))?;
    }
    fs::write(
        out.join("content/_index.md"),
        "+++\ntitle = \"Meetcorpus\"\n+++\n\nVerzonnen tekst om mee te meten.\n",
    )?;
    let mut written = Written::default();
    for page in corpus.pages() {
        let text = article(&corpus.text(page));
        fs::write(out.join("content").join(format!("{}.md", path(page))), &text)?;
        written.files += 1;
        written.words += text.split_whitespace().count();
        written.bytes += text.len();
    }
    Ok(written)
}

fn configuration() -> String {
    let list = |items: &[&str]| items.iter().map(|item| format!("{item:?}")).collect::<Vec<_>>().join(", ");
    format!(
        r#"title = "Meetcorpus"
description = "Verzonnen artikelen om mee te meten."
base_url = "https://example.org/"
language = "nl"

[roles]
themes = "themas"
regions = "regios"

[collections.artikelen]
label = "Artikel"
label_plural = "Artikelen"
order = "date"
[collections.artikelen.fields]
themas = {{ type = "reference", to = "themas", many = true, required = true, facet = true, label = "Thema" }}
regio = {{ type = "reference", to = "regios", facet = true, label = "Regio" }}
fase = {{ type = "choice", options = [{phases}], facet = true, label = "Fase" }}
doelgroep = {{ type = "choice", options = [{audiences}], many = true, facet = true, label = "Doelgroep" }}
zie_ook = {{ type = "reference", to = "artikelen", many = true, label = "Zie ook" }}

[collections.themas]
label = "Thema"
label_plural = "Thema's"
order = "title"

[collections.regios]
label = "Regio"
label_plural = "Regio's"
order = "title"
"#,
        phases = list(PHASES),
        audiences = list(AUDIENCES),
    )
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "artikelen",
        Kind::Theme => "themas",
        Kind::Region => "regios",
    }
}

fn slug(page: Page) -> String {
    let name = match page.kind {
        Kind::Article => "artikel",
        Kind::Theme => "thema",
        Kind::Region => "regio",
    };
    format!("{name}-{:06}", page.number)
}

fn path(page: Page) -> String {
    format!("{}/{}", folder(page.kind), slug(page))
}

fn article(text: &Text) -> String {
    let mut out = String::with_capacity(8192);
    let (year, month, day) = text.date;
    let slugs =
        |pages: &[Page]| pages.iter().map(|page| format!("{:?}", slug(*page))).collect::<Vec<_>>().join(", ");
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        "+++\ntitle = {:?}\ndescription = {:?}\ndate = {year}-{month:02}-{day:02}\n",
        text.title, text.description
    );
    if !text.themes.is_empty() {
        let audiences: Vec<String> = text.audiences.iter().map(|audience| format!("{audience:?}")).collect();
        let _ = write!(
            out,
            "themas = [{}]\nfase = {:?}\ndoelgroep = [{}]\n",
            slugs(&text.themes),
            text.phase,
            audiences.join(", ")
        );
    }
    if let Some(region) = text.region {
        let _ = writeln!(out, "regio = {:?}", slug(region));
    }
    if !text.see_also.is_empty() {
        let _ = writeln!(out, "zie_ook = [{}]", slugs(&text.see_also));
    }
    out.push_str("+++\n");
    for block in &text.blocks {
        out.push('\n');
        write_block(block, &mut out);
    }
    out
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(text) => out.push_str(&format!("## {text}\n")),
        Block::Paragraph(parts) => out.push_str(&format!("{}\n", line(parts))),
        Block::List { numbered, items } => {
            for (at, item) in items.iter().enumerate() {
                let mark = if *numbered { format!("{}.", at + 1) } else { "-".to_owned() };
                out.push_str(&format!("{mark} {}\n", line(item)));
            }
        }
        Block::Table { head, rows } => {
            out.push_str(&format!("| {} |\n|{}\n", head.join(" | "), " --- |".repeat(head.len())));
            for row in rows {
                out.push_str(&format!("| {} |\n", row.join(" | ")));
            }
        }
        Block::Quote(parts) => out.push_str(&format!("> {}\n", line(parts))),
        Block::Tip(parts) => out.push_str(&format!("> [!TIP]\n> {}\n", line(parts))),
        Block::Note(number, parts) => out.push_str(&format!("[^{number}]: {}\n", line(parts))),
    }
}

fn line(parts: &[Inline]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(text) => out.push_str(&format!("**{text}**")),
            Inline::Link(page, None) => out.push_str(&format!("[[{}]]", slug(*page))),
            Inline::Link(page, Some(text)) => out.push_str(&format!("[{text}](../{}.md)", path(*page))),
            Inline::NoteMark(number) => out.push_str(&format!("[^{number}]")),
        }
    }
    out.trim_end().to_owned()
}
