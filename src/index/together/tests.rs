use std::cmp::Reverse;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::*;
use crate::index::analysis::language::LanguageData;
use crate::index::build::SearchIndex;
use crate::index::lexicon::Form;
use crate::index::made_up::{document, index_of};
use crate::index::postings::{WordList, WordLists};

/// How often a page has `arbeid`, `markt`, `regio` and `arbeidsmarktregio`.
type Times = [usize; 4];

static DUTCH: LazyLock<LanguageData> = LazyLock::new(|| {
    let mut language = LanguageData {
        narrower: Default::default(),
        synonyms: Vec::new(),
        ..LanguageData::read("nl", None, None).0
    };
    language.narrower.insert("polderen".to_owned(), vec!["arbeid regio".to_owned()]);
    language
});

/// Pages with these words; what was found in `before` is known.
fn index(pages: &[Times], before: Option<&SearchIndex>) -> SearchIndex {
    let words = ["arbeid", "markt", "regio", "arbeidsmarktregio"];
    let body = |times: &Times| -> String {
        words.iter().zip(times).map(|(word, times)| format!("{word} ").repeat(*times)).collect()
    };
    let bodies: Vec<String> = pages.iter().map(body).collect();
    index_of(bodies.iter().enumerate().map(|(at, body)| document(at, body)), &DUTCH, before)
}

#[test]
fn of_the_pages_that_have_all_words_the_strongest_are_found() {
    let pages: Vec<Times> = (0..400).map(|at| [at * 7 % 5, at * 3 % 4, at * 11 % 3, 0]).collect();
    let postings = Postings::of(&index(&pages, None));
    let group = |word: &str| postings.lexicon.group_of(word).unwrap_or(u32::MAX);
    for words in [&["arbeid", "markt"][..], &["markt", "arbeid"], &["arbeid", "markt", "regio"]] {
        let words: Vec<Rare> =
            words.iter().map(|word| (group(word), f32::from(postings.rareness(group(word))))).collect();
        let mut all: Vec<(Reverse<u32>, u32)> = (0..400)
            .filter_map(|page| Some((Reverse(postings.strength(&words, page)?.to_bits()), page)))
            .collect();
        all.sort_unstable();
        all.truncate(MOST_APART);
        let mut expected: Vec<u32> = all.into_iter().map(|(_, page)| page).collect();
        expected.sort_unstable();
        let found = postings.strongest_of(words[0], words[1], &words[2..]);
        let mut found: Vec<u32> = found.into_pages().map(|(page, _)| page).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{words:?}");
    }
}

fn lists(index: &SearchIndex) -> Vec<(String, WordList)> {
    let words = WordLists::of(index);
    let form = |form: &Form| (form.text.clone(), words.lists[form.group as usize].clone());
    words.lexicon.forms.iter().map(form).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn lists_are_the_same_whatever_was_found_before(
        // More pages than are kept, and fewer.
        mut pages in prop::collection::vec(times(), 1..120),
        edits in prop::collection::vec(prop::collection::vec((any::<prop::sample::Index>(), times()), 1..4), 1..5),
        kept in any::<bool>(),
    ) {
        let mut known = index(&pages, None);
        WordLists::of(&known);
        for edit in edits {
            for (place, times) in edit {
                *place.get_mut(&mut pages) = times;
            }
            if kept {
                let bytes = postcard::to_stdvec(&known.together.keep());
                let restored = bytes.ok().and_then(|bytes| LastTogether::restore(bytes.get(1..)?, &known.pages));
                prop_assert!(restored.is_some());
                known.together = Arc::new(restored.unwrap_or_default());
            }
            known = index(&pages, Some(&known));
            prop_assert_eq!(lists(&known), lists(&index(&pages, None)));
        }
    }
}

fn times() -> impl Strategy<Value = Times> {
    [0..5usize, 0..4usize, 0..3usize, 0..2usize]
}
