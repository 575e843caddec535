//! Writing the forms of some departments into a folder, and noting that they went out.

use super::{
    form::{self, Ground},
    mark::Mark,
    rows::{self, Form},
    types::{RegisterSend, RegisterSent, RegisterSentFile},
};
use crate::{
    access::Reach,
    calendar,
    command::{Call, Progress},
    error::{Code, Error, Result},
    observation::{LESSON_KINDS, LESSON_TYPES},
    roster, school, text,
};
use keji_render::xlsx;
use keji_store::Read;
use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Rows for each teacher at most.
const MOST_EACH: u32 = 40;
/// Periods of a school that has not said its own.
const PERIODS: u32 = 8;
/// Signs that stand in no file's name.
const FORBIDDEN: &str = "\\/:*?\"<>|!";

/// Makes the forms. A file that is there already is never overwritten: the new one gets a number.
///
/// # Errors
/// `OutOfReach` for a department that the account does not hold, `NotAFolder`, `RegisterNoTeachers`, `NotFound`, `NoTerm`, `Cancelled`, the file system's refusals; then no file is left.
pub(super) fn send(call: &Call<'_>, request: &RegisterSend) -> Result<RegisterSent> {
    let folder = call.office.path_of(&request.handle)?;
    if !folder.is_dir() {
        return Err(Error::rule(Code::NotAFolder));
    }
    if !request.department_ids.iter().all(|id| call.session.reach.holds_department(id)) {
        return Err(Error::rule(Code::OutOfReach));
    }
    text::within("每人预留行数", request.rows_each, 0, MOST_EACH)?;
    let ground = call.read(|read| ground(read, call, request))?;
    let departments = call.read(|read| departments(read, &ground, &request.department_ids))?;
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    let made = call.write("register_send", |tx| {
        let sending_id = tx.new_id()?;
        for (at, (id, name)) in departments.iter().enumerate() {
            call.go_on()?;
            let done = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let doing = "正在制作登记表".to_owned();
            (call.progress)(Progress { doing, done: done(at), of: done(departments.len()) });
            let mark = Mark { form_id: tx.new_id()?, term: ground.term.key.clone(), department: name.clone() };
            let bytes = xlsx::render(&form::workbook(&ground, id, &mark), &mut |_| {}, call.cancelled)?;
            let path = write_new(&folder, &format!("听课登记表-{}", safe(name)), &bytes).map_err(Error::File)?;
            let form = Form {
                id: mark.form_id,
                sending_id: sending_id.clone(),
                term_id: ground.term.id.clone(),
                department_id: id.clone(),
                file_name: name_of(&path),
                due_on: request.due_on,
                sent_at: tx.now_text(),
            };
            files.push((path, form.file_name.clone()));
            rows::insert_form(tx, &form)?;
        }
        call.go_on()
    });
    match made {
        Ok(((), act)) => {
            let handed = |(path, file_name): (PathBuf, String)| {
                Ok(RegisterSentFile { handle: call.office.keep_path(path)?, file_name })
            };
            Ok(RegisterSent { files: files.into_iter().map(handed).collect::<Result<_>>()?, act })
        }
        Err(error) => {
            for (path, _) in files {
                if fs::remove_file(path).is_err() {
                    tracing::warn!("a form that was not sent could not be removed");
                }
            }
            Err(error)
        }
    }
}

fn ground(read: &Read<'_>, call: &Call<'_>, request: &RegisterSend) -> Result<Ground> {
    let now = call.office.now();
    let teachers: Vec<_> = roster::teachers(read)?.into_iter().filter(|teacher| teacher.in_service).collect();
    let mut subjects: BTreeSet<String> = BTreeSet::new();
    for teacher in &teachers {
        subjects
            .extend([&teacher.subject].into_iter().chain(&teacher.subjects).filter(|name| !name.is_empty()).cloned());
    }
    let mut kinds: Vec<String> = LESSON_KINDS.map(str::to_owned).to_vec();
    let people = call.people(read)?;
    let others: BTreeSet<String> =
        rows::kinds(read)?.into_iter().filter(|kind| kind.seen_by(&people)).map(|kind| kind.name).collect();
    kinds.extend(others.into_iter().filter(|kind| !LESSON_KINDS.contains(&kind.as_str())));
    let mut periods: Vec<String> =
        calendar::periods(read)?.into_iter().map(|period| period.number.to_string()).collect();
    if periods.is_empty() {
        periods = (1..=PERIODS).map(|number| number.to_string()).collect();
    }
    Ok(Ground {
        school: school::school(read)?.name,
        from: sender(read, call)?,
        term: calendar::term(read, request.term_id.as_deref(), now.date_naive())?,
        teachers,
        subjects: subjects.into_iter().collect(),
        classes: roster::classes(read)?.into_iter().map(|class| class.name).collect(),
        periods,
        kinds,
        types: LESSON_TYPES.map(str::to_owned).to_vec(),
        rows_each: usize::try_from(request.rows_each).unwrap_or_default(),
        due_on: request.due_on,
        now,
    })
}

/// Who sends the forms and wants them back: the office, or a head's department.
fn sender(read: &Read<'_>, call: &Call<'_>) -> Result<String> {
    let Reach::Department { department_id, .. } = &call.session.reach else {
        return Ok("教务处".to_owned());
    };
    let own = roster::departments(read)?.into_iter().find(|department| department.id == *department_id);
    Ok(own.map(|department| department.name).unwrap_or_default())
}

/// Identifier and name of the departments that are meant: those with teachers.
fn departments(read: &Read<'_>, ground: &Ground, wanted: &[String]) -> Result<Vec<(String, String)>> {
    let known = roster::departments(read)?;
    let mut meant = Vec::new();
    for id in wanted {
        let department = known.iter().find(|department| department.id == *id);
        let department = department.ok_or_else(|| Error::rule(Code::NotFound))?;
        if ground.teachers.iter().any(|teacher| teacher.department_id.as_ref() == Some(id)) {
            meant.push((id.clone(), department.name.clone()));
        }
    }
    if meant.is_empty() { Err(Error::rule(Code::RegisterNoTeachers)) } else { Ok(meant) }
}

fn safe(name: &str) -> String {
    name.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '_' } else { c }).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes a file under the first free name.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut number = 1_u32;
    loop {
        let mark = if number == 1 { String::new() } else { format!("（{number}）") };
        let path = folder.join(format!("{name}{mark}.xlsx"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                return match written {
                    Ok(()) => Ok(path),
                    Err(error) => fs::remove_file(&path).and(Err(error)),
                };
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}
