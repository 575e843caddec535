//! Commands of the term's papers.

use super::{
    material::Material,
    types::{Exported, ReportExport, ReportOptions, ReportPreview, ReportPrint},
};
use crate::{
    command::{ALL_TOPICS, Call},
    error::Result,
    wire::Nothing,
};

crate::command::commands! {
    /// The pages of the term summary as they will be printed.
    report_preview(ReportOptions) -> ReportPreview, LEADERS, reads ALL_TOPICS, touches &[] => preview;
    /// Writes the term summary to a file.
    report_export(ReportExport) -> Exported, LEADERS, reads &[], touches &[] => export;
    /// Opens the term summary in the system's viewer for printing.
    report_print(ReportPrint) -> Nothing, LEADERS, reads &[], touches &[] => print;
}

fn preview(call: &Call<'_>, options: ReportOptions) -> Result<ReportPreview> {
    super::preview::preview(&Material::of(call, &options)?)
}

fn export(call: &Call<'_>, request: ReportExport) -> Result<Exported> {
    super::export::export(call, &request)
}

fn print(call: &Call<'_>, request: ReportPrint) -> Result<Nothing> {
    super::print::print(call, &request)?;
    Ok(Nothing {})
}
