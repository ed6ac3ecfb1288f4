//! Of an image nothing but the image is published.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::TestSite;

const SECRET: &[u8] = b"52.0907 N 5.1214 E";

/// A photograph that lies on its side: 32 by 16, which side is up, and where
/// it was taken.
fn photograph() -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, content].concat()
    };
    let exif =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice(), SECRET]
            .concat();
    [
        b"\xff\xd8".to_vec(),
        segment(0xe1, &exif),
        segment(0xc0, b"\x08\0\x10\0\x20\x01\x01\x11\0"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        b"image\xff\xd9".to_vec(),
    ]
    .concat()
}

#[test]
fn a_published_photograph_does_not_tell_where_it_was_taken() {
    let site = TestSite::small();
    site.write("content/themas/rollen/index.md", "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.jpg)\n");
    fs::write(site.root().join("content/themas/rollen/foto.jpg"), photograph()).unwrap();
    let holds_secret = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|window| window == SECRET);
    assert!(holds_secret(&photograph()));

    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let published = fs::read(site.root().join("public/themas/rollen/foto.jpg")).unwrap();
    assert!(!holds_secret(&published) && published.windows(5).any(|window| window == b"image"));
    // It is shown upright: as high as it is wide in the file.
    let page = fs::read_to_string(site.root().join("public/themas/rollen/index.html")).unwrap();
    assert!(page.contains("width=\"16\" height=\"32\""), "{page}");
    // The editor's own file is left alone.
    assert_eq!(fs::read(site.root().join("content/themas/rollen/foto.jpg")).unwrap(), photograph());
}

#[test]
fn a_broken_image_keeps_the_old_site_in_place() {
    let site = TestSite::small();
    site.write("content/themas/rollen/index.md", "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.jpg)\n");
    let file = site.root().join("content/themas/rollen/foto.jpg");
    fs::write(&file, photograph()).unwrap();
    assert_eq!(site.run(&["build"]).status, 0);
    let before = common::contents(&site.root().join("public"));
    let whole = photograph();
    fs::write(&file, &whole[..whole.len() - 4]).unwrap();
    let built = site.run(&["build"]);
    assert_eq!(built.status, 1);
    assert!(
        built.stderr.contains("broken-image") && built.stderr.contains("rollen/foto.jpg"),
        "{}",
        built.stderr
    );
    assert_eq!(common::contents(&site.root().join("public")), before);
}
