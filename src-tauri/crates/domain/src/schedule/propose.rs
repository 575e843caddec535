//! A proposal: a lesson for each of some teachers, from their own timetables, spread fairly over the days.

use super::{
    board,
    hints::Ground,
    rows::PlannedRow,
    save::blank,
    types::{PlannedInput, PlannedLesson, ProposeRequest, Proposed, ProposedNot},
};
use crate::{
    access::People,
    calendar::{self, WeekKind},
    error::{Code, Error, Result},
    roster::{self, Teacher},
    text,
    timetable::LessonOn,
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// A lesson for each teacher whom the request means; nothing is written.
///
/// # Errors
/// `NoTerm`, `OutOfRange`, `FieldEmpty`, `FieldTooLong`, `DaysReversed`.
pub(super) fn propose(
    read: &Read<'_>,
    people: &People,
    today: NaiveDate,
    request: &ProposeRequest,
) -> Result<Proposed> {
    let kind = text::required("课例类型", &request.lesson_kind, 20)?;
    text::within("每天节数", request.a_day, 1, 20)?;
    let term = calendar::term(read, None, today)?;
    let weeks = calendar::weeks(read, &term.id)?;
    let asked = || {
        let numbers = request.from_week..=request.to_week;
        weeks.0.iter().filter(move |week| week.number > 0 && numbers.contains(&week.number))
    };
    let (Some(first), Some(last)) = (asked().next(), asked().next_back()) else {
        return Err(Error::rule(Code::WeekUnknown).with("week", request.from_week));
    };
    let ground = Ground::read(read, first.first_day, last.last_day)?;
    let teaching: Vec<(NaiveDate, NaiveDate)> =
        asked().filter(|week| week.kind == WeekKind::Teaching).map(|week| (week.first_day, week.last_day)).collect();
    let fits = |day: NaiveDate| day > today && teaching.iter().any(|(first, last)| (*first..=*last).contains(&day));
    let mut answer = Proposed { rows: Vec::new(), left_out: Vec::new() };
    let mut open: Vec<Wish> = Vec::new();
    for teacher in chosen(read, people, today, request)? {
        let has = ground
            .plans
            .iter()
            .any(|plan| plan.teacher_id == teacher.id && plan.lesson_kind == kind && plan.cancelled_on.is_none());
        if has {
            leave_out(&mut answer, "这几周已有安排", teacher.display);
            continue;
        }
        let lessons: Vec<LessonOn> = (ground.lessons.iter())
            .filter(|(day, _)| fits(**day))
            .flat_map(|(_, lessons)| lessons)
            .filter(|lesson| lesson.teacher_id.as_ref() == Some(&teacher.id))
            .cloned()
            .collect();
        if lessons.is_empty() {
            leave_out(&mut answer, "这几周课表上没有课", teacher.display);
            continue;
        }
        open.push(Wish { teacher, lessons });
    }
    // Who has the fewest lessons to choose from comes first; equal ones stay in the roster's order.
    open.sort_by_key(|wish| wish.lessons.len());
    let mates = roster::prep_mates(read)?;
    let mut spread = Spread { ground: &ground, mates: &mates, a_day: request.a_day, placed: Vec::new() };
    for wish in &open {
        if !spread.place(wish, &open) {
            leave_out(&mut answer, "每天节数已满，或者可选的节次都已安排", wish.teacher.display.clone());
        }
    }
    let placed: Vec<PlannedRow> = spread.placed.iter().map(|(lesson, _)| row(lesson, &kind, request)).collect();
    let mut told: Vec<PlannedLesson> = placed.iter().map(|plan| board::told(&ground, &weeks, people, plan)).collect();
    told.sort_by_key(|lesson| (lesson.date, lesson.period));
    answer.rows = told;
    Ok(answer)
}

fn leave_out(answer: &mut Proposed, why: &str, teacher: String) {
    match answer.left_out.iter_mut().find(|left| left.why == why) {
        Some(left) => left.teachers.push(teacher),
        None => answer.left_out.push(ProposedNot { why: why.to_owned(), teachers: vec![teacher] }),
    }
}

struct Wish {
    teacher: Teacher,
    lessons: Vec<LessonOn>,
}

/// Lessons that have found their place, each with its teacher's place in the list.
struct Spread<'a> {
    ground: &'a Ground,
    mates: &'a BTreeMap<String, BTreeSet<String>>,
    a_day: u32,
    placed: Vec<(LessonOn, String)>,
}

impl Spread<'_> {
    /// Finds a lesson for a teacher; where all days are full, one that is placed makes room if it has another place.
    fn place(&mut self, wish: &Wish, all: &[Wish]) -> bool {
        if let Some(lesson) = self.best(wish) {
            self.placed.push((lesson, wish.teacher.id.clone()));
            return true;
        }
        for at in 0..self.placed.len() {
            let moved = self.placed.remove(at);
            let other = all.iter().find(|other| other.teacher.id == moved.1);
            if let Some(lesson) = self.best(wish) {
                self.placed.push((lesson, wish.teacher.id.clone()));
                if let Some((elsewhere, id)) = other.and_then(|other| Some((self.best(other)?, moved.1.clone()))) {
                    self.placed.push((elsewhere, id));
                    return true;
                }
                self.placed.pop();
            }
            self.placed.insert(at, moved);
        }
        false
    }

    /// The lesson on the emptiest day of the emptiest week at which some of the teacher's prep group is free.
    fn best(&self, wish: &Wish) -> Option<LessonOn> {
        let free = wish
            .lessons
            .iter()
            .filter(|lesson| self.on(lesson.date) < self.a_day && !self.taken(lesson.date, lesson.period));
        free.min_by_key(|lesson| {
            (
                self.alone(lesson, &wish.teacher.id),
                self.on(lesson.date),
                self.near(lesson.date),
                lesson.date,
                lesson.period,
            )
        })
        .cloned()
    }

    fn days(&self) -> impl Iterator<Item = (NaiveDate, Option<u32>)> {
        let plans = self.ground.plans.iter().filter(|plan| plan.cancelled_on.is_none());
        let placed = self.placed.iter().map(|(lesson, _)| (lesson.date, Some(lesson.period)));
        plans.map(|plan| (plan.date, plan.period)).chain(placed)
    }

    fn on(&self, date: NaiveDate) -> u32 {
        u32::try_from(self.days().filter(|(day, _)| *day == date).count()).unwrap_or(u32::MAX)
    }

    fn near(&self, date: NaiveDate) -> usize {
        self.days().filter(|(day, _)| (*day - date).num_days().abs() < 4).count()
    }

    fn taken(&self, date: NaiveDate, period: u32) -> bool {
        self.days().any(|taken| taken == (date, Some(period)))
    }

    /// Whether everybody of the prep group is in class.
    fn alone(&self, lesson: &LessonOn, teacher: &str) -> bool {
        let busy = |mate: &String| {
            self.ground.at(lesson.date, lesson.period).any(|other| other.teacher_id.as_ref() == Some(mate))
        };
        self.mates.get(teacher).is_some_and(|mates| !mates.is_empty() && mates.iter().all(busy))
    }
}

/// Teachers in service whom the request means and the account reaches.
fn chosen(read: &Read<'_>, people: &People, today: NaiveDate, request: &ProposeRequest) -> Result<Vec<Teacher>> {
    let (stages, _) = roster::stages(read)?;
    let heads: BTreeSet<String> = (roster::prep_groups(read)?.into_iter())
        .flat_map(|group| group.members)
        .filter(|member| member.leads)
        .map(|member| member.teacher_id)
        .collect();
    let stage = |teacher: &Teacher| roster::stage_of(&stages, teacher, today).map(|stage| stage.name.clone());
    let marked = |teacher: &Teacher, tag: &String| {
        let month = today.format("%Y-%m").to_string();
        teacher.tags.iter().any(|own| own.tag == *tag && own.until.as_ref().is_none_or(|until| *until >= month))
    };
    let mut teachers = roster::teachers(read)?;
    teachers.retain(|teacher| {
        teacher.in_service
            && people.has(Some(&teacher.id))
            && (request.teacher_ids.is_empty() || request.teacher_ids.contains(&teacher.id))
            && request.department_id.as_ref().is_none_or(|id| teacher.department_id.as_ref() == Some(id))
            && request.stage.as_ref().is_none_or(|name| stage(teacher).as_ref() == Some(name))
            && request.tag.as_ref().is_none_or(|tag| marked(teacher, tag))
            && (!request.prep_heads || heads.contains(&teacher.id))
    });
    Ok(teachers)
}

fn row(lesson: &LessonOn, kind: &str, request: &ProposeRequest) -> PlannedRow {
    blank(&PlannedInput {
        id: None,
        date: lesson.date,
        period: Some(lesson.period),
        teacher_id: lesson.teacher_id.clone().unwrap_or_default(),
        class_id: Some(lesson.class_id.clone()),
        subject: lesson.subject.clone(),
        topic: String::new(),
        lesson_kind: kind.to_owned(),
        place: lesson.place.clone(),
        host: request.host.clone(),
        note: String::new(),
        seats: None,
    })
}
