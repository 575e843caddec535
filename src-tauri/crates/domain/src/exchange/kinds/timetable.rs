//! Rows of a timetable in the long layout (课程表): one lesson a row.

use crate::{
    error::{Code, Error, Result},
    exchange::{
        apply::{Write, Writer},
        ground::{ClassRef, Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        table::{Line, Table},
        words,
    },
    timetable::{self, NewLesson, OddEven, TimetableLesson, TimetableRequest},
};
use chrono::NaiveDate;
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeMap;

/// When a lesson stands in which timetable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    when: When,
    /// Only in odd or even weeks; none for every week.
    weeks: Option<OddEven>,
    /// The timetable; none for the term's first.
    timetable: Option<String>,
}

/// When a lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// On this weekday.
    Weekly(u32),
    /// On this day.
    On(NaiveDate),
}

/// What is taught, by whom, where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Content {
    subject: String,
    teacher: Option<PersonRef>,
    place: String,
}

/// A lesson to be written.
#[derive(Debug, Clone)]
pub(crate) struct LessonWrite {
    /// The lesson that is changed; none for a new one.
    id: Option<String>,
    slot: Slot,
    period: u32,
    class: ClassRef,
    content: Content,
}

/// The timetable as it stands.
pub(crate) struct Known {
    by_place: BTreeMap<(Slot, u32, String), Vec<(String, Content)>>,
    /// Timetables that follow the term's first, by name.
    timetables: BTreeMap<String, String>,
}

impl Known {
    /// Reads the timetable of the term.
    ///
    /// # Errors
    /// `NoTerm`.
    pub(crate) fn read(read: &Read<'_>, ground: &Ground) -> Result<Self> {
        let term = ground.term.as_ref().ok_or_else(|| Error::rule(Code::NoTerm))?;
        let whole = timetable::timetable(read, &term.id, &TimetableRequest::default())?;
        let timetables = whole.timetables.into_iter().filter_map(|table| Some((table.name, table.id?))).collect();
        let mut by_place: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for lesson in whole.lessons {
            if let Some(slot) = slot_of(&lesson) {
                let content = Content {
                    subject: lesson.subject,
                    teacher: lesson.teacher_id.map(PersonRef::Known),
                    place: lesson.place,
                };
                by_place.entry((slot, lesson.period, lesson.class_id)).or_default().push((lesson.id, content));
            }
        }
        Ok(Self { by_place, timetables })
    }

    fn at(&self, slot: &Slot, period: u32, class: &ClassRef) -> &[(String, Content)] {
        let Some(class) = class.known() else {
            return &[];
        };
        self.by_place.get(&(slot.clone(), period, class.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// What the file has said so far.
#[derive(Default)]
struct Said {
    lessons: BTreeMap<(Slot, u32, ClassRef), Vec<(u32, Content)>>,
    rooms: BTreeMap<(When, u32, PersonRef), (u32, ClassRef)>,
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut said = Said::default();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes the lessons of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, lessons: &[LessonWrite]) -> Result<()> {
    for lesson in lessons {
        let teacher = match &lesson.content.teacher {
            Some(teacher) => Some(writer.person(teacher, &lesson.content.subject)?),
            None => None,
        };
        let (subject, place) = (lesson.content.subject.as_str(), lesson.content.place.as_str());
        if let Some(id) = &lesson.id {
            timetable::update_lesson(writer.tx, id, subject, teacher.as_deref(), place)?;
            continue;
        }
        let class = writer.class(&lesson.class)?;
        let (weekday, date) = match lesson.slot.when {
            When::Weekly(weekday) => (Some(weekday), None),
            When::On(date) => (None, Some(date)),
        };
        let new = NewLesson {
            weekday,
            date,
            period: lesson.period,
            class_id: &class,
            subject,
            teacher_id: teacher.as_deref(),
            place,
            timetable_id: lesson.slot.timetable.as_deref(),
            weeks: lesson.slot.weeks,
        };
        timetable::insert_lesson(writer.tx, writer.term()?, &new)?;
    }
    Ok(())
}

fn row(ground: &Ground, known: &Known, said: &mut Said, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let slot = slot(&mut judge, ground, known);
    if judge.outside.is_some() {
        // No other mending brings the row into the term.
        return judge.end(Step::Nothing);
    }
    let class = required_class(&mut judge, ground);
    let periods = match line.text("period") {
        "" => {
            judge.refuse("period", "节次是空的。");
            None
        }
        cell => judge.take("period", parse::period(cell)),
    };
    let subject = ground.subjects.full(&judge.required("subject", 20));
    let teacher = ground.person(&mut judge, "teacher", line.text("teacher"), &subject);
    let place = judge.text("place", 40);
    let (Some(slot), Some(class), Some(periods), false) = (slot, class, periods, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    if !line.text("joined").is_empty() {
        judge.warn("class", "这一格是空的：表中没有空着开头的节次，也没有相邻两格写着同一节课，因此按合并单元格接着左边一格的课；不是合并格的，请在导入后删去这节课。");
    }
    let content = Content { subject, teacher, place };
    let (mut writes, mut changes) = (Vec::new(), false);
    for period in u32::from(periods.first)..=u32::from(periods.last) {
        let present = known.at(&slot, period, &class);
        let write = |id, content| LessonWrite { id, slot: slot.clone(), period, class: class.clone(), content };
        let earlier = said.lessons.entry((slot.clone(), period, class.clone())).or_default();
        let repeats = earlier.iter().any(|(_, known)| content.says_no_more_than(known));
        let is_there = present.iter().any(|(_, known)| content.says_no_more_than(known));
        if !repeats && !is_there {
            match (earlier.first(), present) {
                (Some((row, _)), _) => {
                    judge.doubt("class", format!("第 {row} 行已经给这个班排了同一节课，内容不同。"));
                    writes.push(write(None, content.clone()));
                }
                (None, []) => writes.push(write(None, content.clone())),
                (None, [(id, present)]) => {
                    changes = true;
                    writes.push(write(Some(id.clone()), content.over(present)));
                }
                (None, _) => {
                    judge.doubt("class", "课程表里这个班这一节已有几门课，接受后再加一门。");
                    writes.push(write(None, content.clone()));
                }
            }
        }
        earlier.push((line.number(), content.clone()));
        if let Some(teacher) = &content.teacher {
            let room = said.rooms.entry((slot.when, period, teacher.clone())).or_insert((line.number(), class.clone()));
            if room.1 != class {
                let reason = format!("同一位教师这一节还在{}班上课（第 {} 行）。", ground.class_name(&room.1), room.0);
                judge.warn("teacher", reason);
            }
        }
    }
    judge.end(match (writes.is_empty(), changes) {
        (true, _) => Step::Nothing,
        (false, true) => Step::Change(Write::Lessons(writes)),
        (false, false) => Step::New(Write::Lessons(writes)),
    })
}

impl Content {
    /// Whether another one says all that this one says; what this one leaves empty does not count.
    fn says_no_more_than(&self, known: &Self) -> bool {
        self.over(known) == *known
    }

    /// This one, with what it leaves empty taken from the other.
    fn over(&self, known: &Self) -> Self {
        Self {
            subject: self.subject.clone(),
            teacher: self.teacher.clone().or_else(|| known.teacher.clone()),
            place: if self.place.is_empty() { known.place.clone() } else { self.place.clone() },
        }
    }
}

fn slot(judge: &mut Judge<'_>, ground: &Ground, known: &Known) -> Option<Slot> {
    let when = when(judge, ground);
    let weeks = match judge.line.text("weeks") {
        "" | "每周" | "全" | "单双" | "单双周" => None,
        "单" | "单周" => Some(OddEven::Odd),
        "双" | "双周" => Some(OddEven::Even),
        _ => {
            judge.refuse("weeks", "单双周应写“单”或“双”；每周都上的留空。");
            None
        }
    };
    let timetable = match judge.line.text("timetable") {
        "" => None,
        name => {
            let found = known.timetables.get(name).cloned();
            if found.is_none() {
                judge.refuse("timetable", format!("本学期没有名为“{name}”的课表，请先新建这份课表。"));
            }
            found
        }
    };
    Some(Slot { when: when?, weeks, timetable })
}

/// The day when the row has one, else the weekday.
fn when(judge: &mut Judge<'_>, ground: &Ground) -> Option<When> {
    let term = ground.term.as_ref();
    if !is_blank(judge.line.text("date")) {
        let date = judge.date("date", term)?;
        if let Some(term) = term
            && !(term.first_day..=term.last_day).contains(&date)
        {
            judge.refuse("date", words::outside(date, &term.name));
            judge.outside = Some(date);
            return None;
        }
        judge.check_weekday(date);
        return Some(When::On(date));
    }
    match judge.line.text("weekday") {
        "" => {
            judge.refuse("date", "日期和星期都是空的。");
            None
        }
        cell => judge.take("weekday", parse::weekday(cell)).map(|weekday| When::Weekly(weekday.into())),
    }
}

fn required_class(judge: &mut Judge<'_>, ground: &Ground) -> Option<ClassRef> {
    if is_blank(judge.line.text("class")) {
        judge.refuse("class", "班级是空的。");
        return None;
    }
    ground.class(judge)
}

fn slot_of(lesson: &TimetableLesson) -> Option<Slot> {
    let when = lesson.date.map(When::On).or_else(|| lesson.weekday.map(When::Weekly))?;
    Some(Slot { when, weeks: lesson.weeks, timetable: lesson.timetable_id.clone() })
}
