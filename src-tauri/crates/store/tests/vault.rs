//! What the store does so that nothing is lost and nothing is changed unseen: chain, purge, backup, restore, keys.
#![allow(clippy::unwrap_used)]

use chrono::DateTime;
use keji_store::{
    Act, DataKey, FixedClock, KeyFile, Migration, RandomIds, Result, Site, Slot, Store, StoreError, StoreFiles, Tx,
    backup::{self, Reason},
    change_key, restore, rusqlite,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

const STEPS: &[Migration] = &[Migration {
    version: 1,
    name: "notes",
    sql: "CREATE TABLE note (id TEXT PRIMARY KEY NOT NULL, text TEXT, score INTEGER, deleted_at TEXT) STRICT;",
}];

fn site() -> Site {
    let now = DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap();
    Site { migrations: STEPS, clock: Arc::new(FixedClock(now)), ids: Arc::new(RandomIds), sign }
}

fn sign(seed: &[u8; 32], message: &[u8]) -> (String, String) {
    (seed.len().to_string(), message.len().to_string())
}

fn open_key(folder: &Path) -> DataKey {
    StoreFiles::new(folder).look().unwrap().open_key().unwrap().unwrap()
}

fn open(folder: &Path) -> Result<Store> {
    let key = StoreFiles::new(folder).look()?.open_key()?.unwrap();
    Store::open(folder, &site(), &key)
}

fn act(op: &str) -> Act<'_> {
    Act { op, actor: "director", sitting: None }
}

fn put(tx: &Tx<'_>, text: &str) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute("INSERT INTO note (id, text, score) VALUES (?1, ?2, 5)", [&id, text])?;
    Ok(id)
}

/// A store with some notes, closed.
fn closed(notes: u32) -> (TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path(), &site()).unwrap();
    let ids = (0..notes).map(|n| store.write(act("put"), |tx| put(tx, &format!("第 {n} 条评语"))).unwrap().0).collect();
    (folder, ids)
}

/// Changes the closed file behind the store's back, with its key.
fn meddle(folder: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(folder.join("keji.db")).unwrap();
    let hex = hex(open_key(folder).bytes());
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\";")).unwrap();
    assert!(connection.execute_batch(sql).is_ok(), "{sql}");
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn chain_findings(folder: &Path) -> usize {
    open(folder).unwrap().check().unwrap().iter().filter(|finding| finding.check == "chain").count()
}

#[test]
fn whoever_meddles_with_the_log_is_found_by_the_chain() {
    let meddlings = [
        "UPDATE change SET value = '改过的评语' WHERE field = 'text' AND id = (SELECT max(id) FROM change WHERE field = 'text')",
        "UPDATE act SET actor = 'somebody'",
        "UPDATE act SET at = '2020-01-01T00:00:00+08:00' WHERE id = (SELECT min(id) FROM act)",
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
        "DELETE FROM act WHERE id = (SELECT max(id) FROM act)",
        "DELETE FROM chain WHERE seq = 2",
        "UPDATE chain SET at = '2020' WHERE seq = 3",
        "UPDATE change SET value = NULL, salt = NULL WHERE field = 'score'",
        "INSERT INTO purged SELECT record_table, record_id, 'x' FROM change LIMIT 1",
        "INSERT INTO change (id, act_id, record_table, record_id, field, value, salt)
           SELECT 'ffff' || substr(id, 5), act_id, record_table, record_id, 'more', value, salt FROM change LIMIT 1",
    ];
    for sql in meddlings {
        let (folder, _) = closed(4);
        assert_eq!(chain_findings(folder.path()), 0);
        meddle(folder.path(), sql);
        assert!(chain_findings(folder.path()) > 0, "unseen: {sql}");
    }
}

#[test]
fn the_saves_of_a_sitting_stay_in_the_chain() {
    let (folder, ids) = closed(1);
    {
        let store = open(folder.path()).unwrap();
        for text in ["一", "一二", "一二三"] {
            let sitting = Act { op: "draft", actor: "director", sitting: Some("sitting-1") };
            let save = |tx: &Tx<'_>| -> Result<()> {
                tx.execute("UPDATE note SET text = ?2 WHERE id = ?1", [&ids[0], text])?;
                Ok(())
            };
            store.write(sitting, save).unwrap();
        }
        assert_eq!(store.acts(9).unwrap().len(), 2);
        assert_eq!(store.chain_head().unwrap().unwrap().seq, 4);
        assert_eq!(store.check().unwrap(), []);
    }
}

#[test]
fn a_purge_removes_the_values_and_the_chain_still_holds() {
    let (folder, ids) = closed(3);
    let store = open(folder.path()).unwrap();
    let head_before = store.chain_head().unwrap().unwrap();
    store.purge(act("purge"), &[("note".into(), ids[1].clone())]).unwrap();
    assert_eq!(store.check().unwrap(), []);
    assert_eq!(store.chain_head_at(head_before.seq).unwrap().unwrap(), head_before.head);
    let left: Vec<String> = store
        .read(|read| -> Result<_> {
            let mut statement = read.prepare("SELECT value FROM change WHERE field = 'text' AND value IS NOT NULL")?;
            let values = statement.query_map([], |row| row.get("value"))?;
            Ok(values.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    assert_eq!(left, ["第 0 条评语", "第 2 条评语"]);
    assert!(!store.dump().unwrap().contains("第 1 条评语"));
    assert!(store.undo("director", &store.acts(9).unwrap()[2].id).is_err(), "what was purged cannot be brought back");
}

#[test]
fn a_backup_holds_everything_and_shows_nothing() {
    let (folder, _) = closed(20);
    let store = open(folder.path()).unwrap();
    let path = store.backup(&StoreFiles::new(folder.path()).backups(), Reason::Asked).unwrap().unwrap();
    let head = backup::verify(&path).unwrap();
    assert_eq!(head.tables["note"], 20);
    assert_eq!(head.chain.as_ref().unwrap().head, store.chain_head().unwrap().unwrap().head);
    assert!(head.last_act_at.unwrap().starts_with("2026-11-19"));
    let bytes = fs::read(&path).unwrap();
    let marker = "条评语".as_bytes();
    assert!(!bytes.windows(marker.len()).any(|window| window == marker));
    let beside = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(beside, 1, "no unfinished file is left");
}

#[test]
fn one_flipped_bit_anywhere_in_a_backup_is_noticed() {
    let (folder, _) = closed(2);
    let path = {
        let store = open(folder.path()).unwrap();
        store.backup(&folder.path().join("backups"), Reason::Close).unwrap().unwrap()
    };
    let whole = fs::read(&path).unwrap();
    let head_end = whole.windows(2).rposition(|pair| pair == b"}]").unwrap_or(2000) + 400;
    let places = (0..head_end.min(whole.len())).chain((head_end..whole.len()).step_by(997));
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        assert!(backup::verify(&path).is_err(), "the bit at {at} went unnoticed");
    }
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    assert!(backup::verify(&path).is_err(), "a cut end went unnoticed");
}

#[test]
fn one_flipped_bit_anywhere_in_the_database_is_noticed_at_opening() {
    let (folder, _) = closed(150);
    let path = StoreFiles::new(folder.path()).database();
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 60 + 1).chain([0, 15, 16, 17, 4000, 4090, whole.len() - 1]) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        let refused = open(folder.path()).err().unwrap_or_else(|| panic!("the bit at {at} went unnoticed"));
        assert_eq!(refused.code(), "store_damaged", "{at}");
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(open(folder.path()).unwrap().check().unwrap(), []);
}

#[test]
fn a_restore_brings_everything_back_and_keeps_what_it_replaces() {
    let (folder, _) = closed(5);
    let at = folder.path();
    let (dump, path) = {
        let store = open(at).unwrap();
        let path = store.backup(&at.join("backups"), Reason::Asked).unwrap().unwrap();
        (store.dump().unwrap(), path)
    };
    let site_before = site_id(at);
    // The store goes on, and is then cut off with its log beside it.
    let (live, outside) = (open(at).unwrap(), tempfile::tempdir().unwrap());
    live.write(act("put"), |tx| put(tx, "备份以后写的")).unwrap();
    for name in ["keji.db", "keji.db-wal", "keys.json"] {
        fs::copy(at.join(name), outside.path().join(name)).unwrap();
    }
    drop(live);
    for name in ["keji.db", "keji.db-wal", "keys.json"] {
        fs::copy(outside.path().join(name), at.join(name)).unwrap();
    }
    let staged = restore::stage(at, &path, &open_key(at), None, &site()).unwrap();
    assert_eq!(staged.store.dump().unwrap(), dump);
    let aside = staged.take("director", None).unwrap().unwrap();
    assert!(!at.join("keji.db-wal").exists());
    {
        let store = open(at).unwrap();
        assert_eq!(store.dump().unwrap(), dump);
        assert_eq!(store.check().unwrap(), []);
        assert_eq!(store.acts(1).unwrap()[0].op, "backup_restore");
    }
    assert_ne!(site_id(at), site_before, "a restored store goes on as another site");
    let kept = open(&aside).unwrap();
    assert!(kept.dump().unwrap().contains("备份以后写的"), "the replaced store is whole");
}

#[test]
fn a_restore_that_was_decided_is_finished_after_a_power_cut() {
    let (folder, _) = closed(3);
    let at = folder.path();
    let path = open(at).unwrap().backup(&at.join("backups"), Reason::Asked).unwrap().unwrap();
    let (more, _) = closed(1);
    // Everything is laid out and decided, nothing is moved yet; then only the database is moved.
    for moved in [false, true] {
        let incoming = at.join("incoming");
        fs::create_dir_all(&incoming).unwrap();
        fs::copy(more.path().join("keys.json"), incoming.join("keys.json")).unwrap();
        let target = if moved { at.join("keji.db") } else { incoming.join("keji.db") };
        fs::copy(more.path().join("keji.db"), target).unwrap();
        let store = open(at).unwrap();
        assert_eq!(store.dump().unwrap().matches("条评语").count(), 1, "moved: {moved}");
        assert!(!incoming.exists());
    }
    assert!(backup::verify(&path).is_ok());
}

#[test]
fn a_lost_database_with_backups_is_no_first_start() {
    let (folder, _) = closed(1);
    let at = folder.path();
    open(at).unwrap().backup(&at.join("backups"), Reason::Close).unwrap().unwrap();
    for name in ["keji.db", "keys.json"] {
        fs::remove_file(at.join(name)).unwrap();
    }
    assert!(StoreFiles::new(at).any());
    assert!(matches!(Store::create(at, &site()), Err(StoreError::Exists)));
    assert!(matches!(StoreFiles::new(at).look(), Err(StoreError::Incomplete(_))));
}

#[test]
fn a_changed_key_opens_store_and_backups_and_the_old_one_nothing() {
    let (folder, _) = closed(6);
    let at = folder.path();
    let (dump, path) = {
        let store = open(at).unwrap();
        (store.dump().unwrap(), store.backup(&at.join("backups"), Reason::Close).unwrap().unwrap())
    };
    let (old, new) = (open_key(at), DataKey::generate().unwrap());
    let sealed = serde_json::json!({ "key": "wrapped" });
    let slots = vec![Slot::Passphrase { account: "a".into(), label: "教务主任".into(), sealed }];
    change_key(at, &old, &new, slots.clone()).unwrap();
    backup::change_backup_key(&path, &old, &new, slots.clone()).unwrap();
    assert_eq!(KeyFile::read(&at.join("keys.json")).unwrap().slots, slots);
    assert_eq!(Store::open(at, &site(), &old).err().unwrap().code(), "store_damaged");
    {
        let store = Store::open(at, &site(), &new).unwrap();
        assert_eq!(store.dump().unwrap(), dump);
        assert_eq!(store.check().unwrap(), []);
    }
    let staged = restore::stage(at, &path, &new, None, &site()).unwrap();
    assert_eq!(staged.store.dump().unwrap(), dump);
    staged.leave().unwrap();
    assert!(restore::stage(at, &path, &old, None, &site()).is_err());
    assert_eq!(Store::open(at, &site(), &new).unwrap().dump().unwrap(), dump);
}

#[test]
fn the_reserve_is_laid_dropped_and_laid_again() {
    let (folder, _) = closed(1);
    let reserve: PathBuf = folder.path().join("reserve");
    let store = open(folder.path()).unwrap();
    assert_eq!(fs::metadata(&reserve).unwrap().len(), 4 * 1024 * 1024);
    store.drop_reserve().unwrap();
    assert!(!reserve.exists());
    assert!(store.lay_reserve().unwrap());
    assert!(reserve.exists());
}

fn site_id(folder: &Path) -> String {
    let store = open(folder).unwrap();
    store
        .read(|read| -> Result<String> {
            Ok(read.query_row("SELECT value FROM meta WHERE key = 'site_id'", [], |row| row.get("value"))?)
        })
        .unwrap()
}
