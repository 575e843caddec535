//! Reading returned files, and writing what a preview of them showed.

use super::{
    folder::{self, Entry},
    mark::Mark,
    rows::{self, Form, Return},
    types::{
        RegisterCollect, RegisterFile, RegisterFileState, RegisterLeft, RegisterLook, RegisterPreview, RegisterResult,
    },
};
use crate::{
    calendar,
    command::{Call, Progress},
    error::{Code, Error, Result},
    exchange::{self, About, Counts, Gathered, ImportKind, Reader, Table},
};
use std::sync::Arc;

/// Rows of all files together.
const MOST_ROWS: usize = 20_000;

/// Reads the files and holds their rows against the store; writes nothing.
///
/// # Errors
/// What a folder may hold (`folder::entries`), `RegisterTooManyRows`, `UnknownPreview`, `NoTerm`, `Cancelled`.
pub(super) fn look(call: &Call<'_>, request: RegisterLook) -> Result<RegisterPreview> {
    let (gathered, term_id) = match &request.token {
        Some(token) => {
            let (gathered, term_id) = exchange::kept(call, token)?;
            (gathered, request.term_id.or(term_id))
        }
        None => read(call, &request)?,
    };
    let look = exchange::look(call, Arc::clone(&gathered), term_id, &request.answers)?;
    let counts = |about: &About| look.files.get(&about.name).copied().unwrap_or_default();
    let mut files: Vec<RegisterFile> = gathered.files.iter().map(|about| file(about, counts(about))).collect();
    files.sort_by_key(|file| match file.state {
        RegisterFileState::Read => 0,
        RegisterFileState::Blank => 1,
        RegisterFileState::Left => 2,
    });
    Ok(RegisterPreview { import: look.preview, files })
}

/// Writes what a preview showed, and notes which file brought which sheet.
///
/// # Errors
/// `UnknownPreview`, `PreviewStale`, `RegisterNothingFilledIn`, what the sheets themselves refuse.
pub(super) fn collect(call: &Call<'_>, request: &RegisterCollect) -> Result<RegisterResult> {
    let (gathered, term_id) = exchange::kept(call, &request.token)?;
    let term_id = term_id.ok_or_else(|| Error::rule(Code::NoTerm))?;
    if gathered.files.iter().all(|file| file.rows.unwrap_or_default() == 0) {
        return Err(Error::rule(Code::RegisterNothingFilledIn));
    }
    let written = exchange::write(call, &request.token, request.accept_doubtful, "register_collect", |tx, taken| {
        for file in &gathered.files {
            let Some(sheets) = taken.get(&file.name) else {
                continue;
            };
            rows::insert_return(
                tx,
                &Return {
                    term_id: &term_id,
                    form_id: file.form_id.as_deref(),
                    file_name: &file.name,
                    entered: file.rows.and_then(|rows| u32::try_from(rows).ok()).unwrap_or_default(),
                    sheets,
                },
            )?;
        }
        Ok(())
    })?;
    let left = |(file, note): (String, exchange::RowNote)| RegisterLeft {
        file,
        row: note.row,
        column: note.column,
        reason: note.reason,
    };
    Ok(RegisterResult {
        new: written.counts.new,
        changed: written.counts.changed,
        same: written.counts.same,
        left: written.left.into_iter().map(left).collect(),
        act: written.act,
    })
}

/// Reads every file once: tables under one another, and what is known of each.
fn read(call: &Call<'_>, request: &RegisterLook) -> Result<(Arc<Gathered>, Option<String>)> {
    let paths = request.handles.iter().map(|handle| call.office.path_of(handle)).collect::<Result<Vec<_>>>()?;
    let entries = folder::entries(&paths)?;
    let forms = call.read(rows::forms)?;
    let departments = call.read(crate::roster::departments)?;
    let reader = Reader::new(call, ImportKind::Observations)?;
    let (mut tables, mut abouts): (Vec<Table>, Vec<(About, Option<Mark>)>) = (Vec::new(), Vec::new());
    let (mut rows, many) = (0, entries.len());
    for (at, entry) in entries.into_iter().enumerate() {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        (call.progress)(Progress { doing: "正在读取登记表".to_owned(), done: number(at), of: number(many) });
        let (mut about, mark, table) = one(call, &reader, entry)?;
        if let Some(form) = mark.as_ref().and_then(|mark| forms.iter().find(|form| form.id == mark.form_id)) {
            let department = departments.iter().find(|department| department.id == form.department_id);
            about.department = department.map(|department| department.name.clone()).unwrap_or_default();
            if call.session.reach.holds_department(&form.department_id) {
                about.form_id = Some(form.id.clone());
            } else {
                let note = format!("这份表是发给{}的，只收本教研组教师的行。", about.department);
                about.note.push_str(&note);
            }
        } else if mark.is_some() {
            "这份表不是本校现在的记录里发出的，按表头读取。".clone_into(&mut about.note);
        }
        if let Some(table) = table {
            rows += table.rows.len();
            if rows > MOST_ROWS {
                return Err(Error::rule(Code::RegisterTooManyRows).with("limit", MOST_ROWS));
            }
            if let Some(same) = tables.iter().find(|known| !table.rows.is_empty() && known.rows == table.rows) {
                about.note = format!("内容与“{}”完全相同。", same.file_name);
            }
            tables.push(table);
        }
        abouts.push((about, mark));
    }
    let term = term(call, request.term_id.as_deref(), &forms, &abouts)?;
    for (about, mark) in &mut abouts {
        if mark.as_ref().is_some_and(|mark| mark.term != term.key) && about.rows.is_some() {
            about.note.push_str("这份表不是为本学期发出的，请核对日期。");
        }
    }
    let abouts = abouts.into_iter().map(|(about, _)| about).collect();
    Ok((Arc::new(reader.gather(&tables, abouts)), Some(term.id)))
}

/// One file: what is known of it, its mark, its table. What is wrong with one file stops no other.
fn one(call: &Call<'_>, reader: &Reader, entry: Entry) -> Result<(About, Option<Mark>, Option<Table>)> {
    let mut about = About {
        name: entry.name,
        form_id: None,
        department: String::new(),
        note: entry.left.unwrap_or_default().to_owned(),
        rows: None,
        error: None,
    };
    if entry.left.is_some() {
        return Ok((about, None, None));
    }
    let found = Reader::open(call, &entry.path).and_then(|intake| {
        let mark = Mark::of(&intake);
        Ok((reader.table(&intake, &about.name)?, mark))
    });
    match found {
        Ok((table, mark)) => {
            about.rows = Some(table.rows.len());
            if table.rows.is_empty() {
                "一行也没有填写。".clone_into(&mut about.note);
            }
            Ok((about, mark, Some(table)))
        }
        Err(error) if stops_all(&error) => Err(error),
        Err(error) => {
            about.error = Some(error.to_wire());
            Ok((about, None, None))
        }
    }
}

/// A refusal that is not about the file: the user stopped, or there is no reading process, or no store.
fn stops_all(error: &Error) -> bool {
    matches!(error, Error::Store(_)) || matches!(error.code(), "cancelled" | "intake_worker_unavailable" | "locked")
}

/// The term that is meant: the one that was asked for, or that of all forms, or the present one.
fn term(
    call: &Call<'_>,
    asked: Option<&str>,
    forms: &[Form],
    files: &[(About, Option<Mark>)],
) -> Result<calendar::Term> {
    let form_of = |mark: &Mark| forms.iter().find(|form| form.id == mark.form_id);
    let mut said: Vec<&str> =
        files.iter().filter_map(|(_, mark)| form_of(mark.as_ref()?)).map(|form| form.term_id.as_str()).collect();
    said.sort_unstable();
    said.dedup();
    let only = if said.len() == 1 { said.first().copied() } else { None };
    call.read(|read| calendar::term(read, asked.or(only), call.office.now().date_naive()))
}

fn file(about: &About, counts: Counts) -> RegisterFile {
    RegisterFile {
        name: about.name.clone(),
        state: match about.rows {
            None => RegisterFileState::Left,
            Some(0) => RegisterFileState::Blank,
            Some(_) => RegisterFileState::Read,
        },
        department: about.department.clone(),
        note: about.note.clone(),
        error: about.error.clone(),
        new: counts.new,
        changed: counts.changed,
        same: counts.same,
        repeats: counts.repeats,
        doubtful: counts.doubtful,
        refused: counts.refused,
    }
}
