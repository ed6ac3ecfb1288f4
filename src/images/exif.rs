//! EXIF, of which only the orientation is kept.

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// The orientation in a block of EXIF (which begins with `II` or `MM`), if it
/// is another than upright: 2 to 8.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let bytes: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
    let first = usize::try_from(first).ok()?;
    let count = usize::from(short(first)?);
    (0..count)
        .find_map(|place| {
            let entry = first.checked_add(2 + place * 12)?;
            (short(entry)? == ORIENTATION).then(|| short(entry + 8))?
        })
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (2..=8).contains(value))
}

/// A block of EXIF that says which side is up and nothing else.
pub(super) fn only_orientation(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend(ORIENTATION.to_le_bytes());
    tiff.extend(3u16.to_le_bytes());
    tiff.extend(1u32.to_le_bytes());
    tiff.extend([orientation, 0, 0, 0]);
    tiff.extend(0u32.to_le_bytes());
    tiff
}
