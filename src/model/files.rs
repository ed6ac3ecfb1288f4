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
use crate::images::{copy_route, copy_widths, is_too_large, lies_on_its_side};
use crate::load::{Attachment, CONTENT_FOLDER};

/// The files that the site publishes, and the size of the images among them.
pub(super) struct Files {
    pub(super) published: Vec<PublishedFile>,
    images: BTreeMap<String, ImageSize>,
}

/// Of an image: width and height, and the widths of its smaller copies.
struct ImageSize {
    size: (u32, u32),
    copies: Vec<u32>,
}

impl Files {
    /// The target of a link; an image gets its size.
    pub(super) fn with_size(&self, resolved: Resolved) -> Target {
        match resolved.target {
            Target::Image { route, .. } => {
                let image = resolved.uses.and_then(|path| self.images.get(&path));
                let copies = image.map_or_else(Vec::new, |image| image.copies.clone());
                Target::Image { route, size: image.map(|image| image.size), copies }
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
    let standing: BTreeSet<&str> = attachments.iter().map(|attachment| attachment.path.as_str()).collect();
    // Whoever has the address of a copy keeps it.
    let is_free = |path: &str, width: u32| {
        let copy = copy_route(path, width);
        !standing.contains(copy.as_str()) && addresses.owner_name(route_of(&copy)).is_none()
    };
    let mut files = Files { published: Vec::new(), images: BTreeMap::new() };
    for attachment in attachments {
        let path = attachment.path.as_str();
        let whole_file = |problem| Diagnostic::new(problem, SourceText::new(path, "").span(0..0));
        if !used.contains(path) {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            diagnostics.push(whole_file(Problem::UnusedFile { name }));
            continue;
        }
        if images.contains(path)
            && let Some(mut image) = size_of(&attachment.file)
        {
            if is_too_large(image.size) {
                let name = path.rsplit('/').next().unwrap_or(path).to_owned();
                diagnostics.push(whole_file(Problem::LargeImage { name, size: image.size }));
            }
            image.copies.retain(|width| is_free(path, *width));
            files.images.insert(path.to_owned(), image);
        }
        if !shown.contains(path) {
            continue;
        }
        let route = route_of(path).to_owned();
        match addresses.owner_name(&route) {
            Some(other) => {
                diagnostics.push(whole_file(Problem::AddressClash { address: format!("/{route}"), other }));
            }
            None => {
                let copies = files.images.get(path).map_or_else(Vec::new, |image| image.copies.clone());
                files.published.push(PublishedFile { route, file: attachment.file.clone(), copies });
            }
        }
    }
    files
}

/// The address of a file in the folder of content.
fn route_of(path: &str) -> &str {
    path.strip_prefix(CONTENT_FOLDER).unwrap_or(path).trim_start_matches('/')
}

/// So much of a file is read for which side is up: cameras tell it first.
const START_OF_IMAGE: u64 = 128 << 10;

/// Width and height of an image as browsers show it, and of which widths it
/// has copies.
fn size_of(file: &Path) -> Option<ImageSize> {
    let size = imagesize::size(file).ok()?;
    let size = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let mut start = Vec::new();
    let opened = File::open(file).ok()?;
    let length = opened.metadata().ok()?.len();
    opened.take(START_OF_IMAGE).read_to_end(&mut start).ok()?;
    let size = if lies_on_its_side(&start) { (size.1, size.0) } else { size };
    Some(ImageSize { size, copies: copy_widths(&start, size, length) })
}
