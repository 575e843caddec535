//! What must hold at the same time and against meddling: purges beside sittings, two makers, cut records, first starts.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use keji_store::{
    Act, DataKey, FixedClock, Migration, RandomIds, Result, Site, Slot, Store, StoreError, StoreFiles, Tx,
    change_slots, rusqlite,
};
use std::{
    fmt::Write,
    fs,
    path::Path,
    sync::{Arc, Barrier},
    thread,
    time::Duration,
};

const STEPS: &[Migration] = &[Migration {
    version: 1,
    name: "notes",
    sql: "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, text TEXT, score INTEGER, deleted_at TEXT) STRICT;",
}];

fn site() -> Site {
    let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
    Site {
        migrations: STEPS,
        clock: Arc::new(FixedClock(now)),
        ids: Arc::new(RandomIds),
        sign: |_, _| Default::default(),
    }
}

fn act(op: &str) -> Act<'_> {
    Act { op, actor: "director", sitting: None }
}

fn put(tx: &Tx<'_>, text: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute("INSERT INTO note (id, text, score) VALUES (?1, ?2, 5)", [&id, text])?;
    Ok(id)
}

fn rewrite(tx: &Tx<'_>, id: &str, text: &str) -> Result<()> {
    tx.execute("UPDATE note SET text = ?2 WHERE id = ?1", [id, text])?;
    Ok(())
}

fn open_key(folder: &Path) -> DataKey {
    StoreFiles::new(folder).look().unwrap().open_key().unwrap().unwrap()
}

/// Changes the closed file behind the store's back, with its key.
fn meddle(folder: &Path, sql: &str) {
    let hex = open_key(folder).bytes().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    let connection = rusqlite::Connection::open(folder.join("keji.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; {sql}")).unwrap();
}

fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for name in ["keji.db", "keys.json"] {
        fs::copy(folder.join(name), copy.path().join(name)).unwrap();
    }
    copy
}

fn findings(folder: &Path) -> usize {
    Store::open(folder, &site(), &open_key(folder)).unwrap().check().unwrap().len()
}

#[test]
fn a_purge_beside_a_sitting_leaves_the_chain_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &site()).unwrap();
    let (kept, _) = store.write(act("put"), |tx| put(tx, "留下")).unwrap();
    let (gone, _) = store.write(act("put"), |tx| put(tx, "清除")).unwrap();
    let saving = Act { sitting: Some("019a0000-0000-7000-8000-000000000001"), ..act("save") };
    store.write(saving, |tx| rewrite(tx, &kept, "第一遍")).unwrap();
    assert_eq!(store.check().unwrap(), []);
    let writing = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            writing.wait();
            store.purge(act("purge"), &[("note".into(), gone.clone())]).unwrap();
        });
        let saved = store.write(saving, |tx| {
            writing.wait();
            thread::sleep(Duration::from_millis(200));
            rewrite(tx, &kept, "第二遍")
        });
        saved.unwrap();
    });
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_record_that_was_cut_out_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &site()).unwrap();
    store.write(act("put"), |tx| put(tx, "一")).unwrap();
    store.write(act("put"), |tx| put(tx, "二")).unwrap();
    drop(store);
    assert_eq!(findings(folder.path()), 0);
    meddle(folder.path(), "DELETE FROM note WHERE text = '二';");
    assert_eq!(findings(folder.path()), 1);
}

#[test]
fn old_values_that_were_cut_off_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &site()).unwrap();
    let (id, _) = store.write(act("put"), |tx| put(tx, "一")).unwrap();
    store.write(act("save"), |tx| rewrite(tx, &id, "二")).unwrap();
    drop(store);
    assert_eq!(findings(folder.path()), 0);
    for meddling in [
        "UPDATE change SET base_id = NULL WHERE base_id IS NOT NULL;",
        "UPDATE change SET base_id = id WHERE field = 'text' AND id = (SELECT max(id) FROM change WHERE field = 'text');",
        "UPDATE change SET base_id = 'strange' WHERE field = 'id';",
    ] {
        let copy = copied(folder.path());
        meddle(copy.path(), meddling);
        assert_eq!(findings(copy.path()), 1, "the history's old values and undo hang on it: {meddling}");
    }
}

#[test]
fn accounts_that_are_made_at_once_all_get_their_slot() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::create(folder.path(), &site()).unwrap());
    thread::scope(|scope| {
        for window in 0..2 {
            let folder = folder.path();
            scope.spawn(move || {
                for number in 0..25 {
                    let (account, label) = (format!("{window}-{number}"), "教师".to_owned());
                    let slot = Slot::Passphrase { account, label, sealed: serde_json::Value::Null };
                    change_slots(folder, |slots| slots.push(slot)).unwrap();
                }
            });
        }
    });
    assert_eq!(StoreFiles::new(folder.path()).look().unwrap().slots.len(), 51);
}

#[test]
fn of_two_that_make_a_school_in_one_folder_only_one_does() {
    for round in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let maker = || {
            let store = Store::create(folder.path(), &site())?;
            store.write(act("put"), |tx| put(tx, "我的"))?;
            store.store_id()
        };
        let made: Vec<Result<String>> = thread::scope(|scope| {
            let both = [scope.spawn(maker), scope.spawn(maker)];
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let codes: Vec<_> = made.iter().map(|made| made.as_ref().map_err(StoreError::code)).collect();
        let kept = StoreFiles::new(folder.path()).look().unwrap().store_id;
        assert_eq!(codes.iter().filter(|code| code.is_ok()).count(), 1, "round {round}: {codes:?}");
        assert!(codes.contains(&Ok(&kept)), "round {round}: who made it holds it");
    }
}

#[cfg(unix)]
#[test]
fn a_database_that_cannot_be_looked_at_is_no_first_start() {
    let folder = tempfile::tempdir().unwrap();
    let unplugged = folder.path().join("unplugged/keji.db");
    std::os::unix::fs::symlink(unplugged, folder.path().join("keji.db")).unwrap();
    assert!(StoreFiles::new(folder.path()).any());
    assert!(Store::create(folder.path(), &site()).is_err());
}

#[test]
fn what_going_back_put_aside_is_no_first_start() {
    let folder = tempfile::tempdir().unwrap();
    let aside = folder.path().join("backups/replaced-20261119-101200");
    fs::create_dir_all(&aside).unwrap();
    fs::write(aside.join("keji.db"), [1; 4096]).unwrap();
    assert!(StoreFiles::new(folder.path()).any());
}
