//! The records behind a figure. Each figure of the summary has a key; the values of its rows add up to it exactly,
//! because they are picked by the same functions that counted them.

mod homework;
mod lesson_plan;
mod mentoring;
mod observation;

use super::{
    ground::{Ground, Inputs},
    types::{RecordRef, Records, RecordsRequest},
    words,
};
use crate::{
    error::{Code, Error, Result},
    observation::Closed,
};
use chrono::NaiveDate;
use keji_store::Read;

/// What is asked for: the figure's name within its slice, what stands after the colon, and the person.
struct Asked<'a> {
    ground: &'a Ground,
    inputs: &'a Inputs,
    name: &'a str,
    argument: &'a str,
    teacher: Option<&'a str>,
}

impl Asked<'_> {
    /// Whether a person is the one asked for, or nobody was named.
    fn asks(&self, teacher: &str) -> bool {
        self.teacher.is_none_or(|asked| asked == teacher)
    }

    /// 2026年9月1日至11月19日.
    fn time(&self) -> String {
        format!("{}至{}", words::full_day(self.ground.term.first_day), words::full_day(self.ground.as_of))
    }

    /// Whether a day lies in the week of the argument.
    fn in_week(&self, date: NaiveDate) -> bool {
        self.ground.week_or_before(date).is_some_and(|week| week.to_string() == self.argument)
    }

    /// Whether a person's department is that of the argument.
    fn in_department(&self, teacher: &str) -> bool {
        let department = self.ground.department(teacher);
        words::or(&department, super::ground::NO_DEPARTMENT) == self.argument
    }

    /// A person as a row.
    fn person(&self, id: &str, detail: String, value: u32) -> RecordRef {
        let title = self.ground.names.teacher(Some(id));
        RecordRef { kind: "teacher".to_owned(), id: id.to_owned(), date: None, title, detail, value }
    }
}

/// A figure's name, its explanation and its rows.
struct Found {
    title: String,
    explanation: String,
    rows: Vec<RecordRef>,
}

impl Found {
    fn new(title: impl Into<String>, explanation: impl Into<String>, rows: Vec<RecordRef>) -> Self {
        Self { title: title.into(), explanation: explanation.into(), rows }
    }
}

/// The records behind a figure.
///
/// # Errors
/// `UnknownFigure`; what the summary refuses.
pub(crate) fn records(read: &Read<'_>, request: &RecordsRequest, closed: &Closed, today: NaiveDate) -> Result<Records> {
    let ground = Ground::read(read, &request.summary, today)?.without(closed);
    let inputs = ground.inputs(read)?;
    of(&ground, &inputs, &request.figure, request.teacher_id.as_deref())
}

/// The records behind a figure of a ground and its records.
///
/// # Errors
/// `UnknownFigure`.
pub(crate) fn of(ground: &Ground, inputs: &Inputs, figure: &str, teacher: Option<&str>) -> Result<Records> {
    let (key, at) = match figure.split_once('@') {
        Some((key, teacher)) => (key, Some(teacher)),
        None => (figure, None),
    };
    let (slice, rest) = key.split_once('.').unwrap_or((key, ""));
    let (name, argument) = rest.split_once(':').unwrap_or((rest, ""));
    let asked = Asked { ground, inputs, name, argument, teacher: teacher.or(at) };
    let found = match slice {
        "observation" => observation::find(&asked),
        "homework" => homework::find(&asked),
        "lesson_plan" => lesson_plan::find(&asked),
        "mentoring" => mentoring::find(&asked),
        _ => None,
    };
    let Some(mut found) = found else {
        return Err(Error::rule(Code::UnknownFigure).with("figure", figure));
    };
    found.rows.retain(|row| row.value > 0);
    Ok(Records {
        title: found.title,
        explanation: found.explanation,
        total: super::observation::sum(found.rows.iter().map(|row| row.value)),
        rows: found.rows,
    })
}
