#![allow(clippy::unwrap_used)] // a test may panic
use super::*;
use chrono::Datelike;

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
