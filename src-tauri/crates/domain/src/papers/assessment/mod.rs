//! 课堂评价表: the scoring sheet of one observation as a form of its own, and any scoring sheet blank, for paper days.

mod form;
mod given;
mod heading;
mod pages;

use super::types::RubricPaper;
use crate::{
    calendar,
    command::Call,
    error::Result,
    observation::Sheet,
    report::stamp,
    rubric::{self, Rubric, RubricPurpose},
    school,
    summary::words,
};
use form::{Form, Opinion};
use given::Given;
use keji_render::{Block, Document, InkLine, Metadata, PageNumbers, PageSetup};

pub(super) use pages::pages;

/// Writes the scoring sheet of an observation.
pub(super) fn write(paper: &mut Document, school: &str, term: &str, sheet: &Sheet) {
    let given =
        Given { scores: &sheet.scores, outcome: &sheet.outcome, total: sheet.total, band: sheet.band.as_deref() };
    let opinions = [("优点", &sheet.strengths), ("不足", &sheet.problems), ("建议", &sheet.advice)];
    let opinions: Vec<String> = opinions
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}：{text}"))
        .collect();
    let form = Form {
        rubric: &sheet.rubric,
        heading: heading::of(sheet),
        subject: Some(&sheet.subject),
        given: Some(given),
        opinion: Opinion::Written(opinions.join("\n")),
    };
    page(paper, school, term, &form);
}

/// A scoring sheet without anything given.
///
/// # Errors
/// `NotFound`.
pub(super) fn blank(call: &Call<'_>, request: &RubricPaper) -> Result<Document> {
    let now = call.office.now();
    call.read(|read| {
        let rubric = rubric::get(read, &request.rubric_id)?;
        let school = school::school(read)?.name;
        let term = calendar::present_term(read, now.date_naive())?.map(|term| term.name).unwrap_or_default();
        let name = title(rubric.document.purpose);
        let metadata = Metadata {
            title: format!("{school}{name}"),
            author: school.clone(),
            subject: rubric.document.name.clone(),
            keywords: vec![name.to_owned()],
            created: stamp(now),
        };
        // A single form has no page numbers.
        let page_setup = PageSetup { page_numbers: PageNumbers::None, ..PageSetup::form() };
        let mut paper = Document { metadata, page: page_setup, blocks: vec![Block::title(name)] };
        let heading = heading::blank(rubric.document.purpose);
        let form = Form { rubric: &rubric, heading, subject: None, given: None, opinion: Opinion::Blank };
        page(&mut paper, &school, &term, &form);
        Ok(paper)
    })
}

/// Name of the form.
const fn title(purpose: RubricPurpose) -> &'static str {
    match purpose {
        RubricPurpose::Lesson => "课堂评价表",
        RubricPurpose::LessonPlan => "教案评价表",
        RubricPurpose::Homework => "作业评价表",
    }
}

fn page(paper: &mut Document, school: &str, term: &str, form: &Form<'_>) {
    paper.push(Block::byline(words::join(&[school, term], "　")));
    paper.push(form.grid());
    for note in notes(form.rubric) {
        paper.push(Block::Note { text: note });
    }
    let labels = match form.rubric.document.purpose {
        RubricPurpose::Lesson => ["评价人", "授课人", "日期"],
        RubricPurpose::LessonPlan | RubricPurpose::Homework => ["检查人", "教师", "日期"],
    };
    paper.push(InkLine::new(labels));
}

/// What the sheet says of itself, and how several make one result.
fn notes(rubric: &Rubric) -> Vec<String> {
    let together = match rubric.document.together {
        rubric::Together::Alone => String::new(),
        rubric::Together::Mean { of } => format!("抽查{of}份，取平均分。"),
        rubric::Together::MainSecond { main, second } => {
            format!("兼教两科的，主课按{}%、副课按{}%合成。", rubric::number(main), rubric::number(second))
        }
    };
    let told = words::join(&[&rubric.document.note, &together], " ");
    if told.is_empty() { Vec::new() } else { vec![format!("说明：{told}")] }
}
