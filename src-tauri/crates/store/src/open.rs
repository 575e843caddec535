//! Making and opening a store's folder: `keji.db`, `keys.json`, `backups/`, `logs/`.

use crate::{
    capture::{self, Pen, Present},
    clock::Clock,
    connection,
    error::{Result, StoreError},
    ids::{Ids, uuid_v7},
    keys::{DataKey, KeyFile},
    migrate::{self, Migration},
    snapshot,
    store::Store,
};
use rusqlite::{Connection, params};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// What a store needs from its host: the schema, the time, the identifiers.
#[derive(Clone)]
pub struct Site {
    /// All steps of the schema.
    pub migrations: &'static [Migration],
    /// Source of time.
    pub clock: Arc<dyn Clock>,
    /// Source of identifiers.
    pub ids: Arc<dyn Ids>,
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

    /// Whether anything of a store stands in the folder: then it is never taken for a first start.
    pub fn any(&self) -> bool {
        self.database().exists() || self.keys().exists()
    }

    fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }
}

impl Store {
    /// Makes a new store in `folder`.
    ///
    /// # Errors
    /// `Exists` when anything of a store is there already; file errors.
    pub fn create(folder: &Path, site: &Site) -> Result<Self> {
        let files = StoreFiles::new(folder);
        if files.any() {
            return Err(StoreError::Exists);
        }
        fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
        let lock = hold(&files)?;
        let key = DataKey::generate()?;
        let now = site.clock.now();
        let store_id = uuid_v7(u64::try_from(now.timestamp_millis()).unwrap_or_default(), &site.ids.random()?);
        // The database is made under another name: a power cut in between leaves no half store.
        let unfinished = folder.join("keji.db.new");
        if unfinished.exists() {
            fs::remove_file(&unfinished).map_err(StoreError::io(&unfinished))?;
        }
        {
            let mut connection = connection::open(&unfinished, &key, true)?;
            migrate::apply(&mut connection, site.migrations, &now.to_rfc3339())?;
            write_identity(&connection, &store_id, site)?;
            connection.execute_batch("PRAGMA journal_mode=DELETE")?;
        }
        KeyFile::open_slot(store_id, &key).write(&files.keys())?;
        fs::rename(&unfinished, files.database()).map_err(StoreError::io(&unfinished))?;
        Self::assemble(&files, &key, site, lock)
    }

    /// Opens the store in `folder`, bringing it to the present schema after a snapshot.
    ///
    /// # Errors
    /// Each way in which a store can be unfit has its own variant.
    pub fn open(folder: &Path, site: &Site) -> Result<Self> {
        let files = StoreFiles::new(folder);
        if !files.any() {
            return Err(StoreError::Missing);
        }
        if !files.keys().exists() {
            return Err(StoreError::Incomplete("keys.json"));
        }
        let bytes = match fs::metadata(files.database()) {
            Ok(meta) => meta.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Incomplete("keji.db"));
            }
            Err(error) => return Err(StoreError::io(files.database())(error)),
        };
        // A keyed open of an empty file would succeed as a new, empty database.
        if bytes == 0 {
            return Err(StoreError::Damaged("keji.db is empty".into()));
        }
        let lock = hold(&files)?;
        let key_file = KeyFile::read(&files.keys())?;
        let key = key_file.data_key()?;
        let mut connection = connection::open(&files.database(), &key, false)?;
        let pending = migrate::pending(&connection, site.migrations)?;
        if identity(&connection)? != key_file.store_id {
            return Err(StoreError::Damaged("keys.json belongs to another store".into()));
        }
        if !pending.is_empty() {
            let from = migrate::version(&connection)?;
            let target = folder.join("backups").join(format!("before-schema-{from:04}.db"));
            snapshot::take(&connection, &key, &target)?;
            migrate::apply(&mut connection, pending, &site.clock.now().to_rfc3339())?;
        }
        drop(connection);
        Self::assemble(&files, &key, site, lock)
    }

    /// A store in memory, without encryption: for tests.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn memory(site: &Site) -> Result<Self> {
        let mut connection = connection::memory()?;
        migrate::apply(&mut connection, site.migrations, &site.clock.now().to_rfc3339())?;
        write_identity(&connection, "memory", site)?;
        let pen = pen(&connection)?;
        capture::install(&connection, &pen)?;
        Ok(Self {
            writer: Mutex::new(connection),
            reader: None,
            pen,
            clock: Arc::clone(&site.clock),
            ids: Arc::clone(&site.ids),
            newest_id: Mutex::new((0, 0)),
            folder: None,
            lock: None,
        })
    }

    fn assemble(files: &StoreFiles, key: &DataKey, site: &Site, lock: File) -> Result<Self> {
        let writer = connection::open(&files.database(), key, false)?;
        let reader = connection::open(&files.database(), key, false)?;
        reader.execute_batch("PRAGMA query_only=ON")?;
        let pen = pen(&writer)?;
        capture::install(&writer, &pen)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Some(Mutex::new(reader)),
            pen,
            clock: Arc::clone(&site.clock),
            ids: Arc::clone(&site.ids),
            newest_id: Mutex::new((0, 0)),
            folder: Some(files.folder.clone()),
            lock: Some(lock),
        })
    }
}

/// How often, and how long in between, a held lock is tried again: a program that is just ending lets go of it.
const PATIENCE: (u32, Duration) = (6, Duration::from_millis(50));

fn hold(files: &StoreFiles) -> Result<File> {
    let path = files.lock();
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(StoreError::io(&path))?;
    for _ in 0..PATIENCE.0 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PATIENCE.1),
            Err(TryLockError::Error(source)) => return Err(StoreError::io(path)(source)),
        }
    }
    Err(StoreError::Held)
}

fn write_identity(connection: &Connection, store_id: &str, site: &Site) -> Result<()> {
    let random = site.ids.random()?;
    let site_id = random.iter().take(4).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let mut statement = connection.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)")?;
    statement.execute(params!["store_id", store_id])?;
    statement.execute(params!["site_id", site_id])?;
    Ok(())
}

fn identity(connection: &Connection) -> Result<String> {
    Ok(connection.query_row("SELECT value FROM meta WHERE key = 'store_id'", [], |row| row.get("value"))?)
}

/// The pen goes on where the log ends, so that the hybrid clock never goes back.
fn pen(connection: &Connection) -> Result<Pen> {
    let site: String =
        connection.query_row("SELECT value FROM meta WHERE key = 'site_id'", [], |row| row.get("value"))?;
    let last: Option<String> = connection.query_row(
        "SELECT max(last) AS last FROM (SELECT max(id) AS last FROM change UNION ALL SELECT max(clock) FROM act)",
        [],
        |row| row.get("last"),
    )?;
    let (millis, counter) = last.as_deref().map_or((0, 0), |stamp| {
        let millis = stamp.get(..12).and_then(|hex| u64::from_str_radix(hex, 16).ok()).unwrap_or(0);
        let counter = stamp.get(12..18).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
        (millis, counter)
    });
    Ok(Arc::new(Mutex::new(Present { act: None, site, millis, counter })))
}
