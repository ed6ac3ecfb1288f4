//! The picture that a shared link shows: the plots of the page's name under
//! an empty sky, as PNG, for the services that show links take no SVG.
//!
//! It is drawn line by line from the same plots as the SVG on the page, in
//! fourteen colours, so that it needs no library for drawing and takes some
//! twelve kilobytes. A page's picture depends on its name and the colours alone:
//! what a build made, the next build keeps.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::theme::plots::{self, Plot};
use super::value::Printer;
use crate::site::Fingerprint;

/// The smallest size that services show at full width: four times as many
/// pixels would show no more.
pub(super) const WIDTH: usize = 600;
/// Its height.
pub(super) const HEIGHT: usize = 315;
/// Where the land begins.
const HORIZON: usize = 125;
/// From this many articles on, an article shows the site's picture: ten
/// thousand pictures would take longer than ten thousand pages.
pub(super) const MOST: usize = 2_000;
/// Goes up when the drawing changes, so that addresses change too.
const VERSION: usize = 1;

/// How much of a pixel at the edge of a plot is plot, in quarters.
const QUARTERS: usize = 4;
/// Places in the palette: sky (0), water, the kinds of ground, then the
/// mixtures of each kind with water.
const WATER: u8 = 1;
const GROUND: u8 = 2;

/// The colours of sky, water and the kinds of ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Colours {
    sky: [u8; 3],
    water: [u8; 3],
    ground: [[u8; 3]; plots::KINDS],
}

impl Colours {
    /// From the setting `share_image` of a theme: five colours as `#rrggbb`.
    /// A theme that has none, or other ones, has no pictures.
    pub(super) fn of(settings: &toml::Table) -> Option<Self> {
        let colours: Vec<[u8; 3]> = settings
            .get("share_image")?
            .as_array()?
            .iter()
            .filter_map(|colour| rgb(colour.as_str()?))
            .collect();
        let [sky, water, ground @ ..] = colours.as_slice() else { return None };
        Some(Self { sky: *sky, water: *water, ground: ground.try_into().ok()? })
    }

    /// What tells the picture of a name in these colours from others.
    pub(super) fn print(&self, name: &str) -> Fingerprint {
        let mut print = Printer::default();
        print.number(VERSION);
        print.text(name);
        for part in [self.sky, self.water].iter().chain(&self.ground).flatten() {
            print.number(usize::from(*part));
        }
        print.finish()
    }

    fn palette(&self) -> Vec<u8> {
        let mut palette: Vec<u8> = [self.sky, self.water].concat();
        palette.extend(self.ground.concat());
        for ground in &self.ground {
            for quarters in 1..QUARTERS {
                let mixed = ground.iter().zip(&self.water).map(|(ground, water)| {
                    let (ground, water) = (usize::from(*ground), usize::from(*water));
                    ((ground * quarters + water * (QUARTERS - quarters)) / QUARTERS) as u8
                });
                palette.extend(mixed);
            }
        }
        palette
    }
}

fn rgb(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The picture of a name as PNG.
pub(super) fn png(name: &str, colours: &Colours) -> Vec<u8> {
    let plots = plots::plots(name);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut line = [WATER; WIDTH];
    let mut before = [0; WIDTH / 2];
    // Two pixels a byte, written as the difference with the line above: most
    // of it is nothing, and so is all of the sky, whose colour is the first.
    let mut filtered = [0; WIDTH / 2 + 1];
    filtered[0] = 2;
    for _ in 0..HORIZON {
        // Writing into memory does not fail.
        drop(packed.write_all(&filtered));
    }
    for y in HORIZON..HEIGHT {
        draw(&mut line, &plots, (y - HORIZON) as f64 / (HEIGHT - HORIZON) as f64);
        for (place, pair) in line.chunks_exact(2).enumerate() {
            let byte = pair[0] << 4 | pair[1];
            filtered[place + 1] = byte.wrapping_sub(before[place]);
            before[place] = byte;
        }
        drop(packed.write_all(&filtered));
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::with_capacity(13);
    header.extend((WIDTH as u32).to_be_bytes());
    header.extend((HEIGHT as u32).to_be_bytes());
    // Four bits a pixel, by palette; the only compression, filters and order.
    header.extend([4, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"PLTE", &colours.palette());
    chunk(&mut png, b"IDAT", &packed.finish().unwrap_or_default());
    chunk(&mut png, b"IEND", &[]);
    png
}

/// A line of land, `depth` from 0 at the horizon to 1 at the lower edge.
fn draw(line: &mut [u8; WIDTH], plots: &[Plot], depth: f64) {
    line.fill(WATER);
    let scale = WIDTH as f64 / plots::WIDTH;
    for plot in plots {
        let at = |far: f64, near: f64| ((far + (near - far) * depth) * scale).clamp(0.0, WIDTH as f64);
        let (left, right) = (at(plot.far.0, plot.near.0), at(plot.far.1, plot.near.1));
        let (first, last) = (left.ceil() as usize, right.floor() as usize);
        let kind = plot.kind.min(plots::KINDS - 1);
        if let Some(inside) = line.get_mut(first..last.max(first)) {
            inside.fill(GROUND + kind as u8);
        }
        for (place, covered) in [(first.wrapping_sub(1), first as f64 - left), (last, right - last as f64)] {
            let quarters = (covered * QUARTERS as f64 + 0.5) as usize;
            if let Some(pixel) = line.get_mut(place)
                && (1..QUARTERS).contains(&quarters)
            {
                *pixel = GROUND + (plots::KINDS + kind * (QUARTERS - 1) + quarters - 1) as u8;
            }
        }
    }
}

/// A part of a PNG: its length, name, content and checksum.
fn chunk(png: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    png.extend((content.len() as u32).to_be_bytes());
    png.extend(name);
    png.extend(content);
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(content);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Colours, HEIGHT, WIDTH, png};

    fn colours(list: &str) -> Option<Colours> {
        Colours::of(&toml::from_str(&format!("share_image = {list}")).unwrap())
    }

    #[test]
    fn every_name_has_a_small_picture_of_its_own() {
        let colours = colours("[\"#e4eff3\", \"#a9cfdc\", \"#86ad74\", \"#b3c98f\", \"#cdb795\"]").unwrap();
        let picture = png("regie", &colours);
        assert_eq!(picture, png("regie", &colours));
        assert_ne!(picture, png("rollen", &colours));
        assert_ne!(colours.print("regie"), colours.print("rollen"));
        let size = imagesize::blob_size(&picture).unwrap();
        assert_eq!((size.width, size.height), (WIDTH, HEIGHT));
        assert!(picture.len() < 15_000, "{} bytes", picture.len());
    }

    #[test]
    fn a_theme_without_five_colours_has_no_pictures() {
        for list in ["[]", "[\"#fff\"]", "[\"#e4eff3\", \"#a9cfdc\", \"#86ad74\", \"#b3c98f\"]", "3"] {
            assert_eq!(colours(list), None, "{list}");
        }
    }
}
