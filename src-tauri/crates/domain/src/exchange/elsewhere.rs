//! A table whose days all lie outside the term: where it belongs.

use super::{
    judge::Outcome,
    types::{ImportElsewhere, ImportTerm, Verdict},
};
use crate::calendar::{self, Term};
use chrono::{Datelike, Duration, NaiveDate};

/// Longest proposal in weeks; a term may have a week more.
const LONGEST: i64 = 31;

/// The finding, when the days of all rows that could be written lie outside the term.
pub(crate) fn of(outcomes: &[Outcome], terms: &[Term]) -> Option<ImportElsewhere> {
    let inside = |outcome: &Outcome| outcome.outside.is_none() && outcome.verdict != Verdict::Refused;
    let days = || outcomes.iter().filter_map(|outcome| outcome.outside);
    let (first, last) = (days().min()?, days().max()?);
    if outcomes.iter().any(inside) {
        return None;
    }
    let holds = |term: &&Term| (term.first_day..=term.last_day).contains(&first);
    let term = match terms.iter().find(holds) {
        Some(term) => Some(ImportTerm {
            id: Some(term.id.clone()),
            school_year: term.school_year.clone(),
            number: term.number,
            name: term.name.clone(),
            first_day: term.first_day,
            last_day: term.last_day,
        }),
        None => proposed(first, last)
            .filter(|new| !terms.iter().any(|term| term.school_year == new.school_year && term.number == new.number)),
    };
    Some(ImportElsewhere { first, last, term })
}

/// The term that usually holds the first day, wide enough for the days of the table.
fn proposed(first: NaiveDate, last: NaiveDate) -> Option<ImportTerm> {
    let day = NaiveDate::from_ymd_opt;
    // From the middle of July on it is the next school year's first term, in January still the last one's.
    let autumn = first >= day(first.year(), 7, 16)?;
    let (year, number) = match first.month() {
        1 => (first.year() - 1, 1),
        _ if autumn => (first.year(), 1),
        _ => (first.year() - 1, 2),
    };
    let (from, to) = if number == 1 {
        (day(year, 9, 1)?, day(year + 1, 1, 29)?)
    } else {
        (day(year + 1, 2, 22)?, day(year + 1, 7, 3)?)
    };
    let monday = first - Duration::days(i64::from(first.weekday().num_days_from_monday()));
    let first_day = if first < from { monday } else { from };
    let last_day = if (last - first_day).num_weeks() < LONGEST { to.max(last) } else { to };
    let school_year = format!("{year}-{}", year + 1);
    let name = calendar::term_name(&school_year, number);
    Some(ImportTerm { id: None, school_year, number, name, first_day, last_day })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test may panic
    use super::*;

    #[test]
    fn days_lie_in_their_terms() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (first, last, term) in [
            ("2010-08-23", "2010-08-27", ("2010-2011", 1, "2010-08-23", "2011-01-29")),
            ("2025-09-08", "2026-02-01", ("2025-2026", 1, "2025-09-01", "2026-02-01")),
            ("2026-01-12", "2026-01-12", ("2025-2026", 1, "2025-09-01", "2026-01-29")),
            ("2026-02-16", "2026-06-30", ("2025-2026", 2, "2026-02-16", "2026-07-03")),
            ("2026-07-06", "2026-07-06", ("2025-2026", 2, "2026-02-22", "2026-07-06")),
            ("2023-09-01", "2026-06-30", ("2023-2024", 1, "2023-09-01", "2024-01-29")),
        ] {
            let found = proposed(day(first), day(last)).unwrap();
            let days = (found.first_day.to_string(), found.last_day.to_string());
            assert_eq!(
                (found.school_year.as_str(), found.number, days.0.as_str(), days.1.as_str()),
                term,
                "{first}–{last}"
            );
        }
    }
}
