//! One error for the whole domain: a stable code with parameters. The words for people stand in the catalogue of
//! messages; nothing is matched on text, and no parameter holds a person's name.

use keji_render::RenderError;
use keji_store::{Holder, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

pub use crate::codes::Code;

/// Result of a domain operation.
pub type Result<T> = std::result::Result<T, Error>;

/// A refusal or a failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule refused; the parameters say what and where.
    #[error("{code:?}")]
    Rule {
        /// Which rule.
        code: Code,
        /// Values for the sentence.
        params: BTreeMap<String, String>,
    },
    /// The store failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A user's file could not be read.
    #[error(transparent)]
    Intake(#[from] keji_intake::IntakeError),
    /// A paper could not be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file could not be read or written.
    #[error("file operation failed: {0}")]
    File(std::io::Error),
}

impl Error {
    /// A rule's refusal without parameters.
    pub fn rule(code: Code) -> Self {
        Self::Rule { code, params: BTreeMap::new() }
    }

    /// Adds a parameter to a rule's refusal; other errors stay as they are.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        if let Self::Rule { params, .. } = &mut self {
            params.insert(name.to_owned(), value.to_string());
        }
        self
    }

    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rule { code, .. } => code.as_str(),
            Self::Store(error) => error.code(),
            Self::Intake(error) => error.code(),
            Self::Render(RenderError::Cancelled) => "cancelled",
            Self::Render(RenderError::MissingGlyphs(_)) => "missing_glyphs",
            Self::Render(RenderError::Layout(_)) => "render_failed",
            Self::File(error) if error.kind() == std::io::ErrorKind::StorageFull => "disk_full",
            Self::File(_) => "file_failed",
        }
    }

    /// What travels to a host.
    pub fn to_wire(&self) -> WireError {
        let params = match self {
            Self::Rule { params, .. } => params.clone(),
            Self::Intake(error) => error.params(),
            Self::Store(StoreError::TooNew { found, known }) => {
                BTreeMap::from([("found".into(), found.to_string()), ("known".into(), known.to_string())])
            }
            Self::Store(StoreError::Held(holder)) => held(holder.as_ref()),
            Self::Store(StoreError::NetworkShare(kind)) => BTreeMap::from([("kind".into(), kind.clone())]),
            _ => BTreeMap::new(),
        };
        let detail = match self {
            Self::Rule { .. } => String::new(),
            // The engine's own sentence can hold a path, and with it a user's name.
            Self::Store(StoreError::Sqlite(error)) => error
                .sqlite_error()
                .map_or_else(|| "sqlite".to_owned(), |error| format!("sqlite {}", error.extended_code)),
            other => other.to_string(),
        };
        WireError { code: self.code().to_owned(), params, detail }
    }
}

/// Who holds a store, in words.
fn held(holder: Option<&Holder>) -> BTreeMap<String, String> {
    let program = match holder.map(|holder| holder.program.as_str()) {
        Some("keji-cli") => "命令行程序",
        _ => "另一个课迹窗口",
    };
    let since = holder.and_then(|holder| chrono::DateTime::parse_from_rfc3339(&holder.since).ok());
    let since = since.map_or_else(|| "刚才".to_owned(), |since| since.format("%-m月%-d日 %H:%M 起").to_string());
    BTreeMap::from([("program".into(), program.into()), ("since".into(), since)])
}

impl From<keji_store::rusqlite::Error> for Error {
    fn from(error: keji_store::rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// An error as it travels: the receiver looks its words up by the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// Stable code.
    pub code: String,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
    /// The engine's words, for a report of a fault; never shown first.
    pub detail: String,
}
