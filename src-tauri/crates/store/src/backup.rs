//! Backups: one file each, whole in itself. A line that names the form and the digest of the head, the head (JSON: when,
//! why, counts, the signed head of the chain, the key slots), then the encrypted database as it was.

use crate::{
    chain::{self, ChainHead},
    check, connection, durable,
    error::{Result, StoreError},
    keys::{DataKey, KeyFile, Slot},
    migrate,
    open::Site,
    own,
    store::Store,
};
use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

/// Ending of a backup's name.
pub const ENDING: &str = "kejibak";
const FORM: &str = "KEJI BACKUP 1";

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The program was closed.
    Close,
    /// An hour or a day had passed.
    Timed,
    /// The user asked.
    Asked,
    /// A newer release brought the schema up.
    BeforeUpgrade,
    /// A file was about to be imported.
    BeforeImport,
    /// Records were about to be purged.
    BeforePurge,
    /// After a purge or a change of the key, in place of older ones.
    Fresh,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackupHead {
    /// Identity of the store.
    pub store_id: String,
    /// Why it was made.
    pub reason: Reason,
    /// When, RFC 3339.
    pub made_at: String,
    /// Version of the schema.
    pub schema: u32,
    /// Live records of each table.
    pub tables: BTreeMap<String, u32>,
    /// Moment of the last act, RFC 3339.
    pub last_act_at: Option<String>,
    /// The head of the chain, signed; none from before there was a chain.
    pub chain: Option<SignedHead>,
    /// The key slots, as they were.
    pub keys: KeyFile,
    /// Bytes of the database.
    pub bytes: u64,
    /// Digest of the database, 64 hexadecimal digits.
    pub digest: String,
}

/// The head of a chain with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// Number of the link.
    pub seq: u32,
    /// Head of the link.
    pub head: String,
    /// Public key of the store.
    pub public_key: String,
    /// Signature of [`SignedHead::message`].
    pub signature: String,
}

impl SignedHead {
    /// What is signed.
    pub fn message(store_id: &str, head: &ChainHead) -> String {
        format!("keji chain {store_id} {} {}", head.seq, head.head)
    }
}

impl Store {
    /// Makes a verified backup in `folder`; returns its path. None for a store in memory.
    ///
    /// # Errors
    /// `DiskFull`, file errors, or `Damaged` when the present store does not pass its own checks.
    pub fn backup(&self, folder: &Path, reason: Reason) -> Result<Option<PathBuf>> {
        let Some(place) = &self.place else { return Ok(None) };
        // A connection of its own: nobody waits for a backup.
        let connection = connection::open(&place.files.database(), &place.key, false)?;
        let key_file = KeyFile::read(&place.files.keys())?;
        make(&connection, &place.key, &key_file, folder, reason, &self.site).map(Some)
    }
}

/// Makes a backup of an open database.
pub(crate) fn make(
    connection: &Connection,
    key: &DataKey,
    keys: &KeyFile,
    folder: &Path,
    reason: Reason,
    site: &Site,
) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
    durable::sync_folder_of(folder)?;
    let now = site.clock.now();
    let target = free_name(folder, &keys.store_id, now);
    let copy = target.with_extension("copy.tmp");
    let unfinished = target.with_extension("tmp");
    let made = copied(connection, key, keys, &copy, reason, site).and_then(|head| packed(&head, &copy, &unfinished));
    let tidied = durable::remove(&copy);
    match made.and(tidied).and_then(|()| verify(&unfinished)).and_then(|_| durable::rename(&unfinished, &target)) {
        Ok(()) => Ok(target),
        Err(error) => {
            durable::remove(&unfinished)?;
            Err(error)
        }
    }
}

/// The copy as a plain encrypted database, verified, with its head.
fn copied(
    connection: &Connection,
    key: &DataKey,
    keys: &KeyFile,
    copy: &Path,
    reason: Reason,
    site: &Site,
) -> Result<BackupHead> {
    connection::copy(connection, key, copy)?;
    let copied = connection::open_still(copy, key)?;
    if let Some(finding) = check::pages(&copied)?.into_iter().next() {
        return Err(StoreError::Damaged(finding.detail));
    }
    let chain = if own::value(&copied, "log_version")?.is_some() { chain::head(&copied)? } else { None };
    let signed = match chain {
        Some(head) => {
            let message = SignedHead::message(&keys.store_id, &head);
            let (public_key, signature) = (site.sign)(&own::signing_seed(&copied)?, message.as_bytes());
            Some(SignedHead { seq: head.seq, head: head.head, public_key, signature })
        }
        None => None,
    };
    let (bytes, digest) =
        measured(&mut File::open(copy).map_err(StoreError::io(copy))?).map_err(StoreError::io(copy))?;
    Ok(BackupHead {
        store_id: keys.store_id.clone(),
        reason,
        made_at: site.clock.now().to_rfc3339(),
        schema: migrate::version(&copied)?,
        tables: counts(&copied)?,
        last_act_at: copied.query_row("SELECT max(at) AS at FROM act", [], |row| row.get("at"))?,
        chain: signed,
        keys: keys.clone(),
        bytes,
        digest,
    })
}

fn packed(head: &BackupHead, copy: &Path, target: &Path) -> Result<()> {
    let text = serde_json::to_string(head).map_err(|_| StoreError::BackupDamaged("head"))?;
    let mut file = File::create(target).map_err(StoreError::io(target))?;
    let first = format!("{FORM} {} {}\n", text.len(), blake3::hash(text.as_bytes()).to_hex());
    file.write_all(first.as_bytes()).map_err(StoreError::io(target))?;
    file.write_all(text.as_bytes()).map_err(StoreError::io(target))?;
    let mut database = File::open(copy).map_err(StoreError::io(copy))?;
    io::copy(&mut database, &mut file).map_err(StoreError::io(target))?;
    file.sync_all().map_err(StoreError::io(target))
}

/// Eight digits that tell two stores apart.
fn short(store_id: &str) -> String {
    store_id.chars().rev().filter(char::is_ascii_hexdigit).take(8).collect()
}

/// Removes what backups of a store that were cut short have left in a folder. Nobody may be making one there.
///
/// # Errors
/// File errors.
pub fn sweep(folder: &Path, store_id: &str) -> Result<()> {
    let ours = format!("-{}", short(store_id));
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.map_err(StoreError::io(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("keji-") && name.contains(&ours) && name.ends_with(".tmp") {
            durable::remove(&path)?;
        }
    }
    Ok(())
}

/// Reads what a backup says of itself. The database inside is not read.
///
/// # Errors
/// `BackupDamaged`, `TooNew` for a later form, file errors.
pub fn read_head(path: &Path) -> Result<BackupHead> {
    Ok(opened(path)?.0)
}

/// Reads a backup from end to end and holds every byte against its digest.
///
/// # Errors
/// As [`read_head`].
pub fn verify(path: &Path) -> Result<BackupHead> {
    let (head, mut file) = opened(path)?;
    let (bytes, digest) = measured(&mut file).map_err(StoreError::io(path))?;
    if bytes == head.bytes && digest == head.digest { Ok(head) } else { Err(StoreError::BackupDamaged("database")) }
}

/// Takes the database out of a verified backup.
pub(crate) fn unpack(path: &Path, target: &Path) -> Result<BackupHead> {
    let head = verify(path)?;
    let (_, mut file) = opened(path)?;
    let mut out = File::create(target).map_err(StoreError::io(target))?;
    io::copy(&mut file, &mut out).map_err(StoreError::io(target))?;
    out.sync_all().map_err(StoreError::io(target))?;
    Ok(head)
}

/// Encrypts a backup anew under another key with other slots, in its own place.
///
/// # Errors
/// As [`verify`]; the backup stays as it was.
pub fn change_backup_key(path: &Path, from: &DataKey, to: &DataKey, slots: Vec<Slot>) -> Result<()> {
    let (copy, unfinished) = (path.with_extension("copy.tmp"), path.with_extension("tmp"));
    let unpacked = unpack(path, &copy).and_then(|head| connection::change_key(&copy, from, to).map(|()| head));
    let head = match unpacked {
        Ok(head) => head,
        Err(error) => {
            durable::remove(&copy)?;
            return Err(error);
        }
    };
    let (bytes, digest) =
        measured(&mut File::open(&copy).map_err(StoreError::io(&copy))?).map_err(StoreError::io(&copy))?;
    let keys = KeyFile::new(head.store_id.clone(), slots);
    let packed = packed(&BackupHead { keys, bytes, digest, ..head }, &copy, &unfinished);
    durable::remove(&copy)?;
    match packed.and_then(|()| verify(&unfinished)).and_then(|_| durable::rename(&unfinished, path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            durable::remove(&unfinished)?;
            Err(error)
        }
    }
}

/// The backups of a folder with their heads, newest first; a file that cannot be read stands with its error.
///
/// # Errors
/// The folder cannot be read.
pub fn list(folder: &Path) -> Result<Vec<(PathBuf, Result<BackupHead>)>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io(folder)(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(StoreError::io(folder))?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.reverse();
    Ok(paths
        .into_iter()
        .map(|path| {
            let head = read_head(&path);
            (path, head)
        })
        .collect())
}

fn opened(path: &Path) -> Result<(BackupHead, BufReader<File>)> {
    let broken = |what| move |_| StoreError::BackupDamaged(what);
    let mut file = BufReader::new(File::open(path).map_err(StoreError::io(path))?);
    let mut first = Vec::new();
    (&mut file).take(160).read_until(b'\n', &mut first).map_err(StoreError::io(path))?;
    let first = String::from_utf8(first).map_err(|_| StoreError::BackupDamaged("form"))?;
    let (length, digest) = first
        .strip_prefix(FORM)
        .and_then(|rest| rest.strip_prefix(' '))
        .and_then(|rest| rest.strip_suffix('\n'))
        .and_then(|rest| rest.split_once(' '))
        .ok_or(StoreError::BackupDamaged("form"))?;
    let length: usize = length.parse().map_err(|_| StoreError::BackupDamaged("form"))?;
    // No head is larger than this: a declared size is not to be trusted.
    if length > 4 * 1024 * 1024 || first != format!("{FORM} {length} {digest}\n") {
        return Err(StoreError::BackupDamaged("form"));
    }
    let mut text = vec![0_u8; length];
    file.read_exact(&mut text).map_err(broken("head"))?;
    if blake3::hash(&text).to_hex().as_str() != digest {
        return Err(StoreError::BackupDamaged("head"));
    }
    let head = serde_json::from_slice(&text).map_err(|_| StoreError::BackupDamaged("head"))?;
    Ok((head, file))
}

fn measured(file: &mut impl Read) -> io::Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    let mut bytes = 0;
    let mut part = vec![0_u8; 256 * 1024];
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            return Ok((bytes, hasher.finalize().to_hex().to_string()));
        }
        hasher.update(&part[..read]);
        bytes += read as u64;
    }
}

/// Live records of each table that has them.
fn counts(connection: &Connection) -> Result<BTreeMap<String, u32>> {
    let mut counts = BTreeMap::new();
    for table in crate::capture::captured_tables(connection)? {
        let live = if crate::capture::fields(connection, &table)?.iter().any(|field| field == "deleted_at") {
            " WHERE deleted_at IS NULL"
        } else {
            ""
        };
        let sql = format!("SELECT count(*) AS n FROM \"{table}\"{live}");
        counts.insert(table, connection.query_row(&sql, [], |row| row.get("n"))?);
    }
    Ok(counts)
}

/// `keji-20261119-080200-1a2b3c4d.kejibak`: the moment and the store, so that two schools share one disk; with a number
/// behind it when two fall into one second.
fn free_name(folder: &Path, store_id: &str, now: DateTime<FixedOffset>) -> PathBuf {
    let stem = format!("keji-{}-{}", now.format("%Y%m%d-%H%M%S"), short(store_id));
    let mut path = folder.join(format!("{stem}.{ENDING}"));
    let mut number = 2;
    while path.exists() {
        path = folder.join(format!("{stem}-{number}.{ENDING}"));
        number += 1;
    }
    path
}
