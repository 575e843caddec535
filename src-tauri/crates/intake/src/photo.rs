//! A photo, made small: turned upright, reduced, written anew as JPEG without anything that came with it (place, time,
//! device).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage};
use serde::{Deserialize, Serialize};

use crate::IntakeError;

/// What making one photo small may cost, and how small it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoLimits {
    /// Size of the file itself, bytes.
    pub max_file: u64,
    /// Pixels of the picture before it is reduced.
    pub max_pixels: u64,
    /// Longer side of the result, pixels; smaller photos are not enlarged.
    pub longest_side: u32,
    /// Size of the result that is aimed at, bytes.
    pub aim: u64,
}

impl Default for PhotoLimits {
    fn default() -> Self {
        Self { max_file: 32 << 20, max_pixels: 60_000_000, longest_side: 1600, aim: 250 << 10 }
    }
}

/// A photo, upright and small.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG without metadata.
    #[serde(with = "crate::base64")]
    pub jpeg: Vec<u8>,
}

/// Qualities that are tried until the result is as small as it should be; the last one is taken as it is.
const QUALITIES: [u8; 4] = [80, 70, 60, 50];

/// Memory that the decoder may take, bytes.
const MAX_ALLOC: u64 = 384 << 20;

/// Makes a photo small; the same bytes give the same bytes.
///
/// What the file is, is decided by its content, never by a name: JPEG, PNG and WebP are read.
pub fn reduce(bytes: &[u8], limits: &PhotoLimits) -> Result<Photo, IntakeError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.max_file {
        return Err(IntakeError::FileTooLarge { size, limit: limits.max_file });
    }
    if bytes.is_empty() {
        return Err(IntakeError::Empty);
    }
    catch_unwind(AssertUnwindSafe(|| reduced(bytes, limits))).unwrap_or(Err(IntakeError::PhotoDamaged))
}

fn reduced(bytes: &[u8], limits: &PhotoLimits) -> Result<Photo, IntakeError> {
    let (picture, orientation) = decoded(bytes, limits)?;
    let mut upright = small(picture, limits.longest_side.max(1));
    upright.apply_orientation(orientation);
    let (width, height) = (upright.width(), upright.height());
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        upright
            .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality))
            .map_err(|_| IntakeError::PhotoDamaged)?;
        if u64::try_from(jpeg.len()).unwrap_or(u64::MAX) <= limits.aim {
            break;
        }
    }
    Ok(Photo { width, height, jpeg })
}

fn decoded(bytes: &[u8], limits: &PhotoLimits) -> Result<(DynamicImage, Orientation), IntakeError> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ if is_heic(bytes) => return Err(IntakeError::PhotoHeic),
        _ => return Err(IntakeError::NotAPhoto),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = image::Limits::default();
    bounds.max_alloc = Some(MAX_ALLOC);
    reader.limits(bounds);
    let refused = |error: ImageError| match error {
        ImageError::Limits(_) => IntakeError::PhotoTooManyPixels { limit: limits.max_pixels },
        _ => IntakeError::PhotoDamaged,
    };
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.max_pixels {
        return Err(IntakeError::PhotoTooManyPixels { limit: limits.max_pixels });
    }
    if pixels == 0 {
        return Err(IntakeError::PhotoDamaged);
    }
    // A photo whose orientation cannot be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refused)?, orientation))
}

/// The picture on white, its longer side at most `longest` pixels. First roughly to twice the size, by whole numbers:
/// the finer way needs memory for every pixel that it begins with.
fn small(picture: DynamicImage, longest: u32) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let rough = fitting(width, height, longest.saturating_mul(2));
    let picture = if rough == (width, height) { picture } else { picture.thumbnail_exact(rough.0, rough.1) };
    let flat = DynamicImage::ImageRgb8(on_white(picture));
    let fine = fitting(width, height, longest);
    if fine == rough { flat } else { flat.resize_exact(fine.0, fine.1, FilterType::CatmullRom) }
}

/// Width and height with the longer side at most `longest`.
fn fitting(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= longest {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(longest) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(side).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let clear = picture.into_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0;
        let over = |value: u8| {
            let mixed = (u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

/// Whether the bytes are of the family that some telephones write: HEIC, HEIF, AVIF.
fn is_heic(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| {
            [b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"].iter().any(|known| brand == *known)
        })
}
