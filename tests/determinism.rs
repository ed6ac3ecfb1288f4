//! The same input gives the same bytes, whatever the order in which the file
//! system hands out files, the number of threads or what was built before.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{Ran, TestSite, contents, copy, polder};

#[test]
fn this_repositorys_site_is_the_same_from_any_order_and_any_number_of_threads() {
    let one = build(|place| place, "1");
    assert!(one.len() > 100, "only {} files were built", one.len());
    for (rank, threads) in [(&(|place| usize::MAX - place) as &dyn Fn(usize) -> usize, "2"), (&shuffled, "4")]
    {
        let other = build(rank, threads);
        let paths = |site: &BTreeMap<PathBuf, _>| site.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&one), paths(&other), "other files");
        for (path, bytes) in &one {
            assert!(other[path] == *bytes, "{} differs", path.display());
        }
    }
}

#[test]
fn a_second_build_changes_nothing() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let public = site.root().join("public");
    let times = |folder: &Path| -> BTreeMap<PathBuf, std::time::SystemTime> {
        walkdir::WalkDir::new(folder)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap()))
            .collect()
    };
    let (files, before) = (contents(&public), times(&public));
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(contents(&public), files);
    assert_eq!(times(&public), before, "a file that did not change keeps its modification time");
}

/// Builds a copy of this repository's site, its files laid down by rank.
fn build(rank: impl Fn(usize) -> usize, threads: &str) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = TestSite::new(&[]);
    std::fs::copy(repository.join("polder.toml"), site.root().join("polder.toml")).unwrap();
    for folder in ["content", "static", "templates", "themes", "search-index/nl"] {
        if repository.join(folder).is_dir() {
            copy(&repository.join(folder), &site.root().join(folder), &rank);
        }
    }
    let mut command = polder(&["build", "--at", "2026-11-22", "--root"]);
    command.arg(site.root()).env("RAYON_NUM_THREADS", threads);
    let ran = Ran::of(command);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    contents(&site.root().join("public"))
}

/// An order that looks like none.
fn shuffled(place: usize) -> usize {
    place.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7
}
