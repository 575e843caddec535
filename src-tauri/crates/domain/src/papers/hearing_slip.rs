//! 空堂可听: for each teacher the lessons worth hearing in the free periods of a week, each on a page of
//! its own: what a teacher still owes is for nobody else.

use super::types::HearingPaper;
use crate::{
    command::Call,
    error::{Code, Error, Result},
    report::stamp,
    schedule::{self, Hearing, HearingLesson, HearingReason},
    school,
    summary::words,
};
use keji_render::{
    Align, Block, Document, Heading, HeadingNumber, Metadata, PageSetup, Paragraph, Table, TableStyle, Width,
};

/// Slips of one paper at most.
const MOST: usize = 200;

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
        let mut paper = Document { metadata, page: PageSetup::form(), blocks: Vec::new() };
        for (at, teacher_id) in request.teacher_ids.iter().enumerate() {
            if (call.cancelled)() {
                return Err(Error::rule(Code::Cancelled));
            }
            people.allow([Some(teacher_id.as_str())])?;
            let hearing = schedule::hearing(read, teacher_id, request.date, now.date_naive())?;
            if at > 0 {
                paper.push(Block::PageBreak);
            }
            slip(&mut paper, &school, &hearing);
        }
        Ok(paper)
    })
}

fn slip(paper: &mut Document, school: &str, hearing: &Hearing) {
    paper.push(Block::title("空堂可听单"));
    let week = hearing.week.map(|week| format!("第{week}周")).unwrap_or_default();
    let days = format!("{}—{}", words::full_day(hearing.first), words::day(hearing.last));
    paper.push(Block::byline(words::join(&[school, &week, &days], "　")));
    let whose = format!("{}　空堂{}节", hearing.teacher, hearing.free);
    paper.push(Heading { level: 3, text: whose, number: HeadingNumber::InText });
    let owed: Vec<String> = (hearing.owed.iter())
        .map(|owed| {
            let target = if owed.target.is_empty() { "听课任务" } else { &owed.target };
            match owed.left {
                0 => format!("{target}{}节，已完成", owed.net),
                left => format!("{target}{}节，有效{}节，还差{left}节", owed.net, owed.counted),
            }
        })
        .collect();
    if !owed.is_empty() {
        paper.push(Paragraph::flush(format!("{}。", owed.join("；"))));
    }
    if hearing.rows.is_empty() {
        paper.push(Paragraph::flush("本周空堂时段没有相关的课。"));
        return;
    }
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
    paper.push(table);
    paper.push(Block::Note {
        text: "所列为空堂时段内可听的课，仅供选择；听后请及时提交听课记录。".to_owned()
    });
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
