//! The one list of commands that feeds the window, the command line and the test bridge.

use crate::{
    access::Role,
    calendar,
    command::{Call, Command},
    error::{Code, Error, Result},
    exchange, files, help, hints, homework, ledger, lesson_plan, mentoring, new_year, observation, papers, quota,
    register, report, roster, rubric, schedule, school, search, summary, timetable, vault, work,
};
use serde_json::{Value, value::RawValue};

const SLICES: &[&[Command]] = &[
    school::COMMANDS,
    roster::COMMANDS,
    calendar::COMMANDS,
    timetable::COMMANDS,
    work::COMMANDS,
    new_year::COMMANDS,
    quota::COMMANDS,
    rubric::COMMANDS,
    observation::COMMANDS,
    homework::COMMANDS,
    lesson_plan::COMMANDS,
    mentoring::COMMANDS,
    ledger::COMMANDS,
    schedule::COMMANDS,
    summary::COMMANDS,
    report::COMMANDS,
    papers::COMMANDS,
    exchange::COMMANDS,
    register::COMMANDS,
    files::COMMANDS,
    search::COMMANDS,
    hints::COMMANDS,
    help::COMMANDS,
    vault::COMMANDS,
];

/// All commands, slice by slice.
pub fn all() -> impl Iterator<Item = &'static Command> {
    SLICES.iter().flat_map(|slice| slice.iter())
}

/// Runs a command by its name after checking the caller's role: the one place where that is done.
///
/// # Errors
/// `UnknownCommand`, `Forbidden`, `BadRequest`, or what the command itself refuses.
pub fn dispatch(call: &Call<'_>, name: &str, request: Value) -> Result<Box<RawValue>> {
    let command = all()
        .find(|command| command.name == name)
        .ok_or_else(|| Error::rule(Code::UnknownCommand).with("name", name))?;
    if !command.roles.contains(&call.session.role) {
        let code = if call.session.role == Role::Visitor { Code::Locked } else { Code::Forbidden };
        return Err(Error::rule(code).with("name", name));
    }
    let result = (command.run)(call, request);
    match &result {
        Ok(_) => tracing::debug!(command = name, "done"),
        Err(error) => tracing::info!(command = name, code = error.code(), "refused"),
    }
    result
}
