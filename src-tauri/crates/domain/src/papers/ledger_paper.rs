//! 听课统计表 on paper: the ledger of quotas, a table for each target on lying pages, people by department, with the
//! figures of the screen and of the workbook.

use super::ledger_table::{Ground, ground, how, remark, rules, source, used_for};
use crate::{
    command::Call,
    error::Result,
    ledger::{self, EvidenceSource, LedgerLine, LedgerRequest, QuotaLedger},
    quota::WaiverHow,
    report::stamp,
    summary::{self, words},
};
use keji_render::{
    Align, Block, Cell, Document, InkLine, Metadata, Orientation, PageSetup, Row, RowKind, Table, TableStyle, Width,
};

/// Columns of the table, for rows that span them.
const COLUMNS: u16 = 13;

/// Title of the table of waivers, to which a note points.
const REGISTER: &str = "听课任务核减登记表";

/// The paper of a ledger; on request only of those who are behind.
///
/// # Errors
/// `NoTerm`, `NotFound`, `AsOfBeforeTerm`.
pub(super) fn document(call: &Call<'_>, request: LedgerRequest, behind: bool) -> Result<Document> {
    let term_id = request.term_id.clone();
    let mut ledger = ledger::ledger(call, request)?;
    if behind {
        ledger.lines.retain(|line| line.behind);
    }
    let ground = ground(call, term_id.as_deref(), &ledger)?;
    let metadata = Metadata {
        title: format!("{}听课统计表", ground.term.name),
        author: format!("{}教务处", ground.school),
        subject: "听课任务完成情况".to_owned(),
        keywords: vec!["听课统计".to_owned()],
        created: stamp(call.office.now()),
    };
    let page = PageSetup { orientation: Orientation::Landscape, ..PageSetup::form() };
    let mut paper = Document { metadata, page, blocks: Vec::new() };
    let targets = if ledger.targets.is_empty() { vec![String::new()] } else { ledger.targets.clone() };
    for target in &targets {
        let title =
            if target.is_empty() { "听课统计表".to_owned() } else { format!("听课统计表（{target}）") };
        begin(&mut paper, &ground, &title);
        paper.push(Block::byline(format!("数据截至{}　单位：节", words::full_day(ledger.as_of))));
        paper.push(table(&ground, &ledger, target));
        paper.push(InkLine::new(["填报单位（章）", "制表人", "审核人", "分管校长", "日期"]));
    }
    if !ground.waivers.is_empty() {
        begin(&mut paper, &ground, REGISTER);
        paper.push(waivers(&ground));
    }
    if !ledger.words.is_empty() {
        begin(&mut paper, &ground, "听课任务中不计节数的要求");
        paper.push(in_words(&ledger));
    }
    Ok(paper)
}

fn begin(paper: &mut Document, ground: &Ground, title: &str) {
    if !paper.blocks.is_empty() {
        paper.push(Block::PageBreak);
    }
    paper.push(Block::title(format!("{}{}{title}", ground.school, ground.term.name)));
}

fn boxed(columns: Vec<(&'static str, Width, Align)>) -> Table {
    let mut table = Table::new(columns);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.0;
    table
}

fn fixed(label: &'static str, characters: f64) -> (&'static str, Width, Align) {
    (label, Width::Chars(characters), Align::Center)
}

fn table(ground: &Ground, ledger: &QuotaLedger, target: &str) -> Table {
    let lines: Vec<&LedgerLine> = ledger.lines.iter().filter(|line| line.target == target).collect();
    let mut table = boxed(vec![
        fixed("序号", 2.0),
        fixed("姓名", 4.5),
        fixed("人员类别", 6.0),
        fixed("应听", 2.0),
        fixed("核减", 2.0),
        fixed("核减后\n应听", 3.0),
        fixed("实听", 2.0),
        fixed("有效", 2.0),
        fixed("不计", 2.0),
        ("不计原因", Width::Share(1.0), Align::Left),
        fixed("还差", 2.0),
        fixed("完成率", 3.3),
        ("备注", Width::Share(1.3), Align::Left),
    ]);
    let mut number = 0_usize;
    for (department, of) in departments(&lines) {
        let told = words::or(department, "未分教研组");
        let sums = Sums::of(&of);
        let text =
            format!("{told}　{}人，应听{}节，有效{}节，还差{}节", sums.people, sums.net, sums.counted, sums.left);
        table.rows.push(Row::of(RowKind::Group, [Cell::new(text).spanning(COLUMNS, 1)]));
        for line in of {
            number += 1;
            table.row(row(number, line));
        }
    }
    if !lines.is_empty() {
        let sums = Sums::of(&lines);
        let mut cells = vec![Cell::new("合计").spanning(2, 1), Cell::new(format!("{}人", sums.people))];
        cells.extend(
            [sums.owed, sums.waived, sums.net, sums.done, sums.counted, sums.done - sums.counted]
                .map(|number| Cell::new(number.to_string())),
        );
        cells.extend([Cell::new(""), Cell::new(sums.left.to_string()), Cell::new(rate(sums.net, sums.left))]);
        cells.push(Cell::new(""));
        table.total(cells);
    }
    table.notes = rules(ground, ledger, &lines, REGISTER);
    table.notes.push("还差按各时段、各对象分别计算，多听的不抵别处。".to_owned());
    table.notes.push("完成率＝（核减后应听－还差）÷核减后应听。".to_owned());
    if lines.iter().any(|line| line.source == EvidenceSource::Book || line.other_source > 0) {
        table
            .notes
            .push("节数取自听课记录，备注“按听课本”的取自听课本查阅登记；每人一学期只取一种，两者不相加。".to_owned());
    }
    table
}

/// The lines of each department, in the order in which the roster brings them.
fn departments<'a>(lines: &[&'a LedgerLine]) -> Vec<(&'a str, Vec<&'a LedgerLine>)> {
    let mut found: Vec<(&str, Vec<&LedgerLine>)> = Vec::new();
    for line in lines {
        match found.iter_mut().find(|(name, _)| *name == line.department) {
            Some((_, of)) => of.push(line),
            None => found.push((&line.department, vec![line])),
        }
    }
    found
}

/// Sums of some lines.
#[derive(Default)]
struct Sums {
    people: usize,
    owed: u32,
    waived: u32,
    net: u32,
    done: u32,
    counted: u32,
    left: u32,
}

impl Sums {
    fn of(lines: &[&LedgerLine]) -> Self {
        let mut people: Vec<&str> = lines.iter().map(|line| line.teacher_id.as_str()).collect();
        people.sort_unstable();
        people.dedup();
        lines.iter().fold(Self { people: people.len(), ..Self::default() }, |sums, line| Self {
            owed: sums.owed + line.owed,
            waived: sums.waived + line.waived,
            net: sums.net + line.net,
            done: sums.done + line.done,
            counted: sums.counted + line.counted,
            left: sums.left + line.left,
            ..sums
        })
    }
}

fn row(number: usize, line: &LedgerLine) -> Vec<Cell> {
    let (reasons, rest) = remark(line);
    let rest = match line.source {
        EvidenceSource::Sheets => rest,
        EvidenceSource::Book => words::join(&[&format!("按{}", source(line.source)), &rest], "；"),
    };
    let mut cells = vec![number.to_string(), line.teacher.clone(), line.category.clone()];
    cells.extend(
        [line.owed, line.waived, line.net, line.done, line.counted, line.done - line.counted]
            .map(|number| number.to_string()),
    );
    cells.extend([reasons, line.left.to_string(), rate(line.net, line.left), rest]);
    cells.into_iter().map(Cell::new).collect()
}

/// Share of what is owed that is there; nothing where nothing is owed.
fn rate(net: u32, left: u32) -> String {
    let share = summary::percent(u64::from(net.saturating_sub(left)), u64::from(net));
    share.map_or_else(|| "—".to_owned(), |share| format!("{share:.1}%"))
}

fn waivers(ground: &Ground) -> Table {
    let mut table = boxed(vec![
        fixed("序号", 2.0),
        fixed("姓名", 5.0),
        fixed("起始日期", 8.0),
        fixed("截止日期", 8.0),
        fixed("核减方式", 5.0),
        fixed("节数", 2.0),
        ("事由", Width::Share(1.0), Align::Left),
        fixed("批准", 5.0),
        fixed("用于任务", 6.0),
    ]);
    for (at, (name, waiver)) in ground.waivers.iter().enumerate() {
        let lessons = waiver.lessons.filter(|_| waiver.how == WaiverHow::Lessons);
        table.row([
            (at + 1).to_string(),
            name.clone(),
            words::full_day(waiver.first_day),
            words::full_day(waiver.last_day),
            how(waiver.how).to_owned(),
            lessons.map(|lessons| lessons.to_string()).unwrap_or_default(),
            waiver.reason.clone(),
            waiver.approver.clone(),
            used_for(waiver).to_owned(),
        ]);
    }
    table
}

fn in_words(ledger: &QuotaLedger) -> Table {
    let mut table = boxed(vec![
        fixed("序号", 2.0),
        fixed("姓名", 5.0),
        fixed("人员类别", 8.0),
        ("要求", Width::Share(1.0), Align::Left),
    ]);
    for (at, one) in ledger.words.iter().enumerate() {
        table.row([(at + 1).to_string(), one.teacher.clone(), one.category.clone(), one.note.clone()]);
    }
    table
}
