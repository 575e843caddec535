//! SQL of what was written for the next term before its classes were there: it names last year's class of the same
//! name, and goes on as this year's. It reaches into every slice's tables, because all of them name classes.

use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{Read, Tx, rusqlite::params};
use std::collections::BTreeMap;

/// Makes the records of the next term name the classes of the new year. Returns how many did.
pub(crate) fn follow(tx: &Tx<'_>, renamed: &BTreeMap<String, String>, term: &str, first_day: NaiveDate) -> Result<u32> {
    let first_day = first_day.to_string();
    let mut moved = 0;
    for (table, of_term, value) in [
        ("timetable_lesson", "term_id = ?3", term),
        ("assignment", "term_id = ?3", term),
        ("lesson", "date >= ?3", &first_day),
        ("homework_check", "date >= ?3", &first_day),
    ] {
        let sql =
            format!("UPDATE \"{table}\" SET class_id = ?2 WHERE class_id = ?1 AND deleted_at IS NULL AND {of_term}");
        for (old, new) in renamed {
            let rows = tx.prepare_cached(&sql)?.execute(params![old, new, value])?;
            moved += u32::try_from(rows).unwrap_or(u32::MAX);
        }
    }
    Ok(moved)
}

/// Lessons of a term's timetable that stand with a class of an earlier school year.
pub(crate) fn left_behind(read: &Read<'_>, term: &str, school_year: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT count(*) AS lessons FROM timetable_lesson l JOIN school_class c ON c.id = l.class_id
         WHERE l.term_id = ?1 AND l.deleted_at IS NULL AND c.school_year < ?2",
        [term, school_year],
        |row| row.get("lessons"),
    )?)
}
