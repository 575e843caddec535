//! What a store holds, as something that can be compared.

use crate::desk::ACTOR;
use keji_store::{Read, Result, Store, rusqlite::types::ValueRef};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Every record and every act of the harness.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct State {
    /// `table/id` to the fields that are not empty: an added column changes nothing.
    pub(crate) records: BTreeMap<String, String>,
    /// Identifiers of the acts.
    pub(crate) acts: BTreeSet<String>,
}

impl State {
    /// Reads it from an open store.
    pub(crate) fn read(store: &Store) -> Result<Self> {
        let mut state = Self::default();
        store.read(|read| {
            records(read, "visit", &mut state.records)?;
            records(read, "part", &mut state.records)
        })?;
        state.acts = store
            .acts(u32::MAX)?
            .into_iter()
            .filter(|act| act.actor == ACTOR)
            .map(|act| act.id)
            .collect::<BTreeSet<_>>();
        Ok(state)
    }

    /// A number that stands for the whole of it.
    pub(crate) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// In a word, where two differ: identifiers only.
    pub(crate) fn difference(&self, other: &Self) -> String {
        let record =
            self.records.iter().find(|(key, fields)| other.records.get(*key) != Some(fields)).map(|(key, _)| key);
        let beyond = other.records.keys().find(|key| !self.records.contains_key(*key));
        format!(
            "{} and {} records, {} and {} acts, first other {record:?}, first beyond {beyond:?}",
            self.records.len(),
            other.records.len(),
            self.acts.len(),
            other.acts.len()
        )
    }
}

fn records(read: &Read<'_>, table: &str, into: &mut BTreeMap<String, String>) -> Result<()> {
    let mut statement = read.prepare(&format!("SELECT * FROM {table} ORDER BY id"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut fields = Vec::new();
        for name in names.iter().filter(|name| *name != "id") {
            match row.get_ref(name.as_str())? {
                ValueRef::Text(text) => fields.push((name.as_str(), String::from_utf8_lossy(text).into_owned())),
                ValueRef::Integer(number) => fields.push((name.as_str(), number.to_string())),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => {}
            }
        }
        into.insert(format!("{table}/{}", row.get::<_, String>("id")?), written(&fields));
    }
    Ok(())
}

/// The text of a record's fields, given in the order of the schema.
pub(crate) fn written(fields: &[(&str, String)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        // Writing to a String cannot fail.
        let _ = write!(text, "{name}={value}\u{1f}");
    }
    text
}
