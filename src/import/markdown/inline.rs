//! Inlines → one or more lines of Markdown.

use super::emphasis::{Emphasis, Mark, Styled, tidy};
use super::escape::{Around, Care, Room, caption, guard_line_start, link_address, needs_escape};
use crate::import::document::{Address, Inline, Picture, Script, Style, one_line, plain_text};

/// Everything that decides how a line is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    pub(super) room: Room,
    pub(super) care: Care,
    pub(super) emphasis: Emphasis,
}

/// What inlines are written with: the numbers of notes, the names of files,
/// the ids of anchors.
pub(super) trait Names {
    /// The label of a note.
    fn note(&self, note: usize) -> String;
    /// The name of a file.
    fn file(&self, file: usize) -> &str;
    /// Whether browsers show a file as a picture.
    fn is_shown(&self, file: usize) -> bool;
    /// The id of an anchor, if anything leads to it and it is not a heading's.
    fn id_to_write(&self, anchor: &str) -> Option<&str>;
    /// The id that a link to an anchor leads to.
    fn id_of(&self, anchor: &str) -> Option<&str>;
}

/// Writes inlines. Line breaks are a backslash at the end of a line, or
/// `<br>` in a cell.
pub(super) fn write(content: &[Inline], manner: Manner, names: &dyn Names) -> String {
    let mut writer = Writer { manner, names, out: String::new(), line_starts: vec![0], in_brackets: false };
    writer.inlines(trimmed(content), None);
    writer.finish()
}

/// The inlines without breaks at their ends.
fn trimmed(mut content: &[Inline]) -> &[Inline] {
    let empty = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text, _) => text.chars().all(|c| c.is_ascii_whitespace()),
        _ => false,
    };
    while let [first, rest @ ..] = content
        && empty(first)
    {
        content = rest;
    }
    while let [rest @ .., last] = content
        && empty(last)
    {
        content = rest;
    }
    content
}

struct Writer<'a> {
    manner: Manner,
    names: &'a dyn Names,
    out: String,
    /// Where lines begin in `out`.
    line_starts: Vec<usize>,
    in_brackets: bool,
}

impl Writer<'_> {
    fn finish(self) -> String {
        if self.manner.room != Room::Line {
            return self.out.trim().to_owned();
        }
        let ends = self.line_starts.iter().skip(1).copied().chain([self.out.len()]);
        let lines: Vec<String> = self
            .line_starts
            .iter()
            .zip(ends)
            .map(|(start, end)| guard_line_start(self.out.get(*start..end).unwrap_or_default()))
            .collect();
        lines.concat().trim_end_matches([' ', '\t', '\n']).to_owned()
    }

    fn inlines(&mut self, content: &[Inline], after: Option<char>) {
        let mut at = 0;
        while at < content.len() {
            let stretch =
                content[at..].iter().take_while(|inline| matches!(inline, Inline::Text(..))).count();
            let next = content.get(at + stretch.max(1));
            let next = next.map_or(after, first_character);
            if stretch > 0 {
                self.stretch(&content[at..at + stretch], next);
                at += stretch;
            } else {
                self.object(&content[at], next);
                at += 1;
            }
        }
    }

    fn object(&mut self, inline: &Inline, after: Option<char>) {
        match inline {
            Inline::Text(..) => {}
            Inline::Link { address, content } => self.link(address, content, after),
            Inline::Picture(picture) => self.picture(picture, None),
            Inline::Note(note) => self.out.push_str(&format!("[^{}]", self.names.note(*note))),
            Inline::Break if self.manner.room != Room::Line || self.in_brackets => self.out.push_str("<br>"),
            Inline::Break => {
                let length = self.out.trim_end_matches(' ').len();
                self.out.truncate(length);
                self.out.push_str("\\\n");
                self.line_starts.push(self.out.len());
            }
            Inline::Anchor(anchor) => {
                if let Some(id) = self.names.id_to_write(anchor) {
                    self.out.push_str(&format!("<span id=\"{id}\"></span>"));
                }
            }
        }
    }

    fn link(&mut self, address: &Address, content: &[Inline], after: Option<char>) {
        let target = match address {
            Address::Url(url) => Some(url.clone()),
            Address::Anchor(anchor) => self.names.id_of(anchor).map(|id| format!("#{id}")),
        };
        let Some(target) = target else {
            self.inlines(content, after);
            return;
        };
        if let Some(automatic) = automatic(&target, content) {
            self.out.push_str(&automatic);
            return;
        }
        // A link cannot begin or end with a space.
        let (before, content, behind) = without_outer_space(content);
        if !self.out.ends_with([' ', '\n']) && !self.at_line_start() {
            self.out.push_str(before);
        }
        self.out.push('[');
        let outer = std::mem::replace(&mut self.in_brackets, true);
        self.inlines(&content, Some(']'));
        self.in_brackets = outer;
        self.out.push_str(&format!("]({})", link_address(&target)));
        self.out.push_str(behind);
    }

    fn picture(&mut self, picture: &Picture, figure: Option<&str>) {
        self.out.push_str(&image(picture, figure, self.manner.room, self.names));
    }

    /// Text in one or more styles.
    fn stretch(&mut self, content: &[Inline], after: Option<char>) {
        let mut characters: Vec<Styled> = Vec::new();
        for inline in content {
            let Inline::Text(text, style) = inline else { continue };
            for c in text.chars() {
                push_collapsed(&mut characters, c, *style);
            }
        }
        let at_start = self.at_line_start();
        if at_start || self.out.ends_with([' ', '\n']) {
            let blank = characters.iter().take_while(|(c, _)| *c == ' ').count();
            characters.drain(..blank);
        }
        let before = if at_start { None } else { self.out.chars().next_back() };
        tidy(&mut characters, before, after);
        self.styled(&characters, after);
    }

    fn at_line_start(&self) -> bool {
        self.line_starts.last() == Some(&self.out.len())
    }

    fn styled(&mut self, characters: &[Styled], after: Option<char>) {
        let mut open: Vec<Mark> = Vec::new();
        let mut at = 0;
        while at < characters.len() {
            let style = characters[at].1;
            while let Some(last) = open.iter().rposition(|mark| !mark.is_in(style)) {
                while open.len() > last {
                    let Some(mark) = open.pop() else { break };
                    self.out.push_str(mark.close(self.manner.emphasis));
                }
            }
            let mut new: Vec<Mark> =
                Mark::ALL.into_iter().filter(|mark| mark.is_in(style) && !open.contains(mark)).collect();
            // What lasts longest is opened first, so that it is closed last.
            new.sort_by_key(|mark| {
                std::cmp::Reverse(characters[at..].iter().take_while(|(_, style)| mark.is_in(*style)).count())
            });
            for mark in new {
                self.out.push_str(mark.open(self.manner.emphasis));
                open.push(mark);
            }
            let length = characters[at..].iter().take_while(|(_, next)| *next == style).count();
            self.run(characters, at, length, style, after);
            at += length;
        }
        while let Some(mark) = open.pop() {
            self.out.push_str(mark.close(self.manner.emphasis));
        }
    }

    /// Characters of one style.
    fn run(&mut self, characters: &[Styled], at: usize, length: usize, style: Style, after: Option<char>) {
        let text: Vec<char> = characters.iter().map(|(c, _)| *c).collect();
        if style.code {
            let code: String = text[at..at + length].iter().collect();
            self.out.push_str(&code_span(&code, self.manner.room));
            return;
        }
        self.out.push_str(style.script.open());
        for place in at..at + length {
            let before = match place.checked_sub(1).and_then(|before| text.get(before)) {
                Some(before) => Some(*before),
                None if self.at_line_start() => None,
                None => self.out.chars().next_back(),
            };
            let around = Around { before, rest: &text[place + 1..], after, in_brackets: self.in_brackets };
            let c = text[place];
            if needs_escape(c, &around, self.manner.room, self.manner.care) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
        self.out.push_str(style.script.close());
    }
}

impl Script {
    fn open(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Superscript => "<sup>",
            Self::Subscript => "<sub>",
        }
    }

    fn close(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Superscript => "</sup>",
            Self::Subscript => "</sub>",
        }
    }
}

/// Adds a character; white space becomes one space, as browsers show it.
fn push_collapsed(characters: &mut Vec<Styled>, c: char, style: Style) {
    let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{b}');
    match (space, characters.last()) {
        (true, Some((' ', _))) => {}
        (true, _) => characters.push((' ', style)),
        // What no text can hold.
        (false, _) if c.is_control() => {}
        (false, _) => characters.push((c, style)),
    }
}

/// The first character that an inline is written with.
fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text, _) => text.chars().next(),
        Inline::Link { .. } | Inline::Note(_) => Some('['),
        Inline::Picture(_) => Some('!'),
        Inline::Break => None,
        Inline::Anchor(_) => Some('<'),
    }
}

/// `<https://example.nl>`, where the text is the address.
fn automatic(address: &str, content: &[Inline]) -> Option<String> {
    let text = plain_text(content);
    let text = text.trim();
    let plain = !address.contains(|c: char| c.is_whitespace() || "<>\\|`".contains(c));
    let same = address == text && (address.starts_with("https://") || address.starts_with("http://"));
    let mail = address.strip_prefix("mailto:") == Some(text) && text.contains('@');
    (plain && (same || mail)).then(|| format!("<{text}>"))
}

/// The content without the spaces at its ends, and those.
fn without_outer_space(content: &[Inline]) -> (&'static str, Vec<Inline>, &'static str) {
    let mut content: Vec<Inline> = content.to_vec();
    let (mut before, mut behind) = ("", "");
    if let Some(Inline::Text(text, _)) = content.first_mut()
        && text.starts_with(char::is_whitespace)
    {
        *text = text.trim_start().to_owned();
        before = " ";
    }
    if let Some(Inline::Text(text, _)) = content.last_mut()
        && text.ends_with(char::is_whitespace)
    {
        *text = text.trim_end().to_owned();
        behind = " ";
    }
    (before, content, behind)
}

/// Code between as many backticks as it needs.
fn code_span(code: &str, room: Room) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if room == Room::Cell { code.replace('|', "\\|") } else { code.to_owned() };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// A picture; a file that browsers do not show becomes a link to it.
pub(super) fn image(picture: &Picture, figure: Option<&str>, room: Room, names: &dyn Names) -> String {
    let file = names.file(picture.file);
    let text = one_line(&picture.alternative);
    let shown = names.is_shown(picture.file);
    let text = if shown {
        text
    } else if text.is_empty() {
        file.to_owned()
    } else {
        format!("{text} ({file})")
    };
    let manner = Manner { room, care: Care::Needed, emphasis: Emphasis::Stars };
    let mut writer = Writer { manner, names, out: "x".to_owned(), line_starts: vec![0], in_brackets: true };
    writer.stretch(&[Inline::plain(text)], Some(']'));
    let text = &writer.out[1..];
    match figure.map(one_line).filter(|figure| !figure.is_empty() && shown) {
        Some(figure) => format!("![{text}]({file} \"{}\")", caption(&figure)),
        None => format!("{}[{text}]({file})", if shown { "!" } else { "" }),
    }
}
