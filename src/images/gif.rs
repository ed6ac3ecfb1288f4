//! GIF: blocks, each a row of pieces with a length.

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;

/// Only what the image needs: the image, and how often an animation plays.
pub(super) fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut clean = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        match *bytes.get(at)? {
            TRAILER => {
                clean.push(TRAILER);
                return Some(clean);
            }
            EXTENSION => {
                let label = *bytes.get(at + 1)?;
                at = after_pieces(bytes, at + 2)?;
                let name = bytes.get(start + 3..start + 14).unwrap_or_default();
                let plays = matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
                if label != COMMENT && (label != APPLICATION || plays) {
                    clean.extend(bytes.get(start..at)?);
                }
            }
            IMAGE => {
                at = after_pieces(bytes, at + 11 + colours(*bytes.get(at + 9)?))?;
                clean.extend(bytes.get(start..at)?);
            }
            _ => return None,
        }
    }
}

/// The length of a table of colours, by the byte that tells whether there is
/// one.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of pieces ends.
fn after_pieces(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
