//! Abbreviations and terms in running text, explained where they stand.
//!
//! What the glossary explains becomes a link to its entry with the meaning as
//! title; the theme's script shows that meaning to whoever points at it,
//! focuses or touches it. An abbreviation that only `polder.toml` knows is an
//! `<abbr title="…">`.
//!
//! An abbreviation is explained once a section, a term once a page, not at
//! every turn. Who sees gets one dotted line where the word is new instead of
//! a page full of them. Who listens, with a screen reader that speaks titles,
//! is not told the same in every sentence; and as search results lead to a
//! section, the first abbreviation there explains itself.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::html::{push_address, push_attribute, push_escaped};
use super::value::Printer;
use crate::config::FieldKind;
use crate::model::{Entry, EntryId, Model, Value};
use crate::site::Fingerprint;

/// Shorter words than this are explained only as abbreviations.
const SHORTEST_TERM: usize = 3;

/// The words of a site that are explained, ready to be found.
pub(super) struct Terms {
    finder: Option<AhoCorasick>,
    terms: Vec<Term>,
    print: Fingerprint,
}

/// A word as texts write it, and what is put around it.
struct Term {
    /// The word, escaped as in HTML.
    written: String,
    /// Whether it is an abbreviation: written just so, explained once a
    /// section.
    is_abbreviation: bool,
    /// The entry of the glossary that explains it.
    entry: Option<EntryId>,
    /// The opening tag.
    open: String,
    /// The closing tag.
    close: &'static str,
}

/// Which words the text at hand has explained, by their places.
#[derive(Default)]
pub(super) struct Explained {
    on_page: Vec<usize>,
    in_section: Vec<usize>,
}

impl Explained {
    /// A new section begins.
    pub(super) fn forget(&mut self) {
        self.in_section.clear();
    }

    /// Whether a word still has to be explained; from now on it has been.
    fn is_new(&mut self, place: usize, once_a_section: bool) -> bool {
        let places = if once_a_section { &mut self.in_section } else { &mut self.on_page };
        let is_new = !places.contains(&place);
        if is_new {
            places.push(place);
        }
        is_new
    }
}

impl Terms {
    /// The abbreviations of the site, and the titles and other names of the
    /// entries of its glossary.
    pub(super) fn new(model: &Model) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        let abbreviation_field = model.config.roles.fields.get("abbreviation").map(|(_, field)| *field);
        let glossary = model.role("glossary");
        let entries = glossary.map(|glossary| glossary.entries.as_slice()).unwrap_or_default();
        for (short, meaning) in &model.abbreviations {
            let explains = |id: &&EntryId| {
                let entry = model.entry(**id);
                let field = abbreviation_field.and_then(|field| entry.field(field));
                entry.title == *meaning && matches!(field, Some(Value::Text(texts)) if texts.contains(short))
            };
            terms.push(match entries.iter().find(explains) {
                Some(id) => {
                    let title = match &model.entry(*id).description {
                        Some(description) => format!("{meaning}: {description}"),
                        None => meaning.clone(),
                    };
                    Term::link(short, &title, *id, model, true)
                }
                None => Term::abbreviation(short, meaning),
            });
        }
        for id in entries {
            let entry = model.entry(*id);
            let Some(description) = &entry.description else { continue };
            for name in names(entry, model) {
                terms.push(Term::link(name, description, *id, model, false));
            }
        }
        Self::of(terms)
    }

    /// Of two terms that are written alike the first counts. The longest
    /// match wins: `MKBA` before `MK`.
    fn of(mut terms: Vec<Term>) -> Self {
        let mut known = BTreeSet::new();
        terms.retain(|term| {
            !term.written.trim().is_empty()
                && known.insert((term.written.to_lowercase(), term.is_abbreviation))
        });
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(terms.iter().map(|term| &term.written));
        // It fails only for more patterns than memory holds; then nothing is
        // explained, and every page is still whole.
        let finder = finder.ok().filter(|_| !terms.is_empty());
        let mut print = Printer::default();
        for term in &terms {
            print.text(&term.written);
            print.text(&term.open);
        }
        Self { print: print.finish(), finder, terms }
    }

    /// What tells them from those of another site.
    pub(super) fn print(&self) -> &Fingerprint {
        &self.print
    }

    /// Writes `html[start..end]`, which is running text without markup, with
    /// the words in it that have not been explained yet. `page` is the entry
    /// whose text it is: it need not explain itself.
    pub(super) fn write(
        &self,
        out: &mut String,
        html: &str,
        (start, end): (usize, usize),
        explained: &mut Explained,
        page: Option<EntryId>,
    ) {
        let mut written = start;
        if let Some(finder) = &self.finder {
            for found in finder.find_iter(&html[start..end]) {
                let (from, to) = (start + found.start(), start + found.end());
                let place = found.pattern().as_usize();
                let term = &self.terms[place];
                let fits = is_whole_word(html, from, to)
                    && (!term.is_abbreviation || html[from..to] == term.written)
                    && (term.entry.is_none() || term.entry != page);
                if !fits || !explained.is_new(place, term.is_abbreviation) {
                    continue;
                }
                out.push_str(&html[written..from]);
                out.push_str(&term.open);
                out.push_str(&html[from..to]);
                out.push_str(term.close);
                written = to;
            }
        }
        out.push_str(&html[written..end]);
    }
}

impl Term {
    fn link(word: &str, meaning: &str, entry: EntryId, model: &Model, is_abbreviation: bool) -> Self {
        let mut open = "<a class=\"term\"".to_owned();
        push_address(&mut open, "href", &model.config.base_url.link(&model.entry(entry).route));
        push_attribute(&mut open, "title", meaning);
        open.push('>');
        Self { written: escaped(word), is_abbreviation, entry: Some(entry), open, close: "</a>" }
    }

    fn abbreviation(word: &str, meaning: &str) -> Self {
        let mut open = "<abbr".to_owned();
        push_attribute(&mut open, "title", meaning);
        open.push('>');
        Self { written: escaped(word), is_abbreviation: true, entry: None, open, close: "</abbr>" }
    }
}

/// The title of an entry and its other names.
fn names<'a>(entry: &'a Entry, model: &'a Model) -> Vec<&'a str> {
    let mut names = vec![entry.title.as_str()];
    let fields = entry.collection().map(|id| &model.config.collection(id).fields);
    let is_bound =
        |collection, field| model.config.roles.fields.get("abbreviation") == Some(&(collection, field));
    for value in &entry.fields {
        let declared = fields.and_then(|fields| fields.get(value.field.0));
        let holds_names = declared.is_some_and(|field| field.names && field.kind == FieldKind::Text)
            && entry.collection().is_some_and(|collection| !is_bound(collection, value.field));
        if let Value::Text(texts) = &value.value
            && holds_names
        {
            names.extend(texts.iter().map(String::as_str));
        }
    }
    names.retain(|name| name.chars().count() >= SHORTEST_TERM);
    names
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    push_escaped(&mut escaped, text);
    escaped
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
    use super::{Explained, Term, Terms};

    fn explain(text: &str) -> String {
        let pairs = [
            ("KEA", "kosten-\"effecten\""),
            ("MK", "fout"),
            ("MKBA", "a & b"),
            ("O&O", "onderzoek"),
            ("amp", "x"),
        ];
        let mut out = String::new();
        let terms = Terms::of(pairs.map(|(short, meaning)| Term::abbreviation(short, meaning)).into());
        terms.write(&mut out, text, (0, text.len()), &mut Explained::default(), None);
        out
    }

    #[test]
    fn explains_whole_words_once() {
        let mkba = "<abbr title=\"a &amp; b\">MKBA</abbr>";
        assert_eq!(explain("Een MKBA, nog een MKBA."), format!("Een {mkba}, nog een MKBA."));
        assert_eq!(explain("MKBA’s en MKBA-werk"), format!("{mkba}’s en MKBA-werk"));
        assert_eq!(explain("sub-MKBA, kea, Kea"), format!("sub-{mkba}, kea, Kea"));
        assert_eq!(explain("MKBAs, éMKBA, MKB"), "MKBAs, éMKBA, MKB");
        assert_eq!(explain("O&amp;O"), "<abbr title=\"onderzoek\">O&amp;O</abbr>");
        assert_eq!(explain("KEA"), "<abbr title=\"kosten-&quot;effecten&quot;\">KEA</abbr>");
    }

    #[test]
    fn a_site_without_terms_is_left_alone() {
        let mut out = String::new();
        let terms = Terms::of(vec![Term::abbreviation("", "niets")]);
        terms.write(&mut out, "abc", (1, 3), &mut Explained::default(), None);
        assert_eq!(out, "bc");
    }
}
