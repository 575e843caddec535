//! Commands of the school and of the application's state.

use super::types::{AppStatus, SchoolCreate, SchoolUpdate, Screen, UndoRequest};
use crate::{
    access::Role,
    calendar,
    command::{ALL_TOPICS, Call, Topic},
    error::{Code, Error, Result},
    messages::{self, PageGround},
    new_year, quota, roster, rubric, sample, slots, text,
    wire::{Acted, Nothing},
};
use keji_store::{Act, StoreFiles};

crate::command::commands! {
    /// Which screen to start with, whose school is open, what day it is.
    app_status(Nothing) -> AppStatus, ANYONE, reads &[Topic::School, Topic::Calendar], touches &[] => status;
    /// The words of all error codes and what each command is: the page asks once, before it shows anything.
    page_ground(Nothing) -> PageGround, ANYONE, reads &[], touches &[] => page_ground;
    /// Makes the own school of this machine and opens it.
    school_create(SchoolCreate) -> AppStatus, DIRECTOR, reads &[], touches ALL_TOPICS => create;
    /// Opens the own school of this machine.
    school_open(Nothing) -> AppStatus, ANYONE, reads &[], touches ALL_TOPICS => open;
    /// Changes the school's name or stage.
    school_update(SchoolUpdate) -> Acted, DIRECTOR, reads &[], touches &[Topic::School] => update;
    /// Opens the sample school, making it when it is not there.
    sample_open(Nothing) -> AppStatus, ANYONE, reads &[], touches ALL_TOPICS => open_sample;
    /// Removes the sample school with its whole store.
    sample_remove(Nothing) -> AppStatus, DIRECTOR, reads &[], touches ALL_TOPICS => remove_sample;
    /// Takes an act back.
    undo(UndoRequest) -> Acted, EVERYONE, reads &[], touches ALL_TOPICS => undo;
}

#[allow(clippy::unnecessary_wraps, reason = "a handler like the others")]
fn page_ground(_: &Call<'_>, _: Nothing) -> Result<PageGround> {
    Ok(messages::page_ground())
}

/// State of the application, for every command that changes what is open.
pub(crate) fn status(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    let homes = call.office.homes();
    let now = call.office.now();
    let today = now.date_naive();
    let trouble = call.office.trouble();
    let door = call.office.door();
    let standing = call.office.signed_in();
    let mut status = AppStatus {
        screen: match (&trouble, &door) {
            (Some(_), _) => Screen::Trouble,
            (_, Some(_)) => Screen::Locked,
            _ => Screen::FirstRun,
        },
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
        door,
        role: call.office.session().role,
        account: standing.account,
        protected: standing.protected,
        auto_lock_minutes: 0,
        backup: call.office.backup_state(),
        recovered: standing.recovered,
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
            status.auto_lock_minutes = super::rows::auto_lock_minutes(read)?;
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
    // The name and the passphrase are checked before a file is made.
    text::required("学校名称", &request.name, 40)?;
    if let Some(passphrase) = &request.passphrase {
        slots::check_passphrase(passphrase)?;
    }
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
    if let Some(passphrase) = &request.passphrase {
        call.office.first_passphrase(&actor, "", passphrase)?;
    }
    status(call, Nothing {})
}

fn open(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    call.office.go_to(&call.office.homes().own);
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
        call.office.go_to(&home);
    } else {
        sample::create(call, &home)?;
    }
    status(call, Nothing {})
}

fn remove_sample(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    let homes = call.office.homes().clone();
    // Where a folder holds one school only, that may be the own one.
    let sample = match call.office.store() {
        Ok(store) if store.folder() == Some(&homes.sample) => store.read(super::rows::school)?.sample,
        _ => homes.own != homes.sample,
    };
    if !sample {
        return Err(Error::rule(Code::NotTheSample));
    }
    call.office.remove_at(&homes.sample)?;
    if homes.own != homes.sample && StoreFiles::new(&homes.own).any() {
        call.office.go_to(&homes.own);
    }
    status(call, Nothing {})
}

fn undo(call: &Call<'_>, request: UndoRequest) -> Result<Acted> {
    let store = call.store()?;
    if store.act(&request.act)?.is_some_and(|act| !undoable(&act.op)) {
        return Err(Error::rule(Code::UndoNever));
    }
    store.read(|read| new_year::check_undo(read, &request.act))?;
    store.read(|read| rubric::check_undo(read, &request.act))?;
    // A director takes back anything, others only what their own account did.
    if call.session.role != Role::Director
        && let Some(act) = store.act(&request.act)?
        && act.actor != call.session.actor
    {
        return Err(Error::rule(Code::UndoNotYours));
    }
    let quotas = store.read(quota::standing)?;
    let act = store.undo_if(&call.session.actor, &request.act, |tx| {
        roster::check_undo(tx, tx.act())?;
        quota::check_undo(tx, &quotas)
    })?;
    // What was taken back may be a merge of the entry of whoever is signed in.
    call.office.refresh_session(&store)?;
    Ok(Acted { act })
}

/// What is about the school as a whole or its door is not taken back: it has its own ways.
fn undoable(op: &str) -> bool {
    const NEVER: [&str; 11] = [
        "school_create",
        "passphrase_first",
        "passphrase_change",
        "passphrase_reset",
        "recovery_make",
        "account_save",
        "account_delete",
        "backup_place_save",
        "backup_restore",
        "sample_ground",
        "sample_day",
    ];
    !NEVER.contains(&op)
}
