//! Rolling the classes into the next school year: old classes keep their rows, so that old records keep their headings.

use super::{
    classes::class_name,
    rows::{self, ClassRow},
};
use crate::error::Result;
use keji_store::{Read, Tx};
use std::collections::BTreeMap;

/// Grades that follow one another, as schools write them.
const LADDERS: [&[&str]; 5] = [
    &["一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"],
    &["初一", "初二", "初三"],
    &["初一年级", "初二年级", "初三年级"],
    &["高一", "高二", "高三"],
    &["高一年级", "高二年级", "高三年级"],
];

/// The grade after a grade; none at the top, and for a grade that is not known.
pub(crate) fn next_grade(grade: &str) -> Option<&'static str> {
    LADDERS.iter().find_map(|ladder| {
        let place = ladder.iter().position(|known| *known == grade)?;
        ladder.get(place + 1).copied()
    })
}

/// Whether a grade leaves a school of that stage: the sixth of a primary school, and whatever nothing follows.
pub(crate) fn leaves(stage: &str, grade: &str) -> bool {
    let known = LADDERS.iter().any(|ladder| ladder.contains(&grade));
    (known && next_grade(grade).is_none()) || (stage == "小学" && grade == "六年级")
}

/// New classes of a grade, numbered from 1.
pub(crate) struct Entry {
    pub(crate) grade: String,
    pub(crate) classes: u32,
}

/// Makes the classes of the new school year. Classes at hand become the closing year's; those of a grade that
/// graduates are continued by none. Returns who continues whom: old class to new class.
pub(crate) fn roll(
    tx: &Tx<'_>,
    closing: &str,
    opening: &str,
    graduates: &[String],
    entries: &[Entry],
) -> Result<BTreeMap<String, String>> {
    let mut continued = BTreeMap::new();
    let mut made: Vec<String> = Vec::new();
    for old in rows::classes(tx)? {
        rows::set_year_of_class(tx, &old.id, closing)?;
        if graduates.contains(&old.grade) {
            continue;
        }
        let grade = next_grade(&old.grade).map_or_else(|| old.grade.clone(), str::to_owned);
        made.push(class_name(&grade, old.number));
        let new = ClassRow {
            id: tx.new_id()?,
            grade,
            number: old.number,
            pupils: old.pupils,
            school_year: Some(opening.to_owned()),
            campus_id: old.campus_id,
        };
        rows::insert_class(tx, &new, Some(&old.id))?;
        continued.insert(old.id, new.id);
    }
    for entry in entries {
        for number in 1..=entry.classes {
            // A class that was held back stands under that name already.
            if made.contains(&class_name(&entry.grade, number)) {
                continue;
            }
            let new = ClassRow {
                id: tx.new_id()?,
                grade: entry.grade.clone(),
                number,
                pupils: None,
                school_year: Some(opening.to_owned()),
                campus_id: None,
            };
            rows::insert_class(tx, &new, None)?;
        }
    }
    Ok(continued)
}

/// Grades at hand in their order, with their classes.
pub(crate) fn grades(read: &Read<'_>) -> Result<Vec<(String, u32)>> {
    let mut grades: Vec<(String, u32)> = Vec::new();
    for class in super::classes(read)? {
        match grades.iter_mut().find(|(grade, _)| *grade == class.grade) {
            Some((_, count)) => *count += 1,
            None => grades.push((class.grade, 1)),
        }
    }
    Ok(grades)
}
