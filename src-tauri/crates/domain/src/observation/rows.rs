//! SQL of sheets, their timeline and their levels.

use super::types::{SheetState, TimelineEntry, TimelineSide};
use crate::{error::Result, rubric::Score};
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, Row, params},
};

impl SheetState {
    pub(crate) fn stored(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Amended => "amended",
        }
    }

    pub(crate) fn read(text: &str) -> Self {
        match text {
            "submitted" => Self::Submitted,
            "amended" => Self::Amended,
            _ => Self::Draft,
        }
    }
}

/// A sheet's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SheetRecord {
    pub(crate) id: String,
    pub(crate) lesson_id: String,
    pub(crate) observer_id: Option<String>,
    pub(crate) lesson_kind: String,
    pub(crate) state: SheetState,
    pub(crate) rubric_id: String,
    pub(crate) entered_after: bool,
    pub(crate) reported_total: Option<f64>,
    pub(crate) strengths: String,
    pub(crate) problems: String,
    pub(crate) advice: String,
    pub(crate) gains: String,
    /// None for an empty one.
    pub(crate) note: Option<String>,
    pub(crate) submitted_at: Option<String>,
    pub(crate) updated_at: String,
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<SheetRecord>> {
    Ok(read
        .prepare_cached(
            "SELECT id, lesson_id, observer_id, lesson_kind, state, rubric_id, entered_after, reported_total, strengths, problems,
               advice, gains, note, submitted_at, updated_at
             FROM observation_sheet WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            Ok(SheetRecord {
                id: row.get("id")?,
                lesson_id: row.get("lesson_id")?,
                observer_id: row.get("observer_id")?,
                lesson_kind: row.get("lesson_kind")?,
                state: SheetState::read(&row.get::<_, String>("state")?),
                rubric_id: row.get("rubric_id")?,
                entered_after: row.get("entered_after")?,
                reported_total: row.get("reported_total")?,
                strengths: row.get("strengths")?,
                problems: row.get("problems")?,
                advice: row.get("advice")?,
                gains: row.get("gains")?,
                note: row.get("note")?,
                submitted_at: row.get("submitted_at")?,
                updated_at: row.get("updated_at")?,
            })
        })
        .optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &SheetRecord) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO observation_sheet (id, lesson_id, observer_id, state, rubric_id, entered_after, reported_total,
           strengths, problems, advice, gains, submitted_at, updated_at, lesson_kind, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        row.id,
        row.lesson_id,
        row.observer_id,
        row.state.stored(),
        row.rubric_id,
        row.entered_after,
        row.reported_total,
        row.strengths,
        row.problems,
        row.advice,
        row.gains,
        row.submitted_at,
        row.updated_at,
        row.lesson_kind,
        row.note
    ])?;
    Ok(())
}

/// Marks a sheet that was handed in as amended.
pub(crate) fn amend(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE observation_sheet SET state = 'amended' WHERE id = ?1 AND state = 'submitted'")?
        .execute([id])?;
    Ok(())
}

pub(crate) fn update(tx: &Tx<'_>, row: &SheetRecord) -> Result<()> {
    tx.prepare_cached(
        "UPDATE observation_sheet SET lesson_id = ?2, observer_id = ?3, state = ?4, entered_after = ?5,
           rubric_id = ?14,
           reported_total = ?6, strengths = ?7, problems = ?8, advice = ?9, gains = ?10, submitted_at = ?11,
           updated_at = ?12, lesson_kind = ?13, note = ?15 WHERE id = ?1",
    )?
    .execute(params![
        row.id,
        row.lesson_id,
        row.observer_id,
        row.state.stored(),
        row.entered_after,
        row.reported_total,
        row.strengths,
        row.problems,
        row.advice,
        row.gains,
        row.submitted_at,
        row.updated_at,
        row.lesson_kind,
        row.rubric_id,
        row.note
    ])?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE observation_sheet SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Observers of a lesson other than of one sheet.
pub(crate) fn together(read: &Read<'_>, lesson_id: &str, sheet_id: &str) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(
        "SELECT DISTINCT observer_id FROM observation_sheet
         WHERE lesson_id = ?1 AND id <> ?2 AND observer_id IS NOT NULL AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([lesson_id, sheet_id], |row| row.get("observer_id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The timeline in order, with the identifiers of its rows.
pub(crate) fn timeline(read: &Read<'_>, sheet_id: &str) -> Result<Vec<(String, TimelineEntry)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, clock, process, remark, side, phase, minutes FROM timeline_entry WHERE sheet_id = ?1 AND deleted_at IS NULL
         ORDER BY position, id",
    )?;
    let rows = statement.query_map([sheet_id], |row| Ok((row.get("id")?, timeline_entry(row)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// A row of a timeline.
pub(crate) fn timeline_entry(row: &Row<'_>) -> keji_store::rusqlite::Result<TimelineEntry> {
    let side: Option<String> = row.get("side")?;
    Ok(TimelineEntry {
        clock: row.get("clock")?,
        process: row.get("process")?,
        remark: row.get("remark")?,
        side: match side.as_deref() {
            Some("teaching") => Some(TimelineSide::Teaching),
            Some("learning") => Some(TimelineSide::Learning),
            _ => None,
        },
        phase: row.get::<_, Option<String>>("phase")?.unwrap_or_default(),
        minutes: row.get("minutes")?,
    })
}

fn stored_side(side: Option<TimelineSide>) -> Option<&'static str> {
    side.map(|side| match side {
        TimelineSide::Teaching => "teaching",
        TimelineSide::Learning => "learning",
    })
}

/// Makes the timeline what it should be, row by row in place.
pub(crate) fn set_timeline(tx: &Tx<'_>, sheet_id: &str, wanted: &[TimelineEntry]) -> Result<()> {
    let known = timeline(tx, sheet_id)?;
    for (at, entry) in wanted.iter().enumerate() {
        match known.get(at) {
            Some((_, present)) if present == entry => {}
            Some((id, _)) => {
                tx.prepare_cached(
                    "UPDATE timeline_entry SET clock = ?2, process = ?3, remark = ?4, side = ?5, phase = ?6, minutes = ?7
                     WHERE id = ?1",
                )?
                .execute(params![
                    id,
                    entry.clock,
                    entry.process,
                    entry.remark,
                    stored_side(entry.side),
                    phase(entry),
                    entry.minutes
                ])?;
            }
            None => {
                let position = u32::try_from(at + 1).unwrap_or(u32::MAX);
                tx.prepare_cached(
                    "INSERT INTO timeline_entry (id, sheet_id, position, clock, process, remark, side, phase, minutes)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    tx.new_id()?,
                    sheet_id,
                    position,
                    entry.clock,
                    entry.process,
                    entry.remark,
                    stored_side(entry.side),
                    phase(entry),
                    entry.minutes
                ])?;
            }
        }
    }
    for (id, _) in known.iter().skip(wanted.len()) {
        tx.prepare_cached("UPDATE timeline_entry SET deleted_at = ?2 WHERE id = ?1")?
            .execute(params![id, tx.now_text()])?;
    }
    Ok(())
}

/// Name of the phase that begins with a row; nothing where none does.
fn phase(entry: &TimelineEntry) -> Option<&str> {
    if entry.phase.is_empty() { None } else { Some(&entry.phase) }
}

/// What was given by the scoring sheet.
pub(crate) fn scores(read: &Read<'_>, sheet_id: &str) -> Result<Vec<Score>> {
    let mut statement = read.prepare_cached(
        "SELECT rubric_item_id, level, value FROM sheet_score
         WHERE sheet_id = ?1 AND (level IS NOT NULL OR value IS NOT NULL) AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([sheet_id], score)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn score(row: &Row<'_>) -> keji_store::rusqlite::Result<Score> {
    Ok(Score { item_id: row.get("rubric_item_id")?, level: row.get("level")?, value: row.get("value")? })
}

/// Makes the scores what they should be; an item without one is emptied, its row stays.
pub(crate) fn set_scores(tx: &Tx<'_>, sheet_id: &str, wanted: &[Score]) -> Result<()> {
    let known: Vec<(String, String)> = {
        let mut statement =
            tx.prepare_cached("SELECT id, rubric_item_id FROM sheet_score WHERE sheet_id = ?1 AND deleted_at IS NULL")?;
        let rows = statement.query_map([sheet_id], |row| Ok((row.get("id")?, row.get("rubric_item_id")?)))?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for (id, item) in &known {
        let given = wanted.iter().find(|score| score.item_id == *item);
        tx.prepare_cached(
            "UPDATE sheet_score SET level = ?2, value = ?3 WHERE id = ?1 AND (level IS NOT ?2 OR value IS NOT ?3)",
        )?
        .execute(params![id, given.and_then(|score| score.level), given.and_then(|score| score.value)])?;
    }
    for score in wanted {
        if !known.iter().any(|(_, item)| *item == score.item_id) {
            tx.prepare_cached(
                "INSERT INTO sheet_score (id, sheet_id, rubric_item_id, level, value) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![tx.new_id()?, sheet_id, score.item_id, score.level, score.value])?;
        }
    }
    Ok(())
}
