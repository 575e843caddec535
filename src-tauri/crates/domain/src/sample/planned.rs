//! Lessons that the sample school has planned for the days around its pinned one, and who will come.

use super::content::SamplePlan;
use crate::{
    access::People,
    calendar,
    error::Result,
    roster,
    schedule::{self, PlannedInput, SeatAsk},
    timetable,
};
use chrono::Days;
use keji_store::Tx;

/// Days after the pinned one, the earliest period, subject, kind, who organises it, topic.
const LESSONS: [(u64, u32, &str, &str, &str, &str); 6] = [
    (0, 4, "语文", "研究课", "语文教研组", "阿长与《山海经》"),
    (1, 2, "数学", "展示课", "教务处", "三角形的外角"),
    (1, 3, "英语", "展示课", "教务处", "Unit 6 Section B"),
    (4, 2, "语文", "展示课", "教务处", "古诗三首"),
    (5, 3, "物理", "公开课", "教务处", "探究凸透镜成像的规律"),
    (6, 2, "数学", "汇报课", "数学教研组", "一次函数的图象"),
];

/// Writes the planned lessons; a day without such a lesson in the timetable has none.
pub(super) fn write(tx: &Tx<'_>, plan: &SamplePlan) -> Result<()> {
    let term = calendar::term(tx, None, plan.term.today)?;
    let teachers = roster::teachers(tx)?;
    for (after, period, subject, kind, host, topic) in LESSONS {
        let date = plan.term.today + Days::new(after);
        let lessons = timetable::lessons_on(tx, &term.id, date)?;
        let mut fitting = lessons.iter().filter(|lesson| lesson.period >= period && lesson.subject == subject);
        let Some(lesson) = fitting.find(|lesson| lesson.teacher_id.is_some()) else {
            continue;
        };
        let period = lesson.period;
        let at = || lessons.iter().filter(|lesson| lesson.period == period);
        let teacher_id = lesson.teacher_id.clone().unwrap_or_default();
        let input = PlannedInput {
            id: None,
            date,
            period: Some(period),
            teacher_id: teacher_id.clone(),
            class_id: Some(lesson.class_id.clone()),
            subject: subject.to_owned(),
            topic: topic.to_owned(),
            lesson_kind: kind.to_owned(),
            place: lesson.place.clone(),
            host: host.to_owned(),
            note: String::new(),
            seats: None,
        };
        let lesson_id = schedule::plan_lesson(tx, &People::All, &input)?;
        let free = teachers.iter().filter(|one| {
            one.in_service
                && one.subject == subject
                && one.id != teacher_id
                && !at().any(|lesson| lesson.teacher_id.as_ref() == Some(&one.id))
        });
        for (place, one) in free.take(3).enumerate() {
            let ask = SeatAsk { lesson_id: lesson_id.clone(), teacher_ids: vec![one.id.clone()], invite: place == 2 };
            schedule::ask_seats(tx, &People::All, &ask)?;
        }
    }
    Ok(())
}
