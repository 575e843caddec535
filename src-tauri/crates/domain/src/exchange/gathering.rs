//! Several files of one kind read as one table: one preview of all, one act, one undo. A row knows its file.

use super::{
    answers::Answers,
    api::{self, Prepared, STRIDE},
    apply::Writer,
    column_rows,
    headings::Presets,
    judge::is_blank,
    plan::{self, Order, Plan, sentences},
    reading::{self, Wanted},
    table::{Column, FILE, Table, TableRow},
    types::{ImportAnswer, ImportKind, ImportPreview, RowNote, Verdict},
};
use crate::{
    calendar,
    command::Call,
    error::{Code, Error, Result, WireError},
};
use keji_intake::Intake;
use keji_store::{Tx, backup::Reason};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

/// Fields that a form may have filled in before it was sent out: a row with nothing else was not used.
const PREPARED: [&str; 2] = ["observer", "subject"];

/// Reads files of a kind, one after another.
pub(crate) struct Reader {
    kind: ImportKind,
    presets: Presets,
    remembered: BTreeMap<String, String>,
}

impl Reader {
    /// Gets ready for files of a kind.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn new(call: &Call<'_>, kind: ImportKind) -> Result<Self> {
        let remembered = call.read(|read| column_rows::remembered(read, kind.key()))?;
        let remembered = remembered.into_iter().map(|(heading, (field, _))| (heading, field)).collect();
        Ok(Self { kind, presets: Presets::load()?, remembered })
    }

    /// Opens a file in the reading process.
    ///
    /// # Errors
    /// What the reading process or the file system refuses.
    pub(crate) fn open(call: &Call<'_>, path: &Path) -> Result<Intake> {
        reading::file(call, path)
    }

    /// The table in a file, without rows that nobody has used.
    ///
    /// # Errors
    /// `ImportNoHeading`, `ImportNoColumn`, `ImportNoRows`.
    pub(crate) fn table(&self, intake: &Intake, file_name: &str) -> Result<Table> {
        let (kind, mapping) = (self.kind, BTreeMap::new());
        let remembered = &self.remembered;
        let wanted =
            Wanted { kind, only: None, mapping: &mapping, remembered, answers: &[], by_hand: false, week: None };
        let mut table = reading::table(intake, &self.presets, file_name, &wanted)?;
        let telling: BTreeSet<usize> =
            table.places.iter().filter(|(field, _)| !PREPARED.contains(&field.as_str())).map(|(_, at)| *at).collect();
        table.rows.retain(|row| {
            let says = |at: &usize| row.cells.get(*at).is_some_and(|cell| !is_blank(cell)) || row.faults.contains(at);
            telling.iter().any(says)
        });
        Ok(table)
    }

    /// Puts the tables of several files under one another; `files` tells what is known of each beside its rows.
    pub(crate) fn gather(self, tables: &[Table], files: Vec<About>) -> Gathered {
        let fields = self.presets.fields(self.kind);
        let used = fields.iter().filter(|field| tables.iter().any(|table| table.places.contains_key(&field.key)));
        let mut whole = Table {
            kind: self.kind,
            file_name: String::new(),
            sheet: String::new(),
            columns: Vec::new(),
            places: BTreeMap::new(),
            names: fields.iter().map(|field| (field.key.clone(), field.name.clone())).collect(),
            rows: Vec::new(),
            notes: Vec::new(),
            only: None,
            answers: Answers::default(),
            picked: BTreeMap::new(),
            week: None,
        };
        for field in used {
            let mut headings: BTreeSet<&str> = BTreeSet::new();
            for table in tables {
                let column = table.places.get(&field.key).and_then(|at| table.columns.get(*at));
                headings.extend(column.map(|column| column.heading.as_str()));
            }
            // Where the files differ, the field's own name stands over them.
            let heading = if headings.len() == 1 { headings.first().copied() } else { None };
            whole.places.insert(field.key.clone(), whole.columns.len());
            whole.columns.push(Column {
                heading: heading.unwrap_or(&field.name).to_owned(),
                field: Some(field.key.clone()),
                field_name: field.name.clone(),
                dropped: false,
                remembered: false,
            });
        }
        for table in tables {
            whole.notes.extend(table.notes.iter().map(|note| of_file(note, &table.file_name)));
            let rows: Vec<TableRow> = table.rows.iter().map(|row| moved(&whole.columns, table, row)).collect();
            whole.rows.extend(rows);
        }
        Gathered { table: whole, files, presets: self.presets }
    }
}

/// The row of a file under the columns of the whole.
fn moved(columns: &[Column], table: &Table, row: &TableRow) -> TableRow {
    let from = |column: &Column| column.field.as_ref().and_then(|field| table.places.get(field)).copied();
    let cell = |column: &Column| from(column).and_then(|at| row.cells.get(at)).cloned().unwrap_or_default();
    let is_fault = |column: &Column| from(column).is_some_and(|at| row.faults.contains(&at));
    let faults = columns.iter().enumerate().filter(|(_, column)| is_fault(column)).map(|(at, _)| at);
    TableRow {
        number: row.number,
        column: format!("{}{FILE}", table.file_name),
        cells: columns.iter().map(cell).collect(),
        faults: faults.collect(),
    }
}

/// A note with its file before the column.
fn of_file(note: &RowNote, file: &str) -> RowNote {
    let column = if note.column.is_empty() { file.to_owned() } else { format!("{file}{FILE}{}", note.column) };
    RowNote { row: note.row, column, reason: note.reason.clone() }
}

fn file_of(row: &TableRow) -> &str {
    row.column.strip_suffix(FILE).unwrap_or_default()
}

/// The rows of several files.
pub(crate) struct Gathered {
    /// The files, those that were not read among them.
    pub(crate) files: Vec<About>,
    table: Table,
    presets: Presets,
}

/// What is known of a file beside its rows.
#[derive(Debug, Clone)]
pub(crate) struct About {
    /// Its name, each once.
    pub(crate) name: String,
    /// The form that it is, by its mark.
    pub(crate) form_id: Option<String>,
    /// The department of the form; empty without one.
    pub(crate) department: String,
    /// What people should know of it; empty for nothing.
    pub(crate) note: String,
    /// Rows that were filled in; none for a file that was not read.
    pub(crate) rows: Option<usize>,
    /// Why it was not read.
    pub(crate) error: Option<WireError>,
}

/// What becomes of the rows of one file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// New records.
    pub(crate) new: u32,
    /// Changes of a record.
    pub(crate) changed: u32,
    /// Rows that are there already, repeats among them.
    pub(crate) same: u32,
    /// Rows that an earlier row or file has said.
    pub(crate) repeats: u32,
    /// Rows in doubt.
    pub(crate) doubtful: u32,
    /// Rows that cannot be written.
    pub(crate) refused: u32,
}

/// A preview of all files, and the counts of each.
pub(crate) struct Look {
    /// The rows, as of a single file.
    pub(crate) preview: ImportPreview,
    /// Counts by the file's name.
    pub(crate) files: BTreeMap<String, Counts>,
}

/// Previews files that were gathered; `token` of an earlier preview looks at its files again with other answers.
///
/// # Errors
/// `NotFound` for an unknown term, `NoTerm`, the store's refusal.
pub(crate) fn look(
    call: &Call<'_>,
    gathered: Arc<Gathered>,
    term_id: Option<String>,
    answers: &[ImportAnswer],
) -> Result<Look> {
    api::say(call, "正在与已有数据核对", 0, 0);
    let mut table = gathered.table.clone();
    table.answers = Answers::new(answers);
    reading::answer(&mut table);
    let today = call.office.now().date_naive();
    let order = Order { term_id, create_missing: false };
    let plan = call.read(|read| plan::make(read, call.people(read)?, &table, &order, today))?;
    call.go_on()?;
    let mut preview = api::show(&table, &plan, &gathered.presets);
    preview.warnings = warnings(&table, &plan);
    let files = counts(&table, &plan);
    let verdicts = Arc::new(plan.verdicts());
    preview.token = api::keep(call, Prepared { table: Arc::new(table), order, verdicts, gathered: Some(gathered) });
    Ok(Look { preview, files })
}

/// The files behind an earlier preview, with the term that it was for.
///
/// # Errors
/// `UnknownPreview`.
pub(crate) fn kept(call: &Call<'_>, token: &str) -> Result<(Arc<Gathered>, Option<String>)> {
    let prepared = api::previews(call).get(token).cloned();
    let prepared = prepared.ok_or_else(|| Error::rule(Code::UnknownPreview))?;
    let gathered = prepared.gathered.ok_or_else(|| Error::rule(Code::UnknownPreview))?;
    Ok((gathered, prepared.order.term_id))
}

fn warnings(table: &Table, plan: &Plan) -> Vec<RowNote> {
    let mut warnings = plan.heads(true);
    for (outcome, row) in plan.outcomes.iter().zip(&table.rows).filter(|(outcome, _)| outcome.write.is_some()) {
        warnings.extend(outcome.warnings.iter().map(|note| of_file(note, file_of(row))));
    }
    warnings
}

fn counts(table: &Table, plan: &Plan) -> BTreeMap<String, Counts> {
    let mut files: BTreeMap<String, Counts> = BTreeMap::new();
    for (outcome, row) in plan.outcomes.iter().zip(&table.rows) {
        let counts = files.entry(file_of(row).to_owned()).or_default();
        let count = match outcome.verdict {
            Verdict::New => &mut counts.new,
            Verdict::Changed => &mut counts.changed,
            Verdict::Same => &mut counts.same,
            Verdict::Doubtful => &mut counts.doubtful,
            Verdict::Refused => &mut counts.refused,
        };
        *count += 1;
        counts.repeats += u32::from(outcome.repeats.is_some());
    }
    files
}

/// Observation sheets that each file wrote or said once more, by the file's name.
pub(crate) type Taken = BTreeMap<String, Vec<String>>;

/// What was written of several files.
pub(crate) struct Written {
    /// Counts of all.
    pub(crate) counts: Counts,
    /// Rows that were not written: the file, and what was wrong.
    pub(crate) left: Vec<(String, RowNote)>,
    /// The act.
    pub(crate) act: String,
}

/// Writes what a preview showed, in one act, together with what `record` notes of each file.
///
/// # Errors
/// `UnknownPreview`, `PreviewStale`, what the slices refuse; then nothing is written.
pub(crate) fn write(
    call: &Call<'_>,
    token: &str,
    accept: bool,
    op: &str,
    record: impl FnOnce(&Tx<'_>, &Taken) -> Result<()>,
) -> Result<Written> {
    let prepared = api::previews(call).get(token).filter(|kept| kept.gathered.is_some()).cloned();
    let prepared = prepared.ok_or_else(|| Error::rule(Code::UnknownPreview))?;
    // A preview that has become stale is told before a backup is made.
    call.read(|read| api::again(read, call, &prepared))?;
    api::say(call, "正在备份", 0, 0);
    call.office.back_up(Reason::BeforeImport)?;
    let (plan, act) = call.write(op, |tx| {
        let plan = api::again(tx, call, &prepared)?;
        let sheets = rows(tx, call, &prepared, &plan, accept)?;
        record(tx, &sheets)?;
        call.go_on()?;
        Ok(plan)
    })?;
    api::previews(call).remove(token);
    let counts = counts(&prepared.table, &plan).into_values().fold(Counts::default(), Counts::and);
    Ok(Written { counts, left: left(&prepared.table, &plan, accept), act })
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            changed: self.changed + other.changed,
            same: self.same + other.same,
            repeats: self.repeats + other.repeats,
            doubtful: self.doubtful + other.doubtful,
            refused: self.refused + other.refused,
        }
    }
}

fn rows(tx: &Tx<'_>, call: &Call<'_>, prepared: &Prepared, plan: &Plan, accept: bool) -> Result<Taken> {
    let today = tx.now().date_naive();
    let term = match &prepared.order.term_id {
        Some(id) => Some(calendar::term(tx, Some(id), today)?),
        None => calendar::present_term(tx, today)?,
    };
    let mut writer = Writer::new(tx, call.people(tx)?, term.map(|term| term.id));
    let mut taken = Taken::new();
    let all = plan.outcomes.len();
    for (done, (outcome, row)) in plan.outcomes.iter().zip(&prepared.table.rows).enumerate() {
        if done % STRIDE == 0 {
            call.go_on()?;
            api::say(call, "正在写入", done, all);
        }
        if outcome.write.is_some() && (accept || outcome.verdict != Verdict::Doubtful) {
            writer.write(outcome)?;
        }
        let sheets = taken.entry(file_of(row).to_owned()).or_default();
        sheets.append(&mut writer.sheets);
        sheets.extend(outcome.known_sheets.iter().cloned());
    }
    Ok(taken)
}

fn left(table: &Table, plan: &Plan, accept: bool) -> Vec<(String, RowNote)> {
    let stays = |verdict: Verdict| verdict == Verdict::Refused || (verdict == Verdict::Doubtful && !accept);
    let rows = plan.outcomes.iter().zip(&table.rows).filter(|(outcome, _)| stays(outcome.verdict));
    rows.map(|(outcome, row)| {
        let column = outcome.reasons.first().map(|note| note.column.clone()).unwrap_or_default();
        (file_of(row).to_owned(), RowNote { row: outcome.row, column, reason: sentences(&outcome.reasons) })
    })
    .collect()
}
