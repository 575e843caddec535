//! SQL of terms, weeks, days, periods and the timetable.

use super::types::{Day, DayKind, Period, Term, Week, WeekKind};
use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, Row, params},
};

/// Days stand in the store as `YYYY-MM-DD`.
pub(crate) fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<NaiveDate> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::<chrono::ParseError>::new(error))
    })
}

/// The same for a column that may be empty.
pub(crate) fn optional_day(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(column)?;
    match text {
        None => Ok(None),
        Some(_) => day(row, column).map(Some),
    }
}

impl WeekKind {
    fn stored(self) -> &'static str {
        match self {
            Self::Teaching => "teaching",
            Self::Holiday => "holiday",
            Self::Exam => "exam",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "holiday" => Self::Holiday,
            "exam" => Self::Exam,
            _ => Self::Teaching,
        }
    }
}

impl DayKind {
    fn stored(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::MakeUp => "make_up",
        }
    }

    fn read(text: &str) -> Self {
        if text == "make_up" { Self::MakeUp } else { Self::Holiday }
    }
}

/// All terms, newest first.
pub(crate) fn terms(read: &Read<'_>) -> Result<Vec<Term>> {
    let mut statement = read.prepare_cached(
        "SELECT t.id, t.school_year, t.number, t.first_day, t.last_day, t.week_start,
           (SELECT count(*) FROM teaching_week w WHERE w.term_id = t.id AND w.deleted_at IS NULL) AS weeks
         FROM term t WHERE t.deleted_at IS NULL ORDER BY t.first_day DESC",
    )?;
    let rows = statement.query_map([], |row| {
        let school_year: String = row.get("school_year")?;
        let number: u32 = row.get("number")?;
        Ok(Term {
            id: row.get("id")?,
            key: format!("{school_year}-{number}"),
            name: super::term_name(&school_year, number),
            school_year,
            number,
            first_day: day(row, "first_day")?,
            last_day: day(row, "last_day")?,
            week_start: row.get("week_start")?,
            weeks: row.get("weeks")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_term(tx: &Tx<'_>, term: &Term) -> Result<()> {
    tx.execute(
        "INSERT INTO term (id, school_year, number, first_day, last_day, week_start) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            term.id,
            term.school_year,
            term.number,
            term.first_day.to_string(),
            term.last_day.to_string(),
            term.week_start
        ],
    )?;
    Ok(())
}

pub(crate) fn update_term(tx: &Tx<'_>, term: &Term) -> Result<()> {
    tx.execute(
        "UPDATE term SET first_day = ?2, last_day = ?3, week_start = ?4 WHERE id = ?1",
        params![term.id, term.first_day.to_string(), term.last_day.to_string(), term.week_start],
    )?;
    Ok(())
}

pub(crate) fn weeks(read: &Read<'_>, term_id: &str) -> Result<Vec<Week>> {
    let mut statement = read.prepare_cached(
        "SELECT id, number, first_day, last_day, kind, label FROM teaching_week
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY number",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(Week {
            id: row.get("id")?,
            number: row.get("number")?,
            first_day: day(row, "first_day")?,
            last_day: day(row, "last_day")?,
            kind: WeekKind::read(&row.get::<_, String>("kind")?),
            label: row.get("label")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_week(tx: &Tx<'_>, term_id: &str, week: &Week) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO teaching_week (id, term_id, number, first_day, last_day, kind, label)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        tx.new_id()?,
        term_id,
        week.number,
        week.first_day.to_string(),
        week.last_day.to_string(),
        week.kind.stored(),
        week.label
    ])?;
    Ok(())
}

pub(crate) fn update_week(tx: &Tx<'_>, id: &str, kind: WeekKind, label: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE teaching_week SET kind = ?2, label = ?3 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, kind.stored(), label],
    )?)
}

pub(crate) fn delete_weeks(tx: &Tx<'_>, term_id: &str) -> Result<()> {
    tx.execute(
        "UPDATE teaching_week SET deleted_at = ?2 WHERE term_id = ?1 AND deleted_at IS NULL",
        params![term_id, tx.now_text()],
    )?;
    Ok(())
}

/// Special days from one day to another, both included.
pub(crate) fn days(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
    let mut statement = read.prepare_cached(
        "SELECT id, date, kind, name, follows_weekday, state FROM calendar_day
         WHERE date BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY date, id",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string()], |row| {
        Ok(Day {
            id: row.get("id")?,
            date: day(row, "date")?,
            kind: DayKind::read(&row.get::<_, String>("kind")?),
            name: row.get("name")?,
            follows_weekday: row.get("follows_weekday")?,
            state: row.get("state")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_day(tx: &Tx<'_>, day: &Day) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO calendar_day (id, date, kind, name, follows_weekday, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        day.id,
        day.date.to_string(),
        day.kind.stored(),
        day.name,
        day.follows_weekday,
        day.state
    ])?;
    Ok(())
}

pub(crate) fn update_day(tx: &Tx<'_>, day: &Day) -> Result<()> {
    tx.execute(
        "UPDATE calendar_day SET date = ?2, kind = ?3, name = ?4, follows_weekday = ?5, state = ?6 WHERE id = ?1",
        params![day.id, day.date.to_string(), day.kind.stored(), day.name, day.follows_weekday, day.state],
    )?;
    Ok(())
}

pub(crate) fn delete_day(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE calendar_day SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

pub(crate) fn periods(read: &Read<'_>) -> Result<Vec<(String, Period)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, number, start, \"end\" AS finish FROM period WHERE deleted_at IS NULL ORDER BY number",
    )?;
    let rows = statement.query_map([], |row| {
        let period = Period { number: row.get("number")?, start: row.get("start")?, end: row.get("finish")? };
        Ok((row.get("id")?, period))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_period(tx: &Tx<'_>, period: &Period) -> Result<()> {
    tx.execute(
        "INSERT INTO period (id, number, start, \"end\") VALUES (?1, ?2, ?3, ?4)",
        params![tx.new_id()?, period.number, period.start, period.end],
    )?;
    Ok(())
}

pub(crate) fn update_period(tx: &Tx<'_>, id: &str, period: &Period) -> Result<()> {
    tx.execute(
        "UPDATE period SET number = ?2, start = ?3, \"end\" = ?4 WHERE id = ?1",
        params![id, period.number, period.start, period.end],
    )?;
    Ok(())
}

pub(crate) fn delete_period(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE period SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// A lesson of the timetable as it stands in its table.
pub(crate) struct LessonRow {
    pub(crate) id: String,
    pub(crate) weekday: Option<u32>,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) period: u32,
    pub(crate) class_id: String,
    pub(crate) subject: String,
    pub(crate) teacher_id: Option<String>,
    pub(crate) place: String,
}

pub(crate) fn lessons(read: &Read<'_>, term_id: &str) -> Result<Vec<LessonRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, weekday, date, period, class_id, subject, teacher_id, place FROM timetable_lesson
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY weekday, date, period, id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(LessonRow {
            id: row.get("id")?,
            weekday: row.get("weekday")?,
            date: optional_day(row, "date")?,
            period: row.get("period")?,
            class_id: row.get("class_id")?,
            subject: row.get("subject")?,
            teacher_id: row.get("teacher_id")?,
            place: row.get("place")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_lesson(tx: &Tx<'_>, term_id: &str, row: &LessonRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO timetable_lesson (id, term_id, weekday, date, period, class_id, subject, teacher_id, place)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        row.id,
        term_id,
        row.weekday,
        row.date.map(|date| date.to_string()),
        row.period,
        row.class_id,
        row.subject,
        row.teacher_id,
        row.place
    ])?;
    Ok(())
}

pub(crate) fn update_lesson(tx: &Tx<'_>, id: &str, subject: &str, teacher_id: Option<&str>, place: &str) -> Result<()> {
    tx.prepare_cached("UPDATE timetable_lesson SET subject = ?2, teacher_id = ?3, place = ?4 WHERE id = ?1")?
        .execute(params![id, subject, teacher_id, place])?;
    Ok(())
}
