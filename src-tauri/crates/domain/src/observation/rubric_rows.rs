//! SQL of scoring sheets.

use super::types::{Band, Rubric, RubricItem};
use crate::error::{Code, Error, Result};
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};

/// The scoring sheet of an identifier.
pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Rubric> {
    let (name, total): (String, f64) = read
        .prepare_cached("SELECT name, total FROM rubric WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get("name")?, row.get("total")?)))
        .optional()?
        .ok_or_else(|| Error::rule(Code::NotFound))?;
    let mut statement = read.prepare_cached(
        "SELECT id, name, points, levels FROM rubric_item WHERE rubric_id = ?1 AND deleted_at IS NULL
         ORDER BY position",
    )?;
    let items = statement
        .query_map([id], |row| {
            let levels: String = row.get("levels")?;
            Ok(RubricItem {
                id: row.get("id")?,
                name: row.get("name")?,
                points: row.get("points")?,
                levels: levels.lines().map(str::to_owned).collect(),
            })
        })?
        .collect::<std::result::Result<_, _>>()?;
    let mut statement = read.prepare_cached(
        "SELECT name, least FROM rubric_band WHERE rubric_id = ?1 AND deleted_at IS NULL ORDER BY least DESC",
    )?;
    let bands = statement
        .query_map([id], |row| Ok(Band { name: row.get("name")?, from: row.get("least")? }))?
        .collect::<std::result::Result<_, _>>()?;
    Ok(Rubric { id: id.to_owned(), name, total, items, bands })
}

/// Identifier of the newest scoring sheet.
pub(crate) fn newest(read: &Read<'_>) -> Result<Option<String>> {
    Ok(read
        .query_row("SELECT id FROM rubric WHERE deleted_at IS NULL ORDER BY id DESC LIMIT 1", [], |row| row.get("id"))
        .optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, rubric: &Rubric) -> Result<()> {
    tx.execute(
        "INSERT INTO rubric (id, name, version, total) VALUES (?1, ?2, 1, ?3)",
        params![rubric.id, rubric.name, rubric.total],
    )?;
    for (position, item) in (1_u32..).zip(&rubric.items) {
        tx.execute(
            "INSERT INTO rubric_item (id, rubric_id, position, name, points, levels) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![tx.new_id()?, rubric.id, position, item.name, item.points, item.levels.join("\n")],
        )?;
    }
    for band in &rubric.bands {
        tx.execute(
            "INSERT INTO rubric_band (id, rubric_id, name, least) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id()?, rubric.id, band.name, band.from],
        )?;
    }
    Ok(())
}
