//! When articles were last changed: by git, else as their front matter says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Ran, TestSite, polder};

/// Runs git in a folder, on a day, with nobody's own settings.
fn git(folder: &Path, day: &str, arguments: &[&str]) {
    let moment = format!("{day}T23:30:00+0100");
    let output = Command::new("git")
        .args(["-c", "user.name=Redactie", "-c", "user.email=redactie@example.org"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", &moment)
        .env("GIT_COMMITTER_DATE", &moment)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path, day: &str) {
    git(folder, day, &["add", "--all"]);
    git(folder, day, &["commit", "--quiet", "--message", "Tekst"]);
}

fn article(keys: &str) -> String {
    format!("+++\ntitle = \"Artikel\"\n{keys}+++\n\nTekst.\n")
}

/// A site with a commit on 1 March and one on 1 May 2026.
fn site() -> TestSite {
    let site = TestSite::small();
    site.write(".gitignore", "/public/\n/search-index/\n");
    site.write("content/themas/oud.md", &article(""));
    site.write("content/themas/gedateerd.md", &article("date = 2026-02-01\n"));
    site.write("content/themas/zelf.md", &article("date = 2026-02-01\nupdated = 2026-04-01\n"));
    site.write("content/themas/later.md", &article("date = 2026-06-01\n"));
    site.write("content/themas/verhuist.md", &article("weight = 4\n"));
    git(site.root(), "2026-03-01", &["init", "--quiet", "."]);
    commit(site.root(), "2026-03-01");
    for slug in ["gedateerd", "zelf", "later"] {
        let path = site.root().join(format!("content/themas/{slug}.md"));
        fs::write(&path, fs::read_to_string(&path).unwrap() + "\nNog iets.\n").unwrap();
    }
    git(site.root(), "2026-05-01", &["mv", "content/themas/verhuist.md", "content/themas/nieuw-adres.md"]);
    commit(site.root(), "2026-05-01");
    site
}

/// Builds, and gives what the sitemap says of each article.
fn changed(site: &TestSite, arguments: &[&str]) -> (Vec<String>, Ran) {
    let ran = site.run(&[&["build", "--at", "2026-07-01"], arguments].concat());
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let sitemap = fs::read_to_string(site.root().join("public/sitemap.xml")).unwrap();
    let lines = sitemap.lines().filter_map(|line| {
        let (slug, rest) = line.split_once("/themas/")?.1.split_once("/<")?;
        let day = rest.split_once("<lastmod>").map_or("-", |(_, rest)| rest.split('<').next().unwrap());
        Some(format!("{slug} {day}"))
    });
    (lines.collect(), ran)
}

const WITHOUT_GIT: [&str; 6] =
    ["gedateerd 2026-02-01", "later 2026-06-01", "nieuw-adres -", "oud -", "regie -", "zelf 2026-04-01"];
const WITH_GIT: [&str; 6] = [
    "gedateerd 2026-05-01",
    "later 2026-06-01",
    "nieuw-adres 2026-03-01",
    "oud 2026-03-01",
    "regie 2026-03-01",
    "zelf 2026-04-01",
];

#[test]
fn git_dates_changes_an_editors_word_goes_first_and_a_rename_is_no_change() {
    let site = site();
    let (days, ran) = changed(&site, &[]);
    assert_eq!(days, WITH_GIT, "{}", ran.stderr);
    let page = |slug: &str| fs::read_to_string(site.root().join(format!("public/themas/{slug}/index.html")));
    assert!(page("gedateerd").unwrap().contains("<time datetime=\"2026-05-01\">1 mei 2026</time>"));
    assert!(page("zelf").unwrap().contains("<time datetime=\"2026-04-01\">1 april 2026</time>"));
    let feed = fs::read_to_string(site.root().join("public/themas/atom.xml")).unwrap();
    assert!(feed.contains("<updated>2026-05-01T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn what_is_not_committed_does_not_count() {
    let site = site();
    site.write("content/themas/oud.md", &article("weight = 9\n"));
    site.write("content/themas/vers.md", &article(""));
    let (mut days, _) = changed(&site, &[]);
    assert_eq!(days.pop().unwrap(), "zelf 2026-04-01");
    assert_eq!(days.pop().unwrap(), "vers -");
    assert_eq!(days, WITH_GIT[..5]);
}

#[test]
fn a_site_in_a_folder_of_a_repository_is_dated_too() {
    let outside = tempfile::tempdir().unwrap();
    let site = TestSite::small();
    let inside = outside.path().join("docs/kennisbank");
    common::copy(site.root(), &inside, |place| place);
    git(outside.path(), "2026-03-01", &["init", "--quiet", "."]);
    commit(outside.path(), "2026-03-01");
    let mut command = polder(&["build", "--root"]);
    command.arg(&inside);
    assert_eq!(Ran::of(command).status, 0);
    let sitemap = fs::read_to_string(inside.join("public/sitemap.xml")).unwrap();
    assert!(sitemap.contains("/themas/regie/</loc><lastmod>2026-03-01<"), "{sitemap}");
}

#[test]
fn a_shallow_clone_says_once_what_it_does_not_know() {
    let site = site();
    let clone = TestSite::new(&[]);
    let from = format!("file://{}", site.root().display());
    git(clone.root(), "2026-06-01", &["clone", "--quiet", "--depth", "1", &from, "."]);
    let (days, ran) = changed(&clone, &[]);
    assert_eq!(days, WITHOUT_GIT);
    assert_eq!(ran.stderr.matches("unknown-history").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("van 6 bestanden"), "{}", ran.stderr);

    // What was changed since is known, and the rest still is not.
    fs::write(clone.root().join("content/themas/oud.md"), article("weight = 3\n")).unwrap();
    commit(clone.root(), "2026-06-15");
    let (days, ran) = changed(&clone, &[]);
    assert!(days.contains(&"oud 2026-06-15".to_owned()), "{days:?}");
    assert!(ran.stderr.contains("van 5 bestanden"), "{}", ran.stderr);

    git(clone.root(), "2026-06-15", &["fetch", "--quiet", "--unshallow"]);
    let (days, ran) = changed(&clone, &[]);
    assert!(days.contains(&"gedateerd 2026-05-01".to_owned()), "{days:?}");
    assert!(!ran.stderr.contains("unknown-history"), "{}", ran.stderr);
}

#[test]
fn without_git_or_with_it_turned_off_front_matter_counts() {
    let site = site();
    let no_git = |site: &TestSite| {
        let mut command = polder(&["build", "--at", "2026-07-01", "--root"]);
        command.arg(site.root()).env("PATH", site.root());
        Ran::of(command)
    };
    let ran = no_git(&site);
    assert_eq!((ran.status, ran.stderr.matches("unknown-history").count()), (0, 1), "{}", ran.stderr);
    assert!(!fs::read_to_string(site.root().join("public/sitemap.xml")).unwrap().contains("2026-03-01"));
    let ran = no_git(&TestSite::small());
    assert!(ran.status == 0 && !ran.stderr.contains("unknown-history"), "{}", ran.stderr);

    let text = fs::read_to_string(site.root().join("polder.toml")).unwrap();
    site.write("polder.toml", &format!("{text}[history]\ngit = false\n"));
    let (days, ran) = changed(&site, &[]);
    assert_eq!(days, WITHOUT_GIT);
    assert!(!ran.stderr.contains("unknown-history"), "{}", ran.stderr);
}

#[test]
fn a_repository_without_commits_is_silent_and_one_that_git_refuses_is_said() {
    let site = TestSite::small();
    git(site.root(), "2026-03-01", &["init", "--quiet", "."]);
    let check = site.run(&["check"]);
    assert!(check.status == 0 && !check.stderr.contains("unknown-history"), "{}", check.stderr);
    let broken = TestSite::small();
    broken.write(".git", "gitdir: nergens\n");
    let check = broken.run(&["check"]);
    assert!(check.status == 0 && check.stderr.contains("not a git repository"), "{}", check.stderr);
}

#[test]
fn the_key_changes_with_every_commit_and_with_nothing_else() {
    let site = site();
    let key = || polder::history::key(&polder::config::read(site.root()).unwrap()).unwrap();
    let read = || polder::history::read(&polder::config::read(site.root()).unwrap()).0;
    let (before, history) = (key(), read());
    assert_eq!(history.key.as_ref(), Some(&before));
    site.write("content/themas/vers.md", &article(""));
    assert_eq!((key(), read()), (before.clone(), history));
    commit(site.root(), "2026-06-01");
    assert_ne!(key(), before);
}

#[test]
fn a_history_that_goes_on_from_a_kept_one_is_the_whole_history() {
    let site = TestSite::small();
    let root = site.root();
    site.write(".gitignore", "/.polder/\n");
    git(root, "2026-01-01", &["init", "--quiet", "--initial-branch", "main", "."]);
    commit(root, "2026-01-01");
    let config = polder::config::read(root).unwrap();
    let mut number = 7_u32;
    let mut random = |below: u32| {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (number >> 16) % below
    };
    for step in 1..40_u32 {
        let day = format!("2026-{:02}-{:02}", step / 28 + 1, step % 28 + 1);
        let (from, to) = (random(5), random(5));
        let path = |name: u32| format!("content/themas/a{name}.md");
        let there = |name: u32| root.join(path(name)).exists();
        match random(6) {
            0 if there(from) && !there(to) => git(root, &day, &["mv", &path(from), &path(to)]),
            1 if there(from) => git(root, &day, &["rm", "--quiet", &path(from)]),
            2 => {
                git(root, &day, &["checkout", "--quiet", "-b", "zij"]);
                site.write(&path(from), &article(&format!("weight = {step}\n")));
                commit(root, "2025-12-31");
                git(root, &day, &["checkout", "--quiet", "main"]);
                site.write("content/themas/hier.md", &article(&format!("weight = {step}\n")));
                commit(root, &day);
                git(root, &day, &["merge", "--quiet", "--no-edit", "zij"]);
                git(root, &day, &["branch", "--quiet", "-D", "zij"]);
            }
            _ => site.write(&path(from), &article(&format!("weight = {step}\n"))),
        }
        git(root, &day, &["add", "--all"]);
        git(root, &day, &["commit", "--quiet", "--allow-empty", "--message", "Tekst"]);
        let gone_on = polder::history::read(&config).0;
        fs::remove_dir_all(root.join(".polder")).unwrap_or_default();
        assert_eq!(gone_on, polder::history::read(&config).0, "after step {step}");
        if random(3) > 0 {
            gone_on.keep(&config);
        }
    }
}
