//! The theme's interface as it stands: a change in these files is a change
//! for every theme. `GOLDEN=write cargo test golden` writes them anew.

use std::fs;
use std::path::PathBuf;

use super::{Fixture, entry, pages};
use crate::render::page;
use crate::render::renderer::Renderer;
use crate::render::value::{Scribe, Shown};

fn compare(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/tests/golden").join(name);
    if std::env::var_os("GOLDEN").is_some() {
        fs::write(&path, found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap(), "{name}");
}

/// What the templates of an entry can read.
fn json(renderer: &Renderer, slug: &str) -> String {
    let context = page::entry::context(renderer, entry(&renderer.model, slug));
    let value = context.value(&mut Scribe::new(renderer));
    format!("{}\n", serde_json::to_string_pretty(&value).unwrap())
}

#[test]
fn contexts() {
    let renderer = Fixture::new().renderer();
    compare("case.json", &json(&renderer, "werkplein"));
    compare("region.json", &json(&renderer, "zwolle"));
}

#[test]
fn files_for_machines() {
    let pages = pages(&Fixture::new().site());
    for file in ["atom.xml", "sitemap.xml", "robots.txt"] {
        compare(file, &pages[file]);
    }
}
