//! How good search is, on judged queries: the team's gauge for what an
//! article or a synonym does to it.
//!
//! nDCG@10 with gain 2^grade − 1, MRR@10 and success at 1 and 5 for pages of
//! grade 3, and the share of queries without any result.

mod queries;

use std::collections::BTreeMap;

use serde::Serialize;

pub use queries::{JudgedQuery, QueriesFault, read_queries};

/// The measures of a set of queries.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measures {
    /// How many queries.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten.
    pub ndcg: f64,
    /// One divided by the place of the first page of grade 3, in the first ten.
    pub mrr: f64,
    /// Share of queries with a page of grade 3 first.
    pub success_at_1: f64,
    /// Share of queries with a page of grade 3 among the first five.
    pub success_at_5: f64,
    /// Share of queries without results.
    pub zero: f64,
}

/// One query's measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Its class.
    pub class: String,
    /// The query.
    pub query: String,
    /// nDCG@10.
    pub ndcg: f64,
    /// Place of the first page of grade 3, from 1; 0 if not in the first ten.
    pub first: usize,
    /// How many pages were found.
    pub total: usize,
    /// The routes of the first ten.
    pub routes: Vec<String>,
}

/// The result of an evaluation.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// Over all queries.
    pub all: Measures,
    /// By class.
    pub classes: BTreeMap<String, Measures>,
    /// Query by query.
    pub outcomes: Vec<Outcome>,
}

/// Judges what `search` (the routes of the first ten, and how many there are)
/// gives for each query.
pub fn evaluate(queries: &[JudgedQuery], mut search: impl FnMut(&str) -> (Vec<String>, usize)) -> Evaluation {
    let outcomes: Vec<Outcome> = queries
        .iter()
        .map(|judged| {
            let (routes, total) = search(&judged.query);
            outcome(judged, routes, total)
        })
        .collect();
    let mut classes: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    for outcome in &outcomes {
        classes.entry(outcome.class.clone()).or_default().push(outcome);
    }
    Evaluation {
        all: measures(&outcomes.iter().collect::<Vec<_>>()),
        classes: classes.into_iter().map(|(class, outcomes)| (class, measures(&outcomes))).collect(),
        outcomes,
    }
}

fn outcome(judged: &JudgedQuery, routes: Vec<String>, total: usize) -> Outcome {
    let grade = |route: &String| judged.grades.get(route).copied().unwrap_or(0);
    let found: Vec<u8> = routes.iter().take(10).map(grade).collect();
    let mut best: Vec<u8> = judged.grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&best);
    Outcome {
        class: judged.class.clone(),
        query: judged.query.clone(),
        ndcg: if ideal > 0.0 { gain(&found) / ideal } else { 0.0 },
        first: found.iter().position(|&grade| grade == 3).map_or(0, |at| at + 1),
        total,
        routes,
    }
}

/// Discounted cumulative gain of the first ten grades.
fn gain(grades: &[u8]) -> f64 {
    let discounted = grades
        .iter()
        .take(10)
        .enumerate()
        .map(|(at, &grade)| (2f64.powi(i32::from(grade)) - 1.0) / (at as f64 + 2.0).log2());
    discounted.sum()
}

fn measures(outcomes: &[&Outcome]) -> Measures {
    let count = outcomes.len().max(1) as f64;
    let share =
        |test: &dyn Fn(&Outcome) -> f64| outcomes.iter().map(|outcome| test(outcome)).sum::<f64>() / count;
    let is = |test: bool| if test { 1.0 } else { 0.0 };
    Measures {
        queries: outcomes.len(),
        ndcg: share(&|outcome| outcome.ndcg),
        mrr: share(&|outcome| if outcome.first > 0 { 1.0 / outcome.first as f64 } else { 0.0 }),
        success_at_1: share(&|outcome| is(outcome.first == 1)),
        success_at_5: share(&|outcome| is((1..=5).contains(&outcome.first))),
        zero: share(&|outcome| is(outcome.total == 0)),
    }
}

impl std::fmt::Display for Evaluation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut line = |name: &str, measures: &Measures| {
            writeln!(
                f,
                "{name:<16} {:>4} {:>8.3} {:>6.3} {:>5.0}% {:>5.0}% {:>5.0}%",
                measures.queries,
                measures.ndcg,
                measures.mrr,
                measures.success_at_1 * 100.0,
                measures.success_at_5 * 100.0,
                measures.zero * 100.0
            )
        };
        for (class, measures) in &self.classes {
            line(class, measures)?;
        }
        line("*", &self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_what_the_definitions_say() {
        let judged = JudgedQuery {
            class: "x".to_owned(),
            query: "q".to_owned(),
            grades: [("a/".to_owned(), 3), ("b/".to_owned(), 1)].into(),
        };
        let found = |routes: &[&str]| {
            let routes: Vec<String> = routes.iter().map(|route| (*route).to_owned()).collect();
            evaluate(std::slice::from_ref(&judged), move |_| (routes.clone(), routes.len())).all
        };
        assert!((found(&["a/", "b/"]).ndcg - 1.0).abs() < 1e-9);
        let second = found(&["c/", "a/"]);
        assert!((second.ndcg - (7.0 / 3f64.log2()) / (7.0 + 1.0 / 3f64.log2())).abs() < 1e-9);
        assert!((second.mrr - 0.5).abs() < 1e-9 && second.success_at_1 == 0.0 && second.success_at_5 == 1.0);
        assert_eq!(found(&[]).zero, 1.0);
    }
}
