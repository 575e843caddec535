use std::fmt;
use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// A photo, centred, as large as its place allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// The picture itself.
    pub jpeg: Jpeg,
    /// Width in pixels, at least 1.
    pub width_px: u32,
    /// Height in pixels, at least 1.
    pub height_px: u32,
    /// Height on paper at most, in millimetres.
    pub most_mm: u32,
    /// Words under it; may be empty.
    pub caption: String,
    /// What it shows, for readers that cannot see it.
    pub alt: String,
}

/// Pixels to an inch at least: what is smaller is not enlarged further.
const FEWEST_DPI: f64 = 96.0;

impl Picture {
    /// Width and height on paper in points, on a text area that is so wide.
    pub(crate) fn size(&self, text_width_pt: f64) -> (f64, f64) {
        let (width, height) = (f64::from(self.width_px.max(1)), f64::from(self.height_px.max(1)));
        let scales = [text_width_pt / width, f64::from(self.most_mm.max(1)) * 72.0 / 25.4 / height, 72.0 / FEWEST_DPI];
        let scale = scales.into_iter().fold(f64::INFINITY, f64::min);
        (width * scale, height * scale)
    }
}

/// The bytes of a JPEG; as text they are base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Jpeg(Arc<[u8]>);

impl Jpeg {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Jpeg {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Jpeg {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Jpeg({} bytes)", self.0.len())
    }
}

impl Serialize for Jpeg {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Jpeg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self::from).map_err(|_| D::Error::custom("no base64"))
    }
}
