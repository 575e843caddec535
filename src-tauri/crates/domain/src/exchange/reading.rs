//! From a file to the table that will be imported: in the reading process, then the sheet and the heading row that
//! fit the kind best.

use super::{
    answers::{Answers, Place},
    columns::Columns,
    condition::{condition, plain, same_value},
    headings::Presets,
    judge::is_blank,
    personal,
    table::{Column, Table, TableRow},
    types::{ImportAnswer, ImportKind, RowNote, WhereClause},
    years,
};
use crate::{
    command::Call,
    error::{Code, Error, Result},
};
use keji_intake::{
    Cell, Intake, IntakeError, Limits, Note, Row, Sheet,
    header::{self, normalise_heading},
    host,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::ErrorKind,
    path::Path,
};

/// The field that says in which column of the file a record stands, where one row holds several.
pub(crate) const ADDRESS: &str = "cell";

/// What is wanted of a file.
pub(crate) struct Wanted<'a> {
    /// What the file holds.
    pub(crate) kind: ImportKind,
    /// Only rows with this value.
    pub(crate) only: Option<&'a WhereClause>,
    /// Columns picked by hand: heading → field, empty for none.
    pub(crate) mapping: &'a BTreeMap<String, String>,
    /// Columns picked by hand for earlier tables: normalised heading → field.
    pub(crate) remembered: &'a BTreeMap<String, String>,
    /// Answers to cells.
    pub(crate) answers: &'a [ImportAnswer],
    /// Whether a sheet without the needed columns is read all the same.
    pub(crate) by_hand: bool,
    /// A day of the week that is meant where only weekdays are named.
    pub(crate) week: Option<chrono::NaiveDate>,
}

/// Reads a file in the host's reading process.
///
/// # Errors
/// `Cancelled`, `ImportFileMissing`, `ImportFileIsFolder`, what the reading process refuses, what the file system refuses.
pub(crate) fn file(call: &Call<'_>, path: &Path) -> Result<Intake> {
    call.go_on()?;
    let limits = Limits::default();
    let about = std::fs::metadata(path).map_err(unread)?;
    if about.is_dir() {
        return Err(Error::rule(Code::ImportFileIsFolder));
    }
    let size = about.len();
    if size > limits.max_file {
        return Err(IntakeError::FileTooLarge { size, limit: limits.max_file }.into());
    }
    let bytes = std::fs::read(path).map_err(unread)?;
    let worker = call.office.host().worker();
    Ok(host::read_in_worker(&worker, &bytes, &limits, host::DEFAULT_TIMEOUT, call.cancelled)?)
}

fn unread(error: std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::rule(Code::ImportFileMissing),
        _ => Error::File(error),
    }
}

/// Chooses the sheet and its headings.
///
/// # Errors
/// `ImportNoHeading`, `ImportNoColumn`, `ImportNoWhere`, `ImportWhereEmpty`, `ImportNoRows`.
pub(crate) fn table(intake: &Intake, presets: &Presets, file_name: &str, wanted: &Wanted<'_>) -> Result<Table> {
    let fields = presets.fields(wanted.kind);
    let candidates = intake.sheets.iter().filter_map(|sheet| candidate(sheet, presets, wanted));
    // Of equal sheets the first: the later ones are often copies or dictionaries.
    let best = candidates.reduce(|best, next| if next.worth(fields) > best.worth(fields) { next } else { best });
    let Some(mut best) = best else {
        let names: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
        return Err(Error::rule(Code::ImportNoHeading).with("wanted", names.join("、")));
    };
    if !wanted.by_hand {
        best.columns.check(wanted.kind, fields)?;
    }
    let left_out = left_out(wanted);
    let address = best.columns.take(ADDRESS);
    let places = best.columns.places;
    let mut table = Table {
        kind: wanted.kind,
        file_name: file_name.to_owned(),
        sheet: best.sheet.name.clone(),
        rows: Vec::new(),
        notes: notes(intake),
        columns: Vec::new(),
        places,
        names: fields.iter().map(|field| (field.key.clone(), field.name.clone())).collect(),
        only: wanted.only.cloned(),
        answers: Answers::new(wanted.answers),
        picked: wanted.mapping.clone(),
        week: wanted.week,
    };
    if wanted.kind == ImportKind::Roster
        && wanted.only.is_none()
        && let Some((newest, years)) = years::newest(best.sheet, best.index + 1, &best.columns.columns)
    {
        let reason = format!(
            "表里有 {} 几年的名单，只读最新的 {}；要读别的一年，请在“只导入部分行”里指定。",
            years.join("、"),
            newest.value
        );
        table.notes.push(RowNote { row: best.number, column: newest.column.clone(), reason });
        table.only = Some(newest);
    }
    let only = table.only.clone();
    let only = condition(&best.columns.columns, only.as_ref())?;
    // Values that the condition could have asked for.
    let mut offered: BTreeSet<String> = BTreeSet::new();
    for row in best.sheet.rows.iter().skip(best.index + 1) {
        if let Some(only) = &only
            && !same_value(&row.text(only.at), only.value)
        {
            let other = row.text(only.at);
            if personal::of(&other).is_none() {
                offered.insert(plain(&other).to_owned());
            }
            continue;
        }
        let mut cells = Vec::with_capacity(best.columns.columns.len());
        let mut faults = Vec::new();
        for (place, (at, column)) in best.columns.columns.iter().enumerate() {
            // What is personal goes no further than this line.
            cells.push(if column.dropped { String::new() } else { row.text(*at).into_owned() });
            if matches!(row.cells.get(*at), Some(Cell::Error { .. })) {
                faults.push(place);
            }
        }
        if cells.iter().any(|cell| !cell.is_empty()) || !faults.is_empty() {
            let column = address.map(|at| row.text(at).into_owned()).unwrap_or_default();
            table.rows.push(TableRow { number: row.number, column, cells, faults });
        }
    }
    let mut columns = best.columns.columns;
    let found = withhold(&mut table, &mut columns);
    for (place, (at, column)) in columns.iter().enumerate() {
        if let Some(kind) = found.get(&place) {
            let reason = format!("这一列的内容是{}，属于个人信息，没有读入。", kind.name());
            table.notes.push(RowNote { row: best.number, column: column.heading.clone(), reason });
            continue;
        }
        if column.dropped {
            let reason = "这一列是个人信息，没有读入。".to_owned();
            table.notes.push(RowNote { row: best.number, column: column.heading.clone(), reason });
            continue;
        }
        let heading = normalise_heading(&column.heading);
        let asked = only.as_ref().is_some_and(|only| only.at == *at) || left_out.contains(&heading);
        let filled = || table.rows.iter().any(|row| row.cells.get(place).is_some_and(|cell| !is_blank(cell)));
        if column.field.is_none() && !asked && !presets.is_counting(&heading) && filled() {
            let reason = format!("表里的“{}”没有读入。", column.heading);
            let note = RowNote { row: best.number, column: column.heading.clone(), reason };
            if !table.notes.contains(&note) {
                table.notes.push(note);
            }
        }
    }
    table.columns = columns.into_iter().map(|(_, column)| column).collect();
    answer(&mut table);
    match only {
        _ if !table.rows.is_empty() => Ok(table),
        Some(only) if !offered.is_empty() => Err(only.matches_nothing(&offered)),
        _ => Err(Error::rule(Code::ImportNoRows)),
    }
}

/// Headings that the user left out by hand: they are not missed.
fn left_out(wanted: &Wanted<'_>) -> BTreeSet<String> {
    wanted.mapping.iter().filter(|(_, field)| field.is_empty()).map(|(heading, _)| normalise_heading(heading)).collect()
}

/// Takes personal data out of the rows by what the cells hold: whole columns of it, and single cells. Says which
/// columns fell by their content.
fn withhold(table: &mut Table, columns: &mut [(usize, Column)]) -> BTreeMap<usize, personal::Personal> {
    let mut found = BTreeMap::new();
    for (place, (_, column)) in columns.iter_mut().enumerate() {
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(place)).map(String::as_str);
        if let Some(kind) = personal::of_column(cells()).filter(|_| !column.dropped) {
            found.insert(place, kind);
            column.dropped = true;
            column.field_name.clear();
            if let Some(field) = column.field.take() {
                table.places.remove(&field);
            }
        }
    }
    for cell in table.rows.iter_mut().flat_map(|row| row.cells.iter_mut().enumerate()) {
        let (place, cell) = cell;
        if found.contains_key(&place) || personal::of(cell).is_some() {
            cell.clear();
        }
    }
    found
}

/// Puts the texts that the user answered into the cells.
pub(crate) fn answer(table: &mut Table) {
    for row in &mut table.rows {
        for (field, place) in &table.places {
            if let Some(cell) = row.cells.get_mut(*place)
                && let Some(text) = table.answers.text(field, cell, Place { row: row.number, column: &row.column })
            {
                *cell = text.to_owned();
            }
        }
    }
}

/// A sheet with the row of its headings, as a kind reads them.
pub(crate) struct Candidate<'a> {
    sheet: &'a Sheet,
    index: usize,
    number: u32,
    /// Its columns.
    pub(crate) columns: Columns,
}

impl Candidate<'_> {
    /// Visible sheets before hidden ones, whole ones before others, then by the number of fields.
    fn worth(&self, fields: &[super::headings::Field]) -> (bool, bool, usize) {
        (!self.sheet.hidden, self.columns.missing(fields).is_empty(), self.columns.places.len())
    }
}

/// How a kind reads a sheet; none when nothing in it looks like a heading.
pub(crate) fn candidate<'a>(sheet: &'a Sheet, presets: &Presets, wanted: &Wanted<'_>) -> Option<Candidate<'a>> {
    let fields = presets.fields(wanted.kind);
    let by_hand = wanted.mapping.keys().map(|heading| normalise_heading(heading));
    let picked: Vec<String> = by_hand.chain(wanted.remembered.keys().cloned()).collect();
    let only = wanted.only.map(|only| normalise_heading(&only.column));
    let known = |heading: &str| {
        fields.iter().any(|field| field.rank(heading).is_some())
            || presets.is_personal(heading)
            || picked.iter().any(|picked| picked == heading)
            || only.as_deref() == Some(heading)
    };
    // A list of nothing but names has a single heading; then it stands in the first row with content.
    let (index, number) = if let Some(found) = header::find(&sheet.rows, &known) {
        (found.index, found.number)
    } else if wanted.by_hand {
        // Nothing is known: the first row that is more than a title.
        let is_title = |row: &Row| {
            row.cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text).collect::<BTreeSet<_>>().len() < 2
        };
        let index = sheet.rows.iter().position(|row| !is_title(row)).unwrap_or(0);
        (index, sheet.rows.get(index)?.number)
    } else {
        let first = sheet.rows.first()?;
        let mut filled = first.cells.iter().filter(|cell| !cell.is_blank());
        let lone = filled.next().is_some_and(|cell| known(&normalise_heading(&cell.text())));
        (lone && filled.next().is_none()).then_some((0, first.number))?
    };
    let headings: Vec<String> =
        sheet.rows.get(index)?.cells.iter().map(|cell| cell.text().replace('\n', " ")).collect();
    let columns = Columns::assign(presets, wanted.kind, &headings, wanted.mapping, wanted.remembered);
    Some(Candidate { sheet, index, number, columns })
}

fn notes(intake: &Intake) -> Vec<RowNote> {
    let said = |row: u32, reason: String| RowNote { row, column: String::new(), reason };
    let sentences = intake.notes.iter().filter_map(|note| match note {
        Note::PrivateUse { encoding, row } => {
            Some(said(*row, format!("文件按 {encoding} 编码读出，这里有认不出的字，请核对后再导入。")))
        }
        Note::EncodingGuessed { encoding } => {
            Some(said(1, format!("文件的文字编码不明，按 {encoding} 读出，请核对文字是否正确。")))
        }
        Note::BlanksFree { row } => {
            let why = "有的节次左起第一格空着，或相邻两格写着同一节课";
            Some(said(*row, format!("表中{why}，可见没有合并单元格：空单元格按没有课处理。")))
        }
        Note::MergedFilled { .. } | Note::CommentsSkipped { .. } => None,
    });
    sentences.collect()
}
