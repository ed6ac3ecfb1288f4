//! Raw DEFLATE (RFC 1951), what the browser opens without code of ours.
//!
//! Two libraries, beside the one that the rest of the program uses: libdeflate
//! looks for what repeats much better than zlib does (shards of words become 3
//! to 4 % smaller, records 5 %), and zlib-rs can be told that nothing does but
//! the same byte in a row: then looking for more only takes time, for it packs
//! no smaller.

use libdeflater::{CompressionLvl, Compressor};
use zlib_rs::{DeflateConfig, Strategy, compress_bound, compress_slice};

/// What repeats in bytes, and so how they are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Packing {
    /// Texts: stretches that stood somewhere before, looked for as hard as
    /// this level says, 1 to 12.
    Stretches(u8),
    /// Numbers: some bytes are more common than others, and some stand several
    /// times in a row.
    Runs,
}

/// The largest window that there is, as a power of two; below zero, which
/// says: without a header.
const WINDOW_BITS: i32 = -15;

/// Packs bytes.
pub(super) fn deflate(bytes: &[u8], packing: Packing) -> Vec<u8> {
    match packing {
        Packing::Stretches(level) => stretches(bytes, level),
        Packing::Runs => runs(bytes),
    }
}

fn stretches(bytes: &[u8], level: u8) -> Vec<u8> {
    let level = CompressionLvl::new(i32::from(level)).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    // With room for all that it can become this does not fail.
    let mut packed = vec![0; compressor.deflate_compress_bound(bytes.len())];
    let length = compressor.deflate_compress(bytes, &mut packed).unwrap_or_default();
    packed.truncate(length);
    packed.shrink_to_fit();
    packed
}

fn runs(bytes: &[u8]) -> Vec<u8> {
    let config = DeflateConfig { window_bits: WINDOW_BITS, strategy: Strategy::Rle, ..DeflateConfig::new(1) };
    let mut packed = vec![0; compress_bound(bytes.len())];
    let length = compress_slice(&mut packed, bytes, config).0.len();
    packed.truncate(length);
    packed.shrink_to_fit();
    packed
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::{Packing, deflate};

    /// Bytes as they are packed here: runs of one byte and of any.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let some = prop_oneof![
            (any::<u8>(), 1..3000usize).prop_map(|(byte, times)| vec![byte; times]),
            prop::collection::vec(any::<u8>(), 0..3000),
            prop::collection::vec(0..4u8, 0..3000),
        ];
        prop::collection::vec(some, 0..60).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_out_as_it_was(bytes in bytes(), level in 1..=12u8) {
            for packing in [Packing::Runs, Packing::Stretches(level)] {
                let mut found = Vec::new();
                flate2::read::DeflateDecoder::new(&*deflate(&bytes, packing)).read_to_end(&mut found)?;
                prop_assert!(found == bytes, "{packing:?}");
            }
        }
    }
}
