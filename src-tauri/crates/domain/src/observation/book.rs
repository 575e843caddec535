//! 听课本查阅登记: the check of teachers' paper books, a grid written in one go.

use super::{
    book_rows,
    types::{BookReview, BookReviews, BookSave, SourceChoice},
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};

/// Grades of a book that offices use, best first.
const GRADES: [&str; 4] = ["优", "良", "合格", "待改进"];
/// Rows of one check at most: the largest roster is 300 people.
const MOST_ROWS: u32 = 1000;

/// The reviews of a term that an account sees, oldest first.
///
/// # Errors
/// `NoTerm`.
pub(crate) fn list(read: &Read<'_>, people: &People, term: Option<&str>, today: NaiveDate) -> Result<BookReviews> {
    let term = calendar::term(read, term, today)?;
    let mut rows = book_rows::book_reviews(read, &term.id)?;
    rows.retain(|review| people.has(Some(&review.teacher_id)));
    let chosen = book_rows::evidence_sources(read, &term.id)?;
    let choices = chosen
        .into_iter()
        .filter(|(teacher, _)| people.has(Some(teacher)))
        .map(|(teacher_id, book)| SourceChoice { term_id: term.id.clone(), teacher_id, book: Some(book) })
        .collect();
    Ok(BookReviews { rows, choices, grades: GRADES.map(str::to_owned).to_vec() })
}

/// Writes the rows of a check.
///
/// # Errors
/// `NotFound` for an unknown term, `BookValid` for more valid lessons than entered, `OutOfTerm`, `DateInFuture`,
/// `OutOfRange`, `FieldTooLong`.
pub(crate) fn save(tx: &Tx<'_>, request: &BookSave) -> Result<()> {
    text::within("行数", u32::try_from(request.rows.len()).unwrap_or(u32::MAX), 1, MOST_ROWS)?;
    for review in &request.rows {
        text::id("记录", &review.id)?;
        let term = calendar::term(tx, Some(&review.term_id), review.date)?;
        if !(term.first_day..=term.last_day).contains(&review.date) {
            return Err(Error::rule(Code::OutOfTerm).with("date", review.date));
        }
        if review.date > tx.now().date_naive() {
            return Err(Error::rule(Code::DateInFuture).with("date", review.date));
        }
        text::within("登记节数", review.entered, 0, 400)?;
        if review.valid > review.entered {
            return Err(Error::rule(Code::BookValid).with("valid", review.valid).with("entered", review.entered));
        }
        let known = book_rows::reviewed(tx, &review.id)?;
        let checked = BookReview {
            reason: text::optional("无效原因", &review.reason, 200)?,
            grade: text::optional("等级", &review.grade, 10)?,
            ..review.clone()
        };
        book_rows::put(tx, &checked, known.is_none())?;
    }
    Ok(())
}

/// Deletes a review.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    book_rows::reviewed(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    book_rows::delete(tx, id)
}

/// Chooses where a person's lessons of a term are counted from.
///
/// # Errors
/// The store's refusal.
pub(crate) fn choose_source(tx: &Tx<'_>, choice: &SourceChoice) -> Result<()> {
    book_rows::set_source(tx, &choice.term_id, &choice.teacher_id, choice.book)
}
