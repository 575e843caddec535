//! Commands of finding.

use super::{
    rows::{self, Found},
    types::{Hit, Hits, SearchRequest},
};
use crate::{
    access::People,
    command::{Call, Topic},
    error::Result,
    lesson_plan, observation,
    roster::{self, Names},
};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;

/// Most hits that a palette can show.
const MOST: usize = 30;
/// Most records of one kind among them.
const MOST_RECORDS: usize = 8;

crate::command::commands! {
    /// People and classes by characters, full pinyin or initials; records by a part of their topic.
    search_find(SearchRequest) -> Hits, EVERYONE, reads &[Topic::Roster, Topic::Observation, Topic::LessonPlan], touches &[] => find;
}

fn find(call: &Call<'_>, request: SearchRequest) -> Result<Hits> {
    let query = super::pinyin::folded(&request.query);
    if query.is_empty() {
        return Ok(Hits { hits: Vec::new() });
    }
    call.read(|read| {
        let roster = roster::roster(read)?;
        let people = roster.teachers.into_iter().filter(|teacher| {
            teacher.name.contains(&query)
                || teacher.pinyin.split(' ').any(|form| form.starts_with(&query))
                || teacher.employee_no.as_ref().is_some_and(|number| *number == query)
        });
        let mut hits: Vec<Hit> = people
            .map(|teacher| Hit {
                kind: "teacher".into(),
                detail: [teacher.department, teacher.subject, teacher.posts.join("、")]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                route: format!("/observations?teacher={}", teacher.id),
                id: teacher.id,
                title: teacher.name,
            })
            .collect();
        hits.extend(roster.classes.into_iter().filter(|class| class.name.contains(&query)).map(|class| Hit {
            kind: "class".into(),
            route: format!("/roster?class={}", class.id),
            id: class.id,
            title: class.name,
            detail: class.grade,
        }));
        hits.truncate(MOST);
        // One letter finds nearly every topic, and so none.
        if query.chars().count() > 1 {
            hits.extend(records(read, &call.people(read)?, &query)?);
        }
        Ok(Hits { hits })
    })
}

/// Sheets and plans that some people see and whose topic holds the query.
fn records(read: &Read<'_>, people: &People, query: &str) -> Result<Vec<Hit>> {
    let names = Names::read(read)?;
    let hit = |kind: &str, word: &str, route: &str, found: Found| Hit {
        kind: kind.to_owned(),
        route: format!("{route}?id={}", found.id),
        detail: [word.to_owned(), names.teacher(found.teacher_id.as_deref()), day(found.date)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        id: found.id,
        title: found.topic,
    };
    let sheets = rows::sheets(read, query, MOST_RECORDS, |sheet, teacher| {
        observation::sees(people, sheet.observer_id.as_deref(), teacher, sheet.handed_in)
    })?;
    let plans = rows::plans(read, query, MOST_RECORDS, |authors, teacher| {
        lesson_plan::sees(people, teacher.unwrap_or_default(), authors.split(' ').map(Some))
    })?;
    let sheets = sheets.into_iter().map(|found| hit("observation", "听课", "/observations", found));
    let plans = plans.into_iter().map(|found| hit("lesson_plan", "教案", "/plans", found));
    Ok(sheets.chain(plans).collect())
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| format!("{}月{}日", date.month(), date.day())).unwrap_or_default()
}
