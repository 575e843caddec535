//! Content: columns of bytes, such as pictures, which the change log would otherwise hold a second time and for ever.
//!
//! A column that is declared `BLOB` in a captured table is content. It is written once, with its record; the log holds
//! its digest and length in place of the bytes. Other bytes are another record.

use crate::error::Result;
use rusqlite::{Connection, functions::FunctionFlags, types::ValueRef};

/// Makes the SQL function that tells what the log holds of a content. Whoever captures or checks needs it.
pub(crate) fn install(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("keji_content", 1, flags, |call| {
        Ok(match call.get_raw(0) {
            ValueRef::Null => None,
            ValueRef::Blob(bytes) => Some(digest(bytes)),
            _ => return Err(rusqlite::Error::UserFunctionError("content is bytes".into())),
        })
    })?;
    Ok(())
}

/// Names of a table's columns of content, in order.
pub(crate) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE upper(type) = 'BLOB' ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get::<_, String>("name"))?;
    Ok(names.collect::<std::result::Result<_, _>>()?)
}

/// What the log holds in place of bytes.
fn digest(bytes: &[u8]) -> String {
    format!("blake3 {} {}", blake3::hash(bytes).to_hex(), bytes.len())
}
