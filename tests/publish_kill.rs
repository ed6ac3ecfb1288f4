//! A build that is killed at any moment leaves the old site or the new one.
//!
//! The test starts itself again as a process that publishes two sites in
//! turn without end, and kills that at arbitrary moments.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use polder::publish::{MARKER, publish};
use polder::site::{Content, Site, SitePath};

const FOLDER: &str = "POLDER_KILL_TEST_FOLDER";

/// Two sites of 300 files: some the same, some changed, some in one only.
fn site(turn: usize) -> Site {
    let mut site = Site::default();
    for number in 0..300 {
        let path = match number % 3 {
            0 => format!("same/{number}/index.html"),
            1 => format!("changed/{number}/index.html"),
            _ => format!("only-{turn}/{number}/index.html"),
        };
        let says = if number % 3 == 0 { 0 } else { turn };
        let text = format!("page {number} of {says}\n").repeat(300).into_bytes();
        let content = if number % 2 == 0 {
            Content::Bytes(Cow::Owned(text))
        } else {
            Content::Made(Arc::new(move || Ok(text.clone())))
        };
        site.files.insert(SitePath::new(path).unwrap(), content);
    }
    site
}

/// Every file below `folder`, but the marker.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER)
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Not a test: what the killed process runs.
#[test]
#[ignore = "runs without end; the other tests start and kill it"]
fn publishes_without_end() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let out = Path::new(&folder).join("public");
    let sites = [site(0), site(1)];
    for turn in 0.. {
        publish(&sites[turn % 2], &out, &|_, _| {}).unwrap();
    }
}

fn kill_many_times(kills: u64) {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("public");
    let allowed = [site(0), site(1)].map(|site| {
        let alone = temp.path().join("alone");
        publish(&site, &alone, &|_, _| {}).unwrap();
        tree(&alone)
    });
    let mut halfway = 0;
    for kill in 0..kills {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "publishes_without_end", "--ignored"])
            .env(FOLDER, temp.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while !out.join(MARKER).exists() && started.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(1));
        }
        // Spread over the length of a few builds, never twice the same.
        thread::sleep(Duration::from_micros(kill * 7_919 % 100_000));
        child.kill().unwrap();
        child.wait().unwrap();
        halfway += u64::from(temp.path().join(".public.staging/site").exists());
        let found = tree(&out);
        assert!(allowed.contains(&found), "kill {kill} left a mixture of {} files", found.len());
    }
    assert!(halfway > kills / 4, "only {halfway} of {kills} kills hit a build");
    publish(&site(0), &out, &|_, _| {}).unwrap();
    assert_eq!(tree(&out), allowed[0]);
    assert!(!temp.path().join(".public.staging").exists(), "the next build clears what a killed one left");
}

#[test]
fn ten_kills_leave_a_whole_site() {
    kill_many_times(10);
}

#[test]
#[ignore = "takes a while; tests/run --long runs it"]
fn two_hundred_kills_leave_a_whole_site() {
    kill_many_times(200);
}
