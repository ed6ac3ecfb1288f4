//! The theme's interface as it stands: a change in these files is a change
//! for every theme. `GOLDEN=write cargo test golden` writes them anew.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::{Fixture, entry, pages};
use crate::render::page;

fn compare(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/render/tests/golden").join(name);
    if std::env::var_os("GOLDEN").is_some() {
        fs::write(&path, found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap(), "{name}");
}

fn json(context: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string_pretty(context).unwrap())
}

#[test]
fn contexts() {
    let renderer = Fixture::new().renderer();
    compare("case.json", &json(&page::entry::context(&renderer, entry(&renderer.model, "werkplein"))));
    compare("region.json", &json(&page::entry::context(&renderer, entry(&renderer.model, "zwolle"))));
}

#[test]
fn files_for_machines() {
    let pages = pages(&Fixture::new().site());
    for file in ["atom.xml", "sitemap.xml", "robots.txt"] {
        compare(file, &pages[file]);
    }
}
