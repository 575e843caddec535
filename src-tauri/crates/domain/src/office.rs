//! The state of a running process: which school is open, where schools lie, and what the host lends.

use crate::{
    access::Session,
    command::{Call, Progress},
    commands,
    error::{Code, Error, Result},
    exchange::Prepared,
    schema::MIGRATIONS,
};
use chrono::{DateTime, FixedOffset};
use keji_store::{Clock, Ids, Site, Store, StoreError, StoreFiles};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

/// What the process around the domain lends it.
pub trait Host: Send + Sync {
    /// Asks the user for a file to read; none when cancelled.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_open(&self, purpose: &str) -> Result<Option<PathBuf>>;
    /// Asks the user where to write; none when cancelled.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_save(&self, file_name: &str, extension: &str) -> Result<Option<PathBuf>>;
    /// Opens a file in the system's viewer.
    ///
    /// # Errors
    /// `HostFailed`.
    fn open_file(&self, path: &Path) -> Result<()>;
    /// Shows a file in its folder.
    ///
    /// # Errors
    /// `HostFailed`.
    fn reveal_file(&self, path: &Path) -> Result<()>;
    /// The command that reads users' files in a process of its own.
    fn worker(&self) -> keji_intake::host::WorkerCommand;
}

/// Where schools lie on this machine.
#[derive(Debug, Clone)]
pub struct Homes {
    /// Folder of the own school.
    pub own: PathBuf,
    /// Folder of the sample school; the same as `own` where a folder holds one school only.
    pub sample: PathBuf,
    /// Folder for papers that are only opened for printing.
    pub papers: PathBuf,
}

/// How the sample school's clock goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleClock {
    /// From the pinned moment on, as time passes.
    Running,
    /// Stands still: for tests and pictures.
    Standing,
}

/// The open school.
struct Opened {
    store: Arc<Store>,
    home: PathBuf,
}

/// The process's state. Shared by all calls.
pub struct Office {
    homes: Homes,
    host: Arc<dyn Host>,
    system: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    sample_clock: SampleClock,
    opened: RwLock<Option<Opened>>,
    trouble: Mutex<Option<crate::WireError>>,
    handles: Mutex<BTreeMap<String, PathBuf>>,
    pub(crate) previews: Mutex<BTreeMap<String, Prepared>>,
}

impl Office {
    /// A process without an open school.
    pub fn new(
        homes: Homes,
        host: Arc<dyn Host>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        sample_clock: SampleClock,
    ) -> Self {
        Self {
            homes,
            host,
            system: clock,
            ids,
            sample_clock,
            opened: RwLock::new(None),
            trouble: Mutex::new(None),
            handles: Mutex::new(BTreeMap::new()),
            previews: Mutex::new(BTreeMap::new()),
        }
    }

    /// Opens the own school, or else the sample school, when one is there. A store that cannot be opened is kept
    /// as trouble and shown; it is never taken for a first start.
    pub fn open_any(&self) {
        let homes = [self.homes.own.clone(), self.homes.sample.clone()];
        for home in homes {
            if StoreFiles::new(&home).any() {
                if let Err(error) = self.open_at(&home) {
                    tracing::warn!(code = error.code(), "a store cannot be opened");
                    *locked(&self.trouble) = Some(error.to_wire());
                }
                return;
            }
        }
    }

    /// Runs a command.
    ///
    /// # Errors
    /// What the command refuses.
    pub fn call(
        &self,
        session: &Session,
        name: &str,
        request: Value,
        progress: &dyn Fn(Progress),
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Value> {
        commands::dispatch(&Call { office: self, session, progress, cancelled }, name, request)
    }

    /// The open school's store.
    ///
    /// # Errors
    /// `NoSchool`, or why the store that is there cannot be opened.
    pub fn store(&self) -> Result<Arc<Store>> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        opened.as_ref().map(|opened| Arc::clone(&opened.store)).ok_or_else(|| Error::rule(Code::NoSchool))
    }

    /// What the host lends.
    pub fn host(&self) -> &dyn Host {
        &*self.host
    }

    /// Where schools lie.
    pub fn homes(&self) -> &Homes {
        &self.homes
    }

    /// The present moment: of the open school, or the machine's without one.
    pub fn now(&self) -> DateTime<FixedOffset> {
        match self.store() {
            Ok(store) => store.clock().now(),
            Err(_) => self.system.now(),
        }
    }

    /// Why the store that is there could not be opened.
    pub fn trouble(&self) -> Option<crate::WireError> {
        locked(&self.trouble).clone()
    }

    /// Opens the school in a folder in place of the present one, which stays open when that fails.
    ///
    /// # Errors
    /// The store's refusals.
    pub fn open_at(&self, home: &Path) -> Result<()> {
        self.instead_of_present(home, |office| office.open_store(home))
    }

    /// Makes a store in a folder and opens it; the present school stays open when that fails.
    ///
    /// # Errors
    /// The store's refusals, or what `fill` returns; then the folder's store is removed again.
    pub(crate) fn create_at(
        &self,
        home: &Path,
        fill: impl FnOnce(&Store, &crate::school::SchoolClock) -> Result<()>,
        ids: Option<Arc<dyn Ids>>,
    ) -> Result<()> {
        if StoreFiles::new(home).any() {
            return Err(StoreError::Exists.into());
        }
        self.instead_of_present(home, |office| {
            let clock = Arc::new(crate::school::SchoolClock::new(Arc::clone(&office.system)));
            let mut site = office.site(clock.clone());
            if let Some(ids) = ids {
                site.ids = ids;
            }
            let store = Store::create(home, &site)?;
            let filled = fill(&store, &clock);
            drop(store);
            if let Err(error) = filled {
                remove_store(home)?;
                return Err(error);
            }
            office.open_store(home)
        })
    }

    /// Closes the present school, runs `open`, and opens the present one again when that fails.
    fn instead_of_present(&self, home: &Path, open: impl FnOnce(&Self) -> Result<()>) -> Result<()> {
        let before = {
            let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
            opened.as_ref().map(|opened| opened.home.clone())
        };
        self.close();
        let result = open(self);
        if result.is_err()
            && let Some(before) = before.filter(|before| before != home)
            && let Err(error) = self.open_store(&before)
        {
            tracing::warn!(code = error.code(), "the school that was open cannot be opened again");
            *locked(&self.trouble) = Some(error.to_wire());
        }
        result
    }

    fn open_store(&self, home: &Path) -> Result<()> {
        let clock = Arc::new(crate::school::SchoolClock::new(Arc::clone(&self.system)));
        let store = Store::open(home, &self.site(clock.clone()))?;
        crate::school::pin(&store, &clock, self.sample_clock)?;
        let opened = Opened { store: Arc::new(store), home: home.to_owned() };
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok(())
    }

    /// Removes the store in a folder, closing it first when it is the open one.
    pub(crate) fn remove_at(&self, home: &Path) -> Result<()> {
        let is_open = {
            let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
            opened.as_ref().is_some_and(|opened| opened.home == home)
        };
        if is_open {
            self.close();
        }
        remove_store(home)
    }

    /// Keeps a path that the user chose; the web view gets only the handle.
    ///
    /// # Errors
    /// The system's source of randomness failed.
    pub fn keep_path(&self, path: PathBuf) -> Result<String> {
        let random = self.ids.random().map_err(StoreError::from)?;
        let handle = random.iter().fold(String::from("file-"), |text, byte| format!("{text}{byte:02x}"));
        locked(&self.handles).insert(handle.clone(), path);
        Ok(handle)
    }

    /// The path behind a handle.
    ///
    /// # Errors
    /// `UnknownHandle`.
    pub fn path_of(&self, handle: &str) -> Result<PathBuf> {
        locked(&self.handles).get(handle).cloned().ok_or_else(|| Error::rule(Code::UnknownHandle))
    }

    /// Closes the open school.
    pub fn close(&self) {
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = None;
        *locked(&self.trouble) = None;
        locked(&self.previews).clear();
    }

    fn site(&self, clock: Arc<dyn Clock>) -> Site {
        Site { migrations: MIGRATIONS, clock, ids: Arc::clone(&self.ids) }
    }
}

/// Removes the files of a store, and nothing else that may lie in its folder.
fn remove_store(home: &Path) -> Result<()> {
    for name in ["keji.db", "keji.db-wal", "keji.db-shm", "keji.db.new", "keys.json", "lock"] {
        match std::fs::remove_file(home.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::File(error)),
        }
    }
    Ok(())
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
