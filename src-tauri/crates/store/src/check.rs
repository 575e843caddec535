//! Integrity: of the pages, and of the change log against the records.

use crate::{
    capture::{captured_tables, fields},
    chain, connection, content,
    error::{Result, StoreError},
    keys::DataKey,
    store::Store,
};
use rusqlite::Connection;
use std::{fs::File, io::Read, path::Path, sync::PoisonError};

/// Something that a check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check: `pages`, `cipher`, `log` or `chain`.
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
        let Some(place) = &self.place else {
            return self.read(|read| all(read));
        };
        // The checks of pages read the file, not the log beside it.
        {
            let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            connection::copy_back(&writer)?;
        }
        // A connection of its own: nobody waits for a check.
        let connection = connection::open(&place.files.database(), &place.key, false)?;
        let snapshot = connection.unchecked_transaction()?;
        let findings = all(&snapshot)?;
        snapshot.finish()?;
        Ok(findings)
    }
}

fn all(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = pages(connection)?;
    findings.extend(log(connection)?);
    findings.extend(chain::verify(connection)?);
    Ok(findings)
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
    findings.extend(cipher(connection)?);
    Ok(findings)
}

/// The salt in front of the file, which no digest covers: it is the key's own, or the file is of the first release and
/// was opened by the salt that it says. A spoilt one is only damage when no power cut can have spoilt it.
pub(crate) fn salt(path: &Path, connection: &Connection, key: &DataKey, closed_well: bool) -> Result<()> {
    let mut head = [0_u8; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).map_err(StoreError::io(path))?;
    let says: String = connection.query_row("PRAGMA cipher_salt", [], |row| row.get("cipher_salt"))?;
    if chain::hex(&head) == says || !closed_well && says == chain::hex(&connection::salt(key)) {
        Ok(())
    } else {
        Err(StoreError::Damaged("the salt".into()))
    }
}

/// Every page against its digest: without reading what stands in it.
pub(crate) fn cipher(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        findings.push(Finding { check: "cipher", detail: row.get("cipher_integrity_check")? });
    }
    Ok(findings)
}

/// Every record's fields equal the newest change of each, content by its digest, every logged record is there, and every change names the one
/// before it: the log is complete.
fn log(connection: &Connection) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut note = |check, what: &str, count: i64| {
        if count > 0 {
            findings.push(Finding { check, detail: format!("{what}: {count}") });
        }
    };
    content::install(connection)?;
    for table in captured_tables(connection)? {
        let contents = content::columns(connection, &table)?;
        for field in fields(connection, &table)? {
            let value = if contents.contains(&field) {
                format!("keji_content(r.\"{field}\")")
            } else {
                format!("r.\"{field}\"")
            };
            let sql = format!(
                "SELECT count(*) AS n FROM \"{table}\" r WHERE {value} IS NOT
                   (SELECT c.value FROM change c WHERE c.record_table = '{table}' AND c.record_id = r.id
                      AND c.field = '{field}' ORDER BY c.id DESC LIMIT 1)"
            );
            note("log", &format!("{table}.{field}"), connection.query_row(&sql, [], |row| row.get("n"))?);
        }
        let sql = format!(
            "SELECT count(*) AS n FROM change c WHERE c.record_table = '{table}' AND c.field = 'id'
               AND NOT EXISTS (SELECT 1 FROM \"{table}\" r WHERE r.id = c.record_id)
               AND NOT EXISTS (SELECT 1 FROM purged p WHERE p.record_table = c.record_table AND p.record_id = c.record_id)"
        );
        note("log", &format!("{table}.id"), connection.query_row(&sql, [], |row| row.get("n"))?);
    }
    let bases = "SELECT count(*) AS n FROM
           (SELECT base_id, lag(id) OVER (PARTITION BY record_table, record_id, field ORDER BY id) AS before FROM change)
         WHERE before IS NOT base_id";
    note("chain", "bases", connection.query_row(bases, [], |row| row.get("n"))?);
    let twice = "SELECT count(*) AS n FROM
           (SELECT 1 FROM change GROUP BY act_id, record_table, record_id, field HAVING count(*) > 1)";
    note("log", "twice", connection.query_row(twice, [], |row| row.get("n"))?);
    Ok(findings)
}
