//! SQL of how the school counts, of waivers, and of the rules named for people.

use super::types::{QuotaCounting, QuotaNamed, SeveralPosts, Waiver, WaiverHow};
use crate::{
    calendar::{day, optional_day},
    error::Result,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx, rusqlite::params};

/// How the school counts, each from its day on, the earliest first.
pub(crate) fn countings(read: &Read<'_>) -> Result<Vec<(String, QuotaCounting)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, valid_from, several_posts, most_each, joint, outside, own_subject, needs_process, needs_opinion
         FROM quota_counting WHERE deleted_at IS NULL ORDER BY coalesce(valid_from, ''), id",
    )?;
    let rows = statement.query_map([], |row| {
        let counting = QuotaCounting {
            valid_from: optional_day(row, "valid_from")?,
            several_posts: match row.get::<_, String>("several_posts")?.as_str() {
                "sum" => SeveralPosts::Sum,
                "named" => SeveralPosts::Named,
                _ => SeveralPosts::Strictest,
            },
            most_each: row.get("most_each")?,
            joint: row.get("joint")?,
            outside: row.get("outside")?,
            own_subject: row.get("own_subject")?,
            needs_process: row.get("needs_process")?,
            needs_opinion: row.get("needs_opinion")?,
        };
        Ok((row.get("id")?, counting))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn put_counting(tx: &Tx<'_>, id: &str, new: bool, counting: &QuotaCounting) -> Result<()> {
    let sql = if new {
        "INSERT INTO quota_counting (id, valid_from, several_posts, most_each, joint, outside, own_subject,
           needs_process, needs_opinion) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    } else {
        "UPDATE quota_counting SET valid_from = ?2, several_posts = ?3, most_each = ?4, joint = ?5, outside = ?6,
           own_subject = ?7, needs_process = ?8, needs_opinion = ?9 WHERE id = ?1"
    };
    let several = match counting.several_posts {
        SeveralPosts::Strictest => "strictest",
        SeveralPosts::Sum => "sum",
        SeveralPosts::Named => "named",
    };
    tx.execute(
        sql,
        params![
            id,
            counting.valid_from.map(|day| day.to_string()),
            several,
            counting.most_each,
            counting.joint,
            counting.outside,
            counting.own_subject,
            counting.needs_process,
            counting.needs_opinion
        ],
    )?;
    Ok(())
}

/// Rules named for people, with their records.
pub(crate) fn named(read: &Read<'_>) -> Result<Vec<(String, QuotaNamed)>> {
    let mut statement =
        read.prepare_cached("SELECT id, teacher_id, line_id FROM quota_named WHERE deleted_at IS NULL ORDER BY id")?;
    let rows = statement.query_map([], |row| {
        let named = QuotaNamed { teacher_id: row.get("teacher_id")?, line_id: Some(row.get("line_id")?) };
        Ok((row.get("id")?, named))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_named(tx: &Tx<'_>, teacher: &str, line: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO quota_named (id, teacher_id, line_id) VALUES (?1, ?2, ?3)",
        params![tx.new_id()?, teacher, line],
    )?;
    Ok(())
}

pub(crate) fn delete_named(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE quota_named SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// Waivers that touch some days, by their first day.
pub(crate) fn waivers(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Waiver>> {
    let mut statement = read.prepare_cached(
        "SELECT id, teacher_id, first_day, last_day, how, lessons, reason, approver, target FROM waiver
         WHERE deleted_at IS NULL AND first_day <= ?2 AND last_day >= ?1 ORDER BY first_day, id",
    )?;
    let rows = statement.query_map([from.to_string(), to.to_string()], |row| {
        Ok(Waiver {
            id: Some(row.get("id")?),
            teacher_id: row.get("teacher_id")?,
            first_day: day(row, "first_day")?,
            last_day: day(row, "last_day")?,
            how: match row.get::<_, String>("how")?.as_str() {
                "exempt" => WaiverHow::Exempt,
                "lessons" => WaiverHow::Lessons,
                _ => WaiverHow::Weeks,
            },
            lessons: row.get("lessons")?,
            reason: row.get("reason")?,
            approver: row.get("approver")?,
            target: row.get("target")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn put_waiver(tx: &Tx<'_>, id: &str, new: bool, waiver: &Waiver) -> Result<usize> {
    let sql = if new {
        "INSERT INTO waiver (id, teacher_id, first_day, last_day, how, lessons, reason, approver, target)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    } else {
        "UPDATE waiver SET teacher_id = ?2, first_day = ?3, last_day = ?4, how = ?5, lessons = ?6, reason = ?7,
           approver = ?8, target = ?9 WHERE id = ?1 AND deleted_at IS NULL"
    };
    let how = match waiver.how {
        WaiverHow::Exempt => "exempt",
        WaiverHow::Weeks => "weeks",
        WaiverHow::Lessons => "lessons",
    };
    let (first, last) = (waiver.first_day.to_string(), waiver.last_day.to_string());
    Ok(tx.execute(
        sql,
        params![id, waiver.teacher_id, first, last, how, waiver.lessons, waiver.reason, waiver.approver, waiver.target],
    )?)
}

pub(crate) fn delete_waiver(tx: &Tx<'_>, id: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE waiver SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?)
}
