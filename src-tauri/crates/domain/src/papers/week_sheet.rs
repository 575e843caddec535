//! 公开课周表: the planned lessons of a week as a sheet to be put up, a day after the other.

use crate::{
    calendar,
    command::Call,
    error::Result,
    report::stamp,
    schedule::{self, PlannedBoard, PlannedLesson, PlannedState, SeatState},
    school,
    summary::words,
};
use chrono::NaiveDate;
use keji_render::{
    Align, Block, Cell, Document, InkLine, Margins, Metadata, Orientation, PageNumbers, PageSetup, Table, TableStyle,
    Width,
};

/// The sheet of the week in which a day lies.
///
/// # Errors
/// The store's refusal.
pub(super) fn document(call: &Call<'_>, date: NaiveDate) -> Result<Document> {
    let now = call.office.now();
    call.read(|read| {
        let school = school::school(read)?.name;
        let board = schedule::board(read, &call.people(read)?, date)?;
        let term = calendar::term_containing(read, board.last)?.map(|term| term.name).unwrap_or_default();
        let week = board.week.map(|week| format!("第{week}周")).unwrap_or_default();
        let metadata = Metadata {
            title: format!("{school}{week}公开课周表"),
            author: school.clone(),
            subject: "公开课安排".to_owned(),
            keywords: vec!["公开课周表".to_owned()],
            created: stamp(now),
        };
        let page = PageSetup {
            orientation: Orientation::Landscape,
            // A lying page turns its margins with the sheet: left and right are its head and foot.
            margins: Margins { top_mm: 20.0, bottom_mm: 20.0, left_mm: 20.0, right_mm: 18.0 },
            page_numbers: PageNumbers::Centre,
            text_pt: 12.0,
            line_pt: 20.0,
            ..PageSetup::default()
        };
        let mut paper = Document { metadata, page, blocks: Vec::new() };
        paper.push(Block::title(format!("{school}公开课周表")));
        let days = format!("{}—{}", words::full_day(board.first), words::day(board.last));
        paper.push(Block::byline(words::join(&[&term, &week, &format!("（{days}）")], "　")));
        paper.push(table(&board));
        paper.push(InkLine::new(["制表人", "教务处审核", "日期"]));
        Ok(paper)
    })
}

fn table(board: &PlannedBoard) -> Table {
    let mut table = Table::new([
        ("日期", Width::Chars(5.5), Align::Center),
        ("节次", Width::Chars(3.5), Align::Center),
        ("班级", Width::Chars(4.5), Align::Center),
        ("学科", Width::Chars(4.0), Align::Center),
        ("课题", Width::Share(2.0), Align::Left),
        ("授课人", Width::Chars(4.5), Align::Center),
        ("类型", Width::Chars(4.0), Align::Center),
        ("地点", Width::Share(1.0), Align::Center),
        ("听课人", Width::Share(2.4), Align::Left),
        ("备注", Width::Share(1.2), Align::Left),
    ]);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.5;
    let mut at = 0;
    while let Some(first) = board.rows.get(at) {
        let of_day = board.rows[at..].iter().take_while(|row| row.date == first.date).count();
        for (place, lesson) in board.rows[at..at + of_day].iter().enumerate() {
            let mut cells = Vec::new();
            if place == 0 {
                let day = format!("{}\n{}", words::day(lesson.date), words::weekday(lesson.date));
                cells.push(Cell::new(day).spanning(1, u16::try_from(of_day).unwrap_or(1)));
            }
            cells.extend(row(lesson));
            table.row(cells);
        }
        at += of_day;
    }
    if board.rows.is_empty() {
        table.row([Cell::new("本周没有安排公开课。").spanning(10, 1)]);
    }
    let held: Vec<&PlannedLesson> =
        board.rows.iter().filter(|lesson| lesson.state != PlannedState::Cancelled).collect();
    let total = format!("{}节{}{}", held.len(), seats(&held), kinds(&held));
    table.total([Cell::new("合计"), Cell { align: Align::Left, ..Cell::new(total).spanning(9, 1) }]);
    table.notes = vec![
        "听课人为已约听和应邀的教师，姓名后注“待答复”的尚未答复邀请，不计入约听、应邀人次。".to_owned(),
        "听课教师请提前两分钟入座，手机静音；课后参加评课，并在一周内提交听课记录。".to_owned(),
        "时间、地点如有调整，以教务处通知为准；已取消的课不计入合计。".to_owned(),
    ];
    table
}

fn row(lesson: &PlannedLesson) -> Vec<Cell> {
    let period = lesson.period.map_or_else(|| "待定".to_owned(), |period| format!("第{period}节"));
    let seats = lesson.seats.map(|seats| format!("限{seats}人")).unwrap_or_default();
    let note = match lesson.state {
        PlannedState::Cancelled => format!("已取消：{}", lesson.reason),
        _ => words::join(&[&lesson.host, &seats, &lesson.note], "，"),
    };
    [
        period,
        words::or(&lesson.class_name, "待定").to_owned(),
        lesson.subject.clone(),
        lesson.topic.clone(),
        lesson.teacher.clone(),
        lesson.lesson_kind.clone(),
        lesson.place.clone(),
        coming(lesson).join("、"),
        note,
    ]
    .into_iter()
    .map(Cell::new)
    .collect()
}

/// Who is expected.
fn coming(lesson: &PlannedLesson) -> Vec<String> {
    let seats = lesson.coming.iter().filter(|seat| seat.state != SeatState::Declined);
    seats
        .map(|seat| {
            if seat.state == SeatState::Invited {
                format!("{}（待答复）", seat.teacher)
            } else {
                seat.teacher.clone()
            }
        })
        .collect()
}

/// ，约听、应邀6人次，待答复3人次.
fn seats(held: &[&PlannedLesson]) -> String {
    let seats = || held.iter().flat_map(|lesson| &lesson.coming);
    let coming = seats().filter(|seat| matches!(seat.state, SeatState::Reserved | SeatState::Accepted)).count();
    let asked = match seats().filter(|seat| seat.state == SeatState::Invited).count() {
        0 => String::new(),
        asked => format!("，待答复{asked}人次"),
    };
    format!("，约听、应邀{coming}人次{asked}")
}

/// ；其中公开课2节，展示课3节.
fn kinds(held: &[&PlannedLesson]) -> String {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for lesson in held {
        match counts.iter_mut().find(|(kind, _)| *kind == lesson.lesson_kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((&lesson.lesson_kind, 1)),
        }
    }
    if counts.is_empty() {
        return "。".to_owned();
    }
    let counts: Vec<String> = counts.into_iter().map(|(kind, count)| format!("{kind}{count}节")).collect();
    format!("；其中{}。", counts.join("，"))
}
