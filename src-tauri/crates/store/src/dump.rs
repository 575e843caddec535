//! The canonical dump: every record of every table in one fixed order, for comparing two stores.

use crate::{
    capture::{captured_tables, fields},
    error::Result,
    store::Store,
};
use rusqlite::types::ValueRef;
use std::fmt::Write;

impl Store {
    /// All records as text: tables by name, records by id, fields in column order. The log is not part of it.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn dump(&self) -> Result<String> {
        self.read(|read| {
            let mut text = String::new();
            for table in captured_tables(read)? {
                let mut names = vec!["id".to_owned()];
                names.extend(fields(read, &table)?);
                let columns = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
                let mut statement = read.prepare(&format!("SELECT {columns} FROM \"{table}\" ORDER BY id"))?;
                let mut rows = statement.query([])?;
                // Writing to a String cannot fail.
                let _ = writeln!(text, "[{table}]");
                while let Some(row) = rows.next()? {
                    for name in &names {
                        let _ = write!(text, "{name}={} ", printed(row.get_ref(name.as_str())?));
                    }
                    text.push('\n');
                }
            }
            Ok(text)
        })
    }
}

fn printed(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => blake3::hash(bytes).to_hex().to_string(),
    }
}
