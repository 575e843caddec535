//! The rules of scoring where sheets are less simple: weights, spills, vetoes, subjects, what may be given.

use crate::support::{Desk, text};
use serde_json::{Value, json};

struct Sheet {
    desk: Desk,
    id: String,
}

impl Sheet {
    fn of(document: &Value) -> Self {
        let desk = Desk::school();
        let id = text(&desk.ok("rubric_save", json!({ "document": document })), "/id");
        Self { desk, id }
    }

    #[track_caller]
    fn score(&self, subject: &str, scores: &Value) -> Value {
        self.desk.ok("rubric_score", json!({ "rubric_id": self.id, "subject": subject, "scores": scores }))
    }

    #[track_caller]
    fn refused(&self, scores: &Value) -> &'static str {
        self.desk.refusal("rubric_score", json!({ "rubric_id": self.id, "scores": scores }))
    }
}

fn points(id: &str, most: f64) -> Value {
    json!({ "id": id, "name": id, "scoring": { "form": "points", "most": most, "step": 1 } })
}

fn document(total: &Value, sections: &Value) -> Value {
    json!({ "name": "表", "purpose": "lesson", "total": total, "sections": sections })
}

#[track_caller]
fn faults(document: &Value) -> Vec<(String, String)> {
    let told = Desk::school().ok("rubric_check", document.clone());
    told["faults"].as_array().unwrap().iter().map(|one| (text(one, "/code"), text(one, "/place"))).collect()
}

fn fault(code: &str, place: &str) -> (String, String) {
    (code.to_owned(), place.to_owned())
}

#[test]
fn weighted_sections_count_by_their_share_and_are_rounded_once() {
    let mut weighted = document(
        &json!(100),
        &json!([
            { "id": "a", "name": "甲", "points": 25, "weight": 60, "items": [points("a1", 25.0)] },
            { "id": "b", "name": "乙", "points": 15, "weight": 40, "items": [points("b1", 15.0)] }
        ]),
    );
    let sheet = Sheet::of(&weighted);
    // 20 ÷ 25 × 60 = 48; 10 ÷ 15 × 40 = 26.66…; together 74.66…, 74.7.
    let told = sheet.score("", &json!([{ "item_id": "a1", "value": 20 }, { "item_id": "b1", "value": 10 }]));
    assert_eq!(told["total"], 74.7);
    assert_eq!((&told["sections"][0]["points"], &told["sections"][1]["points"]), (&json!(20.0), &json!(10.0)));
    // A part without a weight has no measure beside the others.
    weighted["sections"][1].as_object_mut().unwrap().remove("weight");
    assert_eq!(faults(&weighted)[0], fault("rubric_scoring", "乙"));
    weighted["sections"][1]["weight"] = json!(-40);
    assert_eq!(faults(&weighted)[0], fault("rubric_scoring", "乙"));
}

#[test]
fn what_is_taken_off_stops_at_the_item_the_section_or_goes_off_the_total() {
    let fixture = |item: bool, section: bool| {
        let rules = json!([{ "id": "r", "name": "少一次", "each": 3 }]);
        let mut bare = document(
            &json!(30),
            &json!([
                { "name": "甲", "points": 10, "spills": section, "items": [
                    { "id": "i", "name": "次数", "scoring": { "form": "deduct", "from": 10, "rules": rules, "spills": item } }] },
                { "name": "乙", "points": 20, "items": [points("p", 20.0)] }
            ]),
        );
        bare["bands"] =
            json!([{ "name": " 优 ", "from": 27 }, { "name": "中", "from": 15 }, { "name": "差", "from": 0 }]);
        Sheet::of(&bare)
    };
    let given = json!([{ "item_id": "r", "value": 5 }, { "item_id": "p", "value": 18 }]);
    for (item, section, total, deducted, band) in
        [(false, false, 18.0, 0.0, "中"), (true, false, 18.0, 0.0, "中"), (true, true, 13.0, 5.0, "差")]
    {
        let told = fixture(item, section).score("", &given);
        assert_eq!((told["total"].as_f64(), told["deducted"].as_f64()), (Some(total), Some(deducted)));
        assert_eq!((&told["band"], &told["sections"][0]["points"]), (&json!(band), &json!(0.0)));
    }
    let sheet = fixture(false, false);
    let full = json!([{ "item_id": "i", "value": 0 }, { "item_id": "p", "value": 17 }]);
    assert_eq!(sheet.score("", &full)["band"], "优", "exactly on the band, whose name lost its spaces");
    // A fault that was noted and emptied again leaves the item open.
    let emptied = json!([{ "item_id": "r", "value": null }, { "item_id": "p", "value": 17 }]);
    assert_eq!((&sheet.score("", &emptied)["open"], &sheet.score("", &emptied)["total"]), (&json!(1), &Value::Null));
}

#[test]
fn what_decides_alone_never_lifts() {
    let mut bare = document(&json!(100), &json!([{ "name": "", "items": [points("p", 100.0)] }]));
    bare["bands"] =
        json!([{ "name": "优", "from": 90 }, { "name": "合格", "from": 60 }, { "name": "不合格", "from": 0 }]);
    bare["vetoes"] = json!([
        { "id": "bad", "name": "科学性错误", "effect": { "does": "band", "name": "不合格" } },
        { "id": "late", "name": "拖堂", "effect": { "does": "band", "name": "合格" } },
        { "id": "most", "name": "满堂灌", "effect": { "does": "at_most", "points": 59 } },
        { "id": "none", "name": "无教案", "effect": { "does": "nothing" } }
    ]);
    let sheet = Sheet::of(&bare);
    let band = |value: f64, vetoes: &[&str]| {
        let mut scores = vec![json!({ "item_id": "p", "value": value })];
        scores.extend(vetoes.iter().map(|veto| json!({ "item_id": veto, "value": 1 })));
        let told = sheet.score("", &json!(scores));
        (told["total"].as_f64().unwrap(), text(&told, "/band"))
    };
    assert_eq!(band(95.0, &["late"]), (95.0, "合格".to_owned()));
    assert_eq!(band(50.0, &["late"]), (50.0, "不合格".to_owned()), "it was worse already");
    assert_eq!(band(95.0, &["bad", "late"]), (95.0, "不合格".to_owned()), "the worst of two");
    assert_eq!(band(95.0, &["late", "bad"]), (95.0, "不合格".to_owned()), "in whatever order");
    assert_eq!(band(95.0, &["most"]), (59.0, "不合格".to_owned()));
    assert_eq!(band(40.0, &["most"]), (40.0, "不合格".to_owned()), "a limit is no score");
    assert_eq!(band(95.0, &["none", "late"]), (0.0, "不合格".to_owned()));
    assert_eq!(sheet.refused(&json!([{ "item_id": "none", "value": 2 }])), "level_range");
    assert_eq!(sheet.refused(&json!([{ "item_id": "none", "level": 1 }])), "level_range");
}

#[test]
fn what_counts_nothing_keeps_no_grade() {
    let grades = json!({ "form": "grades", "grades": ["优秀", "不合格"] });
    let mut bare = document(
        &Value::Null,
        &json!([{ "name": "", "items": [{ "id": "g", "name": "课堂评价", "scoring": grades, "decides": true }] }]),
    );
    bare["vetoes"] = json!([{ "id": "none", "name": "视为未上课", "effect": { "does": "nothing" } }]);
    let sheet = Sheet::of(&bare);
    assert_eq!(sheet.score("", &json!([{ "item_id": "g", "level": 1 }]))["band"], "优秀");
    let vetoed = sheet.score("", &json!([{ "item_id": "g", "level": 1 }, { "item_id": "none", "value": 1 }]));
    assert_eq!((&vetoed["band"], &vetoed["total"]), (&Value::Null, &Value::Null));
    // Two grades cannot both be the grade of the whole.
    bare["sections"][0]["items"] = json!([
        { "name": "甲", "scoring": grades, "decides": true }, { "name": "乙", "scoring": grades, "decides": true }
    ]);
    assert_eq!(faults(&bare), [fault("rubric_scoring", "乙")]);
    let twice = json!({ "form": "grades", "grades": ["优", "优 "] });
    bare["sections"][0]["items"] = json!([{ "name": "甲", "scoring": twice }]);
    assert_eq!(faults(&bare), [fault("rubric_scoring", "甲")]);
}

#[test]
fn a_part_is_scored_once_and_in_its_own_form() {
    let mut bare = document(
        &json!(20),
        &json!([{ "name": "", "items": [
            points("p", 5.0),
            { "id": "b", "name": "基本分", "scoring": { "form": "base", "base": 8, "least": 6, "most": 10, "step": 0.5 } },
            { "id": "d", "name": "扣分", "scoring": { "form": "deduct", "from": 5, "rules": [
                { "id": "r", "name": "错一处", "each": 1, "cap": 2 }] } }] }]),
    );
    bare["bonuses"] = json!([{ "id": "x", "name": "创新", "most": 2, "step": 0.5 }]);
    let sheet = Sheet::of(&bare);
    let one = |id: &str, value: f64| json!({ "item_id": id, "value": value });
    let told = sheet.score("", &json!([one("p", 5.0), one("b", 9.5), one("r", 4.0), one("x", 1.5)]));
    // 5 + 9.5 + (5 − 2, the cap) + 1.5 above the total.
    assert_eq!((told["total"].as_f64(), told["bonus"].as_f64()), (Some(19.0), Some(1.5)));
    let full = sheet.score("", &json!([one("p", 5.0), one("b", 10.0), one("d", 0.0), one("x", 2.0)]));
    assert_eq!(full["total"], 22.0, "a bonus goes above the total");
    assert_eq!(sheet.refused(&json!([one("p", 4.0), one("p", 5.0)])), "level_range", "twice");
    assert_eq!(sheet.refused(&json!([one("b", 5.5)])), "score_range", "below the least");
    assert_eq!(sheet.refused(&json!([one("b", 6.25)])), "score_range", "off the steps");
    assert_eq!(sheet.refused(&json!([one("x", 2.5)])), "score_range");
    assert_eq!(sheet.refused(&json!([one("r", -1.0)])), "score_range");
    assert_eq!(sheet.refused(&json!([{ "item_id": "p", "level": 1 }])), "score_range");
    assert_eq!(sheet.refused(&json!([{ "item_id": "d", "level": 1 }])), "level_range");
    assert_eq!(sheet.refused(&json!([one("nowhere", 1.0)])), "level_range");
    bare["sections"][0]["items"][1]["scoring"]["base"] = json!(8.2);
    assert_eq!(faults(&bare), [fault("rubric_scoring", "基本分")], "nobody could give the base points");
}

#[test]
fn a_sheet_adds_up_for_each_subject_that_it_names() {
    let of = |subjects: &[&str], most: f64, id: &str| {
        let mut item = points(id, most);
        item["subjects"] = json!(subjects);
        item
    };
    let mut bare = document(
        &json!(60),
        &json!([
            { "name": "批改", "points": 60, "items": [of(&["语文"], 60.0, "a"), of(&["数学", "英语"], 60.0, "b")] }
        ]),
    );
    assert_eq!(faults(&bare), []);
    // It says that it is for music too, and has nothing for it.
    bare["subjects"] = json!(["语文", "数学", "英语", "音乐"]);
    let told = Desk::school().ok("rubric_check", bare.clone())["faults"].clone();
    let told: Vec<_> =
        told.as_array().unwrap().iter().map(|one| (text(one, "/place"), text(one, "/subject"))).collect();
    assert_eq!(told, [("批改".to_owned(), "音乐".to_owned()), (String::new(), "音乐".to_owned())]);
    bare["subjects"] = json!(["语文", "数学", "英语"]);
    let sheet = Sheet::of(&bare);
    assert_eq!(sheet.score("英语", &json!([{ "item_id": "b", "value": 50 }]))["total"], 50.0);
    assert_eq!(sheet.score("音乐", &json!([]))["total"], Value::Null, "not a sheet for music");
    assert_eq!(sheet.score("", &json!([]))["total"], Value::Null, "no subject is chosen yet");
}

#[test]
fn lessons_always_have_a_sheet_to_be_scored_by() {
    let desk = Desk::term();
    let first = text(&desk.rows("rubric_list")[0], "/rubric/id");
    for (name, request) in
        [("rubric_delete", json!({ "id": first })), ("rubric_retire", json!({ "id": first, "retired": true }))]
    {
        assert_eq!(desk.refusal(name, request), "rubric_last");
    }
    let mut own = document(&json!(100), &json!([{ "name": "", "items": [points("p", 100.0)] }]));
    own["subjects"] = json!(["语文"]);
    let chinese = text(&desk.ok("rubric_save", json!({ "document": own })), "/id");
    desk.ok("rubric_delete", json!({ "id": first }));
    // A sheet for Chinese is all that there is: a lesson of which nothing is known yet starts with it.
    assert_eq!(desk.ok("observation_prefill", json!({}))["rubric"]["id"], json!(chinese));
    own["purpose"] = json!("homework");
    assert_eq!(desk.refusal("rubric_save", json!({ "id": chinese, "document": own })), "rubric_last");
    assert_eq!(desk.refusal("rubric_save", json!({ "id": first, "document": own })), "not_found", "it was deleted");
    assert_eq!(desk.refusal("rubric_delete", json!({ "id": first })), "not_found");
}
