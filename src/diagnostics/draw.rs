//! A diagnostic as a picture: the source line with a caret.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, MessageLanguage, Severity, wording};

/// Whether to draw with the colours of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// With.
    On,
    /// Without.
    Off,
}

/// The picture: what is wrong, where, and the way out. Ends in a newline.
pub fn draw(diagnostic: &Diagnostic, language: MessageLanguage, colours: Colours) -> String {
    let words = wording(&diagnostic.problem, language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .with_name(language.severity(diagnostic.severity))
        .primary_title(words.message)
        .id(diagnostic.problem.code().as_str());
    let source = &diagnostic.span.source;
    let place = if source.text().is_empty() {
        // A file that cannot be shown: its path alone says where.
        Group::with_title(title)
            .element(annotate_snippets::Origin::path(source.path()).line(1).char_column(1))
    } else {
        let snippet = Snippet::source(source.text())
            .path(source.path())
            .annotation(AnnotationKind::Primary.span(diagnostic.span.range.clone()));
        Group::with_title(title).element(snippet)
    };
    let help = Group::with_title(Level::HELP.with_name(language.help()).secondary_title(words.help));
    let renderer = match colours {
        Colours::On => Renderer::styled(),
        Colours::Off => Renderer::plain(),
    };
    format!("{}\n", renderer.render(&[place, help]))
}
