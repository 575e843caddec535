//! `summary`: the term's figures as JSON, or the paper as a file.

use crate::{
    args::{Format, SummaryArguments, misused},
    output,
    run::{call, told},
};
use clap::error::ErrorKind;
use keji_domain::{Error, Result, office::Office};
use serde_json::json;
use std::fs;

/// Writes the summary.
pub(crate) fn run(office: &Office, arguments: &SummaryArguments) -> Result<()> {
    let summary = json!({ "term_id": arguments.term, "as_of": arguments.as_of });
    let format = match arguments.format {
        Format::Json => {
            let figures = call(office, "summary_get", summary)?;
            return match &arguments.out {
                Some(path) => fs::write(path, format!("{figures:#}\n")).map_err(Error::File),
                None => output::json(&figures),
            };
        }
        Format::Pdf => "pdf",
        Format::Docx => "docx",
        Format::Xlsx => "xlsx",
    };
    let path = arguments
        .out
        .clone()
        .unwrap_or_else(|| misused(ErrorKind::MissingRequiredArgument, "请用 --out FILE 指明写到哪个文件"));
    let handle = office.keep_path(path)?;
    let request = json!({ "options": { "summary": summary }, "format": format, "handle": handle });
    let exported = call(office, "report_export", request)?;
    let name = exported.get("file_name").and_then(|name| name.as_str()).unwrap_or_default();
    told(arguments.json, &exported, &format!("已写好：{name}"))
}
