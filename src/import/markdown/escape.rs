//! Which characters of a text need a backslash in Markdown.
//!
//! Only those that would mean something where they stand: editors read the
//! text after this, and a page full of backslashes is not one to work on.

/// Where text is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// In a paragraph.
    Line,
    /// In a heading, of which the end can mean something.
    Heading,
    /// In a cell of a table, which `|` ends.
    Cell,
}

/// How careful to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// A backslash where one is needed.
    Needed,
    /// A backslash before everything that could be markup anywhere.
    Everything,
}

/// Characters around the one that is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// The one before; `None` at the beginning of a line.
    pub(super) before: Option<char>,
    /// All that follows in the same stretch of text.
    pub(super) rest: &'a [char],
    /// What comes when the stretch is at its end; `None` at the end of a line.
    pub(super) after: Option<char>,
    /// Whether the text is that of a link or picture.
    pub(super) in_brackets: bool,
}

impl Around<'_> {
    fn next(&self) -> Option<char> {
        self.rest.first().copied().or(self.after)
    }
}

/// Whether `c` needs a backslash.
pub(super) fn needs_escape(c: char, around: &Around<'_>, room: Room, care: Care) -> bool {
    if care == Care::Everything {
        return "\\`*_~[]<>&!|#{}-:".contains(c);
    }
    let next = around.next();
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        '`' => true,
        '*' | '~' => !(space(around.before) && space(next)),
        '_' => {
            !(space(around.before) && space(next)
                || letter(around.before) && (letter(next) || next == Some('_')))
        }
        '[' => around.in_brackets || matches!(next, Some('[' | '^' | '!')) || closes_as_link(around),
        ']' => around.in_brackets,
        '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
        '&' => begins_entity(around.rest),
        '!' => around.rest.is_empty() && next == Some('['),
        '|' => room == Room::Cell,
        '#' => {
            let closes = space(around.before) && around.after.is_none();
            room == Room::Heading && closes && around.rest.iter().all(|c| *c == '#')
        }
        '{' => room == Room::Heading && around.after.is_none() && around.rest.ends_with(&['}']),
        '}' => room == Room::Heading && around.after.is_none() && around.rest.is_empty(),
        '-' => around.before == Some('-'),
        _ => false,
    }
}

/// Whether a bracket further on is followed by what makes a link of it.
fn closes_as_link(around: &Around<'_>) -> bool {
    let follows = |at: usize| around.rest.get(at + 1).copied().or(around.after);
    around.rest.iter().enumerate().any(|(at, c)| *c == ']' && matches!(follows(at), Some('(' | '[')))
}

/// Whether `&` and this is an entity: `&amp;`, `&#8217;`.
pub(super) fn begins_entity(rest: &[char]) -> bool {
    let end = rest.iter().take(33).position(|c| *c == ';');
    let name = end.and_then(|end| rest.get(..end)).unwrap_or_default();
    !name.is_empty() && name.iter().all(|c| c.is_ascii_alphanumeric() || *c == '#')
}

/// A line in which nothing at its beginning is taken for a heading, list,
/// quotation, rule or definition.
pub(super) fn guard_line_start(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t', '\n']);
    let mut characters = line.chars();
    let Some(first) = characters.next() else { return String::new() };
    let rest = characters.as_str();
    let spaced = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\n']);
    let only = |allowed: &str| line.chars().all(|c| allowed.contains(c));
    let guarded = match first {
        '#' => spaced(line.trim_start_matches('#')),
        '>' | '|' | '[' | ':' => true,
        '-' | '+' | '*' => spaced(rest) || only("-* ") || first == '-' && only("-:| "),
        '_' => only("_ "),
        '=' => only("= "),
        '~' => rest.starts_with('~'),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let mark = &line[digits..];
            if mark.starts_with(['.', ')']) && spaced(&mark[1..]) {
                return format!("{}\\{mark}", &line[..digits]);
            }
            false
        }
        _ => false,
    };
    // A footnote or link of ours begins with a bracket too.
    let ours = first == '[' && is_link_or_note(line);
    if guarded && !ours { format!("\\{line}") } else { line.to_owned() }
}

/// Whether a line begins with `[^1]` or `[text](address)`, whose text has no
/// bracket without a backslash.
fn is_link_or_note(line: &str) -> bool {
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => {
                let after = &line[at + 1..];
                return after.starts_with('(') || line.starts_with("[^") && !after.starts_with(':');
            }
            _ => {}
        }
    }
    false
}

/// An address as it stands between the parentheses of a link.
pub(super) fn link_address(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    let characters: Vec<char> = address.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '"' | '\\' | '|' | '`' | '[' | ']' => {
                written.push_str(&format!("%{:02X}", u32::from(*c)));
            }
            c if c.is_control() => {}
            c if c.is_whitespace() => written.push_str("%20"),
            '&' if begins_entity(characters.get(at + 1..).unwrap_or_default()) => written.push_str("&amp;"),
            c => written.push(*c),
        }
    }
    written
}

/// Text between the quotes of a caption.
pub(super) fn caption(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut written = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        match c {
            '"' | '\\' => {
                written.push('\\');
                written.push(*c);
            }
            '&' if begins_entity(characters.get(at + 1..).unwrap_or_default()) => written.push_str("&amp;"),
            c => written.push(*c),
        }
    }
    written
}
