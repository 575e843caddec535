//! A school of two departments in which every free text of every record carries the record's mark.

use crate::{
    photos,
    support::{Desk, TODAY, id, text},
};
use keji_domain::access::{Reach, Role, Session};
use keji_store::{Act, StoreError, rusqlite::params};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Department of the people whose names begin with `a`.
pub(super) const DEPARTMENT_A: &str = "语文组";
/// Department of the people whose names begin with `b`.
pub(super) const DEPARTMENT_B: &str = "数学组";
/// What every mark begins with.
pub(super) const MARK: &str = "暗";

/// Whom the tests know by what name, with their department's subject.
const PEOPLE: [(&str, &str, &str, &[&str]); 7] = [
    ("chief", "唐文斌", "政治", &["校长"]),
    ("head_a", "单立行", "语文", &["语文教研组长"]),
    ("a1", "何静", "语文", &[]),
    ("a2", "韩雪", "语文", &[]),
    ("head_b", "解敏", "数学", &["数学教研组长"]),
    ("b1", "陈国栋", "数学", &[]),
    ("b2", "曾晓岚", "数学", &[]),
];

/// Accounts of the office: they see and write everything.
pub(super) const OFFICE: [&str; 2] = ["director", "checker"];
/// Accounts of a part of the school.
pub(super) const PARTS: [&str; 5] = ["head_a", "head_b", "a1", "a2", "b1"];

/// Some accounts.
type Keys = &'static [&'static str];

/// Kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Sheet,
    Check,
    Plan,
    Draft,
    Pairing,
    Activity,
}

impl Kind {
    /// The command that reads one record, for kinds that have one.
    pub(super) fn get(self) -> Option<&'static str> {
        match self {
            Self::Sheet => Some("observation_get"),
            Self::Check => Some("homework_get"),
            Self::Plan => Some("lesson_plan_get"),
            Self::Pairing => Some("pairing_get"),
            Self::Draft | Self::Activity => None,
        }
    }

    /// The command that lists the records.
    pub(super) fn list(self) -> Option<&'static str> {
        match self {
            Self::Sheet => Some("observation_list"),
            Self::Check => Some("homework_list"),
            Self::Plan => Some("lesson_plan_list"),
            Self::Pairing => Some("pairing_list"),
            Self::Draft | Self::Activity => None,
        }
    }

    /// The command that deletes one.
    pub(super) fn delete(self) -> &'static str {
        match self {
            Self::Sheet => "observation_delete",
            Self::Check => "homework_delete",
            Self::Plan => "lesson_plan_delete",
            Self::Draft => "lesson_plan_draft_delete",
            Self::Pairing => "pairing_delete",
            Self::Activity => "pairing_activity_delete",
        }
    }
}

/// A record, how it was written, and who may see and write it besides the office.
pub(super) struct Record {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) mark: String,
    /// The command that wrote it, and its request.
    pub(super) written: (&'static str, Value),
    pub(super) seen_by: Keys,
    pub(super) written_by: Keys,
}

impl Record {
    /// Whether an account sees it.
    pub(super) fn seen(&self, account: &str) -> bool {
        OFFICE.contains(&account) || self.seen_by.contains(&account)
    }

    /// Whether an account writes it.
    pub(super) fn writable(&self, account: &str) -> bool {
        OFFICE.contains(&account) || self.written_by.contains(&account)
    }
}

/// The school with its records.
pub(super) struct School {
    pub(super) desk: Desk,
    pub(super) class: String,
    pub(super) departments: BTreeMap<String, String>,
    pub(super) records: Vec<Record>,
    people: BTreeMap<&'static str, String>,
}

impl School {
    /// The school.
    pub(super) fn made() -> Self {
        let desk = Desk::term();
        let people =
            PEOPLE.iter().map(|(key, name, subject, posts)| (*key, desk.teacher(name, subject, posts))).collect();
        let class = desk.class("七年级", 1);
        let roster = desk.ok("roster_get", json!({}));
        let departments = roster["departments"].as_array().unwrap();
        let departments = departments.iter().map(|one| (text(one, "/name"), text(one, "/id"))).collect();
        let mut school = Self { desk, class, departments, records: Vec::new(), people };
        school.timetable();
        school.sheets();
        school.checks();
        school.plans();
        school.pairings();
        school
    }

    /// A person's line on the roster.
    pub(super) fn person(&self, key: &str) -> &str {
        &self.people[key]
    }

    /// Everybody's.
    pub(super) fn everyone(&self) -> impl Iterator<Item = &str> {
        self.people.values().map(String::as_str)
    }

    /// An account: the office's, a head's or a teacher's.
    pub(super) fn account(&self, key: &str) -> Session {
        let (role, reach) = match key {
            "director" => (Role::Director, Reach::School),
            "checker" => (Role::Checker, Reach::School),
            "head_a" | "head_b" => {
                let department = if key == "head_a" { DEPARTMENT_A } else { DEPARTMENT_B };
                let department_id = self.departments[department].clone();
                (Role::DepartmentHead, Reach::Department { department_id, teacher_id: Some(self.person(key).into()) })
            }
            _ => (Role::Teacher, Reach::Teacher { teacher_id: self.person(key).into() }),
        };
        Session { actor: format!("account-{key}"), role, reach }
    }

    /// A whole sheet of an observer on a teacher's lesson; each number is a lesson of its own.
    pub(super) fn sheet(&self, number: u32, observer: Option<&str>, teacher: &str) -> Value {
        let mark = mark(number);
        json!({
            "id": id(number), "sitting": id(10_000 + number), "date": format!("2026-11-{:02}", 10 + number % 9),
            "period": 1 + number % 7, "lesson_count": 1, "class_id": self.class,
            "observer_id": observer.map(|key| self.person(key)), "teacher_id": self.person(teacher),
            "subject": format!("{mark}科"), "topic": format!("{mark}课题"), "lesson_kind": format!("{mark}类"),
            "lesson_type": format!("{mark}型"), "place": format!("{mark}室"), "reported_total": 91.0,
            "timeline": [{ "clock": "08:52", "process": format!("{mark}过程"), "remark": format!("{mark}随评") }],
            "strengths": format!("{mark}优点"), "problems": format!("{mark}不足"), "advice": format!("{mark}建议"),
            "gains": format!("{mark}收获"), "note": format!("{mark}备注")
        })
    }

    /// A homework check of a teacher.
    pub(super) fn check(&self, number: u32, teacher: &str, checker: &str) -> Value {
        let mark = mark(number);
        json!({
            "id": id(number), "date": TODAY, "teacher_id": self.person(teacher), "checker_id": self.person(checker),
            "class_id": self.class, "subject": format!("{mark}科"), "book_kind": format!("{mark}本"),
            "required": 10, "assigned": 9, "fully_marked": 8, "remarked": 1, "sampled": 5,
            "band": format!("{mark}等"), "advice": format!("{mark}建议")
        })
    }

    /// A plan of a teacher.
    pub(super) fn plan(&self, number: u32, teacher: &str) -> Value {
        let mark = mark(number);
        json!({
            "id": id(number), "teacher_id": self.person(teacher), "subject": format!("{mark}科"),
            "grade": format!("{mark}级"), "unit": format!("{mark}单元"), "topic": format!("{mark}课题"),
            "planned_date": "2026-11-18"
        })
    }

    fn draft(&self, number: u32, plan: u32, author: &str) -> Value {
        let mark = mark(number);
        json!({
            "id": id(number), "sitting": id(10_000 + number), "plan_id": id(plan), "number": 1,
            "author_id": self.person(author), "date": "2026-11-12", "body": format!("{mark}正文"),
            "discussion": format!("{mark}研讨"), "reflection": format!("{mark}反思")
        })
    }

    fn add(&mut self, kind: Kind, number: u32, written: (&'static str, Value), seen_by: Keys, written_by: Keys) {
        self.desk.ok(written.0, written.1.clone());
        self.records.push(Record { kind, id: id(number), mark: mark(number), written, seen_by, written_by });
    }

    fn sheets(&mut self) {
        // Number, observer, teacher, whether handed in, who sees it, who writes it.
        type Line = (u32, Option<&'static str>, &'static str, bool, Keys, Keys);
        let lines: [Line; 10] = [
            (1, Some("a1"), "a2", true, &["head_a", "a1", "a2"], &["head_a", "a1"]),
            (2, Some("a1"), "b1", true, &["head_a", "head_b", "a1", "b1"], &["head_a", "a1"]),
            (3, Some("b1"), "a1", true, &["head_a", "head_b", "a1", "b1"], &["head_b", "b1"]),
            (4, Some("b1"), "b2", true, &["head_b", "b1"], &["head_b", "b1"]),
            (5, Some("b1"), "a1", false, &["head_b", "b1"], &["head_b", "b1"]),
            (6, Some("a1"), "b2", false, &["head_a", "a1"], &["head_a", "a1"]),
            (7, Some("chief"), "b1", true, &["head_b", "b1"], &[]),
            (8, Some("chief"), "a1", false, &[], &[]),
            (9, Some("chief"), "a1", true, &["head_a", "a1"], &[]),
            (10, None, "a1", false, &[], &[]),
        ];
        for (number, observer, teacher, handed_in, seen_by, written_by) in lines {
            let sheet = self.sheet(number, observer, teacher);
            let written =
                if handed_in { ("observation_submit", json!({ "sheet": sheet })) } else { ("observation_save", sheet) };
            self.add(Kind::Sheet, number, written, seen_by, written_by);
            let photo = json!({ "id": id(600 + number), "sheet_id": id(number), "kind": "other",
                "caption": format!("{}照片", mark(number)), "data": photos::dropped(40) });
            self.desk.ok("photo_add", photo);
            if handed_in {
                for (command, request) in Self::after(number) {
                    self.desk.ok(command, request);
                }
            }
        }
    }

    /// What follows a sheet.
    pub(super) fn after(number: u32) -> [(&'static str, Value); 3] {
        let mark = mark(number);
        let steps = json!([{ "name": format!("{mark}步骤"), "text": format!("{mark}评议") }]);
        [
            (
                "discussion_save",
                json!({ "id": id(800 + number), "sheet_id": id(number), "date": TODAY,
                    "attendees": format!("{mark}参加"), "steps": steps }),
            ),
            ("sheet_answer", json!({ "sheet_id": id(number), "kind": "replied", "text": format!("{mark}回应") })),
            (
                "follow_up_save",
                json!({ "id": id(700 + number), "sheet_id": id(number), "kind": "improve",
                    "text": format!("{mark}事项"), "result": format!("{mark}结果") }),
            ),
        ]
    }

    fn checks(&mut self) {
        let lines: [(u32, &str, &str, Keys, Keys); 3] = [
            (21, "a1", "chief", &["head_a", "a1"], &["head_a"]),
            (22, "a2", "b1", &["head_a", "a2"], &["head_a"]),
            (23, "b1", "a1", &["head_b", "b1"], &["head_b"]),
        ];
        for (number, teacher, checker, seen_by, written_by) in lines {
            let written = ("homework_save", self.check(number, teacher, checker));
            self.add(Kind::Check, number, written, seen_by, written_by);
        }
    }

    fn plans(&mut self) {
        // A plan with its first draft, of the author named: who has written a draft sees the plan.
        let lines: [(u32, &str, &str, Keys, Keys); 3] = [
            (31, "a1", "a1", &["head_a", "a1"], &["head_a", "a1"]),
            (32, "b1", "b1", &["head_b", "b1"], &["head_b", "b1"]),
            (33, "b2", "a1", &["head_a", "head_b", "a1"], &["head_b"]),
        ];
        for (number, teacher, author, seen_by, written_by) in lines {
            self.add(Kind::Plan, number, ("lesson_plan_save", self.plan(number, teacher)), seen_by, written_by);
            let draft = ("lesson_plan_draft_save", self.draft(10 + number, number, author));
            self.add(Kind::Draft, 10 + number, draft, seen_by, written_by);
        }
    }

    fn pairings(&mut self) {
        let lines: [(u32, &str, &str, Keys); 3] = [
            (51, "a1", "a2", &["head_a", "a1", "a2"]),
            (52, "b1", "a1", &["head_a", "head_b", "a1", "b1"]),
            (53, "b1", "b2", &["head_b", "b1"]),
        ];
        for (number, mentor, apprentice, people) in lines {
            let pairing = json!({
                "id": id(number), "mentor_id": self.person(mentor), "apprentice_id": self.person(apprentice),
                "kind": format!("{}类", mark(number)), "started_on": "2026-09-07", "note": format!("{}说明", mark(number))
            });
            self.add(Kind::Pairing, number, ("pairing_save", pairing), people, &[]);
            let activity = json!({
                "id": id(10 + number), "pairing_id": id(number), "date": "2026-11-12",
                "kind": format!("{}类", mark(10 + number)), "text": format!("{}内容", mark(10 + number))
            });
            self.add(Kind::Activity, 10 + number, ("pairing_activity_save", activity), people, people);
        }
    }

    /// A lesson of everybody in the present period of today.
    fn timetable(&self) {
        let term = text(&self.desk.ok("calendar_get", json!({})), "/term/id");
        let act = Act { op: "test", actor: "director", sitting: None };
        let sql = "INSERT INTO timetable_lesson (id, term_id, weekday, period, class_id, subject, teacher_id, place)
                   VALUES (?1, ?2, 4, 3, ?3, '', ?4, '')";
        let written = self.desk.store().write(act, |tx| {
            for teacher in self.people.values() {
                tx.execute(sql, params![tx.new_id()?, term, self.class, teacher])?;
            }
            Ok::<_, StoreError>(())
        });
        written.unwrap();
    }
}

fn mark(number: u32) -> String {
    format!("{MARK}{number:02}")
}
