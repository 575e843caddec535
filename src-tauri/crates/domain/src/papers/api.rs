//! Commands of the papers about the data itself.

use super::{
    code_table, dossier, ledger_table, lesson, notice,
    types::{
        CodeTableExport, DossierExport, LessonPapers, NoticeExport, NoticePreview, NoticeRequest, PaperFormat,
        QuotaExport,
    },
};
use crate::{
    command::{Call, Topic},
    error::Result,
    report::{Exported, Order, Paper, Protection, hand_over},
    school,
};
use keji_render::Document;

crate::command::commands! {
    /// The pages of the notice to the staff on personal information.
    notice_preview(NoticeRequest) -> NoticePreview, OFFICE, reads &[Topic::School], touches &[] => preview_notice;
    /// Writes the notice to the staff to a file.
    notice_export(NoticeExport) -> Exported, OFFICE, reads &[], touches &[] => export_notice;
    /// Writes what the store holds about a teacher to a file.
    dossier_export(DossierExport) -> Exported, EVERYONE, reads &[], touches &[] => export_dossier;
    /// Writes sheets to a file, one a page: for filing, or for the teacher.
    lesson_papers(LessonPapers) -> Exported, EVERYONE, reads &[], touches &[] => export_lessons;
    /// Writes the table of codes to a workbook; it stays in the office.
    code_table_export(CodeTableExport) -> Exported, DIRECTOR, reads &[], touches &[] => export_code_table;
    /// Writes the ledger of quotas (听课统计表) to a workbook.
    quota_export(QuotaExport) -> Exported, EVERYONE, reads &[], touches &[] => export_quota;
}

fn preview_notice(call: &Call<'_>, request: NoticeRequest) -> Result<NoticePreview> {
    let school = call.read(school::school)?;
    let shown = keji_render::preview::pages(&notice::document(&school.name, request.retention, call.office.now()))?;
    Ok(NoticePreview { pages: shown.pages.into_iter().map(|page| page.svg).collect() })
}

fn export_notice(call: &Call<'_>, request: NoticeExport) -> Result<Exported> {
    let order =
        Order { op: "notice_export", doing: "正在起草", handle: &request.handle, protection: &Protection::Clear };
    hand_over(call, &order, || {
        let school = call.read(school::school)?;
        Ok(paper(notice::document(&school.name, request.retention, call.office.now()), request.format))
    })
}

fn export_dossier(call: &Call<'_>, request: DossierExport) -> Result<Exported> {
    let order =
        Order {
            op: "dossier_export", doing: "正在汇集资料", handle: &request.handle, protection: &request.protection
        };
    hand_over(call, &order, || {
        let coded = request.protection == Protection::Coded;
        let document = dossier::document(call, &request.teacher_id, coded)?;
        // Word finds a face for what the bundled ones lack; a PDF must not fail for one sign in a plan.
        Ok(match request.format {
            PaperFormat::Pdf => Paper::Pdf(dossier::printable(document)?),
            PaperFormat::Docx => Paper::Word(document),
        })
    })
}

fn export_lessons(call: &Call<'_>, request: LessonPapers) -> Result<Exported> {
    let order =
        Order { op: "lesson_papers", doing: "正在排印", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || {
        let document = lesson::document(call, &request)?;
        Ok(match request.format {
            PaperFormat::Pdf => Paper::Pdf(dossier::printable(document)?),
            PaperFormat::Docx => Paper::Word(document),
        })
    })
}

fn export_code_table(call: &Call<'_>, request: CodeTableExport) -> Result<Exported> {
    let order = Order {
        op: "code_table_export",
        doing: "正在汇集代号",
        handle: &request.handle,
        protection: &Protection::Clear,
    };
    hand_over(call, &order, || Ok(Paper::Excel(code_table::workbook(call)?)))
}

fn export_quota(call: &Call<'_>, request: QuotaExport) -> Result<Exported> {
    let order =
        Order {
            op: "quota_export", doing: "正在统计听课", handle: &request.handle, protection: &request.protection
        };
    hand_over(call, &order, || Ok(Paper::Excel(ledger_table::workbook(call, request.ledger, request.behind)?)))
}

fn paper(document: Document, format: PaperFormat) -> Paper {
    match format {
        PaperFormat::Pdf => Paper::Pdf(document),
        PaperFormat::Docx => Paper::Word(document),
    }
}
