//! Commands of the vault.

use super::types::{
    AccountInput, Accounts, BackupLook, BackupRestore, BackupSeen, Backups, FirstPassphrase, History, HistoryAct,
    HistoryCheck, HistoryOf, HistoryPage, PassphraseChange, Purge, PurgePreview, Purged, RecoveryMake, RecoverySave,
    RecoveryShown, Unlock, UnlockByRecovery, VaultSettings,
};
use super::{accounts, backups, door, history, purge, settings};
use crate::{
    command::{ALL_TOPICS, Topic},
    report::Exported,
    school::AppStatus,
    wire::{Acted, ById, Nothing, Saved},
};

const VAULT: &[Topic] = &[Topic::Vault];

crate::command::commands! {
    /// Opens the door with an account's passphrase.
    unlock(Unlock) -> AppStatus, VISITOR, reads &[], touches ALL_TOPICS => door::unlock;
    /// Opens the door with the recovery key, and gives a director's account a new passphrase.
    unlock_by_recovery(UnlockByRecovery) -> AppStatus, VISITOR, reads &[], touches ALL_TOPICS => door::unlock_by_recovery;
    /// Locks the school: nothing can be read until a passphrase is given.
    lock(Nothing) -> AppStatus, EVERYONE, reads &[], touches ALL_TOPICS => door::lock;
    /// Sets the first passphrase of a school and encrypts it anew under a new key.
    passphrase_first(FirstPassphrase) -> AppStatus, DIRECTOR, reads &[], touches ALL_TOPICS => door::first;
    /// Changes the own passphrase.
    passphrase_change(PassphraseChange) -> Nothing, EVERYONE, reads &[], touches VAULT => door::change;
    /// Makes a recovery key in place of the present one, and shows it once.
    recovery_make(RecoveryMake) -> RecoveryShown, DIRECTOR, reads &[], touches VAULT => door::recovery_make;
    /// Writes the recovery key that was just made as a sheet (PDF).
    recovery_save(RecoverySave) -> Exported, DIRECTOR, reads &[], touches &[] => door::recovery_save;
    /// Opens the sheet of the recovery key that was just made in the system's viewer, for printing.
    recovery_print(Nothing) -> Nothing, DIRECTOR, reads &[], touches &[] => door::recovery_print;
    /// All accounts.
    account_list(Nothing) -> Accounts, DIRECTOR, reads &[Topic::Vault, Topic::Roster], touches &[] => accounts::list;
    /// Makes an account or changes one.
    account_save(AccountInput) -> Saved, DIRECTOR, reads &[], touches VAULT => accounts::save;
    /// Deletes an account; its records stay.
    account_delete(ById) -> Acted, DIRECTOR, reads &[], touches VAULT => accounts::delete;
    /// Settings of the vault.
    vault_settings(Nothing) -> VaultSettings, EVERYONE, reads VAULT, touches &[] => settings::get;
    /// Changes the settings of the vault.
    vault_settings_save(VaultSettings) -> Acted, DIRECTOR, reads &[], touches &[Topic::Vault, Topic::School] => settings::save;
    /// All backups that can be reached, with what they hold.
    backup_list(Nothing) -> Backups, RESCUERS, reads ALL_TOPICS, touches &[] => backups::list;
    /// Makes a backup now.
    backup_make(Nothing) -> Backups, OFFICE, reads &[], touches &[Topic::Vault, Topic::School] => backups::make;
    /// Looks at a backup that the user picked.
    backup_look(BackupLook) -> BackupSeen, RESCUERS, reads &[], touches &[] => backups::look;
    /// Puts a backup in the place of the present store, which is kept aside.
    backup_restore(BackupRestore) -> AppStatus, RESCUERS, reads &[], touches ALL_TOPICS => backups::restore;
    /// Asks for a second place for backups, such as a USB disk, and uses it from now on.
    backup_place_choose(Nothing) -> Backups, DIRECTOR, reads &[], touches &[Topic::Vault, Topic::School] => backups::choose_place;
    /// Uses no second place any more; the backups there stay.
    backup_place_clear(Nothing) -> Backups, DIRECTOR, reads &[], touches &[Topic::Vault, Topic::School] => backups::clear_place;
    /// Drops the reserve, so that a full disk has room for the next save.
    reserve_drop(Nothing) -> Nothing, EVERYONE, reads &[], touches &[Topic::School] => backups::drop_reserve;
    /// The history of a record, newest first, with all values.
    history_record(HistoryOf) -> History, OFFICE, reads ALL_TOPICS, touches &[] => history::record;
    /// What was done in the office, newest first.
    history_office(HistoryPage) -> History, DIRECTOR, reads ALL_TOPICS, touches &[] => history::office;
    /// One act with all values.
    history_act(ById) -> HistoryAct, DIRECTOR, reads ALL_TOPICS, touches &[] => history::act;
    /// Verifies the store, its chain, and the chain against the signed heads in the backups.
    history_check(Nothing) -> HistoryCheck, DIRECTOR, reads ALL_TOPICS, touches &[] => history::check;
    /// What could be purged.
    purge_preview(Nothing) -> PurgePreview, DIRECTOR, reads ALL_TOPICS, touches &[] => purge::preview;
    /// Purges for good.
    purge_run(Purge) -> Purged, DIRECTOR, reads &[], touches ALL_TOPICS => purge::run;
}
