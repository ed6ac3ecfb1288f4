//! Many values with a header: a file with all of them, in rows that are read
//! and written in parallel, and beside it one with the few that changed since.
//!
//! The second names the first by its stamp, so that it is read with no other.

use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{of_this_program, program};
use crate::cache_file;
use crate::stamp::Stamp;

/// So many values are read and written by one thread at a time.
const ROW: usize = 256;

/// So many rows are written at once: of a large site all of them would be as
/// much as the site.
const ROWS_AT_A_TIME: usize = 16;

/// The bytes of most rows.
const ROW_SIZE: usize = 1 << 20;

/// All values are written again once one in so many has changed.
const FEW: usize = 32;

/// Where the values of one name are kept.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) root: &'a Path,
    pub(super) name: &'a str,
}

/// Values as they were kept.
pub(super) struct Kept<H, T> {
    pub(super) header: H,
    pub(super) values: Vec<T>,
    /// The places of those that changed since all of them were written.
    pub(super) since: Vec<usize>,
}

/// Writes values behind some bytes, one after another.
pub(super) type Encode<'a, T> = dyn Fn(&[T], Vec<u8>) -> Vec<u8> + Sync + 'a;

/// The header, how many there are, and the places of those that changed.
type Since<H> = (H, usize, Vec<usize>);

impl Rows<'_> {
    /// Keeps values. `changed` are the places of those that are other ones
    /// than were read, and of those that were read as changed; `None` where
    /// nothing was read, or not as many.
    pub(super) fn write<T: Sync>(
        self,
        header: &impl Serialize,
        values: &[T],
        changed: Option<Vec<usize>>,
        encode: &Encode<'_, T>,
    ) {
        let few = changed.filter(|changed| changed.len() * FEW <= values.len());
        if let Some((changed, stamp)) = few.zip(self.stamp()) {
            cache_file::write_with(self.root, &self.name_of_since(), |file| {
                put(&program(), file)?;
                put(&stamp, file)?;
                put(&(header, values.len(), &changed), file)?;
                let mut values = changed.iter().filter_map(|place| values.get(*place));
                values.try_for_each(|value| file.write_all(&encode(std::slice::from_ref(value), Vec::new())))
            });
            return;
        }
        cache_file::write_with(self.root, self.name, |file| {
            put(&program(), file)?;
            put(header, file)?;
            put(&values.len().div_ceil(ROW), file)?;
            for some in values.chunks(ROW * ROWS_AT_A_TIME) {
                let encode = |row| encode(row, Vec::with_capacity(ROW_SIZE));
                let rows: Vec<Vec<u8>> = some.par_chunks(ROW).map(encode).collect();
                for row in rows {
                    put(&row.len(), file)?;
                    file.write_all(&row)?;
                }
            }
            Ok(())
        });
    }

    /// The values that were kept by this program.
    pub(super) fn read<H: DeserializeOwned, T: DeserializeOwned + Send>(self) -> Option<Kept<H, T>> {
        let stamp = self.stamp()?;
        let bytes = cache_file::read_bytes(self.root, self.name)?;
        let (header, rows) = rows(&bytes)?;
        let values: Vec<Vec<T>> = rows.par_iter().map(|row| decode(row)).collect::<Option<_>>()?;
        let mut kept = Kept { header, values: values.into_iter().flatten().collect(), since: Vec::new() };
        // Another build may have written all of them meanwhile.
        if self.stamp() == Some(stamp)
            && let Some(((header, count, places), values)) = self.since(stamp)
            && count == kept.values.len()
            && places.len() == values.len()
        {
            for (place, value) in places.iter().zip(values) {
                *kept.values.get_mut(*place)? = value;
            }
            (kept.header, kept.since) = (header, places);
        }
        Some(kept)
    }

    fn since<H: DeserializeOwned, T: DeserializeOwned>(self, stamp: Stamp) -> Option<(Since<H>, Vec<T>)> {
        let bytes = cache_file::read_bytes(self.root, &self.name_of_since())?;
        let (of, rest) = postcard::take_from_bytes::<Stamp>(of_this_program(&bytes)?).ok()?;
        let (since, rest) = postcard::take_from_bytes(rest).ok()?;
        (of == stamp).then_some((since, decode(rest)?))
    }

    fn name_of_since(self) -> String {
        format!("{}-since", self.name)
    }

    /// The stamp of the file with all values.
    fn stamp(self) -> Option<Stamp> {
        let file = self.root.join(cache_file::FOLDER).join(self.name);
        Some(Stamp::of(&file.metadata().ok()?))
    }
}

fn put(value: &impl Serialize, file: &mut impl Write) -> io::Result<()> {
    file.write_all(&postcard::to_stdvec(value).map_err(io::Error::other)?)
}

/// The header and the rows.
fn rows<H: DeserializeOwned>(bytes: &[u8]) -> Option<(H, Vec<&[u8]>)> {
    let (header, rest) = postcard::take_from_bytes(of_this_program(bytes)?).ok()?;
    let (count, mut rest) = postcard::take_from_bytes::<usize>(rest).ok()?;
    let mut row = || {
        let (length, after) = postcard::take_from_bytes::<usize>(rest).ok()?;
        let (row, after) = after.split_at_checked(length)?;
        rest = after;
        Some(row)
    };
    Some((header, (0..count).map(|_| row()).collect::<Option<_>>()?))
}

/// Values one after another, after some bytes.
pub(super) fn encode<T: Serialize>(values: impl Iterator<Item = T>, bytes: Vec<u8>) -> Vec<u8> {
    values.fold(bytes, |bytes, value| postcard::to_extend(&value, bytes).unwrap_or_default())
}

fn decode<T: DeserializeOwned>(mut bytes: &[u8]) -> Option<Vec<T>> {
    let mut values = Vec::with_capacity(ROW);
    while !bytes.is_empty() {
        let (value, rest) = postcard::take_from_bytes(bytes).ok()?;
        values.push(value);
        bytes = rest;
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(rows: Rows<'_>) -> Option<(String, Vec<u32>, Vec<usize>)> {
        rows.read::<String, u32>().map(|kept| (kept.header, kept.values, kept.since))
    }

    #[test]
    fn what_changed_is_kept_beside_the_rest_until_it_is_much() {
        let root = tempfile::tempdir().unwrap();
        let rows = Rows { root: root.path(), name: "getallen" };
        let write = |header: &str, values: &[u32], changed: Option<Vec<usize>>| {
            rows.write(&header, values, changed, &|values, bytes| encode(values.iter(), bytes));
        };
        assert!(read(rows).is_none());
        let mut values: Vec<u32> = (0..1000).collect();
        write("een", &values, None);
        assert_eq!(read(rows), Some(("een".to_owned(), values.clone(), vec![])));

        let all = rows.stamp();
        (values[700], values[3]) = (7, 8);
        write("twee", &values, Some(vec![700, 3]));
        assert_eq!(rows.stamp(), all, "the rest stays as it is");
        assert_eq!(read(rows), Some(("twee".to_owned(), values.clone(), vec![700, 3])));

        let before = cache_file::read_bytes(root.path(), "getallen-since").unwrap();
        values[0] = 9;
        write("drie", &values, Some((0..40).collect()));
        assert_ne!(rows.stamp(), all);
        assert_eq!(
            read(rows),
            Some(("drie".to_owned(), values.clone(), vec![])),
            "what changed before is not read"
        );
        cache_file::write_bytes(root.path(), "getallen-since", &before[..before.len() - 1]);
        assert_eq!(read(rows), Some(("drie".to_owned(), values, vec![])));
    }
}
