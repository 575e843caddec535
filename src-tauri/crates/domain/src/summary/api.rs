//! Commands of the term's figures.

use super::{
    desk_types::{Dashboard, Ruler},
    reach::within,
    types::{Records, RecordsRequest, Summary, SummaryRequest},
};
use crate::{
    command::{ALL_TOPICS, Call},
    error::Result,
    wire::{Nothing, OfTerm},
};

crate::command::commands! {
    /// The figures of a term for the school, a department or a teacher.
    summary_get(SummaryRequest) -> Summary, EVERYONE, reads ALL_TOPICS, touches &[] => get;
    /// The records behind a figure.
    summary_records(RecordsRequest) -> Records, EVERYONE, reads ALL_TOPICS, touches &[] => records;
    /// The ruler of the term with each week's records.
    summary_ruler(OfTerm) -> Ruler, EVERYONE, reads ALL_TOPICS, touches &[] => ruler;
    /// The desk: what is to do, what is under way, coverage, quotas.
    dashboard_get(Nothing) -> Dashboard, EVERYONE, reads ALL_TOPICS, touches &[] => dashboard;
}

fn get(call: &Call<'_>, request: SummaryRequest) -> Result<Summary> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        super::get::summary(read, &within(read, &call.session.reach, &request)?, &call.closed(read)?, today)
    })
}

fn records(call: &Call<'_>, request: RecordsRequest) -> Result<Records> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let summary = within(read, &call.session.reach, &request.summary)?;
        super::records::records(read, &RecordsRequest { summary, ..request }, &call.closed(read)?, today)
    })
}

fn ruler(call: &Call<'_>, request: OfTerm) -> Result<Ruler> {
    let today = call.office.now().date_naive();
    call.read(|read| super::ruler::ruler(read, &call.people(read)?, request.term_id.as_deref(), today))
}

fn dashboard(call: &Call<'_>, _: Nothing) -> Result<Dashboard> {
    let now = call.office.now();
    call.read(|read| {
        let request = within(read, &call.session.reach, &SummaryRequest::default())?;
        super::dashboard::dashboard(read, &call.people(read)?, &request, &call.closed(read)?, now)
    })
}
