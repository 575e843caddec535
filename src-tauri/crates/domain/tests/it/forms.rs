//! 听课本, 课堂评价表, 听课统计表: what the office prints and files, read back from the files.
#![allow(clippy::unwrap_used)]

use crate::{
    papers::{Outside, office_text, pages_of, pdf_text, squeeze},
    support::{Desk, id, session, text, with},
};
use keji_domain::access::Role;
use serde_json::{Value, json};
use std::path::PathBuf;

fn fixture(name: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/rubrics/sheets");
    serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap()).unwrap()
}

const FIXTURES: [&str; 16] =
    ["C01", "C03", "C07", "C08", "C12", "C13", "H01", "H03", "H05", "H06", "H07", "H08", "L03", "L04", "L06", "L08"];

/// A sheet with a whole lesson on it.
fn sheet(number: u32, fields: Value) -> Value {
    let rows: Vec<Value> = (0..6)
        .map(|at| {
            json!({ "clock": format!("08:{:02}", 2 + at * 6), "process": "出示例题，学生列式后在小组内交流，教师巡视并记下典型做法。",
                "remark": "问题明确，等待时间够。", "side": if at % 2 == 0 { "teaching" } else { "learning" },
                "phase": if at == 0 { "导入" } else { "" }, "minutes": if at == 0 { json!(5) } else { Value::Null } })
        })
        .collect();
    let base = json!({
        "id": id(number), "sitting": id(1_000 + number), "period": 1 + number % 7, "subject": "数学",
        "topic": format!("第{number}课时"), "lesson_kind": "随堂课", "timeline": rows,
        "strengths": "问题链有梯度，学生参与面广。", "advice": "留出当堂练习的时间。"
    });
    with(&base, fields)
}

/// Pages of a paper, each without blanks.
fn pages(path: &std::path::Path) -> Vec<String> {
    pdf_text(path).split('\u{c}').map(squeeze).filter(|page| !page.is_empty()).collect()
}

/// A school with an observer of some sheets, and the teacher whom they are on.
fn observed(count: u32) -> (Desk, String, String) {
    let desk = Desk::term();
    let teacher = desk.teacher("何静", "数学", &["任课教师"]);
    let observer = desk.teacher("唐文斌", "语文", &["副校长"]);
    for number in 1..=count {
        let day =
            json!({ "date": format!("2026-10-{:02}", 30 - number), "teacher_id": teacher, "observer_id": observer });
        let kind = json!({ "lesson_kind": if number % 2 == 0 { "推门课" } else { "随堂课" } });
        desk.ok("observation_submit", json!({ "sheet": sheet(number, with(&day, kind)) }));
    }
    (desk, observer, teacher)
}

/// Signs on the left and on the right half of a side, sorted: a smaller print is read in another order.
fn halves(path: &std::path::Path, side: usize) -> [Vec<char>; 2] {
    ["0", "421"].map(|left| {
        let side = side.to_string();
        let output = std::process::Command::new("pdftotext")
            .args(["-layout", "-r", "72", "-f", &side, "-l", &side, "-x", left, "-y", "0", "-W", "421", "-H", "596"])
            .arg(path)
            .arg("-")
            .output()
            .unwrap();
        signs(&String::from_utf8(output.stdout).unwrap())
    })
}

fn signs(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = squeeze(text).chars().collect();
    signs.sort_unstable();
    signs
}

#[test]
fn a_folded_booklet_has_its_pages_where_they_are_read_after_folding() {
    let (desk, observer, _) = observed(5);
    let outside = Outside::new();
    let made = |name: &str, format: &str| {
        outside.made(&desk, "lesson_book", name, json!({ "observer_id": observer, "format": format }))
    };
    let told: Vec<Vec<char>> = pages(&made("听课本.pdf", "pdf")).iter().map(|page| signs(page)).collect();
    let folded = made("折页.pdf", "folded");
    // Nine pages and three empty ones are three sheets; of each the front, then the back.
    let sides = [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)];
    assert_eq!(pages_of(&folded), sides.len());
    let empty = Vec::new();
    for (at, (left, right)) in sides.into_iter().enumerate() {
        let page = |number: usize| told.get(number - 1).unwrap_or(&empty);
        let [on_left, on_right] = halves(&folded, at + 1);
        assert_eq!((&on_left, &on_right), (page(left), page(right)), "side {}", at + 1);
    }
    let size = std::process::Command::new("pdfinfo").arg(&folded).output().unwrap();
    assert!(String::from_utf8_lossy(&size.stdout).contains("841.89 x 595.276 pts (A4)"), "{size:?}");
    assert_eq!(std::fs::read(&folded).unwrap(), std::fs::read(made("再.pdf", "folded")).unwrap());
}

#[test]
fn a_term_of_an_observer_is_a_booklet_whose_contents_name_the_pages() {
    let (desk, observer, teacher) = observed(5);
    let draft = json!({ "date": "2026-10-09", "teacher_id": teacher, "observer_id": observer, "topic": "未交之课" });
    desk.ok("observation_save", sheet(8, draft));
    let theirs = json!({ "date": "2026-10-08", "teacher_id": observer, "observer_id": teacher, "topic": "别人听的课" });
    desk.ok("observation_submit", json!({ "sheet": sheet(9, theirs) }));
    let outside = Outside::new();
    let request = |format: &str| json!({ "observer_id": observer, "format": format });
    let pdf = outside.made(&desk, "lesson_book", "听课本.pdf", request("pdf"));
    let told = pages(&pdf);
    // A cover, the contents, the figures, five sheets, the reviews.
    assert_eq!((pages_of(&pdf), told.len()), (9, 9));
    assert!(
        told[0].contains("听课本") && told[0].contains("唐文斌") && told[0].contains("5份记录，5节"),
        "{}",
        told[0]
    );
    assert!(!told[0].contains("—1—"), "a cover has no number");
    assert!(
        told[2].contains("听课统计") && told[2].contains("推门课222") && told[2].contains("随堂课333"),
        "{}",
        told[2]
    );
    let mut behind = 0;
    for (page, number) in [(4, 5), (5, 4), (6, 3), (7, 2), (8, 1)] {
        let topic = format!("第{number}课时");
        assert!(
            told[page - 1].contains("听课记录") && told[page - 1].contains(&topic),
            "oldest first: {}",
            told[page - 1]
        );
        assert!(told[page - 1].contains(&format!("—{page}—")));
        let at = told[1].find(&topic).unwrap();
        assert!(at > behind, "{}", told[1]);
        behind = at;
        // The page ends the topic's row: kind, number of lessons, no score.
        let kind = if number % 2 == 0 { "推门课" } else { "随堂课" };
        assert!(told[1][at..].starts_with(&format!("{topic}{kind}1—{page}")), "{}", &told[1][at..]);
    }
    assert!(told[8].contains("听课本查阅记录") && told[8].contains("查阅人"));
    let whole = told.concat();
    assert!(!whole.contains("未交之课") && !whole.contains("别人听的课"));
    let again = outside.made(&desk, "lesson_book", "再一次.pdf", request("pdf"));
    assert_eq!(std::fs::read(&pdf).unwrap(), std::fs::read(&again).unwrap());
    let docx = office_text(&outside.made(&desk, "lesson_book", "听课本.docx", request("docx")));
    for place in ["sheet0", "sheet4"] {
        assert!(
            docx.contains(&format!("w:name=\"{place}\"")) && docx.contains(&format!(" PAGEREF {place} ")),
            "{place}"
        );
    }
    // Nobody makes the book of somebody out of reach, and nobody a book without a sheet.
    let handle = desk.office().keep_path(outside.path("越权.pdf")).unwrap();
    let stranger =
        desk.call_as(&session(Role::Teacher), "lesson_book", with(&request("pdf"), json!({ "handle": handle })));
    assert_eq!(stranger.unwrap_err().code(), "out_of_reach");
    let idle = desk.teacher("陈国栋", "数学", &[]);
    let none = outside.export(&desk, "lesson_book", "无.pdf", json!({ "observer_id": idle, "format": "pdf" }));
    assert_eq!(none.unwrap_err().code(), "out_of_range");
}

#[test]
fn every_scoring_sheet_of_the_collection_prints_blank_and_filled_on_one_page() {
    let (desk, observer, teacher) = observed(1);
    let outside = Outside::new();
    for (number, name) in (100..).zip(FIXTURES) {
        let fixture = fixture(name);
        let mut document = fixture["document"].clone();
        let saved = desk.ok("rubric_save", json!({ "document": document }));
        let blank = json!({ "rubric_id": saved["id"], "format": "pdf" });
        let pdf = outside.made(&desk, "rubric_paper", &format!("{name}.pdf"), blank);
        assert_eq!(pages_of(&pdf), 1, "{name}");
        let told = squeeze(&pdf_text(&pdf));
        let purpose = match document["purpose"].as_str().unwrap() {
            "lesson" => "课堂评价表",
            "lesson_plan" => "教案评价表",
            _ => "作业评价表",
        };
        assert!(told.contains(purpose) && told.contains("评语") && told.contains("日期："), "{name}: {told}");
        for parts in ["sections", "deductions", "bonuses", "vetoes"] {
            for part in document[parts].as_array().into_iter().flatten() {
                // A narrow column breaks a name, and the row beside it stands between.
                let begins: String = letters(&text(part, "/name")).chars().take(4).collect();
                assert!(letters(&told).contains(&begins), "{name}: {part} in {told}");
            }
        }
        // Every form is filled by an observation here: what is judged does not change what is printed.
        document["purpose"] = json!("lesson");
        let saved = desk.ok("rubric_save", json!({ "document": document }));
        let mut filled = 0;
        for (at, case) in (0..).zip(fixture["cases"].as_array().unwrap()) {
            let subject = if case["subject"] == "" { json!("数学") } else { case["subject"].clone() };
            let given = json!({
                "date": "2026-11-18", "teacher_id": teacher, "observer_id": observer, "subject": subject,
                "period": at + 1, "rubric_id": saved["id"], "scores": case["scores"]
            });
            let id = id(number * 10 + at);
            let sheet = with(&sheet(number * 10 + at, given), json!({ "id": id }));
            // Some cases give what a screen refuses: points between two steps.
            if desk.call("observation_submit", json!({ "sheet": sheet })).is_err() {
                continue;
            }
            filled += 1;
            let request = json!({ "ids": [id], "form": "assessment", "format": "pdf" });
            let pdf = outside.made(&desk, "lesson_papers", "评价表.pdf", request);
            assert_eq!(pages_of(&pdf), 1, "{name}");
            let told = squeeze(&pdf_text(&pdf));
            let sheet = desk.ok("observation_get", json!({ "id": id }));
            let said = |number: &Value| format!("{}分", number.as_f64().unwrap());
            if !sheet["total"].is_null() {
                assert!(
                    told.contains(&format!("总分{}", said(&sheet["total"]))),
                    "{name}: {} in {told}",
                    sheet["total"]
                );
            }
            if let Some(band) = sheet["band"].as_str() {
                assert!(
                    told.contains(&format!("等级{band}")) || told.contains(&format!("总评{band}")),
                    "{name}: {told}"
                );
            }
        }
        assert!(filled > 0, "{name}");
    }
}

/// A text without signs that stand otherwise on paper, and without the breaks of narrow columns.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

#[test]
fn the_table_of_the_ledger_says_on_paper_what_the_screen_says() {
    let (desk, observer, _) = observed(3);
    let refused = json!({ "date": "2026-10-12", "teacher_id": desk.teacher("陈国栋", "数学", &[]),
        "observer_id": observer, "timeline": [] });
    desk.ok("observation_submit", json!({ "sheet": sheet(20, refused) }));
    let ledger = desk.ok("quota_ledger", json!({}));
    let lines = ledger["lines"].as_array().unwrap();
    let own = lines.iter().find(|line| line["teacher_id"] == json!(observer)).unwrap();
    let outside = Outside::new();
    let request = |format: &str| json!({ "ledger": {}, "format": format });
    let pdf = outside.made(&desk, "quota_export", "统计.pdf", request("pdf"));
    let docx = outside.made(&desk, "quota_export", "统计.docx", request("docx"));
    let told = squeeze(&pdf_text(&pdf));
    let number = |key: &str| own[key].as_u64().unwrap();
    let figures = format!(
        "{}{}{}{}{}{}",
        number("owed"),
        number("waived"),
        number("net"),
        number("done"),
        number("counted"),
        number("done") - number("counted")
    );
    assert!(told.contains(&format!("{}{figures}缺教学过程1节{}", text(own, "/category"), number("left"))), "{told}");
    let sum = |key: &str| lines.iter().map(|line| line[key].as_u64().unwrap()).sum::<u64>();
    assert!(told.contains(&format!("合计{}人{}{}{}", lines.len(), sum("owed"), sum("waived"), sum("net"))), "{told}");
    for words in ["填报单位（章）：", "制表人：", "审核人：", "分管校长：", "日期：", "数据截至2026年11月19日"]
    {
        assert!(told.contains(words), "{words} in {told}");
        assert!(office_text(&docx).contains(words), "{words}");
    }
    // Notes are of columns that the paper has.
    for words in ["不计原因", "还差按各时段、各对象分别计算", "完成率＝（核减后应听－还差）÷核减后应听"]
    {
        assert!(told.contains(words), "{words} in {told}");
    }
    for words in ["未计", "应完成", "来源"] {
        assert!(!told.contains(words), "{words} in {told}");
    }
    let size = std::process::Command::new("pdfinfo").arg(&pdf).output().unwrap();
    assert!(String::from_utf8_lossy(&size.stdout).contains("841.89 x 595.276"), "lying pages");
}
