//! SQL of merging two entries: the one place that reaches into every slice's tables, because all of them name teachers.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};

/// Every column that holds a teacher, with what its records are called; nothing for what belongs to the entry itself.
/// A test holds this list against the schema.
pub const TEACHER_COLUMNS: [(&str, &str, &str); 27] = [
    ("lesson", "teacher_id", "被听的课"),
    ("observation_sheet", "observer_id", "听课记录"),
    ("homework_check", "teacher_id", "作业检查"),
    ("homework_check", "checker_id", "作业检查"),
    ("lesson_plan", "teacher_id", "教案"),
    ("lesson_plan_draft", "author_id", "教案稿"),
    ("pairing", "mentor_id", "结对"),
    ("pairing", "apprentice_id", "结对"),
    ("timetable_lesson", "teacher_id", "课表里的课"),
    ("lesson_change", "teacher_id", "调课代课"),
    ("assignment", "teacher_id", "任课"),
    ("prep_group_member", "teacher_id", "备课组"),
    ("account", "teacher_id", "账号"),
    ("quota_named", "teacher_id", ""),
    ("waiver", "teacher_id", "听课核减"),
    ("book_review", "teacher_id", "听课本查阅"),
    ("book_review", "reviewer_id", "听课本查阅"),
    ("evidence_source", "teacher_id", ""),
    ("blank_form", "observer_id", "空白听课表"),
    ("lesson_seat", "teacher_id", "约听"),
    ("discussion", "chair_id", "评课记录"),
    ("follow_up", "owner_id", "后续事项"),
    ("teacher_post", "teacher_id", ""),
    ("teacher_subject", "teacher_id", ""),
    ("teacher_name", "teacher_id", ""),
    ("teacher_tag", "teacher_id", ""),
    ("teacher", "merged_into", ""),
];

/// Lists in which one person stands once: whatever else the columns say twice is dropped.
struct Once {
    table: &'static str,
    /// Columns that say the same of both.
    same: &'static [&'static str],
    /// Which of two rows says more; the one of the entry that stays where both say as much.
    rank: &'static str,
    /// What the records are called; nothing for what belongs to the entry itself.
    name: &'static str,
}

const ONCE: [Once; 7] = [
    Once { table: "teacher_post", same: &["post"], rank: "0", name: "" },
    Once { table: "teacher_subject", same: &["subject"], rank: "0", name: "" },
    Once { table: "prep_group_member", same: &["prep_group_id"], rank: "leads", name: "备课组" },
    Once { table: "assignment", same: &["term_id", "class_id", "subject"], rank: "NOT proposed", name: "任课" },
    Once { table: "quota_named", same: &[], rank: "0", name: "" },
    Once { table: "lesson_seat", same: &["lesson_id"], rank: "0", name: "约听" },
    Once { table: "evidence_source", same: &["term_id"], rank: "0", name: "" },
];

impl Once {
    /// Rows `t` beside which another one `o` stands: entries ?1 (goes) and ?2 (stays).
    fn beside(&self, better: &str) -> String {
        let same: Vec<String> =
            self.same.iter().map(|column| format!(" AND o.\"{column}\" = t.\"{column}\"")).collect();
        format!(
            "t.teacher_id IN (?1, ?2) AND t.deleted_at IS NULL AND EXISTS (SELECT 1 FROM \"{}\" o
               WHERE o.teacher_id IN (?1, ?2) AND o.deleted_at IS NULL AND o.id <> t.id{} AND {better})",
            self.table,
            same.concat()
        )
    }
}

/// Records of each column that name a teacher, with what they are called.
pub(crate) fn counts(read: &Read<'_>, id: &str) -> Result<Vec<(&'static str, u32)>> {
    let mut counts = Vec::new();
    for (table, column, name) in TEACHER_COLUMNS.iter().filter(|(_, _, name)| !name.is_empty()) {
        let sql = format!("SELECT count(*) AS records FROM \"{table}\" WHERE \"{column}\" = ?1 AND deleted_at IS NULL");
        counts.push((*name, read.prepare_cached(&sql)?.query_row([id], |row| row.get("records"))?));
    }
    Ok(counts)
}

/// Makes every record that names one teacher name another one; deleted records too, which `undo` may bring back.
pub(crate) fn move_all(tx: &Tx<'_>, from: &str, into: &str) -> Result<()> {
    for (table, column, _) in TEACHER_COLUMNS {
        let sql = format!("UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE \"{column}\" = ?1");
        tx.prepare_cached(&sql)?.execute([from, into])?;
    }
    Ok(())
}

/// Deletes what both entries have, before their records are one person's: of two memberships the one that leads stays,
/// of two assignments the one that was confirmed, else what the entry that stays has.
pub(crate) fn drop_doubles(tx: &Tx<'_>, from: &str, into: &str) -> Result<()> {
    for once in ONCE {
        let (of_t, of_o) = (rank_of(once.rank, "t"), rank_of(once.rank, "o"));
        let better = format!(
            "({of_o} > {of_t} OR ({of_o} = {of_t} AND (o.teacher_id = ?2) > (t.teacher_id = ?2))
              OR ({of_o} = {of_t} AND o.teacher_id = t.teacher_id AND o.id < t.id))"
        );
        let sql = format!("UPDATE \"{}\" AS t SET deleted_at = ?3 WHERE {}", once.table, once.beside(&better));
        tx.execute(&sql, params![from, into, tx.now_text()])?;
    }
    Ok(())
}

/// How much a row of a table alias says.
fn rank_of(rank: &str, alias: &str) -> String {
    match rank.strip_prefix("NOT ") {
        Some(column) => format!("(NOT {alias}.{column})"),
        None if rank == "0" => "0".to_owned(),
        None => format!("{alias}.{rank}"),
    }
}

/// Records that both have and of which one is dropped, with what they are called.
pub(crate) fn doubles(read: &Read<'_>, from: &str, into: &str) -> Result<Vec<(&'static str, u32)>> {
    let mut doubles = Vec::new();
    for once in ONCE.iter().filter(|once| !once.name.is_empty()) {
        let both = once.beside("o.teacher_id <> t.teacher_id");
        let sql = format!("SELECT count(*) AS records FROM \"{}\" t WHERE t.teacher_id = ?1 AND {both}", once.table);
        doubles.push((once.name, read.prepare_cached(&sql)?.query_row([from, into], |row| row.get("records"))?));
    }
    Ok(doubles)
}

/// Deletes the entry that goes and says which one goes on.
pub(crate) fn close_entry(tx: &Tx<'_>, from: &str, into: &str) -> Result<()> {
    tx.execute(
        "UPDATE teacher SET merged_into = ?2, deleted_at = ?3 WHERE id = ?1",
        params![from, into, tx.now_text()],
    )?;
    Ok(())
}

/// Records in which both stand as two people: pairings, observations, checks of one by the other, one in the other's
/// place before a class.
pub(crate) fn met(read: &Read<'_>, one: &str, other: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM pairing WHERE deleted_at IS NULL
              AND ((mentor_id = ?1 AND apprentice_id = ?2) OR (mentor_id = ?2 AND apprentice_id = ?1)))
           + (SELECT count(*) FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.deleted_at IS NULL
              AND ((s.observer_id = ?1 AND l.teacher_id = ?2) OR (s.observer_id = ?2 AND l.teacher_id = ?1)))
           + (SELECT count(*) FROM homework_check WHERE deleted_at IS NULL
              AND ((checker_id = ?1 AND teacher_id = ?2) OR (checker_id = ?2 AND teacher_id = ?1)))
           + (SELECT count(*) FROM lesson_change c JOIN timetable_lesson t ON t.id = c.lesson_id
              WHERE c.deleted_at IS NULL
              AND ((c.teacher_id = ?1 AND t.teacher_id = ?2) OR (c.teacher_id = ?2 AND t.teacher_id = ?1)))
           + (SELECT count(*) FROM book_review WHERE deleted_at IS NULL
              AND ((reviewer_id = ?1 AND teacher_id = ?2) OR (reviewer_id = ?2 AND teacher_id = ?1)))
           + (SELECT count(*) FROM lesson_seat s JOIN lesson l ON l.id = s.lesson_id WHERE s.deleted_at IS NULL
              AND ((s.teacher_id = ?1 AND l.teacher_id = ?2) OR (s.teacher_id = ?2 AND l.teacher_id = ?1)))
           + (SELECT count(*) FROM discussion d JOIN lesson l ON l.id = d.lesson_id WHERE d.deleted_at IS NULL
              AND ((d.chair_id = ?1 AND l.teacher_id = ?2) OR (d.chair_id = ?2 AND l.teacher_id = ?1))) AS records",
        [one, other],
        |row| row.get("records"),
    )?)
}

/// Lessons on which both handed in a sheet.
pub(crate) fn sheets_of_both(read: &Read<'_>, one: &str, other: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT count(DISTINCT a.lesson_id) AS lessons FROM observation_sheet a
         JOIN observation_sheet b ON b.lesson_id = a.lesson_id AND b.observer_id = ?2 AND b.deleted_at IS NULL
         WHERE a.observer_id = ?1 AND a.deleted_at IS NULL",
        [one, other],
        |row| row.get("lessons"),
    )?)
}

/// How often both stand before different classes, or in different lessons, at the same time.
pub(crate) fn clashes(read: &Read<'_>, one: &str, other: &str) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM timetable_lesson a JOIN timetable_lesson b
              ON b.term_id = a.term_id AND b.timetable_id IS a.timetable_id AND b.period = a.period
              AND b.weekday IS a.weekday AND b.date IS a.date AND b.class_id <> a.class_id
              AND (a.weeks IS NULL OR b.weeks IS NULL OR a.weeks = b.weeks)
              WHERE a.teacher_id = ?1 AND b.teacher_id = ?2 AND a.deleted_at IS NULL AND b.deleted_at IS NULL)
           + (SELECT count(*) FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
              JOIN lesson m ON m.date = l.date AND m.period = l.period AND m.id <> l.id
              JOIN observation_sheet t ON t.lesson_id = m.id AND t.observer_id = ?2 AND t.deleted_at IS NULL
              WHERE s.observer_id = ?1 AND s.deleted_at IS NULL) AS times",
        [one, other],
        |row| row.get("times"),
    )?)
}

/// Records that an act has let name an entry which was merged away: by writing its identifier back, or by merging it
/// away once more after others had been written in its name.
pub(crate) fn named_though_gone(read: &Read<'_>, act: &str) -> Result<u32> {
    let mut named = 0;
    for (table, column, _) in TEACHER_COLUMNS.iter().filter(|(table, ..)| *table != "teacher") {
        // What the act wrote, and whatever names an entry that the act has merged away again.
        let sql = format!(
            "SELECT (SELECT count(*) FROM change c JOIN teacher t ON t.id = c.value AND t.merged_into IS NOT NULL
                  WHERE c.act_id = ?1 AND c.record_table = '{table}' AND c.field = '{column}')
               + (SELECT count(*) FROM change c JOIN teacher t ON t.id = c.record_id AND t.merged_into IS NOT NULL
                  JOIN \"{table}\" r ON r.\"{column}\" = t.id
                  WHERE c.act_id = ?1 AND c.record_table = 'teacher' AND c.field = 'merged_into') AS records"
        );
        named += read.prepare_cached(&sql)?.query_row([act], |row| row.get::<_, u32>("records"))?;
    }
    Ok(named)
}
