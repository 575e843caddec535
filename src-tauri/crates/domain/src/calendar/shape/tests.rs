#![allow(clippy::unwrap_used)] // a test may panic
use super::*;
use crate::calendar::refit::refitted;
use chrono::{Datelike, Duration};

/// Terms of public calendars, with their sources.
const TERMS: &str = include_str!("../../../../../../tests/fixtures/calendar/term_calendars.json");
/// Reshapings tried on each term.
const TRIES: u32 = 600;

fn terms() -> Vec<Term> {
    let list: Vec<serde_json::Value> = serde_json::from_str(TERMS).unwrap();
    assert_eq!(list.len(), 14);
    let day = |value: &serde_json::Value| value.as_str().unwrap().parse::<NaiveDate>().ok();
    let mut terms = Vec::new();
    for told in &list {
        for week_start in [1, 7] {
            // One office tells the first week only: its term ends like its neighbours'.
            let end = day(&told["end"]).unwrap_or_else(|| NaiveDate::from_ymd_opt(2024, 1, 26).unwrap());
            terms.push(Term {
                id: String::new(),
                key: String::new(),
                name: told["source_title"].as_str().unwrap().to_owned(),
                school_year: String::new(),
                number: 1,
                first_day: day(&told["start"]).unwrap(),
                last_day: end,
                week_start,
                weeks: 0,
            });
        }
    }
    terms
}

/// A generator of Lehmer's kind: the same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).unwrap() % sides
    }
}

fn proposed(term: &Term) -> Vec<Week> {
    named(propose::weeks(term, &[]), &mut 0)
}

/// Gives identifiers to weeks that have none, as the store does.
fn named(mut weeks: Vec<Week>, next: &mut u32) -> Vec<Week> {
    for week in weeks.iter_mut().filter(|week| week.id.is_empty()) {
        week.id = format!("w{next}");
        *next += 1;
    }
    weeks
}

/// Every day of the term lies in exactly one week; counted weeks have numbers that grow, the others say that they
/// have none.
#[track_caller]
fn whole(term: &Term, weeks: &[Week]) {
    for date in term.first_day.iter_days().take_while(|date| *date <= term.last_day) {
        let holding = weeks.iter().filter(|week| (week.first_day..=week.last_day).contains(&date)).count();
        assert_eq!(holding, 1, "{} {date}", term.name);
    }
    let numbers: Vec<u32> = weeks.iter().map(|week| week.number).filter(|number| *number > 0).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next), "{}: {numbers:?}", term.name);
    assert!(weeks.iter().all(|week| (LENGTH.0..=LENGTH.1).contains(&length(week))), "{}", term.name);
}

fn random(dice: &mut Dice, weeks: &[Week]) -> (String, WeekShape) {
    let week = &weeks[dice.roll(weeks.len())];
    let moved = |day: NaiveDate, by: usize| day - Days::new(4) + Days::new(by as u64);
    let shape = match dice.roll(6) {
        0 => WeekShape::Merge,
        1 => WeekShape::Split { on: week.first_day + Days::new(dice.roll(12) as u64) },
        2 => WeekShape::Skip,
        3 => WeekShape::Count,
        4 => WeekShape::Renumber { number: u32::try_from(dice.roll(30)).unwrap() },
        _ => {
            let (first_day, last_day) = (moved(week.first_day, dice.roll(9)), moved(week.last_day, dice.roll(9)));
            WeekShape::Days { first_day, last_day }
        }
    };
    (week.id.clone(), shape)
}

#[test]
fn every_week_of_every_term_is_counted_as_the_calendar_goes() {
    for term in terms() {
        let weeks = proposed(&term);
        whole(&term, &weeks);
        let start = if term.week_start == 7 { chrono::Weekday::Sun } else { chrono::Weekday::Mon };
        // Counted anew, day by day: a week begins where its weekday comes round.
        let mut number = 1;
        for date in term.first_day.iter_days().take_while(|date| *date <= term.last_day) {
            if date.weekday() == start && date != term.first_day {
                number += 1;
            }
            let week = weeks.iter().find(|week| (week.first_day..=week.last_day).contains(&date)).unwrap();
            assert_eq!(week.number, number, "{} {date}", term.name);
        }
    }
}

#[test]
fn no_reshaping_leaves_a_day_with_two_weeks_or_none() {
    let mut dice = Dice(20_261_119);
    let mut done = [0_u32; 6];
    for term in terms() {
        let mut next = 100;
        let mut weeks = proposed(&term);
        for _ in 0..TRIES {
            let (id, shape) = random(&mut dice, &weeks);
            if let Ok(after) = reshaped(&term, &weeks, &id, &shape) {
                weeks = named(after, &mut next);
                whole(&term, &weeks);
                let ops = ["week_merge", "week_split", "week_skip", "week_count", "week_renumber", "week_days"];
                done[ops.iter().position(|op| *op == shape.op()).unwrap()] += 1;
            }
        }
    }
    assert!(done.iter().all(|count| *count > 50), "each kind was done often: {done:?}");
}

#[test]
fn a_short_first_week_joins_the_next_and_is_cut_off_again() {
    let term = terms().into_iter().find(|term| term.first_day.to_string() == "2022-09-01").unwrap();
    let weeks = proposed(&term);
    let joined = reshaped(&term, &weeks, &weeks[0].id, &WeekShape::Merge).unwrap();
    let (first, second) = (&joined[0], &joined[1]);
    assert_eq!((first.first_day.to_string(), first.last_day.to_string()), ("2022-09-01".into(), "2022-09-11".into()));
    assert_eq!((first.number, second.number, joined.len()), (1, 2, weeks.len() - 1));
    let cut = WeekShape::Split { on: "2022-09-05".parse().unwrap() };
    let cut = reshaped(&term, &joined, &first.id, &cut).unwrap();
    let numbers: Vec<u32> = cut.iter().map(|week| week.number).collect();
    assert_eq!(numbers, (1..=u32::try_from(weeks.len()).unwrap()).collect::<Vec<_>>());
    // Two full weeks are no week.
    let code = reshaped(&term, &weeks, &weeks[3].id, &WeekShape::Merge).unwrap_err();
    assert_eq!(code.code(), "week_length");
}

#[test]
fn a_skipped_week_has_no_number_and_the_later_ones_move_up() {
    let term = terms().into_iter().next().unwrap();
    let weeks = proposed(&term);
    let skipped = reshaped(&term, &weeks, &weeks[4].id, &WeekShape::Skip).unwrap();
    assert_eq!((skipped[4].number, skipped[5].number), (0, 5));
    let again = reshaped(&term, &skipped, &weeks[4].id, &WeekShape::Count).unwrap();
    assert_eq!(again, weeks);
    let later = reshaped(&term, &weeks, &weeks[4].id, &WeekShape::Renumber { number: 8 }).unwrap();
    assert_eq!((later[3].number, later[4].number, later[5].number), (4, 8, 9));
    assert_eq!(
        reshaped(&term, &weeks, &weeks[4].id, &WeekShape::Renumber { number: 4 }).unwrap_err().code(),
        "week_number"
    );
}

/// What the office has made of a week: its days, kind and note, and whether it is counted.
fn made(week: &Week) -> (NaiveDate, NaiveDate, WeekKind, &str, bool) {
    (week.first_day, week.last_day, week.kind, &week.label, week.number > 0)
}

#[test]
fn other_days_of_a_term_keep_what_was_reshaped_and_leave_no_day_without_a_week() {
    let mut dice = Dice(20_261_120);
    let (mut stayed, mut renumbered, mut turned) = (0, 0, 0);
    for term in terms() {
        for _ in 0..120 {
            let mut next = 100;
            let mut weeks = proposed(&term);
            for _ in 0..dice.roll(12) {
                let (id, shape) = random(&mut dice, &weeks);
                if let Ok(after) = reshaped(&term, &weeks, &id, &shape) {
                    weeks = named(after, &mut next);
                }
                let at = dice.roll(weeks.len());
                if dice.roll(3) == 0 {
                    (weeks[at].kind, weeks[at].label) = (WeekKind::Exam, format!("考{at}"));
                }
            }
            let moved = |day: NaiveDate, by: usize| day + Duration::days(i64::try_from(by).unwrap() - 15);
            let week_start = if dice.roll(4) == 0 { 8 - term.week_start } else { term.week_start };
            let mut after = term.clone();
            (after.first_day, after.week_start) = (moved(term.first_day, dice.roll(31)), week_start);
            after.last_day = moved(term.last_day, dice.roll(31));
            let fitted = refitted(&term, &after, &weeks, &[]);
            whole(&after, &fitted);
            check(&after, &fitted).unwrap();
            assert_eq!(refitted(&term, &term, &weeks, &[]), weeks, "the same days change nothing");
            // No identifier twice: each week is one record.
            let mut ids: Vec<&str> = fitted.iter().map(|week| week.id.as_str()).filter(|id| !id.is_empty()).collect();
            ids.sort_unstable();
            assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{}", term.name);
            if week_start != term.week_start {
                turned += 1;
                continue;
            }
            // Every reshaped week that lies inside both terms, and not at their ends, is as it was made.
            let untouched = proposed(&term);
            let plain = |week: &Week| untouched.iter().any(|one| made(one) == made(week));
            let inner = &weeks[1..weeks.len() - 1];
            for week in inner.iter().filter(|week| !plain(week)) {
                if week.first_day > after.first_day && week.last_day < after.last_day {
                    let now = fitted.iter().find(|one| one.id == week.id).unwrap_or_else(|| panic!("{week:?}"));
                    let edge = now.id == fitted[0].id || fitted.last().is_some_and(|last| last.id == now.id);
                    let (kept, was) = (made(now), made(week));
                    assert_eq!((kept.2, kept.3, kept.4), (was.2, was.3, was.4), "{}", term.name);
                    assert!(edge || joined(&fitted, week, now), "{}: {week:?} {now:?}", term.name);
                    stayed += 1;
                }
            }
            // A jump of the numbers stays where the weeks before leave it free.
            for pair in weeks.windows(2).filter(|pair| pair[0].number > 0 && pair[1].number > pair[0].number + 1) {
                let place = fitted.iter().position(|one| one.id == pair[1].id);
                let free = |at: usize| fitted[..at].iter().all(|one| one.number < pair[1].number);
                if let Some(at) = place.filter(|at| free(*at) && fitted[*at..].iter().all(|one| one.number < MOST)) {
                    assert_eq!(fitted[at].number, pair[1].number, "{}", term.name);
                    renumbered += 1;
                }
            }
        }
    }
    assert!(stayed > 5_000 && renumbered > 500 && turned > 500, "{stayed} {renumbered} {turned}");
}

/// Whether a week has its days, or gave or took some at the beginning or the end of the term.
fn joined(fitted: &[Week], was: &Week, now: &Week) -> bool {
    let beside = |at: usize| fitted.get(at).is_some_and(|one| one.id == now.id);
    let last = fitted.len().saturating_sub(2);
    (was.first_day, was.last_day) == (now.first_day, now.last_day) || beside(1) || beside(last)
}

#[test]
fn a_merged_and_a_skipped_week_stay_when_the_term_begins_a_week_earlier() {
    let term = terms().into_iter().find(|term| term.first_day.to_string() == "2022-09-01").unwrap();
    let mut next = 100;
    let mut weeks = proposed(&term);
    for (at, shape) in [
        (0, WeekShape::Merge),
        (4, WeekShape::Skip),
        (6, WeekShape::Renumber { number: 9 }),
        (9, WeekShape::Split { on: weeks[10].first_day + Days::new(3) }),
    ] {
        let id = weeks[at].id.clone();
        if let Ok(after) = reshaped(&term, &weeks, &id, &shape) {
            weeks = named(after, &mut next);
        }
    }
    let earlier = Term { first_day: term.first_day - Days::new(7), ..term.clone() };
    let fitted = refitted(&term, &earlier, &weeks, &[]);
    let numbers = |weeks: &[Week]| weeks.iter().map(|week| week.number).collect::<Vec<_>>();
    assert_eq!(numbers(&weeks)[..8], [1, 2, 3, 4, 0, 5, 9, 10]);
    assert_eq!(numbers(&fitted)[..9], [1, 2, 3, 4, 5, 0, 6, 9, 10]);
    // From Monday, 22 August: the days before the merged week are a week of their own.
    assert_eq!(
        (fitted[0].first_day.to_string(), fitted[0].last_day.to_string()),
        ("2022-08-22".into(), "2022-08-31".into())
    );
    assert_eq!(made(&fitted[1]), made(&weeks[0]));
}
