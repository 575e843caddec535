//! Saving a sheet while it is written, and handing it in.

use super::{
    form, joint_rows,
    kinds::DROP_IN,
    lesson_rows::{self, LessonRow},
    reach,
    rows::{self, SheetRecord},
    types::{SheetInput, SheetState, TimelineEntry},
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    roster,
    rubric::{self, Rubric},
    text,
};
use keji_store::Tx;

/// Saves what the screen knows of a sheet. A draft may be incomplete; a sheet that was handed in becomes amended and
/// must stay complete.
///
/// # Errors
/// `OutOfReach`; fields out of range; for a sheet that was handed in also what [`submit`] refuses.
pub(crate) fn save_draft(tx: &Tx<'_>, people: &People, input: &SheetInput) -> Result<String> {
    let known = rows::get(tx, &input.id)?;
    let state = match &known {
        Some(record) if record.state != SheetState::Draft => SheetState::Amended,
        _ => SheetState::Draft,
    };
    write(tx, people, input, known, state)
}

/// Hands a sheet in; one that was handed in before becomes amended.
///
/// # Errors
/// `OutOfReach`, `SheetIncomplete` with the fields that are missing, `ObserverIsTeacher`, `DateInFuture`,
/// `DropInNeedsLeader`.
pub(crate) fn submit(tx: &Tx<'_>, people: &People, input: &SheetInput) -> Result<String> {
    let known = rows::get(tx, &input.id)?;
    let state = match &known {
        Some(record) if record.state != SheetState::Draft => SheetState::Amended,
        _ => SheetState::Submitted,
    };
    write(tx, people, input, known, state)
}

fn write(
    tx: &Tx<'_>,
    people: &People,
    input: &SheetInput,
    known: Option<SheetRecord>,
    state: SheetState,
) -> Result<String> {
    text::id("记录", &input.id)?;
    let mut input = input.clone();
    roster::settle(tx, input.observer_id.iter_mut().chain(&mut input.teacher_id))?;
    let input = &input;
    reach::may_write(people, known.as_ref(), input.observer_id.as_deref())?;
    let lesson = lesson(input)?;
    let timeline = timeline(input)?;
    let rubric = scoring_sheet(tx, input, known.as_ref())?;
    rubric::accept(&rubric.document, &input.scores)?;
    if input.reported_total.is_some_and(|total| !(0.0..=200.0).contains(&total)) {
        return Err(Error::rule(Code::OutOfRange).with("field", "评分").with("least", 0).with("most", 200));
    }
    if state != SheetState::Draft {
        check_complete(tx, input)?;
    }
    let lesson_id = place_lesson(tx, people, &input.id, known.as_ref(), lesson)?;
    let long = |field: &str, value: &str| text::optional(field, value, 4000);
    let submitted_at = match &known {
        Some(record) if record.submitted_at.is_some() => record.submitted_at.clone(),
        _ if state == SheetState::Draft => None,
        _ => Some(tx.now_text()),
    };
    let record = SheetRecord {
        id: input.id.clone(),
        lesson_id,
        observer_id: input.observer_id.clone(),
        lesson_kind: text::optional("听课类型", &input.lesson_kind, 20)?,
        state,
        rubric_id: rubric.id,
        entered_after: input.entered_after,
        reported_total: input.reported_total,
        strengths: long("优点", &input.strengths)?,
        problems: long("不足", &input.problems)?,
        advice: long("建议", &input.advice)?,
        gains: long("收获", &input.gains)?,
        note: match &input.note {
            Some(note) => Some(text::optional("备注", note, 1000)?).filter(|note| !note.is_empty()),
            None => known.as_ref().and_then(|record| record.note.clone()),
        },
        submitted_at,
        updated_at: tx.now_text(),
    };
    if known.is_some() {
        rows::update(tx, &record)?;
        joint_rows::take_up(tx, &record.id)?;
    } else {
        rows::insert(tx, &record)?;
    }
    rows::set_timeline(tx, &record.id, &timeline)?;
    rows::set_scores(tx, &record.id, &input.scores)?;
    if let Some(number) = &input.form_number {
        form::bind(tx, people, number, &record.id)?;
    }
    Ok(record.id)
}

/// The scoring sheet of a sheet: as asked for, else the one it has, else the one that fits the lesson. What was handed
/// in keeps its own for ever.
fn scoring_sheet(tx: &Tx<'_>, input: &SheetInput, known: Option<&SheetRecord>) -> Result<Rubric> {
    match (known, &input.rubric_id) {
        (Some(record), Some(wanted)) if *wanted != record.rubric_id && record.submitted_at.is_some() => {
            Err(Error::rule(Code::RubricKept))
        }
        (_, Some(wanted)) => rubric::get(tx, wanted),
        (Some(record), None) => rubric::get(tx, &record.rubric_id),
        (None, None) => rubric::for_lesson(tx, input.subject.trim(), &input.lesson_kind),
    }
}

fn lesson(input: &SheetInput) -> Result<LessonRow> {
    if let Some(period) = input.period {
        text::within("节次", period, 1, 16)?;
    }
    Ok(LessonRow {
        id: String::new(),
        date: input.date,
        period: input.period,
        lesson_count: text::within("节数", input.lesson_count, 1, 3)?,
        teacher_id: input.teacher_id.clone(),
        subject: text::optional("学科", &input.subject, 20)?,
        class_id: input.class_id.clone(),
        topic: text::optional("课题", &input.topic, 100)?,
        lesson_type: text::optional("课型", &input.lesson_type, 20)?,
        place: text::optional("地点", &input.place, 40)?,
        outside: text::optional("校外单位", &input.outside, 40)?,
        outside_teacher: text::optional("校外授课教师", &input.outside_teacher, 30)?,
        pupils_due: pupils("应到人数", input.pupils_due, 500)?,
        pupils_present: pupils("实到人数", input.pupils_present, input.pupils_due.unwrap_or(500))?,
    })
}

fn pupils(field: &str, number: Option<u32>, most: u32) -> Result<Option<u32>> {
    number.map(|number| text::within(field, number, 0, most)).transpose()
}

/// Rows without a word are left out; a sheet entered later has no clock times.
fn timeline(input: &SheetInput) -> Result<Vec<TimelineEntry>> {
    let mut entries = Vec::new();
    for entry in &input.timeline {
        let clock = if input.entered_after { None } else { entry.clock.clone() };
        if let Some(clock) = &clock {
            text::clock("时间", clock)?;
        }
        let process = text::optional("教学过程", &entry.process, 2000)?;
        let remark = text::optional("随评", &entry.remark, 2000)?;
        let phase = text::optional("环节", &entry.phase, 20)?;
        let minutes = entry.minutes.map(|minutes| text::within("环节分钟", minutes, 1, 240)).transpose()?;
        if !process.is_empty() || !remark.is_empty() || !phase.is_empty() {
            entries.push(TimelineEntry { clock, process, remark, side: entry.side, phase, minutes });
        }
    }
    Ok(entries)
}

fn check_complete(tx: &Tx<'_>, input: &SheetInput) -> Result<()> {
    let missing: Vec<&str> = [
        ("授课教师", input.teacher_id.is_none() && input.outside_teacher.trim().is_empty()),
        ("听课人", input.observer_id.is_none()),
        ("学科", input.subject.trim().is_empty()),
        ("课题", input.topic.trim().is_empty()),
        ("听课类型", input.lesson_kind.trim().is_empty()),
    ]
    .into_iter()
    .filter(|(_, lacking)| *lacking)
    .map(|(name, _)| name)
    .collect();
    if !missing.is_empty() {
        return Err(Error::rule(Code::SheetIncomplete).with("fields", missing.join("、")));
    }
    if input.teacher_id.is_some() && input.teacher_id == input.observer_id {
        return Err(Error::rule(Code::ObserverIsTeacher));
    }
    if input.date > tx.now().date_naive() {
        return Err(Error::rule(Code::DateInFuture).with("date", input.date));
    }
    if input.lesson_kind == DROP_IN {
        let teachers = roster::teachers(tx)?;
        // A roster without any leader's post cannot tell who leads: then nobody is refused.
        let known = teachers.iter().any(|teacher| roster::leads(&teacher.posts));
        let observer = teachers.iter().find(|teacher| Some(&teacher.id) == input.observer_id.as_ref());
        if known && !observer.is_some_and(|teacher| roster::leads(&teacher.posts)) {
            return Err(Error::rule(Code::DropInNeedsLeader).with("kind", DROP_IN));
        }
    }
    Ok(())
}

/// Finds or makes the lesson that the sheet is about. Sheets on the same day, period, teacher and class share one
/// lesson; a sheet whose lesson others share or somebody planned and whose key changed moves to another lesson. What
/// observers out of reach wrote of the lesson stays, and what was planned by others. A sheet that is only begun for its
/// observer does not hold the lesson: it goes with it.
fn place_lesson(
    tx: &Tx<'_>,
    people: &People,
    sheet_id: &str,
    known: Option<&SheetRecord>,
    mut lesson: LessonRow,
) -> Result<String> {
    let whole = lesson.period.is_some() && lesson.teacher_id.is_some() && lesson.class_id.is_some();
    let same = if whole { lesson_rows::find(tx, &lesson)? } else { None };
    let same = match same {
        None => lesson_rows::find_open_plan(tx, &lesson)?,
        same => same,
    };
    let present = match known {
        Some(record) => lesson_rows::get(tx, &record.lesson_id)?,
        None => None,
    };
    let shared = match &present {
        Some(present) => {
            !joint_rows::writers(tx, &present.id, sheet_id)?.is_empty() || moves_away(tx, present, &lesson)?
        }
        None => false,
    };
    let target = match (&same, &present) {
        (Some(id), _) => Some(id.clone()),
        (None, Some(present)) if !shared || present.same_key(&lesson) => Some(present.id.clone()),
        _ => None,
    };
    if let Some(present) = &present
        && target.as_ref() != Some(&present.id)
        && !shared
    {
        if let Some(target) = &target {
            joint_rows::follow(tx, &present.id, target)?;
        }
        lesson_rows::delete(tx, &present.id)?;
    }
    if let Some(id) = target {
        lesson.id = id;
        let stored = lesson_rows::get(tx, &lesson.id)?;
        let others = joint_rows::writers(tx, &lesson.id, sheet_id)?;
        if let Some(theirs) = &stored {
            let planned = lesson_rows::is_planned(tx, &theirs.id)?;
            // What was handed in says what it said: another observer's draft changes nothing of it.
            let comes_after = known.is_none_or(|record| record.submitted_at.is_none())
                && joint_rows::handed_in(tx, &theirs.id, sheet_id)?;
            if comes_after
                || !others.iter().all(|observer| people.has(observer.as_deref()))
                || (planned && !people.has(theirs.teacher_id.as_deref()))
            {
                let count = if others.is_empty() { lesson.lesson_count } else { theirs.lesson_count };
                lesson = LessonRow { lesson_count: count, ..reach::joined(theirs.clone(), &lesson) };
            } else if planned {
                // A field that the observer leaves empty takes nothing away from the plan.
                lesson = reach::joined(lesson, theirs);
            }
        }
        if stored.as_ref() != Some(&lesson) {
            lesson_rows::update(tx, &lesson)?;
        }
    } else {
        lesson.id = tx.new_id()?;
        lesson_rows::insert(tx, &lesson)?;
    }
    Ok(lesson.id)
}

/// Whether a sheet leaves the lesson that somebody planned: then the plan stays where it is.
fn moves_away(tx: &Tx<'_>, plan: &LessonRow, lesson: &LessonRow) -> Result<bool> {
    let other = |plan: Option<&str>, own: Option<&str>| plan.is_some() && own.is_some() && plan != own;
    let leaves = plan.date != lesson.date
        || (plan.period.is_some() && lesson.period.is_some() && plan.period != lesson.period)
        || other(plan.teacher_id.as_deref(), lesson.teacher_id.as_deref())
        || other(plan.class_id.as_deref(), lesson.class_id.as_deref());
    Ok(leaves && lesson_rows::is_planned(tx, &plan.id)?)
}
