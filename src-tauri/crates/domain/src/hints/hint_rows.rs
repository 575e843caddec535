//! SQL of what hints are held against.

use super::{
    api::day_of_moment,
    types::{HintHeading, HintTexts},
};
use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{self, OptionalExtension, Row, params},
};

/// A sheet as it was saved.
pub(super) struct Saved {
    pub(super) id: String,
    pub(super) heading: HintHeading,
    /// Day on which it was handed in; none for a draft.
    pub(super) handed_in: Option<NaiveDate>,
}

/// A sheet.
pub(super) fn saved(read: &Read<'_>, id: &str) -> Result<Option<Saved>> {
    Ok(read
        .prepare_cached(
            "SELECT s.id, l.date, l.period, l.lesson_count, l.teacher_id, l.class_id, l.outside, s.observer_id,
               s.submitted_at
             FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1 AND s.deleted_at IS NULL",
        )?
        .query_row([id], sheet)
        .optional()?)
}

/// Sheets of an observer on lessons of a day. The day leads: a school has fewer lessons on it than some have sheets.
pub(super) fn on_day(read: &Read<'_>, observer: &str, date: NaiveDate) -> Result<Vec<Saved>> {
    let mut statement = read.prepare_cached(
        "SELECT s.id, l.date, l.period, l.lesson_count, l.teacher_id, l.class_id, l.outside, s.observer_id,
           s.submitted_at
         FROM lesson l CROSS JOIN observation_sheet s ON s.lesson_id = l.id AND s.deleted_at IS NULL
         WHERE l.date = ?2 AND +s.observer_id = ?1 ORDER BY s.id",
    )?;
    let rows = statement.query_map(params![observer, date.to_string()], sheet)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn sheet(row: &Row<'_>) -> rusqlite::Result<Saved> {
    let submitted: Option<String> = row.get("submitted_at")?;
    Ok(Saved {
        id: row.get("id")?,
        heading: HintHeading {
            date: day(row, "date")?,
            period: row.get("period")?,
            lesson_count: row.get("lesson_count")?,
            teacher_id: row.get("teacher_id")?,
            class_id: row.get("class_id")?,
            observer_id: row.get("observer_id")?,
            outside: row.get::<_, Option<String>>("outside")?.unwrap_or_default(),
        },
        handed_in: submitted.as_deref().and_then(day_of_moment),
    })
}

/// The newest sheets of an observer.
pub(super) fn newest_of(read: &Read<'_>, observer: &str, most: u32) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(
        "SELECT s.id FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.observer_id = ?1 AND s.deleted_at IS NULL ORDER BY l.date DESC, s.id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map(params![observer, most], |row| row.get("id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// What stands on a sheet; nothing on one that is not known.
pub(super) fn texts(read: &Read<'_>, id: &str) -> Result<HintTexts> {
    let texts = read
        .prepare_cached(
            "SELECT strengths || problems || advice || gains AS opinions,
               coalesce((SELECT group_concat(process || remark, '') FROM
                 (SELECT process, remark FROM timeline_entry WHERE sheet_id = ?1 AND deleted_at IS NULL
                  ORDER BY position)), '') AS process
             FROM observation_sheet WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| Ok(HintTexts { opinions: row.get("opinions")?, process: row.get("process")? }))
        .optional()?;
    Ok(texts.unwrap_or_default())
}
