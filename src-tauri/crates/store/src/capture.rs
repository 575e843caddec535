//! The capture of changes: temporary triggers made from the schema itself, so that no table can be forgotten.
//!
//! Every inserted record and every changed field becomes a row of `change` under the present act. A write outside
//! the door has no act and is refused; so is a physical deletion, because deletion is a field. Of content the log holds
//! the digest.

use crate::{chain, content, derived, error::Result, ids::Ids, own::OWN_TABLES};
use rusqlite::{Connection, functions::FunctionFlags};
use std::{
    fmt::Write,
    sync::{Arc, Mutex, PoisonError},
};

/// The act under which writes are logged, and the running number of its changes.
#[derive(Debug, Default)]
pub(crate) struct Present {
    pub(crate) act: Option<String>,
    pub(crate) site: String,
    /// Hybrid clock: milliseconds, never going back.
    pub(crate) millis: u64,
    pub(crate) counter: u32,
    /// Leaves of the chain's next link: what the present transaction has logged so far.
    pub(crate) leaves: Vec<u8>,
    /// Set while a purge removes records.
    pub(crate) purging: bool,
}

impl Present {
    /// Next stamp of the hybrid clock, as text whose order is the order of changes.
    pub(crate) fn stamp(&mut self) -> String {
        self.counter += 1;
        format!("{:012x}{:06x}{}", self.millis, self.counter, self.site)
    }
}

/// Shared between the door and the SQL functions of its connection.
pub(crate) type Pen = Arc<Mutex<Present>>;

/// Makes the functions and triggers on the writing connection.
pub(crate) fn install(connection: &Connection, pen: &Pen, ids: &Arc<dyn Ids>) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8;
    let salts = Arc::clone(ids);
    connection.create_scalar_function("keji_salt", 0, flags, move |_| {
        salts.random().map(Vec::from).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
    })?;
    let leaf = Arc::clone(pen);
    connection.create_scalar_function("keji_leaf", 7, flags, move |call| {
        let salt = call.get_raw(6).as_blob().map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        let mut parts = [""; 5];
        for (index, part) in parts.iter_mut().enumerate() {
            *part = call.get_raw(index).as_str().map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        }
        let digest = chain::digest(salt, parts, call.get_raw(5));
        let mut present = leaf.lock().unwrap_or_else(PoisonError::into_inner);
        chain::add_leaf(&mut present.leaves, parts[0], &digest);
        Ok(true)
    })?;
    let purging = Arc::clone(pen);
    connection.create_scalar_function("keji_purging", 0, flags, move |_| {
        Ok(purging.lock().unwrap_or_else(PoisonError::into_inner).purging)
    })?;
    let act = Arc::clone(pen);
    connection.create_scalar_function("keji_act", 0, flags, move |_| {
        let present = act.lock().unwrap_or_else(PoisonError::into_inner);
        present.act.clone().ok_or_else(|| rusqlite::Error::UserFunctionError("a write must go through the door".into()))
    })?;
    let stamp = Arc::clone(pen);
    connection.create_scalar_function("keji_stamp", 0, flags, move |_| {
        Ok(stamp.lock().unwrap_or_else(PoisonError::into_inner).stamp())
    })?;
    content::install(connection)?;
    connection.execute_batch(&triggers(connection)?)?;
    Ok(())
}

/// Names of the tables whose changes are captured, in order.
pub(crate) fn captured_tables(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>("name"))?;
    let mut tables = Vec::new();
    for name in names {
        let name = name?;
        if !OWN_TABLES.contains(&name.as_str()) && !name.starts_with(derived::PREFIX) {
            tables.push(name);
        }
    }
    Ok(tables)
}

/// The column that says when a record was last written. Its act says the same: it is no change of its own.
const MOMENT: &str = "updated_at";

/// Names of a table's captured columns: all but its key and its moment.
pub(crate) fn fields(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('id', ?2) ORDER BY cid")?;
    let names = statement.query_map([table, MOMENT], |row| row.get::<_, String>("name"))?;
    Ok(names.collect::<std::result::Result<_, _>>()?)
}

fn triggers(connection: &Connection) -> Result<String> {
    let mut sql = String::from(
        "CREATE TEMP TRIGGER keji_chain_insert AFTER INSERT ON main.change BEGIN
           SELECT keji_leaf(NEW.id, NEW.act_id, NEW.record_table, NEW.record_id, NEW.field, NEW.value, NEW.salt);
         END;
         CREATE TEMP TRIGGER keji_chain_update AFTER UPDATE OF value ON main.change WHEN NOT keji_purging() BEGIN
           SELECT keji_leaf(NEW.id, NEW.act_id, NEW.record_table, NEW.record_id, NEW.field, NEW.value, NEW.salt);
         END;
        ",
    );
    for table in captured_tables(connection)? {
        let fields = fields(connection, &table)?;
        let contents = content::columns(connection, &table)?;
        let mut inserted = "SELECT 'id' AS f, NEW.id AS v".to_owned();
        let mut updated = String::new();
        for field in &fields {
            // Writing to a String cannot fail.
            if contents.contains(field) {
                let _ = write!(inserted, " UNION ALL SELECT '{field}', keji_content(NEW.\"{field}\")");
                let _ = write!(
                    sql,
                    "CREATE TEMP TRIGGER \"keji_content_{table}_{field}\" BEFORE UPDATE OF \"{field}\" ON main.\"{table}\"
                     BEGIN SELECT RAISE(ABORT, 'content is written once'); END;
                    "
                );
                continue;
            }
            let _ = write!(inserted, " UNION ALL SELECT '{field}', NEW.\"{field}\"");
            let join = if updated.is_empty() { "" } else { " UNION ALL " };
            let _ = write!(updated, "{join}SELECT '{field}' AS f, OLD.\"{field}\" AS o, NEW.\"{field}\" AS n");
        }
        let [seq, id, act] = ["seq", "id", "act_id"].map(|column| newest(&table, column));
        let _ = write!(
            sql,
            "CREATE TEMP TRIGGER \"keji_insert_{table}\" AFTER INSERT ON main.\"{table}\" BEGIN
               INSERT INTO change (id, act_id, record_table, record_id, field, value, salt)
                 SELECT keji_stamp(), keji_act(), '{table}', NEW.id, f, v, keji_salt() FROM ({inserted}) WHERE v IS NOT NULL;
             END;
             CREATE TEMP TRIGGER \"keji_update_{table}\" AFTER UPDATE ON main.\"{table}\" BEGIN
               SELECT RAISE(ABORT, 'a record keeps its id') WHERE NEW.id IS NOT OLD.id;
               UPDATE change SET value = n, salt = keji_salt() FROM ({updated})
                 WHERE o IS NOT n AND seq = ({seq}) AND act_id = keji_act();
               INSERT INTO change (id, act_id, record_table, record_id, field, value, salt, base_id)
                 SELECT keji_stamp(), keji_act(), '{table}', NEW.id, f, n, keji_salt(), ({id})
                 FROM ({updated}) WHERE o IS NOT n AND keji_act() IS NOT ({act});
             END;
             CREATE TEMP TRIGGER \"keji_delete_{table}\" BEFORE DELETE ON main.\"{table}\" BEGIN
               SELECT RAISE(ABORT, 'deletion is a field') WHERE NOT keji_purging();
             END;
            "
        );
    }
    Ok(sql)
}

/// A column of the newest change of a record's field `f`. When it is of the present act, the act changed the field
/// before and goes on; when not, it is what the present change replaces.
fn newest(table: &str, column: &str) -> String {
    format!(
        "SELECT p.{column} FROM change p WHERE p.record_id = NEW.id AND p.field = f AND p.record_table = '{table}'
         ORDER BY p.id DESC LIMIT 1"
    )
}
