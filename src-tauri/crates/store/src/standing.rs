//! Whether what a change wrote still stands: later changes that were themselves taken back are no obstacle.
//!
//! The changes of a field are a line. A change of an undo leads back to the state before the change that it took back,
//! because it wrote exactly that; so a walk from the newest change back, over whole pairs of doing and undoing, ends at
//! the change whose state the field is in.

use crate::{error::Result, store::Tx};
use rusqlite::{OptionalExtension, Row, params};

/// A field of a record.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) table: &'a str,
    pub(crate) record: &'a str,
    pub(crate) name: &'a str,
}

/// One change on the line of a field.
struct Link {
    id: String,
    act: String,
    base: Option<String>,
    /// Whether it left the value as it was: a sitting that came back to where it began.
    idle: bool,
}

/// Whether a field is in the state that a change left; without a change, whether it is in the state from before any.
pub(crate) fn stands(tx: &Tx<'_>, field: Field<'_>, change: Option<&str>) -> Result<bool> {
    let mut present = newest(tx, field)?;
    while let Some(link) = present {
        if change == Some(link.id.as_str()) {
            return Ok(true);
        }
        let Some(before) = before(tx, field, &link)? else { return Ok(false) };
        present = match before {
            Some(id) => at(tx, field, &id)?,
            None => None,
        };
    }
    Ok(change.is_none())
}

/// The change to which a link leads back, when the link says nothing of its own: it took back another change, or was
/// taken back without a trace. The inner option is none where the line begins.
#[allow(clippy::option_option, reason = "leading back to the beginning is not the same as leading nowhere")]
fn before(tx: &Tx<'_>, field: Field<'_>, link: &Link) -> Result<Option<Option<String>>> {
    let undoes: Option<String> = tx
        .prepare_cached("SELECT undoes FROM act WHERE id = ?1")?
        .query_row([&link.act], |row| row.get("undoes"))
        .optional()?
        .flatten();
    if let Some(target) = undoes {
        // None where the undo deleted a record that the act created: that is a state of its own.
        return Ok(of_act(tx, field, &target)?.map(|undone| undone.base));
    }
    Ok(if link.idle && taken_back(tx, &link.act)? { Some(link.base.clone()) } else { None })
}

/// Whether an act was undone, and the undoing not undone in its turn.
fn taken_back(tx: &Tx<'_>, act: &str) -> Result<bool> {
    let undoing: Vec<String> = {
        let mut statement = tx.prepare_cached("SELECT id FROM act WHERE undoes = ?1")?;
        let rows = statement.query_map([act], |row| row.get("id"))?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for undo in undoing {
        if !taken_back(tx, &undo)? {
            return Ok(true);
        }
    }
    Ok(false)
}

const LINK: &str = "SELECT c.id, c.act_id, c.base_id,
   c.value IS (SELECT b.value FROM change b WHERE b.record_table = c.record_table AND b.record_id = c.record_id
     AND b.field = c.field AND b.id = c.base_id) AS idle
 FROM change c WHERE c.record_table = ?1 AND c.record_id = ?2 AND c.field = ?3";

fn newest(tx: &Tx<'_>, field: Field<'_>) -> Result<Option<Link>> {
    Ok(tx
        .prepare_cached(&format!("{LINK} ORDER BY c.id DESC LIMIT 1"))?
        .query_row(params![field.table, field.record, field.name], read)
        .optional()?)
}

fn at(tx: &Tx<'_>, field: Field<'_>, id: &str) -> Result<Option<Link>> {
    Ok(tx
        .prepare_cached(&format!("{LINK} AND c.id = ?4"))?
        .query_row(params![field.table, field.record, field.name, id], read)
        .optional()?)
}

fn of_act(tx: &Tx<'_>, field: Field<'_>, act: &str) -> Result<Option<Link>> {
    Ok(tx
        .prepare_cached(&format!("{LINK} AND c.act_id = ?4"))?
        .query_row(params![field.table, field.record, field.name, act], read)
        .optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link { id: row.get("id")?, act: row.get("act_id")?, base: row.get("base_id")?, idle: row.get("idle")? })
}
