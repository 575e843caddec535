//! `import`: preview, then write.

use crate::{
    args::{Answer, ImportArguments, Kind, misused},
    output,
    run::call,
};
use clap::error::ErrorKind;
use keji_domain::{Result, office::Office};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Brings a file in.
pub(crate) fn run(office: &Office, arguments: &ImportArguments) -> Result<()> {
    let only = arguments.only.as_ref().map(|(column, value)| json!({ "column": column, "value": value }));
    let mapping: BTreeMap<&str, &str> =
        arguments.columns.iter().map(|(heading, field)| (heading.as_str(), field.as_str())).collect();
    let answers = arguments.answers.iter().map(|answer| answered(office, answer)).collect::<Result<Vec<_>>>()?;
    let preview = call(
        office,
        "import_preview",
        json!({
            "kind": kind(arguments.kind),
            "handle": office.keep_path(arguments.file.clone())?,
            "term_id": arguments.term,
            "only": only,
            "create_missing": arguments.create_missing,
            "mapping": mapping,
            "answers": answers,
            "week": arguments.week,
        }),
    )?;
    let fields = list(&preview, "fields");
    for (heading, field) in mapping.iter().filter(|(_, field)| !field.is_empty()) {
        let keys: Vec<&str> = fields.iter().filter_map(|known| known.get("key")?.as_str()).collect();
        if !keys.contains(field) {
            misused(
                ErrorKind::InvalidValue,
                &format!("“{heading}={field}”里的字段不对，可用的有：{}", keys.join("、")),
            );
        }
    }
    let token = preview.get("token").cloned().unwrap_or_default();
    let request = json!({
        "token": token,
        "accept_doubtful": arguments.accept_doubtful,
        "dry_run": arguments.dry_run,
    });
    let mut result = call(office, "import_apply", request)?;
    let assigned = if arguments.assignments && matches!(arguments.kind, Kind::Timetable) {
        let request = json!({ "term_id": arguments.term, "dry_run": arguments.dry_run });
        Some(call(office, "timetable_assign", request)?)
    } else {
        None
    };
    if let (Some(result), Some(assigned)) = (result.as_object_mut(), &assigned) {
        result.insert("assignments".to_owned(), assigned.clone());
    }
    if arguments.json {
        return output::json(&result);
    }
    told(&result, arguments.dry_run)?;
    if let Some(count) = assigned.as_ref().and_then(|assigned| assigned.get("added")) {
        let done = if arguments.dry_run { "可按课表拟定任课" } else { "已按课表拟定任课，待确认" };
        output::line(&format!("{done}：{count} 条"))?;
    }
    if arguments.dry_run { offered(&preview) } else { Ok(()) }
}

/// An answer as the command takes it. A teacher is meant by employee number or identifier.
fn answered(office: &Office, answer: &Answer) -> Result<Value> {
    let (kind, to) = match answer.becomes.as_str() {
        "+" => ("make", String::new()),
        "-" => ("skip", String::new()),
        text => match text.strip_prefix('@') {
            None => ("text", text.to_owned()),
            Some(teacher) => {
                let roster = call(office, "roster_get", json!({}))?;
                let numbered = list(&roster, "teachers")
                    .iter()
                    .find(|one| one.get("employee_no").and_then(Value::as_str) == Some(teacher));
                let id = numbered.and_then(|one| one.get("id")?.as_str()).unwrap_or(teacher);
                ("person", id.to_owned())
            }
        },
    };
    Ok(
        json!({ "field": answer.field, "value": answer.value, "row": answer.row, "column": answer.column, "kind": kind, "to": to }),
    )
}

/// The answers that suit, as `--answer` takes them, each cell once.
fn offered(preview: &Value) -> Result<()> {
    let mut said = BTreeSet::new();
    for repair in list(preview, "rows").iter().flat_map(|row| list(row, "repairs")) {
        let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let cell = format!("{}:{}", text(repair, "field"), text(repair, "value"));
        if !said.insert(cell.clone()) {
            continue;
        }
        for choice in list(repair, "choices") {
            let answer = match text(choice, "kind").as_str() {
                "make" => "+".to_owned(),
                "skip" => "-".to_owned(),
                "person" => format!("@{}", text(choice, "to")),
                _ => text(choice, "to"),
            };
            output::line(&format!("  可答　--answer \"{cell}={answer}\"　{}", text(choice, "name")))?;
        }
    }
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The five counts, then each row that has a reason.
fn told(result: &Value, dry: bool) -> Result<()> {
    let count = |name: &str| match result.get(name) {
        Some(Value::Array(rows)) => rows.len().to_string(),
        Some(number) => number.to_string(),
        None => "0".to_owned(),
    };
    let head = if dry { "预览（未写入）" } else { "导入完成" };
    output::line(&format!(
        "{head}：新增 {}，更新 {}，相同 {}，存疑 {}，未导入 {}",
        count("new"),
        count("changed"),
        count("same"),
        count("doubtful"),
        count("refused")
    ))?;
    for (name, word) in [("doubtful", "存疑"), ("refused", "未导入"), ("warnings", "提醒")] {
        for note in result.get(name).and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default();
            let row = note.get("row").and_then(Value::as_u64).unwrap_or_default();
            output::line(&format!("  {word}　第 {row} 行　{}　{}", text("column"), text("reason")))?;
        }
    }
    Ok(())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Roster => "roster",
        Kind::Timetable => "timetable",
        Kind::Calendar => "calendar",
        Kind::Observations => "observations",
        Kind::Homework => "homework",
        Kind::Plans => "plans",
        Kind::Pairings => "pairings",
        Kind::Work => "work",
        Kind::OpenLessons => "open_lessons",
        Kind::Leaders => "leaders",
        Kind::Tags => "tags",
        Kind::Assignments => "assignments",
    }
}
