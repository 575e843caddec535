//! The records of the sample school, day by day.

use super::{
    content::{
        Activity, Draft, DutySide, Entered, HomeworkCheck, LessonPlan, ObservedLesson, Pairing, SamplePlan, Sheet,
        SheetState,
    },
    ground::{Ground, grade},
};
use crate::{
    access::People,
    error::Result,
    homework::{self, HomeworkInput},
    lesson_plan::{self, DraftInput, PlanInput},
    mentoring::{self, ActivityInput, Duty, DutyDirection, PairingInput},
    observation::{self, SheetInput, TimelineEntry},
    rubric::Score,
};
use chrono::NaiveDate;
use keji_store::Tx;
use std::{cell::RefCell, collections::BTreeMap};

/// One record that is written on a day.
pub(crate) enum Record<'a> {
    Sheet(&'a ObservedLesson, &'a Sheet),
    Homework(&'a HomeworkCheck),
    /// A plan is made with its first draft.
    Plan(&'a LessonPlan, &'a Draft, MadeId),
    Pairing(&'a Pairing, MadeId),
    Activity(&'a Activity, MadeId),
}

/// Identifier of a plan or a pairing, once it has been written.
pub(crate) type MadeId = std::rc::Rc<RefCell<Option<String>>>;

/// All records by the day on which they were written; none later than the pinned day.
pub(crate) fn by_day(plan: &SamplePlan) -> BTreeMap<NaiveDate, Vec<Record<'_>>> {
    let mut days: BTreeMap<NaiveDate, Vec<Record<'_>>> = BTreeMap::new();
    let mut put = |day: NaiveDate, record| days.entry(day.min(plan.term.today)).or_default().push(record);
    for pairing in &plan.pairings {
        let id = MadeId::default();
        put(pairing.from, Record::Pairing(pairing, id.clone()));
        for activity in &pairing.activities {
            put(activity.date.max(pairing.from), Record::Activity(activity, id.clone()));
        }
    }
    for lesson in &plan.lessons {
        for sheet in &lesson.sheets {
            put(sheet.written_on, Record::Sheet(lesson, sheet));
        }
    }
    for check in plan.homework_rounds.iter().flat_map(|round| &round.checks) {
        put(check.date, Record::Homework(check));
    }
    for lesson_plan in &plan.lesson_plans {
        let id = MadeId::default();
        for draft in &lesson_plan.drafts {
            put(draft.date, Record::Plan(lesson_plan, draft, id.clone()));
        }
    }
    days
}

impl Record<'_> {
    /// Writes the record through its slice.
    pub(crate) fn write(&self, tx: &Tx<'_>, plan: &SamplePlan, ground: &Ground) -> Result<()> {
        match self {
            Self::Sheet(lesson, sheet) => write_sheet(tx, ground, lesson, sheet),
            Self::Homework(check) => write_homework(tx, ground, check),
            Self::Plan(lesson_plan, draft, id) => write_draft(tx, plan, ground, lesson_plan, draft, id),
            Self::Pairing(pairing, id) => write_pairing(tx, ground, pairing, id),
            Self::Activity(activity, pairing) => write_activity(tx, activity, pairing),
        }
    }
}

fn write_sheet(tx: &Tx<'_>, ground: &Ground, lesson: &ObservedLesson, sheet: &Sheet) -> Result<()> {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let input = SheetInput {
        id: tx.new_id()?,
        sitting: tx.new_id()?,
        date: lesson.date,
        period: Some(u32::from(lesson.period)),
        lesson_count: 1,
        teacher_id: Some(ground.teachers[lesson.teacher].clone()),
        subject: lesson.subject.to_owned(),
        class_id: Some(ground.classes[lesson.class].clone()),
        topic: lesson.topic.clone(),
        lesson_kind: lesson.kind.to_owned(),
        lesson_type: lesson.lesson_type.to_owned(),
        place: lesson.place.clone(),
        observer_id: Some(ground.teachers[sheet.observer].clone()),
        entered_after: sheet.entered == Entered::Later,
        timeline: sheet
            .timeline
            .iter()
            .map(|row| TimelineEntry {
                clock: row.at.map(clock),
                process: row.process.clone(),
                remark: row.remark.clone(),
                ..TimelineEntry::default()
            })
            .collect(),
        outside: String::new(),
        outside_teacher: String::new(),
        pupils_due: None,
        pupils_present: None,
        rubric_id: None,
        scores: sheet
            .scores
            .iter()
            .flat_map(|levels| ground.rubric_items.iter().zip(levels))
            .map(|(item, level)| Score { item_id: item.clone(), level: Some(u32::from(*level)), value: None })
            .collect(),
        reported_total: None,
        strengths: sheet.strengths.clone(),
        problems: sheet.problems.clone(),
        advice: sheet.advice.clone(),
        gains: sheet.gains.clone(),
        note: None,
        form_number: None,
    };
    match sheet.state {
        SheetState::Draft => observation::save_draft(tx, &People::All, &input)?,
        SheetState::Submitted => observation::submit(tx, &People::All, &input)?,
    };
    Ok(())
}

fn write_homework(tx: &Tx<'_>, ground: &Ground, check: &HomeworkCheck) -> Result<()> {
    let advice = [check.strengths.as_str(), check.advice.as_str()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    homework::save(
        tx,
        &People::All,
        &HomeworkInput {
            id: tx.new_id()?,
            date: check.date,
            checker_id: Some(ground.teachers[check.checker].clone()),
            teacher_id: ground.teachers[check.teacher].clone(),
            class_id: Some(ground.classes[check.class].clone()),
            subject: check.subject.to_owned(),
            book_kind: check.book.to_owned(),
            required: Some(u32::from(check.required)),
            assigned: Some(u32::from(check.assigned)),
            fully_marked: Some(u32::from(check.fully_marked)),
            remarked: Some(u32::from(check.remarked)),
            sampled: Some(u32::from(check.books_sampled)),
            band: check.band.to_owned(),
            advice,
        },
    )?;
    Ok(())
}

fn write_draft(
    tx: &Tx<'_>,
    plan: &SamplePlan,
    ground: &Ground,
    lesson_plan: &LessonPlan,
    draft: &Draft,
    id: &MadeId,
) -> Result<()> {
    let known = id.borrow().clone();
    let plan_id = if let Some(known) = known {
        known
    } else {
        let input = PlanInput {
            id: tx.new_id()?,
            teacher_id: ground.teachers[lesson_plan.teacher].clone(),
            subject: lesson_plan.subject.to_owned(),
            grade: grade(lesson_plan.grade).to_owned(),
            unit: lesson_plan.unit.clone(),
            topic: lesson_plan.topic.clone(),
            planned_date: Some(lesson_plan.planned_on),
        };
        let made = lesson_plan::save(tx, &People::All, &input)?;
        *id.borrow_mut() = Some(made.clone());
        made
    };
    let body: Vec<String> =
        draft.sections.iter().map(|section| format!("{}\n{}", section.name, section.text)).collect();
    let talks = lesson_plan.discussions.iter().filter(|talk| talk.after_draft == draft.number);
    let discussion: Vec<String> = talks
        .map(|talk| {
            let present: Vec<&str> = talk.present.iter().map(|teacher| plan.teachers[*teacher].name).collect();
            format!("{}　参加：{}\n{}", talk.date.format("%Y-%m-%d"), present.join("、"), talk.notes)
        })
        .collect();
    let thoughts = lesson_plan.reflections.iter().filter(|thought| thought.draft == draft.number);
    let reflection: Vec<String> =
        thoughts.map(|thought| format!("【{}·{}】{}", thought.section, thought.kind, thought.text)).collect();
    lesson_plan::save_draft(
        tx,
        &People::All,
        &DraftInput {
            id: tx.new_id()?,
            sitting: tx.new_id()?,
            plan_id,
            number: u32::from(draft.number),
            author_id: Some(ground.teachers[draft.author].clone()),
            date: draft.date,
            body: body.join("\n"),
            discussion: discussion.join("\n"),
            reflection: reflection.join("\n"),
        },
    )?;
    Ok(())
}

fn write_pairing(tx: &Tx<'_>, ground: &Ground, pairing: &Pairing, made: &MadeId) -> Result<()> {
    let duties = pairing
        .duties
        .iter()
        .map(|duty| Duty {
            id: String::new(),
            direction: match duty.side {
                DutySide::MentorObserves => DutyDirection::MentorObserves,
                DutySide::ApprenticeObserves => DutyDirection::ApprenticeObserves,
            },
            times: u32::from(duty.lessons),
            every_weeks: Some(u32::from(duty.window_weeks)),
        })
        .collect();
    let id = mentoring::save(
        tx,
        &PairingInput {
            id: tx.new_id()?,
            mentor_id: ground.teachers[pairing.mentor].clone(),
            apprentice_id: ground.teachers[pairing.apprentice].clone(),
            kind: pairing.kind.to_owned(),
            started_on: pairing.from,
            ended_on: None,
            note: pairing.agreement.to_owned(),
            duties,
        },
    )?;
    *made.borrow_mut() = Some(id);
    Ok(())
}

fn write_activity(tx: &Tx<'_>, activity: &Activity, pairing: &MadeId) -> Result<()> {
    let input = ActivityInput {
        id: tx.new_id()?,
        pairing_id: pairing.borrow().clone().unwrap_or_default(),
        date: activity.date,
        kind: activity.kind.to_owned(),
        text: activity.text.clone(),
    };
    mentoring::save_activity(tx, &People::All, &input)?;
    Ok(())
}
