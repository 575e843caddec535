//! SQL of teachers, departments and classes.

use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};
use std::collections::BTreeMap;

/// A teacher's row.
pub(crate) struct TeacherRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) employee_no: Option<String>,
    pub(crate) department_id: Option<String>,
    pub(crate) department: String,
    pub(crate) subject: String,
    pub(crate) title: Option<String>,
    pub(crate) first_taught: Option<String>,
    pub(crate) in_service: bool,
}

/// The part of a teacher's row that only the full entry writes.
pub(crate) struct MoreRow {
    pub(crate) campus_id: Option<String>,
    pub(crate) first_in_subject: Option<String>,
    pub(crate) left_on: Option<NaiveDate>,
}

pub(crate) fn teachers(read: &Read<'_>) -> Result<Vec<TeacherRow>> {
    let mut statement = read.prepare_cached(
        "SELECT t.id, t.name, t.employee_no, t.department_id, coalesce(d.name, '') AS department, t.subject, t.title,
           t.first_taught, t.in_service
         FROM teacher t LEFT JOIN department d ON d.id = t.department_id AND d.deleted_at IS NULL
         WHERE t.deleted_at IS NULL
         ORDER BY t.in_service DESC, d.id IS NULL, d.id, t.employee_no IS NULL, t.employee_no, t.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(TeacherRow {
            id: row.get("id")?,
            name: row.get("name")?,
            employee_no: row.get("employee_no")?,
            department_id: row.get("department_id")?,
            department: row.get("department")?,
            subject: row.get("subject")?,
            title: row.get("title")?,
            first_taught: row.get("first_taught")?,
            in_service: row.get("in_service")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Posts of every teacher, in the order in which they were given.
pub(crate) fn posts(read: &Read<'_>) -> Result<BTreeMap<String, Vec<String>>> {
    let mut statement =
        read.prepare_cached("SELECT teacher_id, post FROM teacher_post WHERE deleted_at IS NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut posts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        posts.entry(row.get("teacher_id")?).or_default().push(row.get("post")?);
    }
    Ok(posts)
}

pub(crate) fn teacher_exists(read: &Read<'_>, id: &str) -> Result<bool> {
    let found = read
        .prepare_cached("SELECT 1 AS one FROM teacher WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}

/// Name of a teacher as it stands on the roster.
pub(crate) fn teacher_name(read: &Read<'_>, id: &str) -> Result<String> {
    Ok(read.prepare_cached("SELECT name FROM teacher WHERE id = ?1")?.query_row([id], |row| row.get("name"))?)
}

pub(crate) fn insert_teacher(tx: &Tx<'_>, row: &TeacherRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO teacher (id, name, employee_no, department_id, subject, title, first_taught, in_service)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        row.id,
        row.name,
        row.employee_no,
        row.department_id,
        row.subject,
        row.title,
        row.first_taught,
        row.in_service
    ])?;
    Ok(())
}

pub(crate) fn update_teacher(tx: &Tx<'_>, row: &TeacherRow) -> Result<()> {
    tx.prepare_cached(
        "UPDATE teacher SET name = ?2, employee_no = ?3, department_id = ?4, subject = ?5, title = ?6,
           first_taught = ?7, in_service = ?8, left_on = CASE WHEN ?8 THEN NULL ELSE left_on END WHERE id = ?1",
    )?
    .execute(params![
        row.id,
        row.name,
        row.employee_no,
        row.department_id,
        row.subject,
        row.title,
        row.first_taught,
        row.in_service
    ])?;
    Ok(())
}

pub(crate) fn delete_teacher(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE teacher SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    tx.execute(
        "UPDATE teacher_post SET deleted_at = ?2 WHERE teacher_id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?;
    Ok(())
}

/// Makes a teacher's posts those given: missing ones are added, others deleted.
pub(crate) fn set_posts(tx: &Tx<'_>, teacher: &str, wanted: &[String]) -> Result<()> {
    let mut kept = Vec::new();
    {
        let mut statement = tx.prepare_cached(
            "SELECT id, post FROM teacher_post WHERE teacher_id = ?1 AND deleted_at IS NULL ORDER BY id",
        )?;
        let mut rows = statement.query([teacher])?;
        while let Some(row) = rows.next()? {
            kept.push((row.get::<_, String>("id")?, row.get::<_, String>("post")?));
        }
    }
    for (id, post) in &kept {
        if !wanted.contains(post) {
            tx.execute("UPDATE teacher_post SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
        }
    }
    for post in wanted {
        if !kept.iter().any(|(_, known)| known == post) {
            tx.prepare_cached("INSERT INTO teacher_post (id, teacher_id, post) VALUES (?1, ?2, ?3)")?
                .execute(params![tx.new_id()?, teacher, post])?;
        }
    }
    Ok(())
}

/// Identifiers and names of departments in the order in which they were made, with their teachers in service.
pub(crate) fn departments(read: &Read<'_>) -> Result<Vec<(String, String, u32)>> {
    let mut statement = read.prepare_cached(
        "SELECT d.id, d.name,
           (SELECT count(*) FROM teacher t WHERE t.department_id = d.id AND t.in_service AND t.deleted_at IS NULL) AS teachers
         FROM department d WHERE d.deleted_at IS NULL ORDER BY d.id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get("name")?, row.get("teachers")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_department(tx: &Tx<'_>, name: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute("INSERT INTO department (id, name) VALUES (?1, ?2)", params![id, name])?;
    Ok(id)
}

pub(crate) fn rename_department(tx: &Tx<'_>, id: &str, name: &str) -> Result<()> {
    tx.execute("UPDATE department SET name = ?2 WHERE id = ?1", params![id, name])?;
    Ok(())
}

/// A class's row.
pub(crate) struct ClassRow {
    pub(crate) id: String,
    pub(crate) grade: String,
    pub(crate) number: u32,
    pub(crate) pupils: Option<u32>,
    pub(crate) school_year: Option<String>,
    pub(crate) campus_id: Option<String>,
}

/// Classes of the year at hand: of the latest school year that any class has, and those without a year.
pub(crate) fn classes(read: &Read<'_>) -> Result<Vec<ClassRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, grade, number, pupils, school_year, campus_id FROM school_class
         WHERE deleted_at IS NULL AND (school_year IS NULL OR school_year =
           (SELECT max(school_year) FROM school_class WHERE deleted_at IS NULL))",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ClassRow {
            id: row.get("id")?,
            grade: row.get("grade")?,
            number: row.get("number")?,
            pupils: row.get("pupils")?,
            school_year: row.get("school_year")?,
            campus_id: row.get("campus_id")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_class(tx: &Tx<'_>, row: &ClassRow, continues: Option<&str>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO school_class (id, grade, number, pupils, school_year, campus_id, continues_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![row.id, row.grade, row.number, row.pupils, row.school_year, row.campus_id, continues])?;
    Ok(())
}

pub(crate) fn set_year_of_class(tx: &Tx<'_>, id: &str, school_year: &str) -> Result<()> {
    tx.prepare_cached("UPDATE school_class SET school_year = ?2 WHERE id = ?1")?.execute(params![id, school_year])?;
    Ok(())
}

pub(crate) fn update_class(tx: &Tx<'_>, row: &ClassRow) -> Result<()> {
    tx.execute(
        "UPDATE school_class SET grade = ?2, number = ?3, pupils = ?4, campus_id = ?5 WHERE id = ?1",
        params![row.id, row.grade, row.number, row.pupils, row.campus_id],
    )?;
    Ok(())
}

pub(crate) fn delete_class(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE school_class SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

pub(crate) fn class_exists(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.prepare_cached("SELECT 1 AS one FROM school_class WHERE id = ?1 AND deleted_at IS NULL")?.exists([id])?)
}

pub(crate) fn term_exists(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.prepare_cached("SELECT 1 AS one FROM term WHERE id = ?1 AND deleted_at IS NULL")?.exists([id])?)
}

pub(crate) fn subjects(read: &Read<'_>) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(
        "SELECT DISTINCT subject FROM teacher WHERE deleted_at IS NULL AND subject <> '' ORDER BY subject",
    )?;
    let rows = statement.query_map([], |row| row.get("subject"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Short names of all classes by identifier, of deleted ones too. Where a year has a name twice, the campus stands
/// beside it.
pub(crate) fn all_class_names(read: &Read<'_>) -> Result<BTreeMap<String, String>> {
    let mut statement = read.prepare_cached(
        "WITH twice AS (SELECT grade, number, school_year FROM school_class WHERE deleted_at IS NULL
           GROUP BY grade, number, school_year HAVING count(*) > 1)
         SELECT s.id, s.grade, s.number, CASE WHEN s.deleted_at IS NULL AND EXISTS (SELECT 1 FROM twice o
             WHERE o.grade = s.grade AND o.number = s.number AND o.school_year IS s.school_year)
           THEN c.name END AS campus
         FROM school_class s LEFT JOIN campus c ON c.id = s.campus_id AND c.deleted_at IS NULL",
    )?;
    let rows = statement.query_map([], |row| {
        let grade: String = row.get("grade")?;
        let name = super::class_name(&grade, row.get("number")?);
        let campus: Option<String> = row.get("campus")?;
        Ok((row.get("id")?, campus.map_or(name.clone(), |campus| format!("{name}（{campus}）"))))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Records that name a teacher and are not deleted.
pub(crate) fn uses_of_teacher(read: &Read<'_>, id: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM lesson l WHERE l.teacher_id = ?1 AND EXISTS (SELECT 1 FROM observation_sheet s
              WHERE s.lesson_id = l.id AND s.deleted_at IS NULL))
           + (SELECT count(*) FROM observation_sheet WHERE observer_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM homework_check WHERE (teacher_id = ?1 OR checker_id = ?1) AND deleted_at IS NULL)
           + (SELECT count(*) FROM lesson_plan WHERE teacher_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM pairing WHERE (mentor_id = ?1 OR apprentice_id = ?1) AND deleted_at IS NULL)
           + (SELECT count(*) FROM timetable_lesson WHERE teacher_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM lesson_change WHERE teacher_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM assignment WHERE teacher_id = ?1 AND deleted_at IS NULL) AS uses",
        [id],
        |row| row.get("uses"),
    )?)
}

/// Records that name a class and are not deleted.
pub(crate) fn uses_of_class(read: &Read<'_>, id: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM lesson l WHERE l.class_id = ?1 AND EXISTS (SELECT 1 FROM observation_sheet s
              WHERE s.lesson_id = l.id AND s.deleted_at IS NULL))
           + (SELECT count(*) FROM homework_check WHERE class_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM timetable_lesson WHERE class_id = ?1 AND deleted_at IS NULL)
           + (SELECT count(*) FROM assignment WHERE class_id = ?1 AND deleted_at IS NULL) AS uses",
        [id],
        |row| row.get("uses"),
    )?)
}
