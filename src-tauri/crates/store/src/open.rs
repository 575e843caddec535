//! Making and opening a store's folder: `keji.db`, `keys.json`, `backups/`, `logs/`, `reserve`.

use crate::{
    backup::{self, Reason},
    capture::{self, Pen, Present},
    check,
    clock::Clock,
    connection, durable,
    error::{Result, StoreError},
    ids::{Ids, uuid_v7},
    keys::{DataKey, KeyFile},
    lock::HeldLock,
    migrate::{self, Migration},
    own, place, reserve, restore,
    store::Store,
};
use rusqlite::{Connection, params};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// What a store needs from its host: the schema, the time, the identifiers, the hand that signs.
#[derive(Clone)]
pub struct Site {
    /// All steps of the schema.
    pub migrations: &'static [Migration],
    /// Source of time.
    pub clock: Arc<dyn Clock>,
    /// Source of identifiers.
    pub ids: Arc<dyn Ids>,
    /// Public key of a seed, and its signature of a message.
    pub sign: fn(seed: &[u8; 32], message: &[u8]) -> (String, String),
}

/// Names of a store's files below its folder.
#[derive(Debug, Clone)]
pub struct StoreFiles {
    /// The folder.
    pub folder: PathBuf,
}

impl StoreFiles {
    /// The files of the store in `folder`.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.join("keji.db")
    }

    /// The key slots.
    pub fn keys(&self) -> PathBuf {
        self.folder.join("keys.json")
    }

    /// The rolling set of backups.
    pub fn backups(&self) -> PathBuf {
        self.folder.join("backups")
    }

    /// Whether anything of a store stands in the folder: then it is never taken for a first start.
    pub fn any(&self) -> bool {
        let own = [self.database(), self.keys(), self.folder.join("incoming")];
        own.iter().any(|path| there(path)) || self.has_backups()
    }

    /// Looks at the folder without opening the database: finishes a change of files that was decided, tells apart
    /// what can be wrong, and gives the ways to the key.
    ///
    /// # Errors
    /// `Missing`, `Incomplete`, `Empty`, `Foreign`, `KeysDamaged`, `TooNew`, `NetworkShare`, `Held`.
    pub fn look(&self) -> Result<KeyFile> {
        if !self.any() {
            return Err(StoreError::Missing);
        }
        on_this_machine(&self.folder)?;
        if self.folder.join("incoming").exists() {
            let lock = HeldLock::quietly(self)?;
            self.finish_incoming()?;
            drop(lock);
        }
        self.whole()?;
        KeyFile::read(&self.keys())
    }

    pub(crate) fn reserve(&self) -> PathBuf {
        self.folder.join("reserve")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Backups without a store are a lost store, not a first start.
    fn has_backups(&self) -> bool {
        let of_a_store = |path: &Path| {
            let replaced = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(restore::REPLACED));
            replaced || path.extension().is_some_and(|ending| ending == backup::ENDING)
        };
        match fs::read_dir(self.backups()) {
            Ok(mut entries) => entries.any(|entry| entry.is_ok_and(|entry| of_a_store(&entry.path()))),
            Err(error) => error.kind() != std::io::ErrorKind::NotFound,
        }
    }

    /// Both files are there, and the database can be one.
    fn whole(&self) -> Result<()> {
        let bytes = match fs::metadata(self.database()) {
            Ok(meta) => meta.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Incomplete("keji.db"));
            }
            Err(error) => return Err(StoreError::io(self.database())(error)),
        };
        if !self.keys().exists() {
            return Err(StoreError::Incomplete("keys.json"));
        }
        // A keyed open of an empty file would succeed as a new, empty database.
        if bytes == 0 {
            return Err(StoreError::Empty);
        }
        let mut head = Vec::new();
        let file = File::open(self.database()).map_err(StoreError::io(self.database()))?;
        file.take(64).read_to_end(&mut head).map_err(StoreError::io(self.database()))?;
        // With a log beside it, a power cut may have left noise in the head; the log puts it right.
        let noise = head.iter().all(|byte| *byte == head[0]) && there(&self.side_file("-wal"));
        if !noise && of_another_kind(&head) { Err(StoreError::Foreign) } else { Ok(()) }
    }
}

/// Whether something stands at a path: whatever cannot be looked at counts as something.
fn there(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => true,
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

/// Encrypted pages look like noise: known heads and plain text are files of another kind.
fn of_another_kind(head: &[u8]) -> bool {
    const KNOWN: [&[u8]; 6] = [
        b"SQLite format 3\0",
        b"PK\x03\x04",
        b"%PDF",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
    ];
    // A character may be cut off where the head ends.
    let text = match std::str::from_utf8(head) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).ok(),
        Err(_) => None,
    };
    KNOWN.iter().any(|known| head.starts_with(known))
        || text.is_some_and(|text| !text.chars().any(|c| c.is_control() && !c.is_whitespace()))
        || head.iter().all(|byte| *byte == head[0])
}

pub(crate) fn on_this_machine(folder: &Path) -> Result<()> {
    place::network_share(folder).map_or(Ok(()), |kind| Err(StoreError::NetworkShare(kind)))
}

impl Store {
    /// Makes a new store in `folder`, with its key in an `open` slot.
    ///
    /// # Errors
    /// `Exists` when anything of a store is there already, `NetworkShare`; file errors.
    pub fn create(folder: &Path, site: &Site) -> Result<Self> {
        let files = StoreFiles::new(folder);
        if files.any() {
            return Err(StoreError::Exists);
        }
        on_this_machine(folder)?;
        fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
        durable::sync_folder_of(folder)?;
        let lock = HeldLock::take(&files, &*site.clock)?;
        // Somebody may have made one while this call waited.
        if files.any() {
            return Err(StoreError::Exists);
        }
        let key = DataKey::generate()?;
        let now = site.clock.now();
        let store_id = uuid_v7(u64::try_from(now.timestamp_millis()).unwrap_or_default(), &site.ids.random()?);
        let staged = files.clear_staging()?;
        {
            let mut connection = connection::open(&staged.database(), &key, true)?;
            let at = now.to_rfc3339();
            migrate::apply(&mut connection, site.migrations, &at)?;
            own::upgrade(&mut connection, &*site.ids, &at)?;
            write_identity(&connection, &store_id, site)?;
            connection.execute_batch("PRAGMA journal_mode=DELETE")?;
        }
        KeyFile::open(store_id, &key).write(&staged.keys())?;
        files.take_staging()?;
        Self::assemble(&files, &key, site, lock)
    }

    /// Opens the store in `folder` with its key, bringing it to the present schema after a backup.
    ///
    /// # Errors
    /// Each way in which a store can be unfit has its own variant. A key that a slot gave back and that does not open
    /// the database means `Damaged`.
    pub fn open(folder: &Path, site: &Site, key: &DataKey) -> Result<Self> {
        let files = StoreFiles::new(folder);
        let key_file = files.look()?;
        let lock = HeldLock::take(&files, &*site.clock)?;
        let closed_well = !files.side_file("-wal").exists();
        let mut connection = connection::open(&files.database(), key, false)?;
        // Every page is held against its digest; a damaged one shows here, not in the middle of a term. What a power
        // cut left in the log is copied back first: until then the file alone may be cut short.
        if connection::copy_back(&connection)? {
            if let Some(finding) = check::cipher(&connection)?.into_iter().next() {
                return Err(StoreError::Damaged(finding.detail));
            }
            check::salt(&files.database(), &connection, key, closed_well)?;
        }
        let pending = migrate::pending(&connection, site.migrations)?;
        let outdated = own::outdated(&connection)?;
        if own::value(&connection, "store_id")?.as_ref() != Some(&key_file.store_id) {
            return Err(StoreError::Damaged("keys.json belongs to another store".into()));
        }
        // An older form of the key file is brought to the present one.
        if fs::read(files.keys()).map_err(StoreError::io(files.keys()))? != key_file.text()?.into_bytes() {
            key_file.write(&files.keys())?;
        }
        if !pending.is_empty() || outdated {
            let now = site.clock.now();
            backup::make(&connection, key, &key_file, &files.backups(), Reason::BeforeUpgrade, site)?;
            migrate::apply(&mut connection, pending, &now.to_rfc3339())?;
            own::upgrade(&mut connection, &*site.ids, &now.to_rfc3339())?;
        }
        drop(connection);
        Self::assemble(&files, key, site, lock)
    }

    /// A store in memory, without encryption: for tests.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn memory(site: &Site) -> Result<Self> {
        let mut connection = connection::memory()?;
        let at = site.clock.now().to_rfc3339();
        migrate::apply(&mut connection, site.migrations, &at)?;
        own::upgrade(&mut connection, &*site.ids, &at)?;
        write_identity(&connection, "memory", site)?;
        let pen = pen(&connection)?;
        capture::install(&connection, &pen, &site.ids)?;
        Ok(Self {
            writer: Mutex::new(connection),
            reader: None,
            pen,
            site: site.clone(),
            newest_id: Mutex::new((0, 0)),
            place: None,
        })
    }

    /// A store on an unencrypted file that holds a copy of a store's tables: for measuring what encryption costs. No host
    /// opens one.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn plain(path: &Path, site: &Site) -> Result<Self> {
        let writer = connection::plain(path)?;
        let reader = connection::plain(path)?;
        reader.execute_batch("PRAGMA query_only=ON")?;
        let pen = pen(&writer)?;
        capture::install(&writer, &pen, &site.ids)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Some(Mutex::new(reader)),
            pen,
            site: site.clone(),
            newest_id: Mutex::new((0, 0)),
            place: None,
        })
    }

    fn assemble(files: &StoreFiles, key: &DataKey, site: &Site, lock: HeldLock) -> Result<Self> {
        let writer = connection::open(&files.database(), key, false)?;
        let reader = connection::open(&files.database(), key, false)?;
        reader.execute_batch("PRAGMA query_only=ON")?;
        let pen = pen(&writer)?;
        capture::install(&writer, &pen, &site.ids)?;
        if !reserve::lay(&files.reserve())? {
            tracing::warn!("no room for the reserve");
        }
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Some(Mutex::new(reader)),
            pen,
            site: site.clone(),
            newest_id: Mutex::new((0, 0)),
            place: Some(Place { files: files.clone(), key: key.clone(), lock }),
        })
    }
}

/// Where an open store lies. The lock is given back after the connections are closed.
pub(crate) struct Place {
    pub(crate) files: StoreFiles,
    pub(crate) key: DataKey,
    pub(crate) lock: HeldLock,
}

fn write_identity(connection: &Connection, store_id: &str, site: &Site) -> Result<()> {
    own::set(connection, "store_id", store_id)?;
    mint_site(connection, &*site.ids)
}

/// A new identity of this copy of the store: a restored backup goes on as another site.
pub(crate) fn mint_site(connection: &Connection, ids: &dyn Ids) -> Result<()> {
    let random = ids.random()?;
    own::set(connection, "site_id", &crate::chain::hex(&random[..4]))
}

/// The pen goes on where the log ends, so that the hybrid clock never goes back.
fn pen(connection: &Connection) -> Result<Pen> {
    let site = own::value(connection, "site_id")?.ok_or_else(|| StoreError::Damaged("no site".into()))?;
    let last: Option<String> = connection.query_row(
        "SELECT max(last) AS last FROM (SELECT max(id) AS last FROM change UNION ALL
           SELECT a.clock FROM act a WHERE a.id = (SELECT act_id FROM chain ORDER BY seq DESC LIMIT 1))",
        params![],
        |row| row.get("last"),
    )?;
    let (millis, counter) = last.as_deref().map_or((0, 0), |stamp| {
        let millis = stamp.get(..12).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let counter = stamp.get(12..18).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
        (millis, counter)
    });
    Ok(Arc::new(Mutex::new(Present { site, millis, counter, ..Present::default() })))
}
