//! The laws of the house that the compiler cannot hold: who imports whom, where SQL stands.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Slices with what each may import. The reading of names (`search::pinyin`) is a leaf that everyone may use.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("roster", &[]),
    ("calendar", &["roster"]),
    ("timetable", &["roster", "calendar"]),
    ("work", &["calendar"]),
    ("new_year", &["roster", "calendar"]),
    ("quota", &["roster", "calendar"]),
    ("rubric", &["calendar"]),
    ("observation", GROUND),
    ("homework", GROUND),
    ("lesson_plan", GROUND),
    ("mentoring", GROUND),
    ("files", &[]),
    ("school", &["roster", "calendar", "new_year", "quota", "rubric", "observation", "sample"]),
    ("schedule", &["roster", "calendar", "timetable", "observation", "mentoring", "ledger"]),
    ("ledger", &["roster", "calendar", "timetable", "quota", "observation"]),
    (
        "summary",
        &[
            "ledger",
            "roster",
            "calendar",
            "quota",
            "observation",
            "homework",
            "lesson_plan",
            "mentoring",
            "school",
            "work",
        ],
    ),
    (
        "report",
        &["roster", "calendar", "quota", "observation", "homework", "lesson_plan", "mentoring", "school", "summary"],
    ),
    ("papers", EVERYTHING),
    ("exchange", EVERYTHING),
    ("register", &["roster", "calendar", "observation", "school", "report", "exchange"]),
    ("search", EVERYTHING),
    ("help", &["search", "report", "summary"]),
    ("hints", &["roster", "calendar", "timetable", "observation", "search"]),
    ("sample", EVERYTHING),
    ("vault", EVERYTHING),
];

const GROUND: &[&str] = &["roster", "calendar", "timetable", "quota", "rubric"];

const EVERYTHING: &[&str] = &[
    "roster",
    "calendar",
    "timetable",
    "quota",
    "rubric",
    "observation",
    "homework",
    "lesson_plan",
    "mentoring",
    "ledger",
    "schedule",
    "files",
    "school",
    "summary",
    "report",
    "papers",
    "work",
];

#[test]
fn slices_import_only_what_lies_below_them() {
    let mut broken = Vec::new();
    for (slice, path, source) in sources() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == slice) else {
            broken.push(format!("{slice} is a slice without a place in the order"));
            continue;
        };
        for import in imports(&source) {
            let other = import.split("::").next().unwrap_or_default();
            let known = MAY_IMPORT.iter().any(|(name, _)| *name == other);
            let fine = !known || other == slice || allowed.contains(&other) || import == "search::pinyin";
            if !fine {
                broken.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn sql_stands_only_in_rows() {
    let mut broken = Vec::new();
    for (_, path, source) in sources() {
        if is_rows(&path) {
            continue;
        }
        for line in code(&source) {
            if ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"].iter().any(|word| line.contains(word)) {
                broken.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn only_its_owner_writes_a_table() {
    let mut writers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (slice, _, source) in sources() {
        for line in code(&source) {
            for word in ["INSERT INTO ", "UPDATE "] {
                for after in line.split(word).skip(1) {
                    let table: String = after.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                    if !table.is_empty() {
                        writers.entry(table).or_default().insert(slice.clone());
                    }
                }
            }
        }
    }
    writers.retain(|_, slices| slices.len() > 1);
    assert!(writers.is_empty(), "tables with several writers: {writers:#?}");
}

#[test]
fn columns_are_read_by_name() {
    let mut broken = Vec::new();
    for (_, path, source) in sources().into_iter().filter(|(_, path, _)| is_rows(path)) {
        for line in code(&source).filter(|line| reads_by_place(line)) {
            broken.push(format!("{}: {}", path.display(), line.trim()));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    for bad in ["row.get(0)?", "let a: u32 = row.get(12)?;", "row.get::<_, String>(3)?", "row.get_ref(1)?"] {
        assert!(reads_by_place(bad), "{bad}");
    }
    for good in ["row.get(\"id\")?", "row.get::<_, String>(\"kind\")?", "names.get(at)"] {
        assert!(!reads_by_place(good), "{good}");
    }
}

#[test]
fn only_the_shell_names_tauri() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut broken = Vec::new();
    for path in files_below(&crates) {
        let Ok(source) = fs::read_to_string(&path) else { continue };
        let rust = path.extension().is_some_and(|extension| extension == "rs");
        let manifest = path.file_name().is_some_and(|name| name == "Cargo.toml");
        let named = (rust && code(&source).any(|line| line.contains(concat!("tauri", "::"))))
            || (manifest && source.lines().any(|line| line.trim_start().starts_with("tauri")));
        if named {
            broken.push(path.display().to_string());
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn imports_are_found_however_they_are_written() {
    let source = "use crate::{\n    calendar::{self, Weeks},\n    error::Result,\n    roster, // names\n};\n\
                  use crate::homework;\nfn f() { crate::summary::figures(); crate::search::pinyin::of(); }\n";
    let found: Vec<String> = imports(source);
    assert_eq!(found, ["calendar", "error", "roster", "homework", "summary", "search::pinyin"]);
}

/// Every source file inside a slice: the slice, the path, the text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for path in files_below(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        if inside.components().count() < 2 || path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let slice = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).unwrap();
        sources.push((slice, inside.to_owned(), source));
    }
    assert!(sources.len() > 50);
    sources
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_dir() {
                files.push(path);
            } else if path.file_name().is_none_or(|name| name != "target") {
                folders.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The lines of a source without those that are comments.
fn code(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Whether a line reads a column by its number.
fn reads_by_place(line: &str) -> bool {
    line.split(".get").skip(1).any(|after| {
        let after = after.strip_prefix("_ref").unwrap_or(after);
        let argument = match after.strip_prefix("::<") {
            Some(typed) => typed.split_once(">(").map_or("", |(_, argument)| argument),
            None => after.strip_prefix('(').unwrap_or_default(),
        };
        argument.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_rows(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name == "rows.rs" || name.ends_with("_rows.rs")
}

/// First parts of all paths that begin at the crate, with the second for `search`.
fn imports(source: &str) -> Vec<String> {
    let code: String =
        code(source).map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => found.extend(top_level(group).iter().map(|item| head(item))),
            None => found.push(head(after)),
        }
    }
    found
}

/// Items of a group of imports, up to its closing brace, without going into groups inside.
fn top_level(group: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0_u32;
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth = match c {
                    '{' => depth + 1,
                    '}' => depth - 1,
                    _ => depth,
                };
                items.last_mut().unwrap().push(c);
            }
        }
    }
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

fn head(path: &str) -> String {
    let mut parts = path
        .split("::")
        .map(|part| part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>());
    match (parts.next().unwrap_or_default(), parts.next()) {
        (first, Some(second)) if first == "search" && second == "pinyin" => format!("{first}::{second}"),
        (first, _) => first,
    }
}
