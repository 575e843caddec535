//! Which quotas apply to whom.

use super::{
    counting_rows,
    paired_rows::{self, Pair},
    rows::{self, RuleRow},
    types::{EVERY_VALID_LESSON, QuotaCounting, QuotaEvery, QuotaPaired, QuotaWhose, SeveralPosts},
    who::{Person, meets},
    windows::windows,
};
use crate::{
    calendar,
    error::Result,
    roster::{self, StageRule, Teacher},
};
use chrono::NaiveDate;
use keji_store::Read;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The quota that applies to a person within one target.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Applied {
    /// Name of the target; empty for the first.
    pub(crate) target: String,
    /// Name of the group; where numbers add up, all names.
    pub(crate) category: String,
    /// Lessons owed in each stretch of time.
    pub(crate) lessons: u32,
    /// The rule that decides; of several that add up the first.
    pub(crate) rule: Arc<RuleRow>,
    /// Place of the group in the order of the office.
    pub(crate) place: usize,
}

/// The quotas in force on a day.
pub(crate) struct Quota {
    on: NaiveDate,
    month: String,
    targets: Vec<Target>,
    rules: Vec<Arc<RuleRow>>,
    counting: QuotaCounting,
    named: Arc<BTreeMap<String, String>>,
    stages: Arc<Vec<StageRule>>,
    stretches: Stretches,
    mentors: BTreeSet<String>,
    apprentices: BTreeSet<String>,
}

/// All versions of all quotas, and how the school counted when.
pub(crate) struct Rules {
    versions: Vec<Arc<RuleRow>>,
    countings: Vec<QuotaCounting>,
    named: Arc<BTreeMap<String, String>>,
    stages: Arc<Vec<StageRule>>,
    pairs: Vec<Pair>,
    stretches: Stretches,
}

/// A target, and the lengths of the stretches in which its numbers are owed.
struct Target {
    name: String,
    every: Vec<QuotaEvery>,
}

/// Months and weeks of the term in which something is owed: what numbers of different stretches are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretches {
    months: u32,
    weeks: u32,
}

/// The way in which a number is owed: numbers of one way add up, and one way is one line of the ledger.
pub(crate) type Way<'a> =
    (&'a str, QuotaEvery, QuotaWhose, bool, &'a [String], &'a [String], Option<bool>, Option<bool>);

/// Reads the quotas in force on a day.
///
/// # Errors
/// The store's refusal.
pub(crate) fn apply(read: &Read<'_>, on: NaiveDate) -> Result<Quota> {
    Ok(Rules::read(read, on)?.on(on))
}

impl Rules {
    /// Reads them, for the term of a day.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>, day: NaiveDate) -> Result<Self> {
        let named = counting_rows::named(read)?;
        let named = named.into_iter().filter_map(|(_, named)| Some((named.teacher_id, named.line_id?))).collect();
        Ok(Self {
            versions: rows::rules(read)?.into_iter().map(Arc::new).collect(),
            countings: counting_rows::countings(read)?.into_iter().map(|(_, counting)| counting).collect(),
            named: Arc::new(named),
            stages: Arc::new(roster::stages(read)?.0),
            pairs: paired_rows::pairs(read)?,
            stretches: Stretches::of_term(read, day)?,
        })
    }

    /// The quotas in force on a day.
    pub(crate) fn on(&self, on: NaiveDate) -> Quota {
        let running = || self.pairs.iter().filter(|pair| pair.runs(on));
        let rules: Vec<Arc<RuleRow>> = self.versions.iter().filter(|rule| rule.holds(on)).cloned().collect();
        Quota {
            on,
            month: on.format("%Y-%m").to_string(),
            targets: Target::of(&rules),
            rules,
            counting: self.counting(on).clone(),
            named: Arc::clone(&self.named),
            stages: Arc::clone(&self.stages),
            stretches: self.stretches,
            mentors: running().map(|pair| pair.mentor_id.clone()).collect(),
            apprentices: running().map(|pair| pair.apprentice_id.clone()).collect(),
        }
    }

    /// How the school counts what happens on a day.
    pub(crate) fn counting(&self, on: NaiveDate) -> &QuotaCounting {
        let known = self.countings.iter().rev().find(|counting| counting.valid_from.is_none_or(|from| from <= on));
        known.unwrap_or(&EVERY_VALID_LESSON)
    }

    /// Whether any number is owed in stretches of a length.
    pub(crate) fn has(&self, every: QuotaEvery) -> bool {
        self.versions.iter().any(|rule| rule.duty.every == every)
    }

    /// The pairings.
    pub(crate) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }
}

impl Quota {
    /// The quota of the office's first target: what 应听节数 means where only one number is said.
    pub(crate) fn of(&self, teacher: &Teacher) -> Option<Applied> {
        let first = self.rules.iter().find(|rule| !rule.duty.unnumbered)?.duty.target.clone();
        self.all(teacher).into_iter().find(|applied| applied.target == first)
    }

    /// The quotas of every target, in the order of the office. Of several rules of a target the strictest decides, or
    /// they add up, or the one that the office named, as the school counts; a rule without conditions is for whom no
    /// other rule of the target names. Who has left owes nothing.
    pub(crate) fn all(&self, teacher: &Teacher) -> Vec<Applied> {
        self.of_targets(teacher, &self.targets)
    }

    /// Those quotas whose numbers are owed in stretches of a length.
    pub(crate) fn every(&self, teacher: &Teacher, every: QuotaEvery) -> Vec<Applied> {
        let of_length = |target: &&Target| target.every.contains(&every);
        let targets: Vec<&Target> = self.targets.iter().filter(of_length).collect();
        let mut owed = self.of_targets(teacher, targets);
        owed.retain(|applied| applied.rule.duty.every == every);
        owed
    }

    fn of_targets<'a>(&self, teacher: &Teacher, targets: impl IntoIterator<Item = &'a Target>) -> Vec<Applied> {
        if !serves(teacher, self.on) {
            return Vec::new();
        }
        let person = self.person(teacher);
        targets.into_iter().flat_map(|target| self.within(&person, &target.name)).collect()
    }

    /// Names of all targets with numbers, in the order of the office.
    pub(crate) fn all_targets(&self) -> impl Iterator<Item = &str> {
        self.targets.iter().map(|target| target.name.as_str())
    }

    /// Names of the targets of which a person owes a number, in the order of the office.
    pub(crate) fn targets(&self, teacher: &Teacher) -> Vec<String> {
        let mut targets: Vec<String> = self.all(teacher).into_iter().map(|applied| applied.target).collect();
        targets.dedup();
        targets
    }

    /// Duties in words that a person has.
    pub(crate) fn words(&self, teacher: &Teacher) -> Vec<(String, String)> {
        let rules = self.rules.iter().filter(|rule| rule.duty.unnumbered && serves(teacher, self.on));
        rules
            .filter(|rule| rule.who.is_rest() || self.meets(rule, &self.person(teacher)))
            .map(|rule| (rule.name.clone(), rule.duty.note.clone()))
            .collect()
    }

    /// Names and numbers of the groups of the first target in the office's order.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&str, u32)> {
        let first = self.rules.iter().find(|rule| !rule.duty.unnumbered).map(|rule| rule.duty.target.as_str());
        self.rules
            .iter()
            .filter(move |rule| !rule.duty.unnumbered && Some(rule.duty.target.as_str()) == first)
            .map(|rule| (rule.name.as_str(), rule.lessons))
    }

    /// How the school counts.
    pub(crate) fn counting(&self) -> &QuotaCounting {
        &self.counting
    }

    fn within(&self, person: &Person<'_>, target: &str) -> Vec<Applied> {
        let of_target =
            || self.rules.iter().enumerate().filter(|(_, rule)| rule.duty.target == target && !rule.duty.unnumbered);
        let mut met: Vec<(usize, &Arc<RuleRow>)> =
            of_target().filter(|(_, rule)| !rule.who.is_rest() && self.meets(rule, person)).collect();
        if met.is_empty() {
            met.extend(of_target().find(|(_, rule)| rule.who.is_rest()));
        }
        // Of equal numbers the first in the office's order.
        met.sort_by_key(|(place, rule)| (Reverse(self.weight(rule)), *place));
        let named = self.named.get(&person.teacher.id);
        let by_name = met.iter().position(|(_, rule)| Some(&rule.line_id) == named);
        match (self.counting.several_posts, by_name) {
            (SeveralPosts::Sum, _) => summed(&met),
            (SeveralPosts::Named, Some(at)) => applied(&met[at..=at]).into_iter().collect(),
            _ => applied(met.get(..1).unwrap_or_default()).into_iter().collect(),
        }
    }

    fn person<'a>(&'a self, teacher: &'a Teacher) -> Person<'a> {
        Person {
            teacher,
            stage: roster::stage_of(&self.stages, teacher, self.on).map(|stage| stage.name.as_str()),
            years: teacher.first_taught.as_deref().and_then(|month| roster::year_since(month, self.on)),
            mentor: self.mentors.contains(&teacher.id),
            apprentice: self.apprentices.contains(&teacher.id),
            month: &self.month,
        }
    }

    /// Whether a person meets the conditions of a rule; those of another target's rest are met by whom none of its
    /// rules names.
    fn meets(&self, rule: &RuleRow, person: &Person<'_>) -> bool {
        let rest = rule.who.rest_of.as_ref().map(|target| {
            let mut others = self.rules.iter().filter(|other| other.duty.target == *target && !other.duty.unnumbered);
            !others.any(|other| !other.who.is_rest() && other.who.rest_of.is_none() && meets(&other.who, person, None))
        });
        meets(&rule.who, person, rest)
    }

    /// What numbers of different stretches of time are compared by: what they come to in the term.
    fn weight(&self, rule: &RuleRow) -> u32 {
        let times = match rule.duty.every {
            QuotaEvery::Term => 1,
            QuotaEvery::Month => self.stretches.months,
            QuotaEvery::Week => self.stretches.weeks,
        };
        rule.lessons.saturating_mul(times)
    }
}

impl Target {
    /// Targets of the rules with numbers, in the order of the office.
    fn of(rules: &[Arc<RuleRow>]) -> Vec<Self> {
        let mut targets: Vec<Self> = Vec::new();
        for RuleRow { duty, .. } in rules.iter().map(|rule| &**rule).filter(|rule| !rule.duty.unnumbered) {
            match targets.iter_mut().find(|known| known.name == duty.target) {
                Some(known) => known.every.push(duty.every),
                None => targets.push(Self { name: duty.target.clone(), every: vec![duty.every] }),
            }
        }
        targets
    }
}

impl Applied {
    /// The way in which the number is owed.
    pub(crate) fn way(&self) -> Way<'_> {
        way(&self.rule)
    }
}

impl Stretches {
    /// Those of the term in which a day lies, or of the present one; a term of 5 months and 20 weeks without one.
    fn of_term(read: &Read<'_>, day: NaiveDate) -> Result<Self> {
        let Some(term) = calendar::present_term(read, day)? else {
            return Ok(Self { months: 5, weeks: 20 });
        };
        let weeks = calendar::weeks(read, &term.id)?.0;
        let owing = |every| {
            u32::try_from(windows(every, &term, &weeks).iter().filter(|one| one.owes).count()).unwrap_or(u32::MAX)
        };
        Ok(Self { months: owing(QuotaEvery::Month), weeks: owing(QuotaEvery::Week) })
    }
}

/// Whether somebody serves on a day. Who has left without a day has never been there.
pub(crate) fn serves(teacher: &Teacher, on: NaiveDate) -> bool {
    teacher.in_service || teacher.left_on.is_some_and(|left| left >= on)
}

impl Person<'_> {
    /// Whether the person is on a side of a running pairing.
    pub(super) fn is_paired(&self, side: QuotaPaired) -> bool {
        match side {
            QuotaPaired::Mentor => self.mentor,
            QuotaPaired::Apprentice => self.apprentice,
        }
    }
}

fn way(rule: &RuleRow) -> Way<'_> {
    let duty = &rule.duty;
    let (kinds, not_kinds) = (duty.kinds.as_slice(), duty.not_kinds.as_slice());
    (&duty.target, duty.every, duty.whose, duty.each, kinds, not_kinds, duty.outside, duty.own_subject)
}

fn applied(rules: &[(usize, &Arc<RuleRow>)]) -> Option<Applied> {
    let (place, rule) = rules.first()?;
    let names: Vec<&str> = rules.iter().map(|(_, rule)| rule.name.as_str()).collect();
    Some(Applied {
        target: rule.duty.target.clone(),
        category: names.join("、"),
        lessons: rules.iter().fold(0, |sum, (_, rule)| sum.saturating_add(rule.lessons)),
        rule: Arc::clone(rule),
        place: *place,
    })
}

/// Numbers add up where they are owed in the same way; the others stand beside one another.
fn summed(rules: &[(usize, &Arc<RuleRow>)]) -> Vec<Applied> {
    let mut ways: Vec<Vec<(usize, &Arc<RuleRow>)>> = Vec::new();
    for one in rules {
        match ways.iter_mut().find(|group| way(group[0].1) == way(one.1)) {
            Some(group) => group.push(*one),
            None => ways.push(vec![*one]),
        }
    }
    for group in &mut ways {
        group.sort_by_key(|(place, _)| *place);
    }
    ways.iter().filter_map(|group| applied(group)).collect()
}
