//! The files of a theme: embedded in the binary or in a folder of the site,
//! and the site's own files that stand before them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::config::Config;
use crate::diagnostics::{ConfigurationFault, Diagnostic, Problem, SourceText, Span, nearest};

/// The theme that every polder carries.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/polder");
/// Its name.
const EMBEDDED_NAME: &str = "polder";

/// A file of a theme.
#[derive(Debug, Clone)]
pub(super) struct ThemeFile {
    /// Its path as diagnostics show it, relative to the root of the site.
    pub(super) shown: String,
    /// What is in it.
    pub(super) bytes: Cow<'static, [u8]>,
}

/// Path inside the theme, with `/` → file.
pub(super) type ThemeFiles = BTreeMap<String, ThemeFile>;

impl ThemeFile {
    /// The file as text, or a fault more.
    pub(super) fn text(&self, faults: &mut Vec<Diagnostic>) -> Option<SourceText> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => Some(SourceText::new(&self.shown, text)),
            Err(error) => {
                let byte = self.bytes.get(error.valid_up_to()).copied().unwrap_or_default();
                faults.push(Diagnostic::new(Problem::NotUtf8 { byte }, start_of(&self.shown)));
                None
            }
        }
    }
}

/// The files of the configured theme: the site's folder of that name, else
/// the embedded theme.
pub(super) fn of_theme(config: &Config, diagnostics: &mut Vec<Diagnostic>) -> ThemeFiles {
    let themes = config.root.join("themes");
    if themes.is_symlink() {
        diagnostics.push(Diagnostic::new(Problem::SymbolicLink, start_of("themes")));
        return ThemeFiles::new();
    }
    let folders = folders(&themes);
    if folders.contains(&config.theme) {
        let folder = format!("themes/{}", config.theme);
        return read(&config.root, &folder, diagnostics);
    }
    if config.theme == EMBEDDED_NAME {
        let mut files = ThemeFiles::new();
        gather_embedded(&EMBEDDED, &mut files);
        return files;
    }
    diagnostics.push(unknown_theme(config, folders));
    ThemeFiles::new()
}

/// The site's own files in `folder`, which stand before the theme's of the
/// same path. No folder, no files.
pub(super) fn of_site(config: &Config, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> ThemeFiles {
    if config.root.join(folder).symlink_metadata().is_ok() {
        read(&config.root, folder, diagnostics)
    } else {
        ThemeFiles::new()
    }
}

/// One of the site's own files at its root, if it is there.
pub(super) fn of_site_file(
    config: &Config,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ThemeFile> {
    let path = config.root.join(name);
    let found = path.symlink_metadata().ok()?;
    if found.is_symlink() {
        diagnostics.push(Diagnostic::new(Problem::SymbolicLink, start_of(name)));
        return None;
    }
    match std::fs::read(&path) {
        Ok(bytes) => Some(ThemeFile { shown: name.to_owned(), bytes: Cow::Owned(bytes) }),
        Err(error) => {
            diagnostics.push(unreadable(name, &error));
            None
        }
    }
}

/// The beginning of a file whose text does not matter or is not known.
pub(super) fn start_of(path: &str) -> Span {
    SourceText::new(path, "").span(0..0)
}

fn unknown_theme(config: &Config, folders: Vec<String>) -> Diagnostic {
    let mut known = folders;
    known.push(EMBEDDED_NAME.to_owned());
    known.sort();
    known.dedup();
    let nearest = nearest(&config.theme, known.iter().map(String::as_str)).map(str::to_owned);
    let fault = ConfigurationFault::Undeclared { name: config.theme.clone(), nearest, known };
    let place = toml::de::DeTable::parse(config.source.text())
        .ok()
        .and_then(|table| table.get_ref().get("theme").map(toml::Spanned::span))
        .unwrap_or(0..0);
    Diagnostic::new(Problem::Configuration(fault), config.source.span(place))
}

/// The names of the folders in `parent`, sorted. Symbolic links are among
/// them: whoever reads one says that it is refused.
fn folders(parent: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(parent) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir() || kind.is_symlink()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn gather_embedded(folder: &Dir<'static>, files: &mut ThemeFiles) {
    for file in folder.files() {
        let path = with_slashes(file.path());
        let shown = format!("themes/{EMBEDDED_NAME}/{path}");
        files.insert(path, ThemeFile { shown, bytes: Cow::Borrowed(file.contents()) });
    }
    for inner in folder.dirs() {
        gather_embedded(inner, files);
    }
}

/// Every file under `root/folder`. Symbolic links are refused: they could
/// publish what is outside the site. Names that begin with `.` are skipped,
/// for editors and file systems leave such files behind.
fn read(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> ThemeFiles {
    let mut files = ThemeFiles::new();
    let top = root.join(folder);
    let walk = WalkDir::new(&top).follow_root_links(false).sort_by_file_name().into_iter();
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden(entry);
    for entry in walk.filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().and_then(|path| path.strip_prefix(root).ok());
                let shown = path.map_or_else(|| folder.to_owned(), with_slashes);
                diagnostics.push(unreadable(&shown, &error));
                continue;
            }
        };
        let shown = entry.path().strip_prefix(root).map(with_slashes).unwrap_or_default();
        if entry.path_is_symlink() {
            diagnostics.push(Diagnostic::new(Problem::SymbolicLink, start_of(&shown)));
        } else if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&top).map(with_slashes).unwrap_or_default();
            match std::fs::read(entry.path()) {
                Ok(bytes) => drop(files.insert(path, ThemeFile { shown, bytes: Cow::Owned(bytes) })),
                Err(error) => diagnostics.push(unreadable(&shown, &error)),
            }
        }
    }
    files
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(|name| name.starts_with('.'))
}

fn unreadable(shown: &str, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::new(Problem::Unreadable { reason: error.to_string() }, start_of(shown))
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
