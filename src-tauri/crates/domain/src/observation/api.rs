//! Commands of lesson observation.

use super::{
    after_types::{AfterLesson, AnswerInput, DiscussionInput, FollowUpInput},
    form_types::{BlankForm, BlankFormFind},
    joint_types::{Joint, JointNames, JointWait},
    photo_types::{PhotoAdd, PhotoInput, PhotoPicture},
    types::{
        BookReviews, BookSave, Prefill, PrefillRequest, Sheet, SheetInput, SheetList, SheetSaved, SheetSubmit,
        SourceChoice,
    },
};
use crate::{
    command::{Call, Topic},
    error::Result,
    text,
    wire::{Acted, ById, OfTerm, Saved},
};

const SHOWN: &[Topic] = &[Topic::Observation, Topic::Roster, Topic::Calendar];

crate::command::commands! {
    /// All sheets of a term, newest first.
    observation_list(OfTerm) -> SheetList, EVERYONE, reads SHOWN, touches &[] => list;
    /// One sheet, whole.
    observation_get(ById) -> Sheet, EVERYONE, reads SHOWN, touches &[] => get;
    /// What the timetable knows of a moment, and the choices of a sheet.
    observation_prefill(PrefillRequest) -> Prefill, EVERYONE, reads &[Topic::Timetable, Topic::Observation, Topic::Roster, Topic::Calendar], touches &[] => prefill;
    /// Saves a sheet while it is written; the saves of one sitting are one change.
    observation_save(SheetInput) -> SheetSaved, EVERYONE, reads &[], touches &[Topic::Observation] => save;
    /// Hands a sheet in, or amends one that was handed in.
    observation_submit(SheetSubmit) -> Saved, EVERYONE, reads &[], touches &[Topic::Observation] => submit;
    /// Deletes a sheet; `undo` brings it back.
    observation_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => delete;
    /// Puts a photo on a sheet: made small, without metadata.
    photo_add(PhotoAdd) -> Saved, EVERYONE, reads &[], touches &[Topic::Observation] => photo_add;
    /// The picture of a photo.
    photo_get(ById) -> PhotoPicture, EVERYONE, reads SHOWN, touches &[] => photo_get;
    /// Writes what is said of a photo, and its place.
    photo_save(PhotoInput) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => photo_save;
    /// Deletes a photo; `undo` brings it back.
    photo_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => photo_delete;
    /// What the number of a blank form stands for.
    blank_form_find(BlankFormFind) -> BlankForm, EVERYONE, reads SHOWN, touches &[] => blank_form_find;
    /// What the observers of a lesson make of it together, by the lesson or one of its sheets.
    joint_get(ById) -> Joint, EVERYONE, reads SHOWN, touches &[] => joint;
    /// Names who observes a lesson together with the observer of a sheet.
    joint_name(JointNames) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => joint_name;
    /// Says whether the others wait for a draft.
    joint_wait(JointWait) -> Acted, OFFICE, reads &[], touches &[Topic::Observation] => joint_wait;
    /// What follows a sheet: the discussion, the teacher's answer, what is to be done.
    after_get(ById) -> AfterLesson, EVERYONE, reads SHOWN, touches &[] => after_get;
    /// Writes the discussion of a sheet's lesson.
    discussion_save(DiscussionInput) -> Saved, EVERYONE, reads &[], touches &[Topic::Observation] => discussion_save;
    /// Deletes the discussion of a sheet's lesson; `undo` brings it back.
    discussion_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => discussion_delete;
    /// The teacher of the lesson answers a sheet.
    sheet_answer(AnswerInput) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => sheet_answer;
    /// Writes something that is to be done after a sheet.
    follow_up_save(FollowUpInput) -> Saved, EVERYONE, reads &[], touches &[Topic::Observation] => follow_up_save;
    /// Deletes a follow-up; `undo` brings it back.
    follow_up_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => follow_up_delete;
    /// Reviews of paper books in a term.
    book_list(OfTerm) -> BookReviews, EVERYONE, reads SHOWN, touches &[] => book_list;
    /// Writes the rows of a check of paper books.
    book_save(BookSave) -> Acted, OFFICE, reads &[], touches &[Topic::Observation] => book_save;
    /// Deletes a review; `undo` brings it back.
    book_delete(ById) -> Acted, OFFICE, reads &[], touches &[Topic::Observation] => book_delete;
    /// Chooses where a person's lessons of a term are counted from.
    book_source(SourceChoice) -> Acted, DIRECTOR, reads &[], touches &[Topic::Observation] => book_source;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<SheetList> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        super::get::list(read, &call.people(read)?, &call.closed(read)?, today, request.term_id.as_deref())
    })
}

fn get(call: &Call<'_>, request: ById) -> Result<Sheet> {
    call.read(|read| {
        call.closed(read)?.allow(&request.id)?;
        super::get::get(read, &call.people(read)?, &request.id)
    })
}

fn prefill(call: &Call<'_>, request: PrefillRequest) -> Result<Prefill> {
    let now = call.office.now();
    call.read(|read| super::prefill::prefill(read, &call.people(read)?, now, &request))
}

fn save(call: &Call<'_>, input: SheetInput) -> Result<SheetSaved> {
    text::id("sitting", &input.sitting)?;
    let (id, act) = call.write_in_sitting("observation_save", &input.sitting, |tx| {
        super::save::save_draft(tx, &call.people(tx)?, &input)
    })?;
    Ok(SheetSaved { id, act, saved_at: call.office.now().format("%H:%M:%S").to_string() })
}

fn submit(call: &Call<'_>, request: SheetSubmit) -> Result<Saved> {
    let (id, act) =
        call.write("observation_submit", |tx| super::save::submit(tx, &call.people(tx)?, &request.sheet))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("observation_delete", |tx| super::delete::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn joint(call: &Call<'_>, request: ById) -> Result<Joint> {
    call.read(|read| super::joint::joint(read, &call.people(read)?, &call.closed(read)?, &request.id))
}

fn joint_name(call: &Call<'_>, input: JointNames) -> Result<Acted> {
    let ((), act) = call.write("joint_name", |tx| super::joint::name(tx, &call.people(tx)?, &input))?;
    Ok(Acted { act })
}

fn joint_wait(call: &Call<'_>, input: JointWait) -> Result<Acted> {
    let ((), act) = call.write("joint_wait", |tx| super::joint::wait(tx, &call.people(tx)?, &input))?;
    Ok(Acted { act })
}

fn photo_add(call: &Call<'_>, request: PhotoAdd) -> Result<Saved> {
    call.read(|read| super::photo::room(read, &call.people(read)?, &request.sheet_id))?;
    let small = super::photo::small(call, &request)?;
    let ((), act) = call.write("photo_add", |tx| super::photo::add(tx, &call.people(tx)?, &request, &small))?;
    Ok(Saved { id: request.id, act })
}

fn photo_get(call: &Call<'_>, request: ById) -> Result<PhotoPicture> {
    call.read(|read| super::photo::picture(read, &call.people(read)?, &call.closed(read)?, &request.id))
}

fn photo_save(call: &Call<'_>, input: PhotoInput) -> Result<Acted> {
    let ((), act) = call.write("photo_save", |tx| super::photo::save(tx, &call.people(tx)?, &input))?;
    Ok(Acted { act })
}

fn photo_delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("photo_delete", |tx| super::photo::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn blank_form_find(call: &Call<'_>, request: BlankFormFind) -> Result<BlankForm> {
    call.read(|read| super::form::find(read, &call.people(read)?, &request.number))
}

fn book_list(call: &Call<'_>, request: OfTerm) -> Result<BookReviews> {
    let today = call.office.now().date_naive();
    call.read(|read| super::book::list(read, &call.people(read)?, request.term_id.as_deref(), today))
}

fn book_save(call: &Call<'_>, request: BookSave) -> Result<Acted> {
    let ((), act) = call.write("book_save", |tx| {
        call.people(tx)?.allow(request.rows.iter().map(|review| Some(review.teacher_id.as_str())))?;
        super::book::save(tx, &request)
    })?;
    Ok(Acted { act })
}

fn book_delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("book_delete", |tx| {
        let whose = super::book_rows::reviewed(tx, &request.id)?;
        call.people(tx)?.allow([whose.as_deref()])?;
        super::book::delete(tx, &request.id)
    })?;
    Ok(Acted { act })
}

fn book_source(call: &Call<'_>, choice: SourceChoice) -> Result<Acted> {
    let ((), act) = call.write("book_source", |tx| super::book::choose_source(tx, &choice))?;
    Ok(Acted { act })
}

fn after_get(call: &Call<'_>, request: ById) -> Result<AfterLesson> {
    call.read(|read| {
        call.closed(read)?.allow(&request.id)?;
        super::after::get(read, &call.people(read)?, &request.id)
    })
}

fn discussion_save(call: &Call<'_>, input: DiscussionInput) -> Result<Saved> {
    let (id, act) = call.write("discussion_save", |tx| super::after::save_discussion(tx, &call.people(tx)?, &input))?;
    Ok(Saved { id, act })
}

fn discussion_delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) =
        call.write("discussion_delete", |tx| super::after::delete_discussion(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn sheet_answer(call: &Call<'_>, input: AnswerInput) -> Result<Acted> {
    let ((), act) = call.write("sheet_answer", |tx| super::after::answer(tx, &call.people(tx)?, &input))?;
    Ok(Acted { act })
}

fn follow_up_save(call: &Call<'_>, input: FollowUpInput) -> Result<Saved> {
    let (id, act) = call.write("follow_up_save", |tx| super::after::save_follow_up(tx, &call.people(tx)?, &input))?;
    Ok(Saved { id, act })
}

fn follow_up_delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) =
        call.write("follow_up_delete", |tx| super::after::delete_follow_up(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}
