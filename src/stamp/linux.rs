//! What a folder says of its files without asking for each, on Linux. A site
//! has a folder for every page: none is opened by its whole path here, nor
//! read through a buffer that is made for it.

use std::fs::File;
use std::io;
use std::mem::MaybeUninit;

use rustix::fs::{FileType, Mode, OFlags, RawDir, openat};

use super::{Read, Stamp};

/// Room for the names of several dozen files; there may be more.
const ROOM: usize = 4096;

/// What lies directly in a folder below an open one; nothing where the file
/// system does not say what is a folder.
pub(super) fn read_links(root: &File, folder: &str) -> io::Result<Option<Read>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let path = if folder.is_empty() { "." } else { folder };
    let mut room = [MaybeUninit::uninit(); ROOM];
    let mut entries = RawDir::new(openat(root, path, flags, Mode::empty())?, &mut room);
    let mut found = Read::default();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy();
        if name == "." || name == ".." {
            continue;
        }
        let path = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
        match entry.file_type() {
            FileType::Unknown => return Ok(None),
            FileType::Directory => found.folders.push(path),
            FileType::RegularFile => found.files.push((path, Stamp::of_inode(entry.ino()))),
            _ => found.files.push((path, Stamp::of_no_file())),
        }
    }
    Ok(Some(found))
}
