//! Writing a homework check.

use super::{
    rows::{self, CheckRow},
    types::HomeworkInput,
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    roster::{self, Names},
    text,
};
use keji_store::Tx;

/// Writes a new check or changes the one of the same identifier; returns the identifier.
///
/// # Errors
/// `BadId`, `OutOfReach` for the teacher or the one before, `UnknownTeacher`, `DateInFuture`, `OutOfRange` beyond 0–999,
/// `MarkedMoreThanSet`, `FieldEmpty` without a subject, `FieldTooLong`; `NotFound` when the check was deleted.
pub(crate) fn save(tx: &Tx<'_>, people: &People, input: &HomeworkInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let mut input = input.clone();
    roster::settle(tx, input.checker_id.iter_mut().chain([&mut input.teacher_id]))?;
    let input = &input;
    people.allow([Some(input.teacher_id.as_str())])?;
    let known = rows::get(tx, &input.id)?;
    if let Some(known) = &known {
        people.allow([Some(known.teacher_id.as_str())])?;
    }
    check_people(tx, input)?;
    if input.date > tx.now().date_naive() {
        return Err(Error::rule(Code::DateInFuture).with("date", input.date));
    }
    let row = CheckRow {
        id: input.id.clone(),
        date: input.date,
        checker_id: input.checker_id.clone(),
        teacher_id: input.teacher_id.clone(),
        class_id: input.class_id.clone(),
        subject: text::required("学科", &input.subject, 20)?,
        book_kind: text::optional("作业种类", &input.book_kind, 20)?,
        required: count("应布置次数", input.required)?,
        assigned: count("实布置次数", input.assigned)?,
        fully_marked: count("全批次数", input.fully_marked)?,
        remarked: count("二次批改次数", input.remarked)?,
        sampled: count("抽查本数", input.sampled)?,
        band: text::optional("等级", &input.band, 10)?,
        advice: text::optional("建议", &input.advice, 2000)?,
        updated_at: tx.now_text(),
    };
    if let Some(assigned) = row.assigned {
        let most = row.fully_marked.max(row.remarked);
        if most.is_some_and(|marked| marked > assigned) {
            return Err(Error::rule(Code::MarkedMoreThanSet));
        }
    }
    if known.is_some() {
        rows::update(tx, &row)?;
    } else if rows::written(tx, &row.id)? {
        return Err(Error::rule(Code::NotFound));
    } else {
        rows::insert(tx, &row)?;
    }
    Ok(row.id)
}

fn check_people(tx: &Tx<'_>, input: &HomeworkInput) -> Result<()> {
    let names = Names::read(tx)?;
    let unknown = |id: Option<&str>| id.is_some() && names.teacher(id).is_empty();
    let people = [("授课教师", Some(input.teacher_id.as_str())), ("检查人", input.checker_id.as_deref())];
    match people.into_iter().find(|(_, id)| unknown(*id)) {
        Some((field, _)) => Err(Error::rule(Code::UnknownTeacher).with("field", field)),
        None => Ok(()),
    }
}

fn count(field: &str, number: Option<u32>) -> Result<Option<u32>> {
    number.map(|number| text::within(field, number, 0, 999)).transpose()
}
