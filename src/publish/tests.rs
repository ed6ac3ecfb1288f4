#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::staging::Staging;
use super::*;
use crate::diagnostics::{Diagnostic, MessageLanguage, Problem, SourceText};
use crate::site::{Content, Files, SitePath};
use crate::stamp::Stamp;

/// What is in the folder `c` is made late.
fn site(files: &[(&str, &str)]) -> Site {
    let content = |text: &str| Content::Bytes(Cow::Owned(text.as_bytes().to_vec()));
    let files = files.iter().map(|(path, text)| (SitePath::new(*path).unwrap(), content(text)));
    let (late, files): (Files, Files) = files.partition(|(path, _)| path.as_str().starts_with("c/"));
    let mut site = Site { files, ..Site::default() };
    if !late.is_empty() {
        site.folders.insert(SitePath::new("c").unwrap(), Arc::new(move || Ok(late.clone())));
    }
    site
}

fn failing(site: &mut Site, path: &str, message: &str) {
    let source = SourceText::new(format!("templates/{path}"), "x");
    let problem = Problem::Template { message: message.into() };
    let diagnostic = Diagnostic::new(problem, source.span(0..1));
    let maker = move || Err(vec![diagnostic.clone()]);
    site.files.insert(SitePath::new(path).unwrap(), Content::Made(Arc::new(maker)));
}

/// Every file below `folder` but the marker.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER)
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn folder() -> (TempDir, PathBuf) {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("public");
    (temp, out)
}

const OLD: &[(&str, &str)] =
    &[("index.html", "home"), ("a/index.html", "a"), ("b", "file"), ("c/d/index.html", "d"), ("x.json", "1")];
// `b` becomes a folder and `c/d` a file.
const NEW: &[(&str, &str)] =
    &[("index.html", "home"), ("a/index.html", "A"), ("b/index.html", "b"), ("c/d", "d"), ("x.json", "2")];

#[test]
fn replaces_the_whole_site_and_keeps_what_did_not_change() {
    let (temp, out) = folder();
    let counts = |published: Published| (published.written, published.kept, published.removed, published.way);
    assert_eq!(counts(publish(&site(OLD), &out, &|_, _| {}).unwrap()), (6, 0, 0, Way::AtOnce));
    assert_eq!(tree(&out), expected(OLD));

    let home = out.join("index.html");
    let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().append(true).open(&home).unwrap().set_modified(before).unwrap();
    assert_eq!(counts(publish(&site(NEW), &out, &|_, _| {}).unwrap()), (4, 2, 2, Way::AtOnce));
    assert_eq!(tree(&out), expected(NEW));
    assert_eq!(fs::metadata(&home).unwrap().modified().unwrap(), before);
    assert_eq!(names(temp.path()), ["public"], "nothing is left beside the site");
}

/// Two sites in turn, again and again, in a folder that others touch too.
#[test]
fn the_tree_that_was_left_is_brought_up_to_date_whatever_happened_to_it() {
    let (temp, out) = folder();
    let spare = temp.path().join(".public.staging/site");
    let (nothing, mut last) = (Standing::default(), Standing::default());
    let mut build = |files: &[(&str, &str)]| {
        let (published, standing) =
            publish_again(&site(files), look(&out, &last).unwrap(), &last, &|_, _| {}, &|| {}).unwrap();
        assert_eq!(tree(&out), expected(files));
        assert!(standing.is_untouched());
        last = standing;
        (published.written, published.kept, published.removed)
    };
    assert_eq!(build(OLD), (6, 0, 0));
    assert_eq!(tree(&spare), expected(OLD), "the next build has a tree to begin with");
    assert_eq!(build(OLD), (0, 6, 0));
    assert_eq!(build(NEW), (4, 2, 2));
    assert_eq!(names(temp.path()), [".public.staging", "public"]);
    assert_eq!(tree(&spare), expected(OLD));
    assert_eq!(build(NEW), (0, 6, 0));
    assert_eq!(build(OLD), (4, 2, 2));

    // What others do to either folder is seen and undone.
    fs::write(out.join("a/index.html"), "x").unwrap();
    fs::write(out.join("c/stranger"), "x").unwrap();
    assert!(!last.is_untouched());
    let (published, standing) =
        publish_again(&site(OLD), look(&out, &last).unwrap(), &last, &|_, _| {}, &|| {}).unwrap();
    assert_eq!((published.written, published.kept, tree(&out)), (1, 5, expected(OLD)));
    assert!(standing.is_untouched());

    // Whoever does not know how it was left finds the same.
    fs::write(out.join("a/index.html"), "x").unwrap();
    fs::write(out.join("c/stranger"), "x").unwrap();
    fs::write(spare.join("index.html"), "nome").unwrap();
    fs::remove_file(spare.join("x.json")).unwrap();
    fs::create_dir_all(spare.join("a/b/c")).unwrap();
    let (published, standing) =
        publish_again(&site(OLD), look(&out, &nothing).unwrap(), &nothing, &|_, _| {}, &|| {}).unwrap();
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(published.removed, 1);
    assert!(standing.is_untouched());
    // Looking alone changes nothing.
    let before = tree(&spare);
    drop(look(&out, &standing).unwrap());
    assert_eq!(tree(&spare), before);
    fs::remove_dir_all(&spare).unwrap();
    drop(look(&out, &standing).unwrap());
    assert_eq!(names(temp.path()), ["public"]);
    let (published, _) =
        publish_again(&site(OLD), look(&out, &standing).unwrap(), &standing, &|_, _| {}, &|| {}).unwrap();
    assert_eq!((published.written, published.kept, tree(&out)), (0, 6, expected(OLD)));
}

#[test]
fn file_by_file_ends_in_the_same_site() {
    let (_temp, out) = folder();
    publish(&site(OLD), &out, &|_, _| {}).unwrap();
    fs::create_dir_all(out.join("left/empty")).unwrap();
    let (new, late) = (site(NEW), OnceLock::new());
    let staging = Staging::open(&out).unwrap();
    let last = Standing::default();
    let old = write::Old { folder: &out, tree: Tree::walk(&out, Stamp::of).unwrap(), last: &last };
    let made = write::write(&new, &late, &old, staging.tree(), &Tree::default(), &|_, _| {}).unwrap();
    let (way, removed) = exchange::file_by_file(&made, staging.tree(), &out).unwrap();
    assert_eq!(
        (way, removed),
        (Way::FileByFile, 0),
        "both old files gave way to a folder or file of that name"
    );
    assert_eq!(tree(&out), expected(NEW));
    assert_eq!(names(&out), [MARKER, "a", "b", "c", "index.html", "x.json"]);
}

#[test]
fn a_site_with_faults_changes_nothing_and_tells_them_all() {
    let (temp, out) = folder();
    publish(&site(OLD), &out, &|_, _| {}).unwrap();
    let mut broken = site(NEW);
    failing(&mut broken, "z.html", "second");
    failing(&mut broken, "a.html", "first");
    let Err(PublishError::Content(found)) = publish(&broken, &out, &|_, _| {}) else { panic!("published") };
    let messages: Vec<_> = found.iter().map(|found| found.problem.clone()).collect();
    assert_eq!(messages, ["first", "second"].map(|message| Problem::Template { message: message.into() }));
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(names(temp.path()), ["public"]);
}

#[test]
fn a_missing_source_file_changes_nothing() {
    let (temp, out) = folder();
    publish(&site(OLD), &out, &|_, _| {}).unwrap();
    let mut broken = site(NEW);
    let missing = temp.path().join("missing.png");
    broken.files.insert(SitePath::new("i.png").unwrap(), Content::File(missing.clone()));
    let Err(PublishError::Io { path, .. }) = publish(&broken, &out, &|_, _| {}) else { panic!("published") };
    assert_eq!(path, missing);
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(names(temp.path()), ["public"]);
}

#[test]
fn replaces_no_folder_that_may_hold_work_of_others() {
    let refusal = |prepare: &dyn Fn(&Path)| {
        let (_temp, out) = folder();
        prepare(&out);
        match publish(&site(OLD), &out, &|_, _| {}) {
            Err(PublishError::NotOurs { why, .. }) => Some(why),
            Err(other) => panic!("{other:?}"),
            Ok(_) => None,
        }
    };
    assert_eq!(refusal(&|out| fs::create_dir(out).unwrap()), None, "an empty folder");
    assert_eq!(refusal(&|out| fs::write(out, "text").unwrap()), Some(Refusal::NotAFolder));
    let foreign = |out: &Path| {
        fs::create_dir(out).unwrap();
        fs::write(out.join("thesis.md"), "years of work").unwrap();
    };
    assert_eq!(refusal(&foreign), Some(Refusal::NoMarker));
    let repository = |out: &Path| {
        publish(&site(OLD), out, &|_, _| {}).unwrap();
        fs::create_dir(out.join(".git")).unwrap();
    };
    assert_eq!(refusal(&repository), Some(Refusal::Repository));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_and_its_folder_changes() {
    let (temp, out) = folder();
    let real = temp.path().join("disk/site");
    fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, &out).unwrap();
    publish(&site(OLD), &out, &|_, _| {}).unwrap();
    publish(&site(NEW), &out, &|_, _| {}).unwrap();
    assert!(fs::symlink_metadata(&out).unwrap().is_symlink());
    assert_eq!(tree(&real), expected(NEW));
}

#[test]
fn one_build_at_a_time_and_a_killed_one_is_no_hindrance() {
    let (temp, out) = folder();
    let other = Staging::open(&out).unwrap();
    assert!(matches!(publish(&site(OLD), &out, &|_, _| {}), Err(PublishError::Busy { .. })));
    drop(other);

    let left = temp.path().join(".public.staging");
    fs::create_dir_all(left.join("site/a")).unwrap();
    fs::write(left.join("site/a/index.html"), "half").unwrap();
    fs::write(left.join("lock"), "").unwrap();
    publish(&site(OLD), &out, &|_, _| {}).unwrap();
    assert_eq!(tree(&out), expected(OLD));
    assert_eq!(names(temp.path()), ["public"]);
}

#[test]
fn says_what_happened_and_what_to_do() {
    let error = PublishError::NotOurs { path: "public".into(), why: Refusal::NoMarker };
    assert_eq!(
        error.message(MessageLanguage::Dutch),
        "public bevat bestanden die polder daar niet heeft gezet (het bestand .polder-site ontbreekt), en die \
         zouden verloren gaan. Kies met --out een andere map, of maak deze map zelf leeg."
    );
    assert_eq!(
        PublishError::Content(Vec::new()).message(MessageLanguage::English),
        "The site was not published: 0 errors. The previous site still stands."
    );
}
