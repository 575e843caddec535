//! SQL of numbered blank forms.

use crate::error::Result;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};

/// A form.
pub(super) struct FormRow {
    pub(super) id: String,
    pub(super) term_id: String,
    pub(super) observer_id: Option<String>,
    /// The sheet, while there is one: a deleted sheet frees its number.
    pub(super) sheet_id: Option<String>,
}

/// The form of a number.
pub(super) fn by_number(read: &Read<'_>, number: &str) -> Result<Option<FormRow>> {
    Ok(read
        .prepare_cached(
            "SELECT f.id, f.term_id, f.observer_id, s.id AS sheet_id FROM blank_form f
             LEFT JOIN observation_sheet s ON s.id = f.sheet_id AND s.deleted_at IS NULL
             WHERE f.number = ?1 AND f.deleted_at IS NULL",
        )?
        .query_row([number], |row| {
            Ok(FormRow {
                id: row.get("id")?,
                term_id: row.get("term_id")?,
                observer_id: row.get("observer_id")?,
                sheet_id: row.get("sheet_id")?,
            })
        })
        .optional()?)
}

/// The numbers of a sheet, in their order.
pub(super) fn of_sheet(read: &Read<'_>, sheet_id: &str) -> Result<Vec<String>> {
    let mut statement = read
        .prepare_cached("SELECT number FROM blank_form WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY number")?;
    let rows = statement.query_map([sheet_id], |row| row.get("number"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Forms that were ever made for a term. Those that were taken back count: their paper may lie on a desk.
pub(super) fn made(read: &Read<'_>, term_id: &str) -> Result<u32> {
    Ok(read
        .prepare_cached("SELECT coalesce(max(running), 0) AS made FROM blank_form WHERE term_id = ?1")?
        .query_row([term_id], |row| row.get("made"))?)
}

/// A form that is to be noted.
pub(super) struct NewForm<'a> {
    pub(super) term_id: &'a str,
    pub(super) running: u32,
    pub(super) number: &'a str,
    pub(super) observer_id: Option<&'a str>,
}

pub(super) fn insert(tx: &Tx<'_>, form: &NewForm<'_>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO blank_form (id, term_id, running, number, observer_id, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![tx.new_id()?, form.term_id, form.running, form.number, form.observer_id, tx.now_text()])?;
    Ok(())
}

/// Says which sheet was written from a form.
pub(super) fn bind(tx: &Tx<'_>, id: &str, sheet_id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE blank_form SET sheet_id = ?2 WHERE id = ?1")?.execute([id, sheet_id])?;
    Ok(())
}
