//! The index of all entries from A to Z.

use super::context::{AToZPage, Letter, Link};
use super::page::{self, Composed};
use super::renderer::Renderer;
use crate::load::Place;
use crate::model::{EntryId, Model, Route, collation_key, route};

/// From this many entries on, each letter has a page of its own.
const MOST_ON_ONE_PAGE: usize = 500;

/// The entries under one letter, in order.
pub(super) struct Entries {
    /// `A` to `Z`; `0–9` for what begins with a figure; `…` for the rest.
    letter: String,
    /// The letter in addresses and anchors.
    slug: String,
    entries: Vec<EntryId>,
}

impl Entries {
    /// The address of the letter's own page.
    pub(super) fn route(&self) -> Route {
        format!("{}{}/", route::A_TO_Z, self.slug)
    }
}

/// Whether there are so many entries that each letter has its own page.
pub(super) fn is_split(letters: &[Entries]) -> bool {
    letters.iter().map(|letter| letter.entries.len()).sum::<usize>() > MOST_ON_ONE_PAGE
}

/// All articles and pages by letter.
pub(super) fn letters(model: &Model) -> Vec<Entries> {
    let is_listed = |id: &EntryId| matches!(model.entry(*id).place, Place::Article(_) | Place::Page);
    let mut keyed: Vec<(u8, char, String, EntryId)> = model
        .entry_ids()
        .filter(is_listed)
        .map(|id| {
            let key = collation_key(&model.entry(id).title);
            let (rank, letter) = match key.chars().next() {
                Some(c @ '0'..='9') => (0, c),
                Some(c @ 'a'..='z') => (1, c),
                _ => (2, '…'),
            };
            (rank, if rank == 0 { '0' } else { letter }, key, id)
        })
        .collect();
    keyed.sort();
    let mut letters: Vec<Entries> = Vec::new();
    for (rank, c, _, id) in keyed {
        let (letter, slug) = match rank {
            0 => ("0–9".to_owned(), "0-9".to_owned()),
            1 => (c.to_ascii_uppercase().to_string(), c.to_string()),
            _ => (c.to_string(), "other".to_owned()),
        };
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(id),
            _ => letters.push(Entries { letter, slug, entries: vec![id] }),
        }
    }
    letters
}

/// The index; or the page of one letter.
pub(super) fn page(renderer: &Renderer, only: Option<usize>) -> Composed {
    let split = is_split(&renderer.letters);
    let letters = renderer.letters.iter().enumerate().map(|(place, letter)| {
        let is_here = !split || only == Some(place);
        Letter {
            letter: letter.letter.clone(),
            id: format!("_{}", letter.slug),
            url: (!is_here).then(|| renderer.url(&letter.route())),
            entries: if is_here { renderer.cards(&letter.entries) } else { Vec::new() },
        }
    });
    let title = renderer.text("a_to_z").to_owned();
    let page = match only.and_then(|place| renderer.letters.get(place)) {
        None => page::head(renderer, "a_to_z", title, route::A_TO_Z),
        Some(letter) => {
            let mut page =
                page::head(renderer, "a_to_z", format!("{title}: {}", letter.letter), &letter.route());
            page.breadcrumb.push(Link { title, url: renderer.url(route::A_TO_Z) });
            page
        }
    };
    Composed::new("a-z.html", AToZPage { page, letters: letters.collect() })
}
