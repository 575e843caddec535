//! 听课统计 of a booklet: what was owed, observed and counted, by kind, and why lessons do not count.

use super::Ground;
use crate::{
    ledger::EvidenceSource,
    papers::ledger_table::{refusal, source},
    summary::words,
};
use keji_render::{Align, Block, Cell, Document, Paragraph, Table, TableStyle, Width};

/// Writes the figures.
pub(super) fn write(paper: &mut Document, ground: &Ground) {
    paper.push(Block::PageBreak);
    paper.push(Block::title("听课统计"));
    duties(paper, ground);
    kinds(paper, ground);
    refused(paper, ground);
}

fn count(label: &'static str) -> (&'static str, Width, Align) {
    (label, Width::Chars(3.0), Align::Center)
}

fn boxed(columns: Vec<(&'static str, Width, Align)>, caption: &str) -> Table {
    let mut table = Table::new(columns);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.5;
    caption.clone_into(&mut table.caption);
    table
}

fn duties(paper: &mut Document, ground: &Ground) {
    let ledger = &ground.ledger;
    if ledger.lines.is_empty() {
        paper.push(Paragraph::text("本学期没有为听课人设定听课任务。"));
    } else {
        let mut columns = vec![("听课任务", Width::Share(1.0), Align::Left)];
        columns.extend(["应听", "核减", "核减后", "实听", "有效", "不计", "还差"].map(count));
        let mut table = boxed(columns, "任务完成情况");
        "节".clone_into(&mut table.unit);
        for line in &ledger.lines {
            let task = words::join(&[&line.target, &line.category], " · ");
            let numbers =
                [line.owed, line.waived, line.net, line.done, line.counted, line.done - line.counted, line.left];
            let mut cells = vec![Cell::new(format!("{task}\n{}", line.rule))];
            cells.extend(numbers.map(|number| Cell::new(number.to_string())));
            table.row(cells);
        }
        table.notes =
            vec![format!("数据截至{}。实听＝有效＋不计；核减后＝应听－核减。", words::full_day(ledger.as_of))];
        if let Some(line) = ledger.lines.iter().find(|line| line.source == EvidenceSource::Book) {
            let other = match line.other_source {
                0 => String::new(),
                other => format!("，另有听课记录{other}节，未相加"),
            };
            table.notes.push(format!("节数按{}的查阅登记计算{other}。", source(EvidenceSource::Book)));
        }
        paper.push(table);
    }
    let duties: Vec<String> = ledger.words.iter().map(|one| format!("{}：{}", one.category, one.note)).collect();
    if !duties.is_empty() {
        paper.push(Block::Note { text: format!("不计节数的要求：{}", duties.join("；")) });
    }
}

/// One kind of observation.
struct OfKind {
    kind: String,
    sheets: u32,
    lessons: u32,
    counted: Option<u32>,
}

/// By kind, in the order of their first lesson; what counts is known where the ledger counts sheets.
fn of_kinds(ground: &Ground) -> Vec<OfKind> {
    let mut kinds: Vec<OfKind> = Vec::new();
    for sheet in &ground.sheets {
        let record = ground.records.iter().find(|record| record.sheet_id.as_deref() == Some(sheet.id.as_str()));
        let counted = record.map(|record| record.counted);
        match kinds.iter_mut().find(|one| one.kind == sheet.lesson_kind) {
            Some(one) => {
                one.sheets += 1;
                one.lessons += sheet.lesson_count;
                one.counted = one.counted.zip(counted).map(|(sum, more)| sum + more);
            }
            None => {
                kinds.push(OfKind { kind: sheet.lesson_kind.clone(), sheets: 1, lessons: sheet.lesson_count, counted });
            }
        }
    }
    kinds
}

fn kinds(paper: &mut Document, ground: &Ground) {
    let kinds = of_kinds(ground);
    let columns = [("听课类型", Width::Share(2.0), Align::Left)]
        .into_iter()
        .chain(["份数", "实听", "有效", "不计"].map(|label| (label, Width::Share(1.0), Align::Center)))
        .collect();
    let mut table = boxed(columns, "各类型听课");
    "节".clone_into(&mut table.unit);
    let cells = |label: &str, sheets: u32, lessons: u32, counted: Option<u32>| {
        let told = |number: Option<u32>| number.map_or_else(|| "—".to_owned(), |number| number.to_string());
        [
            label.to_owned(),
            sheets.to_string(),
            lessons.to_string(),
            told(counted),
            told(counted.map(|counted| lessons.saturating_sub(counted))),
        ]
    };
    for one in &kinds {
        table.row(cells(words::or(&one.kind, "未注明"), one.sheets, one.lessons, one.counted));
    }
    let counted = kinds.iter().map(|one| one.counted).sum::<Option<u32>>();
    let (sheets, lessons) = kinds.iter().fold((0, 0), |sum, one| (sum.0 + one.sheets, sum.1 + one.lessons));
    table.total(cells("合计", sheets, lessons, counted));
    let counting = ground.ledger.lines.iter().filter(|line| line.source == EvidenceSource::Sheets);
    if let [first, _, ..] = counting.collect::<Vec<_>>().as_slice() {
        let task = words::join(&[&first.target, &first.category, &first.rule], " · ");
        table.notes = vec![format!("“有效”“不计”按第一项任务（{task}）计算。")];
    }
    paper.push(table);
}

fn refused(paper: &mut Document, ground: &Ground) {
    let refused: Vec<_> = ground.records.iter().filter(|record| record.counted < record.done).collect();
    if refused.is_empty() {
        return;
    }
    let fixed = |label: &'static str, characters: f64| (label, Width::Chars(characters), Align::Center);
    let mut table = boxed(
        vec![
            fixed("日期", 5.0),
            fixed("节次", 3.0),
            fixed("授课人", 4.0),
            ("课题", Width::Share(1.0), Align::Left),
            fixed("实听", 2.0),
            fixed("有效", 2.0),
            ("不计原因", Width::Share(1.0), Align::Left),
        ],
        "不计的听课",
    );
    for record in refused {
        let reasons: Vec<&str> = record.reasons.iter().map(|code| refusal(code)).collect();
        table.row([
            words::day(record.date),
            record.period.map(|period| format!("第{period}节")).unwrap_or_default(),
            record.teacher.clone(),
            record.topic.clone(),
            record.done.to_string(),
            record.counted.to_string(),
            reasons.join("；"),
        ]);
    }
    paper.push(table);
}
