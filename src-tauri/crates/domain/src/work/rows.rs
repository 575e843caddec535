//! SQL of the term's list of work.

use super::types::WorkItem;
use crate::{calendar, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

/// Items of a term: by month, those of the whole month before those of days; undated ones last.
pub(crate) fn of_term(read: &Read<'_>, term_id: &str) -> Result<Vec<WorkItem>> {
    let mut statement = read.prepare_cached(
        "SELECT id, month, first_day, last_day, text, owner, done_on FROM work_item
         WHERE term_id = ?1 AND deleted_at IS NULL
         ORDER BY month IS NULL, month, first_day, last_day, position, id",
    )?;
    let rows = statement.query_map([term_id], item)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// An item and its term.
pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<(WorkItem, String)>> {
    let sql = "SELECT id, month, first_day, last_day, text, owner, done_on, term_id FROM work_item
               WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.query_row(sql, [id], |row| Ok((item(row)?, row.get("term_id")?))).optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, term_id: &str, item: &WorkItem) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO work_item (id, term_id, position, month, first_day, last_day, text, owner)
         VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM work_item WHERE term_id = ?2), ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        item.id,
        term_id,
        item.month,
        item.first_day.map(|day| day.to_string()),
        item.last_day.map(|day| day.to_string()),
        item.text,
        item.owner
    ])?;
    Ok(())
}

pub(crate) fn update(tx: &Tx<'_>, item: &WorkItem) -> Result<()> {
    tx.execute(
        "UPDATE work_item SET month = ?2, first_day = ?3, last_day = ?4, text = ?5, owner = ?6 WHERE id = ?1",
        params![
            item.id,
            item.month,
            item.first_day.map(|day| day.to_string()),
            item.last_day.map(|day| day.to_string()),
            item.text,
            item.owner
        ],
    )?;
    Ok(())
}

pub(crate) fn done(tx: &Tx<'_>, id: &str, on: Option<NaiveDate>) -> Result<usize> {
    let sql = "UPDATE work_item SET done_on = ?2 WHERE id = ?1 AND deleted_at IS NULL";
    Ok(tx.execute(sql, params![id, on.map(|day| day.to_string())])?)
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<usize> {
    let sql = "UPDATE work_item SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL";
    Ok(tx.execute(sql, params![id, tx.now_text()])?)
}

fn item(row: &Row<'_>) -> rusqlite::Result<WorkItem> {
    Ok(WorkItem {
        id: row.get("id")?,
        month: row.get("month")?,
        first_day: calendar::optional_day(row, "first_day")?,
        last_day: calendar::optional_day(row, "last_day")?,
        week: None,
        text: row.get("text")?,
        owner: row.get("owner")?,
        done_on: calendar::optional_day(row, "done_on")?,
    })
}
