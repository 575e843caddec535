//! Whom a row of a roster means: by number, else by name and department.

use crate::{
    exchange::{ground::Ground, table::Table},
    roster::{Teacher, TeacherInput},
};
use keji_intake::header::normalise_name;
use std::collections::{BTreeMap, BTreeSet};

/// The record that a row writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A new teacher.
    New,
    /// A teacher of the roster.
    Known(String),
    /// The teacher whom an earlier row of the file makes.
    Row(u32),
}

/// A row that was read before.
pub(super) struct Seen {
    pub(super) row: u32,
    pub(super) input: TeacherInput,
    pub(super) target: Target,
}

/// Whom a row means.
pub(super) enum Identity<'a> {
    /// Nobody known so far.
    Nobody,
    /// Somebody on the roster.
    Known(&'a Teacher),
    /// Somebody on the roster who had this name before.
    Once(&'a Teacher),
    /// The same new person as an earlier row.
    Row(u32),
    /// Somebody of the same name as another one, in another department.
    Namesake,
    /// Another person of the name, as the user answered.
    Another,
    /// One of several, not to be told apart.
    Unclear(usize),
}

/// What has been read of the file.
pub(super) struct Book {
    /// Departments under which the file names a person.
    departments: BTreeMap<String, BTreeSet<String>>,
    seen: Vec<Seen>,
    known: BTreeMap<String, usize>,
    new_by_name: BTreeMap<String, Vec<usize>>,
}

impl Book {
    /// Looks through the file for names under several departments.
    pub(super) fn new(table: &Table) -> Self {
        let mut departments: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in table.lines() {
            let department = line.text("department");
            departments.entry(normalise_name(line.text("name"))).or_default().insert(department.to_owned());
        }
        Self { departments, seen: Vec::new(), known: BTreeMap::new(), new_by_name: BTreeMap::new() }
    }

    /// Keeps a row.
    pub(super) fn keep(&mut self, seen: Seen) {
        let at = self.seen.len();
        match &seen.target {
            Target::Known(id) => {
                self.known.entry(id.clone()).or_insert(at);
            }
            Target::New => self.new_by_name.entry(seen.input.name.clone()).or_default().push(at),
            Target::Row(_) => {}
        }
        self.seen.push(seen);
    }

    /// The row that wrote a teacher of the roster before.
    pub(super) fn of_known(&self, id: &str) -> Option<&Seen> {
        self.known.get(id).and_then(|at| self.seen.get(*at))
    }

    /// An earlier row by its number in the file.
    pub(super) fn of_row(&self, row: u32) -> Option<&Seen> {
        self.seen.binary_search_by_key(&row, |seen| seen.row).ok().and_then(|at| self.seen.get(at))
    }

    /// Whom a row means.
    pub(super) fn identify<'a>(&self, ground: &'a Ground, name: &str, number: &str, department: &str) -> Identity<'a> {
        let found = if number.is_empty() {
            self.by_name(ground, name, department)
        } else {
            self.by_number(ground, name, number, department)
        };
        match (found, self.once(ground, name, number).as_slice()) {
            (Identity::Nobody, [one]) => Identity::Once(one),
            (Identity::Nobody, several) if several.len() > 1 => Identity::Unclear(several.len()),
            (found, _) => found,
        }
    }

    /// Subjects of everyone of a name so far, on the roster and in the file.
    pub(super) fn subjects_of(&self, ground: &Ground, name: &str) -> Vec<String> {
        let known = ground.named(name).into_iter().map(|teacher| teacher.subject.clone());
        known.chain(self.new_named(name).into_iter().map(|seen| seen.input.subject.clone())).collect()
    }

    /// Who had this name before and has no other number. Somebody who bears it now comes first.
    fn once<'a>(&self, ground: &'a Ground, name: &str, number: &str) -> Vec<&'a Teacher> {
        if !ground.named(name).is_empty() || !self.new_named(name).is_empty() {
            return Vec::new();
        }
        let mut once = ground.once_named(name);
        once.retain(|teacher| number.is_empty() || teacher.employee_no.is_none());
        once
    }

    fn by_number<'a>(&self, ground: &'a Ground, name: &str, number: &str, department: &str) -> Identity<'a> {
        match ground.numbered(number).as_slice() {
            [one] => return Identity::Known(one),
            [] => {}
            several => return Identity::Unclear(several.len()),
        }
        let earlier = self.new_named(name);
        if let Some(seen) = earlier.iter().find(|seen| seen.input.employee_no.as_deref() == Some(number)) {
            return Identity::Row(seen.row);
        }
        // Who stands on the roster without a number gets this one.
        let mut bare: Vec<&Teacher> =
            ground.named(name).into_iter().filter(|teacher| teacher.employee_no.is_none()).collect();
        bare.retain(|teacher| self.of_known(&teacher.id).is_none_or(|seen| seen.input.employee_no.is_none()));
        if bare.len() > 1 {
            bare.retain(|teacher| teacher.department == department);
        }
        if let [one] = bare.as_slice() {
            return Identity::Known(one);
        }
        let unnumbered =
            |seen: &&Seen| seen.input.employee_no.is_none() && may_be_one(&seen.input.department, department);
        earlier.into_iter().find(unnumbered).map_or(Identity::Nobody, |seen| Identity::Row(seen.row))
    }

    fn by_name<'a>(&self, ground: &'a Ground, name: &str, department: &str) -> Identity<'a> {
        let named = ground.named(name);
        match named.as_slice() {
            [] => {
                let earlier = self.new_named(name);
                let same: Vec<&Seen> =
                    earlier.iter().copied().filter(|seen| may_be_one(&seen.input.department, department)).collect();
                match same.as_slice() {
                    [] if earlier.is_empty() => Identity::Nobody,
                    [] => Identity::Namesake,
                    [one] => Identity::Row(one.row),
                    several => Identity::Unclear(several.len()),
                }
            }
            [one] => {
                let other_stands_here = !may_be_one(&one.department, department)
                    && self.departments.get(name).is_some_and(|all| all.contains(&one.department));
                let taken = self.of_known(&one.id).is_some_and(|seen| !may_be_one(&seen.input.department, department));
                if !(other_stands_here || taken) {
                    return Identity::Known(one);
                }
                let earlier = self.new_named(name);
                let same = earlier.into_iter().find(|seen| seen.input.department == department);
                same.map_or(Identity::Namesake, |seen| Identity::Row(seen.row))
            }
            several => {
                let here: Vec<&&Teacher> = several.iter().filter(|teacher| teacher.department == department).collect();
                match here.as_slice() {
                    [one] => Identity::Known(one),
                    _ => Identity::Unclear(several.len()),
                }
            }
        }
    }

    fn new_named(&self, name: &str) -> Vec<&Seen> {
        self.new_by_name.get(name).into_iter().flatten().filter_map(|at| self.seen.get(*at)).collect()
    }
}

/// Two departments speak of one person when one of them is not said.
fn may_be_one(a: &str, b: &str) -> bool {
    a.is_empty() || b.is_empty() || a == b
}
