//! Rows of a register of homework checks (作业检查登记表).

use crate::{
    access::People,
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::{ClassRef, Ground, PersonRef},
        judge::{Judge, Outcome, Step, is_blank},
        rows,
        table::{Line, Table},
        words,
    },
    homework::{self, HomeworkInput},
};
use chrono::NaiveDate;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// Bands that every school knows, best first, each with other names and the letter for which it often stands.
const BANDS: [(&str, &str, &str); 4] =
    [("优", "优秀", "A"), ("良", "良好", "B"), ("合格", "及格", "C"), ("不合格", "不及格", "D")];

/// A check to be written.
#[derive(Debug, Clone)]
pub(crate) struct CheckWrite {
    input: HomeworkInput,
    teacher: PersonRef,
    checker: Option<PersonRef>,
    class: Option<ClassRef>,
}

/// Day, teacher, class, subject, kind of book: what makes two rows the same check.
type Key = (NaiveDate, PersonRef, Option<ClassRef>, String, String);

/// Checks as they stand; several under one key are a finding, not an error.
pub(crate) type Known = BTreeMap<Key, Vec<HomeworkInput>>;

/// All checks by what makes them the same.
///
/// # Errors
/// The store's refusal.
pub(crate) fn known(read: &Read<'_>) -> Result<Known> {
    let mut known = Known::new();
    for check in rows::checks(read)? {
        let class = check.class_id.clone().map(ClassRef::Known);
        let teacher = PersonRef::Known(check.teacher_id.clone());
        let key = (check.date, teacher, class, check.subject.clone(), check.book_kind.clone());
        known.entry(key).or_default().push(check);
    }
    Ok(known)
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut said: BTreeMap<Key, (u32, HomeworkInput, Option<PersonRef>)> = BTreeMap::new();
    let bands: BTreeSet<&str> = known.values().flatten().map(|check| check.band.as_str()).collect();
    table.lines().map(|line| row(ground, known, &bands, &mut said, line)).collect()
}

/// Writes a check.
pub(crate) fn write(writer: &mut Writer<'_, '_>, check: &CheckWrite) -> Result<()> {
    let mut input = check.input.clone();
    input.teacher_id = writer.person(&check.teacher, &input.subject)?;
    input.checker_id = match &check.checker {
        Some(checker) => Some(writer.person(checker, "")?),
        None => None,
    };
    input.class_id = match &check.class {
        Some(class) => Some(writer.class(class)?),
        None => None,
    };
    if input.id.is_empty() {
        input.id = writer.tx.new_id()?;
    }
    homework::save(writer.tx, &People::All, &input)?;
    Ok(())
}

fn row(
    ground: &Ground,
    known: &Known,
    bands: &BTreeSet<&str>,
    said: &mut BTreeMap<Key, (u32, HomeworkInput, Option<PersonRef>)>,
    line: Line<'_>,
) -> Outcome {
    let mut judge = Judge::new(line);
    let date = judge.required_date("date", ground.term.as_ref());
    if let Some(date) = date {
        judge.check_day(date, ground.term.as_ref());
        if date > ground.today {
            judge.refuse("date", "日期在今天之后，还没有检查。");
        }
    }
    let written = ground.subjects.full(&judge.text("subject", 20));
    let teacher = ground.required_person(&mut judge, "teacher", &written);
    let checker = ground.person(&mut judge, "checker", line.text("checker"), "");
    let class = ground.class(&mut judge);
    let subject = ground.subject(&written, teacher.as_ref());
    if subject.is_empty() && teacher.is_some() {
        judge.refuse("subject", "学科是空的，名册里这位教师也没有学科。");
    }
    let book_kind = judge.text("book_kind", 20);
    let counts = Counts::read(&mut judge);
    let texts = (band(&mut judge, bands), judge.text("advice", 2000));
    let (Some(date), Some(teacher), false) = (date, teacher, judge.refused()) else {
        return judge.end(Step::Nothing);
    };
    let key = (date, teacher.clone(), class.clone(), subject.clone(), book_kind.clone());
    let present = known.get(&key).map_or(&[][..], Vec::as_slice);
    let earlier = said.get(&key).cloned();
    let base = match (&earlier, present.first()) {
        (Some((_, input, _)), _) | (None, Some(input)) => input.clone(),
        (None, None) => empty(date, &teacher, class.as_ref(), &subject, &book_kind),
    };
    let onto = |base: &HomeworkInput| {
        let mut input = counts.onto(base);
        for (into, from) in [(&mut input.band, &texts.0), (&mut input.advice, &texts.1)] {
            if !from.is_empty() {
                into.clone_from(from);
            }
        }
        input
    };
    let mut input = onto(&base);
    if let Some(assigned) = input.assigned
        && input.fully_marked.max(input.remarked).is_some_and(|marked| marked > assigned)
    {
        judge.refuse("fully_marked", "批改次数多于实布置次数。");
        return judge.end(Step::Nothing);
    }
    let before = match &earlier {
        Some((_, _, checker)) => checker.clone(),
        None => base.checker_id.clone().map(PersonRef::Known),
    };
    let is_there = present.iter().any(|known| {
        let same_checker =
            checker.is_none() || checker.as_ref().and_then(PersonRef::known) == known.checker_id.as_deref();
        same_checker && onto(known) == *known
    });
    let checker = checker.or_else(|| before.clone());
    let changes = !is_there && (input != base || checker != before);
    let has_base = earlier.is_some() || !present.is_empty();
    if let Some((row, ..)) = &earlier {
        if changes {
            judge.doubt("teacher", words::differs_from(*row, "次检查"));
            input.id.clear();
        }
    } else {
        said.insert(key, (line.number(), input.clone(), checker.clone()));
    }
    if has_base && !changes {
        return judge.end(Step::Nothing);
    }
    let write = Write::Check(Box::new(CheckWrite { input, teacher, checker, class }));
    judge.end(if !present.is_empty() && earlier.is_none() { Step::Change(write) } else { Step::New(write) })
}

/// The numbers of a row.
struct Counts {
    required: Option<u32>,
    assigned: Option<u32>,
    fully_marked: Option<u32>,
    remarked: Option<u32>,
    sampled: Option<u32>,
}

impl Counts {
    fn read(judge: &mut Judge<'_>) -> Self {
        let required = judge.number("required", 0, 999);
        let assigned = judge.number("assigned", 0, 999);
        Self {
            required,
            assigned,
            fully_marked: all_or_none(judge, "fully_marked", assigned),
            remarked: all_or_none(judge, "remarked", assigned),
            sampled: judge.number("sampled", 0, 999),
        }
    }

    fn onto(&self, base: &HomeworkInput) -> HomeworkInput {
        HomeworkInput {
            required: self.required.or(base.required),
            assigned: self.assigned.or(base.assigned),
            fully_marked: self.fully_marked.or(base.fully_marked),
            remarked: self.remarked.or(base.remarked),
            sampled: self.sampled.or(base.sampled),
            ..base.clone()
        }
    }
}

/// The band as the school names it; one that the school has not used is doubted.
fn band(judge: &mut Judge<'_>, seen: &BTreeSet<&str>) -> String {
    let text = judge.text("band", 10);
    if is_blank(&text) {
        return String::new();
    }
    let is_known = |(name, ..): &(&str, &str, &str)| *name == text;
    if seen.contains(text.as_str()) || BANDS.iter().any(is_known) {
        return text;
    }
    if let Some((name, ..)) = BANDS.iter().find(|(_, other, _)| *other == text) {
        return (*name).to_owned();
    }
    let letter = BANDS.iter().find(|(.., letter)| letter.eq_ignore_ascii_case(&text));
    let reason = match letter {
        Some((name, ..)) => {
            format!("等级里没有“{text}”，可能相当于“{name}”；接受后照原样写入，也可以先在表里改好再导入。")
        }
        None => format!("等级里没有“{text}”（现有优、良、合格、不合格）；接受后照原样写入。"),
    };
    judge.doubt("band", reason);
    text
}

/// A number of times, or 是 for all that were set and 否 for none.
fn all_or_none(judge: &mut Judge<'_>, field: &str, assigned: Option<u32>) -> Option<u32> {
    let cell = judge.line.text(field);
    let heading = judge.line.heading(field);
    match cell {
        "否" | "未" | "未批" | "未批改" | "没批" | "没有" | "没有批" | "×" | "✗" => {
            judge.warn(field, format!("{heading}写的是“{cell}”，按 0 次写入。"));
            Some(0)
        }
        "是" | "全部" | "全" | "全批" | "全批全改" | "全部批改" | "已批" | "有" | "√" | "✓" => {
            if let Some(assigned) = assigned {
                judge.warn(field, format!("{heading}写的是“{cell}”，按实布置的 {assigned} 次写入。"));
            } else {
                judge.warn(field, format!("{heading}写的是“{cell}”，但没有实布置次数，这一格没有写入。"));
            }
            assigned
        }
        "部分" | "部分批" | "部分批改" | "大部分" | "多数" | "少数" | "一部分" => {
            judge.doubt(field, format!("{heading}只写了“{cell}”，没有次数；接受后这一格不写入。"));
            None
        }
        cell if is_blank(cell) => None,
        _ => judge.number(field, 0, 999),
    }
}

fn empty(
    date: NaiveDate,
    teacher: &PersonRef,
    class: Option<&ClassRef>,
    subject: &str,
    book_kind: &str,
) -> HomeworkInput {
    HomeworkInput {
        id: String::new(),
        date,
        checker_id: None,
        teacher_id: teacher.known().unwrap_or_default().to_owned(),
        class_id: class.and_then(ClassRef::known).map(str::to_owned),
        subject: subject.to_owned(),
        book_kind: book_kind.to_owned(),
        required: None,
        assigned: None,
        fully_marked: None,
        remarked: None,
        sampled: None,
        band: String::new(),
        advice: String::new(),
    }
}
