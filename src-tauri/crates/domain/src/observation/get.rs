//! Reading sheets: the list of a term, and one sheet whole.

use super::{
    blind::Closed,
    fact_rows, form, lesson_rows, photo_rows,
    photo_types::PhotoKind,
    reach,
    rows::{self, SheetRecord},
    types::{Sheet, SheetList, SheetRow, SheetState},
    validity,
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    roster::Names,
    rubric,
    wire::Person,
};
use chrono::NaiveDate;
use keji_store::Read;

/// Every day that a record can have: years of four digits, whose text orders like the days.
const DAYS: (NaiveDate, NaiveDate) = (
    match NaiveDate::from_ymd_opt(1900, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    },
    match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    },
);

/// All sheets of a term that some people see, newest first. Without any term: those of all time.
/// What was given on closed sheets is left out.
pub(crate) fn list(
    read: &Read<'_>,
    people: &People,
    closed: &Closed,
    today: NaiveDate,
    term_id: Option<&str>,
) -> Result<SheetList> {
    let term = match term_id {
        Some(id) => Some(calendar::term(read, Some(id), today)?),
        None => calendar::present_term(read, today)?,
    };
    let (from, to) = match &term {
        Some(term) => (term.first_day, term.last_day),
        None => DAYS,
    };
    let weeks = match &term {
        Some(term) => Some(calendar::weeks(read, &term.id)?),
        None => None,
    };
    let names = Names::read(read)?;
    let mut facts = fact_rows::between(read, from, to)?;
    closed.cover(&mut facts);
    let rows = facts
        .into_iter()
        .filter(|fact| fact.seen_by(people))
        .map(|fact| SheetRow {
            week: weeks.as_ref().and_then(|weeks| weeks.of(fact.date)),
            teacher: if fact.teacher_id.is_some() {
                names.teacher(fact.teacher_id.as_deref())
            } else {
                fact.outside.clone()
            },
            observer: names.teacher(fact.observer_id.as_deref()),
            class_name: names.class(fact.class_id.as_deref()),
            counts: fact.counts(),
            id: fact.id,
            state: fact.state,
            date: fact.date,
            period: fact.period,
            lesson_count: fact.lesson_count,
            teacher_id: fact.teacher_id,
            subject: fact.subject,
            topic: fact.topic,
            lesson_kind: fact.lesson_kind,
            observer_id: fact.observer_id,
            total: fact.total,
            band: fact.band,
        })
        .collect();
    Ok(SheetList { rows })
}

/// One sheet, whole.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn get(read: &Read<'_>, people: &People, id: &str) -> Result<Sheet> {
    let record = rows::get(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let lesson = lesson_rows::get(read, &record.lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    if !reach::sees(people, record.observer_id.as_deref(), lesson.teacher_id.as_deref(), handed_in(&record)) {
        return Err(Error::rule(Code::OutOfReach));
    }
    let names = Names::read(read)?;
    let person = |id: String| Person { name: names.teacher(Some(&id)), id };
    let rubric = rubric::get(read, &record.rubric_id)?;
    let mut scores = rows::scores(read, id)?;
    scores.sort_by_cached_key(|score| {
        rubric.document.items().position(|item| item.id == score.item_id).unwrap_or(usize::MAX)
    });
    let outcome = rubric::outcome(&rubric.document, &lesson.subject, &scores);
    let timeline: Vec<_> = rows::timeline(read, id)?.into_iter().map(|(_, entry)| entry).collect();
    let photos = photo_rows::of_sheet(read, id)?;
    let has_process = !timeline.is_empty() || photos.iter().any(|photo| photo.kind == PhotoKind::Page);
    let has_opinion =
        [&record.strengths, &record.problems, &record.advice, &record.gains].into_iter().any(|text| !text.is_empty());
    let week = match calendar::term_containing(read, lesson.date)? {
        Some(term) => calendar::weeks(read, &term.id)?.of(lesson.date),
        None => None,
    };
    let total = outcome.total.or(record.reported_total);
    let band = outcome.band.clone().or_else(|| total.and_then(|total| rubric::band(&rubric.document.bands, total)));
    Ok(Sheet {
        week,
        total,
        band,
        outcome,
        refusals: validity::refusals(has_process, has_opinion),
        together: rows::together(read, &lesson.id, id)?.into_iter().map(person).collect(),
        class_name: names.class(lesson.class_id.as_deref()),
        teacher: lesson.teacher_id.map(person),
        observer: record.observer_id.map(person),
        id: record.id,
        lesson_id: lesson.id,
        state: record.state,
        date: lesson.date,
        period: lesson.period,
        lesson_count: lesson.lesson_count,
        subject: lesson.subject,
        class_id: lesson.class_id,
        topic: lesson.topic,
        lesson_kind: record.lesson_kind,
        lesson_type: lesson.lesson_type,
        place: lesson.place,
        outside: lesson.outside,
        outside_teacher: lesson.outside_teacher,
        pupils_due: lesson.pupils_due,
        pupils_present: lesson.pupils_present,
        entered_after: record.entered_after,
        timeline,
        photos,
        rubric,
        scores,
        reported_total: record.reported_total,
        strengths: record.strengths,
        problems: record.problems,
        advice: record.advice,
        gains: record.gains,
        note: record.note.unwrap_or_default(),
        form_number: form::of_sheet(read, id)?,
        submitted_at: record.submitted_at,
        updated_at: record.updated_at,
    })
}

/// Whether a sheet was handed in.
pub(super) fn handed_in(record: &SheetRecord) -> bool {
    record.state != SheetState::Draft
}
