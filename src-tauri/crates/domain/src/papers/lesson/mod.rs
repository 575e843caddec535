//! Papers about single lessons: 听课记录, one sheet a page as offices file it, and 反馈单, the slip for the teacher. Many
//! sheets of one observer make the 听课本 of a term.

mod photos;
mod record;
mod slip;

use super::{
    assessment,
    types::{LessonForm, LessonPapers},
};
use crate::{
    calendar,
    command::Call,
    error::{Code, Error, Result},
    observation::{self, AfterLesson, Photo, Sheet},
    report::{Protection, stamp},
    school,
    summary::words,
};
use keji_render::{Block, Document, Metadata, PageSetup};

/// Sheets of one paper at most: the busiest observer's term is about 120.
const MOST: usize = 500;

/// The paper of some sheets, in the order in which they are asked for.
///
/// # Errors
/// `OutOfRange` for none or too many, `NotFound`, `OutOfReach`, `Cancelled`.
pub(super) fn document(call: &Call<'_>, request: &LessonPapers) -> Result<Document> {
    if !(1..=MOST).contains(&request.ids.len()) {
        return Err(Error::rule(Code::OutOfRange).with("field", "份数").with("least", 1).with("most", MOST));
    }
    call.read(|read| {
        let (people, closed) = (call.people(read)?, call.closed(read)?);
        let school = school::school(read)?.name;
        let name = request.form.words();
        let metadata = Metadata {
            title: format!("{school}{name}"),
            author: school.clone(),
            subject: name.to_owned(),
            keywords: vec![name.to_owned()],
            created: stamp(call.office.now()),
        };
        let mut paper = Document { metadata, page: PageSetup::form(), blocks: Vec::new() };
        for (at, id) in request.ids.iter().enumerate() {
            if (call.cancelled)() {
                return Err(Error::rule(Code::Cancelled));
            }
            closed.allow(id)?;
            let sheet = observation::get(read, &people, id)?;
            let after = match observation::after(read, &people, id) {
                Ok(after) => Some(after),
                // Nothing follows a draft.
                Err(Error::Rule { code: Code::SheetIsDraft, .. }) => None,
                Err(error) => return Err(error),
            };
            let joint = observation::joint(read, &people, &closed, id)?;
            if at > 0 {
                paper.push(Block::PageBreak);
            }
            paper.push(Block::title(name));
            let term = calendar::term_containing(read, sheet.date)?.map(|term| term.name).unwrap_or_default();
            match request.form {
                LessonForm::Record => {
                    record::write(&mut paper, &school, &term, &sheet, after.as_ref(), &joint);
                    if request.protection == Protection::Coded {
                        photos::leave_out(&mut paper, &sheet.photos);
                    } else {
                        let bytes = |photo: &Photo| observation::photo_bytes(read, &people, &photo.id);
                        photos::write(&mut paper, &sheet.photos, bytes)?;
                    }
                }
                LessonForm::Assessment => assessment::write(&mut paper, &school, &term, &sheet),
                LessonForm::Slip => slip::write(&mut paper, &school, &term, &sheet, after.as_ref()),
            }
        }
        Ok(paper)
    })
}

impl LessonForm {
    /// Name on the paper.
    const fn words(self) -> &'static str {
        match self {
            Self::Record => "听课记录",
            Self::Assessment => "课堂评价表",
            Self::Slip => "听课反馈单",
        }
    }
}

/// Day, weekday and period of a lesson.
pub(super) fn when(sheet: &Sheet) -> String {
    let period = sheet.period.map(|period| format!("第{period}节")).unwrap_or_default();
    let week = sheet.week.map(|week| format!("第{week}周")).unwrap_or_default();
    words::join(&[&week, &words::full_day(sheet.date), words::weekday(sheet.date), &period], " ")
}

/// Who gave the lesson.
pub(super) fn teacher(sheet: &Sheet) -> String {
    match &sheet.teacher {
        Some(person) => person.name.clone(),
        None => sheet.outside_teacher.clone(),
    }
}

/// Class and place, or the other school.
pub(super) fn place(sheet: &Sheet) -> String {
    words::join(&[&sheet.outside, &sheet.class_name, &sheet.place], " ")
}

/// What is to be done, a line each.
fn to_do(after: Option<&AfterLesson>) -> String {
    let lines = after.iter().flat_map(|after| &after.follow_ups).map(|one| {
        let owner = one.owner.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        let due = one.due.map(|due| format!("{}前", words::day(due))).unwrap_or_default();
        let done = one.done_on.map(|done| format!("{}完成", words::day(done))).unwrap_or_default();
        let notes = words::join(&[&owner, &due, &done, &one.result], "，");
        if notes.is_empty() { one.text.clone() } else { format!("{}（{notes}）", one.text) }
    });
    lines.collect::<Vec<_>>().join("\n")
}
