//! Setting and changing passphrases: the slots of the open school.

use crate::{
    error::{Code, Error, Result},
    office::{Office, Standing},
    reseal, slots, vault,
};
use keji_store::{DataKey, Slot, Store};
use std::sync::Arc;

impl Office {
    /// Gives the open school its first account with its passphrase.
    ///
    /// # Errors
    /// As [`Office::protect`].
    pub(crate) fn first_passphrase(&self, actor: &str, label: &str, passphrase: &str) -> Result<()> {
        slots::check_passphrase(passphrase)?;
        if self.protected_school().is_ok() {
            return Err(Error::rule(Code::AlreadyProtected));
        }
        let store = self.store()?;
        let account = vault::first_account(&store, actor, label)?;
        let label = store.read(|read| vault::label(read, &account))?.unwrap_or_default();
        drop(store);
        let done = self.protect(&account, &label, passphrase);
        if done.is_err()
            && let Ok(store) = self.store()
        {
            vault::forget_account(&store, actor, &account)?;
        }
        done
    }

    /// Gives the open school its first passphrase: encrypts store and backups anew under a new key, which only the
    /// account's slot holds, and signs that account in.
    ///
    /// # Errors
    /// `AlreadyProtected`; the store's refusals, after which the school is as it was.
    fn protect(&self, account: &str, label: &str, passphrase: &str) -> Result<()> {
        slots::check_passphrase(passphrase)?;
        let (home, old, store_id) = match &*self.present() {
            Standing::Open(opened) if opened.protected => return Err(Error::rule(Code::AlreadyProtected)),
            Standing::Open(opened) => {
                let key = opened.store.data_key().cloned().ok_or_else(|| Error::rule(Code::NoSchool))?;
                (opened.home.clone(), key, opened.store.store_id()?)
            }
            _ => return Err(Error::rule(Code::NoSchool)),
        };
        let new = DataKey::generate()?;
        let slot = slots::for_account(&new, &store_id, account, label, passphrase)?;
        let old_slot = slots::for_account(&old, &store_id, account, label, passphrase)?;
        let folders = self.backup_folders(&home);
        self.set(Standing::Nothing);
        self.wait_until_closed();
        if let Err(error) = keji_store::change_key(&home, &old, &new, vec![slot.clone()]) {
            self.enter_or_trouble(&home);
            return Err(error.into());
        }
        reseal::replaced(&folders, &old, &new, &slot, &old_slot);
        reseal::backups(&folders, &store_id, &new, &[slot]);
        self.open_or_trouble(&home, &new, Some(account))
    }

    /// Wraps the data key anew for an account of the open school.
    ///
    /// # Errors
    /// `PassphraseShort`, `NoPassphrase` while the school has none, file errors.
    pub(crate) fn change_slot(&self, account: &str, passphrase: &str) -> Result<()> {
        slots::check_passphrase(passphrase)?;
        let (home, store) = self.protected_school()?;
        let key = store.data_key().ok_or_else(|| Error::rule(Code::NoSchool))?;
        let label = store.read(|read| vault::label(read, account))?.ok_or_else(|| Error::rule(Code::AccountGone))?;
        let slot = slots::for_account(key, &store.store_id()?, account, &label, passphrase)?;
        keji_store::change_slots(&home, |slots| {
            slots.retain(|slot| !belongs(slot, account));
            slots.push(slot);
        })?;
        Ok(())
    }

    /// Changes the label at the door, or takes the account's slot away.
    ///
    /// # Errors
    /// File errors.
    pub(crate) fn change_label(&self, account: &str, new: Option<&str>) -> Result<()> {
        let (home, _) = self.protected_school()?;
        keji_store::change_slots(&home, |slots| match new {
            None => slots.retain(|slot| !belongs(slot, account)),
            Some(new) => {
                for slot in slots {
                    if let Slot::Passphrase { account: owner, label, .. } = slot
                        && owner == account
                    {
                        new.clone_into(label);
                    }
                }
            }
        })?;
        Ok(())
    }

    /// The open school's folder and store, when it has a passphrase.
    ///
    /// # Errors
    /// `NoPassphrase`, `NoSchool`.
    pub(crate) fn protected_school(&self) -> Result<(std::path::PathBuf, Arc<Store>)> {
        match &*self.present() {
            Standing::Open(opened) if opened.protected => Ok((opened.home.clone(), Arc::clone(&opened.store))),
            Standing::Open(_) => Err(Error::rule(Code::NoPassphrase)),
            _ => Err(Error::rule(Code::NoSchool)),
        }
    }
}

fn belongs(slot: &Slot, account: &str) -> bool {
    matches!(slot, Slot::Passphrase { account: owner, .. } if owner == account)
}
