//! SQL of registers that were sent out and collected.

use crate::{access::People, calendar::optional_day, error::Result, observation};
use chrono::NaiveDate;
use keji_store::{Read, Tx, rusqlite::params};

/// A form that was made.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Identifier.
    pub(super) id: String,
    /// The sending.
    pub(super) sending_id: String,
    /// Term.
    pub(super) term_id: String,
    /// Department.
    pub(super) department_id: String,
    /// Name of its file.
    pub(super) file_name: String,
    /// Day by which it is wanted back.
    pub(super) due_on: Option<NaiveDate>,
    /// When it was made.
    pub(super) sent_at: String,
}

/// Forms of all terms, oldest first.
pub(super) fn forms(read: &Read<'_>) -> Result<Vec<Form>> {
    let mut statement = read.prepare_cached(
        "SELECT id, sending_id, term_id, department_id, file_name, due_on, sent_at FROM register_form
         WHERE deleted_at IS NULL ORDER BY sent_at, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Form {
            id: row.get("id")?,
            sending_id: row.get("sending_id")?,
            term_id: row.get("term_id")?,
            department_id: row.get("department_id")?,
            file_name: row.get("file_name")?,
            due_on: optional_day(row, "due_on")?,
            sent_at: row.get("sent_at")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(super) fn insert_form(tx: &Tx<'_>, form: &Form) -> Result<()> {
    tx.execute(
        "INSERT INTO register_form (id, sending_id, term_id, department_id, file_name, due_on, sent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            form.id,
            form.sending_id,
            form.term_id,
            form.department_id,
            form.file_name,
            form.due_on.map(|day| day.to_string()),
            form.sent_at
        ],
    )?;
    Ok(())
}

/// A file that is collected.
pub(super) struct Return<'a> {
    /// Term.
    pub(super) term_id: &'a str,
    /// The form, where the file says it.
    pub(super) form_id: Option<&'a str>,
    /// Name of the file.
    pub(super) file_name: &'a str,
    /// Rows that were filled in.
    pub(super) entered: u32,
    /// Sheets that it brought or said once more.
    pub(super) sheets: &'a [String],
}

/// Notes a file, and the sheets that no file has brought before.
pub(super) fn insert_return(tx: &Tx<'_>, file: &Return<'_>) -> Result<()> {
    let id = tx.new_id()?;
    let taken = u32::try_from(file.sheets.len()).unwrap_or(u32::MAX);
    tx.execute(
        "INSERT INTO register_return (id, term_id, form_id, file_name, entered, taken, collected_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, file.term_id, file.form_id, file.file_name, file.entered, taken, tx.now_text()],
    )?;
    let mut known = tx.prepare_cached("SELECT 1 FROM register_sheet WHERE sheet_id = ?1 AND deleted_at IS NULL")?;
    let mut insert = tx.prepare_cached("INSERT INTO register_sheet (id, return_id, sheet_id) VALUES (?1, ?2, ?3)")?;
    for sheet in file.sheets {
        if !known.exists([sheet])? {
            insert.execute(params![tx.new_id()?, id, sheet])?;
        }
    }
    Ok(())
}

/// Files of a term that came back: the department of the form, and when.
pub(super) fn returns(read: &Read<'_>, term_id: &str) -> Result<Vec<(Option<String>, String)>> {
    let mut statement = read.prepare_cached(
        "SELECT f.department_id, r.collected_at FROM register_return r LEFT JOIN register_form f ON f.id = r.form_id
         WHERE r.term_id = ?1 AND r.deleted_at IS NULL ORDER BY r.collected_at, r.id",
    )?;
    let rows = statement.query_map([term_id], |row| Ok((row.get("department_id")?, row.get("collected_at")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Of each observer: sheets that came by registers of a term and are there still, and when the last of them came.
pub(super) fn handed_in(read: &Read<'_>, term_id: &str) -> Result<Vec<(String, u32, String)>> {
    let mut statement = read.prepare_cached(
        "SELECT s.observer_id, count(DISTINCT s.id) AS sheets, max(r.collected_at) AS last_at
         FROM register_sheet l JOIN register_return r ON r.id = l.return_id AND r.deleted_at IS NULL
           JOIN observation_sheet s ON s.id = l.sheet_id AND s.deleted_at IS NULL
         WHERE r.term_id = ?1 AND l.deleted_at IS NULL AND s.observer_id IS NOT NULL GROUP BY s.observer_id",
    )?;
    let rows =
        statement.query_map([term_id], |row| Ok((row.get("observer_id")?, row.get("sheets")?, row.get("last_at")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// A kind of observation on sheets of an observer on a teacher's lessons.
pub(super) struct KindRow {
    /// The kind.
    pub(super) name: String,
    observer_id: Option<String>,
    teacher_id: Option<String>,
    handed_in: bool,
}

impl KindRow {
    /// Whether some people see a sheet of it.
    pub(super) fn seen_by(&self, people: &People) -> bool {
        observation::sees(people, self.observer_id.as_deref(), self.teacher_id.as_deref(), self.handed_in)
    }
}

/// Kinds of observation that stand on the school's sheets.
pub(super) fn kinds(read: &Read<'_>) -> Result<Vec<KindRow>> {
    let mut statement = read.prepare_cached(
        "SELECT DISTINCT s.lesson_kind, s.observer_id, l.teacher_id, s.state <> 'draft' AS handed_in
         FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.deleted_at IS NULL AND s.lesson_kind <> ''",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(KindRow {
            name: row.get("lesson_kind")?,
            observer_id: row.get("observer_id")?,
            teacher_id: row.get("teacher_id")?,
            handed_in: row.get("handed_in")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
