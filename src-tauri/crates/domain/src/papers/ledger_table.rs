//! 听课统计表: the ledger of quotas as a workbook, a sheet for each target, with the figures of the screen.

use crate::{
    calendar,
    command::Call,
    error::Result,
    ledger::{self, EvidenceSource, LedgerLine, LedgerRequest, LedgerState, QuotaLedger},
    quota::{self, QuotaCounting, Waiver, WaiverHow},
    report::stamp,
    roster, school,
    summary::words,
};
use keji_render::{
    Metadata, Orientation,
    xlsx::{Kind, Sheet, SheetColumn, Total, Value, Workbook},
};
use std::collections::BTreeMap;

/// Name of the sheet of waivers, to which a note points.
const REGISTER: &str = "核减登记";

/// What stands over and below every table.
pub(super) struct Ground {
    /// The school.
    pub(super) school: String,
    /// The term.
    pub(super) term: calendar::Term,
    counting: QuotaCounting,
    /// Waivers of the term of the people in the table, with their names.
    pub(super) waivers: Vec<(String, Waiver)>,
}

/// The workbook of a ledger; on request only of those who are behind.
///
/// # Errors
/// `NoTerm`, `NotFound`, `AsOfBeforeTerm`.
pub(super) fn workbook(call: &Call<'_>, request: LedgerRequest, behind: bool) -> Result<Workbook> {
    let term_id = request.term_id.clone();
    let mut ledger = ledger::ledger(call, request)?;
    if behind {
        ledger.lines.retain(|line| line.behind);
    }
    let ground = ground(call, term_id.as_deref(), &ledger)?;
    let mut sheets: Vec<Sheet> = ledger.targets.iter().map(|target| table(&ground, &ledger, target)).collect();
    if sheets.is_empty() {
        sheets.push(table(&ground, &ledger, ""));
    }
    if !ground.waivers.is_empty() {
        sheets.push(waivers(&ground));
    }
    if !ledger.words.is_empty() {
        sheets.push(in_words(&ground, &ledger));
    }
    let metadata = Metadata {
        title: format!("{}听课统计表", ground.term.name),
        author: format!("{}教务处", ground.school),
        subject: "听课任务完成情况".to_owned(),
        keywords: Vec::new(),
        created: stamp(call.office.now()),
    };
    Ok(Workbook { metadata, sheets })
}

/// Reads what stands over and below the tables of a ledger.
///
/// # Errors
/// `NoTerm`, `TermUnknown`.
pub(super) fn ground(call: &Call<'_>, term_id: Option<&str>, ledger: &QuotaLedger) -> Result<Ground> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let term = calendar::term(read, term_id, today)?;
        let names: BTreeMap<String, String> =
            roster::teachers(read)?.into_iter().map(|teacher| (teacher.id, teacher.display)).collect();
        let told = |waiver: &Waiver| ledger.lines.iter().any(|line| line.teacher_id == waiver.teacher_id);
        Ok(Ground {
            school: school::school(read)?.name,
            counting: quota::apply(read, ledger.as_of)?.counting().clone(),
            waivers: quota::waivers(read, term.first_day, term.last_day)?
                .into_iter()
                .filter(told)
                .map(|waiver| (names.get(&waiver.teacher_id).cloned().unwrap_or_default(), waiver))
                .collect(),
            term,
        })
    })
}

fn sheet(ground: &Ground, name: &str, title: &str, columns: &[(&str, Kind)]) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: format!("{}{}{title}", ground.school, ground.term.name),
        columns: columns.iter().map(|(header, kind)| SheetColumn::new(*header, *kind)).collect(),
        frozen_columns: 2,
        ..Sheet::default()
    }
}

fn table(ground: &Ground, ledger: &QuotaLedger, target: &str) -> Sheet {
    let lines: Vec<&LedgerLine> = ledger.lines.iter().filter(|line| line.target == target).collect();
    let columns = [
        ("序号", Kind::Integer),
        ("姓名", Kind::Text),
        ("教研组", Kind::Text),
        ("人员类别", Kind::Text),
        ("应听", Kind::Integer),
        ("核减", Kind::Integer),
        ("核减后应听", Kind::Integer),
        ("实听", Kind::Integer),
        ("有效", Kind::Integer),
        ("不计", Kind::Integer),
        ("还差", Kind::Integer),
        ("应完成", Kind::Integer),
        ("来源", Kind::Text),
        ("备注", Kind::LongText),
    ];
    let title = if target.is_empty() { "听课统计表".to_owned() } else { format!("听课统计表（{target}）") };
    let mut sheet = sheet(ground, words::or(target, "听课统计"), &title, &columns);
    sheet.subtitle = format!("数据截至{}　单位：节", words::full_day(ledger.as_of));
    sheet.rows = (1_u32..).zip(&lines).map(|(at, line)| row(at, line)).collect();
    sheet.orientation = Orientation::Landscape;
    sheet.notes = rules(ground, ledger, &lines, REGISTER);
    sheet.notes.extend(
        [
            "还差按各时段、各对象分别计算，多听的不抵别处；应完成按本人在岗的教学周折算，核减的周不计，按月、按周的任务为已结束各段之和。",
            "来源为听课记录或听课本，每人一学期只取一种，两者不相加。",
        ]
        .map(str::to_owned),
    );
    if !sheet.rows.is_empty() {
        sheet.filter = true;
        sheet.total = vec![Total::Label("合计".to_owned()), Total::Empty, Total::Empty, Total::Empty];
        sheet.total.extend(std::iter::repeat_n(Total::Sum, 8));
        sheet.total.extend([Total::Empty, Total::Empty]);
    }
    sheet
}

fn row(at: u32, line: &LedgerLine) -> Vec<Value> {
    let (reasons, rest) = remark(line);
    vec![
        at.into(),
        line.teacher.as_str().into(),
        line.department.as_str().into(),
        line.category.as_str().into(),
        line.owed.into(),
        line.waived.into(),
        line.net.into(),
        line.done.into(),
        line.counted.into(),
        (line.done - line.counted).into(),
        line.left.into(),
        line.due.into(),
        source(line.source).into(),
        words::join(&[&reasons, &rest], "；").into(),
    ]
}

/// Name of a source.
pub(super) const fn source(source: EvidenceSource) -> &'static str {
    match source {
        EvidenceSource::Sheets => "听课记录",
        EvidenceSource::Book => "听课本",
    }
}

/// Why lessons do not count; and which stretches of time and which people are missing, and what the other source has.
pub(super) fn remark(line: &LedgerLine) -> (String, String) {
    let reasons: Vec<String> =
        line.refused.iter().map(|one| format!("{}{}节", refusal(&one.reason), one.lessons)).collect();
    let mut parts: Vec<String> = Vec::new();
    let list = |items: Vec<String>| items.join("、");
    let missed = line.windows.iter().filter(|window| window.state == LedgerState::Missed);
    let missed: Vec<String> =
        missed.map(|window| format!("{}差{}节", window.label, window.net - window.counted)).collect();
    if !missed.is_empty() {
        parts.push(list(missed));
    }
    let missing = line.people.iter().filter(|person| person.counted < person.owed);
    let missing: Vec<String> =
        missing.map(|person| format!("{}{}节", person.teacher, person.owed - person.counted)).collect();
    if !missing.is_empty() {
        parts.push(format!("还差：{}", list(missing)));
    }
    if line.other_source > 0 {
        let other = match line.source {
            EvidenceSource::Sheets => EvidenceSource::Book,
            EvidenceSource::Book => EvidenceSource::Sheets,
        };
        parts.push(format!("{}另有{}节，未相加", source(other), line.other_source));
    }
    parts.extend(line.notes.iter().map(|note| note.trim_end_matches('。').to_owned()));
    (reasons.join("；"), parts.join("；"))
}

/// Words of a reason why a lesson does not count.
pub(super) fn refusal(code: &str) -> &str {
    match code {
        "other_kind" => "听课类型不计",
        "other_person" => "不属指定的授课教师",
        "outside" => "校外听课不计",
        "other_subject" => "非本学科",
        "joint" => "同一节课由先提交者计",
        "over_each" => "连堂超出上限",
        "twice" => "同一节课本人已有另一份记录",
        other => words::refusal(other),
    }
}

/// The notes that every form of the table has: of when, by which rules, what does not count, and what is waived, with
/// the name of the table that lists it.
pub(super) fn rules(ground: &Ground, ledger: &QuotaLedger, lines: &[&LedgerLine], register: &str) -> Vec<String> {
    let counting = &ground.counting;
    let mut rules: Vec<String> = Vec::new();
    for line in lines {
        let rule = format!("{}（{}）", line.category, line.rule);
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let mut not = Vec::new();
    for (told, text) in [
        (counting.needs_process, "缺教学过程"),
        (counting.needs_opinion, "缺评课意见"),
        (!counting.outside, "校外听课"),
        (counting.own_subject, "非本学科的课"),
        (!counting.joint, "同一节课中后提交的记录"),
    ] {
        if told {
            not.push(text);
        }
    }
    let not = if not.is_empty() { "无".to_owned() } else { not.join("、") };
    vec![
        format!(
            "统计时段为{}至{}，数据截至{}；本学期教学周{}周，还剩{}周，假期周、考试周不计。",
            words::full_day(ground.term.first_day),
            words::full_day(ledger.as_of),
            words::full_day(ledger.as_of),
            ledger.weeks,
            ledger.weeks_left
        ),
        format!("任务依据本校听课任务：{}。", words::or(&rules.join("、"), "无")),
        format!(
            "实听＝有效＋不计。不计的有：{not}；连堂听课每次最多计{}节；各类任务另有规定的从其规定。",
            counting.most_each
        ),
        match ground.waivers.len() {
            0 => "核减后应听＝应听－核减；本表人员没有核减。".to_owned(),
            count => format!("核减后应听＝应听－核减；本表人员共有核减{count}项，逐项列于“{register}”。"),
        },
    ]
}

fn waivers(ground: &Ground) -> Sheet {
    let columns = [
        ("序号", Kind::Integer),
        ("姓名", Kind::Text),
        ("起始日期", Kind::Text),
        ("截止日期", Kind::Text),
        ("核减方式", Kind::Text),
        ("节数", Kind::Integer),
        ("事由", Kind::Text),
        ("批准", Kind::Text),
        ("用于任务", Kind::Text),
    ];
    let mut sheet = sheet(ground, REGISTER, "听课任务核减登记表", &columns);
    sheet.rows = (1_u32..)
        .zip(&ground.waivers)
        .map(|(at, (name, waiver))| {
            vec![
                at.into(),
                name.as_str().into(),
                words::full_day(waiver.first_day).into(),
                words::full_day(waiver.last_day).into(),
                how(waiver.how).into(),
                waiver.lessons.filter(|_| waiver.how == WaiverHow::Lessons).into(),
                waiver.reason.as_str().into(),
                waiver.approver.as_str().into(),
                used_for(waiver).into(),
            ]
        })
        .collect();
    sheet
}

/// How a waiver takes off.
pub(super) const fn how(how: WaiverHow) -> &'static str {
    match how {
        WaiverHow::Exempt => "全免",
        WaiverHow::Weeks => "按周折减",
        WaiverHow::Lessons => "减节数",
    }
}

/// Which target a waiver is for; empty where it names none.
pub(super) fn used_for(waiver: &Waiver) -> &str {
    waiver.target.as_deref().map_or("", quota::target_name)
}

fn in_words(ground: &Ground, ledger: &QuotaLedger) -> Sheet {
    let columns = [("序号", Kind::Integer), ("姓名", Kind::Text), ("人员类别", Kind::Text), ("要求", Kind::LongText)];
    let mut sheet = sheet(ground, "不计节数的要求", "听课任务中不计节数的要求", &columns);
    sheet.rows = (1_u32..)
        .zip(&ledger.words)
        .map(|(at, one)| {
            vec![at.into(), one.teacher.as_str().into(), one.category.as_str().into(), one.note.as_str().into()]
        })
        .collect();
    sheet
}
