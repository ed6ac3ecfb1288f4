//! Of an image nothing but the image is published.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
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

/// A picture of many colours, 1200 by 600, whose left half is red and right
/// half blue, more or less: so that it is seen which side is up.
fn picture() -> image::RgbImage {
    image::RgbImage::from_fn(1200, 600, |x, y| {
        let grain = ((x * 7 + y * 13) ^ (x * y / 5)) as u8 / 4;
        image::Rgb(if x < 600 { [190 + grain, grain, grain] } else { [grain, grain, 190 + grain] })
    })
}

/// It as a JPEG that is to be turned a quarter to the right, and tells where
/// it was taken.
fn turned_jpeg() -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    picture().write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let exif =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice(), SECRET]
            .concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let jpeg = jpeg.into_inner();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

fn png(picture: &image::DynamicImage) -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[test]
fn a_small_screen_gets_a_smaller_copy() {
    let site = TestSite::small();
    site.write(
        "content/themas/rollen/index.md",
        "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.jpg)\n\n![Een scherm](scherm.png)\n",
    );
    let folder = site.root().join("content/themas/rollen");
    fs::write(folder.join("foto.jpg"), turned_jpeg()).unwrap();
    fs::write(folder.join("scherm.png"), png(&picture().into())).unwrap();
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);

    let public = site.root().join("public/themas/rollen");
    let page = fs::read_to_string(public.join("index.html")).unwrap();
    // Upright the photograph is 600 wide: of 480 there is a copy, of 960 not.
    for (name, width, height, others) in
        [("foto.jpg", 480, 960, [960, 1440]), ("scherm.png", 960, 480, [1200, 1440])]
    {
        let copy = fs::read(public.join(format!("{name}-{width}.webp"))).unwrap();
        let pixels = image::load_from_memory_with_format(&copy, image::ImageFormat::WebP).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (width, height), "{name}");
        assert!(copy.len() < fs::read(folder.join(name)).unwrap().len(), "{name}");
        assert!(!copy.windows(4).any(|window| window == b"EXIF"), "{name}");
        for other in others {
            assert!(!public.join(format!("{name}-{other}.webp")).exists(), "{name} {other}");
        }
        assert!(page.contains(&format!("/themas/rollen/{name}-{width}.webp {width}w")), "{page}");
    }
    assert!(page.contains("foto.jpg 600w\" sizes=\"") && page.contains("scherm.png 1200w\""), "{page}");
    // What was left is up.
    let copy = image::open(public.join("foto.jpg-480.webp")).unwrap().into_rgb8();
    let (above, below) = (copy.get_pixel(240, 100), copy.get_pixel(240, 860));
    assert!(above[0] > above[2] && below[2] > below[0], "{above:?} {below:?}");
}

#[test]
fn copies_are_the_same_bytes_with_and_without_what_was_kept() {
    let site = TestSite::small();
    site.write("content/themas/rollen/index.md", "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.jpg)\n");
    fs::write(site.root().join("content/themas/rollen/foto.jpg"), turned_jpeg()).unwrap();
    let unbuilt = common::contents(site.root());
    assert_eq!(site.run(&["check"]).status, 0);
    assert_eq!(common::contents(site.root()), unbuilt, "checking writes nothing");
    assert_eq!(site.run(&["build"]).status, 0);
    let first = common::contents(&site.root().join("public"));
    let copy = site.root().join("public/themas/rollen/foto.jpg-480.webp");
    let made = fs::metadata(&copy).unwrap().modified().unwrap();

    // Another article changes: the copy is the same file.
    site.write("content/themas/nieuw.md", "+++\ntitle = \"Nieuw\"\n+++\n\nTekst.\n");
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(fs::metadata(&copy).unwrap().modified().unwrap(), made);
    fs::remove_file(site.root().join("content/themas/nieuw.md")).unwrap();

    // What was kept is damaged, or gone.
    for entry in fs::read_dir(site.root().join(".polder")).unwrap() {
        let file = entry.unwrap().path();
        if file.file_name().unwrap().to_string_lossy().starts_with("image-") {
            fs::write(file, "half").unwrap();
        }
    }
    fs::remove_dir_all(site.root().join("public")).unwrap();
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(common::contents(&site.root().join("public")), first);
    fs::remove_dir_all(site.root().join(".polder")).unwrap();
    fs::remove_dir_all(site.root().join("public")).unwrap();
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(common::contents(&site.root().join("public")), first);
}

#[test]
fn copies_that_no_page_has_any_more_are_not_kept() {
    let site = TestSite::small();
    for name in ["rollen", "taken"] {
        let folder = format!("content/themas/{name}");
        let text = format!("+++\ntitle = \"{name}\"\n+++\n\n![Een foto](foto.jpg)\n");
        site.write(&format!("{folder}/index.md"), &text);
        let photograph = if name == "rollen" { turned_jpeg() } else { png(&picture().into()) };
        fs::write(site.root().join(folder).join("foto.jpg"), photograph).unwrap();
    }
    let kept = || {
        let files =
            fs::read_dir(site.root().join(".polder")).unwrap().map(|entry| entry.unwrap().file_name());
        files.filter(|name| name.to_string_lossy().starts_with("image-")).collect::<BTreeSet<_>>()
    };
    assert_eq!(site.run(&["build"]).status, 0);
    let both = kept();
    fs::remove_dir_all(site.root().join("content/themas/taken")).unwrap();
    assert_eq!(site.run(&["build"]).status, 0);
    let one = kept();
    assert!(!one.is_empty() && one.len() < both.len() && one.is_subset(&both), "{both:?} {one:?}");
    // What is used is found again, also by a build that publishes nothing new.
    site.write("content/themas/nieuw.md", "+++\ntitle = \"Nieuw\"\n+++\n\nTekst.\n");
    assert_eq!(site.run(&["build"]).status, 0);
    assert_eq!(kept(), one);
}

#[test]
fn a_file_at_the_address_of_a_copy_stays() {
    let site = TestSite::small();
    site.write(
        "content/themas/rollen/index.md",
        "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.jpg) [Blad](foto.jpg-480.webp)\n",
    );
    let folder = site.root().join("content/themas/rollen");
    fs::write(folder.join("foto.jpg"), turned_jpeg()).unwrap();
    let mut own = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(3, 2).write_to(&mut own, image::ImageFormat::WebP).unwrap();
    fs::write(folder.join("foto.jpg-480.webp"), own.get_ref()).unwrap();
    let built = site.run(&["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let public = site.root().join("public/themas/rollen");
    assert_eq!(image::image_dimensions(public.join("foto.jpg-480.webp")).unwrap(), (3, 2));
    assert!(!fs::read_to_string(public.join("index.html")).unwrap().contains("srcset"));
}

#[test]
fn a_picture_that_cannot_be_opened_is_told_once() {
    let site = TestSite::small();
    site.write("content/themas/rollen/index.md", "+++\ntitle = \"Rollen\"\n+++\n\n![Een foto](foto.png)\n");
    // Whole by its chunks, but its pixels are not what the first one says.
    let mut file = png(&picture().into());
    let pixels = file.windows(4).position(|window| window == b"IDAT").unwrap() + 4;
    file[pixels..pixels + 64].fill(0xff);
    fs::write(site.root().join("content/themas/rollen/foto.png"), file).unwrap();
    let built = site.run(&["build"]);
    assert_eq!(built.status, 1);
    assert_eq!(built.stderr.matches("[broken-image]").count(), 1, "{}", built.stderr);
    assert!(!site.root().join("public").exists());
}
