//! The data key in its slots: wrapped for an account's passphrase, wrapped for the recovery key.

use crate::error::{Code, Error, Result};
use chrono::NaiveDate;
use keji_seal::{Cost, RecoveryKey, SealError, Wrapped};
use keji_store::{DataKey, KeyFile, Slot, StoreError};
use serde_json::Value;

/// Shortest passphrase, in characters.
const LEAST: usize = 8;
/// Longest passphrase, in characters.
const MOST: usize = 200;

/// Checks a new passphrase.
///
/// # Errors
/// `PassphraseShort`, `FieldTooLong`.
pub(crate) fn check_passphrase(passphrase: &str) -> Result<()> {
    let length = passphrase.chars().count();
    if length < LEAST || passphrase.chars().all(char::is_whitespace) {
        return Err(Error::rule(Code::PassphraseShort).with("least", LEAST));
    }
    if length > MOST {
        return Err(Error::rule(Code::FieldTooLong).with("field", "口令").with("most", MOST));
    }
    Ok(())
}

/// Wraps the data key for an account.
pub(crate) fn for_account(key: &DataKey, store: &str, account: &str, label: &str, passphrase: &str) -> Result<Slot> {
    let wrapped =
        keji_seal::wrap(key.bytes(), passphrase, Cost::OFFICE, &of_account(store, account)).map_err(failed)?;
    Ok(Slot::Passphrase { account: account.to_owned(), label: label.to_owned(), sealed: written(&wrapped)? })
}

/// Wraps the data key for a recovery key.
pub(crate) fn for_recovery(key: &DataKey, store: &str, recovery: &RecoveryKey, made_on: NaiveDate) -> Result<Slot> {
    let wrapped = keji_seal::wrap_recovery(key.bytes(), recovery, &of_recovery(store)).map_err(failed)?;
    Ok(Slot::Recovery { made_on: made_on.to_string(), sealed: written(&wrapped)? })
}

/// The data key behind an account's passphrase.
///
/// # Errors
/// `WrongPassphrase`, `UnknownAccount`, `KeysDamaged`.
pub(crate) fn by_passphrase(keys: &KeyFile, account: &str, passphrase: &str) -> Result<DataKey> {
    let sealed = keys.slots.iter().find_map(|slot| match slot {
        Slot::Passphrase { account: owner, sealed, .. } if owner == account => Some(sealed),
        _ => None,
    });
    let wrapped = read(sealed.ok_or_else(|| Error::rule(Code::UnknownAccount))?)?;
    let key = keji_seal::unwrap(&wrapped, passphrase, &of_account(&keys.store_id, account)).map_err(failed)?;
    Ok(DataKey::from_bytes(key))
}

/// The data key behind the recovery key, typed in any way.
///
/// # Errors
/// `RecoveryGroup`, `RecoveryLength`, `WrongRecovery`, `NoRecovery`, `KeysDamaged`.
pub(crate) fn by_recovery(keys: &KeyFile, typed: &str) -> Result<DataKey> {
    let recovery = RecoveryKey::parse(typed).map_err(failed)?;
    let sealed = keys.slots.iter().find_map(|slot| match slot {
        Slot::Recovery { sealed, .. } => Some(sealed),
        _ => None,
    });
    let wrapped = read(sealed.ok_or_else(|| Error::rule(Code::NoRecovery))?)?;
    match keji_seal::unwrap_recovery(&wrapped, &recovery, &of_recovery(&keys.store_id)) {
        Ok(key) => Ok(DataKey::from_bytes(key)),
        Err(SealError::Wrong) => Err(Error::rule(Code::WrongRecovery)),
        Err(error) => Err(failed(error)),
    }
}

/// A slot opens only for its account in its store.
fn of_account(store: &str, account: &str) -> String {
    format!("keji account {store} {account}")
}

fn of_recovery(store: &str) -> String {
    format!("keji recovery {store}")
}

fn written(wrapped: &Wrapped) -> Result<Value> {
    serde_json::to_value(wrapped).map_err(|_| StoreError::KeysDamaged.into())
}

fn read(sealed: &Value) -> Result<Wrapped> {
    serde_json::from_value(sealed.clone()).map_err(|_| StoreError::KeysDamaged.into())
}

fn failed(error: SealError) -> Error {
    match error {
        SealError::Wrong => Error::rule(Code::WrongPassphrase),
        SealError::Group(group) => Error::rule(Code::RecoveryGroup).with("group", group),
        SealError::GroupCount(groups) => Error::rule(Code::RecoveryLength).with("groups", groups),
        SealError::Randomness(error) => StoreError::Randomness(error).into(),
        SealError::Malformed(_) | SealError::Signature => StoreError::KeysDamaged.into(),
    }
}
