//! Duties of pairings by windows of teaching weeks, and the sheets that fulfil them.
//!
//! A duty of n lessons every k weeks is cut into windows of k teaching weeks, beginning with the first week of the
//! pairing in the term; holiday weeks are skipped, examination weeks are not. A window is clipped to the pairing's
//! time; a last window may be shorter. A duty without k has one window, the whole term. A sheet that was handed in
//! with the right two people on a day of the window fulfils it, whether or not it counts toward a quota: one sheet
//! serves both.

use super::{
    ground::{Ground, Inputs},
    observation::{count, sum},
    rounding,
    types::{DutyLine, DutyWindow, Evidence, MentoringFigures, PairingLine, WindowState},
};
use crate::{
    calendar::{Week, WeekKind},
    mentoring::{Duty, DutyDirection, Pairing},
    observation::Fact,
};
use std::collections::BTreeMap;

/// Sheets by observer and teacher, oldest first.
pub(crate) struct Sheets<'a>(BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Fact>>>);

impl<'a> Sheets<'a> {
    /// The sheets that were handed in.
    pub(crate) fn of(facts: &'a [Fact]) -> Self {
        let mut sheets: BTreeMap<&str, BTreeMap<&str, Vec<&Fact>>> = BTreeMap::new();
        for fact in facts.iter().filter(|fact| fact.handed_in()) {
            if let (Some(observer), Some(teacher)) = (&fact.observer_id, &fact.teacher_id) {
                sheets.entry(observer).or_default().entry(teacher).or_default().push(fact);
            }
        }
        for of_pair in sheets.values_mut().flat_map(BTreeMap::values_mut) {
            of_pair.sort_by(|a, b| (a.date, a.period, &a.id).cmp(&(b.date, b.period, &b.id)));
        }
        Self(sheets)
    }

    fn between(&self, observer: &str, teacher: &str) -> &[&'a Fact] {
        self.0.get(observer).and_then(|by_teacher| by_teacher.get(teacher)).map_or(&[], Vec::as_slice)
    }
}

/// The pairings of the scope, in the roster's order of mentors.
pub(crate) fn of_scope<'a>(ground: &Ground, pairings: &'a [Pairing]) -> impl Iterator<Item = &'a Pairing> {
    pairings
        .iter()
        .filter(|pairing| ground.includes(Some(&pairing.mentor_id)) || ground.includes(Some(&pairing.apprentice_id)))
}

/// The figures of mentor pairings.
pub(crate) fn figures(ground: &Ground, inputs: &Inputs) -> MentoringFigures {
    let sheets = Sheets::of(&inputs.facts);
    let lines: Vec<PairingLine> =
        of_scope(ground, &inputs.pairings).map(|pairing| line(ground, pairing, &sheets)).collect();
    let (needed, fulfilled) = (sum(lines.iter().map(|line| line.needed)), sum(lines.iter().map(|line| line.fulfilled)));
    MentoringFigures {
        pairings: count(lines.len()),
        needed,
        fulfilled,
        missing: sum(lines.iter().map(|line| line.missing)),
        share: rounding::percent(u64::from(fulfilled), u64::from(needed)),
        by_pairing: lines,
    }
}

/// Lessons of a window that were needed and found; 0 before it begins.
pub(crate) fn fulfilled(window: &DutyWindow) -> u32 {
    if begun(window) { window.done.min(window.needed) } else { 0 }
}

/// Lessons missing in a window that has closed.
pub(crate) fn missing(window: &DutyWindow) -> u32 {
    if window.state == WindowState::Missing { window.needed.saturating_sub(window.done) } else { 0 }
}

/// Whether a window has begun and asks for something.
pub(crate) fn begun(window: &DutyWindow) -> bool {
    !matches!(window.state, WindowState::Ahead | WindowState::Exempt)
}

fn line(ground: &Ground, pairing: &Pairing, sheets: &Sheets<'_>) -> PairingLine {
    let duties: Vec<DutyLine> = pairing
        .duties
        .iter()
        .map(|duty| DutyLine {
            duty_id: duty.id.clone(),
            name: name(duty),
            windows: windows(ground, pairing, duty, sheets),
        })
        .collect();
    let all = || duties.iter().flat_map(|duty| &duty.windows);
    PairingLine {
        pairing_id: pairing.id.clone(),
        mentor: pairing.mentor.clone(),
        mentor_id: pairing.mentor_id.clone(),
        apprentice: pairing.apprentice.clone(),
        department: ground.department(&pairing.apprentice_id),
        apprentice_id: pairing.apprentice_id.clone(),
        needed: sum(all().filter(|window| begun(window)).map(|window| window.needed)),
        fulfilled: sum(all().map(fulfilled)),
        missing: sum(all().map(missing)),
        activities: count(pairing.activities.len()),
        duties,
    }
}

/// 师傅听徒弟 每2周1节.
fn name(duty: &Duty) -> String {
    let who = match duty.direction {
        DutyDirection::MentorObserves => "师傅听徒弟",
        DutyDirection::ApprenticeObserves => "徒弟听师傅",
    };
    match duty.every_weeks {
        Some(1) => format!("{who} 每周{}节", duty.times),
        Some(weeks) => format!("{who} 每{weeks}周{}节", duty.times),
        None => format!("{who} 每学期{}节", duty.times),
    }
}

fn windows(ground: &Ground, pairing: &Pairing, duty: &Duty, sheets: &Sheets<'_>) -> Vec<DutyWindow> {
    let teaching: Vec<&Week> = ground
        .weeks
        .0
        .iter()
        .filter(|week| week.kind != WeekKind::Holiday && week.number > 0)
        .filter(|week| pairing.started_on <= week.last_day && pairing.ended_on.is_none_or(|end| week.first_day <= end))
        .collect();
    let length = match duty.every_weeks {
        Some(weeks) if weeks > 0 => weeks as usize,
        _ => teaching.len().max(1),
    };
    let (observer, teacher) = match duty.direction {
        DutyDirection::MentorObserves => (&pairing.mentor_id, &pairing.apprentice_id),
        DutyDirection::ApprenticeObserves => (&pairing.apprentice_id, &pairing.mentor_id),
    };
    let found = sheets.between(observer, teacher);
    teaching.chunks(length).filter_map(|weeks| window(ground, pairing, duty, weeks, found)).collect()
}

fn window(ground: &Ground, pairing: &Pairing, duty: &Duty, weeks: &[&Week], found: &[&Fact]) -> Option<DutyWindow> {
    let (first, last) = (weeks.first()?, weeks.last()?);
    let first_day = first.first_day.max(pairing.started_on);
    let last_day = pairing.ended_on.map_or(last.last_day, |end| end.min(last.last_day));
    let evidence: Vec<&&Fact> = found.iter().filter(|fact| (first_day..=last_day).contains(&fact.date)).collect();
    let done = sum(evidence.iter().map(|fact| fact.lesson_count));
    let state = if duty.times == 0 {
        WindowState::Exempt
    } else if ground.as_of < first_day {
        WindowState::Ahead
    } else if done >= duty.times {
        WindowState::Fulfilled
    } else if last_day < ground.as_of {
        WindowState::Missing
    } else {
        WindowState::Open
    };
    Some(DutyWindow {
        first_week: first.number,
        last_week: last.number,
        first_day,
        last_day,
        needed: duty.times,
        done,
        state,
        evidence: evidence
            .into_iter()
            .map(|fact| Evidence { sheet_id: fact.id.clone(), date: fact.date, topic: fact.topic.clone() })
            .collect(),
    })
}
