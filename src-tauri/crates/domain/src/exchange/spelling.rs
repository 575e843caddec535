//! Subjects that are spelled otherwise than the school spells them.

use super::{
    answers::choice,
    ground::Ground,
    judge::{Outcome, is_blank},
    table::Table,
    types::{AnswerKind, ImportRepair, RowNote, Verdict},
};
use std::collections::BTreeSet;

/// The fields that hold a subject.
const SUBJECT: &str = "subject";

/// Offers the school's spelling to rows whose subject nobody at the school teaches.
pub(crate) fn check(ground: &Ground, table: &Table, outcomes: &mut [Outcome]) {
    let taught: BTreeSet<String> =
        ground.teachers.iter().map(|teacher| teacher.subject.clone()).filter(|subject| !subject.is_empty()).collect();
    if taught.is_empty() {
        return;
    }
    for (outcome, line) in outcomes.iter_mut().zip(table.lines()) {
        let cell = line.text(SUBJECT);
        let full = ground.subjects.full(cell);
        let named = [cell, &full].into_iter().any(|name| taught.contains(name) || ground.subjects.is_known(name));
        if is_blank(cell) || named || outcome.verdict == Verdict::Same || line.skipped().is_some() {
            continue;
        }
        let like: Vec<&String> = taught.iter().filter(|known| is_like(cell, known)).take(3).collect();
        if like.is_empty() {
            continue;
        }
        let choices = like.iter().map(|known| choice(AnswerKind::Text, known, (*known).clone())).collect();
        let repair = ImportRepair { field: SUBJECT.to_owned(), value: cell.to_owned(), rows: 1, choices };
        outcome.repairs.push(repair);
        let reason = format!("学校里没有人任教“{cell}”，可能是“{}”的另一种写法。", like[0]);
        outcome.warnings.push(RowNote { row: outcome.row, column: line.heading(SUBJECT).to_owned(), reason });
    }
}

/// One contains the other without its blanks and brackets, or they begin with the same two characters.
fn is_like(written: &str, known: &str) -> bool {
    let bare: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
    let head = |text: &str| text.chars().take(2).collect::<String>();
    bare.contains(known) || (bare.chars().count() > 1 && known.contains(&bare)) || head(&bare) == head(known)
}
