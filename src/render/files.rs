//! The files beside articles, as they are published.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Problem, SourceText};
use crate::images::{ImageFault, cleaned, is_image};
use crate::model::{Model, PublishedFile};
use crate::site::Content;

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
    let fault = |problem| vec![Diagnostic::new(problem, SourceText::new(shown, "").span(0..0))];
    let name = || shown.rsplit('/').next().unwrap_or(shown).to_owned();
    let bytes = fs::read(path).map_err(|error| fault(Problem::Unreadable { reason: error.to_string() }))?;
    cleaned(bytes).map_err(|image_fault| {
        fault(match image_fault {
            ImageFault::Broken => Problem::BrokenImage { name: name() },
            ImageFault::Program => Problem::UnsafeImage { name: name() },
        })
    })
}

/// The path below the root, with `/` between folders.
fn shown_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
