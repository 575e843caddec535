//! SQL of scoring sheets.

use super::types::{Band, FiveLevels, Rubric, RubricDocument, RubricPurpose, RubricSection, Together};
use crate::{
    calendar::optional_day,
    error::{Code, Error, Result},
};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, Row, params},
};

/// A version with what the store knows of it.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// What it says.
    pub(crate) rubric: Rubric,
    /// Last day on which it was offered.
    pub(crate) retired_on: Option<NaiveDate>,
    /// Sheets that were filled by it.
    pub(crate) used: u32,
    /// Whether any sheet, deleted ones too, was filled by it.
    pub(crate) frozen: bool,
}

/// A version.
///
/// # Errors
/// `NotFound`.
pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Rubric> {
    let found = read
        .prepare_cached("SELECT id, name, version, total, document, line_id FROM rubric WHERE id = ?1")?
        .query_row([id], head)
        .optional()?
        .ok_or_else(|| Error::rule(Code::NotFound))?;
    whole(read, found)
}

/// A version that was not deleted: what is changed must be there.
///
/// # Errors
/// `NotFound`.
pub(crate) fn present(read: &Read<'_>, id: &str) -> Result<Rubric> {
    let there =
        read.prepare_cached("SELECT 1 AS one FROM rubric WHERE id = ?1 AND deleted_at IS NULL")?.exists([id])?;
    if there { get(read, id) } else { Err(Error::rule(Code::NotFound)) }
}

/// Number of the newest version of a line, deleted ones too: they may come back.
pub(crate) fn newest(read: &Read<'_>, line_id: &str) -> Result<u32> {
    Ok(read
        .prepare_cached("SELECT coalesce(max(version), 0) AS newest FROM rubric WHERE coalesce(line_id, id) = ?1")?
        .query_row([line_id], |row| row.get("newest"))?)
}

/// All versions, the newest of a line first, the youngest line first.
pub(crate) fn versions(read: &Read<'_>) -> Result<Vec<Version>> {
    let mut statement = read.prepare_cached(
        "SELECT r.id, r.name, r.version, r.total, r.document, r.line_id, r.retired_on,
           (SELECT count(*) FROM observation_sheet s WHERE s.rubric_id = r.id AND s.deleted_at IS NULL) AS used,
           EXISTS (SELECT 1 FROM observation_sheet s WHERE s.rubric_id = r.id) AS frozen
         FROM rubric r WHERE r.deleted_at IS NULL
         ORDER BY coalesce(r.line_id, r.id) DESC, r.version DESC, r.id DESC",
    )?;
    let rows = statement
        .query_map([], |row| Ok((head(row)?, optional_day(row, "retired_on")?, row.get("used")?, row.get("frozen")?)))?
        .collect::<std::result::Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|(found, retired_on, used, frozen)| Ok(Version { rubric: whole(read, found)?, retired_on, used, frozen }))
        .collect()
}

/// Whether any sheet, deleted ones too, was filled by a version: a deleted sheet may come back.
pub(crate) fn used(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read.prepare_cached("SELECT 1 AS one FROM observation_sheet WHERE rubric_id = ?1")?.exists([id])?)
}

pub(crate) fn insert(tx: &Tx<'_>, rubric: &Rubric) -> Result<()> {
    tx.execute(
        "INSERT INTO rubric (id, name, version, total, document, line_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            rubric.id,
            rubric.document.name,
            rubric.version,
            rubric.document.total.unwrap_or(0.0),
            text(&rubric.document)?,
            rubric.line_id
        ],
    )?;
    Ok(())
}

pub(crate) fn update(tx: &Tx<'_>, rubric: &Rubric) -> Result<()> {
    tx.execute(
        "UPDATE rubric SET name = ?2, total = ?3, document = ?4, line_id = ?5 WHERE id = ?1",
        params![
            rubric.id,
            rubric.document.name,
            rubric.document.total.unwrap_or(0.0),
            text(&rubric.document)?,
            rubric.line_id
        ],
    )?;
    Ok(())
}

pub(crate) fn set_retired(tx: &Tx<'_>, id: &str, on: Option<NaiveDate>) -> Result<()> {
    tx.execute("UPDATE rubric SET retired_on = ?2 WHERE id = ?1", params![id, on.map(|day| day.to_string())])?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE rubric SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

struct Head {
    id: String,
    name: String,
    version: u32,
    total: f64,
    document: Option<String>,
    line_id: Option<String>,
}

fn head(row: &Row<'_>) -> keji_store::rusqlite::Result<Head> {
    Ok(Head {
        id: row.get("id")?,
        name: row.get("name")?,
        version: row.get("version")?,
        total: row.get("total")?,
        document: row.get("document")?,
        line_id: row.get("line_id")?,
    })
}

fn whole(read: &Read<'_>, head: Head) -> Result<Rubric> {
    let document = match &head.document {
        Some(document) => serde_json::from_str(document).map_err(|_| Error::rule(Code::RubricUnreadable))?,
        None => of_five_levels(read, &head)?,
    };
    Ok(Rubric {
        line_id: head.line_id.unwrap_or_else(|| head.id.clone()),
        id: head.id,
        version: head.version,
        document,
    })
}

/// A sheet of the time before documents: items of five levels, and bands.
fn of_five_levels(read: &Read<'_>, head: &Head) -> Result<RubricDocument> {
    let mut statement = read.prepare_cached(
        "SELECT id, name, points, levels FROM rubric_item WHERE rubric_id = ?1 AND deleted_at IS NULL
         ORDER BY position",
    )?;
    let items = statement
        .query_map([&head.id], |row| {
            let levels: String = row.get("levels")?;
            Ok(FiveLevels {
                id: row.get("id")?,
                name: row.get("name")?,
                points: row.get("points")?,
                levels: levels.lines().map(str::to_owned).collect(),
            })
        })?
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let mut statement = read.prepare_cached(
        "SELECT name, least FROM rubric_band WHERE rubric_id = ?1 AND deleted_at IS NULL ORDER BY least DESC",
    )?;
    let bands = statement
        .query_map([&head.id], |row| Ok(Band { name: row.get("name")?, from: Some(row.get("least")?) }))?
        .collect::<std::result::Result<_, _>>()?;
    let section = RubricSection {
        id: head.id.clone(),
        name: String::new(),
        points: None,
        weight: None,
        items: items.into_iter().map(FiveLevels::item).collect(),
        bands: Vec::new(),
        spills: false,
    };
    Ok(RubricDocument {
        name: head.name.clone(),
        purpose: RubricPurpose::Lesson,
        total: Some(head.total),
        sections: vec![section],
        bonuses: Vec::new(),
        deductions: Vec::new(),
        vetoes: Vec::new(),
        bands,
        together: Together::Alone,
        subjects: Vec::new(),
        lesson_kinds: Vec::new(),
        note: String::new(),
    })
}

fn text(document: &RubricDocument) -> Result<String> {
    serde_json::to_string(document).map_err(|_| Error::rule(Code::RubricUnreadable))
}
