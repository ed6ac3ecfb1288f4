//! WebP: chunks in a RIFF file.

use super::exif;

const HEADER: usize = 12;
const KEPT: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The bits of `VP8X` that say that there is EXIF and XMP.
const EXIF_BIT: u8 = 0x08;
const XMP_BIT: u8 = 0x04;
/// The bits that say that it moves, is transparent, has a profile.
const ANIMATION_BIT: u8 = 0x02;
const ALPHA_BIT: u8 = 0x10;
const PROFILE_BIT: u8 = 0x20;

/// A chunk: its name, its content, and all its bytes.
type Chunk<'a> = (&'a [u8], &'a [u8], &'a [u8]);

fn chunk(bytes: &[u8], at: usize) -> Option<Chunk<'_>> {
    let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
    let length = usize::try_from(length).ok()?;
    let content = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
    let padded = (at + 8 + length + length % 2).min(bytes.len());
    Some((bytes.get(at..at + 4)?, content, bytes.get(at..padded)?))
}

/// Only what the image needs.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let said = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?);
    let end = usize::try_from(said).ok()?.checked_add(8)?;
    // A file that is shorter than it says was cut off.
    let bytes = bytes.get(..end)?;
    let orientation = orientation(bytes);
    let mut clean = bytes.get(..HEADER)?.to_vec();
    let (mut at, mut any) = (HEADER, false);
    while at < bytes.len() {
        let (name, _, whole) = chunk(bytes, at)?;
        at += whole.len();
        if !KEPT.iter().any(|kept| kept.as_slice() == name) {
            continue;
        }
        any |= name.starts_with(b"VP8") && name != b"VP8X" || name == b"ANMF";
        let start = clean.len();
        clean.extend(whole);
        if name == b"VP8X"
            && let Some(flags) = clean.get_mut(start + 8)
        {
            *flags &= !(XMP_BIT | EXIF_BIT);
            *flags |= if orientation.is_some() { EXIF_BIT } else { 0 };
        }
        if clean.len() % 2 == 1 {
            clean.push(0);
        }
    }
    if let Some(orientation) = orientation {
        let tiff = exif::only_orientation(orientation);
        clean.extend(b"EXIF");
        clean.extend(u32::try_from(tiff.len()).ok()?.to_le_bytes());
        clean.extend(&tiff);
    }
    let length = u32::try_from(clean.len() - 8).ok()?;
    clean.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    any.then_some(clean)
}

/// The orientation, by the beginning of the file.
pub(super) fn orientation(start: &[u8]) -> Option<u8> {
    let mut at = HEADER;
    loop {
        let (name, content, whole) = chunk(start, at)?;
        if name == b"EXIF" {
            return exif::orientation(content.strip_prefix(b"Exif\0\0").unwrap_or(content));
        }
        at += whole.len();
    }
}

/// Whether it moves, by the beginning of the file.
pub(super) fn is_animated(start: &[u8]) -> bool {
    chunk(start, HEADER).is_some_and(|(name, content, _)| {
        name == b"VP8X" && content.first().is_some_and(|flags| flags & ANIMATION_BIT != 0)
    })
}

/// An image without metadata, with a profile of its colours added.
pub(super) fn with_profile(
    image: &[u8],
    profile: &[u8],
    (width, height): (u32, u32),
    has_alpha: bool,
) -> Option<Vec<u8>> {
    let mut file = image.get(..HEADER)?.to_vec();
    let mut add = |name: &[u8], content: &[u8]| -> Option<()> {
        file.extend(name);
        file.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
        file.extend(content);
        file.extend(vec![0; content.len() % 2]);
        Some(())
    };
    let mut header = vec![PROFILE_BIT | if has_alpha { ALPHA_BIT } else { 0 }, 0, 0, 0];
    for side in [width, height] {
        header.extend(side.checked_sub(1)?.to_le_bytes().get(..3)?);
    }
    add(b"VP8X", &header)?;
    add(b"ICCP", profile)?;
    let mut at = HEADER;
    while at < image.len() {
        let (name, content, whole) = chunk(image, at)?;
        at += whole.len();
        if name != b"VP8X" {
            add(name, content)?;
        }
    }
    let length = u32::try_from(file.len() - 8).ok()?;
    file.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(file)
}
