//! `polder build`, killed at any moment, leaves the old site or the new one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const KILLS: u32 = 50;

/// Two states of one knowledge base: some articles are the same in both, some
/// differ, some are in one only.
fn write_content(root: &Path, turn: u32) {
    let config = "title = \"Kennisbank\"\nbase_url = \"https://example.nl/\"\nlanguage = \"nl\"\n[collections.lessen]\n";
    fs::write(root.join("polder.toml"), config).unwrap();
    let folder = root.join("content/lessen");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for number in 0..300 {
        let (name, says) = match number % 3 {
            0 => (format!("les-{number}"), 0),
            1 => (format!("les-{number}"), turn),
            _ => (format!("les-{number}-{turn}"), turn),
        };
        let body = format!("Samenwerken begint klein, les {number} van reeks {says}. ").repeat(40);
        fs::write(folder.join(format!("{name}.md")), format!("+++\ntitle = \"Les {number}\"\n+++\n{body}\n"))
            .unwrap();
    }
}

fn build(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polder"));
    command.args(["build", "--at", "2026-01-31", "--root"]).arg(root).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file below `folder` with its content.
fn tree(folder: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, blake3::hash(&fs::read(entry.path()).unwrap()))
        })
        .collect()
}

#[test]
#[ignore = "takes a while; tests/run --long runs it"]
fn fifty_killed_builds_leave_a_whole_site() {
    let temp = tempfile::tempdir().unwrap();
    let (root, out) = (temp.path().join("kennisbank"), temp.path().join("public"));
    fs::create_dir(&root).unwrap();
    let mut longest = Duration::ZERO;
    let whole = [0, 1].map(|turn| {
        write_content(&root, turn);
        let alone = temp.path().join("alone");
        let started = Instant::now();
        assert!(build(&root, &alone).status().unwrap().success());
        longest = longest.max(started.elapsed());
        tree(&alone)
    });
    assert_ne!(whole[0], whole[1]);

    let (mut killed, mut renewed) = (0, 0);
    let mut before = None;
    for kill in 0..KILLS {
        write_content(&root, kill % 2);
        let mut child = build(&root, &out).spawn().unwrap();
        // Spread over the length of a build and a little more, in no order.
        let wait = longest * (kill * 37 % KILLS) * 6 / (KILLS * 5);
        thread::sleep(wait);
        let is_running = child.try_wait().unwrap().is_none();
        killed += u32::from(is_running);
        if is_running && wait > longest {
            // Where many files were just deleted, new ones take longer.
            longest = wait * 5 / 4;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = out.exists().then(|| tree(&out));
        let new = Some(&whole[(kill % 2) as usize]);
        assert!(
            found == before || found.as_ref() == new,
            "kill {kill} left neither the old site nor the new one"
        );
        renewed += u32::from(found != before);
        before = found;
    }
    // Fewer than before waits grew: then more builds come to their end.
    assert!(killed > KILLS / 3, "only {killed} builds were still running when they were killed");
    assert!(renewed > 0, "no build came far enough to publish");
    assert!(build(&root, &out).status().unwrap().success());
    assert_eq!(tree(&out), whole[((KILLS - 1) % 2) as usize]);
    // Beside each site stands the tree that its next build begins with.
    assert_eq!(names(temp.path()), [".alone.staging", ".public.staging", "alone", "kennisbank", "public"]);
    assert_eq!(names(&temp.path().join(".public.staging")), ["lock", "site"]);
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
