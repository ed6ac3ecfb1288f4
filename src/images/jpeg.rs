//! JPEG: segments, each with a marker and a length, then the image.

use super::exif;

const EXIF: &[u8] = b"Exif\0\0";
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
/// What Adobe says of its colours, without which they are wrong.
const APP14: u8 = 0xee;
const COMMENT: u8 = 0xfe;
const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// A segment: its marker, and all its bytes.
type Segment<'a> = (u8, &'a [u8]);

/// The segments before the image itself, and where that begins.
fn segments(bytes: &[u8]) -> Option<(Vec<Segment<'_>>, usize)> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (0xff, marker) = (*bytes.get(at)?, *bytes.get(at + 1)?) else { return None };
        if marker == START_OF_SCAN {
            return Some((segments, at));
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let end = at + 2 + length;
        segments.push((marker, bytes.get(at..end).filter(|_| length >= 2)?));
        at = end;
    }
}

fn content(segment: &[u8]) -> &[u8] {
    segment.get(4..).unwrap_or_default()
}

/// Only what the image needs.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let (segments, image) = segments(bytes)?;
    let mut clean = bytes.get(..2)?.to_vec();
    let orientation = orientation_of(&segments);
    let mut told = orientation.is_none();
    for (marker, segment) in segments {
        let keep = match marker {
            APP0 | APP14 => true,
            APP2 => content(segment).starts_with(b"ICC_PROFILE\0"),
            0xe0..=0xef | COMMENT => false,
            _ => true,
        };
        if marker != APP0 && !told {
            told = true;
            clean.extend(exif_segment(orientation?));
        }
        if keep {
            clean.extend(segment);
        }
    }
    clean.extend(image_data(bytes.get(image..)?)?);
    Some(clean)
}

/// The image to its end: phones put films and second pictures behind it.
fn image_data(data: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *data.get(at + 1)? {
            END_OF_IMAGE => return data.get(..at + 2),
            // A byte of the image, a restart, or fill.
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            // A table or scan of a progressive image: it has a length.
            _ => {
                let length = u16::from_be_bytes(data.get(at + 2..at + 4)?.try_into().ok()?);
                at += 2 + usize::from(length.max(2));
            }
        }
    }
}

/// The orientation, by the beginning of the file.
pub(super) fn orientation(start: &[u8]) -> Option<u8> {
    let mut at = 2;
    // The beginning may end within a segment: those before it count.
    while let (Some(0xff), Some(marker)) = (start.get(at), start.get(at + 1)) {
        let length = usize::from(u16::from_be_bytes(start.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = start.get(at..at + 2 + length)?;
        if *marker == APP1 && content(segment).starts_with(EXIF) {
            return exif::orientation(&content(segment)[EXIF.len()..]);
        }
        if *marker == START_OF_SCAN {
            return None;
        }
        at += 2 + length;
    }
    None
}

/// Whether its colours are those of screens and not of print, as far as the
/// beginning of the file says.
pub(super) fn has_screen_colours(start: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = start.get(at..at + 4) {
        let is_frame = (0xc0..=0xcf).contains(marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return start.get(at + 9).is_none_or(|components| matches!(components, 1 | 3));
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    true
}

fn orientation_of(segments: &[Segment<'_>]) -> Option<u8> {
    let mut blocks =
        segments.iter().filter(|(marker, _)| *marker == APP1).map(|(_, segment)| content(segment));
    blocks.find_map(|content| exif::orientation(content.strip_prefix(EXIF)?))
}

fn exif_segment(orientation: u8) -> Vec<u8> {
    let tiff = exif::only_orientation(orientation);
    let length = u16::try_from(2 + EXIF.len() + tiff.len()).unwrap_or(u16::MAX);
    let mut segment = vec![0xff, APP1];
    segment.extend(length.to_be_bytes());
    segment.extend(EXIF);
    segment.extend(tiff);
    segment
}
