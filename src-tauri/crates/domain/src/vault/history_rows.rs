//! SQL of the history: acts, their changes, and what the records are called.

use crate::{error::Result, roster::Names};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{self, OptionalExtension, Row, params, types::ValueRef},
};

/// An act.
pub(crate) struct ActRow {
    pub(crate) id: String,
    pub(crate) op: String,
    pub(crate) actor: String,
    pub(crate) at: String,
    /// Its place in the order of acts.
    pub(crate) clock: String,
    pub(crate) changes: u32,
}

/// A change of an act.
pub(crate) struct ChangeRow {
    pub(crate) table: String,
    pub(crate) record: String,
    pub(crate) field: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) purged: bool,
}

/// A page of acts, newest first; at most `most`.
pub(crate) fn acts(
    read: &Read<'_>,
    before: Option<&str>,
    actor: Option<&str>,
    day: Option<NaiveDate>,
    most: u32,
) -> Result<Vec<ActRow>> {
    let mut statement = read.prepare_cached(
        "SELECT a.id, a.op, a.actor, a.at, a.clock,
           (SELECT count(*) FROM change c WHERE c.act_id = a.id) AS changes
         FROM act a
         WHERE (?1 IS NULL OR a.clock < (SELECT b.clock FROM act b WHERE b.id = ?1))
           AND (?2 IS NULL OR a.actor = ?2) AND (?3 IS NULL OR substr(a.at, 1, 10) = ?3)
         ORDER BY a.clock DESC LIMIT ?4",
    )?;
    let rows = statement.query_map(params![before, actor, day.map(|day| day.to_string()), most], act_row)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// One act.
pub(crate) fn act(read: &Read<'_>, id: &str) -> Result<Option<ActRow>> {
    Ok(read
        .query_row(
            "SELECT a.id, a.op, a.actor, a.at, a.clock,
               (SELECT count(*) FROM change c WHERE c.act_id = a.id) AS changes
             FROM act a WHERE a.id = ?1",
            [id],
            act_row,
        )
        .optional()?)
}

fn act_row(row: &Row<'_>) -> rusqlite::Result<ActRow> {
    Ok(ActRow {
        id: row.get("id")?,
        op: row.get("op")?,
        actor: row.get("actor")?,
        at: row.get("at")?,
        clock: row.get("clock")?,
        changes: row.get("changes")?,
    })
}

/// Identifiers of the acts that touched a record, newest first.
pub(crate) fn acts_of(read: &Read<'_>, table: &str, record: &str) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(
        "SELECT DISTINCT c.act_id AS act FROM change c WHERE c.record_table = ?1 AND c.record_id = ?2",
    )?;
    let rows = statement.query_map([table, record], |row| row.get("act"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Changes of an act with the values before them, in the order in which they were made; at most `most`.
pub(crate) fn changes(read: &Read<'_>, act: &str, most: u32) -> Result<Vec<ChangeRow>> {
    let mut statement = read.prepare_cached(
        "SELECT c.record_table, c.record_id, c.field, c.value, c.salt IS NULL AS purged,
           (SELECT p.value FROM change p WHERE p.record_id = c.record_id AND p.field = c.field AND p.id = c.base_id
              AND p.record_table = c.record_table) AS before
         FROM change c WHERE c.act_id = ?1 ORDER BY c.id LIMIT ?2",
    )?;
    let rows = statement.query_map(params![act, most], |row| {
        Ok(ChangeRow {
            table: row.get("record_table")?,
            record: row.get("record_id")?,
            field: row.get("field")?,
            before: printed(row.get_ref("before")?),
            after: printed(row.get_ref("value")?),
            purged: row.get("purged")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Accounts that ever acted.
pub(crate) fn actors(read: &Read<'_>) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached("SELECT DISTINCT actor FROM act ORDER BY actor")?;
    let rows = statement.query_map([], |row| row.get("actor"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Records that belong to one, such as the rows of a sheet: table and identifier.
pub(crate) fn family(read: &Read<'_>, kind: &str, id: &str) -> Result<Vec<(String, String)>> {
    let sql = match kind {
        "observation" => {
            "SELECT 'observation_sheet' AS tab, id AS record FROM observation_sheet WHERE id = ?1
             UNION ALL SELECT 'lesson', lesson_id FROM observation_sheet WHERE id = ?1
             UNION ALL SELECT 'timeline_entry', id FROM timeline_entry WHERE sheet_id = ?1
             UNION ALL SELECT 'sheet_score', id FROM sheet_score WHERE sheet_id = ?1
             UNION ALL SELECT 'photo', id FROM photo WHERE sheet_id = ?1
             UNION ALL SELECT 'sheet_answer', id FROM sheet_answer WHERE sheet_id = ?1
             UNION ALL SELECT 'follow_up', id FROM follow_up WHERE sheet_id = ?1
             UNION ALL SELECT 'discussion', d.id FROM discussion d JOIN observation_sheet s ON s.lesson_id = d.lesson_id
               WHERE s.id = ?1
             UNION ALL SELECT 'discussion_step', p.id FROM discussion_step p JOIN discussion d ON d.id = p.discussion_id
               JOIN observation_sheet s ON s.lesson_id = d.lesson_id WHERE s.id = ?1"
        }
        "homework" => "SELECT 'homework_check' AS tab, id AS record FROM homework_check WHERE id = ?1",
        "lesson_plan" => {
            "SELECT 'lesson_plan' AS tab, id AS record FROM lesson_plan WHERE id = ?1
             UNION ALL SELECT 'lesson_plan_draft', id FROM lesson_plan_draft WHERE plan_id = ?1"
        }
        "pairing" => {
            "SELECT 'pairing' AS tab, id AS record FROM pairing WHERE id = ?1
             UNION ALL SELECT 'pairing_duty', id FROM pairing_duty WHERE pairing_id = ?1
             UNION ALL SELECT 'pairing_activity', id FROM pairing_activity WHERE pairing_id = ?1"
        }
        "teacher" => {
            "SELECT 'teacher' AS tab, id AS record FROM teacher WHERE id = ?1
             UNION ALL SELECT 'teacher_post', id FROM teacher_post WHERE teacher_id = ?1"
        }
        "class" => "SELECT 'school_class' AS tab, id AS record FROM school_class WHERE id = ?1",
        "term" => {
            "SELECT 'term' AS tab, id AS record FROM term WHERE id = ?1
             UNION ALL SELECT 'teaching_week', id FROM teaching_week WHERE term_id = ?1"
        }
        "quota" => {
            "SELECT 'quota_rule' AS tab, id AS record FROM quota_rule WHERE id = ?1
             UNION ALL SELECT 'quota_post', id FROM quota_post WHERE quota_rule_id = ?1"
        }
        _ => return Ok(Vec::new()),
    };
    let mut statement = read.prepare_cached(sql)?;
    let rows = statement.query_map([id], |row| Ok((row.get("tab")?, row.get("record")?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// What tells a record from others of its table: a topic, a name, a day. Empty when there is nothing.
pub(crate) fn name_of(read: &Read<'_>, names: &Names, table: &str, id: &str) -> Result<String> {
    if let Some(name) = people_of(read, names, table, id)? {
        return Ok(name);
    }
    let sql = match table {
        "lesson" => "SELECT topic AS name FROM lesson WHERE id = ?1",
        "planned_lesson" => {
            "SELECT l.topic AS name FROM planned_lesson p JOIN lesson l ON l.id = p.lesson_id WHERE p.id = ?1"
        }
        "lesson_seat" => {
            "SELECT l.topic AS name FROM lesson_seat s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1"
        }
        "observation_sheet" => {
            "SELECT l.topic AS name FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1"
        }
        "timeline_entry" => {
            "SELECT l.topic AS name FROM timeline_entry e JOIN observation_sheet s ON s.id = e.sheet_id
             JOIN lesson l ON l.id = s.lesson_id WHERE e.id = ?1"
        }
        "blank_form" => "SELECT number AS name FROM blank_form WHERE id = ?1",
        "photo" => {
            "SELECT l.topic AS name FROM photo p JOIN observation_sheet s ON s.id = p.sheet_id
             JOIN lesson l ON l.id = s.lesson_id WHERE p.id = ?1"
        }
        "sheet_score" => {
            "SELECT l.topic || '：' || coalesce(i.name, (SELECT part.value ->> 'name' FROM json_tree(r.document) part
                 WHERE part.type = 'object' AND part.value ->> 'id' = c.rubric_item_id), '') AS name
             FROM sheet_score c
             JOIN observation_sheet s ON s.id = c.sheet_id JOIN lesson l ON l.id = s.lesson_id
             LEFT JOIN rubric r ON r.id = s.rubric_id
             LEFT JOIN rubric_item i ON i.id = c.rubric_item_id WHERE c.id = ?1"
        }
        "lesson_plan" => "SELECT topic AS name FROM lesson_plan WHERE id = ?1",
        "lesson_plan_draft" => {
            "SELECT p.topic AS name FROM lesson_plan_draft d JOIN lesson_plan p ON p.id = d.plan_id WHERE d.id = ?1"
        }
        "department" => "SELECT name FROM department WHERE id = ?1",
        "school_class" => "SELECT grade || '(' || number || ')' AS name FROM school_class WHERE id = ?1",
        "term" => "SELECT school_year || '-' || number AS name FROM term WHERE id = ?1",
        "teaching_week" => "SELECT '第 ' || number || ' 周' AS name FROM teaching_week WHERE id = ?1",
        "calendar_day" => "SELECT date || '　' || name AS name FROM calendar_day WHERE id = ?1",
        "period" => "SELECT '第 ' || number || ' 节' AS name FROM period WHERE id = ?1",
        "quota_rule" => "SELECT name FROM quota_rule WHERE id = ?1",
        "account" => "SELECT label AS name FROM account WHERE id = ?1",
        _ => return Ok(String::new()),
    };
    let name: Option<Option<String>> = read.prepare_cached(sql)?.query_row([id], |row| row.get("name")).optional()?;
    Ok(name.flatten().unwrap_or_default())
}

/// The same for records that are called by people: their names as they are shown, with what stands between or after.
fn people_of(read: &Read<'_>, names: &Names, table: &str, id: &str) -> Result<Option<String>> {
    let sql = match table {
        "homework_check" => {
            "SELECT teacher_id AS one, '　' || date AS rest, NULL AS other FROM homework_check WHERE id = ?1"
        }
        "pairing" | "pairing_duty" | "pairing_activity" => {
            "SELECT mentor_id AS one, ' → ' AS rest, apprentice_id AS other FROM pairing
             WHERE id = ?1 OR id = (SELECT pairing_id FROM pairing_duty WHERE id = ?1)
               OR id = (SELECT pairing_id FROM pairing_activity WHERE id = ?1)"
        }
        "teacher" => return Ok(Some(names.teacher(Some(id)))),
        "teacher_post" => "SELECT teacher_id AS one, '' AS rest, NULL AS other FROM teacher_post WHERE id = ?1",
        _ => return Ok(None),
    };
    let found = read.prepare_cached(sql)?.query_row([id], |row| {
        let (one, other): (Option<String>, Option<String>) = (row.get("one")?, row.get("other")?);
        let rest: String = row.get("rest")?;
        Ok(format!("{}{rest}{}", names.teacher(one.as_deref()), names.teacher(other.as_deref())))
    });
    Ok(Some(found.optional()?.unwrap_or_default()))
}

/// Name of what an identifier in a field points to.
pub(crate) fn pointed(read: &Read<'_>, names: &Names, field: &str, id: &str) -> Result<Option<String>> {
    let sql = match field {
        "teacher_id" | "observer_id" | "checker_id" | "author_id" | "mentor_id" | "apprentice_id" | "merged_into" => {
            return Ok(Some(names.teacher(Some(id))).filter(|name| !name.is_empty()));
        }
        "class_id" => "SELECT grade || '(' || number || ')' AS name FROM school_class WHERE id = ?1",
        "department_id" => "SELECT name FROM department WHERE id = ?1",
        _ => return Ok(None),
    };
    Ok(read.prepare_cached(sql)?.query_row([id], |row| row.get("name")).optional()?)
}

fn printed(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(_) => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::{
        schema::MIGRATIONS,
        vault::words::{SILENT, field, table},
    };
    use keji_store::{FixedClock, SeededIds, Site, Store, StoreError};
    use std::sync::Arc;

    #[test]
    fn every_table_and_field_has_its_word() {
        let site = Site {
            migrations: MIGRATIONS,
            clock: Arc::new(FixedClock("2026-11-19T10:12:00+08:00".parse().unwrap())),
            ids: Arc::new(SeededIds::new(1)),
            sign: |_, _| Default::default(),
        };
        let own = ["meta", "migration", "act", "change", "chain", "purged"];
        let mut wordless = Vec::new();
        Store::memory(&site)
            .unwrap()
            .read(|read| -> Result<(), StoreError> {
                let sql = "SELECT t.name AS tab, c.name AS col FROM sqlite_schema t, pragma_table_info(t.name) c
                           WHERE t.type = 'table'";
                let mut statement = read.prepare(sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let (tab, col): (String, String) = (row.get("tab")?, row.get("col")?);
                    if own.contains(&tab.as_str()) || SILENT.contains(&col.as_str()) {
                        continue;
                    }
                    if table(&tab) == tab || field(&tab, &col).is_none() {
                        wordless.push(format!("{tab}.{col}"));
                    }
                }
                Ok(())
            })
            .unwrap();
        assert!(wordless.is_empty(), "{wordless:?}");
    }
}
