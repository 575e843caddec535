//! The command line's words.

use chrono::NaiveDate;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};
use std::path::PathBuf;

/// 课迹 without a window.
#[derive(Debug, Parser)]
#[command(name = "keji-cli", version, about = "课迹：教务处教学常规记录（命令行）")]
pub(crate) struct Arguments {
    /// Folder of the school's store.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Label of the account that acts; its passphrase is read from `KEJI_PASSPHRASE` or asked for.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) account: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// The school of the folder.
    #[command(subcommand)]
    School(SchoolVerb),
    /// Terms.
    #[command(subcommand)]
    Term(TermVerb),
    /// Brings a file in, after showing what would be written.
    Import(ImportArguments),
    /// Writes the term summary.
    Summary(SummaryArguments),
    /// Calls any command of the list.
    Call {
        /// Name of the command.
        #[arg(required_unless_present = "list")]
        command: Option<String>,
        /// Request as JSON; an empty object when left out.
        request: Option<String>,
        /// Prints the names of all commands.
        #[arg(long)]
        list: bool,
    },
    /// Checks the integrity of the store.
    Check {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints the TypeScript types of all commands.
    #[command(hide = true)]
    Bindings,
}

/// What to do with a school.
#[derive(Debug, Subcommand)]
pub(crate) enum SchoolVerb {
    /// Makes a school in the folder.
    Create {
        /// Full name.
        #[arg(long, required_unless_present = "sample")]
        name: Option<String>,
        /// Makes the sample school instead.
        #[arg(long)]
        sample: bool,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What to do with terms.
#[derive(Debug, Subcommand)]
pub(crate) enum TermVerb {
    /// Makes a term.
    Create {
        /// School year, such as 2026-2027.
        #[arg(long)]
        year: String,
        /// 1 or 2.
        #[arg(long)]
        term: u32,
        /// First day, YYYY-MM-DD.
        #[arg(long)]
        from: NaiveDate,
        /// Last day, YYYY-MM-DD.
        #[arg(long)]
        to: NaiveDate,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a file holds.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// Teachers.
    Roster,
    /// Timetable.
    Timetable,
    /// Holidays and make-up days.
    Calendar,
    /// Register of observations.
    Observations,
    /// Register of homework checks.
    Homework,
    /// Lesson plans with drafts.
    Plans,
    /// Mentor pairings.
    Pairings,
    /// The term's list of work.
    Work,
    /// Open lessons that are planned.
    OpenLessons,
    /// Heads of departments and of prep groups, a matrix.
    Leaders,
    /// Dated marks of teachers, such as young teachers.
    Tags,
    /// Who teaches what to which class, a list or a matrix of classes and subjects.
    Assignments,
}

/// Words of `import`.
// Each flag is a word of the command line.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArguments {
    /// What the file holds.
    pub(crate) kind: Kind,
    /// The file: .xlsx, .xls or .csv.
    pub(crate) file: PathBuf,
    /// The term, such as 2026-2027-1; the present one when left out.
    #[arg(long)]
    pub(crate) term: Option<String>,
    /// Keeps only the rows whose column has a value, such as 年度=2023.
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = column_and_value)]
    pub(crate) only: Option<(String, String)>,
    /// Reads a column as a field, such as 大组=department; nothing after = leaves the column out. Repeatable; the
    /// choice is remembered for the next file of the kind. A wrong field lists the right ones.
    #[arg(long = "column", value_name = "HEADING=FIELD", value_parser = heading_and_field)]
    pub(crate) columns: Vec<(String, String)>,
    /// Answers a cell that was not understood, in every row or in one: class:103=八(3) reads it as another text,
    /// teacher:张伟=@工号 means the teacher of that employee number or identifier, teacher:刘新=+ makes the teacher,
    /// teacher:刘新=- leaves the row out, class:103@12=八(3) speaks of row 12 only, teacher:刘新@E12=- of one cell where
    /// a row holds several records. Repeatable. The preview
    /// (--dry-run) lists the answers that suit.
    #[arg(long = "answer", value_name = "FIELD:VALUE=ANSWER", value_parser = answer)]
    pub(crate) answers: Vec<Answer>,
    /// A day of the week that is meant where a list of open lessons names weekdays only, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    pub(crate) week: Option<NaiveDate>,
    /// Makes teachers and classes that the file names and the roster does not have.
    #[arg(long)]
    pub(crate) create_missing: bool,
    /// Writes rows in doubt too.
    #[arg(long)]
    pub(crate) accept_doubtful: bool,
    /// After a timetable: proposes the assignments that it shows and the term lacks, to be confirmed.
    #[arg(long)]
    pub(crate) assignments: bool,
    /// Says what would be written and writes nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Prints JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Kind of file.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// Figures.
    Json,
    /// PDF/A.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

/// Words of `summary`.
#[derive(Debug, clap::Args)]
pub(crate) struct SummaryArguments {
    /// The term, such as 2026-2027-1; the present one when left out.
    #[arg(long)]
    pub(crate) term: Option<String>,
    /// Kind of file.
    #[arg(long)]
    pub(crate) format: Format,
    /// Where to; JSON goes to the standard output when left out.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Up to and including this day, YYYY-MM-DD; today when left out.
    #[arg(long)]
    pub(crate) as_of: Option<NaiveDate>,
    /// Prints JSON about the file.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Splits `COLUMN=VALUE`.
fn column_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.trim().to_owned(), value.trim().to_owned())),
        _ => Err("写成 列名=值，如 年度=2023".to_owned()),
    }
}

fn heading_and_field(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((heading, field)) if !heading.trim().is_empty() => {
            Ok((heading.trim().to_owned(), field.trim().to_owned()))
        }
        _ => Err("写成 列名=字段，如 大组=department；不读入的列写成 大组=".to_owned()),
    }
}

/// An answer to a cell.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Field.
    pub(crate) field: String,
    /// What stands in the cell.
    pub(crate) value: String,
    /// The only row that is meant.
    pub(crate) row: Option<u32>,
    /// The only column that is meant, as the preview names it; empty for all.
    pub(crate) column: String,
    /// Another text, `@` and a teacher, `+` or `-`.
    pub(crate) becomes: String,
}

fn answer(text: &str) -> Result<Answer, String> {
    let wrong = || "写成 字段:内容=回答，如 class:103=八(3)".to_owned();
    let (cell, answer) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (field, value) = cell.split_once(':').ok_or_else(wrong)?;
    let by_place = value.rsplit_once('@').and_then(|(value, place)| {
        let place = place.trim();
        let column = place.trim_end_matches(|digit: char| digit.is_ascii_digit());
        let is_column = column.is_empty() || column.ends_with(|letter: char| letter.is_ascii_uppercase());
        Some((value, place[column.len()..].parse::<u32>().ok()?, column)).filter(|_| is_column)
    });
    let (value, row, column) = by_place.map_or((value, None, ""), |(value, row, column)| (value, Some(row), column));
    let (field, value, answer) = (field.trim().to_owned(), value.trim().to_owned(), answer.trim().to_owned());
    if field.is_empty() || value.is_empty() || answer.is_empty() {
        return Err(wrong());
    }
    Ok(Answer { field, value, row, column: column.to_owned(), becomes: answer })
}

/// Ends the program as a wrong use of it: exit code 2.
pub(crate) fn misused(kind: ErrorKind, what: &str) -> ! {
    Arguments::command().error(kind, what).exit()
}
