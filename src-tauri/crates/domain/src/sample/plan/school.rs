//! The school as the plan of visits sees it: who is where in which period.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::content::calendar::{dates, lessons_follow, week_of};
use super::super::content::topics::{Genre, Topic, topic};
use super::super::content::{Class, Slot, SpecialDay, Teacher, TeacherIx, Term};

/// The fixed facts of the school.
#[derive(Debug)]
pub struct School {
    /// People.
    pub teachers: Vec<Teacher>,
    /// Classes.
    pub classes: Vec<Class>,
    /// The weekly timetable.
    pub timetable: Vec<Slot>,
    /// Days that depart from the week.
    pub special: Vec<SpecialDay>,
    /// The term.
    pub term: Term,
    /// Who teaches when: person, weekday, period.
    busy: BTreeSet<(TeacherIx, u8, u8)>,
    /// How many lessons of the same subject and class come earlier in the week, by slot.
    pub nth: Vec<usize>,
}

/// A lesson of the timetable on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The day.
    pub date: NaiveDate,
    /// Week of the term.
    pub week: u8,
    /// Index in the timetable.
    pub slot: usize,
}

impl School {
    /// The school with its timetable.
    pub fn new(
        teachers: Vec<Teacher>,
        classes: Vec<Class>,
        timetable: Vec<Slot>,
        special: Vec<SpecialDay>,
        term: Term,
    ) -> Self {
        let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        let nth = timetable
            .iter()
            .map(|s| {
                let n = counts.entry((s.class, s.subject)).or_default();
                *n += 1;
                *n - 1
            })
            .collect();
        let busy = timetable.iter().map(|s| (s.teacher, s.weekday, s.period)).collect();
        Self { teachers, classes, timetable, special, term, busy, nth }
    }

    /// Lessons that have taken place: all before the pinned day, and its first two periods.
    pub fn held(&self) -> Vec<Occurrence> {
        let mut all = Vec::new();
        for date in dates(self.term.from, self.term.today) {
            let Some(weekday) = lessons_follow(date, &self.special) else {
                continue;
            };
            for (slot, s) in self.timetable.iter().enumerate() {
                if s.weekday == weekday && (date < self.term.today || s.period <= 2) {
                    all.push(Occurrence { date, week: week_of(date), slot });
                }
            }
        }
        all
    }

    /// Whether a person teaches in that period of the weekday.
    pub fn teaches(&self, person: TeacherIx, weekday: u8, period: u8) -> bool {
        self.busy.contains(&(person, weekday, period))
    }

    /// What is taught in a lesson.
    pub fn topic(&self, occurrence: Occurrence) -> Topic {
        let slot = &self.timetable[occurrence.slot];
        let grade = self.classes[slot.class].grade;
        topic(slot.subject, grade, occurrence.week, self.nth[occurrence.slot])
    }

    /// Where a lesson takes place.
    pub fn place(&self, slot: &Slot, genre: Genre) -> String {
        let grade = self.classes[slot.class].grade;
        match slot.subject {
            "体育" if slot.period.is_multiple_of(3) => "体育馆".to_owned(),
            "体育" => "田径场".to_owned(),
            "音乐" => "艺术楼 音乐教室".to_owned(),
            "美术" => "艺术楼 美术教室".to_owned(),
            "信息科技" => "实验楼 计算机教室".to_owned(),
            "劳动" => "实验楼 劳动教室".to_owned(),
            "物理" if genre == Genre::Special => format!("实验楼 1-0{}", grade - 6),
            "化学" if genre == Genre::Special => "实验楼 2-01".to_owned(),
            "生物" if genre == Genre::Special => "实验楼 2-03".to_owned(),
            _ => self.classes[slot.class].room.clone(),
        }
    }
}

/// 课型 of a lesson.
pub fn lesson_type(subject: &str, genre: Genre) -> &'static str {
    match (subject, genre) {
        (_, Genre::Review) => "复习课",
        (_, Genre::Comment) => "讲评课",
        ("物理" | "化学" | "生物", Genre::Special) => "实验课",
        ("劳动", _) => "活动课",
        _ => "新授课",
    }
}
