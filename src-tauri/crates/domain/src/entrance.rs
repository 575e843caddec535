//! Entering a school: past an open slot, a passphrase or the recovery key; locking it again; its first passphrase.

use crate::{
    access::{Role, Session},
    error::{Code, Error, Result},
    office::{Office, Opened, Standing, locked},
    reseal,
    school::{self, Door, DoorAccount, Recovered, SignedIn},
    slots, vault,
};
use keji_store::{DataKey, KeyFile, Slot, Store, StoreError, StoreFiles, backup::Reason};
use std::{
    path::Path,
    sync::{Arc, PoisonError},
    thread,
    time::Duration,
};

/// Under this name the tries of the recovery key are counted.
pub(crate) const TRIES: &str = "recovery";

/// How the open school was entered.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) account: Option<SignedIn>,
    /// Whether it has a passphrase.
    pub(crate) protected: bool,
    pub(crate) recovered: Option<Recovered>,
}

impl Office {
    /// Opens the school in a folder, or stands before its locked door.
    ///
    /// # Errors
    /// The store's refusals.
    pub fn enter(&self, home: &Path) -> Result<()> {
        let keys = StoreFiles::new(home).look()?;
        if let Some(key) = keys.open_key()? {
            return self.open_with(home, &key, None);
        }
        self.set(Standing::Locked { home: home.to_owned(), keys });
        Ok(())
    }

    /// Opens the school in a folder, or shows why that cannot be.
    pub(crate) fn enter_or_trouble(&self, home: &Path) {
        if let Err(error) = self.enter(home) {
            self.show_trouble(home, &error);
        }
    }

    /// Shows why the school in a folder cannot be opened.
    fn show_trouble(&self, home: &Path, error: &Error) {
        tracing::warn!(code = error.code(), "a store cannot be opened");
        self.set(Standing::Trouble { home: home.to_owned(), error: error.to_wire() });
    }

    /// Opens the door with an account's passphrase. `account` is its identifier or its label; none is the only account.
    ///
    /// # Errors
    /// `WrongPassphrase`, `TooSoon`, `UnknownAccount`, `AccountGone`; the store's refusals become trouble.
    pub fn unlock(&self, account: Option<&str>, passphrase: &str) -> Result<()> {
        match self.unlock_or_refuse(account, passphrase) {
            Err(Error::Store(error)) => {
                let home = match &*self.present() {
                    Standing::Locked { home, .. } => home.clone(),
                    _ => return Err(error.into()),
                };
                self.show_trouble(&home, &error.into());
                Ok(())
            }
            other => other,
        }
    }

    /// The same, where there is no screen to show trouble on: the store's refusals are refusals.
    ///
    /// # Errors
    /// As [`Office::unlock`], and the store's own.
    pub fn unlock_or_refuse(&self, account: Option<&str>, passphrase: &str) -> Result<()> {
        let (home, keys) = self.door_keys()?;
        let account = named(&keys, account)?;
        let now = self.system().now();
        locked(&self.patience).ask(&account, now)?;
        let key = match slots::by_passphrase(&keys, &account, passphrase) {
            Err(error) if error.code() == Code::WrongPassphrase.as_str() => {
                let wait = locked(&self.patience).wrong(&account, now);
                tracing::info!(wait, "a wrong passphrase");
                return Err(error.with("seconds", wait));
            }
            other => other?,
        };
        locked(&self.patience).right(&account);
        let _alone = locked(&self.entering);
        if self.session().actor == account {
            // The second of two clicks.
            return Ok(());
        }
        self.door_keys()?;
        self.open_with(&home, &key, Some(&account))
    }

    /// Opens the door with the recovery key and gives a director's account a new passphrase.
    ///
    /// # Errors
    /// `RecoveryGroup`, `RecoveryLength`, `WrongRecovery`, `NoRecovery`, `TooSoon`, `NotDirector`, `PassphraseShort`.
    pub(crate) fn unlock_by_recovery(&self, typed: &str, account: &str, passphrase: &str) -> Result<()> {
        slots::check_passphrase(passphrase)?;
        let (home, keys) = self.door_keys()?;
        let account = named(&keys, Some(account))?;
        let now = self.system().now();
        locked(&self.patience).ask(TRIES, now)?;
        let key = match slots::by_recovery(&keys, typed) {
            Err(error) if error.code() == Code::WrongRecovery.as_str() => {
                locked(&self.patience).wrong(TRIES, now);
                return Err(error);
            }
            other => other?,
        };
        locked(&self.patience).right(TRIES);
        // Whoever holds the recovery key must get in, also when no director's account is left.
        match self.open_with(&home, &key, Some(&account)) {
            Err(error) if error.code() == Code::AccountGone.as_str() => {
                self.bring_back(&home, &key, &keys, &account)?;
            }
            Err(Error::Store(_)) => return self.open_or_trouble(&home, &key, Some(&account)),
            other => other?,
        }
        if self.session().role != Role::Director {
            self.lock()?;
            return Err(Error::rule(Code::NotDirector));
        }
        self.change_slot(&account, passphrase)?;
        vault::note(&*self.store()?, "recovery_used", &account)
    }

    /// Writes the account's line anew when the school has no director any more.
    fn bring_back(&self, home: &Path, key: &DataKey, keys: &KeyFile, account: &str) -> Result<()> {
        let store = Store::open(home, &self.site(self.school_clock()), key)?;
        let label = door_of(keys).accounts.into_iter().find(|known| known.id == account).map(|known| known.label);
        vault::bring_back(&store, account, label.as_deref())?;
        drop(store);
        self.open_with(home, key, Some(account))
    }

    /// Locks the school, after a backup when anything has changed.
    ///
    /// # Errors
    /// `NoPassphrase` when anybody could open it again.
    pub(crate) fn lock(&self) -> Result<()> {
        let home = match &*self.present() {
            Standing::Open(opened) if opened.protected => opened.home.clone(),
            Standing::Open(_) => return Err(Error::rule(Code::NoPassphrase)),
            _ => return Ok(()),
        };
        self.back_up_if_changed(Reason::Close);
        // In one step: at no moment does the school look like none.
        match StoreFiles::new(&home).look() {
            Ok(keys) => self.set(Standing::Locked { home, keys }),
            Err(error) => self.set(Standing::Trouble { home, error: Error::from(error).to_wire() }),
        }
        Ok(())
    }

    /// Who is signed in, and how the school was entered.
    pub(crate) fn signed_in(&self) -> Entry {
        match &*self.present() {
            Standing::Open(opened) => Entry {
                account: opened.account.clone(),
                protected: opened.protected,
                recovered: opened.recovered.clone(),
            },
            _ => Entry::default(),
        }
    }

    /// Reads the present account anew, after it was changed.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn refresh_session(&self, store: &Store) -> Result<()> {
        let Some(present) = self.signed_in().account else { return Ok(()) };
        let found = store.read(|read| vault::sign_in(read, &present.id))?;
        let mut standing = self.standing.write().unwrap_or_else(PoisonError::into_inner);
        if let (Standing::Open(opened), Some((session, signed_in))) = (&mut *standing, found) {
            opened.session = session;
            opened.account = Some(signed_in);
        }
        Ok(())
    }

    /// Whether a passphrase is needed to go on.
    pub fn is_locked(&self) -> bool {
        matches!(&*self.present(), Standing::Locked { .. })
    }

    /// Puts a store that is open already in front, as the built-in director: for measuring. No host does so.
    pub fn stand_on(&self, store: Store) {
        let home = store.folder().unwrap_or(Path::new("")).to_owned();
        self.set(Standing::Open(Opened {
            store: Arc::new(store),
            home,
            session: Session::built_in(),
            account: None,
            protected: false,
            recovered: None,
        }));
    }

    /// What the locked door shows.
    pub(crate) fn door(&self) -> Option<Door> {
        match &*self.present() {
            Standing::Locked { keys, .. } => Some(door_of(keys)),
            _ => None,
        }
    }

    /// Waits until commands that still run have let go of the school that was open before, at most twenty seconds.
    pub(crate) fn wait_until_closed(&self) {
        let mut leaving = locked(&self.leaving);
        for _ in 0..1000 {
            leaving.retain(|store| store.strong_count() > 0);
            if leaving.is_empty() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        tracing::warn!("a command holds on to the school that was closed");
    }

    /// Damage that shows while the school is open leads to the way out, like damage that shows at opening.
    pub(crate) fn note_damage(&self, error: &Error) {
        let home = match &*self.present() {
            Standing::Open(opened) => opened.home.clone(),
            _ => return,
        };
        tracing::warn!(code = error.code(), "the open store is damaged");
        self.set(Standing::Trouble { home, error: error.to_wire() });
    }

    /// Opens a store with its key; a store that cannot be opened becomes trouble and the call succeeds.
    pub(crate) fn open_or_trouble(&self, home: &Path, key: &DataKey, account: Option<&str>) -> Result<()> {
        match self.open_with(home, key, account) {
            Err(Error::Store(error)) => {
                self.show_trouble(home, &error.into());
                Ok(())
            }
            other => other,
        }
    }

    fn open_with(&self, home: &Path, key: &DataKey, account: Option<&str>) -> Result<()> {
        let clock = self.school_clock();
        self.wait_until_closed();
        let store = self.open_store(home, key, clock.clone())?;
        school::pin(&store, &clock, self.sample_clock())?;
        let (session, signed_in) = match account {
            None => (Session::built_in(), None),
            Some(account) => {
                let found = store.read(|read| vault::sign_in(read, account))?;
                let (session, signed_in) = found.ok_or_else(|| Error::rule(Code::AccountGone))?;
                (session, Some(signed_in))
            }
        };
        let recovered = match store.left_open() {
            Some(holder) => store.read(|read| school::left_draft(read, &holder.since, &session.reach))?,
            None => None,
        };
        if let Some(signed_in) = &signed_in
            && let Err(error) = vault::note(&store, "unlock", &signed_in.id)
        {
            // A full disk keeps nobody out: there must be a way to make room.
            tracing::warn!(code = error.code(), "the unlocking could not be noted");
        }
        if let (Some(_), Some(store_id)) = (account, store.store_id().ok()) {
            reseal::later(&self.backup_folders_of(&store, home), &store_id, key, home);
        }
        self.set(Standing::Open(Opened {
            store: Arc::new(store),
            home: home.to_owned(),
            session,
            account: signed_in,
            protected: account.is_some(),
            recovered,
        }));
        Ok(())
    }

    /// Opens a store; on a full disk the reserve makes room for it.
    fn open_store(&self, home: &Path, key: &DataKey, clock: Arc<school::SchoolClock>) -> Result<Store> {
        match Store::open(home, &self.site(clock.clone()), key) {
            Err(StoreError::DiskFull) => {
                tracing::warn!("the disk is full: the reserve is dropped");
                keji_store::drop_reserve(home)?;
                Ok(Store::open(home, &self.site(clock), key)?)
            }
            other => Ok(other?),
        }
    }

    /// The keys of the locked door, read anew: another window may have changed them.
    fn door_keys(&self) -> Result<(std::path::PathBuf, KeyFile)> {
        let home = match &*self.present() {
            Standing::Locked { home, .. } => home.clone(),
            Standing::Open(_) => return Err(Error::rule(Code::NotLocked)),
            _ => return Err(Error::rule(Code::NoSchool)),
        };
        let keys = StoreFiles::new(&home).look()?;
        Ok((home, keys))
    }
}

/// What a door with these keys shows.
pub(crate) fn door_of(keys: &KeyFile) -> Door {
    let accounts = keys.slots.iter().filter_map(|slot| match slot {
        Slot::Passphrase { account, label, .. } => Some(DoorAccount { id: account.clone(), label: label.clone() }),
        _ => None,
    });
    Door { accounts: accounts.collect(), recovery: keys.slots.iter().any(|slot| matches!(slot, Slot::Recovery { .. })) }
}

/// The account that an identifier or a label names; the only one when none is named.
pub(crate) fn named(keys: &KeyFile, name: Option<&str>) -> Result<String> {
    let accounts = door_of(keys).accounts;
    let found = match name {
        Some(name) => accounts.into_iter().find(|account| account.id == name || account.label == name),
        None if accounts.len() == 1 => accounts.into_iter().next(),
        None => None,
    };
    found.map(|account| account.id).ok_or_else(|| Error::rule(Code::UnknownAccount))
}
