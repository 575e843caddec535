//! The quota ledger: who owes how many lessons, what was observed, what counts, what is left; and who was observed.

use super::{
    ground::Ground,
    rounding,
    types::{CategoryLine, NamedFigure, ObservationFigures, ObservationLine},
};
use crate::{
    ledger::{EvidenceSource, valid_of_book},
    observation::{BookReview, Fact},
};
use std::collections::{BTreeMap, BTreeSet};

/// Kind of observation where none was given.
pub(crate) const NO_KIND: &str = "未填类型";
/// Reason of lessons that the review of a paper book found not valid.
pub(crate) const BOOK: &str = "book";
/// Observer of a sheet that names none.
const NO_OBSERVER: &str = "未填听课人";

/// The sheets of the scope and each person's line.
pub(crate) struct Ledger<'a> {
    /// Sheets handed in by observers of the scope, newest first.
    pub(crate) sheets: Vec<&'a Fact>,
    /// Those of them from which lessons are counted: not of whom the paper book speaks for.
    pub(crate) done: Vec<&'a Fact>,
    /// Reviews of the paper books from which lessons are counted, with whose they are.
    pub(crate) paper: Vec<(&'a str, &'a BookReview)>,
    /// Sheets still in draft.
    pub(crate) drafts: Vec<&'a Fact>,
    /// One sheet of each distinct lesson that a teacher of the scope gave before any observer, newest first.
    pub(crate) received: Vec<&'a Fact>,
    /// Each person, in the roster's order.
    pub(crate) lines: Vec<ObservationLine>,
}

impl<'a> Ledger<'a> {
    /// The ledger of some sheets.
    pub(crate) fn of(ground: &'a Ground, facts: &'a [Fact]) -> Self {
        let ours = |fact: &&Fact| ground.includes(fact.observer_id.as_deref());
        let sheets: Vec<&Fact> = facts.iter().filter(|fact| fact.handed_in()).filter(ours).collect();
        let done = sheets.iter().copied().filter(|fact| !ground.is_of_book(fact.observer_id.as_deref())).collect();
        let paper = ground.paper().flat_map(|(id, book)| book.reviews.iter().map(move |review| (id, review))).collect();
        let drafts = facts.iter().filter(|fact| !fact.handed_in()).filter(ours).collect();
        let mut seen = BTreeSet::new();
        let received: Vec<&Fact> = facts
            .iter()
            .filter(|fact| fact.handed_in() && fact.teacher_id.is_some())
            .filter(|fact| ground.includes(fact.teacher_id.as_deref()))
            .filter(|fact| seen.insert(fact.lesson_id.as_str()))
            .collect();
        let lines = lines(ground, &sheets, &received);
        Self { sheets, done, paper, drafts, received, lines }
    }

    /// Lines of the people to whom a quota group applies.
    pub(crate) fn of_category(&self, category: &str) -> impl Iterator<Item = &ObservationLine> {
        self.lines.iter().filter(move |line| line.category == category)
    }

    /// Identifiers of the people who could be observed, in the roster's order: those in service, and those who left
    /// after having been observed.
    pub(crate) fn observable<'b>(&'b self, ground: &'b Ground) -> Vec<&'b str> {
        let observed = self.received.iter().filter_map(|fact| fact.teacher_id.as_deref());
        let present = ground.teachers.iter().filter(|teacher| teacher.in_service && ground.includes(Some(&teacher.id)));
        let people: BTreeSet<(usize, &str)> =
            observed.chain(present.map(|teacher| teacher.id.as_str())).map(|id| ground.place(id)).collect();
        people.into_iter().map(|(_, id)| id).collect()
    }

    /// Identifiers of the people who were observed, in the roster's order.
    pub(crate) fn observed(&self, ground: &Ground) -> Vec<&str> {
        let observed = self.received.iter().filter_map(|fact| fact.teacher_id.as_deref());
        let people: BTreeSet<(usize, &str)> = observed.map(|id| ground.place(id)).collect();
        people.into_iter().map(|(_, id)| id).collect()
    }
}

/// The figures of observation.
pub(crate) fn figures(ground: &Ground, facts: &[Fact]) -> ObservationFigures {
    let ledger = Ledger::of(ground, facts);
    let done = &ledger.done;
    let paper = sum(ledger.paper.iter().map(|(_, review)| review.entered));
    let valid = sum(ledger.paper.iter().map(|(_, review)| valid_of_book(review)));
    let lessons = paper + sum(done.iter().map(|fact| fact.lesson_count));
    let counted = valid + sum(done.iter().filter(|fact| fact.counts()).map(|fact| fact.lesson_count));
    let mut refusals: BTreeMap<String, u32> = BTreeMap::new();
    for fact in done {
        for reason in &fact.refusals {
            *refusals.entry(reason.clone()).or_default() += fact.lesson_count;
        }
    }
    if paper > valid {
        refusals.insert(BOOK.to_owned(), paper - valid);
    }
    ObservationFigures {
        sheets: count(ledger.sheets.len()),
        lessons,
        paper,
        counted,
        refused: lessons - counted,
        refusals,
        drafts: count(ledger.drafts.len()),
        teachers_observed: count(ledger.observed(ground).len()),
        teachers: count(ledger.observable(ground).len()),
        owed: sum(ledger.lines.iter().map(|line| line.owed)),
        left: sum(ledger.lines.iter().map(|line| line.left)),
        pace: ground.pace_percent(),
        average_total: rounding::average(ledger.sheets.iter().filter_map(|fact| fact.total)),
        totals: count(ledger.sheets.iter().filter(|fact| fact.total.is_some()).count()),
        by_kind: by_kind(done),
        by_band: by_band(&ledger.sheets),
        by_week: ground.by_week(done.iter().map(|fact| (fact.date, fact.lesson_count))),
        by_category: by_category(ground, &ledger),
        by_department: ground.by_department(
            done.iter()
                .map(|fact| (fact.observer_id.as_deref().unwrap_or_default(), fact.lesson_count))
                .chain(ledger.paper.iter().map(|(id, review)| (*id, review.entered))),
        ),
        by_teacher: ledger.lines,
    }
}

/// Name of a sheet's kind.
pub(crate) fn kind_of(fact: &Fact) -> &str {
    if fact.lesson_kind.is_empty() { NO_KIND } else { &fact.lesson_kind }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) fn sum(values: impl Iterator<Item = u32>) -> u32 {
    values.fold(0, u32::saturating_add)
}

fn lines(ground: &Ground, sheets: &[&Fact], received: &[&Fact]) -> Vec<ObservationLine> {
    let mut lines: BTreeMap<(usize, &str), ObservationLine> = BTreeMap::new();
    for teacher in &ground.teachers {
        if let Some(owed) = ground.quota(&teacher.id).filter(|_| ground.includes(Some(&teacher.id))) {
            let mut line = empty(ground, &teacher.id);
            (line.category, line.owed) = (owed.category.clone(), owed.net);
            (line.due, line.away_weeks) = (owed.due, owed.away_weeks);
            lines.insert(ground.place(&teacher.id), line);
        }
    }
    for (id, book) in ground.paper() {
        let line = lines.entry(ground.place(id)).or_insert_with(|| empty(ground, id));
        line.source = EvidenceSource::Book;
        line.done = sum(book.reviews.iter().map(|review| review.entered));
        line.counted = sum(book.reviews.iter().map(valid_of_book));
    }
    for fact in sheets {
        let id = fact.observer_id.as_deref().unwrap_or_default();
        let line = lines.entry(ground.place(id)).or_insert_with(|| empty(ground, id));
        let counted = if fact.counts() { fact.lesson_count } else { 0 };
        if line.source == EvidenceSource::Book {
            line.other_source += counted;
        } else {
            (line.done, line.counted) = (line.done + fact.lesson_count, line.counted + counted);
        }
    }
    for fact in received {
        let id = fact.teacher_id.as_deref().unwrap_or_default();
        let line = lines.entry(ground.place(id)).or_insert_with(|| empty(ground, id));
        line.received += fact.lesson_count;
        line.last_received_week = line.last_received_week.max(ground.week(fact.date));
    }
    lines
        .into_values()
        .map(|mut line| {
            let book = ground.book(&line.teacher_id).filter(|_| line.source == EvidenceSource::Sheets);
            line.other_source += book.map_or(0, |book| sum(book.reviews.iter().map(valid_of_book)));
            line.refused = line.done - line.counted;
            line.left = line.owed.saturating_sub(line.counted);
            line
        })
        .collect()
}

fn empty(ground: &Ground, teacher_id: &str) -> ObservationLine {
    let name = ground.names.teacher(Some(teacher_id));
    ObservationLine {
        teacher_id: teacher_id.to_owned(),
        teacher: if name.is_empty() { NO_OBSERVER.to_owned() } else { name },
        department: ground.department(teacher_id),
        category: String::new(),
        due: 0,
        away_weeks: 0,
        source: EvidenceSource::Sheets,
        other_source: 0,
        owed: 0,
        done: 0,
        counted: 0,
        refused: 0,
        left: 0,
        received: 0,
        last_received_week: None,
    }
}

fn by_kind(done: &[&Fact]) -> Vec<NamedFigure> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for fact in done {
        *sums.entry(kind_of(fact)).or_default() += fact.lesson_count;
    }
    most_first(sums)
}

/// Sheets by band: the usual bands from the best down, then others by number.
fn by_band(done: &[&Fact]) -> Vec<NamedFigure> {
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for fact in done {
        if let Some(band) = &fact.band {
            *sums.entry(band).or_default() += 1;
        }
    }
    best_first(sums)
}

fn by_category(ground: &Ground, ledger: &Ledger<'_>) -> Vec<CategoryLine> {
    let mut seen = BTreeSet::new();
    ground
        .groups
        .iter()
        .filter(|(category, _)| seen.insert(category.as_str()))
        .map(|(category, owed_each)| {
            let people = count(ledger.of_category(category).count());
            let counted = sum(ledger.of_category(category).map(|line| line.counted));
            CategoryLine {
                category: category.clone(),
                owed_each: *owed_each,
                people,
                counted,
                owed: sum(ledger.of_category(category).map(|line| line.owed)),
                average: rounding::quotient(u64::from(counted), u64::from(people)),
                on_pace: count(ledger.of_category(category).filter(|line| on_pace(line)).count()),
            }
        })
        // A part of the school shows only the groups that its people belong to.
        .filter(|line| line.people > 0 || ground.whole_school())
        .collect()
}

/// Whether a person has reached the pace of the day.
pub(crate) fn on_pace(line: &ObservationLine) -> bool {
    line.counted >= line.due
}

/// Largest first, equal ones by name.
pub(super) fn most_first(sums: BTreeMap<&str, u32>) -> Vec<NamedFigure> {
    let mut figures: Vec<NamedFigure> =
        sums.into_iter().map(|(name, value)| NamedFigure { name: name.to_owned(), value }).collect();
    figures.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
    figures
}

/// Bands from the best down as schools name them; the school's own after them, largest first.
pub(super) fn best_first(mut sums: BTreeMap<&str, u32>) -> Vec<NamedFigure> {
    const BANDS: [&str; 15] =
        ["优", "优秀", "A", "良", "良好", "B", "中", "中等", "合格", "及格", "C", "待改进", "不合格", "不及格", "D"];
    let mut figures = Vec::new();
    for name in BANDS {
        if let Some(value) = sums.remove(name) {
            figures.push(NamedFigure { name: name.to_owned(), value });
        }
    }
    figures.extend(most_first(sums));
    figures
}
