//! What does not fit a planned lesson or somebody who comes: told, never refused.

use super::{
    rows::{self, PlannedRow, SeatRow},
    types::{PlannedHint, PlannedHintKind},
};
use crate::{
    calendar::{self, DayOf, DayOfKind},
    error::Result,
    roster::Names,
    timetable::{self, LessonOn},
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// What some days hold: lessons by the timetable, planned lessons, who comes.
pub(super) struct Ground {
    pub(super) lessons: BTreeMap<NaiveDate, Vec<LessonOn>>,
    pub(super) days: BTreeMap<NaiveDate, DayOf>,
    pub(super) plans: Vec<PlannedRow>,
    pub(super) seats: Vec<SeatRow>,
    pub(super) names: Names,
}

impl Ground {
    /// Reads what the days from one to another hold.
    pub(super) fn read(read: &Read<'_>, first: NaiveDate, last: NaiveDate) -> Result<Self> {
        let mut ground = Self {
            lessons: BTreeMap::new(),
            days: BTreeMap::new(),
            plans: rows::between(read, first, last)?,
            seats: rows::seats(read, first, last)?,
            names: Names::read(read)?,
        };
        if let Some(term) = calendar::term_containing(read, last)?.or(calendar::term_containing(read, first)?) {
            ground.lessons = timetable::lessons_between(read, &term.id, first, last)?;
            for date in first.iter_days().take_while(|date| *date <= last) {
                if let Some(day) = calendar::day_of(read, &term.id, date, None)? {
                    ground.days.insert(date, day);
                }
            }
        }
        Ok(ground)
    }

    /// Lessons by the timetable in a period.
    pub(super) fn at(&self, date: NaiveDate, period: u32) -> impl Iterator<Item = &LessonOn> {
        self.lessons.get(&date).into_iter().flatten().filter(move |lesson| lesson.period == period)
    }

    /// What does not fit a planned lesson.
    pub(super) fn of_lesson(&self, plan: &PlannedRow) -> Vec<PlannedHint> {
        let mut hints = Vec::new();
        let mut tell = |kind, text: String| hints.push(PlannedHint { kind, text });
        let empty = self.lessons.get(&plan.date).is_none_or(Vec::is_empty);
        let timetabled = self.lessons.values().any(|day| !day.is_empty());
        match self.days.get(&plan.date) {
            None => tell(PlannedHintKind::Holiday, "这天不在学期内。".into()),
            Some(day) if day.kind == DayOfKind::Holiday => {
                tell(PlannedHintKind::Holiday, format!("这天放假（{}）。", day.name));
            }
            Some(_) if empty && timetabled => tell(PlannedHintKind::Holiday, "这天课表上没有课。".into()),
            Some(day) if day.kind == DayOfKind::Exam => tell(PlannedHintKind::Exam, "这天在考试周。".into()),
            Some(_) => {}
        }
        let Some(period) = plan.period else { return hints };
        let teacher = self.names.teacher(Some(&plan.teacher_id));
        if !empty {
            self.by_timetable(plan, period, &teacher, &mut tell);
        }
        let others = self.plans.iter().filter(|other| {
            other.id != plan.id
                && other.cancelled_on.is_none()
                && other.date == plan.date
                && other.period == Some(period)
        });
        for other in others {
            let whose = self.names.teacher(Some(&other.teacher_id));
            if other.teacher_id == plan.teacher_id {
                tell(PlannedHintKind::TeacherElsewhere, format!("{teacher}这节已安排另一节{}。", other.lesson_kind));
                continue;
            }
            if plan.class_id.is_some() && other.class_id == plan.class_id {
                tell(PlannedHintKind::ClassElsewhere, format!("这个班这节已安排上{whose}的{}。", other.lesson_kind));
            }
            if !plan.subject.is_empty() && other.subject == plan.subject {
                tell(
                    PlannedHintKind::SameSubject,
                    format!("与{whose}的{}同科同时，听课人难以兼顾。", other.lesson_kind),
                );
            }
            if !plan.place.is_empty() && other.place == plan.place {
                tell(PlannedHintKind::RoomTaken, format!("{}这节已安排{whose}的{}。", plan.place, other.lesson_kind));
            }
        }
        hints
    }

    fn by_timetable(
        &self,
        plan: &PlannedRow,
        period: u32,
        teacher: &str,
        tell: &mut impl FnMut(PlannedHintKind, String),
    ) {
        let own: Vec<&LessonOn> =
            self.at(plan.date, period).filter(|lesson| lesson.teacher_id.as_ref() == Some(&plan.teacher_id)).collect();
        let with_class = own.iter().any(|lesson| plan.class_id.as_ref().is_none_or(|class| *class == lesson.class_id));
        match own.first() {
            Some(lesson) if !with_class => {
                let text = format!("{teacher}这节在{}上{}。", lesson.class_name, lesson.subject);
                tell(PlannedHintKind::TeacherElsewhere, text);
            }
            None => tell(PlannedHintKind::NotInTimetable, format!("课表上{teacher}这节没有课，需要调课。")),
            Some(_) => {}
        }
        let class = self.at(plan.date, period).find(|lesson| Some(&lesson.class_id) == plan.class_id.as_ref());
        if let Some(lesson) = class.filter(|lesson| !with_class && lesson.teacher_id.as_ref() != Some(&plan.teacher_id))
        {
            let text = format!("{}这节是{}（{}）。", lesson.class_name, lesson.subject, lesson.teacher);
            tell(PlannedHintKind::ClassElsewhere, text);
        }
        let room = self.at(plan.date, period).find(|lesson| {
            !plan.place.is_empty() && lesson.place == plan.place && Some(&lesson.class_id) != plan.class_id.as_ref()
        });
        if let Some(lesson) = room {
            tell(
                PlannedHintKind::RoomTaken,
                format!("{}这节有{}的{}。", plan.place, lesson.class_name, lesson.subject),
            );
        }
    }

    /// What does not fit an observer of a planned lesson.
    pub(super) fn of_observer(&self, plan: &PlannedRow, observer: &str) -> Vec<PlannedHint> {
        let mut hints = Vec::new();
        let Some(period) = plan.period else { return hints };
        if let Some(lesson) = self.at(plan.date, period).find(|lesson| lesson.teacher_id.as_deref() == Some(observer)) {
            let text = format!("这节有课：{}{}。", lesson.class_name, lesson.subject);
            hints.push(PlannedHint { kind: PlannedHintKind::ObserverTeaches, text });
        }
        let at_once = self.plans.iter().filter(|other| {
            other.id != plan.id
                && other.cancelled_on.is_none()
                && other.date == plan.date
                && other.period == Some(period)
        });
        for other in at_once {
            let whose = self.names.teacher(Some(&other.teacher_id));
            let seated = self
                .seats
                .iter()
                .any(|seat| seat.lesson_id == other.id && seat.teacher_id == observer && seat.expected());
            let text = if other.teacher_id == observer {
                format!("这节自己上{}。", other.lesson_kind)
            } else if seated {
                format!("同一时间已约听{whose}的{}。", other.lesson_kind)
            } else {
                continue;
            };
            hints.push(PlannedHint { kind: PlannedHintKind::ObserverElsewhere, text });
        }
        hints
    }
}
