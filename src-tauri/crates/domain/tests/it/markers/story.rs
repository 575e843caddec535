//! A school's life in marks: everything is written, read, exported, imported, refused, kept, locked and spoilt.

use super::{LABEL, MARK, SCHOOL, SECRET, office::Watched};
use crate::support::{TODAY, id, text};
use keji_store::StoreError;
use serde_json::{Value, json};
use std::fs;

/// Columns of text into which nobody writes freely: identifiers, days and choices apart, which their names tell.
const NOT_FREE: &[&str] = &[
    "import_column.kind",
    "import_column.field",
    "derived_doc.kind",
    "derived_todo.kind",
    "teacher.first_in_subject",
    "teacher.merged_into",
    "teacher_name.until",
    "teacher_tag.until",
    "school_class.school_year",
    "term.school_year",
    "teaching_week.kind",
    "calendar_day.kind",
    "period.start",
    "work_item.month",
    "period.end",
    "timetable_lesson.weeks",
    "lesson_change.kind",
    "rubric.name",
    "rubric_item.name",
    "rubric_item.levels",
    "rubric_band.name",
    "observation_sheet.state",
    "timeline_entry.side",
    "blank_form.number",
    "photo.kind",
    "discussion.date",
    "sheet_answer.kind",
    "lesson_seat.state",
    "follow_up.kind",
    "follow_up.due",
    "pairing_duty.direction",
    "account.role",
    "vault_setting.retention",
    "evidence_source.source",
    "quota_counting.several_posts",
    "quota_post.what",
    "quota_rule.every",
    "quota_rule.whose",
    "waiver.how",
];
/// The director's passphrase, at first and in the end.
const PASSPHRASE: &str = "mimiyu director 1";

/// Everything, in the order of a school's life.
pub(super) fn tell(office: &mut Watched) {
    let school = open_school(office);
    scoring_sheets(office);
    records(office, &school);
    planned(office, &school);
    ledger(office, &school);
    imports(office);
    timetables(office, &school);
    every_text_is_marked(office);
    refusals(office, &school);
    looks(office, &school);
    papers(office, &school);
    keeping(office, &school);
    office.search("while the open school is open");
    let account = door(office);
    office.search("while the protected school is open");
    trouble(office, &account);
    assert_eq!(office.not_called(), [""; 0], "every command is called");
    office.close();
}

struct School {
    term: String,
    teacher: String,
    other: String,
    class: String,
}

/// The ground.
fn open_school(office: &Watched) -> School {
    office.good("app_status", json!({}));
    office.good("page_ground", json!({}));
    office.good("help_topics", json!({ "path": "/setup" }));
    office.good("help_topic", json!({ "id": "start" }));
    office.good("help_search", json!({ "query": m("核减") }));
    office.good("help_paper", json!({ "handle": office.lay("使用说明.pdf", "") }));
    office.good("school_create", json!({ "name": format!("{SCHOOL}中学"), "stage": m("段") }));
    office.good("school_update", json!({ "name": format!("{SCHOOL}初中"), "stage": m("初") }));
    let term = json!({ "school_year": "2026-2027", "number": 1, "first_day": "2026-09-01", "last_day": "2027-01-29" });
    let term = text(&office.good("term_create", term), "/id");
    let days = json!({ "id": term, "first_day": "2026-09-01", "last_day": "2027-01-28", "week_start": 1 });
    office.good("term_update", days);
    let week = office.good("calendar_get", json!({ "term_id": term }))["weeks"][20]["id"].clone();
    office.good("week_update", json!({ "id": week, "kind": "exam", "label": m("周") }));
    let day = json!({ "date": "2026-11-30", "kind": "holiday", "name": m("节") });
    let day = office.good("day_save", day)["id"].clone();
    let gone = office.good("day_delete", json!({ "id": day }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let day = json!({ "date": "2026-11-27", "kind": "holiday", "name": m("节"), "grade": m("级") });
    office.good("day_save", day);
    office.good("week_reshape", json!({ "id": week, "shape": { "how": "skip" } }));
    office.good("day_get", json!({ "date": TODAY, "grade": m("级") }));
    let bells =
        json!({ "name": m("作息"), "grade": m("级"), "periods": [{ "number": 1, "start": "07:40", "end": "08:20" }] });
    let bells = office.good("bell_schedule_save", bells)["id"].clone();
    let gone = office.good("bell_schedule_delete", json!({ "id": bells }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let work = json!({ "week": 12, "text": m("工作"), "owner": m("处") });
    let work = office.good("work_save", work)["id"].clone();
    office.good("work_done", json!({ "id": work, "done": true }));
    office.good("work_list", json!({}));
    let gone = office.good("work_delete", json!({ "id": work }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    office.good("periods_save", json!({ "periods": [{ "number": 3, "start": "10:00", "end": "10:40" }] }));
    let person = |name: &str| {
        json!({
            "name": m(name), "employee_no": m("号"), "department": m("组"), "subject": m("科"), "title": m("职"),
            "posts": [m("岗")], "first_taught": "2015-09", "in_service": true
        })
    };
    let teacher = text(&office.good("teacher_save", person("甲")), "/id");
    let other = text(&office.good("teacher_save", person("乙")), "/id");
    let gone = office.good("teacher_save", person("丙"))["id"].clone();
    office.good("teacher_delete", json!({ "id": gone }));
    office.good("department_save", json!({ "name": m("另组") }));
    people(office, &teacher, &other);
    let class = text(&office.good("class_save", json!({ "grade": m("级"), "number": 1, "pupils": 40 })), "/id");
    let gone = office.good("class_save", json!({ "grade": m("级"), "number": 9, "pupils": 40 }))["id"].clone();
    office.good("class_delete", json!({ "id": gone }));
    let quota = json!({ "name": m("类"), "posts": [m("岗")], "lessons": 20, "valid_from": "2026-09-01" });
    office.good("quota_save", quota);
    let gone = office.good("quota_save", json!({ "name": m("另类"), "posts": [m("位")], "lessons": 5 }))["id"].clone();
    office.good("quota_delete", json!({ "id": gone }));
    office.good("roster_get", json!({}));
    let assignment = json!({ "term_id": term, "teacher_id": teacher, "class_id": class, "subject": m("科") });
    office.good("assignment_save", assignment.clone());
    office.good("assignment_list", json!({ "term_id": term }));
    office.good("assignment_confirm", json!({ "term_id": term }));
    office.refused("assignment_save", assignment, "assignment_exists");
    let preview = office.good("new_year_preview", json!({}));
    let next = json!({
        "closing_id": term, "first_day": preview["opening"]["first_day"], "last_day": preview["opening"]["last_day"]
    });
    let opened = office.good("new_year_run", next)["act"].clone();
    office.good("undo", json!({ "act": opened }));
    let gone = json!({ "term_id": term, "teacher_id": other, "class_id": class, "subject": m("另科") });
    let gone = office.good("assignment_save", gone)["id"].clone();
    office.good("assignment_delete", json!({ "id": gone }));
    School { term, teacher, other, class }
}

/// The rest of the roster: campuses, prep groups, stages, two entries of one person.
fn people(office: &Watched, teacher: &str, other: &str) {
    let campus = office.good("campus_save", json!({ "name": m("区") }))["id"].clone();
    let gone = office.good("campus_save", json!({ "name": m("另区") }))["id"].clone();
    office.good("campus_delete", json!({ "id": gone }));
    let members = json!([{ "teacher_id": teacher, "leads": true }, { "teacher_id": other, "leads": false }]);
    let group = json!({ "name": m("备"), "subject": m("科"), "grade": m("级"), "members": members });
    office.good("prep_group_save", group);
    let gone = json!({ "name": m("另备"), "subject": m("科"), "grade": m("级"), "members": [] });
    let gone = office.good("prep_group_save", gone)["id"].clone();
    office.good("prep_group_delete", json!({ "id": gone }));
    office.good("stages_save", json!({ "stages": [{ "name": m("期"), "from_years": 1 }] }));
    let double = json!({
        "name": m("甲旧"), "subject": m("另科"), "posts": [m("岗")],
        "more": { "subjects": [m("兼")], "campus_id": campus, "first_in_subject": "2015-09",
                  "tags": [{ "tag": m("青"), "until": "2028-08" }] }
    });
    let double = office.good("teacher_save", double)["id"].clone();
    office.good("teacher_leave", json!({ "id": double, "left_on": TODAY }));
    office.good("teacher_return", json!({ "id": double }));
    let merge = json!({ "from": double, "into": teacher });
    office.good("teacher_merge_preview", merge.clone());
    office.good("teacher_merge", merge);
}

/// Scoring sheets: read from a file, looked through, saved, scored, out of use and back.
fn scoring_sheets(office: &Watched) {
    let file = office.lay("评价表.csv", marked("~评价表,,\n评价项目,评价要点,分值\n~项,~要点,100\n合计,,100\n"));
    let read = office.good("rubric_read", json!({ "handle": file, "purpose": "lesson" }));
    assert!(read["document"]["sections"].to_string().contains(MARK));
    let item = json!({ "id": "item", "name": m("项"), "scoring": { "form": "points", "most": 100, "step": 1 } });
    let document = json!({
        "name": m("评价表"), "purpose": "lesson", "total": 100, "sections": [{ "name": m("部分"), "items": [item] }],
        "lesson_kinds": [m("课类")], "note": m("说明")
    });
    assert_eq!(office.good("rubric_check", document.clone())["faults"], json!([]));
    office.good("rubric_presets", json!({}));
    let id = office.good("rubric_save", json!({ "document": document }))["id"].clone();
    assert!(office.good("rubric_list", json!({})).to_string().contains(MARK));
    office.good("rubric_get", json!({ "id": id }));
    let scores = json!([{ "item_id": "item", "value": 90 }]);
    office.good("rubric_score", json!({ "rubric_id": id, "subject": m("科"), "scores": scores }));
    for (name, request) in
        [("rubric_retire", json!({ "id": id, "retired": true })), ("rubric_delete", json!({ "id": id }))]
    {
        let act = office.good(name, request)["act"].clone();
        office.good("undo", json!({ "act": act }));
    }
}

/// The four kinds: each written, changed, deleted and brought back.
fn records(office: &Watched, school: &School) {
    let sheet = sheet(school, 1);
    office.good("observation_save", sheet.clone());
    office.good("observation_submit", json!({ "sheet": sheet }));
    after(office, school);
    pictures(office);
    let check = json!({
        "id": id(21), "date": TODAY, "teacher_id": school.teacher, "checker_id": school.other, "class_id": school.class,
        "subject": m("科"), "book_kind": m("本"), "required": 10, "assigned": 9, "fully_marked": 8, "remarked": 1,
        "sampled": 5, "band": m("等"), "advice": m("评语")
    });
    office.good("homework_save", check);
    let plan = json!({
        "id": id(31), "teacher_id": school.teacher, "subject": m("科"), "grade": m("级"), "unit": m("单元"),
        "topic": m("课题"), "planned_date": TODAY
    });
    office.good("lesson_plan_save", plan);
    let draft = json!({
        "id": id(32), "sitting": id(1032), "plan_id": id(31), "number": 1, "author_id": school.other, "date": TODAY,
        "body": m("正文"), "discussion": m("研讨"), "reflection": m("反思")
    });
    office.good("lesson_plan_draft_save", draft);
    let pairing = json!({
        "id": id(41), "mentor_id": school.teacher, "apprentice_id": school.other, "kind": m("类"),
        "started_on": "2026-09-07", "note": m("说明"),
        "duties": [{ "direction": "mentor_observes", "times": 1, "every_weeks": 2 }]
    });
    office.good("pairing_save", pairing);
    let activity =
        json!({ "id": id(42), "pairing_id": id(41), "date": TODAY, "kind": m("活动"), "text": m("研讨内容") });
    office.good("pairing_activity_save", activity);
    for (delete, number) in [
        ("observation_delete", 1),
        ("homework_delete", 21),
        ("lesson_plan_draft_delete", 32),
        ("lesson_plan_delete", 31),
        ("pairing_activity_delete", 42),
        ("pairing_delete", 41),
    ] {
        let act = office.good(delete, json!({ "id": id(number) }))["act"].clone();
        office.good("undo", json!({ "act": act }));
    }
}

/// Planned lessons: proposed, checked, written, with seats asked for, answered and given back.
fn planned(office: &Watched, school: &School) {
    let lesson = json!({
        "date": "2026-11-26", "period": 4, "teacher_id": school.teacher, "class_id": school.class, "subject": m("科"),
        "topic": m("展示题"), "lesson_kind": m("展"), "place": m("厅"), "host": m("主办"), "note": m("备注"), "seats": 9
    });
    office.good("planned_lesson_check", lesson.clone());
    let asked = json!({ "lesson_kind": m("展"), "host": m("主办"), "from_week": 13, "to_week": 14, "a_day": 2 });
    office.good("planned_lesson_propose", asked);
    let lesson = office.good("planned_lesson_save", json!({ "rows": [lesson] }))["ids"][0].clone();
    let board = || office.good("planned_lesson_list", json!({ "date": "2026-11-26" }));
    let seat = json!({ "lesson_id": lesson, "teacher_ids": [school.other], "invite": true });
    office.good("lesson_seat_ask", seat.clone());
    let seat = board()["rows"][0]["coming"][0]["id"].clone();
    office.good("lesson_seat_answer", json!({ "id": seat, "accept": false, "note": m("有会") }));
    let gone = office.good("lesson_seat_delete", json!({ "id": seat }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let gone = office.good("planned_lesson_delete", json!({ "id": lesson }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    office.good("planned_lesson_cancel", json!({ "id": lesson, "cancelled": true, "reason": m("停电") }));
    assert!(board().to_string().contains(MARK));
    let asked = json!({ "lesson_id": lesson, "teacher_ids": [school.other], "invite": false });
    office.refused("lesson_seat_ask", asked, "planned_cancelled");
    office.good("hearing_get", json!({ "teacher_id": school.other }));
    let handle = office.lay("公开课周表.docx", "");
    office.good("schedule_paper", json!({ "date": "2026-11-26", "format": "docx", "handle": handle }));
    let slip = json!({
        "teacher_ids": [school.other], "date": "2026-11-26", "format": "docx", "handle": office.lay("空堂.docx", "")
    });
    office.good("hearing_paper", slip);
}

/// What follows a sheet.
fn after(office: &Watched, school: &School) {
    let steps = json!([{ "name": m("步骤"), "text": m("评议") }]);
    let discussion = json!({ "id": id(801), "sheet_id": id(1), "date": TODAY, "chair_id": school.other,
        "attendees": m("参加"), "steps": steps });
    office.good("discussion_save", discussion);
    office.good("sheet_answer", json!({ "sheet_id": id(1), "kind": "replied", "text": m("回应") }));
    let todo = json!({ "id": id(701), "sheet_id": id(1), "kind": "improve", "text": m("事项"), "result": m("结果"),
        "owner_id": school.teacher, "due": "2026-12-04" });
    office.good("follow_up_save", todo);
    office.good("after_get", json!({ "id": id(1) }));
    office.good("joint_get", json!({ "id": id(1) }));
    let third = office.good("teacher_save", json!({ "name": m("丁") }))["id"].clone();
    let named = office.good("joint_name", json!({ "sheet_id": id(1), "observer_ids": [third] }))["act"].clone();
    let joint = office.good("joint_get", json!({ "id": id(1) }));
    let draft = joint["observers"].as_array().unwrap().iter().find(|one| one["named"] == true).unwrap();
    let waived = office.good("joint_wait", json!({ "id": draft["sheet_id"], "wait": false }))["act"].clone();
    office.good("undo", json!({ "act": waived }));
    office.good("undo", json!({ "act": named }));
    office.good("sheet_hints", json!({ "id": id(1) }));
    let gone = office.good("follow_up_delete", json!({ "id": id(701) }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let gone = office.good("discussion_delete", json!({ "id": id(1) }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
}

/// Photos on a sheet; one that was picked bears a mark in its name and in its bytes.
fn pictures(office: &Watched) {
    let mut taken = crate::photos::taken(80, 60, 40);
    let mark = m("说");
    let length = u16::try_from(mark.len() + 2).unwrap().to_be_bytes();
    let comment = [[0xFF, 0xFE].as_slice(), &length, mark.as_bytes()];
    taken.splice(2..2, comment.concat());
    let handle = office.lay("照片.jpg", taken);
    let photo = json!({ "id": id(601), "sheet_id": id(1), "kind": "page", "caption": m("照片"), "handle": handle });
    office.good("photo_add", photo);
    office.good("photo_get", json!({ "id": id(601) }));
    office.good("photo_save", json!({ "id": id(601), "kind": "blackboard", "caption": m("板书"), "place": 1 }));
    let gone = office.good("photo_delete", json!({ "id": id(601) }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
}

fn sheet(school: &School, number: u32) -> Value {
    json!({
        "id": id(number), "sitting": id(1000 + number), "date": "2026-11-18", "period": number, "lesson_count": 1,
        "class_id": school.class, "observer_id": school.other, "teacher_id": school.teacher, "subject": m("科"),
        "topic": m("课题"), "lesson_kind": m("听类"), "lesson_type": m("课型"), "place": m("室"),
        "outside": m("外校"), "outside_teacher": m("外"), "reported_total": 91.0,
        "timeline": [{ "clock": "08:52", "process": m("过程"), "remark": m("随评"), "side": "teaching", "phase": m("环") }],
        "strengths": m("优点"), "problems": m("不足"), "advice": m("建议"), "gains": m("收获"), "note": m("备注")
    })
}

/// A file of every kind comes in, with names that the roster does not have and a column that is dropped.
fn imports(office: &Watched) {
    let files: [(&str, &str); 12] = [
        ("roster", "姓名,工号,教研组,学科,岗位,职称,手机,身份证\n~丁,~9,~三组,~科,~岗,~职,~138,~3305\n"),
        ("timetable", "星期,节次,班级,科目,教师,地点\n4,3,七年级1班,~课,~甲,~楼\n"),
        ("work", "周次,工作内容,负责部门\n第3周,~事,~处\n"),
        ("calendar", "日期,类型,名称\n2026-12-01,放假,~假\n"),
        (
            "observations",
            "日期,节次,授课教师,学科,班级,课题,听课类型,听课人,节数,评分,优点,不足,建议,过程\n\
             2026-11-16,1,~戊,语文,七年级1班,~题,随堂课,~己,1,88,~优,~缺,~议,~导入；~研读\n",
        ),
        (
            "homework",
            "日期,检查人,教师,学科,班级,种类,应布置,实布置,全批,二次批改,等级,建议\n\
             2026-11-16,~己,~戊,语文,七年级1班,~本,12,12,12,8,~优,~好\n",
        ),
        ("plans", "教师,学科,年级,课题,稿次,日期,正文,反思\n~戊,语文,七年级,~题,一稿,2026-11-16,~文,~思\n"),
        ("pairings", "师傅,徒弟,类型,开始,结束,备注\n~戊,~己,教学,2026-09-08,,~注\n"),
        ("open_lessons", "日期,节次,执教教师,学科,班级,课题,地点\n2026-11-20,2,~戊,~学,七年级1班,~开,~楼\n"),
        ("leaders", "学科,教研组长,七年级备课组长\n~学,~戊,~己\n"),
        ("tags", "姓名,学期,~栏\n~戊,2026-2027-1,~标\n"),
        ("assignments", "教师,学科,班级,周课时\n~戊,~学,七年级1班,5\n"),
    ];
    for (kind, rows) in files {
        let handle = office.lay(&format!("{kind}.csv"), marked(rows));
        let request = json!({
            "kind": kind, "handle": handle, "term_id": "2026-2027-1", "create_missing": true, "mapping": mapping(kind)
        });
        let preview = office.good("import_preview", request);
        let apply = json!({ "token": preview["token"], "accept_doubtful": true });
        let result = office.good("import_apply", apply);
        assert!(result["act"].is_string() && result["refused"] == json!([]), "{kind}: {result}");
    }
    office.good("import_column_forget", json!({ "kind": "tags", "heading": m("栏") }));
    assert!(!office.store().dump().unwrap().contains("3305"), "a dropped column is not in the store");
}

/// The list of marks has a column picked by hand, which is remembered.
fn mapping(kind: &str) -> Value {
    if kind == "tags" { json!({ (m("栏")): "tag", (m("列")): "" }) } else { json!({}) }
}

/// A second timetable, a lesson by hand, and every change of a lesson; each taken back once.
fn timetables(office: &Watched, school: &School) {
    let table = json!({ "term_id": school.term, "name": m("后"), "grade": m("级"), "valid_from": TODAY, "copy": true });
    let table = office.good("timetable_save", table)["id"].clone();
    let gone = office.good("timetable_delete", json!({ "id": table }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let lesson = |weekday: u32, teacher: &str| {
        let lesson = json!({
            "timetable_id": table, "weekday": weekday, "period": 4, "class_id": school.class, "subject": m("科"),
            "teacher_id": teacher, "place": m("室")
        });
        office.good("timetable_lesson_save", lesson)["id"].clone()
    };
    let (one, other) = (lesson(4, &school.teacher), lesson(5, &school.other));
    let gone = office.good("timetable_lesson_delete", json!({ "id": other }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    let visit = json!({ "date": "2026-11-20", "period": 4, "teacher_id": school.other, "class_id": school.class });
    let visits = json!({ "observer_id": school.teacher, "visits": [visit] });
    let reserved = office.good("visit_reserve", visits)["act"].clone();
    office.good("undo", json!({ "act": reserved }));
    let swap =
        json!({ "lesson_id": one, "date": TODAY, "other_id": other, "other_date": "2026-11-20", "reason": m("因") });
    let swapped = office.good("lesson_swap", swap)["id"].clone();
    office.good("lesson_change_delete", json!({ "id": swapped }));
    let change = json!({
        "kind": "substitute", "lesson_id": one, "date": TODAY, "teacher_id": school.other, "reason": m("因")
    });
    office.good("lesson_change_save", change.clone());
    office.refused("lesson_change_save", change, "lesson_changed_already");
    office.good("timetable_now", json!({ "date": TODAY, "clock": "10:10" }));
    office.good("timetable_week", json!({ "teacher_id": school.teacher }));
    office.good("timetable_free", json!({ "teacher_ids": [school.teacher, school.other] }));
    office.good("timetable_applies", json!({ "grade": m("级") }));
    office.good("timetable_conflicts", json!({ "term_id": school.term }));
    office.good("timetable_assign", json!({ "term_id": school.term, "dry_run": true }));
    office.good("timetable_assign", json!({ "term_id": school.term }));
}

/// The law of this test: a column of text that no mark has reached is a field that nobody watches.
fn every_text_is_marked(office: &Watched) {
    let store = office.store();
    let unmarked: Vec<String> = store
        .read(|read| {
            let columns = "SELECT m.name AS place, c.name AS field FROM sqlite_schema m, pragma_table_info(m.name) c
                           WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2";
            let mut statement = read.prepare(columns)?;
            let columns: Vec<(String, String)> =
                statement.query_map([], |row| Ok((row.get("place")?, row.get("field")?)))?.collect::<Result<_, _>>()?;
            let mut unmarked = Vec::new();
            for (table, field) in columns.into_iter().filter(|(table, field)| is_free(table, field)) {
                let sql = format!(
                    "SELECT count(*) AS v FROM \"{table}\" WHERE instr(\"{field}\", ?1) OR instr(\"{field}\", ?2)"
                );
                if read.query_row(&sql, [MARK, SCHOOL], |row| row.get::<_, u32>("v"))? == 0 {
                    unmarked.push(format!("{table}.{field}"));
                }
            }
            Ok::<_, StoreError>(unmarked)
        })
        .unwrap();
    // The last two are written later: the label with the first passphrase, the place with the second set of backups.
    assert_eq!(unmarked, ["account.label", "vault_setting.second_place"]);
}

fn is_free(table: &str, field: &str) -> bool {
    const STORE: [&str; 6] = ["meta", "migration", "act", "change", "chain", "purged"];
    let formal =
        ["_id", "_at", "_on", "_day", "_date", "_from", "_to", "_taught"].iter().any(|ending| field.ends_with(ending));
    let plain = ["id", "date", "clock"].contains(&field);
    !(STORE.contains(&table) || formal || plain || NOT_FREE.contains(&format!("{table}.{field}").as_str()))
}

/// Every refusal that a mark can bring about.
fn refusals(office: &Watched, school: &School) {
    let long = m(&"长".repeat(5000));
    let sheet = |fields: &[(&str, Value)]| {
        let mut sheet = sheet(school, 7);
        for (name, value) in fields {
            sheet[*name] = value.clone();
        }
        json!({ "sheet": sheet })
    };
    office.refused("school_update", json!({ "name": long, "stage": "" }), "field_too_long");
    office.refused("school_create", json!({ "name": m("校") }), "store_exists");
    office.refused("teacher_save", json!({ "name": long }), "field_too_long");
    office.refused("teacher_save", json!({ "name": m("甲"), "first_taught": m("月") }), "bad_month");
    office.refused("teacher_delete", json!({ "id": school.teacher }), "teacher_in_use");
    office.refused("class_delete", json!({ "id": school.class }), "class_in_use");
    office.refused("class_save", json!({ "grade": m("级"), "number": 1 }), "class_exists");
    office.refused("department_save", json!({ "name": m("另组") }), "department_exists");
    office.refused("quota_save", json!({ "name": m("类"), "lessons": 3 }), "quota_exists");
    office.refused("periods_save", json!({ "periods": [{ "number": 1, "start": m("时"), "end": "9" }] }), "bad_time");
    office.refused("observation_submit", sheet(&[("topic", json!(long))]), "field_too_long");
    office.refused("observation_submit", sheet(&[("observer_id", json!(school.teacher))]), "observer_is_teacher");
    office.refused("observation_submit", sheet(&[("observer_id", Value::Null)]), "sheet_incomplete");
    office.refused("observation_submit", sheet(&[("date", json!("2026-12-31"))]), "date_in_future");
    office.refused("observation_submit", sheet(&[("date", json!(m("日")))]), "bad_request");
    office.refused("observation_submit", sheet(&[("period", json!(m("节")))]), "bad_request");
    office.refused("observation_get", json!({ "id": m("号") }), "not_found");
    office.refused("summary_get", json!({ "term_id": m("期") }), "term_unknown");
    office.refused("summary_records", json!({ "summary": {}, "figure": m("数") }), "unknown_figure");
    office.refused(&m("令"), json!({}), "unknown_command");
    let again = json!({
        "id": id(43), "mentor_id": school.teacher, "apprentice_id": school.other, "started_on": "2026-09-07",
        "note": m("说明")
    });
    office.refused("pairing_save", again, "pairing_exists");
    let second = json!({
        "id": id(33), "sitting": id(1033), "plan_id": id(31), "number": 1, "date": TODAY, "body": m("正文")
    });
    office.refused("lesson_plan_draft_save", second, "draft_exists");

    for (kind, bytes, more, code) in [
        ("roster", marked("~a,~b\n~c,~d\n"), json!({}), "import_no_heading"),
        ("observations", marked("日期,授课教师\n2026-11-16,~戊\n"), json!({}), "import_no_column"),
        ("roster", marked("姓名,教研组\n~丁,~组\n"), where_clause("教研组", "无"), "import_where_empty"),
        ("roster", marked("姓名,教研组\n~丁,~组\n"), where_clause("姓名", "无"), "import_where_empty"),
        ("roster", marked("姓名,教研组\n~丁,~组\n"), where_clause(&m("列"), "无"), "import_no_where"),
        ("roster", marked("姓名,教研组\n"), json!({}), "import_no_rows"),
        ("roster", marked("姓名\n\"~丁\n"), json!({}), "intake_unclosed_quote"),
        ("roster", marked("<html><table><tr><td>~丁</td></tr></table></html>"), json!({}), "intake_html"),
        ("roster", format!("姓名\n{}\n", m(&"长".repeat(40_000))), json!({}), "intake_cell_too_long"),
        ("roster", format!("%PDF-1.7 {}", m("丁")), json!({}), "intake_not_a_table"),
        ("roster", String::new(), json!({}), "intake_empty"),
    ] {
        let mut request = json!({ "kind": kind, "handle": office.lay("坏表.csv", bytes) });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        office.refused("import_preview", request, code);
    }
    office.refused("import_preview", json!({ "kind": "roster", "handle": office.nowhere() }), "import_file_missing");
    let export = json!({ "options": {}, "format": "xlsx", "handle": office.nowhere() });
    office.refused("report_export", export, "file_failed");
    let short = json!({ "kind": "password", "password": SECRET });
    let export = json!({ "options": {}, "format": "xlsx", "handle": office.nowhere(), "protection": short });
    office.refused("report_export", export, "zip_password_short");
    office.refused("file_open", json!({ "handle": office.nowhere() }), "file_failed");
    office.refused("backup_look", json!({ "handle": office.lay("假.kejibak", m("丁")) }), "backup_damaged");
    office.refused("passphrase_first", json!({ "passphrase": "短mimi" }), "passphrase_short");
}

/// Everything that is looked at.
/// What is owed: every condition of a quota, how the school counts, waivers, paper books.
fn ledger(office: &Watched, school: &School) {
    let who = json!({ "tags": [m("青")], "subjects": [m("科")], "stages": [m("期")], "years_most": 40 });
    let duty = json!({ "target": m("指标"), "kinds": [m("型")], "not_kinds": [m("另型")], "note": m("说明") });
    let quota = json!({ "name": m("条件"), "lessons": 3, "who": who, "duty": duty, "valid_from": "2026-09-01" });
    office.good("quota_save", quota);
    let counting = json!({ "several_posts": "named", "most_each": 2, "joint": true, "outside": true,
        "own_subject": false, "needs_process": true, "needs_opinion": true, "valid_from": "2026-09-01" });
    office.good("quota_counting_save", counting);
    let rules = office.good("quota_list", json!({}))["rules"].clone();
    let line = rules[0]["line_id"].clone();
    office.good("quota_name", json!({ "teacher_id": school.teacher, "line_id": line }));
    let waiver = json!({ "teacher_id": school.teacher, "first_day": "2026-09-01", "last_day": "2026-09-30",
        "how": "weeks", "reason": m("事由"), "approver": m("批准"), "target": m("指标") });
    let gone = office.good("waiver_save", waiver)["id"].clone();
    let gone = office.good("waiver_delete", json!({ "id": gone }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    office.good("waiver_list", json!({ "term_id": school.term }));
    let review = json!({ "id": id(51), "term_id": school.term, "teacher_id": school.other, "date": TODAY,
        "entered": 6, "valid": 4, "reason": m("原因"), "grade": m("等"), "reviewer_id": school.teacher });
    office.good("book_save", json!({ "rows": [review] }));
    let gone = office.good("book_delete", json!({ "id": id(51) }))["act"].clone();
    office.good("undo", json!({ "act": gone }));
    office.good("book_source", json!({ "term_id": school.term, "teacher_id": school.other, "book": true }));
    office.good("book_list", json!({ "term_id": school.term }));
    registers(office, school);
    let lines = office.good("quota_ledger", json!({ "term_id": school.term }))["lines"].clone();
    let behind = lines.as_array().unwrap().iter().find(|line| line["teacher_id"] == school.teacher).unwrap().clone();
    let asked = json!({ "teacher_id": school.teacher, "target": behind["target"] });
    office.good("quota_records", asked);
    let handle = office.lay("听课统计.xlsx", "");
    office.good("quota_export", json!({ "ledger": {}, "handle": handle }));
}

/// A form goes out, comes back filled in, and is collected.
fn registers(office: &Watched, school: &School) {
    let departments = office.good("roster_get", json!({}))["departments"].clone();
    let department = departments.as_array().unwrap().iter().find(|one| one["teachers"].as_u64() > Some(0)).unwrap();
    let folder = office.good("register_pick", json!({ "place": "out" }))["handles"][0].clone();
    let order = json!({ "handle": folder, "term_id": school.term, "department_ids": [department["id"]],
        "rows_each": 2, "due_on": "2026-12-31" });
    let sent = office.good("register_send", order);
    office.good("file_reveal", json!({ "handle": sent["files"][0]["handle"] }));
    let people = office.good("roster_get", json!({}))["teachers"].clone();
    let name = |id: &Value| {
        let found = people.as_array().unwrap().iter().find(|one| one["id"] == *id).unwrap();
        found["display"].as_str().unwrap().to_owned()
    };
    let (observer, teacher) = (name(&json!(school.other)), name(&json!(school.teacher)));
    let row = format!("2026-11-05,4,{teacher},数学,{},{observer},随堂课,{}", m("收回"), m("收获"));
    let back = office.lay("收回.csv", format!("日期,节次,授课人,学科,课题,听课人,听课类型,收获\n{row}\n"));
    let look = office.good("register_look", json!({ "handles": [back] }));
    let token = look["import"]["token"].clone();
    office.good("register_collect", json!({ "token": token, "accept_doubtful": true }));
    office.good("register_get", json!({ "term_id": school.term }));
    let missing = json!({ "handles": [office.nowhere()] });
    office.refused("register_look", missing, "import_file_missing");
}

fn looks(office: &Watched, school: &School) {
    for list in ["observation_list", "homework_list", "lesson_plan_list", "pairing_list", "summary_ruler"] {
        office.good(list, json!({ "term_id": school.term }));
    }
    for (get, number) in [("observation_get", 1), ("homework_get", 21), ("lesson_plan_get", 31), ("pairing_get", 41)] {
        assert!(office.good(get, json!({ "id": id(number) })).to_string().contains(MARK));
    }
    office.good("observation_prefill", json!({ "date": TODAY, "period": 3 }));
    office.good("timetable_get", json!({ "term_id": school.term, "teacher_id": school.teacher }));
    office.good("quota_list", json!({}));
    office.good("coverage_get", json!({ "term_id": school.term }));
    office.good("visit_proposal", json!({ "term_id": school.term, "observer_id": school.teacher }));
    office.good("dashboard_get", json!({}));
    let scope = json!({ "teacher_id": school.teacher });
    office.good("summary_get", json!({ "term_id": school.term, "as_of": TODAY, "scope": scope }));
    office.good("summary_records", json!({ "summary": {}, "figure": "homework.checks", "teacher_id": school.teacher }));
    let hits = office.good("search_find", json!({ "query": m("甲") }));
    assert!(!hits["hits"].as_array().unwrap().is_empty());
    office.good("search_find", json!({ "query": "anji" }));
    assert!(!office.good("search_text", json!({ "query": MARK }))["hits"].as_array().unwrap().is_empty());
}

/// Everything that is written to files, or opened for printing.
fn papers(office: &Watched, school: &School) {
    let picked = office.good("file_pick_save", json!({ "file_name": m("总结"), "extension": "xlsx" }));
    let options = json!({ "summary": { "term_id": school.term }, "sections": [], "signed_by": m("签发") });
    office.good("report_preview", options.clone());
    let locked = json!({ "kind": "password", "password": format!("{SECRET}-2026") });
    let request = |format: &str, name: &str, protection: &Value| json!({ "options": options, "format": format, "handle": office.lay(name, ""), "protection": protection });
    for (format, name, protection) in [
        ("xlsx", "总结.xlsx", json!({ "kind": "clear" })),
        ("docx", "总结.docx", json!({ "kind": "coded" })),
        ("pdf", "总结.zip", locked.clone()),
    ] {
        office.good("report_export", request(format, name, &protection));
    }
    office.good("report_print", json!({ "options": options }));
    office.good("notice_preview", json!({ "retention": "years30" }));
    let notice = json!({ "retention": "years30", "format": "docx", "handle": office.lay("告知书.docx", "") });
    office.good("notice_export", notice);
    let dossier = json!({
        "teacher_id": school.teacher, "format": "docx", "handle": office.lay("本人.zip", ""), "protection": locked
    });
    office.good("dossier_export", dossier);
    let sheets = json!({ "ids": [id(1)], "form": "record", "format": "docx", "handle": office.lay("听课.docx", "") });
    office.good("lesson_papers", sheets);
    let book = json!({ "observer_id": school.other, "term_id": school.term, "format": "docx", "handle": office.lay("听课本.docx", "") });
    office.good("lesson_book", book);
    let rubric = office.good("rubric_list", json!({}))["rows"][0]["rubric"]["id"].clone();
    let blank = json!({ "rubric_id": rubric, "format": "docx", "handle": office.lay("评价表.docx", "") });
    office.good("rubric_paper", blank);
    let blank =
        json!({ "observer_ids": [school.other], "copies": 1, "format": "docx", "handle": office.lay("空白.docx", "") });
    let number = office.good("blank_forms_make", blank)["first"].clone();
    office.good("blank_form_find", json!({ "number": number }));
    office.good("code_table_export", json!({ "handle": picked["handle"] }));
    office.good("file_open", json!({ "handle": picked["handle"] }));
    office.good("file_reveal", json!({ "handle": picked["handle"] }));
    office.good("file_pick_open", json!({ "purpose": "import" }));
}

/// Backups, history, purge.
fn keeping(office: &Watched, school: &School) {
    office.good("vault_settings", json!({}));
    office.good("vault_settings_save", json!({ "auto_lock_minutes": 10, "retention": "years30" }));
    office.good("backup_place_choose", json!({}));
    office.good("backup_make", json!({}));
    let list = office.good("backup_list", json!({}));
    assert!(list["second_place"].as_str().unwrap().contains(MARK));
    office.good("backup_look", json!({ "handle": list["rows"][0]["handle"] }));
    let history = office.good("history_record", json!({ "kind": "observation", "id": id(1) }));
    assert!(history.to_string().contains(MARK), "the history tells values");
    office.good("history_office", json!({}));
    office.good("history_act", json!({ "id": history["acts"][0]["id"] }));
    assert_eq!(office.good("history_check", json!({}))["findings"], json!([]));
    office.good("teacher_save", json!({ "id": school.other, "name": m("乙改"), "department": m("组") }));
    office.good("purge_preview", json!({}));
    office.good("purge_run", json!({ "keys": ["deleted"], "backups": false }));
    office.good("reserve_drop", json!({}));
    office.search("with a second place");
}

/// The door: first passphrase, accounts, recovery, locked and unlocked; returns the director's account.
fn door(office: &Watched) -> String {
    let first = json!({ "label": format!("{LABEL}一"), "passphrase": PASSPHRASE });
    let account = text(&office.good("passphrase_first", first), "/account/id");
    let label = format!("{LABEL}二");
    let second = json!({ "label": label, "role": "checker", "passphrase": format!("{SECRET} checker") });
    let checker = office.good("account_save", second.clone())["id"].clone();
    office.refused("account_save", second, "label_taken");
    assert!(office.good("account_list", json!({})).to_string().contains(&label));
    office.good("account_delete", json!({ "id": checker }));
    let other = format!("{SECRET} director 2");
    office.refused("passphrase_change", json!({ "old": other, "new": other }), "wrong_passphrase");
    office.good("passphrase_change", json!({ "old": PASSPHRASE, "new": other }));
    let shown = office.good("recovery_make", json!({ "passphrase": other }));
    let recovery: Vec<&str> = shown["groups"].as_array().unwrap().iter().map(|group| group.as_str().unwrap()).collect();
    office.good("recovery_save", json!({ "handle": office.lay("恢复密钥.pdf", "") }));
    office.good("recovery_print", json!({}));
    office.good("lock", json!({}));
    office.knock();
    office.search("in front of the locked door");
    office.refused(
        "unlock",
        json!({ "account": account, "passphrase": format!("{SECRET} wrong") }),
        "wrong_passphrase",
    );
    office.refused("unlock", json!({ "account": format!("{LABEL}无"), "passphrase": other }), "unknown_account");
    office.good("unlock", json!({ "account": account, "passphrase": other }));
    office.good("lock", json!({}));
    let by = json!({ "recovery": recovery.join("-"), "account": account, "passphrase": PASSPHRASE });
    office.good("unlock_by_recovery", by);
    let handle = fullest(&office.good("backup_make", json!({})));
    office.good("backup_restore", json!({ "handle": handle }));
    office.good("backup_place_clear", json!({}));
    office.good("sample_open", json!({}));
    office.good("sample_remove", json!({}));
    office.good("school_open", json!({}));
    office.good("unlock", json!({ "account": account, "passphrase": PASSPHRASE }));
    account
}

/// A store that is spoilt between two starts and while it is open.
fn trouble(office: &mut Watched, account: &str) {
    let by = json!({ "account": account, "passphrase": PASSPHRASE });
    office.restart(|own| flip(own, 50_000));
    office.good("unlock", by.clone());
    let status = office.good("app_status", json!({}));
    assert_eq!(status["screen"], "trouble");
    assert!(!status.to_string().contains(MARK) && !status.to_string().contains(SCHOOL), "{status}");
    office.knock();
    let handle = fullest(&office.good("backup_list", json!({})));
    let restore = json!({ "handle": handle, "account": account, "passphrase": PASSPHRASE });
    assert_eq!(office.good("backup_restore", restore)["screen"], "school");
    office.search("after a rescue");
    office.restart(|_| {});
    office.good("unlock", by);
    assert!(office.store().dump().unwrap().matches(MARK).count() > 50, "the marks are all still there");
}

/// The backup with the most records: on a day that stands still none is newer than the others.
fn fullest(backups: &Value) -> Value {
    let count = |backup: &&Value| {
        backup["records"].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum::<u64>()
    };
    backups["rows"].as_array().unwrap().iter().max_by_key(count).unwrap()["handle"].clone()
}

fn flip(own: &std::path::Path, at: usize) {
    let mut bytes = fs::read(own.join("keji.db")).unwrap();
    bytes[at] ^= 4;
    fs::write(own.join("keji.db"), bytes).unwrap();
}

/// A text with the mark.
fn m(text: &str) -> String {
    format!("{MARK}{text}")
}

/// A file's text in which a wave stands for the mark.
fn marked(rows: &str) -> String {
    rows.replace('~', MARK)
}

fn where_clause(column: &str, value: &str) -> Value {
    json!({ "only": { "column": column, "value": m(value) } })
}
