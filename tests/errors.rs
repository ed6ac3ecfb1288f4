//! What `polder check` says about broken sites, word for word.
//!
//! Each folder of `tests/broken/` is a site with one kind of fault, and holds
//! what is to be said about it: `expected.txt` for people (exit status and
//! all that is printed), `expected.jsonl` for programs. After a change that
//! was meant, `POLDER_REFRESH=1 cargo nextest run --test errors` writes them
//! anew; read the difference as an editor who sees it for the first time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use polder::diagnostics::Code;

use common::{TestSite, contents, copy};

/// Makes a test of each folder, and a list of all of them.
macro_rules! broken_sites {
    ($($test:ident = $folder:literal;)*) => {
        const FOLDERS: &[&str] = &[$($folder,)*];
        $(#[test] fn $test() { check($folder); })*
    };
}

broken_sites! {
    address_clash = "address-clash";
    alias_hides_page = "alias-hides-page";
    all_at_once = "all-at-once";
    ambiguous_link = "ambiguous-link";
    bad_alias = "bad-alias";
    bad_id = "bad-id";
    bad_slug = "bad-slug";
    broken_image = "broken-image";
    broken_reference = "broken-reference";
    checks = "checks";
    configuration = "configuration";
    configuration_syntax = "configuration-syntax";
    dead_anchor = "dead-anchor";
    dead_link = "dead-link";
    draft_with_faults = "draft-with-faults";
    english = "english";
    front_matter = "front-matter";
    large_image = "large-image";
    missing_alt = "missing-alt";
    missing_field = "missing-field";
    missing_image = "missing-image";
    not_an_option = "not-an-option";
    not_utf8 = "not-utf8";
    review_due = "review-due";
    stray_file = "stray-file";
    symbolic_link = "symbolic-link";
    template = "template";
    template_field = "template-field";
    template_syntax = "template-syntax";
    too_deep = "too-deep";
    unknown_collection = "unknown-collection";
    unknown_key = "unknown-key";
    unpublished_reference = "unpublished-reference";
    unsafe_html = "unsafe-html";
    unsafe_image = "unsafe-image";
    unsafe_link = "unsafe-link";
    unused_file = "unused-file";
    wrong_type = "wrong-type";
}

#[test]
fn every_folder_has_its_test() {
    let found: BTreeSet<String> = fs::read_dir(broken_folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, FOLDERS.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn every_code_is_shown_somewhere() {
    // A file that cannot be read cannot be kept in a repository, and neither
    // can another repository (tests/history.rs).
    let mut missing: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    missing.remove(Code::Unreadable.as_str());
    missing.remove(Code::UnknownHistory.as_str());
    // What other sites answer is in no folder either (tests/external.rs).
    for code in [Code::ExternalLink, Code::ExternalLinkMoved, Code::ExternalLinkRefused] {
        missing.remove(code.as_str());
    }
    for folder in FOLDERS {
        let expected = fs::read_to_string(broken_folder().join(folder).join("expected.jsonl")).unwrap();
        for line in expected.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            missing.remove(line["code"].as_str().unwrap());
        }
    }
    assert!(missing.is_empty(), "no site in tests/broken shows {missing:?}");
}

/// Checks a copy of the site, for people and for programs, and that checking
/// leaves it alone.
fn check(folder: &str) {
    let from = broken_folder().join(folder);
    let site = TestSite::new(&[]);
    copy(&from, site.root(), |place| place);
    for expected in ["expected.txt", "expected.jsonl"] {
        // Not part of the site; not there yet when a fixture is new.
        let _ = fs::remove_file(site.root().join(expected));
    }
    let before = contents(site.root());
    let human = site.run(&["check"]);
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!(before, contents(site.root()), "`polder check` changed something");
    assert_eq!(human.stdout, "", "messages to people go to stderr");
    assert_eq!(json.stderr, "", "results for programs go to stdout");
    assert_eq!(human.status, json.status, "the format changes the exit status");
    let errors = json.stdout.lines().any(|line| line.contains(r#""severity":"error""#));
    assert_eq!(human.status != 0, errors, "the exit status says whether there are errors");

    compare(&from.join("expected.txt"), &format!("exit status {}\n\n{}", human.status, human.stderr));
    compare(&from.join("expected.jsonl"), &json.stdout);
}

/// Compares with the file, or writes it where a refresh was asked for.
fn compare(expected: &Path, actual: &str) {
    if std::env::var_os("POLDER_REFRESH").is_some() {
        fs::write(expected, actual).unwrap();
        return;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    assert!(wanted == actual, "{} differs; this was printed:\n{actual}", expected.display());
}

fn broken_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}
