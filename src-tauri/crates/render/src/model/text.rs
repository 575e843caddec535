use serde::{Deserialize, Serialize};

/// A piece of a line. Text is verbatim; a line feed breaks the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "run", rename_all = "camelCase")]
pub enum Run {
    /// Plain text.
    Text {
        /// What is printed.
        text: String,
    },
    /// Emphasised text (bold). Official papers use none by default.
    Strong {
        /// What is printed.
        text: String,
    },
    /// A computed figure. Print shows its text; the preview makes its place known by `anchor`.
    Figure {
        /// What is printed, e.g. `82.6%`.
        text: String,
        /// The caller's id of the figure; never printed.
        anchor: String,
    },
}

impl Run {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// Emphasised text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong { text: text.into() }
    }

    /// A figure with the caller's id.
    pub fn figure(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self::Figure { text: text.into(), anchor: anchor.into() }
    }

    /// What is printed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text { text } | Self::Strong { text } | Self::Figure { text, .. } => text,
        }
    }
}

impl From<&str> for Run {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Run {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// The printed text of some runs, joined.
pub fn runs_text(runs: &[Run]) -> String {
    runs.iter().map(Run::as_str).collect()
}
