//! SQL of what an import is held against. Nothing is written here: every write goes through the slice that owns the
//! table.

use crate::{
    calendar::{day, optional_day},
    error::Result,
    homework::HomeworkInput,
    lesson_plan::{DraftInput, PlanInput},
    mentoring::{Duty, DutyDirection, PairingInput},
    observation::{self, SheetInput, TimelineEntry},
    rubric::Score,
};
use keji_store::{Read, rusqlite::OptionalExtension};
use std::collections::BTreeMap;

/// Stage of the school, such as 高中; empty when not said.
pub(crate) fn stage(read: &Read<'_>) -> Result<String> {
    let stage = read
        .query_row("SELECT stage FROM school WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| row.get("stage"))
        .optional()?;
    Ok(stage.unwrap_or_default())
}

/// All observation sheets as their screens would send them, with whether they were handed in.
pub(crate) fn sheets(read: &Read<'_>) -> Result<Vec<(SheetInput, bool)>> {
    let mut timelines = timelines(read)?;
    let mut scores = scores(read)?;
    let mut statement = read.prepare_cached(
        "SELECT s.id, s.state, s.observer_id, s.entered_after, s.reported_total, s.strengths, s.problems, s.advice,
           s.gains, coalesce(s.note, '') AS note, l.date, l.period, l.lesson_count, l.teacher_id, l.subject, l.class_id, l.topic, s.lesson_kind,
           l.lesson_type, l.place, l.outside, l.outside_teacher, l.pupils_due, l.pupils_present
         FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.deleted_at IS NULL ORDER BY s.id",
    )?;
    let rows = statement.query_map([], |row| {
        let id: String = row.get("id")?;
        let state: String = row.get("state")?;
        let input = SheetInput {
            timeline: timelines.remove(&id).unwrap_or_default(),
            scores: scores.remove(&id).unwrap_or_default(),
            id,
            sitting: String::new(),
            date: day(row, "date")?,
            period: row.get("period")?,
            lesson_count: row.get("lesson_count")?,
            teacher_id: row.get("teacher_id")?,
            subject: row.get("subject")?,
            class_id: row.get("class_id")?,
            topic: row.get("topic")?,
            lesson_kind: row.get("lesson_kind")?,
            lesson_type: row.get("lesson_type")?,
            place: row.get("place")?,
            outside: row.get::<_, Option<String>>("outside")?.unwrap_or_default(),
            outside_teacher: row.get::<_, Option<String>>("outside_teacher")?.unwrap_or_default(),
            pupils_due: row.get("pupils_due")?,
            pupils_present: row.get("pupils_present")?,
            observer_id: row.get("observer_id")?,
            entered_after: row.get("entered_after")?,
            rubric_id: None,
            reported_total: row.get("reported_total")?,
            strengths: row.get("strengths")?,
            problems: row.get("problems")?,
            advice: row.get("advice")?,
            gains: row.get("gains")?,
            note: Some(row.get("note")?),
            form_number: None,
        };
        Ok((input, state != "draft"))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn timelines(read: &Read<'_>) -> Result<BTreeMap<String, Vec<TimelineEntry>>> {
    let mut statement = read.prepare_cached(
        "SELECT sheet_id, clock, process, remark, side, phase, minutes FROM timeline_entry WHERE deleted_at IS NULL
         ORDER BY sheet_id, position, id",
    )?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<String, Vec<TimelineEntry>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get("sheet_id")?).or_default().push(observation::timeline_entry(row)?);
    }
    Ok(found)
}

fn scores(read: &Read<'_>) -> Result<BTreeMap<String, Vec<Score>>> {
    let mut statement = read.prepare_cached(
        "SELECT sheet_id, rubric_item_id, level, value FROM sheet_score
         WHERE (level IS NOT NULL OR value IS NOT NULL) AND deleted_at IS NULL
         ORDER BY sheet_id, rubric_item_id",
    )?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let score = Score { item_id: row.get("rubric_item_id")?, level: row.get("level")?, value: row.get("value")? };
        found.entry(row.get("sheet_id")?).or_default().push(score);
    }
    Ok(found)
}

/// All homework checks.
pub(crate) fn checks(read: &Read<'_>) -> Result<Vec<HomeworkInput>> {
    let mut statement = read.prepare_cached(
        "SELECT id, date, checker_id, teacher_id, class_id, subject, book_kind, required, assigned, fully_marked,
           remarked, sampled, band, advice FROM homework_check WHERE deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(HomeworkInput {
            id: row.get("id")?,
            date: day(row, "date")?,
            checker_id: row.get("checker_id")?,
            teacher_id: row.get("teacher_id")?,
            class_id: row.get("class_id")?,
            subject: row.get("subject")?,
            book_kind: row.get("book_kind")?,
            required: row.get("required")?,
            assigned: row.get("assigned")?,
            fully_marked: row.get("fully_marked")?,
            remarked: row.get("remarked")?,
            sampled: row.get("sampled")?,
            band: row.get("band")?,
            advice: row.get("advice")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Lesson plans of a term.
pub(crate) fn plans(read: &Read<'_>, term_id: &str) -> Result<Vec<PlanInput>> {
    let mut statement = read.prepare_cached(
        "SELECT id, teacher_id, subject, grade, unit, topic, planned_date FROM lesson_plan
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(PlanInput {
            id: row.get("id")?,
            teacher_id: row.get("teacher_id")?,
            subject: row.get("subject")?,
            grade: row.get("grade")?,
            unit: row.get("unit")?,
            topic: row.get("topic")?,
            planned_date: optional_day(row, "planned_date")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Drafts of the plans of a term.
pub(crate) fn drafts(read: &Read<'_>, term_id: &str) -> Result<Vec<DraftInput>> {
    let mut statement = read.prepare_cached(
        "SELECT d.id, d.plan_id, d.number, d.author_id, d.date, d.body, d.discussion, d.reflection
         FROM lesson_plan_draft d JOIN lesson_plan p ON p.id = d.plan_id AND p.deleted_at IS NULL
         WHERE p.term_id = ?1 AND d.deleted_at IS NULL ORDER BY d.id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(DraftInput {
            id: row.get("id")?,
            sitting: String::new(),
            plan_id: row.get("plan_id")?,
            number: row.get("number")?,
            author_id: row.get("author_id")?,
            date: day(row, "date")?,
            body: row.get("body")?,
            discussion: row.get("discussion")?,
            reflection: row.get("reflection")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// All pairings with their duties.
pub(crate) fn pairings(read: &Read<'_>) -> Result<Vec<PairingInput>> {
    let mut duties = duties(read)?;
    let mut statement = read.prepare_cached(
        "SELECT id, mentor_id, apprentice_id, kind, started_on, ended_on, note FROM pairing
         WHERE deleted_at IS NULL ORDER BY started_on, id",
    )?;
    let rows = statement.query_map([], |row| {
        let id: String = row.get("id")?;
        Ok(PairingInput {
            duties: duties.remove(&id).unwrap_or_default(),
            id,
            mentor_id: row.get("mentor_id")?,
            apprentice_id: row.get("apprentice_id")?,
            kind: row.get("kind")?,
            started_on: day(row, "started_on")?,
            ended_on: optional_day(row, "ended_on")?,
            note: row.get("note")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn duties(read: &Read<'_>) -> Result<BTreeMap<String, Vec<Duty>>> {
    let mut statement = read.prepare_cached(
        "SELECT id, pairing_id, direction, times, every_weeks FROM pairing_duty WHERE deleted_at IS NULL
         ORDER BY pairing_id, position, id",
    )?;
    let mut rows = statement.query([])?;
    let mut found: BTreeMap<String, Vec<Duty>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let direction: String = row.get("direction")?;
        let duty = Duty {
            id: row.get("id")?,
            direction: if direction == "apprentice_observes" {
                DutyDirection::ApprenticeObserves
            } else {
                DutyDirection::MentorObserves
            },
            times: row.get("times")?,
            every_weeks: row.get("every_weeks")?,
        };
        found.entry(row.get("pairing_id")?).or_default().push(duty);
    }
    Ok(found)
}
