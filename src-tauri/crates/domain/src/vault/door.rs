//! Commands of the door: unlocking, locking, passphrases, the recovery key.

use super::{
    accounts,
    types::{FirstPassphrase, PassphraseChange, RecoveryMake, RecoverySave, RecoveryShown, Unlock, UnlockByRecovery},
};
use crate::{
    command::Call,
    error::{Code, Error, Result},
    office::locked,
    papers,
    report::Exported,
    school::{self, AppStatus},
    slots,
    wire::Nothing,
};
use chrono::NaiveDate;
use keji_seal::RecoveryKey;
use keji_store::{Slot, StoreFiles};
use std::fs;

/// Opens the door with an account's passphrase.
pub(crate) fn unlock(call: &Call<'_>, request: Unlock) -> Result<AppStatus> {
    call.office.unlock(Some(&request.account), &request.passphrase)?;
    school::status(call, Nothing {})
}

/// Opens the door with the recovery key.
pub(crate) fn unlock_by_recovery(call: &Call<'_>, request: UnlockByRecovery) -> Result<AppStatus> {
    call.office.unlock_by_recovery(&request.recovery, &request.account, &request.passphrase)?;
    school::status(call, Nothing {})
}

/// Locks the school.
pub(crate) fn lock(call: &Call<'_>, _: Nothing) -> Result<AppStatus> {
    call.office.lock()?;
    school::status(call, Nothing {})
}

/// Sets the first passphrase.
pub(crate) fn first(call: &Call<'_>, request: FirstPassphrase) -> Result<AppStatus> {
    call.office.first_passphrase(&call.session.actor, &request.label, &request.passphrase)?;
    school::status(call, Nothing {})
}

/// Changes the own passphrase after the present one was given.
pub(crate) fn change(call: &Call<'_>, request: PassphraseChange) -> Result<Nothing> {
    slots::check_passphrase(&request.new)?;
    confirm(call, Some(&request.old))?;
    let account = call.office.signed_in().account.ok_or_else(|| Error::rule(Code::NoPassphrase))?;
    call.office.change_slot(&account.id, &request.new)?;
    accounts::note(&*call.store()?, "passphrase_change", &call.session.actor)?;
    Ok(Nothing {})
}

/// Makes a recovery key in place of the present one.
pub(crate) fn recovery_make(call: &Call<'_>, request: RecoveryMake) -> Result<RecoveryShown> {
    confirm(call, Some(&request.passphrase))?;
    let (home, store) = call.office.protected_school()?;
    let key = store.data_key().ok_or_else(|| Error::rule(Code::NoSchool))?;
    let recovery = RecoveryKey::generate().map_err(|_| Error::rule(Code::NoRecovery))?;
    let made_on = call.office.now().date_naive();
    let slot = slots::for_recovery(key, &store.store_id()?, &recovery, made_on)?;
    keji_store::change_slots(&home, |slots| {
        slots.retain(|slot| !matches!(slot, Slot::Recovery { .. }));
        slots.push(slot);
    })?;
    accounts::note(&store, "recovery_make", &call.session.actor)?;
    let groups = recovery.groups();
    *locked(&call.office.fresh_recovery) = Some((recovery, made_on));
    Ok(RecoveryShown { groups, made_on })
}

/// Writes the sheet of the recovery key that was just made.
pub(crate) fn recovery_save(call: &Call<'_>, request: RecoverySave) -> Result<Exported> {
    let sheet = sheet(call)?;
    let path = call.office.path_of(&request.handle)?;
    fs::write(&path, &sheet).map_err(Error::File)?;
    Ok(Exported {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        size: u32::try_from(sheet.len()).unwrap_or(u32::MAX),
        handle: request.handle,
    })
}

/// Opens the sheet in the system's viewer.
pub(crate) fn recovery_print(call: &Call<'_>, _: Nothing) -> Result<Nothing> {
    let sheet = sheet(call)?;
    let folder = &call.office.homes().papers;
    fs::create_dir_all(folder).map_err(Error::File)?;
    let path = folder.join("恢复密钥.pdf");
    fs::write(&path, sheet).map_err(Error::File)?;
    call.office.host().open_file(&path)?;
    Ok(Nothing {})
}

/// Holds the caller's passphrase once more, before what cannot be taken back. Without a passphrase there is nothing to
/// hold it against.
///
/// # Errors
/// `WrongPassphrase`, `TooSoon`.
pub(crate) fn confirm(call: &Call<'_>, passphrase: Option<&str>) -> Result<()> {
    let Some(account) = call.office.signed_in().account else { return Ok(()) };
    let (home, _) = call.office.protected_school()?;
    let keys = StoreFiles::new(home).look()?;
    let now = call.office.system().now();
    locked(&call.office.patience).ask(&account.id, now)?;
    match slots::by_passphrase(&keys, &account.id, passphrase.unwrap_or_default()) {
        Ok(_) => {
            locked(&call.office.patience).right(&account.id);
            Ok(())
        }
        Err(error) if error.code() == Code::WrongPassphrase.as_str() => {
            let wait = locked(&call.office.patience).wrong(&account.id, now);
            Err(error.with("seconds", wait))
        }
        Err(error) => Err(error),
    }
}

fn sheet(call: &Call<'_>) -> Result<Vec<u8>> {
    let (groups, made_on): (Vec<String>, NaiveDate) = locked(&call.office.fresh_recovery)
        .as_ref()
        .map(|(key, made_on)| (key.groups(), *made_on))
        .ok_or_else(|| Error::rule(Code::RecoveryForgotten))?;
    let school = call.read(school::school)?;
    papers::recovery_sheet(&school.name, made_on, &groups)
}
