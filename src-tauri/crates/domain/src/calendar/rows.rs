//! SQL of terms, weeks and days.

use super::types::{Day, DayKind, Term, Week, WeekKind};
use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

/// Days stand in the store as `YYYY-MM-DD`.
pub(crate) fn day(row: &Row<'_>, column: impl rusqlite::RowIndex) -> rusqlite::Result<NaiveDate> {
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
           (SELECT coalesce(max(w.number), 0) FROM teaching_week w WHERE w.term_id = t.id AND w.deleted_at IS NULL) AS weeks
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
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY first_day",
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

pub(crate) fn reshape_week(tx: &Tx<'_>, week: &Week) -> Result<()> {
    tx.execute(
        "UPDATE teaching_week SET number = ?2, first_day = ?3, last_day = ?4, kind = ?5, label = ?6 WHERE id = ?1",
        params![
            week.id,
            week.number,
            week.first_day.to_string(),
            week.last_day.to_string(),
            week.kind.stored(),
            week.label
        ],
    )?;
    Ok(())
}

pub(crate) fn delete_week(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE teaching_week SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Term to which a week belongs.
pub(crate) fn term_of_week(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let sql = "SELECT term_id FROM teaching_week WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.query_row(sql, [id], |row| row.get("term_id")).optional()?)
}

/// Special days from one day to another, both included.
pub(crate) fn days(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
    let mut statement = read.prepare_cached(
        "SELECT id, date, kind, name, follows_weekday, state, grade FROM calendar_day
         WHERE date BETWEEN ?1 AND ?2 AND deleted_at IS NULL ORDER BY date, grade, id",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string()], |row| {
        Ok(Day {
            id: row.get("id")?,
            date: day(row, "date")?,
            kind: DayKind::read(&row.get::<_, String>("kind")?),
            name: row.get("name")?,
            follows_weekday: row.get("follows_weekday")?,
            state: row.get("state")?,
            grade: row.get("grade")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_day(tx: &Tx<'_>, day: &Day) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO calendar_day (id, date, kind, name, follows_weekday, state, grade)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        day.id,
        day.date.to_string(),
        day.kind.stored(),
        day.name,
        day.follows_weekday,
        day.state,
        day.grade
    ])?;
    Ok(())
}

pub(crate) fn update_day(tx: &Tx<'_>, day: &Day) -> Result<()> {
    tx.execute(
        "UPDATE calendar_day SET date = ?2, kind = ?3, name = ?4, follows_weekday = ?5, state = ?6, grade = ?7
         WHERE id = ?1",
        params![day.id, day.date.to_string(), day.kind.stored(), day.name, day.follows_weekday, day.state, day.grade],
    )?;
    Ok(())
}

pub(crate) fn delete_day(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE calendar_day SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}
