//! The ground of the sample school: term, roster, timetable.

use super::content::{DayKind as PlannedKind, SamplePlan};
use crate::{
    calendar::{self, DayInput, DayKind, Period, TermCreate, WeekKind, WeekUpdate},
    error::Result,
    roster::{self, ClassInput, TeacherInput},
    rubric,
    timetable::{self, NewLesson},
};
use keji_store::Tx;

/// Identifiers of what the plan names by its index.
pub(crate) struct Ground {
    pub(crate) teachers: Vec<String>,
    pub(crate) classes: Vec<String>,
    /// Items of the scoring sheet, in order.
    pub(crate) rubric_items: Vec<String>,
}

/// Writes the ground.
pub(crate) fn write(tx: &Tx<'_>, plan: &SamplePlan) -> Result<Ground> {
    let term_id = term(tx, plan)?;
    let (teachers, classes) = people(tx, plan)?;
    for slot in &plan.timetable {
        timetable::insert_lesson(
            tx,
            &term_id,
            &NewLesson {
                weekday: Some(u32::from(slot.weekday)),
                date: None,
                period: u32::from(slot.period),
                class_id: &classes[slot.class],
                subject: slot.subject,
                teacher_id: Some(&teachers[slot.teacher]),
                place: &plan.classes[slot.class].room,
                timetable_id: None,
                weeks: None,
            },
        )?;
    }
    super::duties::write(tx, plan, &term_id, &teachers, &classes)?;
    let rubric_items = rubric::present(tx)?.document.items().map(|item| item.id.clone()).collect();
    Ok(Ground { teachers, classes, rubric_items })
}

fn term(tx: &Tx<'_>, plan: &SamplePlan) -> Result<String> {
    for day in plan.special_days.iter().filter(|day| day.kind == PlannedKind::MakeUp) {
        let input = DayInput {
            id: None,
            date: day.date,
            kind: DayKind::MakeUp,
            name: day.name.to_owned(),
            follows_weekday: day.follows.map(u32::from),
            grade: None,
        };
        calendar::save_day(tx, &input)?;
    }
    let id = calendar::create_term(
        tx,
        &TermCreate {
            school_year: plan.term.year.to_owned(),
            number: u32::from(plan.term.number),
            first_day: plan.term.from,
            last_day: plan.term.to,
            week_start: 1,
        },
    )?;
    let weeks = calendar::weeks(tx, &id)?;
    let exams = plan.special_days.iter().filter(|day| day.kind == PlannedKind::Exam).map(|day| (day.date, day.name));
    for (date, name) in exams {
        // The ruler has room for two characters: 期中, 期末.
        let label: String = name.chars().take(2).collect();
        if let Some(week) = weeks.0.iter().find(|week| (week.first_day..=week.last_day).contains(&date)) {
            let update = WeekUpdate { id: week.id.clone(), kind: WeekKind::Exam, label };
            calendar::update_week(tx, &update)?;
        }
    }
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let bells: Vec<Period> = plan
        .bells
        .iter()
        .map(|bell| Period { number: u32::from(bell.period), start: clock(bell.start), end: clock(bell.end) })
        .collect();
    calendar::save_periods(tx, &bells)?;
    Ok(id)
}

fn people(tx: &Tx<'_>, plan: &SamplePlan) -> Result<(Vec<String>, Vec<String>)> {
    let mut teachers = Vec::new();
    for teacher in &plan.teachers {
        let (year, month) = teacher.first_taught;
        teachers.push(roster::save_teacher(
            tx,
            &TeacherInput {
                id: None,
                name: teacher.name.to_owned(),
                employee_no: Some(teacher.employee_no.clone()),
                department: plan.departments[teacher.department].name.to_owned(),
                subject: teacher.subjects.first().copied().unwrap_or_default().to_owned(),
                posts: teacher.posts.clone(),
                title: Some(teacher.title.to_owned()),
                first_taught: Some(format!("{year}-{month:02}")),
                in_service: true,
                more: None,
            },
        )?);
    }
    let mut classes = Vec::new();
    for class in &plan.classes {
        let input = ClassInput {
            id: None,
            grade: grade(class.grade).to_owned(),
            number: u32::from(class.number),
            pupils: Some(u32::from(class.pupils)),
            campus_id: None,
        };
        classes.push(roster::save_class(tx, &input)?);
    }
    Ok((teachers, classes))
}

/// Name of a grade of a junior middle school.
pub(crate) fn grade(number: u8) -> &'static str {
    match number {
        7 => "七年级",
        8 => "八年级",
        _ => "九年级",
    }
}
