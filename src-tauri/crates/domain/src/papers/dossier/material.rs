//! What the store holds about one teacher.

use crate::{
    access::{People, Reach},
    calendar::{self, Term},
    command::Call,
    error::{Code, Error, Result},
    homework::{self, HomeworkCheck},
    lesson_plan::{self, LessonPlan},
    mentoring::{self, Pairing},
    observation::{self, Closed, Sheet},
    papers::rows,
    roster::{self, Teacher},
    school,
    summary::{self, ObservationLine, Scope, SummaryRequest},
    timetable::{self, TimetableLesson, TimetableRequest},
};
use chrono::NaiveDate;
use keji_store::Read;

/// All that is told, by day.
pub(super) struct Material {
    pub(super) school: String,
    pub(super) teacher: Teacher,
    pub(super) today: NaiveDate,
    /// All terms, the earliest first.
    pub(super) terms: Vec<Term>,
    /// Sheets on the teacher's lessons that were handed in.
    pub(super) sheets_about: Vec<Sheet>,
    /// Sheets that the teacher wrote, drafts among them.
    pub(super) sheets_by: Vec<Sheet>,
    pub(super) checks_about: Vec<HomeworkCheck>,
    pub(super) checks_by: Vec<HomeworkCheck>,
    /// The teacher's plans, and those of others with a draft by the teacher.
    pub(super) plans: Vec<LessonPlan>,
    pub(super) pairings: Vec<Pairing>,
    /// The quota ledger of every term that has begun, with the day up to which it counts.
    pub(super) quotas: Vec<(Term, NaiveDate, ObservationLine)>,
    /// The teacher's part of every timetable that has one.
    pub(super) timetables: Vec<(Term, Vec<TimetableLesson>)>,
}

impl Material {
    /// Reads everything in one snapshot.
    ///
    /// # Errors
    /// `NotFound` for somebody who is not on the roster; `Cancelled`.
    pub(super) fn read(call: &Call<'_>, read: &Read<'_>, teacher_id: &str) -> Result<Self> {
        let today = call.office.now().date_naive();
        let teacher = roster::teachers(read)?
            .into_iter()
            .find(|teacher| teacher.id == teacher_id)
            .ok_or_else(|| Error::rule(Code::NotFound))?;
        // All that is held about a person is for that person and for the office, not for a head.
        let own = match &roster::settled_reach(read, &call.session.reach)? {
            Reach::School => true,
            Reach::Department { teacher_id: own, .. } => own.as_deref() == Some(teacher_id),
            Reach::Teacher { teacher_id: own } => own == teacher_id,
            Reach::Nobody => false,
        };
        if !own {
            return Err(Error::rule(Code::OutOfReach));
        }
        let mut terms = calendar::all_terms(read)?;
        terms.sort_by_key(|term| term.first_day);
        let closed = call.closed(read)?;
        let sheets = |ids: Vec<String>| -> Result<Vec<Sheet>> {
            ids.iter()
                .filter(|id| !closed.has(id))
                .map(|id| call.go_on().and_then(|()| observation::get(read, &People::All, id)))
                .collect()
        };
        let (sheets_about, sheets_by) =
            (sheets(rows::sheets_about(read, teacher_id)?)?, sheets(rows::sheets_by(read, teacher_id)?)?);
        let plans = rows::plans(read, teacher_id)?;
        let plans: Result<Vec<LessonPlan>> =
            plans.iter().map(|id| call.go_on().and_then(|()| lesson_plan::get(read, &People::All, id))).collect();
        let (first, last) = all_time();
        let mut checks = homework::between(read, first, last)?;
        checks.reverse();
        let people = call.people(read)?;
        let (mut checks_about, mut checks_by) = (Vec::new(), Vec::new());
        for check in checks {
            // What somebody once wrote about others is theirs to read only while they reach those others.
            if check.checker_id.as_deref() == Some(teacher_id) && people.has(Some(&check.teacher_id)) {
                checks_by.push(check.clone());
            }
            if check.teacher_id == teacher_id {
                checks_about.push(check);
            }
        }
        let mut pairings = mentoring::between(read, first, last)?;
        pairings.retain(|pairing| pairing.mentor_id == teacher_id || pairing.apprentice_id == teacher_id);
        pairings.sort_by(|a, b| (a.started_on, &a.id).cmp(&(b.started_on, &b.id)));
        let (mut quotas, mut timetables) = (Vec::new(), Vec::new());
        for term in &terms {
            call.go_on()?;
            if term.first_day <= today {
                quotas.extend(quota(read, term, teacher_id, &closed, today)?);
            }
            let request = TimetableRequest { teacher_id: Some(teacher_id.to_owned()), ..TimetableRequest::default() };
            let lessons = timetable::timetable(read, &term.id, &request)?.lessons;
            if !lessons.is_empty() {
                timetables.push((term.clone(), lessons));
            }
        }
        Ok(Self {
            school: school::school(read)?.name,
            teacher,
            today,
            terms,
            sheets_about,
            sheets_by,
            checks_about,
            checks_by,
            plans: plans?,
            pairings,
            quotas,
            timetables,
        })
    }

    /// Records by the term in which their days lie, each with a heading: records of one term follow one another.
    pub(super) fn by_term<T>(
        &self,
        records: &[T],
        day: impl Fn(&T) -> Option<NaiveDate>,
        mut write: impl FnMut(&str, &[T]),
    ) {
        let term = |record: &T| {
            let day = day(record)?;
            self.terms.iter().find(|term| (term.first_day..=term.last_day).contains(&day))
        };
        for records in records.chunk_by(|a, b| term(a).map(|term| &term.id) == term(b).map(|term| &term.id)) {
            let name = records.first().and_then(term).map_or("学期以外", |term| term.name.as_str());
            write(name, records);
        }
    }
}

fn quota(
    read: &Read<'_>,
    term: &Term,
    teacher_id: &str,
    closed: &Closed,
    today: NaiveDate,
) -> Result<Option<(Term, NaiveDate, ObservationLine)>> {
    let scope = Scope { department_id: None, teacher_id: Some(teacher_id.to_owned()) };
    let request = SummaryRequest { term_id: Some(term.id.clone()), as_of: None, scope };
    let summary = summary::summary(read, &request, closed, today)?;
    let line = summary.observation.by_teacher.into_iter().find(|line| line.teacher_id == teacher_id);
    Ok(line.map(|line| (term.clone(), summary.as_of, line)))
}

/// Days of four-digit years: their texts order like the days.
fn all_time() -> (NaiveDate, NaiveDate) {
    let day = |year, month, day, other| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(other);
    (day(1900, 1, 1, NaiveDate::MIN), day(9999, 12, 31, NaiveDate::MAX))
}
