//! Whose records an account is told of and may write: every command that a head of a department or a teacher may
//! call, in a school whose every record carries a mark. Names of colleagues are no secret, records are.

mod rules;
mod school;

use crate::{
    photos,
    support::{Desk, TODAY, id, text, with},
};
use keji_domain::{Result, access::Session, commands};
use school::{DEPARTMENT_A, DEPARTMENT_B, Kind, MARK, OFFICE, PARTS, School};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Commands that neither read nor write a record of a school: the host's dialogs, and opening another school.
const WITHOUT_RECORDS: [&str; 15] = [
    "school_open",
    "sample_open",
    "file_pick_open",
    "file_pick_save",
    "file_open",
    "file_reveal",
    "register_pick",
    "lock",
    "passphrase_change",
    "vault_settings",
    "reserve_drop",
    "help_topics",
    "help_topic",
    "help_search",
    "help_paper",
];

/// Refusals that a sensible request may meet.
const REFUSALS: [&str; 9] = [
    "observer_is_teacher",
    "out_of_reach",
    "out_of_range",
    "undo_unknown",
    "host_failed",
    "drop_in_needs_leader",
    "preview_stale",
    "sheet_incomplete",
    "sheet_is_draft",
];

impl School {
    fn call(&self, account: &Session, name: &str, request: Value) -> Result<Value> {
        self.desk.call_as(account, name, request)
    }

    fn ids(&self, kind: Kind) -> Vec<Value> {
        self.records.iter().filter(|record| record.kind == kind).map(|record| json!({ "id": record.id })).collect()
    }

    fn saves(&self, command: &str) -> Vec<Value> {
        let saves = self.records.iter().filter(|record| record.written.0 == command);
        saves.map(|record| record.written.1.clone()).collect()
    }

    /// The whole school, each department, each teacher.
    fn scopes(&self) -> Vec<Value> {
        let departments = self.departments.values().map(|id| json!({ "department_id": id }));
        let teachers = self.everyone().map(|id| json!({ "teacher_id": id }));
        [json!({})].into_iter().chain(departments).chain(teachers).collect()
    }

    /// Keys of all figures of a summary that somebody could ask for.
    fn figures(&self) -> Vec<String> {
        let mut figures: Vec<String> = [
            "observation: sheets lessons done counted refused refusal:no_process drafts teachers teachers_observed owed left",
            "observation: received totals band:优 week:11 week:12 category:教师 category_owed:教师 category_people:教师",
            "observation: category_on_pace:教师",
            "homework: checks teachers required assigned fully_marked remarked band:未定 amount:基本足量 week:12",
            "lesson_plan: plans drafts complete reflections state:一稿 state:未交稿 week:11 week:12",
            "mentoring: pairings needed fulfilled missing activities",
        ]
        .iter()
        .flat_map(|line| {
            let (slice, names) = line.split_once(": ").unwrap();
            names.split(' ').map(move |name| format!("{slice}.{name}"))
        })
        .collect();
        for department in [DEPARTMENT_A, DEPARTMENT_B] {
            let of_slices =
                ["homework", "lesson_plan", "observation"].map(|slice| format!("{slice}.department:{department}"));
            figures.extend(of_slices);
            let parts = ["counted", "owed", "left", "received"];
            figures.extend(parts.map(|part| format!("observation.department_{part}:{department}")));
        }
        for record in &self.records {
            match record.kind {
                Kind::Sheet => figures.push(format!("observation.kind:{}类", record.mark)),
                Kind::Check => figures.push(format!("homework.band:{}等", record.mark)),
                Kind::Pairing => figures.extend(
                    ["pairings", "needed", "fulfilled", "missing", "activities"]
                        .map(|name| format!("mentoring.{name}:{}", record.id)),
                ),
                Kind::Plan | Kind::Draft | Kind::Activity => {}
            }
        }
        figures
    }

    /// Every sensible request of a command; none for one that the table does not know.
    fn requests(&self, command: &str) -> Option<Vec<Value>> {
        let nothing = || vec![json!({})];
        let ids_of = |of: fn(Kind) -> Option<&'static str>| {
            let kinds = [Kind::Sheet, Kind::Check, Kind::Plan, Kind::Pairing];
            kinds.into_iter().find(|kind| of(*kind) == Some(command)).map(|kind| self.ids(kind)).unwrap_or_default()
        };
        let summaries = || self.scopes().into_iter().map(|scope| json!({ "scope": scope }));
        Some(match command {
            "app_status" | "page_ground" | "roster_get" | "calendar_get" | "quota_list" | "timetable_get"
            | "timetable_now" | "work_list" | "observation_list" | "homework_list" | "lesson_plan_list"
            | "pairing_list" | "dashboard_get" | "summary_ruler" | "rubric_list" | "rubric_presets" | "waiver_list"
            | "book_list" | "quota_ledger" | "coverage_get" => nothing(),
            "visit_proposal" => self.everyone().map(|id| json!({ "observer_id": id })).collect(),
            "rubric_get" => vec![json!({ "id": self.rubric() })],
            "rubric_check" => vec![json!({ "name": "表", "purpose": "lesson", "total": null, "sections": [] })],
            "rubric_score" => vec![json!({ "rubric_id": self.rubric(), "scores": [] })],
            "quota_records" => self.everyone().map(|id| json!({ "teacher_id": id })).collect(),
            "assignment_list" => vec![json!({ "term_id": id(1) })],
            "observation_get" | "homework_get" | "lesson_plan_get" | "pairing_get" => ids_of(Kind::get),
            "observation_prefill" => vec![json!({}), json!({ "date": TODAY, "period": 3 })],
            "day_get" => vec![json!({ "date": TODAY })],
            // The timetable is open to everyone.
            "timetable_week" => self.everyone().map(|id| json!({ "teacher_id": id })).collect(),
            "timetable_free" => vec![json!({ "teacher_ids": self.everyone().take(2).collect::<Vec<_>>() })],
            "timetable_applies" => vec![json!({ "grade": "七年级" })],
            "summary_get" => summaries().collect(),
            "summary_records" => {
                let asked = |summary: &Value, figure: &str| json!({ "summary": summary, "figure": figure });
                let all = self.figures().into_iter().map(|figure| asked(&json!({}), &figure));
                let few = ["observation.done", "observation.received", "homework.checks", "mentoring.activities"];
                let scoped = summaries().flat_map(|summary| few.map(|figure| asked(&summary, figure)));
                let of_people =
                    self.everyone().flat_map(|id| few.map(|figure| asked(&json!({}), &format!("{figure}@{id}"))));
                all.chain(scoped).chain(of_people).collect()
            }
            "report_preview" => {
                self.scopes().into_iter().take(4).map(|scope| json!({ "summary": { "scope": scope } })).collect()
            }
            "report_print" => vec![json!({ "options": {} })],
            "report_export" => vec![json!({ "options": {}, "format": "docx", "handle": self.handle("走查.docx") })],
            "search_find" | "search_text" => {
                [MARK.to_owned(), format!("{MARK}0"), format!("{MARK}3"), "何静".to_owned(), "课题".to_owned()]
                    .into_iter()
                    .map(|query| json!({ "query": query }))
                    .collect()
            }
            "observation_save"
            | "observation_submit"
            | "homework_save"
            | "lesson_plan_save"
            | "lesson_plan_draft_save"
            | "pairing_activity_save" => self.saves(command),
            "observation_delete" | "after_get" | "joint_get" | "sheet_hints" | "discussion_delete" => {
                self.ids(Kind::Sheet)
            }
            "joint_name" => {
                let named = |sheet: Value| json!({ "sheet_id": sheet["id"], "observer_ids": [] });
                self.ids(Kind::Sheet).into_iter().map(named).collect()
            }
            "discussion_save" | "sheet_answer" | "follow_up_save" => (1..=10)
                .flat_map(Self::after)
                .filter(|(name, _)| *name == command)
                .map(|(_, request)| request)
                .collect(),
            "follow_up_delete" => [1, 2, 3, 4, 7, 9].map(|number| json!({ "id": id(700 + number) })).to_vec(),
            "homework_delete" => self.ids(Kind::Check),
            "lesson_plan_delete" => self.ids(Kind::Plan),
            "lesson_plan_draft_delete" => self.ids(Kind::Draft),
            "pairing_activity_delete" => self.ids(Kind::Activity),
            "undo" => vec![json!({ "act": id(999_999) })],
            _ if WITHOUT_RECORDS.contains(&command) => Vec::new(),
            _ => return self.papers(command).or_else(|| self.requests_on_planned_lessons(command)),
        })
    }

    /// Requests of papers that are written to a file.
    fn papers(&self, command: &str) -> Option<Vec<Value>> {
        Some(match command {
            "quota_export" => self
                .scopes()
                .into_iter()
                .take(4)
                .map(|ledger| json!({ "ledger": ledger, "handle": self.handle("走查.xlsx") }))
                .collect(),
            "dossier_export" => self
                .everyone()
                .map(|id| {
                    let clear = json!({ "kind": "clear" });
                    let handle = self.handle("走查.docx");
                    json!({ "teacher_id": id, "format": "docx", "handle": handle, "protection": clear })
                })
                .collect(),
            "lesson_book" => self
                .everyone()
                .map(|id| json!({ "observer_id": id, "format": "docx", "handle": self.handle("走查.docx") }))
                .collect(),
            "rubric_paper" => {
                vec![json!({ "rubric_id": self.rubric(), "format": "docx", "handle": self.handle("走查.docx") })]
            }
            "lesson_papers" => self
                .ids(Kind::Sheet)
                .into_iter()
                .flat_map(|sheet| ["record", "assessment", "slip"].map(|form| (sheet["id"].clone(), form)))
                .map(|(sheet, form)| json!({ "ids": [sheet], "form": form, "format": "docx", "handle": self.handle("走查.docx") }))
                .collect(),
            _ => return None,
        })
    }

    fn requests_on_planned_lessons(&self, command: &str) -> Option<Vec<Value>> {
        Some(match command {
            // Planned lessons are put up for everybody; sheets and drafts on lessons that nobody planned are not on the board.
            "planned_lesson_list" => vec![json!({})],
            "planned_lesson_check" => {
                let planned = |id| json!({ "date": TODAY, "teacher_id": id, "lesson_kind": "公开课", "period": 3 });
                self.everyone().map(planned).collect()
            }
            "planned_lesson_propose" => {
                vec![json!({ "lesson_kind": "展示课", "from_week": 13, "to_week": 14, "a_day": 2 })]
            }
            "planned_lesson_save" => {
                let planned = |id| json!({ "date": TODAY, "teacher_id": id, "lesson_kind": "公开课" });
                self.everyone().map(|id| json!({ "rows": [planned(id)] })).collect()
            }
            "planned_lesson_cancel" | "planned_lesson_delete" => (self.planned().iter())
                .map(|lesson| json!({ "id": lesson["id"], "cancelled": true, "reason": "停课" }))
                .collect(),
            "lesson_seat_ask" => (self.planned().iter())
                .flat_map(|lesson| self.everyone().map(|one| (lesson["id"].clone(), one)))
                .map(|(lesson, one)| json!({ "lesson_id": lesson, "teacher_ids": [one], "invite": false }))
                .collect(),
            "visit_reserve" => (self.planned().iter())
                .flat_map(|lesson| self.everyone().map(|one| (lesson.clone(), one)))
                .filter(|(lesson, one)| lesson["teacher_id"] != **one)
                .map(|(lesson, one)| {
                    let visit = json!({
                        "date": lesson["date"], "period": lesson["period"], "teacher_id": lesson["teacher_id"],
                        "class_id": ""
                    });
                    json!({ "observer_id": one, "visits": [visit] })
                })
                .collect(),
            "lesson_seat_answer" | "lesson_seat_delete" => {
                self.seats().iter().map(|seat| json!({ "id": seat["id"], "accept": true })).collect()
            }
            "hearing_get" => self.everyone().map(|id| json!({ "teacher_id": id })).collect(),
            "schedule_paper" => {
                vec![json!({ "date": TODAY, "format": "docx", "handle": self.handle("走查.docx") })]
            }
            "hearing_paper" => self
                .everyone()
                .map(|id| {
                    let handle = self.handle("走查.docx");
                    json!({ "teacher_ids": [id], "date": TODAY, "format": "docx", "handle": handle })
                })
                .collect(),
            _ => return self.requests_on_registers(command),
        })
    }

    fn requests_on_registers(&self, command: &str) -> Option<Vec<Value>> {
        let folder = || self.desk.office().keep_path(self.desk.office().homes().papers.clone()).unwrap();
        let looked = || json!({ "handles": [self.returned()] });
        Some(match command {
            "register_get" => vec![json!({})],
            "register_send" => self
                .departments
                .values()
                .map(|id| json!({ "handle": folder(), "department_ids": [id], "rows_each": 1 }))
                .collect(),
            "register_look" => vec![looked()],
            // What one head looked at is another one's to write only as far as it is the same.
            "register_collect" => ["head_a", "head_b"]
                .map(|key| self.call(&self.account(key), "register_look", looked()).unwrap())
                .map(|look| json!({ "token": look["import"]["token"], "accept_doubtful": true }))
                .to_vec(),
            _ => return self.requests_on_photos_and_forms(command),
        })
    }

    /// A register that came back, in which everybody has heard every lesson on which there is a sheet.
    fn returned(&self) -> String {
        let roster = self.desk.ok("roster_get", json!({}))["teachers"].as_array().unwrap().clone();
        let name = |id: &Value| {
            let found = roster.iter().find(|one| one["id"] == *id);
            found.map(|one| text(one, "/name")).unwrap_or_default()
        };
        let mut rows = vec!["日期,节次,授课教师,班级,学科,课题,听课人,建议".to_owned()];
        for sheet in self.saves("observation_save").iter().chain(&self.saves("observation_submit")) {
            let sheet = sheet.get("sheet").unwrap_or(sheet);
            for observer in self.everyone().filter(|one| sheet["teacher_id"] != **one) {
                let (date, period) = (text(sheet, "/date"), &sheet["period"]);
                let (teacher, observer) = (name(&sheet["teacher_id"]), name(&json!(observer)));
                rows.push(format!("{date},{period},{teacher},七(1),语文,走查,{observer},留白"));
            }
        }
        let folder = self.desk.office().homes().papers.clone();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("交回.csv"), rows.join("\n")).unwrap();
        self.handle("交回.csv")
    }

    fn requests_on_photos_and_forms(&self, command: &str) -> Option<Vec<Value>> {
        Some(match command {
            "photo_add" | "photo_save" | "photo_get" | "photo_delete" => (1..=10)
                .map(|number| {
                    let photo = json!({ "id": id(600 + number), "kind": "other", "caption": "说明" });
                    let data = photos::dropped(50);
                    match command {
                        "photo_add" => {
                            with(&photo, json!({ "id": id(650 + number), "sheet_id": id(number), "data": data }))
                        }
                        "photo_save" => photo,
                        _ => json!({ "id": id(600 + number) }),
                    }
                })
                .collect(),
            "blank_forms_make" => self
                .everyone()
                .map(|id| {
                    let handle = self.handle("走查.docx");
                    json!({ "observer_ids": [id], "copies": 1, "format": "docx", "handle": handle })
                })
                .collect(),
            "blank_form_find" => self.numbers().iter().map(|number| json!({ "number": number })).collect(),
            _ => return None,
        })
    }

    /// Lessons of both departments that the office has planned, to which everybody else is invited.
    fn planned(&self) -> Vec<Value> {
        let asked = json!({ "date": "2026-11-26" });
        let board = || self.desk.ok("planned_lesson_list", asked.clone())["rows"].as_array().unwrap().clone();
        if board().is_empty() {
            for (teacher, period) in [("a1", 2), ("b1", 3)] {
                let own = self.person(teacher);
                let row =
                    json!({ "date": asked["date"], "period": period, "teacher_id": own, "lesson_kind": "公开课" });
                let id = text(&self.desk.ok("planned_lesson_save", json!({ "rows": [row] })), "/ids/0");
                let invited: Vec<&str> = self.everyone().filter(|one| *one != own).collect();
                self.desk.ok("lesson_seat_ask", json!({ "lesson_id": id, "teacher_ids": invited, "invite": true }));
            }
        }
        board()
    }

    fn seats(&self) -> Vec<Value> {
        self.planned().iter().flat_map(|lesson| lesson["coming"].as_array().unwrap().clone()).collect()
    }

    /// Numbers of blank forms for everybody, and the one from which each sheet was written.
    fn numbers(&self) -> Vec<String> {
        let count = u32::try_from(self.saves("observation_save").len()).unwrap();
        let order = |observers: Value, copies: u32| {
            let handle = self.handle("空白.docx");
            json!({ "observer_ids": observers, "copies": copies, "format": "docx", "handle": handle })
        };
        let own: Vec<&str> = self.everyone().collect();
        let made = self.desk.ok("blank_forms_make", order(json!(own), 1));
        let used = self.desk.ok("blank_forms_make", order(json!([]), count));
        let all = |made: &Value, count: usize| -> Vec<String> {
            let store = self.desk.store();
            let (first, last) = (text(made, "/first"), text(made, "/last"));
            let numbers = store.read(|read| {
                let mut statement =
                    read.prepare("SELECT number FROM blank_form WHERE number BETWEEN ?1 AND ?2 ORDER BY running")?;
                let rows = statement.query_map([first, last], |row| row.get("number"))?;
                Ok::<_, keji_domain::Error>(rows.collect::<std::result::Result<Vec<String>, _>>()?)
            });
            let numbers = numbers.unwrap();
            assert_eq!(numbers.len(), count);
            numbers
        };
        let used = all(&used, count as usize);
        for (save, number) in self.saves("observation_save").iter().zip(&used) {
            self.desk.ok("observation_save", with(save, json!({ "form_number": number })));
        }
        [all(&made, own.len()), used].concat()
    }

    /// The scoring sheet of the school.
    fn rubric(&self) -> String {
        text(&self.desk.ok("rubric_list", json!({})), "/rows/0/rubric/id")
    }

    fn handle(&self, name: &str) -> String {
        let folder = self.desk.office().homes().papers.clone();
        std::fs::create_dir_all(&folder).unwrap();
        self.desk.office().keep_path(folder.join(name)).unwrap()
    }

    /// Text of a Word or Excel file that was just written.
    fn written(&self, name: &str) -> String {
        let file = std::fs::File::open(self.desk.office().homes().papers.join(name)).unwrap();
        let mut document = String::new();
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let (part, holds) =
            if name.ends_with("xlsx") { ("xl/sharedStrings.xml", "<sst") } else { ("word/document.xml", "w:body") };
        std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut document).unwrap();
        assert!(document.contains(holds));
        document
    }

    /// Marks of the records that an account must not be told of.
    fn hidden(&self, account: &str) -> Vec<&str> {
        self.records.iter().filter(|record| !record.seen(account)).map(|record| record.mark.as_str()).collect()
    }
}

/// Takes back what an answer says was written, so that the next account finds the school as it was.
fn restore(desk: &Desk, answer: &Value) {
    if let Some(act) = answer["act"].as_str()
        && let Err(error) = desk.call("undo", json!({ "act": act }))
    {
        // A save that changed nothing has nothing to take back.
        assert_eq!(error.code(), "undo_unknown");
    }
}

#[test]
fn no_answer_tells_of_a_record_out_of_reach() {
    let school = School::made();
    for key in PARTS {
        let account = school.account(key);
        let hidden = school.hidden(key);
        let mut answered = BTreeSet::new();
        for command in commands::all().filter(|command| command.roles.contains(&account.role)) {
            let name = command.name;
            let requests = school.requests(name).unwrap_or_else(|| panic!("{name} has no request in this table"));
            for request in requests {
                let told = match school.call(&account, name, request.clone()) {
                    Ok(answer) => {
                        answered.insert(name);
                        restore(&school.desk, &answer);
                        // The words over records repeat the figure that was asked for.
                        match name {
                            "summary_records" => answer["rows"].to_string(),
                            "report_export" | "dossier_export" | "lesson_papers" | "lesson_book" | "rubric_paper"
                            | "blank_forms_make" | "schedule_paper" | "hearing_paper" => school.written("走查.docx"),
                            "quota_export" => school.written("走查.xlsx"),
                            "register_send" => school.written(&text(&answer, "/files/0/file_name")),
                            _ => answer.to_string(),
                        }
                    }
                    Err(error) => {
                        assert!(REFUSALS.contains(&error.code()), "{name} as {key}: {} on {request}", error.code());
                        serde_json::to_string(&error.to_wire()).unwrap()
                    }
                };
                for mark in &hidden {
                    assert!(!told.contains(mark), "{name} tells {key} of {mark}: {request}");
                }
            }
            let silent = WITHOUT_RECORDS.contains(&name) || ["undo", "report_print"].contains(&name);
            // The teacher without a plan has none to write or to take away.
            let nothing_own = key == "a2" || name.starts_with("homework");
            assert!(silent || nothing_own || answered.contains(name), "{name} never answered {key}");
        }
    }
}

#[test]
fn an_account_reads_what_is_in_its_reach_and_nothing_else() {
    let school = School::made();
    for key in OFFICE.into_iter().chain(PARTS) {
        let account = school.account(key);
        for record in &school.records {
            let Some(get) = record.kind.get() else { continue };
            let code = school.call(&account, get, json!({ "id": record.id })).map_err(|error| error.code());
            let expected = if record.seen(key) { Ok(()) } else { Err("out_of_reach") };
            assert_eq!(code.map(|_| ()), expected, "{get} of {} as {key}", record.mark);
        }
        for kind in [Kind::Sheet, Kind::Check, Kind::Plan, Kind::Pairing] {
            let list = kind.list().unwrap();
            let rows = school.call(&account, list, json!({})).unwrap();
            let told: BTreeSet<String> = rows["rows"].as_array().unwrap().iter().map(|row| text(row, "/id")).collect();
            let all = school.records.iter().filter(|record| record.kind == kind && record.seen(key));
            assert_eq!(told, all.map(|record| record.id.clone()).collect(), "{list} as {key}");
        }
    }
}

#[test]
fn an_account_writes_what_is_in_its_reach_and_nothing_else() {
    let school = School::made();
    for key in OFFICE.into_iter().chain(PARTS) {
        let account = school.account(key);
        for record in &school.records {
            let save = (record.written.0, record.written.1.clone());
            let delete = (record.kind.delete(), json!({ "id": record.id }));
            for (name, request) in [save, delete] {
                let command = commands::all().find(|command| command.name == name).unwrap();
                let code = match school.call(&account, name, request) {
                    Ok(answer) => {
                        restore(&school.desk, &answer);
                        "written"
                    }
                    Err(error) => error.code(),
                };
                let expected = match () {
                    () if !command.roles.contains(&account.role) => "forbidden",
                    () if record.writable(key) => "written",
                    () => "out_of_reach",
                };
                assert_eq!(code, expected, "{name} of {} as {key}", record.mark);
            }
        }
    }
}

#[test]
fn the_figures_of_a_part_are_those_of_its_scope_and_so_are_their_records() {
    let school = School::made();
    let director = school.account("director");
    for key in PARTS {
        let account = school.account(key);
        let own = match key {
            "head_a" => json!({ "department_id": school.departments[DEPARTMENT_A] }),
            "head_b" => json!({ "department_id": school.departments[DEPARTMENT_B] }),
            _ => json!({ "teacher_id": school.person(key) }),
        };
        let whole = school.call(&director, "summary_get", json!({ "scope": own })).unwrap();
        assert_eq!(school.call(&account, "summary_get", json!({})).unwrap(), whole, "{key}");
        for figure in school.figures() {
            let asked = |scope: &Value| json!({ "summary": { "scope": scope }, "figure": figure });
            let told = school.call(&account, "summary_records", asked(&json!({}))).unwrap();
            assert_eq!(told, school.call(&director, "summary_records", asked(&own)).unwrap(), "{figure} as {key}");
            // Whatever stands behind a figure can be opened.
            for row in told["rows"].as_array().unwrap() {
                let get = match row["kind"].as_str().unwrap() {
                    "observation" => "observation_get",
                    "homework" => "homework_get",
                    "lesson_plan" => "lesson_plan_get",
                    "mentoring" => "pairing_get",
                    _ => continue,
                };
                let opened = school.call(&account, get, json!({ "id": row["id"] }));
                assert!(opened.is_ok(), "{figure} as {key} opens {row}");
            }
        }
    }
}

#[test]
fn figures_of_others_are_refused() {
    let school = School::made();
    let scopes = |allowed: &[&str]| -> Vec<(bool, Value)> {
        let allows = |id: &String| allowed.iter().any(|key| school.departments.get(*key) == Some(id));
        let departments = school.departments.values().map(|id| (allows(id), json!({ "department_id": id })));
        let people = ["chief", "head_a", "a1", "a2", "head_b", "b1", "b2"];
        let people = people.map(|key| (allowed.contains(&key), json!({ "teacher_id": school.person(key) })));
        departments.chain(people).collect()
    };
    let accounts = [("head_a", scopes(&[DEPARTMENT_A, "head_a", "a1", "a2"])), ("a1", scopes(&["a1"]))];
    for (key, scopes) in accounts {
        let account = school.account(key);
        for (allowed, scope) in scopes {
            let summary = json!({ "scope": scope });
            let records = json!({ "summary": summary, "figure": "observation.done" });
            for (name, request) in [("summary_get", summary.clone()), ("summary_records", records)] {
                let code = school.call(&account, name, request).map(|_| ()).map_err(|error| error.code());
                assert_eq!(code, if allowed { Ok(()) } else { Err("out_of_reach") }, "{name} of {scope} as {key}");
            }
        }
    }
    // A teacher asked for beside the own department does not open another's.
    let both = json!({ "department_id": school.departments[DEPARTMENT_A], "teacher_id": school.person("b1") });
    let refused = school.call(&school.account("head_a"), "summary_get", json!({ "scope": both })).unwrap_err();
    assert_eq!(refused.code(), "out_of_reach");
}
