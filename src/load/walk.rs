//! Walks `content/` and reads its files.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::split::split_front_matter;
use super::{Attachment, Place, SourceFile, SourceTree, Unsaved, slug_form};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Problem, SourceText, decode, nearest, sort};
use crate::stamp::Stamp;

/// The folder of articles under the root.
pub const CONTENT_FOLDER: &str = "content";

/// Reads all of `content/`, with what is wrong with its files as files.
///
/// Hidden files and what editors leave behind (`~$brief.docx`, `regie.md~`)
/// are passed over. A root without `content/` gives an empty tree and an
/// error that says so.
pub fn load(config: &Config) -> (SourceTree, Vec<Diagnostic>) {
    load_since(config, None, &|_, _| false)
}

/// The same, with one file as somebody has it in a form: what stands on disk
/// under its path is passed over. Files that are `known` by path and stamp are
/// not read.
pub fn load_since(
    config: &Config,
    unsaved: Option<&Unsaved>,
    known: &(dyn Fn(&str, &Stamp) -> bool + Sync),
) -> (SourceTree, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut articles: Vec<Found> = Vec::new();
    let mut tree = SourceTree::default();
    let walk = WalkDir::new(config.root.join(CONTENT_FOLDER)).min_depth(1).sort_by_file_name();
    let mut walk = walk.into_iter();
    while let Some(step) = walk.next() {
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(unreadable(&config.root, &error));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_passed_over(&name) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        let path = relative(&config.root, entry.path());
        if entry.path_is_symlink() {
            diagnostics.push(whole_file(&path, Problem::SymbolicLink));
        } else if entry.file_type().is_dir() {
            if entry.depth() == 1 && config.collection_named(&name).is_none() {
                diagnostics.push(whole_file(&path, unknown_collection(config, &name)));
                walk.skip_current_dir();
            }
        } else if is_article_file(&name) {
            match place_of(config, &path, &name) {
                Some((place, name)) => {
                    if let Ok(metadata) = entry.metadata() {
                        let stamp = Stamp::of_source(&metadata);
                        tree.stamps.insert(path.clone(), stamp);
                        if unsaved.is_none_or(|unsaved| unsaved.path != path) && known(&path, &stamp) {
                            tree.known.push(path);
                            continue;
                        }
                    }
                    articles.push(Found { file: entry.into_path(), path, place, name });
                }
                None => diagnostics.push(whole_file(&path, Problem::StrayFile { name })),
            }
        } else if is_misnamed_article(&name) {
            diagnostics.push(whole_file(&path, Problem::StrayFile { name }));
        } else {
            let length = entry.metadata().map_or(0, |metadata| metadata.len());
            tree.attachments.push(Attachment { path, file: entry.into_path(), length });
        }
    }
    if let Some(unsaved) = unsaved.filter(|unsaved| articles.iter().all(|found| found.path != unsaved.path)) {
        let name = unsaved.path.rsplit('/').next().unwrap_or_default();
        let found = place_of(config, &unsaved.path, name);
        articles.extend(found.map(|(place, name)| Found {
            file: config.root.join(&unsaved.path),
            path: unsaved.path.clone(),
            place,
            name,
        }));
    }
    let read: Vec<(Option<SourceFile>, Vec<Diagnostic>)> =
        articles.par_iter().map(|found| read_article(found, unsaved)).collect();
    for (file, mut found) in read {
        tree.files.extend(file);
        diagnostics.append(&mut found);
    }
    sort(&mut diagnostics);
    (tree, diagnostics)
}

/// One article, on disk or as somebody has it in a form, with the stamp of
/// its file; `None` where that is no plain file, or cannot be read.
pub fn load_one(
    config: &Config,
    path: &str,
    unsaved: Option<&Unsaved>,
) -> Option<(SourceFile, Option<Stamp>)> {
    let file = config.root.join(path);
    let stamp = match unsaved {
        Some(_) => None,
        None => {
            let metadata = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
            Some(Stamp::of_source(&metadata))
        }
    };
    let (place, name) = place_of(config, path, path.rsplit('/').next()?)?;
    let found = Found { file, path: path.to_owned(), place, name };
    let (file, _) = read_article(&found, unsaved);
    Some((file?, stamp))
}

/// An article on disk, not yet read.
struct Found {
    file: PathBuf,
    path: String,
    place: Place,
    /// The part of its path that names it.
    name: String,
}

/// Whether a file or folder of this name is left alone: it is hidden, or one
/// that an editor writes beside what is saved.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db"
}

fn is_article_file(name: &str) -> bool {
    name.ends_with(".md")
}

/// Markdown by another ending would silently never become a page.
fn is_misnamed_article(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".md", ".markdown", ".mdx", ".md.txt"].iter().any(|ending| lower.ends_with(ending))
}

/// What a Markdown file is, and the part of its path that names it. `None`
/// for a place where no article can stand.
fn place_of(config: &Config, path: &str, name: &str) -> Option<(Place, String)> {
    let stem = name.strip_suffix(".md")?;
    let is_index = matches!(stem, "_index" | "index");
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        [_] if is_index => Some((Place::Home, String::new())),
        [_] => Some((Place::Page, stem.to_owned())),
        [collection, rest @ ..] => {
            let collection = config.collection_named(collection)?;
            match rest {
                [_] if is_index => Some((Place::Collection(collection), String::new())),
                [_] => Some((Place::Article(collection), stem.to_owned())),
                [folder, _] if stem == "index" => Some((Place::Article(collection), (*folder).to_owned())),
                _ => None,
            }
        }
        [] => None,
    }
}

/// What a Markdown file is, by its path under the root.
pub fn place_of_path(config: &Config, path: &str) -> Option<Place> {
    let below = path.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')?;
    let name = below.rsplit('/').next()?;
    place_of(config, path, name).map(|(place, _)| place)
}

fn read_article(found: &Found, unsaved: Option<&Unsaved>) -> (Option<SourceFile>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let unsaved = unsaved.filter(|unsaved| unsaved.path == found.path);
    let read =
        unsaved.map_or_else(|| std::fs::read(&found.file), |unsaved| Ok(unsaved.text.clone().into_bytes()));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            return (None, vec![whole_file(&found.path, Problem::Unreadable { reason: error.to_string() })]);
        }
    };
    let hash = *blake3::hash(&bytes).as_bytes();
    let (text, not_utf8) = decode(bytes);
    let source = SourceText::new(found.path.clone(), text);
    if let Some((at, byte)) = not_utf8 {
        diagnostics.push(Diagnostic::new(Problem::NotUtf8 { byte }, source.span(at..at + 1)));
    }
    let split = split_front_matter(source.text());
    let first_line = source.text().find(['\n', '\r']).unwrap_or(source.text().len());
    if let Some(fault) = split.fault {
        diagnostics.push(Diagnostic::new(Problem::FrontMatter(fault), source.span(0..first_line)));
    }
    let slug = checked_slug(found, &source, first_line, &mut diagnostics);
    let folder = found.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let file = SourceFile {
        source,
        file: unsaved.is_none().then(|| found.file.clone()),
        place: found.place,
        slug,
        folder,
        front_matter: split.front_matter,
        body_start: split.body_start,
        hash,
        diagnostics,
    };
    (Some(file), Vec::new())
}

/// A file's text as it is parsed, with the hash of its bytes.
///
/// # Errors
/// When the system does not let it be read.
pub fn read_text(file: &Path) -> std::io::Result<(String, [u8; 32])> {
    let bytes = std::fs::read(file)?;
    let hash = *blake3::hash(&bytes).as_bytes();
    Ok((decode(bytes).0, hash))
}

/// The slug that the file's name gives; a wrong one is reported and taken in
/// its right form, so that what refers to it is not reported as well.
fn checked_slug(
    found: &Found,
    source: &SourceText,
    first_line: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    if found.name.is_empty() || is_slug(&found.name) {
        return found.name.clone();
    }
    let right =
        Some(slug_form(&found.name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "artikel".to_owned());
    let problem = Problem::BadSlug { slug: found.name.clone(), right: right.clone() };
    diagnostics.push(Diagnostic::new(problem, source.span(0..first_line)));
    right
}

/// Whether a name has the form of a slug.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn unknown_collection(config: &Config, folder: &str) -> Problem {
    let names = || config.collections.iter().map(|collection| collection.name.as_str());
    Problem::UnknownCollection {
        folder: folder.to_owned(),
        nearest: nearest(folder, names()).map(str::to_owned),
        known: names().map(str::to_owned).collect(),
    }
}

fn whole_file(path: &str, problem: Problem) -> Diagnostic {
    Diagnostic::new(problem, SourceText::new(path, "").span(0..0))
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| CONTENT_FOLDER.to_owned(), |path| relative(root, path));
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    whole_file(&path, Problem::Unreadable { reason })
}

/// The path below the root, with `/` between folders.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
