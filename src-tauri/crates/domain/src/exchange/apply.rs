//! Writing a plan: one act, through the slices' own writes.

use super::{
    ground::{ClassRef, PersonRef},
    judge::Outcome,
    kinds::{self, plans::PlanKey},
};
use crate::{
    access::People,
    calendar::DayInput,
    error::{Code, Error, Result},
    roster::{self, ClassInput, TeacherInput},
    work::WorkInput,
};
use keji_store::Tx;
use std::collections::BTreeMap;

/// What a row writes.
#[allow(clippy::large_enum_variant, reason = "a plan holds a few hundred of them, and most are of the largest kind")]
#[derive(Debug, Clone)]
pub(crate) enum Write {
    /// A teacher.
    Teacher(kinds::roster::TeacherWrite),
    /// Lessons of the timetable.
    Lessons(Vec<kinds::timetable::LessonWrite>),
    /// Special days.
    Days(Vec<DayInput>),
    /// Observation sheets.
    Sheets(Vec<kinds::observations::SheetWrite>),
    /// A homework check.
    Check(Box<kinds::homework::CheckWrite>),
    /// A draft of a lesson plan.
    Draft(Box<kinds::plans::DraftWrite>),
    /// Pairings.
    Pairings(Vec<kinds::pairings::PairingWrite>),
    /// Items of the list of work.
    Work(Vec<WorkInput>),
    /// An open lesson.
    OpenLesson(Box<kinds::open_lessons::OpenLessonWrite>),
    /// Heads of a department and of prep groups.
    Leaders(kinds::leaders::LeadersWrite),
    /// A teacher's mark.
    Tag(kinds::tags::TagWrite),
    /// Who teaches what to which class.
    Assignments(Vec<kinds::assignments::AssignmentWrite>),
}

/// The writing of one import: remembers what it has made, so that a later row can point at it.
pub(crate) struct Writer<'a, 't> {
    /// The transaction.
    pub(crate) tx: &'a Tx<'t>,
    /// Whose records the account writes.
    pub(crate) people: People,
    /// Plans that this import has written.
    pub(crate) plans: BTreeMap<PlanKey, String>,
    /// Drafts that this import has written, by plan and number.
    pub(crate) drafts: BTreeMap<(String, u32), String>,
    /// Observation sheets that the last rows have written.
    pub(crate) sheets: Vec<String>,
    term: Option<String>,
    /// Teachers that were made, by their name.
    made: BTreeMap<String, String>,
    classes: BTreeMap<(String, u32), String>,
    rows: BTreeMap<u32, String>,
}

impl<'a, 't> Writer<'a, 't> {
    /// Starts in a transaction, for the term of the import.
    pub(crate) fn new(tx: &'a Tx<'t>, people: People, term: Option<String>) -> Self {
        Self {
            tx,
            people,
            plans: BTreeMap::new(),
            drafts: BTreeMap::new(),
            sheets: Vec::new(),
            term,
            made: BTreeMap::new(),
            classes: BTreeMap::new(),
            rows: BTreeMap::new(),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the slice that owns the record refuses.
    pub(crate) fn write(&mut self, outcome: &Outcome) -> Result<()> {
        match &outcome.write {
            None => Ok(()),
            Some(Write::Teacher(write)) => kinds::roster::write(self, outcome.row, write),
            Some(Write::Lessons(lessons)) => kinds::timetable::write(self, lessons),
            Some(Write::Days(days)) => kinds::calendar::write(self, days),
            Some(Write::Sheets(sheets)) => kinds::observations::write(self, sheets),
            Some(Write::Check(check)) => kinds::homework::write(self, check),
            Some(Write::Draft(draft)) => kinds::plans::write(self, draft),
            Some(Write::Pairings(pairings)) => kinds::pairings::write(self, pairings),
            Some(Write::Work(items)) => kinds::work::write(self, items),
            Some(Write::OpenLesson(lesson)) => kinds::open_lessons::write(self, lesson),
            Some(Write::Leaders(leaders)) => kinds::leaders::write(self, leaders),
            Some(Write::Tag(tag)) => kinds::tags::write(self, tag),
            Some(Write::Assignments(rows)) => kinds::assignments::write(self, rows),
        }
    }

    /// The term of the import.
    ///
    /// # Errors
    /// `NoTerm`.
    pub(crate) fn term(&self) -> Result<&str> {
        self.term.as_deref().ok_or_else(|| Error::rule(Code::NoTerm))
    }

    /// Identifier of a person, made when new; `subject` is what a new teacher teaches.
    pub(crate) fn person(&mut self, person: &PersonRef, subject: &str) -> Result<String> {
        let name = match person {
            PersonRef::Known(id) => return Ok(id.clone()),
            PersonRef::New(name) => name,
        };
        if let Some(id) = self.made.get(name) {
            return Ok(id.clone());
        }
        let input = TeacherInput {
            id: None,
            name: name.clone(),
            employee_no: None,
            department: String::new(),
            subject: subject.to_owned(),
            posts: Vec::new(),
            title: None,
            first_taught: None,
            in_service: true,
            more: None,
        };
        let id = roster::save_teacher(self.tx, &input)?;
        self.made.insert(name.clone(), id.clone());
        Ok(id)
    }

    /// Identifier of a class, made when new.
    pub(crate) fn class(&mut self, class: &ClassRef) -> Result<String> {
        let (grade, number) = match class {
            ClassRef::Known(id) => return Ok(id.clone()),
            ClassRef::New(grade, number) => (grade, *number),
        };
        let key = (grade.clone(), number);
        if let Some(id) = self.classes.get(&key) {
            return Ok(id.clone());
        }
        let input = ClassInput { id: None, grade: grade.clone(), number, pupils: None, campus_id: None };
        let id = roster::save_class(self.tx, &input)?;
        self.classes.insert(key, id.clone());
        Ok(id)
    }

    /// Keeps what a row of a roster has made.
    pub(crate) fn keep_row(&mut self, row: u32, id: String) {
        self.rows.insert(row, id);
    }

    /// The teacher whom a row of a roster has made.
    pub(crate) fn made_by_row(&self, row: u32) -> Option<String> {
        self.rows.get(&row).cloned()
    }
}
