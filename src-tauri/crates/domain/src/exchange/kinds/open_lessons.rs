//! Rows of a plan of open lessons (公开课安排): one lesson a row, before anybody has observed it.

use crate::{
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::{ClassRef, Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        table::{Line, Table},
        words,
    },
    observation::{self, OpenLesson},
    schedule,
};
use chrono::{Days, NaiveDate, Weekday};
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeMap;

/// A lesson to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenLessonWrite {
    lesson: OpenLesson,
    teacher: PersonRef,
    class: Option<ClassRef>,
}

/// Day, period, teacher: what makes two rows the same lesson.
type Key = (NaiveDate, Option<u32>, PersonRef);

/// Open lessons as they stand.
///
/// # Errors
/// The store's refusal.
pub(crate) fn known(read: &Read<'_>) -> Result<BTreeMap<Key, OpenLesson>> {
    let mut known = BTreeMap::new();
    for lesson in observation::open_lessons(read)? {
        known.entry((lesson.date, lesson.period, PersonRef::Known(lesson.teacher_id.clone()))).or_insert(lesson);
    }
    Ok(known)
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &BTreeMap<Key, OpenLesson>, table: &Table) -> Vec<Outcome> {
    let mut said = BTreeMap::new();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes a lesson.
pub(crate) fn write(writer: &mut Writer<'_, '_>, write: &OpenLessonWrite) -> Result<()> {
    let mut lesson = write.lesson.clone();
    lesson.teacher_id = writer.person(&write.teacher, &lesson.subject)?;
    if let Some(class) = &write.class {
        lesson.class_id = Some(writer.class(class)?);
    }
    schedule::take_in(writer.tx, &lesson)
}

fn row(
    ground: &Ground,
    known: &BTreeMap<Key, OpenLesson>,
    said: &mut BTreeMap<Key, (u32, OpenLessonWrite)>,
    line: Line<'_>,
) -> Outcome {
    let mut judge = Judge::new(line);
    let date = day(&mut judge, ground);
    let period = match line.text("period") {
        cell if is_blank(cell) => None,
        cell => judge.take("period", parse::period(cell)).map(|periods| u32::from(periods.first)),
    };
    let subject = ground.subjects.full(&judge.text("subject", 20));
    let teacher = ground.required_person(&mut judge, "teacher", &subject);
    let class = ground.class(&mut judge);
    let topic = judge.text("topic", 100);
    let place = judge.text("place", 40);
    let (Some(date), Some(teacher), false) = (date, teacher, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    let subject = ground.subject(&subject, Some(&teacher));
    let key = (date, period, teacher.clone());
    let present = known.get(&key);
    let mut lesson = OpenLesson {
        id: present.and_then(|lesson| lesson.id.clone()),
        date,
        period,
        teacher_id: teacher.known().unwrap_or_default().to_owned(),
        subject,
        class_id: class.as_ref().and_then(ClassRef::known).map(str::to_owned),
        topic,
        place,
    };
    if let Some(present) = present {
        // What the row leaves empty stays as it is.
        for (into, from) in [
            (&mut lesson.subject, &present.subject),
            (&mut lesson.topic, &present.topic),
            (&mut lesson.place, &present.place),
        ] {
            if into.is_empty() {
                into.clone_from(from);
            }
        }
        if class.is_none() {
            lesson.class_id.clone_from(&present.class_id);
        }
    }
    let write = OpenLessonWrite { lesson, teacher, class };
    if let Some((row, earlier)) = said.get(&key) {
        if *earlier == write {
            return judge.end(Step::Nothing);
        }
        judge.refuse("teacher", words::differs_from(*row, "节课"));
        return judge.end(Step::Nothing);
    }
    said.insert(key, (line.number(), write.clone()));
    let same = present == Some(&write.lesson) && write.class.as_ref().is_none_or(|class| class.known().is_some());
    judge.end(match present {
        Some(_) if same => Step::Nothing,
        Some(_) => Step::Change(Write::OpenLesson(Box::new(write))),
        None => Step::New(Write::OpenLesson(Box::new(write))),
    })
}

/// The day of the row, or the weekday in the week that is meant.
fn day(judge: &mut Judge<'_>, ground: &Ground) -> Option<NaiveDate> {
    let term = ground.term.as_ref();
    if !is_blank(judge.line.text("date")) {
        let date = judge.date("date", term)?;
        judge.check_day(date, term);
        return Some(date);
    }
    let cell = judge.line.text("weekday");
    if is_blank(cell) {
        judge.refuse("date", "日期和星期都是空的。");
        return None;
    }
    let weekday = judge.take("weekday", parse::weekday(cell))?;
    let week = judge.line.week();
    let monday = week.unwrap_or(ground.today).week(Weekday::Mon).first_day();
    let date = monday.checked_add_days(Days::new(u64::from(weekday) - 1))?;
    if week.is_none() {
        judge.doubt("weekday", format!("表里只有星期，没有日期；按本周理解，这一天是{}。", words::day(date)));
    }
    Some(date)
}
