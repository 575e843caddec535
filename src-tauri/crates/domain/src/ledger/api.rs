//! Commands of the quota ledger.

use super::{
    coverage::Seen,
    coverage_types::{Coverage, CoverageRequest, VisitProposal, VisitProposalRequest},
    read::Ledger,
    types::{LedgerRecords, LedgerRecordsRequest, LedgerRequest, QuotaLedger},
};
use crate::{
    command::{Call, Topic},
    error::{Code, Error, Result},
    roster,
};

const READS: &[Topic] = &[Topic::Quota, Topic::Observation, Topic::Roster, Topic::Calendar, Topic::Mentoring];
const PROPOSES: &[Topic] = &[Topic::Observation, Topic::Roster, Topic::Calendar, Topic::Timetable];

crate::command::commands! {
    /// For each person and target: owed, waived, observed, counted, refused with reasons, left.
    quota_ledger(LedgerRequest) -> QuotaLedger, EVERYONE, reads READS, touches &[] => ledger;
    /// The lessons behind a line of the ledger.
    quota_records(LedgerRecordsRequest) -> LedgerRecords, EVERYONE, reads READS, touches &[] => records;
    /// Who saw whom, who was seen in which week, who was never seen.
    coverage_get(CoverageRequest) -> Coverage, EVERYONE, reads READS, touches &[] => coverage;
    /// Whom an observer might visit next week, and why.
    visit_proposal(VisitProposalRequest) -> VisitProposal, EVERYONE, reads PROPOSES, touches &[] => proposal;
}

fn coverage(call: &Call<'_>, request: CoverageRequest) -> Result<Coverage> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let people = call.people(read)?;
        let seen = Seen::read(read, &people, request.term_id.as_deref(), request.as_of, today)?;
        let grades = roster::classes(read)?.into_iter().map(|class| (class.id, class.grade)).collect();
        Ok(seen.coverage(&request, &people, &grades))
    })
}

fn proposal(call: &Call<'_>, request: VisitProposalRequest) -> Result<VisitProposal> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let people = call.people(read)?;
        people.allow([Some(request.observer_id.as_str())])?;
        super::proposal::propose(read, &people, today, &request)
    })
}

/// The ledger of the people whom a request and the account let through.
///
/// # Errors
/// `NoTerm`, `NotFound`, `AsOfBeforeTerm`.
pub(crate) fn ledger(call: &Call<'_>, request: LedgerRequest) -> Result<QuotaLedger> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let people = call.people(read)?;
        let ledger = Ledger::read(read, request.term_id.as_deref(), request.as_of, today)?;
        Ok(ledger.figures(&request, |teacher| people.has(Some(&teacher.id))))
    })
}

/// The lessons behind a line, for who reaches the person.
///
/// # Errors
/// `NoTerm`, `NotFound`, `OutOfReach`, `AsOfBeforeTerm`.
pub(crate) fn records(call: &Call<'_>, request: LedgerRecordsRequest) -> Result<LedgerRecords> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        call.people(read)?.allow([Some(request.teacher_id.as_str())])?;
        let ledger = Ledger::read(read, request.term_id.as_deref(), request.as_of, today)?;
        let teacher = ledger.teachers.iter().find(|teacher| teacher.id == request.teacher_id);
        ledger.records(read, teacher.ok_or_else(|| Error::rule(Code::NotFound))?, &request)
    })
}
