//! Figures of homework checks.

use super::{
    ground::Ground,
    observation::{best_first, count, sum},
    rounding,
    types::{HomeworkFigures, HomeworkLine, NamedFigure},
};
use crate::homework::HomeworkCheck;
use std::collections::{BTreeMap, BTreeSet};

/// Band of a check that has none.
pub(crate) const NO_BAND: &str = "未定";
/// Amount bands, best first.
const AMOUNTS: [&str; 4] = ["足量", "基本足量", "偏少", "不足"];

/// The checks of the scope's teachers, newest first.
pub(crate) fn of_scope<'a>(ground: &Ground, checks: &'a [HomeworkCheck]) -> Vec<&'a HomeworkCheck> {
    checks.iter().filter(|check| ground.includes(Some(&check.teacher_id))).collect()
}

/// Name of a check's band.
pub(crate) fn band(check: &HomeworkCheck) -> &str {
    if check.band.is_empty() { NO_BAND } else { &check.band }
}

/// Name of a check's amount band; 未定 when a number is missing or nothing was required.
pub(crate) fn amount(check: &HomeworkCheck) -> &str {
    if check.amount_band.is_empty() { NO_BAND } else { &check.amount_band }
}

/// The figures of homework checks.
pub(crate) fn figures(ground: &Ground, checks: &[HomeworkCheck]) -> HomeworkFigures {
    let checks = of_scope(ground, checks);
    let total = |field: fn(&HomeworkCheck) -> Option<u32>| sum(checks.iter().filter_map(|check| field(check)));
    // The share is of records that have both numbers.
    let both = || checks.iter().filter_map(|check| Some((check.fully_marked?, check.assigned?)));
    let teachers: BTreeSet<&str> = checks.iter().map(|check| check.teacher_id.as_str()).collect();
    HomeworkFigures {
        checks: count(checks.len()),
        teachers: count(teachers.len()),
        required: total(|check| check.required),
        assigned: total(|check| check.assigned),
        fully_marked: total(|check| check.fully_marked),
        remarked: total(|check| check.remarked),
        marked_share: rounding::percent(
            both().map(|(marked, _)| u64::from(marked)).sum(),
            both().map(|(_, assigned)| u64::from(assigned)).sum(),
        ),
        by_band: by_band(&checks),
        by_amount: by_amount(&checks),
        by_week: ground.by_week(checks.iter().map(|check| (check.date, 1))),
        by_department: ground.by_department(checks.iter().map(|check| (check.teacher_id.as_str(), 1))),
        by_teacher: lines(ground, &checks),
    }
}

fn by_band(checks: &[&HomeworkCheck]) -> Vec<NamedFigure> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for check in checks {
        *sums.entry(band(check)).or_default() += 1;
    }
    let none = sums.remove(NO_BAND);
    let mut figures = best_first(sums);
    figures.extend(none.map(|value| NamedFigure { name: NO_BAND.to_owned(), value }));
    figures
}

fn by_amount(checks: &[&HomeworkCheck]) -> Vec<NamedFigure> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for check in checks {
        *sums.entry(amount(check)).or_default() += 1;
    }
    AMOUNTS
        .iter()
        .chain(&[NO_BAND])
        .filter_map(|name| sums.get(name).map(|value| NamedFigure { name: (*name).to_owned(), value: *value }))
        .collect()
}

fn lines(ground: &Ground, checks: &[&HomeworkCheck]) -> Vec<HomeworkLine> {
    let mut lines: BTreeMap<(usize, &str), HomeworkLine> = BTreeMap::new();
    for check in checks {
        let id = check.teacher_id.as_str();
        let line = lines.entry(ground.place(id)).or_insert_with(|| HomeworkLine {
            teacher_id: id.to_owned(),
            teacher: ground.names.teacher(Some(id)),
            department: ground.department(id),
            checks: 0,
            bands: BTreeMap::new(),
            required: 0,
            assigned: 0,
            fully_marked: 0,
            remarked: 0,
        });
        line.checks += 1;
        *line.bands.entry(band(check).to_owned()).or_default() += 1;
        line.required += check.required.unwrap_or(0);
        line.assigned += check.assigned.unwrap_or(0);
        line.fully_marked += check.fully_marked.unwrap_or(0);
        line.remarked += check.remarked.unwrap_or(0);
    }
    lines.into_values().collect()
}
