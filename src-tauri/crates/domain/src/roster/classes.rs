//! Classes: their names, order, and writing them.

use super::{
    grades, ground_rows,
    rows::{self, ClassRow},
    types::{ClassInput, SchoolClass},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::{Read, Tx};

/// Grades with the short form that class names use.
const GRADES: [(&str, &str); 12] = [
    ("一年级", "一"),
    ("二年级", "二"),
    ("三年级", "三"),
    ("四年级", "四"),
    ("五年级", "五"),
    ("六年级", "六"),
    ("七年级", "七"),
    ("八年级", "八"),
    ("九年级", "九"),
    ("高一", "高一"),
    ("高二", "高二"),
    ("高三", "高三"),
];

/// Short name of a class: 七(1), 高一(2).
pub(crate) fn class_name(grade: &str, number: u32) -> String {
    let short = GRADES.iter().find(|(long, _)| *long == grade).map_or(grade, |(_, short)| short);
    format!("{short}({number})")
}

/// Classes of the year at hand by grade and number. Two of one name are told apart by their campus.
pub(crate) fn classes(read: &Read<'_>) -> Result<Vec<SchoolClass>> {
    let names = rows::all_class_names(read)?;
    let mut classes: Vec<SchoolClass> = rows::classes(read)?
        .into_iter()
        .map(|row| SchoolClass {
            name: names.get(&row.id).cloned().unwrap_or_else(|| class_name(&row.grade, row.number)),
            id: row.id,
            grade: row.grade,
            number: row.number,
            pupils: row.pupils,
            school_year: row.school_year,
            campus_id: row.campus_id,
        })
        .collect();
    let campuses: Vec<String> = ground_rows::campuses(read)?.into_iter().map(|campus| campus.id).collect();
    let place = |class: &SchoolClass| campuses.iter().position(|id| Some(id) == class.campus_id.as_ref());
    classes.sort_by(|a, b| {
        let by_name = grades::order(&a.grade).cmp(&grades::order(&b.grade)).then(a.number.cmp(&b.number));
        by_name.then_with(|| place(a).cmp(&place(b)))
    });
    Ok(classes)
}

/// Whether two classes may be there at once: of one name only on two campuses.
pub(super) fn may_stand_beside(one: &ClassRow, other: &ClassRow) -> bool {
    let apart = one.campus_id.is_some() && other.campus_id.is_some() && one.campus_id != other.campus_id;
    one.grade != other.grade || one.number != other.number || apart
}

/// Makes a class or changes one.
///
/// # Errors
/// `ClassExists`, or a field out of range.
pub(crate) fn save_class(tx: &Tx<'_>, input: &ClassInput) -> Result<String> {
    let grade = text::required("年级", &input.grade, 10)?;
    let number = text::within("班号", input.number, 1, 99)?;
    if let Some(pupils) = input.pupils {
        text::within("人数", pupils, 0, 200)?;
    }
    let at_hand = rows::classes(tx)?;
    let id = match &input.id {
        Some(id) => id.clone(),
        None => tx.new_id()?,
    };
    let school_year = at_hand.iter().find_map(|row| row.school_year.clone());
    let campus_id = input.campus_id.clone().filter(|id| !id.is_empty());
    let row = ClassRow { id, grade, number, pupils: input.pupils, school_year, campus_id };
    if at_hand.iter().any(|other| other.id != row.id && !may_stand_beside(other, &row)) {
        return Err(Error::rule(Code::ClassExists).with("name", class_name(&row.grade, row.number)));
    }
    if input.id.is_some() {
        rows::update_class(tx, &row)?;
    } else {
        rows::insert_class(tx, &row, None)?;
    }
    Ok(row.id)
}
