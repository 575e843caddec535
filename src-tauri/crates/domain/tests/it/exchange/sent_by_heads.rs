//! A head of a department sends out and collects the registers of the own department, and of no other.

use super::{
    desk::School,
    sent_out::{FIRST, SECOND, THIRD, departments, filled, part},
};
use keji_domain::{
    access::{Reach, Role, Session},
    register::{RegisterPreview, RegisterStanding},
};
use serde_json::{Value, json};
use std::fs;

fn id_of(school: &School, department: &str) -> String {
    let (_, id) = departments(school).into_iter().find(|(name, _)| name == department).unwrap();
    id.as_str().unwrap().to_owned()
}

/// The head of a department, who stands on the roster.
fn head(school: &School, department: &str, name: &str) -> Session {
    let roster = school.call("roster_get", json!({})).unwrap();
    let teacher = roster["teachers"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone();
    let reach = Reach::Department {
        department_id: id_of(school, department),
        teacher_id: Some(teacher.as_str().unwrap().to_owned()),
    };
    Session { actor: format!("head {name}"), role: Role::DepartmentHead, reach }
}

fn code(school: &School, session: &Session, name: &str, request: Value) -> &'static str {
    school.call_as(session, name, request).map_or_else(|error| error.code(), |_| "done")
}

fn standing(school: &School, session: &Session) -> RegisterStanding {
    serde_json::from_value(school.call_as(session, "register_get", json!({})).unwrap()).unwrap()
}

fn look(school: &School, session: &Session, request: Value) -> RegisterPreview {
    serde_json::from_value(school.call_as(session, "register_look", request).unwrap()).unwrap()
}

/// What is said of a row.
fn reasons(preview: &RegisterPreview, file: &str, row: u32) -> Vec<String> {
    let found = preview.import.rows.iter().find(|one| one.column == format!("{file}!") && one.row == row).unwrap();
    found.notes.iter().map(|note| note.reason.clone()).collect()
}

#[test]
fn a_head_sends_the_form_of_the_own_department_and_sees_who_of_it_is_late() {
    let school = School::at_work();
    let chinese = head(&school, "语文组", "张叠");
    let (path, out) = school.shelf("发出");
    let order = |departments: &[&str]| {
        let ids: Vec<String> = departments.iter().map(|name| id_of(&school, name)).collect();
        json!({ "handle": out, "department_ids": ids, "rows_each": 2, "due_on": "2026-12-31" })
    };
    for others in [&["数学组"][..], &["语文组", "数学组"][..]] {
        assert_eq!(code(&school, &chinese, "register_send", order(others)), "out_of_reach");
    }
    assert_eq!(fs::read_dir(&path).unwrap().count(), 0, "what is refused leaves no file");
    let sent = school.call_as(&chinese, "register_send", order(&["语文组"])).unwrap();
    let form = path.join("听课登记表-语文组.xlsx");
    assert!(!part(&form, "docProps/core.xml").contains("教务处"), "a head does not send for the office");
    // The office has sent another one to its own people.
    school.call("register_send", order(&["数学组"])).unwrap();
    let own = standing(&school, &chinese);
    let names: Vec<&str> = own.departments.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((names, own.departments[0].missing), (vec!["语文组"], 2));
    assert!(own.reminder.contains("语文组（12月31日前）：张叠、李四") && !own.reminder.contains("数学组"));
    let teacher =
        Session { actor: "teacher".into(), role: Role::Teacher, reach: Reach::Teacher { teacher_id: "nobody".into() } };
    assert_eq!(code(&school, &teacher, "register_get", json!({})), "forbidden");
    assert_eq!(code(&school, &chinese, "undo", json!({ "act": sent["act"] })), "done");
    assert_eq!(standing(&school, &chinese).departments[0].sent_at, "");
}

#[test]
fn a_head_collects_rows_of_the_own_teachers_and_the_others_are_refused_with_the_reason() {
    let school = School::at_work();
    let (chinese, maths) = (head(&school, "语文组", "张叠"), head(&school, "数学组", "王五"));
    let (path, out) = school.shelf("发出");
    let ids = ["语文组", "数学组"].map(|name| id_of(&school, name));
    school.call("register_send", json!({ "handle": out, "department_ids": ids, "rows_each": 1 })).unwrap();
    let form = |department: &str| path.join(format!("听课登记表-{department}.xlsx"));
    let (back, folder) = school.shelf("收回");
    let of_maths = ("王五", "2026-11-06", 3, "李四", "高一(1)", "数列", "讲解", "多练");
    let borrowed = ("张叠", "2026-11-09", 4, "王五", "高一(2)", "集合", "讲练", "留白");
    fs::write(back.join("甲.xlsx"), filled(&form("语文组"), &[FIRST, of_maths, THIRD])).unwrap();
    fs::write(back.join("乙.xlsx"), filled(&form("数学组"), &[borrowed, of_maths])).unwrap();

    let preview = look(&school, &chinese, json!({ "handles": [folder] }));
    let figures: Vec<_> = preview.files.iter().map(|file| (file.name.as_str(), file.new, file.refused)).collect();
    assert_eq!(figures, [("乙.xlsx", 1, 1), ("甲.xlsx", 2, 1)]);
    assert_eq!(preview.files[0].note, "这份表是发给数学组的，只收本教研组教师的行。");
    let refused = "王五不是本教研组的教师，这一行请交其所在教研组或教务处登记。";
    assert_eq!(reasons(&preview, "甲.xlsx", 5), [refused]);
    let token = json!({ "token": preview.import.token, "accept_doubtful": true });
    let result = school.call_as(&chinese, "register_collect", token).unwrap();
    assert_eq!((result["new"].clone(), result["left"].as_array().unwrap().len()), (json!(3), 2));
    let sheets = school.call("observation_list", json!({})).unwrap()["rows"].as_array().unwrap().clone();
    let mut observers: Vec<&str> = sheets.iter().map(|sheet| sheet["observer"].as_str().unwrap()).collect();
    observers.sort_unstable();
    assert_eq!(observers, ["张叠", "张叠", "李四"]);
    let own = standing(&school, &chinese);
    assert_eq!((own.departments[0].files, own.departments[0].missing), (1, 0));
    // The borrowed form is no return of the department to which it was sent.
    let theirs = standing(&school, &maths);
    assert_eq!((theirs.departments[0].files, theirs.departments[0].missing), (0, 1));
    assert_eq!(code(&school, &maths, "undo", json!({ "act": result["act"] })), "undo_not_yours");
    assert_eq!(code(&school, &chinese, "undo", json!({ "act": result["act"] })), "done");
    assert_eq!(school.call("observation_list", json!({})).unwrap()["rows"], json!([]));
}

#[test]
fn a_head_makes_no_teacher_on_the_way_and_learns_nothing_of_sheets_out_of_reach() {
    let school = School::at_work();
    let chinese = head(&school, "语文组", "张叠");
    // The principal sits in the same lesson of mathematics, has called it otherwise and handed in nothing.
    let csv = |name: &str, rows: &str| {
        let heading = "日期,节次,授课教师,班级,课题,听课人,建议,听课类型\n";
        school.lay(name, format!("{heading}{rows}").as_bytes())
    };
    let roster = school.call("roster_get", json!({})).unwrap();
    let person = |name: &str| {
        roster["teachers"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone()
    };
    let class =
        roster["classes"].as_array().unwrap().iter().find(|one| one["name"] == "高一(2)").unwrap()["id"].clone();
    let draft = json!({
        "id": "019a0000-0000-7000-8000-000000000001", "sitting": "019a0000-0000-7000-8000-000000000002",
        "date": "2026-11-04", "period": 3, "teacher_id": person("王五"), "observer_id": person("赵六"),
        "class_id": class, "subject": "数学", "topic": "校长的题目", "lesson_kind": "推门课"
    });
    school.call("observation_save", draft).unwrap();
    let row = format!("2026-11-04,3,王五,高一(2),{},李四,分层,随堂课\n", SECOND.5);
    let stranger = "2026-11-05,2,查无此人,高一(1),背影,李四,多读,随堂课\n";
    let handle = csv("自制.csv", &format!("{row}{stranger}"));
    let told = |session: &Session| {
        let answer = school.call_as(session, "register_look", json!({ "handles": [handle] })).unwrap();
        serde_json::from_value::<RegisterPreview>(answer).unwrap()
    };
    let office = told(&Session::built_in());
    assert!(office.import.warnings.iter().any(|note| note.reason.contains("已有的听课记录")));
    let makes = |preview: &RegisterPreview| serde_json::to_string(&preview.import.rows).unwrap().contains("新建");
    let preview = told(&chinese);
    assert!(preview.import.warnings.is_empty(), "{:?}", preview.import.warnings);
    assert!(makes(&office) && !makes(&preview), "a head makes no teacher");
    let forced = json!({ "token": preview.import.token, "answers": [
        { "field": "teacher", "value": "查无此人", "kind": "make", "to": "" }
    ] });
    assert_eq!(look(&school, &chinese, forced).import.refused, 1);
    let token = json!({ "token": preview.import.token, "accept_doubtful": true });
    assert_eq!(school.call_as(&chinese, "register_collect", token).unwrap()["new"], 1);
    assert_eq!(school.call("roster_get", json!({})).unwrap()["teachers"].as_array().unwrap().len(), 4);
}
