//! SQL of what stands in records: the texts that are searched, and whose they are.

use super::words::indexed;
use crate::{access::People, error::Result, lesson_plan, observation};
use chrono::NaiveDate;
use keji_store::rusqlite::{Connection, OptionalExtension, Row};

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An observation sheet.
    Observation,
    /// A homework check.
    Homework,
    /// A lesson plan with its drafts.
    LessonPlan,
    /// A pairing with its activities.
    Pairing,
    /// A line of the term's list of work.
    WorkItem,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Observation, Self::Homework, Self::LessonPlan, Self::Pairing, Self::WorkItem];

    /// Name on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Homework => "homework",
            Self::LessonPlan => "lesson_plan",
            Self::Pairing => "pairing",
            Self::WorkItem => "work_item",
        }
    }

    /// Its word in the index.
    pub(super) fn word(self) -> String {
        self.as_str().replace('_', "")
    }

    /// The kind of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A record's texts and people.
pub(crate) struct Record {
    /// Topic; empty for a kind without one.
    pub(crate) topic: String,
    /// What it is called where it has no topic.
    pub(crate) title: String,
    pub(crate) day: Option<NaiveDate>,
    /// Whom it is about.
    pub(crate) teacher_id: Option<String>,
    /// What each text is called, and the text; the topic is not among them.
    pub(crate) texts: Vec<(&'static str, String)>,
    sight: Sight,
}

/// What decides who sees a record.
enum Sight {
    Sheet { observer: Option<String>, handed_in: bool },
    Own,
    Plan { authors: Vec<String> },
    Pair { other: String },
    Everyone,
}

impl Record {
    /// Whether some people see it: the rules of its slice.
    pub(crate) fn seen_by(&self, people: &People) -> bool {
        let teacher = self.teacher_id.as_deref();
        match &self.sight {
            Sight::Sheet { observer, handed_in } => observation::sees(people, observer.as_deref(), teacher, *handed_in),
            Sight::Own => people.has(teacher),
            Sight::Plan { authors } => lesson_plan::sees(
                people,
                teacher.unwrap_or_default(),
                authors.iter().map(|author| Some(author.as_str())),
            ),
            Sight::Pair { other } => people.any([teacher, Some(other)]),
            Sight::Everyone => true,
        }
    }

    /// Everybody who may ever see it for what they are in it; the rules decide when it is found.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        let others: Vec<&str> = match &self.sight {
            Sight::Sheet { observer, .. } => observer.as_deref().into_iter().collect(),
            Sight::Plan { authors } => authors.iter().map(String::as_str).collect(),
            Sight::Pair { other } => vec![other.as_str()],
            Sight::Own => Vec::new(),
            Sight::Everyone => vec![EVERYONE],
        };
        self.teacher_id.as_deref().into_iter().chain(others)
    }

    /// Days since the turn of the century, by which records are ordered; 0 without a day.
    pub(super) fn day_number(&self) -> i64 {
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        self.day.map_or(0, |day| (day - first).num_days().max(0))
    }

    /// The words of its topic and of its texts.
    pub(super) fn words(&self) -> (String, String) {
        let body: Vec<String> = self.texts.iter().map(|(_, text)| indexed(text)).collect();
        (indexed(&self.topic), body.join(" "))
    }

    fn add(&mut self, label: &'static str, text: String) {
        if !text.is_empty() {
            self.texts.push((label, text));
        }
    }
}

/// Stands in the index for everybody.
pub(super) const EVERYONE: &str = "everyone";

/// A record with its texts; none when there is none or it was deleted.
pub(crate) fn record(connection: &Connection, kind: Kind, id: &str) -> Result<Option<Record>> {
    match kind {
        Kind::Observation => sheet(connection, id),
        Kind::Homework => check(connection, id),
        Kind::LessonPlan => plan(connection, id),
        Kind::Pairing => pairing(connection, id),
        Kind::WorkItem => work_item(connection, id),
    }
}

fn sheet(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT l.topic, l.date AS day, l.teacher_id, s.observer_id, s.state <> 'draft' AS handed_in,
               s.strengths, s.problems, s.advice, s.gains
             FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1 AND s.deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let sight = Sight::Sheet { observer: row.get("observer_id")?, handed_in: row.get("handed_in")? };
            let mut record = begun(row, sight)?;
            record.topic = row.get("topic")?;
            for (label, column) in [("优点", "strengths"), ("不足", "problems"), ("建议", "advice"), ("收获", "gains")]
            {
                record.add(label, row.get(column)?);
            }
            Ok(record)
        })
        .optional()?;
    let Some(mut record) = found else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT process, remark FROM timeline_entry WHERE sheet_id = ?1 AND deleted_at IS NULL ORDER BY position",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        record.add("教学过程", row.get("process")?);
        record.add("随评", row.get("remark")?);
    }
    Ok(Some(record))
}

fn check(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT date AS day, teacher_id, subject || '作业检查' AS title, advice FROM homework_check
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Sight::Own)?;
            record.title = row.get("title")?;
            record.add("建议", row.get("advice")?);
            Ok(record)
        });
    Ok(found.optional()?)
}

fn plan(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT topic, unit, teacher_id, coalesce(planned_date, (SELECT max(d.date) FROM lesson_plan_draft d
               WHERE d.plan_id = p.id AND d.deleted_at IS NULL)) AS day
             FROM lesson_plan p WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Sight::Plan { authors: Vec::new() })?;
            record.topic = row.get("topic")?;
            record.add("单元", row.get("unit")?);
            Ok(record)
        })
        .optional()?;
    let Some(mut record) = found else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT author_id, body, discussion, reflection FROM lesson_plan_draft
         WHERE plan_id = ?1 AND deleted_at IS NULL ORDER BY number DESC, id",
    )?;
    let mut rows = statement.query([id])?;
    let mut authors = Vec::new();
    while let Some(row) = rows.next()? {
        authors.extend(row.get::<_, Option<String>>("author_id")?);
        for (label, column) in [("正文", "body"), ("研讨记录", "discussion"), ("反思", "reflection")] {
            record.add(label, row.get(column)?);
        }
    }
    record.sight = Sight::Plan { authors };
    Ok(Some(record))
}

fn pairing(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT mentor_id AS teacher_id, apprentice_id, started_on AS day, kind, note FROM pairing
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Sight::Pair { other: row.get("apprentice_id")? })?;
            record.title = row.get("kind")?;
            record.add("说明", row.get("note")?);
            Ok(record)
        })
        .optional()?;
    let Some(mut record) = found else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT text FROM pairing_activity WHERE pairing_id = ?1 AND deleted_at IS NULL ORDER BY date DESC, id",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        record.add("活动", row.get("text")?);
    }
    Ok(Some(record))
}

fn work_item(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT coalesce(first_day, month || '-01') AS day, NULL AS teacher_id, owner, text FROM work_item
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Sight::Everyone)?;
            "行事历".clone_into(&mut record.title);
            record.add("内容", row.get("text")?);
            record.add("负责", row.get("owner")?);
            Ok(record)
        });
    Ok(found.optional()?)
}

fn begun(row: &Row<'_>, sight: Sight) -> keji_store::rusqlite::Result<Record> {
    let day: Option<String> = row.get("day")?;
    Ok(Record {
        topic: String::new(),
        title: String::new(),
        day: day.and_then(|day| day.parse().ok()),
        teacher_id: row.get("teacher_id")?,
        texts: Vec::new(),
        sight,
    })
}
