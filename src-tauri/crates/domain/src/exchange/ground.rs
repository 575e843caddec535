//! The ground that a file is held against: who and what the school has.

use super::{
    answers::{choices_among, is_near},
    headings::{Presets, Subjects},
    judge::{Judge, is_blank, several},
    rows,
    types::{AnswerKind, ImportChoice},
};
use crate::{
    access::People,
    calendar::{self, Term},
    error::Result,
    roster::{self, Teacher},
};
use chrono::NaiveDate;
use keji_intake::header::normalise_name;
use keji_store::Read;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

/// A teacher of the roster, or one that the import makes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PersonRef {
    /// Identifier of a teacher on the roster.
    Known(String),
    /// Name of a teacher to be made.
    New(String),
}

/// A class of the school, or one that the import makes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ClassRef {
    /// Identifier of a class that is there.
    Known(String),
    /// Grade and number of a class to be made.
    New(String, u32),
}

impl PersonRef {
    /// The identifier of who is on the roster.
    pub(crate) fn known(&self) -> Option<&str> {
        match self {
            Self::Known(id) => Some(id),
            Self::New(_) => None,
        }
    }
}

impl ClassRef {
    /// The identifier of a class that is there.
    pub(crate) fn known(&self) -> Option<&str> {
        match self {
            Self::Known(id) => Some(id),
            Self::New(..) => None,
        }
    }
}

/// Teachers, classes and time, as they stand in one snapshot of the store.
pub(crate) struct Ground {
    /// Whose records the account writes: only who writes everybody's makes teachers and classes on the way.
    pub(crate) people: People,
    /// The day of the import.
    pub(crate) today: NaiveDate,
    /// The term, when there is one.
    pub(crate) term: Option<Term>,
    /// Whether that is the term in which the import happens.
    pub(crate) is_present_term: bool,
    /// Names of subjects.
    pub(crate) subjects: Subjects,
    /// Teachers of the roster.
    pub(crate) teachers: Vec<Teacher>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<String, Vec<usize>>,
    /// Several where campuses have classes of one name.
    pub(super) classes: BTreeMap<(String, u32), Vec<String>>,
    /// Campus of each class: identifier of the class and name of the campus.
    pub(super) campus_of: BTreeMap<String, String>,
    pub(super) campuses: Vec<String>,
    pub(super) class_names: BTreeMap<String, String>,
    pub(super) grades: Vec<String>,
    pub(super) create_missing: bool,
}

impl Ground {
    /// Reads the ground.
    ///
    /// # Errors
    /// `NotFound` for an unknown term.
    pub(crate) fn read(
        read: &Read<'_>,
        people: People,
        term_id: Option<&str>,
        create_missing: bool,
        today: NaiveDate,
    ) -> Result<Self> {
        let present = calendar::present_term(read, today)?;
        let term = match term_id {
            Some(id) => Some(calendar::term(read, Some(id), today)?),
            None => present.clone(),
        };
        let mut ground = Self {
            people,
            today,
            is_present_term: term.as_ref().map(|term| &term.id) == present.as_ref().map(|term| &term.id),
            term,
            subjects: Presets::load()?.into_subjects(),
            teachers: roster::teachers(read)?,
            by_name: BTreeMap::new(),
            by_number: BTreeMap::new(),
            classes: BTreeMap::new(),
            campus_of: BTreeMap::new(),
            campuses: Vec::new(),
            class_names: BTreeMap::new(),
            grades: Vec::new(),
            create_missing,
        };
        for (at, teacher) in ground.teachers.iter().enumerate() {
            ground.by_name.entry(normalise_name(&teacher.name)).or_default().push(at);
            if let Some(number) = &teacher.employee_no {
                ground.by_number.entry(number.clone()).or_default().push(at);
            }
        }
        let mut grades = BTreeSet::new();
        let campuses = roster::campuses(read)?;
        for class in roster::classes(read)? {
            grades.insert(class.grade.clone());
            grades.extend(stage_around(&class.grade).iter().map(|grade| (*grade).to_owned()));
            ground.class_names.insert(class.id.clone(), class.name);
            if let Some(campus) = campuses.iter().find(|campus| Some(&campus.id) == class.campus_id.as_ref()) {
                ground.campus_of.insert(class.id.clone(), campus.name.clone());
            }
            ground.classes.entry((class.grade, class.number)).or_default().push(class.id);
        }
        ground.campuses = campuses.into_iter().map(|campus| campus.name).collect();
        grades.extend(grades_of_stage(&rows::stage(read)?).iter().map(|grade| (*grade).to_owned()));
        ground.grades = grades.into_iter().collect();
        Ok(ground)
    }

    /// Teachers of a name, as [`normalise_name`] makes it.
    pub(crate) fn named(&self, name: &str) -> Vec<&Teacher> {
        self.at(self.by_name.get(name))
    }

    /// Teachers who had a name before.
    pub(crate) fn once_named(&self, name: &str) -> Vec<&Teacher> {
        let had = |teacher: &&Teacher| teacher.former.iter().any(|former| normalise_name(former) == name);
        self.teachers.iter().filter(had).collect()
    }

    /// The one who is shown like that, with what tells namesakes apart: how the program's own forms write a person.
    fn shown_as(&self, name: &str) -> Vec<&Teacher> {
        self.teachers.iter().filter(|teacher| normalise_name(&teacher.display) == name).collect()
    }

    /// Teachers of an employee number.
    pub(crate) fn numbered(&self, number: &str) -> Vec<&Teacher> {
        self.at(self.by_number.get(number))
    }

    /// The teacher of an identifier.
    pub(crate) fn teacher(&self, id: &str) -> Option<&Teacher> {
        self.teachers.iter().find(|teacher| teacher.id == id)
    }

    /// Short name of a class for people.
    pub(crate) fn class_name(&self, class: &ClassRef) -> String {
        match class {
            ClassRef::Known(id) => self.class_names.get(id).cloned().unwrap_or_default(),
            ClassRef::New(grade, number) => roster::class_name(grade, *number),
        }
    }

    /// The teacher whom a cell names; none when it is empty or was refused. `subject` tells people of one name apart.
    pub(crate) fn person(&self, judge: &mut Judge<'_>, field: &str, cell: &str, subject: &str) -> Option<PersonRef> {
        if is_blank(cell) {
            return None;
        }
        if let ControlFlow::Break(answered) = self.answered(judge, field, cell) {
            return answered;
        }
        let whole = normalise_name(cell);
        let (bare, hint) = without_brackets(&whole);
        let mut found = self.named(&whole);
        if found.is_empty() {
            found = self.shown_as(&whole);
        }
        if found.is_empty() {
            found = self.numbered(cell.trim());
        }
        if found.is_empty() {
            found = self.named(&bare);
        }
        if found.is_empty() {
            found = bare.strip_suffix("老师").map(|name| self.named(name)).unwrap_or_default();
        }
        if found.is_empty() {
            found = self.once_named(&whole);
        }
        if found.len() > 1 {
            found = self.told_apart(found, &hint, subject);
        }
        match found.as_slice() {
            [one] => Some(PersonRef::Known(one.id.clone())),
            [] if bare.chars().count() > 30 || bare.is_empty() => {
                judge.refuse(field, "这一格不像一个人的姓名。");
                None
            }
            [] if several(cell).len() > 1 => {
                judge.refuse(field, "一格里写了几位教师，这里只能有一位。");
                None
            }
            [] if self.create_missing => {
                judge.makes_teachers.insert(bare.clone());
                Some(PersonRef::New(bare))
            }
            [] => {
                judge.refuse(field, format!("名册里没有“{bare}”。"));
                judge.offer(field, cell, self.choices_for_unknown(&bare));
                None
            }
            several => {
                let reason = format!(
                    "名册里有 {} 位“{bare}”，分不清是哪一位；请在姓名后用括号写明工号或教研组。",
                    several.len()
                );
                judge.refuse(field, reason);
                judge.offer(field, cell, self.offered(choices_among(several, &bare)));
                None
            }
        }
    }

    /// What the user answered to a person; goes on when nothing was.
    fn answered(&self, judge: &mut Judge<'_>, field: &str, cell: &str) -> ControlFlow<Option<PersonRef>> {
        let Some(answer) = judge.line.answer(field, cell) else {
            return ControlFlow::Continue(());
        };
        match answer.kind {
            AnswerKind::Text => ControlFlow::Continue(()),
            AnswerKind::Person if self.teacher(&answer.to).is_some() => {
                ControlFlow::Break(Some(PersonRef::Known(answer.to.clone())))
            }
            AnswerKind::Person => {
                judge.refuse(field, "选定的教师已经不在名册里，请重新选择。");
                ControlFlow::Break(None)
            }
            AnswerKind::Make if !self.makes() => ControlFlow::Continue(()),
            AnswerKind::Make => {
                let (bare, _) = without_brackets(&normalise_name(cell));
                if bare.is_empty() || bare.chars().count() > 30 {
                    return ControlFlow::Continue(());
                }
                judge.makes_teachers.insert(bare.clone());
                ControlFlow::Break(Some(PersonRef::New(bare)))
            }
            AnswerKind::Skip => {
                judge.skip(field);
                ControlFlow::Break(None)
            }
        }
    }

    /// A teacher that must be named.
    pub(crate) fn required_person(&self, judge: &mut Judge<'_>, field: &str, subject: &str) -> Option<PersonRef> {
        let cell = judge.line.text(field);
        if is_blank(cell) {
            judge.refuse(field, format!("{}是空的。", judge.line.heading(field)));
        }
        self.person(judge, field, cell, subject)
    }

    /// Subject of a cell by its full name, or else the subject of the teacher.
    pub(crate) fn subject(&self, cell: &str, teacher: Option<&PersonRef>) -> String {
        if !cell.is_empty() {
            return self.subjects.full(cell);
        }
        let known = teacher.and_then(PersonRef::known).and_then(|id| self.teacher(id));
        known.map(|teacher| teacher.subject.clone()).unwrap_or_default()
    }

    /// Answers to a name that nobody has: those with a name that is nearly the same, a new teacher, none.
    fn choices_for_unknown(&self, name: &str) -> Vec<ImportChoice> {
        let near: Vec<&Teacher> = self.teachers.iter().filter(|teacher| is_near(name, &teacher.name)).take(4).collect();
        self.offered(choices_among(&near, name))
    }

    /// Whether the account may make teachers and classes on the way.
    pub(super) fn makes(&self) -> bool {
        self.people == People::All
    }

    /// Answers that the account may give.
    pub(super) fn offered(&self, mut choices: Vec<ImportChoice>) -> Vec<ImportChoice> {
        choices.retain(|choice| choice.kind != AnswerKind::Make || self.makes());
        choices
    }

    fn at(&self, places: Option<&Vec<usize>>) -> Vec<&Teacher> {
        places.into_iter().flatten().filter_map(|at| self.teachers.get(*at)).collect()
    }

    /// Of people of one name those whom the hint in brackets means, or else those of the subject, or else those in
    /// service.
    fn told_apart<'a>(&self, found: Vec<&'a Teacher>, hint: &str, subject: &str) -> Vec<&'a Teacher> {
        let meant = |teacher: &&&Teacher| {
            teacher.employee_no.as_deref() == Some(hint)
                || teacher.department.contains(hint)
                || teacher.subject == self.subjects.full(hint)
        };
        let narrower: [Vec<&Teacher>; 3] = [
            if hint.is_empty() { Vec::new() } else { found.iter().filter(meant).copied().collect() },
            found.iter().filter(|teacher| !subject.is_empty() && teacher.subject == subject).copied().collect(),
            found.iter().filter(|teacher| teacher.in_service).copied().collect(),
        ];
        narrower.into_iter().find(|some| some.len() == 1).unwrap_or(found)
    }
}

/// "张伟（数学）" → "张伟", "数学".
fn without_brackets(name: &str) -> (String, String) {
    let Some(at) = name.find(['(', '（']) else {
        return (name.to_owned(), String::new());
    };
    let (bare, rest) = name.split_at(at);
    let hint = rest.trim_matches(['(', '（', ')', '）']).trim();
    (bare.trim().to_owned(), hint.to_owned())
}

/// All grades from the first to the last class of a school.
pub(super) const GRADES: [&str; 12] =
    ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三"];

fn grades_of_stage(stage: &str) -> &'static [&'static str] {
    match stage {
        "小学" => &GRADES[..6],
        "初中" => &GRADES[6..9],
        "高中" => &GRADES[9..],
        "九年一贯" => &GRADES[..9],
        "完全中学" => &GRADES[6..],
        _ => &[],
    }
}

/// A school that has one grade of a stage has the others of the stage, with classes or without.
fn stage_around(grade: &str) -> &'static [&'static str] {
    let stages = [&GRADES[..6], &GRADES[6..9], &GRADES[9..]];
    stages.into_iter().find(|stage| stage.contains(&grade)).unwrap_or_default()
}
