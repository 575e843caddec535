//! Whether a lesson counts toward a target, and why not (MODEL, Observation: validity).

use crate::{
    observation::{NO_OPINION, NO_PROCESS, Visit},
    quota::{QuotaCounting, QuotaDuty, QuotaWhose},
    roster::Teacher,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Not of a kind that the target asks for.
pub(super) const OTHER_KIND: &str = "other_kind";
/// Not of somebody whose lessons the target asks for.
pub(super) const OTHER_PERSON: &str = "other_person";
/// In another school, where those do not count.
pub(super) const OUTSIDE: &str = "outside";
/// Not of the observer's subjects, where only those count.
pub(super) const OTHER_SUBJECT: &str = "other_subject";
/// Somebody else handed in first, where a joint observation counts for one.
pub(super) const JOINT: &str = "joint";
/// More lessons at a stretch than count.
pub(super) const OVER_EACH: &str = "over_each";

/// The observer has another sheet on the same lesson: one of them counts.
pub(super) const TWICE: &str = "twice";

/// Sheets that are not the first on their lesson, with why that may count against them.
pub(super) type Second = FxHashMap<i64, &'static str>;

/// What becomes of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    /// Lessons that count.
    pub(super) counted: u32,
    /// Lessons that do not.
    pub(super) refused: u32,
    /// All reasons against it, the first decides.
    pub(super) reasons: Vec<&'static str>,
}

/// What a verdict is passed by.
pub(super) struct Measure<'a> {
    /// Who observed.
    pub(super) observer: &'a Teacher,
    /// What is owed.
    pub(super) duty: &'a QuotaDuty,
    /// Whether lessons of somebody count; asked where not anybody's do.
    pub(super) of_people: &'a dyn Fn(&str) -> bool,
    /// Sheets that are not the first on their lesson, with why that may count against them.
    pub(super) second: &'a Second,
}

/// Passes a verdict on a visit, by how the school counted on its day.
pub(super) fn judge(visit: &Visit, counting: &QuotaCounting, measure: &Measure<'_>) -> Verdict {
    let duty = measure.duty;
    let of_people = || visit.teacher_id.as_deref().is_some_and(measure.of_people);
    let own = |subject: &str| {
        measure.observer.subject == subject || measure.observer.subjects.iter().any(|other| other == subject)
    };
    let among = |kinds: &[String]| kinds.iter().any(|kind| **kind == *visit.lesson_kind);
    let second = measure.second.get(&visit.sheet).copied();
    let against = [
        (NO_PROCESS, counting.needs_process && !visit.has_process),
        (NO_OPINION, counting.needs_opinion && !visit.has_opinion),
        (OTHER_KIND, (!duty.kinds.is_empty() && !among(&duty.kinds)) || among(&duty.not_kinds)),
        (OTHER_PERSON, duty.whose != QuotaWhose::Anyone && !of_people()),
        (OUTSIDE, visit.outside && !duty.outside.unwrap_or(counting.outside)),
        (OTHER_SUBJECT, duty.own_subject.unwrap_or(counting.own_subject) && !own(&visit.subject)),
        (JOINT, !counting.joint && second == Some(JOINT)),
        (TWICE, second == Some(TWICE)),
    ];
    let mut reasons: Vec<&'static str> =
        against.into_iter().filter(|(_, met)| *met).map(|(reason, _)| reason).collect();
    let counted = if reasons.is_empty() { visit.lesson_count.min(counting.most_each) } else { 0 };
    if reasons.is_empty() && counted < visit.lesson_count {
        reasons.push(OVER_EACH);
    }
    Verdict { counted, refused: visit.lesson_count - counted, reasons }
}

/// Sheets on lessons on which another observer handed in before, and those of an observer who has another sheet on the
/// lesson: the one that is filled in counts, else the one that was handed in first.
pub(super) fn second(visits: &[Visit]) -> Second {
    let mut second = Second::default();
    for sheets in visits.chunk_by(|a, b| a.lesson == b.lesson).filter(|sheets| sheets.len() > 1) {
        let mut sheets: Vec<&Visit> = sheets.iter().collect();
        sheets.sort_by_key(|sheet| sheet.turn);
        let others = sheets.iter().filter(|sheet| sheet.observer_id != sheets[0].observer_id);
        second.extend(others.map(|sheet| (sheet.sheet, JOINT)));
        sheets.sort_by_key(|sheet| !(sheet.has_process && sheet.has_opinion));
        let mut seen = BTreeSet::new();
        let again = sheets.iter().filter(|sheet| sheet.observer_id.is_some() && !seen.insert(&sheet.observer_id));
        second.extend(again.map(|sheet| (sheet.sheet, TWICE)));
    }
    second
}
