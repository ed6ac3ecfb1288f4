//! Files of `content/`, read and written for the desk.
//!
//! Nothing outside that folder is touched, no symbolic link is followed, and
//! a file is replaced in one step: whoever reads it meets the old text or the
//! new one.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::load::CONTENT_FOLDER;

/// Where deleted articles go: a hidden folder, so that the site does not see
/// it.
pub(super) const TRASH: &str = "content/.trash";

/// The folder of a site's content.
pub(super) struct Store {
    root: PathBuf,
    writing: Mutex<()>,
}

/// Why a file was not read or written.
#[derive(Debug)]
pub(super) enum StoreError {
    /// The path leads out of the content, or over a symbolic link.
    Outside,
    /// There is no such file.
    Missing,
    /// There is one already.
    Exists,
    /// It is not the version that was expected.
    Changed,
    /// It is not UTF-8.
    NotText,
    /// What the system said.
    System(io::Error),
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::System(error),
        }
    }
}

/// A text file as it stands on disk.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    /// The text, without a byte order mark.
    pub(super) text: String,
    has_mark: bool,
    /// BLAKE3 of its bytes, in hex: the name of this version.
    pub(super) version: String,
}

const MARK: &str = "\u{feff}";

impl TextFile {
    fn of(bytes: Vec<u8>) -> Result<Self, StoreError> {
        let version = version_of(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| StoreError::NotText)?;
        Ok(match text.strip_prefix(MARK) {
            Some(rest) => Self { text: rest.to_owned(), has_mark: true, version },
            None => Self { text, has_mark: false, version },
        })
    }

    /// The bytes of this file with another text.
    pub(super) fn bytes_with(&self, text: &str) -> Vec<u8> {
        if self.has_mark { [MARK, text].concat().into_bytes() } else { text.as_bytes().to_vec() }
    }
}

/// The name of a version of a file.
pub(super) fn version_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

impl Store {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), writing: Mutex::default() }
    }

    /// Changes are made one at a time.
    pub(super) fn lock(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place on disk of a path such as `content/themas/regie.md`.
    fn place(&self, path: &str) -> Result<PathBuf, StoreError> {
        let below = path.strip_prefix(CONTENT_FOLDER).and_then(|rest| rest.strip_prefix('/'));
        let parts: Vec<&str> = below.ok_or(StoreError::Outside)?.split('/').collect();
        let is_name = |part: &&str| {
            !matches!(*part, "" | "." | "..")
                && !part.contains(['\\', '\0', ':'])
                && (!part.starts_with('.') || path.starts_with(TRASH))
        };
        if !parts.iter().all(is_name) {
            return Err(StoreError::Outside);
        }
        let mut place = self.root.join(CONTENT_FOLDER);
        for part in std::iter::once("").chain(parts) {
            if !part.is_empty() {
                place.push(part);
            }
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_symlink() => return Err(StoreError::Outside),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::System(error)),
            }
        }
        Ok(place)
    }

    pub(super) fn exists(&self, path: &str) -> Result<bool, StoreError> {
        Ok(self.place(path)?.exists())
    }

    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, StoreError> {
        let place = self.place(path)?;
        if !place.metadata()?.is_file() {
            return Err(StoreError::Missing);
        }
        Ok(fs::read(place)?)
    }

    pub(super) fn read_text(&self, path: &str) -> Result<TextFile, StoreError> {
        TextFile::of(self.read(path)?)
    }

    /// Puts `bytes` in the place of the version that is there.
    pub(super) fn replace(&self, path: &str, version: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let place = self.place(path)?;
        let before = place.metadata()?;
        let file = written(&place, bytes, Some(&before))?;
        // As late as can be: somebody else may have saved in between.
        if version_of(&fs::read(&place)?) != version {
            return Err(StoreError::Changed);
        }
        file.persist(&place).map_err(|error| StoreError::from(error.error))?;
        Ok(())
    }

    /// Makes a file that is not there yet, and its folder.
    pub(super) fn create(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let place = self.place(path)?;
        let folder = place.parent().ok_or(StoreError::Outside)?;
        fs::create_dir_all(folder)?;
        let file = written(&place, bytes, None)?;
        file.persist_noclobber(&place).map_err(|error| StoreError::from(error.error))?;
        Ok(())
    }

    /// Moves a file or folder to where nothing is yet.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), StoreError> {
        let (source, target) = (self.place(from)?, self.place(to)?);
        if target.exists() {
            return Err(StoreError::Exists);
        }
        fs::create_dir_all(target.parent().ok_or(StoreError::Outside)?)?;
        Ok(fs::rename(source, target)?)
    }

    /// The files directly in a folder.
    pub(super) fn files_in(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let mut files = Vec::new();
        for entry in fs::read_dir(self.place(folder)?)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_file() && !name.starts_with('.') {
                files.push(format!("{folder}/{name}"));
            }
        }
        files.sort();
        Ok(files)
    }

    /// What was deleted: path in the trash and path before, newest first.
    pub(super) fn trash(&self) -> Vec<(String, String)> {
        let folder = self.root.join(TRASH);
        let files = walkdir::WalkDir::new(&folder).sort_by_file_name().min_depth(2).into_iter();
        let mut found: Vec<(String, String)> = files
            .filter_map(Result::ok)
            .filter(|entry| {
                entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "md")
            })
            .filter_map(|entry| {
                let below = entry.path().strip_prefix(&folder).ok()?;
                let parts: Vec<_> =
                    below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                let (_, before) = parts.split_first()?;
                Some((
                    format!("{TRASH}/{}", parts.join("/")),
                    format!("{CONTENT_FOLDER}/{}", before.join("/")),
                ))
            })
            .collect();
        found.reverse();
        found
    }

    /// Moves a file or folder to the trash; gives its path there.
    pub(super) fn discard(&self, path: &str, stamp: &str) -> Result<String, StoreError> {
        let below = path.strip_prefix(CONTENT_FOLDER).ok_or(StoreError::Outside)?;
        let to = format!("{TRASH}/{stamp}{below}");
        let ignore = format!("{TRASH}/.gitignore");
        if !self.exists(&ignore)? {
            self.create(&ignore, b"*\n")?;
        }
        self.rename(path, &to)?;
        Ok(to)
    }
}

/// A whole file beside its place, ready to be put there.
fn written(
    place: &Path,
    bytes: &[u8],
    like: Option<&Metadata>,
) -> Result<tempfile::NamedTempFile, StoreError> {
    let folder = place.parent().ok_or(StoreError::Outside)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".polder-").suffix("~");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the system's mask leaves of it, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(like) = like {
        file.as_file().set_permissions(like.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("content/themas")).unwrap();
        fs::write(root.path().join("content/themas/regie.md"), "oud").unwrap();
        fs::write(root.path().join("geheim.md"), "geheim").unwrap();
        let store = Store::new(root.path());
        (root, store)
    }

    #[test]
    fn nothing_outside_the_content_is_touched() {
        let (root, store) = store();
        for path in [
            "geheim.md",
            "content/../geheim.md",
            "/etc/passwd",
            "content",
            "content/",
            "content//x.md",
            "content/themas/../../geheim.md",
            "content\\x.md",
            "content/.git/x.md",
            "content/a\\b.md",
            "content/./x.md",
        ] {
            assert!(matches!(store.read(path), Err(StoreError::Outside)), "{path}");
            assert!(matches!(store.create(path, b"x"), Err(StoreError::Outside)), "{path}");
            assert!(
                matches!(store.rename("content/themas/regie.md", path), Err(StoreError::Outside)),
                "{path}"
            );
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(root.path(), root.path().join("content/uit")).unwrap();
            std::os::unix::fs::symlink(
                root.path().join("geheim.md"),
                root.path().join("content/themas/g.md"),
            )
            .unwrap();
            for path in ["content/uit/geheim.md", "content/themas/g.md"] {
                assert!(matches!(store.read(path), Err(StoreError::Outside)), "{path}");
                assert!(matches!(store.create(path, b"x"), Err(StoreError::Outside)), "{path}");
                let version = version_of(b"geheim");
                assert!(matches!(store.replace(path, &version, b"x"), Err(StoreError::Outside)), "{path}");
            }
        }
        assert_eq!(fs::read(root.path().join("geheim.md")).unwrap(), b"geheim");
    }

    #[test]
    fn only_the_expected_version_is_replaced() {
        let (root, store) = store();
        let path = "content/themas/regie.md";
        store.replace(path, &version_of(b"oud"), b"nieuw").unwrap();
        assert!(matches!(store.replace(path, &version_of(b"oud"), b"weer"), Err(StoreError::Changed)));
        assert_eq!(store.read(path).unwrap(), b"nieuw");
        assert!(matches!(store.create(path, b"x"), Err(StoreError::Exists)));
        let names: Vec<_> = fs::read_dir(root.path().join("content/themas")).unwrap().collect();
        assert_eq!(names.len(), 1, "nothing is left behind");
    }

    #[test]
    fn what_is_deleted_can_come_back() {
        let (_root, store) = store();
        let there = store.discard("content/themas/regie.md", "20260102-030405").unwrap();
        assert_eq!(store.trash(), [(there.clone(), "content/themas/regie.md".to_owned())]);
        assert!(matches!(store.read("content/themas/regie.md"), Err(StoreError::Missing)));
        store.rename(&there, "content/themas/regie.md").unwrap();
        assert_eq!(store.read("content/themas/regie.md").unwrap(), b"oud");
    }

    #[test]
    fn a_byte_order_mark_is_kept() {
        let file = TextFile::of("\u{feff}a".into()).unwrap();
        assert_eq!(file.text, "a");
        assert_eq!(file.bytes_with("b"), "\u{feff}b".as_bytes());
        assert!(matches!(TextFile::of(vec![0xff]), Err(StoreError::NotText)));
    }
}
