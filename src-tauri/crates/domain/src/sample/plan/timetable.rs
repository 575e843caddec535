//! The weekly timetable: every assigned lesson gets a weekday and a period.
//!
//! Lessons are placed one by one where they disturb least; what stands in the
//! way is taken out and placed again, with a growing reluctance to move the
//! same lesson twice. With these loads it settles after a few thousand steps.

use super::super::content::dice::Dice;
use super::super::content::{Assignment, Slot};

const DAYS: usize = 5;
const PERIODS: usize = 7;
const SLOTS: usize = DAYS * PERIODS;
/// Where a class has no lesson when its week has free periods, first things first.
const FREE: [usize; DAYS] = [34, 20, 27, 13, 6];
const STEPS: usize = 20_000;
const ATTEMPTS: usize = 20;

/// The timetable of all classes, by weekday, period and class.
pub fn timetable(assignments: &[Assignment], dice: &mut Dice) -> Vec<Slot> {
    let mut best = Vec::new();
    for _ in 0..ATTEMPTS {
        let (slots, complete) = Board::new(assignments).fill(dice);
        if complete || slots.len() > best.len() {
            best = slots;
        }
        if complete {
            break;
        }
    }
    best.sort();
    best
}

struct Board<'a> {
    assignments: &'a [Assignment],
    /// Index of the assignment of each lesson.
    lessons: Vec<usize>,
    at: Vec<Option<usize>>,
    by_class: Vec<[Option<usize>; SLOTS]>,
    by_teacher: Vec<[Option<usize>; SLOTS]>,
    moved: Vec<usize>,
    /// Free periods of each class.
    free: Vec<usize>,
}

impl<'a> Board<'a> {
    fn new(assignments: &'a [Assignment]) -> Self {
        let lessons: Vec<usize> = assignments
            .iter()
            .enumerate()
            .flat_map(|(ix, a)| std::iter::repeat_n(ix, usize::from(a.per_week)))
            .collect();
        let classes = assignments.iter().map(|a| a.class + 1).max().unwrap_or(0);
        let teachers = assignments.iter().map(|a| a.teacher + 1).max().unwrap_or(0);
        let taught =
            |class| -> usize { assignments.iter().filter(|a| a.class == class).map(|a| usize::from(a.per_week)).sum() };
        Self {
            assignments,
            free: (0..classes).map(|c| SLOTS.saturating_sub(taught(c)).min(DAYS)).collect(),
            at: vec![None; lessons.len()],
            moved: vec![0; lessons.len()],
            by_class: vec![[None; SLOTS]; classes],
            by_teacher: vec![[None; SLOTS]; teachers],
            lessons,
        }
    }

    fn of(&self, lesson: usize) -> &'a Assignment {
        &self.assignments[self.lessons[lesson]]
    }

    fn fill(mut self, dice: &mut Dice) -> (Vec<Slot>, bool) {
        let mut waiting: Vec<usize> = (0..self.lessons.len()).collect();
        dice.shuffle(&mut waiting);
        // The last one is placed first: big blocks before the single hours.
        waiting.sort_by_key(|l| self.of(*l).per_week);
        for _ in 0..STEPS {
            let Some(lesson) = waiting.pop() else { break };
            let slot = self.choose(lesson, dice);
            for other in self.in_the_way(lesson, slot) {
                self.lift(other);
                self.moved[other] += 1;
                waiting.push(other);
            }
            let a = self.of(lesson);
            self.at[lesson] = Some(slot);
            self.by_class[a.class][slot] = Some(lesson);
            self.by_teacher[a.teacher][slot] = Some(lesson);
        }
        let slots = (0..self.lessons.len()).filter_map(|l| self.slot(l)).collect();
        (slots, waiting.is_empty())
    }

    fn slot(&self, lesson: usize) -> Option<Slot> {
        let at = self.at[lesson]?;
        let a = self.of(lesson);
        let number = |n: usize| u8::try_from(n + 1).unwrap_or(u8::MAX);
        Some(Slot {
            weekday: number(at / PERIODS),
            period: number(at % PERIODS),
            class: a.class,
            subject: a.subject,
            teacher: a.teacher,
        })
    }

    fn lift(&mut self, lesson: usize) {
        if let Some(slot) = self.at[lesson].take() {
            let a = self.of(lesson);
            self.by_class[a.class][slot] = None;
            self.by_teacher[a.teacher][slot] = None;
        }
    }

    fn in_the_way(&self, lesson: usize, slot: usize) -> Vec<usize> {
        let a = self.of(lesson);
        let mut found = Vec::new();
        found.extend(self.by_class[a.class][slot]);
        found.extend(self.by_teacher[a.teacher][slot]);
        let day = slot / PERIODS;
        let mut same_day: Vec<usize> = (day * PERIODS..(day + 1) * PERIODS)
            .filter_map(|s| self.by_class[a.class][s])
            .filter(|l| self.of(*l).subject == a.subject)
            .collect();
        let room = if a.per_week > 5 { 2 } else { 1 };
        if same_day.len() >= room {
            same_day.truncate(same_day.len() + 1 - room);
            found.extend(same_day);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn choose(&self, lesson: usize, dice: &mut Dice) -> usize {
        let a = self.of(lesson);
        let cost = |slot: usize, noise: usize| {
            let moves: usize = self.in_the_way(lesson, slot).iter().map(|l| 60 + 15 * self.moved[*l]).sum();
            moves + self.wish(a, slot) + noise
        };
        (0..SLOTS)
            .filter(|s| a.subject != "体育" || s % PERIODS != 0)
            .filter(|s| !FREE.iter().take(self.free[a.class]).any(|f| f == s))
            .map(|s| (cost(s, dice.below(6)), s))
            .min()
            .map_or(1, |(_, s)| s)
    }

    /// How little a lesson wishes to stand there.
    fn wish(&self, a: &Assignment, slot: usize) -> usize {
        let (day, period) = (slot / PERIODS, slot % PERIODS);
        let main = matches!(a.subject, "语文" | "数学" | "英语" | "物理" | "化学");
        let hour = match (main, period) {
            (true, 0..=3) => 0,
            (true, _) => 8,
            (false, 0..=1) => 9,
            (false, 2..=3) => 4,
            (false, _) => 0,
        };
        let today = (day * PERIODS..(day + 1) * PERIODS).filter(|s| self.by_teacher[a.teacher][*s].is_some()).count();
        hour + if today >= 4 { 40 } else { today * 3 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::content::roster::assignments;
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn nobody_is_in_two_rooms_and_no_class_has_two_lessons() {
        for seed in [1, 7, 20_261_119] {
            let all = assignments();
            let table = timetable(&all, &mut Dice(seed));
            assert_eq!(table.len(), 396, "seed {seed}");
            let mut people = BTreeMap::new();
            let mut rooms = BTreeMap::new();
            for s in &table {
                assert!(people.insert((s.weekday, s.period, s.teacher), s).is_none());
                assert!(rooms.insert((s.weekday, s.period, s.class), s).is_none());
                assert!(s.subject != "体育" || s.period > 1);
                assert!((1..=5).contains(&s.weekday) && (1..=7).contains(&s.period));
                assert!(all.iter().any(|a| (a.class, a.subject, a.teacher) == (s.class, s.subject, s.teacher)));
            }
        }
    }

    #[test]
    fn free_periods_stand_at_the_end_of_the_day() {
        let table = timetable(&assignments(), &mut Dice(20_261_119));
        for class in 0..12 {
            for weekday in 1..=5 {
                let n = table.iter().filter(|s| s.class == class && s.weekday == weekday && s.period <= 6).count();
                assert_eq!(n, 6);
            }
        }
    }

    #[test]
    fn lessons_of_a_subject_are_spread_over_the_week() {
        let all = assignments();
        let mut days: BTreeMap<_, usize> = BTreeMap::new();
        for s in timetable(&all, &mut Dice(20_261_119)) {
            *days.entry((s.class, s.subject, s.weekday)).or_default() += 1;
        }
        for ((class, subject, _), n) in days {
            let of = |a: &&Assignment| a.class == class && a.subject == subject;
            let per_week = all.iter().find(of).map_or(0, |a| a.per_week);
            assert!(n <= if per_week > 5 { 2 } else { 1 }, "{class} {subject}");
        }
    }
}
