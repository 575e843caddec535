//! A lesson observed together: everybody's own sheet, blind until all have handed in, and then what they make of it.

use crate::support::{Desk, id, text, with};
use keji_domain::{
    Result,
    access::{Reach, Role, Session},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const WORDS: &str = "追问由浅入深引出依据";

/// Three observers of one lesson of mathematics: a leader, the head of the department, a teacher.
struct Visit {
    desk: Desk,
    class: String,
    teacher: String,
    leader: String,
    head: String,
    peer: String,
    department: String,
    items: Vec<String>,
}

fn visit() -> Visit {
    let desk = Desk::term();
    let [teacher, leader, head, peer] =
        [("何静", "任课教师"), ("唐文斌", "副校长"), ("解敏", "数学教研组长"), ("梁宇", "任课教师")]
            .map(|(name, post)| desk.teacher(name, "数学", &[post]));
    let class = desk.class("七年级", 1);
    let known = desk.ok("observation_prefill", json!({}))["rubric"]["document"].clone();
    let items = known["sections"].as_array().unwrap().iter().flat_map(|one| one["items"].as_array().unwrap().clone());
    let items = items.map(|item| text(&item, "/id")).collect();
    let department = text(&desk.ok("roster_get", json!({})), "/departments/0/id");
    Visit { desk, class, teacher, leader, head, peer, department, items }
}

impl Visit {
    /// A sheet with a level for each item; 0 leaves it open.
    fn sheet(&self, number: u32, observer: &str, levels: [u32; 5]) -> Value {
        let scores: Vec<Value> = self
            .items
            .iter()
            .zip(levels)
            .filter(|(_, level)| *level > 0)
            .map(|(item, level)| json!({ "item_id": item, "level": level }))
            .collect();
        json!({
            "id": id(number), "sitting": id(1000 + number), "date": "2026-11-18", "period": 2, "class_id": self.class,
            "teacher_id": self.teacher, "observer_id": observer, "subject": "数学", "topic": "一元一次方程",
            "lesson_kind": "随堂课", "timeline": [{ "process": "复习导入", "remark": "" }],
            "strengths": format!("{WORDS}{number}"), "scores": scores
        })
    }

    fn submit(&self, sheet: &Value) -> String {
        self.desk.act("observation_submit", json!({ "sheet": sheet }))
    }

    fn head(&self) -> Session {
        let reach = Reach::Department { department_id: self.department.clone(), teacher_id: Some(self.head.clone()) };
        Session { actor: "head".into(), role: Role::DepartmentHead, reach }
    }

    fn own(teacher: &str) -> Session {
        Session { actor: "own".into(), role: Role::Teacher, reach: Reach::Teacher { teacher_id: teacher.into() } }
    }

    fn joint(&self) -> Value {
        self.desk.ok("joint_get", json!({ "id": id(1) }))
    }

    /// The first sheet as a Word file.
    fn paper(&self) -> String {
        let folder = self.desk.office().homes().papers.clone();
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("记录.docx");
        let handle = self.desk.office().keep_path(path.clone()).unwrap();
        let request = json!({ "ids": [id(1)], "form": "record", "format": "docx", "handle": handle });
        self.desk.ok("lesson_papers", request);
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        text
    }

    /// What somebody is told of a sheet by every way there is: whether it opens, its total in the list, whether a word of
    /// it is found, whether it can be printed, and the average of its observer.
    fn told(&self, who: &Session, number: u32, observer: &str) -> BTreeMap<&'static str, Value> {
        let call = |name: &str, request: Value| self.desk.call_as(who, name, request);
        let code = |answer: Result<Value>| answer.map_or_else(|error| json!(error.code()), |_| json!("told"));
        let list = call("observation_list", json!({})).unwrap();
        let row = list["rows"].as_array().unwrap().iter().find(|row| row["id"] == id(number)).cloned();
        let found = call("search_text", json!({ "query": format!("{WORDS}{number}") })).unwrap();
        let scope = json!({ "scope": { "teacher_id": observer } });
        let figures = call("summary_get", scope.clone());
        let banded = call("summary_records", json!({ "summary": scope, "figure": "observation.totals" }));
        let folder = self.desk.office().homes().papers.clone();
        std::fs::create_dir_all(&folder).unwrap();
        let handle = self.desk.office().keep_path(folder.join("记录.docx")).unwrap();
        let paper = json!({ "ids": [id(number)], "form": "record", "format": "docx", "handle": handle });
        BTreeMap::from([
            ("get", code(call("observation_get", json!({ "id": id(number) })))),
            ("after", code(call("after_get", json!({ "id": id(number) })))),
            ("list", row.map_or(json!("no row"), |row| json!([row["total"], row["band"]]))),
            ("search", json!(found["hits"].as_array().unwrap().len())),
            ("paper", code(call("lesson_papers", paper))),
            (
                "average",
                figures.map_or_else(|error| json!(error.code()), |told| told["observation"]["average_total"].clone()),
            ),
            ("records", banded.map_or_else(|error| json!(error.code()), |told| told["total"].clone())),
        ])
    }
}

fn closed() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("get", json!("joint_closed")),
        ("after", json!("joint_closed")),
        ("list", json!([null, null])),
        ("search", json!(0)),
        ("paper", json!("joint_closed")),
        ("average", json!(null)),
        ("records", json!(0)),
    ])
}

fn open(total: f64, band: &str) -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("get", json!("told")),
        ("after", json!("told")),
        ("list", json!([total, band])),
        ("search", json!(1)),
        ("paper", json!("told")),
        ("average", json!(total)),
        ("records", json!(1)),
    ])
}

#[test]
fn an_observer_sees_nothing_of_the_others_until_all_have_handed_in() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4, 4, 4, 4, 4]));
    let head = visit.head();
    // Who does not observe the lesson sees it as ever.
    assert_eq!(visit.told(&head, 1, &visit.leader), open(80.0, "良"));
    visit.desk.ok("observation_save", visit.sheet(2, &visit.head, [5, 5, 0, 0, 0]));
    assert_eq!(visit.told(&head, 1, &visit.leader), closed());
    // The own sheet is never closed, and the teacher of the lesson sees what was handed in.
    assert!(visit.desk.call_as(&head, "observation_get", json!({ "id": id(2) })).is_ok());
    let teacher = Visit::own(&visit.teacher);
    assert!(visit.desk.call_as(&teacher, "observation_get", json!({ "id": id(1) })).is_ok());
    // Two of three are in: the head might still change the own sheet, and so sees nothing.
    visit.desk.ok("observation_save", visit.sheet(3, &visit.peer, [3, 0, 0, 0, 0]));
    visit.submit(&visit.sheet(2, &visit.head, [5, 5, 5, 4, 4]));
    assert_eq!(visit.told(&head, 1, &visit.leader), closed());
    let refused = visit.desk.call_as(&head, "observation_get", json!({ "id": id(3) })).unwrap_err();
    assert_eq!(refused.code(), "joint_closed", "a draft of the own department is closed as well");
    // Whoever keeps the school without observing sees every sheet, but no average before its time.
    assert_eq!(visit.told(&Session::built_in(), 1, &visit.leader), open(80.0, "良"));
    assert_eq!((&visit.joint()["waiting"], &visit.joint()["groups"]), (&json!(1), &json!([])));
    let act = visit.submit(&visit.sheet(3, &visit.peer, [3, 4, 5, 4, 4]));
    assert_eq!(visit.told(&head, 1, &visit.leader), open(80.0, "良"));
    assert_eq!(visit.joint()["groups"][0]["observers"].as_array().unwrap().len(), 3);
    // What is taken back is waited for again.
    visit.desk.undo(&act);
    assert_eq!(visit.told(&head, 1, &visit.leader), closed());
}

#[test]
fn the_office_sees_the_others_once_its_own_sheet_is_in() {
    let visit = visit();
    let desk = &visit.desk;
    visit.submit(&visit.sheet(1, &visit.head, [4, 4, 4, 4, 4]));
    desk.ok("observation_save", visit.sheet(3, &visit.peer, [3, 0, 0, 0, 0]));
    let passphrase = "mimiyu director 1";
    desk.here("passphrase_first", json!({ "label": "教务处", "passphrase": passphrase }));
    let account = json!({ "label": "唐", "role": "director", "teacher_id": visit.leader, "passphrase": passphrase });
    let actor = text(&desk.here("account_save", account), "/id");
    let leader = Session { actor, role: Role::Director, reach: Reach::School };
    assert_eq!(visit.told(&leader, 1, &visit.head), open(80.0, "良"));
    let written = desk.act("observation_save", visit.sheet(2, &visit.leader, [5, 0, 0, 0, 0]));
    assert_eq!(visit.told(&leader, 1, &visit.head), closed());
    // Nor does the history tell it.
    let history = |name: &str, request: Value| desk.call_as(&leader, name, request);
    let refused = history("history_record", json!({ "kind": "observation", "id": id(1) })).unwrap_err();
    assert_eq!(refused.code(), "joint_closed");
    let act = desk.store().acts(100).unwrap().into_iter().rfind(|act| act.op == "observation_submit").unwrap().id;
    let told = history("history_act", json!({ "id": act })).unwrap();
    assert!(!told.to_string().contains(WORDS) && told.to_string().contains("一元一次方程"), "{told}");
    assert!(history("history_act", json!({ "id": written })).unwrap().to_string().contains(WORDS), "the own words");
    visit.submit(&visit.sheet(2, &visit.leader, [5, 5, 5, 5, 5]));
    // The one who is late is still waited for; the office reads the others meanwhile.
    assert_eq!(visit.told(&leader, 1, &visit.head), open(80.0, "良"));
    assert_eq!(visit.joint()["groups"], json!([]));
}

#[test]
fn a_booklet_leaves_out_what_is_closed_and_says_so() {
    let visit = visit();
    let desk = &visit.desk;
    visit.submit(&visit.sheet(1, &visit.peer, [4, 4, 4, 4, 4]));
    desk.ok("observation_save", visit.sheet(2, &visit.head, [5, 5, 0, 0, 0]));
    let folder = desk.office().homes().papers.clone();
    std::fs::create_dir_all(&folder).unwrap();
    let book = || -> Result<String> {
        let path = folder.join("听课本.docx");
        let handle = desk.office().keep_path(path.clone()).unwrap();
        let asked = json!({ "observer_id": visit.peer, "format": "docx", "handle": handle });
        desk.call_as(&visit.head(), "lesson_book", asked)?;
        let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
        Ok(text)
    };
    assert_eq!(book().unwrap_err().code(), "joint_closed", "there is no other sheet");
    let other = with(
        &visit.sheet(4, &visit.peer, [3, 3, 3, 3, 3]),
        json!({ "date": "2026-11-17", "topic": "有理数", "sitting": id(2000) }),
    );
    visit.submit(&other);
    let told = book().unwrap();
    assert!(told.contains("有理数") && told.contains(&format!("{WORDS}4")) && told.contains("共1份记录"), "{told}");
    assert!(told.contains("另有1份听课记录未收入本册") && !told.contains(&format!("{WORDS}1<")), "{told}");
    visit.submit(&visit.sheet(2, &visit.head, [5, 5, 5, 4, 4]));
    let told = book().unwrap();
    assert!(told.contains("共2份记录") && !told.contains("未收入本册"), "{told}");
}

#[test]
fn the_office_may_stop_waiting_and_take_it_back() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4, 4, 4, 4, 4]));
    visit.submit(&visit.sheet(2, &visit.head, [4, 4, 5, 4, 4]));
    visit.desk.ok("observation_save", visit.sheet(3, &visit.peer, [0, 0, 0, 0, 0]));
    let refused = visit.desk.call_as(&visit.head(), "joint_wait", json!({ "id": id(3), "wait": false })).unwrap_err();
    assert_eq!(refused.code(), "forbidden");
    let act = visit.desk.act("joint_wait", json!({ "id": id(3), "wait": false }));
    assert_eq!(visit.joint()["groups"][0]["total"]["n"], 2);
    assert_eq!(visit.told(&visit.head(), 1, &visit.leader), open(80.0, "良"));
    // Who is late has judged nothing yet, and sees neither the others nor their average before that.
    let peer = Visit::own(&visit.peer);
    let told = visit.desk.call_as(&peer, "joint_get", json!({ "id": id(3) })).unwrap();
    assert_eq!((&told["groups"], &told["waiting"]), (&json!([]), &json!(0)));
    visit.desk.undo(&act);
    assert_eq!(visit.joint()["waiting"], 1);
    assert_eq!(visit.desk.refusal("joint_wait", json!({ "id": id(1), "wait": false })), "not_found");
    visit.desk.act("joint_wait", json!({ "id": id(3), "wait": false }));
    visit.submit(&visit.sheet(3, &visit.peer, [5, 5, 5, 5, 5]));
    let told = visit.desk.call_as(&peer, "joint_get", json!({ "id": id(3) })).unwrap();
    assert_eq!(told["groups"][0]["total"]["n"], 3, "who comes late counts after all");
}

#[test]
fn mean_spread_and_agreement_are_as_worked_out_by_hand() {
    let visit = visit();
    // Totals 80, 92, 76: levels of 4 points each.
    visit.submit(&visit.sheet(1, &visit.leader, [4, 4, 4, 4, 4]));
    visit.submit(&visit.sheet(2, &visit.head, [5, 5, 5, 4, 4]));
    visit.submit(&visit.sheet(3, &visit.peer, [3, 4, 3, 4, 5]));
    let joint = visit.joint();
    let group = &joint["groups"][0];
    // Mean 248 ÷ 3 = 82.67; deviations −2.67, 9.33, −6.67: √(138.67 ÷ 3) = 6.80.
    assert_eq!(group["total"], json!({ "n": 3, "mean": 82.7, "least": 76.0, "most": 92.0, "deviation": 6.8 }));
    assert_eq!(group["bands"], json!([{ "name": "优", "count": 1 }, { "name": "良", "count": 2 }]));
    let item = |place: usize| group["items"].as_array().unwrap()[place].clone();
    let shares = |item: &Value| (item["same"].clone(), item["near"].clone(), item["marks"].clone());
    // Levels 4 5 3 twice: no pair agrees, two of three are neighbours. The order of the sheet decides among equals.
    assert_eq!(shares(&item(0)), (json!(0.0), json!(66.7), json!(["4", "5", "3"])));
    assert_eq!(shares(&item(1)), (json!(0.0), json!(66.7), json!(["4", "5", "3"])));
    assert_eq!(shares(&item(2)), (json!(33.3), json!(100.0), json!(["4", "5", "4"])));
    assert_eq!(shares(&item(4)), (json!(100.0), json!(100.0), json!(["4", "4", "4"])), "full agreement comes last");
    assert_eq!(item(0)["spread"], json!({ "n": 3, "mean": 16.0, "least": 12.0, "most": 20.0, "deviation": 3.3 }));
    assert!(text(&joint, "/method").contains("两两比较"));
}

#[test]
fn the_record_on_paper_tells_what_all_gave_once_all_are_in() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4, 4, 4, 4, 4]));
    visit.desk.ok("observation_save", visit.sheet(2, &visit.head, [5, 0, 0, 0, 0]));
    let words = "2人有总分，平均82分，最低80分，最高84分，标准差2；良2份；给分不一的项目：教学目标（4、5）";
    assert!(!visit.paper().contains("人有总分"));
    visit.submit(&visit.sheet(2, &visit.head, [5, 4, 4, 4, 4]));
    assert!(visit.paper().contains(words));
}

#[test]
fn what_was_not_judged_is_left_out_and_another_sheet_stands_for_itself() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4, 4, 4, 4, 4]));
    visit.submit(&visit.sheet(2, &visit.head, [4, 0, 5, 4, 4]));
    let group = visit.joint()["groups"][0].clone();
    // A sheet with an open item has no total: of one alone there is no mean.
    assert_eq!((&group["total"], &group["observers"][1]["total"]), (&Value::Null, &Value::Null));
    let open = group["items"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&open["n"], &open["marks"], &open["same"]), (&json!(1), &json!(["4", ""]), &Value::Null));
    // The third uses another sheet.
    let mut document = visit.desk.ok("rubric_list", json!({}))["rows"][0]["rubric"]["document"].clone();
    document["name"] = json!("另一张表");
    let other = text(&visit.desk.ok("rubric_save", json!({ "id": null, "document": document })), "/id");
    let third = with(&visit.sheet(3, &visit.peer, [0; 5]), json!({ "rubric_id": other, "scores": [] }));
    visit.submit(&third);
    let groups = visit.joint()["groups"].as_array().unwrap().clone();
    let sizes: Vec<usize> = groups.iter().map(|group| group["observers"].as_array().unwrap().len()).collect();
    assert_eq!((sizes, &groups[1]["rubric"]), (vec![2, 1], &json!("另一张表")));
}

#[test]
fn who_is_named_finds_a_draft_with_the_heading_filled() {
    let visit = visit();
    let desk = &visit.desk;
    let names = |observers: &[&String]| json!({ "sheet_id": id(1), "observer_ids": observers });
    let bare = with(&visit.sheet(1, &visit.leader, [0; 5]), json!({ "class_id": null }));
    desk.ok("observation_save", bare);
    assert_eq!(desk.refusal("joint_name", names(&[&visit.head])), "joint_needs_lesson");
    desk.ok("observation_save", visit.sheet(1, &visit.leader, [0; 5]));
    assert_eq!(desk.refusal("joint_name", names(&[&visit.teacher])), "observer_is_teacher");
    let act = desk.act("joint_name", names(&[&visit.head, &visit.peer, &visit.leader]));
    let list = |who: &Session| {
        let rows = desk.call_as(who, "observation_list", json!({})).unwrap()["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| (text(row, "/id"), row["topic"].clone())).collect::<Vec<_>>()
    };
    let peer = Visit::own(&visit.peer);
    assert_eq!(list(&peer).iter().map(|(_, topic)| topic.clone()).collect::<Vec<_>>(), ["一元一次方程"]);
    // Naming them again changes nothing; whoever is not named any more has no draft.
    assert_eq!(visit.joint()["observers"].as_array().unwrap().len(), 3);
    desk.ok("joint_name", names(&[&visit.peer]));
    assert_eq!(visit.joint()["observers"].as_array().unwrap().len(), 2);
    let (draft, _) = list(&peer).remove(0);
    // The lesson is put right by who named: the drafts that nobody wrote on go with it.
    let moved = json!({ "period": 3, "topic": "解一元一次方程" });
    desk.ok("observation_save", with(&visit.sheet(1, &visit.leader, [0; 5]), moved));
    let sheet = desk.call_as(&peer, "observation_get", json!({ "id": draft })).unwrap();
    assert_eq!((&sheet["period"], &sheet["topic"]), (&json!(3), &json!("解一元一次方程")));
    assert_eq!(sheet["together"][0]["name"], "唐文斌");
    // What its observer has written on stays, also when it is not named any more.
    let written = with(&visit.sheet(9, &visit.peer, [3; 5]), json!({ "id": draft, "period": 3 }));
    desk.call_as(&peer, "observation_save", written).unwrap();
    desk.ok("joint_name", names(&[]));
    assert_eq!(visit.joint()["observers"].as_array().unwrap().len(), 2);
    assert_eq!(desk.refusal("undo", json!({ "act": act })), "undo_conflict", "what was written on is not taken away");
}

#[test]
fn a_colleague_who_does_not_observe_is_told_nothing() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4; 5]));
    visit.submit(&visit.sheet(2, &visit.head, [5; 5]));
    let code = |who: &str| visit.desk.call_as(&Visit::own(who), "joint_get", json!({ "id": id(1) })).map(|_| ());
    assert_eq!(code(&visit.peer).unwrap_err().code(), "out_of_reach");
    let named = json!({ "sheet_id": id(1), "observer_ids": [visit.peer] });
    let refused = visit.desk.call_as(&Visit::own(&visit.peer), "joint_name", named).unwrap_err();
    assert_eq!(refused.code(), "out_of_reach");
    code(&visit.teacher).unwrap();
    assert_eq!(visit.desk.refusal("joint_get", json!({ "id": id(99) })), "not_found");
}

#[test]
fn what_was_handed_in_says_what_it_said_whoever_writes_after() {
    let visit = visit();
    visit.submit(&visit.sheet(1, &visit.leader, [4; 5]));
    let heading = || {
        let sheet = visit.desk.ok("observation_get", json!({ "id": id(1) }));
        ["topic", "subject", "place", "lesson_count", "state"].map(|field| sheet[field].clone())
    };
    let before = heading();
    let other = json!({ "topic": "另一课", "subject": "物理", "place": "乙室", "lesson_count": 3 });
    let late = with(&visit.sheet(2, &visit.head, [3; 5]), other);
    visit.desk.ok("observation_save", late.clone());
    assert_eq!((heading()[0].clone(), heading()[3].clone()), (json!("一元一次方程"), json!(1)));
    visit.submit(&late);
    let after = heading();
    assert_eq!((&after[0], &after[1], &after[3]), (&before[0], &before[1], &before[3]));
    assert_eq!(after[2], "乙室", "what nobody had said is filled in");
    // Who handed in may correct the lesson: that is an amendment of the own sheet.
    visit
        .submit(&with(&visit.sheet(1, &visit.leader, [4; 5]), json!({ "topic": "一元一次方程的解", "place": "乙室" })));
    assert_eq!((&heading()[0], &heading()[4]), (&json!("一元一次方程的解"), &json!("amended")));
}
