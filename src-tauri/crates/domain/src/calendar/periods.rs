//! The school's bell schedule, and those of campuses and grades beside it.

use super::{
    bell_rows,
    types::{BellSchedule, BellScheduleInput, Period},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveTime;
use keji_store::{Read, Tx};

/// The school's bell schedule in order.
pub(crate) fn periods(read: &Read<'_>) -> Result<Vec<Period>> {
    of_schedule(read, None)
}

/// The school's bells, and those of campuses and grades beside them.
pub(crate) struct Bells {
    school: Vec<Period>,
    others: Vec<BellSchedule>,
}

impl Bells {
    /// Reads them all.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        Ok(Self { school: periods(read)?, others: schedules(read)? })
    }

    /// The school's own.
    pub(crate) fn school(&self) -> &[Period] {
        &self.school
    }

    /// Those of a grade on a campus: the most particular ones that fit. A schedule of both goes before one of the
    /// campus, that before one of the grade, and the school's own is for everybody else.
    pub(crate) fn of(&self, campus_id: Option<&str>, grade: Option<&str>) -> &[Period] {
        let fitting = self.others.iter().filter(|schedule| {
            let fits = |own: &Option<String>, asked: Option<&str>| own.is_none() || own.as_deref() == asked;
            fits(&schedule.campus_id, campus_id) && fits(&schedule.grade, grade) && !schedule.periods.is_empty()
        });
        let best = fitting.max_by_key(|schedule| (schedule.campus_id.is_some(), schedule.grade.is_some()));
        best.map_or(&self.school, |schedule| &schedule.periods)
    }
}

/// The bell schedule of a grade on a campus (`Bells::of`).
///
/// # Errors
/// The store's refusal.
pub(crate) fn periods_for(read: &Read<'_>, campus_id: Option<&str>, grade: Option<&str>) -> Result<Vec<Period>> {
    Ok(Bells::read(read)?.of(campus_id, grade).to_vec())
}

/// Bell schedules beside the school's.
///
/// # Errors
/// The store's refusal.
pub(crate) fn schedules(read: &Read<'_>) -> Result<Vec<BellSchedule>> {
    let mut schedules = bell_rows::schedules(read)?;
    for schedule in &mut schedules {
        schedule.periods = of_schedule(read, Some(&schedule.id))?;
    }
    Ok(schedules)
}

/// Writes a bell schedule of a campus, of a grade or of both.
///
/// # Errors
/// `FieldEmpty`, `NotFound`, `ScheduleExists`, `ScheduleForNobody`, and those of [`save_periods`].
pub(crate) fn save_schedule(tx: &Tx<'_>, input: &BellScheduleInput) -> Result<String> {
    let grade = text::optional("年级", input.grade.as_deref().unwrap_or_default(), 10)?;
    let campus_id = input.campus_id.clone().filter(|id| !id.is_empty());
    if campus_id.is_none() && grade.is_empty() {
        return Err(Error::rule(Code::ScheduleForNobody));
    }
    let schedule = BellSchedule {
        id: match &input.id {
            Some(id) => id.clone(),
            None => tx.new_id()?,
        },
        name: text::required("名称", &input.name, 20)?,
        campus_id,
        grade: Some(grade).filter(|grade| !grade.is_empty()),
        periods: Vec::new(),
    };
    let known = bell_rows::schedules(tx)?;
    let same = |other: &&BellSchedule| other.campus_id == schedule.campus_id && other.grade == schedule.grade;
    if known.iter().filter(same).any(|other| other.id != schedule.id) {
        return Err(Error::rule(Code::ScheduleExists));
    }
    if let Some(id) = &schedule.campus_id
        && !bell_rows::campuses(tx)?.iter().any(|campus| campus.id == *id)
    {
        return Err(Error::rule(Code::NotFound));
    }
    match (&input.id, known.iter().any(|other| other.id == schedule.id)) {
        (None, _) => bell_rows::insert_schedule(tx, &schedule)?,
        (Some(_), true) => bell_rows::update_schedule(tx, &schedule)?,
        (Some(_), false) => return Err(Error::rule(Code::NotFound)),
    }
    replace(tx, Some(&schedule.id), &input.periods)?;
    Ok(schedule.id)
}

/// Deletes a bell schedule: the school's own applies again.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_schedule(tx: &Tx<'_>, id: &str) -> Result<()> {
    if !bell_rows::schedules(tx)?.iter().any(|schedule| schedule.id == id) {
        return Err(Error::rule(Code::NotFound));
    }
    bell_rows::delete_schedule(tx, id)
}

/// Eight periods of forty minutes, as a proposal.
pub(crate) fn default_periods() -> Vec<Period> {
    let times = ["08:00", "08:50", "10:00", "10:50", "14:00", "14:50", "15:40", "16:30"];
    let ends = ["08:40", "09:30", "10:40", "11:30", "14:40", "15:30", "16:20", "17:10"];
    (1..)
        .zip(times.iter().zip(ends))
        .map(|(number, (start, end))| Period { number, start: (*start).to_owned(), end: end.to_owned() })
        .collect()
}

/// Replaces the school's bell schedule; periods are numbered in order.
///
/// # Errors
/// `BadTime`, or `PeriodOrder` with the number of the period that starts before the one before it ends.
pub(crate) fn save_periods(tx: &Tx<'_>, wanted: &[Period]) -> Result<()> {
    replace(tx, None, wanted)
}

fn of_schedule(read: &Read<'_>, schedule: Option<&str>) -> Result<Vec<Period>> {
    Ok(bell_rows::periods(read, schedule)?.into_iter().map(|(_, period)| period).collect())
}

fn replace(tx: &Tx<'_>, schedule: Option<&str>, wanted: &[Period]) -> Result<()> {
    text::within("节数", u32::try_from(wanted.len()).unwrap_or(u32::MAX), 1, 16)?;
    let mut before = String::new();
    for period in wanted {
        text::clock("开始", &period.start)?;
        text::clock("结束", &period.end)?;
        if period.start >= period.end || period.start < before {
            return Err(Error::rule(Code::PeriodOrder).with("number", period.number));
        }
        before.clone_from(&period.end);
    }
    let known = bell_rows::periods(tx, schedule)?;
    for (at, period) in wanted.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let period = Period { number, ..period.clone() };
        match known.get(at) {
            Some((id, present)) if *present != period => bell_rows::update_period(tx, id, &period)?,
            Some(_) => {}
            None => bell_rows::insert_period(tx, schedule, &period)?,
        }
    }
    for (id, _) in known.iter().skip(wanted.len()) {
        bell_rows::delete_period(tx, id)?;
    }
    Ok(())
}

/// The period under way at a time of day, or the next one; none after the last.
pub(crate) fn at_or_next(periods: &[Period], time: NaiveTime) -> Option<&Period> {
    let now = time.format("%H:%M").to_string();
    periods.iter().find(|period| now < period.end)
}

impl Period {
    /// Whether the period is under way at a time of day.
    pub(crate) fn running(&self, time: NaiveTime) -> bool {
        let now = time.format("%H:%M").to_string();
        self.start <= now && now < self.end
    }

    /// `HH:MM–HH:MM`.
    pub(crate) fn hours(&self) -> String {
        format!("{}–{}", self.start, self.end)
    }
}
