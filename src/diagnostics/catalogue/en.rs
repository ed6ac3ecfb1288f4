//! x

use crate::diagnostics::Problem;

/// Message and help.
pub(super) fn wording(problem: &Problem) -> (String, String) {
    (format!("{problem:?}"), String::new())
}
