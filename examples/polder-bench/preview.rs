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
use crate::polder;

/// The article that is changed, and its address.
const ARTICLE: (&str, &str) = ("content/artikelen/artikel-000007.md", "/artikelen/artikel-000007/");

/// Changes one article `times` times in a preview of `size` articles, and
/// prints how long it took until its page was there, from the end of the
/// save to the last byte.
pub fn run(size: usize, times: usize, program: &Path, folder: &Path) -> io::Result<()> {
    let site = folder.join(format!("preview-{size}"));
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    polder::write(&Corpus::new(size, 1), &site)?;
    // A warm start: the second one.
    drop(Preview::start(program, &site)?.get(ARTICLE.1)?);
    let started = Instant::now();
    let preview = Preview::start(program, &site)?;
    preview.get(ARTICLE.1)?;
    println!("first page after a warm start: {} ms", started.elapsed().as_millis());
    preview.get("/search-index/manifest.json")?;
    println!("search after a warm start:     {} ms", started.elapsed().as_millis());
    let mut events = preview.events()?;
    next_event(&mut events)?;
    let file = site.join(ARTICLE.0);
    let text = fs::read_to_string(&file)?;
    let mut taken = Vec::with_capacity(times);
    for time in 0..times.max(1) {
        let mark = format!("merkwoord{time}");
        fs::write(&file, format!("{text}\n{mark}\n"))?;
        let saved = Instant::now();
        loop {
            next_event(&mut events)?;
            if preview.get(ARTICLE.1)?.contains(&mark) {
                break;
            }
        }
        taken.push(saved.elapsed());
        // As long as an editor looks before typing on.
        thread::sleep(Duration::from_secs(1));
    }
    taken.sort();
    let milliseconds = |at: usize| taken[at].as_secs_f64() * 1000.0;
    println!(
        "| articles | changes | median ms | fastest ms | slowest ms |\n| ---: | ---: | ---: | ---: | ---: |\n| {size} | {} | {:.0} | {:.0} | {:.0} |",
        taken.len(),
        milliseconds(taken.len() / 2),
        milliseconds(0),
        milliseconds(taken.len() - 1),
    );
    drop(preview);
    fs::remove_dir_all(&site)
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
