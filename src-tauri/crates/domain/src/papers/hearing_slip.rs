//! 空堂可听: for each teacher the lessons worth hearing in the free periods of a week, on a page of their own or on a
//! quarter that is cut off: what a teacher still owes is for nobody else.

use super::types::{HearingPaper, PaperFormat};
use crate::{
    command::Call,
    error::{Code, Error, Result},
    report::stamp,
    schedule::{self, Hearing, HearingLesson, HearingReason},
    school,
    summary::words,
};
use keji_render::{
    Align, Block, Document, Heading, HeadingNumber, Indent, Margins, Metadata, PageNumbers, PageSetup, Paragraph, Run,
    Table, TableStyle, Width,
};

/// Slips of one paper at most.
const MOST: usize = 500;

/// The slips of some teachers.
///
/// # Errors
/// `OutOfRange` for none or too many, `OutOfReach`, `NotFound`, `Cancelled`.
pub(super) fn document(call: &Call<'_>, request: &HearingPaper) -> Result<Document> {
    if !(1..=MOST).contains(&request.teacher_ids.len()) {
        return Err(Error::rule(Code::OutOfRange).with("field", "人数").with("least", 1).with("most", MOST));
    }
    let now = call.office.now();
    call.read(|read| {
        let people = call.people(read)?;
        let school = school::school(read)?.name;
        let metadata = Metadata {
            title: format!("{school}空堂可听单"),
            author: school.clone(),
            subject: "空堂可听".to_owned(),
            keywords: vec!["空堂可听".to_owned()],
            created: stamp(now),
        };
        let four = request.four && request.format == PaperFormat::Pdf;
        let page = if four { quarter() } else { PageSetup::form() };
        let mut paper = Document { metadata, page, blocks: Vec::new() };
        let week = schedule::Hearings::read(read, request.date, now.date_naive())?;
        for (at, teacher_id) in request.teacher_ids.iter().enumerate() {
            if (call.cancelled)() {
                return Err(Error::rule(Code::Cancelled));
            }
            people.allow([Some(teacher_id.as_str())])?;
            if at > 0 {
                paper.push(Block::PageBreak);
            }
            slip(&mut paper, &school, &week.of(teacher_id)?, four);
        }
        Ok(paper)
    })
}

/// A page whose type is as large again as that of a slip: it is printed at half its width.
fn quarter() -> PageSetup {
    PageSetup {
        page_numbers: PageNumbers::None,
        margins: Margins { top_mm: 16.0, bottom_mm: 12.0, left_mm: 14.0, right_mm: 14.0 },
        text_pt: 18.0,
        line_pt: 27.0,
        ..PageSetup::form()
    }
}

fn slip(paper: &mut Document, school: &str, hearing: &Hearing, four: bool) {
    paper.push(Block::title("空堂可听单"));
    let week = hearing.week.map(|week| format!("第{week}周")).unwrap_or_default();
    let days = format!("{}—{}", words::full_day(hearing.first), words::day(hearing.last));
    paper.push(Block::byline(words::join(&[school, &week, &days], "　")));
    let whose = format!("{}　全周空堂{}节", hearing.teacher, hearing.free);
    let owed: Vec<String> = (hearing.owed.iter())
        .map(|owed| {
            let target = if owed.target.is_empty() { "听课任务" } else { &owed.target };
            match owed.left {
                0 => format!("{target}{}节，已完成", owed.net),
                left => format!("{target}{}节，有效{}节，还差{left}节", owed.net, owed.counted),
            }
        })
        .collect();
    let owed = if owed.is_empty() { String::new() } else { format!("{}。", owed.join("；")) };
    if four {
        let runs = vec![Run::strong(format!("{whose}　")), Run::text(owed)];
        paper.push(Paragraph { runs, indent: Indent::None, align: Align::Left });
    } else {
        paper.push(Heading { level: 3, text: whose, number: HeadingNumber::InText });
        if !owed.is_empty() {
            paper.push(Paragraph::flush(owed));
        }
    }
    if hearing.rows.is_empty() {
        paper.push(Paragraph::flush("本周空堂时段没有相关的课。"));
        return;
    }
    if four {
        paper.push(small(hearing));
        paper.push(Paragraph::flush("以上课程仅供选择，听后请及时提交听课记录。"));
    } else {
        paper.push(large(hearing));
        paper.push(Block::Note {
            text: "所列为空堂时段内可听的课，仅供选择；听后请及时提交听课记录。".to_owned()
        });
    }
}

fn large(hearing: &Hearing) -> Table {
    let mut table = Table::new([
        ("时间", Width::Chars(11.0), Align::Center),
        ("班级", Width::Chars(4.5), Align::Center),
        ("学科", Width::Chars(3.0), Align::Center),
        ("授课人", Width::Chars(4.5), Align::Center),
        ("理由", Width::Share(1.0), Align::Left),
        ("地点", Width::Chars(5.5), Align::Center),
        ("已听", Width::Chars(2.5), Align::Center),
    ]);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.5;
    for lesson in &hearing.rows {
        table.row(row(lesson));
    }
    table
}

/// What fits into a quarter of a page: each lesson on a line.
fn small(hearing: &Hearing) -> Table {
    let mut table = Table::new([
        ("时间", Width::Chars(5.2), Align::Left),
        ("班级学科", Width::Chars(5.0), Align::Left),
        ("授课人", Width::Chars(3.2), Align::Left),
        ("理由", Width::Share(1.0), Align::Left),
        ("已听", Width::Chars(2.0), Align::Center),
    ]);
    table.style = TableStyle::Boxed;
    table.text_pt = 16.5;
    for lesson in &hearing.rows {
        // The week stands above; where an ordinary lesson is given its class says.
        let place = if lesson.lesson_id.is_some() { lesson.place.as_str() } else { "" };
        table.row([
            format!("{}第{}节", words::weekday(lesson.date), lesson.period),
            format!("{} {}", lesson.class_name, lesson.subject),
            lesson.teacher.clone(),
            words::join(&[&why(lesson), place], "，"),
            String::new(),
        ]);
    }
    table
}

fn row(lesson: &HearingLesson) -> Vec<String> {
    vec![
        format!("{} {}第{}节", words::day(lesson.date), words::weekday(lesson.date), lesson.period),
        lesson.class_name.clone(),
        lesson.subject.clone(),
        lesson.teacher.clone(),
        why(lesson),
        lesson.place.clone(),
        String::new(),
    ]
}

/// 展示课，背影，师傅: as on the screen.
fn why(lesson: &HearingLesson) -> String {
    let reasons = lesson.reasons.iter().map(|reason| match reason {
        HearingReason::Seat => "已约听",
        HearingReason::Planned => "",
        HearingReason::Mentor => "师傅",
        HearingReason::Apprentice => "徒弟",
        HearingReason::PrepGroup => "同备课组",
        HearingReason::Subject => "同学科",
    });
    let parts: Vec<&str> = [lesson.lesson_kind.as_str(), lesson.topic.as_str()].into_iter().chain(reasons).collect();
    words::join(&parts, "，")
}
