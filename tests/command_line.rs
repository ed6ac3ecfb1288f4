//! The contract of the command: exit status, what goes to standard output
//! and what to standard error, and what is left alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{Ran, TestSite, contents, polder};

const COMMANDS: &[&str] = &["build", "check", "serve", "report", "new", "init"];

#[test]
fn every_command_has_help_with_an_example() {
    for command in COMMANDS {
        let ran = Ran::of(polder(&[command, "--help"]));
        assert_eq!(ran.status, 0, "{command}");
        assert!(ran.stdout.contains(&format!("polder {command}")), "{}", ran.stdout);
        assert!(ran.stdout.contains("Example"), "{}", ran.stdout);
    }
    let ran = Ran::of(polder(&["--help"]));
    assert!(COMMANDS.iter().all(|command| ran.stdout.contains(command)), "{}", ran.stdout);
}

#[test]
fn wrong_usage_is_2_and_says_why() {
    let site = TestSite::small();
    for wrong in [
        &["publish"][..],
        &["build", "--fast"],
        &["build", "--at", "31-01-2026"],
        &["build", "--at", "2026-02-30"],
        &["build", "--base-url", "example.org"],
        &["check", "--format", "xml"],
        &["new", "themas"],
        &["new", "thema", "Titel"],
        &["new", "themas", "…"],
        &["serve", "--port", "70000"],
    ] {
        let ran = site.run(wrong);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{wrong:?}");
        assert!(!ran.stderr.is_empty(), "{wrong:?}");
    }
    assert_eq!(Ran::of(polder(&[])).status, 2);
}

#[test]
fn a_good_site_is_0_and_its_summary_goes_to_stderr() {
    let site = TestSite::small();
    let check = site.run(&["check"]);
    assert_eq!((check.status, check.stdout.as_str()), (0, ""));
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!((json.status, json.stdout.as_str(), json.stderr.as_str()), (0, "", ""));
    assert!(!site.root().join("public").exists(), "check writes nothing");

    let build = site.run(&["build"]);
    assert_eq!((build.status, build.stdout.as_str()), (0, ""), "{}", build.stderr);
    assert!(site.root().join("public/themas/regie/index.html").is_file());
    assert!(build.stderr.contains("public"), "{}", build.stderr);
}

#[test]
fn errors_in_content_are_1_and_leave_the_published_site_alone() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let before = contents(&site.root().join("public"));
    site.write("content/themas/rollen.md", "+++\ntitle = \"Rollen\"\nkleur = \"blauw\"\n+++\n");
    for command in ["check", "build"] {
        let ran = site.run(&[command]);
        assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{command}");
        assert!(ran.stderr.contains("unknown-key"), "{command}: {}", ran.stderr);
    }
    assert_eq!(contents(&site.root().join("public")), before);
}

#[test]
fn no_configuration_or_a_wrong_one_is_2() {
    let site = TestSite::new(&[("content/themas/regie.md", "+++\ntitle = \"Regie\"\n+++\n")]);
    let empty = contents(site.root());
    for command in [&["build"][..], &["check"], &["new", "themas", "Titel"]] {
        let ran = site.run(command);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{command:?}");
        assert!(ran.stderr.contains("polder.toml"), "{}", ran.stderr);
    }
    site.write("polder.toml", "titel = \"Klein\"\n");
    for command in [&["build"][..], &["check"], &["new", "themas", "Titel"]] {
        assert_eq!(site.run(command).status, 2, "{command:?}");
    }
    fs::remove_file(site.root().join("polder.toml")).unwrap();
    assert_eq!(contents(site.root()), empty);
}

#[test]
fn a_folder_that_is_not_ours_is_not_replaced() {
    let site = TestSite::small();
    site.write("public/met-de-hand.html", "niet van polder");
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, 2);
    assert_eq!(fs::read_to_string(site.root().join("public/met-de-hand.html")).unwrap(), "niet van polder");
}

#[test]
fn json_lines_have_the_keys_of_the_contract() {
    let site = TestSite::small();
    site.write("content/themas/rollen.md", "+++\ntitle = \"Rollen\"\n+++\n\nZie [weg](weg.md).\n");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""));
    let line: serde_json::Value = serde_json::from_str(ran.stdout.trim_end()).unwrap();
    let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["severity", "code", "message", "path", "line", "column", "help"]);
    assert_eq!(line["severity"], "error");
    assert_eq!(line["code"], "dead-link");
    assert_eq!(line["path"], "content/themas/rollen.md");
    assert_eq!((&line["line"], &line["column"]), (&5.into(), &11.into()));
}

#[test]
fn a_withdrawn_page_says_so_and_is_listed_for_the_server() {
    let site = TestSite::small();
    site.write("content/themas/oud.md", "+++\ntitle = \"Oud\"\nexpires_at = 2030-05-01\n+++\n\nVoorbij.\n");
    let read = |path: &str| fs::read_to_string(site.root().join("public").join(path)).ok();
    assert_eq!(site.run(&["build", "--at", "2030-04-30"]).status, 0);
    assert_eq!(read("withdrawn.map"), None);
    assert_eq!(site.run(&["build", "--at", "2030-05-01"]).status, 0);
    assert_eq!(read("withdrawn.map").unwrap(), "/themas/oud/ 1;\n");
    let page = read("themas/oud/index.html").unwrap();
    assert!(page.contains("Deze pagina is ingetrokken.") && !page.contains("Voorbij."), "{page}");
}

#[test]
fn drafts_and_other_days_are_built_when_asked_for() {
    let site = TestSite::small();
    site.write("content/themas/concept.md", "+++\ntitle = \"Concept\"\ndraft = true\n+++\n");
    site.write("content/themas/later.md", "+++\ntitle = \"Later\"\npublish_at = 2030-05-01\n+++\n");
    let there = |slug: &str| site.root().join(format!("public/themas/{slug}/index.html")).is_file();
    assert_eq!(site.run(&["build", "--at", "2030-04-30"]).status, 0);
    assert_eq!((there("concept"), there("later")), (false, false));
    assert_eq!(site.run(&["build", "--at", "2030-05-01"]).status, 0);
    assert_eq!((there("concept"), there("later")), (false, true));
    assert_eq!(site.run(&["build", "--drafts"]).status, 0);
    assert_eq!((there("concept"), there("later")), (true, true));
}

#[test]
fn another_folder_and_another_address_can_be_given() {
    let site = TestSite::small();
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("www");
    let ran =
        site.run(&["build", "--out", out.to_str().unwrap(), "--base-url", "https://org.github.io/repo"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let page = fs::read_to_string(out.join("themas/regie/index.html")).unwrap();
    assert!(page.contains("https://org.github.io/repo/themas/regie/"));
    assert!(!page.contains("https://example.org/"));
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_measured_build_makes_every_page_and_changes_none() {
    let site = TestSite::small();
    assert_eq!(site.run(&["build"]).status, 0);
    let before = contents(&site.root().join("public"));
    assert!(!site.root().join(".polder/timings.html").exists());
    let ran = site.run(&["build", "--timings"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(contents(&site.root().join("public")), before);
    let rows: Vec<Vec<&str>> = ran.stdout.lines().map(|line| line.split_whitespace().collect()).collect();
    let template = rows.iter().find(|row| row.first() == Some(&"entry.html")).unwrap();
    assert_eq!((template[1], template.last()), ("1", Some(&"/themas/regie/")), "{}", ran.stdout);
    assert!(rows.iter().any(|row| row.first() == Some(&"publish")), "{}", ran.stdout);
    let report = site.root().join(".polder/timings.html");
    assert!(ran.stdout.ends_with(&format!("{}\n", report.display())), "{}", ran.stdout);
    assert!(fs::read_to_string(report).unwrap().contains("entry.html"));
}

#[test]
fn a_new_knowledge_base_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("mijn-kennisbank");
    let root = root.to_str().unwrap();
    assert_eq!(Ran::of(polder(&["init", root])).status, 0);
    let check = Ran::of(polder(&["check", "--format", "json", "--root", root]));
    assert_eq!((check.status, check.stdout.as_str()), (0, ""), "not even a warning");
    assert_eq!(Ran::of(polder(&["build", "--root", root])).status, 0);

    let before = contents(folder.path());
    assert_eq!(Ran::of(polder(&["init", root])).status, 2, "a folder with files is left alone");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_new_repository_gets_a_knowledge_base_that_git_knows_what_to_ignore_of() {
    let site = TestSite::new(&[(".git/HEAD", "ref: refs/heads/main\n"), (".gitignore", "*.bak\n/public/")]);
    let root = site.root().to_str().unwrap();
    assert_eq!(Ran::of(polder(&["init", root])).status, 0);
    let ignored = fs::read_to_string(site.root().join(".gitignore")).unwrap();
    assert_eq!(ignored, "*.bak\n/public/\n/.polder/\n/search-index/tantivy/\n.*.staging/\n");
    assert_eq!(site.run(&["check"]).status, 0);
}

#[test]
fn a_new_article_is_a_draft_that_hinders_nobody() {
    let site = TestSite::small();
    let ran = site.run(&["new", "themas", "Één thema's overzicht"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let file = site.root().join("content/themas/een-themas-overzicht.md");
    assert_eq!(ran.stdout.trim_end(), file.to_str().unwrap(), "the path is the result");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("title = \"Één thema's overzicht\""), "{text}");
    assert_eq!(site.run(&["check"]).status, 0);

    assert_eq!(site.run(&["new", "themas", "Één thema's overzicht"]).status, 2, "nothing is overwritten");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}
