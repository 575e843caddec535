use serde::{Deserialize, Serialize};

/// A bar chart of one series. A dozen or two bars read well; more than forty do not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Chart {
    /// Printed as 图1; `None` prints the caption alone.
    pub number: Option<u32>,
    /// What the chart shows, below it.
    pub caption: String,
    /// The unit of the values, e.g. 节; empty for none.
    pub unit: String,
    /// What the category axis is, e.g. 周次; empty for none.
    pub axis: String,
    /// What a reader who cannot see it should know. Empty: made from the bars.
    pub alt: String,
    /// The bars, left to right.
    pub bars: Vec<Bar>,
    /// A dashed line to compare with.
    pub threshold: Option<Threshold>,
    /// Height of the plot in millimetres, without caption.
    pub height_mm: f64,
}

impl Default for Chart {
    fn default() -> Self {
        Self {
            number: None,
            caption: String::new(),
            unit: String::new(),
            axis: String::new(),
            alt: String::new(),
            bars: Vec::new(),
            threshold: None,
            height_mm: 46.0,
        }
    }
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Bar {
    /// Under it; short.
    pub label: String,
    /// Its height, finite and not negative; `None` leaves the place empty (no data, not zero).
    pub value: Option<f64>,
    /// Drawn hatched: a week of holidays or examinations.
    pub hatched: bool,
}

impl Bar {
    /// A plain bar.
    pub fn new(label: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), value: Some(value), hatched: false }
    }

    /// A hatched bar.
    pub fn hatched(label: impl Into<String>, value: f64) -> Self {
        Self { hatched: true, ..Self::new(label, value) }
    }
}

/// A dashed line over the bars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Threshold {
    /// Where it stands.
    pub value: f64,
    /// At its right end.
    pub label: String,
}
