//! Commands of the backups: what there is, making one, going back to one.

use super::{
    restore::{self, Way},
    rows, settings,
    types::{Backup, BackupLook, BackupRestore, BackupSeen, Backups, RecordCount},
};
use crate::{
    access::Role,
    command::Call,
    entrance::door_of,
    error::{Code, Error, Result},
    office::Standing,
    school::{self, AppStatus, BackupState, Door},
    wire::Nothing,
};
use keji_store::{
    KeyFile, StoreFiles,
    backup::{self, BackupHead, Reason},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Tables whose records are counted for people, with their names.
const COUNTED: [(&str, &str); 6] = [
    ("observation_sheet", "听课记录"),
    ("homework_check", "作业检查"),
    ("lesson_plan", "教案"),
    ("lesson_plan_draft", "教案稿"),
    ("pairing", "结对"),
    ("teacher", "教师"),
];
const HERE: &str = "backup-here/";
const SECOND: &str = "backup-second/";

/// All backups that can be reached.
pub(crate) fn list(call: &Call<'_>, _: Nothing) -> Result<Backups> {
    let home = home(call)?;
    let present = present_keys(&home);
    let mut rows = Vec::new();
    for (at, folder) in call.office.backup_folders(&home).into_iter().enumerate() {
        let second = at > 0;
        for (path, head) in backup::list(&folder)? {
            let name = file_name(&path);
            let handle = format!("{}{name}", if second { SECOND } else { HERE });
            rows.push(shown(handle, &path, second, head.ok().as_ref(), present.as_ref()));
        }
    }
    rows.sort_by(|one, other| other.made_at.cmp(&one.made_at).then(one.second.cmp(&other.second)));
    let open = call.office.store().ok();
    let counts = match &open {
        Some(store) => counted(&store.read(|read| -> Result<BTreeMap<String, u32>> {
            COUNTED.iter().map(|(table, _)| Ok(((*table).to_owned(), rows::live(read, table)?))).collect()
        })?),
        None => Vec::new(),
    };
    let second_place = match &open {
        Some(store) if call.session.role == Role::Director => {
            store.read(rows::second_place)?.map(|place| place.to_string_lossy().into_owned())
        }
        _ => None,
    };
    let state = call.office.backup_state().unwrap_or(BackupState {
        at: rows.first().map(|row| row.made_at.clone()),
        problem: None,
        second: false,
        second_problem: None,
    });
    let door = if open.is_some() { None } else { rescue_door(&home, call, present.as_ref())? };
    Ok(Backups { rows, present: counts, state, second_place, door })
}

/// Makes a backup now.
pub(crate) fn make(call: &Call<'_>, _: Nothing) -> Result<Backups> {
    call.office.back_up(Reason::Asked)?;
    list(call, Nothing {})
}

/// Looks at a backup that was picked from anywhere.
pub(crate) fn look(call: &Call<'_>, request: BackupLook) -> Result<BackupSeen> {
    let home = home(call)?;
    let path = resolved(call, &home, &request.handle)?;
    let head = backup::verify(&path)?;
    let present = present_keys(&home);
    let same = present.as_ref().filter(|keys| keys.store_id == head.store_id);
    let door = match same.unwrap_or(&head.keys) {
        keys if call.office.store().is_ok() && same.is_some() || keys.open_key()?.is_some() => None,
        keys => Some(door_of(keys)),
    };
    Ok(BackupSeen { backup: shown(request.handle, &path, false, Some(&head), present.as_ref()), door })
}

/// Puts a backup in the place of the present store.
pub(crate) fn restore(call: &Call<'_>, request: BackupRestore) -> Result<AppStatus> {
    let home = home(call)?;
    let path = resolved(call, &home, &request.handle)?;
    let way = Way {
        account: request.account.as_deref(),
        passphrase: request.passphrase.as_deref(),
        recovery: request.recovery.as_deref(),
    };
    restore::restore(call.office, &home, &path, &way)?;
    school::status(call, Nothing {})
}

/// Asks for a second place and uses it from now on.
pub(crate) fn choose_place(call: &Call<'_>, _: Nothing) -> Result<Backups> {
    let Some(folder) = call.office.host().pick_folder("backup")? else {
        return list(call, Nothing {});
    };
    // A place that cannot be written is told now, not at five in the evening.
    let probe = folder.join("keji-probe.tmp");
    fs::write(&probe, b"keji").and_then(|()| fs::remove_file(&probe)).map_err(Error::File)?;
    settings::save_second_place(call, Some(&folder.to_string_lossy()))?;
    call.office.back_up(Reason::Asked)?;
    list(call, Nothing {})
}

/// Uses no second place any more.
pub(crate) fn clear_place(call: &Call<'_>, _: Nothing) -> Result<Backups> {
    settings::save_second_place(call, None)?;
    list(call, Nothing {})
}

/// Drops the reserve.
pub(crate) fn drop_reserve(call: &Call<'_>, _: Nothing) -> Result<Nothing> {
    call.store()?.drop_reserve()?;
    Ok(Nothing {})
}

/// Counts in the words of people.
pub(crate) fn counted(tables: &BTreeMap<String, u32>) -> Vec<RecordCount> {
    COUNTED
        .iter()
        .filter_map(|(table, kind)| {
            tables.get(*table).map(|count| RecordCount { kind: (*kind).to_owned(), count: *count })
        })
        .collect()
}

/// Folder of the school that is open or in trouble. In front of a locked door nothing is shown.
/// The folder of the school at hand; before there is one, that of the school to come: a backup may bring it.
fn home(call: &Call<'_>) -> Result<PathBuf> {
    match &*call.office.present() {
        Standing::Open(opened) => Ok(opened.home.clone()),
        Standing::Trouble { home, .. } => Ok(home.clone()),
        Standing::Locked { .. } => Err(Error::rule(Code::Locked)),
        Standing::Nothing => Ok(call.office.homes().own.clone()),
    }
}

/// The path behind a handle: of the list, or of a file that was picked.
fn resolved(call: &Call<'_>, home: &Path, handle: &str) -> Result<PathBuf> {
    let folders = call.office.backup_folders(home);
    let (folder, name) = match (handle.strip_prefix(HERE), handle.strip_prefix(SECOND)) {
        (Some(name), _) => (folders.first(), name),
        (_, Some(name)) => (folders.get(1), name),
        _ => return call.office.path_of(handle),
    };
    let folder = folder.ok_or_else(|| Error::rule(Code::SecondPlaceMissing))?;
    let known = backup::list(folder)?.into_iter().map(|(path, _)| path).find(|path| file_name(path) == name);
    known.ok_or_else(|| Error::rule(Code::UnknownHandle))
}

fn shown(handle: String, path: &Path, second: bool, head: Option<&BackupHead>, present: Option<&KeyFile>) -> Backup {
    let size = fs::metadata(path).map_or(0, |file| u32::try_from(file.len()).unwrap_or(u32::MAX));
    Backup {
        handle,
        file_name: file_name(path),
        second,
        made_at: head.map(|head| head.made_at.clone()).unwrap_or_default(),
        reason: head.map(|head| reason(head.reason).to_owned()).unwrap_or_default(),
        records: head.map(|head| counted(&head.tables)).unwrap_or_default(),
        last_act_at: head.and_then(|head| head.last_act_at.clone()),
        size,
        damaged: head.is_none(),
        same_keys: matches!((head, present), (Some(head), Some(present)) if head.store_id == present.store_id),
    }
}

/// The key file of a folder, when it can be read.
pub(crate) fn present_keys(home: &Path) -> Option<KeyFile> {
    KeyFile::read(&StoreFiles::new(home).keys()).ok()
}

/// Which accounts open the newest backup; none when no passphrase is needed.
fn rescue_door(home: &Path, call: &Call<'_>, present: Option<&KeyFile>) -> Result<Option<Door>> {
    for folder in call.office.backup_folders(home) {
        for (_, head) in backup::list(&folder)? {
            let Ok(head) = head else { continue };
            let keys = present.filter(|keys| keys.store_id == head.store_id).unwrap_or(&head.keys);
            return Ok(if keys.open_key()?.is_some() { None } else { Some(door_of(keys)) });
        }
    }
    Ok(None)
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Close => "close",
        Reason::Timed => "timed",
        Reason::Asked => "asked",
        Reason::BeforeUpgrade => "before_upgrade",
        Reason::BeforeImport => "before_import",
        Reason::BeforePurge => "before_purge",
        Reason::Fresh => "fresh",
    }
}

/// Name of a file without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
