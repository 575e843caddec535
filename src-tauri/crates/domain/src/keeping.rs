//! Which backups of the rolling set stay: a pure rule over their moments.

use crate::calendar::Term;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Days for which the last backup of each day stays.
const DAYS: i64 = 14;

/// A backup as the rule sees it.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) path: PathBuf,
    pub(crate) made_at: DateTime<FixedOffset>,
    /// Made before an upgrade, an import or a purge: stays for fourteen days whatever else was made that day.
    pub(crate) before: bool,
}

/// The backups that may go: all but the last of each hour of today, the last of each day for fourteen days, the last of
/// each week of the present term, the last of each term for ever, and the newest.
pub(crate) fn superfluous(backups: &[Kept], today: NaiveDate, terms: &[Term]) -> Vec<PathBuf> {
    let present = term_of(today, terms);
    let mut last: BTreeMap<Slot, &Kept> = BTreeMap::new();
    let mut keep: BTreeSet<&Path> = BTreeSet::new();
    for backup in backups {
        let day = backup.made_at.date_naive();
        let age = (today - day).num_days();
        let term = term_of(day, terms);
        let mut slots = vec![Slot::Newest, Slot::Term(term)];
        if day >= today {
            slots.push(Slot::Hour(day, backup.made_at.hour()));
        }
        if age < DAYS {
            slots.push(Slot::Day(day));
            if backup.before {
                keep.insert(&backup.path);
            }
        }
        if term == present {
            // Weeks from Monday on; the era began on a Monday.
            slots.push(Slot::Week((day.num_days_from_ce() - 1).div_euclid(7)));
        }
        for slot in slots {
            let place = last.entry(slot).or_insert(backup);
            if backup.made_at >= place.made_at {
                *place = backup;
            }
        }
    }
    keep.extend(last.values().map(|backup| backup.path.as_path()));
    backups.iter().filter(|backup| !keep.contains(backup.path.as_path())).map(|backup| backup.path.clone()).collect()
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Newest,
    Hour(NaiveDate, u32),
    Day(NaiveDate),
    Week(i32),
    Term(Option<NaiveDate>),
}

/// First day of the term to which a day belongs: holidays belong to the term before them.
fn term_of(day: NaiveDate, terms: &[Term]) -> Option<NaiveDate> {
    terms.iter().map(|term| term.first_day).filter(|first| *first <= day).max()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Kept, superfluous};
    use crate::calendar::Term;
    use chrono::{DateTime, Duration, NaiveDate};
    use std::path::PathBuf;

    fn term(first: &str, last: &str) -> Term {
        let value = serde_json::json!({
            "id": first, "school_year": "2026-2027", "number": 1, "first_day": first, "last_day": last, "week_start": 1,
            "name": "", "key": "", "weeks": 20
        });
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_year_of_hourly_backups_shrinks_to_what_the_office_expects() {
        let terms =
            [term("2025-09-01", "2026-01-30"), term("2026-03-02", "2026-07-10"), term("2026-09-01", "2027-01-29")];
        let first = DateTime::parse_from_rfc3339("2025-11-20T08:00:00+08:00").unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-19T16:30:00+08:00").unwrap();
        let mut set: Vec<Kept> = Vec::new();
        let mut at = first;
        while at <= now {
            if (8..18).contains(&chrono::Timelike::hour(&at)) {
                for minute in [0, 30] {
                    let made_at = at + Duration::minutes(minute);
                    if made_at <= now {
                        set.push(Kept { path: PathBuf::from(made_at.to_rfc3339()), made_at, before: false });
                    }
                }
                let gone = superfluous(&set, at.date_naive(), &terms);
                set.retain(|backup| !gone.contains(&backup.path));
            }
            at += Duration::hours(1);
        }
        let today = now.date_naive();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days: Vec<NaiveDate> = set.iter().map(|backup| backup.made_at.date_naive()).collect();
        assert_eq!(days.iter().filter(|made| **made == today).count(), 9, "one for each hour of today");
        for back in 1..14 {
            let wanted = today - Duration::days(back);
            assert_eq!(days.iter().filter(|made| **made == wanted).count(), 1, "{wanted}");
        }
        // Mondays from the term's beginning: the last backup of each week is its Sunday's.
        for sunday in ["2026-09-06", "2026-09-13", "2026-10-25"] {
            assert!(days.contains(&day(sunday)), "{sunday}");
        }
        // The last day before the next term begins stands for the term.
        assert!(days.contains(&day("2026-03-01")) && days.contains(&day("2026-08-31")));
        let old = days.iter().filter(|made| **made < day("2026-08-31")).count();
        assert_eq!(old, 1, "of the terms before, one backup each");
        assert!(set.len() < 40, "{}", set.len());
    }

    #[test]
    fn what_was_saved_before_an_import_stays_for_fourteen_days() {
        let at = |text: &str, before| Kept {
            path: PathBuf::from(text),
            made_at: DateTime::parse_from_rfc3339(text).unwrap(),
            before,
        };
        let set = [
            at("2026-11-10T09:00:00+08:00", true),
            at("2026-11-10T09:05:00+08:00", false),
            at("2026-11-10T17:00:00+08:00", false),
            at("2026-11-19T10:00:00+08:00", false),
        ];
        let terms = [term("2026-09-01", "2027-01-29")];
        let gone = |day: &str| superfluous(&set, day.parse().unwrap(), &terms);
        assert_eq!(gone("2026-11-19"), [PathBuf::from("2026-11-10T09:05:00+08:00")]);
        assert_eq!(gone("2026-12-20").len(), 2);
    }
}
