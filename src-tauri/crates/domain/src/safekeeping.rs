//! The rolling set of backups: when one is made, where it lies, which ones go.

use crate::{
    calendar,
    error::{Error, Result},
    keeping::{Kept, superfluous},
    office::{Office, Standing, locked},
    school::{self, BackupState},
    search, vault,
};
use chrono::{DateTime, Duration, FixedOffset};
use keji_store::{
    Store, StoreError, StoreFiles,
    backup::{self, BackupHead, Reason},
    same_disk,
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Records that a minute takes into the index of words: a locking may have to wait for them.
const INDEXED_AT_ONCE: usize = 5_000;

impl Office {
    /// What a host does every minute: the index of words follows the records; a backup when an hour or a day has gone by
    /// and anything has changed.
    pub fn tick(&self) {
        // While another school is put in place there is nothing to keep.
        let Ok(_beside) = self.gate.try_read() else { return };
        if let Ok(store) = self.store()
            && let Err(error) = search::catch_up(&store, INDEXED_AT_ONCE)
        {
            tracing::warn!(code = error.code(), "the index of words is not up to date");
        }
        let Some((store, home)) = self.kept_school() else { return };
        let now = store.clock().now();
        let due = newest(&home, now).is_none_or(|head| {
            DateTime::parse_from_rfc3339(&head.made_at)
                .is_ok_and(|made| now - made >= Duration::hours(1) || now.date_naive() != made.date_naive())
        });
        if due {
            self.back_up_if_changed(Reason::Timed);
        }
    }

    /// A backup, when anything has changed since the newest one. What goes wrong is kept and shown.
    pub(crate) fn back_up_if_changed(&self, reason: Reason) {
        let Some((store, home)) = self.kept_school() else { return };
        if changed(&store, &home)
            && let Err(error) = self.back_up(reason)
        {
            tracing::warn!(code = error.code(), "the backup failed");
        }
    }

    /// Makes a backup of the open school, copies it to the second place, and lets superfluous ones go. Nothing for the
    /// sample school.
    ///
    /// # Errors
    /// The store's refusals; a failure in the second place is only kept and shown.
    pub(crate) fn back_up(&self, reason: Reason) -> Result<Option<PathBuf>> {
        let Some((store, home)) = self.kept_school() else { return Ok(None) };
        let _alone = locked(&self.backing_up);
        let store_id = store.store_id()?;
        for folder in self.backup_folders(&home) {
            backup::sweep(&folder, &store_id)?;
        }
        let made = store.backup(&StoreFiles::new(&home).backups(), reason);
        locked(&self.backup_problems).0 = made.as_ref().err().map(|error| error.code().to_owned());
        let Some(path) = made? else { return Ok(None) };
        tracing::info!(reason = ?reason, "a backup was made");
        let second = store.read(vault::second_place)?;
        if let Some(second) = &second {
            let copied = copy(&path, second);
            locked(&self.backup_problems).1 = copied.as_ref().err().map(|error| error.code().to_owned());
            if let Err(error) = copied {
                tracing::warn!(code = error.code(), "the backup could not be copied to the second place");
            }
        }
        for folder in self.backup_folders(&home) {
            // Too many backups are better than none: this is told to the log alone.
            if let Err(error) = thin_out(&store, &folder) {
                tracing::warn!(code = error.code(), "older backups could not be let go");
            }
        }
        Ok(Some(path))
    }

    /// State of the backups of the open school; none for the sample school.
    pub(crate) fn backup_state(&self) -> Option<BackupState> {
        let (store, home) = self.kept_school()?;
        let second = store.read(vault::second_place).ok().flatten();
        let (problem, failed) = locked(&self.backup_problems).clone();
        let second_problem = second.as_deref().and_then(|place| {
            if !place.is_dir() {
                Some("second_place_missing".to_owned())
            } else if same_disk(place, &home) {
                Some("second_place_same_disk".to_owned())
            } else {
                failed
            }
        });
        Some(BackupState {
            at: newest(&home, store.clock().now()).map(|head| head.made_at),
            problem,
            second: second.is_some(),
            second_problem,
        })
    }

    /// The folders in which backups of a school lie: its own, and the second place when it can be reached.
    pub(crate) fn backup_folders(&self, home: &Path) -> Vec<PathBuf> {
        match self.kept_school() {
            Some((store, _)) => self.backup_folders_of(&store, home),
            None => vec![StoreFiles::new(home).backups()],
        }
    }

    /// The same for a store that is just being opened.
    // Called like its sister, which needs the process's state.
    #[allow(clippy::unused_self)]
    pub(crate) fn backup_folders_of(&self, store: &Store, home: &Path) -> Vec<PathBuf> {
        let second = store.read(vault::second_place).ok().flatten().filter(|second| second.is_dir());
        [StoreFiles::new(home).backups()].into_iter().chain(second).collect()
    }

    /// The open school that is worth keeping: not the sample.
    fn kept_school(&self) -> Option<(Arc<Store>, PathBuf)> {
        let (store, home) = match &*self.present() {
            Standing::Open(opened) => (Arc::clone(&opened.store), opened.home.clone()),
            _ => return None,
        };
        let sample = store.read(school::school).is_ok_and(|school| school.sample);
        (!sample).then_some((store, home))
    }
}

/// Head of the newest backup that can be read. One from the future, made while the clock was wrong, says nothing.
fn newest(home: &Path, now: DateTime<FixedOffset>) -> Option<BackupHead> {
    let backups = backup::list(&StoreFiles::new(home).backups()).unwrap_or_default();
    let soon = now + Duration::minutes(5);
    let made = |head: &BackupHead| DateTime::parse_from_rfc3339(&head.made_at).ok();
    backups
        .into_iter()
        .filter_map(|(_, head)| head.ok())
        .filter(|head| made(head).is_some_and(|made| made <= soon))
        .max_by_key(made)
}

/// Whether the chain has grown since the newest backup.
fn changed(store: &Store, home: &Path) -> bool {
    let present = store.chain_head().ok().flatten().map(|head| (head.seq, head.head));
    let kept = newest(home, store.clock().now()).and_then(|head| head.chain).map(|head| (head.seq, head.head));
    present != kept
}

/// Copies a backup to the second place and holds the copy against its digests.
fn copy(path: &Path, folder: &Path) -> Result<()> {
    let name = path.file_name().ok_or(StoreError::BackupDamaged("name"))?;
    if !folder.is_dir() {
        return Err(Error::rule(crate::Code::SecondPlaceMissing));
    }
    let target = folder.join(name);
    let unfinished = target.with_extension("tmp");
    let copied = fs::copy(path, &unfinished)
        .and_then(|_| fs::File::options().write(true).open(&unfinished)?.sync_all())
        .map_err(Error::File)
        .and_then(|()| Ok(backup::verify(&unfinished).map(|_| ())?))
        .and_then(|()| fs::rename(&unfinished, &target).map_err(Error::File));
    if copied.is_err() && unfinished.exists() {
        fs::remove_file(&unfinished).map_err(Error::File)?;
    }
    copied
}

/// Lets the superfluous backups of this school in a folder go. Files of other schools and damaged ones stay.
fn thin_out(store: &Store, folder: &Path) -> Result<()> {
    let ours = store.store_id()?;
    let terms = store.read(calendar::all_terms)?;
    let mut set = Vec::new();
    for (path, head) in backup::list(folder)? {
        if let Ok(head) = head
            && head.store_id == ours
            && let Ok(made_at) = DateTime::parse_from_rfc3339(&head.made_at)
        {
            let before = matches!(head.reason, Reason::BeforeImport | Reason::BeforePurge | Reason::BeforeUpgrade);
            set.push(Kept { path, made_at, before });
        }
    }
    for path in superfluous(&set, store.clock().now().date_naive(), &terms) {
        fs::remove_file(&path).map_err(Error::File)?;
    }
    Ok(())
}
