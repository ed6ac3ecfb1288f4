//! Nothing but the image is left, and the image is as it was.

#![allow(clippy::unwrap_used)]

use super::*;

/// What a phone writes beside an image.
const SECRET: &[u8] = b"52.0907 N 5.1214 E, telefoon van de redactie";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let mut segment = vec![0xff, marker];
    segment.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
    segment.extend(content);
    segment
}

/// EXIF with an orientation and a secret behind it.
fn exif_block(orientation: u8) -> Vec<u8> {
    let mut block = exif::only_orientation(orientation);
    block.extend(SECRET);
    block
}

fn jpeg(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(exif_block(orientation));
    let mut file = vec![0xff, 0xd8];
    file.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
    file.extend(segment(0xe1, &exif));
    file.extend(segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET].concat()));
    file.extend(segment(0xed, SECRET));
    file.extend(segment(0xfe, SECRET));
    file.extend(segment(0xc0, b"\x08\0\x10\0\x20\x01\x01\x11\0"));
    file.extend(segment(0xda, b"\x01\x01\0\0\x3f\0"));
    file.extend(b"image\xff\0data\xff\xd9");
    file.extend(SECRET);
    file
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(content);
    chunk.extend([1, 2, 3, 4]);
    chunk
}

fn png() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &[0, 0, 0, 16, 0, 0, 0, 32, 8, 2, 0, 0, 0]));
    file.extend(chunk(b"tEXt", SECRET));
    file.extend(chunk(b"eXIf", &exif_block(6)));
    file.extend(chunk(b"IDAT", b"image"));
    file.extend(chunk(b"IEND", b""));
    file.extend(SECRET);
    file
}

fn webp() -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let mut chunk = name.to_vec();
        chunk.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        chunk.extend(content);
        chunk.extend(vec![0; content.len() % 2]);
        chunk
    };
    let mut body = b"WEBP".to_vec();
    body.extend(chunk(b"VP8X", &[0x0c, 0, 0, 0, 15, 0, 0, 31, 0, 0]));
    body.extend(chunk(b"VP8 ", b"image"));
    body.extend(chunk(b"EXIF", &exif_block(8)));
    body.extend(chunk(b"XMP ", SECRET));
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    file.extend(body);
    file
}

fn gif() -> Vec<u8> {
    let mut file = b"GIF89a\x10\0\x20\0\0\0\0".to_vec();
    let piece = |content: &[u8]| [&[u8::try_from(content.len()).unwrap()][..], content, &[0]].concat();
    file.extend([0x21, 0xfe]);
    file.extend(piece(SECRET));
    file.extend([0x21, 0xff]);
    file.extend(piece(b"NETSCAPE2.0"));
    file.extend([0x21, 0xff]);
    file.extend(piece(&[b"XMP DataXMP", SECRET].concat()));
    file.extend([0x2c, 0, 0, 0, 0, 0x10, 0, 0x20, 0, 0, 8]);
    file.extend(piece(b"image"));
    file.push(0x3b);
    file.extend(SECRET);
    file
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn nothing_but_the_image_is_left() {
    for (name, file) in [("jpeg", jpeg(6)), ("png", png()), ("webp", webp()), ("gif", gif())] {
        assert!(holds(&file, SECRET), "{name}");
        let clean = cleaned(file).unwrap();
        assert!(!holds(&clean, b"redactie") && holds(&clean, b"image"), "{name}");
        // What is clean stays as it is.
        assert_eq!(cleaned(clean.clone()).unwrap(), clean, "{name}");
    }
}

#[test]
fn which_side_is_up_stays() {
    for (file, side) in [(jpeg(6), true), (jpeg(1), false), (jpeg(3), false), (png(), true), (webp(), true)] {
        assert_eq!(lies_on_its_side(&file), side);
        let clean = cleaned(file).unwrap();
        assert_eq!(lies_on_its_side(&clean), side);
    }
    assert!(!holds(&cleaned(jpeg(1)).unwrap(), b"Exif"));
    assert!(!lies_on_its_side(&jpeg(6)[..12]));
}

#[test]
fn an_image_that_ends_early_is_broken() {
    for file in [jpeg(6), png(), webp(), gif()] {
        let whole = file.len() - if file.ends_with(SECRET) { SECRET.len() } else { 0 };
        for end in 0..whole {
            assert_eq!(cleaned(file[..end].to_vec()), Err(ImageFault::Broken), "{end} of {whole}");
        }
    }
    assert_eq!(cleaned(b"tekst".to_vec()), Err(ImageFault::Broken));
}

#[test]
fn drawings_with_programs_are_refused() {
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").into_bytes();
    let harmless =
        svg("<title>Kaart</title><style>a{}</style><a href=\"https://example.nl\"><path d=\"M0 0\"/></a>");
    assert_eq!(cleaned(harmless.clone()), Ok(harmless));
    for program in [
        "<script>alert(1)</script>",
        "<path onload=\"x()\"/>",
        "<a href=\"java\nscript:x()\"><path/></a>",
        "<a xlink:href=\"&#106;avascript:x()\"><path/></a>",
        "<foreignObject><p/></foreignObject>",
        "<set attributeName=\"href\" to=\"javascript:x()\"/>",
    ] {
        assert_eq!(cleaned(svg(program)), Err(ImageFault::Program), "{program}");
    }
    let entities = b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>".to_vec();
    assert_eq!(cleaned(entities), Err(ImageFault::Program));
    assert_eq!(cleaned(b"<svg><path></svg>".to_vec()), Err(ImageFault::Broken));
    assert_eq!(cleaned(b"<svg><path/>".to_vec()), Err(ImageFault::Broken));
}

fn written(image: &::image::DynamicImage, format: ::image::ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

#[test]
fn only_photographs_that_are_wider_have_copies() {
    let widths = |file: &[u8], width: u32| copy_widths(file, (width, 400), 1 << 20);
    assert_eq!(widths(&jpeg(6), 480), Vec::<u32>::new());
    assert_eq!(widths(&jpeg(6), 961), [480, 960]);
    assert_eq!(widths(&png(), 4000), [480, 960, 1440]);
    assert_eq!(widths(&webp(), 700), [480]);
    assert_eq!(widths(&gif(), 4000), Vec::<u32>::new());
    assert_eq!(widths(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 4000), Vec::<u32>::new());
    let mut moving = webp();
    moving[20] |= 0x02;
    assert_eq!(widths(&moving, 4000), Vec::<u32>::new());
    let mut moving = b"\x89PNG\r\n\x1a\n".to_vec();
    moving.extend(chunk(b"IHDR", &[0; 13]));
    moving.extend(chunk(b"acTL", &[0; 8]));
    assert_eq!(widths(&moving, 4000), Vec::<u32>::new());
    // For print, small enough as it is, and too large to open.
    let mut print = jpeg(1);
    let frame = print.windows(2).position(|window| window == [0xff, 0xc0]).unwrap();
    print[frame + 9] = 4;
    assert_eq!(widths(&print, 4000), Vec::<u32>::new());
    assert_eq!(copy_widths(&jpeg(1), (4000, 400), 4000), Vec::<u32>::new());
    assert_eq!(copy_widths(&jpeg(1), (30_000, 30_000), 1 << 20), Vec::<u32>::new());
}

#[test]
fn an_image_that_unpacks_to_too_much_is_not_opened() {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in
        [(b"IHDR", &[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0][..]), (b"IEND", &[])]
    {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(content);
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        file.extend([name, content].concat());
        file.extend(sum.sum().to_be_bytes());
    }
    assert_eq!(smaller_copies(&file, &[480]), None);
    // Nor does what is no image at all panic.
    assert_eq!(smaller_copies(&jpeg(6), &[480]), None);
}

#[test]
fn copies_keep_what_shines_through_and_what_colours_mean() {
    // Left is green, right is nothing; no black edge comes between.
    let clear = ::image::RgbaImage::from_fn(600, 40, |x, _| {
        ::image::Rgba(if x < 300 { [0, 200, 0, 255] } else { [0, 0, 0, 0] })
    });
    let file = written(&clear.into(), ::image::ImageFormat::Png);
    let copy = &smaller_copies(&file, &[480]).unwrap()[0];
    let pixels = ::image::load_from_memory(copy).unwrap().into_rgba8();
    assert_eq!(pixels.dimensions(), (480, 32));
    assert_eq!(pixels.get_pixel(470, 16)[3], 0);
    let dark = pixels.pixels().filter(|pixel| pixel[3] > 40 && pixel[1] < 150).count();
    assert_eq!(dark, 0);

    let mut profile = vec![7; 131];
    profile[16..20].copy_from_slice(b"RGB ");
    let file = written(&::image::RgbImage::new(600, 40).into(), ::image::ImageFormat::Jpeg);
    let told = segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", profile.as_slice()].concat());
    let file = [&file[..2], &told, &file[2..]].concat();
    let copy = &smaller_copies(&file, &[480]).unwrap()[0];
    assert!(holds(copy, &profile));
    assert_eq!(cleaned(copy.clone()).unwrap(), *copy);
    let pixels = ::image::load_from_memory(copy).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (480, 32));
}
