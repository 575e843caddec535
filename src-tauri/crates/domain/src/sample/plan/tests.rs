use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::super::content::calendar::{lessons_follow, start_of};
use super::super::content::topics::topic;
use super::super::content::{DayKind, Entered, Rank, SheetState, Slot};
use super::*;

#[test]
fn the_same_seed_gives_the_same_school() {
    assert_eq!(plan(SEED), plan(SEED));
    assert_ne!(plan(SEED).lessons, plan(SEED + 1).lessons);
}

#[test]
fn it_is_quick() {
    plan(SEED);
    let start = Instant::now();
    plan(SEED);
    assert!(start.elapsed().as_millis() < 1500, "{:?}", start.elapsed());
}

#[test]
fn every_observed_lesson_takes_place_and_every_observer_is_free() {
    for seed in [SEED, 1, 2] {
        let p = plan(seed);
        let mut busy = BTreeSet::new();
        for l in &p.lessons {
            let weekday = lessons_follow(l.date, &p.special_days).unwrap_or(0);
            assert!(weekday > 0, "no lessons on {}", l.date);
            assert!(l.date < p.term.today || (l.date == p.term.today && l.period <= 2));
            let here = |s: &&Slot| (s.weekday, s.period, s.class) == (weekday, l.period, l.class);
            let slot = p.timetable.iter().find(here).map(|s| (s.teacher, s.subject));
            assert_eq!(slot, Some((l.teacher, l.subject)));
            let grade = p.classes[l.class].grade;
            let hours = topic_titles(l.subject, grade, l.week);
            assert!(hours.contains(&l.topic), "{} {}", l.topic, l.subject);
            for s in &l.sheets {
                assert_ne!(s.observer, l.teacher);
                assert!(busy.insert((l.date, l.period, s.observer)), "in two rooms");
                let teaches =
                    p.timetable.iter().any(|t| (t.weekday, t.period, t.teacher) == (weekday, l.period, s.observer));
                assert!(!teaches, "observer teaches then");
            }
        }
    }
}

fn topic_titles(subject: &str, grade: u8, week: u8) -> Vec<String> {
    (0..6).map(|n| topic(subject, grade, week, n).title).collect()
}

#[test]
fn nothing_happens_on_holidays_and_examination_days() {
    let p = plan(SEED);
    let off: BTreeSet<_> = p.special_days.iter().filter(|d| d.kind != DayKind::MakeUp).map(|d| d.date).collect();
    assert!(p.lessons.iter().all(|l| !off.contains(&l.date)));
    assert!(p.homework_rounds.iter().flat_map(|r| &r.checks).all(|c| !off.contains(&c.date)));
    assert!(p.pairings.iter().flat_map(|r| &r.activities).all(|a| !off.contains(&a.date)));
    for plan in &p.lesson_plans {
        assert!(!off.contains(&plan.planned_on));
        assert!(plan.discussions.iter().all(|d| !off.contains(&d.date)));
    }
}

#[test]
fn quotas_are_about_six_tenths_done_with_a_spread() {
    let p = plan(SEED);
    let mut done: BTreeMap<usize, u16> = BTreeMap::new();
    let sheets = p.lessons.iter().flat_map(|l| &l.sheets);
    for s in sheets.clone().filter(|s| s.state == SheetState::Submitted) {
        *done.entry(s.observer).or_default() += 1;
    }
    let total: u16 = done.values().sum();
    let due: u16 = p.teachers.iter().map(|t| owed(&p, t.rank)).sum();
    assert!((400..=450).contains(&total), "{total}");
    assert!((52..=60).contains(&(total * 100 / due)), "{total} of {due}");
    let share = |ix: usize| done.get(&ix).copied().unwrap_or(0) * 100 / owed(&p, p.teachers[ix].rank);
    let shares: Vec<u16> = (0..36).map(share).collect();
    assert!(shares.iter().filter(|s| **s < 35).count() >= 3);
    assert!(shares.iter().filter(|s| **s >= 70).count() >= 4);
    assert_eq!(sheets.filter(|s| s.state == SheetState::Draft).count(), 5);
    let leaders = |s: &&usize| p.teachers[**s].rank == Rank::Leader;
    assert!(done.keys().filter(leaders).all(|ix| done[ix] >= 15));
    for kind in ["推门课"] {
        for l in p.lessons.iter().filter(|l| l.kind == kind) {
            assert!(l.sheets.iter().all(|s| p.teachers[s.observer].rank < Rank::Teacher));
        }
    }
}

#[test]
fn sheets_are_whole_and_clock_times_stand_inside_the_period() {
    let p = plan(SEED);
    let mut texts = BTreeSet::new();
    let mut void = 0;
    for l in &p.lessons {
        let start = start_of(l.period);
        assert!(l.pupils_present <= l.pupils_due);
        for s in &l.sheets {
            let times: Vec<u16> = s.timeline.iter().filter_map(|r| r.at).collect();
            if s.entered == Entered::Live {
                assert_eq!(times.len(), s.timeline.len());
                assert!(times.windows(2).all(|w| w[0] < w[1]), "{times:?}");
                assert!(times.iter().all(|t| (start..start + 40).contains(t)), "{times:?}");
                assert_eq!(s.written_on, l.date);
            } else {
                assert!(times.is_empty());
            }
            assert!(s.written_on >= l.date && s.written_on <= p.term.today);
            if s.state == SheetState::Submitted {
                assert!(
                    s.scores.is_some() && !s.strengths.is_empty() && !s.problems.is_empty() && !s.advice.is_empty()
                );
                assert_eq!(s.gains.is_empty(), p.teachers[s.observer].rank < Rank::Teacher);
                void += usize::from(s.timeline.is_empty());
                assert!(s.timeline.is_empty() || (5..=8).contains(&s.timeline.len()));
                texts.insert((&s.strengths, &s.problems));
            } else {
                assert!(s.advice.is_empty() && s.reply.is_none());
            }
            for text in s.timeline.iter().map(|r| &r.process) {
                assert!(!text.contains('{') && !text.contains("《《"));
            }
        }
    }
    assert_eq!(void, 3);
    assert!(texts.len() > 380, "{}", texts.len());
}

#[test]
fn joint_lessons_have_two_to_five_observers() {
    let p = plan(SEED);
    let joint: Vec<_> = p.lessons.iter().filter(|l| l.sheets.len() > 1).collect();
    assert!(joint.len() >= 16, "{}", joint.len());
    for l in &joint {
        assert_eq!(l.subject, p.teachers[l.teacher].subjects[0]);
        assert!(!["复习课", "讲评课"].contains(&l.lesson_type), "{}", l.topic);
    }
    assert!(p.lessons.iter().all(|l| (1..=5).contains(&l.sheets.len())));
}

#[test]
fn homework_figures_add_up() {
    let p = plan(SEED);
    assert_eq!(p.homework_rounds.len(), 2);
    for round in &p.homework_rounds {
        assert!(round.checks.len() >= 28);
        for c in &round.checks {
            assert!(c.remarked <= c.fully_marked && c.fully_marked <= c.assigned);
            assert!(c.books_sampled <= c.books_handed_in && c.books_handed_in <= c.books_due);
            assert_ne!(c.checker, c.teacher);
            assert!(c.date >= round.from && c.date <= round.to);
            assert!(c.required > 0);
            assert!(p.assignments.iter().any(|a| (a.teacher, a.class, a.subject) == (c.teacher, c.class, c.subject)));
        }
    }
    let bands: BTreeSet<_> = p.homework_rounds.iter().flat_map(|r| &r.checks).map(|c| c.band).collect();
    assert_eq!(bands.len(), 4, "{bands:?}");
}

#[test]
fn pairs_visit_each_other_and_miss_a_few_windows() {
    let p = plan(SEED);
    let (mut met, mut missed) = (0, 0);
    for pair in &p.pairings {
        for (observer, teacher) in [(pair.mentor, pair.apprentice), (pair.apprentice, pair.mentor)] {
            for (from, to) in &pairs::WINDOWS[..5] {
                let found = p.lessons.iter().any(|l| {
                    l.teacher == teacher
                        && (from..=to).contains(&&l.week)
                        && l.sheets.iter().any(|s| s.observer == observer)
                });
                if found { met += 1 } else { missed += 1 }
            }
        }
    }
    assert!(met >= 55 && (3..=15).contains(&missed), "{met} {missed}");
}

#[test]
fn every_teacher_of_a_main_subject_has_one_or_two_plans_some_unfinished() {
    let p = plan(SEED);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut drafts = [0; 4];
    for l in &p.lesson_plans {
        *counts.entry(l.teacher).or_default() += 1;
        drafts[l.drafts.len()] += 1;
        assert!(l.drafts.windows(2).all(|d| d[0].date < d[1].date), "{} {:?}", l.topic, l.planned_on);
        assert!(l.drafts.iter().all(|d| d.date < p.term.today && d.sections.len() == 5));
        assert!(l.discussions.iter().all(|d| d.date < p.term.today && d.present.contains(&l.teacher)));
        assert!(l.reflections.iter().all(|r| usize::from(r.draft) <= l.drafts.len()));
    }
    let main =
        p.teachers.iter().enumerate().filter(|(_, t)| {
            t.rank != Rank::Leader && ["语文", "数学", "英语", "物理", "化学"].contains(&t.subjects[0])
        });
    for (ix, t) in main {
        assert!((1..=2).contains(counts.get(&ix).unwrap_or(&0)), "{}", t.name);
    }
    assert!(drafts[1] >= 2 && drafts[2] >= 3 && drafts[3] >= 8, "{drafts:?}");
}
