//! PNG: chunks, each with a length, a name and a checksum.

use super::exif;

const SIGNATURE: usize = 8;

/// Chunks that tell of the image and not of its maker.
const KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"bKGD", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// A chunk: its name, its content, and all its bytes.
type Chunk<'a> = (&'a [u8], &'a [u8], &'a [u8]);

fn chunk(bytes: &[u8], at: usize) -> Option<Chunk<'_>> {
    let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    let end = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
    let whole = bytes.get(at..end)?;
    Some((whole.get(4..8)?, whole.get(8..whole.len() - 4)?, whole))
}

/// Only what the image needs.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = bytes.get(..SIGNATURE)?.to_vec();
    let mut at = SIGNATURE;
    loop {
        let (name, content, whole) = chunk(bytes, at)?;
        at += whole.len();
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            clean.extend(whole);
        } else if name == b"eXIf"
            && let Some(orientation) = exif::orientation(content)
        {
            clean.extend(exif_chunk(orientation));
        }
        if name == b"IEND" {
            return Some(clean);
        }
    }
}

/// The orientation, by the beginning of the file.
pub(super) fn orientation(start: &[u8]) -> Option<u8> {
    let mut at = SIGNATURE;
    loop {
        let (name, content, whole) = chunk(start, at)?;
        if name == b"eXIf" {
            return exif::orientation(content);
        }
        at += whole.len();
    }
}

/// Whether it moves, by the beginning of the file.
pub(super) fn is_animated(start: &[u8]) -> bool {
    let mut at = SIGNATURE;
    while let Some((name, _, whole)) = chunk(start, at) {
        if name == b"acTL" {
            return true;
        }
        at += whole.len();
    }
    false
}

fn exif_chunk(orientation: u8) -> Vec<u8> {
    let tiff = exif::only_orientation(orientation);
    let mut named = b"eXIf".to_vec();
    named.extend(&tiff);
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    let mut chunk = u32::try_from(tiff.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    chunk.extend(named);
    chunk.extend(sum.sum().to_be_bytes());
    chunk
}
