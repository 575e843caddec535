//! The weeks of a term whose days change: what the office has made of a week stays, the rest is proposed anew.

use super::{
    propose,
    shape::{self, LENGTH},
    types::{Day, Term, Week},
};
use chrono::{Days, NaiveDate};

/// A week that goes over into the changed term.
struct Kept {
    week: Week,
    /// Whether its days are the office's own, and not those of a natural week.
    shaped: bool,
    /// Whether its number is not the one after the week before.
    renumbered: bool,
}

/// The weeks of a term after its days changed. A week that was joined, cut, moved, not counted, numbered otherwise, given
/// another kind or another note stays, as long as it lies in the term; at the term's ends it gives or takes a few days.
/// When weeks begin on another weekday, those of natural length follow.
pub(super) fn refitted(before: &Term, after: &Term, weeks: &[Week], days: &[Day]) -> Vec<Week> {
    let kept = kept(before, after, weeks, days);
    let base = base(before, after, weeks);
    let all = filled(after, kept, days);
    let renumbered = numbered(&all, base, true);
    if shape::check(after, &renumbered).is_ok() {
        return with_known(renumbered, weeks);
    }
    let plain = numbered(&all, 1, false);
    if shape::check(after, &plain).is_ok() { with_known(plain, weeks) } else { propose::weeks(after, days) }
}

/// Weeks that are not as they are proposed for the term as it was, on their days in the term as it is.
fn kept(before: &Term, after: &Term, weeks: &[Week], days: &[Day]) -> Vec<Kept> {
    let proposed = propose::weeks(before, days);
    let mut number = 0;
    let mut kept: Vec<Kept> = Vec::new();
    for week in weeks {
        let natural = proposed.iter().find(|one| (one.first_day, one.last_day) == (week.first_day, week.last_day));
        let renumbered = week.number > 0 && week.number != number + 1;
        number = number.max(week.number);
        let same = natural.is_some_and(|one| (one.kind, &one.label) == (week.kind, &week.label));
        if same && week.number > 0 && !renumbered {
            continue;
        }
        let mut week = week.clone();
        if natural.is_some() && before.week_start != after.week_start {
            let middle = week.first_day + Days::new(3);
            week.first_day = propose::week_start(middle, after.week_start);
            week.last_day = week.first_day + Days::new(6);
        }
        if week.last_day < after.first_day || week.first_day > after.last_day {
            continue;
        }
        let fewest = Days::new(LENGTH.0.unsigned_abs() - 1);
        if after.first_day > before.first_day {
            let start = propose::week_start(after.first_day, after.week_start).min(week.last_day - fewest);
            week.first_day = week.first_day.max(start);
        }
        if after.last_day < before.last_day {
            let end = natural_end(after).max(week.first_day + fewest);
            week.last_day = week.last_day.min(end);
        }
        let shaped = natural.is_none();
        // A natural week that follows the new weekday may meet one of other days, which goes before.
        if let Some(last) = kept.last_mut().filter(|last| last.week.last_day >= week.first_day) {
            if last.shaped {
                week.first_day = last.week.last_day + Days::new(1);
            } else {
                last.week.last_day = week.first_day - Days::new(1);
            }
        }
        kept.push(Kept { week, shaped, renumbered });
    }
    kept
}

/// Number of the first week: an office that begins with another than the first goes on so.
fn base(before: &Term, after: &Term, weeks: &[Week]) -> u32 {
    let own = weeks.iter().map(|week| week.number).find(|number| *number > 0).unwrap_or(1);
    let from = |term: &Term| propose::week_start(term.first_day, term.week_start);
    let earlier = (from(before) - from(after)).num_days().max(0) / 7;
    own.saturating_sub(u32::try_from(earlier).unwrap_or(0)).max(1)
}

/// The kept weeks, and natural weeks between and around them.
fn filled(term: &Term, kept: Vec<Kept>, days: &[Day]) -> Vec<Kept> {
    let mut all: Vec<Kept> = Vec::new();
    let mut start = propose::week_start(term.first_day, term.week_start);
    for mut one in kept {
        if all.is_empty() && one.week.first_day <= term.first_day {
            start = one.week.first_day;
        }
        let short = gap(start, one.week.first_day);
        if short > 0 && short < LENGTH.0 {
            // Too few days for a week: the neighbour takes them when it has room, and gives some otherwise.
            if shape::length(&one.week) + short <= LENGTH.1 {
                one.week.first_day = start;
            } else {
                one.week.first_day = start + Days::new(LENGTH.0.unsigned_abs());
            }
        }
        propose_between(term, days, start, one.week.first_day, &mut all);
        start = one.week.last_day + Days::new(1);
        all.push(one);
    }
    if start <= term.last_day {
        let end = natural_end(term) + Days::new(1);
        let short = gap(start, end);
        if short < LENGTH.0
            && let Some(last) = all.last_mut()
        {
            let taken = if shape::length(&last.week) + short <= LENGTH.1 { short } else { short - LENGTH.0 };
            last.week.last_day += chrono::Duration::days(taken);
            start = last.week.last_day + Days::new(1);
        }
        propose_between(term, days, start, end, &mut all);
    }
    all
}

/// Natural weeks from a day to the eve of another; a short rest joins its neighbour.
fn propose_between(term: &Term, days: &[Day], from: NaiveDate, until: NaiveDate, all: &mut Vec<Kept>) {
    let mut starts = vec![from];
    let mut next = propose::week_start(from, term.week_start) + Days::new(7);
    while next < until {
        starts.push(next);
        next = next + Days::new(7);
    }
    if starts.len() > 1 && gap(starts[0], starts[1]) < LENGTH.0 {
        starts.remove(1);
    }
    if let [.., before, last] = starts[..]
        && gap(last, until) < LENGTH.0
    {
        starts.pop();
        if gap(before, until) > LENGTH.1 {
            starts.push(before + Days::new(7));
        }
    }
    let ends = starts.iter().skip(1).copied().chain([until]).collect::<Vec<_>>();
    for (first, end) in starts.into_iter().zip(ends).filter(|(first, end)| first < end) {
        let week = propose::week(term, days, first, end - Days::new(1));
        all.push(Kept { week, shaped: false, renumbered: false });
    }
}

/// The weeks with numbers that grow. A renumbered one keeps its number where those before leave it free.
fn numbered(all: &[Kept], base: u32, own: bool) -> Vec<Week> {
    let mut number = base - 1;
    let counted = |one: &Kept| {
        let mut week = one.week.clone();
        // What is proposed has no identifier yet and no number; what the office does not count has only no number.
        if week.number > 0 || week.id.is_empty() {
            number = if own && one.renumbered { week.number.max(number + 1) } else { number + 1 };
            week.number = number;
        }
        week
    };
    all.iter().map(counted).collect()
}

/// The weeks, a proposed one under the identifier of the one that had its days.
fn with_known(mut weeks: Vec<Week>, before: &[Week]) -> Vec<Week> {
    for at in 0..weeks.len() {
        let days = (weeks[at].first_day, weeks[at].last_day);
        let known = before.iter().find(|one| (one.first_day, one.last_day) == days);
        if let Some(known) =
            known.filter(|known| weeks[at].id.is_empty() && !weeks.iter().any(|week| week.id == known.id))
        {
            weeks[at].id.clone_from(&known.id);
        }
    }
    weeks
}

/// Last day of the natural week in which a term ends.
fn natural_end(term: &Term) -> NaiveDate {
    propose::week_start(term.last_day, term.week_start) + Days::new(6)
}

/// Days from one day to the eve of another.
fn gap(from: NaiveDate, until: NaiveDate) -> i64 {
    (until - from).num_days()
}
