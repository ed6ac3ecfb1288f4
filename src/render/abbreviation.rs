//! Abbreviations in running text, explained with `<abbr title="…">`.
//!
//! Each is explained once a section, not at every turn. Who sees gets one
//! dotted line where the word is new instead of a page full of them. Who
//! listens, with a screen reader that speaks titles, is not told the same
//! expansion in every sentence; and as search results lead to a section, the
//! first use there explains itself.

use aho_corasick::{AhoCorasick, MatchKind};

use super::html::push_escaped;
use super::value::Printer;
use crate::site::Fingerprint;

/// The abbreviations of a site, ready to be found.
pub(super) struct Abbreviations {
    finder: Option<AhoCorasick>,
    /// What each stands for.
    meanings: Vec<String>,
    print: Fingerprint,
}

/// Which abbreviations the section at hand has explained.
#[derive(Default)]
pub(super) struct Explained {
    places: Vec<usize>,
}

impl Explained {
    /// A new section begins.
    pub(super) fn forget(&mut self) {
        self.places.clear();
    }
}

impl Abbreviations {
    /// From pairs of abbreviation and meaning. The longest match wins: `MKBA`
    /// before `MK`.
    pub(super) fn new(pairs: &[(String, String)]) -> Self {
        let usable = || pairs.iter().filter(|(short, _)| !short.trim().is_empty());
        let patterns = usable().map(|(short, _)| {
            let mut escaped = String::new();
            push_escaped(&mut escaped, short);
            escaped
        });
        let patterns: Vec<String> = patterns.collect();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        // It fails only for more patterns than memory holds; then nothing is
        // explained, and every page is still whole.
        let finder = finder.ok().filter(|_| usable().next().is_some());
        let mut print = Printer::default();
        for (short, meaning) in usable() {
            print.text(short);
            print.text(meaning);
        }
        Self {
            print: print.finish(),
            finder,
            meanings: usable().map(|(_, meaning)| meaning.clone()).collect(),
        }
    }

    /// What tells them from those of another site.
    pub(super) fn print(&self) -> &Fingerprint {
        &self.print
    }

    /// Writes `html[start..end]`, which is running text without markup, with
    /// the abbreviations in it that the section has not explained yet.
    pub(super) fn write(
        &self,
        out: &mut String,
        html: &str,
        start: usize,
        end: usize,
        explained: &mut Explained,
    ) {
        let mut written = start;
        if let Some(finder) = &self.finder {
            for found in finder.find_iter(&html[start..end]) {
                let (from, to) = (start + found.start(), start + found.end());
                let place = found.pattern().as_usize();
                if !is_whole_word(html, from, to) || explained.places.contains(&place) {
                    continue;
                }
                explained.places.push(place);
                out.push_str(&html[written..from]);
                out.push_str("<abbr title=\"");
                push_escaped(out, &self.meanings[place]);
                out.push_str("\">");
                out.push_str(&html[from..to]);
                out.push_str("</abbr>");
                written = to;
            }
        }
        out.push_str(&html[written..end]);
    }
}

/// Whether no letter or figure touches it (`’s` and `-` may), and it is not
/// the name of a character reference such as `&amp;`.
fn is_whole_word(html: &str, from: usize, to: usize) -> bool {
    let before = html[..from].chars().next_back();
    let after = html[to..].chars().next();
    let is_reference = before == Some('&') && after == Some(';');
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric) && !is_reference
}

#[cfg(test)]
mod tests {
    use super::{Abbreviations, Explained};

    fn explain(text: &str) -> String {
        let pairs = [
            ("KEA", "kosten-\"effecten\""),
            ("MK", "fout"),
            ("MKBA", "a & b"),
            ("O&O", "onderzoek"),
            ("amp", "x"),
        ];
        let pairs = pairs.map(|(short, meaning)| (short.to_owned(), meaning.to_owned()));
        let mut out = String::new();
        Abbreviations::new(&pairs).write(&mut out, text, 0, text.len(), &mut Explained::default());
        out
    }

    #[test]
    fn explains_whole_words_once() {
        let mkba = "<abbr title=\"a &amp; b\">MKBA</abbr>";
        assert_eq!(explain("Een MKBA, nog een MKBA."), format!("Een {mkba}, nog een MKBA."));
        assert_eq!(explain("MKBA’s en MKBA-werk"), format!("{mkba}’s en MKBA-werk"));
        assert_eq!(explain("sub-MKBA"), format!("sub-{mkba}"));
        assert_eq!(explain("MKBAs, éMKBA, MKB"), "MKBAs, éMKBA, MKB");
        assert_eq!(explain("O&amp;O"), "<abbr title=\"onderzoek\">O&amp;O</abbr>");
        assert_eq!(explain("KEA"), "<abbr title=\"kosten-&quot;effecten&quot;\">KEA</abbr>");
    }

    #[test]
    fn a_site_without_abbreviations_is_left_alone() {
        let mut out = String::new();
        Abbreviations::new(&[(String::new(), "niets".to_owned())]).write(
            &mut out,
            "abc",
            1,
            3,
            &mut Explained::default(),
        );
        assert_eq!(out, "bc");
    }
}
