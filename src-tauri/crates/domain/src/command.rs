//! A command: declared once beside its handler, run by every host.

use crate::{
    access::{People, Reach, Role, Session},
    error::{Code, Error, Result},
    observation::Closed,
    office::Office,
};
use keji_store::{Act, Read, Store, Tx};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};
use std::sync::{Arc, Weak};

/// What data a command reads or touches: the web view's cache hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The school and the application's state.
    School,
    /// Teachers, departments, classes.
    Roster,
    /// Terms, weeks, days, periods.
    Calendar,
    /// The timetable.
    Timetable,
    /// Observation quotas.
    Quota,
    /// Scoring sheets.
    Rubric,
    /// Observation sheets.
    Observation,
    /// Homework checks.
    Homework,
    /// Lesson plans.
    LessonPlan,
    /// Mentor pairings.
    Mentoring,
    /// Accounts, backups, settings of the vault.
    Vault,
}

impl Topic {
    /// Name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Roster => "roster",
            Self::Calendar => "calendar",
            Self::Timetable => "timetable",
            Self::Quota => "quota",
            Self::Rubric => "rubric",
            Self::Observation => "observation",
            Self::Homework => "homework",
            Self::LessonPlan => "lesson_plan",
            Self::Mentoring => "mentoring",
            Self::Vault => "vault",
        }
    }
}

/// All topics: for commands that change everything, such as opening another school.
pub const ALL_TOPICS: &[Topic] = &[
    Topic::School,
    Topic::Roster,
    Topic::Calendar,
    Topic::Timetable,
    Topic::Quota,
    Topic::Rubric,
    Topic::Observation,
    Topic::Homework,
    Topic::LessonPlan,
    Topic::Mentoring,
    Topic::Vault,
];

/// How far a long command has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Progress {
    /// What is being done, such as 正在排第 6 页.
    pub doing: String,
    /// Steps done.
    pub done: u32,
    /// Steps in all; 0 when not known.
    pub of: u32,
}

/// One call of a command: who calls, in which school, and how to report and stop.
pub struct Call<'a> {
    /// The process's state.
    pub office: &'a Office,
    /// Who calls.
    pub session: &'a Session,
    /// The school that was open when the call came; none for commands that open one themselves. It is not held on to: a
    /// dialog that stays open keeps no school from being closed.
    pub(crate) store: Option<Weak<Store>>,
    /// Reports how far the work has come.
    pub progress: &'a dyn Fn(Progress),
    /// Whether the user has asked to stop.
    pub cancelled: &'a dyn Fn() -> bool,
}

impl Call<'_> {
    /// The open school's store.
    ///
    /// # Errors
    /// `NoSchool`, or `Locked` when the school of this call is no longer the one that is open.
    pub fn store(&self) -> Result<Arc<Store>> {
        let present = self.office.store()?;
        match &self.store {
            Some(store) if !Weak::ptr_eq(store, &Arc::downgrade(&present)) => Err(Error::rule(Code::Locked)),
            _ => Ok(present),
        }
    }

    /// The people whom the caller reaches.
    ///
    /// # Errors
    /// The store's refusal.
    pub fn people(&self, read: &Read<'_>) -> Result<People> {
        crate::roster::people(read, &self.session.reach)
    }

    /// Sheets of others that are closed to the caller until a joint observation is handed in.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn closed(&self, read: &Read<'_>) -> Result<Closed> {
        let office = self.session.reach == Reach::School;
        let observer = match crate::roster::settled_reach(read, &self.session.reach)? {
            Reach::Teacher { teacher_id } => Some(teacher_id),
            Reach::Department { teacher_id, .. } => teacher_id,
            Reach::School => crate::vault::teacher_of(read, &self.session.actor)?,
            Reach::Nobody => None,
        };
        Closed::read(read, observer.as_deref(), office)
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// Whatever `f` returns.
    pub fn read<T>(&self, f: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        self.store()?.read(f)
    }

    /// Writes under one act; returns the value and the act's id.
    ///
    /// # Errors
    /// Whatever `f` returns; then nothing is written.
    pub fn write<T>(&self, op: &str, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<(T, String)> {
        self.store()?.write(Act { op, actor: &self.session.actor, sitting: None }, f)
    }

    /// Writes under the act of a sitting, so that repeated saves are one change.
    ///
    /// # Errors
    /// Whatever `f` returns; then nothing is written.
    pub fn write_in_sitting<T>(
        &self,
        op: &str,
        sitting: &str,
        f: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<(T, String)> {
        self.store()?.write(Act { op, actor: &self.session.actor, sitting: Some(sitting) }, f)
    }

    /// Ends the work with `Cancelled` when the user has asked to stop.
    ///
    /// # Errors
    /// `Cancelled`.
    pub fn go_on(&self) -> Result<()> {
        if (self.cancelled)() { Err(Error::rule(Code::Cancelled)) } else { Ok(()) }
    }
}

/// Collects the TypeScript declarations of a command's types.
pub trait TypeSink {
    /// Takes a type and everything it names.
    fn take(&mut self, name: String, declaration: String);
}

/// A command as every host sees it.
pub struct Command {
    /// Name on the wire.
    pub name: &'static str,
    /// First line of its documentation.
    pub doc: &'static str,
    /// Roles that may call it.
    pub roles: &'static [Role],
    /// Topics whose data it shows.
    pub reads: &'static [Topic],
    /// Topics whose data it changes.
    pub touches: &'static [Topic],
    /// Runs it; the answer is JSON as it travels.
    pub run: fn(&Call<'_>, Value) -> Result<Box<RawValue>>,
    /// Names of the request's and the response's types.
    pub types: fn() -> (String, String),
    /// Declarations of the types it uses.
    pub declare: fn(&mut dyn TypeSink),
}

/// Declares the commands of a slice.
macro_rules! commands {
    ($( #[doc = $doc:literal] $name:ident($request:ty) -> $response:ty,
        $roles:ident, reads $reads:expr, touches $touches:expr => $handler:path; )*) => {
        /// The commands of this slice.
        pub(crate) const COMMANDS: &[$crate::command::Command] = &[
            $( $crate::command::Command {
                name: stringify!($name),
                doc: $doc,
                roles: $crate::access::$roles,
                reads: $reads,
                touches: $touches,
                run: |call, value| $crate::command::run::<$request, $response>(call, value, $handler),
                types: || $crate::bindings::names::<$request, $response>(),
                declare: |sink| $crate::bindings::declare::<$request, $response>(sink),
            }, )*
        ];
    };
}

pub(crate) use commands;

/// Converts the request, runs the handler, converts the response.
pub(crate) fn run<Q: DeserializeOwned, S: Serialize>(
    call: &Call<'_>,
    value: Value,
    handler: fn(&Call<'_>, Q) -> Result<S>,
) -> Result<Box<RawValue>> {
    let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
    let request: Q = serde_json::from_value(value).map_err(|error| misshapen(&error))?;
    let response = handler(call, request)?;
    to_raw_value(&response).map_err(|error| misshapen(&error))
}

/// An answer as a tree, for hosts that look into it.
///
/// # Errors
/// `BadRequest` for what no command answers.
pub fn tree(answer: &RawValue) -> Result<Value> {
    serde_json::from_str(answer.get()).map_err(|error| misshapen(&error))
}

/// The refusal of a request without the command's shape. The reader's own words may quote a value, and with it a name:
/// only their kind is kept.
fn misshapen(error: &serde_json::Error) -> Error {
    Error::rule(Code::BadRequest).with("kind", format!("{:?}", error.classify()))
}
