//! The files beside articles, as they are published.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache_file;
use crate::diagnostics::{Diagnostic, Problem, SourceText};
use crate::images::{ImageFault, RECIPE, cleaned, copy_route, is_image, smaller_copies};
use crate::model::{Model, PublishedFile};
use crate::site::{Content, Fingerprint, Page};

/// What is published of a file: of an image nothing but the image, of any
/// other file what it is.
pub(super) fn content(model: &Model, file: &PublishedFile) -> Content {
    if !is_image(&file.route) {
        return Content::File(file.file.clone());
    }
    let shown = shown_path(&model.config.root, &file.file);
    let path = file.file.clone();
    Content::Made(Arc::new(move || image(&path, &shown)))
}

fn image(path: &Path, shown: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    cleaned(read(path, shown)?).map_err(|image_fault| fault(image_fault, shown))
}

fn read(path: &Path, shown: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    fs::read(path).map_err(|error| {
        let problem = Problem::Unreadable { reason: error.to_string() };
        vec![Diagnostic::new(problem, SourceText::new(shown, "").span(0..0))]
    })
}

fn fault(fault: ImageFault, shown: &str) -> Vec<Diagnostic> {
    let name = shown.rsplit('/').next().unwrap_or(shown).to_owned();
    let problem = match fault {
        ImageFault::Broken => Problem::BrokenImage { name },
        ImageFault::Program => Problem::UnsafeImage { name },
    };
    vec![Diagnostic::new(problem, SourceText::new(shown, "").span(0..0))]
}

/// The smaller copies of an image, with their addresses.
pub(super) fn copies(model: &Model, file: &PublishedFile, keeps: bool) -> Vec<(String, Content)> {
    let copies = Arc::new(Copies {
        root: model.config.root.clone(),
        file: file.file.clone(),
        shown: shown_path(&model.config.root, &file.file),
        widths: file.copies.clone(),
        keeps,
        making: Mutex::default(),
    });
    let content = |place: usize| {
        let copies = Arc::clone(&copies);
        Content::Page(Arc::new(move |known| copies.make(place, known)))
    };
    let routes = file.copies.iter().map(|width| copy_route(&file.route, *width));
    routes.enumerate().map(|(place, route)| (route, content(place))).collect()
}

/// The copies of one image. To open it is most of the work, so whoever needs
/// the first of them makes them all, and the rest are found in `.polder/`.
struct Copies {
    root: PathBuf,
    file: PathBuf,
    shown: String,
    widths: Vec<u32>,
    /// Whether they may be kept: who only checks writes nothing.
    keeps: bool,
    making: Mutex<()>,
}

impl Copies {
    fn make(&self, place: usize, known: Option<&Fingerprint>) -> Result<Page, Vec<Diagnostic>> {
        let bytes = read(&self.file, &self.shown)?;
        // All widths are in it: each copy is made from the next larger one.
        let of_image =
            blake3::hash(format!("{RECIPE}\n{:?}\n{}", self.widths, blake3::hash(&bytes)).as_bytes());
        let print =
            |place: usize| *blake3::keyed_hash(of_image.as_bytes(), &(place as u64).to_le_bytes()).as_bytes();
        if known == Some(&print(place)) {
            return Ok(Page::Known);
        }
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = self.kept(&print(place)) {
            return Ok(Page::New(kept, print(place)));
        }
        // The image itself tells what is wrong with its file; of pixels that
        // cannot be read the first copy tells, once.
        let copies = smaller_copies(&bytes, &self.widths).ok_or_else(|| {
            let is_told = place > 0 || cleaned(bytes).is_err();
            if is_told { Vec::new() } else { fault(ImageFault::Broken, &self.shown) }
        })?;
        for (place, copy) in copies.iter().enumerate().filter(|_| self.keeps) {
            self.keep(&print(place), copy);
        }
        let copy = copies.into_iter().nth(place).unwrap_or_default();
        Ok(Page::New(copy, print(place)))
    }

    /// A copy that was made before.
    fn kept(&self, print: &Fingerprint) -> Option<Vec<u8>> {
        cache_file::read_bytes(&self.root, &kept_name(print))
    }

    fn keep(&self, print: &Fingerprint, copy: &[u8]) {
        cache_file::write_bytes(&self.root, &kept_name(print), copy);
    }
}

/// How the names of copies in `.polder/` begin.
const KEPT: &str = "image-";

/// The name of a copy in `.polder/`.
fn kept_name(print: &Fingerprint) -> String {
    format!("{KEPT}{}", blake3::Hash::from_bytes(*print).to_hex())
}

/// Removes the copies that no file of a site has the fingerprint of. A preview
/// makes those of its drafts again when somebody looks at them.
pub fn forget_copies<'p>(root: &Path, prints: impl Iterator<Item = &'p Fingerprint>) {
    // Most sites have no copies to look up.
    let used = LazyCell::new(|| prints.map(kept_name).collect::<BTreeSet<String>>());
    cache_file::remove_unused(root, KEPT, &|name| used.contains(name));
}

/// The path below the root, with `/` between folders.
fn shown_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
