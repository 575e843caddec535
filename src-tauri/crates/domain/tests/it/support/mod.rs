//! A school on a still day, 2026-11-19 10:12, week 12 of a term of 22 weeks.

pub(crate) mod live;

use keji_domain::{
    Code, Error, Result,
    access::{Reach, Role, Session},
    office::{Homes, Host, Office, SampleClock},
};
use keji_store::{Clock, FixedClock, Ids, SeededIds, Store};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// The day on which everything happens.
pub(crate) const TODAY: &str = "2026-11-19";

/// A host without a window.
struct NoWindow;

impl Host for NoWindow {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }
    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }
    fn pick_save(&self, _: &str, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }
    fn open_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::HostFailed))
    }
    fn reveal_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::HostFailed))
    }
    fn worker(&self) -> keji_intake::host::WorkerCommand {
        crate::exchange::reading_process()
    }
}

/// A process in a folder of its own.
pub(crate) struct Desk {
    office: Office,
    folder: TempDir,
}

impl Desk {
    /// A process without a school.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { office: office(folder.path(), 1), folder }
    }

    /// A process whose identifiers are not those of the other tests.
    pub(crate) fn with_seed(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { office: office(folder.path(), seed), folder }
    }

    /// A school without terms, teachers or classes.
    pub(crate) fn school() -> Self {
        let desk = Self::empty();
        desk.ok("school_create", json!({ "name": "青溪中学", "stage": "初中" }));
        desk
    }

    /// A school with its term.
    pub(crate) fn term() -> Self {
        let desk = Self::school();
        let term = json!({
            "school_year": "2026-2027", "number": 1, "first_day": "2026-09-01", "last_day": "2027-01-29"
        });
        desk.ok("term_create", term);
        desk
    }

    /// Closes the process and starts another one on the same folder.
    pub(crate) fn reopened(self) -> Self {
        let Self { office: closing, folder } = self;
        closing.close();
        drop(closing);
        let office = office(folder.path(), 2);
        office.open_any();
        assert_eq!(office.trouble(), None);
        Self { office, folder }
    }

    /// Calls a command as the director.
    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value> {
        self.call_as(&Session::built_in(), name, request)
    }

    /// Calls a command as somebody.
    pub(crate) fn call_as(&self, session: &Session, name: &str, request: Value) -> Result<Value> {
        self.office.call(session, name, request, &|_| {}, &|| false)
    }

    /// Folder of the own school.
    pub(crate) fn own(&self) -> PathBuf {
        self.folder.path().join("own")
    }

    /// Closes the process, does something to the own school's folder, and starts another process on it.
    pub(crate) fn restarted_after(self, between: impl FnOnce(&Path)) -> Self {
        let Self { office: closing, folder } = self;
        closing.close();
        drop(closing);
        between(&folder.path().join("own"));
        let office = office(folder.path(), 2);
        office.open_any();
        Self { office, folder }
    }

    /// Calls a command as whoever is signed in; it must succeed.
    #[track_caller]
    #[allow(clippy::needless_pass_by_value, reason = "callers write the request where they use it")]
    pub(crate) fn here(&self, name: &str, request: Value) -> Value {
        match self.call_as(&self.office.session(), name, request) {
            Ok(value) => value,
            Err(error) => panic!("{name}: {:?}", error.to_wire()),
        }
    }

    /// Calls a command as whoever is signed in; it must be refused. Returns the code and its parameters.
    #[track_caller]
    pub(crate) fn refused_here(&self, name: &str, request: Value) -> (&'static str, BTreeMap<String, String>) {
        match self.call_as(&self.office.session(), name, request) {
            Ok(value) => panic!("{name} was not refused: {value}"),
            Err(error) => (error.code(), error.to_wire().params),
        }
    }

    /// Calls a command that must succeed.
    #[track_caller]
    pub(crate) fn ok(&self, name: &str, request: Value) -> Value {
        match self.call(name, request) {
            Ok(value) => value,
            Err(error) => panic!("{name}: {:?}", error.to_wire()),
        }
    }

    /// Calls a command that must be refused; returns the code.
    #[track_caller]
    pub(crate) fn refusal(&self, name: &str, request: Value) -> &'static str {
        match self.call(name, request) {
            Ok(value) => panic!("{name} was not refused: {value}"),
            Err(error) => error.code(),
        }
    }

    /// Calls a command that must be refused; returns a parameter of the refusal.
    #[track_caller]
    pub(crate) fn refused_with(&self, name: &str, request: Value, parameter: &str) -> String {
        match self.call(name, request) {
            Ok(value) => panic!("{name} was not refused: {value}"),
            Err(error) => error.to_wire().params.get(parameter).cloned().unwrap_or_default(),
        }
    }

    /// Calls a write that must succeed; returns its act.
    #[track_caller]
    pub(crate) fn act(&self, name: &str, request: Value) -> String {
        text(&self.ok(name, request), "/act")
    }

    /// Takes an act back.
    #[track_caller]
    pub(crate) fn undo(&self, act: &str) -> String {
        self.act("undo", json!({ "act": act }))
    }

    /// The process's state.
    pub(crate) fn office(&self) -> &Office {
        &self.office
    }

    /// The open store.
    pub(crate) fn store(&self) -> Arc<Store> {
        self.office.store().unwrap()
    }

    /// Acts of an operation in the change log.
    pub(crate) fn acts(&self, op: &str) -> usize {
        self.store().acts(10_000).unwrap().iter().filter(|act| act.op == op).count()
    }

    /// Makes a teacher; returns the identifier.
    pub(crate) fn teacher(&self, name: &str, subject: &str, posts: &[&str]) -> String {
        let teacher = json!({ "name": name, "subject": subject, "department": format!("{subject}组"), "posts": posts });
        text(&self.ok("teacher_save", teacher), "/id")
    }

    /// Makes a class; returns the identifier.
    pub(crate) fn class(&self, grade: &str, number: u32) -> String {
        text(&self.ok("class_save", json!({ "grade": grade, "number": number, "pupils": 45 })), "/id")
    }

    /// Rows of a list.
    pub(crate) fn rows(&self, list: &str) -> Vec<Value> {
        self.ok(list, json!({}))["rows"].as_array().unwrap().clone()
    }
}

/// Somebody of a role.
pub(crate) fn session(role: Role) -> Session {
    let reach = match role {
        Role::Director | Role::Checker => Reach::School,
        Role::DepartmentHead => Reach::Department { department_id: id(900_001), teacher_id: Some(id(900_002)) },
        Role::Teacher => Reach::Teacher { teacher_id: id(900_002) },
        Role::Visitor => Reach::Nobody,
    };
    Session { actor: format!("{role:?}"), role, reach }
}

/// An identifier as a screen makes it.
pub(crate) fn id(number: u32) -> String {
    format!("019a0000-0000-7000-8000-{number:012x}")
}

/// A text inside a value.
#[track_caller]
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} in {value}")).to_owned()
}

/// A copy of a request with some fields replaced.
#[allow(clippy::needless_pass_by_value, reason = "callers write the fields where they use them")]
pub(crate) fn with(base: &Value, fields: Value) -> Value {
    let mut request = base.clone();
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    request
}

fn office(folder: &Path, seed: u64) -> Office {
    let homes = Homes { own: folder.join("own"), sample: folder.join("sample"), papers: folder.join("papers") };
    let now = format!("{TODAY}T10:12:00+08:00").parse().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(FixedClock(now));
    let ids: Arc<dyn Ids> = Arc::new(SeededIds::new(seed));
    Office::new(homes, Arc::new(NoWindow), clock, ids, SampleClock::Standing)
}
