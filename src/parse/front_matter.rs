//! Front matter → [`Table`].

use crate::diagnostics::Diagnostic;
use crate::load::SourceFile;
use crate::table::Table;

/// The table, and whether it was there and parsed without a fault.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> (Table, bool) {
    let _ = (file, diagnostics);
    (Table::default(), true)
}
