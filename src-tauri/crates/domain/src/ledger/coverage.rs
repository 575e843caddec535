//! Coverage: who saw whom, who was seen in which week, who was never seen.

use super::coverage_types::{
    Coverage, CoverageBy, CoverageGroup, CoverageObserver, CoveragePair, CoverageRequest, CoverageTeacher, CoverageWeek,
};
use crate::{
    access::People,
    calendar::{self, Term, Week, WeekKind},
    error::{Code, Error, Result},
    observation::{self, Visit},
    roster::{self, StageRule, Teacher},
};
use chrono::NaiveDate;
use keji_store::Read;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What coverage stands on.
pub(super) struct Seen {
    pub(super) term: Term,
    pub(super) weeks: Vec<Week>,
    pub(super) as_of: NaiveDate,
    pub(super) teachers: Vec<Teacher>,
    pub(super) stages: Vec<StageRule>,
    /// Visits that the account may be told of, oldest first.
    pub(super) visits: Vec<Visit>,
    /// Place of each teacher in the roster's order.
    pub(super) places: FxHashMap<String, usize>,
}

impl Seen {
    /// Reads the visits of a term up to a day, as far as an account is told of them.
    ///
    /// # Errors
    /// `NoTerm`, `TermUnknown`, `AsOfBeforeTerm`.
    pub(super) fn read(
        read: &Read<'_>,
        people: &People,
        term: Option<&str>,
        as_of: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self> {
        let term = calendar::term(read, term, today)?;
        if let Some(day) = as_of.filter(|day| *day < term.first_day) {
            return Err(Error::rule(Code::AsOfBeforeTerm).with("day", day).with("first", term.first_day));
        }
        let as_of = as_of.unwrap_or(today).min(term.last_day);
        let mut visits = observation::visits(read, term.first_day, as_of)?;
        visits.retain(|visit| {
            observation::sees(people, visit.observer_id.as_deref(), visit.teacher_id.as_deref(), true) && !visit.outside
        });
        let teachers = roster::teachers(read)?;
        Ok(Self {
            weeks: calendar::weeks(read, &term.id)?.0,
            places: teachers.iter().enumerate().map(|(place, teacher)| (teacher.id.clone(), place)).collect(),
            stages: roster::stages(read)?.0,
            teachers,
            visits,
            as_of,
            term,
        })
    }

    pub(super) fn stage(&self, teacher: &Teacher) -> &str {
        roster::stage_of(&self.stages, teacher, self.as_of).map_or("", |stage| stage.name.as_str())
    }

    fn place(&self, id: Option<&str>) -> Option<usize> {
        id.and_then(|id| self.places.get(id)).copied()
    }

    /// Who saw whom and when, of the teachers whom the request and the account let through.
    pub(super) fn coverage(
        &self,
        request: &CoverageRequest,
        people: &People,
        grades: &BTreeMap<String, String>,
    ) -> Coverage {
        let included: Vec<bool> = self.teachers.iter().map(|teacher| of(request, teacher)).collect();
        let mut sums: Vec<Sum> = self.teachers.iter().map(|_| Sum::new(self.weeks.len())).collect();
        let stages: Vec<&str> = self.teachers.iter().map(|teacher| self.stage(teacher)).collect();
        let mut pairs: FxHashMap<(usize, usize), Pair> = FxHashMap::default();
        let mut groups = Groups::new(self.teachers.len());
        let mut lesson = None;
        // Visits come in the order of their days, so that the week goes forward and never back.
        let mut week = 0;
        for visit in &self.visits {
            let Some(at) = self.place(visit.teacher_id.as_deref()).filter(|at| included[*at]) else { continue };
            let sum = &mut sums[at];
            while week < self.weeks.len() && self.weeks[week].last_day < visit.date {
                week += 1;
            }
            // The visits of a lesson come one after the other.
            let first = lesson.replace(visit.lesson) != Some(visit.lesson);
            if first {
                sum.lessons += visit.lesson_count;
                let inside = self.weeks.get(week).is_some_and(|week| week.first_day <= visit.date);
                if let Some(cell) = sum.weeks.get_mut(week).filter(|_| inside) {
                    *cell += visit.lesson_count;
                }
            }
            sum.sheets += 1;
            sum.last = Some(visit.date);
            groups.take(visit, at, first, stages[at], grades);
            if let Some(observer) = self.place(visit.observer_id.as_deref()) {
                let pair = pairs.entry((observer, at)).or_insert(Pair { sheets: 0, lessons: 0, last: visit.date });
                pair.sheets += 1;
                pair.lessons += visit.lesson_count;
                pair.last = visit.date;
            }
        }
        let mut pairs: Vec<((usize, usize), Pair)> = pairs.into_iter().collect();
        pairs.sort_unstable_by_key(|(people, _)| *people);
        let shown = |at: usize, sum: &Sum| {
            let teacher = &self.teachers[at];
            // Of whom an account is told only now and then, no row of zeros is shown that would say more.
            let told = people.has(Some(&teacher.id)) && teacher.in_service;
            included[at] && (told || sum.sheets > 0)
        };
        let rows = || sums.iter().enumerate().filter(|(at, sum)| shown(*at, sum));
        let never: Vec<String> =
            rows().filter(|(_, sum)| sum.sheets == 0).map(|(at, _)| self.teachers[at].id.clone()).collect();
        let members: Vec<&Teacher> = rows().map(|(at, _)| &self.teachers[at]).collect();
        let groups = groups.told(&members, |teacher| self.stage(teacher));
        let (observers, row_of_observer) = self.observers(&pairs);
        let mut row_of_teacher: Vec<u32> = vec![0; self.teachers.len()];
        for ((at, _), row) in rows().zip(0..) {
            row_of_teacher[at] = row;
        }
        let teachers = rows().map(|(at, sum)| self.teacher(at, sum)).collect();
        let pair = |((observer, teacher), pair): ((usize, usize), Pair)| CoveragePair {
            observer: row_of_observer[observer],
            teacher: row_of_teacher[teacher],
            sheets: pair.sheets,
            lessons: pair.lessons,
            last: pair.last,
        };
        Coverage {
            term_id: self.term.id.clone(),
            as_of: self.as_of,
            weeks: self.weeks.iter().map(week_of).collect(),
            observers,
            teachers,
            pairs: pairs.into_iter().map(pair).collect(),
            never,
            groups,
        }
    }

    fn teacher(&self, at: usize, sum: &Sum) -> CoverageTeacher {
        let teacher = &self.teachers[at];
        CoverageTeacher {
            teacher_id: teacher.id.clone(),
            teacher: teacher.display.clone(),
            department: teacher.department.clone(),
            subject: teacher.subject.clone(),
            stage: self.stage(teacher).to_owned(),
            weeks: sum.weeks.clone(),
            lessons: sum.lessons,
            sheets: sum.sheets,
            last: sum.last,
        }
    }

    /// The observers, and the row of each person on the roster among them.
    fn observers(&self, pairs: &[((usize, usize), Pair)]) -> (Vec<CoverageObserver>, Vec<u32>) {
        let mut observers: Vec<CoverageObserver> = Vec::new();
        let mut row_of: Vec<u32> = vec![0; self.teachers.len()];
        let mut known = None;
        for ((at, _), pair) in pairs {
            if known != Some(*at) {
                known = Some(*at);
                let teacher = &self.teachers[*at];
                row_of[*at] = u32::try_from(observers.len()).unwrap_or(u32::MAX);
                observers.push(CoverageObserver {
                    observer_id: teacher.id.clone(),
                    observer: teacher.display.clone(),
                    department: teacher.department.clone(),
                    lessons: 0,
                    teachers: 0,
                });
            }
            if let Some(observer) = observers.last_mut() {
                observer.lessons += pair.lessons;
                observer.teachers += 1;
            }
        }
        (observers, row_of)
    }
}

/// How often somebody saw somebody.
struct Pair {
    sheets: u32,
    lessons: u32,
    last: NaiveDate,
}

fn of(request: &CoverageRequest, teacher: &Teacher) -> bool {
    request.department_id.as_ref().is_none_or(|id| Some(id) == teacher.department_id.as_ref())
}

fn week_of(week: &Week) -> CoverageWeek {
    CoverageWeek {
        number: week.number,
        first: week.first_day,
        last: week.last_day,
        hatched: week.kind != WeekKind::Teaching,
        label: week.label.clone(),
    }
}

/// What a teacher received.
struct Sum {
    weeks: Vec<u32>,
    lessons: u32,
    sheets: u32,
    last: Option<NaiveDate>,
}

impl Sum {
    fn new(weeks: usize) -> Self {
        Self { weeks: vec![0; weeks], lessons: 0, sheets: 0, last: None }
    }
}

/// What a group received.
struct GroupSum {
    /// Whether somebody was seen, by places.
    seen: Vec<bool>,
    lessons: u32,
    sheets: u32,
}

/// Lessons by group.
struct Groups<'a> {
    sums: FxHashMap<(CoverageBy, &'a str), GroupSum>,
    /// The lesson of the visit before, and the kinds under which it was observed.
    kinds: (Option<i64>, Vec<&'a str>),
    teachers: usize,
}

impl<'a> Groups<'a> {
    fn new(teachers: usize) -> Self {
        Self { sums: FxHashMap::default(), kinds: (None, Vec::new()), teachers }
    }

    fn sum(&mut self, by: CoverageBy, name: &'a str) -> &mut GroupSum {
        let none = || GroupSum { seen: vec![false; self.teachers], lessons: 0, sheets: 0 };
        self.sums.entry((by, name)).or_insert_with(none)
    }

    fn take(
        &mut self,
        visit: &'a Visit,
        teacher: usize,
        first: bool,
        stage: &'a str,
        grades: &'a BTreeMap<String, String>,
    ) {
        let grade = visit.class_id.as_deref().and_then(|class| grades.get(class)).map_or("", String::as_str);
        let kind = &*visit.lesson_kind;
        if self.kinds.0.replace(visit.lesson) != Some(visit.lesson) {
            self.kinds.1.clear();
        }
        let of_kind = !self.kinds.1.contains(&kind);
        if of_kind {
            self.kinds.1.push(kind);
        }
        let groups = [
            (CoverageBy::Stage, stage, first),
            (CoverageBy::Subject, &*visit.subject, first),
            (CoverageBy::Grade, grade, first),
            (CoverageBy::Kind, kind, of_kind),
        ];
        for (by, name, counts) in groups {
            let sum = self.sum(by, name);
            sum.seen[teacher] = true;
            sum.lessons += if counts { visit.lesson_count } else { 0 };
            sum.sheets += 1;
        }
    }

    /// All groups; stages and subjects of which nobody was seen among them.
    fn told(mut self, members: &[&'a Teacher], stage: impl Fn(&'a Teacher) -> &'a str) -> Vec<CoverageGroup> {
        let mut people: BTreeMap<(CoverageBy, &str), u32> = BTreeMap::new();
        for teacher in members.iter().filter(|teacher| teacher.in_service) {
            for key in [(CoverageBy::Stage, stage(teacher)), (CoverageBy::Subject, teacher.subject.as_str())] {
                *people.entry(key).or_default() += 1;
                self.sum(key.0, key.1);
            }
        }
        let group = |((by, name), sum): ((CoverageBy, &str), GroupSum)| {
            let seen = u32::try_from(sum.seen.iter().filter(|seen| **seen).count()).unwrap_or(u32::MAX);
            // Somebody may be seen in another subject than the main one, and may have left since.
            let people = people.get(&(by, name)).copied().unwrap_or(0).max(seen);
            CoverageGroup { by, name: name.to_owned(), people, seen, lessons: sum.lessons, sheets: sum.sheets }
        };
        let sums: BTreeMap<(CoverageBy, &str), GroupSum> = self.sums.into_iter().collect();
        sums.into_iter().map(group).collect()
    }
}
