//! Going back to a backup: by the key of the open school, or by a passphrase or the recovery key when it cannot be
//! opened any more.

use super::{
    accounts, backups,
    rows::{self, AccountRow},
};
use crate::{
    access::Role,
    entrance::{TRIES, door_of, named},
    error::{Code, Error, Result},
    office::{Office, Standing, locked},
    slots,
};
use keji_store::{
    Act, DataKey, KeyFile, StoreFiles,
    backup::{self, BackupHead},
    restore::{LeftChain, Staged, stage},
};
use std::path::Path;

/// Troubles in which the database may be whole.
const KEYS_LOST: [&str; 2] = ["keys_damaged", "store_incomplete"];

/// How the caller gets at the key when the school cannot be opened.
pub(crate) struct Way<'a> {
    pub(crate) account: Option<&'a str>,
    pub(crate) passphrase: Option<&'a str>,
    pub(crate) recovery: Option<&'a str>,
}

/// The key of a backup, with the slots to go on with and the account to sign in.
struct Found {
    key: DataKey,
    keys: KeyFile,
    account: Option<String>,
    /// Whether a director is known to stand here: signed in, or holding the recovery key.
    director: bool,
}

/// Puts a backup in the place of the school in `home`, which is kept aside, and opens it. On a machine without a school
/// the backup brings one.
///
/// # Errors
/// `OtherSchool`, `NotDirector`, `WrongPassphrase` and its like, or the store's refusals: then the present school is
/// as it was.
pub(crate) fn restore(office: &Office, home: &Path, path: &Path, way: &Way<'_>) -> Result<()> {
    let head = backup::verify(path)?;
    let found = match of_open_school(office, &head)? {
        Some(found) => found,
        None => by_way(office, home, &head, way)?,
    };
    // When only the keys were lost or damaged, the database itself is newer than any backup.
    if office.trouble().is_some_and(|trouble| KEYS_LOST.contains(&trouble.code.as_str()))
        && keji_store::rescue_keys(home, &found.key, &found.keys).is_ok()
    {
        tracing::info!("the database was whole: only its keys were put back");
        let opened = office.open_or_trouble(home, &found.key, found.account.as_deref());
        if opened.is_err() {
            // The keys are back: the locked door says what comes next.
            office.enter_or_trouble(home);
        }
        return opened;
    }
    let before = found_before(office);
    let first = matches!(&*office.present(), Standing::Nothing);
    let left = office.store().ok().and_then(|store| store.left_chain().ok());
    let clock = office.school_clock();
    office.set(Standing::Trouble { home: home.to_owned(), error: Error::rule(Code::Restoring).to_wire() });
    office.wait_until_closed();
    let result = stage(home, path, &found.key, Some(found.keys.clone()), &office.site(clock))
        .map_err(Error::from)
        .and_then(|staged| decided(staged, &found, left.as_ref()));
    match (result, before) {
        (Ok(()), _) => office.open_or_trouble(home, &found.key, found.account.as_deref()),
        (Err(error), Some((key, account))) => {
            office.open_or_trouble(home, &key, account.as_deref())?;
            Err(error)
        }
        (Err(error), None) => {
            if first {
                office.set(Standing::Nothing);
            } else {
                office.enter_or_trouble(home);
            }
            Err(error)
        }
    }
}

/// The key and the account of the school that is open now, to go back to when the restore fails.
fn found_before(office: &Office) -> Option<(DataKey, Option<String>)> {
    match &*office.present() {
        Standing::Open(opened) => {
            let account = opened.account.as_ref().map(|account| account.id.clone());
            opened.store.data_key().cloned().map(|key| (key, account))
        }
        _ => None,
    }
}

/// The open school's own key, when the backup is of this school.
fn of_open_school(office: &Office, head: &BackupHead) -> Result<Option<Found>> {
    let present = office.present();
    let Standing::Open(opened) = &*present else { return Ok(None) };
    if opened.store.store_id()? != head.store_id {
        return Err(Error::rule(Code::OtherSchool));
    }
    let keys = backups::present_keys(&opened.home).ok_or(keji_store::StoreError::KeysDamaged)?;
    let key = opened.store.data_key().cloned().ok_or_else(|| Error::rule(Code::NoSchool))?;
    let account = opened.account.as_ref().map(|account| account.id.clone());
    Ok(Some(Found { key, keys, account, director: true }))
}

/// The key by the slots that are still there: the present ones of the same store, or those of the backup.
fn by_way(office: &Office, home: &Path, head: &BackupHead, way: &Way<'_>) -> Result<Found> {
    // As long as the present slots can be read, older ones open nothing: a passphrase that was taken away stays away.
    if let Some(keys) = backups::present_keys(home) {
        if keys.store_id != head.store_id {
            return Err(Error::rule(Code::OtherSchool));
        }
        return open(office, keys, way);
    }
    let others = backup::list(&StoreFiles::new(home).backups())?;
    if others.iter().any(|(_, other)| other.as_ref().is_ok_and(|other| other.store_id != head.store_id)) {
        return Err(Error::rule(Code::OtherSchool));
    }
    open(office, head.keys.clone(), way)
}

fn open(office: &Office, keys: KeyFile, way: &Way<'_>) -> Result<Found> {
    if let Some(key) = keys.open_key()? {
        return Ok(Found { key, keys, account: None, director: true });
    }
    let now = office.system().now();
    if let Some(typed) = way.recovery {
        let account = named(&keys, way.account)?;
        locked(&office.patience).ask(TRIES, now)?;
        let key = slots::by_recovery(&keys, typed).inspect_err(|error| {
            if error.code() == Code::WrongRecovery.as_str() {
                locked(&office.patience).wrong(TRIES, now);
            }
        })?;
        return Ok(Found { key, keys, account: Some(account), director: true });
    }
    let account = named(&keys, way.account)?;
    locked(&office.patience).ask(&account, now)?;
    match slots::by_passphrase(&keys, &account, way.passphrase.unwrap_or_default()) {
        Ok(key) => {
            locked(&office.patience).right(&account);
            Ok(Found { key, keys, account: Some(account), director: false })
        }
        Err(error) if error.code() == Code::WrongPassphrase.as_str() => {
            let wait = locked(&office.patience).wrong(&account, now);
            Err(error.with("seconds", wait))
        }
        Err(error) => Err(error),
    }
}

/// Lets the restore happen when a director stands here. An account from after the backup's day is carried over, so
/// that nobody locks himself out.
fn decided(staged: Staged, found: &Found, left: Option<&LeftChain>) -> Result<()> {
    let actor = found.account.clone().unwrap_or_else(|| "director".to_owned());
    match allowed(&staged, found, &actor) {
        Ok(()) => {
            staged.take(&actor, left)?;
            Ok(())
        }
        Err(error) => {
            staged.leave()?;
            Err(error)
        }
    }
}

fn allowed(staged: &Staged, found: &Found, actor: &str) -> Result<()> {
    let Some(account) = &found.account else { return Ok(()) };
    let known = staged.store.read(rows::accounts)?;
    let nobody = known.is_empty();
    match known.into_iter().find(|row| row.id == *account) {
        Some(row) if row.role == Role::Director => return Ok(()),
        // A director of today may have been something else on the backup's day.
        Some(row) if found.director => {
            let row = AccountRow { role: Role::Director, ..row };
            staged
                .store
                .write(Act { op: "account_save", actor, sitting: None }, |tx| rows::update_account(tx, &row))?;
            return Ok(());
        }
        Some(_) => return Err(Error::rule(Code::NotDirector)),
        // From before the school had accounts: whoever opens it now stands for its office.
        None if nobody || found.director => {}
        None => return Err(Error::rule(Code::AccountGone)),
    }
    let label = door_of(&found.keys).accounts.into_iter().find(|door| door.id == *account).map(|door| door.label);
    let row = AccountRow {
        id: account.clone(),
        label: label.unwrap_or_else(|| accounts::FIRST_LABEL.to_owned()),
        role: Role::Director,
        teacher_id: None,
        department_id: None,
        department: String::new(),
    };
    staged.store.write(Act { op: "account_save", actor, sitting: None }, |tx| rows::insert_account(tx, &row))?;
    Ok(())
}
