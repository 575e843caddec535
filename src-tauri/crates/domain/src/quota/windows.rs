//! The stretches of time in which numbers are owed, and what waivers take off them.

use super::types::{QuotaEvery, Waiver, WaiverHow};
use crate::calendar::{Pace, Term, Week, WeekKind};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A stretch of time in which a number is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// What it is called: 本学期, 9月, 第3周.
    pub(crate) label: String,
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    /// First and last days of its teaching weeks, as far as they lie in the term.
    weeks: Vec<(NaiveDate, NaiveDate)>,
    /// Whether anything is owed in it: a month of fewer than two teaching weeks owes nothing.
    pub(crate) owes: bool,
}

/// Windows of a term, in order. Weeks that are holidays or not counted have none; examination weeks have.
pub(crate) fn windows(every: QuotaEvery, term: &Term, weeks: &[Week]) -> Vec<Window> {
    let meets = |week: &&Week| week.last_day >= term.first_day && week.first_day <= term.last_day;
    let counted = |week: &&Week| week.kind != WeekKind::Holiday && week.number > 0;
    let teaching: Vec<&Week> = weeks.iter().filter(meets).filter(counted).collect();
    // The term's first and last weeks may begin before it and end after it: those days are not its own.
    let cut = |week: &Week| (week.first_day.max(term.first_day), week.last_day.min(term.last_day));
    let days = |weeks: &[&Week]| weeks.iter().map(|week| cut(week)).collect::<Vec<_>>();
    match every {
        QuotaEvery::Term => vec![Window {
            label: "本学期".to_owned(),
            first: term.first_day,
            last: term.last_day,
            owes: true,
            weeks: days(&teaching),
        }],
        QuotaEvery::Week => teaching
            .iter()
            .map(|week| Window {
                label: format!("第{}周", week.number),
                first: cut(week).0,
                last: cut(week).1,
                owes: true,
                weeks: vec![cut(week)],
            })
            .collect(),
        QuotaEvery::Month => months(term)
            .into_iter()
            .map(|(first, last)| {
                let of_month: Vec<&Week> =
                    teaching.iter().copied().filter(|week| (first..=last).contains(&middle(week))).collect();
                Window {
                    label: format!("{}月", first.month()),
                    first,
                    last,
                    owes: of_month.len() >= 2,
                    weeks: days(&of_month),
                }
            })
            .collect(),
    }
}

/// Months of a term, the first and the last cut at its ends.
fn months(term: &Term) -> Vec<(NaiveDate, NaiveDate)> {
    let mut months = Vec::new();
    let mut first = term.first_day;
    while first <= term.last_day {
        let next = first.with_day(1).and_then(|day| day.checked_add_months(chrono::Months::new(1)));
        let last = next.and_then(|next| next.pred_opt()).unwrap_or(term.last_day).min(term.last_day);
        months.push((first, last));
        match last.succ_opt() {
            Some(next) => first = next,
            None => break,
        }
    }
    months
}

/// A week belongs to the month of its fourth day.
fn middle(week: &Week) -> NaiveDate {
    week.first_day.checked_add_days(Days::new(3)).unwrap_or(week.first_day).min(week.last_day)
}

impl Window {
    /// Whether a day lies in it.
    pub(crate) fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    fn touches(&self, waiver: &Waiver) -> bool {
        waiver.first_day <= self.last && waiver.last_day >= self.first
    }

    /// How much of the window somebody has worked by a day, and the weeks that leave takes out. What is due by the day is
    /// the waived number × worked teaching weeks that have begun ÷ worked teaching weeks of the window, half up once:
    /// a week of leave takes its share off the number, so nothing of the rest is due in it (MODEL, Summary: 核减 by weeks,
    /// 核减后应听, what is left in how many weeks). Never above the number, never falling, the number at the end.
    pub(crate) fn worked(&self, waivers: &[&Waiver], day: NaiveDate) -> (Pace, u32) {
        let by_weeks = self.by_weeks(waivers);
        let works = |week: &&(NaiveDate, NaiveDate)| by_weeks.is_empty() || !is_waived(**week, &by_weeks);
        let (mut begun, mut all) = (0, 0);
        for (first, _) in self.weeks.iter().filter(works) {
            all += 1;
            begun += usize::from(*first <= day);
        }
        (Pace::of_weeks(begun, all), u32::try_from(self.weeks.len() - all).unwrap_or(u32::MAX))
    }

    fn by_weeks<'a>(&self, waivers: &[&'a Waiver]) -> Vec<&'a Waiver> {
        let by_weeks = waivers.iter().copied().filter(|waiver| waiver.how == WaiverHow::Weeks);
        by_weeks.filter(|waiver| self.touches(waiver)).collect()
    }

    /// What exemptions and waived weeks leave of a number: nothing where one exempts; the share of the weeks that are
    /// not waived, half up.
    fn share(&self, owed: u32, waivers: &[&Waiver]) -> u32 {
        if waivers.iter().any(|waiver| waiver.how == WaiverHow::Exempt && self.touches(waiver)) {
            return 0;
        }
        let by_weeks = self.by_weeks(waivers);
        if by_weeks.is_empty() || self.weeks.is_empty() {
            return owed;
        }
        let waived = self.weeks.iter().filter(|week| is_waived(**week, &by_weeks)).count();
        let (all, waived) = (self.weeks.len() as u64, waived as u64);
        u32::try_from((2 * u64::from(owed) * (all - waived) + all) / (2 * all)).unwrap_or(u32::MAX)
    }
}

/// What waivers leave of a number in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Left {
    /// What exemptions and waived weeks leave of the number, to each person where it is owed to each.
    pub(crate) each: u32,
    /// Lessons taken off in the window, of all that is left in it.
    pub(crate) taken: u32,
}

/// What waivers leave of the numbers of all windows, each owed to so many people. A number of lessons is taken off once,
/// from the windows that its waiver touches, the earliest first.
pub(crate) fn left_of(windows: &[Window], owed: &[(u32, u32)], waivers: &[&Waiver]) -> Vec<Left> {
    let of_lessons = waivers.iter().filter(|waiver| waiver.how == WaiverHow::Lessons);
    let mut purses: Vec<(&Waiver, u32)> = of_lessons.map(|waiver| (*waiver, waiver.lessons.unwrap_or(0))).collect();
    // What ends first is taken first, so that none is left over where another could have stood in.
    purses.sort_by_key(|(waiver, lessons)| (waiver.last_day, waiver.first_day, *lessons));
    let mut left = Vec::with_capacity(windows.len());
    for (window, (number, people)) in windows.iter().zip(owed) {
        let each = window.share(*number, waivers);
        let mut rest = each.saturating_mul(*people);
        let mut taken = 0;
        for (_, purse) in purses.iter_mut().filter(|(waiver, _)| window.touches(waiver)) {
            let now = (*purse).min(rest);
            (*purse, rest, taken) = (*purse - now, rest - now, taken + now);
        }
        left.push(Left { each, taken });
    }
    left
}

/// A week is waived when waivers cover more than half of its days from Monday to Friday.
fn is_waived((first, last): (NaiveDate, NaiveDate), waivers: &[&Waiver]) -> bool {
    let working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).filter(working).collect();
    let covered =
        days.iter().filter(|day| waivers.iter().any(|one| (one.first_day..=one.last_day).contains(day))).count();
    covered * 2 > days.len()
}
