//! The store by itself: the door, the change log, undo, opening and refusing.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use keji_store::{
    Act, FixedClock, Migration, RandomIds, Result, SeededIds, Site, Store, StoreError, StoreFiles, Tx, backup,
};
use std::{fs, path::Path, sync::Arc};

const FIRST: Migration = Migration {
    version: 1,
    name: "notes",
    sql: "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, text TEXT, score INTEGER, deleted_at TEXT) STRICT;",
};
const SECOND: Migration = Migration { version: 2, name: "more", sql: "ALTER TABLE note ADD COLUMN extra TEXT;" };
const ONE: &[Migration] = &[FIRST];
const TWO: &[Migration] = &[FIRST, SECOND];

fn site(migrations: &'static [Migration]) -> Site {
    let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
    Site { migrations, clock: Arc::new(FixedClock(now)), ids: Arc::new(SeededIds::new(7)), sign }
}

/// Stands for a real signature.
fn sign(seed: &[u8; 32], message: &[u8]) -> (String, String) {
    (seed.len().to_string(), message.len().to_string())
}

/// Opens a store whose key lies in the clear.
fn open(folder: &Path, site: &Site) -> Result<Store> {
    let key = StoreFiles::new(folder).look()?.open_key()?.unwrap();
    Store::open(folder, site, &key)
}

fn act(op: &str) -> Act<'_> {
    Act { op, actor: "director", sitting: None }
}

fn put(tx: &Tx<'_>, text: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute("INSERT INTO note (id, text) VALUES (?1, ?2)", [&id, text])?;
    Ok(id)
}

fn set(store: &Store, id: &str, text: &str) -> String {
    let change = |tx: &Tx<'_>| -> Result<()> {
        tx.execute("UPDATE note SET text = ?2 WHERE id = ?1", [id, text])?;
        Ok(())
    };
    store.write(act("set"), change).unwrap().1
}

fn text(store: &Store, id: &str) -> Option<String> {
    store
        .read(|read| -> Result<Option<String>> {
            Ok(read.query_row("SELECT text FROM note WHERE id = ?1", [id], |row| row.get("text"))?)
        })
        .unwrap()
}

#[test]
fn a_write_leaves_its_change_and_undo_puts_the_old_value_back() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let changed = set(&store, &id, "乙");
    assert_eq!(store.acts(10).unwrap()[0].changes, 1);
    store.undo("director", &changed).unwrap();
    assert_eq!(text(&store, &id).as_deref(), Some("甲"));
    assert_eq!(store.acts(1).unwrap()[0].undoes.as_deref(), Some(changed.as_str()));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn undoing_an_undo_is_doing_it_again() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, made) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let deleted = |store: &Store| -> bool {
        store
            .read(|read| -> Result<bool> {
                Ok(read.query_row("SELECT deleted_at IS NOT NULL AS gone FROM note WHERE id = ?1", [&id], |row| {
                    row.get("gone")
                })?)
            })
            .unwrap()
    };
    let undone = store.undo("director", &made).unwrap();
    assert!(deleted(&store));
    store.undo("director", &undone).unwrap();
    assert!(!deleted(&store));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn undo_is_refused_after_a_later_change_of_the_same_field() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let first = set(&store, &id, "乙");
    set(&store, &id, "丙");
    assert!(matches!(store.undo("director", &first), Err(StoreError::UndoConflict)));
    assert_eq!(text(&store, &id).as_deref(), Some("丙"));
    assert!(matches!(store.undo("director", "nothing"), Err(StoreError::NoSuchAct)));
}

#[test]
fn a_created_record_is_not_undone_from_under_a_later_change() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, created) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let ((), deleted) = store
        .write(act("delete"), |tx| {
            tx.execute("UPDATE note SET deleted_at = 'then' WHERE id = ?1", [&id])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert!(matches!(store.undo("director", &created), Err(StoreError::UndoConflict)));
    store.undo("director", &deleted).unwrap();
    store.undo("director", &created).unwrap();
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn undoing_a_save_that_changed_nothing_does_nothing() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let same = set(&store, &id, "甲");
    store.undo("director", &same).unwrap();
    assert_eq!(text(&store, &id).as_deref(), Some("甲"));
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let store = Store::memory(&site(ONE)).unwrap();
    let before = store.dump().unwrap();
    let failed: Result<((), String)> = store.write(act("put"), |tx| {
        put(tx, "甲")?;
        Err(StoreError::DiskFull)
    });
    assert!(failed.is_err());
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(store.acts(10).unwrap(), []);
}

#[test]
fn the_saves_of_a_sitting_are_one_change_until_somebody_else_writes() {
    let store = Store::memory(&site(ONE)).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let type_in = |value: &str| {
        let sitting = Act { op: "draft", actor: "director", sitting: Some("sitting-1") };
        store
            .write(sitting, |tx| -> Result<()> {
                tx.execute("UPDATE note SET text = ?2 WHERE id = ?1", [&id, value])?;
                Ok(())
            })
            .unwrap()
            .1
    };
    assert_eq!(type_in("甲一"), "sitting-1");
    assert_eq!(type_in("甲一二"), "sitting-1");
    assert_eq!(store.acts(10).unwrap().len(), 2);
    set(&store, &id, "乙");
    assert_ne!(type_in("丙"), "sitting-1", "another act touched the record in between");
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn reading_cannot_write_and_deleting_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &site(ONE)).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "甲")).unwrap();
    let sneaky = store.read(|read| -> Result<()> {
        read.execute("UPDATE note SET text = 'x'", [])?;
        Ok(())
    });
    assert!(sneaky.is_err());
    let deleting = store.write(act("delete"), |tx| -> Result<()> {
        tx.execute("DELETE FROM note WHERE id = ?1", [&id])?;
        Ok(())
    });
    assert!(deleting.is_err());
    assert_eq!(text(&store, &id).as_deref(), Some("甲"));
}

#[test]
fn the_file_shows_nothing_in_the_clear_and_a_clean_close_leaves_no_wal() {
    let folder = tempfile::tempdir().unwrap();
    {
        let store = Store::create(folder.path(), &site(ONE)).unwrap();
        store.write(act("put"), |tx| put(tx, "不能让人看见的一句话")).unwrap();
    }
    let bytes = fs::read(StoreFiles::new(folder.path()).database()).unwrap();
    assert!(!bytes.starts_with(b"SQLite format"));
    let marker = "不能让人看见的一句话".as_bytes();
    assert!(!bytes.windows(marker.len()).any(|window| window == marker));
    assert!(!folder.path().join("keji.db-wal").exists());
}

#[test]
fn a_second_window_is_told_that_the_store_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let _first = Store::create(folder.path(), &site(ONE)).unwrap();
    assert!(matches!(open(folder.path(), &site(ONE)), Err(StoreError::Held(Some(_)))));
}

#[test]
fn what_is_wrong_with_a_folder_is_told_apart() {
    let refused = |spoil: &dyn Fn(&Path), migrations| {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::create(folder.path(), &site(ONE)).unwrap());
        spoil(folder.path());
        open(folder.path(), &site(migrations)).err().map(|error| error.code())
    };
    assert_eq!(refused(&|_| {}, ONE), None);
    assert_eq!(refused(&|at| fs::write(at.join("keji.db"), b"").unwrap(), ONE), Some("store_empty"));
    assert_eq!(refused(&|at| fs::write(at.join("keji.db"), vec![7; 8192]).unwrap(), ONE), Some("store_foreign"));
    let noise: Vec<u8> = (0..8192_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    assert_eq!(refused(&|at| fs::write(at.join("keji.db"), &noise).unwrap(), ONE), Some("store_damaged"));
    let plain = |at: &Path| {
        fs::remove_file(at.join("keji.db")).unwrap();
        let other = keji_store::rusqlite::Connection::open(at.join("keji.db")).unwrap();
        other.execute_batch("CREATE TABLE somebody_elses (a)").unwrap();
    };
    assert_eq!(refused(&plain, ONE), Some("store_foreign"));
    let table = "工号,姓名\n1,甲\n".repeat(20);
    assert_eq!(refused(&|at| fs::write(at.join("keji.db"), &table).unwrap(), ONE), Some("store_foreign"));
    assert_eq!(refused(&|at| fs::write(at.join("keys.json"), b"{").unwrap(), ONE), Some("keys_damaged"));
    assert_eq!(refused(&|at| fs::remove_file(at.join("keys.json")).unwrap(), ONE), Some("store_incomplete"));
    assert_eq!(refused(&|at| fs::remove_file(at.join("keji.db")).unwrap(), ONE), Some("store_incomplete"));
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(open(empty.path(), &site(ONE)).err().unwrap().code(), "store_missing");
}

#[test]
fn keys_of_another_store_are_refused() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = |()| Site { ids: Arc::new(RandomIds), ..site(ONE) };
    drop(Store::create(one.path(), &site(())).unwrap());
    drop(Store::create(other.path(), &site(())).unwrap());
    fs::copy(other.path().join("keys.json"), one.path().join("keys.json")).unwrap();
    assert_eq!(open(one.path(), &site(())).err().unwrap().code(), "store_damaged");
}

#[test]
fn an_older_store_is_brought_up_after_a_snapshot_and_a_newer_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let id = {
        let store = Store::create(folder.path(), &site(ONE)).unwrap();
        store.write(act("put"), |tx| put(tx, "甲")).unwrap().0
    };
    {
        let store = open(folder.path(), &site(TWO)).unwrap();
        assert_eq!(text(&store, &id).as_deref(), Some("甲"));
        assert_eq!(store.check().unwrap(), []);
    }
    let backups = backup::list(&folder.path().join("backups")).unwrap();
    let head = backups[0].1.as_ref().unwrap();
    assert_eq!((head.reason, head.schema, head.tables["note"]), (backup::Reason::BeforeUpgrade, 1, 1));
    let refused = open(folder.path(), &site(ONE)).err().unwrap();
    assert!(matches!(refused, StoreError::TooNew { found: 2, known: 1 }));
}

#[test]
fn a_step_that_reads_differently_is_refused() {
    const OTHER: &[Migration] = &[Migration { version: 1, name: "notes", sql: "CREATE TABLE other (id TEXT) STRICT;" }];
    let folder = tempfile::tempdir().unwrap();
    drop(Store::create(folder.path(), &site(ONE)).unwrap());
    let refused = open(folder.path(), &site(OTHER)).err().unwrap();
    assert!(matches!(refused, StoreError::MigrationChanged(1)));
}

#[test]
fn the_same_seed_gives_the_same_dump() {
    let made = || {
        let store = Store::memory(&site(ONE)).unwrap();
        store.write(act("put"), |tx| put(tx, "甲")).unwrap();
        store.dump().unwrap()
    };
    assert_eq!(made(), made());
    assert!(made().contains("甲"));
}
