//! `polder evaluate`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::Outcome;
use super::arguments::Half;
use super::report::{answer, configuration_failed, say};
use super::search::open;
use crate::config::read;
use crate::evaluate::{JudgedQuery, evaluate, read_queries};
use crate::export::{FOLDER, export};
use crate::index::build::SearchIndex;
use crate::pipeline::INDEX_FOLDER;
use crate::site::Content;

/// Asks the reader in node: the arguments are the folder with the browser's
/// files and a file of queries, one JSON list.
const BROWSER: &str = r#"
import { readFileSync } from "node:fs";
const [folder, queries] = process.argv.slice(-2);
globalThis.fetch = async (path) => new Response(readFileSync(path));
const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const { open } = await import(`file://${folder}/${manifest.client}/reader.js`);
const index = await open(`${folder}/`);
const answers = [];
for (const query of JSON.parse(readFileSync(queries, "utf8"))) {
  const { results, total } = await index.search(query);
  answers.push([results.map(({ url }) => url), total]);
}
console.log(JSON.stringify(answers));
"#;

/// The routes of the first ten, and how many there are.
type Answer = (Vec<String>, usize);

pub(super) fn run(
    root: &Path,
    queries: &[PathBuf],
    half: Option<Half>,
    json: bool,
    browser: bool,
) -> Outcome {
    let config = match read(root) {
        Ok(config) => config,
        Err(error) => return configuration_failed(error),
    };
    let read: Result<Vec<_>, _> = queries.iter().map(|file| read_half(file, half)).collect();
    let judged: Vec<JudgedQuery> = match read {
        Ok(files) => files.concat(),
        Err(error) => {
            say(&error);
            return Outcome::Failed;
        }
    };
    let mut answers: BTreeMap<String, Answer> = BTreeMap::new();
    if browser {
        match ask_browser(root, &judged) {
            Ok(found) => answers.extend(judged.iter().map(|judged| judged.query.clone()).zip(found)),
            Err(error) => {
                say(&error);
                return Outcome::Failed;
            }
        }
    } else {
        let Some(searcher) = open(root, config.message_language()) else { return Outcome::Failed };
        for judged in &judged {
            let found = searcher.search(&judged.query, true).found;
            let routes = found
                .iter()
                .take(10)
                .map(|found| searcher.index.pages[found.page as usize].record.route.clone());
            answers.insert(judged.query.clone(), (routes.collect(), found.len()));
        }
    }
    let mut evaluation = evaluate(&judged, |query| answers.get(query).cloned().unwrap_or_default());
    if half == Some(Half::Even) {
        // Kept aside: who sees which ones fail will tune by them.
        evaluation.outcomes.clear();
    }
    if json {
        answer(&serde_json::to_string(&evaluation).unwrap_or_default());
        return Outcome::Done;
    }
    answer("class               n  nDCG@10    MRR   S@1   S@5  zero");
    answer(evaluation.to_string().trim_end());
    for outcome in evaluation.outcomes.iter().filter(|outcome| outcome.first == 0 || outcome.first > 5) {
        answer(&format!("! {} ({}): {} results", outcome.query, outcome.class, outcome.total));
    }
    Outcome::Done
}

/// The queries of a file, all or every second one.
fn read_half(file: &Path, half: Option<Half>) -> Result<Vec<JudgedQuery>, String> {
    let tsv = file.extension().is_some_and(|extension| extension == "tsv");
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let judged = read_queries(&text, tsv)
        .map_err(|fault| format!("{}: {}: {}", file.display(), fault.line, fault.message))?;
    let skipped = usize::from(half == Some(Half::Even));
    let step = if half.is_some() { 2 } else { 1 };
    Ok(judged.into_iter().skip(skipped).step_by(step).collect())
}

/// The answers of the browser's reader, in the order of the queries.
fn ask_browser(root: &Path, judged: &[JudgedQuery]) -> Result<Vec<Answer>, String> {
    let folder = std::env::temp_dir().join(format!("polder-evaluate-{}", std::process::id()));
    let answered = ask_in(root, judged, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    answered
}

fn ask_in(root: &Path, judged: &[JudgedQuery], folder: &Path) -> Result<Vec<Answer>, String> {
    let failed = |error: &dyn std::fmt::Display| error.to_string();
    let index = SearchIndex::read(&root.join(INDEX_FOLDER)).map_err(|error| failed(&error))?;
    for (path, content) in export(&Arc::new(index), &|_, _| false).map_err(|error| failed(&error))? {
        let file = folder.join(path.as_str());
        let bytes = match content {
            Content::Bytes(bytes) => Some(bytes.into_owned()),
            made => made.make().and_then(Result::ok),
        };
        if let (Some(bytes), Some(parent)) = (bytes, file.parent()) {
            std::fs::create_dir_all(parent).map_err(|error| failed(&error))?;
            std::fs::write(&file, bytes).map_err(|error| failed(&error))?;
        }
    }
    let queries: Vec<&str> = judged.iter().map(|judged| judged.query.as_str()).collect();
    let file = folder.join("queries.json");
    let text = serde_json::to_string(&queries).map_err(|error| failed(&error))?;
    std::fs::write(&file, text).map_err(|error| failed(&error))?;
    // What the reader is made of is a module, so that node takes it as one.
    std::fs::write(folder.join("package.json"), "{\"type\":\"module\"}").map_err(|error| failed(&error))?;
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", BROWSER, "--"])
        .arg(folder.join(FOLDER))
        .arg(&file)
        .output()
        .map_err(|error| format!("node: {error}"))?;
    if !output.status.success() {
        return Err(format!("node: {}", String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| failed(&error))
}
