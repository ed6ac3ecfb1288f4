//! One value in one file of `.polder/`, the folder that can be deleted at any
//! time. What cannot be read is not there, and what cannot be written is
//! found out anew next time.
//!
//! Bytes end with their hash: where a disk or a synchronised folder damaged
//! them they are not there either, for who reads them believes their numbers.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The folder under the root.
pub const FOLDER: &str = ".polder";

/// The value that was kept under this name, if it is still of this form.
pub fn read<T: DeserializeOwned>(root: &Path, name: &str) -> Option<T> {
    serde_json::from_slice(&fs::read(root.join(FOLDER).join(name)).ok()?).ok()
}

/// The bytes that were kept under this name, if they are all there.
pub fn read_bytes(root: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = fs::read(root.join(FOLDER).join(name)).ok()?;
    let (kept, hash) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    if blake3::hash(kept).as_bytes() != hash {
        return None;
    }
    bytes.truncate(bytes.len() - blake3::OUT_LEN);
    Some(bytes)
}

/// Keeps a value: the file is the old one or the new one, never half of it.
pub fn write<T: Serialize>(root: &Path, name: &str, value: &T) {
    if let Ok(bytes) = serde_json::to_vec(value) {
        replace(root, name, |file| file.write_all(&bytes));
    }
}

/// Keeps bytes, likewise.
pub fn write_bytes(root: &Path, name: &str, bytes: &[u8]) {
    write_with(root, name, |file| file.write_all(bytes));
}

/// Keeps what `write` writes, likewise.
pub fn write_with(root: &Path, name: &str, write: impl FnOnce(&mut Hashed<'_>) -> io::Result<()>) {
    replace(root, name, |file| {
        let mut file = Hashed { file, hasher: blake3::Hasher::new() };
        write(&mut file)?;
        let hash = file.hasher.finalize();
        file.file.write_all(hash.as_bytes())
    });
}

/// A file of which the hash of all that is written is taken.
pub struct Hashed<'a> {
    file: &'a mut BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn replace(root: &Path, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
    let folder = root.join(FOLDER);
    let own = folder.join(format!("{name}.{}", std::process::id()));
    let written = fs::create_dir_all(&folder)
        .and_then(|()| {
            let mut file = BufWriter::new(File::create(&own)?);
            write(&mut file)?;
            file.flush()
        })
        .and_then(|()| fs::rename(&own, folder.join(name)));
    if written.is_err() {
        let _ = fs::remove_file(&own);
    }
}

/// Removes what is kept under a name that begins with `prefix`, unless it is
/// still `used`.
pub fn remove_unused(root: &Path, prefix: &str, used: &dyn Fn(&str) -> bool) {
    let Ok(entries) = fs::read_dir(root.join(FOLDER)) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let unused = name.to_str().is_some_and(|name| name.starts_with(prefix) && !used(name));
        if unused {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_value_comes_back_and_anything_else_is_not_there() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(read::<Vec<u32>>(root.path(), "getallen.json"), None);
        write(root.path(), "getallen.json", &[1, 2]);
        assert_eq!(read::<Vec<u32>>(root.path(), "getallen.json"), Some(vec![1, 2]));
        assert_eq!(read::<String>(root.path(), "getallen.json"), None);
        assert_eq!(fs::read_dir(root.path().join(FOLDER)).unwrap().count(), 1);

        write_bytes(root.path(), "getallen", &[1, 2, 3]);
        assert_eq!(read_bytes(root.path(), "getallen"), Some(vec![1, 2, 3]));
        let path = root.path().join(FOLDER).join("getallen");
        for damage in 0..3 + blake3::OUT_LEN {
            let whole = fs::read(&path).unwrap();
            let mut other = whole.clone();
            other[damage] ^= 1;
            fs::write(&path, &other).unwrap();
            assert_eq!(read_bytes(root.path(), "getallen"), None);
            fs::write(&path, &whole[..damage]).unwrap();
            assert_eq!(read_bytes(root.path(), "getallen"), None);
            fs::write(&path, whole).unwrap();
        }

        let file = root.path().join("bestand");
        fs::write(&file, "hier is geen map te maken").unwrap();
        write(&file, "getallen.json", &[1]);
        assert_eq!(read::<Vec<u32>>(&file, "getallen.json"), None);
    }
}
