//! From the words to the commands.

use crate::{
    args::{Arguments, SchoolVerb, TermVerb, Verb, misused},
    host::CommandLine,
    import, output, passphrase, summary,
};
use clap::error::ErrorKind;
use keji_domain::{
    Result, bindings,
    command::tree,
    commands,
    office::{Homes, Office, SampleClock},
};
use keji_store::{RandomIds, StoreError, StoreFiles, SystemClock};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Runs what the arguments say.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.verb {
        Verb::Bindings => output::line(bindings::typescript().trim_end()),
        Verb::Call { list: true, .. } => {
            for command in commands::all() {
                output::line(command.name)?;
            }
            Ok(())
        }
        Verb::School(SchoolVerb::Create { name, sample, json }) => {
            let office = office(&folder(arguments));
            let status = create(&office, name.as_deref(), *sample)?;
            told(*json, &status, "学校已建好")
        }
        verb => {
            let folder = folder(arguments);
            let office = office(&folder);
            open(&office, &folder, arguments.account.as_deref())?;
            with_school(&office, verb)
        }
    }
}

fn with_school(office: &Office, verb: &Verb) -> Result<()> {
    match verb {
        Verb::Term(TermVerb::Create { year, term, from, to, json }) => {
            let request = json!({ "school_year": year, "number": term, "first_day": from, "last_day": to });
            let saved = call(office, "term_create", request)?;
            told(*json, &saved, "学期已建好")
        }
        Verb::Import(arguments) => import::run(office, arguments),
        Verb::Summary(arguments) => summary::run(office, arguments),
        Verb::Call { command, request, .. } => {
            let request = match request {
                Some(text) => serde_json::from_str(text)
                    .unwrap_or_else(|error| misused(ErrorKind::ValueValidation, &format!("请求不是 JSON：{error}"))),
                None => Value::Null,
            };
            output::json(&call(office, command.as_deref().unwrap_or_default(), request)?)
        }
        Verb::Check { json } => check(office, *json),
        Verb::School(_) | Verb::Bindings => Ok(()),
    }
}

/// Calls a command as the account that was unlocked.
pub(crate) fn call(office: &Office, name: &str, request: Value) -> Result<Value> {
    tree(&office.call_here(name, request, &|_| {}, &|| false)?)
}

/// Prints an answer as JSON or as one sentence.
pub(crate) fn told(as_json: bool, answer: &Value, sentence: &str) -> Result<()> {
    if as_json { output::json(answer) } else { output::line(sentence) }
}

/// Opens the school of a folder, asking for the passphrase when it has one.
fn open(office: &Office, folder: &Path, account: Option<&str>) -> Result<()> {
    office.enter(folder)?;
    if !office.is_locked() {
        return Ok(());
    }
    office.unlock_or_refuse(account, &passphrase::known()?)
}

fn create(office: &Office, name: Option<&str>, sample: bool) -> Result<Value> {
    if !sample {
        let request = json!({ "name": name.unwrap_or_default(), "passphrase": passphrase::new()? });
        return call(office, "school_create", request);
    }
    if StoreFiles::new(&office.homes().sample).any() {
        return Err(StoreError::Exists.into());
    }
    call(office, "sample_open", Value::Null)
}

fn check(office: &Office, as_json: bool) -> Result<()> {
    let findings = office.store()?.check()?;
    if as_json {
        let list: Vec<Value> = findings.iter().map(|one| json!({ "check": one.check, "detail": one.detail })).collect();
        output::json(&json!({ "findings": list }))?;
    } else if findings.is_empty() {
        output::line("数据完好")?;
    }
    match findings.into_iter().next() {
        None => Ok(()),
        Some(finding) => Err(StoreError::Damaged(format!("{}: {}", finding.check, finding.detail)).into()),
    }
}

fn folder(arguments: &Arguments) -> PathBuf {
    arguments
        .data
        .clone()
        .unwrap_or_else(|| misused(ErrorKind::MissingRequiredArgument, "请用 --data DIR 指明学校数据所在的文件夹"))
}

fn office(folder: &Path) -> Office {
    let homes = Homes { own: folder.to_owned(), sample: folder.to_owned(), papers: folder.join("papers") };
    Office::new(homes, Arc::new(CommandLine), Arc::new(SystemClock), Arc::new(RandomIds), SampleClock::Standing)
}
