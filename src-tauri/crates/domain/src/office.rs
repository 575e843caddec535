//! The state of a running process: which school is open, and what the host lends.

pub use crate::host::{Homes, Host, SampleClock};

use crate::{
    access::Session,
    error::{Code, Error, Result, WireError},
    exchange::Prepared,
    patience::Patience,
    schema::MIGRATIONS,
    school::{Recovered, SignedIn},
    search,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use keji_seal::RecoveryKey;
use keji_store::{Clock, Ids, KeyFile, Site, Store, StoreError, StoreFiles, backup::Reason};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, Weak},
};

/// The open school.
pub(crate) struct Opened {
    pub(crate) store: Arc<Store>,
    pub(crate) home: PathBuf,
    pub(crate) session: Session,
    pub(crate) account: Option<SignedIn>,
    /// Whether it has a passphrase.
    pub(crate) protected: bool,
    /// The draft that the last session left when it ended without closing.
    pub(crate) recovered: Option<Recovered>,
}

/// What stands in front of the user.
pub(crate) enum Standing {
    /// No school.
    Nothing,
    /// A school is open.
    Open(Opened),
    /// A school behind its locked door.
    Locked { home: PathBuf, keys: KeyFile },
    /// A school that is there and cannot be opened.
    Trouble { home: PathBuf, error: WireError },
}

/// The process's state. Shared by all calls.
pub struct Office {
    homes: Homes,
    host: Arc<dyn Host>,
    system: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    sample_clock: SampleClock,
    pub(crate) standing: RwLock<Standing>,
    /// Schools that were open before, as long as a running command holds on to them.
    pub(crate) leaving: Mutex<Vec<Weak<Store>>>,
    /// Commands run side by side; those that put another school in place run alone.
    pub(crate) gate: RwLock<()>,
    /// One entrance at a time.
    pub(crate) entering: Mutex<()>,
    /// One backup at a time.
    pub(crate) backing_up: Mutex<()>,
    pub(crate) patience: Mutex<Patience>,
    /// The recovery key that was just made, until its sheet is written.
    pub(crate) fresh_recovery: Mutex<Option<(RecoveryKey, NaiveDate)>>,
    /// What went wrong with the last backup: here, and in the second place.
    pub(crate) backup_problems: Mutex<(Option<String>, Option<String>)>,
    handles: Mutex<BTreeMap<String, PathBuf>>,
    pub(crate) previews: Mutex<BTreeMap<String, Prepared>>,
    /// People and classes made ready for finding.
    pub(crate) finder: search::Kept,
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
            standing: RwLock::new(Standing::Nothing),
            leaving: Mutex::new(Vec::new()),
            gate: RwLock::new(()),
            entering: Mutex::new(()),
            backing_up: Mutex::new(()),
            patience: Mutex::new(Patience::default()),
            fresh_recovery: Mutex::new(None),
            backup_problems: Mutex::new((None, None)),
            handles: Mutex::new(BTreeMap::new()),
            previews: Mutex::new(BTreeMap::new()),
            finder: search::Kept::default(),
        }
    }

    /// Opens the own school, or else the sample school, when one is there; one with a passphrase stays behind its
    /// locked door. A store that cannot be opened is kept as trouble and shown; it is never taken for a first start.
    pub fn open_any(&self) {
        let homes = [self.homes.own.clone(), self.homes.sample.clone()];
        if let Some(home) = homes.iter().find(|home| StoreFiles::new(*home).any()) {
            self.enter_or_trouble(home);
        }
    }

    /// Who acts now: the account that is signed in; the built-in director of a school without a passphrase, and where
    /// there is no school yet; nobody in front of a locked door or in trouble.
    pub fn session(&self) -> Session {
        session_of(&self.present())
    }

    /// The open school's store.
    ///
    /// # Errors
    /// `NoSchool`, or `Locked`.
    pub fn store(&self) -> Result<Arc<Store>> {
        match &*self.present() {
            Standing::Open(opened) => Ok(Arc::clone(&opened.store)),
            Standing::Locked { .. } => Err(Error::rule(Code::Locked)),
            Standing::Nothing | Standing::Trouble { .. } => Err(Error::rule(Code::NoSchool)),
        }
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
    pub fn trouble(&self) -> Option<WireError> {
        match &*self.present() {
            Standing::Trouble { error, .. } => Some(error.clone()),
            _ => None,
        }
    }

    /// Makes a store in a folder, fills it, gives it a passphrase when there is one, and opens it. The present school is
    /// closed; it is entered again when that fails.
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
            let clock = office.school_clock();
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
            office.enter(home)
        })
    }

    /// Goes to the school in a folder: opens it, stands before its locked door, or shows why it cannot be opened.
    /// The present school is closed.
    pub(crate) fn go_to(&self, home: &Path) {
        self.close();
        self.enter_or_trouble(home);
    }

    /// Closes the present school, runs `open`, and enters the present one again when that fails.
    fn instead_of_present(&self, home: &Path, open: impl FnOnce(&Self) -> Result<()>) -> Result<()> {
        let before = match &*self.present() {
            Standing::Nothing => None,
            Standing::Open(Opened { home, .. }) | Standing::Locked { home, .. } | Standing::Trouble { home, .. } => {
                Some(home.clone())
            }
        };
        self.close();
        let result = open(self);
        if result.is_err()
            && let Some(before) = before.filter(|before| before != home)
        {
            self.enter_or_trouble(&before);
        }
        result
    }

    /// Removes the store in a folder, closing it first when it is the open one.
    pub(crate) fn remove_at(&self, home: &Path) -> Result<()> {
        if matches!(&*self.present(), Standing::Open(opened) if opened.home == home) {
            self.set(Standing::Nothing);
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

    /// Closes the open school, after a backup when anything has changed since the last one.
    pub fn close(&self) {
        self.back_up_if_changed(Reason::Close);
        self.set(Standing::Nothing);
    }

    /// What stands in front of the user.
    pub(crate) fn present(&self) -> RwLockReadGuard<'_, Standing> {
        self.standing.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts something else in front of the user; what belonged to the school before is forgotten.
    pub(crate) fn set(&self, standing: Standing) {
        let before = std::mem::replace(&mut *self.standing.write().unwrap_or_else(PoisonError::into_inner), standing);
        if let Some(store) = store_of(&before) {
            locked(&self.leaving).push(Arc::downgrade(&store));
        }
        drop(before);
        locked(&self.previews).clear();
        locked(&self.handles).clear();
        self.finder.forget();
        *locked(&self.fresh_recovery) = None;
        self.sweep_papers();
    }

    /// Removes the papers that were only opened for printing: they lie there in the clear.
    fn sweep_papers(&self) {
        for entry in std::fs::read_dir(&self.homes.papers).into_iter().flatten().flatten() {
            if std::fs::remove_file(entry.path()).is_err() {
                tracing::warn!("a printed paper could not be removed yet");
            }
        }
    }

    /// The machine's own clock.
    pub(crate) fn system(&self) -> &Arc<dyn Clock> {
        &self.system
    }

    /// A clock for a store that is about to be opened.
    pub(crate) fn school_clock(&self) -> Arc<crate::school::SchoolClock> {
        Arc::new(crate::school::SchoolClock::new(Arc::clone(&self.system)))
    }

    /// How the sample school's clock goes.
    pub(crate) fn sample_clock(&self) -> SampleClock {
        self.sample_clock
    }

    pub(crate) fn site(&self, clock: Arc<dyn Clock>) -> Site {
        let sign = |seed: &[u8; 32], message: &[u8]| (keji_seal::public_key(seed), keji_seal::sign(seed, message));
        Site { migrations: MIGRATIONS, clock, ids: Arc::clone(&self.ids), sign }
    }
}

pub(crate) fn session_of(standing: &Standing) -> Session {
    match standing {
        Standing::Nothing => Session::built_in(),
        Standing::Open(opened) => opened.session.clone(),
        Standing::Locked { .. } | Standing::Trouble { .. } => Session::visitor(),
    }
}

pub(crate) fn store_of(standing: &Standing) -> Option<Arc<Store>> {
    match standing {
        Standing::Open(opened) => Some(Arc::clone(&opened.store)),
        _ => None,
    }
}

/// Removes the files of a store, and nothing else that may lie in its folder.
fn remove_store(home: &Path) -> Result<()> {
    for name in ["keji.db", "keji.db-wal", "keji.db-shm", "keys.json", "lock", "holder.json", "reserve"] {
        match std::fs::remove_file(home.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::File(error)),
        }
    }
    for name in ["backups", "incoming", "incoming.new"] {
        match std::fs::remove_dir_all(home.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::File(error)),
        }
    }
    Ok(())
}

pub(crate) fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
