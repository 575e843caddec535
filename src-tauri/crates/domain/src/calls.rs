//! Running a command: who calls, in which school, beside what.

use crate::{
    access::Session,
    command::{Call, Progress, tree},
    commands,
    error::{Code, Error, Result},
    office::{Office, session_of, store_of},
};
use keji_store::Store;
use serde_json::{Value, value::RawValue};
use std::{
    sync::{Arc, PoisonError, RwLockWriteGuard, TryLockError, Weak},
    thread,
    time::Duration,
};

/// Commands that put another school, or other files of it, in place: nothing else runs meanwhile.
const ALONE: [&str; 7] =
    ["school_create", "school_open", "sample_open", "sample_remove", "passphrase_first", "backup_restore", "purge_run"];

impl Office {
    /// Runs a command as whoever is signed in.
    ///
    /// # Errors
    /// What the command refuses.
    pub fn call_here(
        &self,
        name: &str,
        request: Value,
        progress: &dyn Fn(Progress),
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Box<RawValue>> {
        // Who acts and in which school are one fact: a command that outlasts a locking finds neither the next account
        // nor the next school.
        let beside = |name: &str| {
            // Locking waits for nobody.
            (name != "lock").then(|| self.gate.read().unwrap_or_else(PoisonError::into_inner))
        };
        let (session, store) = {
            let _waiting = beside(name);
            let standing = self.present();
            (session_of(&standing), store_of(&standing).as_ref().map(Arc::downgrade))
        };
        if ALONE.contains(&name) {
            // What runs alone may have waited: it must still be the same one who asks.
            let _alone = self.alone()?;
            if self.session() != session {
                return Err(Error::rule(Code::Locked));
            }
            return self.run(&session, None, name, request, progress, cancelled);
        }
        let _beside = beside(name);
        self.run(&session, store, name, request, progress, cancelled)
    }

    /// Waits until nothing else runs. It does not queue: whoever comes meanwhile is served.
    fn alone(&self) -> Result<RwLockWriteGuard<'_, ()>> {
        for _ in 0..1000 {
            match self.gate.try_write() {
                Ok(alone) => return Ok(alone),
                Err(TryLockError::Poisoned(poisoned)) => return Ok(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            }
        }
        Err(Error::rule(Code::Busy))
    }

    /// Runs a command as somebody, for tests.
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
        let store = if ALONE.contains(&name) { None } else { store_of(&self.present()).as_ref().map(Arc::downgrade) };
        let answer = self.run(session, store, name, request, progress, cancelled)?;
        tree(&answer)
    }

    fn run(
        &self,
        session: &Session,
        store: Option<Weak<Store>>,
        name: &str,
        request: Value,
        progress: &dyn Fn(Progress),
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Box<RawValue>> {
        let result = commands::dispatch(&Call { office: self, session, store, progress, cancelled }, name, request);
        if let Err(error) = &result
            && error.code() == "store_damaged"
        {
            self.note_damage(error);
        }
        result
    }
}
