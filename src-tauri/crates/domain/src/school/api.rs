//! Commands of the school and of the application's state.

use super::types::{AppStatus, SchoolCreate, SchoolUpdate, Screen, UndoRequest};
use crate::{
    calendar,
    command::{ALL_TOPICS, Call, Topic},
    error::Result,
    sample, text,
    wire::{Acted, Nothing},
};
use keji_store::{Act, StoreFiles};

crate::command::commands! {
    /// Which screen to start with, whose school is open, what day it is.
    app_status(Nothing) -> AppStatus, EVERYONE, reads &[Topic::School, Topic::Calendar], touches &[] => status;
    /// Makes the own school of this machine and opens it.
    school_create(SchoolCreate) -> AppStatus, DIRECTOR, reads &[], touches ALL_TOPICS => create;
    /// Opens the own school of this machine.
    school_open(Nothing) -> AppStatus, EVERYONE, reads &[], touches ALL_TOPICS => open;
    /// Changes the school's name or stage.
    school_update(SchoolUpdate) -> Acted, DIRECTOR, reads &[], touches &[Topic::School] => update;
    /// Opens the sample school, making it when it is not there.
    sample_open(Nothing) -> AppStatus, EVERYONE, reads &[], touches ALL_TOPICS => open_sample;
    /// Removes the sample school with its whole store.
    sample_remove(Nothing) -> AppStatus, DIRECTOR, reads &[], touches ALL_TOPICS => remove_sample;
    /// Takes an act back.
    undo(UndoRequest) -> Acted, EVERYONE, reads &[], touches ALL_TOPICS => undo;
}

fn status(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    let homes = call.office.homes();
    let now = call.office.now();
    let today = now.date_naive();
    let trouble = call.office.trouble();
    let mut status = AppStatus {
        screen: if trouble.is_some() { Screen::Trouble } else { Screen::FirstRun },
        trouble,
        school: None,
        has_school: StoreFiles::new(&homes.own).any() && homes.own != homes.sample,
        has_sample: StoreFiles::new(&homes.sample).any(),
        today,
        now: now.to_rfc3339(),
        clock_pinned: false,
        term: None,
        week: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    if let Ok(store) = call.office.store() {
        store.read(|read| {
            let school = super::rows::school(read)?;
            status.screen = Screen::School;
            status.clock_pinned = school.sample;
            if homes.own == homes.sample {
                (status.has_school, status.has_sample) = (!school.sample, school.sample);
            }
            status.school = Some(school);
            status.term = calendar::present_term(read, today)?;
            if let Some(term) = &status.term {
                status.week = calendar::weeks(read, &term.id)?.of(today);
            }
            crate::error::Result::Ok(())
        })?;
    }
    Ok(status)
}

fn create(call: &Call<'_>, request: SchoolCreate) -> Result<AppStatus> {
    // The name is checked before a file is made.
    text::required("学校名称", &request.name, 40)?;
    let actor = call.session.actor.clone();
    call.office.create_at(
        &call.office.homes().own,
        |store, _| {
            store.write(Act { op: "school_create", actor: &actor, sitting: None }, |tx| {
                super::create(tx, &request.name, &request.stage, None)
            })?;
            Ok(())
        },
        None,
    )?;
    status(call, Nothing {})
}

fn open(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    call.office.open_at(&call.office.homes().own)?;
    status(call, Nothing {})
}

fn update(call: &Call<'_>, request: SchoolUpdate) -> Result<Acted> {
    let name = text::required("学校名称", &request.name, 40)?;
    let stage = text::optional("学段", &request.stage, 20)?;
    let ((), act) = call.write("school_update", |tx| super::rows::update(tx, &name, &stage))?;
    Ok(Acted { act })
}

fn open_sample(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    let home = call.office.homes().sample.clone();
    if StoreFiles::new(&home).any() {
        call.office.open_at(&home)?;
    } else {
        sample::create(call, &home)?;
    }
    status(call, Nothing {})
}

fn remove_sample(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    let homes = call.office.homes().clone();
    call.office.remove_at(&homes.sample)?;
    if homes.own != homes.sample && StoreFiles::new(&homes.own).any() {
        call.office.open_at(&homes.own)?;
    }
    status(call, Nothing {})
}

fn undo(call: &Call<'_>, request: UndoRequest) -> Result<Acted> {
    let act = call.store()?.undo(&call.session.actor, &request.act)?;
    Ok(Acted { act })
}
