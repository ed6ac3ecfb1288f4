//! Pages about one thing refer to one another: what the best of a list refer
//! to is raised, so that a lesson brings its theme, its example and the
//! instrument that helps with it, also where these say it in other words.
//!
//! Smoothing of scores over neighbours, as in F. Diaz, "Regularizing ad hoc
//! retrieval scores" (CIKM 2005), with links for neighbours and one step.

use rustc_hash::FxHashMap;

use super::rank::{Found, order};
use crate::index::weights::QUERY_WEIGHTS;

/// Raises what the best refer to, as `links` tells. The first stays the first:
/// it says best what was asked for. Only pages of which a title or name is the
/// query are put in a new order among themselves, the first of them too.
pub(super) fn raise_linked(found: &mut [Found], links: &[Vec<u32>]) {
    let weights = QUERY_WEIGHTS;
    let mut raised: FxHashMap<u32, u64> = FxHashMap::default();
    for (part, best) in (1..=weights.linked).rev().zip(found.iter()) {
        let more = best.score * u64::from(part) / u64::from(weights.linked_base);
        for page in links.get(best.page as usize).into_iter().flatten() {
            *raised.entry(*page).or_default() += more;
        }
    }
    let stays = usize::from(found.first().is_some_and(|first| !first.exact));
    let others = &mut found[stays..];
    for other in others.iter_mut() {
        other.score += raised.get(&other.page).copied().unwrap_or_default();
    }
    others.sort_by(order);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(scores: &[(u32, u64)]) -> Vec<Found> {
        scores.iter().map(|&(page, score)| Found { page, score, exact: false, named: 0 }).collect()
    }

    #[test]
    fn raises_what_the_best_refer_to_above_what_says_as_much() {
        let mut list = found(&[(0, 800), (1, 400), (2, 80), (3, 60), (4, 50)]);
        // The first refers to 4, the second to 3 and 0.
        raise_linked(&mut list, &[vec![4], vec![0, 3], vec![], vec![], vec![]]);
        assert_eq!(list, found(&[(0, 800), (1, 400), (4, 150), (3, 100), (2, 80)]));
    }

    #[test]
    fn the_first_and_the_exact_stay_before_what_is_raised() {
        let mut list = found(&[(0, 800), (1, 790)]);
        raise_linked(&mut list, &[vec![1], vec![]]);
        assert_eq!(list, found(&[(0, 800), (1, 890)]));
        // Two pages have the query for a title: links tell which comes first.
        let mut list = found(&[(0, 400), (1, 390), (2, 800)]);
        list[0].exact = true;
        list[1].exact = true;
        raise_linked(&mut list, &[vec![1, 2], vec![], vec![1]]);
        assert_eq!(list.iter().map(|found| found.page).collect::<Vec<_>>(), [1, 0, 2]);
    }
}
