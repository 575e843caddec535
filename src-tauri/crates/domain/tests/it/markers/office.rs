//! An office of which every refusal is watched.

use super::{LABEL, MARK, SCHOOL, SECRET, traces::Traces};
use crate::exchange::reading_process;
use keji_domain::{
    Error, Result, WireError,
    command::tree,
    commands,
    office::{Homes, Host, Office, SampleClock},
};
use keji_intake::host::WorkerCommand;
use keji_store::{FixedClock, SeededIds};
use serde_json::{Map, Value, json};
use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Refusals that say again what was typed into a field or stands in the file that was picked: on the screen, and
/// nowhere else.
const ECHO: [&str; 10] = [
    "unknown_command",
    "label_taken",
    "class_exists",
    "department_exists",
    "quota_exists",
    "term_unknown",
    "unknown_figure",
    "import_no_where",
    "import_where_empty",
    "intake_cell_too_long",
];

/// The user in front of the dialogs: everything is called by a mark.
struct User {
    folder: PathBuf,
}

impl Host for User {
    fn pick_folder(&self, purpose: &str) -> Result<Option<PathBuf>> {
        let place = if purpose == "registers_out" { "desk" } else { "usb" };
        let folder = self.folder.join(place).join(format!("{MARK}盘"));
        fs::create_dir_all(&folder).map_err(Error::File)?;
        Ok(Some(folder))
    }
    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(Some(self.folder.join("desk").join(format!("{MARK}名册.csv"))))
    }
    fn pick_save(&self, name: &str, ending: &str) -> Result<Option<PathBuf>> {
        Ok(Some(self.folder.join("desk").join(format!("{name}{MARK}.{ending}"))))
    }
    fn open_file(&self, path: &Path) -> Result<()> {
        fs::metadata(path).map(|_| ()).map_err(Error::File)
    }
    fn reveal_file(&self, path: &Path) -> Result<()> {
        fs::metadata(path).map(|_| ()).map_err(Error::File)
    }
    fn worker(&self) -> WorkerCommand {
        reading_process()
    }
}

/// The office.
pub(super) struct Watched {
    office: Office,
    folder: PathBuf,
    called: RefCell<BTreeSet<String>>,
}

impl Watched {
    /// A process on a folder.
    pub(super) fn new(folder: &Path) -> Self {
        fs::create_dir_all(folder.join("desk")).unwrap();
        Self { office: process(folder), folder: folder.to_owned(), called: RefCell::default() }
    }

    /// Ends the process, does something to the school's folder, and starts the next one.
    pub(super) fn restart(&mut self, between: impl FnOnce(&Path)) {
        self.office.close();
        // A second process beside the first would find the school held.
        let folder = self.folder.clone();
        self.office = process(&folder.join("nowhere"));
        between(&folder.join("own"));
        self.office = process(&folder);
        self.office.open_any();
    }

    /// Ends the process.
    pub(super) fn close(&self) {
        self.office.close();
    }

    /// The open store.
    pub(super) fn store(&self) -> Arc<keji_store::Store> {
        self.office.store().unwrap()
    }

    /// A file on the user's desk, as a handle.
    pub(super) fn lay(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.join("desk").join(format!("{MARK}{name}"));
        fs::write(&path, bytes).unwrap();
        self.office.keep_path(path).unwrap()
    }

    /// A handle on a place where nothing can be written or read.
    pub(super) fn nowhere(&self) -> String {
        self.office.keep_path(self.folder.join("desk").join(format!("{MARK}无此夹")).join("表.pdf")).unwrap()
    }

    /// Calls a command that must succeed. Its first call is preceded by misshapen ones.
    #[track_caller]
    pub(super) fn good(&self, name: &str, request: Value) -> Value {
        if self.called.borrow_mut().insert(name.to_owned()) {
            self.misshapen(name, &request);
        }
        match self.call(name, request) {
            Ok(answer) => answer,
            Err(error) => panic!("{name}: {error:?}"),
        }
    }

    /// Calls a command that must be refused with a code.
    #[track_caller]
    pub(super) fn refused(&self, name: &str, request: Value, code: &str) {
        match self.call(name, request) {
            Ok(answer) => panic!("{name} was not refused: {answer}"),
            Err(error) => assert_eq!(error.code, code, "{name}: {error:?}"),
        }
    }

    /// Calls everything from where nobody is signed in: what is answered tells nothing of the school.
    pub(super) fn knock(&self) {
        for command in commands::all() {
            let request = json!({ "id": MARK, "query": MARK, "label": MARK, "account": MARK, "passphrase": MARK });
            // These go elsewhere, or hand back what the user picks.
            let elsewhere = ["school_open", "sample_open", "file_pick_open"];
            if !elsewhere.contains(&command.name)
                && let Ok(answer) = self.call(command.name, request)
            {
                let answer = answer.to_string();
                let told = [MARK, SCHOOL, SECRET].iter().find(|mark| answer.contains(**mark));
                assert_eq!(told, None, "{} tells it from behind the door: {answer}", command.name);
            }
        }
    }

    /// Searches everything that lies outside the database.
    #[track_caller]
    pub(super) fn search(&self, when: &str) {
        Traces::of(&self.folder).nowhere(when);
    }

    /// Commands that were never called with success.
    pub(super) fn not_called(&self) -> Vec<&'static str> {
        commands::all().map(|command| command.name).filter(|name| !self.called.borrow().contains(*name)).collect()
    }

    #[track_caller]
    fn call(&self, name: &str, request: Value) -> std::result::Result<Value, WireError> {
        let answer = self.office.call_here(name, request, &|_| {}, &|| false).and_then(|answer| tree(&answer));
        answer.map_err(|error| {
            let wire = error.to_wire();
            for mark in [MARK, SCHOOL, LABEL, SECRET] {
                let words = error.to_string();
                let echoed = wire.params.values().any(|value| value.contains(mark));
                let typed = ECHO.contains(&wire.code.as_str()) && mark != SECRET;
                assert!(!echoed || typed, "{name}: {mark} in the parameters of {wire:?}");
                assert!(!words.contains(mark), "{name}: {mark} in the words {words}");
                assert!(!wire.detail.contains(mark), "{name}: {mark} in the detail of {wire:?}");
            }
            wire
        })
    }

    /// Calls a command with each part of a good request replaced by a mark in a shape that does not belong there.
    #[track_caller]
    fn misshapen(&self, name: &str, good: &Value) {
        let mut requests = vec![json!(MARK), json!([[MARK]])];
        replaced(good, &mut |request| requests.push(request));
        let before = self.dump();
        for request in requests {
            if self.call(name, request.clone()).is_ok() {
                assert!(self.dump() == before, "{name} took {request}");
            }
        }
    }

    /// All records, when a school is open.
    pub(super) fn dump(&self) -> Option<String> {
        self.office.store().ok().map(|store| store.dump().unwrap())
    }
}

/// Copies of a request, each with one part replaced.
fn replaced(request: &Value, take: &mut dyn FnMut(Value)) {
    let Value::Object(fields) = request else { return };
    let with = |name: &str, value: Value| {
        let mut copy: Map<String, Value> = fields.clone();
        copy.insert(name.to_owned(), value);
        Value::Object(copy)
    };
    for (name, value) in fields {
        match value {
            Value::String(text) => {
                take(with(name, json!({ MARK: MARK })));
                // Days, choices, identifiers and handles. A free text would be taken, and so would who or what is not there.
                if !name.ends_with("_id")
                    && name != "sitting"
                    && ![MARK, SCHOOL, LABEL, SECRET].iter().any(|mark| text.contains(mark))
                {
                    take(with(name, json!(format!("{MARK}错"))));
                }
            }
            Value::Object(_) => {
                take(with(name, json!(MARK)));
                replaced(value, &mut |inner| take(with(name, inner)));
            }
            Value::Array(_) => {
                take(with(name, json!(MARK)));
                take(with(name, json!([[MARK]])));
            }
            _ => take(with(name, json!([MARK]))),
        }
    }
}

fn process(folder: &Path) -> Office {
    let homes = Homes { own: folder.join("own"), sample: folder.join("sample"), papers: folder.join("papers") };
    let now = "2026-11-19T10:12:00+08:00".parse().unwrap();
    let user = Arc::new(User { folder: folder.to_owned() });
    Office::new(homes, user, Arc::new(FixedClock(now)), Arc::new(SeededIds::new(9)), SampleClock::Standing)
}
