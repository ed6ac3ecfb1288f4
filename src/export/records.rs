//! What results show, and what filters count.

use rayon::prelude::*;

use super::shard::varint;
use crate::index::document::{Record, SiteInfo};
use crate::load::slug_form;

/// How many pages a shard of records holds: all on a small site, so that they
/// can come before it is known which are needed; few where the ten of a list
/// share no shard anyway and every letter brings another ten.
pub fn pages_a_shard(pages: usize) -> usize {
    match pages {
        0..=500 => pages.max(1),
        501..=2000 => 24,
        _ => 3,
    }
}

/// The shards of records, uncompressed: what results show, and the pages that
/// each page refers to.
pub fn record_files(records: &[&Record], links: &[Vec<u32>]) -> Vec<Vec<u8>> {
    let size = pages_a_shard(records.len());
    records
        .par_chunks(size)
        .zip(links.par_chunks(size))
        .map(|(records, links)| shard(records, links))
        .collect()
}

fn shard(records: &[&Record], links: &[Vec<u32>]) -> Vec<u8> {
    let text = lines(records);
    let mut bytes = Vec::new();
    varint(&mut bytes, text.len());
    bytes.extend(text.into_bytes());
    for pages in links {
        pages_of(&mut bytes, pages.iter().map(|page| *page as usize));
    }
    bytes
}

/// How many pages, and a list of them.
fn pages_of(bytes: &mut Vec<u8>, pages: impl ExactSizeIterator<Item = usize>) {
    varint(bytes, pages.len());
    let mut next = 0;
    for page in pages {
        varint(bytes, page - next);
        next = page + 1;
    }
}

/// One line a page: route, title, collection, day, summary, then heading and
/// anchor in turn, separated by tabs.
fn lines(records: &[&Record]) -> String {
    let mut text = String::new();
    for record in records {
        let mut cells = vec![
            record.route.clone(),
            record.title.clone(),
            record.collection.map(|at| at.to_string()).unwrap_or_default(),
            record.day.map(|day| day.to_string()).unwrap_or_default(),
            record.summary.clone(),
        ];
        for (heading, anchor) in &record.headings {
            cells.push(heading.clone());
            // Most anchors follow from their heading.
            cells.push(if *anchor == slug_form(heading) { String::new() } else { anchor.clone() });
        }
        let cells: Vec<String> =
            cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// The facets with their values, the pages of each value, and the day of each
/// page.
pub fn facet_file(site: &SiteInfo, records: &[&Record]) -> Vec<u8> {
    let names = serde_json::to_vec(&site.facets).unwrap_or_default();
    let mut bytes = Vec::new();
    varint(&mut bytes, names.len());
    bytes.extend(names);
    let mut lists: Vec<Vec<Vec<usize>>> =
        site.facets.iter().map(|info| vec![Vec::new(); info.values.len()]).collect();
    for (page, record) in records.iter().enumerate() {
        for &(facet, value) in &record.facets {
            lists[facet][value].push(page);
        }
    }
    for values in lists {
        for pages in values {
            pages_of(&mut bytes, pages.into_iter());
        }
    }
    for record in records {
        // Zero for a page without a day; a day before 1970 counts as none.
        varint(&mut bytes, record.day.map_or(0, |day| usize::try_from(day).map_or(0, |day| day + 1)));
    }
    bytes
}
