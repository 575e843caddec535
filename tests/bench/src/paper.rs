//! The term summary of the sample school's 36 teachers to a file, in each format; the bound is 2 s for the PDF.

use crate::{
    Outcome,
    desk::{call, office, timed},
};
use serde_json::json;

pub(crate) fn run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let office = office(folder.path());
    call(&office, "sample_open", json!({}))?;
    let (_, figures) = timed(|| call(&office, "summary_get", json!({})))?;
    println!("  figures            {:>8.1} ms", figures.as_secs_f64() * 1e3);
    let mut pdf = None;
    for (label, format) in [("pdf, first", "pdf"), ("pdf, again", "pdf"), ("docx", "docx"), ("xlsx", "xlsx")] {
        let handle = office.keep_path(folder.path().join(format!("summary.{format}")))?;
        let request = json!({ "options": {}, "format": format, "handle": handle });
        let (_, took) = timed(|| call(&office, "report_export", request))?;
        let ratio = took.as_secs_f64() / figures.as_secs_f64();
        println!("  {label:<18} {:>8.1} ms   {ratio:>6.1} x figures", took.as_secs_f64() * 1e3);
        pdf.get_or_insert(took);
    }
    match pdf {
        Some(took) if took.as_secs_f64() <= 2.0 => Ok(()),
        Some(took) => Err(format!("36 teachers to PDF took {:.2} s, the bound is 2 s", took.as_secs_f64()).into()),
        None => Err("no PDF was made".into()),
    }
}
