//! The words in a compound: `risicobeheersysteem` is `risicobeheer` +
//! `systeem`.

/// A part has at least so many letters.
pub const SHORTEST_PART: usize = 4;

/// What may follow on a part that ends where `rest` begins: `rest` itself, then
/// without `s`, `en` and `e`, which link two parts. Asked of every place in
/// every word, so by bytes.
pub fn after_link(rest: &str) -> [Option<&str>; 4] {
    match rest.as_bytes() {
        [b's', ..] => [Some(rest), rest.get(1..), None, None],
        [b'e', b'n', ..] => [Some(rest), None, rest.get(2..), rest.get(1..)],
        [b'e', ..] => [Some(rest), None, None, rest.get(1..)],
        _ => [Some(rest), None, None, None],
    }
}

/// What can be a part of a compound.
pub trait Parts {
    /// Whether a text is one.
    fn is_part(&self, text: &str) -> bool;

    /// Whether one may begin as a text does. Asked of every place in a word,
    /// before what is on its left is looked up, so it should cost little.
    fn may_begin(&self, _text: &str) -> bool {
        true
    }
}

impl<F: Fn(&str) -> bool> Parts for F {
    fn is_part(&self, text: &str) -> bool {
        self(text)
    }
}

/// The parts of `word`, or nothing when it is no compound of known parts. The
/// longest first part wins for which the rest can be split as well; at most
/// four parts. All offsets are of folded words, where letters of other
/// scripts are no part.
pub fn split<'a>(word: &'a str, known: &impl Parts) -> Option<Vec<&'a str>> {
    if word.len() < 2 * SHORTEST_PART || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut parts = Vec::new();
    split_into(word, known, &mut parts, 4).then_some(parts).filter(|parts| parts.len() > 1)
}

fn split_into<'a>(word: &'a str, known: &impl Parts, parts: &mut Vec<&'a str>, room: usize) -> bool {
    if !parts.is_empty() && known.is_part(word) {
        parts.push(word);
        return true;
    }
    if room <= 1 || word.len() < 2 * SHORTEST_PART {
        return false;
    }
    for end in (SHORTEST_PART..=word.len() - SHORTEST_PART).rev() {
        let (part, rest) = word.split_at(end);
        let may_follow = |rest: &&str| rest.len() >= SHORTEST_PART && known.may_begin(rest);
        let rests = after_link(rest).map(|rest| rest.filter(may_follow));
        if rests.iter().all(Option::is_none) || !known.is_part(part) {
            continue;
        }
        for rest in rests.into_iter().flatten() {
            parts.push(part);
            if split_into(rest, known, parts, room - 1) {
                return true;
            }
            parts.pop();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::split;

    fn parts(word: &str) -> Option<Vec<&str>> {
        let known = [
            "risico",
            "beheer",
            "systeem",
            "risicobeheer",
            "arbeid",
            "markt",
            "regio",
            "groep",
            "doel",
            "paard",
            "kracht",
        ];
        split(word, &|part: &str| known.contains(&part))
    }

    #[test]
    fn splits_at_the_longest_parts_with_linking_letters() {
        assert_eq!(parts("risicobeheersysteem"), Some(vec!["risicobeheer", "systeem"]));
        assert_eq!(parts("arbeidsmarktregio"), Some(vec!["arbeid", "markt", "regio"]));
        assert_eq!(parts("paardenkracht"), Some(vec!["paard", "kracht"]));
        assert_eq!(parts("risicobeheer"), Some(vec!["risico", "beheer"]));
        assert_eq!(parts("risicobeheert"), None);
        assert_eq!(parts("risico"), None);
    }
}
