//! Days on which the school has no lessons: a record of one is taken in, and the user is told.

use crate::{
    calendar::{self, Day, DayKind, Week, WeekKind},
    error::Result,
    exchange::{
        ground::{ClassRef, Ground},
        words,
    },
    timetable::{self, TimetableRequest},
};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// The calendar of the term, as far as it says where no lessons are.
pub(super) struct RestDays {
    special: Vec<Day>,
    weeks: Vec<Week>,
    /// Days of the weekend that the timetable has lessons on.
    taught: BTreeSet<u32>,
    grade_of: BTreeMap<String, String>,
}

impl RestDays {
    /// Reads the calendar of the term of the ground; without a term no day is odd.
    ///
    /// # Errors
    /// The store's refusal.
    pub(super) fn read(read: &Read<'_>, ground: &Ground) -> Result<Self> {
        let classes = ground.classes.iter();
        let grade_of = classes.flat_map(|((grade, _), ids)| ids.iter().map(|id| (id.clone(), grade.clone()))).collect();
        let mut days = Self { special: Vec::new(), weeks: Vec::new(), taught: (1..=7).collect(), grade_of };
        if let Some(term) = &ground.term {
            days.special = calendar::special_days(read, term.first_day, term.last_day)?;
            days.weeks = calendar::weeks(read, &term.id)?.0;
            let lessons = timetable::timetable(read, &term.id, &TimetableRequest::default())?.lessons;
            days.taught = (1..=5).chain(lessons.into_iter().filter_map(|lesson| lesson.weekday)).collect();
        }
        Ok(days)
    }

    /// What is odd about a day as that of a lesson of a class; none for a school day.
    pub(super) fn odd(&self, date: NaiveDate, class: Option<&ClassRef>) -> Option<String> {
        let week = self.weeks.iter().find(|week| (week.first_day..=week.last_day).contains(&date))?;
        let grade = class.and_then(|class| match class {
            ClassRef::Known(id) => self.grade_of.get(id).map(String::as_str),
            ClassRef::New(grade, _) => Some(grade.as_str()),
        });
        let of_day = |day: &&Day| day.date == date && (day.grade.is_none() || day.grade.as_deref() == grade);
        // A grade's own entry goes before the school's.
        let special = self.special.iter().filter(of_day).min_by_key(|day| day.grade.is_none());
        let (told, weekday) = (words::day(date), date.weekday().number_from_monday());
        match special.map(|day| (day.kind, day.name.as_str())) {
            Some((DayKind::Holiday, name)) => Some(format!("{told}放假（{name}），不是上课日，请核对日期。")),
            None if !self.taught.contains(&weekday) => {
                Some(format!("{told}是{}，校历上不是补课日，请核对日期。", words::weekday(weekday)))
            }
            // A week that the office calls a holiday as a whole; in others the days themselves say so.
            None if week.kind == WeekKind::Holiday && !self.has_holidays(week) => {
                Some(format!("{told}在假期周里，不是上课日，请核对日期。"))
            }
            Some((DayKind::MakeUp, _)) | None => None,
        }
    }

    fn has_holidays(&self, week: &Week) -> bool {
        let inside = |day: &Day| (week.first_day..=week.last_day).contains(&day.date);
        self.special.iter().any(|day| day.kind == DayKind::Holiday && inside(day))
    }
}
