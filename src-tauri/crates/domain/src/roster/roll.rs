//! Rolling the classes into the next school year: old classes keep their rows, so that old records keep their headings.

use super::{
    classes::may_stand_beside,
    rows::{self, ClassRow},
};
use crate::error::Result;
use keji_store::{Read, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// New classes of a grade.
pub(crate) struct Entry {
    pub(crate) grade: String,
    pub(crate) classes: u32,
    pub(crate) campus_id: Option<String>,
}

/// What becomes of the classes at hand.
pub(crate) struct Roll<'a> {
    /// School year that ends.
    pub(crate) closing: &'a str,
    /// School year that begins.
    pub(crate) opening: &'a str,
    /// Grades whose classes leave the school.
    pub(crate) graduates: &'a [String],
    /// The grade after each grade; one that is not named stays as it is.
    pub(crate) steps: &'a BTreeMap<String, String>,
    /// New classes.
    pub(crate) entries: &'a [Entry],
}

/// What has become of them.
#[derive(Default)]
pub(crate) struct Rolled {
    /// Who continues whom: old class to new class.
    pub(crate) continued: BTreeMap<String, String>,
    /// The class of the new year that has the name of an old one: old class to new class.
    pub(crate) renamed: BTreeMap<String, String>,
}

/// Makes the classes of the new school year. Classes at hand become the closing year's; those of a grade that
/// graduates are continued by none.
pub(crate) fn roll(tx: &Tx<'_>, roll: &Roll<'_>) -> Result<Rolled> {
    let at_hand = rows::classes(tx)?;
    let mut rolled = Rolled::default();
    let mut made: Vec<ClassRow> = Vec::new();
    for old in &at_hand {
        rows::set_year_of_class(tx, &old.id, roll.closing)?;
        if roll.graduates.contains(&old.grade) {
            continue;
        }
        let new = ClassRow {
            id: tx.new_id()?,
            grade: roll.steps.get(&old.grade).unwrap_or(&old.grade).clone(),
            number: old.number,
            pupils: old.pupils,
            school_year: Some(roll.opening.to_owned()),
            campus_id: old.campus_id.clone(),
        };
        rows::insert_class(tx, &new, Some(&old.id))?;
        rolled.continued.insert(old.id.clone(), new.id.clone());
        made.push(new);
    }
    for entry in roll.entries {
        let campus_id = entry.campus_id.clone().or_else(|| only_campus(&at_hand, &entry.grade));
        for number in numbers(&at_hand, entry, campus_id.as_deref()) {
            let new = ClassRow {
                id: tx.new_id()?,
                grade: entry.grade.clone(),
                number,
                pupils: None,
                school_year: Some(roll.opening.to_owned()),
                campus_id: campus_id.clone(),
            };
            // A class that was held back, or was asked for twice, stands under that name already.
            if made.iter().all(|other| may_stand_beside(other, &new)) {
                rows::insert_class(tx, &new, None)?;
                made.push(new);
            }
        }
    }
    for old in &at_hand {
        let named = |new: &&ClassRow| new.grade == old.grade && new.number == old.number;
        let same = made.iter().filter(named).find(|new| new.campus_id == old.campus_id);
        let only = || Some(made.iter().filter(named)).filter(|all| all.clone().count() == 1)?.next();
        if let Some(new) = same.or_else(only) {
            rolled.renamed.insert(old.id.clone(), new.id.clone());
        }
    }
    Ok(rolled)
}

/// The campus of a grade whose classes are all on one.
fn only_campus(at_hand: &[ClassRow], grade: &str) -> Option<String> {
    let campuses: BTreeSet<&Option<String>> = campuses_of(at_hand, grade);
    if campuses.len() == 1 { campuses.into_iter().next().cloned().flatten() } else { None }
}

fn campuses_of<'a>(at_hand: &'a [ClassRow], grade: &str) -> BTreeSet<&'a Option<String>> {
    at_hand.iter().filter(|class| class.grade == grade).map(|class| &class.campus_id).collect()
}

/// Numbers of new classes: from 1 on; where a grade is on several campuses those that the campus had, which may begin
/// behind another one's.
fn numbers(at_hand: &[ClassRow], entry: &Entry, campus: Option<&str>) -> Vec<u32> {
    let wanted = usize::try_from(entry.classes).unwrap_or(usize::MAX);
    if campuses_of(at_hand, &entry.grade).len() < 2 {
        return (1..=entry.classes).collect();
    }
    let own = |class: &&ClassRow| class.grade == entry.grade && class.campus_id.as_deref() == campus;
    let had: BTreeSet<u32> = at_hand.iter().filter(own).map(|class| class.number).collect();
    let after = had.last().copied().unwrap_or(0) + 1;
    had.into_iter().chain(after..).take(wanted).collect()
}

/// A grade with its classes on each campus.
pub(crate) struct GradeAtHand {
    pub(crate) grade: String,
    pub(crate) classes: u32,
    /// Campus and classes there, in the order of the classes.
    pub(crate) campuses: Vec<(Option<String>, u32)>,
}

/// Grades at hand in their order, with their classes.
pub(crate) fn grades(read: &Read<'_>) -> Result<Vec<GradeAtHand>> {
    let mut grades: Vec<GradeAtHand> = Vec::new();
    for class in super::classes(read)? {
        let known = grades.iter().position(|one| one.grade == class.grade);
        let place = known.unwrap_or_else(|| {
            grades.push(GradeAtHand { grade: class.grade.clone(), classes: 0, campuses: Vec::new() });
            grades.len() - 1
        });
        let one = &mut grades[place];
        one.classes += 1;
        match one.campuses.iter_mut().find(|(campus, _)| *campus == class.campus_id) {
            Some((_, count)) => *count += 1,
            None => one.campuses.push((class.campus_id, 1)),
        }
    }
    Ok(grades)
}
