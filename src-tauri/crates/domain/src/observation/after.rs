//! What follows a lesson. Who sees a sheet sees what follows it; observers write the discussion and what is to be done,
//! the teacher of the lesson answers.

use super::{
    after_rows::{self, DiscussionRow},
    after_types::{
        AfterLesson, AnswerInput, Discussion, DiscussionInput, DiscussionStep, FollowUp, FollowUpInput, SheetAnswerKind,
    },
    lesson_rows::{self, LessonRow},
    reach,
    rows::{self, SheetRecord},
    types::SheetState,
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    roster::Names,
    text,
    wire::Person,
};
use keji_store::{Read, Tx};

/// Steps of a discussion (范式, SEED-FACTS 1).
const STEPS: [&str; 5] = ["课后说课", "观点呈现", "互动议课", "分享收获", "总结评述"];

/// What follows a sheet.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn get(read: &Read<'_>, people: &People, sheet_id: &str) -> Result<AfterLesson> {
    let (_, lesson) = seen(read, people, sheet_id)?;
    let names = Names::read(read)?;
    let person = |id: Option<String>| id.map(|id| Person { name: names.teacher(Some(&id)), id });
    let discussion = after_rows::discussion(read, &lesson.id)?.map(|row| Discussion {
        id: row.id,
        date: row.date,
        chair: person(row.chair_id),
        attendees: row.attendees,
        steps: row.steps,
    });
    let follow_ups = after_rows::follow_ups(read, sheet_id)?.into_iter().map(|row| FollowUp {
        id: row.id,
        sheet_id: row.sheet_id,
        kind: row.kind,
        text: row.text,
        owner: person(row.owner_id),
        due: row.due,
        done_on: row.done_on,
        result: row.result,
    });
    Ok(AfterLesson {
        follow_ups: follow_ups.collect(),
        steps: STEPS.map(str::to_owned).to_vec(),
        answer: after_rows::answer(read, sheet_id)?.map(|(_, answer)| answer),
        discussion,
    })
}

/// Writes the discussion of a lesson.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `DaysReversed` for a day before the lesson, `DateInFuture`, `FieldTooLong`, `OutOfRange`.
pub(crate) fn save_discussion(tx: &Tx<'_>, people: &People, input: &DiscussionInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let (record, lesson) = seen(tx, people, &input.sheet_id)?;
    people.allow([record.observer_id.as_deref()])?;
    if input.date < lesson.date {
        return Err(Error::rule(Code::DaysReversed).with("first", lesson.date).with("last", input.date));
    }
    if input.date > tx.now().date_naive() {
        return Err(Error::rule(Code::DateInFuture).with("date", input.date));
    }
    text::within("评课步骤", u32::try_from(input.steps.len()).unwrap_or(u32::MAX), 1, 12)?;
    let steps = input.steps.iter().map(|step| {
        Ok(DiscussionStep {
            name: text::required("步骤名称", &step.name, 20)?,
            text: text::optional("评课内容", &step.text, 4000)?,
        })
    });
    // There is one for the lesson: a second one that comes in is the same one written anew.
    let known = after_rows::discussion(tx, &lesson.id)?;
    let row = DiscussionRow {
        id: known.as_ref().map_or_else(|| input.id.clone(), |known| known.id.clone()),
        lesson_id: lesson.id,
        date: input.date,
        chair_id: input.chair_id.clone(),
        attendees: text::optional("参加人员", &input.attendees, 200)?,
        steps: steps.collect::<Result<_>>()?,
    };
    after_rows::put_discussion(tx, &row, known.is_none())?;
    Ok(row.id)
}

/// Deletes the discussion of a sheet's lesson.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete_discussion(tx: &Tx<'_>, people: &People, sheet_id: &str) -> Result<()> {
    let (record, lesson) = seen(tx, people, sheet_id)?;
    people.allow([record.observer_id.as_deref()])?;
    let known = after_rows::discussion(tx, &lesson.id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    after_rows::delete_discussion(tx, &known.id)
}

/// Writes the teacher's answer to a sheet that was handed in; a later one takes its place, the history keeps both.
///
/// # Errors
/// `NotFound`, `OutOfReach` for who is not the teacher of the lesson, `FieldEmpty` for a reply without a text.
pub(crate) fn answer(tx: &Tx<'_>, people: &People, input: &AnswerInput) -> Result<()> {
    let (_, lesson) = seen(tx, people, &input.sheet_id)?;
    people.allow([lesson.teacher_id.as_deref()])?;
    let words = match input.kind {
        SheetAnswerKind::Acknowledged => text::optional("回应", &input.text, 2000)?,
        SheetAnswerKind::Replied | SheetAnswerKind::Objected => text::required("回应", &input.text, 2000)?,
    };
    let known = after_rows::answer(tx, &input.sheet_id)?.map(|(id, _)| id);
    after_rows::put_answer(tx, known.as_deref(), &input.sheet_id, input.kind, &words)
}

/// Writes something that is to be done after a sheet.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `FieldEmpty`, `FieldTooLong`, `DateInFuture` for what is said to be done on a later day.
pub(crate) fn save_follow_up(tx: &Tx<'_>, people: &People, input: &FollowUpInput) -> Result<String> {
    text::id("记录", &input.id)?;
    let known = after_rows::sheet_of(tx, &input.id)?;
    // One that is known stays with its sheet.
    let sheet_id = known.clone().unwrap_or_else(|| input.sheet_id.clone());
    let (record, _) = seen(tx, people, &sheet_id)?;
    people.allow([record.observer_id.as_deref()])?;
    if let Some(done) = input.done_on.filter(|done| *done > tx.now().date_naive()) {
        return Err(Error::rule(Code::DateInFuture).with("date", done));
    }
    let row = FollowUpInput {
        sheet_id,
        text: text::required("后续事项", &input.text, 500)?,
        result: text::optional("结果", &input.result, 500)?,
        ..input.clone()
    };
    after_rows::put_follow_up(tx, &row, known.is_none())?;
    Ok(row.id)
}

/// Deletes a follow-up.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete_follow_up(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let sheet_id = after_rows::sheet_of(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let (record, _) = seen(tx, people, &sheet_id)?;
    people.allow([record.observer_id.as_deref()])?;
    after_rows::delete_follow_up(tx, id)
}

/// A sheet that was handed in, with its lesson, for who sees it.
fn seen(read: &Read<'_>, people: &People, sheet_id: &str) -> Result<(SheetRecord, LessonRow)> {
    let record = rows::get(read, sheet_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let lesson = lesson_rows::get(read, &record.lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let handed_in = record.state != SheetState::Draft;
    if !reach::sees(people, record.observer_id.as_deref(), lesson.teacher_id.as_deref(), handed_in) {
        return Err(Error::rule(Code::OutOfReach));
    }
    if !handed_in {
        return Err(Error::rule(Code::SheetIsDraft));
    }
    Ok((record, lesson))
}
