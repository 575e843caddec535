//! Commands of the papers about the data itself.

use super::{
    assessment, blank_form, book, code_table, dossier, hearing_slip, ledger_paper, ledger_table, lesson, notice,
    types::{
        BlankFormsMade, BlankFormsMake, BookFormat, CodeTableExport, DossierExport, HearingPaper, LessonBook,
        LessonPapers, NoticeExport, NoticePreview, NoticeRequest, PaperFormat, QuotaExport, QuotaFormat, RubricPaper,
        SchedulePaper,
    },
    week_sheet,
};
use crate::{
    command::{Call, Topic},
    error::Result,
    report::{Exported, Order, Paper, Protection, hand_over},
    school,
};
use keji_render::{Document, pdf::Sheets};

crate::command::commands! {
    /// The pages of the notice to the staff on personal information.
    notice_preview(NoticeRequest) -> NoticePreview, OFFICE, reads &[Topic::School], touches &[] => preview_notice;
    /// Writes the notice to the staff to a file.
    notice_export(NoticeExport) -> Exported, OFFICE, reads &[], touches &[] => export_notice;
    /// Writes what the store holds about a teacher to a file.
    dossier_export(DossierExport) -> Exported, EVERYONE, reads &[], touches &[] => export_dossier;
    /// Writes sheets to a file, one a page: for filing, or for the teacher.
    lesson_papers(LessonPapers) -> Exported, EVERYONE, reads &[], touches &[] => export_lessons;
    /// Writes the planned lessons of a week to a file, to be put up.
    schedule_paper(SchedulePaper) -> Exported, EVERYONE, reads &[], touches &[] => export_schedule;
    /// Writes the slips 空堂可听 of some teachers to a file.
    hearing_paper(HearingPaper) -> Exported, EVERYONE, reads &[], touches &[] => export_hearing;
    /// Writes an observer's term to a file as a booklet (听课本).
    lesson_book(LessonBook) -> Exported, EVERYONE, reads &[], touches &[] => export_book;
    /// Writes a blank scoring sheet to a file.
    rubric_paper(RubricPaper) -> Exported, EVERYONE, reads &[], touches &[] => export_rubric;
    /// Makes numbered blank forms (空白听课记录) for some observers and writes them to a file, one a page.
    blank_forms_make(BlankFormsMake) -> BlankFormsMade, EVERYONE, reads &[], touches &[Topic::Observation] => make_forms;
    /// Writes the table of codes to a workbook; it stays in the office.
    code_table_export(CodeTableExport) -> Exported, DIRECTOR, reads &[], touches &[] => export_code_table;
    /// Writes the ledger of quotas (听课统计表) to a file.
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
        printed(document, request.format)
    })
}

fn export_lessons(call: &Call<'_>, request: LessonPapers) -> Result<Exported> {
    let order =
        Order { op: "lesson_papers", doing: "正在排印", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || printed(lesson::document(call, &request)?, request.format))
}

fn export_book(call: &Call<'_>, request: LessonBook) -> Result<Exported> {
    let order =
        Order { op: "lesson_book", doing: "正在排印", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || {
        let document = book::document(call, &request)?;
        match request.format {
            BookFormat::Pdf => printed(document, PaperFormat::Pdf),
            BookFormat::Folded => Ok(Paper::Sheets(dossier::printable(document)?, Sheets::Folded)),
            BookFormat::Docx => printed(document, PaperFormat::Docx),
        }
    })
}

fn export_rubric(call: &Call<'_>, request: RubricPaper) -> Result<Exported> {
    let order =
        Order { op: "rubric_paper", doing: "正在排印", handle: &request.handle, protection: &Protection::Clear };
    hand_over(call, &order, || printed(assessment::blank(call, &request)?, request.format))
}

fn make_forms(call: &Call<'_>, request: BlankFormsMake) -> Result<BlankFormsMade> {
    blank_form::make(call, &request)
}

fn export_schedule(call: &Call<'_>, request: SchedulePaper) -> Result<Exported> {
    let order =
        Order { op: "schedule_paper", doing: "正在排印", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || printable(week_sheet::document(call, request.date)?, request.format))
}

fn export_hearing(call: &Call<'_>, request: HearingPaper) -> Result<Exported> {
    let order =
        Order { op: "hearing_paper", doing: "正在排印", handle: &request.handle, protection: &request.protection };
    hand_over(call, &order, || {
        let document = hearing_slip::document(call, &request)?;
        if request.four && request.format == PaperFormat::Pdf {
            return Ok(Paper::Sheets(dossier::printable(document)?, Sheets::Quartered));
        }
        printable(document, request.format)
    })
}

/// A paper with words that people wrote: a PDF must not fail for one sign among them.
fn printable(document: Document, format: PaperFormat) -> Result<Paper> {
    Ok(match format {
        PaperFormat::Pdf => Paper::Pdf(dossier::printable(document)?),
        PaperFormat::Docx => Paper::Word(document),
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
    hand_over(call, &order, || {
        let document = || ledger_paper::document(call, request.ledger.clone(), request.behind);
        match request.format {
            QuotaFormat::Xlsx => {
                Ok(Paper::Excel(ledger_table::workbook(call, request.ledger.clone(), request.behind)?))
            }
            QuotaFormat::Pdf => printed(document()?, PaperFormat::Pdf),
            QuotaFormat::Docx => printed(document()?, PaperFormat::Docx),
        }
    })
}

fn paper(document: Document, format: PaperFormat) -> Paper {
    match format {
        PaperFormat::Pdf => Paper::Pdf(document),
        PaperFormat::Docx => Paper::Word(document),
    }
}

/// A paper with texts of users: Word finds a face for what the bundled ones lack, a PDF must not fail for one sign.
fn printed(document: Document, format: PaperFormat) -> Result<Paper> {
    Ok(match format {
        PaperFormat::Pdf => Paper::Pdf(dossier::printable(document)?),
        PaperFormat::Docx => Paper::Word(document),
    })
}
