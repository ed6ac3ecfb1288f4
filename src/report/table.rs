//! The overview for people, in a terminal of 80 columns.

use super::words::Words;
use super::{Finding, Report, Subject};
use crate::diagnostics::MessageLanguage;

const WIDTH: usize = 80;
/// The widest column of titles.
const TITLE: usize = 42;
/// Most findings of a subject.
const MOST: usize = 10;

/// The overview as text. What there is nothing to say about is in one line.
pub fn table(report: &Report, language: MessageLanguage) -> String {
    let words = Words(language);
    let mut text = words.headline(report);
    let (busy, clear): (Vec<&Subject>, Vec<&Subject>) =
        report.subjects.iter().partition(|subject| !subject.findings.is_empty() || subject.unknown.is_some());
    for subject in busy {
        text.push_str(&format!("\n{} ({})\n", subject.label, subject.findings.len()));
        let explanation = Some(&subject.explanation).filter(|_| !subject.findings.is_empty());
        for paragraph in explanation.into_iter().chain(&subject.unknown) {
            for line in wrapped(paragraph, WIDTH) {
                text.push_str(&format!("{line}\n"));
            }
        }
        for finding in subject.findings.iter().take(MOST) {
            text.push_str(&row(finding));
        }
        if subject.findings.len() > MOST {
            text.push_str(&format!("  {}\n", words.more(subject.findings.len() - MOST)));
        }
    }
    if !clear.is_empty() {
        let labels: Vec<&str> = clear.iter().map(|subject| subject.label.as_str()).collect();
        text.push('\n');
        for line in wrapped(&words.nothing_on(&labels), WIDTH) {
            text.push_str(&format!("{line}\n"));
        }
    }
    text
}

/// Title and detail on one line; a detail that is longer has its own below.
fn row(finding: &Finding) -> String {
    let title = if finding.collection.is_empty() {
        finding.title.clone()
    } else {
        format!("{} ({})", finding.title, finding.collection)
    };
    if finding.detail.is_empty() {
        return format!("  {}\n", cut(&title, WIDTH - 2));
    }
    let beside = WIDTH - 2 - TITLE - 2;
    if length(&finding.detail) <= beside {
        let title = cut(&title, TITLE);
        let gap = TITLE - length(&title);
        return format!("  {title}{}  {}\n", " ".repeat(gap), finding.detail);
    }
    let mut text = format!("  {}\n", cut(&title, WIDTH - 2));
    for line in wrapped(&finding.detail, WIDTH - 6) {
        text.push_str(&format!("      {line}\n"));
    }
    text
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn cut(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    let start: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", start.trim_end())
}

/// Lines of at most `width`; an address that is longer stays whole.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if length(line) + 1 + length(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
