//! The bundled fonts, and which characters they can print. Papers use no other font, so the same paper looks
//! the same on every machine.

mod coverage;

pub use coverage::{covers, printable};

/// One bundled face.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// Family name inside the file, e.g. `Keji Serif`.
    pub family: &'static str,
    /// 400 or 700.
    pub weight: u16,
    /// The whole OpenType file.
    pub data: &'static [u8],
}

/// The family of the body (宋).
pub const SERIF: &str = "Keji Serif";
/// The family of level-1 headings and charts (黑).
pub const SANS: &str = "Keji Sans";
/// The family of level-2 headings (楷).
pub const KAI: &str = "Keji Kai";

/// Every bundled face; the first one is the body's.
pub fn faces() -> &'static [Face] {
    &FACES
}

macro_rules! face {
    ($family:expr, $weight:literal, $file:literal) => {
        Face { family: $family, weight: $weight, data: include_bytes!(concat!("../../../../assets/fonts/", $file)) }
    };
}

static FACES: [Face; 5] = [
    face!(SERIF, 400, "KejiSerif-Regular.otf"),
    face!(SERIF, 700, "KejiSerif-Bold.otf"),
    face!(SANS, 400, "KejiSans-Regular.otf"),
    face!(SANS, 700, "KejiSans-Bold.otf"),
    face!(KAI, 400, "KejiKai-Regular.ttf"),
];
