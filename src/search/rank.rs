//! Ranking.
//!
//! 1. Every chunk of the query becomes units: a name known as a whole is one,
//!    else each of its pieces.
//! 2. Every unit gives each page a number: weight × rareness × strength, the
//!    best of what the unit stands for (the word, words that begin so, …).
//! 3. A page's score is the sum, more for the share of the units it has. A
//!    page whose title or name is the query comes first; ties go by address.
//! 4. The best are compared with the query as it was put ([`super::near`]).
//! 5. The best of these raise the pages that they refer to ([`super::linked`]).

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::index::build::SearchIndex;
use crate::index::lexicon::{GroupId, Lexicon};
use crate::index::merged::Merged;
use crate::index::postings::{Postings, WordList};
use crate::index::weights::{LEVELS, QUERY_WEIGHTS, levels};

use super::linked::raise_linked;
use super::near::Near;
use super::query::{Chunk, Query, parse};
use super::unknown::{Guess, Part, guess};

/// Answers queries from an index.
pub struct Searcher {
    /// The words of every page.
    pub index: SearchIndex,
    /// The words' lists.
    pub postings: Postings,
    /// The vocabulary without forms that find nothing, as the browser has it.
    lexicon: Lexicon,
    /// The forms of it that are a title or name by themselves.
    named: FxHashSet<String>,
    levels: [u32; LEVELS],
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Every page, best first.
    pub found: Vec<Found>,
    /// Words as typed → as they were probably meant.
    pub corrected: Vec<(String, String)>,
    /// Words that nothing was found for.
    pub left_out: Vec<String>,
}

/// A page with its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The page.
    pub page: u32,
    /// The score.
    pub score: u64,
    /// Whether its title or name is the query.
    pub exact: bool,
    /// The rareness of the units that are in a title or name of it, where one
    /// consists of them.
    pub(super) named: u64,
}

/// A form to look up.
#[derive(Debug, Clone)]
struct Wanted {
    form: String,
    /// Whether more letters may follow.
    unfinished: bool,
    /// Whether it stands between quotes.
    quoted: bool,
}

/// What one unit gives each page.
#[derive(Debug, Default)]
struct Unit {
    /// How much it counts in how well a page covers the query.
    rareness: u32,
    /// Page → number and, where it is in the title, the title's length.
    pages: BTreeMap<u32, (u32, u8)>,
}

/// What the units give one page together.
#[derive(Debug, Default)]
struct Sums {
    sum: u64,
    /// The rareness of the units that it has.
    covered: u64,
    /// The rareness of those that its title or a name has.
    titled: u64,
    /// The share of its title that they are.
    title: u32,
}

/// What comes first in a list.
pub(super) fn order(a: &Found, b: &Found) -> std::cmp::Ordering {
    b.exact.cmp(&a.exact).then(b.score.cmp(&a.score)).then(a.page.cmp(&b.page))
}

/// A title or name of one word is another form of what was asked for: it counts
/// as half of one.
const OF_OTHER_FORM: Option<u8> = Some(2);

/// The least common multiple of one to seven: shares of a title add up.
const WHOLE_TITLE: u32 = 420;

impl Searcher {
    /// For an index.
    pub fn new(index: SearchIndex) -> Self {
        let postings = Postings::of(&index);
        let forms = postings.lexicon.forms.iter().zip(&postings.named);
        let named = forms.filter(|(_, named)| **named).map(|(form, _)| form.text.clone()).collect();
        let mut lexicon = Lexicon::clone(&postings.lexicon);
        lexicon.forms.retain(|form| postings.finds_something(form.group));
        Self { postings, index, lexicon, named, levels: levels() }
    }

    /// The pages for a query. Typing errors are taken for what was probably
    /// meant only where `repair` says so.
    pub fn search(&self, text: &str, repair: bool) -> Answer {
        let query = parse(text);
        let mut answer = Answer::default();
        let (mut units, mut asked) = (Vec::new(), Vec::new());
        for word in self.wanted(&query) {
            match self.unit(&word, repair, &mut answer) {
                Some(found) => {
                    asked.extend(found.iter().map(|unit| (word.form.clone(), unit.rareness)));
                    units.extend(found);
                }
                None => answer.left_out.push(word.form),
            }
        }
        answer.found = self.rank(&units);
        let without: Vec<[String; 1]> = query
            .excluded
            .iter()
            .filter_map(|chunk| chunk.words.first())
            .map(|word| [word.form.clone()])
            .collect();
        answer.found.retain(|found| {
            query.phrases.iter().all(|words| self.has_phrase(found.page, words))
                && !without.iter().any(|words| self.has_phrase(found.page, words))
        });
        self.compare(&query, &asked, &mut answer);
        raise_linked(&mut answer.found, &self.index.payload.links);
        answer
    }

    /// Puts the best in the order of how near they are to the query as it was
    /// put; `asked` has the form and the rareness of each unit. Of a region
    /// called Leiden `regio Leiden` is a name as well.
    fn compare(&self, query: &Query, asked: &[(String, u32)], answer: &mut Answer) {
        let near = Near::new(query, &answer.corrected, &self.index.payload.language);
        let count = QUERY_WEIGHTS.near.min(answer.found.len());
        let best = &mut answer.found[..count];
        let labels = &self.index.payload.site.collections;
        let all: u64 = asked.iter().map(|(_, rareness)| u64::from(*rareness)).sum();
        for found in best.iter_mut() {
            let record = &self.index.pages[found.page as usize].record;
            found.score = near.score(found.score, record);
            let label = record.collection.and_then(|at| labels.get(at)).map_or("", String::as_str);
            let kind = asked.iter().filter(|(form, _)| near.is_label(form, label));
            let kind: u64 = kind.map(|(_, rareness)| u64::from(*rareness)).sum();
            found.exact |= found.named > 0 && found.named + kind >= all;
        }
        best.sort_by(order);
    }

    /// Whether these forms stand next to one another on a page.
    fn has_phrase(&self, page: u32, words: &[String]) -> bool {
        let vocabulary = &self.index.vocabulary;
        let Some(forms) = words.iter().map(|form| vocabulary.find(form)).collect::<Option<Vec<u32>>>() else {
            return false;
        };
        let mut places: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); forms.len()];
        self.index.pages[page as usize].words.tell_phrase_tokens(|token| {
            for (place, form) in (0..).zip(&forms) {
                if *form == token.form {
                    // Where the phrase would begin.
                    places[place as usize].extend(token.place.checked_sub(place));
                }
            }
        });
        let Some((first, others)) = places.split_first() else { return true };
        first.iter().any(|start| others.iter().all(|places| places.contains(start)))
    }

    /// The pages that have one of the values of every field that is named.
    /// What no facet is called, or has as a value, nothing has.
    pub fn filtered(&self, found: Vec<Found>, filters: &[(String, String)]) -> Vec<Found> {
        let facets = &self.index.payload.site.facets;
        let mut wanted: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (field, slug) in filters {
            let values = wanted.entry(field).or_default();
            if let Some(facet) = facets.iter().position(|facet| facet.name == *field) {
                let value = facets[facet].values.iter().position(|(known, _)| known == slug);
                values.extend(value.map(|value| (facet, value)));
            }
        }
        let passes = |page: u32| {
            let has = &self.index.pages[page as usize].record.facets;
            wanted.values().all(|values| values.iter().any(|value| has.contains(value)))
        };
        found.into_iter().filter(|found| passes(found.page)).collect()
    }

    /// The forms to look up.
    fn wanted(&self, query: &Query) -> Vec<Wanted> {
        let all: Vec<Wanted> = query.chunks.iter().flat_map(|chunk| self.forms(chunk)).collect();
        let telling: Vec<Wanted> = all
            .iter()
            .filter(|Wanted { form, .. }| !self.index.payload.language.is_stop_word(form))
            .cloned()
            .collect();
        if telling.is_empty() { all } else { telling }
    }

    /// The forms of a chunk: wholes that the site knows, else their pieces.
    fn forms(&self, chunk: &Chunk) -> Vec<Wanted> {
        let mut forms = Vec::new();
        let words = &chunk.words;
        let last = words.last().map_or(0, |word| word.place);
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let ends = word.place + word.pieces - 1;
            let unfinished = chunk.unfinished && ends >= last;
            let lexicon = &self.lexicon;
            let known = lexicon.find(&word.form).is_some()
                || unfinished && !lexicon.starting_with(&word.form).is_empty();
            if word.whole && !known {
                at += 1;
                continue;
            }
            forms.push(Wanted { form: word.form.clone(), unfinished, quoted: chunk.quoted });
            at += 1;
            while at < words.len() && words[at].place <= ends {
                at += 1;
            }
        }
        forms
    }

    /// What a form gives each page; `None` if the site has nothing like it.
    /// A compound that is taken apart gives a unit a part.
    /// What is quoted is meant as it stands.
    fn unit(&self, wanted: &Wanted, repair: bool, answer: &mut Answer) -> Option<Vec<Unit>> {
        let (form, unfinished) = (wanted.form.as_str(), wanted.unfinished);
        let weights = QUERY_WEIGHTS;
        let lexicon = &self.lexicon;
        let mut unit = Unit::default();
        if let Some(group) = lexicon.group_of(form) {
            self.add(&mut unit, &self.postings.list(group), weights.word, self.titles(form));
        }
        if unfinished && lexicon.starting_with(form).iter().any(|other| other.text != form) {
            self.add(&mut unit, &self.prefix(form), weights.prefix, None);
        }
        if !unit.pages.is_empty() {
            return Some(vec![unit]);
        }
        if wanted.quoted {
            return None;
        }
        match guess(lexicon, &|group| self.postings.rareness(group), form, unfinished, repair)? {
            Guess::Inflection(groups) => {
                for group in groups {
                    self.add(&mut unit, &self.postings.list(group), weights.inflection, OF_OTHER_FORM);
                }
            }
            Guess::Typo(meant, group) => {
                self.add(&mut unit, &self.postings.list(group), weights.typo, self.titles(&meant));
                answer.corrected.push((form.to_owned(), meant));
            }
            Guess::Parts(parts) => {
                let units = parts.iter().map(|part| {
                    let mut unit = Unit::default();
                    let list = match part {
                        Part::Word(group) => self.postings.list(*group),
                        Part::Prefix(prefix) => self.prefix(prefix),
                    };
                    self.add(&mut unit, &list, weights.part, None);
                    unit
                });
                return Some(units.collect());
            }
        }
        Some(vec![unit])
    }

    /// Of how many words the titles of a form are at least.
    fn titles(&self, form: &str) -> Option<u8> {
        if self.named.contains(form) { Some(1) } else { OF_OTHER_FORM }
    }

    /// Adds a list to a unit; `titles` says of how many words titles are at
    /// least, if they count.
    fn add(&self, unit: &mut Unit, list: &WordList, weight: u32, titles: Option<u8>) {
        if unit.rareness == 0 {
            unit.rareness = u32::from(list.idf);
        }
        for hit in &list.hits {
            let number = weight * u32::from(list.idf) * self.levels[usize::from(hit.level())];
            let known = unit.pages.entry(hit.page()).or_default();
            known.0 = known.0.max(number);
            // Of titles the shortest, 0 being none.
            if let (Some(least), 1..) = (titles, hit.title()) {
                let title = hit.title().max(least);
                known.1 = if known.1 == 0 { title } else { title.min(known.1) };
            }
        }
    }

    /// The pages of all words that begin with `prefix`, each with the
    /// strongest of them.
    pub fn prefix(&self, prefix: &str) -> WordList {
        let mut groups: Vec<GroupId> =
            self.lexicon.starting_with(prefix).iter().map(|form| form.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let mut merged = Merged::new(self.postings.total);
        groups.into_iter().for_each(|group| merged.add(&self.postings.list(group)));
        merged.list()
    }

    fn rank(&self, units: &[Unit]) -> Vec<Found> {
        let weights = QUERY_WEIGHTS;
        let titled_base = u64::from(WHOLE_TITLE * weights.title_base);
        let titled = |share: u32| titled_base + u64::from(weights.title * share.min(WHOLE_TITLE));
        let all: u64 = units.iter().map(|unit| u64::from(unit.rareness)).sum();
        let mut pages: BTreeMap<u32, Sums> = BTreeMap::new();
        for unit in units {
            for (&page, &(number, title)) in &unit.pages {
                let known = pages.entry(page).or_default();
                known.sum += u64::from(number);
                known.covered += u64::from(unit.rareness);
                if title > 0 {
                    known.titled += u64::from(unit.rareness);
                    known.title += WHOLE_TITLE / u32::from(title);
                }
            }
        }
        let mut found: Vec<Found> = pages
            .into_iter()
            .map(|(page, Sums { sum, covered, titled: in_title, title })| {
                let covers = u64::from(weights.coverage_base) * all + u64::from(weights.coverage) * covered;
                Found {
                    page,
                    score: sum * covers / all.max(1) * titled(title) / titled_base,
                    exact: title >= WHOLE_TITLE && in_title == all,
                    named: if title >= WHOLE_TITLE { in_title } else { 0 },
                }
            })
            .collect();
        found.sort_by(order);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Searcher;
    use crate::index::analysis::language::LanguageData;
    use crate::index::document::{Record, SearchDocument};
    use crate::index::made_up::{document, index_of};

    #[test]
    fn a_name_that_is_the_query_comes_first_whatever_else_finds_its_page() {
        let (mut language, _) = LanguageData::read("nl", None, None);
        language.synonyms = vec![vec!["mbo".to_owned(), "beroepsonderwijs".to_owned()]];
        let page = |title: &str, names: &[&str]| SearchDocument {
            record: Record { route: title.to_lowercase(), title: title.to_owned(), ..Record::default() },
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            sections: vec!["Over mbo en mbo en mbo."],
            ..SearchDocument::default()
        };
        let pages = [page("De mbo-raad", &[]), page("Middelbaar beroepsonderwijs", &["mbo"])];
        let searcher = Searcher::new(index_of(pages, &language, None));
        let found = searcher.search("mbo", true).found;
        assert_eq!(
            found.iter().map(|found| (found.page, found.exact)).collect::<Vec<_>>(),
            [(1, true), (0, false)]
        );
    }

    #[test]
    fn a_part_that_is_in_no_compound_in_the_end_is_no_word() {
        // In the second compound `anjeboom` is left of `tuin` and `kast`, until
        // the first tells that `kastanje` is a part.
        let text = "Een hond, een kast, een tuin, een anjer, een boom, hondkastanje, tuinkastanjeboom.";
        let (language, _) = LanguageData::read("nl", None, None);
        let searcher = Searcher::new(index_of([document(0, text)], &language, None));
        assert_eq!(searcher.search("hond anjebom", true).left_out, ["anjebom"]);
    }

    #[test]
    fn a_name_is_a_name_in_its_own_form_and_beside_what_names_its_kind() {
        let (language, _) = LanguageData::read("nl", None, None);
        let page = |title: &str, collection: Option<usize>, names: &[&str]| SearchDocument {
            record: Record { title: title.to_owned(), collection, ..Record::default() },
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            sections: vec!["Leiden is leiding geven, in elke regio."],
            ..SearchDocument::default()
        };
        let pages = [
            page("Wie leidt, en wie volgt?", None, &[]),
            page("Holland Rijnland", Some(0), &["Leiden"]),
            page("Leiding en macht", None, &[]),
        ];
        let mut index = index_of(pages, &language, None);
        index.payload.site.collections = vec!["Regio".to_owned()];
        let searcher = Searcher::new(index);
        let exact = |query: &str| -> Vec<u32> {
            let found = searcher.search(query, true).found;
            found.iter().filter(|found| found.exact).map(|found| found.page).collect()
        };
        assert_eq!(exact("Leiden"), [1]);
        assert!(exact("leiding").is_empty());
        assert_eq!(exact("regio Leiden"), [1]);
        assert_eq!(exact("regio's Leiden"), [1]);
        assert!(exact("geven Leiden").is_empty());
    }
}
