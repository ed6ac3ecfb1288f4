//! The files beside articles: which are used, where they stand, how large
//! the images are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::addresses::Addresses;
use super::links::Resolved;
use super::{EntryId, PublishedFile, Target};
use crate::diagnostics::{Diagnostic, Problem, SourceText};
use crate::images::lies_on_its_side;
use crate::load::{Attachment, CONTENT_FOLDER};

/// The files that the site publishes, and the size of the images among them.
pub(super) struct Files {
    pub(super) published: Vec<PublishedFile>,
    sizes: BTreeMap<String, (u32, u32)>,
}

impl Files {
    /// The target of a link; an image gets its size.
    pub(super) fn with_size(&self, resolved: Resolved) -> Target {
        match resolved.target {
            Target::Image { route, .. } => {
                let size = resolved.uses.and_then(|path| self.sizes.get(&path).copied());
                Target::Image { route, size }
            }
            target => target,
        }
    }
}

/// Only what a published page refers to becomes part of the site: what lies
/// beside an article by accident stays where it is, with a warning.
pub(super) fn publish_files(
    attachments: &[Attachment],
    links: &[Vec<Resolved>],
    entries: &[Option<EntryId>],
    addresses: &Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Files {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    let mut images: BTreeSet<&str> = BTreeSet::new();
    for (resolved, entry) in links.iter().zip(entries) {
        for link in resolved {
            let Some(path) = link.uses.as_deref() else { continue };
            used.insert(path);
            if entry.is_some() {
                shown.insert(path);
            }
            if matches!(link.target, Target::Image { .. }) {
                images.insert(path);
            }
        }
    }
    let mut files = Files { published: Vec::new(), sizes: BTreeMap::new() };
    for attachment in attachments {
        let path = attachment.path.as_str();
        let whole_file = |problem| Diagnostic::new(problem, SourceText::new(path, "").span(0..0));
        if !used.contains(path) {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            diagnostics.push(whole_file(Problem::UnusedFile { name }));
            continue;
        }
        if images.contains(path)
            && let Some(size) = size_of(&attachment.file)
        {
            files.sizes.insert(path.to_owned(), size);
        }
        if !shown.contains(path) {
            continue;
        }
        let route = path.strip_prefix(CONTENT_FOLDER).unwrap_or(path).trim_start_matches('/').to_owned();
        match addresses.owner_name(&route) {
            Some(other) => {
                diagnostics.push(whole_file(Problem::AddressClash { address: format!("/{route}"), other }));
            }
            None => files.published.push(PublishedFile { route, file: attachment.file.clone() }),
        }
    }
    files
}

/// So much of a file is read for which side is up: cameras tell it first.
const START_OF_IMAGE: u64 = 128 << 10;

/// Width and height of an image as browsers show it.
fn size_of(file: &Path) -> Option<(u32, u32)> {
    let size = imagesize::size(file).ok()?;
    let size = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let mut start = Vec::new();
    File::open(file).ok()?.take(START_OF_IMAGE).read_to_end(&mut start).ok()?;
    Some(if lies_on_its_side(&start) { (size.1, size.0) } else { size })
}
