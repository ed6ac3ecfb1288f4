//! Links to other sites, asked for at a server on this machine that does
//! everything a server can do wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::TestSite;
use polder::diagnostics::LinkFault;
use polder::external::{Limits, Outcome, check};

/// A server; every request that it got, and how many it had at once.
struct Server {
    address: String,
    requests: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (at_once, most_at_once) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (seen, most) = (Arc::clone(&requests), Arc::clone(&most_at_once));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (seen, at_once, most) = (Arc::clone(&seen), Arc::clone(&at_once), Arc::clone(&most));
                std::thread::spawn(move || {
                    let stream = stream.unwrap();
                    let Some(request) = read_request(&stream) else { return };
                    most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let earlier = {
                        let mut seen = seen.lock().unwrap();
                        let earlier = seen.iter().filter(|other| **other == request).count();
                        seen.push(request.clone());
                        earlier
                    };
                    answer(stream, &request, earlier, &at_once);
                });
            }
        });
        Self { address: format!("http://127.0.0.1:{port}"), requests, most_at_once }
    }

    fn requests_for(&self, path: &str) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| request.ends_with(&format!(" {path}"))).cloned().collect()
    }
}

/// `HEAD /path`; nothing where the other side says nothing of the kind.
fn read_request(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    for line in lines {
        if line.ok()?.is_empty() {
            return Some(first.rsplit_once(' ')?.0.to_owned());
        }
    }
    None
}

fn answer(mut stream: TcpStream, request: &str, earlier: usize, at_once: &AtomicUsize) {
    // Long enough for a second request to be seen, if there were one.
    std::thread::sleep(Duration::from_millis(20));
    at_once.fetch_sub(1, Ordering::SeqCst);
    let (method, path) = request.split_once(' ').unwrap();
    let mut say = |status: &str, header: &str| {
        let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{header}\r\n");
    };
    match path {
        "/moved" => say("301 Moved Permanently", "Location: /ok?nieuw\r\n"),
        "/moved-then-elsewhere" => say("308 Permanent Redirect", "Location: /temporary\r\n"),
        "/moved-to-nothing" => say("301 Moved Permanently", "Location: /missing\r\n"),
        "/temporary" => say("302 Found", "Location: /ok\r\n"),
        "/circle" => say("302 Found", "Location: /circle-back\r\n"),
        "/circle-back" => say("302 Found", "Location: /circle\r\n"),
        "/no-head" if method == "HEAD" => say("405 Method Not Allowed", ""),
        "/hangs-up-on-head" if method == "HEAD" => {}
        "/forbidden" => say("403 Forbidden", ""),
        "/missing" => say("404 Not Found", ""),
        "/broken" => say("500 Internal Server Error", ""),
        "/busy" if earlier < 2 => say("429 Too Many Requests", "Retry-After: 1\r\n"),
        "/always-busy" => say("429 Too Many Requests", "Retry-After: 86400\r\n"),
        "/nothing" => std::thread::sleep(Duration::from_secs(5)),
        "/endless" if method == "HEAD" => say("501 Not Implemented", ""),
        "/endless" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\n\r\n");
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) && stream.write_all(&[b'x'; 4096]).is_ok() {}
        }
        "/endless-header" => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\n");
            let start = Instant::now();
            while start.elapsed() < Duration::from_secs(5) && write!(stream, "X-A: b\r\n").is_ok() {}
        }
        _ => say("200 OK", ""),
    }
}

fn quick() -> Limits {
    Limits {
        request: Duration::from_millis(600),
        whole: Duration::from_secs(30),
        pause: Duration::from_millis(10),
        longest_wait: Duration::from_secs(3),
        at_once: 8,
    }
}

fn ask(server: &Server, paths: &[&str], limits: &Limits) -> BTreeMap<String, Outcome> {
    let addresses = paths.iter().map(|path| format!("{}{path}", server.address)).collect();
    let mut answers = BTreeMap::new();
    check(addresses, "polder/test", limits, &mut |address, outcome| {
        let path = address.strip_prefix(&server.address).unwrap().to_owned();
        assert!(answers.insert(path, outcome).is_none(), "{address} was answered twice");
    });
    answers
}

fn fails(fault: LinkFault) -> Outcome {
    Outcome::Fails { fault }
}

#[test]
fn every_answer_is_understood_and_one_host_is_asked_one_thing_at_a_time() {
    let server = Server::start();
    let paths = [
        "/ok",
        "/moved",
        "/moved-then-elsewhere",
        "/moved-to-nothing",
        "/temporary",
        "/circle",
        "/no-head",
        "/hangs-up-on-head",
        "/forbidden",
        "/missing",
        "/broken",
        "/busy",
        "/always-busy",
    ];
    let answers = ask(&server, &paths, &quick());
    let at = |path: &str| format!("{}{path}", server.address);
    let expected = [
        ("/ok", Outcome::Works),
        ("/moved", Outcome::Moved { to: at("/ok?nieuw") }),
        ("/moved-then-elsewhere", Outcome::Moved { to: at("/temporary") }),
        ("/moved-to-nothing", fails(LinkFault::Status(404))),
        ("/temporary", Outcome::Works),
        ("/circle", fails(LinkFault::Circle)),
        ("/no-head", Outcome::Works),
        ("/hangs-up-on-head", Outcome::Works),
        ("/forbidden", Outcome::Refused { status: 403 }),
        ("/missing", fails(LinkFault::Status(404))),
        ("/broken", fails(LinkFault::Status(500))),
        ("/busy", Outcome::Works),
        ("/always-busy", Outcome::Refused { status: 429 }),
    ];
    assert_eq!(answers, expected.map(|(path, outcome)| (path.to_owned(), outcome)).into());

    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 1, "one request a host at a time");
    assert_eq!(server.requests_for("/ok")[0], "HEAD /ok");
    assert!(server.requests_for("/ok").iter().all(|request| request.starts_with("HEAD")));
    assert_eq!(server.requests_for("/no-head"), ["HEAD /no-head", "GET /no-head"]);
    assert_eq!(server.requests_for("/busy").len(), 3, "asked again when the server said");
    assert_eq!(server.requests_for("/always-busy").len(), 1, "a day is not waited for");
}

#[test]
fn no_answer_and_an_endless_one_take_no_longer_than_a_request_may() {
    let server = Server::start();
    let start = Instant::now();
    let answers = ask(&server, &["/nothing", "/endless", "/endless-header"], &quick());
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    assert_eq!(answers["/nothing"], fails(LinkFault::TimedOut));
    assert_eq!(answers["/endless"], Outcome::Works);
    assert!(matches!(answers["/endless-header"], Outcome::Fails { .. }), "{answers:?}");
}

#[test]
fn hosts_that_are_not_there_and_addresses_that_are_none() {
    // Speaks without being asked, and no TLS.
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let without_tls = plain.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in plain.incoming() {
            let _ = stream.unwrap().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let addresses = [format!("http://{closed}/"), format!("https://{without_tls}/"), "https://".to_owned()];
    let mut answers = BTreeMap::new();
    check(addresses.to_vec(), "polder/test", &quick(), &mut |address, outcome| {
        answers.insert(address, outcome);
    });
    let fault = |place: usize| match &answers[&addresses[place]] {
        Outcome::Fails { fault } => fault.clone(),
        other => panic!("{other:?}"),
    };
    assert!(matches!(fault(0), LinkFault::NoConnection(_)), "{:?}", fault(0));
    assert!(matches!(fault(1), LinkFault::Certificate(_)), "{:?}", fault(1));
    assert_eq!(fault(2), LinkFault::BadAddress);
}

#[test]
fn when_time_is_up_the_rest_is_left() {
    let server = Server::start();
    let limits = Limits { whole: Duration::from_millis(300), pause: Duration::from_millis(200), ..quick() };
    let answers = ask(&server, &["/a", "/b", "/c", "/d", "/e", "/f"], &limits);
    assert!((1..6).contains(&answers.len()), "{answers:?}");
}

/// A site with links to a server, in its texts and in a field.
fn site(server: &Server) -> TestSite {
    let at = &server.address;
    TestSite::new(&[
        (
            "polder.toml",
            "title = \"Klein\"\nbase_url = \"https://example.org/\"\n[collections.bronnen.fields]\nadres = { type = \"url\" }\n",
        ),
        (
            "content/bronnen/een.md",
            &format!(
                "+++\ntitle = \"Een\"\nadres = \"{at}/missing\"\n+++\n\nZie [hier]({at}/ok#deel) en [daar]({at}/moved#deel).\n"
            ),
        ),
        (
            "content/bronnen/twee.md",
            &format!(
                "+++\ntitle = \"Twee\"\n+++\n\nZie <{at}/missing>, [ook]({at}/forbidden) en [dat](een.md).\n"
            ),
        ),
    ])
}

fn run(site: &TestSite, arguments: &[&str]) -> common::Ran {
    let mut command = common::polder(arguments);
    command.arg("--root").arg(site.root());
    for variable in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(variable);
    }
    common::Ran::of(command)
}

#[test]
fn check_warns_at_every_place_and_asks_only_once() {
    let server = Server::start();
    let site = site(&server);
    assert_eq!(run(&site, &["check"]).status, 0);
    assert_eq!(run(&site, &["build"]).status, 0);
    assert_eq!(server.requests.lock().unwrap().len(), 0, "nobody is asked without --external-links");

    let json = run(&site, &["check", "--external-links", "--format", "json"]);
    assert_eq!(json.status, 0, "warnings are no failure: {}", json.stderr);
    let found: Vec<String> = json
        .stdout
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let part = |key: &str| line[key].as_str().unwrap().to_owned();
            format!(
                "{} {} {}:{}:{}",
                part("severity"),
                part("code"),
                part("path"),
                line["line"],
                line["column"]
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "warning external-link content/bronnen/een.md:3:10",
            "warning external-link-moved content/bronnen/een.md:6:54",
            "warning external-link content/bronnen/twee.md:5:6",
            "warning external-link-refused content/bronnen/twee.md:5:45",
        ]
    );
    assert_eq!(server.requests_for("/missing"), ["HEAD /missing", "GET /missing"]);

    let asked = server.requests.lock().unwrap().len();
    let human = run(&site, &["check", "--external-links"]);
    assert_eq!((human.status, human.stdout.as_str()), (0, ""));
    assert!(human.stderr.contains("de pagina bestaat niet (status 404)"), "{}", human.stderr);
    assert!(human.stderr.contains(&format!("{}/ok?nieuw#deel", server.address)), "{}", human.stderr);
    assert!(human.stderr.contains("4 waarschuwingen"), "{}", human.stderr);
    assert_eq!(server.requests.lock().unwrap().len(), asked, "what was just answered is not asked again");
}

#[test]
fn a_site_can_turn_a_kind_off_and_keeps_no_answer_of_links_it_has_no_more() {
    let server = Server::start();
    let site = site(&server);
    site.write(
        "polder.toml",
        "title = \"Klein\"\n[checks]\nexternal-link-refused = \"off\"\n[collections.bronnen.fields]\nadres = { type = \"url\" }\n",
    );
    let ran = run(&site, &["check", "--external-links"]);
    assert!(!ran.stderr.contains("external-link-refused"), "{}", ran.stderr);
    site.write("content/bronnen/twee.md", "+++\ntitle = \"Twee\"\n+++\n");
    site.write("content/bronnen/een.md", "+++\ntitle = \"Een\"\n+++\n");
    let ran = run(&site, &["check", "--external-links"]);
    assert_eq!(ran.stderr, "Alles klopt: 2 artikelen gecontroleerd.\n");
    let kept = std::fs::read_to_string(site.root().join(".polder/external-links-1.json")).unwrap();
    assert_eq!(kept, "{\"answers\":{}}");
}
