//! Every sheet of one real school through the real `keji-cli`, with all five counts held against the file itself, and
//! taken back by one undo.

use crate::desk::{Desk, fixture};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ROSTER: &str = "real_school/roster_by_group_2022_2024.csv";

/// Rows of a file as cells, its comments left out.
fn cells(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(fixture(name)).unwrap();
    let lines = text.lines().map(str::trim_end).filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(of_line).collect()
}

fn of_line(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

/// Rows below the headings.
fn rows(name: &str) -> Vec<Vec<String>> {
    cells(name).split_off(1)
}

/// New, changed, same, doubtful, refused.
type Counts = [usize; 5];

fn counts(result: &Value) -> Counts {
    ["new", "changed", "same", "doubtful", "refused"].map(|part| match &result[part] {
        Value::Array(notes) => notes.len(),
        count => usize::try_from(count.as_u64().unwrap()).unwrap(),
    })
}

/// Says what would be written, writes it, and finds nothing more to write.
fn import(desk: &Desk, words: &[&str], wanted: Counts) -> Value {
    let words = [&["import"][..], words, &["--json"]].concat();
    let dry = desk.json(&[&words[..], &["--dry-run"]].concat());
    assert_eq!((counts(&dry), &dry["act"]), (wanted, &Value::Null), "{words:?} {dry}");
    let result = desk.json(&words);
    assert_eq!(counts(&result), wanted, "{words:?} {result}");
    let again = desk.json(&words);
    let all: usize = wanted[..3].iter().sum();
    assert_eq!((counts(&again)[2], &again["act"]), (all, &Value::Null), "{words:?} {again}");
    result
}

fn teachers(desk: &Desk) -> BTreeMap<String, String> {
    let roster = desk.call("roster_get", &json!({}));
    let word = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    roster["teachers"].as_array().unwrap().iter().map(|one| (word(one, "name"), word(one, "department"))).collect()
}

#[test]
fn three_years_of_the_roster_one_after_the_other() {
    let desk = Desk::school("绍兴某中学");
    let file = fixture(ROSTER);
    let all = rows(ROSTER);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for year in ["2022", "2023", "2024"] {
        let mut wanted = [0; 5];
        let before = known.clone();
        for row in all.iter().filter(|row| row[0] == year) {
            let verdict = match known.insert(row[2].clone(), row[1].clone()) {
                None => 0,
                Some(group) if group == row[1] => 2,
                Some(_) => 1,
            };
            wanted[verdict] += 1;
        }
        let condition = format!("年度={year}");
        let asked = ["roster", file.as_str(), "--where", condition.as_str()];
        // The newest is what is read unasked.
        let words = if year == "2024" { &asked[..2] } else { &asked[..] };
        let result = import(&desk, words, wanted);
        assert_eq!(teachers(&desk), known, "{year}");
        desk.call("undo", &json!({ "act": result["act"] }));
        assert_eq!(teachers(&desk), before, "{year} is gone");
        import(&desk, words, wanted);
    }
}

#[test]
fn both_timetables_and_the_assignments_that_they_show() {
    let long = rows("real_school/timetable_2010-08_G1G2.csv");
    let wide = cells("real_school/timetable_wide_layout_sample_2022_G2.csv");
    let cell =
        |row: usize, at: usize| wide.get(row).and_then(|row| row.get(at)).map(String::as_str).unwrap_or_default();
    let (mut lessons, mut taught) = (0, BTreeSet::new());
    for row in (2..wide.len()).step_by(2) {
        let mut from = None;
        for at in 3..19 {
            // An empty cell goes on with the merged one to its left.
            from = if cell(row, at).is_empty() { from } else { Some(at) };
            let Some(from) = from else { continue };
            lessons += 1;
            if !cell(row + 1, from).is_empty() {
                taught.insert((at, cell(row, from).to_owned(), cell(row + 1, from).to_owned()));
            }
        }
    }
    let pairs = long.iter().filter(|row| !row[5].is_empty());
    let pairs: BTreeSet<_> = pairs.map(|row| (&row[1], &row[2], &row[4], &row[5])).collect();
    for (name, year, term, from, to, all, assigned) in [
        ("timetable_2010-08_G1G2.csv", "2010-2011", "1", "2010-08-23", "2011-01-28", long.len(), pairs.len()),
        (
            "timetable_wide_layout_sample_2022_G2.csv",
            "2021-2022",
            "2",
            "2022-02-14",
            "2022-06-30",
            lessons,
            taught.len(),
        ),
    ] {
        let desk = Desk::school("绍兴某中学");
        desk.good(&["term", "create", "--year", year, "--term", term, "--from", from, "--to", to]);
        let (file, key) = (fixture(&format!("real_school/{name}")), format!("{year}-{term}"));
        let words = ["timetable", file.as_str(), "--term", key.as_str(), "--create-missing"];
        let result = import(&desk, &words, [all, 0, 0, 0, 0]);
        let total = || desk.call("timetable_get", &json!({ "term_id": key }))["total"].clone();
        assert_eq!(total(), all);

        // The file is in already; the flag proposes what it shows, once.
        let propose = [&["import"][..], &words, &["--assignments", "--json"]].concat();
        let proposed = desk.json(&propose)["assignments"].clone();
        assert_eq!(proposed["added"], assigned, "{name}");
        assert_eq!(desk.json(&propose)["assignments"], json!({ "added": 0, "act": null }));
        desk.call("undo", &json!({ "act": proposed["act"] }));
        desk.call("undo", &json!({ "act": result["act"] }));
        assert_eq!((total(), teachers(&desk).len()), (json!(0), 0), "{name}");
    }
}

#[test]
fn the_lists_of_heads_and_young_teachers() {
    let desk = Desk::school("绍兴某中学");
    let heads = cells("real_school/group_leaders_2018.csv");
    let (mut said, mut wanted) = (BTreeSet::new(), [0; 5]);
    for row in &heads[1..] {
        let posts = row.iter().zip(&heads[0]).skip(1).filter(|(cell, _)| !cell.is_empty());
        let fresh: Vec<bool> = posts
            .map(|(cell, heading)| {
                let (name, direction) = cell.split_once('（').unwrap_or((cell, &row[0]));
                said.insert((heading.clone(), name.to_owned(), direction.to_owned()))
            })
            .collect();
        let verdict = if fresh.iter().all(|new| *new) { 0 } else { usize::from(!fresh.contains(&true)) + 1 };
        wanted[verdict] += 1;
    }
    let file = fixture("real_school/group_leaders_2018.csv");
    let result = import(&desk, &["leaders", file.as_str(), "--create-missing"], wanted);
    let people: BTreeSet<String> = said.into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(teachers(&desk).into_keys().collect::<BTreeSet<_>>(), people);
    desk.call("undo", &json!({ "act": result["act"] }));
    assert!(teachers(&desk).is_empty());

    let (mut last, mut wanted): (BTreeMap<String, String>, Counts) = (BTreeMap::new(), [0; 5]);
    for row in rows("real_school/young_teachers_by_term.csv") {
        let before = last.get(&row[1]);
        let longer = before.is_none_or(|term| row[0] > *term);
        wanted[if before.is_none() { 0 } else { 1 + usize::from(!longer) }] += 1;
        if longer {
            last.insert(row[1].clone(), row[0].clone());
        }
    }
    let file = fixture("real_school/young_teachers_by_term.csv");
    let result = import(&desk, &["tags", file.as_str(), "--create-missing"], wanted);
    assert_eq!(teachers(&desk).len(), last.len());
    desk.call("undo", &json!({ "act": result["act"] }));
    assert!(teachers(&desk).is_empty());
}

#[test]
fn both_lists_of_open_lessons() {
    let desk = Desk::school("绍兴某中学");
    // 三（6） may be of a primary school and of a high school.
    desk.call("school_update", &json!({ "name": "绍兴某中学", "stage": "高中" }));
    for (name, year, from, to, week) in [
        ("real_school/open_lessons_2009.csv", "2009-2010", "2009-09-01", "2010-01-30", Some("2009-12-14")),
        ("real_school/open_lessons_2016_young_teachers.csv", "2016-2017", "2016-09-01", "2017-01-20", None),
    ] {
        desk.good(&["term", "create", "--year", year, "--term", "1", "--from", from, "--to", to]);
        let all = cells(name);
        let (file, key) = (fixture(name), format!("{year}-1"));
        let mut words = vec!["open-lessons", file.as_str(), "--term", key.as_str(), "--create-missing"];
        // The second list says itself which of its weekdays disagree with the day.
        let agrees = all[0].iter().position(|heading| heading == "日期与星期一致");
        let odd = all.iter().filter(|row| agrees.is_some_and(|at| row[at] == "否")).count();
        if let Some(week) = week {
            words.extend(["--week", week]);
        }
        let result = import(&desk, &words, [all.len() - 1 - odd, 0, 0, odd, 0]);
        let people: BTreeSet<&String> = all[1..].iter().map(|row| &row[1]).collect();
        assert_eq!(teachers(&desk).len(), people.len(), "{name}");
        desk.call("undo", &json!({ "act": result["act"] }));
        assert!(teachers(&desk).is_empty(), "{name}");
    }
}
