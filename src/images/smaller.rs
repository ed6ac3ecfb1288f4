//! Smaller copies of photographs, so that a phone does not fetch what only a
//! large screen can show.

use std::io::Cursor;

use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};
use webp::{Encoder, PixelLayout};

use super::{Kind, jpeg, kind, orientation, png, webp as riff};

/// The widths of copies in pixels: a phone, a tablet or sharp phone, and the
/// text column on a sharp screen.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// Below so many bytes a copy spares nothing worth a file.
const WORTH_IT: u64 = 24 << 10;
/// The most pixels that an image may have to be opened: more than cameras of
/// phones make, less than fills a computer's memory.
const MOST_PIXELS: u64 = 50_000_000;
/// Qualities in the order of trying: the next one when the copy would not be
/// smaller than the image itself.
const QUALITIES: [f32; 3] = [80.0, 60.0, 40.0];
/// Names all that the bytes of a copy depend on beside the image. To be
/// changed with any of it: the encoder's version, the qualities, the steps.
pub const RECIPE: &str = "libwebp-sys 0.9, image 0.25, quality 80 60 40, 1";

/// Whether an image has more pixels than polder opens.
pub fn is_too_large((width, height): (u32, u32)) -> bool {
    u64::from(width) * u64::from(height) > MOST_PIXELS
}

/// The widths of the copies of an image, by the beginning of its file, its
/// size as it is shown, and its length in bytes: each less wide than itself.
/// Nothing that moves or is a drawing has any.
pub fn copy_widths(start: &[u8], size: (u32, u32), length: u64) -> Vec<u32> {
    let is_photograph = match kind(start) {
        Some(Kind::Jpeg) => jpeg::has_screen_colours(start),
        Some(Kind::Png) => !png::is_animated(start),
        Some(Kind::WebP) => !riff::is_animated(start),
        _ => false,
    };
    if !is_photograph || length < WORTH_IT || is_too_large(size) {
        return Vec::new();
    }
    WIDTHS.into_iter().filter(|width| *width < size.0).collect()
}

/// The address of a copy. The image's own ending is part of it, so that
/// `a.jpg` and `a.png` can stand side by side.
pub fn copy_route(route: &str, width: u32) -> String {
    format!("{route}-{width}.webp")
}

/// Copies of these widths, which are sorted, upright and without anything but
/// the image and the meaning of its colours; `None` if it cannot be opened.
/// The same image gives the same bytes.
pub fn smaller_copies(bytes: &[u8], widths: &[u32]) -> Option<Vec<Vec<u8>>> {
    let (mut image, profile) = opened(bytes)?;
    let may_be_flat = kind(bytes)? == Kind::Png;
    let mut copies = Vec::new();
    // From large to small, each from the one before: much less work, and no
    // difference that can be seen.
    for width in widths.iter().rev() {
        let height = u64::from(image.height()) * u64::from(*width) / u64::from(image.width().max(1));
        let height = u32::try_from(height).ok()?.max(1);
        image = image.resize_exact(*width, height, FilterType::CatmullRom);
        let copy = encoded(&image, may_be_flat, bytes.len())?;
        copies.push(match &profile {
            Some(profile) => riff::with_profile(&copy, profile, (*width, height), image.color().has_alpha())?,
            None => copy,
        });
    }
    copies.reverse();
    Some(copies)
}

/// The pixels of an image, upright, and the profile of their colours. What is
/// transparent is darkened by as much, as resizing has to see it.
fn opened(bytes: &[u8]) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let format = match kind(bytes)? {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
        Kind::Gif | Kind::Svg => return None,
    };
    let mut decoder = ImageReader::with_format(Cursor::new(bytes), format).into_decoder().ok()?;
    if is_too_large(decoder.dimensions()) {
        return None;
    }
    // A profile for paper or for shades of grey says nothing of RGB.
    let profile = decoder.icc_profile().ok().flatten();
    let profile = profile.filter(|profile| profile.get(16..20) == Some(b"RGB "));
    let image = DynamicImage::from_decoder(decoder).ok()?;
    let mut image = if image.color().has_alpha() {
        let mut pixels = image.into_rgba8();
        for pixel in pixels.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0;
            let darker = |colour: u8| ((u16::from(colour) * u16::from(alpha) + 127) / 255) as u8;
            pixel.0 = [darker(red), darker(green), darker(blue), alpha];
        }
        DynamicImage::ImageRgba8(pixels)
    } else {
        DynamicImage::ImageRgb8(image.into_rgb8())
    };
    if let Some(orientation) = orientation(bytes).and_then(Orientation::from_exif) {
        image.apply_orientation(orientation);
    }
    Some((image, profile))
}

/// The image as WebP, of fewer bytes than `limit` if that can be.
fn encoded(image: &DynamicImage, may_be_flat: bool, limit: usize) -> Option<Vec<u8>> {
    let (pixels, layout) = match image {
        DynamicImage::ImageRgba8(pixels) => (brightened(pixels), PixelLayout::Rgba),
        other => (other.to_rgb8().into_raw(), PixelLayout::Rgb),
    };
    let encoder = Encoder::new(&pixels, layout, image.width(), image.height());
    let mut best: Option<Vec<u8>> = None;
    for quality in QUALITIES {
        let lossy = encoder.encode_simple(false, quality).ok()?.to_vec();
        // Drawings and pictures of screens are often smaller without loss.
        let exact = match best {
            None if may_be_flat => Some(encoder.encode_simple(true, quality).ok()?.to_vec()),
            _ => None,
        };
        best = [best, exact, Some(lossy)].into_iter().flatten().min_by_key(Vec::len);
        if best.as_ref().is_some_and(|best| best.len() < limit) {
            break;
        }
    }
    best
}

/// Undoes what [`opened`] did to what is transparent.
fn brightened(pixels: &image::RgbaImage) -> Vec<u8> {
    let mut pixels = pixels.clone();
    for pixel in pixels.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let brighter = |colour: u8| (u32::from(colour) * 255 / u32::from(alpha.max(1))).min(255) as u8;
        pixel.0 = [brighter(red), brighter(green), brighter(blue), alpha];
    }
    pixels.into_raw()
}
