//! Every complete entry of the collection as a document, and what follows from filled sheets.

use super::{entry, folder};
use crate::support::{Desk, text};
use keji_domain::rubric::{Part, RubricDocument, Scoring, VetoEffect, together};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The entries that are complete; the others are told in `ambiguous`.
const COMPLETE: [&str; 16] =
    ["C01", "C03", "C07", "C08", "C12", "C13", "H01", "H03", "H05", "H06", "H07", "H08", "L03", "L04", "L06", "L08"];

fn fixtures() -> Vec<(String, Value)> {
    let mut found: Vec<(String, Value)> = std::fs::read_dir(folder().join("sheets"))
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), COMPLETE);
    found
}

#[test]
fn every_sheet_worked_out_by_hand_comes_out_right() {
    let desk = Desk::school();
    for (name, fixture) in fixtures() {
        assert_eq!(desk.ok("rubric_check", fixture["document"].clone())["faults"], json!([]), "{name}");
        let id = text(&desk.ok("rubric_save", json!({ "document": fixture["document"] })), "/id");
        let kept = desk.ok("rubric_get", json!({ "id": id }));
        assert_eq!(kept["document"], whole(&fixture["document"]), "{name} is kept as it was written");
        let cases = fixture["cases"].as_array().unwrap();
        assert!(cases.len() >= 2, "{name}");
        for case in cases {
            let what = format!("{name}, {}: {}", case["name"], text(case, "/worked"));
            let asked = json!({ "rubric_id": id, "subject": case["subject"], "scores": case["scores"] });
            if let Some(refused) = case.get("refused") {
                let error = desk.call("rubric_score", asked).unwrap_err().to_wire();
                assert_eq!(
                    (json!(error.code), json!(error.params["item"])),
                    (refused["code"].clone(), refused["item"].clone()),
                    "{what}"
                );
                continue;
            }
            let told = desk.ok("rubric_score", asked);
            let of_sections = |field: &str| -> Vec<Value> {
                told["sections"].as_array().unwrap().iter().map(|section| section[field].clone()).collect()
            };
            let expect = &case["expect"];
            for field in ["points", "total", "bonus", "deducted"] {
                assert_eq!(told[field].as_f64(), expect[field].as_f64(), "{field} of {what}");
            }
            for field in ["band", "open", "later", "vetoed"] {
                assert_eq!(told[field], expect[field], "{field} of {what}");
            }
            let sums: Vec<f64> = of_sections("points").iter().map(|sum| sum.as_f64().unwrap()).collect();
            let wanted: Vec<f64> =
                expect["sections"].as_array().unwrap().iter().map(|sum| sum.as_f64().unwrap()).collect();
            assert_eq!(sums, wanted, "sections of {what}");
            assert_eq!(json!(of_sections("band")), expect["section_bands"], "bands of the sections of {what}");
        }
    }
}

#[test]
fn several_sheets_make_one_result_as_the_entry_says() {
    let mut seen = 0;
    for (name, fixture) in fixtures() {
        let document: RubricDocument = serde_json::from_value(fixture["document"].clone()).unwrap();
        for case in fixture["together"].as_array().into_iter().flatten() {
            let part = |one: &Value| if one["part"] == "main" { Part::Main } else { Part::Second };
            let totals: Vec<(Part, f64)> = case["totals"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| (part(one), one["total"].as_f64().unwrap()))
                .collect();
            let (told, expect) = (together(&document.together, &totals), case["expect"].as_f64());
            let near = told.zip(expect).map_or(told == expect, |(told, expect)| (told - expect).abs() < 1e-9);
            assert!(near, "{name}, {}: {told:?}", case["worked"]);
            seen += 1;
        }
    }
    assert_eq!(seen, 9);
}

#[test]
fn the_documents_say_what_the_entries_say() {
    for (name, fixture) in fixtures() {
        let entry = entry(&name);
        let document: RubricDocument = serde_json::from_value(fixture["document"].clone()).unwrap();
        let half = |text: &str| text.replace('（', "(").replace('）', ")");
        assert!(half(&text(&entry, "/title")).starts_with(&half(&document.name)), "{name}: {}", document.name);
        assert_eq!(document.total, entry["total"].as_f64(), "{name}");
        let extra: BTreeSet<String> =
            serde_json::from_value(fixture.get("extra_sections").cloned().unwrap_or(json!([]))).unwrap();
        let (own, added): (Vec<_>, Vec<_>) =
            document.sections.iter().partition(|section| !extra.contains(&section.name));
        for item in added.iter().flat_map(|section| &section.items) {
            let mut fields = entry["fields"].as_array().unwrap().iter().map(|field| field.as_str().unwrap());
            let mut printed = fields
                .find(|field| half(field).starts_with(&item.name))
                .unwrap_or_else(|| panic!("{name}: {}", item.name))
                .chars();
            // The choices stand in brackets behind the field.
            let printed = printed.by_ref().skip_while(|c| *c != '(').collect::<String>();
            if let (Scoring::Grades { grades }, false) = (&item.scoring, printed.is_empty()) {
                let printed: BTreeSet<&str> = printed.trim_matches(['(', ')']).split('/').collect();
                assert_eq!(printed, grades.iter().map(String::as_str).collect(), "{name}");
            }
        }
        let printed = entry["sections"].as_array().unwrap();
        assert_eq!(own.len(), printed.len(), "{name}");
        for (section, printed) in own.iter().zip(printed) {
            let what = format!("{name}, {}", section.name);
            assert_eq!(section.name, printed["name"], "{what}");
            assert_eq!(section.points, printed["max"].as_f64(), "{what}");
            let names = |one: &Value| (one["name"].as_str().unwrap().to_owned(), one["max"].as_f64());
            let items: Vec<_> = printed["items"].as_array().unwrap().iter().map(names).collect();
            if !items.is_empty() {
                let told: Vec<_> = section.items.iter().map(|item| (item.name.clone(), most(&item.scoring))).collect();
                assert_eq!(told, items, "{what}");
            }
            let bands: Vec<_> = printed["bands"].as_array().into_iter().flatten().collect();
            let told: Vec<_> = section.bands.iter().map(|band| (band.name.as_str(), band.from)).collect();
            let wanted: Vec<_> =
                bands.iter().map(|band| (band["level"].as_str().unwrap(), band["min"].as_f64())).collect();
            assert_eq!(told, wanted, "{what}");
            for (level, points) in printed["levels"].as_object().into_iter().flatten() {
                let has = section.items.iter().any(|item| match &item.scoring {
                    Scoring::Levels { levels } => {
                        levels.iter().any(|one| one.name == *level && Some(one.points) == points.as_f64())
                    }
                    _ => false,
                });
                assert!(has, "{what}: {level}");
            }
            let rules: Vec<&str> = [printed]
                .into_iter()
                .chain(printed["items"].as_array().unwrap())
                .filter_map(|one| one["rule"].as_str())
                .collect();
            assert_eq!(taken_off(section.items.iter().map(|item| &item.scoring)), numbers(&rules.concat()), "{what}");
        }
        if let Some(step) = entry["step"].as_f64() {
            let steps = document.sections.iter().flat_map(|section| &section.items).map(|item| match item.scoring {
                Scoring::Points { step, .. } => step,
                _ => panic!("{name}: {}", item.name),
            });
            assert!(steps.into_iter().all(|one| (one - step).abs() < 1e-9), "{name}");
        }
        deductions(&name, &entry, &document);
    }
}

/// Points off the total, and what makes the whole nothing.
fn deductions(name: &str, entry: &Value, document: &RubricDocument) {
    let mut left: Vec<_> = document.deductions.iter().collect();
    for printed in entry["deductions"].as_array().into_iter().flatten() {
        let what = format!("{name}, {}", printed["name"]);
        let Some(at) = left.iter().position(|rule| rule.name == printed["name"]) else {
            // Without a number of points it decides alone.
            let veto = document.vetoes.iter().find(|veto| veto.name == printed["name"]);
            assert!(
                printed["points"].is_string() && veto.is_some_and(|veto| veto.effect == VetoEffect::Nothing),
                "{what}"
            );
            continue;
        };
        let rule = left.remove(at);
        let (each, most) = match printed["points"].as_array() {
            Some(range) => (range[0].as_f64().unwrap(), range[1].as_f64()),
            None => (printed["points"].as_f64().unwrap(), None),
        };
        assert_eq!((rule.each, rule.each_most), (-each, most.map(|most| -most)), "{what}");
    }
    assert!(left.is_empty(), "{name}: {left:?}");
}

fn most(scoring: &Scoring) -> Option<f64> {
    match scoring {
        Scoring::Points { most, .. } | Scoring::Base { most, .. } => Some(*most),
        Scoring::Levels { levels } => levels.iter().map(|level| level.points).reduce(f64::max),
        Scoring::Deduct { from, .. } => Some(*from),
        Scoring::Grades { .. } => None,
    }
}

/// Points that faults take off each, in hundredths.
fn taken_off<'a>(items: impl Iterator<Item = &'a Scoring>) -> BTreeSet<u32> {
    items
        .filter_map(|scoring| match scoring {
            Scoring::Deduct { rules, .. } => Some(rules),
            _ => None,
        })
        .flatten()
        .map(|rule| hundredths(rule.each))
        .collect()
}

/// Numbers behind a minus or 扣 in a rule, in hundredths.
fn numbers(rule: &str) -> BTreeSet<u32> {
    rule.split(['−', '扣'])
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            rest[..end].parse().ok()
        })
        .map(hundredths)
        .collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "points of a sheet are few and positive")]
fn hundredths(points: f64) -> u32 {
    (points * 100.0).round() as u32
}

/// A document with all its fields, as the store hands it out.
fn whole(document: &Value) -> Value {
    let document: RubricDocument = serde_json::from_value(document.clone()).unwrap();
    serde_json::to_value(document).unwrap()
}
