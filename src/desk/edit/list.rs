//! Lists: items that stay keep their line and its comment.

use std::ops::Range;

use super::lines::{is_comment, line_end, line_start, newline_of};
use super::value::{NewValue, one_line};
use crate::load::Format;
use crate::table::Node;

/// Longer lists (old times new) are not compared item by item.
const LONGEST: usize = 1_000_000;

/// What happens to the items of a list, in order.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Keep(usize),
    Drop(usize),
    /// The new list's item of this place.
    Add(usize),
}

/// The ways to write the list at `place` with other items.
pub(super) fn list_ways(
    text: &str,
    format: Format,
    place: &Range<usize>,
    items: &[Node],
    new: &[NewValue],
) -> Vec<String> {
    let steps = steps(items, new);
    let like = items.first().map_or("", |item| &text[item.range.clone()]);
    let ways: Vec<Vec<String>> = new.iter().map(|item| item.ways(format, like)).collect();
    let mut texts = Vec::new();
    for last in [false, true] {
        let written = |at: usize| {
            let way = if last { ways[at].last() } else { ways[at].first() };
            way.cloned().unwrap_or_default()
        };
        let is_block = format == Format::Yaml && text[place.clone()].starts_with('-');
        if is_block || text[place.clone()].contains('\n') {
            texts.extend(by_lines(text, format, items, &steps, &written));
        } else {
            let items = steps.iter().filter_map(|step| match step {
                Step::Keep(at) => Some(text[items[*at].range.clone()].to_owned()),
                Step::Add(at) => Some(written(*at)),
                Step::Drop(_) => None,
            });
            let list = one_line(items);
            let wide = text[place.clone()].starts_with("[ ");
            let list =
                if wide { list.replacen('[', "[ ", 1).trim_end_matches(']').to_owned() + " ]" } else { list };
            texts.push([&text[..place.start], &list, &text[place.end..]].concat());
        }
    }
    texts
}

/// One item a line: lines that stay are left alone.
fn by_lines(
    text: &str,
    format: Format,
    items: &[Node],
    steps: &[Step],
    written: &dyn Fn(usize) -> String,
) -> Option<String> {
    let dash = if format == Format::Yaml { "- " } else { "" };
    let mut lines: Vec<Range<usize>> = Vec::with_capacity(items.len());
    for item in items {
        let line = line_start(text, item.range.start)..line_end(text, item.range.end);
        let before = text[line.start..item.range.start].trim();
        let after = text[item.range.end..line.end].trim_start().trim_start_matches(',');
        let own_line = before == dash.trim() && is_comment(after);
        if !own_line || lines.last().is_some_and(|last| last.end > line.start) {
            return None;
        }
        lines.push(line);
    }
    let first = lines.first()?;
    let indent = &text[first.start..items.first()?.range.start];
    let newline = newline_of(&text[first.start..]);
    let has_comma = |at: usize| text[items[at].range.end..].trim_start().starts_with(',');
    let closes_with_comma = has_comma(items.len() - 1);
    let last_shown = steps.iter().rposition(|step| !matches!(step, Step::Drop(_)))?;
    let mut out = text[..first.start].to_owned();
    let mut at = first.start;
    for (place, step) in steps.iter().enumerate() {
        let comma = format == Format::Toml && (place < last_shown || closes_with_comma);
        match *step {
            Step::Keep(item) => {
                let end = items[item].range.end;
                out.push_str(&text[at..end]);
                if comma && !has_comma(item) {
                    out.push(',');
                }
                out.push_str(&text[end..lines[item].end]);
                at = lines[item].end;
            }
            Step::Drop(item) => {
                out.push_str(&text[at..lines[item].start]);
                at = lines[item].end;
            }
            Step::Add(new) => {
                out.push_str(&format!("{indent}{}{}{newline}", written(new), if comma { "," } else { "" }));
            }
        }
    }
    out.push_str(&text[at..]);
    Some(out)
}

/// What turns the old list into the new one, keeping as much as can be.
fn steps(old: &[Node], new: &[NewValue]) -> Vec<Step> {
    if old.len() * new.len() > LONGEST {
        let dropped = (0..old.len()).map(Step::Drop);
        return dropped.chain((0..new.len()).map(Step::Add)).collect();
    }
    // The longest common sequence from each pair of places on.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if new[j].is(&old[i].value) {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut steps) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && new[j].is(&old[i].value) {
            steps.push(Step::Keep(i));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            steps.push(Step::Drop(i));
            i += 1;
        } else {
            steps.push(Step::Add(j));
            j += 1;
        }
    }
    steps
}
