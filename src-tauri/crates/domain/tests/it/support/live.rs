//! A process whose clock can be moved and whose dialogs pick a folder; its calls pass the gate, as a host's do.

use keji_domain::{
    Code, Error, Result,
    command::tree,
    office::{Homes, Host, Office, SampleClock},
};
use keji_store::{Clock, RandomIds};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

/// The moment at which every process starts.
const START: &str = "2026-11-19T10:12:00+08:00";

type Moment = chrono::DateTime<chrono::FixedOffset>;

/// A clock that goes only when it is moved.
struct Hand(Mutex<Moment>);

impl Clock for Hand {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap()
    }
}

/// A host whose dialog picks the folder that was laid out, after something has happened while it was open.
#[derive(Default)]
struct Picking {
    folder: Mutex<Option<PathBuf>>,
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Host for Picking {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(meanwhile) = meanwhile {
            thread::spawn(meanwhile).join().unwrap();
        }
        Ok(self.folder.lock().unwrap().clone())
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
        keji_intake::host::WorkerCommand { program: PathBuf::new(), args: Vec::new() }
    }
}

/// A process on a folder that outlives it.
#[derive(Clone)]
pub(crate) struct LiveDesk {
    office: Arc<Office>,
    host: Arc<Picking>,
    hand: Arc<Hand>,
    own: PathBuf,
}

impl LiveDesk {
    /// A process on the schools below `folder`; what is there is not opened yet.
    pub(crate) fn at(folder: &Path) -> Self {
        Self::with(folder.join("own"), folder.join("sample"), folder.join("papers"))
    }

    /// A process where one folder holds one school only, the own one or the sample.
    pub(crate) fn with_one_folder(folder: &Path) -> Self {
        Self::with(folder.join("own"), folder.join("own"), folder.join("papers"))
    }

    fn with(own: PathBuf, sample: PathBuf, papers: PathBuf) -> Self {
        let homes = Homes { own: own.clone(), sample, papers };
        let (host, hand) = (Arc::new(Picking::default()), Arc::new(Hand(Mutex::new(START.parse().unwrap()))));
        let office = Office::new(homes, host.clone(), hand.clone(), Arc::new(RandomIds), SampleClock::Standing);
        Self { office: Arc::new(office), host, hand, own }
    }

    /// Makes the own school, without a passphrase.
    #[track_caller]
    pub(crate) fn school(&self) {
        self.ok("school_create", json!({ "name": "青溪中学", "stage": "初中" }));
    }

    /// Makes the own school with the director's passphrase.
    #[track_caller]
    pub(crate) fn protected_school(&self, passphrase: &str) {
        self.ok("school_create", json!({ "name": "青溪中学", "stage": "初中", "passphrase": passphrase }));
    }

    /// Calls a command as whoever is signed in.
    #[allow(clippy::needless_pass_by_value, reason = "callers write the request where they use it")]
    pub(crate) fn call(&self, name: &str, request: Value) -> Result<Value> {
        self.office.call_here(name, request, &|_| {}, &|| false).and_then(|answer| tree(&answer))
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

    /// Makes a teacher: something has changed since the newest backup. Returns the identifier.
    #[track_caller]
    pub(crate) fn teacher(&self, name: &str) -> Value {
        let teacher = json!({ "name": name, "subject": "语文", "department": "语文组", "posts": [] });
        self.ok("teacher_save", teacher)["id"].clone()
    }

    /// Makes a backup and returns its handle.
    #[track_caller]
    pub(crate) fn backup(&self) -> Value {
        self.ok("backup_make", json!({}))["rows"][0]["handle"].clone()
    }

    /// Keeps a second set of backups in a folder.
    #[track_caller]
    pub(crate) fn keep_in(&self, folder: &Path) {
        self.pick(folder);
        self.ok("backup_place_choose", json!({}));
    }

    /// What the next dialog picks.
    pub(crate) fn pick(&self, folder: &Path) {
        *self.host.folder.lock().unwrap() = Some(folder.to_owned());
    }

    /// What happens while the next dialog is open.
    pub(crate) fn meanwhile(&self, happens: impl FnOnce() + Send + 'static) {
        *self.host.meanwhile.lock().unwrap() = Some(Box::new(happens));
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, time: chrono::Duration) {
        *self.hand.0.lock().unwrap() += time;
    }

    /// Sets the clock.
    pub(crate) fn set_clock(&self, moment: &str) {
        *self.hand.0.lock().unwrap() = moment.parse().unwrap();
    }

    /// The process's state.
    pub(crate) fn office(&self) -> &Office {
        &self.office
    }

    /// Folder of the own school.
    pub(crate) fn own(&self) -> &Path {
        &self.own
    }

    /// Names of what lies among the own school's backups.
    pub(crate) fn backups(&self) -> Vec<String> {
        names(&self.own.join("backups"))
    }
}

/// Names of what lies in a folder, in order; none when it is not there.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
