//! Rows of a list of marked teachers, such as the young teachers of each term (青年教师名单).

use crate::{
    calendar::{self, Term},
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::{Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        table::{Line, Table},
    },
    roster,
};
use chrono::Datelike;
use keji_store::Read;
use std::collections::BTreeMap;

/// The mark of a list that names none.
const YOUNG: &str = "青年教师";

/// A mark to be written.
#[derive(Debug, Clone)]
pub(crate) struct TagWrite {
    person: PersonRef,
    subject: String,
    tag: String,
    until: Option<String>,
}

/// Marks as they stand.
pub(crate) struct Known {
    tags: BTreeMap<(PersonRef, String), Option<String>>,
    terms: Vec<Term>,
}

impl Known {
    /// Reads marks and terms.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        let tags = roster::tags(read)?.into_iter();
        Ok(Self {
            tags: tags.map(|((teacher, tag), until)| ((PersonRef::Known(teacher), tag), until)).collect(),
            terms: calendar::all_terms(read)?,
        })
    }
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut tags = known.tags.clone();
    table.lines().map(|line| row(ground, known, &mut tags, line)).collect()
}

/// Writes a mark.
pub(crate) fn write(writer: &mut Writer<'_, '_>, write: &TagWrite) -> Result<()> {
    let teacher = writer.person(&write.person, &write.subject)?;
    roster::keep_tag(writer.tx, &teacher, &write.tag, write.until.as_deref())
}

fn row(
    ground: &Ground,
    known: &Known,
    tags: &mut BTreeMap<(PersonRef, String), Option<String>>,
    line: Line<'_>,
) -> Outcome {
    let mut judge = Judge::new(line);
    let subject = ground.subjects.full(&judge.text("subject", 20));
    let person = ground.required_person(&mut judge, "name", &subject);
    let tag = match judge.text("tag", 20) {
        tag if is_blank(&tag) => YOUNG.to_owned(),
        tag => tag,
    };
    let until = match line.text("term") {
        cell if is_blank(cell) => None,
        cell => {
            let month = last_month(cell, &known.terms);
            if month.is_none() {
                judge.refuse("term", format!("无法识别学期“{cell}”，格式应为 2026-2027-1。"));
            }
            month
        }
    };
    let (Some(person), false) = (person, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    let key = (person.clone(), tag.clone());
    let before = tags.get(&key).cloned();
    let longer = match &before {
        None => true,
        Some(None) => false,
        Some(Some(month)) => until.as_ref().is_none_or(|until| until > month),
    };
    if !longer {
        return judge.end(Step::Nothing);
    }
    tags.insert(key, until.clone());
    let write = Write::Tag(TagWrite { person, subject, tag, until });
    judge.end(if before.is_some() { Step::Change(write) } else { Step::New(write) })
}

/// The last month of a term that is written "2016-2017-1" or "2016—2017学年第一学期": by the school's calendar, else
/// January for the first and July for the second.
fn last_month(cell: &str, terms: &[Term]) -> Option<String> {
    let runs: Vec<u32> = cell.split(|c: char| !c.is_ascii_digit()).filter_map(|run| run.parse().ok()).collect();
    let (first, second) = match runs.as_slice() {
        [first, second, ..] if *second == first + 1 && (1900..2100).contains(first) => (*first, *second),
        _ => return None,
    };
    let rest = cell.get(cell.find(&second.to_string())? + 4..).unwrap_or_default();
    let number = if rest.contains(['1', '一', '上']) {
        1
    } else if rest.contains(['2', '二', '下']) {
        2
    } else {
        return None;
    };
    let key = format!("{first}-{second}-{number}");
    let known = terms.iter().find(|term| term.key == key);
    let month = known.map(|term| format!("{:04}-{:02}", term.last_day.year(), term.last_day.month()));
    Some(month.unwrap_or_else(|| format!("{second}-{}", if number == 1 { "01" } else { "07" })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_as_offices_write_them() {
        for (cell, month) in [
            ("2016-2017-1", Some("2017-01")),
            ("2016-2017-2", Some("2017-07")),
            ("2016—2017学年第一学期", Some("2017-01")),
            ("2016-2017学年第2学期", Some("2017-07")),
            ("2016~2017下", Some("2017-07")),
            ("2016-2017", None),
            ("2016", None),
            ("上学期", None),
        ] {
            assert_eq!(last_month(cell, &[]).as_deref(), month, "{cell}");
        }
    }
}
