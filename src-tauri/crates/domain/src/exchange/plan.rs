//! Planning an import: a snapshot of the store and the rows of a table in, a verdict on every row out.

use super::{
    elsewhere,
    ground::Ground,
    judge::Outcome,
    kinds, spelling,
    table::Table,
    types::{ImportElsewhere, ImportKind, RowNote, Verdict},
};
use crate::{access::People, calendar, error::Result};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// What an import would do.
pub(crate) struct Plan {
    /// Every row, in the order of the file.
    pub(crate) outcomes: Vec<Outcome>,
    /// Where the table belongs when all its days lie outside the term.
    pub(crate) elsewhere: Option<ImportElsewhere>,
    /// What the user should know of the file as a whole.
    notes: Vec<RowNote>,
}

/// What an import was asked for, beside the table.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// The term, or none for the present one.
    pub(crate) term_id: Option<String>,
    /// Make teachers and classes that are missing.
    pub(crate) create_missing: bool,
}

/// Holds a table against the store, for an account that writes some people's records.
///
/// # Errors
/// `NotFound` for an unknown term, `NoTerm` where the kind needs one.
pub(crate) fn make(read: &Read<'_>, people: People, table: &Table, order: &Order, today: NaiveDate) -> Result<Plan> {
    let ground = Ground::read(read, people, order.term_id.as_deref(), order.create_missing, today)?;
    let mut outcomes = match table.kind {
        ImportKind::Roster => kinds::roster::plan(&ground, table),
        ImportKind::Timetable => kinds::timetable::plan(&ground, &kinds::timetable::Known::read(read, &ground)?, table),
        ImportKind::Calendar => kinds::calendar::plan(&ground, &kinds::calendar::known(read)?, table),
        ImportKind::Observations => {
            kinds::observations::plan(&ground, &kinds::observations::Known::read(read, &ground)?, table)
        }
        ImportKind::Homework => kinds::homework::plan(&ground, &kinds::homework::known(read)?, table),
        ImportKind::Plans => kinds::plans::plan(&ground, &kinds::plans::known(read, &ground)?, table),
        ImportKind::Pairings => kinds::pairings::plan(&ground, &kinds::pairings::known(read)?, table),
        ImportKind::Work => kinds::work::plan(&ground, &kinds::work::Known::read(read, &ground)?, table),
        ImportKind::OpenLessons => kinds::open_lessons::plan(&ground, &kinds::open_lessons::known(read)?, table),
        ImportKind::Leaders => kinds::leaders::plan(&ground, &kinds::leaders::known(read)?, table),
        ImportKind::Tags => kinds::tags::plan(&ground, &kinds::tags::Known::read(read)?, table),
        ImportKind::Assignments => {
            kinds::assignments::plan(&ground, &kinds::assignments::Known::read(read, &ground)?, table)
        }
    };
    spelling::check(&ground, table, &mut outcomes);
    count_repairs(&mut outcomes);
    let elsewhere = elsewhere::of(&outcomes, &calendar::all_terms(read)?);
    Ok(Plan { outcomes, elsewhere, notes: table.notes.clone() })
}

/// How many rows of the file ask the same.
fn count_repairs(outcomes: &mut [Outcome]) {
    let mut asked: BTreeMap<(String, String), u32> = BTreeMap::new();
    for repair in outcomes.iter().flat_map(|outcome| &outcome.repairs) {
        *asked.entry((repair.field.clone(), repair.value.clone())).or_default() += 1;
    }
    for repair in outcomes.iter_mut().flat_map(|outcome| &mut outcome.repairs) {
        let key = (repair.field.clone(), repair.value.clone());
        repair.rows = asked.get(&key).copied().unwrap_or(1);
    }
}

impl Plan {
    /// Rows of a verdict.
    pub(crate) fn count(&self, verdict: Verdict) -> u32 {
        let count = self.outcomes.iter().filter(|outcome| outcome.verdict == verdict).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Verdicts in the order of the file: what the user saw.
    pub(crate) fn verdicts(&self) -> Vec<Verdict> {
        self.outcomes.iter().map(|outcome| outcome.verdict).collect()
    }

    /// One note for each row of a verdict; several reasons of a row are joined.
    pub(crate) fn notes(&self, verdict: Verdict) -> Vec<RowNote> {
        let rows = self.outcomes.iter().filter(|outcome| outcome.verdict == verdict);
        rows.map(|outcome| RowNote {
            row: outcome.row,
            column: outcome.reasons.first().map(|note| note.column.clone()).unwrap_or_default(),
            reason: sentences(&outcome.reasons),
        })
        .collect()
    }

    /// What should be known before the rows: of the files as a whole, and what would be made on the way.
    pub(crate) fn heads(&self, accept_doubtful: bool) -> Vec<RowNote> {
        let written: Vec<&Outcome> = self.to_write(accept_doubtful).collect();
        self.notes.iter().cloned().chain(makes(&written)).collect()
    }

    /// What is odd about the file and about the rows that would be written.
    pub(crate) fn warnings(&self, accept_doubtful: bool) -> Vec<RowNote> {
        let mut warnings = self.heads(accept_doubtful);
        warnings.extend(self.to_write(accept_doubtful).flat_map(|outcome| outcome.warnings.iter().cloned()));
        warnings
    }

    /// Rows that would be written.
    pub(crate) fn to_write(&self, accept_doubtful: bool) -> impl Iterator<Item = &Outcome> {
        self.outcomes
            .iter()
            .filter(move |outcome| outcome.write.is_some() && (accept_doubtful || outcome.verdict != Verdict::Doubtful))
    }
}

/// The sentences of a row, each once.
pub(crate) fn sentences(notes: &[RowNote]) -> String {
    let mut said: Vec<&str> = Vec::new();
    for note in notes {
        if !said.contains(&note.reason.as_str()) {
            said.push(&note.reason);
        }
    }
    said.concat()
}

/// Teachers and classes that would be made on the way, told once each.
fn makes(outcomes: &[&Outcome]) -> Vec<RowNote> {
    let mut notes = Vec::new();
    let teachers: BTreeSet<&String> = outcomes.iter().flat_map(|outcome| &outcome.makes_teachers).collect();
    let classes: BTreeSet<&String> = outcomes.iter().flat_map(|outcome| &outcome.makes_classes).collect();
    if let Some(first) = outcomes.iter().find(|outcome| !outcome.makes_teachers.is_empty()) {
        let reason = format!("名册里没有的 {} 位教师将一并新建。", teachers.len());
        notes.push(RowNote { row: first.row, column: String::new(), reason });
    }
    if let Some(first) = outcomes.iter().find(|outcome| !outcome.makes_classes.is_empty()) {
        let reason = format!("学校里没有的 {} 个班级将一并新建。", classes.len());
        notes.push(RowNote { row: first.row, column: String::new(), reason });
    }
    notes
}
