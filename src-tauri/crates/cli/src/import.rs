//! `import`: preview, then write.

use crate::{
    args::{ImportArguments, Kind},
    output,
    run::call,
};
use keji_domain::{Result, office::Office};
use serde_json::{Value, json};

/// Brings a file in.
pub(crate) fn run(office: &Office, arguments: &ImportArguments) -> Result<()> {
    let only = arguments.only.as_ref().map(|(column, value)| json!({ "column": column, "value": value }));
    let preview = call(
        office,
        "import_preview",
        json!({
            "kind": kind(arguments.kind),
            "handle": office.keep_path(arguments.file.clone())?,
            "term_id": arguments.term,
            "only": only,
            "create_missing": arguments.create_missing,
        }),
    )?;
    let token = preview.get("token").cloned().unwrap_or_default();
    let request = json!({
        "token": token,
        "accept_doubtful": arguments.accept_doubtful,
        "dry_run": arguments.dry_run,
    });
    let result = call(office, "import_apply", request)?;
    if arguments.json { output::json(&result) } else { told(&result, arguments.dry_run) }
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
    }
}
