//! Files that belong elsewhere: the days of another term, a table of another kind.

use super::desk::School;
use keji_domain::exchange::ImportKind;
use serde_json::json;

const LONG: &str = "timetable_2010-08_G1G2.csv";

/// Kind that a refusal names.
fn looks_like(school: &School, kind: &str, handle: &str) -> (String, String) {
    let error = school.preview(kind, handle, json!({})).err().unwrap().to_wire();
    (error.code.clone(), error.params.get("kind").cloned().unwrap_or_default())
}

#[test]
fn a_timetable_of_another_term_says_it_once_and_names_the_term() {
    let school = School::at_work();
    let handle = school.real(LONG);
    let preview = school.preview("timetable", &handle, json!({})).unwrap();
    assert_eq!((preview.refused, preview.new), (896, 0));
    let other = preview.elsewhere.unwrap();
    assert_eq!((other.first.to_string(), other.last.to_string()), ("2010-08-23".into(), "2010-08-28".into()));
    let term = other.term.unwrap();
    assert_eq!((term.id, term.school_year.as_str(), term.number), (None, "2010-2011", 1));
    assert_eq!(
        (term.first_day.to_string(), term.last_day.to_string()),
        ("2010-08-23".to_owned(), "2011-01-29".to_owned()),
        "the proposal holds the days of the table"
    );
    assert!(
        preview.rows.iter().all(|row| row.notes.is_empty() && row.repairs.is_empty()),
        "nothing but the one finding"
    );

    // Made as proposed, the term is offered, and the rows fit.
    school.term("2010-2011", 1, "2010-08-23", "2011-01-29");
    let other = school.preview("timetable", &handle, json!({})).unwrap().elsewhere.unwrap();
    let id = other.term.unwrap().id.unwrap();
    let into = school.preview("timetable", &handle, json!({"term_id": id, "create_missing": true})).unwrap();
    assert_eq!((into.new, into.elsewhere.is_none()), (896, true));
}

#[test]
fn a_few_days_outside_the_term_are_told_by_their_rows() {
    let school = School::at_work();
    let handle = school.lay_csv(&[
        &["日期", "班级", "节次", "科目", "教师"],
        &["2026-11-19", "高一(1)", "1", "语文", "张叠"],
        &["2027-03-01", "高一(9)", "1", "语文", "没有的人"],
    ]);
    let preview = school.preview("timetable", &handle, json!({})).unwrap();
    assert!(preview.elsewhere.is_none());
    let refused = preview.rows.iter().find(|row| row.row == 3).unwrap();
    assert_eq!(refused.notes.len(), 1, "what the day refuses needs no other mending: {:?}", refused.notes);
    assert!(refused.repairs.is_empty());
}

#[test]
fn days_of_a_term_that_is_there_but_too_short_propose_nothing() {
    let school = School::at_work();
    let handle =
        school.lay_csv(&[&["日期", "班级", "节次", "科目", "教师"], &["2026-08-28", "高一(1)", "1", "语文", "张叠"]]);
    let other = school.preview("timetable", &handle, json!({})).unwrap().elsewhere.unwrap();
    assert!(other.term.is_none());
}

#[test]
fn a_file_of_another_kind_is_known() {
    let school = School::at_work();
    let other = || "import_other_kind".to_owned();
    for (kind, file, meant) in [
        ("roster", "group_leaders_2018.csv", "leaders"),
        ("roster", "timetable_wide_layout_sample_2022_G2.csv", "timetable"),
        ("timetable", "young_teachers_by_term.csv", "tags"),
        ("timetable", "roster_by_group_2022_2024.csv", "roster"),
        ("homework", "group_leaders_2018.csv", "leaders"),
    ] {
        assert_eq!(looks_like(&school, kind, &school.real(file)), (other(), meant.to_owned()), "{kind} {file}");
    }
    // Who insists may pick the columns.
    let insist = school.preview("roster", &school.real("group_leaders_2018.csv"), json!({"by_hand": true}));
    assert!(insist.is_ok());
    // A register that lacks a column is not taken for a shorter one.
    let short = school.lay_csv(&[&["日期", "授课教师"], &["2026-11-16", "张叠"]]);
    assert_eq!(looks_like(&school, "observations", &short).0, "import_no_column");
    // What is like nothing says what is missing.
    let poem = school.lay("诗.csv", "床前明月光\n疑是地上霜".as_bytes());
    assert_eq!(looks_like(&school, "roster", &poem).0, "import_no_heading");
}

#[test]
fn a_file_that_fits_another_kind_better_says_so_beside_its_rows() {
    let school = School::at_work();
    for (kind, file, meant) in [
        ("roster", LONG, Some(ImportKind::Timetable)),
        ("plans", "open_lessons_2016_young_teachers.csv", Some(ImportKind::OpenLessons)),
        ("open_lessons", "open_lessons_2016_young_teachers.csv", None),
        ("open_lessons", "open_lessons_2009.csv", None),
        ("timetable", LONG, None),
        ("timetable", "timetable_wide_layout_sample_2022_G2.csv", None),
        ("roster", "roster_by_group_2022_2024.csv", None),
        ("tags", "young_teachers_by_term.csv", None),
        ("leaders", "group_leaders_2018.csv", None),
    ] {
        let preview = school.preview(kind, &school.real(file), json!({})).unwrap();
        assert_eq!(preview.looks_like, meant, "{kind} {file}");
    }
}
