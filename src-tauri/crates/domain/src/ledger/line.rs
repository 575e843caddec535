//! One person's account of one target.

use super::{
    book::valid,
    judge::{Measure, Verdict, judge},
    notes::notes,
    read::Ledger,
    types::{EvidenceSource, LedgerLine, LedgerPerson, LedgerState, LedgerWindow, Refusal},
};
use crate::{
    observation::Visit,
    quota::{Applied, QuotaEvery, Waiver, Window, duty_words, left_of},
    roster::Teacher,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Lessons of the paper book that the reviewer found not valid.
pub(super) const BOOK: &str = "book";

/// What is asked of a person on the first day of a month or a week, in stretches of that length.
struct Then {
    every: QuotaEvery,
    first: NaiveDate,
    asked: Vec<Applied>,
}

/// What is asked on a day in stretches of a length.
fn asked_on(then: &[Then], every: QuotaEvery, first: NaiveDate) -> &[Applied] {
    then.iter().find(|one| one.every == every && one.first == first).map_or(&[], |one| one.asked.as_slice())
}

/// What a window owes and has.
struct Stretch {
    shown: LedgerWindow,
    /// Lessons still missing in it.
    missing: u32,
    /// What each of the people is owed, where it is owed to each.
    each: u32,
    people: Vec<usize>,
}

impl Ledger {
    /// The lines of a person, a target after the other.
    pub(super) fn lines(&self, teacher: &Teacher) -> Vec<LedgerLine> {
        let then = self.then(teacher);
        let asked = self.applied_of(teacher, &then);
        asked.iter().map(|applied| self.line(teacher, applied, &asked, &then)).collect()
    }

    /// What is asked of a person on the day, and what was asked in weeks and months before it that has ended since.
    pub(super) fn applied(&self, teacher: &Teacher) -> Vec<Applied> {
        self.applied_of(teacher, &self.then(teacher))
    }

    /// What was and will be asked of a person on the first days of months and weeks.
    fn then(&self, teacher: &Teacher) -> Vec<Then> {
        let then = self.quotas.iter().map(|(every, first, quota)| Then {
            every: *every,
            first: *first,
            asked: quota.every(teacher, *every),
        });
        then.collect()
    }

    fn applied_of(&self, teacher: &Teacher, then: &[Then]) -> Vec<Applied> {
        let mut found = self.quota.all(teacher);
        for every in [QuotaEvery::Month, QuotaEvery::Week] {
            let before = self.windows_of(every).iter().rev().filter(|window| window.owes && window.first < self.as_of);
            for applied in before.flat_map(|window| asked_on(then, every, window.first)) {
                if !found.iter().any(|known| known.way() == applied.way()) {
                    found.push(applied.clone());
                }
            }
        }
        found
    }

    /// Each visit of a person with the verdict of a target, oldest first.
    pub(super) fn judged<'a>(&'a self, teacher: &Teacher, applied: &Applied) -> Vec<(&'a Visit, Verdict)> {
        let duty = &applied.rule.duty;
        let of_people = |id: &str| self.asks_for(teacher, duty.whose, id);
        let measure = Measure { observer: teacher, duty, of_people: &of_people, second: &self.second };
        let visits = self.visits_of(&teacher.id);
        visits.map(|visit| (visit, judge(visit, self.rules.counting(visit.date), &measure))).collect()
    }

    fn line(&self, teacher: &Teacher, applied: &Applied, asked: &[Applied], then: &[Then]) -> LedgerLine {
        let judged = self.judged(teacher, applied);
        let duty = &applied.rule.duty;
        let source = self.source(&teacher.id);
        let counts = match source {
            EvidenceSource::Sheets => of_sheets(&judged),
            EvidenceSource::Book => self.of_book(&teacher.id),
        };
        // A paper book does not say whose lessons they were.
        let told: &[(&Visit, Verdict)] = if source == EvidenceSource::Sheets { &judged } else { &[] };
        let all = self.waivers_of(&teacher.id);
        let targets = targets(asked);
        let waivers: Vec<&Waiver> =
            all.iter().copied().filter(|waiver| waiver.is_for(&applied.target, &targets)).collect();
        let stretches = self.stretches(teacher, applied, then, &counts, told, &waivers);
        let (owed, net) =
            (sum(stretches.iter().map(|one| one.shown.owed)), sum(stretches.iter().map(|one| one.shown.net)));
        let left = sum(stretches.iter().map(|one| one.missing));
        let people = if duty.each { self.people(&stretches, told) } else { Vec::new() };
        let windows: Vec<LedgerWindow> = stretches.into_iter().map(|one| one.shown).collect();
        let (due, away_weeks) = self.due(duty.every, &windows, net, &waivers);
        let open = all.iter().filter(|waiver| waiver.is_open(&targets)).count();
        LedgerLine {
            notes: notes(applied, &waivers, away_weeks, open),
            teacher_id: teacher.id.clone(),
            teacher: teacher.display.clone(),
            department: teacher.department.clone(),
            target: applied.target.clone(),
            category: applied.category.clone(),
            rule: duty_words(duty, applied.lessons),
            every: duty.every,
            number: applied.lessons,
            most: duty.most,
            whose: duty.whose,
            each: duty.each,
            owed,
            waived: owed - net.min(owed),
            net,
            due,
            away_weeks,
            done: counts.done(),
            counted: counts.counted(),
            refused: counts.refusals(),
            left,
            behind: net - left.min(net) < due || windows.iter().any(|one| one.state == LedgerState::Missed),
            windows: if windows.len() > 1 { windows } else { Vec::new() },
            people,
            source,
            other_source: match source {
                EvidenceSource::Sheets => self.of_book(&teacher.id).counted(),
                EvidenceSource::Book => of_sheets(&judged).counted(),
            },
        }
    }

    /// What each window owes and has. A window owes what held on its first day of the term; the term's what holds on the
    /// day.
    fn stretches(
        &self,
        teacher: &Teacher,
        applied: &Applied,
        then: &[Then],
        counts: &Counts,
        told: &[(&Visit, Verdict)],
        waivers: &[&Waiver],
    ) -> Vec<Stretch> {
        let duty = &applied.rule.duty;
        let all = self.windows_of(duty.every);
        let number = |window: &Window| match duty.every {
            _ if !window.owes => 0,
            QuotaEvery::Term => applied.lessons,
            QuotaEvery::Month | QuotaEvery::Week => asked_on(then, duty.every, window.first)
                .iter()
                .find(|other| other.way() == applied.way())
                .map_or(0, |other| other.lessons),
        };
        let people: Vec<Vec<usize>> = all
            .iter()
            .map(|window| match duty.every {
                _ if !duty.each => Vec::new(),
                QuotaEvery::Term => self.owed_to(teacher, duty.whose, self.as_of),
                QuotaEvery::Month | QuotaEvery::Week => self.owed_to(teacher, duty.whose, window.first),
            })
            .collect();
        let shares = |people: &Vec<usize>| if duty.each { u32::try_from(people.len()).unwrap_or(u32::MAX) } else { 1 };
        let owed: Vec<(u32, u32)> =
            all.iter().zip(&people).map(|(window, people)| (number(window), shares(people))).collect();
        let left = left_of(all, &owed, waivers);
        let parts = all.iter().zip(owed).zip(left).zip(people);
        parts
            .map(|(((window, (number, shares)), left), people)| {
                let counted = counts.within(window);
                let (owed, net) = (number.saturating_mul(shares), left.each.saturating_mul(shares) - left.taken);
                let missing = if duty.each {
                    let given = |id: &str| {
                        sum(told.iter().filter(|(visit, _)| visit.of(id) && window.has(visit.date)).map(counted_of))
                    };
                    let short = people.iter().map(|at| left.each.saturating_sub(given(&self.teachers[*at].id)));
                    // What is given to one does not stand in for another.
                    sum(short).saturating_sub(left.taken)
                } else {
                    net.saturating_sub(counted)
                };
                let shown = LedgerWindow {
                    label: window.label.clone(),
                    first: window.first,
                    last: window.last,
                    owed,
                    net,
                    counted,
                    state: match () {
                        () if net == 0 => LedgerState::Free,
                        () if missing == 0 => LedgerState::Done,
                        () if window.first > self.as_of => LedgerState::Ahead,
                        () if self.is_over(window.last) => LedgerState::Missed,
                        () => LedgerState::Running,
                    },
                };
                Stretch { shown, missing, each: left.each, people }
            })
            .collect()
    }

    fn people(&self, stretches: &[Stretch], told: &[(&Visit, Verdict)]) -> Vec<LedgerPerson> {
        let mut owed: BTreeMap<usize, u32> = BTreeMap::new();
        for stretch in stretches {
            for at in &stretch.people {
                *owed.entry(*at).or_default() += stretch.each;
            }
        }
        let person = |(at, owed): (usize, u32)| {
            let other = &self.teachers[at];
            LedgerPerson {
                teacher_id: other.id.clone(),
                teacher: other.display.clone(),
                owed,
                counted: sum(told.iter().filter(|(visit, _)| visit.of(&other.id)).map(counted_of)),
            }
        };
        owed.into_iter().map(person).collect()
    }

    /// What should count by the day, and the weeks of leave that are not asked for it: all of the windows that are over,
    /// and of a single one its share of worked weeks (`Window::worked`).
    fn due(&self, every: QuotaEvery, windows: &[LedgerWindow], net: u32, waivers: &[&Waiver]) -> (u32, u32) {
        match self.windows_of(every) {
            [] => (0, 0),
            [window] => {
                let (pace, away) = window.worked(waivers, self.as_of);
                (pace.due(net), if net == 0 { 0 } else { away })
            }
            _ => (sum(windows.iter().filter(|window| self.is_over(window.last)).map(|window| window.net)), 0),
        }
    }

    /// What the reviews of a paper book say.
    fn of_book(&self, teacher: &str) -> Counts {
        let entries = self.reviews_of(teacher).iter().map(|review| {
            let counted = valid(review);
            Entry { date: review.date, counted, refused: review.entered - counted, reason: BOOK }
        });
        Counts(entries.collect())
    }
}

/// Names of the targets of what is asked, each once.
fn targets(asked: &[Applied]) -> Vec<&str> {
    let mut targets: Vec<&str> = Vec::new();
    for applied in asked {
        if !targets.contains(&applied.target.as_str()) {
            targets.push(&applied.target);
        }
    }
    targets
}

/// Lessons by day.
struct Entry {
    date: NaiveDate,
    counted: u32,
    refused: u32,
    reason: &'static str,
}

struct Counts(Vec<Entry>);

impl Counts {
    fn done(&self) -> u32 {
        sum(self.0.iter().map(|entry| entry.counted + entry.refused))
    }

    fn counted(&self) -> u32 {
        sum(self.0.iter().map(|entry| entry.counted))
    }

    fn within(&self, window: &Window) -> u32 {
        sum(self.0.iter().filter(|entry| window.has(entry.date)).map(|entry| entry.counted))
    }

    /// Most first, equal ones by their code.
    fn refusals(&self) -> Vec<Refusal> {
        let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
        for entry in self.0.iter().filter(|entry| entry.refused > 0) {
            *sums.entry(entry.reason).or_default() += entry.refused;
        }
        let mut refusals: Vec<Refusal> =
            sums.into_iter().map(|(reason, lessons)| Refusal { reason: reason.to_owned(), lessons }).collect();
        refusals.sort_by(|a, b| b.lessons.cmp(&a.lessons).then_with(|| a.reason.cmp(&b.reason)));
        refusals
    }
}

fn counted_of((_, verdict): &(&Visit, Verdict)) -> u32 {
    verdict.counted
}

fn of_sheets(judged: &[(&Visit, Verdict)]) -> Counts {
    let entry = |(visit, verdict): &(&Visit, Verdict)| Entry {
        date: visit.date,
        counted: verdict.counted,
        refused: verdict.refused,
        reason: verdict.reasons.first().copied().unwrap_or_default(),
    };
    Counts(judged.iter().map(entry).collect())
}

fn sum(values: impl Iterator<Item = u32>) -> u32 {
    values.fold(0, u32::saturating_add)
}
