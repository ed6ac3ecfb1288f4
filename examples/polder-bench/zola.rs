//! The same corpus for Zola: the same bodies, themes and regions as
//! taxonomies, lists of fifty, feeds of the site and of its section, and
//! templates that show what those for Hugo show.
//!
//! The form follows Zola's documentation, for the versions 0.19 to 0.22 (whose
//! templates are those of Tera 1); Zola itself has not built it yet.
//!
//! A term has no text of its own in Zola. The text of a theme or region is a
//! page that is not rendered, at the address of its term, whose template shows
//! it; only where no article belongs to it there is no term, and the page
//! stands for itself. Titles of terms are in the configuration: asking for
//! each term's page on every card would serialise its whole text again. For
//! the same reason terms are listed by name, not by number of articles.
//!
//! What polder makes on top is left out, as for Hugo.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::article::{AUDIENCES, Corpus, Kind, PHASES, Page, Text};
use crate::form::{self, Form, Titles, Written, list, slug, taxonomy};

const CONFIGURATION: &str = r#"
base_url = "https://example.org"
title = "Meetcorpus"
default_language = "nl"
generate_feeds = true
feed_filenames = ["rss.xml"]
feed_limit = 50
taxonomies = [
    { name = "themas", paginate_by = 50 },
    { name = "regio", paginate_by = 50 },
    { name = "fase", paginate_by = 50 },
    { name = "doelgroep", paginate_by = 50 },
]
[markdown]
bottom_footnotes = true
github_alerts = true
"#;

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("zola/base.html")),
    ("index.html", include_str!("zola/index.html")),
    ("page.html", include_str!("zola/page.html")),
    ("list.html", include_str!("zola/list.html")),
    ("section.html", include_str!("zola/section.html")),
    ("taxonomy_single.html", include_str!("zola/taxonomy_single.html")),
    ("taxonomy_list.html", include_str!("zola/taxonomy_list.html")),
];

const HOME: &str = "+++\ntitle = \"Meetcorpus\"\n+++\n\nVerzonnen tekst om mee te meten.\n";

const ARTICLES: &str = r#"+++
title = "Artikelen"
sort_by = "date"
paginate_by = 50
generate_feeds = true
+++
"#;

/// Writes the site into a folder that is not there yet.
pub fn write(corpus: &Corpus, out: &Path) -> io::Result<Written> {
    let content = out.join("content");
    for kind in [Kind::Article, Kind::Theme, Kind::Region] {
        fs::create_dir_all(content.join(taxonomy(kind)))?;
    }
    fs::create_dir_all(out.join("templates"))?;
    for (name, template) in TEMPLATES {
        fs::write(out.join("templates").join(name), template)?;
    }
    fs::write(content.join("_index.md"), HOME)?;
    fs::write(content.join("artikelen/_index.md"), ARTICLES)?;
    let titles = Titles::of(corpus);
    let form = Form { address: |page| format!("@/{}", path(page)), titles: Some(&titles) };
    let mut written = Written::default();
    // Articles first: after them it is known which terms there are.
    let (articles, others): (Vec<Page>, Vec<Page>) =
        corpus.pages().partition(|page| page.kind == Kind::Article);
    let mut terms = HashSet::new();
    for page in articles {
        let text = corpus.text(page);
        terms.extend(text.themes.iter().copied().chain(text.region).map(slug));
        written.add(&content.join(path(page)), &article(&text, true, &form))?;
    }
    for page in &others {
        let rendered = !terms.contains(&slug(*page));
        written.add(&content.join(path(*page)), &article(&corpus.text(*page), rendered, &form))?;
    }
    let others: Vec<Page> = others.into_iter().filter(|page| terms.contains(&slug(*page))).collect();
    fs::write(out.join("config.toml"), configuration(&others, &titles))?;
    Ok(written)
}

/// The command that builds the site.
pub fn build(program: &Path, site: &Path, out: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("--root").arg(site).arg("build").arg("--output-dir").arg(out);
    command
}

/// The path of a page under `content/`, by which Zola knows it.
fn path(page: Page) -> String {
    format!("{}/{}.md", taxonomy(page.kind), slug(page))
}

/// The configuration, with the titles of all terms that occur.
fn configuration(terms: &[Page], titles: &Titles) -> String {
    let mut out = CONFIGURATION.trim_start().to_owned();
    // Writing into a String cannot fail.
    for kind in [Kind::Theme, Kind::Region] {
        let _ = writeln!(out, "[extra.titles.{}]", taxonomy(kind));
        for page in terms.iter().filter(|page| page.kind == kind) {
            let _ = writeln!(out, "{} = {:?}", slug(*page), titles.get(*page));
        }
    }
    for (name, terms) in [("fase", PHASES), ("doelgroep", AUDIENCES)] {
        let _ = writeln!(out, "[extra.titles.{name}]");
        for term in terms {
            let _ = writeln!(out, "{term} = {term:?}");
        }
    }
    out
}

fn article(text: &Text, rendered: bool, form: &Form<'_>) -> String {
    let mut out = String::with_capacity(8192);
    form::write_common(text, &mut out);
    if !rendered {
        out.push_str("render = false\n");
    }
    out.push_str("[taxonomies]\n");
    form::write_terms(text, &mut out);
    if !text.see_also.is_empty() {
        let others = list(text.see_also.iter().map(|page| path(*page)));
        // Writing into a String cannot fail.
        let _ = writeln!(out, "[extra]\nzie_ook = {others}");
    }
    out.push_str("+++\n");
    form.write_body(text, &mut out);
    out
}
