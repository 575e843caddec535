//! Content: bytes that lie in their record alone, while the log vouches for them.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use keji_store::{
    Act, DataKey, FixedClock, Migration, RandomIds, Result, Site, Slot, Store, StoreError, StoreFiles, Tx,
    backup::{self, Reason},
    change_key, restore, rusqlite,
};
use std::{fs, path::Path, sync::Arc};

const STEPS: &[Migration] = &[Migration {
    version: 1,
    name: "pictures",
    sql: "CREATE TABLE picture (id TEXT PRIMARY KEY NOT NULL, title TEXT, bytes BLOB, deleted_at TEXT) STRICT;",
}];

fn site() -> Site {
    let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
    Site {
        migrations: STEPS,
        clock: Arc::new(FixedClock(now)),
        ids: Arc::new(RandomIds),
        sign: |seed, message| (seed.len().to_string(), message.len().to_string()),
    }
}

fn open(folder: &Path) -> Store {
    let key = StoreFiles::new(folder).look().unwrap().open_key().unwrap().unwrap();
    Store::open(folder, &site(), &key).unwrap()
}

fn act(op: &str) -> Act<'_> {
    Act { op, actor: "director", sitting: None }
}

/// Bytes that look like no others.
fn picture(number: u8) -> Vec<u8> {
    (0..50_000_u32).flat_map(|at| (at.wrapping_mul(2_654_435_761) ^ u32::from(number)).to_be_bytes()).collect()
}

fn put(store: &Store, bytes: &[u8]) -> (String, String) {
    let insert = |tx: &Tx<'_>| -> Result<String> {
        let id = tx.new_id()?;
        tx.execute("INSERT INTO picture (id, title, bytes) VALUES (?1, '板书', ?2)", rusqlite::params![id, bytes])?;
        Ok(id)
    };
    store.write(act("put"), insert).unwrap()
}

fn run(store: &Store, sql: &str, id: &str) -> Result<String> {
    let change = |tx: &Tx<'_>| -> Result<()> {
        tx.execute(sql, [id])?;
        Ok(())
    };
    Ok(store.write(act("change"), change)?.1)
}

fn bytes(store: &Store, id: &str) -> Option<Vec<u8>> {
    store
        .read(|read| -> Result<Option<Vec<u8>>> {
            let sql = "SELECT bytes FROM picture WHERE id = ?1 AND deleted_at IS NULL";
            let mut statement = read.prepare(sql)?;
            let mut rows = statement.query([id])?;
            Ok(rows.next()?.map(|row| row.get("bytes")).transpose()?)
        })
        .unwrap()
}

/// What the log holds of a record's content.
fn logged(store: &Store, id: &str) -> Vec<Option<String>> {
    store
        .read(|read| -> Result<_> {
            let mut statement = read.prepare("SELECT value FROM change WHERE record_id = ?1 AND field = 'bytes'")?;
            let values = statement.query_map([id], |row| row.get("value"))?;
            Ok(values.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap()
}

#[test]
fn the_log_holds_a_digest_in_place_of_the_bytes() {
    let store = Store::memory(&site()).unwrap();
    let (id, _) = put(&store, &picture(1));
    let value = logged(&store, &id).remove(0).unwrap();
    assert!(value.starts_with("blake3 ") && value.ends_with(" 200000"), "{value}");
    assert!(value.len() < 100);
    run(&store, "UPDATE picture SET title = '手写页' WHERE id = ?1", &id).unwrap();
    assert_eq!(logged(&store, &id).len(), 1, "a title is no change of the bytes");
    assert_eq!(bytes(&store, &id), Some(picture(1)));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_record_without_content_is_no_fault() {
    let store = Store::memory(&site()).unwrap();
    let insert = |tx: &Tx<'_>| -> Result<()> {
        tx.execute("INSERT INTO picture (id) VALUES (?1)", [tx.new_id()?])?;
        Ok(())
    };
    store.write(act("put"), insert).unwrap();
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn content_is_written_once() {
    let store = Store::memory(&site()).unwrap();
    let (id, _) = put(&store, &picture(1));
    for sql in ["UPDATE picture SET bytes = x'00' WHERE id = ?1", "UPDATE picture SET bytes = NULL WHERE id = ?1"] {
        assert!(run(&store, sql, &id).is_err(), "{sql}");
    }
    assert_eq!(bytes(&store, &id), Some(picture(1)));
}

#[test]
fn undo_takes_it_away_and_undoing_that_brings_the_same_bytes_back() {
    let store = Store::memory(&site()).unwrap();
    let (id, made) = put(&store, &picture(1));
    let undone = store.undo("director", &made).unwrap();
    assert_eq!(bytes(&store, &id), None);
    store.undo("director", &undone).unwrap();
    assert_eq!(bytes(&store, &id), Some(picture(1)));
    let deleted = run(&store, "UPDATE picture SET deleted_at = 'then' WHERE id = ?1", &id).unwrap();
    store.undo("director", &deleted).unwrap();
    assert_eq!(bytes(&store, &id), Some(picture(1)));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn a_check_finds_bytes_that_were_changed_behind_the_stores_back() {
    let folder = tempfile::tempdir().unwrap();
    let id = put(&Store::create(folder.path(), &site()).unwrap(), &picture(1)).0;
    let mut other = picture(1);
    other[100_000] ^= 1;
    let sql = "UPDATE picture SET bytes = ?2 WHERE id = ?1";
    keyed(folder.path()).execute(sql, rusqlite::params![id, other]).unwrap();
    let findings = open(folder.path()).check().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].check, findings[0].detail.as_str()), ("log", "picture.bytes: 1"));
}

/// A store on a file in the clear, which shows what lies in free pages.
fn in_the_clear(folder: &Path) -> Store {
    drop(Store::create(folder, &site()).unwrap());
    let path = folder.join("plain.db");
    {
        let connection = keyed(folder);
        connection.execute("ATTACH DATABASE ?1 AS clear KEY ''", [path.to_string_lossy()]).unwrap();
        connection.query_row("SELECT sqlcipher_export('clear')", [], |_| Ok(())).unwrap();
    }
    Store::plain(&path, &site()).unwrap()
}

/// A connection to the closed file behind the store's back, with its key.
fn keyed(folder: &Path) -> rusqlite::Connection {
    let key = StoreFiles::new(folder).look().unwrap().open_key().unwrap().unwrap();
    let hex = key.bytes().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let connection = rusqlite::Connection::open(folder.join("keji.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\";")).unwrap();
    connection
}

#[test]
fn a_purge_leaves_nothing_of_the_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_the_clear(folder.path());
    let (gone, made) = put(&store, &picture(1));
    let (kept, _) = put(&store, &picture(2));
    let lies_there = |bytes: &[u8]| {
        let mark = &bytes[100_000..100_064];
        ["plain.db", "plain.db-wal"]
            .iter()
            .filter_map(|name| fs::read(folder.path().join(name)).ok())
            .any(|file| file.windows(mark.len()).any(|window| window == mark))
    };
    assert!(lies_there(&picture(1)));
    store.purge(act("purge"), &[("picture".to_owned(), gone.clone())]).unwrap();
    assert!(!lies_there(&picture(1)));
    assert!(lies_there(&picture(2)));
    assert_eq!(logged(&store, &gone), [None]);
    assert_eq!(bytes(&store, &kept), Some(picture(2)));
    assert!(matches!(store.undo("director", &made), Err(StoreError::UndoConflict)));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn another_key_a_backup_and_a_restore_keep_the_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let (id, dump, path) = {
        let store = Store::create(at, &site()).unwrap();
        let id = put(&store, &picture(1)).0;
        let path = store.backup(&StoreFiles::new(at).backups(), Reason::Asked).unwrap().unwrap();
        run(&store, "UPDATE picture SET deleted_at = 'then' WHERE id = ?1", &id).unwrap();
        (id, store.dump().unwrap(), path)
    };
    assert!(dump.contains("bytes="), "{dump}");
    let (old, key) = (StoreFiles::new(at).look().unwrap().open_key().unwrap().unwrap(), DataKey::generate().unwrap());
    let slots =
        vec![Slot::Passphrase { account: "a".into(), label: "教务主任".into(), sealed: serde_json::json!({}) }];
    change_key(at, &old, &key, slots.clone()).unwrap();
    backup::change_backup_key(&path, &old, &key, slots).unwrap();
    assert_eq!(Store::open(at, &site(), &key).unwrap().dump().unwrap(), dump);
    let staged = restore::stage(at, &path, &key, None, &site()).unwrap();
    assert_eq!(bytes(&staged.store, &id), Some(picture(1)));
    staged.take("director", None).unwrap();
    let store = Store::open(at, &site(), &key).unwrap();
    assert_eq!(bytes(&store, &id), Some(picture(1)));
    assert_eq!(store.check().unwrap(), []);
}
