//! Emphasis: which marks stand around which characters.

use crate::import::document::{Script, Style};

/// A character and how it looks.
pub(super) type Styled = (char, Style);

/// How emphasis is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// `**text**`.
    Stars,
    /// `<strong>text</strong>`: where stars would touch others.
    Tags,
}

/// A mark around text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bold,
    Italic,
    Strike,
}

impl Mark {
    pub(super) const ALL: [Self; 3] = [Self::Bold, Self::Italic, Self::Strike];

    pub(super) fn is_in(self, style: Style) -> bool {
        match self {
            Self::Bold => style.bold,
            Self::Italic => style.italic,
            Self::Strike => style.strike,
        }
    }

    pub(super) fn clear(self, style: &mut Style) {
        match self {
            Self::Bold => style.bold = false,
            Self::Italic => style.italic = false,
            Self::Strike => style.strike = false,
        }
    }

    pub(super) fn open(self, emphasis: Emphasis) -> &'static str {
        match (self, emphasis) {
            (Self::Bold, Emphasis::Stars) => "**",
            (Self::Italic, Emphasis::Stars) => "*",
            (Self::Strike, Emphasis::Stars) => "~~",
            (Self::Bold, Emphasis::Tags) => "<strong>",
            (Self::Italic, Emphasis::Tags) => "<em>",
            (Self::Strike, Emphasis::Tags) => "<del>",
        }
    }

    pub(super) fn close(self, emphasis: Emphasis) -> &'static str {
        match (self, emphasis) {
            (_, Emphasis::Stars) => self.open(emphasis),
            (Self::Bold, Emphasis::Tags) => "</strong>",
            (Self::Italic, Emphasis::Tags) => "</em>",
            (Self::Strike, Emphasis::Tags) => "</del>",
        }
    }
}

/// Takes marks off where Markdown cannot have them: off spaces at the ends of
/// what is marked, and off a sign there that has a letter on its other side.
/// Nobody sees the difference between a bold and a plain space.
pub(super) fn tidy(characters: &mut [Styled], before: Option<char>, after: Option<char>) {
    for (c, style) in characters.iter_mut() {
        if c.is_whitespace() {
            style.script = Script::Normal;
        }
        if style.code {
            *style = Style { code: true, ..Style::default() };
        }
    }
    for mark in Mark::ALL {
        let mut at = 0;
        while at < characters.len() {
            let length = characters[at..].iter().take_while(|(_, style)| mark.is_in(*style)).count();
            if length == 0 {
                at += 1;
                continue;
            }
            tidy_run(characters, at..at + length, mark, (before, after));
            at += length;
        }
    }
}

fn tidy_run(
    characters: &mut [Styled],
    run: std::ops::Range<usize>,
    mark: Mark,
    (before, after): (Option<char>, Option<char>),
) {
    let (mut start, mut end) = (run.start, run.end);
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    loop {
        let outside = if start == 0 { before } else { Some(characters[start - 1].0) };
        let Some((c, style)) = characters[..end].get_mut(start) else { break };
        if c.is_whitespace() || sign(*c) && letter(outside) {
            mark.clear(style);
            start += 1;
        } else {
            break;
        }
    }
    while end > start {
        let outside = characters.get(end).map(|(c, _)| *c).or(after);
        let (c, style) = &mut characters[end - 1];
        if c.is_whitespace() || sign(*c) && letter(outside) {
            mark.clear(style);
            end -= 1;
        } else {
            break;
        }
    }
}
