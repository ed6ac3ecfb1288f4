//! Front matter → [`Table`].

use crate::diagnostics::{Diagnostic, Problem};
use crate::load::{Format, SourceFile};
use crate::table::{Table, parse_toml, parse_yaml};

/// The table, and whether it was there and parsed without a fault. That there
/// is none was said when the file was read.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> (Table, bool) {
    let Some(front_matter) = &file.front_matter else {
        return (Table::default(), false);
    };
    let Some(text) = file.source.text().get(front_matter.range.clone()) else {
        return (Table::default(), false);
    };
    let offset = front_matter.range.start;
    let (table, faults) = match front_matter.format {
        Format::Toml => parse_toml(text, offset),
        Format::Yaml => parse_yaml(text, offset),
    };
    let whole = faults.is_empty();
    diagnostics.extend(
        faults
            .into_iter()
            .map(|fault| Diagnostic::new(Problem::FrontMatter(fault.fault), file.source.span(fault.range))),
    );
    (table, whole)
}
