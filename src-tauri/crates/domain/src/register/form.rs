//! The form of a department as a workbook: drop-downs, a few rows for each teacher, how to fill it in.

use super::mark::Mark;
use crate::{calendar::Term, report::stamp, roster::Teacher};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use keji_render::{
    Metadata, Orientation,
    xlsx::{Kind, Rule, Sheet, SheetColumn, Value, Workbook},
};

/// Free rows after those that are prepared, and the least that a form has.
const SPARE: usize = 20;
const LEAST: usize = 60;
/// The most rows of a form.
const MOST: usize = 2_000;
/// Largest total of a scoring sheet.
const BEST: f64 = 200.0;

/// What the drop-downs offer, and what stands over the form.
pub(super) struct Ground {
    /// Name of the school.
    pub(super) school: String,
    /// Who sends the form and wants it back.
    pub(super) from: String,
    /// The term.
    pub(super) term: Term,
    /// Everybody in service.
    pub(super) teachers: Vec<Teacher>,
    /// Subjects.
    pub(super) subjects: Vec<String>,
    /// Classes by their short names.
    pub(super) classes: Vec<String>,
    /// Numbers of the periods.
    pub(super) periods: Vec<String>,
    /// Kinds of observation.
    pub(super) kinds: Vec<String>,
    /// Types of lesson.
    pub(super) types: Vec<String>,
    /// Rows with the name filled in for each teacher.
    pub(super) rows_each: usize,
    /// Day by which it is wanted back.
    pub(super) due_on: Option<NaiveDate>,
    /// When it is made.
    pub(super) now: DateTime<FixedOffset>,
}

/// The form of a department.
pub(super) fn workbook(ground: &Ground, department_id: &str, mark: &Mark) -> Workbook {
    let own: Vec<&Teacher> =
        ground.teachers.iter().filter(|teacher| teacher.department_id.as_deref() == Some(department_id)).collect();
    let metadata = Metadata {
        title: format!("{}听课登记表", mark.department),
        author: format!("{}{}", ground.school, ground.from),
        subject: ground.term.name.clone(),
        keywords: Vec::new(),
        created: stamp(ground.now),
    };
    Workbook { metadata, sheets: vec![register(ground, &own, mark), guide(ground), mark.sheet()] }
}

fn register(ground: &Ground, own: &[&Teacher], mark: &Mark) -> Sheet {
    let names: Vec<String> = own.iter().map(|teacher| teacher.display.clone()).collect();
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for name in &names {
        rows.extend((0..ground.rows_each).map(|_| vec![Value::Empty, Value::from(name.as_str())]));
    }
    rows.truncate(MOST - SPARE);
    let free = if ground.rows_each == 0 { LEAST.max(names.len() * SPARE).min(MOST) } else { SPARE };
    rows.extend((0..free).map(|_| vec![Value::Empty]));
    for (number, row) in (1_u32..).zip(&mut rows) {
        if let Some(first) = row.first_mut() {
            *first = Value::from(number);
        }
    }
    let due = ground.due_on.map(|day| format!("　请于 {}月{}日前交回", day.month(), day.day())).unwrap_or_default();
    Sheet {
        name: "听课登记表".to_owned(),
        title: format!("{}听课登记表", ground.school),
        subtitle: format!("{}　教研组：{}{due}", ground.term.name, mark.department),
        columns: columns(ground, own, names),
        rows,
        frozen_columns: 2,
        filter: true,
        orientation: Orientation::Landscape,
        growing: true,
        ..Sheet::default()
    }
}

fn columns(ground: &Ground, own: &[&Teacher], observers: Vec<String>) -> Vec<SheetColumn> {
    let choices = |texts: Vec<String>, strict: bool| Rule::Choices { texts, strict };
    let short =
        |header: &str, width: f64, rule: Rule| SheetColumn { header: header.to_owned(), width, kind: Kind::Text, rule };
    let long = |header: &str, width: f64| SheetColumn {
        header: header.to_owned(),
        width,
        kind: Kind::LongText,
        rule: Rule::Free,
    };
    let triple = |day: NaiveDate| (day.year(), small(day.month()), small(day.day()));
    let days = Rule::Days { first: triple(ground.term.first_day), last: triple(ground.term.last_day) };
    // The own department stands first: most are heard there.
    let is_own = |teacher: &&Teacher| own.iter().any(|other| other.id == teacher.id);
    let (near, far): (Vec<&Teacher>, Vec<&Teacher>) = ground.teachers.iter().partition(is_own);
    let taught: Vec<String> = near.into_iter().chain(far).map(|teacher| teacher.display.clone()).collect();
    let lessons = ["1", "2", "3"].map(str::to_owned).to_vec();
    vec![
        short("序号", 6.0, Rule::Free),
        short("听课人", 10.0, choices(observers, true)),
        SheetColumn { header: "日期".to_owned(), width: 11.5, kind: Kind::Date, rule: days },
        short("节次", 7.0, choices(ground.periods.clone(), false)),
        short("授课人", 11.0, choices(taught, false)),
        short("学科", 8.0, choices(ground.subjects.clone(), false)),
        short("班级", 8.5, choices(ground.classes.clone(), false)),
        long("课题", 15.0),
        short("听课类型", 10.0, choices(ground.kinds.clone(), false)),
        short("课型", 8.5, choices(ground.types.clone(), false)),
        short("节数", 7.0, choices(lessons, true)),
        long("教学过程（摘要）", 26.0),
        long("优点", 14.0),
        long("不足", 14.0),
        long("建议", 14.0),
        long("收获", 14.0),
        short("总分", 7.0, Rule::Numbers { least: 0.0, most: BEST }),
        long("备注", 12.0),
    ]
}

/// Month and day numbers fit.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

fn guide(ground: &Ground) -> Sheet {
    let due = ground.due_on.map_or_else(
        || format!("填好后保存，按{}通知的时间交回。", ground.from),
        |day| format!("填好后保存，请于{}年{}月{}日前交回。", day.year(), day.month(), day.day()),
    );
    let span = format!("{} 至 {}", ground.term.first_day, ground.term.last_day);
    let lines = [
        ("怎样填写", "每听一节课填一行；不用的行空着，不要删除表头，也不要改动列名。".to_owned()),
        (
            "一人一份",
            "可以全组合填一份，也可以每人各填一份；文件名可以修改，收回时按表内标识辨认，重复的行只计一次。".to_owned(),
        ),
        ("听课人", "从下拉列表中选择；几个人听同一节课，各填各的一行。".to_owned()),
        ("日期", format!("本学期内的日期（{span}），如 {}。", ground.term.first_day)),
        ("节次", "当天第几节课，填数字；两节连上的填起止，如 3-4。".to_owned()),
        ("授课人", "从下拉列表中选择；同名的教师后面注明了学科或工号。".to_owned()),
        ("课题", "必填。".to_owned()),
        ("听课类型", "推门课由校领导、主任、组长等来听；一般互相听课选“随堂课”，不填的按“随堂课”登记。".to_owned()),
        ("节数", "一般填 1；连堂课按学校规定填 2 或 3。不填的按 1 节登记。".to_owned()),
        (
            "过程与意见",
            "教学过程写摘要即可，可以换行；优点、不足、建议至少写一项。没有过程或没有意见的记录，可能不计入听课节数。"
                .to_owned(),
        ),
        ("备注", "其他要说明的写在这里，可以不填；备注不算教学过程，也不算意见。".to_owned()),
        ("个人信息", "请不要填写学生姓名、身份证号和电话。".to_owned()),
        ("交回", due),
    ];
    let mut what = SheetColumn::new("栏目", Kind::Text);
    let mut how = SheetColumn::new("填写要求", Kind::LongText);
    (what.width, how.width) = (14.0, 76.0);
    Sheet {
        name: "填表说明".to_owned(),
        title: "填表说明".to_owned(),
        columns: vec![what, how],
        rows: lines.into_iter().map(|(name, text)| vec![Value::from(name), Value::from(text)]).collect(),
        ..Sheet::default()
    }
}
