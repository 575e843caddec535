//! Commands of bringing files in.

use super::{
    apply::Writer,
    column_rows,
    gathering::Gathered,
    headings::Presets,
    judge::Outcome,
    kinds, likeness,
    plan::{self, Order, Plan},
    reading::{self, Wanted},
    scoring_sheet,
    table::Table,
    types::{
        ColumnMapping, ImportApply, ImportColumnForget, ImportField, ImportPreview, ImportPreviewRequest, ImportResult,
        PreviewRow, RowNote, RubricReadRequest, RubricReading, Verdict,
    },
};
use crate::{
    calendar,
    command::{ALL_TOPICS, Call, Progress},
    error::{Code, Error, Result},
    wire::Acted,
};
use keji_intake::header::normalise_heading;
use keji_store::{Read, Tx, backup::Reason};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// Rows of a preview that travel.
const SHOWN: usize = 2000;
/// Previews that are kept; the oldest goes when another one comes.
const KEPT: usize = 4;
/// Rows between two reports of progress.
pub(super) const STRIDE: usize = 50;

crate::command::commands! {
    /// Reads a file and says what would be written; writes nothing.
    import_preview(ImportPreviewRequest) -> ImportPreview, DIRECTOR, reads &[], touches &[] => preview;
    /// Writes what a preview showed, in one act.
    import_apply(ImportApply) -> ImportResult, DIRECTOR, reads &[], touches ALL_TOPICS => apply;
    /// Reads a scoring sheet from a file: a draft, and what was not understood; writes nothing.
    rubric_read(RubricReadRequest) -> RubricReading, DIRECTOR, reads &[], touches &[] => read_rubric;
    /// Forgets a column that was picked by hand for an earlier table.
    import_column_forget(ImportColumnForget) -> Acted, DIRECTOR, reads &[], touches &[] => forget;
}

/// A preview that waits for being written.
#[derive(Clone)]
pub struct Prepared {
    pub(super) table: Arc<Table>,
    pub(super) order: Order,
    pub(super) verdicts: Arc<Vec<Verdict>>,
    /// The files of a table that several are read as.
    pub(super) gathered: Option<Arc<Gathered>>,
}

fn preview(call: &Call<'_>, request: ImportPreviewRequest) -> Result<ImportPreview> {
    let path = call.office.path_of(&request.handle)?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    say(call, "正在读取表格", 0, 0);
    let presets = Presets::load()?;
    let intake = kinds::timetable_wide::unfold(request.kind, reading::file(call, &path)?);
    let intake = kinds::assignment_matrix::unfold(request.kind, &presets, intake)?;
    let kind = request.kind;
    let remembered: BTreeMap<String, String> = call
        .read(|read| column_rows::remembered(read, kind.key()))?
        .into_iter()
        .map(|(heading, (field, _))| (heading, field))
        .collect();
    let wanted = Wanted {
        kind,
        only: request.only.as_ref(),
        mapping: &request.mapping,
        remembered: &remembered,
        answers: &request.answers,
        by_hand: request.by_hand,
        week: request.week,
    };
    let table = match reading::table(&intake, &presets, &file_name, &wanted) {
        Ok(table) => table,
        Err(refusal) => return Err(likeness::refused(refusal, &intake, &presets, &wanted)?),
    };
    let looks_like = likeness::better(&intake, &presets, &wanted, table.places.len());
    drop(intake);
    call.go_on()?;
    say(call, "正在与已有数据核对", 0, 0);
    let today = call.office.now().date_naive();
    let order = Order { term_id: request.term_id, create_missing: request.create_missing };
    let plan = call.read(|read| plan::make(read, call.people(read)?, &table, &order, today))?;
    call.go_on()?;
    let mut shown = show(&table, &plan, &presets);
    shown.looks_like = looks_like;
    let prepared = Prepared { table: Arc::new(table), order, verdicts: Arc::new(plan.verdicts()), gathered: None };
    shown.token = keep(call, prepared);
    Ok(shown)
}

fn read_rubric(call: &Call<'_>, request: RubricReadRequest) -> Result<RubricReading> {
    let path = call.office.path_of(&request.handle)?;
    say(call, "正在读取表格", 0, 0);
    let intake = reading::file(call, &path)?;
    let mut reading = scoring_sheet::read(&intake, request.purpose)?;
    reading.file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(reading)
}

fn apply(call: &Call<'_>, request: ImportApply) -> Result<ImportResult> {
    let ImportApply { token, accept_doubtful: accept, dry_run } = request;
    let prepared = previews(call).get(&token).filter(|kept| kept.gathered.is_none()).cloned();
    let prepared = prepared.ok_or_else(|| Error::rule(Code::UnknownPreview))?;
    call.go_on()?;
    let planned = call.read(|read| again(read, call, &prepared))?;
    let (plan, act) = if dry_run || planned.to_write(accept).next().is_none() {
        // Nothing to write leaves no act behind.
        (planned, None)
    } else {
        let op = prepared.table.kind.op();
        say(call, "正在备份", 0, 0);
        call.office.back_up(Reason::BeforeImport)?;
        keep_columns(call, &prepared.table)?;
        let (plan, act) = call.write(op, |tx| write(tx, call, &prepared, accept))?;
        (plan, Some(act))
    };
    if !dry_run {
        previews(call).remove(&token);
    }
    Ok(ImportResult {
        new: plan.count(Verdict::New),
        changed: plan.count(Verdict::Changed),
        same: plan.count(Verdict::Same),
        doubtful: plan.notes(Verdict::Doubtful),
        refused: plan.notes(Verdict::Refused),
        warnings: plan.warnings(accept),
        act,
    })
}

/// Plans once more: what the user accepted must be what is written.
pub(super) fn again(read: &Read<'_>, call: &Call<'_>, prepared: &Prepared) -> Result<Plan> {
    let today = call.office.now().date_naive();
    let plan = plan::make(read, call.people(read)?, &prepared.table, &prepared.order, today)?;
    if plan.verdicts() == *prepared.verdicts { Ok(plan) } else { Err(Error::rule(Code::PreviewStale)) }
}

fn write(tx: &Tx<'_>, call: &Call<'_>, prepared: &Prepared, accept: bool) -> Result<Plan> {
    let plan = again(tx, call, prepared)?;
    let term = match &prepared.order.term_id {
        Some(id) => Some(calendar::term(tx, Some(id), tx.now().date_naive())?),
        None => calendar::present_term(tx, tx.now().date_naive())?,
    };
    let mut writer = Writer::new(tx, call.people(tx)?, term.map(|term| term.id));
    let all = plan.to_write(accept).count();
    for (done, outcome) in plan.to_write(accept).enumerate() {
        if done % STRIDE == 0 {
            call.go_on()?;
            say(call, "正在写入", done, all);
        }
        writer.write(outcome)?;
    }
    call.go_on()?;
    Ok(plan)
}

/// Keeps what was picked by hand for the next table of the kind: an act of its own, because who takes the import back
/// has not changed their mind about the columns.
fn keep_columns(call: &Call<'_>, table: &Table) -> Result<()> {
    let kind = table.kind.key();
    let known = call.read(|read| column_rows::remembered(read, kind))?;
    let picked = table.picked.iter().map(|(heading, field)| (normalise_heading(heading), field));
    let fresh: Vec<(String, &String)> = picked
        .filter(|(heading, field)| !heading.is_empty() && known.get(heading).is_none_or(|(known, _)| known != *field))
        .collect();
    if fresh.is_empty() {
        return Ok(());
    }
    call.write("import_column_keep", |tx| {
        for (heading, field) in &fresh {
            match known.get(heading) {
                None => column_rows::insert(tx, kind, heading, field)?,
                Some((_, id)) => column_rows::change(tx, id, field)?,
            }
        }
        Ok(())
    })?;
    Ok(())
}

fn forget(call: &Call<'_>, request: ImportColumnForget) -> Result<Acted> {
    let heading = normalise_heading(&request.heading);
    let kind = request.kind.key();
    let known = call.read(|read| column_rows::remembered(read, kind))?;
    let (_, id) = known.get(&heading).ok_or_else(|| Error::rule(Code::NotFound))?;
    let ((), act) = call.write("import_column_forget", |tx| column_rows::delete(tx, id))?;
    Ok(Acted { act })
}

pub(super) fn show(table: &Table, plan: &Plan, presets: &Presets) -> ImportPreview {
    let mut rows: Vec<PreviewRow> = plan
        .outcomes
        .iter()
        .zip(&table.rows)
        .map(|(outcome, row)| PreviewRow {
            row: outcome.row,
            column: row.column.clone(),
            verdict: outcome.verdict,
            cells: row.cells.clone(),
            notes: notes(plan, outcome),
            repairs: outcome.repairs.clone(),
        })
        .collect();
    // Stable: within each part the order of the file.
    rows.sort_by_key(|row| match (row.verdict, row.notes.is_empty()) {
        (Verdict::Refused | Verdict::Doubtful, _) => 0,
        (_, false) => 1,
        (_, true) => 2,
    });
    rows.truncate(SHOWN);
    let column = |column: &super::table::Column| ColumnMapping {
        heading: column.heading.clone(),
        field: column.field.clone(),
        field_name: column.field_name.clone(),
        dropped: column.dropped,
        remembered: column.remembered,
    };
    let fields = presets.fields(table.kind).iter().filter(|field| field.key != reading::ADDRESS);
    let field = |field: &super::headings::Field| ImportField {
        key: field.key.clone(),
        name: field.name.clone(),
        required: field.required,
    };
    ImportPreview {
        token: String::new(),
        kind: table.kind,
        file_name: table.file_name.clone(),
        sheet: table.sheet.clone(),
        columns: table.columns.iter().map(column).collect(),
        only: table.only.clone(),
        elsewhere: plan.elsewhere.clone(),
        looks_like: None,
        fields: fields.map(field).collect(),
        new: plan.count(Verdict::New),
        changed: plan.count(Verdict::Changed),
        same: plan.count(Verdict::Same),
        doubtful: plan.count(Verdict::Doubtful),
        refused: plan.count(Verdict::Refused),
        warnings: plan.warnings(true),
        rows,
    }
}

/// What is said of a row: what holds for all of them is said once above.
fn notes(plan: &Plan, outcome: &Outcome) -> Vec<RowNote> {
    let said = |note: &&RowNote| plan.elsewhere.is_none() || !outcome.is_about_the_term(note);
    outcome.reasons.iter().filter(said).chain(&outcome.warnings).chain(&outcome.repeats).cloned().collect()
}

pub(super) fn keep(call: &Call<'_>, prepared: Prepared) -> String {
    // Tokens grow, so that the first of the map is the oldest.
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let token = format!("preview-{:016}", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut kept = previews(call);
    while kept.len() >= KEPT {
        kept.pop_first();
    }
    kept.insert(token.clone(), prepared);
    token
}

pub(super) fn previews<'a>(call: &'a Call<'_>) -> MutexGuard<'a, BTreeMap<String, Prepared>> {
    call.office.previews.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn say(call: &Call<'_>, doing: &str, done: usize, of: usize) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (call.progress)(Progress { doing: doing.to_owned(), done: number(done), of: number(of) });
}
