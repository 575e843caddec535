//! The term's figures against a naive recount of what was written, and the records behind every figure.

use crate::support::{Desk, TODAY, id, text, with};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A small seeded generator: the same seed, the same school.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, faces: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(faces)).unwrap()
    }
}

/// A sheet as it was written.
#[derive(Clone)]
struct Written {
    observer: usize,
    teacher: usize,
    lesson: String,
    date: NaiveDate,
    period: u32,
    scored: u32,
    lessons: u32,
    handed_in: bool,
    process: bool,
    opinion: bool,
    kind: &'static str,
}

/// A school with records and what was written.
pub(crate) struct Made {
    pub(crate) desk: Desk,
    pub(crate) teachers: Vec<String>,
    sheets: Vec<Written>,
    plans: Vec<Vec<(NaiveDate, bool)>>,
    checks: Vec<(NaiveDate, usize)>,
}

const NAMES: [(&str, &str, &str); 12] = [
    ("唐文斌", "语文", "校长"),
    ("解敏", "数学", "副校长"),
    ("仇英", "英语", "教务主任"),
    ("何静", "数学", ""),
    ("单立行", "语文", ""),
    ("曾晓岚", "英语", ""),
    ("尉迟恭谨", "物理", ""),
    ("陈国栋", "数学", "备课组长"),
    ("韩雪", "语文", ""),
    ("陆星辰", "化学", ""),
    ("苏宁", "地理", ""),
    ("钟凯", "体育", ""),
];

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A made-up school: people, pairings, and records that the dice chose.
pub(crate) fn made(seed: u64, sheets: u32) -> Made {
    made_in_order(seed, sheets, false)
}

fn made_in_order(seed: u64, sheets: u32, backwards: bool) -> Made {
    let desk = Desk::term();
    let teachers: Vec<String> = NAMES
        .iter()
        .map(|(name, subject, post)| {
            let posts: Vec<&str> = [*post].into_iter().filter(|post| !post.is_empty()).collect();
            desk.teacher(name, subject, &posts)
        })
        .collect();
    let class = desk.class("七年级", 1);
    let mut made = Made { desk, teachers, sheets: Vec::new(), plans: Vec::new(), checks: Vec::new() };
    let mut dice = Dice(seed);
    for pairing in 0..2_u32 {
        let request = json!({
            "id": id(9_000_000 + pairing), "mentor_id": made.teachers[3 + pairing as usize],
            "apprentice_id": made.teachers[7 + pairing as usize], "started_on": "2026-09-07"
        });
        made.desk.ok("pairing_save", request);
        let activity = json!({
            "id": id(9_100_000 + pairing), "pairing_id": id(9_000_000 + pairing), "date": "2026-10-12",
            "kind": "共同备课", "text": "同备一课。"
        });
        made.desk.ok("pairing_activity_save", activity);
    }
    let first = date("2026-09-01");
    for _ in 0..sheets {
        let day = first + chrono::Days::new(u64::from(dice.roll(80)));
        // The two pairs visit one another often.
        let (observer, teacher) = match dice.roll(6) {
            0 => (3 + dice.roll(2) as usize, 7 + dice.roll(2) as usize),
            1 => (7 + dice.roll(2) as usize, 3 + dice.roll(2) as usize),
            _ => {
                let observer = dice.roll(12) as usize;
                (observer, (observer + 1 + dice.roll(11) as usize) % 12)
            }
        };
        // Day, period, teacher and class make a lesson: several may observe it.
        let period = 1 + dice.roll(7);
        let lesson = format!("{day} {period} {teacher}");
        let known = made.sheets.iter().find(|sheet| sheet.lesson == lesson).map(|sheet| sheet.lessons);
        let written = Written {
            observer,
            teacher,
            lesson,
            period,
            scored: dice.roll(3),
            date: day,
            lessons: known.unwrap_or(if dice.roll(8) == 0 { 2 } else { 1 }),
            handed_in: dice.roll(12) != 0,
            process: dice.roll(7) != 0,
            opinion: dice.roll(9) != 0,
            kind: ["常态课", "公开课", "研究课"][dice.roll(3) as usize],
        };
        made.sheets.push(written);
    }
    let mut order: Vec<u32> = (0..sheets).collect();
    if backwards {
        order.reverse();
    }
    for number in order {
        made.write_sheet(number, &made.sheets[number as usize], &class);
    }
    for number in 0..30 {
        made.write_check(number, &class, &mut dice);
    }
    for number in 0..14 {
        made.write_plan(number, &mut dice);
    }
    made
}

impl Made {
    fn write_sheet(&self, number: u32, sheet: &Written, class: &str) {
        let timeline = if sheet.process {
            json!([{ "clock": null, "process": "复习导入，出示例题。", "remark": "" }])
        } else {
            json!([])
        };
        let request = json!({
            "id": id(number), "sitting": id(1_000_000 + number), "date": sheet.date, "period": sheet.period,
            "lesson_count": sheet.lessons, "teacher_id": self.teachers[sheet.teacher],
            "observer_id": self.teachers[sheet.observer], "class_id": class, "subject": NAMES[sheet.teacher].1,
            "topic": "一元一次方程", "lesson_kind": sheet.kind, "entered_after": true, "timeline": timeline,
            "reported_total": if sheet.scored == 0 { Value::Null } else { json!(70 + number % 30) },
            "strengths": if sheet.opinion { "问题链有梯度。" } else { "" }
        });
        if sheet.handed_in {
            self.desk.ok("observation_submit", json!({ "sheet": request }));
        } else {
            self.desk.ok("observation_save", request);
        }
    }

    fn write_check(&mut self, number: u32, class: &str, dice: &mut Dice) {
        let day = date("2026-09-01") + chrono::Days::new(u64::from(dice.roll(80)));
        let teacher = dice.roll(6) as usize;
        let set = 6 + dice.roll(8);
        let band = ["优", "良", "合格", ""][dice.roll(4) as usize];
        let request = json!({
            "id": id(2_000_000 + number), "date": day, "checker_id": self.teachers[11],
            "teacher_id": self.teachers[teacher], "class_id": class, "subject": NAMES[teacher].1,
            "book_kind": "作业本", "required": 12, "assigned": set, "fully_marked": set - dice.roll(3),
            "remarked": dice.roll(4), "band": band
        });
        self.desk.ok("homework_save", request);
        self.checks.push((day, teacher));
    }

    fn write_plan(&mut self, number: u32, dice: &mut Dice) {
        let teacher = 3 + dice.roll(6) as usize;
        let plan = json!({
            "id": id(3_000_000 + number), "teacher_id": self.teachers[teacher], "subject": NAMES[teacher].1,
            "grade": "七年级", "topic": format!("第{}课", number + 1), "planned_date": "2026-10-20"
        });
        self.desk.ok("lesson_plan_save", plan);
        let mut drafts = Vec::new();
        for draft in 1..=dice.roll(4) {
            let day = date("2026-10-10") + chrono::Days::new(u64::from(draft * 7));
            let reflected = dice.roll(2) == 0;
            let request = json!({
                "id": id(4_000_000 + number * 10 + draft), "sitting": id(5_000_000 + number * 10 + draft),
                "plan_id": id(3_000_000 + number), "number": draft, "date": day, "body": "教学目标：会解方程。",
                "reflection": if reflected { "例题偏难。" } else { "" }
            });
            self.desk.ok("lesson_plan_draft_save", request);
            drafts.push((day, reflected));
        }
        self.plans.push(drafts);
    }

    pub(crate) fn summary(&self, as_of: &str) -> Value {
        self.desk.ok("summary_get", json!({ "as_of": as_of }))
    }

    /// Lessons of the sheets that a condition picks.
    fn lessons(&self, as_of: &str, keep: impl Fn(&Written) -> bool) -> u64 {
        let until = date(as_of);
        let kept = self.sheets.iter().filter(|sheet| sheet.handed_in && sheet.date <= until && keep(sheet));
        kept.map(|sheet| u64::from(sheet.lessons)).sum()
    }

    fn received(&self, as_of: &str, teacher: usize) -> u64 {
        let until = date(as_of);
        let lessons: BTreeMap<&str, u32> = self
            .sheets
            .iter()
            .filter(|sheet| sheet.handed_in && sheet.date <= until && sheet.teacher == teacher)
            .map(|sheet| (sheet.lesson.as_str(), sheet.lessons))
            .collect();
        lessons.values().map(|lessons| u64::from(*lessons)).sum()
    }
}

fn number(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("{pointer} in {value}"))
}

fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("{pointer} in {value}"))
}

#[test]
fn the_ledger_is_what_a_naive_recount_finds() {
    for seed in [3, 11] {
        let made = made(seed, 120);
        for as_of in [TODAY, "2026-10-18", "2026-09-01"] {
            let summary = made.summary(as_of);
            let observation = &summary["observation"];
            let counts = |sheet: &Written| sheet.process && sheet.opinion;
            assert_eq!(number(observation, "/lessons"), made.lessons(as_of, |_| true));
            assert_eq!(number(observation, "/counted"), made.lessons(as_of, counts));
            assert_eq!(number(observation, "/refused"), made.lessons(as_of, |sheet| !counts(sheet)));
            let until = date(as_of);
            let sheets = made.sheets.iter().filter(|sheet| sheet.handed_in && sheet.date <= until).count();
            assert_eq!(number(observation, "/sheets"), sheets as u64);
            let drafts = made.sheets.iter().filter(|sheet| !sheet.handed_in && sheet.date <= until).count();
            assert_eq!(number(observation, "/drafts"), drafts as u64);
            let mut left = 0;
            for line in list(observation, "/by_teacher") {
                let at = made.teachers.iter().position(|id| *id == text(line, "/teacher_id")).unwrap();
                let done = made.lessons(as_of, |sheet| sheet.observer == at);
                let counted = made.lessons(as_of, |sheet| sheet.observer == at && counts(sheet));
                let owed = match NAMES[at].2 {
                    "校长" | "副校长" => 40,
                    "教务主任" => 30,
                    _ => 18,
                };
                assert_eq!(number(line, "/owed"), owed);
                assert_eq!(number(line, "/done"), done);
                assert_eq!(number(line, "/counted"), counted);
                assert_eq!(number(line, "/refused"), done - counted);
                assert_eq!(number(line, "/left"), owed.saturating_sub(counted));
                assert_eq!(number(line, "/received"), made.received(as_of, at));
                left += owed.saturating_sub(counted);
            }
            assert_eq!(number(observation, "/left"), left);
            assert_eq!(number(observation, "/owed"), 2 * 40 + 30 + 9 * 18);
            for kind in list(observation, "/by_kind") {
                let name = text(kind, "/name");
                assert_eq!(number(kind, "/value"), made.lessons(as_of, |sheet| sheet.kind == name), "{name}");
            }
            let weeks: u64 = list(observation, "/by_week").iter().map(|week| number(week, "/value")).sum();
            assert_eq!(weeks, made.lessons(as_of, |_| true));
            let checks: Vec<_> = made.checks.iter().filter(|(day, _)| *day <= until).collect();
            assert_eq!(number(&summary, "/homework/checks"), checks.len() as u64);
            let teachers: BTreeSet<usize> = checks.iter().map(|(_, teacher)| *teacher).collect();
            assert_eq!(number(&summary, "/homework/teachers"), teachers.len() as u64);
            let drafts = made.plans.iter().flatten().filter(|(day, _)| *day <= until);
            assert_eq!(number(&summary, "/lesson_plan/drafts"), drafts.clone().count() as u64);
            assert_eq!(
                number(&summary, "/lesson_plan/reflections"),
                drafts.filter(|(_, reflected)| *reflected).count() as u64
            );
            let complete =
                made.plans.iter().filter(|drafts| drafts.iter().filter(|(day, _)| *day <= until).count() >= 3);
            assert_eq!(number(&summary, "/lesson_plan/complete"), complete.count() as u64);
        }
    }
}

#[test]
fn the_order_in_which_sheets_are_written_changes_nothing() {
    let (forwards, backwards) = (made_in_order(17, 60, false), made_in_order(17, 60, true));
    let figures = |made: &Made| {
        let mut summary = made.summary(TODAY);
        summary["term"] = Value::Null;
        // Identifiers of people and duties are the same: they were written before the sheets.
        summary
    };
    assert_eq!(figures(&forwards), figures(&backwards));
}

/// Every figure of the summary with its key.
fn keys(summary: &Value) -> Vec<(String, u64)> {
    let mut keys = Vec::new();
    let mut add = |key: String, value: u64| keys.push((key, value));
    for name in
        ["sheets", "lessons", "counted", "refused", "drafts", "teachers_observed", "teachers", "owed", "left", "totals"]
    {
        add(format!("observation.{name}"), number(summary, &format!("/observation/{name}")));
    }
    for (code, lessons) in summary["observation"]["refusals"].as_object().unwrap() {
        add(format!("observation.refusal:{code}"), lessons.as_u64().unwrap());
    }
    let slices: [(&str, &str, &str); 10] = [
        ("observation", "by_kind", "kind"),
        ("observation", "by_band", "band"),
        ("observation", "by_department", "department"),
        ("homework", "by_band", "band"),
        ("homework", "by_amount", "amount"),
        ("homework", "by_department", "department"),
        ("lesson_plan", "by_drafts", "state"),
        ("lesson_plan", "by_department", "department"),
        ("lesson_plan", "by_week", "week"),
        ("homework", "by_week", "week"),
    ];
    for (slice, field, key) in slices {
        for figure in list(summary, &format!("/{slice}/{field}")) {
            let name = figure["name"].as_str().map_or_else(|| figure["week"].to_string(), str::to_owned);
            add(format!("{slice}.{key}:{name}"), number(figure, "/value"));
        }
    }
    for week in list(summary, "/observation/by_week") {
        add(format!("observation.week:{}", week["week"]), number(week, "/value"));
    }
    for line in list(summary, "/observation/by_category") {
        let name = text(line, "/category");
        for (key, field) in [
            ("category", "counted"),
            ("category_owed", "owed"),
            ("category_people", "people"),
            ("category_on_pace", "on_pace"),
        ] {
            add(format!("observation.{key}:{name}"), number(line, &format!("/{field}")));
        }
    }
    for line in list(summary, "/observation/by_teacher") {
        for field in ["owed", "done", "counted", "refused", "left", "received"] {
            add(format!("observation.{field}@{}", text(line, "/teacher_id")), number(line, &format!("/{field}")));
        }
    }
    for field in ["checks", "teachers", "required", "assigned", "fully_marked", "remarked"] {
        add(format!("homework.{field}"), number(summary, &format!("/homework/{field}")));
    }
    for line in list(summary, "/homework/by_teacher") {
        let teacher = text(line, "/teacher_id");
        for field in ["checks", "required", "assigned", "fully_marked", "remarked"] {
            add(format!("homework.{field}@{teacher}"), number(line, &format!("/{field}")));
        }
        for (band, checks) in line["bands"].as_object().unwrap() {
            add(format!("homework.band:{band}@{teacher}"), checks.as_u64().unwrap());
        }
    }
    for field in ["plans", "drafts", "complete", "reflections"] {
        add(format!("lesson_plan.{field}"), number(summary, &format!("/lesson_plan/{field}")));
        for line in list(summary, "/lesson_plan/by_teacher") {
            add(format!("lesson_plan.{field}@{}", text(line, "/teacher_id")), number(line, &format!("/{field}")));
        }
    }
    for field in ["pairings", "needed", "fulfilled", "missing"] {
        add(format!("mentoring.{field}"), number(summary, &format!("/mentoring/{field}")));
    }
    for line in list(summary, "/mentoring/by_pairing") {
        for field in ["needed", "fulfilled", "missing", "activities"] {
            add(format!("mentoring.{field}:{}", text(line, "/pairing_id")), number(line, &format!("/{field}")));
        }
    }
    keys
}

#[test]
fn the_records_behind_every_figure_add_up_to_it() {
    let made = made(5, 90);
    let department = text(&made.desk.ok("summary_get", json!({})), "/observation/by_teacher/3/teacher_id");
    let roster = made.desk.ok("roster_get", json!({}));
    let of_department = roster["teachers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|teacher| teacher["id"] == json!(department))
        .map(|teacher| teacher["department_id"].clone())
        .unwrap();
    for request in [
        json!({}),
        json!({ "as_of": "2026-10-18" }),
        json!({ "scope": { "department_id": of_department } }),
        json!({ "scope": { "teacher_id": made.teachers[3] } }),
    ] {
        let summary = made.desk.ok("summary_get", request.clone());
        for (key, value) in keys(&summary) {
            let records = made.desk.ok("summary_records", json!({ "summary": request, "figure": key }));
            assert_eq!(number(&records, "/total"), value, "{key} of {request}");
            let sum: u64 = list(&records, "/rows").iter().map(|row| number(row, "/value")).sum();
            assert_eq!(sum, value, "{key} of {request}");
            assert!(!text(&records, "/title").is_empty() && text(&records, "/explanation").ends_with('。'), "{key}");
        }
    }
    assert_eq!(
        made.desk.refusal("summary_records", json!({ "summary": {}, "figure": "observation.none" })),
        "unknown_figure"
    );
}

#[test]
fn a_quota_that_changes_changes_the_summary_from_its_day_on() {
    let made = made(7, 20);
    let before = made.summary(TODAY);
    let rules = made.desk.ok("quota_list", json!({}));
    let leaders = list(&rules, "/rules").iter().find(|rule| rule["name"] == "校领导").unwrap().clone();
    made.desk.ok("quota_save", with(&leaders, json!({ "lessons": 50 })));
    let after = made.summary(TODAY);
    assert_eq!(number(&after, "/observation/owed"), number(&before, "/observation/owed") + 2 * 10);
    assert_eq!(number(&after, "/observation/left"), number(&before, "/observation/left") + 2 * 10);
    assert_eq!(number(&after, "/observation/lessons"), number(&before, "/observation/lessons"));
}

#[test]
fn who_left_stands_in_the_ledger_only_with_records() {
    let made = made(7, 30);
    let roster = made.desk.ok("roster_get", json!({}));
    let idle = made.desk.teacher("常新", "美术", &[]);
    assert!(made.summary(TODAY).to_string().contains(&idle));
    for id in [&idle, &made.teachers[3]] {
        let all = made.desk.ok("roster_get", json!({}));
        let teacher = list(&all, "/teachers").iter().find(|teacher| teacher["id"] == json!(id)).unwrap().clone();
        made.desk.ok("teacher_save", with(&teacher, json!({ "in_service": false })));
    }
    assert!(!roster.to_string().contains(&idle));
    let summary = made.summary(TODAY);
    let lines = list(&summary, "/observation/by_teacher");
    assert!(!lines.iter().any(|line| line["teacher_id"] == json!(idle)));
    let gone = lines.iter().find(|line| line["teacher_id"] == json!(made.teachers[3])).unwrap();
    assert_eq!(number(gone, "/owed"), 0);
    assert_eq!(number(gone, "/left"), 0);
    assert!(number(gone, "/done") + number(gone, "/received") > 0);
}

/// A pair with one duty: the mentor observes once in each window of two weeks.
fn pair() -> (Desk, String, String) {
    let desk = Desk::term();
    let (mentor, apprentice) = (desk.teacher("唐文斌", "语文", &[]), desk.teacher("何静", "语文", &[]));
    let pairing = json!({
        "id": id(1), "mentor_id": mentor, "apprentice_id": apprentice, "started_on": "2026-09-09",
        "ended_on": "2026-11-10",
        "duties": [{ "direction": "mentor_observes", "times": 1, "every_weeks": 2 }]
    });
    desk.ok("pairing_save", pairing);
    (desk, mentor, apprentice)
}

fn visit(desk: &Desk, number: u32, observer: &str, teacher: &str, day: &str) {
    let sheet = json!({
        "id": id(100 + number), "sitting": id(1000 + number), "date": day, "teacher_id": teacher,
        "observer_id": observer, "subject": "语文", "topic": "背影", "lesson_kind": "师徒听课"
    });
    desk.ok("observation_submit", json!({ "sheet": sheet }));
}

#[test]
fn duty_windows_skip_holiday_weeks_and_are_clipped_to_the_pairing() {
    let (desk, mentor, apprentice) = pair();
    // Week 6 (5–11 October) is a holiday week: the window of week 5 goes on in week 7.
    let calendar = desk.ok("calendar_get", json!({}));
    let holiday = list(&calendar, "/weeks").iter().find(|week| week["number"] == 6).unwrap().clone();
    desk.ok("week_update", json!({ "id": holiday["id"], "kind": "holiday", "label": "国庆" }));
    visit(&desk, 1, &mentor, &apprentice, "2026-09-08"); // the day before the pairing began
    visit(&desk, 2, &mentor, &apprentice, "2026-09-20"); // the last day of weeks 2–3
    visit(&desk, 3, &apprentice, &mentor, "2026-09-22"); // the other way
    visit(&desk, 4, &mentor, &apprentice, "2026-10-13"); // week 7
    let summary = desk.ok("summary_get", json!({ "as_of": "2026-11-05" }));
    let pairing = &summary["mentoring"]["by_pairing"][0];
    let told: Vec<(u64, u64, String, String, u64, String)> = list(pairing, "/duties/0/windows")
        .iter()
        .map(|window| {
            (
                number(window, "/first_week"),
                number(window, "/last_week"),
                text(window, "/first_day"),
                text(window, "/last_day"),
                number(window, "/done"),
                text(window, "/state"),
            )
        })
        .collect();
    let window = |weeks: (u64, u64), days: (&str, &str), done: u64, state: &str| {
        (weeks.0, weeks.1, days.0.to_owned(), days.1.to_owned(), done, state.to_owned())
    };
    assert_eq!(
        told,
        [
            window((2, 3), ("2026-09-09", "2026-09-20"), 1, "fulfilled"),
            window((4, 5), ("2026-09-21", "2026-10-04"), 0, "missing"),
            window((7, 8), ("2026-10-12", "2026-10-25"), 1, "fulfilled"),
            window((9, 10), ("2026-10-26", "2026-11-08"), 0, "open"),
            window((11, 11), ("2026-11-09", "2026-11-10"), 0, "ahead"),
        ]
    );
    assert_eq!(text(pairing, "/duties/0/name"), "师傅听徒弟 每2周1节");
    assert_eq!((number(pairing, "/needed"), number(pairing, "/fulfilled"), number(pairing, "/missing")), (4, 2, 1));
    assert_eq!(summary["mentoring"]["share"], json!(50.0));
}

#[test]
fn a_window_over_a_holiday_week_goes_on_after_it() {
    let (desk, mentor, apprentice) = pair();
    let calendar = desk.ok("calendar_get", json!({}));
    for number in [3, 6] {
        let week = list(&calendar, "/weeks").iter().find(|week| week["number"] == number).unwrap();
        desk.ok("week_update", json!({ "id": week["id"], "kind": "holiday", "label": "" }));
    }
    visit(&desk, 1, &mentor, &apprentice, "2026-09-24");
    let summary = desk.ok("summary_get", json!({ "as_of": "2026-09-30" }));
    let first = &summary["mentoring"]["by_pairing"][0]["duties"][0]["windows"][0];
    assert_eq!((number(first, "/first_week"), number(first, "/last_week"), number(first, "/done")), (2, 4, 1));
    let second = &summary["mentoring"]["by_pairing"][0]["duties"][0]["windows"][1];
    assert_eq!((number(second, "/first_week"), number(second, "/last_week")), (5, 7));
    assert_eq!(text(second, "/state"), "open");
}

#[test]
fn a_term_that_is_over_does_not_change_with_the_day() {
    let made = made(9, 20);
    let late = made.desk.ok("summary_get", json!({ "as_of": "2027-06-01" }));
    assert_eq!(text(&late, "/as_of"), "2027-01-29");
    assert_eq!(late["observation"]["pace"], json!(100.0));
}

#[test]
fn without_records_the_figures_are_zero_and_shares_are_none() {
    let desk = Desk::term();
    let summary = desk.ok("summary_get", json!({}));
    assert_eq!(number(&summary, "/observation/lessons"), 0);
    for pointer in
        ["/observation/average_total", "/homework/marked_share", "/lesson_plan/drafts_per_plan", "/mentoring/share"]
    {
        assert_eq!(summary.pointer(pointer), Some(&Value::Null), "{pointer}");
    }
    assert_eq!(list(&summary, "/observation/by_week").len(), 12);
    assert_eq!(Desk::school().refusal("summary_get", json!({})), "no_term");
    assert_eq!(Desk::school().ok("dashboard_get", json!({}))["week"], Value::Null);
    assert_eq!(Desk::school().ok("summary_ruler", json!({}))["weeks"], json!([]));
}

#[test]
fn the_desk_and_the_ruler_agree_with_the_summary() {
    let made = made(13, 100);
    let summary = made.summary(TODAY);
    let desk = made.desk.ok("dashboard_get", json!({}));
    assert_eq!(desk["week"], 12);
    assert_eq!(desk["week_lessons"], summary["observation"]["by_week"][11]["value"]);
    assert_eq!(desk["drafts"], summary["observation"]["drafts"]);
    assert_eq!(desk["pace"], summary["observation"]["pace"]);
    let drafts = list(&desk, "/todos").iter().filter(|todo| todo["kind"] == "draft_sheet").count();
    assert_eq!(drafts as u64, number(&desk, "/drafts"));
    for row in list(&desk, "/coverage") {
        let sum: u64 = list(row, "/weeks").iter().map(|week| week.as_u64().unwrap()).sum();
        let lines = list(&summary, "/observation/by_teacher");
        let line = lines.iter().find(|line| line["teacher_id"] == row["teacher_id"]).unwrap();
        assert_eq!(sum, number(line, "/received"));
        assert_eq!(row["last"], line["last_received_week"]);
    }
    let ruler = made.desk.ok("summary_ruler", json!({}));
    assert_eq!(ruler["now"], 12);
    let observations: u64 = list(&ruler, "/weeks").iter().map(|week| number(week, "/observations")).sum();
    assert_eq!(observations, number(&summary, "/observation/sheets"));
    let records: u64 = list(&ruler, "/weeks").iter().map(|week| number(week, "/records")).sum();
    let all = observations + number(&summary, "/homework/checks") + number(&summary, "/lesson_plan/drafts");
    assert_eq!(records, all);
}
