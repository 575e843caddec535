//! Finding records by what stands in them.

use super::{
    finder::Finder,
    index_rows,
    text_rows::{self, EVERYONE, Kind, Record},
    types::{Hit, TextHit},
    words::Sought,
};
use crate::{access::People, error::Result, observation::Closed};
use chrono::Datelike;
use keji_store::Read;
use std::ops::Range;

/// Records that are read for one search: what stands far apart in a long query may fit thousands.
const MOST_READ: usize = 500;
/// Characters shown before and after what is sought.
const BEFORE: usize = 12;
const AFTER: usize = 30;

/// Whose records are found, and which sheets of them are closed for now.
pub(super) struct Sight {
    pub(super) people: People,
    pub(super) closed: Closed,
}

/// Records whose topic or texts hold all that is sought, newest first.
pub(super) fn anywhere(
    read: &Read<'_>,
    sight: &Sight,
    sought: &Sought,
    names: &Finder,
    most: usize,
) -> Result<Vec<TextHit>> {
    look(read, sight, sought.expression("topic body"), most, |kind, id, record| {
        let mut texts = vec![("课题", record.topic.as_str())];
        texts.extend(record.texts.iter().map(|(field, text)| (*field, text.as_str())));
        let (number, range) = sought.within(&texts.iter().map(|(_, text)| *text).collect::<Vec<_>>())?;
        let (field, text) = texts[number];
        Some(TextHit {
            kind: kind.as_str().to_owned(),
            route: route(kind, &id),
            detail: detail(kind, record, names),
            title: if record.topic.is_empty() { record.title.clone() } else { record.topic.clone() },
            field: field.to_owned(),
            snippet: snippet(text, &range),
            id,
        })
    })
}

/// Sheets and plans whose topic holds all that is sought, newest first; at most so many of each.
pub(super) fn by_topic(
    read: &Read<'_>,
    sight: &Sight,
    sought: &Sought,
    names: &Finder,
    most: usize,
) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for kind in [Kind::Observation, Kind::LessonPlan] {
        let expression = format!("{} AND whose : \"{}\"", sought.expression("topic"), kind.word());
        hits.extend(look(read, sight, expression, most, |kind, id, record| {
            sought.within(&[&record.topic])?;
            Some(Hit {
                kind: kind.as_str().to_owned(),
                route: route(kind, &id),
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
        if let Some(record) = text_rows::record(read, kind, &id)?.filter(|record| record.seen_by(&sight.people)) {
            hits.extend(hit(kind, id, &record));
        }
        Ok(hits.len() >= most || read_of_them >= MOST_READ)
    })?;
    Ok(hits)
}

fn route(kind: Kind, id: &str) -> String {
    match kind {
        Kind::Observation => format!("/observations?id={id}"),
        Kind::Homework => format!("/homework?id={id}"),
        Kind::LessonPlan => format!("/plans?id={id}"),
        Kind::Pairing => format!("/mentoring?id={id}"),
        Kind::WorkItem => "/calendar".to_owned(),
    }
}

/// Kind, teacher and day of a record.
fn detail(kind: Kind, record: &Record, names: &Finder) -> String {
    let word = match kind {
        Kind::Observation => "听课",
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
