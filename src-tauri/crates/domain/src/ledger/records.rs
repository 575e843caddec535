//! The lessons behind a line.

use super::{
    line::BOOK,
    read::Ledger,
    types::{EvidenceSource, LedgerRecord, LedgerRecords, LedgerRecordsRequest},
};
use crate::{
    error::{Code, Error, Result},
    observation,
    quota::Applied,
    roster::Teacher,
};
use keji_store::Read;

impl Ledger {
    /// Every lesson of a person with the verdict of a line, oldest first.
    ///
    /// # Errors
    /// `NotFound` where there is no such line.
    pub(crate) fn records(
        &self,
        read: &Read<'_>,
        teacher: &Teacher,
        request: &LedgerRecordsRequest,
    ) -> Result<LedgerRecords> {
        let all = self.applied(teacher);
        let asked = |applied: &&Applied| {
            applied.target == request.target
                && request.category.as_ref().is_none_or(|category| *category == applied.category)
                && request.every.is_none_or(|every| every == applied.rule.duty.every)
        };
        let applied = all.iter().find(asked).ok_or_else(|| Error::rule(Code::NotFound))?;
        let shown = |id: Option<&str>| id.map(|id| self.name(id).to_owned()).unwrap_or_default();
        let rows = match self.source(&teacher.id) {
            EvidenceSource::Sheets => self
                .judged(teacher, applied)
                .into_iter()
                .map(|(visit, verdict)| {
                    let (sheet_id, topic) = observation::sheet_of(read, visit)?;
                    Ok(LedgerRecord {
                        sheet_id: Some(sheet_id),
                        date: visit.date,
                        week: self.weeks.of(visit.date),
                        period: visit.period,
                        teacher: shown(visit.teacher_id.as_deref()),
                        subject: visit.subject.to_string(),
                        topic,
                        lesson_kind: visit.lesson_kind.to_string(),
                        done: visit.lesson_count,
                        counted: verdict.counted,
                        reasons: verdict.reasons.iter().map(|reason| (*reason).to_owned()).collect(),
                    })
                })
                .collect::<Result<_>>()?,
            EvidenceSource::Book => self
                .reviews_of(&teacher.id)
                .iter()
                .map(|review| LedgerRecord {
                    sheet_id: None,
                    date: review.date,
                    week: self.weeks.of(review.date),
                    period: None,
                    teacher: String::new(),
                    subject: String::new(),
                    topic: review.reason.clone(),
                    lesson_kind: review.grade.clone(),
                    done: review.entered,
                    counted: review.valid.min(review.entered),
                    reasons: if review.valid < review.entered { vec![BOOK.to_owned()] } else { Vec::new() },
                })
                .collect(),
        };
        Ok(LedgerRecords { rows })
    }
}
