//! The bell schedule.

use super::{rows, types::Period};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveTime;
use keji_store::{Read, Tx};

/// The bell schedule in order.
pub(crate) fn periods(read: &Read<'_>) -> Result<Vec<Period>> {
    Ok(rows::periods(read)?.into_iter().map(|(_, period)| period).collect())
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

/// Replaces the bell schedule; periods are numbered in order.
///
/// # Errors
/// `BadTime`, or `PeriodOrder` with the number of the period that starts before the one before it ends.
pub(crate) fn save_periods(tx: &Tx<'_>, wanted: &[Period]) -> Result<()> {
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
    let known = rows::periods(tx)?;
    for (at, period) in wanted.iter().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let period = Period { number, ..period.clone() };
        match known.get(at) {
            Some((id, present)) if *present != period => rows::update_period(tx, id, &period)?,
            Some(_) => {}
            None => rows::insert_period(tx, &period)?,
        }
    }
    for (id, _) in known.iter().skip(wanted.len()) {
        rows::delete_period(tx, id)?;
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
