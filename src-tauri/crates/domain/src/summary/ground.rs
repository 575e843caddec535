//! What every figure stands on: the term, its weeks, the people, whose figures are asked for; and the records.

use super::{
    rounding,
    types::{NamedFigure, Scope, SummaryRequest, WeekFigure},
};
use crate::{
    calendar::{self, Pace, Term, Weeks},
    error::{Code, Error, Result},
    homework::{self, HomeworkCheck},
    ledger::{Book, Ledger, LedgerRequest},
    lesson_plan::{self, PlanFact},
    mentoring::{self, Pairing},
    observation::{self, Closed, Fact},
    quota::{self, Applied, Quota},
    roster::{self, Department, Names, Teacher},
    school,
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::BTreeMap;

/// Department of people who have none.
pub(crate) const NO_DEPARTMENT: &str = "未分组";

/// The term, the people and the scope.
pub(crate) struct Ground {
    pub(crate) school: String,
    pub(crate) term: Term,
    pub(crate) weeks: Weeks,
    /// Last day of the figures: the day asked for, at most the term's last.
    pub(crate) as_of: NaiveDate,
    pub(crate) pace: Pace,
    /// Everyone on the roster, in its order.
    pub(crate) teachers: Vec<Teacher>,
    pub(crate) departments: Vec<Department>,
    pub(crate) names: Names,
    /// Quota groups in the office's order, with what each owes in the term.
    pub(crate) groups: Vec<(String, u32)>,
    quotas: BTreeMap<String, Owed>,
    books: BTreeMap<String, Book>,
    pub(crate) scope: Scope,
    places: BTreeMap<String, usize>,
    /// Sheets whose scores are closed to who asks.
    closed: Closed,
}

/// What a person owes in the term, as the quota ledger has it.
pub(crate) struct Owed {
    /// Name of the group.
    pub(crate) category: String,
    /// Lessons owed after waivers.
    pub(crate) net: u32,
    /// Lessons that should count by the day.
    pub(crate) due: u32,
    /// Teaching weeks of leave that are out of that.
    pub(crate) away_weeks: u32,
}

/// The records of the scope in the term up to the day.
pub(crate) struct Inputs {
    /// Sheets, drafts among them, newest first.
    pub(crate) facts: Vec<Fact>,
    /// Homework checks, newest first.
    pub(crate) checks: Vec<HomeworkCheck>,
    /// Lesson plans of the term, later ones among them.
    pub(crate) plans: Vec<PlanFact>,
    /// Pairings that have begun, with their activities in the term up to the day.
    pub(crate) pairings: Vec<Pairing>,
}

impl Ground {
    /// Reads the ground of a request.
    ///
    /// # Errors
    /// `NoTerm`; `NotFound` for an unknown term, department or teacher.
    pub(crate) fn read(read: &Read<'_>, request: &SummaryRequest, today: NaiveDate) -> Result<Self> {
        let term = calendar::term(read, request.term_id.as_deref(), today)?;
        // A term that is over does not change with the day on which its figures are looked at.
        if let Some(day) = request.as_of.filter(|day| *day < term.first_day) {
            return Err(Error::rule(Code::AsOfBeforeTerm).with("day", day).with("first", term.first_day));
        }
        let as_of = request.as_of.unwrap_or(today).min(term.last_day);
        let weeks = calendar::weeks(read, &term.id)?;
        let teachers = roster::teachers(read)?;
        let quota = quota::apply(read, as_of)?;
        let ledger = Ledger::read(read, request.term_id.as_deref(), request.as_of, today)?;
        let quotas = owed(&ledger, &quota, &teachers);
        let books = ledger.books().map(|(id, book)| (id.to_owned(), book)).collect();
        let places = teachers.iter().enumerate().map(|(place, teacher)| (teacher.id.clone(), place)).collect();
        let ground = Self {
            school: school::school(read)?.name,
            pace: Pace::of(&weeks.0, as_of),
            groups: quota.groups().map(|(name, lessons)| (name.to_owned(), lessons)).collect(),
            quotas,
            books,
            departments: roster::departments(read)?,
            names: Names::read(read)?,
            scope: request.scope.clone(),
            places,
            closed: Closed::default(),
            teachers,
            term,
            weeks,
            as_of,
        };
        ground.check_scope()?;
        Ok(ground)
    }

    /// The same without what was given on closed sheets.
    pub(crate) fn without(self, closed: &Closed) -> Self {
        Self { closed: closed.clone(), ..self }
    }

    /// Reads the records of the scope: what is not of its people never gets any further.
    pub(crate) fn inputs(&self, read: &Read<'_>) -> Result<Inputs> {
        let (from, to) = (self.term.first_day, self.as_of);
        let mut facts = observation::between(read, from, to)?;
        facts.retain(|fact| self.concerns(fact));
        self.closed.cover(&mut facts);
        let mut checks = homework::between(read, from, to)?;
        checks.retain(|check| self.includes(Some(&check.teacher_id)));
        let mut plans = lesson_plan::of_term(read, &self.term.id)?;
        plans.retain(|plan| self.includes(Some(&plan.teacher_id)));
        let mut pairings = mentoring::between(read, from, to)?;
        pairings.retain(|pair| self.includes(Some(&pair.mentor_id)) || self.includes(Some(&pair.apprentice_id)));
        for pairing in &mut pairings {
            pairing.activities.retain(|activity| (from..=to).contains(&activity.date));
        }
        Ok(Inputs { facts, checks, plans, pairings })
    }

    /// Whether a sheet is of an observer of the scope, or was handed in on a lesson of a teacher of the scope.
    fn concerns(&self, fact: &Fact) -> bool {
        self.includes(fact.observer_id.as_deref()) || (fact.handed_in() && self.includes(fact.teacher_id.as_deref()))
    }

    /// Whether a person is in the scope; a record without a person is in the school's only.
    pub(crate) fn includes(&self, teacher_id: Option<&str>) -> bool {
        match (&self.scope.teacher_id, &self.scope.department_id) {
            (Some(teacher), _) => teacher_id == Some(teacher),
            (None, Some(department)) => teacher_id
                .and_then(|id| self.teacher(id))
                .is_some_and(|teacher| teacher.department_id.as_ref() == Some(department)),
            (None, None) => true,
        }
    }

    /// Whether the figures are the whole school's.
    pub(crate) fn whole_school(&self) -> bool {
        self.scope.teacher_id.is_none() && self.scope.department_id.is_none()
    }

    /// Name of the scope.
    pub(crate) fn scope_name(&self) -> String {
        match (&self.scope.teacher_id, &self.scope.department_id) {
            (Some(teacher), _) => self.names.teacher(Some(teacher)),
            (None, Some(department)) => {
                let found = self.departments.iter().find(|known| known.id == *department);
                found.map(|known| known.name.clone()).unwrap_or_default()
            }
            (None, None) => self.school.clone(),
        }
    }

    /// A person on the roster.
    pub(crate) fn teacher(&self, id: &str) -> Option<&Teacher> {
        self.places.get(id).and_then(|place| self.teachers.get(*place))
    }

    /// What a person owes; none to whom no quota applies.
    pub(crate) fn quota(&self, id: &str) -> Option<&Owed> {
        self.quotas.get(id)
    }

    /// A person's paper book; none of whom has none.
    pub(crate) fn book(&self, id: &str) -> Option<&Book> {
        self.books.get(id)
    }

    /// Whether the lessons of whoever observed are counted from a paper book.
    pub(crate) fn is_of_book(&self, observer_id: Option<&str>) -> bool {
        observer_id.and_then(|id| self.books.get(id)).is_some_and(|book| book.counts)
    }

    /// The paper books from which lessons of the scope are counted, in the roster's order.
    pub(crate) fn paper(&self) -> impl Iterator<Item = (&str, &Book)> {
        let ours = self.teachers.iter().filter(|teacher| self.includes(Some(&teacher.id)));
        let books = ours.filter_map(|teacher| Some((teacher.id.as_str(), self.books.get(&teacher.id)?)));
        books.filter(|(_, book)| book.counts)
    }

    /// Share of the teaching weeks that has gone by, percent, one decimal; 0 for a term without weeks.
    pub(crate) fn pace_percent(&self) -> f64 {
        let (begun, all) = self.pace.weeks();
        rounding::percent(u64::from(begun), u64::from(all)).unwrap_or(0.0)
    }

    /// Department of a person; empty without one.
    pub(crate) fn department(&self, id: &str) -> String {
        self.teacher(id).map(|teacher| teacher.department.clone()).unwrap_or_default()
    }

    /// Place in the roster's order; those who are no longer on it come last, by identifier.
    pub(crate) fn place<'a>(&self, id: &'a str) -> (usize, &'a str) {
        (self.places.get(id).copied().unwrap_or(usize::MAX), id)
    }

    /// Week of a day.
    pub(crate) fn week(&self, date: NaiveDate) -> Option<u32> {
        self.weeks.of(date)
    }

    /// Week of a day for adding up: that of the day, or the counted week before it, or else the first one.
    pub(crate) fn week_or_before(&self, date: NaiveDate) -> Option<u32> {
        if !self.weeks.0.iter().any(|week| (week.first_day..=week.last_day).contains(&date)) {
            return None;
        }
        let counted = || self.weeks.0.iter().filter(|week| week.number > 0);
        counted().rfind(|week| week.first_day <= date).or_else(|| counted().next()).map(|week| week.number)
    }

    /// Values by week, of every week that has begun; what was done in weeks that the office does not count stands
    /// under the counted week before them, so that the weeks add up to the whole.
    pub(crate) fn by_week(&self, values: impl Iterator<Item = (NaiveDate, u32)>) -> Vec<WeekFigure> {
        let mut sums: BTreeMap<u32, u32> = BTreeMap::new();
        for (date, value) in values {
            if let Some(week) = self.week_or_before(date) {
                *sums.entry(week).or_default() += value;
            }
        }
        let begun = self.weeks.0.iter().filter(|week| week.number > 0 && week.first_day <= self.as_of);
        begun
            .map(|week| WeekFigure { week: week.number, value: sums.get(&week.number).copied().unwrap_or(0) })
            .collect()
    }

    /// Values by department in the roster's order; departments without people and values are left out.
    pub(crate) fn by_department<'a>(&self, values: impl Iterator<Item = (&'a str, u32)>) -> Vec<NamedFigure> {
        let mut sums: BTreeMap<String, u32> = BTreeMap::new();
        for teacher in self.teachers.iter().filter(|teacher| teacher.in_service && !teacher.department.is_empty()) {
            if self.includes(Some(&teacher.id)) {
                sums.entry(teacher.department.clone()).or_default();
            }
        }
        for (teacher_id, value) in values {
            let department = self.department(teacher_id);
            let name = if department.is_empty() { NO_DEPARTMENT.to_owned() } else { department };
            *sums.entry(name).or_default() += value;
        }
        let mut figures = Vec::new();
        for department in &self.departments {
            if let Some(value) = sums.remove(&department.name) {
                figures.push(NamedFigure { name: department.name.clone(), value });
            }
        }
        figures.extend(sums.into_iter().map(|(name, value)| NamedFigure { name, value }));
        figures
    }

    fn check_scope(&self) -> Result<()> {
        let known = match (&self.scope.teacher_id, &self.scope.department_id) {
            (Some(teacher), _) => self.places.contains_key(teacher),
            (None, Some(department)) => self.departments.iter().any(|known| known.id == *department),
            (None, None) => true,
        };
        if known { Ok(()) } else { Err(Error::rule(Code::NotFound)) }
    }
}

/// What each person owes of the office's first target: the figures of the quota ledger.
fn owed(ledger: &Ledger, quota: &Quota, teachers: &[Teacher]) -> BTreeMap<String, Owed> {
    let mut lines = BTreeMap::new();
    for line in ledger.figures(&LedgerRequest::default(), |_| true).lines {
        // Of several lines of one target the first is the one by which the person is counted.
        lines.entry((line.teacher_id, line.target)).or_insert((line.net, line.due, line.away_weeks));
    }
    let of = |teacher: &Teacher| {
        let Applied { target, category, .. } = quota.of(teacher)?;
        let (net, due, away_weeks) = lines.get(&(teacher.id.clone(), target)).copied().unwrap_or_default();
        Some((teacher.id.clone(), Owed { category, net, due, away_weeks }))
    };
    teachers.iter().filter_map(of).collect()
}
