//! Settings of the vault: when the program locks itself, how long records are kept.

use super::{rows, types::VaultSettings};
use crate::{
    command::Call,
    error::{Code, Error, Result},
    text,
    wire::{Acted, Nothing},
};
use keji_store::Read;

/// Minutes after which the program locks itself unless the office says otherwise.
const MINUTES: u32 = 15;
/// How long records are kept unless the office says otherwise.
pub(crate) const PERMANENT: &str = "permanent";
/// Retention classes of school archives: 永久, 30 年, 10 年.
const RETENTION: [(&str, Option<u32>); 3] = [(PERMANENT, None), ("years30", Some(30)), ("years10", Some(10))];

/// The settings.
pub(crate) fn get(call: &Call<'_>, _: Nothing) -> Result<VaultSettings> {
    call.read(of)
}

/// The settings of a store.
pub(crate) fn of(read: &Read<'_>) -> Result<VaultSettings> {
    let (auto_lock_minutes, retention) = rows::settings(read)?.unwrap_or((MINUTES, PERMANENT.to_owned()));
    Ok(VaultSettings { auto_lock_minutes, retention })
}

/// Years for which records are kept; none for ever.
pub(crate) fn years(retention: &str) -> Option<u32> {
    RETENTION.iter().find(|(key, _)| *key == retention).and_then(|(_, years)| *years)
}

/// Changes the settings.
pub(crate) fn save(call: &Call<'_>, input: VaultSettings) -> Result<Acted> {
    text::within("自动锁定", input.auto_lock_minutes, 0, 240)?;
    if !RETENTION.iter().any(|(key, _)| *key == input.retention) {
        return Err(Error::rule(Code::UnknownChoice).with("field", "保管期限"));
    }
    let ((), act) = call.write("vault_settings_save", |tx| {
        rows::lay_settings(tx, input.auto_lock_minutes, &input.retention)?;
        rows::update_settings(tx, input.auto_lock_minutes, &input.retention)
    })?;
    Ok(Acted { act })
}

/// Sets or clears the folder of the second set of backups.
pub(crate) fn save_second_place(call: &Call<'_>, place: Option<&str>) -> Result<()> {
    call.write("backup_place_save", |tx| {
        rows::lay_settings(tx, MINUTES, PERMANENT)?;
        rows::update_second_place(tx, place)
    })?;
    Ok(())
}
