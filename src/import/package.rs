//! The parts of a zipped document, read with limits: a file of a few
//! kilobytes can hold more zeros than any machine has memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::refusal::Refusal;

/// The most parts a document may have.
const MOST_PARTS: usize = 10_000;
/// The most bytes of one part.
const LARGEST_PART: u64 = 64 << 20;
/// The most bytes of all parts that are read.
const LARGEST_WHOLE: u64 = 256 << 20;

/// A zipped document. Names of parts are used for looking up only, never as
/// paths of a disk.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a document.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken { part: "zip".to_owned() })?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::TooLarge);
        }
        Ok(Self { archive, left: LARGEST_WHOLE })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether any part's name begins so.
    pub(super) fn has_folder(&self, start: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()))
    }

    /// The bytes of a part; `None` if there is no such part.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let broken = || Refusal::Broken { part: name.to_owned() };
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::Password),
            Err(_) => return Err(broken()),
        };
        let most = LARGEST_PART.min(self.left);
        // What a package says of its parts is not to be trusted, but if it
        // says this much there is no need to look.
        if part.size() > most {
            return Err(Refusal::TooLarge);
        }
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(Refusal::TooLarge);
        }
        self.left -= length;
        Ok(Some(bytes))
    }
}

/// The name of the part that a path in another part leads to; `folder` is
/// where that other part stands. `None` for a path that leads out.
pub(super) fn resolve(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(resolve("word", "media/image1.png").as_deref(), Some("word/media/image1.png"));
        assert_eq!(resolve("word", "/word/media/a.png").as_deref(), Some("word/media/a.png"));
        assert_eq!(resolve("word", "../docProps/core.xml").as_deref(), Some("docProps/core.xml"));
        assert_eq!(resolve("word", "../../etc/passwd"), None);
    }
}
