//! The preview as a browser meets it: over TCP, with files that change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::borrow::Cow;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polder::diagnostics::{Diagnostic, MessageLanguage, Problem, SourceText};
use polder::serve::{Built, Preview, Running, ServeError, start};
use polder::site::{Content, Site, SitePath};
use tempfile::TempDir;

/// Generous: these tests wait for events, and machines may be busy.
const DEADLINE: Duration = Duration::from_secs(30);

fn fault(path: &str, text: &str, message: &str) -> Diagnostic {
    let problem = Problem::Template { message: message.into() };
    Diagnostic::new(problem, SourceText::new(path, text).span(0..text.len()))
}

/// A site in which each `content/<name>.md` is the page `/<name>/`. A file
/// with `BROKEN` fails the build, one with `WRONG` is an error in a site that
/// can be made, one with `UNMAKEABLE` fails only its page.
fn build(root: &Path, base_path: &str) -> Built {
    let mut site = Site::default();
    let (mut diagnostics, mut broken) = (Vec::new(), false);
    let mut add = |path: String, content| site.files.insert(SitePath::new(path).unwrap(), content);
    add("index.html".into(), Content::Bytes(Cow::Borrowed(b"<html><body>home</body></html>")));
    add("404.html".into(), Content::Bytes(Cow::Borrowed(b"<body>bestaat niet</body>")));
    add("style.css".into(), Content::Bytes(Cow::Borrowed(b"body {}")));
    for entry in walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok) {
        let path = entry.path();
        let Some(name) = path.file_name().unwrap().to_str().unwrap().strip_suffix(".md") else { continue };
        let Ok(text) = fs::read_to_string(path) else { continue };
        let about = format!("content/{name}.md");
        if text.contains("WRONG") {
            diagnostics.push(fault(&about, &text, "wrong reference"));
        }
        if text.contains("BROKEN") {
            broken = true;
            diagnostics.push(fault(&about, &text, "broken <article>"));
        }
        let made = move || {
            if text.contains("UNMAKEABLE") {
                return Err(vec![fault(&about, &text, "unmakeable page")]);
            }
            Ok(format!("<html><body><p>{text}</p></body></html>").into_bytes())
        };
        add(format!("{name}/index.html"), Content::Made(Arc::new(made)));
    }
    let site = (!broken).then_some(site);
    Built {
        site,
        search: None,
        diagnostics,
        language: MessageLanguage::Dutch,
        base_path: base_path.into(),
        others: Vec::new(),
        model: None,
    }
}

/// A preview of a temporary folder.
struct Fixture {
    root: TempDir,
    running: Running,
    reported: Arc<Mutex<Vec<String>>>,
}

impl Fixture {
    fn new(articles: &[(&str, &str)]) -> Self {
        Self::under("/", articles)
    }

    fn under(base_path: &'static str, articles: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        for (name, text) in articles {
            fs::write(root.path().join(format!("content/{name}.md")), text).unwrap();
        }
        let reported = Arc::new(Mutex::new(Vec::new()));
        let (folder, heard) = (root.path().to_owned(), Arc::clone(&reported));
        let running = start(Preview {
            root: root.path().to_owned(),
            port: None,
            build: Box::new(move |_, _| build(&folder, base_path)),
            overview: Box::new(|_, _| None),
            report: Box::new(move |found, _| {
                let messages = found.iter().map(|found| format!("{:?}", found.problem));
                heard.lock().unwrap().extend(messages);
            }),
        })
        .unwrap();
        Self { root, running, reported }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root.path().join(name), text).unwrap();
    }

    fn host(&self) -> &str {
        self.running.address().strip_prefix("http://").unwrap().strip_suffix('/').unwrap()
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.host()))
    }

    fn ask(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        write!(stream, "{head}Connection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        write!(stream, "GET /_polder/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.host()).unwrap();
        Events { lines: BufReader::new(stream) }
    }

    /// Asks until the answer is as wanted.
    fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) {
        let started = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return;
            }
            assert!(started.elapsed() < DEADLINE, "{path} stays {answer:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn until_shows(&self, path: &str, text: &str) {
        self.until(path, |answer| answer.status == 200 && answer.body.contains(text));
    }

    fn until_gone(&self, path: &str) {
        self.until(path, |answer| answer.status == 404);
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// The version that the page's script carries.
    fn version(&self) -> &str {
        self.body.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap()
    }
}

/// The stream of events as an open page follows it.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Version and panel of the next event.
    fn next(&mut self) -> (String, String) {
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(json) = line.strip_prefix("data: ") {
                let news: serde_json::Value = serde_json::from_str(json).unwrap();
                return (news["version"].as_str().unwrap().into(), news["panel"].as_str().unwrap().into());
            }
        }
    }
}

#[test]
fn answers_with_the_site_and_the_script_for_live_reload() {
    let preview = Fixture::new(&[("les", "Begin klein")]);
    let page = preview.get("/les/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert_eq!(
        page.header("content-security-policy"),
        Some(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
             font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
    );
    let script = format!(
        r#"<script src="/_polder/reload.js" data-version="{}" data-edit="Bewerk deze pagina" data-desk="Redactie" defer></script>"#,
        page.version()
    );
    assert_eq!(page.body, format!("<html><body><p>Begin klein</p>{script}</body></html>"));
    assert_eq!(
        preview.get("/_polder/reload.js").header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(preview.get("/_polder/preview.css").header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(preview.get("/style.css").body, "body {}");
}

#[test]
fn answers_head_without_content_and_what_is_known_with_304() {
    let preview = Fixture::new(&[]);
    let request = |method: &str, more: &str| {
        preview.ask(&format!("{method} /style.css HTTP/1.1\r\nHost: {}\r\n{more}", preview.host()))
    };
    let head = request("HEAD", "");
    assert_eq!((head.status, head.header("content-length"), head.body.as_str()), (200, Some("7"), ""));
    let tag = head.header("etag").unwrap();
    let known = request("GET", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((known.status, known.body.as_str()), (304, ""));
    assert_eq!(request("GET", "If-None-Match: \"other\"\r\n").status, 200);
    assert_eq!(request("POST", "").status, 405);
}

#[test]
fn leads_to_the_slash_and_knows_what_is_not_there() {
    let preview = Fixture::new(&[("les", "Begin klein")]);
    let redirect = preview.get("/les?q=regie");
    assert_eq!((redirect.status, redirect.header("location")), (302, Some("/les/?q=regie")));
    let missing = preview.get("/weg/");
    assert_eq!(missing.status, 404);
    assert!(
        missing.body.contains("bestaat niet") && missing.body.contains("/_polder/reload.js"),
        "{missing:?}"
    );
}

#[test]
fn stands_under_the_path_of_the_site() {
    let preview = Fixture::under("/org/repo/", &[("les", "Begin klein")]);
    for above in ["/", "/org/repo"] {
        let redirect = preview.get(above);
        assert_eq!((redirect.status, redirect.header("location")), (302, Some("/org/repo/")));
    }
    assert!(preview.get("/org/repo/les/").body.contains("Begin klein"));
    assert_eq!(preview.get("/org/repo/les").header("location"), Some("/org/repo/les/"));
    assert_eq!(preview.get("/les/").status, 404);
}

#[test]
fn refuses_requests_that_name_another_host() {
    let preview = Fixture::new(&[]);
    let port = preview.host().rsplit(':').next().unwrap();
    let status = |head: &str| preview.ask(head).status;
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n")), 200);
    for refused in [
        format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n"),
        "GET / HTTP/1.1\r\nHost: localhost:1\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n".to_owned(),
        "GET / HTTP/1.0\r\n".to_owned(),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\n"),
        format!("GET /_polder/events HTTP/1.1\r\nHost: evil.example:{port}\r\n"),
    ] {
        assert_eq!(status(&refused), 403, "{refused}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let preview = Fixture::new(&[("les", "Begin klein")]);
    preview.write("polder.toml", "secret");
    for path in [
        "/../polder.toml",
        "/les/../../polder.toml",
        "/%2e%2e/polder.toml",
        "/..%2fpolder.toml",
        "/les%2findex.html",
        "/..%5cpolder.toml",
        "/..\\polder.toml",
        "//polder.toml",
        "//les/",
        "/les//",
        "/./les/",
        "/%2e/les/",
        "/les/%00",
        "/%252e%252e/polder.toml",
        "/%ff",
        "/%",
        "/polder.toml",
        "/content/les.md",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
        assert!(!answer.body.contains("secret") && !answer.body.contains("klein"), "{path}: {answer:?}");
    }
}

#[test]
fn a_first_build_that_fails_shows_why_and_recovers() {
    let preview = Fixture::new(&[("les", "BROKEN")]);
    let page = preview.get("/les/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("broken &lt;article&gt;"), "{page:?}");
    let mut events = preview.events();
    assert_eq!(events.next().0, page.version());
    preview.write("content/les.md", "Begin klein");
    while events.next().0 == page.version() {}
    preview.until_shows("/les/", "Begin klein");
}

#[test]
fn errors_stand_above_the_last_good_site_until_they_are_mended() {
    let preview = Fixture::new(&[("les", "Begin klein")]);
    let mut events = preview.events();
    let page = preview.get("/les/");
    assert_eq!(events.next(), (page.version().to_owned(), String::new()));

    preview.write("content/les.md", "BROKEN");
    let (version, panel) = events.next();
    assert_eq!(version, page.version(), "an open page has no reason to reload");
    assert!(panel.contains("Er is één fout") && panel.contains("broken &lt;article&gt;"), "{panel}");
    assert_eq!(preview.get("/les/").body, page.body);
    assert!(preview.reported.lock().unwrap().iter().any(|message| message.contains("broken")));

    preview.write("content/les.md", "Begin groot");
    let (version, panel) = events.next();
    assert_ne!(version, page.version());
    assert_eq!(panel, "");
    assert!(preview.get("/les/").body.contains("Begin groot"));
}

#[test]
fn a_site_with_errors_is_shown_only_until_there_was_a_good_one() {
    let preview = Fixture::new(&[("les", "WRONG klein")]);
    let mut events = preview.events();
    let (first, panel) = events.next();
    assert!(panel.contains("wrong reference"), "{panel}");
    assert!(preview.get("/les/").body.contains("WRONG klein"));
    preview.write("content/les.md", "WRONG groot");
    assert_ne!(events.next().0, first);
    assert!(preview.get("/les/").body.contains("WRONG groot"));
    preview.write("content/les.md", "Begin groot");
    let (good, panel) = events.next();
    assert_eq!(panel, "");
    preview.write("content/les.md", "WRONG weer");
    let (version, panel) = events.next();
    assert_eq!(version, good);
    assert!(panel.contains("wrong reference"), "{panel}");
    assert!(preview.get("/les/").body.contains("Begin groot"));
}

#[test]
fn a_page_that_cannot_be_made_stays_as_it_was() {
    let preview = Fixture::new(&[("les", "Begin klein"), ("tip", "UNMAKEABLE")]);
    let mut events = preview.events();
    assert_eq!(events.next().1, "");
    let never = preview.get("/tip/");
    assert_eq!(never.status, 500);
    assert!(never.body.contains("unmakeable page"), "{never:?}");
    assert!(events.next().1.contains("unmakeable page"));
    assert!(preview.get("/les/").body.contains("Begin klein"));

    preview.write("content/les.md", "UNMAKEABLE");
    assert_eq!(events.next().1, "", "nobody asked for a page of this site yet");
    preview.until_shows("/les/", "Begin klein");
    assert!(events.next().1.contains("content/les.md"));
    let reported = preview.reported.lock().unwrap().len();
    assert_eq!(preview.get("/les/").status, 200);
    assert_eq!(preview.reported.lock().unwrap().len(), reported, "nothing is told twice");
}

#[test]
fn follows_every_way_in_which_files_change() {
    let preview = Fixture::new(&[("les", "Begin klein")]);
    let path = |name: &str| preview.root.path().join(name);
    preview.until_shows("/les/", "Begin klein");

    preview.write("content/les.md", "Begin groot");
    preview.until_shows("/les/", "Begin groot");
    preview.write("content/nieuw.md", "Nieuw");
    preview.until_shows("/nieuw/", "Nieuw");
    // As editors do that save through a temporary file.
    preview.write("content/.les.md.tmp", "Begin opnieuw");
    fs::rename(path("content/.les.md.tmp"), path("content/les.md")).unwrap();
    preview.until_shows("/les/", "Begin opnieuw");
    fs::rename(path("content/nieuw.md"), path("content/ander.md")).unwrap();
    preview.until_shows("/ander/", "Nieuw");
    preview.until_gone("/nieuw/");
    fs::remove_file(path("content/ander.md")).unwrap();
    preview.until_gone("/ander/");

    // Folders that come, change their name and go.
    fs::create_dir_all(path("content/map/diep")).unwrap();
    preview.write("content/map/diep/blad.md", "Diep");
    preview.until_shows("/blad/", "Diep");
    fs::rename(path("content/map"), path("content/lade")).unwrap();
    preview.write("content/lade/diep/blad.md", "Dieper");
    preview.until_shows("/blad/", "Dieper");
    fs::remove_dir_all(path("content/lade")).unwrap();
    preview.until_gone("/blad/");
    fs::rename(path("content"), path("bewaard")).unwrap();
    preview.until_gone("/les/");
    fs::rename(path("bewaard"), path("content")).unwrap();
    preview.until_shows("/les/", "Begin opnieuw");
    preview.write("content/les.md", "Begin weer");
    preview.until_shows("/les/", "Begin weer");
}

#[test]
fn sources_may_come_while_it_runs() {
    let preview = Fixture::new(&[]);
    let mut events = preview.events();
    let mut version = events.next().0;
    let mut next = |why: &str| {
        let (now, _) = events.next();
        assert_ne!(now, version, "{why}");
        version = now;
    };
    preview.write("polder.toml", "title = \"x\"");
    next("a file in the root");
    fs::create_dir(preview.root.path().join("static")).unwrap();
    next("a folder in the root");
    preview.write("static/icon.svg", "<svg/>");
    next("a file in a new folder");
}

#[test]
fn an_asked_port_is_that_port_or_an_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().to_owned();
    let outcome = start(Preview {
        root: root.path().to_owned(),
        port: Some(port),
        build: Box::new(move |_, _| build(&folder, "/")),
        overview: Box::new(|_, _| None),
        report: Box::new(|_, _| {}),
    });
    assert!(matches!(outcome, Err(ServeError::Port { port: told, .. }) if told == port));
}

#[test]
fn pages_do_not_wait_for_the_search_that_follows_them() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().to_owned();
    fs::create_dir(folder.join("content")).unwrap();
    let (go, gate) = std::sync::mpsc::channel::<()>();
    let gate = Arc::new(Mutex::new(gate));
    let running = start(Preview {
        root: root.path().to_owned(),
        port: None,
        build: Box::new(move |_, _| {
            let gate = Arc::clone(&gate);
            let search = move || {
                gate.lock().unwrap().recv().unwrap();
                let path = SitePath::new("search-index/manifest.json").unwrap();
                let content = Content::Bytes(Cow::Borrowed(b"{}"));
                ([(path, content)].into(), vec![fault("search-index/nl/synonyms.toml", "x", "odd synonyms")])
            };
            Built { search: Some(Box::new(search)), ..build(&folder, "/") }
        }),
        overview: Box::new(|_, _| None),
        report: Box::new(|_, _| {}),
    })
    .unwrap();
    let preview = Fixture { root, running, reported: Arc::default() };
    let home = preview.get("/");
    assert_eq!(home.status, 200);
    let mut events = preview.events();
    assert_eq!(events.next(), (home.version().to_owned(), String::new()));
    std::thread::scope(|scope| {
        let manifest = scope.spawn(|| preview.get("/search-index/manifest.json"));
        let missing = scope.spawn(|| preview.get("/search-index/weg.bin"));
        std::thread::sleep(Duration::from_millis(50));
        assert!(!manifest.is_finished(), "what is being made is waited for");
        assert_eq!(preview.get("/search-indexes/").status, 404);
        go.send(()).unwrap();
        assert_eq!(manifest.join().unwrap().body, "{}");
        assert_eq!(missing.join().unwrap().status, 404);
    });
    loop {
        let (version, panel) = events.next();
        assert_eq!(version, home.version(), "an open page has nothing to reload");
        if panel.contains("odd synonyms") {
            break;
        }
    }
}
