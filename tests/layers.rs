//! The one-way rule of the pipeline: a module of `src/` reads only what its
//! row in [`ORDER`] names, so an arrow against the order fails here and not
//! in somebody's head a year later.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of `src/` and what it may read. A row names only modules of
/// the rows above it, so the list itself cannot hold a circle.
const ORDER: &[(&str, &[&str])] = &[
    // Beside the pipeline: what stages hand to each other and speak with.
    ("diagnostics", &[]),
    ("table", &["diagnostics"]),
    ("site", &["diagnostics"]),
    ("stamp", &[]),
    // What `.polder/` keeps of one thing; it knows nothing of what it keeps.
    ("cache_file", &[]),
    // The browser's modules are made smaller by both that publish some.
    ("script", &[]),
    // What an image is and what may be published of it, as bytes.
    ("images", &[]),
    // The stages.
    ("config", &["diagnostics", "table"]),
    ("load", &["diagnostics", "stamp", "table", "config"]),
    ("parse", &["diagnostics", "table", "config", "load"]),
    // Beside `load`: what the repository says of the same files. It needs the
    // name of their folder and nothing that is in them.
    ("history", &["diagnostics", "cache_file", "config", "load"]),
    ("model", &["diagnostics", "table", "images", "config", "load", "parse", "history"]),
    // Of its files only the smaller copies of images are kept: those take
    // long, and are the same until the image changes.
    (
        "render",
        &[
            "diagnostics",
            "cache_file",
            "table",
            "site",
            "script",
            "images",
            "config",
            "load",
            "parse",
            "model",
        ],
    ),
    // Beside the model: links to other sites, from what was parsed. Only
    // `check` and `report` ask for them, so no stage knows of this.
    ("external", &["diagnostics", "cache_file", "table", "config", "load", "parse"]),
    ("index", &["diagnostics", "table", "config", "load", "parse", "model"]),
    ("export", &["diagnostics", "table", "site", "script", "config", "load", "parse", "model", "index"]),
    ("publish", &["diagnostics", "site", "stamp"]),
    // Beside the pipeline: what reads an index that was built before.
    ("search", &["config", "load", "parse", "model", "index"]),
    // An overview for editors of what is in the model and of what other sites
    // answered before.
    ("report", &["diagnostics", "config", "load", "parse", "model", "external"]),
    ("evaluate", &[]),
    // Beside the pipeline: what editors begin and change, as text.
    ("draft", &["diagnostics", "config", "load"]),
    ("desk", &["diagnostics", "table", "config", "load", "parse", "model"]),
    // What was written elsewhere becomes an article; the parser reads back
    // what is written, so that no text is lost on the way.
    ("import", &["diagnostics", "table", "config", "load", "parse", "draft", "desk"]),
];

/// The modules on top, which may name every stage.
const TOP: &[&str] = &["pipeline", "serve", "command", "lib", "main"];

/// A use of one top-level module in a file of another.
#[derive(Debug, PartialEq, Eq)]
struct Arrow {
    from: String,
    to: String,
    line: usize,
}

#[test]
fn no_module_reads_a_later_one() {
    let mut wrong = Vec::new();
    for file in rust_files(&source_folder()) {
        let module = top_module(&file);
        let text = fs::read_to_string(&file).unwrap();
        for arrow in arrows(&module, &text) {
            if !allowed(&arrow) {
                wrong.push(format!("{}:{}: {} reads {}", file.display(), arrow.line, arrow.from, arrow.to));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows against the order of tests/layers.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_row() {
    let known: BTreeSet<&str> = ORDER.iter().map(|(name, _)| *name).chain(TOP.iter().copied()).collect();
    let missing: BTreeSet<String> = rust_files(&source_folder())
        .iter()
        .map(|file| top_module(file))
        .filter(|module| !known.contains(module.as_str()))
        .collect();
    assert!(missing.is_empty(), "give these modules their row in tests/layers.rs: {missing:?}");
}

#[test]
fn a_row_names_only_rows_above_it() {
    for (place, (name, reads)) in ORDER.iter().enumerate() {
        for read in *reads {
            assert!(ORDER[..place].iter().any(|(above, _)| above == read), "{name} may not read {read}");
        }
    }
}

#[test]
fn a_wrong_arrow_is_seen_in_every_form_it_can_take() {
    for text in [
        "use crate::render::Page;",
        "    pub(crate) use crate::render;",
        "use crate::{\n    config::Config,\n    render::{Page, Theme},\n};",
        "fn f() -> crate::render::Page { todo() }",
        "let page = crate :: render :: page();",
    ] {
        let found = arrows("model", text);
        assert!(found.iter().any(|arrow| arrow.to == "render" && !allowed(arrow)), "{text}");
    }
    assert_eq!(
        arrows("model", "\nuse crate::{config::{A, B}, render};"),
        [
            Arrow { from: "model".into(), to: "config".into(), line: 2 },
            Arrow { from: "model".into(), to: "render".into(), line: 2 }
        ]
    );
}

#[test]
fn what_is_allowed_or_only_mentioned_is_no_wrong_arrow() {
    for text in [
        "use crate::config::Config;",
        "use crate::model::Entry;",
        "//! hands on to [`Page`](crate::render::Page)",
        "let x = 1; // crate::render comes later",
        "use other_crate::render::Page;",
    ] {
        assert!(arrows("model", text).iter().all(allowed), "{text}");
    }
    assert!(!allowed(&Arrow { from: "publish".into(), to: "model".into(), line: 1 }));
    assert!(allowed(&Arrow { from: "pipeline".into(), to: "publish".into(), line: 1 }));
}

/// Whether the order allows this arrow. A module may always name itself.
fn allowed(arrow: &Arrow) -> bool {
    let reads = ORDER.iter().find(|(name, _)| *name == arrow.from).map(|(_, reads)| *reads);
    arrow.from == arrow.to
        || TOP.contains(&arrow.from.as_str())
        || reads.is_some_and(|reads| reads.contains(&arrow.to.as_str()))
}

/// Every `crate::` path in a file of module `from`, comments left out.
fn arrows(from: &str, text: &str) -> Vec<Arrow> {
    let mut code = String::with_capacity(text.len());
    for line in text.lines() {
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate") {
        let whole_word = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let Some(path) = code[at + "crate".len()..].trim_start().strip_prefix("::") else { continue };
        if !whole_word {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        for name in first_names(path.trim_start()) {
            found.push(Arrow { from: from.to_owned(), to: name, line });
        }
    }
    found
}

/// The first names of a path: one, or those of a group in braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        let text = text.trim_start();
        text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())].to_owned()
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut start, mut names) = (0usize, 0usize, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The module directly under `src/` that a file belongs to.
fn top_module(file: &Path) -> String {
    let inside = file.strip_prefix(source_folder()).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.strip_suffix(".rs").unwrap_or(first).to_owned()
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
