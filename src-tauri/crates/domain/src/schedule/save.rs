//! Planning lessons, cancelling and giving them up.

use super::{
    rows::{self, PlannedRow},
    types::{PlannedCancel, PlannedInput},
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    observation::{self, OPEN_LESSON, OpenLesson},
    roster, text,
};
use keji_store::Tx;

/// Writes a planned lesson. One that meets a lesson of the same day, period, teacher and class is that lesson.
///
/// # Errors
/// `OutOfReach`, `NotFound` for a lesson that is not planned and for an unknown teacher, `FieldEmpty`, `FieldTooLong`,
/// `OutOfRange`, `PlannedTwice`, and `PlannedGiven` where the heading of a lesson that was given would change.
pub(crate) fn save(tx: &Tx<'_>, people: &People, input: &PlannedInput) -> Result<String> {
    let mut input = input.clone();
    roster::settle(tx, [&mut input.teacher_id])?;
    let known = match &input.id {
        Some(id) => Some(known(tx, people, id)?),
        None => None,
    };
    people.allow([Some(input.teacher_id.as_str())])?;
    let teacher = roster::teachers(tx)?.into_iter().find(|teacher| teacher.id == input.teacher_id);
    let teacher = teacher.ok_or_else(|| Error::rule(Code::NotFound))?;
    if let Some(period) = input.period {
        text::within("节次", period, 1, 16)?;
    }
    let seats = input.seats.map(|seats| text::within("名额", seats, 1, 500)).transpose()?;
    apart(tx, &input)?;
    if let Some(known) = &known {
        same_heading(known, &input)?;
        enough(tx, &known.id, seats)?;
    }
    let subject = if input.subject.trim().is_empty() { teacher.subject } else { input.subject.clone() };
    let id = observation::save_open_lesson(
        tx,
        &OpenLesson {
            id: known.as_ref().map(|known| known.id.clone()),
            date: input.date,
            period: input.period,
            teacher_id: teacher.id,
            subject,
            class_id: input.class_id.clone(),
            topic: input.topic.clone(),
            place: input.place.clone(),
        },
    )?;
    let present = rows::get(tx, &id)?;
    let plan = PlannedRow {
        plan_id: present.as_ref().and_then(|present| present.plan_id.clone()),
        lesson_kind: text::required("课例类型", &input.lesson_kind, 20)?,
        host: text::optional("主办", &input.host, 40)?,
        note: text::optional("备注", &input.note, 200)?,
        seats,
        cancelled_on: known.as_ref().and_then(|known| known.cancelled_on),
        reason: known.map(|known| known.reason).unwrap_or_default(),
        id,
        ..blank(&input)
    };
    rows::put_plan(tx, &plan)?;
    Ok(plan.id)
}

/// Takes in a lesson from a plan of open lessons (公开课安排); one that is planned already keeps its kind and the rest.
///
/// # Errors
/// `NotFound`, `FieldTooLong`.
pub(crate) fn take_in(tx: &Tx<'_>, lesson: &OpenLesson) -> Result<()> {
    let id = observation::save_open_lesson(tx, lesson)?;
    if rows::get(tx, &id)?.is_none_or(|known| known.plan_id.is_none()) {
        let input = PlannedInput {
            id: None,
            date: lesson.date,
            period: None,
            teacher_id: String::new(),
            class_id: None,
            subject: String::new(),
            topic: String::new(),
            lesson_kind: String::new(),
            place: String::new(),
            host: String::new(),
            note: String::new(),
            seats: None,
        };
        rows::put_plan(tx, &PlannedRow { id, lesson_kind: OPEN_LESSON.to_owned(), ..blank(&input) })?;
    }
    Ok(())
}

/// Cancels a planned lesson with its reason, or takes that back.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `PlannedGiven`, `FieldEmpty`, `FieldTooLong`.
pub(super) fn cancel(tx: &Tx<'_>, people: &People, request: &PlannedCancel) -> Result<()> {
    let known = known(tx, people, &request.id)?;
    let (cancelled_on, reason) = if request.cancelled {
        not_given(&known)?;
        (Some(tx.now().date_naive()), text::required("取消原因", &request.reason, 100)?)
    } else {
        (None, String::new())
    };
    rows::put_plan(tx, &PlannedRow { cancelled_on, reason, ..known })
}

/// Gives a planned lesson up, with the seats.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `PlannedGiven`.
pub(super) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let known = known(tx, people, id)?;
    not_given(&known)?;
    rows::delete_plan(tx, id)?;
    observation::drop_open_lesson(tx, id)
}

/// A planned lesson that the account may change.
fn known(tx: &Tx<'_>, people: &People, id: &str) -> Result<PlannedRow> {
    let known = rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    people.allow([Some(known.teacher_id.as_str())])?;
    Ok(known)
}

/// A teacher gives one planned lesson at a time: a second plan would stand beside the first, or take its place.
fn apart(tx: &Tx<'_>, input: &PlannedInput) -> Result<()> {
    let same = |plan: &PlannedRow| {
        let class = plan.class_id.is_none() || input.class_id.is_none() || plan.class_id == input.class_id;
        plan.period.is_some()
            && plan.period == input.period
            && plan.teacher_id == input.teacher_id
            && class
            && plan.cancelled_on.is_none()
            && Some(&plan.id) != input.id.as_ref()
    };
    match rows::between(tx, input.date, input.date)?.into_iter().find(same) {
        Some(plan) => Err(Error::rule(Code::PlannedTwice)
            .with("kind", plan.lesson_kind)
            .with("topic", text::in_marks(&plan.topic))),
        None => Ok(()),
    }
}

/// The heading of a lesson that was given stands on the sheets: it is changed there.
fn same_heading(known: &PlannedRow, input: &PlannedInput) -> Result<()> {
    let same = |plan: &str, own: &str| own.trim().is_empty() || plan.is_empty() || plan == own.trim();
    let kept = known.date == input.date
        && (known.period.is_none() || known.period == input.period)
        && known.teacher_id == input.teacher_id
        && (known.class_id.is_none() || known.class_id == input.class_id)
        && same(&known.subject, &input.subject)
        && same(&known.topic, &input.topic)
        && same(&known.place, &input.place);
    if kept { Ok(()) } else { not_given(known) }
}

/// There are seats for all who come.
fn enough(tx: &Tx<'_>, id: &str, seats: Option<u32>) -> Result<()> {
    let Some(seats) = seats else { return Ok(()) };
    let coming = rows::seats_at(tx, id)?.iter().filter(|seat| seat.expected()).count();
    text::within("名额", seats, u32::try_from(coming).unwrap_or(u32::MAX).max(1), 500).map(drop)
}

fn not_given(known: &PlannedRow) -> Result<()> {
    if known.given { Err(Error::rule(Code::PlannedGiven)) } else { Ok(()) }
}

/// The row of a lesson as somebody would plan it.
pub(super) fn blank(input: &PlannedInput) -> PlannedRow {
    PlannedRow {
        id: input.id.clone().unwrap_or_default(),
        plan_id: None,
        date: input.date,
        period: input.period,
        teacher_id: input.teacher_id.clone(),
        subject: input.subject.clone(),
        class_id: input.class_id.clone(),
        topic: input.topic.clone(),
        place: input.place.clone(),
        lesson_kind: input.lesson_kind.clone(),
        host: input.host.clone(),
        note: input.note.clone(),
        seats: input.seats,
        cancelled_on: None,
        reason: String::new(),
        given: false,
    }
}
