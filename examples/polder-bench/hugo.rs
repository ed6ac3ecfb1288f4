//! The same corpus for Hugo: the same bodies, themes and regions as
//! taxonomies with texts of their own, lists of fifty, feeds of the site and of
//! every section, and templates that show about what the embedded theme of
//! polder shows.
//!
//! What polder makes on top is left out, to Hugo's advantage: backlinks,
//! related articles, the lists of pairs of theme and region, an index from A
//! to Z, and a check of every link.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::article::{Corpus, Kind, Page, Text};
use crate::form::{self, Form, Titles, Written, list, slug, taxonomy};

const CONFIGURATION: &str = r#"
baseURL = "https://example.org/"
title = "Meetcorpus"
defaultContentLanguage = "nl"
disableKinds = []
enableRobotsTXT = true
[taxonomies]
themas = "themas"
regio = "regio"
fase = "fase"
doelgroep = "doelgroep"
[pagination]
pagerSize = 50
[services.rss]
limit = 50
[markup.tableOfContents]
startLevel = 2
endLevel = 3
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
page = ["html"]
"#;

const TEMPLATES: &[(&str, &str)] = &[
    ("baseof.html", include_str!("hugo/baseof.html")),
    ("single.html", include_str!("hugo/single.html")),
    ("list.html", include_str!("hugo/list.html")),
    ("terms.html", include_str!("hugo/terms.html")),
    ("index.html", include_str!("hugo/index.html")),
];

/// Writes the site into a folder that is not there yet.
pub fn write(corpus: &Corpus, out: &Path) -> io::Result<Written> {
    fs::create_dir_all(out.join("layouts/_default"))?;
    fs::write(out.join("hugo.toml"), CONFIGURATION.trim_start())?;
    for (name, template) in TEMPLATES {
        fs::write(out.join("layouts/_default").join(name), template)?;
    }
    let titles = Titles::of(corpus);
    let form = Form { address, titles: Some(&titles) };
    for name in ["artikelen", "themas", "regio"] {
        fs::create_dir_all(out.join("content").join(name))?;
    }
    fs::write(
        out.join("content/_index.md"),
        "+++\ntitle = \"Meetcorpus\"\n+++\n\nVerzonnen tekst om mee te meten.\n",
    )?;
    let mut written = Written::default();
    for page in corpus.pages() {
        let path = out.join("content").join(path(page));
        if let Some(parent) = path.parent().filter(|_| page.kind != Kind::Article) {
            fs::create_dir_all(parent)?;
        }
        written.add(&path, &article(&corpus.text(page), &form))?;
    }
    Ok(written)
}

/// The command that builds the site.
pub fn build(program: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["build", "--quiet", "--logLevel", "error", "--source"]).arg(site);
    command.arg("--destination").arg(out);
    command
}

/// A theme's or region's text is that of its term.
fn path(page: Page) -> String {
    let ending = if page.kind == Kind::Article { ".md" } else { "/_index.md" };
    format!("{}/{}{ending}", taxonomy(page.kind), slug(page))
}

/// The address of a page in Hugo's site.
fn address(page: Page) -> String {
    format!("/{}/{}/", taxonomy(page.kind), slug(page))
}

fn article(text: &Text, form: &Form<'_>) -> String {
    let mut out = String::with_capacity(8192);
    form::write_common(text, &mut out);
    form::write_terms(text, &mut out);
    if !text.see_also.is_empty() {
        let others = list(text.see_also.iter().map(|page| address(*page)));
        // Writing into a String cannot fail.
        let _ = writeln!(out, "[params]\nzie_ook = {others}");
    }
    out.push_str("+++\n");
    form.write_body(text, &mut out);
    out
}
