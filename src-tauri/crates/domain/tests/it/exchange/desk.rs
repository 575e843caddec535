//! An office with an own school in a folder of its own, and files on its desk.

use chrono::DateTime;
use keji_domain::{
    Error, Result,
    access::Session,
    command::Progress,
    exchange::{ImportPreview, ImportResult, RowNote},
    office::{Homes, Host, Office, SampleClock},
};
use keji_intake::{host::WorkerCommand, worker};
use keji_store::{FixedClock, SeededIds};
use serde_json::{Value, json};
use std::{
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

const ROLE: &str = "KEJI_TEST_READING";

/// The reading process: this binary again, told by its environment what it is. The harness writes to the standard
/// output, so the answer goes through another descriptor.
#[test]
fn the_reading_process() {
    if std::env::var_os(ROLE).is_some() {
        let answer = OpenOptions::new().write(true).open("/dev/fd/3").unwrap();
        worker::run(io::stdin().lock(), answer, worker::MEMORY_LIMIT).unwrap();
        std::process::exit(0);
    }
}

/// How the reading process is started.
pub(crate) fn reading_process() -> WorkerCommand {
    let script =
        format!("exec 3>&1 >/dev/null; {ROLE}=1 exec \"$0\" exchange::desk::the_reading_process --exact --nocapture");
    let exe = std::env::current_exe().unwrap();
    WorkerCommand { program: "/bin/sh".into(), args: vec!["-c".into(), script.into(), exe.into_os_string()] }
}

struct Desk {
    worker: WorkerCommand,
}

impl Host for Desk {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }
    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }
    fn pick_save(&self, _: &str, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }
    fn open_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }
    fn reveal_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }
    fn worker(&self) -> WorkerCommand {
        self.worker.clone()
    }
}

/// An office at work.
pub(super) struct School {
    office: Office,
    folder: TempDir,
}

/// A row of a file for making workbooks and texts.
pub(super) type Rows<'a> = &'a [&'a [&'a str]];

impl School {
    /// A school without anybody, on a day.
    pub(super) fn on(now: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let home = folder.path().join("school");
        let worker = reading_process();
        let office = Office::new(
            Homes { own: home.clone(), sample: folder.path().join("sample"), papers: folder.path().join("papers") },
            Arc::new(Desk { worker }),
            Arc::new(FixedClock(DateTime::parse_from_rfc3339(now).unwrap())),
            Arc::new(SeededIds::new(7)),
            SampleClock::Standing,
        );
        let school = Self { office, folder };
        // A child that another test is just starting may hold the lock of the store for a moment.
        let mut made = school.call("school_create", json!({"name": "试验中学", "stage": "高中"}));
        for _ in 0..200 {
            if made.is_ok() || made.as_ref().is_err_and(|error| error.code() != "store_held") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            made = school.call("school_open", json!({}));
        }
        made.unwrap();
        school
    }

    /// A school in the first term of 2026–2027, with a few people and classes.
    pub(super) fn at_work() -> Self {
        let school = Self::on("2026-11-19T16:00:00+08:00");
        school.term("2026-2027", 1, "2026-09-01", "2027-01-29");
        for (name, department, subject, posts) in [
            ("张叠", "语文组", "语文", vec!["教研组长"]),
            ("李四", "语文组", "语文", vec![]),
            ("王五", "数学组", "数学", vec![]),
            ("赵六", "办公室", "", vec!["校长"]),
        ] {
            let teacher = json!({"name": name, "department": department, "subject": subject, "posts": posts});
            school.call("teacher_save", teacher).unwrap();
        }
        for number in 1..=3 {
            school.call("class_save", json!({"grade": "高一", "number": number})).unwrap();
        }
        school
    }

    /// Makes a term.
    pub(super) fn term(&self, year: &str, number: u32, from: &str, to: &str) {
        let term = json!({"school_year": year, "number": number, "first_day": from, "last_day": to});
        self.call("term_create", term).unwrap();
    }

    /// Calls a command as the director.
    pub(super) fn call(&self, name: &str, request: Value) -> Result<Value> {
        self.call_until(name, request, &|| false)
    }

    /// The same with a way to stop it.
    pub(super) fn call_until(&self, name: &str, request: Value, cancelled: &dyn Fn() -> bool) -> Result<Value> {
        self.office.call(&Session::built_in(), name, request, &|_: Progress| {}, cancelled)
    }

    /// Calls a command as somebody.
    pub(super) fn call_as(&self, session: &Session, name: &str, request: Value) -> Result<Value> {
        self.office.call(session, name, request, &|_: Progress| {}, &|| false)
    }

    /// Puts a file on the desk; returns its handle.
    pub(super) fn lay(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.office.keep_path(path).unwrap()
    }

    /// A handle on what is not a file: a name that nothing on the desk has, or the desk itself.
    pub(super) fn absent(&self, name: &str) -> String {
        self.office.keep_path(self.folder.path().join(name)).unwrap()
    }

    /// A folder on the desk; its path and its handle.
    pub(super) fn shelf(&self, name: &str) -> (PathBuf, String) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(&path).unwrap();
        let handle = self.office.keep_path(path.clone()).unwrap();
        (path, handle)
    }

    /// Puts a text with commas on the desk.
    pub(super) fn lay_csv(&self, rows: Rows<'_>) -> String {
        let laid = std::fs::read_dir(self.folder.path()).unwrap().count();
        self.lay(&format!("表{laid}.csv"), text(rows).as_bytes())
    }

    /// A handle on a table of the real school.
    pub(super) fn real(&self, name: &str) -> String {
        let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/real_school");
        self.office.keep_path(fixtures.join(name)).unwrap()
    }

    /// A preview; `more` holds what the request says beside kind and handle.
    pub(super) fn preview(&self, kind: &str, handle: &str, more: Value) -> Result<ImportPreview> {
        let mut request = json!({"kind": kind, "handle": handle});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Ok(serde_json::from_value(self.call("import_preview", request)?).unwrap())
    }

    /// Previews and writes.
    pub(super) fn import(&self, kind: &str, handle: &str, more: Value, accept: bool) -> ImportResult {
        let preview = self.preview(kind, handle, more).unwrap();
        let result = self.apply(&preview.token, accept).unwrap();
        assert_eq!((preview.new, preview.changed, preview.same), (result.new, result.changed, result.same));
        let (doubtful, refused) = (result.doubtful.len(), result.refused.len());
        assert_eq!((preview.doubtful as usize, preview.refused as usize), (doubtful, refused));
        result
    }

    /// Writes a preview.
    pub(super) fn apply(&self, token: &str, accept: bool) -> Result<ImportResult> {
        let answer = self.call("import_apply", json!({"token": token, "accept_doubtful": accept}))?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Takes an act back.
    pub(super) fn undo(&self, act: Option<&str>) {
        self.call("undo", json!({"act": act.unwrap()})).unwrap();
    }

    /// Everything that is in the store, as text.
    pub(super) fn dump(&self) -> String {
        self.office.store().unwrap().dump().unwrap()
    }

    /// Number of acts so far.
    pub(super) fn acts(&self) -> usize {
        self.office.store().unwrap().acts(100_000).unwrap().len()
    }
}

/// Rows as text with commas, quoted.
pub(super) fn text(rows: Rows<'_>) -> String {
    let cell = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &&[&str]| row.iter().map(cell).collect::<Vec<_>>().join(",");
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

/// Rows as a workbook under a title that is merged over all columns.
pub(super) fn workbook(rows: Rows<'_>) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "请勿改动表头").unwrap();
    let sheet = book.add_worksheet().set_name("登记").unwrap();
    let last = u16::try_from(rows[0].len() - 1).unwrap();
    sheet.merge_range(0, 0, 0, last, "试验中学登记表", &rust_xlsxwriter::Format::new()).unwrap();
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(at, column, number).unwrap(),
                Err(_) => sheet.write(at, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// Rows and columns of notes.
pub(super) fn places(notes: &[RowNote]) -> Vec<(u32, &str)> {
    notes.iter().map(|note| (note.row, note.column.as_str())).collect()
}

/// The code of a refusal.
pub(super) fn code<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    Error::code(&result.unwrap_err())
}
