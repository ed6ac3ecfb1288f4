//! The forms of a corpus say the same, and what Zola would refuse is not in
//! its form.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use toml::Table;

use crate::article::Corpus;
use crate::{hugo, zola};

/// So few that some themes have no article.
const ARTICLES: usize = 12;

/// A file of a form: its path under `content/`, front matter and body.
struct Written {
    path: PathBuf,
    front_matter: Table,
    body: String,
}

fn zola_site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    zola::write(&Corpus::new(ARTICLES, 1), &folder.path().join("site")).unwrap();
    folder
}

/// All files below `content/`, sorted by path.
fn written(site: &Path) -> Vec<Written> {
    let content = site.join("content");
    let files = walkdir::WalkDir::new(&content).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let text = text.strip_prefix("+++\n").unwrap();
            let (front_matter, body) = text.split_once("+++\n").unwrap();
            Written {
                path: entry.path().strip_prefix(&content).unwrap().to_owned(),
                front_matter: front_matter.parse().unwrap(),
                body: body.to_owned(),
            }
        })
        .collect()
}

fn configuration(site: &Path) -> Table {
    fs::read_to_string(site.join("config.toml")).unwrap().parse().unwrap()
}

/// The body with every link's address left out, and those addresses.
fn without_addresses(body: &str) -> (String, Vec<String>) {
    let (mut text, mut addresses) = (String::new(), Vec::new());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("](") {
        let (address, after) = after.split_once(')').unwrap();
        text.push_str(before);
        text.push_str("]()");
        addresses.push(address.to_owned());
        rest = after;
    }
    text.push_str(rest);
    (text, addresses)
}

#[test]
fn bodies_are_the_same_for_hugo_and_zola() {
    let folder = zola_site();
    let (for_zola, for_hugo) = (folder.path().join("site"), folder.path().join("hugo"));
    hugo::write(&Corpus::new(ARTICLES, 1), &for_hugo).unwrap();
    let bodies = |site: &Path, index: bool| {
        let named = |file: &Written| {
            let path = file.path.to_string_lossy().replace("/_index.md", ".md");
            (path, without_addresses(&file.body).0)
        };
        let files = written(site);
        files.iter().filter(|file| index || !file.path.ends_with("artikelen/_index.md")).map(named).collect()
    };
    let (mut of_zola, mut of_hugo): (Vec<_>, Vec<_>) = (bodies(&for_zola, false), bodies(&for_hugo, true));
    of_zola.sort();
    of_hugo.sort();
    assert_eq!(of_zola, of_hugo);
}

#[test]
fn every_reference_leads_to_a_file_that_zola_has() {
    let folder = zola_site();
    let site = folder.path().join("site");
    let mut links = 0;
    for file in written(&site) {
        for address in without_addresses(&file.body).1 {
            let path = address.strip_prefix("@/").unwrap();
            assert!(site.join("content").join(path).is_file(), "{}: {address}", file.path.display());
            links += 1;
        }
        let others = file.front_matter.get("extra").and_then(|extra| extra.get("zie_ook"));
        for other in others.iter().flat_map(|others| others.as_array().unwrap()) {
            assert!(site.join("content").join(other.as_str().unwrap()).is_file(), "{other}");
        }
    }
    assert!(links > ARTICLES);
}

#[test]
fn front_matter_says_only_what_zola_knows() {
    let folder = zola_site();
    let site = folder.path().join("site");
    let configured: Vec<String> = configuration(&site)["taxonomies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|taxonomy| taxonomy["name"].as_str().unwrap().to_owned())
        .collect();
    let page = ["title", "description", "date", "render", "taxonomies", "extra"];
    let section = ["title", "sort_by", "paginate_by", "generate_feeds"];
    for file in written(&site) {
        let known = if file.path.ends_with("_index.md") { &section[..] } else { &page[..] };
        for (key, value) in &file.front_matter {
            assert!(known.contains(&key.as_str()), "{}: {key}", file.path.display());
            match key.as_str() {
                "date" => assert!(value.is_datetime()),
                "taxonomies" => {
                    assert!(value.as_table().unwrap().keys().all(|name| configured.contains(name)));
                }
                _ => {}
            }
        }
    }
}

/// Where a term has a page of its own, the page of its text would be written
/// to the same address.
#[test]
fn a_theme_is_a_page_or_a_term() {
    let folder = zola_site();
    let site = folder.path().join("site");
    let titles = configuration(&site)["extra"]["titles"].clone();
    let files = written(&site);
    for file in &files {
        let terms = file.front_matter.get("taxonomies").and_then(toml::Value::as_table);
        for (name, terms) in terms.into_iter().flatten() {
            for term in terms.as_array().unwrap() {
                assert!(titles[name].get(term.as_str().unwrap()).is_some(), "{name} {term}");
            }
        }
    }
    let themes = files.iter().filter(|file| file.path.starts_with("themas"));
    let (terms, pages): (Vec<_>, Vec<_>) = themes.partition(|file| file.front_matter.contains_key("render"));
    for file in &terms {
        let slug = file.path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(titles["themas"][slug], file.front_matter["title"]);
    }
    assert_eq!(terms.len(), titles["themas"].as_table().unwrap().len());
    assert!(!terms.is_empty() && !pages.is_empty());
}
