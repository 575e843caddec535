//! 本人资料: all that the store holds about one teacher, readable without the program, with a form for corrections.

mod correction;
mod ground;
mod material;
mod pairings;
mod plans;
mod printable;
mod sheets;

pub(super) use printable::printable;

use crate::{command::Call, error::Result, report::stamp, summary::words};
use keji_render::{Block, Document, Heading, Metadata, PageSetup, Paragraph};
use material::Material;

/// The bundle of a teacher; `coded` leaves out the employee number, which would undo the codes.
///
/// # Errors
/// `NotFound` for somebody who is not on the roster; `Cancelled`.
pub(super) fn document(call: &Call<'_>, teacher_id: &str, coded: bool) -> Result<Document> {
    let material = call.read(|read| Material::read(call, read, teacher_id))?;
    let metadata = Metadata {
        title: format!("{}教职工个人资料", material.school),
        author: format!("{}教务处", material.school),
        subject: "供本人查阅、复制".to_owned(),
        keywords: vec!["个人资料".to_owned(), "查阅".to_owned(), "更正".to_owned()],
        created: stamp(call.office.now()),
    };
    let mut paper = Document { metadata, page: PageSetup::form(), blocks: Vec::new() };
    let teacher = &material.teacher;
    paper.push(Block::title(format!("{}\n教职工个人资料", material.school)));
    paper.push(Block::byline(words::join(&[&teacher.department, &teacher.display], "　")));
    paper.push(Paragraph::text(format!(
        "本材料应本人请求，依据《中华人民共和国个人信息保护法》第四十五条由教务处出具，列明截至{}“课迹”软件中保存的与本人有关的全部现有内容，按日期先后排列。各项记录的修改经过另存于软件的变更日志，需要时可向教务处申请查阅。材料中涉及他人的内容，请勿外传。",
        words::full_day(material.today)
    )));
    section(&mut paper, "名册信息");
    paper.push(ground::roster_line(teacher, coded));
    section(&mut paper, "听课任务完成情况");
    ground::quotas(&mut paper, &material);
    section(&mut paper, "任课课表");
    ground::timetable(&mut paper, &material);
    section(&mut paper, "被听课记录");
    sheets::write(&mut paper, &material, &material.sheets_about);
    section(&mut paper, "本人填写的听课记录");
    sheets::write(&mut paper, &material, &material.sheets_by);
    section(&mut paper, "作业检查记录");
    ground::checks(&mut paper, &material, &material.checks_about, ground::Side::About);
    section(&mut paper, "本人检查他人作业的记录");
    ground::checks(&mut paper, &material, &material.checks_by, ground::Side::By);
    section(&mut paper, "教案");
    plans::write(&mut paper, &material);
    section(&mut paper, "师徒结对");
    pairings::write(&mut paper, &material);
    correction::write(&mut paper, teacher);
    Ok(paper)
}

fn section(paper: &mut Document, title: &str) {
    paper.push(Heading::new(1, title));
}

/// What an empty section says.
fn none(paper: &mut Document) {
    paper.push(Paragraph::text("无。"));
}
