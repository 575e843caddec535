//! The history: who did what to which record when, with old and new values.

use super::{
    backups,
    history_rows::{self, ActRow, ChangeRow},
    rows,
    types::{History, HistoryAct, HistoryActor, HistoryCheck, HistoryField, HistoryOf, HistoryPage},
    words,
};
use crate::{
    command::Call,
    error::{Code, Error, Result},
    observation::Closed,
    roster::Names,
    wire::{ById, Nothing},
};
use keji_store::{
    Read, StoreFiles,
    backup::{self, SignedHead},
};
use std::collections::{BTreeMap, BTreeSet};

/// Acts of a page.
const PAGE: u32 = 60;
/// Fields of one act that are shown: an import touches tens of thousands.
const FIELDS: u32 = 400;

/// The history of a record, with all values.
pub(crate) fn record(call: &Call<'_>, request: HistoryOf) -> Result<History> {
    call.read(|read| {
        if request.kind == "observation" {
            call.closed(read)?.allow(&request.id)?;
        }
        let family = history_rows::family(read, &request.kind, &request.id)?;
        let mut ids = BTreeSet::new();
        for (table, record) in &family {
            ids.extend(history_rows::acts_of(read, table, record)?);
        }
        let mut acts = Vec::new();
        for id in &ids {
            if let Some(act) = history_rows::act(read, id)? {
                acts.push(act);
            }
        }
        acts.sort_by(|one, other| other.clock.cmp(&one.clock));
        let who = labels(read)?;
        let mine: BTreeSet<(&str, &str)> =
            family.iter().map(|(table, record)| (table.as_str(), record.as_str())).collect();
        let shown = acts
            .into_iter()
            .map(|act| {
                let mut changes = history_rows::changes(read, &act.id, u32::MAX)?;
                changes.retain(|change| mine.contains(&(change.table.as_str(), change.record.as_str())));
                let fields = fields(read, changes)?;
                Ok(shown(act, &who, fields))
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(History {
            acts: shown.into_iter().filter(|act| !act.fields.is_empty()).collect(),
            more: None,
            actors: Vec::new(),
        })
    })
}

/// What was done in the office, without values.
pub(crate) fn office(call: &Call<'_>, request: HistoryPage) -> Result<History> {
    call.read(|read| {
        let who = labels(read)?;
        let acts = history_rows::acts(read, request.before.as_deref(), request.actor.as_deref(), request.day, PAGE)?;
        let more = if acts.len() == PAGE as usize { acts.last().map(|act| act.id.clone()) } else { None };
        let actors =
            history_rows::actors(read)?.into_iter().map(|id| HistoryActor { label: label(&who, &id), id }).collect();
        Ok(History { acts: acts.into_iter().map(|act| shown(act, &who, Vec::new())).collect(), more, actors })
    })
}

/// One act with its values.
pub(crate) fn act(call: &Call<'_>, request: ById) -> Result<HistoryAct> {
    call.read(|read| {
        let act = history_rows::act(read, &request.id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
        let mut changes = history_rows::changes(read, &act.id, FIELDS)?;
        let closed = written_on(read, &call.closed(read)?)?;
        changes.retain(|change| !closed.contains(&(change.table.clone(), change.record.clone())));
        let fields = fields(read, changes)?;
        Ok(shown(act, &labels(read)?, fields))
    })
}

/// What stands on closed sheets; their lesson and its discussion are everybody's.
fn written_on(read: &Read<'_>, closed: &Closed) -> Result<BTreeSet<(String, String)>> {
    let mut records = BTreeSet::new();
    for sheet in closed.sheets() {
        let family = history_rows::family(read, "observation", sheet)?;
        records.extend(
            family
                .into_iter()
                .filter(|(table, _)| !["lesson", "discussion", "discussion_step"].contains(&table.as_str())),
        );
    }
    Ok(records)
}

/// Verifies the store and its chain, and the chain against the signed heads of the backups: whoever holds the key
/// could write the whole chain anew, but not the backups that lie elsewhere.
pub(crate) fn check(call: &Call<'_>, _: Nothing) -> Result<HistoryCheck> {
    let store = call.store()?;
    let mut findings: Vec<String> =
        store.check()?.iter().map(|finding| explained(finding.check, &finding.detail)).collect();
    let store_id = store.store_id()?;
    let head = store.chain_head()?;
    let (forks, public_key) = (store.forks()?, store.public_key()?);
    let mut compared = 0;
    if let Some(home) = store.folder() {
        for folder in call.office.backup_folders(&StoreFiles::new(home).folder) {
            for (path, head) in backup::list(&folder)? {
                let Ok(head) = head else {
                    findings.push("有一份备份文件已损坏，请在“备份”中查看".to_owned());
                    continue;
                };
                let Some(signed) = head.chain.filter(|_| head.store_id == store_id) else { continue };
                let seq = signed.seq;
                // A backup of a chain that a restore left behind agrees with the present one only up to the fork.
                let left_behind = forks.iter().any(|(at, last)| *at <= seq && seq <= *last);
                let message = SignedHead::message(&store_id, &keji_store::ChainHead { seq, head: signed.head.clone() });
                let signature = keji_seal::verify(&public_key, message.as_bytes(), &signed.signature);
                let made = backups::file_name(&path);
                if signature.is_err() {
                    findings.push(format!("备份 {made} 的签名无效"));
                }
                match store.chain_head_at(seq)? {
                    Some(present) if present == signed.head => compared += 1,
                    _ if left_behind => {}
                    Some(_) => findings.push(format!("第 {seq} 条操作记录与备份 {made} 的签名不一致")),
                    None => findings.push(format!("操作记录比备份 {made} 少：数据文件可能被换成了旧的")),
                }
            }
        }
    }
    Ok(HistoryCheck {
        links: head.as_ref().map_or(0, |head| head.seq),
        head: head.map(|head| head.head.chars().take(16).collect()).unwrap_or_default(),
        backups: compared,
        findings,
    })
}

/// What a finding says to people. The engine's own words stay out; table and number stay in.
fn explained(check: &str, detail: &str) -> String {
    let number = detail.rsplit([' ', ':']).next().unwrap_or_default();
    match (check, detail) {
        ("pages", _) => "数据文件的结构有损坏".to_owned(),
        ("cipher", _) => "数据文件有一页未通过校验".to_owned(),
        ("log", _) => {
            let (place, _) = detail.split_once(':').unwrap_or((detail, ""));
            let (table, field) = place.split_once('.').unwrap_or((place, ""));
            let what = words::field(table, field).map(|field| format!("的“{field}”")).unwrap_or_default();
            format!("{}{what}与操作记录不符（{number} 处）", words::table(table))
        }
        (_, detail) if detail.starts_with("link") => format!("第 {number} 条操作记录校验不符"),
        (_, detail) if detail.starts_with("missing") => format!("操作记录缺少 {number} 项内容"),
        (_, detail) if detail.starts_with("values") => format!("有 {number} 项内容与操作记录不符"),
        (_, detail) if detail.starts_with("bases") => format!("有 {number} 项内容的前后关系被改动过"),
        _ => "操作记录被改动过".to_owned(),
    }
}

fn labels(read: &Read<'_>) -> Result<BTreeMap<String, String>> {
    Ok(rows::labels(read)?.into_iter().collect())
}

fn label(who: &BTreeMap<String, String>, actor: &str) -> String {
    match who.get(actor) {
        Some(label) => label.clone(),
        None if actor == "director" => "教务处".to_owned(),
        None => "其他".to_owned(),
    }
}

fn shown(act: ActRow, who: &BTreeMap<String, String>, fields: Vec<HistoryField>) -> HistoryAct {
    HistoryAct {
        id: act.id,
        at: act.at,
        who: label(who, &act.actor),
        what: words::operation(&act.op),
        undoes: act.op == "undo",
        changes: act.changes,
        fields,
    }
}

fn fields(read: &Read<'_>, changes: Vec<ChangeRow>) -> Result<Vec<HistoryField>> {
    let people = Names::read(read)?;
    let mut names: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut fields = Vec::new();
    for change in changes {
        let Some(field) = words::field(&change.table, &change.field) else { continue };
        // An empty text that was never anything else says nothing.
        if change.before.is_none() && change.after.as_deref() == Some("") {
            continue;
        }
        let record = (change.table.clone(), change.record.clone());
        if !names.contains_key(&record) {
            let name = titled(&change.table, &history_rows::name_of(read, &people, &change.table, &change.record)?);
            names.insert(record.clone(), name);
        }
        let name = names.get(&record).cloned().unwrap_or_default();
        fields.push(HistoryField {
            record: name,
            field: field.to_owned(),
            before: readable(read, &people, &change.field, change.before)?,
            after: readable(read, &people, &change.field, change.after)?,
            purged: change.purged,
        });
    }
    Ok(fields)
}

fn readable(read: &Read<'_>, people: &Names, field: &str, stored: Option<String>) -> Result<Option<String>> {
    let Some(stored) = stored else { return Ok(None) };
    if field == "deleted_at" {
        return Ok(Some("已删除".to_owned()));
    }
    if let Some(name) = history_rows::pointed(read, people, field, &stored)? {
        return Ok(Some(name));
    }
    Ok(Some(words::value(field, &stored)))
}

fn titled(table: &str, name: &str) -> String {
    let kind = words::table(table);
    match table {
        _ if name.is_empty() => kind.to_owned(),
        "lesson" | "observation_sheet" | "timeline_entry" | "sheet_score" | "lesson_plan" | "lesson_plan_draft" => {
            format!("{kind}《{}》", name.trim_matches(|c| c == '《' || c == '》'))
        }
        _ => format!("{kind}　{name}"),
    }
}
