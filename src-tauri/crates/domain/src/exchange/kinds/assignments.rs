//! Rows of a list of who teaches what to which class (任课表).

use crate::{
    error::{Code, Error, Result},
    exchange::{
        apply::{Write, Writer},
        ground::{ClassRef, Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank, several},
        table::{Line, Table},
    },
    roster::{self, AssignmentInput},
};
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// Most lessons a week.
const MOST: f64 = 40.0;

/// Class, subject, teacher.
type Key = (ClassRef, String, PersonRef);

/// An assignment to be written.
#[derive(Debug, Clone)]
pub(crate) struct AssignmentWrite {
    /// The assignment that is changed or confirmed; none for a new one.
    id: Option<String>,
    key: Key,
    lessons: Option<f64>,
}

/// An assignment as it stands.
#[derive(Debug, Clone)]
struct Standing {
    id: Option<String>,
    lessons: Option<f64>,
    proposed: bool,
}

/// Assignments of the term.
pub(crate) struct Known(BTreeMap<Key, Standing>);

impl Known {
    /// Reads the assignments of the term.
    ///
    /// # Errors
    /// `NoTerm`.
    pub(crate) fn read(read: &Read<'_>, ground: &Ground) -> Result<Self> {
        let term = ground.term.as_ref().ok_or_else(|| Error::rule(Code::NoTerm))?;
        let rows = roster::assignments(read, &term.id)?.rows.into_iter();
        let known = rows.map(|row| {
            let key = (ClassRef::Known(row.class_id), row.subject, PersonRef::Known(row.teacher_id));
            (key, Standing { id: Some(row.id), lessons: row.lessons_per_week, proposed: row.proposed })
        });
        Ok(Self(known.collect()))
    }
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut standing = known.0.clone();
    table.lines().map(|line| row(ground, &mut standing, line)).collect()
}

/// Writes the assignments of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, rows: &[AssignmentWrite]) -> Result<()> {
    for row in rows {
        let (class, subject, teacher) = &row.key;
        let input = AssignmentInput {
            id: row.id.clone(),
            term_id: writer.term()?.to_owned(),
            teacher_id: writer.person(teacher, subject)?,
            class_id: writer.class(class)?,
            subject: subject.clone(),
            lessons_per_week: row.lessons,
        };
        roster::save_assignment(writer.tx, &input)?;
    }
    Ok(())
}

fn row(ground: &Ground, standing: &mut BTreeMap<Key, Standing>, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    for field in ["class", "teacher"] {
        if is_blank(line.text(field)) {
            judge.refuse(field, format!("{}是空的。", line.heading(field)));
        }
    }
    let classes = ground.classes(&mut judge);
    let named = ground.subjects.full(&judge.text("subject", 20));
    let people: BTreeSet<PersonRef> = several(line.text("teacher"))
        .into_iter()
        .filter_map(|cell| ground.person(&mut judge, "teacher", cell, &named))
        .collect();
    let lessons = lessons(&mut judge);
    if judge.refused() {
        return judge.end(Step::Nothing);
    }
    let (mut writes, mut is_new) = (Vec::new(), true);
    for (class, person) in classes.iter().flat_map(|class| people.iter().map(move |person| (class, person))) {
        let subject = ground.subject(&named, Some(person));
        if subject.is_empty() {
            judge.refuse("subject", "学科是空的，名册里也没有这位教师的学科。");
            return judge.end(Step::Nothing);
        }
        let key = (class.clone(), subject, person.clone());
        let before = standing.get(&key);
        if before.is_some_and(|known| !known.proposed && lessons.is_none_or(|said| known.lessons == Some(said))) {
            is_new = false;
            continue;
        }
        is_new &= before.is_none();
        let another =
            |(of, taught, who): &Key| (of, taught) == (&key.0, &key.1) && who != person && !people.contains(who);
        if before.is_none() && standing.keys().any(another) {
            let reason = format!("{}班的{}已有另一位任课教师，导入后两位都在。", ground.class_name(class), key.1);
            judge.warn("teacher", reason);
        }
        let lessons = lessons.or_else(|| before.and_then(|known| known.lessons));
        // What the import makes has no identifier yet: a later row that says otherwise is refused by the roster.
        let id = before.and_then(|known| known.id.clone());
        if before.is_some() && id.is_none() {
            judge.refuse("lessons", "这份表里前面的一行写了不同的周课时。");
            return judge.end(Step::Nothing);
        }
        standing.insert(key.clone(), Standing { id: id.clone(), lessons, proposed: false });
        writes.push(AssignmentWrite { id, key, lessons });
    }
    judge.end(match (writes.is_empty(), is_new) {
        (true, _) => Step::Nothing,
        (false, true) => Step::New(Write::Assignments(writes)),
        (false, false) => Step::Change(Write::Assignments(writes)),
    })
}

/// Lessons a week: 5, 2.5, 5节; none when empty or refused.
fn lessons(judge: &mut Judge<'_>) -> Option<f64> {
    let cell = judge.line.text("lessons");
    if is_blank(cell) {
        return None;
    }
    let number = cell.trim().trim_end_matches("课时").trim_end_matches('节').trim().parse::<f64>().ok();
    let fits = number.filter(|number| (0.0..=MOST).contains(number));
    if fits.is_none() {
        judge.refuse("lessons", format!("{}应是 0 到 40 之间的数。", judge.line.heading("lessons")));
    }
    fits
}
