//! What the collection leaves open is refused or asked for, with the place; nothing is guessed.

use super::entry;
use crate::support::Desk;
use serde_json::{Value, json};

/// An entry as it is printed: what it does not say is nothing, what was inferred by whoever collected it is not said.
fn as_printed(entry: &Value) -> Value {
    let points = |one: &Value| {
        let said = one.get("inferred").is_none();
        one["max"].as_f64().filter(|_| said).unwrap_or(0.0)
    };
    let scoring = |one: &Value| match (one.get("rule"), one.get("base"), one.get("adjust")) {
        (_, Some(base), Some(adjust)) => {
            let end = |at: usize| base.as_f64().unwrap() + adjust[at].as_f64().unwrap();
            json!({ "form": "base", "base": base, "least": end(0), "most": end(1), "step": 1 })
        }
        (Some(_), ..) => json!({ "form": "deduct", "from": points(one), "rules": [] }),
        _ => json!({ "form": "points", "most": points(one), "step": 1 }),
    };
    let item = |one: &Value| json!({ "name": one["name"], "scoring": scoring(one) });
    let sections: Vec<Value> = entry["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| {
            let items = section["items"].as_array().unwrap();
            let items = if items.is_empty() { vec![item(section)] } else { items.iter().map(item).collect() };
            json!({ "name": section["name"], "points": section["max"], "items": items })
        })
        .collect();
    let band = |band: &Value| json!({ "name": band["level"], "from": band["min"] });
    let bands: Vec<Value> = entry["bands"].as_array().unwrap().iter().map(band).collect();
    let purpose = match &entry["id"].as_str().unwrap()[..1] {
        "C" => "lesson",
        "L" => "lesson_plan",
        _ => "homework",
    };
    json!({ "name": entry["title"], "purpose": purpose, "total": entry["total"], "sections": sections, "bands": bands })
}

#[test]
fn what_an_entry_does_not_say_is_asked_for_with_its_place() {
    let desk = Desk::school();
    let cases: [(&str, &[(&str, &str)]); 8] = [
        ("C04", &[("rubric_band", "合格")]),
        (
            "C05",
            &[
                ("rubric_scoring", "学生学习 · 学习效果"),
                ("rubric_scoring", "教师教学 · 教师教学"),
                ("rubric_sum", "学生学习"),
                ("rubric_sum", "教师教学"),
                ("rubric_sum", ""),
            ],
        ),
        ("C09", &[("rubric_total", "")]),
        ("C10", &[("rubric_empty", ""), ("rubric_sum", "")]),
        ("C11", &[("rubric_scoring", "其余(截断) · 其余(截断)"), ("rubric_sum", "其余(截断)"), ("rubric_sum", "")]),
        ("L02", &[("rubric_scoring", "数量 · 数量")]),
        ("L05", &[("rubric_total", "")]),
        ("C13", &[]),
    ];
    for (id, wanted) in cases {
        let document = as_printed(&entry(id));
        let told = desk.ok("rubric_check", document.clone());
        let told: Vec<(&str, &str)> = told["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| (fault["code"].as_str().unwrap(), fault["place"].as_str().unwrap()))
            .collect();
        assert_eq!(told, wanted, "{id}");
        if let Some((code, _)) = wanted.first() {
            assert_eq!(desk.refusal("rubric_save", json!({ "document": document })), *code, "{id}");
        }
    }
}

#[test]
fn parts_that_are_cut_off_are_not_made_up() {
    let desk = Desk::school();
    let refused = |mut document: Value, change: &dyn Fn(&mut Value)| {
        change(&mut document);
        let error = desk.call("rubric_save", json!({ "document": document })).unwrap_err().to_wire();
        let of = |name: &str| error.params.get(name).cloned().unwrap_or_default();
        (error.code.clone(), of("place"), of("printed"), of("computed"), of("difference"))
    };
    let told = |code: &str, rest: [&str; 4]| {
        let [place, printed, computed, difference] = rest.map(str::to_owned);
        (code.to_owned(), place, printed, computed, difference)
    };
    // 教学特色 of C03 stands on the page without its points.
    let bonus = refused(as_printed(&entry("C03")), &|document| {
        document["bonuses"] = json!([{ "name": "教学特色", "most": 0, "step": 1 }]);
    });
    assert_eq!((bonus.0.as_str(), bonus.1.as_str()), ("rubric_scoring", "教学特色"));
    // Of 教学效果 in C13 two items of five points can be read.
    let two = refused(as_printed(&entry("C13")), &|document| {
        let item = |name: &str| json!({ "name": name, "scoring": { "form": "points", "most": 5, "step": 1 } });
        document["sections"][3]["items"] = json!([item("1"), item("2")]);
    });
    assert_eq!(two, told("rubric_sum", ["教学效果", "20", "10", "少 10"]));
    // The weights that H03 prints do not make its total.
    let weights = refused(as_printed(&entry("H03")), &|document| {
        document["sections"][0]["weight"] = json!(30);
        document["sections"][1]["weight"] = json!(20);
    });
    assert_eq!(weights, told("rubric_sum", ["总分", "100", "50", "少 50"]));
}
