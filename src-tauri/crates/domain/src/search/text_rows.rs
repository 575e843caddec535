//! SQL of what stands in records: the texts that are searched, and whose they are.

use super::{lesson_text_rows, sight::Sight, words::indexed};
use crate::{error::Result, lesson_plan, observation};
use chrono::NaiveDate;
use keji_store::rusqlite::{Connection, OptionalExtension, Row};
use std::borrow::Cow;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An observation sheet, with its photos, its answer and what is to be done after it.
    Observation,
    /// What was said of a lesson afterwards.
    Discussion,
    /// A planned lesson, by its lesson.
    PlannedLesson,
    /// The check of a teacher's paper book.
    BookReview,
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
    const ALL: [Self; 8] = [
        Self::Observation,
        Self::Discussion,
        Self::PlannedLesson,
        Self::BookReview,
        Self::Homework,
        Self::LessonPlan,
        Self::Pairing,
        Self::WorkItem,
    ];

    /// Name on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Observation => "observation",
            Self::Discussion => "discussion",
            Self::PlannedLesson => "planned_lesson",
            Self::BookReview => "book_review",
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
    pub(crate) texts: Vec<(Cow<'static, str>, String)>,
    pub(super) whose: Whose,
}

/// What decides who sees a record.
pub(super) enum Whose {
    Sheet {
        observer: Option<String>,
        handed_in: bool,
    },
    /// Said of a lesson: who sees a sheet that was handed in on it, by its observer, sees this too.
    Lesson {
        sheets: Vec<(String, Option<String>)>,
    },
    /// Of a teacher's paper book in a term: only the present term's are shown anywhere.
    Book {
        term_id: String,
        department_id: Option<String>,
    },
    Own,
    Plan {
        authors: Vec<String>,
    },
    Pair {
        other: String,
    },
    Everyone,
}

impl Record {
    /// Whether an account sees it: the rules of its slice.
    pub(super) fn seen_by(&self, sight: &Sight) -> bool {
        let (people, teacher) = (&sight.people, self.teacher_id.as_deref());
        match &self.whose {
            Whose::Sheet { observer, handed_in } => observation::sees(people, observer.as_deref(), teacher, *handed_in),
            Whose::Lesson { .. } => self.sheet_for(sight).is_some(),
            Whose::Book { term_id, .. } => people.has(teacher) && sight.term_id.as_ref() == Some(term_id),
            Whose::Own => people.has(teacher),
            Whose::Plan { authors } => lesson_plan::sees(
                people,
                teacher.unwrap_or_default(),
                authors.iter().map(|author| Some(author.as_str())),
            ),
            Whose::Pair { other } => people.any([teacher, Some(other)]),
            Whose::Everyone => true,
        }
    }

    /// The sheet by which an account comes to what was said of a lesson.
    pub(super) fn sheet_for(&self, sight: &Sight) -> Option<&str> {
        let Whose::Lesson { sheets } = &self.whose else { return None };
        let teacher = self.teacher_id.as_deref();
        let seen = sheets.iter().find(|(id, observer)| {
            !sight.closed.has(id) && observation::sees(&sight.people, observer.as_deref(), teacher, true)
        });
        seen.map(|(id, _)| id.as_str())
    }

    /// Everybody who may ever see it for what they are in it; the rules decide when it is found.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        let others: Vec<&str> = match &self.whose {
            Whose::Sheet { observer, .. } => observer.as_deref().into_iter().collect(),
            Whose::Lesson { sheets } => sheets.iter().filter_map(|(_, observer)| observer.as_deref()).collect(),
            Whose::Plan { authors } => authors.iter().map(String::as_str).collect(),
            Whose::Pair { other } => vec![other.as_str()],
            Whose::Own | Whose::Book { .. } => Vec::new(),
            Whose::Everyone => vec![EVERYONE],
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

    pub(super) fn add(&mut self, label: impl Into<Cow<'static, str>>, text: String) {
        if !text.is_empty() {
            self.texts.push((label.into(), text));
        }
    }
}

/// Stands in the index for everybody.
pub(super) const EVERYONE: &str = "everyone";

/// A record with its texts; none when there is none or it was deleted.
pub(crate) fn record(connection: &Connection, kind: Kind, id: &str) -> Result<Option<Record>> {
    match kind {
        Kind::Observation => lesson_text_rows::sheet(connection, id),
        Kind::Discussion => lesson_text_rows::discussion(connection, id),
        Kind::PlannedLesson => lesson_text_rows::planned(connection, id),
        Kind::BookReview => lesson_text_rows::review(connection, id),
        Kind::Homework => check(connection, id),
        Kind::LessonPlan => plan(connection, id),
        Kind::Pairing => pairing(connection, id),
        Kind::WorkItem => work_item(connection, id),
    }
}

fn check(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT date AS day, teacher_id, subject || '作业检查' AS title, advice FROM homework_check
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Whose::Own)?;
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
            let mut record = begun(row, Whose::Plan { authors: Vec::new() })?;
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
    record.whose = Whose::Plan { authors };
    Ok(Some(record))
}

fn pairing(connection: &Connection, id: &str) -> Result<Option<Record>> {
    let found = connection
        .prepare_cached(
            "SELECT mentor_id AS teacher_id, apprentice_id, started_on AS day, kind, note FROM pairing
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .query_row([id], |row| {
            let mut record = begun(row, Whose::Pair { other: row.get("apprentice_id")? })?;
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
            let mut record = begun(row, Whose::Everyone)?;
            "行事历".clone_into(&mut record.title);
            record.add("内容", row.get("text")?);
            record.add("负责", row.get("owner")?);
            Ok(record)
        });
    Ok(found.optional()?)
}

/// A record without its texts, from columns `day` and `teacher_id`.
pub(super) fn begun(row: &Row<'_>, whose: Whose) -> keji_store::rusqlite::Result<Record> {
    let day: Option<String> = row.get("day")?;
    Ok(Record {
        topic: String::new(),
        title: String::new(),
        day: day.and_then(|day| day.parse().ok()),
        teacher_id: row.get("teacher_id")?,
        texts: Vec::new(),
        whose,
    })
}
