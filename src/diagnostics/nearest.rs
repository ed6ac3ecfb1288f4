//! The known name that somebody most likely meant.

/// The candidate nearest to `word`, if one is near enough to be meant.
///
/// Distance is Damerau-Levenshtein over lower-case text (a difference in case
/// alone is nearest of all), at most a third of the word's length and at
/// least one edit. Ties go to the first candidate in alphabetical order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let limit = (lower.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&lower, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// A begun word (`samenwerk` for `samenwerking`) counts as one edit.
fn distance(lower: &str, candidate: &str) -> usize {
    let candidate = candidate.to_lowercase();
    let begun = lower.chars().count() >= 4 && candidate.starts_with(lower);
    let edits = strsim::damerau_levenshtein(lower, &candidate);
    if begun { edits.min(1) } else { edits }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_what_was_meant_and_nothing_far_off() {
        let slugs = ["rivierenland", "rijnmond", "twente"];
        assert_eq!(nearest("Rivierenland", slugs), Some("rivierenland"));
        assert_eq!(nearest("riverenland", slugs), Some("rivierenland"));
        assert_eq!(nearest("wtente", slugs), Some("twente"));
        assert_eq!(nearest("zeeland", slugs), None);
    }
}
