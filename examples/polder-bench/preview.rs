//! How soon a saved change is in the browser: a preview of a corpus, and a
//! client that follows it as an open page does.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::article::Corpus;
use crate::{polder, process};

/// The article that is changed, and its address.
const ARTICLE: (&str, &str) = ("content/artikelen/artikel-000007.md", "/artikelen/artikel-000007/");

/// What a change is made in.
#[derive(Clone, Copy)]
enum Kind {
    /// The text of the article.
    Text,
    /// Its title, which lists and other articles show.
    Title,
    /// A template that every page is made of.
    Template,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Template => "template",
        }
    }

    /// The file to change, and what it is to hold.
    fn change(self, article: &str, mark: &str) -> (&'static str, String) {
        match self {
            Self::Text => (ARTICLE.0, format!("{article}\n{mark}\n")),
            Self::Title => (ARTICLE.0, article.replacen("title = \"", &format!("title = \"{mark} "), 1)),
            Self::Template => (
                "templates/base.html",
                format!(
                    "{{% extends \"theme/base.html\" %}}{{% block colophon %}}{mark}{{% endblock colophon %}}"
                ),
            ),
        }
    }
}

/// Changes a preview of `size` articles, `times` times of each kind, and
/// prints how long it took until the page of the article was there, from the
/// end of the save to the last byte, and until its search was.
pub fn run(size: usize, times: usize, program: &Path, folder: &Path) -> io::Result<()> {
    let site = folder.join(format!("preview-{size}"));
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    polder::write(&Corpus::new(size, 1), &site)?;
    fs::create_dir_all(site.join("templates"))?;
    // A warm start: the second one.
    drop(Preview::start(program, &site)?.get(ARTICLE.1)?);
    let started = Instant::now();
    let preview = Preview::start(program, &site)?;
    preview.get(ARTICLE.1)?;
    println!("first page after a warm start: {} ms", started.elapsed().as_millis());
    preview.get(SEARCH)?;
    println!("search after a warm start:     {} ms", started.elapsed().as_millis());
    let article = fs::read_to_string(site.join(ARTICLE.0))?;
    println!(
        "| change | articles | changes | page: median ms | slowest ms | search: median ms | slowest ms |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for kind in [Kind::Text, Kind::Title, Kind::Template] {
        let (mut pages, mut searches) = measure(&preview, &site, &article, kind, times.max(1))?;
        let [page, slowest_page] = milliseconds(&mut pages);
        let [search, slowest_search] = milliseconds(&mut searches);
        println!(
            "| {} | {size} | {} | {page:.0} | {slowest_page:.0} | {search:.0} | {slowest_search:.0} |",
            kind.name(),
            pages.len(),
        );
    }
    let memory = process::memory(preview.child.id()).unwrap_or_default() >> 20;
    println!("most memory: {memory} MiB");
    drop(preview);
    fs::remove_dir_all(&site)
}

/// What answers once search is made.
const SEARCH: &str = "/search-index/manifest.json";

/// How long the page and its search took, change by change.
fn measure(
    preview: &Preview,
    site: &Path,
    article: &str,
    kind: Kind,
    times: usize,
) -> io::Result<(Vec<Duration>, Vec<Duration>)> {
    let mut events = preview.events()?;
    next_event(&mut events)?;
    let (mut pages, mut searches) = (Vec::with_capacity(times), Vec::with_capacity(times));
    for time in 0..times {
        let mark = format!("merkwoord{time}");
        let (file, text) = kind.change(article, &mark);
        fs::write(site.join(file), text)?;
        let saved = Instant::now();
        loop {
            next_event(&mut events)?;
            if preview.get(ARTICLE.1)?.contains(&mark) {
                break;
            }
        }
        pages.push(saved.elapsed());
        preview.get(SEARCH)?;
        searches.push(saved.elapsed());
        // As long as an editor looks before typing on.
        thread::sleep(Duration::from_millis(300));
    }
    Ok((pages, searches))
}

/// The median and the longest.
fn milliseconds(taken: &mut [Duration]) -> [f64; 2] {
    taken.sort_unstable();
    [taken.len() / 2, taken.len() - 1].map(|at| taken[at].as_secs_f64() * 1000.0)
}

/// A running preview.
struct Preview {
    child: Child,
    host: String,
}

impl Preview {
    fn start(program: &Path, site: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--root"]).arg(site).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let stderr = child.stderr.take().ok_or_else(|| io::Error::other("no standard error"))?;
        let mut lines = BufReader::new(stderr).lines();
        let host = loop {
            let line = lines.next().ok_or_else(|| io::Error::other("polder serve ended"))??;
            if let Some((_, address)) = line.split_once("http://") {
                break address.split('/').next().unwrap_or_default().to_owned();
            }
        };
        thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, host })
    }

    fn ask(&self, path: &str, more: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.host)?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> io::Result<String> {
        let mut answer = Vec::new();
        self.ask(path, "Connection: close\r\n")?.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    fn events(&self) -> io::Result<BufReader<TcpStream>> {
        Ok(BufReader::new(self.ask("/_polder/events", "")?))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Waits for the next event.
fn next_event(events: &mut BufReader<TcpStream>) -> io::Result<()> {
    let mut line = String::new();
    loop {
        line.clear();
        if events.read_line(&mut line)? == 0 {
            return Err(io::Error::other("the preview ended"));
        }
        if line.starts_with("data: ") {
            return Ok(());
        }
    }
}
