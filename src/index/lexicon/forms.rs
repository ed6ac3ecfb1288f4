//! Which forms are one word.

use rustc_hash::FxHashMap;

use super::{Form, Group, GroupId, Lexicon};
use crate::index::analysis::compounds::SHORTEST_PART;
use crate::index::analysis::language::LanguageData;

/// Joins forms of one stem, and stems that only inflection keeps apart.
pub(super) fn group(texts: Vec<String>, stems: &[String], language: &LanguageData) -> Lexicon {
    let mut by_stem: FxHashMap<&str, usize> = FxHashMap::default();
    let mut parent: Vec<usize> = (0..texts.len()).collect();
    for (at, stem) in stems.iter().enumerate() {
        let first = *by_stem.entry(stem).or_insert(at);
        parent[at] = first;
    }
    for (at, base) in inflected(&texts, stems, language) {
        let (a, b) = (root(&mut parent, at), root(&mut parent, base));
        parent[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut ids: FxHashMap<usize, GroupId> = FxHashMap::default();
    let mut forms = Vec::with_capacity(texts.len());
    for (at, text) in texts.into_iter().enumerate() {
        let root = root(&mut parent, at);
        let id = *ids.entry(root).or_insert_with(|| {
            groups.push(Group::default());
            groups.len() as GroupId - 1
        });
        let group = &mut groups[id as usize];
        if !group.stems.contains(&stems[at]) {
            group.stems.push(stems[at].clone());
        }
        let stop = language.is_stop_word(&text);
        group.stop |= stop;
        group.weak |= language.weak.contains(&text);
        let part = text.len() >= SHORTEST_PART
            && text.bytes().all(|byte| byte.is_ascii_lowercase())
            && !stop
            && !language.not_parts.contains(&text);
        forms.push(Form { text, group: id, part });
    }
    Lexicon { forms, groups }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Endings that make another form of a Dutch word when the word without it is
/// in use as well, and the shortest such word.
pub(super) const INFLECTIONS: [(&str, usize); 4] = [("en", 4), ("s", 3), ("n", 4), ("e", 4)];

/// What a verb in -eren ends in …
const VERBS: [&str; 6] = ["eren", "eert", "eerde", "eerden", "eerd", "eer"];

/// … and the nouns beside it.
const NOUNS: [&str; 3] = ["atie", "aties", "ering"];

/// Pairs of forms (with an ending, without it) that are one word. Both must
/// be in use: that is what tells `thema's` from `atlas`.
fn inflected(texts: &[String], stems: &[String], language: &LanguageData) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    if language.language != "nl" {
        return pairs;
    }
    // Stems that have an infinitive or plural in -en.
    let with_en: FxHashMap<&str, usize> = texts
        .iter()
        .zip(stems)
        .enumerate()
        .filter(|(_, (text, _))| text.ends_with("en"))
        .map(|(at, (_, stem))| (stem.as_str(), at))
        .collect();
    let places: FxHashMap<&str, usize> =
        texts.iter().enumerate().map(|(at, text)| (text.as_str(), at)).collect();
    let find = |text: &str| places.get(text).copied();
    for (at, text) in texts.iter().enumerate() {
        if !text.bytes().all(|byte| byte.is_ascii_lowercase()) || language.is_stop_word(text) {
            continue;
        }
        for (ending, shortest) in INFLECTIONS {
            let Some(base) = text.strip_suffix(ending).filter(|base| base.len() >= shortest) else {
                continue;
            };
            if ending == "n" && !base.ends_with('e') || language.is_stop_word(base) {
                continue;
            }
            if let Some(other) = find(base) {
                pairs.push((at, other));
            }
        }
        // Verbs in -eren have their stem in -eer: `evalueren`, `geevalueerd`.
        let verb = VERBS.iter().find_map(|ending| text.strip_suffix(ending));
        if let Some(base) = verb.filter(|base| base.len() >= 3) {
            let base = base.strip_prefix("ge").filter(|rest| rest.len() >= 3).unwrap_or(base);
            for ending in VERBS.iter().chain(&NOUNS) {
                let others = [format!("{base}{ending}"), format!("ge{base}{ending}")];
                pairs.extend(others.iter().filter_map(|other| find(other)).map(|other| (at, other)));
            }
        }
        // Third person: `inventariseert` beside `inventariseren`.
        if let Some(base) = text.strip_suffix('t').filter(|base| base.len() >= 3 && stems[at] == *text) {
            let stem = find(base).map_or(base, |other| stems[other].as_str());
            if let Some(&other) = with_en.get(stem).filter(|_| !language.is_stop_word(base)) {
                pairs.push((at, other));
            }
        }
    }
    pairs
}
