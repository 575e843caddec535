//! One write on a full disk: what is tried, and what must hold then and afterwards.

use crate::{
    deed::{Deed, LARGE, SMALL, deed, import},
    desk::{self, ACTOR, Release},
    state::State,
};
use keji_store::{Result, Store, StoreError};
use std::{fs, path::Path};

/// A disk that can be filled and emptied.
pub(crate) trait Disk {
    /// Leaves room for so many bytes in `folder`.
    fn fill(&mut self, folder: &Path, left: u64) -> std::io::Result<()>;
    /// Makes room without end.
    fn free(&mut self) -> std::io::Result<()>;
}

/// What is written when the disk is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Create,
    FirstInsert,
    Update,
    Import,
    Undo,
    Checkpoint,
    Close,
    Open,
    Migrate,
}

/// Every kind, with the room in bytes that is left to it.
pub(crate) const CASES: [(Kind, &[u64]); 9] = [
    (Kind::Create, &[0, 20_000, 60_000, 100_000, 150_000, 200_000]),
    (Kind::FirstInsert, &[0, 4_000, 30_000]),
    (Kind::Update, &[0, 4_000, 9_000]),
    (Kind::Import, &[0, 40_000, 300_000]),
    (Kind::Undo, &[0, 4_000, 9_000]),
    (Kind::Checkpoint, &[1_000_000, 5_000_000, 7_000_000]),
    (Kind::Close, &[0]),
    (Kind::Open, &[0, 20_000]),
    (Kind::Migrate, &[0, 40_000, 60_000, 100_000, 140_000, 180_000, 220_000]),
];

const SEED: u64 = 5;

/// Tries one kind in `folder`; true when the disk was full for it.
pub(crate) fn attempt(folder: &Path, kind: Kind, left: u64, disk: &mut dyn Disk) -> std::result::Result<bool, String> {
    let done = match kind {
        Kind::Create => create(folder, left, disk),
        Kind::FirstInsert => write(folder, 0, left, disk, |store| perform(store, &deed(SEED, 0, SMALL))),
        Kind::Update => write(folder, 12, left, disk, |store| {
            let id = crate::deed::first_record(SEED);
            perform(store, &Deed::Revise { id, title: "满".repeat(2_000), score: 1 })
        }),
        Kind::Import => write(folder, 12, left, disk, |store| perform(store, &import(SEED, 900, LARGE))),
        Kind::Undo => write(folder, 12, left, disk, |store| {
            let newest = store.acts(1)?;
            let target = newest.first().ok_or(StoreError::NoSuchAct)?;
            store.undo(ACTOR, &target.id).map(drop)
        }),
        Kind::Checkpoint => checkpoint(folder, left, disk),
        Kind::Close => close(folder, left, disk),
        Kind::Open => reopen(folder, Release::Old, left, disk),
        Kind::Migrate => reopen(folder, Release::New, left, disk),
    };
    done.map_err(|why| format!("{kind:?} with {left} bytes left: {why}"))
}

type Told<T> = std::result::Result<T, String>;

fn create(folder: &Path, left: u64, disk: &mut dyn Disk) -> Told<bool> {
    full(disk, folder, left)?;
    let refused = refused(desk::make(folder, Release::Old).map(drop))?;
    free(disk)?;
    if refused {
        // What stands in the folder is nothing, or a whole new store: never something in between.
        match desk::make(folder, Release::Old) {
            Ok(_) => {}
            Err(StoreError::Exists) => drop(desk::open(folder, Release::Old).map_err(words)?),
            Err(error) => return Err(words(error)),
        }
    }
    let store = desk::open(folder, Release::Old).map_err(words)?;
    sound(&store)?;
    perform(&store, &deed(SEED, 0, SMALL)).map_err(words)?;
    Ok(refused)
}

fn write(folder: &Path, before: u64, left: u64, disk: &mut dyn Disk, act: impl Fn(&Store) -> Result<()>) -> Told<bool> {
    let store = prepared(folder, before)?;
    let old = State::read(&store).map_err(words)?;
    full(disk, folder, left)?;
    let refused = refused(act(&store))?;
    if refused {
        same(&store, &old, "while the disk is full")?;
        free(disk)?;
        act(&store).map_err(|error| format!("again with room: {}", words(error)))?;
    }
    free(disk)?;
    let new = State::read(&store).map_err(words)?;
    if new == old {
        return Err("the act left nothing".into());
    }
    drop(store);
    same(&desk::open(folder, Release::Old).map_err(words)?, &new, "opened again")?;
    Ok(refused)
}

/// Imports until the disk refuses: on the way a checkpoint finds no room for the pages of the database.
fn checkpoint(folder: &Path, left: u64, disk: &mut dyn Disk) -> Told<bool> {
    let store = prepared(folder, 3)?;
    full(disk, folder, left)?;
    let mut known = State::read(&store).map_err(words)?;
    let mut number = 1_000;
    let refused = loop {
        if refused(perform(&store, &import(SEED, number, LARGE)))? {
            break true;
        }
        known = State::read(&store).map_err(words)?;
        if number == 1_030 {
            break false;
        }
        number += 1;
    };
    // The check is left for later: the check of the cipher reads the file without the log, and a copy of the log into
    // it that was cut short is no damage.
    if State::read(&store).map_err(words)? != known {
        return Err("while the disk is full: an act is gone".into());
    }
    free(disk)?;
    perform(&store, &import(SEED, number, LARGE)).map_err(words)?;
    let new = State::read(&store).map_err(words)?;
    drop(store);
    same(&desk::open(folder, Release::Old).map_err(words)?, &new, "opened again")?;
    Ok(refused)
}

/// Closing copies the log into the database; when that finds no room the log stays.
fn close(folder: &Path, left: u64, disk: &mut dyn Disk) -> Told<bool> {
    let store = prepared(folder, 12)?;
    let old = State::read(&store).map_err(words)?;
    full(disk, folder, left)?;
    drop(store);
    let kept = fs::metadata(folder.join("keji.db-wal")).is_ok_and(|log| log.len() > 0);
    free(disk)?;
    same(&desk::open(folder, Release::Old).map_err(words)?, &old, "opened again")?;
    Ok(kept)
}

/// Opens a store of the old schema, with or without a step to do.
fn reopen(folder: &Path, release: Release, left: u64, disk: &mut dyn Disk) -> Told<bool> {
    let store = prepared(folder, 12)?;
    let old = State::read(&store).map_err(words)?;
    drop(store);
    full(disk, folder, left)?;
    let refused = refused(desk::open(folder, release).map(drop))?;
    free(disk)?;
    if refused {
        match desk::open(folder, Release::Old) {
            Ok(store) => same(&store, &old, "with the old schema")?,
            // The step itself was done; only what came after it found no room.
            Err(StoreError::TooNew { .. }) if release == Release::New => {}
            Err(error) => return Err(words(error)),
        }
    }
    same(&desk::open(folder, release).map_err(words)?, &old, "with room")?;
    Ok(refused)
}

/// A store of the old schema with so many deeds, opened a second time for the last few of them.
fn prepared(folder: &Path, deeds: u64) -> Told<Store> {
    drop(desk::make(folder, Release::Old).map_err(words)?);
    let store = desk::open(folder, Release::Old).map_err(words)?;
    for number in 0..deeds {
        perform(&store, &deed(SEED, number, SMALL)).map_err(words)?;
    }
    Ok(store)
}

fn perform(store: &Store, deed: &Deed) -> Result<()> {
    store.write(desk::act("deed", None), |tx| deed.perform(tx)).map(drop)
}

/// True when it was refused because the disk is full; any other refusal is a fault.
fn refused(done: Result<()>) -> Told<bool> {
    match done {
        Ok(()) => Ok(false),
        Err(error) if error.code() == "disk_full" => Ok(true),
        Err(error) => Err(format!("the wrong words: {}", words(error))),
    }
}

fn same(store: &Store, expected: &State, when: &str) -> Told<()> {
    sound(store).map_err(|why| format!("{when}: {why}"))?;
    let state = State::read(store).map_err(words)?;
    if state == *expected { Ok(()) } else { Err(format!("{when}: {}", expected.difference(&state))) }
}

fn sound(store: &Store) -> Told<()> {
    match store.check().map_err(words)?.first() {
        None => Ok(()),
        Some(found) => Err(format!("{}: {}", found.check, found.detail)),
    }
}

fn full(disk: &mut dyn Disk, folder: &Path, left: u64) -> Told<()> {
    disk.fill(folder, left).map_err(|error| format!("the disk could not be filled: {error}"))
}

fn free(disk: &mut dyn Disk) -> Told<()> {
    disk.free().map_err(|error| format!("the disk could not be freed: {error}"))
}

// By value, as `map_err` gives it.
#[allow(clippy::needless_pass_by_value)]
fn words(error: StoreError) -> String {
    format!("{} ({error}; {error:?})", error.code())
}
