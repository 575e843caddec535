//! Purging: what the retention has run out for, and what was deleted, goes for good. Explicit, listed, in the log.

use super::{
    backups, door,
    purge_rows::{self, Record},
    settings,
    types::{Purge, PurgeGroup, PurgePreview, Purged},
};
use crate::{
    calendar::{self, Term},
    command::Call,
    error::{Code, Error, Result},
    wire::Nothing,
};
use chrono::{Months, NaiveDate};
use keji_store::{
    Act, Read, StoreFiles,
    backup::{self, Reason},
    restore::REPLACED,
};
use std::{collections::BTreeMap, fs};

const DELETED: &str = "deleted";

/// What could be purged.
pub(crate) fn preview(call: &Call<'_>, _: Nothing) -> Result<PurgePreview> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let retention = settings::of(read)?.retention;
        let mut groups = vec![group(DELETED, "已删除的记录", &purge_rows::deleted(read)?, true)];
        for term in due(read, &retention, today)? {
            let records = of_term(read, &term)?;
            groups.push(group(&term.key, &term.name, &records, true));
        }
        groups.retain(|group| !group.records.is_empty());
        Ok(PurgePreview { retention, groups })
    })
}

/// Purges for good, after the passphrase was given once more.
pub(crate) fn run(call: &Call<'_>, request: Purge) -> Result<Purged> {
    door::confirm(call, request.passphrase.as_deref())?;
    let today = call.office.now().date_naive();
    let records = call.read(|read| {
        let terms = due(read, &settings::of(read)?.retention, today)?;
        let mut records: Vec<Record> = Vec::new();
        for key in &request.keys {
            match terms.iter().find(|term| term.key == *key) {
                Some(term) => records.extend(of_term(read, term)?),
                None if key == DELETED => records.extend(purge_rows::deleted(read)?),
                None => return Err(Error::rule(Code::NothingToPurge)),
            }
        }
        records.sort();
        records.dedup();
        Ok(records)
    })?;
    if records.is_empty() {
        return Err(Error::rule(Code::NothingToPurge));
    }
    if !request.backups {
        call.office.back_up(Reason::BeforePurge)?;
    }
    let store = call.store()?;
    let shown: u32 = group("", "", &records, true).records.iter().map(|kind| kind.count).sum();
    let act = store.purge(Act { op: "purge", actor: &call.session.actor, sitting: None }, &records)?;
    let removed = if request.backups { forget_backups(call)? } else { 0 };
    Ok(Purged { records: shown, backups: removed, act })
}

/// Makes a fresh backup and removes the older ones of this school, which still hold what was purged.
fn forget_backups(call: &Call<'_>) -> Result<u32> {
    let store = call.store()?;
    let Some(home) = store.folder() else { return Ok(0) };
    let ours = store.store_id()?;
    let mut older = Vec::new();
    for folder in call.office.backup_folders(home) {
        for (path, head) in backup::list(&folder)? {
            if head.is_ok_and(|head| head.store_id == ours) {
                older.push(path);
            }
        }
    }
    call.office.back_up(Reason::Fresh)?;
    // Replaced stores lie only beside the school itself.
    for entry in fs::read_dir(StoreFiles::new(home).backups()).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(REPLACED) {
            fs::remove_dir_all(entry.path()).map_err(Error::File)?;
        }
    }
    // Some went already, when the fresh one took their place in the rolling set.
    for path in older.iter().filter(|path| path.exists()) {
        fs::remove_file(path).map_err(Error::File)?;
    }
    Ok(u32::try_from(older.len()).unwrap_or(u32::MAX))
}

/// Terms whose retention has run out: counted from the term's last day.
fn due(read: &Read<'_>, retention: &str, today: NaiveDate) -> Result<Vec<Term>> {
    let Some(years) = settings::years(retention) else { return Ok(Vec::new()) };
    let mut terms = calendar::all_terms(read)?;
    terms.retain(|term| term.last_day.checked_add_months(Months::new(years * 12)).is_some_and(|end| end < today));
    Ok(terms)
}

fn of_term(read: &Read<'_>, term: &Term) -> Result<Vec<Record>> {
    purge_rows::of_term(read, &term.id, &term.first_day.to_string(), &term.last_day.to_string())
}

fn group(key: &str, title: &str, records: &[Record], due: bool) -> PurgeGroup {
    let mut tables: BTreeMap<String, u32> = BTreeMap::new();
    for (table, _) in records {
        *tables.entry(table.clone()).or_default() += 1;
    }
    let mut counts = backups::counted(&tables);
    if counts.is_empty() && !records.is_empty() {
        let count = u32::try_from(records.len()).unwrap_or(u32::MAX);
        counts.push(super::types::RecordCount { kind: "其他".to_owned(), count });
    }
    PurgeGroup { key: key.to_owned(), title: title.to_owned(), records: counts, due }
}
