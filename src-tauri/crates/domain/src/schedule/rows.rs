//! SQL of planned lessons and of who comes.

use super::types::SeatState;
use crate::{
    calendar::{day, optional_day},
    error::Result,
    observation::OPEN_LESSON,
};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

/// A planned lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlannedRow {
    pub(super) id: String,
    /// The row that says that it is planned; none for a lesson that an earlier release planned.
    pub(super) plan_id: Option<String>,
    pub(super) date: NaiveDate,
    pub(super) period: Option<u32>,
    pub(super) teacher_id: String,
    pub(super) subject: String,
    pub(super) class_id: Option<String>,
    pub(super) topic: String,
    pub(super) place: String,
    pub(super) lesson_kind: String,
    pub(super) host: String,
    pub(super) note: String,
    pub(super) seats: Option<u32>,
    pub(super) cancelled_on: Option<NaiveDate>,
    pub(super) reason: String,
    /// Whether a sheet on it was handed in.
    pub(super) given: bool,
}

const PLANNED: &str =
    "SELECT l.id, p.id AS plan_id, l.date, l.period, l.teacher_id, l.subject, l.class_id, l.topic, l.place,
       coalesce(p.lesson_kind, ?1) AS lesson_kind, coalesce(p.host, '') AS host, coalesce(p.note, '') AS note, p.seats,
       p.cancelled_on, coalesce(p.reason, '') AS reason,
       EXISTS (SELECT 1 FROM observation_sheet s
         WHERE s.lesson_id = l.id AND s.deleted_at IS NULL AND s.state <> 'draft') AS given
     FROM lesson l LEFT JOIN planned_lesson p ON p.lesson_id = l.id AND p.deleted_at IS NULL
     WHERE l.deleted_at IS NULL AND l.teacher_id IS NOT NULL
       AND (p.id IS NOT NULL
         OR (l.lesson_type = ?1 AND NOT EXISTS (SELECT 1 FROM planned_lesson q WHERE q.lesson_id = l.id)))";

/// Planned lessons from one day to another, by day and period, those without a period first.
pub(super) fn between(read: &Read<'_>, first: NaiveDate, last: NaiveDate) -> Result<Vec<PlannedRow>> {
    let sql = format!("{PLANNED} AND l.date BETWEEN ?2 AND ?3 ORDER BY l.date, l.period, l.id");
    let mut statement = read.prepare_cached(&sql)?;
    let rows = statement.query_map(params![OPEN_LESSON, first.to_string(), last.to_string()], planned)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// One planned lesson.
pub(super) fn get(read: &Read<'_>, id: &str) -> Result<Option<PlannedRow>> {
    let sql = format!("{PLANNED} AND l.id = ?2");
    Ok(read.prepare_cached(&sql)?.query_row(params![OPEN_LESSON, id], planned).optional()?)
}

fn planned(row: &Row<'_>) -> rusqlite::Result<PlannedRow> {
    Ok(PlannedRow {
        id: row.get("id")?,
        plan_id: row.get("plan_id")?,
        date: day(row, "date")?,
        period: row.get("period")?,
        teacher_id: row.get("teacher_id")?,
        subject: row.get("subject")?,
        class_id: row.get("class_id")?,
        topic: row.get("topic")?,
        place: row.get("place")?,
        lesson_kind: row.get("lesson_kind")?,
        host: row.get("host")?,
        note: row.get("note")?,
        seats: row.get("seats")?,
        cancelled_on: optional_day(row, "cancelled_on")?,
        reason: row.get("reason")?,
        given: row.get("given")?,
    })
}

/// Writes the row that says that a lesson is planned.
pub(super) fn put_plan(tx: &Tx<'_>, plan: &PlannedRow) -> Result<()> {
    let cancelled_on = plan.cancelled_on.map(|day| day.to_string());
    let sql = match plan.plan_id {
        Some(_) => {
            "UPDATE planned_lesson SET lesson_id = ?2, lesson_kind = ?3, host = ?4, note = ?5, seats = ?6,
               cancelled_on = ?7, reason = ?8 WHERE id = ?1"
        }
        None => {
            "INSERT INTO planned_lesson (id, lesson_id, lesson_kind, host, note, seats, cancelled_on, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
        }
    };
    let id = match &plan.plan_id {
        Some(id) => id.clone(),
        None => tx.new_id()?,
    };
    tx.prepare_cached(sql)?.execute(params![
        id,
        plan.id,
        plan.lesson_kind,
        plan.host,
        plan.note,
        plan.seats,
        cancelled_on,
        plan.reason
    ])?;
    Ok(())
}

/// Deletes the plan of a lesson, with the seats.
pub(super) fn delete_plan(tx: &Tx<'_>, lesson_id: &str) -> Result<()> {
    for sql in [
        "UPDATE planned_lesson SET deleted_at = ?2 WHERE lesson_id = ?1 AND deleted_at IS NULL",
        "UPDATE lesson_seat SET deleted_at = ?2 WHERE lesson_id = ?1 AND deleted_at IS NULL",
    ] {
        tx.prepare_cached(sql)?.execute(params![lesson_id, tx.now_text()])?;
    }
    Ok(())
}

/// Somebody who comes or was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SeatRow {
    pub(super) id: String,
    pub(super) lesson_id: String,
    pub(super) teacher_id: String,
    pub(super) state: SeatState,
    pub(super) note: String,
}

impl SeatRow {
    /// Whether the observer is expected: nobody counts on who declined.
    pub(super) fn expected(&self) -> bool {
        self.state != SeatState::Declined
    }
}

const SEAT: &str = "SELECT s.id, s.lesson_id, s.teacher_id, s.state, s.note FROM lesson_seat s";

/// Seats at the lessons of some days, in the order in which they were noted.
pub(super) fn seats(read: &Read<'_>, first: NaiveDate, last: NaiveDate) -> Result<Vec<SeatRow>> {
    let sql = format!(
        "{SEAT} JOIN lesson l ON l.id = s.lesson_id AND l.deleted_at IS NULL
         WHERE s.deleted_at IS NULL AND l.date BETWEEN ?1 AND ?2 ORDER BY s.id"
    );
    let mut statement = read.prepare_cached(&sql)?;
    let rows = statement.query_map(params![first.to_string(), last.to_string()], seat)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Seats at a lesson.
pub(super) fn seats_at(read: &Read<'_>, lesson_id: &str) -> Result<Vec<SeatRow>> {
    let sql = format!("{SEAT} WHERE s.deleted_at IS NULL AND s.lesson_id = ?1 ORDER BY s.id");
    let mut statement = read.prepare_cached(&sql)?;
    let rows = statement.query_map([lesson_id], seat)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Seats that an observer asked for in a period, at lessons that nobody planned.
pub(super) fn visits(read: &Read<'_>, observer_id: &str, date: NaiveDate, period: u32) -> Result<Vec<SeatRow>> {
    let sql = format!(
        "{SEAT} JOIN lesson l ON l.id = s.lesson_id AND l.deleted_at IS NULL
         WHERE s.deleted_at IS NULL AND s.teacher_id = ?1 AND l.date = ?2 AND l.period = ?3
           AND NOT EXISTS (SELECT 1 FROM planned_lesson p WHERE p.lesson_id = l.id AND p.deleted_at IS NULL)
         ORDER BY s.id"
    );
    let mut statement = read.prepare_cached(&sql)?;
    let rows = statement.query_map(params![observer_id, date.to_string(), period], seat)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// One seat.
pub(super) fn seat_of(read: &Read<'_>, id: &str) -> Result<Option<SeatRow>> {
    let sql = format!("{SEAT} WHERE s.deleted_at IS NULL AND s.id = ?1");
    Ok(read.prepare_cached(&sql)?.query_row([id], seat).optional()?)
}

fn seat(row: &Row<'_>) -> rusqlite::Result<SeatRow> {
    let state: String = row.get("state")?;
    Ok(SeatRow {
        id: row.get("id")?,
        lesson_id: row.get("lesson_id")?,
        teacher_id: row.get("teacher_id")?,
        state: SeatState::stored(&state),
        note: row.get("note")?,
    })
}

impl SeatState {
    const fn word(self) -> &'static str {
        match self {
            Self::Reserved => "reserved",
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    fn stored(word: &str) -> Self {
        [Self::Invited, Self::Accepted, Self::Declined]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or(Self::Reserved)
    }
}

/// Writes a new seat.
pub(super) fn insert_seat(tx: &Tx<'_>, lesson_id: &str, teacher_id: &str, state: SeatState) -> Result<()> {
    let sql = "INSERT INTO lesson_seat (id, lesson_id, teacher_id, state, note) VALUES (?1, ?2, ?3, ?4, '')";
    tx.prepare_cached(sql)?.execute(params![tx.new_id()?, lesson_id, teacher_id, state.word()])?;
    Ok(())
}

/// Changes how somebody comes.
pub(super) fn set_seat(tx: &Tx<'_>, id: &str, state: SeatState, note: &str) -> Result<()> {
    let sql = "UPDATE lesson_seat SET state = ?2, note = ?3 WHERE id = ?1";
    tx.prepare_cached(sql)?.execute(params![id, state.word(), note])?;
    Ok(())
}

/// Gives a seat back.
pub(super) fn delete_seat(tx: &Tx<'_>, id: &str) -> Result<()> {
    let sql = "UPDATE lesson_seat SET deleted_at = ?2 WHERE id = ?1";
    tx.prepare_cached(sql)?.execute(params![id, tx.now_text()])?;
    Ok(())
}
