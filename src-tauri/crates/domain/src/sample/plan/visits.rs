//! Who observed whom, when: visits that the timetable allows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::content::dice::Dice;
use super::super::content::topics::Genre;
use super::super::content::{Rank, TeacherIx};
use super::pairs::{PAIRS, WINDOWS};
use super::school::{Occurrence, School};

/// A lesson and the people who observe it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The lesson.
    pub lesson: Occurrence,
    /// 听课类型.
    pub kind: &'static str,
    /// Observers, ascending.
    pub observers: Vec<TeacherIx>,
}

/// Sheets each of the 36 has written by the pinned day: most near 60 % of the
/// quota, some far ahead, a few far behind.
const GOALS: [usize; 36] = [
    25, 30, 18, 22, 20, 18, 9, 13, 11, 11, 12, 9, 9, 11, 13, 10, 10, 12, 9, 11, 8, 10, 4, 8, 9, 5, 3, 15, 12, 13, 8, 8,
    13, 15, 7, 12,
];

/// How busy the twelve weeks are: slow start, holidays, mid-term.
const WEEKS: [usize; 12] = [14, 34, 41, 36, 15, 13, 46, 50, 43, 11, 46, 34];

/// Joint lessons: week, kind, teacher, how many observe.
const JOINT: [(u8, &str, TeacherIx, usize); 18] = [
    (2, "示范课", 7, 4),
    (2, "示范课", 9, 3),
    (3, "示范课", 8, 4),
    (3, "示范课", 10, 3),
    (4, "亮相课", 32, 4),
    (4, "亮相课", 33, 4),
    (7, "公开课", 14, 5),
    (7, "公开课", 19, 3),
    (8, "研究课", 15, 3),
    (8, "公开课", 26, 2),
    (8, "公开课", 20, 3),
    (9, "研究课", 13, 4),
    (9, "公开课", 18, 3),
    (9, "公开课", 21, 2),
    (12, "汇报课", 27, 5),
    (11, "汇报课", 17, 4),
    (12, "汇报课", 29, 4),
    (12, "汇报课", 35, 3),
];

struct Diary<'a> {
    school: &'a School,
    /// Lessons with something to note down, by week (index 0 = week 1) and teacher.
    weeks: Vec<Vec<Vec<Occurrence>>>,
    visits: Vec<Visit>,
    taken: BTreeSet<Occurrence>,
    busy: BTreeSet<(Moment, TeacherIx)>,
    left: Vec<usize>,
    pairs: BTreeMap<(TeacherIx, TeacherIx), usize>,
    received: Vec<usize>,
    /// Interest of each person in each colleague.
    near: Vec<Vec<usize>>,
}

/// A day and a period.
type Moment = (NaiveDate, u8);

/// All visits, by date, period and class.
pub fn visits(school: &School, dice: &mut Dice) -> Vec<Visit> {
    let mut weeks = vec![vec![Vec::new(); GOALS.len()]; WEEKS.len()];
    for lesson in school.held() {
        if school.topic(lesson).is_for_visitors() {
            let teacher = school.timetable[lesson.slot].teacher;
            weeks[usize::from(lesson.week) - 1][teacher].push(lesson);
        }
    }
    let mut diary = Diary {
        school,
        weeks,
        visits: Vec::new(),
        taken: BTreeSet::new(),
        busy: BTreeSet::new(),
        left: GOALS.to_vec(),
        pairs: BTreeMap::new(),
        received: vec![0; GOALS.len()],
        near: (0..GOALS.len()).map(|a| (0..GOALS.len()).map(|b| interest(school, a, b)).collect()).collect(),
    };
    diary.joint(dice);
    diary.mentoring(dice);
    diary.ordinary(dice);
    diary.visits.sort_by_key(|v| v.lesson);
    diary.visits
}

impl Diary<'_> {
    fn when(&self, lesson: Occurrence) -> Moment {
        (lesson.date, self.school.timetable[lesson.slot].period)
    }

    fn is_free(&self, person: TeacherIx, lesson: Occurrence) -> bool {
        let slot = &self.school.timetable[lesson.slot];
        !self.school.teaches(person, slot.weekday, slot.period) && !self.busy.contains(&(self.when(lesson), person))
    }

    /// Visits of a person on the day of a lesson.
    fn that_day(&self, person: TeacherIx, lesson: Occurrence) -> usize {
        let day = ((lesson.date, 0), 0)..=((lesson.date, u8::MAX), TeacherIx::MAX);
        self.busy.range(day).filter(|(_, p)| *p == person).count()
    }

    fn seen_that_day(&self, teacher: TeacherIx, lesson: Occurrence) -> bool {
        let first = Occurrence { slot: 0, ..lesson };
        let last = Occurrence { slot: usize::MAX, ..lesson };
        self.taken.range(first..=last).any(|o| self.school.timetable[o.slot].teacher == teacher)
    }

    fn record(&mut self, lesson: Occurrence, kind: &'static str, mut observers: Vec<TeacherIx>) {
        observers.sort_unstable();
        let teacher = self.school.timetable[lesson.slot].teacher;
        for person in &observers {
            self.busy.insert((self.when(lesson), *person));
            self.left[*person] = self.left[*person].saturating_sub(1);
            *self.pairs.entry((*person, teacher)).or_default() += 1;
        }
        self.received[teacher] += observers.len();
        self.taken.insert(lesson);
        self.visits.push(Visit { lesson, kind, observers });
    }

    fn lessons_of(&self, teacher: TeacherIx, week: u8) -> Vec<Occurrence> {
        let all = self.weeks.get(usize::from(week) - 1).and_then(|people| people.get(teacher));
        all.into_iter()
            .flatten()
            // The main subject: a chemist reports on chemistry, not on a minor one.
            .filter(|o| {
                let main = self.school.teachers[teacher].subjects.first();
                main == Some(&self.school.timetable[o.slot].subject) && !self.taken.contains(o)
            })
            .filter(|o| !self.seen_that_day(teacher, **o))
            .copied()
            .collect()
    }

    fn joint(&mut self, dice: &mut Dice) {
        for (week, kind, teacher, people) in JOINT {
            let mut lessons = self.lessons_of(teacher, week);
            lessons.retain(|o| !matches!(self.school.topic(*o).genre, Genre::Review | Genre::Comment));
            dice.shuffle(&mut lessons);
            // The lesson at which most of the colleagues who should come are free.
            let best = lessons.into_iter().max_by_key(|o| {
                let guests = (0..GOALS.len()).filter(|p| self.interest(*p, teacher) > 2 && self.is_free(*p, *o));
                guests.count().min(people + 2)
            });
            let Some(lesson) = best else { continue };
            let mut guests: Vec<(usize, TeacherIx)> = (0..GOALS.len())
                .filter(|p| *p != teacher && self.left[*p] > 2 && self.is_free(*p, lesson))
                .map(|p| (self.interest(p, teacher) * 10 + dice.below(25), p))
                .collect();
            guests.sort_unstable_by(|a, b| b.cmp(a));
            let observers = guests.into_iter().take(people).map(|(_, p)| p).collect();
            self.record(lesson, kind, observers);
        }
    }

    /// How near a colleague's lesson is to a person.
    fn interest(&self, person: TeacherIx, teacher: TeacherIx) -> usize {
        self.near[person][teacher]
    }

    fn mentoring(&mut self, dice: &mut Dice) {
        for (from, to) in WINDOWS {
            for pair in PAIRS {
                for (observer, teacher) in [(pair.mentor, pair.apprentice), (pair.apprentice, pair.mentor)] {
                    let met = |v: &Visit| {
                        (from..=to).contains(&v.lesson.week)
                            && v.observers.contains(&observer)
                            && self.school.timetable[v.lesson.slot].teacher == teacher
                    };
                    // The open window is half done; of the closed ones a few were missed.
                    let done = self.visits.iter().any(met);
                    if done || !dice.chance(if to > 12 { 45 } else { pair.diligence }) {
                        continue;
                    }
                    let mut lessons: Vec<Occurrence> = (from..=to.min(12))
                        .flat_map(|week| self.lessons_of(teacher, week))
                        .filter(|o| self.is_free(observer, *o) && self.that_day(observer, *o) == 0)
                        .collect();
                    dice.shuffle(&mut lessons);
                    if let Some(lesson) = lessons.first() {
                        self.record(*lesson, "师徒听课", vec![observer]);
                    }
                }
            }
        }
    }

    fn ordinary(&mut self, dice: &mut Dice) {
        let mut people: Vec<TeacherIx> =
            self.left.iter().enumerate().flat_map(|(p, n)| std::iter::repeat_n(p, *n)).collect();
        dice.shuffle(&mut people);
        for person in people {
            let found = (0..12).find_map(|_| {
                let week = weighted(&WEEKS, dice);
                self.find(person, week, dice)
            });
            let Some(lesson) = found else { continue };
            let leads = self.school.teachers[person].rank < Rank::Teacher;
            let kind = if leads && dice.chance(70) { "推门课" } else { "随堂课" };
            self.record(lesson, kind, vec![person]);
        }
    }

    fn find(&self, person: TeacherIx, week: usize, dice: &mut Dice) -> Option<Occurrence> {
        let leads = self.school.teachers[person].rank < Rank::Teacher;
        let people = self.weeks.get(week)?;
        let weights: Vec<usize> = people
            .iter()
            .enumerate()
            .map(|(teacher, lessons)| match lessons.len() {
                n if n > 0 && teacher != person => n * self.pull(person, teacher, leads),
                _ => 0,
            })
            .collect();
        let teacher = weighted(&weights, dice);
        let lesson = *dice.pick(people.get(teacher)?)?;
        let per_day = if leads { 2 } else { 1 };
        let open = teacher != person
            && !self.taken.contains(&lesson)
            && self.is_free(person, lesson)
            && self.that_day(person, lesson) < per_day
            && !self.seen_that_day(teacher, lesson);
        open.then_some(lesson)
    }

    /// How strongly a teacher's lessons draw a person.
    fn pull(&self, person: TeacherIx, teacher: TeacherIx, leads: bool) -> usize {
        let host = &self.school.teachers[teacher];
        let near = self.interest(person, teacher);
        let base = if leads { 6 + near } else { near * near };
        let rank = match host.rank {
            Rank::Leader => 1,
            Rank::Middle => 3,
            Rank::Teacher => 6,
        };
        let young = if host.tags.is_empty() { 2 } else { 3 };
        // Small subjects are forgotten first; two teachers are hardly ever seen.
        let forgotten = if matches!(teacher, 25 | 34) { 1 } else { 5 };
        let before = self.pairs.get(&(person, teacher)).copied().unwrap_or(0);
        let full = self.received[teacher] / 8 + 1;
        let weight = base * rank * young * forgotten * 40 / ((before + 1) * (before + 1) * full);
        if before >= 4 { 0 } else { weight }
    }
}

/// An index drawn by weight; 0 when all weights are 0.
fn weighted(weights: &[usize], dice: &mut Dice) -> usize {
    let mut at = dice.below(weights.iter().sum());
    for (ix, weight) in weights.iter().enumerate() {
        if at < *weight {
            return ix;
        }
        at -= weight;
    }
    0
}

/// How near a colleague's lesson is to a person.
fn interest(school: &School, person: TeacherIx, teacher: TeacherIx) -> usize {
    let (a, b) = (&school.teachers[person], &school.teachers[teacher]);
    let paired = PAIRS
        .iter()
        .any(|p| (p.mentor, p.apprentice) == (person, teacher) || (p.apprentice, p.mentor) == (person, teacher));
    let near = match (a.subjects.first() == b.subjects.first(), a.department == b.department) {
        (true, _) => 4,
        (_, true) => 3,
        _ => 1,
    };
    near + usize::from(paired) * 3 + usize::from(a.rank < Rank::Teacher) * 2
}
