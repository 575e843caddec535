//! SQL of sheets as the list and the figures see them: one flat row each, with its total and whether it counts.

use super::{reach, rows::score, types::SheetState, validity};
use crate::{
    access::People,
    calendar::day,
    error::Result,
    rubric::{self, Rubric, Score},
};
use chrono::NaiveDate;
use keji_store::{Read, rusqlite::params};
use std::collections::BTreeMap;

/// One sheet.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// The sheet.
    pub(crate) id: String,
    /// Its lesson; several sheets may share it.
    pub(crate) lesson_id: String,
    /// State.
    pub(crate) state: SheetState,
    /// Day of the lesson.
    pub(crate) date: NaiveDate,
    /// Period.
    pub(crate) period: Option<u32>,
    /// Lessons it counts as, 1–3.
    pub(crate) lesson_count: u32,
    /// Teacher.
    pub(crate) teacher_id: Option<String>,
    /// Who gave it in another school, with the school; empty for our own.
    pub(crate) outside: String,
    /// Subject.
    pub(crate) subject: String,
    /// Class.
    pub(crate) class_id: Option<String>,
    /// Topic.
    pub(crate) topic: String,
    /// Kind of observation.
    pub(crate) lesson_kind: String,
    /// Observer.
    pub(crate) observer_id: Option<String>,
    /// Total: of the levels, or as reported.
    pub(crate) total: Option<f64>,
    /// Band of the total.
    pub(crate) band: Option<String>,
    /// Why it does not count; empty when it counts.
    pub(crate) refusals: Vec<String>,
}

impl Fact {
    /// Whether the sheet was handed in.
    pub(crate) fn handed_in(&self) -> bool {
        self.state != SheetState::Draft
    }

    /// Whether some people see it.
    pub(crate) fn seen_by(&self, people: &People) -> bool {
        reach::sees(people, self.observer_id.as_deref(), self.teacher_id.as_deref(), self.handed_in())
    }

    /// Whether it counts toward a quota.
    pub(crate) fn counts(&self) -> bool {
        self.handed_in() && self.refusals.is_empty()
    }
}

/// Sheets on lessons from one day to another, both included; newest first.
pub(crate) fn between(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Fact>> {
    let mut statement = read.prepare_cached(
        "SELECT s.id, s.lesson_id, s.state, s.observer_id, s.rubric_id, s.reported_total,
           l.date, l.period, l.lesson_count, l.teacher_id, l.subject, l.class_id, l.topic, s.lesson_kind,
           coalesce(l.outside_teacher, '') || CASE WHEN coalesce(l.outside, '') = '' THEN ''
             ELSE '（' || l.outside || '）' END AS outside,
           (EXISTS (SELECT 1 FROM timeline_entry t WHERE t.sheet_id = s.id AND t.deleted_at IS NULL)
             OR EXISTS (SELECT 1 FROM photo p WHERE p.sheet_id = s.id AND p.kind = 'page' AND p.deleted_at IS NULL))
             AS has_process,
           (s.strengths <> '' OR s.problems <> '' OR s.advice <> '' OR s.gains <> '') AS has_opinion
         FROM lesson l JOIN observation_sheet s ON s.lesson_id = l.id AND s.deleted_at IS NULL
         WHERE l.date BETWEEN ?1 AND ?2
         ORDER BY l.date DESC, l.period DESC, s.id DESC",
    )?;
    let given = scores(read, from, to)?;
    let mut rubrics: BTreeMap<String, Rubric> = BTreeMap::new();
    let mut facts = Vec::new();
    let mut rows = statement.query(params![from.to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        let rubric_id: String = row.get("rubric_id")?;
        if !rubrics.contains_key(&rubric_id) {
            rubrics.insert(rubric_id.clone(), rubric::get(read, &rubric_id)?);
        }
        let (id, subject): (String, String) = (row.get("id")?, row.get("subject")?);
        let document = rubrics.get(&rubric_id).map(|rubric| &rubric.document);
        let outcome = given.get(&id).and_then(|scores| Some(rubric::outcome(document?, &subject, scores)));
        let total = outcome.as_ref().and_then(|outcome| outcome.total).or(row.get("reported_total")?);
        let computed = outcome.and_then(|outcome| outcome.band);
        let band = computed.or_else(|| rubric::band(&document?.bands, total?));
        facts.push(Fact {
            id,
            lesson_id: row.get("lesson_id")?,
            state: SheetState::read(&row.get::<_, String>("state")?),
            date: day(row, "date")?,
            period: row.get("period")?,
            lesson_count: row.get("lesson_count")?,
            teacher_id: row.get("teacher_id")?,
            outside: row.get("outside")?,
            subject,
            class_id: row.get("class_id")?,
            topic: row.get("topic")?,
            lesson_kind: row.get("lesson_kind")?,
            observer_id: row.get("observer_id")?,
            band,
            total,
            refusals: validity::refusals(row.get("has_process")?, row.get("has_opinion")?),
        });
    }
    Ok(facts)
}

/// What was given on each sheet of the days.
fn scores(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, Vec<Score>>> {
    let mut statement = read.prepare_cached(
        "SELECT x.sheet_id, x.rubric_item_id, x.level, x.value
         FROM lesson l JOIN observation_sheet s ON s.lesson_id = l.id AND s.deleted_at IS NULL
         JOIN sheet_score x ON x.sheet_id = s.id AND x.deleted_at IS NULL
         WHERE l.date BETWEEN ?1 AND ?2 AND (x.level IS NOT NULL OR x.value IS NOT NULL)",
    )?;
    let mut rows = statement.query(params![from.to_string(), to.to_string()])?;
    let mut given: BTreeMap<String, Vec<Score>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        given.entry(row.get("sheet_id")?).or_default().push(score(row)?);
    }
    Ok(given)
}
