//! What becomes of an image before it is published: everything in it that is
//! not the image goes.
//!
//! A photograph tells where and when it was taken, with which camera, and
//! sometimes by whom: personal data that nobody meant to publish. [`cleaned`]
//! leaves the image itself alone, bit for bit, and takes out what stands
//! beside it; only which side is up stays, for the image would lie on its
//! side without that. A file that is broken is told, and so is an SVG with a
//! program in it. [`smaller_copies`] makes copies for small screens.
//!
//! Pure: bytes in, bytes out. The same image gives the same bytes, always.

mod exif;
mod gif;
mod jpeg;
mod png;
mod smaller;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

pub use smaller::{RECIPE, copy_route, copy_widths, is_too_large, smaller_copies};

/// Why an image cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFault {
    /// It ends early, or is not what its beginning says.
    Broken,
    /// An SVG that holds a program, or calls one.
    Program,
}

/// A format by the first bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    Gif,
    WebP,
    Svg,
}

/// The endings of files that browsers show as images and polder looks into.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "gif", "webp", "svg"];

/// Whether a file is an image by its name.
pub fn is_image(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// The image without anything else.
///
/// # Errors
/// When it is broken, or holds a program.
pub fn cleaned(bytes: Vec<u8>) -> Result<Vec<u8>, ImageFault> {
    let parts = match kind(&bytes).ok_or(ImageFault::Broken)? {
        Kind::Svg => return svg::checked(bytes),
        Kind::Jpeg => jpeg::cleaned(&bytes),
        Kind::Png => png::cleaned(&bytes),
        Kind::Gif => gif::cleaned(&bytes),
        Kind::WebP => webp::cleaned(&bytes),
    };
    parts.ok_or(ImageFault::Broken)
}

/// Whether an image lies on its side, by the beginning of its file, so that
/// its width and height change places.
pub fn lies_on_its_side(start: &[u8]) -> bool {
    orientation(start).is_some_and(|orientation| orientation >= 5)
}

/// Which side is up, if it is another than in the file: 2 to 8.
fn orientation(start: &[u8]) -> Option<u8> {
    match kind(start)? {
        Kind::Jpeg => jpeg::orientation(start),
        Kind::Png => png::orientation(start),
        Kind::WebP => webp::orientation(start),
        Kind::Gif | Kind::Svg => None,
    }
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
        _ if svg::looks_like_one(bytes) => Some(Kind::Svg),
        _ => None,
    }
}
