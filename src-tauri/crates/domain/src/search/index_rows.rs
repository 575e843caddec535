//! SQL of the index of words: which records it holds, what is still to be taken in, and looking up.
//!
//! `derived_doc` gives every record a number that begins with its day, so that the newest come first; `derived_text`
//! holds words only; `derived_todo` names records that changed. The index follows the change log: a save itself writes
//! nothing here.

use super::text_rows::{Kind, Record};
use crate::{error::Result, observation::OPEN_LESSON};
use keji_store::{
    Read, drop_derived,
    rusqlite::{Connection, OptionalExtension, params},
};

/// Form of the index; one of another form is made anew, but for the one before.
const VERSION: u32 = 2;
/// The form before: it lacks what hangs on sheets and what stands around a lesson, and is otherwise the same.
const BEFORE: u32 = 1;

const LAY: &str = "
CREATE TABLE derived_state (version INTEGER NOT NULL, seq INTEGER NOT NULL, head BLOB) STRICT;
CREATE TABLE derived_todo (record_id TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (record_id, kind))
  STRICT, WITHOUT ROWID;
CREATE TABLE derived_doc (number INTEGER PRIMARY KEY NOT NULL, record_id TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
CREATE INDEX derived_doc_of_record ON derived_doc (record_id, kind);
CREATE VIRTUAL TABLE derived_text USING fts5(
  topic, body, whose, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
";

/// What an index of the form before lacks.
const LACKING: &str = "
INSERT OR IGNORE INTO derived_todo (record_id, kind)
  SELECT sheet_id, 'observation' FROM sheet_answer WHERE deleted_at IS NULL
  UNION ALL SELECT sheet_id, 'observation' FROM follow_up WHERE deleted_at IS NULL
  UNION ALL SELECT sheet_id, 'observation' FROM photo WHERE deleted_at IS NULL AND caption <> '';
";

/// Records of the kinds that came later.
const AROUND: &str = "
INSERT OR IGNORE INTO derived_todo (record_id, kind)
  SELECT id, 'discussion' FROM discussion WHERE deleted_at IS NULL
  UNION ALL SELECT lesson_id, 'planned_lesson' FROM planned_lesson WHERE deleted_at IS NULL
  UNION ALL SELECT id, 'planned_lesson' FROM lesson WHERE lesson_type = ?1 AND deleted_at IS NULL
  UNION ALL SELECT id, 'book_review' FROM book_review WHERE deleted_at IS NULL
";

/// Every other record, for an index that is made anew.
const ALL: &str = "
INSERT OR IGNORE INTO derived_todo (record_id, kind)
  SELECT id, 'observation' FROM observation_sheet WHERE deleted_at IS NULL
  UNION ALL SELECT id, 'homework' FROM homework_check WHERE deleted_at IS NULL
  UNION ALL SELECT id, 'lesson_plan' FROM lesson_plan WHERE deleted_at IS NULL
  UNION ALL SELECT id, 'pairing' FROM pairing WHERE deleted_at IS NULL
  UNION ALL SELECT id, 'work_item' FROM work_item WHERE deleted_at IS NULL
";

/// Records that transactions after ?1 touched, a part standing for its whole. A sitting goes on with its act, so that
/// the links of the chain tell what is new, and the acts which records.
const TOUCHED: &str = "
INSERT OR IGNORE INTO derived_todo (record_id, kind)
  WITH touched AS MATERIALIZED (
    SELECT DISTINCT c.record_table AS tab, c.record_id AS id
    FROM (SELECT DISTINCT act_id FROM chain WHERE seq > ?1) k CROSS JOIN change c ON c.act_id = k.act_id)
  SELECT id, 'observation' FROM touched WHERE tab = 'observation_sheet'
  UNION ALL SELECT s.id, 'observation' FROM touched t JOIN observation_sheet s ON s.lesson_id = t.id WHERE t.tab = 'lesson'
  UNION ALL SELECT e.sheet_id, 'observation' FROM touched t JOIN timeline_entry e ON e.id = t.id
    WHERE t.tab = 'timeline_entry'
  UNION ALL SELECT a.sheet_id, 'observation' FROM touched t JOIN sheet_answer a ON a.id = t.id
    WHERE t.tab = 'sheet_answer'
  UNION ALL SELECT f.sheet_id, 'observation' FROM touched t JOIN follow_up f ON f.id = t.id WHERE t.tab = 'follow_up'
  UNION ALL SELECT p.sheet_id, 'observation' FROM touched t JOIN photo p ON p.id = t.id WHERE t.tab = 'photo'
  UNION ALL SELECT id, 'discussion' FROM touched WHERE tab = 'discussion'
  UNION ALL SELECT p.discussion_id, 'discussion' FROM touched t JOIN discussion_step p ON p.id = t.id
    WHERE t.tab = 'discussion_step'
  UNION ALL SELECT d.id, 'discussion' FROM touched t JOIN discussion d ON d.lesson_id = t.id WHERE t.tab = 'lesson'
  UNION ALL SELECT d.id, 'discussion' FROM touched t JOIN observation_sheet s ON s.id = t.id
    JOIN discussion d ON d.lesson_id = s.lesson_id WHERE t.tab = 'observation_sheet'
  UNION ALL SELECT p.lesson_id, 'planned_lesson' FROM touched t JOIN planned_lesson p ON p.id = t.id
    WHERE t.tab = 'planned_lesson'
  UNION ALL SELECT l.id, 'planned_lesson' FROM touched t JOIN lesson l ON l.id = t.id
    WHERE t.tab = 'lesson' AND (l.lesson_type = ?2
      OR EXISTS (SELECT 1 FROM planned_lesson p WHERE p.lesson_id = l.id)
      OR EXISTS (SELECT 1 FROM derived_doc d WHERE d.record_id = l.id AND d.kind = 'planned_lesson'))
  UNION ALL SELECT id, 'book_review' FROM touched WHERE tab = 'book_review'
  UNION ALL SELECT id, 'homework' FROM touched WHERE tab = 'homework_check'
  UNION ALL SELECT id, 'lesson_plan' FROM touched WHERE tab = 'lesson_plan'
  UNION ALL SELECT d.plan_id, 'lesson_plan' FROM touched t JOIN lesson_plan_draft d ON d.id = t.id
    WHERE t.tab = 'lesson_plan_draft'
  UNION ALL SELECT id, 'pairing' FROM touched WHERE tab = 'pairing'
  UNION ALL SELECT a.pairing_id, 'pairing' FROM touched t JOIN pairing_activity a ON a.id = t.id
    WHERE t.tab = 'pairing_activity'
  UNION ALL SELECT id, 'work_item' FROM touched WHERE tab = 'work_item'
";

/// How far the index has followed the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is none, or one of another form or of another past.
    Missing,
    /// It is of the form before: it holds all but what came later.
    Before,
    /// Transactions after this link of the chain are not in it.
    Behind(u32),
    /// Some records are still to be taken in.
    Waiting,
    /// It holds everything.
    Complete,
}

/// How far the index has followed.
pub(super) fn standing(connection: &Connection) -> Result<Standing> {
    if !laid(connection)? {
        return Ok(Standing::Missing);
    }
    let state = connection
        .prepare_cached(
            "SELECT s.version IN (?1, ?2)
               AND (s.seq = 0 OR EXISTS (SELECT 1 FROM chain k WHERE k.seq = s.seq AND k.head IS s.head)) AS valid,
               s.version = ?2 AS before, s.seq, s.seq < (SELECT coalesce(max(seq), 0) FROM chain) AS behind,
               EXISTS (SELECT 1 FROM derived_todo) AS waiting
             FROM derived_state s",
        )?
        .query_row([VERSION, BEFORE], |row| {
            Ok(match (row.get("valid")?, row.get("before")?, row.get("behind")?, row.get("waiting")?) {
                (false, ..) => Standing::Missing,
                (true, true, ..) => Standing::Before,
                (true, false, true, _) => Standing::Behind(row.get("seq")?),
                (true, false, false, true) => Standing::Waiting,
                (true, false, false, false) => Standing::Complete,
            })
        })
        .optional()?;
    Ok(state.unwrap_or(Standing::Missing))
}

fn laid(connection: &Connection) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 AS one FROM sqlite_schema WHERE name = 'derived_text'")?.exists([])?)
}

/// Lays an empty index with everything still to be taken in.
pub(super) fn lay(connection: &Connection) -> Result<()> {
    drop_derived(connection)?;
    connection.execute_batch(LAY)?;
    connection.execute_batch(ALL)?;
    connection.execute(AROUND, [OPEN_LESSON])?;
    connection.execute("INSERT INTO derived_state (version, seq) VALUES (?1, 0)", [VERSION])?;
    followed(connection)
}

/// Brings an index of the form before to the present one: what it holds stays, what it lacks is still to be taken in.
pub(super) fn grow(connection: &Connection) -> Result<()> {
    connection.execute_batch(LACKING)?;
    connection.execute(AROUND, [OPEN_LESSON])?;
    connection.execute("UPDATE derived_state SET version = ?1", [VERSION])?;
    Ok(())
}

/// Notes the records that transactions after a link touched.
pub(super) fn note(connection: &Connection, after: u32) -> Result<()> {
    connection.prepare_cached(TOUCHED)?.execute(params![after, OPEN_LESSON])?;
    followed(connection)
}

fn followed(connection: &Connection) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE derived_state SET (seq, head) = (SELECT seq, head FROM chain ORDER BY seq DESC LIMIT 1)
             WHERE EXISTS (SELECT 1 FROM chain)",
        )?
        .execute([])?;
    Ok(())
}

/// Some of the records that are still to be taken in, the newest first.
pub(super) fn waiting(connection: &Connection, most: usize) -> Result<Vec<(Kind, String)>> {
    let mut statement =
        connection.prepare_cached("SELECT record_id, kind FROM derived_todo ORDER BY record_id DESC LIMIT ?1")?;
    let rows = statement.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        Ok((row.get::<_, String>("kind")?, row.get("record_id")?))
    })?;
    let mut waiting = Vec::new();
    for row in rows {
        let (kind, id) = row?;
        if let Some(kind) = Kind::of(&kind) {
            waiting.push((kind, id));
        }
    }
    Ok(waiting)
}

/// Takes a record in, or out when there is none any more.
pub(super) fn take_in(connection: &Connection, kind: Kind, id: &str, record: Option<&Record>) -> Result<()> {
    let name = kind.as_str();
    let known: Option<i64> = connection
        .prepare_cached("SELECT number FROM derived_doc WHERE record_id = ?1 AND kind = ?2")?
        .query_row([id, name], |row| row.get("number"))
        .optional()?;
    if let Some(known) = known {
        connection.prepare_cached("DELETE FROM derived_text WHERE rowid = ?1")?.execute([known])?;
        connection.prepare_cached("DELETE FROM derived_doc WHERE number = ?1")?.execute([known])?;
    }
    if let Some(record) = record {
        let first = record.day_number() << 20;
        let number: i64 = connection
            .prepare_cached(
                "SELECT coalesce(max(number) + 1, ?1) AS number FROM derived_doc WHERE number >= ?1 AND number < ?2",
            )?
            .query_row([first, first + (1 << 20)], |row| row.get("number"))?;
        connection
            .prepare_cached("INSERT INTO derived_doc (number, record_id, kind) VALUES (?1, ?2, ?3)")?
            .execute(params![number, id, name])?;
        let (topic, body) = record.words();
        connection
            .prepare_cached("INSERT INTO derived_text (rowid, topic, body, whose) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![number, topic, body, format!("{} {}", kind.word(), people(record.people()))])?;
    }
    connection.prepare_cached("DELETE FROM derived_todo WHERE record_id = ?1 AND kind = ?2")?.execute([id, name])?;
    Ok(())
}

/// People as words of the index: identifiers without their dashes.
pub(super) fn people<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(|id| id.replace('-', "")).collect::<Vec<_>>().join(" ")
}

/// Goes through the records whose words fit an expression, newest first, until `visit` says that it is enough.
pub(super) fn look_up(
    read: &Read<'_>,
    expression: &str,
    mut visit: impl FnMut(Kind, String) -> Result<bool>,
) -> Result<()> {
    // While somebody writes it may not be there yet.
    if !laid(read)? {
        return Ok(());
    }
    let mut statement = read.prepare_cached(
        "SELECT d.kind, d.record_id FROM derived_text t CROSS JOIN derived_doc d ON d.number = t.rowid
         WHERE derived_text MATCH ?1 ORDER BY t.rowid DESC",
    )?;
    let mut rows = statement.query([expression])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get("kind")?;
        if let Some(kind) = Kind::of(&kind)
            && visit(kind, row.get("record_id")?)?
        {
            break;
        }
    }
    Ok(())
}

/// Numbers of the records whose words fit an expression, in no order.
pub(super) fn numbers(read: &Read<'_>, expression: &str) -> Result<Vec<i64>> {
    if !laid(read)? {
        return Ok(Vec::new());
    }
    let mut statement = read.prepare_cached("SELECT rowid AS number FROM derived_text WHERE derived_text MATCH ?1")?;
    let rows = statement.query_map([expression], |row| row.get("number"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The record of a number.
pub(super) fn record_of(read: &Read<'_>, number: i64) -> Result<Option<(Kind, String)>> {
    let found: Option<(String, String)> = read
        .prepare_cached("SELECT kind, record_id FROM derived_doc WHERE number = ?1")?
        .query_row([number], |row| Ok((row.get("kind")?, row.get("record_id")?)))
        .optional()?;
    Ok(found.and_then(|(kind, id)| Some((Kind::of(&kind)?, id))))
}
