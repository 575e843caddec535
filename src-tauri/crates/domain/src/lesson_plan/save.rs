//! Writing lesson plans and their drafts.

use super::{
    draft_rows::{self, DraftRecord},
    reach,
    rows::{self, PlanRecord},
    stages::{LAST_STAGE, stage},
    types::{DraftInput, PlanInput},
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    roster::{self, Names},
    text,
};
use keji_store::Tx;

/// Writes a new plan or changes the heading of the one of the same identifier; returns the identifier. A plan belongs
/// to the term in which its lesson is planned; without such a day a new one belongs to the present term.
///
/// # Errors
/// `BadId`, `OutOfReach`, `UnknownTeacher`, `FieldEmpty` without a subject or topic, `FieldTooLong`, `NoTerm`;
/// `NotFound` when the plan was deleted.
pub(crate) fn save(tx: &Tx<'_>, people: &People, input: &PlanInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let mut input = input.clone();
    roster::settle(tx, [&mut input.teacher_id])?;
    let input = &input;
    check_person(tx, "授课教师", &input.teacher_id)?;
    let known = rows::get(tx, &input.id)?;
    if let Some(known) = &known {
        reach::may_write(people, known)?;
    }
    let row = PlanRecord {
        id: input.id.clone(),
        term_id: term_of(tx, input, known.as_ref())?,
        teacher_id: input.teacher_id.clone(),
        subject: text::required("学科", &input.subject, 20)?,
        grade: text::optional("年级", &input.grade, 10)?,
        unit: text::optional("单元", &input.unit, 60)?,
        topic: text::required("课题", &input.topic, 100)?,
        planned_date: input.planned_date,
        updated_at: tx.now_text(),
    };
    reach::may_write(people, &row)?;
    if known.is_some() {
        rows::update(tx, &row)?;
    } else if rows::written(tx, &row.id)? {
        return Err(Error::rule(Code::NotFound));
    } else {
        rows::insert(tx, &row)?;
    }
    Ok(row.id)
}

/// Writes a new draft or changes the one of the same identifier; returns the identifier. The author is the plan's
/// teacher unless another one is named. The plan's own row stays untouched, so that drafts can be undone one by one.
///
/// # Errors
/// `BadId`, `UnknownTeacher`, `OutOfRange` beyond 1–4, `FieldTooLong`, `DraftExists`; `NotFound` when the plan is not
/// there or the draft was deleted or belongs to another plan.
pub(crate) fn save_draft(tx: &Tx<'_>, people: &People, input: &DraftInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let plan = rows::get(tx, &input.plan_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    reach::may_write(people, &plan)?;
    let number = text::within("稿次", input.number, 1, LAST_STAGE)?;
    if draft_rows::find(tx, &plan.id, number)?.is_some_and(|id| id != input.id) {
        return Err(Error::rule(Code::DraftExists).with("number", stage(number)));
    }
    let mut author = input.author_id.clone().unwrap_or_else(|| plan.teacher_id.clone());
    roster::settle(tx, [&mut author])?;
    check_person(tx, "撰稿人", &author)?;
    let row = DraftRecord {
        id: input.id.clone(),
        plan_id: plan.id,
        number,
        author_id: Some(author),
        date: input.date,
        body: text::optional("教案正文", &input.body, 200_000)?,
        discussion: text::optional("研讨记录", &input.discussion, 20_000)?,
        reflection: text::optional("教学反思", &input.reflection, 20_000)?,
        updated_at: tx.now_text(),
    };
    match draft_rows::get(tx, &row.id)? {
        Some(known) if known.plan_id == row.plan_id => draft_rows::update(tx, &row)?,
        None if !draft_rows::written(tx, &row.id)? => draft_rows::insert(tx, &row)?,
        _ => return Err(Error::rule(Code::NotFound)),
    }
    Ok(row.id)
}

fn term_of(tx: &Tx<'_>, input: &PlanInput, known: Option<&PlanRecord>) -> Result<String> {
    let planned = match input.planned_date {
        Some(date) => calendar::term_containing(tx, date)?,
        None => None,
    };
    match (planned, known) {
        (Some(term), _) => Ok(term.id),
        (None, Some(known)) => Ok(known.term_id.clone()),
        (None, None) => Ok(calendar::term(tx, None, tx.now().date_naive())?.id),
    }
}

fn check_person(tx: &Tx<'_>, field: &str, id: &str) -> Result<()> {
    if Names::read(tx)?.teacher(Some(id)).is_empty() {
        Err(Error::rule(Code::UnknownTeacher).with("field", field))
    } else {
        Ok(())
    }
}
