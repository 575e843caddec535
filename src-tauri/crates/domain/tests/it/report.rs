//! The papers: what stands in them is what the ledger says, and a cancelled one leaves nothing behind.

use crate::{
    summary::{Made, made},
    support::{Desk, TODAY, text},
};
use calamine::{Data, Reader, Xlsx, open_workbook};
use keji_domain::{Result, access::Session};
use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    io::Read,
    path::Path,
    process::Command,
};

/// Exports a paper past the dialog.
fn export(desk: &Desk, path: &Path, format: &str, options: &Value) -> Result<Value> {
    let handle = desk.office().keep_path(path.to_owned()).unwrap();
    desk.call("report_export", json!({ "options": options, "format": format, "handle": handle }))
}

/// A paper's text without blanks and line breaks.
fn pdf_text(path: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout", &path.to_string_lossy(), "-"]).output().unwrap();
    assert!(output.status.success());
    squeeze(&String::from_utf8(output.stdout).unwrap())
}

fn docx_text(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut told = String::new();
    for piece in xml.split("<w:t").skip(1) {
        let Some((head, rest)) = piece.split_once('>') else { continue };
        if head.is_empty() || head.starts_with(' ') {
            told.push_str(rest.split_once("</w:t>").map_or("", |(words, _)| words));
        }
    }
    squeeze(&told)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn number(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap()
}

/// Sentences that must stand in the text, with the ledger's figures.
fn sentences(summary: &Value) -> Vec<String> {
    let of = |pointer: &str| number(summary, pointer);
    vec![
        format!(
            "共听课{}节、{}人次，其中有效{}节",
            of("/observation/lessons"),
            of("/observation/sheets"),
            of("/observation/counted")
        ),
        format!("检查作业{}班科次，涉及教师{}人", of("/homework/checks"), of("/homework/teachers")),
        format!("检查教案{}篇、{}稿次", of("/lesson_plan/plans"), of("/lesson_plan/drafts")),
        format!("完成互听任务{}节（应完成{}节）", of("/mentoring/fulfilled"), of("/mentoring/needed")),
        format!("应听课{}节，有效听课{}节", of("/observation/owed"), of("/observation/counted")),
    ]
}

#[test]
fn pdf_and_word_say_what_the_ledger_says() {
    let Made { desk, .. } = made(21, 80);
    let summary = desk.ok("summary_get", json!({ "as_of": TODAY }));
    let folder = tempfile::tempdir().unwrap();
    let (pdf, docx) = (folder.path().join("总结.pdf"), folder.path().join("总结.docx"));
    let exported = export(&desk, &pdf, "pdf", &json!({})).unwrap();
    assert_eq!(text(&exported, "/file_name"), "总结.pdf");
    assert_eq!(number(&exported, "/size"), std::fs::metadata(&pdf).unwrap().len());
    export(&desk, &docx, "docx", &json!({})).unwrap();
    for told in [pdf_text(&pdf), docx_text(&docx)] {
        for sentence in sentences(&summary) {
            assert!(told.contains(&sentence), "{sentence} in {told}");
        }
        assert!(told.contains("教学常规工作总结"));
        for line in summary["observation"]["by_teacher"].as_array().unwrap() {
            let share = (number(line, "/counted") * 2000 + number(line, "/owed")) / (2 * number(line, "/owed"));
            let row = format!(
                "{}{}{}{}{}{}{}.{}%{}",
                text(line, "/category"),
                number(line, "/owed"),
                number(line, "/done"),
                number(line, "/counted"),
                number(line, "/left"),
                "",
                share / 10,
                share % 10,
                number(line, "/received")
            );
            assert!(told.contains(&row), "{row} in {told}");
        }
        assert!(!told.contains("NaN") && !told.contains("—%"));
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no partial file stays");
}

#[test]
fn the_workbook_holds_the_ledger() {
    let Made { desk, .. } = made(22, 80);
    let summary = desk.ok("summary_get", json!({}));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("总结.xlsx");
    export(&desk, &path, "xlsx", &json!({})).unwrap();
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    assert_eq!(book.sheet_names(), ["总览", "听课明细", "作业检查", "教案检查", "青蓝结对", "每周听课"]);
    let cells = book.worksheet_range("听课明细").unwrap();
    let head = cells.rows().position(|row| row.iter().any(|cell| *cell == Data::String("应听".into()))).unwrap();
    let lines = summary["observation"]["by_teacher"].as_array().unwrap();
    let whole = |cell: &Data| format!("{cell}");
    for (row, line) in cells.rows().skip(head + 1).zip(lines) {
        assert_eq!(whole(&row[1]), text(line, "/teacher"));
        for (column, field) in [(4, "owed"), (5, "done"), (6, "counted"), (7, "refused"), (8, "left"), (10, "received")]
        {
            assert_eq!(whole(&row[column]), number(line, &format!("/{field}")).to_string(), "{field}");
        }
    }
    let total = cells.rows().nth(head + 1 + lines.len()).unwrap();
    assert_eq!(whole(&total[0]), "合计");
    for (column, field) in [(4, "owed"), (5, "lessons"), (6, "counted"), (8, "left")] {
        assert_eq!(whole(&total[column]), number(&summary, &format!("/observation/{field}")).to_string(), "{field}");
    }
    let formulas = book.worksheet_formula("听课明细").unwrap();
    assert!(formulas.rows().flatten().any(|formula| formula.contains("SUM") || formula.contains("SUBTOTAL")));
}

#[test]
fn a_cancelled_export_leaves_no_file_and_an_old_one_as_it_was() {
    let Made { desk, .. } = made(23, 20);
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("旧.pdf");
    std::fs::write(&old, b"old").unwrap();
    for (name, format) in [("新.pdf", "pdf"), ("新.docx", "docx"), ("新.xlsx", "xlsx"), ("旧.pdf", "pdf")] {
        // Stopped at once, and after each step that is told.
        for steps in 0..5 {
            let told = Cell::new(0);
            let words = RefCell::new(Vec::new());
            let handle = desk.office().keep_path(folder.path().join(name)).unwrap();
            let request = json!({ "options": {}, "format": format, "handle": handle });
            let progress = |progress: keji_domain::command::Progress| {
                told.set(told.get() + 1);
                words.borrow_mut().push(progress.doing);
            };
            let stopped = || told.get() > steps;
            let result = desk.office().call(&Session::built_in(), "report_export", request, &progress, &stopped);
            assert_eq!(result.map_err(|error| error.code()).unwrap_err(), "cancelled", "{name} after {steps}");
            assert_eq!(words.borrow()[0], "正在统计");
        }
    }
    assert_eq!(std::fs::read(&old).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(desk.acts("report_export"), 0);
    assert_eq!(
        desk.refusal("report_export", json!({ "options": {}, "format": "pdf", "handle": "file-0" })),
        "unknown_handle"
    );
}

#[test]
fn every_figure_on_the_pages_opens_its_records() {
    let Made { desk, .. } = made(24, 60);
    let preview = desk.ok("report_preview", json!({}));
    assert!(preview["pages"].as_array().unwrap().len() >= 5);
    assert_eq!(preview["missing"], json!([]));
    let figures = preview["figures"].as_array().unwrap();
    assert!(figures.len() > 100);
    let mut seen = std::collections::BTreeSet::new();
    for figure in figures {
        for (from, size) in [("/x", "/width"), ("/y", "/height")] {
            let (from, size) =
                (figure.pointer(from).unwrap().as_f64().unwrap(), figure.pointer(size).unwrap().as_f64().unwrap());
            assert!(from >= 0.0 && from + size <= 1.0, "{figure}");
        }
        let key = text(figure, "/figure");
        if seen.insert(key.clone()) {
            desk.ok("summary_records", json!({ "summary": {}, "figure": key }));
        }
    }
    assert!(text(&preview, "/file_name").ends_with("教学常规工作总结（截至11月19日）"));
    let keys: Vec<String> =
        preview["sections"].as_array().unwrap().iter().map(|section| text(section, "/key")).collect();
    assert_eq!(keys.len(), 9);
}

#[test]
fn a_school_without_records_gets_whole_sentences() {
    let desk = Desk::term();
    desk.teacher("何静", "语文", &[]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("总结.pdf");
    export(&desk, &path, "pdf", &json!({})).unwrap();
    let told = pdf_text(&path);
    assert!(told.contains("本学期尚无听课、作业检查、教案检查、青蓝结对记录。"), "{told}");
    assert!(!told.contains("听课0节"));
    export(&desk, &folder.path().join("总结.docx"), "docx", &json!({})).unwrap();
    export(&desk, &folder.path().join("总结.xlsx"), "xlsx", &json!({})).unwrap();
}

#[test]
fn a_teachers_paper_names_nobody_else_and_its_file_nobody() {
    let Made { desk, teachers, .. } = made(25, 60);
    let options = json!({ "summary": { "scope": { "teacher_id": teachers[3] } } });
    let preview = desk.ok("report_preview", options.clone());
    assert!(!text(&preview, "/file_name").contains("何静"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("个人.pdf");
    export(&desk, &path, "pdf", &options).unwrap();
    let told = pdf_text(&path);
    assert!(told.contains("何静") && told.contains("教师个人教学常规情况"));
    for other in ["唐文斌", "韩雪", "尉迟恭谨"] {
        assert!(!told.contains(other), "{told}");
    }
}
