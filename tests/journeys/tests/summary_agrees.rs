//! A school built only from files: its figures are the same as JSON, in the PDF's text, in Word and in Excel, and they
//! change when one quota changes.

use crate::desk::Desk;
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};
use std::{
    fmt::Write,
    io::{Cursor, Read},
    process::Command,
};

const NAMES: [&str; 6] = ["赵一鸣", "钱二宝", "孙三省", "李四光", "周五常", "吴六奇"];

fn school() -> Desk {
    let desk = Desk::school("滨河实验中学");
    desk.good(&["term", "create", "--year", "2025-2026", "--term", "1", "--from", "2025-09-01", "--to", "2026-01-23"]);
    let mut roster = String::from("姓名,工号,教研组,学科,岗位,参加工作年月\n");
    for (at, name) in NAMES.iter().enumerate() {
        let post = if at == 0 { "校长" } else { "教师" };
        let group = if at < 3 { "语文组,语文" } else { "数学组,数学" };
        let _ = writeln!(roster, "{name},B{at:03},{group},{post},2010.09");
    }
    let mut observations =
        String::from("日期,节次,授课教师,学科,班级,课题,听课类型,听课人,节数,评分,优点,不足,建议,过程\n");
    for number in 0..23 {
        let teacher = NAMES[number % 6];
        let observer = NAMES[(number + 1 + number / 6) % 6];
        let (day, period) = (10 + number % 5, 1 + number % 6);
        let process = if number % 7 == 3 { "" } else { "导入；新授；练习" };
        let _ = writeln!(
            observations,
            "2025-11-{day},{period},{teacher},语文,七年级{}班,第{number}课,随堂课,{observer},1,{},条理清楚,,多练,{process}",
            1 + number % 2,
            70 + number
        );
    }
    let mut homework = String::from("日期,检查人,教师,学科,班级,种类,应布置,实布置,全批,二次批改,等级,建议\n");
    for (number, band) in ["优", "优", "良", "合格"].iter().enumerate() {
        let _ = writeln!(
            homework,
            "2025-10-{},{},{},语文,七年级1班,作业本,10,{},{},2,{band},写清日期",
            20 + number,
            NAMES[0],
            NAMES[number + 1],
            10 - number,
            9 - number
        );
    }
    let plans = format!(
        "教师,学科,年级,课题,稿次,日期,正文,反思\n{0},语文,七年级,《散步》,一稿,2025-10-13,目标一,\n{0},语文,七年级,《散步》,二稿,2025-10-20,目标二,改得好\n{0},语文,七年级,《散步》,三稿,2025-10-27,目标三,更好\n{1},数学,七年级,整式,一稿,2025-10-13,目标,\n",
        NAMES[1], NAMES[3]
    );
    let pairings = format!("师傅,徒弟,类型,开始,结束\n{},{},教学,2025-09-08,\n", NAMES[1], NAMES[2]);
    for (kind, text) in [
        ("roster", roster),
        ("observations", observations),
        ("homework", homework),
        ("plans", plans),
        ("pairings", pairings),
    ] {
        let file = desk.write(&format!("{kind}.csv"), text);
        let words =
            ["import", kind, file.as_str(), "--term", "2025-2026-1", "--create-missing", "--accept-doubtful", "--json"];
        let result = desk.json(&words);
        assert_eq!(result["refused"], json!([]), "{kind}: {result}");
    }
    desk
}

fn export(desk: &Desk, format: &str) -> Vec<u8> {
    let path = desk.file(&format!("summary.{format}"));
    let out = path.to_string_lossy().into_owned();
    desk.good(&["summary", "--term", "2025-2026-1", "--format", format, "--out", &out, "--as-of", "2025-12-31"]);
    std::fs::read(path).unwrap()
}

fn pdf_text(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("summary.pdf");
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

fn docx_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside && !c.is_whitespace() => text.push(c),
            _ => {}
        }
    }
    text
}

fn xlsx_rows(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let shown = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    let names = book.sheet_names();
    names
        .iter()
        .flat_map(|name| {
            book.worksheet_range(name).unwrap().rows().map(|row| row.iter().map(shown).collect()).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn four_formats_tell_the_same_figures() {
    let desk = school();
    let json_words = ["summary", "--term", "2025-2026-1", "--format", "json", "--as-of", "2025-12-31"];
    let figures = desk.json(&json_words);
    let observation = &figures["observation"];
    let whole = |name: &str| observation[name].as_u64().unwrap();
    assert_eq!(whole("sheets"), 23);
    assert_eq!(whole("counted"), 23 - 3, "three sheets have no process");
    assert_eq!(whole("lessons"), whole("counted") + whole("refused"));
    assert_eq!(figures["homework"]["checks"], 4);
    assert_eq!((&figures["lesson_plan"]["plans"], &figures["lesson_plan"]["drafts"]), (&json!(2), &json!(4)));
    assert_eq!(figures["mentoring"]["pairings"], 1);

    let (pdf, docx) = (pdf_text(&export(&desk, "pdf")), docx_text(&export(&desk, "docx")));
    let rows = xlsx_rows(export(&desk, "xlsx"));
    for (paper, text) in [("pdf", &pdf), ("docx", &docx)] {
        assert!(text.contains("滨河实验中学"), "{paper}");
        assert!(text.contains("2025—2026学年第一学期"), "{paper}");
        for figure in ["sheets", "counted"] {
            assert!(text.contains(&whole(figure).to_string()), "{paper}: {figure}");
        }
    }
    for line in observation["by_teacher"].as_array().unwrap() {
        let name = line["teacher"].as_str().unwrap();
        let numbers: Vec<String> =
            ["owed", "done", "counted", "left"].iter().map(|key| line[key].to_string()).collect();
        let row = rows
            .iter()
            .find(|row| row.iter().any(|cell| cell == name) && numbers.iter().all(|number| row.contains(number)));
        assert!(row.is_some(), "no row of the workbook holds {numbers:?}");
        // In the papers the figures of a person stand behind the name, in this order.
        let run: String = numbers.concat();
        for (paper, text) in [("pdf", &pdf), ("docx", &docx)] {
            let found =
                text.match_indices(name).any(|(at, _)| text[at..].chars().take(40).collect::<String>().contains(&run));
            assert!(found, "{paper}: {name} {run}");
        }
    }
}

#[test]
fn one_changed_quota_changes_the_summary() {
    let desk = school();
    let left = |desk: &Desk| -> Value {
        desk.json(&["summary", "--term", "2025-2026-1", "--format", "json", "--as-of", "2025-12-31"])["observation"]["left"].clone()
    };
    let before = left(&desk).as_u64().unwrap();
    let quotas = desk.call("quota_list", &json!({}));
    let rest = quotas["rules"].as_array().unwrap().iter().find(|rule| rule["posts"] == json!([])).unwrap().clone();
    let changed = json!({ "id": rest["id"], "name": rest["name"], "posts": [], "lessons": rest["lessons"].as_u64().unwrap() + 2 });
    desk.call("quota_save", &changed);
    assert_eq!(left(&desk).as_u64().unwrap(), before + 2 * 5, "five teachers owe two lessons more");
}

#[test]
fn a_paper_that_cannot_be_written_leaves_no_file() {
    let desk = school();
    let nowhere = desk.file("no/such/folder/summary.pdf");
    let out = nowhere.to_string_lossy().into_owned();
    let said = desk.run(&["summary", "--term", "2025-2026-1", "--format", "pdf", "--out", &out]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains(": "), "{}", said.err);
    assert!(!nowhere.exists());
}
