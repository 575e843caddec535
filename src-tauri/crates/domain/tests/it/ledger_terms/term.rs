//! A term drawn at random: its weeks, people, rules with their versions, waivers, sheets, paper books.

use chrono::{Datelike, Days, NaiveDate};

/// A stream of numbers, the same for a seed.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2026_1119);
        dice.below(2);
        dice
    }

    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    pub(super) fn between(&mut self, least: u64, most: u64) -> u32 {
        u32::try_from(least + self.below(most - least + 1)).unwrap()
    }

    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()].clone()
    }

    pub(super) fn some<T: Clone>(&mut self, of: &[T], percent: u64) -> Vec<T> {
        of.iter().filter(|_| self.chance(percent)).cloned().collect()
    }

    fn maybe<T>(&mut self, percent: u64, f: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| f(self))
    }

    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, usize::try_from(self.below(at as u64 + 1)).unwrap());
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct WeekOf {
    pub(super) number: u32,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) kind: &'static str,
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) department: Option<&'static str>,
    pub(super) subject: &'static str,
    pub(super) subjects: Vec<&'static str>,
    pub(super) posts: Vec<&'static str>,
    pub(super) tags: Vec<(&'static str, Option<String>)>,
    pub(super) first_taught: Option<String>,
    pub(super) in_service: bool,
    pub(super) left_on: Option<NaiveDate>,
    pub(super) in_prep: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) lessons: u32,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) posts: Vec<&'static str>,
    pub(super) tags: Vec<&'static str>,
    pub(super) subjects: Vec<&'static str>,
    pub(super) years_most: Option<u32>,
    pub(super) years_least: Option<u32>,
    pub(super) paired: Option<&'static str>,
    pub(super) rest_of: Option<&'static str>,
    pub(super) all_of: bool,
    pub(super) way: Way,
    pub(super) unnumbered: bool,
}

/// How a number is owed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub(super) target: &'static str,
    pub(super) every: &'static str,
    pub(super) whose: &'static str,
    pub(super) each: bool,
    pub(super) kinds: Vec<&'static str>,
    pub(super) not_kinds: Vec<&'static str>,
    pub(super) outside: Option<bool>,
    pub(super) own_subject: Option<bool>,
}

#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "as many as the school settles")]
pub(super) struct Counting {
    pub(super) from: Option<NaiveDate>,
    pub(super) several: &'static str,
    pub(super) most_each: u32,
    pub(super) joint: bool,
    pub(super) outside: bool,
    pub(super) own_subject: bool,
    pub(super) process: bool,
    pub(super) opinion: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Waived {
    pub(super) who: usize,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) how: &'static str,
    pub(super) lessons: u32,
    /// The target that it names.
    pub(super) target: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct Lesson {
    pub(super) date: NaiveDate,
    pub(super) count: u32,
    pub(super) teacher: Option<usize>,
    pub(super) subject: &'static str,
    pub(super) outside: bool,
}

#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "a sheet is or is not each of them")]
pub(super) struct Sheet {
    pub(super) lesson: usize,
    pub(super) observer: Option<usize>,
    pub(super) kind: &'static str,
    pub(super) draft: bool,
    pub(super) deleted: bool,
    pub(super) process: bool,
    pub(super) opinion: bool,
    /// Place in the order of handing in; no two are alike.
    pub(super) submitted: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Review {
    pub(super) who: usize,
    pub(super) date: NaiveDate,
    pub(super) entered: u32,
    pub(super) valid: u32,
}

#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) week_start: u32,
    pub(super) weeks: Vec<WeekOf>,
    pub(super) members: Vec<Member>,
    pub(super) pairs: Vec<(usize, usize, NaiveDate, Option<NaiveDate>)>,
    pub(super) rules: Vec<Rule>,
    pub(super) countings: Vec<Counting>,
    /// Line that is named for somebody.
    pub(super) named: Vec<(usize, usize)>,
    pub(super) waivers: Vec<Waived>,
    pub(super) lessons: Vec<Lesson>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) reviews: Vec<Review>,
    pub(super) sources: Vec<(usize, bool)>,
}

const POSTS: [&str; 3] = ["校长", "教研组长", "备课组长"];
const TAGS: [&str; 2] = ["青年教师", "未带过高三"];
const SUBJECTS: [&str; 2] = ["语文", "数学"];
const KINDS: [&str; 3] = ["随堂课", "公开课", "推门课"];
const TARGETS: [&str; 2] = ["", "交流学习"];

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Drawn {
    pub(super) fn draw(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let first = day("2026-08-24") + Days::new(dice.below(20));
        let last = day("2026-11-01") + Days::new(dice.below(95));
        let week_start = dice.one(&[1, 7]);
        let weeks = weeks(&mut dice, first, last, week_start);
        let within = |dice: &mut Dice| first + Days::new(dice.below((last - first).num_days().unsigned_abs() + 1));
        let members: Vec<Member> = (0..dice.between(3, 5)).map(|at| member(&mut dice, at, &within)).collect();
        let people = members.len() as u64;
        let who = |dice: &mut Dice| usize::try_from(dice.below(people)).unwrap();
        let pairs = (0..dice.below(3))
            .map(|_| {
                let mentor = who(&mut dice);
                let apprentice = (mentor + 1) % members.len();
                let from = if dice.chance(50) { first - Days::new(100) } else { within(&mut dice) };
                (mentor, apprentice, from, dice.maybe(40, within).map(|to| to.max(from)))
            })
            .collect();
        let rules = rules(&mut dice, &within);
        let lines = rules.iter().map(|rule| rule.line).max().unwrap_or(0) as u64 + 1;
        let countings = countings(&mut dice, &within);
        let named = (0..dice.below(2)).map(|_| (who(&mut dice), usize::try_from(dice.below(lines)).unwrap())).collect();
        let waivers = (0..dice.below(4))
            .map(|_| {
                let first = within(&mut dice) - Days::new(dice.below(20));
                let last = first + Days::new(dice.below(50));
                let how = dice.one(&["exempt", "weeks", "weeks", "lessons", "lessons"]);
                let target = if how == "lessons" {
                    dice.one(&[None, Some(""), Some("交流学习")])
                } else {
                    dice.one(&[None, None, None, Some("")])
                };
                Waived { who: who(&mut dice), first, last, how, lessons: dice.between(1, 6), target }
            })
            .collect();
        let lessons: Vec<Lesson> = (0..dice.between(3, 16))
            .map(|_| Lesson {
                date: first + Days::new(dice.below((last - first).num_days().unsigned_abs() + 12)) - Days::new(6),
                count: dice.one(&[1, 1, 2, 3]),
                teacher: dice.maybe(95, who),
                subject: dice.one(&SUBJECTS),
                outside: dice.chance(10),
            })
            .collect();
        let sheets = (0..usize::try_from(dice.between(4, 26)).unwrap())
            .map(|submitted| Sheet {
                lesson: usize::try_from(dice.below(lessons.len() as u64)).unwrap(),
                observer: dice.maybe(96, who),
                kind: dice.one(&KINDS),
                draft: dice.chance(8),
                deleted: dice.chance(5),
                process: dice.chance(85),
                opinion: dice.chance(85),
                submitted,
            })
            .collect();
        let reviews = (0..dice.below(3))
            .map(|_| {
                let entered = dice.between(0, 9);
                let valid = dice.between(0, u64::from(entered));
                Review { who: who(&mut dice), date: within(&mut dice), entered, valid }
            })
            .collect();
        let sources = (0..dice.below(2)).map(|_| (who(&mut dice), dice.chance(50))).collect();
        Self {
            first,
            last,
            week_start,
            weeks,
            members,
            pairs,
            rules,
            countings,
            named,
            waivers,
            lessons,
            sheets,
            reviews,
            sources,
        }
    }
}

/// Weeks without gaps, some joined, some holidays, some for examinations, some not counted.
fn weeks(dice: &mut Dice, first: NaiveDate, last: NaiveDate, week_start: u32) -> Vec<WeekOf> {
    let weekday = first.weekday();
    let into = if week_start == 7 { weekday.num_days_from_sunday() } else { weekday.num_days_from_monday() };
    let mut start = first - Days::new(u64::from(into));
    let (mut weeks, mut number) = (Vec::new(), 0);
    while start <= last {
        let long = if weeks.is_empty() { 6 } else { dice.one(&[6, 6, 6, 6, 6, 6, 9, 11, 3]) };
        let kind = dice.one(&["teaching", "teaching", "teaching", "teaching", "teaching", "holiday", "exam"]);
        let counted = dice.chance(93);
        number += u32::from(counted);
        let end = start + Days::new(long);
        weeks.push(WeekOf { number: if counted { number } else { 0 }, first: start, last: end, kind });
        start = end + Days::new(1);
    }
    weeks
}

fn member(dice: &mut Dice, at: u32, within: &impl Fn(&mut Dice) -> NaiveDate) -> Member {
    let month = |dice: &mut Dice| {
        let months = dice.between(2_021 * 12, 2_027 * 12);
        format!("{}-{:02}", months / 12, months % 12 + 1)
    };
    let last_month = |dice: &mut Dice| dice.one(&["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]).to_owned();
    let in_service = dice.chance(88);
    Member {
        id: format!("019b0000-0000-7000-8000-{at:012x}"),
        department: dice.maybe(85, |dice| dice.one(&["甲组", "乙组"])),
        subject: dice.one(&SUBJECTS),
        subjects: dice.some(&SUBJECTS, 20),
        posts: dice.some(&POSTS, 30),
        tags: dice
            .some(&TAGS, 35)
            .into_iter()
            .map(|tag| (tag, if dice.chance(60) { Some(last_month(dice)) } else { None }))
            .collect(),
        first_taught: dice.maybe(85, month),
        in_service,
        left_on: if in_service { None } else { dice.maybe(70, within) },
        in_prep: dice.chance(60),
    }
}

fn rules(dice: &mut Dice, within: &impl Fn(&mut Dice) -> NaiveDate) -> Vec<Rule> {
    let mut rules = Vec::new();
    for line in 0..usize::try_from(dice.between(1, 6)).unwrap() {
        let begin = dice.maybe(25, within);
        let end = dice.maybe(15, within).filter(|end| begin.is_none_or(|begin| begin <= *end));
        let rule = rule(dice, line, begin, end);
        let change = dice.maybe(30, within);
        match change.filter(|on| begin.is_none_or(|begin| begin < *on) && end.is_none_or(|end| *on <= end)) {
            Some(on) => {
                let mut next = rule.clone();
                next.lessons = dice.between(0, 9);
                next.from = Some(on);
                if dice.chance(30) {
                    next.way.every = dice.one(&["term", "month", "week"]);
                }
                rules.push(Rule { to: Some(on - Days::new(1)), ..rule });
                rules.push(next);
            }
            None => rules.push(rule),
        }
    }
    rules
}

fn rule(dice: &mut Dice, line: usize, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Rule {
    let rest = dice.chance(30);
    let percent = |percent: u64| if rest { 0 } else { percent };
    Rule {
        line,
        name: format!("类{line}"),
        lessons: dice.between(0, 9),
        from,
        to,
        posts: dice.some(&POSTS, percent(30)),
        tags: dice.some(&TAGS, percent(25)),
        subjects: dice.some(&SUBJECTS, percent(20)),
        years_most: dice.maybe(percent(20), |dice| dice.between(1, 5)),
        years_least: dice.maybe(percent(12), |dice| dice.between(1, 5)),
        paired: dice.maybe(percent(15), |dice| dice.one(&["mentor", "apprentice"])),
        rest_of: dice.maybe(percent(10), |dice| dice.one(&TARGETS)),
        all_of: dice.chance(25),
        way: Way {
            target: dice.one(&TARGETS),
            every: dice.one(&["term", "term", "month", "week"]),
            whose: dice.one(&["anyone", "anyone", "mentors", "apprentices", "department", "prep_group", "teachers"]),
            each: dice.chance(25),
            kinds: dice.some(&KINDS, 15),
            not_kinds: dice.some(&KINDS, 10),
            outside: dice.maybe(15, |dice| dice.chance(50)),
            own_subject: dice.maybe(15, |dice| dice.chance(50)),
        },
        unnumbered: dice.chance(8),
    }
}

fn countings(dice: &mut Dice, within: &impl Fn(&mut Dice) -> NaiveDate) -> Vec<Counting> {
    let mut countings: Vec<Counting> = (0..dice.below(3))
        .map(|at| Counting {
            from: if at == 0 && dice.chance(60) { None } else { Some(within(dice)) },
            several: dice.one(&["strictest", "sum", "named"]),
            most_each: dice.between(1, 3),
            joint: dice.chance(60),
            outside: dice.chance(60),
            own_subject: dice.chance(30),
            process: dice.chance(70),
            opinion: dice.chance(70),
        })
        .collect();
    countings.sort_by_key(|counting| counting.from);
    countings.dedup_by_key(|counting| counting.from);
    countings
}
