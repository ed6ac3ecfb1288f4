//! Where a sorted row of forms is cut into shards.

use std::ops::Range;

/// A shard ends before it is full where what follows is told apart by fewer
/// letters: the manifest is shorter, fewer beginnings stretch over two shards,
/// and after a new form the next cuts are where they were before.
const FULL_ENOUGH: f32 = 0.8;

/// Cuts forms into stretches that cost at most `target`, or are one form.
/// `cost` says what a form adds to a stretch, and whether it begins one.
pub(super) fn stretches(
    forms: &[&str],
    target: f32,
    mut cost: impl FnMut(usize, bool) -> f32,
) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    while start < forms.len() {
        let end = end(forms, start, target, &mut cost);
        stretches.push(start..end);
        start = end;
    }
    stretches
}

/// Where the stretch that begins with form `start` ends.
fn end(forms: &[&str], start: usize, target: f32, cost: &mut impl FnMut(usize, bool) -> f32) -> usize {
    let mut sum = cost(start, true);
    let mut best: Option<(usize, usize)> = None;
    for at in start + 1..forms.len() {
        // Cut here, the bound would be so long.
        let length = shared(forms[at - 1], forms[at]);
        if sum >= FULL_ENOUGH * target && best.is_none_or(|(shortest, _)| length <= shortest) {
            best = Some((length, at));
        }
        sum += cost(at, false);
        if sum > target {
            return best.map_or(at, |(_, at)| at);
        }
    }
    forms.len()
}

/// The bound of each stretch: the shortest beginning of its first form that is
/// above the form before it.
pub(super) fn bounds(forms: &[&str], stretches: &[Range<usize>]) -> Vec<String> {
    let bound = |stretch: &Range<usize>| {
        let before = stretch.start.checked_sub(1).map_or("", |at| forms[at]);
        let first = forms[stretch.start];
        first.chars().take(shared(before, first) + 1).collect()
    };
    stretches.iter().map(bound).collect()
}

/// How many letters two forms begin with in common.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::{bounds, shared, stretches};

    /// Words of two letters to six, sorted.
    fn words() -> Vec<String> {
        let mut words: Vec<String> = (0..2000_u32)
            .map(|number| {
                let letters = number.wrapping_mul(2_654_435_761);
                let letter = |at: u32| char::from(b'a' + (letters >> (at * 5) & 15) as u8);
                (0..2 + number % 5).map(letter).collect()
            })
            .collect();
        words.sort();
        words.dedup();
        words
    }

    fn cut(words: &[String]) -> Vec<Vec<String>> {
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let stretches = stretches(&forms, 100.0, |at, _| forms[at].len() as f32);
        let bounds = bounds(&forms, &stretches);
        let parts: Vec<Vec<String>> = stretches.into_iter().map(|stretch| words[stretch].to_vec()).collect();
        assert_eq!(parts.concat(), words);
        for (at, (part, bound)) in parts.iter().zip(&bounds).enumerate() {
            assert!(part.concat().len() <= 100 && part[0].starts_with(bound.as_str()));
            if let Some(before) = at.checked_sub(1).and_then(|at| parts[at].last()) {
                assert!(before < bound && bound.len() == shared(before, &part[0]) + 1);
            }
        }
        parts
    }

    #[test]
    fn a_form_more_leaves_most_stretches_as_they_are() {
        let before = cut(&words());
        for word in ["aaa", "bb", "gogogo", "pp"] {
            let mut more = words();
            more.insert(more.partition_point(|known| known.as_str() < word), word.to_owned());
            let after = cut(&more);
            let new = after.iter().filter(|stretch| !before.contains(stretch)).count();
            assert!(new <= 4, "{word}: {new} of {}", after.len());
        }
    }

    #[test]
    fn what_costs_more_than_a_stretch_stands_alone() {
        assert_eq!(
            stretches(&["a", "b", "ba", "c"], 10.0, |at, _| [1.0, 50.0, 3.0, 3.0][at]),
            [0..1, 1..2, 2..4]
        );
        assert!(stretches(&[], 10.0, |_, _| 1.0).is_empty());
    }

    #[test]
    fn a_stretch_ends_where_the_fewest_letters_tell() {
        let forms = ["aa", "ab", "ac", "ad", "ba", "bb", "bc"];
        assert_eq!(stretches(&forms, 5.0, |_, _| 1.0), [0..4, 4..7]);
    }
}
