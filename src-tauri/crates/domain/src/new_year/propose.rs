//! What the step proposes: the days of the next term, the new classes, who graduates.

use super::{
    rows,
    types::{EntryGrade, GradeRoll, NewYearPreview, OpeningTerm},
};
use crate::{
    calendar::{self, Term},
    error::{Code, Error, Result},
    roster,
};
use chrono::{Duration, NaiveDate};
use keji_store::Read;

/// The proposal for the term at hand.
///
/// # Errors
/// `NoTerm`, `TermClosed`.
pub(crate) fn preview(read: &Read<'_>, today: NaiveDate) -> Result<NewYearPreview> {
    let closing = calendar::present_term(read, today)?.ok_or_else(|| Error::rule(Code::NoTerm))?;
    still_open(read, &closing)?;
    let opening = opening(read, &closing)?;
    let new_year = closing.number == 2;
    let stage = rows::stage(read)?;
    let at_hand = if new_year { roster::grades(read)? } else { Vec::new() };
    let grades: Vec<GradeRoll> = at_hand
        .into_iter()
        .map(|(grade, classes)| GradeRoll {
            graduates: roster::leaves(&stage, &grade),
            next: roster::next_grade(&grade).unwrap_or(&grade).to_owned(),
            grade,
            classes,
        })
        .collect();
    let assignments = u32::try_from(roster::assigned(read, &closing.id)?.len()).unwrap_or(u32::MAX);
    Ok(NewYearPreview { opening, new_year, entries: entries(&grades), grades, assignments, closing })
}

/// As many new classes as last year's, for every grade that no other one rolls into.
fn entries(grades: &[GradeRoll]) -> Vec<EntryGrade> {
    let filled = |grade: &str| grades.iter().any(|other| !other.graduates && other.next == grade);
    grades
        .iter()
        .filter(|one| !filled(&one.grade))
        .map(|one| EntryGrade { grade: one.grade.clone(), classes: one.classes })
        .collect()
}

/// Refuses a term that was closed before.
///
/// # Errors
/// `TermClosed`.
pub(super) fn still_open(read: &Read<'_>, term: &Term) -> Result<()> {
    if calendar::is_closed(read, &term.id)? {
        return Err(Error::rule(Code::TermClosed).with("term", &term.name));
    }
    Ok(())
}

/// The term after another one: as it stands in the calendar, or with proposed days.
pub(super) fn opening(read: &Read<'_>, closing: &Term) -> Result<OpeningTerm> {
    let (school_year, number) = following(closing);
    let terms = calendar::all_terms(read)?;
    let known = terms.iter().find(|term| term.school_year == school_year && term.number == number);
    if let Some(term) = known {
        let (first_day, last_day) = (term.first_day, term.last_day);
        return Ok(OpeningTerm { id: Some(term.id.clone()), name: term.name.clone(), first_day, last_day });
    }
    let name = calendar::term_name(&school_year, number);
    // 52 weeks after last year's, on the same weekday: school years begin and end by the week.
    let last_year = terms
        .iter()
        .find(|term| term.number == number && following_year(&term.school_year) == school_year)
        .map(|term| (term.first_day + Duration::weeks(52), term.last_day + Duration::weeks(52)));
    let (first_day, last_day) = last_year
        .filter(|(first, _)| *first > closing.last_day)
        .or_else(|| usual(&school_year, number))
        .unwrap_or((closing.last_day + Duration::weeks(5), closing.last_day + Duration::weeks(25)));
    Ok(OpeningTerm { id: None, name, first_day, last_day })
}

/// School year and number of the term after another one.
pub(super) fn following(term: &Term) -> (String, u32) {
    if term.number == 1 { (term.school_year.clone(), 2) } else { (following_year(&term.school_year), 1) }
}

fn following_year(school_year: &str) -> String {
    let first: u32 = school_year.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
    format!("{}-{}", first + 1, first + 2)
}

/// Days between which a term usually lies.
fn usual(school_year: &str, number: u32) -> Option<(NaiveDate, NaiveDate)> {
    let year: i32 = school_year.split('-').next()?.parse().ok()?;
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    if number == 1 {
        Some((day(year, 9, 1)?, day(year + 1, 1, 29)?))
    } else {
        Some((day(year + 1, 2, 22)?, day(year + 1, 7, 3)?))
    }
}
