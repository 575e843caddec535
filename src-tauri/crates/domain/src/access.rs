//! Who may do what: the roles beside every command, and whose records an account reaches.

use crate::error::{Code, Error, Result};
use std::collections::BTreeSet;

crate::wire::wire! {
    /// A role of an account.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// Director of the teaching office: everything.
        Director,
        /// Records everything, no settings.
        Checker,
        /// Head of a department: the own department.
        DepartmentHead,
        /// A teacher: own records and what is about them.
        Teacher,
        /// Nobody has signed in: only what opens the door.
        Visitor,
    }
}

/// Whose records an account reaches. Teachers' names, the calendar and the timetable are open to every account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Everybody's.
    School,
    /// Those of a department's teachers, and the own ones.
    Department {
        /// The department.
        department_id: String,
        /// The head's own line on the roster.
        teacher_id: Option<String>,
    },
    /// The own ones.
    Teacher {
        /// The own line on the roster.
        teacher_id: String,
    },
    /// Nobody's.
    Nobody,
}

impl Reach {
    /// Whether a department as a whole is reached: its forms, and who of it is late.
    pub fn holds_department(&self, id: &str) -> bool {
        match self {
            Self::School => true,
            Self::Department { department_id, .. } => department_id == id,
            Self::Teacher { .. } | Self::Nobody => false,
        }
    }
}

/// The people behind a [`Reach`], read from the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum People {
    /// The whole school.
    All,
    /// These teachers only.
    Only(BTreeSet<String>),
}

impl People {
    /// Whether a person is among them; a record without a person belongs to the whole school.
    pub fn has(&self, teacher: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => teacher.is_some_and(|id| ids.contains(id)),
        }
    }

    /// Lets a record of some people pass when one of them is among them.
    ///
    /// # Errors
    /// `OutOfReach`.
    pub fn allow<'a>(&self, teachers: impl IntoIterator<Item = Option<&'a str>>) -> Result<()> {
        if self.any(teachers) { Ok(()) } else { Err(Error::rule(Code::OutOfReach)) }
    }

    /// Whether any of some people is among them.
    pub fn any<'a>(&self, teachers: impl IntoIterator<Item = Option<&'a str>>) -> bool {
        match self {
            Self::All => true,
            Self::Only(_) => teachers.into_iter().any(|teacher| self.has(teacher)),
        }
    }
}

/// Who acts: from the process's state, never from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Identifier of the account; it stands in the change log.
    pub actor: String,
    /// Role of the account.
    pub role: Role,
    /// Whose records it reaches.
    pub reach: Reach,
}

impl Session {
    /// The director of a school without a passphrase.
    pub fn built_in() -> Self {
        Self { actor: "director".into(), role: Role::Director, reach: Reach::School }
    }

    /// Nobody: in front of a locked door.
    pub fn visitor() -> Self {
        Self { actor: "visitor".into(), role: Role::Visitor, reach: Reach::Nobody }
    }
}

/// Everyone, also in front of a locked door.
pub const ANYONE: &[Role] = &[Role::Director, Role::Checker, Role::DepartmentHead, Role::Teacher, Role::Visitor];
/// Whoever stands in front of a locked door.
pub const VISITOR: &[Role] = &[Role::Visitor];
/// Everyone with an account.
pub const EVERYONE: &[Role] = &[Role::Director, Role::Checker, Role::DepartmentHead, Role::Teacher];
/// The director, and whoever stands in front of a store that cannot be opened and holds its key.
pub const RESCUERS: &[Role] = &[Role::Director, Role::Visitor];
/// The office and the heads of departments, each in their reach.
pub const LEADERS: &[Role] = &[Role::Director, Role::Checker, Role::DepartmentHead];
/// The office: director and checkers.
pub const OFFICE: &[Role] = &[Role::Director, Role::Checker];
/// The director alone: settings, imports, deletions of ground data.
pub const DIRECTOR: &[Role] = &[Role::Director];
