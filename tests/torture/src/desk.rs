//! The one place that knows how a store is made, opened and written to.

use chrono::DateTime;
use keji_store::{
    Act, DataKey, FixedClock, Ids, Migration, RandomIds, Result, SeededIds, Site, Store, StoreError, StoreFiles,
};
use std::{path::Path, sync::Arc};

const FIRST: Migration = Migration {
    version: 1,
    name: "visits",
    sql: "CREATE TABLE visit (id TEXT PRIMARY KEY NOT NULL, title TEXT, score INTEGER, body TEXT, deleted_at TEXT) STRICT;
          CREATE TABLE part (id TEXT PRIMARY KEY NOT NULL, visit_id TEXT, label TEXT, deleted_at TEXT) STRICT;
          CREATE INDEX part_by_visit ON part (visit_id);",
};
const SECOND: Migration = Migration {
    version: 2,
    name: "remarks",
    sql: "ALTER TABLE visit ADD COLUMN remark TEXT; CREATE INDEX visit_by_title ON visit (title);",
};
const OLD: &[Migration] = &[FIRST];
const NEW: &[Migration] = &[FIRST, SECOND];

/// Which schema a store is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Release {
    /// The first step only.
    Old,
    /// Both steps: opening an old store migrates it.
    New,
}

/// Who writes.
pub(crate) const ACTOR: &str = "torture";

fn site(release: Release, ids: Arc<dyn Ids>) -> Site {
    let migrations = match release {
        Release::Old => OLD,
        Release::New => NEW,
    };
    // The moment plays no part here; it stands still.
    let moment = DateTime::from_timestamp(1_795_054_320, 0).unwrap_or_default().fixed_offset();
    Site { migrations, clock: Arc::new(FixedClock(moment)), ids, sign: |_, _| Default::default() }
}

/// Makes a store.
pub(crate) fn make(folder: &Path, release: Release) -> Result<Store> {
    Store::create(folder, &site(release, Arc::new(RandomIds)))
}

/// Opens a store.
pub(crate) fn open(folder: &Path, release: Release) -> Result<Store> {
    Store::open(folder, &site(release, Arc::new(RandomIds)), &key(folder)?)
}

/// Opens a store whose acts get the identifiers of a seed: another one for each opening.
pub(crate) fn open_seeded(folder: &Path, release: Release, seed: u64) -> Result<Store> {
    Store::open(folder, &site(release, Arc::new(SeededIds::new(seed))), &key(folder)?)
}

/// The key in its open slot.
fn key(folder: &Path) -> Result<DataKey> {
    StoreFiles::new(folder).look()?.open_key()?.ok_or(StoreError::KeysDamaged)
}

/// An act of the harness; `id` is given when the caller names it, as one that may have to submit again does.
pub(crate) fn act<'a>(op: &'a str, id: Option<&'a str>) -> Act<'a> {
    Act { op, actor: ACTOR, sitting: id }
}
