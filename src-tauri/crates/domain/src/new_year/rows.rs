//! SQL of the new year: reads only; terms, classes and assignments are written by their own slices.

use super::types::OpenPairing;
use crate::{error::Result, roster::Names};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{OptionalExtension, params},
};

/// Stage of the school, such as 初中; empty when not said.
pub(super) fn stage(read: &Read<'_>) -> Result<String> {
    let stage = read
        .query_row("SELECT stage FROM school WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| row.get("stage"))
        .optional()?;
    Ok(stage.unwrap_or_default())
}

/// The term that an act has closed.
pub(super) fn closed_by(read: &Read<'_>, act: &str) -> Result<Option<String>> {
    Ok(read
        .query_row(
            "SELECT record_id FROM change WHERE act_id = ?1 AND record_table = 'term' AND field = 'closed_at'
             ORDER BY id LIMIT 1",
            [act],
            |row| row.get("record_id"),
        )
        .optional()?)
}

/// Records of a term that begins on a day, as far as they came after an act: sheets, planned lessons, checks, plans, activities,
/// pairings, timetable, lesson changes. Whatever names a class that the act made is one too, whenever it was.
pub(super) fn records(read: &Read<'_>, act: &str, term_id: &str, first_day: NaiveDate) -> Result<u32> {
    let mut count = 0;
    for (table, of_term, value) in [
        ("homework_check", "date >= ?2", first_day.to_string()),
        ("lesson_plan", "term_id = ?2", term_id.to_owned()),
        ("pairing_activity", "date >= ?2", first_day.to_string()),
        ("pairing", "started_on >= ?2", first_day.to_string()),
        ("timetable_lesson", "term_id = ?2", term_id.to_owned()),
        ("lesson_change", "term_id = ?2", term_id.to_owned()),
        (
            "observation_sheet",
            "EXISTS (SELECT 1 FROM lesson l WHERE l.id = r.lesson_id AND l.date >= ?2)",
            first_day.to_string(),
        ),
        (
            "planned_lesson",
            "EXISTS (SELECT 1 FROM lesson l WHERE l.id = r.lesson_id AND l.date >= ?2)",
            first_day.to_string(),
        ),
    ] {
        let of_class = match table {
            "homework_check" | "timetable_lesson" => format!("OR {}", names_new_class(table, "r")),
            "observation_sheet" | "planned_lesson" => format!(
                "OR EXISTS (SELECT 1 FROM lesson k WHERE k.id = r.lesson_id AND {})",
                names_new_class("lesson", "k")
            ),
            _ => String::new(),
        };
        let sql = format!(
            "SELECT count(*) AS records FROM {table} r WHERE r.deleted_at IS NULL AND (({of_term} AND
               (SELECT id FROM change WHERE record_table = '{table}' AND record_id = r.id AND field = 'id') >
               (SELECT max(id) FROM change WHERE act_id = ?1)) {of_class})"
        );
        count += read.prepare_cached(&sql)?.query_row(params![act, value], |row| row.get::<_, u32>("records"))?;
    }
    Ok(count + assigned(read, act)?)
}

/// Assignments to classes that an act made, beside its own.
fn assigned(read: &Read<'_>, act: &str) -> Result<u32> {
    let sql = format!(
        "SELECT count(*) AS records FROM assignment r WHERE r.deleted_at IS NULL AND {}",
        names_new_class("assignment", "r")
    );
    Ok(read.prepare_cached(&sql)?.query_row([act], |row| row.get("records"))?)
}

/// That a record names a class which the act ?1 made, by another act than that one.
fn names_new_class(table: &str, alias: &str) -> String {
    format!(
        "({alias}.class_id IN (SELECT record_id FROM change WHERE act_id = ?1 AND record_table = 'school_class'
             AND field = 'id')
           AND NOT EXISTS (SELECT 1 FROM change own WHERE own.act_id = ?1 AND own.record_table = '{table}'
             AND own.record_id = {alias}.id AND own.field = 'class_id'))"
    )
}

/// Lessons in the timetable of a term.
pub(super) fn lessons(read: &Read<'_>, term_id: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT count(*) AS lessons FROM timetable_lesson WHERE term_id = ?1 AND deleted_at IS NULL",
        [term_id],
        |row| row.get("lessons"),
    )?)
}

/// Pairings without an end.
pub(super) fn open_pairings(read: &Read<'_>, names: &Names) -> Result<Vec<OpenPairing>> {
    let mut statement = read.prepare_cached(
        "SELECT id, mentor_id, apprentice_id FROM pairing WHERE deleted_at IS NULL AND ended_on IS NULL
         ORDER BY started_on, id",
    )?;
    let rows = statement.query_map([], |row| {
        let (mentor_id, apprentice_id): (String, String) = (row.get("mentor_id")?, row.get("apprentice_id")?);
        Ok(OpenPairing {
            id: row.get("id")?,
            mentor: names.teacher(Some(&mentor_id)),
            apprentice: names.teacher(Some(&apprentice_id)),
            mentor_id,
            apprentice_id,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
