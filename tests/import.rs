//! Documents become articles: what they look like, that no text is lost, that
//! hostile files are refused, and that the command writes safely.
//!
//! `tests/import/word/` holds documents of Word, LibreOffice and python-docx,
//! `tests/import/golden/` what becomes of each, with the report. After a
//! change that was meant, `POLDER_REFRESH=1 cargo nextest run --test import`
//! writes them anew: read the difference as an editor would.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
#[path = "import/laws.rs"]
mod laws;
#[path = "import/oracle.rs"]
mod oracle;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use polder::config::{CollectionId, Config, read};
use polder::diagnostics::MessageLanguage;
use polder::import::{Destination, Imported, NoteKind, Refusal, Upload, import, note_words, refusal_words};

use common::{TestSite, contents, polder};
use oracle::{lost_words, package, words_of_document, words_of_open_document};

const CONFIGURATION: &str = r#"title = "Proef"
base_url = "https://example.org/"
language = "nl"
[collections.artikelen]
[collections.artikelen.fields]
onderwerp = { type = "text", required = true, label = "Onderwerp" }
soort = { type = "choice", options = ["uitleg", "verslag"] }
"#;

fn site() -> TestSite {
    TestSite::new(&[
        ("polder.toml", CONFIGURATION),
        ("content/artikelen/_index.md", "+++\ntitle = \"A\"\n+++\n"),
    ])
}

fn configuration() -> Config {
    read(site().root()).unwrap()
}

fn imported(name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    let beside = |_: &str| None;
    imported_beside(name, bytes, &beside)
}

fn imported_beside(
    name: &str,
    bytes: &[u8],
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, Refusal> {
    let config = configuration();
    let destination = Destination { config: &config, collection: CollectionId(0), day: date(2026, 1, 31) };
    import(&Upload { name, bytes, beside }, &destination)
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

/// The documents of a folder with their names.
fn documents(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// The article, what stands beside it, and the report in words.
fn shown(imported: &Imported) -> String {
    let mut text = format!("{}\n=== {}\n", imported.markdown, imported.slug);
    for file in &imported.files {
        text.push_str(&format!("=== {} ({} bytes)\n", file.name, file.bytes.len()));
    }
    for note in imported.report.notes() {
        let (sentence, texts) = note_words(note, MessageLanguage::Dutch);
        text.push_str(&format!("{:?} {:?}: {sentence}\n", note.kind.weight(), note.kind));
        for about in texts {
            text.push_str(&format!("    {about}\n"));
        }
    }
    text
}

fn compare_with_golden(name: &str, imported: &Imported) {
    let path = folder("golden").join(format!("{name}.txt"));
    let found = shown(imported);
    if std::env::var_os("POLDER_REFRESH").is_some() {
        fs::create_dir_all(folder("golden")).unwrap();
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap_or_default(), "{name}");
}

#[test]
fn word_documents_become_these_articles() {
    let documents = documents("word");
    assert!(documents.len() >= 10);
    for (name, bytes) in documents {
        compare_with_golden(&name, &imported(&name, &bytes).unwrap());
    }
}

#[test]
fn other_documents_become_these_articles() {
    let beside = |path: &str| fs::read(folder("other").join(path)).ok();
    for (name, bytes) in documents("other") {
        compare_with_golden(&name, &imported_beside(&name, &bytes, &beside).unwrap());
    }
}

#[test]
fn no_word_of_a_word_document_is_lost() {
    for (name, bytes) in documents("word") {
        let imported = imported(&name, &bytes).unwrap();
        let lost = lost_words(&imported, &words_of_document(&bytes));
        assert_eq!(lost, Vec::<String>::new(), "{name}");
        assert!(imported.report.notes().iter().all(|note| note.kind != NoteKind::Differs), "{name}");
    }
}

#[test]
fn no_word_of_an_open_document_is_lost() {
    let texts: Vec<_> = documents("other").into_iter().filter(|(name, _)| name.ends_with(".odt")).collect();
    assert!(texts.len() >= 5);
    for (name, bytes) in texts {
        let imported = imported(&name, &bytes).unwrap();
        let lost = lost_words(&imported, &words_of_open_document(&bytes));
        assert_eq!(lost, Vec::<String>::new(), "{name}");
        assert!(imported.report.notes().iter().all(|note| note.kind != NoteKind::Differs), "{name}");
    }
}

#[test]
fn the_oracle_sees_a_word_that_is_gone() {
    let (name, bytes) = documents("word").into_iter().find(|(name, _)| name == "verslag.docx").unwrap();
    let mut imported = imported(&name, &bytes).unwrap();
    imported.markdown = imported.markdown.replace("penvoerder", "");
    let lost = lost_words(&imported, &words_of_document(&bytes));
    assert_eq!(lost, ["penvoerder,"]);
}

#[test]
fn what_is_no_document_is_refused_with_a_way_out() {
    let mut old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    old.resize(512, 0);
    let mut locked = old.clone();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let workbook = package(&[("xl/workbook.xml", "<x/>")]);
    let empty_word = package(&[(
        "word/document.xml",
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body/></w:document>",
    )]);
    for (bytes, refusal, way_out) in [
        (old, Refusal::OldWord, ".docx"),
        (locked, Refusal::Password, "wachtwoord"),
        (b"{\\rtf1 tekst}".to_vec(), Refusal::RichText, ".docx"),
        (b"%PDF-1.7".to_vec(), Refusal::Pdf, "Word"),
        (workbook, Refusal::OtherOffice, "Word-document"),
        (package(&[("iets.txt", "x")]), Refusal::Unknown, ".docx"),
        (empty_word, Refusal::NoText, "bestand"),
        (b" \n".to_vec(), Refusal::Empty, "opgeslagen"),
        (b"\0\x01\x02".to_vec(), Refusal::Unknown, ".odt"),
        (b"PK\x03\x04 en niets meer".to_vec(), Refusal::Broken { part: "zip".to_owned() }, "opnieuw"),
    ] {
        let found = imported("bestand.docm.bin", &bytes).unwrap_err();
        assert_eq!(found, refusal);
        let (message, help) = refusal_words(&found, MessageLanguage::Dutch);
        assert!(help.contains(way_out), "{message}: {help}");
    }
}

#[test]
fn hostile_word_documents_are_refused() {
    let word = |inside: &str| {
        package(&[(
            "word/document.xml",
            &format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{inside}</w:body></w:document>"
            ),
        )])
    };
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5_000), "</w:tc></w:tr></w:tbl>".repeat(5_000));
    assert_eq!(imported("a.docx", &word(&deep)), Err(Refusal::TooDeep));
    // Seventy million spaces are seventy kilobytes in a package.
    let bomb = word(&" ".repeat(70_000_000));
    assert!(bomb.len() < 1_000_000);
    assert_eq!(imported("a.docx", &bomb), Err(Refusal::TooLarge));
    let entities = package(&[(
        "word/document.xml",
        "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>",
    )]);
    assert!(matches!(imported("a.docx", &entities), Err(Refusal::Broken { .. })));
    let page = format!("<html><body>{}x", "<div><b>".repeat(50_000));
    assert_eq!(imported("a.html", page.as_bytes()), Err(Refusal::TooDeep));
    // Every document cut off anywhere is refused or read, never a crash.
    for (name, bytes) in documents("word") {
        for part in (1..20).step_by(4) {
            let _ = imported(&name, &bytes[..bytes.len() * part / 20]);
        }
    }
}

#[test]
fn the_command_writes_a_draft_with_its_pictures_and_never_over_another() {
    let site = site();
    let document = folder("word/verslag.docx");
    let ran = site.run(&["import", document.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let article = site.root().join("content/artikelen/regionaal-overleg-zo-begon-het/index.md");
    assert_eq!(ran.stdout.trim_end(), article.to_str().unwrap());
    assert!(
        article.is_file() && article.with_file_name("vlak-in-blauw-dat-de-groei-laat-zien.png").is_file()
    );
    assert!(ran.stderr.contains("Nog in te vullen"), "{}", ran.stderr);
    let before = contents(site.root());
    let again = site.run(&["import", document.to_str().unwrap()]);
    assert_eq!((again.status, again.stdout.as_str()), (2, ""));
    assert!(again.stderr.contains("Er is al een artikel"), "{}", again.stderr);
    assert_eq!(contents(site.root()), before);
    // A draft hinders nobody.
    assert_eq!(site.run(&["check"]).status, 0);
}

#[test]
fn the_command_says_what_is_wrong_and_writes_nothing() {
    let site = site();
    let before = contents(site.root());
    site.write("oud.doc", "\u{0}");
    fs::write(site.root().join("oud.doc"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap();
    let old = site.root().join("oud.doc");
    let ran = site.run(&["import", old.to_str().unwrap()]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("sla het op als Word-document (.docx)"), "{}", ran.stderr);
    let ran = site.run(&["import", old.to_str().unwrap(), "--collection", "artikel"]);
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("Bedoelde je `artikelen`?"), "{}", ran.stderr);
    assert_eq!(site.run(&["import", "nergens.docx"]).status, 2);
    fs::remove_file(old).unwrap();
    assert_eq!(contents(site.root()), before);
    let help = common::Ran::of(polder(&["import", "--help"]));
    assert!(help.stdout.contains("Example") && help.stdout.contains("polder import"), "{}", help.stdout);
}
