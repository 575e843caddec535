//! SQL of reviews of paper books, and of the source from which a person's lessons are counted.

use super::types::BookReview;
use crate::{calendar::day, error::Result};
use keji_store::{Read, Tx, rusqlite::params};

/// Reviews of a term, oldest first.
pub(crate) fn book_reviews(read: &Read<'_>, term_id: &str) -> Result<Vec<BookReview>> {
    let mut statement = read.prepare_cached(
        "SELECT id, term_id, teacher_id, date, entered, valid, reason, grade, reviewer_id FROM book_review
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY date, id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(BookReview {
            id: row.get("id")?,
            term_id: row.get("term_id")?,
            teacher_id: row.get("teacher_id")?,
            date: day(row, "date")?,
            entered: row.get("entered")?,
            valid: row.get("valid")?,
            reason: row.get("reason")?,
            grade: row.get("grade")?,
            reviewer_id: row.get("reviewer_id")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Whose a review is; none for one that is not known.
pub(crate) fn reviewed(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let mut statement =
        read.prepare_cached("SELECT teacher_id FROM book_review WHERE id = ?1 AND deleted_at IS NULL")?;
    let mut rows = statement.query([id])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get("teacher_id")?),
        None => None,
    })
}

pub(crate) fn put(tx: &Tx<'_>, review: &BookReview, new: bool) -> Result<()> {
    let sql = if new {
        "INSERT INTO book_review (id, term_id, teacher_id, date, entered, valid, reason, grade, reviewer_id, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    } else {
        "UPDATE book_review SET term_id = ?2, teacher_id = ?3, date = ?4, entered = ?5, valid = ?6, reason = ?7,
           grade = ?8, reviewer_id = ?9, updated_at = ?10 WHERE id = ?1"
    };
    tx.execute(
        sql,
        params![
            review.id,
            review.term_id,
            review.teacher_id,
            review.date.to_string(),
            review.entered,
            review.valid,
            review.reason,
            review.grade,
            review.reviewer_id,
            tx.now_text()
        ],
    )?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE book_review SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}

/// For whom the office chose a source in a term: whether it is the book.
pub(crate) fn evidence_sources(read: &Read<'_>, term_id: &str) -> Result<Vec<(String, bool)>> {
    let mut statement = read.prepare_cached(
        "SELECT teacher_id, source FROM evidence_source WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement
        .query_map([term_id], |row| Ok((row.get("teacher_id")?, row.get::<_, String>("source")? == "book")))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Chooses the source of a person in a term; none takes the choice away.
pub(crate) fn set_source(tx: &Tx<'_>, term_id: &str, teacher_id: &str, book: Option<bool>) -> Result<()> {
    tx.execute(
        "UPDATE evidence_source SET deleted_at = ?3 WHERE term_id = ?1 AND teacher_id = ?2 AND deleted_at IS NULL",
        params![term_id, teacher_id, tx.now_text()],
    )?;
    if let Some(book) = book {
        tx.execute(
            "INSERT INTO evidence_source (id, term_id, teacher_id, source) VALUES (?1, ?2, ?3, ?4)",
            params![tx.new_id()?, term_id, teacher_id, if book { "book" } else { "sheets" }],
        )?;
    }
    Ok(())
}
