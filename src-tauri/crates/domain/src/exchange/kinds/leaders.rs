//! Rows of a matrix of heads (教研组长备课组长名单): a subject a row, the head of the department and the heads of the
//! prep groups of each grade in columns.

use crate::{
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::{Ground, PersonRef},
        judge::{Judge, Outcome, Step, several},
        table::{Line, Table},
    },
    roster::{self, Lead},
};
use keji_store::Read;
use std::collections::BTreeSet;

const HEAD: &str = "教研组长";
const PREP_HEAD: &str = "备课组长";
/// Field of the column of a grade's heads: this and the grade.
const PREP_FIELD: &str = "prep_";
/// Grades that a column may be of.
const GRADES: [&str; 12] =
    ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三"];

/// Somebody with a post, and the prep group that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Post {
    person: PersonRef,
    title: &'static str,
    /// Subject.
    subject: String,
    /// Grade of the prep group; none for the head of the department.
    grade: Option<String>,
}

/// The posts that a row gives.
#[derive(Debug, Clone)]
pub(crate) struct LeadersWrite(Vec<Post>);

/// Heads of prep groups as they stand.
///
/// # Errors
/// The store's refusal.
pub(crate) fn known(read: &Read<'_>) -> Result<BTreeSet<Lead>> {
    Ok(roster::leads_of_prep_groups(read)?.into_iter().collect())
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &BTreeSet<Lead>, table: &Table) -> Vec<Outcome> {
    let mut said = BTreeSet::new();
    table.lines().map(|line| row(ground, known, &mut said, line)).collect()
}

/// Writes the posts of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, write: &LeadersWrite) -> Result<()> {
    for post in &write.0 {
        let teacher_id = writer.person(&post.person, &post.subject)?;
        roster::add_post(writer.tx, &teacher_id, post.title)?;
        if let Some(grade) = &post.grade {
            let lead = Lead { subject: post.subject.clone(), grade: grade.clone(), teacher_id };
            roster::lead_prep_group(writer.tx, &lead)?;
        }
    }
    Ok(())
}

fn row(ground: &Ground, known: &BTreeSet<Lead>, said: &mut BTreeSet<Post>, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let subject = ground.subjects.full(&judge.required("subject", 20));
    let mut posts = people(&mut judge, ground, "head", &subject, None);
    for grade in GRADES {
        posts.extend(people(&mut judge, ground, &format!("{PREP_FIELD}{grade}"), &subject, Some(grade)));
    }
    if posts.is_empty() && !judge.refused() {
        judge.refuse("head", "这一行没有写任何组长。");
    }
    if judge.refused() {
        return judge.end(Step::Nothing);
    }
    let all = posts.len();
    posts.retain(|post| !stands(ground, known, post) && said.insert(post.clone()));
    let write = Write::Leaders(LeadersWrite(posts.clone()));
    judge.end(match posts.len() {
        0 => Step::Nothing,
        fresh if fresh == all => Step::New(write),
        _ => Step::Change(write),
    })
}

/// The people of a cell. "张三（音乐）" leads the group of that direction.
fn people(judge: &mut Judge<'_>, ground: &Ground, field: &str, subject: &str, grade: Option<&str>) -> Vec<Post> {
    let mut posts = Vec::new();
    for cell in several(judge.line.text(field)) {
        let direction = cell.split(['(', '（']).nth(1).map(|rest| rest.trim_end_matches([')', '）']).trim());
        let direction = direction.map(|name| ground.subjects.full(name)).filter(|name| ground.subjects.is_known(name));
        let subject = direction.unwrap_or_else(|| subject.to_owned());
        if let Some(person) = ground.person(judge, field, cell, &subject) {
            let title = if grade.is_some() { PREP_HEAD } else { HEAD };
            posts.push(Post { person, title, subject, grade: grade.map(str::to_owned) });
        }
    }
    posts
}

/// Whether the roster knows a post already.
fn stands(ground: &Ground, known: &BTreeSet<Lead>, post: &Post) -> bool {
    let Some(id) = post.person.known() else {
        return false;
    };
    let has = ground.teacher(id).is_some_and(|teacher| teacher.posts.iter().any(|known| known == post.title));
    has && post.grade.as_ref().is_none_or(|grade| {
        let lead = Lead { subject: post.subject.clone(), grade: grade.clone(), teacher_id: id.to_owned() };
        known.contains(&lead)
    })
}
