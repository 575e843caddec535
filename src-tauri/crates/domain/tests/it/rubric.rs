//! Scoring sheets: the real ones of the collection with sheets worked out by hand, their rules
//! and versions.
#![allow(clippy::unwrap_used)] // a test may panic

mod ambiguous;
mod fixtures;
mod rules;
mod versions;

use serde_json::Value;
use std::path::PathBuf;

/// Folder of the collection.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/rubrics")
}

/// An entry of the collection.
fn entry(id: &str) -> Value {
    let all: Value = serde_json::from_str(&std::fs::read_to_string(folder().join("rubrics.json")).unwrap()).unwrap();
    all.as_array().unwrap().iter().find(|entry| entry["id"] == id).unwrap().clone()
}
