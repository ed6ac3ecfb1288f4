//! git's log → the day of each file's last change.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Days;
use crate::load::CONTENT_FOLDER;

/// What became of a path that an older commit names, as far as is known from
/// the newer ones.
enum Fate {
    /// Nothing more is to be learnt about it.
    Settled,
    /// The file has this name now, and its text is still the same.
    RenamedTo(String),
}

/// Reads the log of what came after `before`, the days that were known then;
/// `boundary` are the commits whose parents are not there.
pub(super) fn read(bytes: &[u8], boundary: &BTreeSet<String>, before: Days) -> Days {
    let mut days = Days::new();
    let mut fates: FxHashMap<&[u8], Fate> = FxHashMap::default();
    let mut day = None;
    let mut fields = fields(bytes);
    while let Some(field) = fields.next() {
        if let Some(header) = field.strip_prefix(b"\x01") {
            day = Header::read(header).filter(|header| !boundary.contains(header.commit)).map(|it| it.day);
            continue;
        }
        let Some(path) = fields.next() else { break };
        match field {
            // A file under another name, the text unchanged: look further
            // under the old one.
            [b'R', b'0'..=b'9', ..] => {
                let Some(new) = fields.next() else { break };
                let fate = name_now(&mut fates, new).map_or(Fate::Settled, Fate::RenamedTo);
                fates.insert(path, fate);
            }
            // Before it went, another file had this name.
            [b'D', ..] => drop(fates.insert(path, Fate::Settled)),
            _ => days.extend(name_now(&mut fates, path).map(|name| (name, day))),
        }
    }
    for (path, day) in before {
        match fates.remove(path.as_bytes()) {
            None => drop(days.insert(path, day)),
            Some(Fate::RenamedTo(name)) => drop(days.insert(name, day)),
            Some(Fate::Settled) => {}
        }
    }
    days
}

/// Whether the log is one line of commits from `newest` back to `oldest`,
/// each with one parent. Where branches came together, the days of the whole
/// cannot be told from those of its parts.
pub(super) fn is_line(bytes: &[u8], newest: &str, oldest: &str) -> bool {
    let headers = fields(bytes).filter_map(|field| Header::read(field.strip_prefix(b"\x01")?));
    let mut next = newest;
    for header in headers {
        if header.commit != next || header.parents.contains(' ') {
            return false;
        }
        next = header.parents;
    }
    next == oldest
}

/// The fields of a log. The first one behind a commit begins with a new line.
fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0).map(|field| field.strip_prefix(b"\n").unwrap_or(field))
}

/// What the log says of a commit.
struct Header<'b> {
    commit: &'b str,
    day: Date,
    /// Their hashes, with spaces between.
    parents: &'b str,
}

impl<'b> Header<'b> {
    fn read(field: &'b [u8]) -> Option<Self> {
        let (commit, rest) = std::str::from_utf8(field).ok()?.split_once(' ')?;
        let (day, parents) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Self { commit, day: day.parse().ok()?, parents: parents.trim() })
    }
}

/// The present name of the file of `content/` that was called `path`, if its
/// day is still to be found. Settles it.
fn name_now<'b>(fates: &mut FxHashMap<&'b [u8], Fate>, path: &'b [u8]) -> Option<String> {
    let is_content =
        || path.strip_prefix(CONTENT_FOLDER.as_bytes()).is_some_and(|rest| rest.starts_with(b"/"));
    match fates.get_mut(path) {
        Some(fate) => match std::mem::replace(fate, Fate::Settled) {
            Fate::RenamedTo(name) => Some(name),
            Fate::Settled => None,
        },
        None if is_content() => {
            fates.insert(path, Fate::Settled);
            // No file of the site has a name that is not UTF-8.
            std::str::from_utf8(path).ok().map(str::to_owned)
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A log with `|` for its zero bytes.
    fn log(text: &str) -> Vec<u8> {
        text.replace('|', "\0").into_bytes()
    }

    fn read_after(text: &str, before: Days) -> Vec<String> {
        let days = read(&log(text), &BTreeSet::from(["edge".to_owned()]), before);
        let shown = |day: Option<Date>| day.map_or("?".to_owned(), |day| day.to_string());
        days.into_iter().map(|(path, day)| format!("{path} {}", shown(day))).collect()
    }

    fn days(text: &str) -> Vec<String> {
        read_after(text, Days::new())
    }

    #[test]
    fn the_newest_commit_that_changed_a_file_gives_its_day() {
        let found = days(
            "\x01c 2026-03-01 b|\nM|content/a.md|M|polder.toml|\x01b 2026-02-01 a|\nM|content/a.md|A|content/b.md|\x01a 2026-01-01 |\nA|content/a.md|",
        );
        assert_eq!(found, ["content/a.md 2026-03-01", "content/b.md 2026-02-01"]);
    }

    #[test]
    fn a_rename_without_a_change_is_followed_also_twice_and_over_a_name_used_otherwise() {
        let found = days(
            "\x01d 2026-04-01|\nR100|content/b.md|content/c.md|A|content/a.md|\x01c 2026-03-01|\nR100|content/a.md|content/b.md|\x01b 2026-02-01|\nD|content/c.md|\x01a 2026-01-01|\nA|content/a.md|A|content/c.md|",
        );
        assert_eq!(found, ["content/a.md 2026-04-01", "content/c.md 2026-01-01"]);
        let found = days(
            "\x01b 2026-02-01|\nR100|docs/a.md|content/a.md|R100|content/b.md|docs/b.md|\x01a 2026-01-01|\nA|docs/a.md|A|content/b.md|",
        );
        assert_eq!(found, ["content/a.md 2026-01-01"]);
    }

    #[test]
    fn a_file_that_is_away_has_no_day_and_a_merge_counts_where_it_changed_one() {
        let found = days(
            "\x01d 2026-03-01 c b|\nMM|content/a.md|\x01c 2026-02-01 a|\nD|content/b.md|\x01a 2026-01-01|\nA|content/a.md|A|content/b.md|",
        );
        assert_eq!(found, ["content/a.md 2026-03-01"]);
    }

    #[test]
    fn what_lies_at_the_edge_of_a_shallow_clone_is_not_known() {
        let found = days(
            "\x01b 2026-02-01 edge|\nM|content/a.md|\x01edge 2026-01-01|\nA|content/a.md|A|content/b.md|",
        );
        assert_eq!(found, ["content/a.md 2026-02-01", "content/b.md ?"]);
    }

    #[test]
    fn a_later_log_goes_on_from_the_days_that_were_known() {
        let before =
            [("a", Some("2026-01-01")), ("b", None), ("c", Some("2026-01-02")), ("d", Some("2026-01-03"))];
        let before =
            before.map(|(name, day)| (format!("content/{name}.md"), day.and_then(|day| day.parse().ok())));
        let found = read_after(
            "\x01y 2026-05-02 x|\nM|content/a.md|\x01x 2026-05-01 w|\nR100|content/b.md|content/e.md|D|content/c.md|A|content/f.md|",
            Days::from(before),
        );
        assert_eq!(
            found,
            [
                "content/a.md 2026-05-02",
                "content/d.md 2026-01-03",
                "content/e.md ?",
                "content/f.md 2026-05-01"
            ]
        );
    }

    #[test]
    fn only_a_line_of_commits_goes_on_from_another() {
        let line = "\x01c 2026-03-01 b|\x01b 2026-02-01 a|\nM|content/a.md|";
        assert!(is_line(&log(line), "c", "a"));
        assert!(is_line(b"", "a", "a"));
        for other in
            ["\x01c 2026-03-01 b|", "\x01c 2026-03-01 a b|\x01b 2026-02-01 a|", "\x01b 2026-02-01 a|", ""]
        {
            assert!(!is_line(&log(other), "c", "a"), "{other:?}");
        }
    }

    #[test]
    fn a_log_cut_short_or_made_up_does_no_harm() {
        for text in ["", "|||", "M", "\x01|M|", "R100|a", "R100|content/a.md|", "\n|\n|"] {
            assert_eq!(days(text), [""; 0], "{text:?}");
        }
    }
}
