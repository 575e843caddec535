//! What the user answers to cells that were not understood, and which answers are offered.

use super::types::{AnswerKind, ImportAnswer, ImportChoice};
use crate::{roster::Teacher, search::pinyin};

/// Where a record stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place<'a> {
    /// Row as the file counts it.
    pub(crate) row: u32,
    /// Letters of the column where a row holds several records; else empty.
    pub(crate) column: &'a str,
}

/// The answers to one file. Later ones win, and those for a single row win over those for all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers(Vec<ImportAnswer>);

impl Answers {
    /// Takes what the user answered.
    pub(crate) fn new(answers: &[ImportAnswer]) -> Self {
        Self(answers.to_vec())
    }

    /// The answer to a value at a place.
    pub(crate) fn to(&self, field: &str, value: &str, place: Place<'_>) -> Option<&ImportAnswer> {
        let value = value.trim();
        let meant = |answer: &&ImportAnswer| answer.field == field && answer.value.trim() == value;
        let mut meant: Vec<&ImportAnswer> = self.0.iter().rev().filter(meant).collect();
        meant.retain(|answer| answer.row.is_none_or(|only| only == place.row));
        meant.retain(|answer| answer.column.is_empty() || answer.column == place.column);
        // The narrowest wins; of equal ones the later.
        let narrow = |answer: &&&ImportAnswer| (answer.row.is_some(), !answer.column.is_empty());
        meant.iter().rev().max_by_key(narrow).copied()
    }

    /// The field by which the user left a row out; `cell` gives the text of a field.
    pub(crate) fn skips<'a>(&'a self, place: Place<'_>, cell: impl Fn(&str) -> &'a str) -> Option<&'a str> {
        let skips = self.0.iter().filter(|answer| answer.kind == AnswerKind::Skip && !answer.value.trim().is_empty());
        let mut said = skips.filter_map(|skip| {
            let value = cell(&skip.field);
            let answer = self.to(&skip.field, value, place)?;
            (value.trim() == skip.value.trim() && answer.kind == AnswerKind::Skip).then_some(skip.field.as_str())
        });
        said.next()
    }

    /// The text that stands for a cell; none when it stands for itself.
    pub(crate) fn text(&self, field: &str, value: &str, place: Place<'_>) -> Option<&str> {
        let answer = self.to(field, value, place)?;
        (answer.kind == AnswerKind::Text).then_some(answer.to.as_str())
    }
}

/// One answer to choose.
pub(crate) fn choice(kind: AnswerKind, to: &str, name: String) -> ImportChoice {
    ImportChoice { kind, to: to.to_owned(), name }
}

/// These teachers, with what tells them apart; a new one of the name; none.
pub(crate) fn choices_among(teachers: &[&Teacher], name: &str) -> Vec<ImportChoice> {
    let told = |teacher: &&Teacher| {
        let about: Vec<&str> = [
            teacher.department.as_str(),
            teacher.subject.as_str(),
            teacher.employee_no.as_deref().unwrap_or_default(),
            if teacher.in_service { "" } else { "已离任" },
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        let name = if about.is_empty() {
            teacher.name.clone()
        } else {
            format!("{}（{}）", teacher.name, about.join("，"))
        };
        choice(AnswerKind::Person, &teacher.id, name)
    };
    let mut choices: Vec<ImportChoice> = teachers.iter().map(told).collect();
    choices.push(choice(AnswerKind::Make, "", format!("新建“{name}”")));
    choices.push(choice(AnswerKind::Skip, "", "不导入".to_owned()));
    choices
}

/// Whether one name may be the other misspelt: the same sound, one character written otherwise, left out or added.
pub(crate) fn is_near(written: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), known.chars().collect());
    let ends = |long: &[char], short: &[char]| {
        let front = long.iter().zip(short).take_while(|(x, y)| x == y).count();
        let back = long.iter().rev().zip(short.iter().rev()).take_while(|(x, y)| x == y).count();
        front + back >= short.len() && short.len() >= 2
    };
    // 教师001 and 教师002 differ by a figure that tells them apart.
    let figures = |text: &[char]| text.iter().filter(|c| c.is_ascii_digit()).collect::<String>();
    if written == known || figures(&a) != figures(&b) || a.len() < 2 || b.len() < 2 {
        return false;
    }
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => {
            let same = a.iter().zip(&b).filter(|(x, y)| x == y).count();
            (a.len() > 2 && same + 1 == a.len()) || pinyin::searchable(written) == pinyin::searchable(known)
        }
        std::cmp::Ordering::Greater => a.len() == b.len() + 1 && ends(&a, &b),
        std::cmp::Ordering::Less => b.len() == a.len() + 1 && ends(&b, &a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names_are_near() {
        for (written, known) in [("王小明", "王晓明"), ("张蕾", "张雷"), ("欧阳小红", "欧阳红"), ("李四光", "李四光华")]
        {
            assert!(is_near(written, known), "{written} {known}");
        }
        for (written, known) in [("王五", "王六"), ("张伟", "张伟"), ("教师001", "教师002"), ("李四", "王五")]
        {
            assert!(!is_near(written, known), "{written} {known}");
        }
    }

    #[test]
    fn an_answer_for_one_row_wins() {
        let answer = |row: Option<u32>, kind: AnswerKind, to: &str| ImportAnswer {
            field: "class".to_owned(),
            value: "4班".to_owned(),
            row,
            column: String::new(),
            kind,
            to: to.to_owned(),
        };
        let at = |row: u32| Place { row, column: "" };
        let answers = Answers::new(&[
            answer(Some(7), AnswerKind::Text, "高二(4)"),
            answer(None, AnswerKind::Text, "高一(4)"),
            answer(Some(9), AnswerKind::Skip, ""),
        ]);
        assert_eq!(answers.text("class", " 4班", at(7)), Some("高二(4)"));
        assert_eq!(answers.text("class", "4班", at(8)), Some("高一(4)"));
        assert_eq!(answers.text("class", "4班", at(9)), None);
        assert_eq!(answers.skips(at(9), |_| "4班"), Some("class"));
        assert_eq!(answers.skips(at(8), |_| "4班"), None);
    }
}
