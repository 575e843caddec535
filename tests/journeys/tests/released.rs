//! The stores that releases have left, one for each schema, and what each of them told.

use crate::desk::{Desk, fixture};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// Words that ask for the figures of the fixtures' term.
pub(crate) const FIGURES: [&str; 7] = ["summary", "--term", "2025-2026-1", "--format", "json", "--as-of", "2025-12-31"];

/// A store as a release left it.
pub(crate) struct Released {
    /// Name of the fixture.
    pub(crate) name: String,
    /// Whether a later release has changed the schema.
    pub(crate) older: bool,
    folder: PathBuf,
}

impl Released {
    /// A desk with a copy of the store.
    pub(crate) fn desk(&self) -> Desk {
        Desk::adopted(&self.folder)
    }

    /// The figures as the release computed them.
    pub(crate) fn figures(&self) -> Value {
        serde_json::from_slice(&fs::read(self.folder.join("summary.json")).unwrap()).unwrap()
    }
}

/// All of them, by name.
pub(crate) fn released() -> Vec<Released> {
    let folders = fs::read_dir(fixture("stores")).unwrap().map(|entry| entry.unwrap().path());
    let mut stores: Vec<Released> = folders
        .filter(|folder| folder.is_dir())
        .map(|folder| Released {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            older: false,
            folder,
        })
        .collect();
    stores.sort_by(|one, other| one.name.cmp(&other.name));
    // A schema that no release has written yet has no store here, and is newer than all of them.
    let steps = fs::read_dir(fixture("../../src-tauri/crates/domain/migrations")).unwrap().count();
    let newest = stores.iter().map(|store| schema(&store.name)).max().expect("there are stores to open");
    let newest = newest.max((u32::try_from(steps).unwrap(), 0));
    for store in &mut stores {
        store.older = schema(&store.name) < newest;
    }
    stores
}

/// Holds figures against those of an older release: figures that a newer one adds are not compared.
pub(crate) fn same(old: &Value, new: &Value, path: &str) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                same(value, new.get(key).unwrap_or(&Value::Null), &format!("{path}.{key}"));
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            assert_eq!(old.len(), new.len(), "{path}");
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                same(old, new, &format!("{path}[{at}]"));
            }
        }
        _ => assert_eq!(old, new, "{path}"),
    }
}

/// The schema is the number at the end of a fixture's name; the form of the change log stands behind a point.
fn schema(name: &str) -> (u32, u32) {
    let number = name.rsplit('-').next().unwrap_or_default();
    let (schema, log) = number.split_once('.').unwrap_or((number, "0"));
    schema.parse().ok().zip(log.parse().ok()).unwrap_or_else(|| panic!("{name} has no schema"))
}
