//! Hints about the moment of a lesson: the calendar, the timetable, where the observer was.

use super::{
    hint_rows,
    types::{Hint, HintHeading, HintKind},
};
use crate::{
    calendar::{self, DayOfKind, Term},
    error::Result,
    observation,
    roster::{self, Names},
    timetable::{self, LessonOn, TimetableRequest},
};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;

/// Days after which a lesson that is written down is worth a hint.
const LATE: i64 = 14;
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// Hints about a lesson's moment; `entered` is the day on which it is written down.
pub(super) fn hints(read: &Read<'_>, id: &str, heading: &HintHeading, entered: NaiveDate) -> Result<Vec<Hint>> {
    let names = Names::read(read)?;
    let mut hints = Vec::new();
    let term = calendar::term_containing(read, heading.date)?;
    let lessons = match &term {
        Some(term) => timetable::lessons_on(read, &term.id, heading.date)?,
        None => Vec::new(),
    };
    let ours = heading.outside.trim().is_empty();
    match no_lessons(read, term.as_ref(), heading, &lessons)? {
        Some(text) if ours => hints.push(hint(HintKind::NoLessons, text)),
        Some(_) => {}
        None => {
            if let (Some(term), true) = (&term, ours) {
                hints.extend(other_lesson(read, term, heading, &lessons, &names)?);
            }
        }
    }
    hints.extend(elsewhere(read, id, heading, &lessons, &names)?);
    let late = (entered - heading.date).num_days();
    if late >= LATE {
        hints.push(hint(HintKind::Late, format!("登记时距上课已有{late}天。")));
    }
    Ok(hints)
}

fn hint(kind: HintKind, text: String) -> Hint {
    Hint { kind, text, sheet_id: None, period: None }
}

fn words(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// Why there are no lessons on a day; none on a day that has some, and in a school without terms.
fn no_lessons(
    read: &Read<'_>,
    term: Option<&Term>,
    heading: &HintHeading,
    lessons: &[LessonOn],
) -> Result<Option<String>> {
    let date = heading.date;
    let Some(term) = term else {
        let any = !calendar::all_terms(read)?.is_empty();
        return Ok(any.then(|| format!("{}不在学期内。", words(date))));
    };
    let class = heading.class_id.as_deref();
    let grade = roster::classes(read)?.into_iter().find(|known| Some(known.id.as_str()) == class);
    let day = calendar::day_of(read, &term.id, date, grade.as_ref().map(|class| class.grade.as_str()))?;
    let weekday = WEEKDAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    Ok(match day {
        None => Some(format!("{}不在学期内。", words(date))),
        Some(day) if day.kind == DayOfKind::Holiday => Some(match day.name.as_str() {
            "" => format!("{}放假。", words(date)),
            name => format!("{}放假（{name}）。", words(date)),
        }),
        Some(day) if lessons.is_empty() && day.kind != DayOfKind::MakeUp && day.follows.is_some_and(|day| day > 5) => {
            Some(format!("{}是星期{weekday}，不是上课日。", words(date)))
        }
        Some(_) => None,
    })
}

/// What the timetable knows instead; nothing where it knows neither the class on that day nor the teacher in the term.
fn other_lesson(
    read: &Read<'_>,
    term: &Term,
    heading: &HintHeading,
    lessons: &[LessonOn],
    names: &Names,
) -> Result<Option<Hint>> {
    let (Some(period), Some(teacher)) = (heading.period, heading.teacher_id.as_deref()) else { return Ok(None) };
    let class = heading.class_id.as_deref();
    let of_teacher = |lesson: &&LessonOn| lesson.teacher_id.as_deref() == Some(teacher);
    let of_class = |lesson: &&LessonOn| class.is_none_or(|class| class == lesson.class_id);
    let at = || lessons.iter().filter(|lesson| lesson.period == period);
    if at().any(|lesson| of_teacher(&lesson) && of_class(&lesson)) {
        return Ok(None);
    }
    let planned = |lesson: &observation::OpenLesson| lesson.period == Some(period) && lesson.teacher_id == teacher;
    if observation::open_lessons_between(read, heading.date, heading.date)?.iter().any(planned) {
        return Ok(None);
    }
    let who = names.teacher(Some(teacher));
    let text = if let Some(lesson) = at().find(|lesson| class.is_some() && of_class(lesson)) {
        // A lesson without a teacher contradicts nobody.
        if lesson.teacher_id.is_none() {
            return Ok(None);
        }
        format!("按课表，{}第{period}节是{}的{}课{}。", lesson.class_name, lesson.teacher, lesson.subject, note(lesson))
    } else if let Some(lesson) = at().find(of_teacher) {
        format!("按课表，{who}第{period}节在{}上{}课{}。", lesson.class_name, lesson.subject, note(lesson))
    } else {
        let request = TimetableRequest { teacher_id: Some(teacher.to_owned()), ..TimetableRequest::default() };
        if timetable::timetable(read, &term.id, &request)?.lessons.is_empty() {
            return Ok(None);
        }
        format!("按课表，{who}{}第{period}节没有课。", words(heading.date))
    };
    let mut others = lessons.iter().filter(|lesson| of_teacher(lesson) && of_class(lesson));
    let proposed = match (others.next(), others.next()) {
        (Some(only), None) => Some(only.period),
        _ => None,
    };
    Ok(Some(Hint { period: proposed, ..hint(HintKind::OtherLesson, text) }))
}

fn note(lesson: &LessonOn) -> String {
    if lesson.note.is_empty() { String::new() } else { format!("（{}）", lesson.note) }
}

/// Another sheet, or a lesson of the observer's own, in one of the lesson's periods.
fn elsewhere(
    read: &Read<'_>,
    id: &str,
    heading: &HintHeading,
    lessons: &[LessonOn],
    names: &Names,
) -> Result<Vec<Hint>> {
    let (Some(period), Some(observer)) = (heading.period, heading.observer_id.as_deref()) else {
        return Ok(Vec::new());
    };
    let periods = period..period + heading.lesson_count.clamp(1, 3);
    let who = names.teacher(Some(observer));
    let mut hints = Vec::new();
    let same = |other: &HintHeading| other.teacher_id == heading.teacher_id && other.class_id == heading.class_id;
    for sheet in hint_rows::on_day(read, observer, heading.date)? {
        let other = &sheet.heading;
        let meets = other
            .period
            .is_some_and(|first| first < periods.end && periods.start < first + other.lesson_count.clamp(1, 3));
        if sheet.id != id && meets && !same(other) {
            let whose = names.teacher(other.teacher_id.as_deref());
            let lesson = match (names.class(other.class_id.as_deref()), whose) {
                (class, whose) if class.is_empty() && whose.is_empty() => String::new(),
                (class, whose) => format!("：{class}{whose}的课"),
            };
            let text = format!("{who}在同一时间另有一份听课记录{lesson}。");
            hints.push(Hint { sheet_id: Some(sheet.id), ..hint(HintKind::Elsewhere, text) });
        }
    }
    let own = lessons
        .iter()
        .find(|lesson| periods.contains(&lesson.period) && lesson.teacher_id.as_deref() == Some(observer));
    if let Some(lesson) = own {
        let (number, class) = (lesson.period, &lesson.class_name);
        let text = format!("按课表，{who}第{number}节在{class}上{}课{}。", lesson.subject, note(lesson));
        hints.push(hint(HintKind::Elsewhere, text));
    }
    Ok(hints)
}
