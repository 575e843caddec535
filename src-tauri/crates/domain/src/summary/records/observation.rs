//! Sheets, lessons and people behind the figures of observation.

use super::{Asked, Found};
use crate::{
    ledger::{EvidenceSource, valid_of_book},
    observation::{BookReview, Fact},
    summary::{
        observation::{BOOK, Ledger, kind_of, on_pace},
        types::{ObservationLine, RecordRef},
        words,
    },
};
use std::collections::BTreeSet;

/// The records of a figure; none for an unknown one.
pub(super) fn find(asked: &Asked<'_>) -> Option<Found> {
    let ledger = Ledger::of(asked.ground, &asked.inputs.facts);
    sheets(asked, &ledger).or_else(|| people(asked, &ledger))
}

/// Figures that are made of sheets or lessons.
// One table of figures, read from top to bottom.
#[allow(clippy::too_many_lines)]
fn sheets(asked: &Asked<'_>, ledger: &Ledger<'_>) -> Option<Found> {
    let (time, argument) = (asked.time(), asked.argument);
    let found = match asked.name {
        "sheets" => Found::new(
            "听课人次",
            format!("{time}已提交的听课记录，一人听一次课记1人次；草稿不计。"),
            picked(asked, &ledger.sheets, |_| true, |_| 1),
        ),
        "lessons" | "done" => Found::new(
            "听课节数",
            format!(
                "{time}已提交的听课记录按所记节数（连堂课可记2至3节）相加，同听一节课的各人分别计入；草稿不计。{}",
                of_paper(ledger)
            ),
            both(asked, ledger, |_| true, |_| true, |review| review.entered),
        ),
        "paper" => Found::new(
            "听课本登记节数",
            format!("{time}查阅听课本所登记的节数；这些教师只按听课本计，另有的听课记录不相加。"),
            paper(asked, ledger, &|_| true, |review| review.entered),
        ),
        "counted" => Found::new(
            "有效听课节数",
            format!(
                "已提交的听课记录中，教学过程（或随评）与评课意见俱全的，按所记节数计入听课任务。{}",
                of_paper(ledger)
            ),
            both(asked, ledger, |_| true, Fact::counts, valid_of_book),
        ),
        "refused" => Found::new(
            "不计入的听课节数",
            format!("已提交但缺教学过程或缺评课意见的听课记录，按所记节数相加；补全后即可计入。{}", of_paper(ledger)),
            both(asked, ledger, |_| true, |fact| !fact.counts(), not_valid),
        ),
        "refusal" if argument == BOOK => Found::new(
            format!("不计入：{}", words::refusal(argument)),
            "查阅听课本时登记而未认定有效的节数。",
            paper(asked, ledger, &|_| true, not_valid),
        ),
        "refusal" => Found::new(
            format!("不计入：{}", words::refusal(argument)),
            "已提交的听课记录中因此不计入的节数；一份记录可能同时有两种原因。",
            done(asked, ledger, |fact| fact.refusals.iter().any(|reason| reason == argument), |fact| fact.lesson_count),
        ),
        "totals" => Found::new(
            "有总分的听课记录",
            "已提交且评价表各项评完（或登记了总分）的听课记录；平均分按记录平均。",
            picked(asked, &ledger.sheets, |fact| fact.total.is_some(), |_| 1),
        ),
        "kind" => Found::new(
            format!("听课类型：{argument}"),
            "已提交的该类型听课记录按所记节数相加。",
            done(asked, ledger, |fact| kind_of(fact) == argument, |fact| fact.lesson_count),
        ),
        "band" => Found::new(
            format!("评课等级：{argument}"),
            "总分落在该等级的听课记录份数，等级按记录所用评价表划定。",
            picked(asked, &ledger.sheets, |fact| fact.band.as_deref() == Some(argument), |_| 1),
        ),
        "week" => Found::new(
            format!("第{argument}周听课节数"),
            "上课日期在该周的已提交听课记录，按所记节数相加。",
            done(asked, ledger, |fact| asked.in_week(fact.date), |fact| fact.lesson_count),
        ),
        "department" => Found::new(
            format!("{argument}听课节数"),
            format!("按听课人所在教研组统计，已提交的听课记录按所记节数相加。{}", of_paper(ledger)),
            both(asked, ledger, |id| asked.in_department(id), |_| true, |review| review.entered),
        ),
        "department_counted" => Found::new(
            format!("{argument}有效听课节数"),
            format!("按听课人所在教研组统计，有效的听课记录按所记节数相加。{}", of_paper(ledger)),
            both(asked, ledger, |id| asked.in_department(id), Fact::counts, valid_of_book),
        ),
        "department_received" => Found::new(
            format!("{argument}被听节数"),
            "按授课人所在教研组统计，同一节课不论几人听只计一次，按所记节数相加。",
            ledger
                .received
                .iter()
                .filter(|fact| asked.in_department(fact.teacher_id.as_deref().unwrap_or_default()))
                .map(|fact| row(asked, fact, fact.lesson_count))
                .collect(),
        ),
        "category" => {
            let people: BTreeSet<&str> = ledger.of_category(argument).map(|line| line.teacher_id.as_str()).collect();
            Found::new(
                format!("{argument}有效听课节数"),
                format!("该类人员已提交且有效的听课记录，按所记节数相加。{}", of_paper(ledger)),
                both(asked, ledger, |id| people.contains(id), Fact::counts, valid_of_book),
            )
        }
        "drafts" => Found::new(
            "听课记录草稿",
            "尚未提交的听课记录，不计入任何数字。",
            ledger
                .drafts
                .iter()
                .filter(|fact| asked.asks(fact.observer_id.as_deref().unwrap_or_default()))
                .map(|fact| row(asked, fact, 1))
                .collect(),
        ),
        "received" => Found::new(
            "被听节数",
            "该教师的课中有人听并提交了记录的，同一节课不论几人听只计一次，按所记节数相加。",
            ledger
                .received
                .iter()
                .filter(|fact| asked.asks(fact.teacher_id.as_deref().unwrap_or_default()))
                .map(|fact| row(asked, fact, fact.lesson_count))
                .collect(),
        ),
        _ => return None,
    };
    Some(found)
}

/// Figures that are made of people.
fn people(asked: &Asked<'_>, ledger: &Ledger<'_>) -> Option<Found> {
    let argument = asked.argument;
    let of_lines = |keep: &dyn Fn(&ObservationLine) -> bool, value: fn(&ObservationLine) -> u32| {
        let lines = ledger.lines.iter().filter(|line| asked.asks(&line.teacher_id) && keep(line));
        lines.map(|line| asked.person(&line.teacher_id, standing(line), value(line))).collect::<Vec<_>>()
    };
    let of_people = |ids: Vec<&str>| {
        let asked_for = ids.into_iter().filter(|id| asked.asks(id));
        asked_for.map(|id| asked.person(id, received(asked, ledger, id), 1)).collect::<Vec<_>>()
    };
    let found = match asked.name {
        "owed" => Found::new(
            "应听节数",
            "各人本学期的听课任务之和；身兼数职的按任务最重的一项。",
            of_lines(&|_| true, |line| line.owed),
        ),
        "left" => Found::new(
            "还差节数",
            "各人应听节数减去有效节数，已超额的按零计，不与他人相抵。",
            of_lines(&|_| true, |line| line.left),
        ),
        "department_owed" => Found::new(
            format!("{argument}应听节数"),
            "该教研组各人本学期听课任务之和。",
            of_lines(&|line| asked.in_department(&line.teacher_id), |line| line.owed),
        ),
        "department_left" => Found::new(
            format!("{argument}还差节数"),
            "该教研组各人应听节数减去有效节数，已超额的按零计，不与他人相抵。",
            of_lines(&|line| asked.in_department(&line.teacher_id), |line| line.left),
        ),
        "category_owed" => Found::new(
            format!("{argument}应听节数"),
            "该类人员各人本学期听课任务之和。",
            of_lines(&|line| line.category == argument, |line| line.owed),
        ),
        "category_people" => Found::new(
            format!("{argument}人数"),
            "在岗且适用该项听课任务的人员。",
            of_lines(&|line| line.category == argument, |_| 1),
        ),
        "category_on_pace" => Found::new(
            format!("{argument}达到进度人数"),
            format!(
                "学期教学周已过{:.1}%（假期周不计），有效节数达到应听节数乘以该比例（四舍五入）的人员；\
                 有核减的按本人在岗的教学周折算，核减的教学周不计。",
                asked.ground.pace_percent()
            ),
            of_lines(&|line| line.category == argument && on_pace(line), |_| 1),
        ),
        "teachers" => Found::new(
            "任课教师",
            "在岗教师，以及已离岗但本学期被听过课的教师。",
            of_people(ledger.observable(asked.ground)),
        ),
        "teachers_observed" => Found::new(
            "被听课教师",
            "本学期至少有一节课被听并提交了记录的教师。",
            of_people(ledger.observed(asked.ground)),
        ),
        _ => return None,
    };
    Some(found)
}

/// Sheets from which lessons are counted.
fn done(
    asked: &Asked<'_>,
    ledger: &Ledger<'_>,
    keep: impl Fn(&Fact) -> bool,
    value: fn(&Fact) -> u32,
) -> Vec<RecordRef> {
    picked(asked, &ledger.done, keep, value)
}

/// Some sheets of who is asked for.
fn picked(
    asked: &Asked<'_>,
    sheets: &[&Fact],
    keep: impl Fn(&Fact) -> bool,
    value: fn(&Fact) -> u32,
) -> Vec<RecordRef> {
    sheets
        .iter()
        .filter(|fact| asked.asks(fact.observer_id.as_deref().unwrap_or_default()) && keep(fact))
        .map(|fact| row(asked, fact, value(fact)))
        .collect()
}

/// Lessons of some people, each person's from one source: those of the sheets, then those of the paper books.
fn both(
    asked: &Asked<'_>,
    ledger: &Ledger<'_>,
    whose: impl Fn(&str) -> bool,
    keep: impl Fn(&Fact) -> bool,
    of_review: fn(&BookReview) -> u32,
) -> Vec<RecordRef> {
    let ours = |fact: &Fact| keep(fact) && whose(fact.observer_id.as_deref().unwrap_or_default());
    let mut rows = done(asked, ledger, ours, |fact| fact.lesson_count);
    rows.extend(paper(asked, ledger, &whose, of_review));
    rows
}

/// Reviews of the paper books from which lessons are counted.
fn paper(
    asked: &Asked<'_>,
    ledger: &Ledger<'_>,
    whose: &dyn Fn(&str) -> bool,
    value: fn(&BookReview) -> u32,
) -> Vec<RecordRef> {
    let ours = ledger.paper.iter().filter(|(id, _)| asked.asks(id) && whose(id));
    ours.map(|(id, review)| {
        let teacher = asked.ground.names.teacher(Some(id));
        let found = format!("登记{}节，有效{}节", review.entered, valid_of_book(review));
        RecordRef {
            // A review has no page of its own: it opens whose book it is.
            kind: "teacher".to_owned(),
            id: (*id).to_owned(),
            date: Some(review.date),
            title: format!("{} 查阅听课本", words::day(review.date)),
            detail: words::join(&[&teacher, &found, &review.reason, &review.grade], "，"),
            value: value(review),
        }
    })
    .collect()
}

fn not_valid(review: &BookReview) -> u32 {
    review.entered - valid_of_book(review)
}

/// Where lessons of paper books are among the figure, that they are.
fn of_paper(ledger: &Ledger<'_>) -> &'static str {
    if ledger.paper.is_empty() {
        ""
    } else {
        "按听课本计的教师以查阅登记的节数为准，不与其听课记录相加。"
    }
}

/// A sheet as a row.
pub(super) fn row(asked: &Asked<'_>, fact: &Fact, value: u32) -> RecordRef {
    let names = &asked.ground.names;
    let period = fact.period.map(|period| format!("第{period}节")).unwrap_or_default();
    let topic = words::topic(&fact.topic);
    let teacher = named("授课", &names.teacher(fact.teacher_id.as_deref()));
    let observer = named("听课", &names.teacher(fact.observer_id.as_deref()));
    let counts = match () {
        () if !fact.handed_in() => "草稿".to_owned(),
        () if fact.counts() => format!("计{}节", fact.lesson_count),
        () => {
            let reasons: Vec<&str> = fact.refusals.iter().map(|code| words::refusal(code)).collect();
            format!("不计入：{}", reasons.join("、"))
        }
    };
    RecordRef {
        kind: "observation".to_owned(),
        id: fact.id.clone(),
        date: Some(fact.date),
        title: words::join(
            &[
                &words::day(fact.date),
                &period,
                &names.class(fact.class_id.as_deref()),
                &format!("{}{topic}", fact.subject),
            ],
            " ",
        ),
        detail: words::join(&[&teacher, &observer, &fact.lesson_kind, &counts], "，"),
        value,
    }
}

fn named(what: &str, name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{what} {name}") }
}

fn standing(line: &ObservationLine) -> String {
    let owed = format!("应听{}节，实听{}节，有效{}节，还差{}节", line.owed, line.done, line.counted, line.left);
    let away = match line.away_weeks {
        0 => String::new(),
        weeks => format!("（不在岗{weeks}周不计）"),
    };
    let due = if line.owed == 0 { String::new() } else { format!("应完成{}节{away}", line.due) };
    let source = if line.source == EvidenceSource::Book { "按听课本计" } else { "" };
    words::join(&[&line.department, &line.category, &owed, &due, source], "，")
}

fn received(asked: &Asked<'_>, ledger: &Ledger<'_>, id: &str) -> String {
    let lessons = ledger.received.iter().filter(|fact| fact.teacher_id.as_deref() == Some(id));
    let lessons: u32 = lessons.map(|fact| fact.lesson_count).sum();
    words::join(&[&asked.ground.department(id), &format!("被听{lessons}节")], "，")
}
