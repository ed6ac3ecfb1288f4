//! A corpus in polder's own form: `polder.toml`, TOML front matter, wiki
//! links and callouts.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::article::{AUDIENCES, Corpus, PHASES, Page, Text};
use crate::form::{self, Form, Written, path, slug};

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
        written.add(&out.join("content").join(format!("{}.md", path(page))), &text)?;
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

fn article(text: &Text) -> String {
    let mut out = String::with_capacity(8192);
    form::write_common(text, &mut out);
    let slugs =
        |pages: &[Page]| pages.iter().map(|page| format!("{:?}", slug(*page))).collect::<Vec<_>>().join(", ");
    // Writing into a String cannot fail.
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
    Form { address: |page| format!("../{}.md", path(page)), titles: None }.write_body(text, &mut out);
    out
}
