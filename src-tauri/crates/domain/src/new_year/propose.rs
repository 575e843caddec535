//! What the step proposes: the term that is due, the days of the next one.

use super::{
    grades::Grades,
    rows,
    types::{NewYearAsk, NewYearPreview, OpeningTerm},
};
use crate::{
    calendar::{self, Term},
    error::{Code, Error, Result},
    roster::{self, Names},
};
use chrono::{Duration, NaiveDate};
use keji_store::Read;

/// The proposal for a term, or for the one that is due.
///
/// # Errors
/// `NoTerm`, `TermUnknown`, `TermClosed`.
pub(crate) fn preview(read: &Read<'_>, request: &NewYearAsk, today: NaiveDate) -> Result<NewYearPreview> {
    let closing = match &request.closing_id {
        Some(id) => named(read, id)?,
        None => due(read, today)?,
    };
    still_open(read, &closing)?;
    let opening = opening(read, &closing)?;
    let new_year = begins_year(read, &closing)?;
    let grades = if new_year { Grades::read(read)? } else { Grades::default() };
    let assignments = u32::try_from(roster::assigned(read, &closing.id)?.len()).unwrap_or(u32::MAX);
    let timetable = match &opening.id {
        Some(id) if new_year => rows::lessons(read, id)?,
        _ => 0,
    };
    let prep_groups = grades.prep_groups(read)?;
    Ok(NewYearPreview {
        open: open(read, today)?,
        new_year,
        entries: grades.entries(),
        grades: grades.rolls,
        assignments,
        timetable,
        pairings: rows::open_pairings(read, &Names::read(read)?)?,
        prep_groups,
        opening,
        closing,
    })
}

/// The term of an identifier.
///
/// # Errors
/// `TermUnknown`.
pub(super) fn named(read: &Read<'_>, id: &str) -> Result<Term> {
    let term = calendar::all_terms(read)?.into_iter().find(|term| term.id == id);
    term.ok_or_else(|| Error::rule(Code::TermUnknown).with("key", ""))
}

/// The term that is due to be closed: the present one, or the one before it that nobody has closed, unless the classes
/// at hand are those of the present year already.
fn due(read: &Read<'_>, today: NaiveDate) -> Result<Term> {
    let present = calendar::present_term(read, today)?.ok_or_else(|| Error::rule(Code::NoTerm))?;
    let before = calendar::all_terms(read)?
        .into_iter()
        .find(|term| following(term) == (present.school_year.clone(), present.number) && term.last_day < today);
    match before {
        Some(before) if !calendar::is_closed(read, &before.id)? && rolls_still(read, &before)? => Ok(before),
        _ => Ok(present),
    }
}

/// Terms that have begun and are not closed, the earliest first.
fn open(read: &Read<'_>, today: NaiveDate) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    for term in calendar::all_terms(read)?.into_iter().filter(|term| term.first_day <= today) {
        if !calendar::is_closed(read, &term.id)? {
            terms.push(term);
        }
    }
    terms.sort_by_key(|term| term.first_day);
    Ok(terms)
}

/// Whether a school year ends with a term: classes that are of a later year already do not roll again.
pub(super) fn begins_year(read: &Read<'_>, closing: &Term) -> Result<bool> {
    Ok(closing.number == 2 && rolls_still(read, closing)?)
}

fn rolls_still(read: &Read<'_>, closing: &Term) -> Result<bool> {
    let year = roster::classes(read)?.into_iter().find_map(|class| class.school_year);
    Ok(year.is_none_or(|year| year <= closing.school_year))
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
