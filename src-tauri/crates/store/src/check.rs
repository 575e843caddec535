//! Integrity: of the pages, and of the change log against the records.

use crate::{
    capture::{captured_tables, fields},
    error::Result,
    store::Store,
};
use rusqlite::Connection;

/// Something that a check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check: `pages`, `cipher` or `log`.
    pub check: &'static str,
    /// The engine's words, or table and number of records; never a value.
    pub detail: String,
}

impl Store {
    /// All checks; an empty list means that nothing is wrong.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.read(|read| {
            let mut findings = pages(read)?;
            findings.extend(log(read)?);
            Ok(findings)
        })
    }
}

/// The engine's own checks: structure and page authentication.
pub(crate) fn pages(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("SELECT integrity_check FROM pragma_integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>("integrity_check"))? {
        let detail = line?;
        if detail != "ok" {
            findings.push(Finding { check: "pages", detail });
        }
    }
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.push(Finding { check: "cipher", detail: row.get("cipher_integrity_check")? });
    }
    Ok(findings)
}

/// Every record's fields equal the newest change of each: the log is complete.
fn log(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for table in captured_tables(connection)? {
        for field in fields(connection, &table)? {
            let sql = format!(
                "SELECT count(*) AS n FROM \"{table}\" r WHERE r.\"{field}\" IS NOT
                   (SELECT c.value FROM change c WHERE c.record_table = '{table}' AND c.record_id = r.id
                      AND c.field = '{field}' ORDER BY c.id DESC LIMIT 1)"
            );
            let differing: i64 = connection.query_row(&sql, [], |row| row.get("n"))?;
            if differing > 0 {
                findings.push(Finding { check: "log", detail: format!("{table}.{field}: {differing}") });
            }
        }
    }
    Ok(findings)
}
