//! Papers about the data itself, and what protects the files that leave the office.

use crate::{
    summary::{Made, made},
    support::{Desk, id, session, text, with},
};
use calamine::{Reader, Xlsx, open_workbook};
use keji_domain::{Result, access::Role};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use zip::ZipArchive;

const PASSWORD: &str = "Qing-xi#2026";

/// A folder outside the school, as a dialog would choose it.
pub(crate) struct Outside(TempDir);

impl Outside {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Calls an export past the dialog.
    #[allow(clippy::needless_pass_by_value, reason = "callers write the request where they use it")]
    pub(crate) fn export(&self, desk: &Desk, command: &str, name: &str, request: Value) -> Result<Value> {
        let handle = desk.office().keep_path(self.path(name)).unwrap();
        desk.call(command, with(&request, json!({ "handle": handle })))
    }

    /// An export that must succeed; its path.
    #[track_caller]
    pub(crate) fn made(&self, desk: &Desk, command: &str, name: &str, request: Value) -> PathBuf {
        if let Err(error) = self.export(desk, command, name, request) {
            panic!("{command}: {:?}", error.to_wire());
        }
        self.path(name)
    }
}

/// A paper's text as a reader sees it.
pub(crate) fn pdf_text(path: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout", &path.to_string_lossy(), "-"]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn pages_of(path: &Path) -> usize {
    let output = Command::new("pdfinfo").arg(path).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    told.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
}

/// Every part of a Word or Excel file, and the words of its runs joined.
pub(crate) fn office_text(path: &Path) -> String {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut told = String::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut part).unwrap();
        let part = String::from_utf8_lossy(&part).into_owned();
        told.push_str(&part);
        let mut inside = false;
        told.extend(part.chars().filter(|c| {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ => return !inside,
            }
            false
        }));
    }
    told
}

fn text_of(path: &Path) -> String {
    let pdf = path.extension().is_some_and(|ending| ending == "pdf");
    if pdf { format!("{}{}", pdf_text(path), info(path)) } else { office_text(path) }
}

/// What a PDF says of itself.
fn info(path: &Path) -> String {
    let output = Command::new("pdfinfo").arg("-meta").arg(path).output().unwrap();
    let shown = Command::new("pdfinfo").arg(path).output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&shown.stdout))
}

pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A sheet, handed in unless `draft`.
fn sheet(desk: &Desk, number: u32, fields: Value) {
    let base = json!({
        "id": id(number), "sitting": id(1_000 + number), "date": "2026-09-10", "period": 2, "subject": "数学",
        "topic": "有理数", "lesson_kind": "随堂课", "entered_after": true,
        "timeline": [{ "clock": null, "process": "复习导入，出示例题。", "remark": "切题" }],
        "strengths": "板书清楚", "problems": "", "advice": "多留时间", "gains": ""
    });
    let request = with(&base, fields);
    if request["draft"] == json!(true) {
        desk.ok("observation_save", request);
    } else {
        desk.ok("observation_submit", json!({ "sheet": request }));
    }
}

#[test]
fn the_notice_stands_on_two_pages_and_says_what_the_school_decided() {
    let desk = Desk::school();
    let outside = Outside::new();
    for (retention, words) in [("permanent", "永久"), ("years30", "30年"), ("years10", "10年")] {
        let preview = desk.ok("notice_preview", json!({ "retention": retention }));
        assert_eq!(preview["pages"].as_array().unwrap().len(), 2);
        let request = json!({ "retention": retention, "format": "pdf" });
        let path = outside.made(&desk, "notice_export", "告知书.pdf", request.clone());
        let told = squeeze(&pdf_text(&path));
        for sentence in [
            "青溪中学教职工个人信息处理告知书".to_owned(),
            "第十三条第一款第二项".to_owned(),
            "第四十四条至第四十八条".to_owned(),
            format!("保管期限为{words}，"),
            "2026年11月19日".to_owned(),
            "教职工签名：".to_owned(),
            "联系电话：".to_owned(),
        ] {
            assert!(told.contains(&sentence), "{sentence} in {told}");
        }
        let path = outside.made(&desk, "notice_export", "告知书.docx", with(&request, json!({ "format": "docx" })));
        assert!(office_text(&path).contains(&format!("保管期限为{words}，")));
    }
    assert_eq!(desk.acts("notice_export"), 6);
    let teacher = session(Role::Teacher);
    let refused = desk.call_as(&teacher, "notice_preview", json!({ "retention": "permanent" }));
    assert_eq!(refused.unwrap_err().code(), "forbidden");
}

#[test]
fn the_recovery_sheet_is_one_page_with_every_character() {
    let groups: Vec<String> = (0..8).map(|at| format!("W{at}QM7")).collect();
    let day = "2026-11-19".parse().unwrap();
    let made = keji_domain::papers::recovery_sheet("青溪市第一中学附属实验初级中学", day, &groups).unwrap();
    let outside = Outside::new();
    let path = outside.path("恢复.pdf");
    std::fs::write(&path, made).unwrap();
    assert_eq!(pages_of(&path), 1);
    let told = squeeze(&pdf_text(&path));
    for sentence in [groups[..4].concat(), groups[4..].concat(), "①②③④".into(), "封存日期：".into()] {
        assert!(told.contains(&sentence), "{sentence} in {told}");
    }
}

#[test]
fn a_dossier_holds_what_is_known_of_a_person_and_no_more() {
    let desk = Desk::term();
    let (he, tang, chen) = (
        desk.teacher("何静", "数学", &["备课组长"]),
        desk.teacher("唐文斌", "语文", &["校长"]),
        desk.teacher("陈国栋", "数学", &[]),
    );
    sheet(&desk, 2, json!({ "teacher_id": he, "observer_id": tang, "date": "2026-10-12", "advice": "分层提问" }));
    sheet(&desk, 1, json!({ "teacher_id": he, "observer_id": tang, "advice": "多留演算时间" }));
    sheet(
        &desk,
        3,
        json!({ "teacher_id": he, "observer_id": tang, "date": "2026-10-13", "draft": true,
        "advice": "未定之语" }),
    );
    sheet(&desk, 4, json!({ "teacher_id": chen, "observer_id": he, "draft": true, "advice": "本人的草稿" }));
    sheet(&desk, 5, json!({ "teacher_id": chen, "observer_id": tang, "advice": "与何老师无关" }));
    desk.ok(
        "homework_save",
        json!({ "id": id(20), "date": "2026-10-20", "teacher_id": he, "checker_id": tang, "subject": "数学",
            "book_kind": "作业本", "required": 20, "assigned": 19, "advice": "订正要复批" }),
    );
    for (number, teacher, topic) in [(30, &he, "一元一次方程"), (31, &chen, "整式的加减")] {
        let plan = json!({ "id": id(number), "teacher_id": teacher, "subject": "数学", "topic": topic });
        desk.ok("lesson_plan_save", plan);
    }
    let draft = json!({ "id": id(40), "sitting": id(41), "plan_id": id(30), "number": 1, "date": "2026-09-20",
        "body": "教学目标\n会列方程\u{1F44D}", "reflection": "时间不够" });
    desk.ok("lesson_plan_draft_save", draft.clone());
    let helped = json!({ "id": id(42), "sitting": id(43), "plan_id": id(31), "author_id": he, "body": "代拟的一稿" });
    desk.ok("lesson_plan_draft_save", with(&draft, helped));
    let others = json!({ "id": id(44), "sitting": id(45), "plan_id": id(31), "number": 2, "body": "别人的二稿" });
    desk.ok("lesson_plan_draft_save", with(&draft, others));
    let outside = Outside::new();
    let request = json!({ "teacher_id": he, "format": "pdf" });
    let pdf = outside.made(&desk, "dossier_export", "资料.pdf", request.clone());
    let docx = outside.made(&desk, "dossier_export", "资料.docx", with(&request, json!({ "format": "docx" })));
    for (told, sign) in [(pdf_text(&pdf), "会列方程〓"), (office_text(&docx), "会列方程\u{1F44D}")] {
        let told = squeeze(&told);
        for words in [
            "何静",
            "备课组长",
            "多留演算时间",
            "分层提问",
            "复习导入，出示例题。",
            "本人的草稿",
            "否（草稿）",
            "订正要复批",
            "时间不够",
            "代拟的一稿",
            "陈国栋的教案",
            "个人信息更正申请表",
            sign,
        ] {
            assert!(told.contains(words), "{words} in {told}");
        }
        for words in ["未定之语", "与何老师无关", "别人的二稿"] {
            assert!(!told.contains(words), "{words} in {told}");
        }
        assert!(told.find("多留演算时间") < told.find("分层提问"), "by day");
    }
    assert!(squeeze(&pdf_text(&pdf)).contains("U+1F44D"));
    // Nobody has a mentor yet: the section says so.
    let told = squeeze(&pdf_text(&pdf));
    assert!(told.contains("师徒结对无。"), "{told}");
    assert_eq!(desk.acts("dossier_export"), 2);
    let unknown = outside.export(&desk, "dossier_export", "无.pdf", json!({ "teacher_id": id(99), "format": "pdf" }));
    assert_eq!(unknown.unwrap_err().code(), "not_found");
    assert!(!outside.path("无.pdf").exists());
    assert_eq!(desk.acts("dossier_export"), 2);
}

#[test]
fn no_name_of_the_sample_school_is_left_in_a_coded_paper() {
    let desk = Desk::empty();
    desk.ok("sample_open", json!({}));
    let teachers = desk.ok("roster_get", json!({}))["teachers"].as_array().unwrap().clone();
    let names: Vec<String> = teachers.iter().map(|teacher| text(teacher, "/name")).collect();
    assert!(names.len() > 30);
    let outside = Outside::new();
    let coded = json!({ "options": {}, "protection": { "kind": "coded" } });
    let mut papers = Vec::new();
    for format in ["pdf", "docx", "xlsx"] {
        let request = with(&coded, json!({ "format": format }));
        papers.push(outside.made(&desk, "report_export", &format!("总结.{format}"), request));
    }
    for (number, teacher) in teachers.iter().enumerate() {
        let format = if number == 9 { "pdf" } else { "docx" };
        let request = with(&coded, json!({ "teacher_id": text(teacher, "/id"), "format": format }));
        papers.push(outside.made(&desk, "dossier_export", &format!("资料{number}.{format}"), request));
    }
    for path in papers {
        let told = text_of(&path);
        assert!(squeeze(&told).contains("教师0"), "{}", path.display());
        for name in &names {
            assert!(!told.contains(name.as_str()), "{name} in {}", path.display());
        }
    }
    // A clear one holds them: the search above can find what it looks for.
    let request = json!({ "options": {}, "format": "xlsx" });
    let told = text_of(&outside.made(&desk, "report_export", "明文.xlsx", request));
    assert!(names.iter().all(|name| told.contains(name.as_str())));
}

#[test]
fn a_code_stands_for_the_same_person_in_every_export() {
    let Made { desk, teachers, .. } = made(31, 40);
    let outside = Outside::new();
    let table = |name: &str| -> Vec<(String, String)> {
        let path = outside.made(&desk, "code_table_export", name, json!({}));
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let cells = book.worksheet_range("代号对照表").unwrap();
        let rows = cells.rows().map(|row| (row[0].to_string(), row[1].to_string()));
        rows.filter(|(code, _)| code.starts_with("教师")).collect()
    };
    let before = table("前.xlsx");
    assert_eq!(before.len(), teachers.len());
    let codes: BTreeSet<&String> = before.iter().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), before.len());
    desk.teacher("新来者", "音乐", &[]);
    let after = table("后.xlsx");
    assert_eq!(after[..before.len()], before[..]);
    assert_eq!(after.len(), before.len() + 1);
    // The name in a free text becomes the same code as in the table.
    let he = before.iter().find(|(_, name)| name == "何静").unwrap();
    let opinion = json!({ "teacher_id": teachers[3], "observer_id": teachers[0],
        "advice": "请何静老师多听唐文斌的课，何　静可先看教案" });
    sheet(&desk, 7_000, opinion);
    let request = json!({ "teacher_id": teachers[3], "format": "docx", "protection": { "kind": "coded" } });
    let told = office_text(&outside.made(&desk, "dossier_export", "资料.docx", request));
    let tang = before.iter().find(|(_, name)| name == "唐文斌").unwrap();
    let advice = format!("请{}老师多听{}的课，{}可先看教案", he.0, tang.0, he.0);
    assert!(told.contains(&advice), "{advice} in {told}");
    assert!(!told.contains("何静"));
    let refused = desk.call_as(&session(Role::Checker), "code_table_export", json!({ "handle": "file-0" }));
    assert_eq!(refused.unwrap_err().code(), "forbidden");
}

#[test]
fn a_paper_behind_a_password_opens_with_it_alone() {
    let Made { desk, teachers, .. } = made(32, 20);
    let outside = Outside::new();
    let protection = json!({ "kind": "password", "password": PASSWORD });
    let report = json!({ "options": {}, "protection": protection });
    for (format, begins) in [("pdf", "%PDF"), ("docx", "PK"), ("xlsx", "PK")] {
        let request = with(&report, json!({ "format": format }));
        let path = outside.made(&desk, "report_export", &format!("{format}.zip"), request);
        let mut archive = ZipArchive::new(File::open(&path).unwrap()).unwrap();
        assert_eq!(archive.len(), 1);
        assert_eq!(archive.name_for_index(0).unwrap().unwrap(), format!("材料.{format}"));
        assert!(archive.by_index(0).is_err());
        assert!(archive.by_index_decrypt(0, b"Qing-xi#2027").is_err());
        let mut plain = Vec::new();
        archive.by_index_decrypt(0, PASSWORD.as_bytes()).unwrap().read_to_end(&mut plain).unwrap();
        assert!(plain.starts_with(begins.as_bytes()));
        let locked = std::fs::read(&path).unwrap();
        for piece in plain.chunks(64).filter(|piece| piece.len() == 64) {
            assert!(!locked.windows(64).any(|window| window == piece), "plain bytes in the archive");
        }
        assert_eq!(desk.acts("report_export"), usize::from(format != "pdf") + usize::from(format == "xlsx") + 1);
    }
    let acts = desk.acts("report_export");
    let refusal = |name: &str, password: &str| {
        let protection = json!({ "kind": "password", "password": password });
        let request = json!({ "teacher_id": teachers[3], "format": "pdf", "protection": protection });
        let refused = outside.export(&desk, "dossier_export", name, request).unwrap_err();
        assert!(!outside.path(name).exists());
        refused.code()
    };
    assert_eq!(refusal("短.zip", "Qing-xi"), "zip_password_short");
    assert_eq!(refusal("汉.zip", "青溪中学教务处密码"), "zip_password_characters");
    assert_eq!(refusal("资料.pdf", PASSWORD), "zip_ending");
    assert_eq!((desk.acts("report_export"), desk.acts("dossier_export")), (acts, 0));
}

#[test]
fn an_export_is_in_the_change_log_and_changes_nothing() {
    let Made { desk, .. } = made(33, 10);
    let outside = Outside::new();
    let before = desk.store().dump().unwrap();
    outside.made(&desk, "report_export", "总结.xlsx", json!({ "options": {}, "format": "xlsx" }));
    let acts = desk.store().acts(1).unwrap();
    assert_eq!((acts[0].op.as_str(), acts[0].actor.as_str(), acts[0].changes), ("report_export", "director", 0));
    assert_eq!(desk.store().check().unwrap().len(), 0);
    assert_eq!(desk.store().dump().unwrap(), before);
    // A file that cannot be put in its place is no export: its folder is gone.
    let handle = desk.office().keep_path(outside.path("无此文件夹").join("总结.xlsx")).unwrap();
    let request = json!({ "options": {}, "format": "xlsx", "handle": handle });
    assert_eq!(desk.refusal("report_export", request), "file_failed");
    assert_eq!(desk.acts("report_export"), 1);
}

#[test]
fn sheets_are_filed_one_a_page_and_the_slip_tells_the_teacher_no_score() {
    let desk = Desk::term();
    let teacher = desk.teacher("何静", "数学", &["任课教师"]);
    let leader = desk.teacher("唐文斌", "语文", &["副校长"]);
    let class = desk.class("七年级", 1);
    let items = desk.ok("observation_prefill", json!({}))["rubric"]["document"]["sections"][0]["items"].clone();
    let scores: Vec<Value> =
        items.as_array().unwrap().iter().map(|item| json!({ "item_id": item["id"], "level": 4 })).collect();
    for (number, topic) in [(1, "一元一次方程"), (2, "合并同类项")] {
        let sheet = json!({
            "id": id(number), "sitting": id(1000 + number), "date": "2026-11-18", "period": number, "class_id": class,
            "teacher_id": teacher, "observer_id": leader, "subject": "数学", "topic": topic, "lesson_kind": "推门课",
            "pupils_due": 45, "pupils_present": 44, "scores": scores,
            "timeline": [
                { "clock": "08:02", "process": "复习导入", "remark": "问题明确", "side": "teaching", "phase": "导入", "minutes": 5 },
                { "clock": "08:07", "process": "小组列式", "remark": "", "side": "learning" }
            ],
            "strengths": "问题链有梯度。", "advice": "留出练习时间。"
        });
        desk.ok("observation_submit", json!({ "sheet": sheet }));
    }
    let steps = json!([{ "name": "课后说课", "text": "先让学生列式。" }]);
    desk.ok("discussion_save", json!({ "id": id(801), "sheet_id": id(1), "date": "2026-11-18", "steps": steps }));
    desk.ok("sheet_answer", json!({ "sheet_id": id(1), "kind": "objected", "text": "练习在下一节。" }));
    let todo =
        json!({ "id": id(701), "sheet_id": id(1), "kind": "improve", "text": "设计当堂练习", "due": "2026-12-04" });
    desk.ok("follow_up_save", todo);
    let outside = Outside::new();
    let request = |form: &str, format: &str| json!({ "ids": [id(1), id(2)], "form": form, "format": format });
    let pdf = outside.made(&desk, "lesson_papers", "记录.pdf", request("record", "pdf"));
    let docx = outside.made(&desk, "lesson_papers", "记录.docx", request("record", "docx"));
    assert_eq!(pages_of(&pdf), 2);
    for told in [pdf_text(&pdf), office_text(&docx)] {
        let told = squeeze(&told);
        for words in [
            "听课记录",
            "第12周2026年11月18日周三第1节",
            "应到45人，实到44人",
            "导入（5分钟）",
            "08:02",
            "〔教〕复习导入",
            "问题明确",
            "〔学〕小组列式",
            "问题链有梯度。",
            "总分80分",
            "课后说课：先让学生列式。",
            "有异议：练习在下一节。",
            "设计当堂练习（12月4日前）",
            "合并同类项",
        ] {
            assert!(told.contains(words), "{words} in {told}");
        }
    }
    let slip = outside.made(&desk, "lesson_papers", "反馈.pdf", request("slip", "pdf"));
    let told = squeeze(&pdf_text(&slip));
    assert!(told.contains("何静老师：") && told.contains("留出练习时间。") && told.contains("听课反馈单"), "{told}");
    assert!(!told.contains("80分") && !told.contains("教学目标（20分）"), "no score: {told}");
    let nothing =
        outside.export(&desk, "lesson_papers", "无.pdf", json!({ "ids": [], "form": "slip", "format": "pdf" }));
    assert_eq!(nothing.unwrap_err().code(), "out_of_range");
}
