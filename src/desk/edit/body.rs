//! The text below the front matter, as a form shows and returns it.

use super::body_start;
use super::lines::newline_of;

/// The body as a form shows it: without the blank lines before it, lines
/// ending as browsers end them.
pub fn shown_body(text: &str) -> String {
    let body = &text[body_start(text)..];
    normal(body.trim_start_matches(['\n', '\r']))
}

/// The text with another body. Lines that did not change keep their bytes,
/// new ones end as the others do.
pub fn with_body(text: &str, shown: &str) -> String {
    let start = body_start(text);
    let body = &text[start..];
    let rest = body.trim_start_matches(['\n', '\r']);
    let newline = newline_of(text);
    let mut out = text[..text.len() - rest.len()].to_owned();
    if body.is_empty() && !out.is_empty() && !shown.is_empty() {
        let blank_line = if out.ends_with(['\n', '\r']) { newline } else { &newline.repeat(2) };
        out.push_str(blank_line);
    }
    let mut shown = normal(shown);
    let ended = rest.is_empty() || rest.ends_with(['\n', '\r']);
    if ended && !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
    let (old, new) = (lines(rest), lines(&shown));
    let same = |(old, new): &(&&str, &&str)| normal(old) == **new;
    let before = old.iter().zip(&new).take_while(same).count();
    let most = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let mut lines: Vec<String> = old[..before].iter().map(|line| (*line).to_owned()).collect();
    lines.extend(new[before..new.len() - after].iter().map(|line| line.replace('\n', newline)));
    lines.extend(old[old.len() - after..].iter().map(|line| (*line).to_owned()));
    let kept = lines.concat();
    // Old line ends beside new ones can become one: then all are made new.
    let body = if normal(&kept) == shown { kept } else { shown.replace('\n', newline) };
    out + &body
}

/// Browsers end every line of a form with a newline alone.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The lines with their ends, whichever of the three.
fn lines(text: &str) -> Vec<&str> {
    let (mut lines, mut start) = (Vec::new(), 0);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        if ends {
            lines.push(&text[start..=at]);
            start = at + 1;
        }
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}
