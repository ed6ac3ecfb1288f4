//! A pattern of plots for every name: long narrow fields with water between
//! them, seen from a dike, under one horizon. The same name gives the same
//! pattern.

use std::fmt::Write as _;

/// The size of the picture; the horizon is its upper edge.
pub(in crate::render) const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 40.0;
/// How much of a plot's width is left at the horizon.
const FAR: f64 = 0.5;
/// How wide the water between two plots is.
const DITCH: f64 = 3.0;
/// Kinds of ground.
pub(in crate::render) const KINDS: usize = 3;

/// One plot: where its left and its right edge begin and end.
pub(in crate::render) struct Plot {
    /// Left and right at the lower edge of the picture.
    pub(in crate::render) near: (f64, f64),
    /// Left and right at the horizon.
    pub(in crate::render) far: (f64, f64),
    /// Its kind of ground.
    pub(in crate::render) kind: usize,
}

/// The plots of a name, from left to right.
pub(in crate::render) fn plots(name: &str) -> Vec<Plot> {
    let mut plots = Vec::new();
    let mut bytes = blake3::Hasher::new().update(name.as_bytes()).finalize_xof();
    let mut next = || {
        let mut byte = [0];
        bytes.fill(&mut byte);
        byte[0]
    };
    let middle = WIDTH * (0.25 + f64::from(next()) / 512.0);
    let far = |near: f64| middle + (near - middle) * FAR;
    // Far enough to the left and to the right to fill the horizon too.
    let (mut left, end) = (middle - middle / FAR, middle + (WIDTH - middle) / FAR);
    let mut kind = usize::from(next()) % KINDS;
    while left < end {
        let width = 14.0 + f64::from(next() % 40);
        let right = left + width - DITCH;
        plots.push(Plot { near: (left, right), far: (far(left), far(right)), kind });
        left += width;
        kind = (kind + 1 + usize::from(next()) % (KINDS - 1)) % KINDS;
    }
    plots
}

/// The outlines of the plots, one path of SVG for each kind of ground.
pub(super) fn paths(name: &str) -> Vec<String> {
    let mut paths = vec![String::new(); KINDS];
    // Formatting a number with decimals takes longer than all the rest.
    let whole = |place: f64| place.round() as i32;
    for Plot { near, far, kind } in plots(name) {
        let [left, right, far_left, far_right] = [near.0, near.1, far.0, far.1].map(whole);
        // Writing to a text does not fail.
        let _ = write!(paths[kind], "M{far_left} 0L{far_right} 0 {right} {HEIGHT} {left} {HEIGHT}z");
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn every_name_has_a_pattern_of_its_own() {
        assert_eq!(paths("regie"), paths("regie"));
        assert_ne!(paths("regie"), paths("rollen"));
        for name in ["", "a", "lokaal-en-regionaal"] {
            let size: usize = paths(name).iter().map(String::len).sum();
            assert!((150..900).contains(&size), "{name}: {size} bytes");
        }
    }
}
