//! 听课本: an observer's term as a booklet. A cover, the table of contents with pages, what counts and what does not,
//! every sheet as 听课记录 on a page of its own, and the list of reviews.

mod contents;
mod figures;
mod frame;

use super::{
    lesson,
    types::{LessonBook, LessonForm, LessonPapers, PaperFormat},
};
use crate::{
    calendar::{self, Term},
    command::Call,
    error::{Code, Error, Result},
    ledger::{self, EvidenceSource, LedgerLine, LedgerRecord, LedgerRecordsRequest, LedgerRequest, QuotaLedger},
    observation::{self, BookReview, Sheet},
    report::stamp,
    roster::{self, Teacher},
    school,
};
use keji_render::{Block, Document, Metadata};

/// What a booklet is made of.
struct Ground {
    school: String,
    term: Term,
    observer: Teacher,
    /// Sheets that were handed in, oldest first.
    sheets: Vec<Sheet>,
    /// Further ones that are closed to the account until all observers of their lessons have handed in.
    closed: usize,
    ledger: QuotaLedger,
    /// The lessons behind the first line of the ledger that counts sheets.
    records: Vec<LedgerRecord>,
    /// Reviews of the book, with who reviewed it.
    reviews: Vec<(BookReview, String)>,
}

/// The booklet of an observer's term.
///
/// # Errors
/// `NoTerm`, `TermUnknown`, `NotFound`, `OutOfReach`, `OutOfRange` for a term without sheets, `JointClosed` for one
/// whose sheets are all closed, `Cancelled`.
pub(super) fn document(call: &Call<'_>, request: &LessonBook) -> Result<Document> {
    let ground = ground(call, request)?;
    let asked = LessonPapers {
        ids: ground.sheets.iter().map(|sheet| sheet.id.clone()).collect(),
        form: LessonForm::Record,
        format: PaperFormat::Pdf,
        handle: String::new(),
        protection: request.protection.clone(),
    };
    let records = lesson::document(call, &asked)?;
    let title = format!("{}听课本", ground.school);
    let mut paper = Document {
        metadata: Metadata {
            title,
            author: ground.school.clone(),
            subject: "听课本".to_owned(),
            keywords: vec!["听课本".to_owned(), "听课记录".to_owned()],
            created: stamp(call.office.now()),
        },
        ..records
    };
    paper.page.cover = true;
    let sheets = std::mem::take(&mut paper.blocks);
    frame::cover(&mut paper, &ground);
    contents::write(&mut paper, &ground);
    figures::write(&mut paper, &ground);
    bind(&mut paper, sheets);
    frame::reviews(&mut paper, &ground);
    Ok(paper)
}

/// Name of the place where a sheet begins, from 0.
fn mark(at: usize) -> String {
    format!("sheet{at}")
}

/// Puts the sheets in, each with a mark at its head: a sheet begins with its title.
fn bind(paper: &mut Document, sheets: Vec<Block>) {
    paper.push(Block::PageBreak);
    let mut at = 0;
    for block in sheets {
        if matches!(block, Block::Title { .. }) {
            paper.push(Block::Mark { mark: mark(at) });
            at += 1;
        }
        paper.push(block);
    }
}

fn ground(call: &Call<'_>, request: &LessonBook) -> Result<Ground> {
    let today = call.office.now().date_naive();
    let (school, term, observer, sheets, closed, reviews) = call.read(|read| {
        let (people, closed) = (call.people(read)?, call.closed(read)?);
        people.allow([Some(request.observer_id.as_str())])?;
        let term = calendar::term(read, request.term_id.as_deref(), today)?;
        let teachers = roster::teachers(read)?;
        let known = |id: &str| teachers.iter().find(|teacher| teacher.id == id);
        let observer = known(&request.observer_id).cloned().ok_or_else(|| Error::rule(Code::NotFound))?;
        let mut facts: Vec<_> = observation::between(read, term.first_day, term.last_day)?
            .into_iter()
            .filter(|fact| fact.handed_in() && fact.observer_id.as_deref() == Some(observer.id.as_str()))
            .collect();
        facts.sort_by(|one, other| (one.date, one.period, &one.id).cmp(&(other.date, other.period, &other.id)));
        let handed_in = facts.len();
        facts.retain(|fact| !closed.has(&fact.id));
        let closed = handed_in - facts.len();
        if facts.is_empty() && closed > 0 {
            return Err(Error::rule(Code::JointClosed));
        }
        let sheets = facts.iter().map(|fact| observation::get(read, &people, &fact.id)).collect::<Result<Vec<_>>>()?;
        let reviews = observation::book_reviews(read, &term.id)?
            .into_iter()
            .filter(|review| review.teacher_id == observer.id)
            .map(|review| {
                let reviewer = review.reviewer_id.as_deref().and_then(known).map(|one| one.display.clone());
                (review, reviewer.unwrap_or_default())
            })
            .collect();
        Ok((school::school(read)?.name, term, observer, sheets, closed, reviews))
    })?;
    let ledger = ledger::ledger(
        call,
        LedgerRequest {
            term_id: Some(term.id.clone()),
            teacher_id: Some(observer.id.clone()),
            ..LedgerRequest::default()
        },
    )?;
    let records = match ledger.lines.iter().find(|line| line.source == EvidenceSource::Sheets) {
        Some(line) => ledger::records(call, behind(&term, line))?.rows,
        None => Vec::new(),
    };
    Ok(Ground { school, term, observer, sheets, closed, ledger, records, reviews })
}

fn behind(term: &Term, line: &LedgerLine) -> LedgerRecordsRequest {
    LedgerRecordsRequest {
        term_id: Some(term.id.clone()),
        as_of: None,
        teacher_id: line.teacher_id.clone(),
        target: line.target.clone(),
        category: Some(line.category.clone()),
        every: Some(line.every),
    }
}
