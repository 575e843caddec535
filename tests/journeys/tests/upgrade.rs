//! Every store of a released schema opens with the present program, is whole, and tells the same figures.

use crate::desk::{Desk, fixture};
use serde_json::{Value, json};
use std::fs;

/// Keeps what the older release knew: figures that a newer one adds are not compared.
fn same(old: &Value, new: &Value, path: &str) {
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

#[test]
fn stores_of_released_schemas_open_and_tell_the_same_figures() {
    let mut seen = 0;
    for entry in fs::read_dir(fixture("stores")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let desk = Desk::empty();
        desk.adopt(&folder);
        desk.good(&["check"]);
        let old: Value = serde_json::from_slice(&fs::read(folder.join("summary.json")).unwrap()).unwrap();
        let new = desk.json(&["summary", "--term", "2025-2026-1", "--format", "json", "--as-of", "2025-12-31"]);
        same(&old, &new, "summary");
        let roster = desk.call("roster_get", &json!({}));
        assert!(roster["teachers"].as_array().unwrap().iter().any(|teacher| teacher["name"] == "王㛃"));
        seen += 1;
    }
    assert!(seen > 0, "there are stores to open");
}
