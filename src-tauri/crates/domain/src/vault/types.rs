//! Types of the vault: accounts, passphrases, backups, history, purge.

use crate::{
    access::Role,
    school::{BackupState, Door},
};
use chrono::NaiveDate;

crate::wire::wire! {
    /// Opens the door.
    pub struct Unlock {
        /// The account.
        pub account: String,
        /// Its passphrase.
        pub passphrase: String,
    }
    /// Opens the door by the recovery key, and gives a director's account a new passphrase.
    pub struct UnlockByRecovery {
        /// The eight groups, typed in any way.
        pub recovery: String,
        /// The director's account.
        pub account: String,
        /// Its new passphrase.
        pub passphrase: String,
    }
    /// Sets the first passphrase of a school.
    pub struct FirstPassphrase {
        /// Label of the first account; 教务主任 when empty.
        #[serde(default)]
        pub label: String,
        /// The passphrase, at least 8 characters.
        pub passphrase: String,
    }
    /// Changes the own passphrase.
    pub struct PassphraseChange {
        /// The present one.
        pub old: String,
        /// The new one, at least 8 characters.
        pub new: String,
    }
    /// Makes a recovery key.
    pub struct RecoveryMake {
        /// The director's passphrase once more.
        pub passphrase: String,
    }
    /// A recovery key, shown once.
    pub struct RecoveryShown {
        /// Eight groups of five characters.
        pub groups: Vec<String>,
        /// Day on which it was made.
        pub made_on: NaiveDate,
    }
    /// Writes the sheet of the recovery key that was just made.
    pub struct RecoverySave {
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
    /// All accounts.
    pub struct Accounts {
        /// Accounts, directors first.
        pub rows: Vec<Account>,
        /// Whether the school has a passphrase at all.
        pub protected: bool,
        /// Day on which the recovery key was made; none without one.
        pub recovery_made_on: Option<NaiveDate>,
    }
    /// An account.
    pub struct Account {
        /// Identifier.
        pub id: String,
        /// Label at the door, such as 语文教研组长.
        pub label: String,
        /// Role.
        pub role: Role,
        /// The person's line on the roster.
        pub teacher_id: Option<String>,
        /// Name of the person; empty without one.
        pub teacher: String,
        /// The department of a head.
        pub department_id: Option<String>,
        /// Name of the department; empty without one.
        pub department: String,
        /// Whether it has a passphrase.
        pub has_passphrase: bool,
        /// Whether it is the one that is signed in.
        pub me: bool,
    }
    /// Makes an account or changes one.
    pub struct AccountInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Label at the door, 1–20 characters, no person's name.
        pub label: String,
        /// Role.
        pub role: Role,
        /// The person's line on the roster; needed for a teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// The department; needed for a head.
        #[serde(default)]
        pub department_id: Option<String>,
        /// A new passphrase; the old one stays when none is given.
        #[serde(default)]
        pub passphrase: Option<String>,
    }
    /// Settings of the vault.
    pub struct VaultSettings {
        /// Minutes without a key or a click after which the program locks itself; 0 for never.
        pub auto_lock_minutes: u32,
        /// How long records are kept: `permanent`, `years30`, `years10`.
        pub retention: String,
    }
    /// All backups that can be reached.
    pub struct Backups {
        /// Backups, newest first.
        pub rows: Vec<Backup>,
        /// Live records now; empty when the store cannot be opened.
        pub present: Vec<RecordCount>,
        /// State.
        pub state: BackupState,
        /// The second place, shown to the director only.
        pub second_place: Option<String>,
        /// What opens these backups when the store cannot be opened: the accounts of the slots at hand.
        pub door: Option<Door>,
    }
    /// A backup.
    pub struct Backup {
        /// Handle for `backup_restore`.
        pub handle: String,
        /// Name of the file.
        pub file_name: String,
        /// Whether it lies in the second place.
        pub second: bool,
        /// When it was made, RFC 3339; empty when the file is damaged.
        pub made_at: String,
        /// Why: `close`, `timed`, `asked`, `before_upgrade`, `before_import`, `before_purge`, `fresh`.
        pub reason: String,
        /// Live records.
        pub records: Vec<RecordCount>,
        /// Moment of the last act in it, RFC 3339.
        pub last_act_at: Option<String>,
        /// Bytes of the file.
        pub size: u32,
        /// Whether the file is not what was written.
        pub damaged: bool,
        /// Whether the present passphrases open it; otherwise those of that time.
        pub same_keys: bool,
    }
    /// Live records of a kind.
    pub struct RecordCount {
        /// Kind, in Chinese, such as 听课记录.
        pub kind: String,
        /// Number.
        pub count: u32,
    }
    /// Puts a backup in the place of the present store.
    pub struct BackupRestore {
        /// Handle of `backup_list`, or of a file that was picked.
        pub handle: String,
        /// An account of the backup's time, when the present store cannot be opened.
        #[serde(default)]
        pub account: Option<String>,
        /// Its passphrase.
        #[serde(default)]
        pub passphrase: Option<String>,
        /// Or the recovery key.
        #[serde(default)]
        pub recovery: Option<String>,
    }
    /// Looks at a backup that was picked from anywhere.
    pub struct BackupLook {
        /// Handle that `file_pick_open` returned.
        pub handle: String,
    }
    /// What one backup holds.
    pub struct BackupSeen {
        /// The backup.
        pub backup: Backup,
        /// The accounts that open it.
        pub door: Option<Door>,
    }
    /// Asks for the history of a record.
    pub struct HistoryOf {
        /// `observation`, `homework`, `lesson_plan`, `pairing`, `teacher`, `class`, `term`, `quota`.
        pub kind: String,
        /// The record.
        pub id: String,
    }
    /// Asks for the office's history.
    pub struct HistoryPage {
        /// Only acts before this one; from the newest when empty.
        #[serde(default)]
        pub before: Option<String>,
        /// Only of this account.
        #[serde(default)]
        pub actor: Option<String>,
        /// Only of this day.
        #[serde(default)]
        pub day: Option<NaiveDate>,
    }
    /// Acts, newest first.
    pub struct History {
        /// Acts.
        pub acts: Vec<HistoryAct>,
        /// Pass this as `before` for more; none at the end.
        pub more: Option<String>,
        /// Accounts that ever acted, for choosing.
        pub actors: Vec<HistoryActor>,
    }
    /// Somebody who acted.
    pub struct HistoryActor {
        /// The account, or `director` from before there were accounts.
        pub id: String,
        /// Label.
        pub label: String,
    }
    /// One act.
    pub struct HistoryAct {
        /// The act.
        pub id: String,
        /// When, RFC 3339.
        pub at: String,
        /// Label of who acted.
        pub who: String,
        /// What was done, in Chinese.
        pub what: String,
        /// Whether it took another act back.
        pub undoes: bool,
        /// Number of fields that were touched.
        pub changes: u32,
        /// The fields; empty in the office's list, see `history_act`.
        pub fields: Vec<HistoryField>,
    }
    /// One field of an act.
    pub struct HistoryField {
        /// What the record is, such as 听课记录《背影》.
        pub record: String,
        /// Name of the field, in Chinese.
        pub field: String,
        /// Value before; none for a new record.
        pub before: Option<String>,
        /// Value after; none when it was emptied.
        pub after: Option<String>,
        /// Whether the values were purged.
        pub purged: bool,
    }
    /// Result of a check.
    pub struct HistoryCheck {
        /// Links of the chain.
        pub links: u32,
        /// Head of the chain, its first 16 digits.
        pub head: String,
        /// Backups whose signed head was compared.
        pub backups: u32,
        /// What is wrong, in Chinese; empty when nothing is.
        pub findings: Vec<String>,
    }
    /// What could be purged.
    pub struct PurgePreview {
        /// How long records are kept: `permanent`, `years30`, `years10`.
        pub retention: String,
        /// Groups.
        pub groups: Vec<PurgeGroup>,
    }
    /// Records that would be purged together.
    pub struct PurgeGroup {
        /// `deleted`, or the key of a term such as 2011-2012-1.
        pub key: String,
        /// In Chinese.
        pub title: String,
        /// Records by kind.
        pub records: Vec<RecordCount>,
        /// Whether the retention has run out; deleted records may go at any time.
        pub due: bool,
    }
    /// Purges.
    pub struct Purge {
        /// Keys of groups.
        pub keys: Vec<String>,
        /// The director's passphrase once more; none while the school has none.
        #[serde(default)]
        pub passphrase: Option<String>,
        /// Whether older backups, which still hold the records, go too.
        pub backups: bool,
    }
    /// Done.
    pub struct Purged {
        /// Records that were removed.
        pub records: u32,
        /// Backups that were removed.
        pub backups: u32,
        /// The act in the change log. It cannot be undone.
        pub act: String,
    }
}
