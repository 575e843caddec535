//! Photos of users, good and bad ones, made small.
#![allow(clippy::unwrap_used)] // a test may panic

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use keji_intake::IntakeError;
use keji_intake::photo::{Photo, PhotoLimits, reduce};

/// A picture with a red top left corner on a ground with some texture.
fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        if x < width / 4 && y < height / 4 {
            return Rgb([220, 20, 20]);
        }
        let grain = u8::try_from((x * 7 + y * 13) % 64).unwrap();
        Rgb([90 + grain, 120, 100 + grain / 2])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG as a telephone writes it: lying, with its orientation, a place and a device beside it.
fn from_a_telephone(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x01, 0x0F, 0, 2, 0, 0, 0, 16, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"GPS 30N TelPhon\0");
    let plain = encoded(&picture(400, 200), ImageFormat::Jpeg);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

fn shown(photo: &Photo) -> RgbImage {
    let shown = image::load_from_memory_with_format(&photo.jpeg, ImageFormat::Jpeg).unwrap().into_rgb8();
    assert_eq!(shown.dimensions(), (photo.width, photo.height));
    shown
}

fn reddish(pixel: Rgb<u8>) -> bool {
    pixel.0[0] > 180 && pixel.0[1] < 80
}

fn make_small(bytes: &[u8]) -> Result<Photo, IntakeError> {
    reduce(bytes, &PhotoLimits::default())
}

#[test]
fn a_photo_is_turned_upright_and_loses_what_came_with_it() {
    let bytes = from_a_telephone(6);
    assert!(bytes.windows(7).any(|window| window == b"TelPhon"));
    let photo = make_small(&bytes).unwrap();
    assert_eq!((photo.width, photo.height), (200, 400));
    // Turned clockwise, the red corner stands at the top right.
    assert!(reddish(*shown(&photo).get_pixel(190, 10)));
    for mark in [b"TelPhon".as_slice(), b"Exif", b"GPS"] {
        assert!(!photo.jpeg.windows(mark.len()).any(|window| window == mark));
    }
    assert_eq!(make_small(&from_a_telephone(1)).map(|photo| (photo.width, photo.height)), Ok((400, 200)));
}

#[test]
fn a_large_photo_becomes_small_and_a_small_one_is_not_enlarged() {
    let photo = make_small(&encoded(&picture(4000, 3000), ImageFormat::Jpeg)).unwrap();
    assert_eq!((photo.width, photo.height), (1600, 1200));
    assert!(photo.jpeg.len() <= 250 << 10, "{} bytes", photo.jpeg.len());
    assert!(reddish(*shown(&photo).get_pixel(100, 100)));
    let photo = make_small(&encoded(&picture(300, 900), ImageFormat::Png)).unwrap();
    assert_eq!((photo.width, photo.height), (300, 900));
    let photo = make_small(&encoded(&picture(5000, 2), ImageFormat::Png)).unwrap();
    assert_eq!((photo.width, photo.height), (1600, 1));
}

#[test]
fn what_cannot_be_seen_through_becomes_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(60, 40, Rgba([0, 0, 0, 0])));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let photo = make_small(&encoded(&clear, format)).unwrap();
        assert!(shown(&photo).pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)), "{format:?}");
    }
}

#[test]
fn the_same_bytes_give_the_same_bytes() {
    let bytes = encoded(&picture(2500, 1300), ImageFormat::Jpeg);
    assert_eq!(make_small(&bytes).unwrap(), make_small(&bytes).unwrap());
}

#[test]
fn what_is_no_photo_is_told_apart() {
    let heic = [b"\0\0\0\x24ftypheic".as_slice(), &[0; 40]].concat();
    let refused = |bytes: &[u8]| make_small(bytes).unwrap_err().code();
    assert_eq!(refused(b""), "intake_empty");
    assert_eq!(refused(&heic), "photo_heic");
    assert_eq!(refused(b"%PDF-1.7 ...."), "photo_kind");
    assert_eq!(refused(b"GIF89a\x01\0\x01\0"), "photo_kind");
    assert_eq!(refused(b"name,number\n"), "photo_kind");
    assert_eq!(refused(b"\xFF\xD8\xFF\xE0 and nothing more"), "photo_damaged");
    let limits = PhotoLimits { max_file: 10, ..PhotoLimits::default() };
    assert_eq!(reduce(&[0; 11], &limits).unwrap_err().code(), "intake_too_large");
}

/// A PNG of a few bytes that says of itself to be of 30,000 × 30,000 pixels.
#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut bytes = encoded(&picture(8, 8), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
    let mut crc = 0xFFFF_FFFF_u32;
    for byte in &bytes[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    assert_eq!(make_small(&bytes).unwrap_err().code(), "photo_too_many_pixels");
    let limits = PhotoLimits { max_pixels: 100, ..PhotoLimits::default() };
    let refused = reduce(&encoded(&picture(20, 20), ImageFormat::Jpeg), &limits).unwrap_err();
    assert_eq!(refused, IntakeError::PhotoTooManyPixels { limit: 100 });
}

/// Wherever a photo is cut or spoilt, it ends in a photo or in a refusal.
#[test]
fn spoilt_photos_end() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let mut whole = Vec::new();
        match format {
            ImageFormat::Jpeg => JpegEncoder::new_with_quality(&mut whole, 60).encode_image(&picture(90, 60)).unwrap(),
            _ => whole = encoded(&picture(90, 60), format),
        }
        for at in (0..whole.len()).step_by(whole.len() / 40 + 1) {
            drop(make_small(&whole[..at]));
            let mut spoilt = whole.clone();
            spoilt[at] ^= 0x55;
            drop(make_small(&spoilt));
        }
    }
}
