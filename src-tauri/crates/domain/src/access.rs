//! Who may do what.

/// A role of an account. Until accounts exist there is one built-in director.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Director of the teaching office: everything.
    Director,
    /// Records everything, no settings.
    Checker,
    /// Head of a department: the own department.
    DepartmentHead,
    /// A teacher: own records and what is about them.
    Teacher,
}

/// Who acts: from the host's session, never from a request.
#[derive(Debug, Clone)]
pub struct Session {
    /// Identifier of the account; it stands in the change log.
    pub actor: String,
    /// Role of the account.
    pub role: Role,
}

impl Session {
    /// The built-in director, until accounts exist.
    pub fn built_in() -> Self {
        Self { actor: "director".into(), role: Role::Director }
    }
}

/// Everyone with an account.
pub const EVERYONE: &[Role] = &[Role::Director, Role::Checker, Role::DepartmentHead, Role::Teacher];
/// The office: director and checkers.
pub const OFFICE: &[Role] = &[Role::Director, Role::Checker];
/// The director alone: settings, imports, deletions of ground data.
pub const DIRECTOR: &[Role] = &[Role::Director];
