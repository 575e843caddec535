//! Migrations: one numbered list; a step and its version share a transaction; its hash is kept and checked.

use crate::{
    error::{Result, StoreError},
    own,
};
use rusqlite::{Connection, params};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Number of the step, from 1, without gaps.
    pub version: u32,
    /// Short name, as in the file's name.
    pub name: &'static str,
    /// The statements of the step.
    pub sql: &'static str,
}

/// Version of the file, 0 for a new one.
pub(crate) fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get("user_version"))?)
}

/// Refuses newer files and changed steps; returns the steps that are still to do.
pub(crate) fn pending<'a>(connection: &Connection, steps: &'a [Migration]) -> Result<&'a [Migration]> {
    let found = version(connection)?;
    let known = steps.last().map_or(0, |step| step.version);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    if found > 0 {
        let mut statement = connection.prepare("SELECT version, hash FROM migration")?;
        let applied = statement
            .query_map([], |row| Ok((row.get::<_, u32>("version")?, row.get::<_, String>("hash")?)))?
            .collect::<std::result::Result<Vec<_>, _>>()?;
        for (number, hash) in applied {
            let same = steps.iter().find(|step| step.version == number).is_some_and(|step| digest(step) == hash);
            if !same {
                return Err(StoreError::MigrationChanged(number));
            }
        }
    }
    Ok(steps.get(found as usize..).unwrap_or_default())
}

/// Applies the pending steps, each in a transaction of its own.
pub(crate) fn apply(connection: &mut Connection, steps: &[Migration], at: &str) -> Result<()> {
    for step in steps {
        let tx = connection.transaction()?;
        if step.version == 1 {
            own::lay(&tx)?;
        }
        tx.execute_batch(step.sql)?;
        tx.execute(
            "INSERT INTO migration (version, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4)",
            params![step.version, step.name, digest(step), at],
        )?;
        tx.execute_batch(&format!("PRAGMA user_version={}", step.version))?;
        tx.commit()?;
    }
    Ok(())
}

fn digest(step: &Migration) -> String {
    // Line ends are folded so that a checkout on another system gives the same hash.
    blake3::hash(step.sql.replace("\r\n", "\n").as_bytes()).to_hex().to_string()
}
