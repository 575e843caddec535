//! The matrix of assignments, unfolded into a list: classes down, subjects across, names in the cells.

use super::timetable_wide::letters;
use crate::{
    error::Result,
    exchange::{
        headings::{Presets, Subjects},
        types::ImportKind,
    },
};
use keji_intake::{Cell, Intake, Row, Sheet, header::normalise_heading};

/// Headings of the list, in the order of its cells; what else the matrix has stands behind them.
const LONG: [&str; 5] = ["年级", "班级", "学科", "教师", "所在列"];
/// Headings above the classes.
const CLASSES: [&str; 4] = ["班级", "班", "班级名称", "班别"];
/// Fewest subjects of a matrix.
const FEWEST: usize = 2;
/// Rows in which the headings are looked for.
const SEARCHED: usize = 15;

/// A file as the import reads it: the first matrix becomes a list, everything else stays.
///
/// # Errors
/// What is wrong with the presets.
pub(crate) fn unfold(kind: ImportKind, presets: &Presets, intake: Intake) -> Result<Intake> {
    if kind != ImportKind::Assignments {
        return Ok(intake);
    }
    let subjects = Presets::load()?.into_subjects();
    let mut visible = intake.sheets.iter().filter(|sheet| !sheet.hidden);
    Ok(match visible.find_map(|sheet| list_of(sheet, presets, &subjects)) {
        Some(sheet) => Intake { sheets: vec![sheet], ..intake },
        None => intake,
    })
}

fn list_of(sheet: &Sheet, presets: &Presets, subjects: &Subjects) -> Option<Sheet> {
    let (top, head) = sheet.rows.iter().enumerate().take(SEARCHED).find(|(_, row)| is_head(row, subjects))?;
    let class_at = (0..head.cells.len()).find(|at| is_class(head, *at))?;
    let heading = |at: &usize| normalise_heading(&head.text(*at));
    let columns: Vec<usize> = (0..head.cells.len()).filter(|at| !heading(at).is_empty() && *at != class_at).collect();
    let (taught, others): (Vec<usize>, Vec<usize>) =
        columns.into_iter().partition(|at| is_subject(head, *at, subjects));
    let grade_at = others.iter().copied().find(|at| heading(at) == "年级");
    let rest: Vec<usize> =
        others.into_iter().filter(|at| Some(*at) != grade_at && !presets.is_counting(&heading(at))).collect();
    let text = |text: &str| Cell::Text(text.to_owned());
    let first = LONG.iter().map(|word| text(word)).chain(rest.iter().map(|at| text(&head.text(*at))));
    let mut rows = vec![Row { number: 0, cells: first.collect() }];
    let mut grade = String::new();
    for row in &sheet.rows[top + 1..] {
        // A text file keeps a merged grade in its first row alone.
        if let Some(said) = grade_at.map(|at| row.text(at).trim().to_owned()).filter(|said| !said.is_empty()) {
            grade = said;
        }
        let class = row.text(class_at).trim().to_owned();
        for at in taught.iter().filter(|at| !class.is_empty() && !row.text(**at).trim().is_empty()) {
            let subject = subjects.full(&heading(at));
            let cells = [grade.as_str(), &class, &subject, row.text(*at).trim(), &letters(*at)].map(text);
            let behind = rest.iter().map(|at| text(row.text(*at).trim()));
            rows.push(Row { number: row.number, cells: cells.into_iter().chain(behind).collect() });
        }
    }
    let columns = u32::try_from(LONG.len() + rest.len()).unwrap_or(u32::MAX);
    Some(Sheet { name: sheet.name.clone(), hidden: false, rows, columns, merged: Vec::new() })
}

fn is_head(row: &Row, subjects: &Subjects) -> bool {
    let all = 0..row.cells.len();
    all.clone().any(|at| is_class(row, at)) && all.filter(|at| is_subject(row, *at, subjects)).count() >= FEWEST
}

fn is_class(row: &Row, at: usize) -> bool {
    CLASSES.contains(&normalise_heading(&row.text(at)).as_str())
}

fn is_subject(row: &Row, at: usize, subjects: &Subjects) -> bool {
    subjects.is_known(&subjects.full(&normalise_heading(&row.text(at))))
}
