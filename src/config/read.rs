//! Reads `polder.toml`.

use std::path::Path;

use super::Config;
use crate::diagnostics::Diagnostic;

/// Reads `polder.toml` in `root`.
///
/// # Errors
/// Every fault in it, with its place.
pub fn read(root: &Path) -> Result<Config, Vec<Diagnostic>> {
    let _ = root;
    Err(Vec::new())
}
