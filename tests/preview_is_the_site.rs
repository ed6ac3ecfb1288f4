//! Whatever is saved, renamed and deleted, in whatever order and however
//! fast: when the preview has come to rest it shows what a build makes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::{TestSite, contents, polder};

const DEADLINE: Duration = Duration::from_secs(60);

const CONFIGURATION: &str = r#"title = "Proef"
base_url = "https://example.org/kennis/"
language = "nl"

[roles]
themes = "themas"

[collections.themas]
[collections.lessen]
order = "title"
[collections.lessen.fields]
themas = { type = "reference", to = "themas", many = true, facet = true }
fase = { type = "choice", options = ["eerst", "later"], facet = true }
"#;

/// Numbers that look like none, the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// A running preview.
struct Preview {
    child: Child,
    host: String,
}

impl Preview {
    fn start(site: &TestSite) -> Self {
        let mut command = polder(&["serve", "--port", "0", "--root"]);
        let mut child = command.arg(site.root()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().unwrap().contains("http://")).unwrap().unwrap();
        // What is reported later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let host = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, host }
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        answer.split_off(end)
    }

    /// The files at these addresses, without the preview's own script.
    fn files<'a>(&self, paths: impl Iterator<Item = &'a PathBuf>) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        paths
            .map(|path| {
                let address = path.to_str().unwrap();
                let address = address.strip_suffix("index.html").unwrap_or(address);
                (path.clone(), Some(without_script(self.get(&format!("/kennis/{address}")))))
            })
            .collect()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn without_script(page: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page.clone()) else { return page };
    let Some(start) = text.find("<script src=\"/_polder/reload.js\"") else { return page };
    let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
    (text[..start].to_owned() + &text[end..]).into_bytes()
}

/// The lessons as they should be: name → what they refer to.
struct Lessons {
    site: TestSite,
    random: Random,
    names: BTreeMap<String, Vec<String>>,
    made: usize,
}

impl Lessons {
    fn write(&mut self, name: &str) {
        let (number, phase) = (self.random.below(1000), ["eerst", "later"][self.random.below(2)]);
        let theme = ["regie", "rollen"][self.random.below(2)];
        let draft = if self.random.below(10) == 0 { "draft = true\n" } else { "" };
        let links: String = self.names[name].iter().map(|other| format!("Zie [[{other}]]. ")).collect();
        self.site.write(
            &format!("content/lessen/{name}.md"),
            &format!(
                "+++\ntitle = \"Les {number} over {name}\"\n{draft}themas = [\"{theme}\"]\nfase = \"{phase}\"\n+++\n\n{links}\n\n## Kop {number}\n\nWoord{number}.\n"
            ),
        );
    }

    /// One save, new file, deletion or renaming, with what has to follow.
    fn step(&mut self) {
        let known: Vec<String> = self.names.keys().cloned().collect();
        let any = |random: &mut Random| known[random.below(known.len())].clone();
        match self.random.below(8) {
            0 | 1 => {
                let name = any(&mut self.random);
                self.write(&name);
            }
            2 if known.len() < 30 => {
                self.made += 1;
                let name = format!("les-{}", self.made);
                let to = any(&mut self.random);
                self.names.insert(name.clone(), vec![to]);
                self.write(&name);
            }
            3 if known.len() > 5 => {
                let name = any(&mut self.random);
                self.names.remove(&name);
                fs::remove_file(self.site.root().join(format!("content/lessen/{name}.md"))).unwrap();
                self.follow(&name, None);
            }
            4 => {
                let name = any(&mut self.random);
                self.made += 1;
                let new = format!("les-{}", self.made);
                let links = self.names.remove(&name).unwrap();
                self.names.insert(new.clone(), links);
                let path = |name: &str| self.site.root().join(format!("content/lessen/{name}.md"));
                fs::rename(path(&name), path(&new)).unwrap();
                self.follow(&name, Some(&new));
            }
            // The text alone: the quick way to the same pages.
            5 | 6 => {
                let path = self.site.root().join(format!("content/lessen/{}.md", any(&mut self.random)));
                let text = fs::read_to_string(&path).unwrap();
                fs::write(&path, format!("{text}\nEn woord{}.\n", self.random.below(1000))).unwrap();
            }
            _ => {
                let (name, to) = (any(&mut self.random), any(&mut self.random));
                self.names.insert(name.clone(), vec![to]);
                self.write(&name);
            }
        }
    }

    /// Brings up to date what referred to a lesson that is gone.
    fn follow(&mut self, gone: &str, new: Option<&str>) {
        let referring: Vec<String> = self
            .names
            .iter()
            .filter(|(_, links)| links.iter().any(|link| link == gone))
            .map(|(name, _)| name.clone())
            .collect();
        for name in referring {
            self.names.insert(name.clone(), new.map(str::to_owned).into_iter().collect());
            self.write(&name);
        }
    }
}

fn comes_to_rest_as_the_site(steps: usize, rests: usize, seed: u64) {
    let site = TestSite::new(&[
        ("polder.toml", CONFIGURATION),
        ("content/themas/regie.md", "+++\ntitle = \"Regie\"\n+++\n\nWie doet wat?\n"),
        ("content/themas/rollen.md", "+++\ntitle = \"Rollen\"\n+++\n\nTaken.\n"),
    ]);
    let mut lessons = Lessons { site, random: Random(seed), names: BTreeMap::new(), made: 0 };
    for number in 0..8 {
        let name = format!("begin-{number}");
        lessons.names.insert(name.clone(), Vec::new());
        lessons.write(&name);
    }
    let preview = Preview::start(&lessons.site);
    for rest in 0..rests {
        for _ in 0..steps / rests {
            lessons.step();
            if lessons.random.below(4) == 0 {
                std::thread::sleep(Duration::from_millis(lessons.random.below(40) as u64));
            }
        }
        let out = lessons.site.root().join(format!("public-{rest}"));
        let ran = lessons.site.run(&["build", "--drafts", "--out", out.to_str().unwrap()]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let mut built = contents(&out);
        built.retain(|path, bytes| bytes.is_some() && !path.to_str().unwrap().starts_with('.'));
        let started = Instant::now();
        loop {
            let shown = preview.files(built.keys());
            let Some((path, _)) = shown.iter().find(|(path, bytes)| built[*path] != **bytes) else { break };
            assert!(
                started.elapsed() < DEADLINE,
                "rest {rest}: {} is not what a build makes:\n{}",
                path.display(),
                String::from_utf8_lossy(shown[path].as_deref().unwrap_or_default())
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

#[test]
fn after_sixty_changes_the_preview_is_the_site() {
    comes_to_rest_as_the_site(60, 3, 1);
}

#[test]
#[ignore = "long: a thousand changes"]
fn after_a_thousand_changes_the_preview_is_the_site() {
    comes_to_rest_as_the_site(1000, 25, 7);
}
