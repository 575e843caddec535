//! Numbered blank forms: made for paper days, found by their numbers, written into one sheet each.
#![allow(clippy::unwrap_used)]

use crate::{
    papers::{Outside, office_text, pages_of, pdf_text, squeeze},
    support::{Desk, TODAY, id, text, with},
};
use keji_domain::access::{Reach, Role, Session};
use serde_json::{Value, json};

struct Staff {
    desk: Desk,
    outside: Outside,
    teacher: String,
    observer: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff {
        teacher: desk.teacher("何静", "数学", &["任课教师"]),
        observer: desk.teacher("唐文斌", "语文", &["副校长"]),
        outside: Outside::new(),
        desk,
    }
}

impl Staff {
    fn make(&self, observers: &[&String], copies: u32) -> Value {
        let handle = self.desk.office().keep_path(self.outside.path("空白.docx")).unwrap();
        let request = json!({ "observer_ids": observers, "copies": copies, "format": "docx", "handle": handle });
        self.desk.ok("blank_forms_make", request)
    }

    fn find(&self, number: &str) -> Value {
        self.desk.ok("blank_form_find", json!({ "number": number }))
    }

    fn refused(&self, number: &str) -> &'static str {
        self.desk.refusal("blank_form_find", json!({ "number": number }))
    }

    fn sheet(&self, number: u32, form: &str) -> Value {
        json!({
            "id": id(number), "sitting": id(1000 + number), "date": TODAY, "period": number, "subject": "数学",
            "teacher_id": self.teacher, "observer_id": self.observer, "topic": "一元一次方程", "form_number": form
        })
    }
}

fn as_teacher(teacher: &str) -> Session {
    let reach = Reach::Teacher { teacher_id: teacher.to_owned() };
    Session { actor: teacher.to_owned(), role: Role::Teacher, reach }
}

#[test]
fn forms_of_a_term_are_numbered_through_and_no_number_is_given_twice() {
    let staff = staff();
    let made = staff.make(&[&staff.observer, &staff.teacher], 2);
    let (first, last) = (text(&made, "/first"), text(&made, "/last"));
    assert!(first.starts_with("26A-0001-") && last.starts_with("26A-0004-"), "{made}");
    assert_eq!(staff.find(&first)["observer"]["name"], "唐文斌");
    assert_eq!(staff.find(&last)["observer"]["name"], "何静");
    staff.desk.undo(&text(&made, "/act"));
    assert_eq!(staff.refused(&first), "blank_form_unknown", "the making was taken back");
    let again = staff.make(&[], 1);
    assert!(text(&again, "/first").starts_with("26A-0005-"), "the paper of the first four may lie somewhere");
    assert_eq!(staff.find(&text(&again, "/first"))["observer"], Value::Null);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn a_number_is_found_as_it_is_typed_and_a_mistyped_one_is_told() {
    let staff = staff();
    let number = text(&staff.make(&[&staff.observer], 1), "/first");
    let bare = number.replace('-', "");
    for typed in [number.to_lowercase(), bare.clone(), format!("　表号：{number} ")] {
        let form = staff.find(&typed);
        assert_eq!((text(&form, "/number"), &form["sheet_id"]), (number.clone(), &Value::Null));
        assert_eq!(form["term"], "2026—2027学年第一学期");
    }
    let wrong = number.replace("0001", "0007");
    assert_eq!(staff.refused(&wrong), "blank_form_mistyped");
    assert_eq!(staff.refused("背影"), "blank_form_mistyped");
    // A number that is right, but of papers that this school has not made.
    let other = self::staff();
    let theirs = text(&other.make(&[], 3), "/last");
    assert_eq!(staff.refused(&theirs), "blank_form_unknown");
    let hit = |typed: &str| staff.desk.ok("search_find", json!({ "query": typed }))["hits"][0].clone();
    assert_eq!(hit(&bare)["route"], format!("/observations/new?form={number}"));
    staff.desk.ok("observation_save", staff.sheet(1, &bare));
    assert_eq!(hit(&bare)["route"], format!("/observations?id={}", id(1)));
    assert_eq!(hit(&bare)["detail"], "11月19日 何静《一元一次方程》");
    assert_eq!(hit(&wrong), Value::Null);
}

#[test]
fn a_number_is_bound_to_one_sheet_until_that_sheet_goes() {
    let staff = staff();
    let number = text(&staff.make(&[], 1), "/first");
    staff.desk.ok("observation_save", staff.sheet(1, &number));
    // The next save of the sitting says it again, or nothing.
    staff.desk.ok("observation_save", staff.sheet(1, &number));
    staff.desk.ok("observation_save", with(&staff.sheet(1, &number), json!({ "form_number": null })));
    let sheet = |number: u32| staff.desk.ok("observation_get", json!({ "id": id(number) }));
    assert_eq!(sheet(1)["form_number"], number);
    assert_eq!(staff.find(&number)["sheet_id"], id(1));
    assert_eq!(staff.desk.refusal("observation_save", staff.sheet(2, &number)), "blank_form_used");
    assert_eq!(staff.desk.refusal("observation_get", json!({ "id": id(2) })), "not_found", "nothing half is kept");

    let gone = staff.desk.act("observation_delete", json!({ "id": id(1) }));
    assert_eq!(staff.find(&number)["sheet_id"], Value::Null);
    staff.desk.undo(&gone);
    assert_eq!(staff.find(&number)["sheet_id"], id(1));
    staff.desk.ok("observation_delete", json!({ "id": id(1) }));
    let bound = staff.desk.act("observation_save", staff.sheet(2, &number));
    assert_eq!(sheet(2)["form_number"], number);
    staff.desk.undo(&bound);
    assert_eq!(staff.find(&number)["sheet_id"], Value::Null, "undo frees the number with the sheet");
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn a_form_of_somebody_else_is_neither_told_nor_taken() {
    let staff = staff();
    let other = staff.desk.teacher("陈国栋", "数学", &[]);
    let made = staff.make(&[&staff.observer, &other], 1);
    let (theirs, own) = (text(&made, "/first"), text(&made, "/last"));
    let account = as_teacher(&other);
    let call = |name: &str, request: Value| staff.desk.call_as(&account, name, request).map_err(|error| error.code());
    assert!(call("blank_form_find", json!({ "number": own })).is_ok());
    assert_eq!(call("blank_form_find", json!({ "number": theirs })), Err("out_of_reach"));
    staff.desk.ok("observation_save", staff.sheet(1, &theirs));
    assert_eq!(call("blank_form_find", json!({ "number": theirs })), Err("out_of_reach"));
    assert_eq!(call("search_find", json!({ "query": theirs })).unwrap()["hits"], json!([]));
    let mine = with(&staff.sheet(2, &theirs), json!({ "observer_id": other }));
    assert_eq!(call("observation_save", mine.clone()), Err("out_of_reach"));
    assert!(call("observation_save", with(&mine, json!({ "form_number": own }))).is_ok());
    let handle = staff.desk.office().keep_path(staff.outside.path("越权.pdf")).unwrap();
    let order = json!({ "observer_ids": [staff.observer], "copies": 1, "format": "pdf", "handle": handle });
    assert_eq!(call("blank_forms_make", order), Err("out_of_reach"));
}

#[test]
fn a_lesson_is_a_page_with_its_number_above_and_below() {
    let staff = staff();
    let rubrics = staff.desk.rows("rubric_list");
    let rubric =
        text(rubrics.iter().find(|row| row["rubric"]["document"]["purpose"] == "lesson").unwrap(), "/rubric/id");
    for scores in [Value::Null, json!(rubric)] {
        let request = |format: &str| json!({ "observer_ids": [staff.observer], "copies": 3, "rubric_id": scores, "format": format });
        let pdf = staff.outside.made(&staff.desk, "blank_forms_make", "空白.pdf", request("pdf"));
        assert_eq!(pages_of(&pdf), 3);
        for page in pdf_text(&pdf).split('\u{c}').map(squeeze).filter(|page| !page.is_empty()) {
            assert_eq!(page.matches("表号26A-").count(), 2, "{page}");
            for label in ["听课记录", "授课人", "教学过程", "随评", "优点", "建议", "唐文斌"] {
                assert!(page.contains(label), "{label}: {page}");
            }
            assert_eq!(page.contains("评价项目"), !scores.is_null());
        }
        let word = office_text(&staff.outside.made(&staff.desk, "blank_forms_make", "空白.docx", request("docx")));
        // The text stands there with its marks and without.
        assert_eq!(word.matches("表号").count(), 2 * 6);
        assert!(word.contains("26A-0004-") || word.contains("26A-0010-"), "numbers go on");
    }
    let none = staff.outside.export(&staff.desk, "blank_forms_make", "无.pdf", json!({ "copies": 0, "format": "pdf" }));
    assert_eq!(none.unwrap_err().code(), "out_of_range");
    // What was not written made no numbers.
    assert!(text(&staff.make(&[], 1), "/first").starts_with("26A-0013-"));
}

#[test]
fn the_filed_record_names_the_paper_from_which_it_was_written() {
    let staff = staff();
    let number = text(&staff.make(&[], 1), "/first");
    staff.desk.ok("observation_save", staff.sheet(1, &number));
    let request = json!({ "ids": [id(1)], "form": "record", "format": "pdf" });
    let pdf = staff.outside.made(&staff.desk, "lesson_papers", "听课记录.pdf", request);
    assert!(squeeze(&pdf_text(&pdf)).contains(&format!("表号{number}")));
}

/// A scoring sheet of a collection of real ones.
fn fixture(name: &str) -> Value {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/rubrics/sheets");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["document"].clone()
}

/// The fixture with as many items, with names as long as schools write them.
fn long(items: usize) -> Value {
    let mut document = fixture("C01");
    let item = document["sections"][0]["items"][0].clone();
    let named = |at: usize| {
        let name = format!("第{}项：面向全体学生，重视差异，鼓励质疑与合作", at + 1);
        with(&item, json!({ "id": format!("i{at}"), "name": name }))
    };
    let section = document["sections"][0].clone();
    document["sections"] = json!([with(
        &section,
        json!({ "items": (0..items).map(named).collect::<Vec<_>>(), "points": null, "bands": [] })
    )]);
    document["total"] = json!(10 * items);
    document["bands"] = json!([]);
    document
}

#[test]
fn a_long_scoring_sheet_goes_to_pages_that_say_which_form_they_are_of() {
    let staff = staff();
    let names = ["C01", "C03", "C07", "C08", "C12", "C13"];
    let documents = names.map(|name| (name, fixture(name))).into_iter().chain([("30", long(30)), ("90", long(90))]);
    let mut counts = Vec::new();
    for (name, document) in documents {
        let saved = staff.desk.ok("rubric_save", json!({ "document": document }));
        let items: Vec<String> = (document["sections"].as_array().unwrap().iter())
            .flat_map(|section| section["items"].as_array().unwrap())
            .map(|item| squeeze(&text(item, "/name")))
            .collect();
        let request =
            json!({ "observer_ids": [staff.observer], "copies": 2, "rubric_id": saved["id"], "format": "pdf" });
        let pdf = staff.outside.made(&staff.desk, "blank_forms_make", &format!("空白{name}.pdf"), request);
        let pages: Vec<String> = pdf_text(&pdf).split('\u{c}').map(squeeze).filter(|page| !page.is_empty()).collect();
        let each = pages.len() / 2;
        counts.push((name, each));
        for (at, page) in pages.iter().enumerate() {
            let number = page.split("表号").nth(1).unwrap()[..10].to_owned();
            assert_eq!(page.matches(&format!("表号{number}")).count(), 2, "{name}: {page}");
            assert!(pages[at - at % each].contains(&number), "{name}: all pages of a form have its number");
            let told = format!("第{}页共{each}页", at % each + 1);
            assert_eq!(page.matches(&told).count(), if each > 1 { 2 } else { 0 }, "{name}: {page}");
            assert!(page.contains("听课记录") && page.contains("授课人"), "{name}: {page}");
            let head = if each == 1 { "评价项目" } else { "评价内容与标准" };
            assert_eq!(page.contains(head), each == 1 || at % each > 0, "{name}: {page}");
            assert_eq!(page.contains("总分"), at % each == each - 1, "{name}: {page}");
        }
        let whole = pages[..each].concat();
        for item in items {
            // Long names go on beside one another on the next line.
            let begin: String = item.chars().take(4).collect();
            assert!(whole.contains(&begin), "{name}: {item}");
        }
    }
    assert_eq!(
        counts,
        [("C01", 1), ("C03", 2), ("C07", 2), ("C08", 1), ("C12", 1), ("C13", 2), ("30", 3), ("90", 6)],
        "fewer than six lines are no process"
    );
}
