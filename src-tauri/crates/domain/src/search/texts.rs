//! Finding records by what stands in them.

use super::{
    finder::Finder,
    index_rows,
    sight::Sight,
    text_rows::{self, EVERYONE, Kind, Record, Whose},
    types::{Hit, TextHit},
    words::Sought,
};
use crate::{access::People, error::Result};
use chrono::Datelike;
use keji_store::Read;
use std::ops::Range;

/// Records that are read for one search: what stands far apart in a long query may fit thousands.
const MOST_READ: usize = 500;
/// Characters shown before and after what is sought.
const BEFORE: usize = 12;
const AFTER: usize = 30;

/// Records whose topic or texts hold all that is sought, newest first.
pub(super) fn anywhere(
    read: &Read<'_>,
    sight: &Sight,
    sought: &Sought,
    names: &Finder,
    most: usize,
) -> Result<Vec<TextHit>> {
    look(read, sight, sought.expression("topic body"), most, |kind, id, record| {
        // The sheets of a lesson and its plan are called by the topic; what was said of it is found by what was said.
        if kind == Kind::Discussion && sought.within(&[&record.topic]).is_some() {
            return None;
        }
        let mut texts = vec![("课题", record.topic.as_str())];
        texts.extend(record.texts.iter().map(|(field, text)| (field.as_ref(), text.as_str())));
        let (number, range) = sought.within(&texts.iter().map(|(_, text)| *text).collect::<Vec<_>>())?;
        let (field, text) = texts[number];
        Some(TextHit {
            kind: kind.as_str().to_owned(),
            route: route(sight, kind, &id, record),
            detail: detail(kind, record, names),
            title: title(kind, record, names),
            field: field.to_owned(),
            snippet: snippet(text, &range),
            id,
        })
    })
}

/// Sheets, lesson plans and planned lessons whose topic holds all that is sought, newest first; at most so many of each.
pub(super) fn by_topic(
    read: &Read<'_>,
    sight: &Sight,
    sought: &Sought,
    names: &Finder,
    most: usize,
) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for kind in [Kind::Observation, Kind::LessonPlan, Kind::PlannedLesson] {
        let expression = format!("{} AND whose : \"{}\"", sought.expression("topic"), kind.word());
        hits.extend(look(read, sight, expression, most, |kind, id, record| {
            sought.within(&[&record.topic])?;
            Some(Hit {
                kind: kind.as_str().to_owned(),
                route: route(sight, kind, &id, record),
                detail: detail(kind, record, names),
                title: record.topic.clone(),
                id,
            })
        })?);
    }
    Ok(hits)
}

/// Goes through the records that the index names; each is read as it is now, and held against who may see it.
fn look<T>(
    read: &Read<'_>,
    sight: &Sight,
    mut expression: String,
    most: usize,
    hit: impl Fn(Kind, String, &Record) -> Option<T>,
) -> Result<Vec<T>> {
    if let People::Only(ids) = &sight.people {
        let ids = index_rows::people(ids.iter().map(String::as_str).chain([EVERYONE]));
        expression = format!("{expression} AND whose : (\"{}\")", ids.replace(' ', "\" OR \""));
    }
    let (mut hits, mut read_of_them) = (Vec::new(), 0);
    index_rows::look_up(read, &expression, |kind, id| {
        read_of_them += 1;
        if kind == Kind::Observation && sight.closed.has(&id) {
            return Ok(read_of_them >= MOST_READ);
        }
        if let Some(record) = text_rows::record(read, kind, &id)?.filter(|record| record.seen_by(sight)) {
            hits.extend(hit(kind, id, &record));
        }
        Ok(hits.len() >= most || read_of_them >= MOST_READ)
    })?;
    Ok(hits)
}

fn route(sight: &Sight, kind: Kind, id: &str, record: &Record) -> String {
    let teacher = record.teacher_id.as_deref().unwrap_or_default();
    match kind {
        Kind::Observation => format!("/observations?id={id}"),
        Kind::Discussion => format!("/observations?id={}", record.sheet_for(sight).unwrap_or_default()),
        Kind::PlannedLesson => {
            let day = record.day.map(|day| day.to_string()).unwrap_or_default();
            format!("/lessons?date={day}&id={id}")
        }
        // The office checks books in a room of its own; others find them in the teacher's account.
        Kind::BookReview => match (&sight.people, &record.whose) {
            (People::All, Whose::Book { department_id: Some(department), .. }) => {
                format!("/ledger?tab=books&of={department}")
            }
            _ => format!("/ledger?teacher={teacher}"),
        },
        Kind::Homework => format!("/homework?id={id}"),
        Kind::LessonPlan => format!("/plans?id={id}"),
        Kind::Pairing => format!("/mentoring?id={id}"),
        Kind::WorkItem => "/calendar".to_owned(),
    }
}

/// What a record is called.
fn title(kind: Kind, record: &Record, names: &Finder) -> String {
    match kind {
        Kind::BookReview => format!("{}的听课本", names.name(record.teacher_id.as_deref())),
        _ if record.topic.is_empty() => record.title.clone(),
        _ => record.topic.clone(),
    }
}

/// Kind, teacher and day of a record.
fn detail(kind: Kind, record: &Record, names: &Finder) -> String {
    let word = match kind {
        Kind::Observation => "听课",
        Kind::Discussion => "评课记录",
        Kind::PlannedLesson => "公开课安排",
        Kind::BookReview => "听课本查阅",
        Kind::Homework => "作业",
        Kind::LessonPlan => "教案",
        Kind::Pairing => "结对",
        Kind::WorkItem => "行事历",
    };
    let day = record.day.map(|day| format!("{}月{}日", day.month(), day.day())).unwrap_or_default();
    [word.to_owned(), names.name(record.teacher_id.as_deref()), day]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What stands around a place of a text, on one line.
pub(crate) fn snippet(text: &str, found: &Range<usize>) -> String {
    let before: Vec<char> = text[..found.start].chars().rev().take(BEFORE + 1).collect();
    let rest: Vec<char> = text[found.start..].chars().take(AFTER + 1).collect();
    let start = if before.len() > BEFORE { "…" } else { "" };
    let end = if rest.len() > AFTER { "…" } else { "" };
    let line: String = before.iter().take(BEFORE).rev().chain(rest.iter().take(AFTER)).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    format!("{start}{}{end}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn a_snippet_is_one_line_around_the_word() {
        assert_eq!(snippet("朗读\n扎实", &(0..6)), "朗读 扎实");
        let long = "甲".repeat(40);
        assert_eq!(snippet(&long, &(60..66)).chars().count(), 33);
        assert!(snippet(&long, &(60..66)).starts_with('…'));
    }
}
