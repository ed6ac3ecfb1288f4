//! Which pages refer to which: by fields, and by links in texts.

use crate::model::Model;

/// For each page the pages that it refers to, ascending.
pub fn links(model: &Model) -> Vec<Vec<u32>> {
    let mut links = vec![Vec::new(); model.entries.len()];
    for (to, entry) in (0..).zip(&model.entries) {
        for from in entry.backlinks.iter().flat_map(|group| &group.entries) {
            links[from.entry.0 as usize].push(to);
        }
    }
    links
}
