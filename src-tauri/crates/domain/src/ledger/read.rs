//! What the ledger stands on: the term, the rules, the people, the visits, the reviews of paper books.

use super::{
    judge,
    reminder::reminder,
    types::{EvidenceSource, LedgerRequest, LedgerWords, QuotaLedger},
};
use crate::{
    calendar::{self, Term, Weeks},
    error::{Code, Error, Result},
    observation::{self, BookReview, Visit},
    quota::{self, Quota, QuotaEvery, QuotaWhose, Rules, Waiver, Window},
    roster::{self, Teacher},
};
use chrono::NaiveDate;
use keji_store::Read;
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

/// The ground of a ledger.
pub(crate) struct Ledger {
    pub(super) term: Term,
    pub(super) weeks: Weeks,
    pub(super) as_of: NaiveDate,
    pub(super) teachers: Vec<Teacher>,
    pub(super) rules: Rules,
    /// The quotas of the day.
    pub(super) quota: Quota,
    /// The quotas of the first days of months and of weeks, where something is owed in those, in the order of the days.
    pub(super) quotas: Vec<(QuotaEvery, NaiveDate, Quota)>,
    /// The term, its months and its weeks as windows.
    windows: [Vec<Window>; 3],
    /// Whether the term is over on the day.
    over: bool,
    /// Place of each teacher in the roster's order.
    places: HashMap<String, usize>,
    waivers: BTreeMap<String, Vec<Waiver>>,
    /// Visits, oldest first.
    visits: Vec<Visit>,
    /// Places of an observer's visits among them.
    visits_of: FxHashMap<Arc<str>, Vec<usize>>,
    /// Sheets that are not the first on their lesson, with why that may count against them.
    pub(super) second: judge::Second,
    reviews: BTreeMap<String, Vec<BookReview>>,
    sources: BTreeMap<String, EvidenceSource>,
    /// Members of prep groups by member.
    prep: BTreeMap<String, BTreeSet<String>>,
}

impl Ledger {
    /// Reads the ground of a term up to a day.
    ///
    /// # Errors
    /// `NoTerm`, `NotFound`, `AsOfBeforeTerm`.
    pub(crate) fn read(
        read: &Read<'_>,
        term: Option<&str>,
        as_of: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self> {
        let term = calendar::term(read, term, today)?;
        if let Some(day) = as_of.filter(|day| *day < term.first_day) {
            return Err(Error::rule(Code::AsOfBeforeTerm).with("day", day).with("first", term.first_day));
        }
        let asked = as_of.unwrap_or(today);
        let as_of = asked.min(term.last_day);
        let rules = Rules::read(read, as_of)?;
        let weeks = calendar::weeks(read, &term.id)?;
        let windows =
            [QuotaEvery::Term, QuotaEvery::Month, QuotaEvery::Week].map(|every| quota::windows(every, &term, &weeks.0));
        let of_windows = [QuotaEvery::Month, QuotaEvery::Week].into_iter().zip(&windows[1..]);
        let quotas = of_windows
            .filter(|(every, _)| rules.has(*every))
            .flat_map(|(every, windows)| windows.iter().map(move |window| (every, window.first)))
            .map(|(every, first)| (every, first, rules.on(first)))
            .collect();
        let mut all = observation::visits(read, term.first_day, term.last_day)?;
        let book_reviews = observation::book_reviews(read, &term.id)?;
        // One source for the whole term: an earlier day does not count from another one.
        let reviewed: HashSet<&str> = book_reviews.iter().map(|review| review.teacher_id.as_str()).collect();
        let written: HashSet<Arc<str>> = all
            .iter()
            .filter_map(|visit| visit.observer_id.as_ref().filter(|observer| reviewed.contains(&***observer)).cloned())
            .collect();
        all.retain(|visit| visit.date <= as_of);
        let second = judge::second(&all);
        let mut visits_of: FxHashMap<Arc<str>, Vec<usize>> = FxHashMap::default();
        for (place, visit) in all.iter().enumerate() {
            if let Some(observer) = &visit.observer_id {
                match visits_of.get_mut(observer) {
                    Some(places) => places.push(place),
                    None => drop(visits_of.insert(Arc::clone(observer), vec![place])),
                }
            }
        }
        let mut waivers: BTreeMap<String, Vec<Waiver>> = BTreeMap::new();
        for waiver in quota::waivers(read, term.first_day, term.last_day)? {
            waivers.entry(waiver.teacher_id.clone()).or_default().push(waiver);
        }
        let mut reviews: BTreeMap<String, Vec<BookReview>> = BTreeMap::new();
        let mut sources: BTreeMap<String, EvidenceSource> = BTreeMap::new();
        for review in book_reviews {
            if !written.contains(review.teacher_id.as_str()) {
                sources.insert(review.teacher_id.clone(), EvidenceSource::Book);
            }
            if review.date <= as_of {
                reviews.entry(review.teacher_id.clone()).or_default().push(review);
            }
        }
        for (teacher, book) in observation::evidence_sources(read, &term.id)? {
            sources.insert(teacher, if book { EvidenceSource::Book } else { EvidenceSource::Sheets });
        }
        let teachers = roster::teachers(read)?;
        Ok(Self {
            places: teachers.iter().enumerate().map(|(place, teacher)| (teacher.id.clone(), place)).collect(),
            over: asked > term.last_day,
            quota: rules.on(as_of),
            prep: roster::prep_mates(read)?,
            weeks,
            teachers,
            quotas,
            windows,
            sources,
            rules,
            second,
            visits: all,
            visits_of,
            waivers,
            reviews,
            as_of,
            term,
        })
    }

    /// The ledger of the people whom a request and an account let through.
    pub(crate) fn figures(&self, request: &LedgerRequest, lets: impl Fn(&Teacher) -> bool) -> QuotaLedger {
        let scope = |teacher: &&Teacher| {
            request.teacher_id.as_ref().is_none_or(|id| *id == teacher.id)
                && request.department_id.as_ref().is_none_or(|id| Some(id) == teacher.department_id.as_ref())
                && lets(teacher)
        };
        let people = || self.teachers.iter().filter(scope);
        let lines: Vec<_> = people().flat_map(|teacher| self.lines(teacher)).collect();
        let mut targets = Vec::new();
        for line in &lines {
            if !targets.contains(&line.target) {
                targets.push(line.target.clone());
            }
        }
        let words = people()
            .flat_map(|teacher| {
                self.quota.words(teacher).into_iter().map(|(category, note)| LedgerWords {
                    teacher_id: teacher.id.clone(),
                    teacher: teacher.display.clone(),
                    category,
                    note,
                })
            })
            .collect();
        let (weeks, weeks_left) = self.weeks.with_lessons(self.as_of);
        let reminder = reminder(&lines, self.as_of, weeks_left);
        QuotaLedger {
            term_id: self.term.id.clone(),
            as_of: self.as_of,
            weeks_left,
            weeks,
            targets,
            lines,
            words,
            reminder,
        }
    }

    /// Somebody's name as it is shown; empty when not known.
    pub(super) fn name(&self, id: &str) -> &str {
        self.places.get(id).map_or("", |at| &self.teachers[*at].display)
    }

    /// Visits of an observer, oldest first.
    pub(super) fn visits_of(&self, teacher: &str) -> impl Iterator<Item = &Visit> {
        self.visits_of.get(teacher).into_iter().flatten().map(|place| &self.visits[*place])
    }

    pub(super) fn reviews_of(&self, teacher: &str) -> &[BookReview] {
        self.reviews.get(teacher).map_or(&[], Vec::as_slice)
    }

    pub(super) fn waivers_of(&self, teacher: &str) -> Vec<&Waiver> {
        self.waivers.get(teacher).into_iter().flatten().collect()
    }

    /// Where a person's lessons are counted from: as the office chose, else the book where there are no sheets.
    pub(super) fn source(&self, teacher: &str) -> EvidenceSource {
        self.sources.get(teacher).copied().unwrap_or(EvidenceSource::Sheets)
    }

    /// The windows in which numbers are owed.
    pub(super) fn windows_of(&self, every: QuotaEvery) -> &[Window] {
        match every {
            QuotaEvery::Term => &self.windows[0],
            QuotaEvery::Month => &self.windows[1],
            QuotaEvery::Week => &self.windows[2],
        }
    }

    /// Whether a window that ends on a day is over.
    pub(super) fn is_over(&self, last: NaiveDate) -> bool {
        self.over || last < self.as_of
    }

    /// Whether lessons of somebody are those that a duty asks for. Who left and whose pairing ended in the term was
    /// rightly observed before.
    pub(super) fn asks_for(&self, observer: &Teacher, whose: QuotaWhose, id: &str) -> bool {
        let pairs = || self.rules.pairs().iter().filter(|pair| pair.touches(self.term.first_day, self.as_of));
        let other = || self.places.get(id).map(|at| &self.teachers[*at]);
        match whose {
            QuotaWhose::Anyone => true,
            QuotaWhose::Mentors => pairs().any(|pair| pair.apprentice_id == observer.id && pair.mentor_id == id),
            QuotaWhose::Apprentices => pairs().any(|pair| pair.mentor_id == observer.id && pair.apprentice_id == id),
            QuotaWhose::Department | QuotaWhose::PrepGroup | QuotaWhose::Teachers => {
                other().is_some_and(|other| self.belongs(observer, whose, other, self.term.first_day))
            }
        }
    }

    /// The people to each of whom a duty is owed on a day, by their places on the roster.
    pub(super) fn owed_to(&self, observer: &Teacher, whose: QuotaWhose, on: NaiveDate) -> Vec<usize> {
        let paired = |other: &Teacher| {
            self.rules.pairs().iter().filter(|pair| pair.runs(on)).any(|pair| {
                let (own, others) = match whose {
                    QuotaWhose::Mentors => (&pair.apprentice_id, &pair.mentor_id),
                    _ => (&pair.mentor_id, &pair.apprentice_id),
                };
                *own == observer.id && *others == other.id
            })
        };
        let is_owed = |other: &Teacher| match whose {
            QuotaWhose::Anyone => false,
            QuotaWhose::Mentors | QuotaWhose::Apprentices => quota::serves(other, on) && paired(other),
            QuotaWhose::Department | QuotaWhose::PrepGroup | QuotaWhose::Teachers => {
                self.belongs(observer, whose, other, on)
            }
        };
        self.teachers.iter().enumerate().filter(|(_, other)| is_owed(other)).map(|(at, _)| at).collect()
    }

    /// Whether somebody who serves on a day or later is of an observer's department, of the prep groups, or of the school.
    fn belongs(&self, observer: &Teacher, whose: QuotaWhose, other: &Teacher, from: NaiveDate) -> bool {
        let of_group = match whose {
            QuotaWhose::Department => other.department_id.is_some() && other.department_id == observer.department_id,
            QuotaWhose::PrepGroup => self.prep.get(&observer.id).is_some_and(|mates| mates.contains(&other.id)),
            _ => true,
        };
        of_group && other.id != observer.id && quota::serves(other, from)
    }
}
