//! The heading of a form: who was judged, on what, when and by whom.

use super::super::lesson;
use crate::{observation::Sheet, rubric::RubricPurpose, summary::words};

/// Two labels with their values, one row.
pub(super) type Pair = [(&'static str, String); 2];

/// Of an observation.
pub(super) fn of(sheet: &Sheet) -> Vec<Pair> {
    let observer = sheet.observer.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let kinds = words::join(&[&sheet.lesson_kind, &sheet.lesson_type], "、");
    vec![
        [("授课人", lesson::teacher(sheet)), ("学科", sheet.subject.clone())],
        [("课题", sheet.topic.clone()), ("班级地点", lesson::place(sheet))],
        [("时间", lesson::when(sheet)), ("听课类型", kinds)],
        [("评价人", observer), ("节数", format!("{}节", sheet.lesson_count))],
    ]
}

/// To be filled in by hand.
pub(super) fn blank(purpose: RubricPurpose) -> Vec<Pair> {
    let labels = match purpose {
        RubricPurpose::Lesson => [["授课人", "学科"], ["课题", "班级地点"], ["时间", "听课类型"], ["评价人", "节数"]],
        RubricPurpose::LessonPlan => [["教师", "学科"], ["年级班级", "周次"], ["课题", "课时"], ["检查人", "检查日期"]],
        RubricPurpose::Homework => {
            [["教师", "学科"], ["班级", "周次"], ["应交本数", "实交本数"], ["检查人", "检查日期"]]
        }
    };
    labels.into_iter().map(|pair| pair.map(|label| (label, String::new()))).collect()
}
