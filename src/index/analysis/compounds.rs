//! The words in a compound: `risicobeheersysteem` is `risicobeheer` +
//! `systeem`.

/// A part has at least so many letters.
pub const SHORTEST_PART: usize = 4;

/// What may stand between two parts, tried in this order.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// The parts of `word`, or nothing when it is no compound of parts that
/// `is_part` knows. The longest first part wins for which the rest can be
/// split as well; at most four parts. All offsets are of folded words, where
/// letters of other scripts are no part.
pub fn split<'a>(word: &'a str, is_part: &dyn Fn(&str) -> bool) -> Option<Vec<&'a str>> {
    if word.len() < 2 * SHORTEST_PART || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut parts = Vec::new();
    split_into(word, is_part, &mut parts, 4).then_some(parts).filter(|parts| parts.len() > 1)
}

fn split_into<'a>(
    word: &'a str,
    is_part: &dyn Fn(&str) -> bool,
    parts: &mut Vec<&'a str>,
    room: usize,
) -> bool {
    if !parts.is_empty() && is_part(word) {
        parts.push(word);
        return true;
    }
    if room <= 1 || word.len() < 2 * SHORTEST_PART {
        return false;
    }
    for end in (SHORTEST_PART..=word.len() - SHORTEST_PART).rev() {
        let (part, rest) = word.split_at(end);
        if !is_part(part) {
            continue;
        }
        for link in LINKS {
            let Some(rest) = rest.strip_prefix(link).filter(|rest| rest.len() >= SHORTEST_PART) else {
                continue;
            };
            parts.push(part);
            if split_into(rest, is_part, parts, room - 1) {
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
        split(word, &|part| known.contains(&part))
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
