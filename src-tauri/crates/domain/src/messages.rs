//! The words for people of every error code: one catalogue for the window and the command line.

use crate::error::WireError;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

const CATALOGUE: &str = include_str!("../../../../assets/messages/errors.zh-CN.json");

/// What went wrong and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// What and where.
    pub text: String,
    /// How to mend it; may be empty.
    #[serde(default)]
    pub mend: Option<String>,
}

/// All words by code.
pub fn catalogue() -> &'static BTreeMap<String, Words> {
    static WORDS: OnceLock<BTreeMap<String, Words>> = OnceLock::new();
    // The catalogue is part of the program; a test holds that it can be read.
    WORDS.get_or_init(|| serde_json::from_str(CATALOGUE).unwrap_or_default())
}

/// One sentence for an error, with its values filled in.
pub fn sentence(error: &WireError) -> String {
    let Some(words) = catalogue().get(&error.code) else {
        return error.detail.clone();
    };
    let mut text = words.text.clone();
    if let Some(mend) = words.mend.as_ref().filter(|mend| !mend.is_empty()) {
        text.push_str(mend);
    }
    for (name, value) in &error.params {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
