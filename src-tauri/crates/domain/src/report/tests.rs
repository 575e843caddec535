//! What is printed is what its records add up to: every figure of the sample school's papers, one by one.
#![allow(clippy::unwrap_used)]

use super::{document::document, material::Material, types::ReportOptions};
use crate::{
    access::Session,
    error::{Code, Error, Result},
    observation::Closed,
    office::{Homes, Host, Office, SampleClock},
    summary::{Ground, Scope, SummaryRequest, records_of},
};
use keji_store::{FixedClock, SeededIds};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// A host without a window.
struct NoWindow;

impl Host for NoWindow {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }
    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }
    fn pick_save(&self, _: &str, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }
    fn open_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::HostFailed))
    }
    fn reveal_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::HostFailed))
    }
    fn worker(&self) -> keji_intake::host::WorkerCommand {
        keji_intake::host::WorkerCommand { program: PathBuf::new(), args: Vec::new() }
    }
}

/// Text and key of every figure in a paper.
fn figures(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| figures(item, found)),
        Value::Object(fields) => {
            if let (Some(Value::String(text)), Some(Value::String(anchor))) = (fields.get("text"), fields.get("anchor"))
                && !anchor.is_empty()
            {
                found.push((text.clone(), anchor.clone()));
            }
            fields.values().for_each(|field| figures(field, found));
        }
        _ => {}
    }
}

#[test]
fn every_printed_figure_is_the_sum_of_its_records() {
    let folder = tempfile::tempdir().unwrap();
    let home = |name: &str| folder.path().join(name);
    let homes = Homes { own: home("own"), sample: home("sample"), papers: home("papers") };
    let clock = Arc::new(FixedClock("2026-11-19T10:12:00+08:00".parse().unwrap()));
    let ids = Arc::new(SeededIds::new(1));
    let office = Office::new(homes, Arc::new(NoWindow), clock, ids, SampleClock::Standing);
    let call = |name: &str| office.call(&Session::built_in(), name, json!({}), &|_| {}, &|| false).unwrap();
    call("sample_open");
    let roster = call("roster_get");
    let id = |pointer: &str| Some(roster.pointer(pointer).and_then(Value::as_str).unwrap().to_owned());
    let scopes = [
        Scope::default(),
        Scope { department_id: id("/departments/0/id"), teacher_id: None },
        Scope { department_id: None, teacher_id: id("/teachers/1/id") },
    ];
    for scope in scopes {
        let options = ReportOptions {
            summary: SummaryRequest { scope, ..SummaryRequest::default() },
            sections: Vec::new(),
            signed_by: String::new(),
        };
        office
            .store()
            .unwrap()
            .read(|read| -> Result<()> {
                let material = Material::read(read, &options, &Closed::default(), office.now())?;
                let ground = Ground::read(read, &options.summary, office.now().date_naive())?;
                let inputs = ground.inputs(read)?;
                let mut printed = Vec::new();
                figures(&serde_json::to_value(document(&material)).unwrap(), &mut printed);
                assert!(printed.len() > 10, "{} figures", printed.len());
                for (text, anchor) in printed {
                    let records = records_of(&ground, &inputs, &anchor, None)?;
                    assert_eq!(records.total.to_string(), text, "{anchor}");
                }
                Ok(())
            })
            .unwrap();
    }
}
