//! 空白听课记录 for days on paper: one lesson a page, each with a number by which it is found again.

use super::types::{BlankFormsMade, BlankFormsMake, PaperFormat};
use crate::{
    calendar,
    command::Call,
    error::{Code, Error, Result},
    observation::{self, Numbered},
    report::{Order, Paper, Protection, hand_over_noting, stamp},
    roster::Names,
    rubric::{self, RubricDocument, RubricPurpose, number as points},
    school,
    summary::words,
    text,
};
use keji_render::{
    Align, Block, Document, Grid, GridCell, Indent, InkLine, Margins, Metadata, PageNumbers, PageSetup, Paragraph, Run,
};
use keji_store::Read;

/// Forms for one observer at most.
const MOST_EACH: u32 = 60;
/// Forms of one paper at most.
const MOST: usize = 500;
/// Millimetres that a page has for the rows of the process and the scores: in PDF, and in Word, which sets wider.
const ROOM_MM: (f64, f64) = (109.0, 66.0);
/// Height of a ruled row of the process in millimetres, the fewest rows that are of use, and more than a page has.
const LINE_MM: f64 = 8.2;
const MOST_LINES: u32 = 30;
const FEWEST: u32 = 4;
/// Height of a row for an opinion in millimetres.
const OPINION_MM: f64 = 11.5;
/// Height of a row of scores in millimetres: while there are few items, and when there are many.
const SCORE_MM: (f64, f64) = (7.0, 5.6);
/// Characters of an item on a line, and millimetres of every further line.
const LINE_CHARS: usize = 13;
const WRAPPED_MM: f64 = 5.4;

/// Makes the numbers and the paper in one act.
///
/// # Errors
/// `OutOfRange` for none or too many, `OutOfReach`, `NotFound`, `NoTerm`, what the file system refuses; then no number
/// was made.
pub(super) fn make(call: &Call<'_>, request: &BlankFormsMake) -> Result<BlankFormsMade> {
    text::within("每人份数", request.copies, 1, MOST_EACH)?;
    let term = call.read(|read| calendar::term(read, request.term_id.as_deref(), call.office.now().date_naive()))?;
    let numbered = call.read(|read| {
        let people = call.people(read)?;
        let mut observers: Vec<Option<String>> = request.observer_ids.iter().cloned().map(Some).collect();
        for observer in &observers {
            people.allow([observer.as_deref()])?;
        }
        if observers.is_empty() {
            observers.push(None);
        }
        let each = request.copies as usize;
        if observers.len() * each > MOST {
            return Err(Error::rule(Code::OutOfRange).with("field", "份数").with("least", 1).with("most", MOST));
        }
        let forms = observers.into_iter().flat_map(|observer| std::iter::repeat_n(observer, each));
        observation::next_numbers(read, &term, forms.collect())
    })?;
    let order =
        Order {
            op: "blank_forms_make", doing: "正在排印", handle: &request.handle, protection: &Protection::Clear
        };
    let make = || {
        let document = call.read(|read| document(read, call, request, &term.name, &numbered))?;
        Ok(match request.format {
            PaperFormat::Pdf => Paper::Pdf(super::dossier::printable(document)?),
            PaperFormat::Docx => Paper::Word(document),
        })
    };
    let (file, act) = hand_over_noting(call, &order, make, |tx| observation::note_forms(tx, &term, &numbered))?;
    let number = |form: Option<&(Option<String>, String)>| form.map(|(_, number)| number.clone()).unwrap_or_default();
    Ok(BlankFormsMade {
        first: number(numbered.forms.first()),
        last: number(numbered.forms.last()),
        file_name: file.file_name,
        size: file.size,
        handle: file.handle,
        act,
    })
}

fn document(
    read: &Read<'_>,
    call: &Call<'_>,
    request: &BlankFormsMake,
    term: &str,
    numbered: &Numbered,
) -> Result<Document> {
    let school = school::school(read)?.name;
    let names = Names::read(read)?;
    let scores = match &request.rubric_id {
        Some(id) => Some(rubric::get(read, id)?.document),
        None => None,
    };
    if scores.as_ref().is_some_and(|document| document.purpose != RubricPurpose::Lesson) {
        return Err(Error::rule(Code::NotFound));
    }
    let metadata = Metadata {
        title: format!("{school}空白听课记录"),
        author: school.clone(),
        subject: "空白听课记录".to_owned(),
        keywords: vec!["听课记录".to_owned()],
        created: stamp(call.office.now()),
    };
    // Paragraphs are the number alone: large enough to be read from a photo of the page.
    let page = PageSetup {
        page_numbers: PageNumbers::None,
        margins: Margins { top_mm: 14.0, bottom_mm: 12.0, left_mm: 22.0, right_mm: 20.0 },
        text_pt: 16.0,
        line_pt: 22.0,
        ..PageSetup::form()
    };
    let mut paper = Document { metadata, page, blocks: Vec::new() };
    let room = match request.format {
        PaperFormat::Pdf => ROOM_MM.0,
        PaperFormat::Docx => ROOM_MM.1,
    };
    for (at, (observer, number)) in numbered.forms.iter().enumerate() {
        call.go_on()?;
        if at > 0 {
            paper.push(Block::PageBreak);
        }
        paper.push(Block::title("听课记录"));
        paper.push(Block::byline(words::join(&[&school, term], "　")));
        paper.push(told(number));
        paper.push(form(&names.teacher(observer.as_deref()), scores.as_ref(), room));
        paper.push(InkLine::new(["听课人", "授课人", "日期"]));
        paper.push(told(number));
    }
    Ok(paper)
}

/// 表号 26A-0417-K, at the right.
fn told(number: &str) -> Paragraph {
    Paragraph { runs: vec![Run::strong(format!("表号　{number}"))], indent: Indent::None, align: Align::Right }
}

fn form(observer: &str, scores: Option<&RubricDocument>, room_mm: f64) -> Grid {
    let mut grid = Grid::new([1.1, 2.5, 1.1, 2.3]);
    grid.text_pt = 10.5;
    grid.alt = "空白听课记录".into();
    let pairs = [
        ("日期", "　　　年　　月　　日　星期", "周次节次", "第　　周　第　　节"),
        ("授课人", "", "学科", ""),
        ("班级地点", "", "学生人数", "应到　　　实到"),
        ("课题", "", "听课类型", ""),
        ("听课人", observer, "节数", "　　　节"),
    ];
    for (label, value, other_label, other) in pairs {
        grid.row([
            GridCell::label(label),
            GridCell::value(value),
            GridCell::label(other_label),
            GridCell::value(other),
        ]);
    }
    let (marks, taken) = scores.map(marks).unwrap_or_default();
    grid.row([GridCell::label("教学过程").spanning(3, 1), GridCell::label("随评")]);
    for _ in 0..lines(room_mm - taken) {
        ruled(&mut grid, LINE_MM, [GridCell::blank().spanning(3, 1), GridCell::blank()]);
    }
    for label in ["优点", "不足", "建议", "收获"] {
        ruled(&mut grid, OPINION_MM, [GridCell::label(label), GridCell::blank().spanning(3, 1)]);
    }
    grid.rows.extend(marks.rows);
    grid
}

/// Rows of the process that stay beside the scores.
fn lines(room_mm: f64) -> u32 {
    (FEWEST..=MOST_LINES).take_while(|rows| f64::from(*rows) * LINE_MM <= room_mm).last().unwrap_or(FEWEST)
}

fn ruled<const N: usize>(grid: &mut Grid, min_height_mm: f64, cells: [GridCell; N]) {
    grid.rows.push(keji_render::GridRow { min_height_mm, breakable: false, cells: cells.into() });
}

/// The items with empty cells, two a row, and the total; with the millimetres that they take.
fn marks(document: &RubricDocument) -> (Grid, f64) {
    let mut grid = Grid::default();
    let items: Vec<String> = document
        .items()
        .map(|item| match item.most() {
            Some(most) => format!("{}（{}分）", item.name, points(most)),
            None => item.name.clone(),
        })
        .collect();
    if items.is_empty() {
        return (grid, 0.0);
    }
    let height = if items.len() > 12 { SCORE_MM.1 } else { SCORE_MM.0 };
    let heads = ["得分", "评价项目", "得分", "评价项目"].map(GridCell::label);
    ruled(&mut grid, height, heads);
    for pair in items.chunks(2) {
        let other = pair.get(1).map(String::as_str).unwrap_or_default();
        let lines = pair.iter().map(|name| name.chars().count().div_ceil(LINE_CHARS)).max().unwrap_or(1);
        let more = f64::from(u32::try_from(lines.saturating_sub(1)).unwrap_or_default()) * WRAPPED_MM;
        ruled(
            &mut grid,
            height + more,
            [GridCell::blank(), GridCell::value(&pair[0]), GridCell::blank(), GridCell::value(other)],
        );
    }
    let full = document.total.map(|total| format!("（满分{}分）", points(total))).unwrap_or_default();
    ruled(
        &mut grid,
        height,
        [GridCell::label("总分"), GridCell::value(full), GridCell::label("等级"), GridCell::blank()],
    );
    let taken = grid.rows.iter().map(|row| row.min_height_mm).sum();
    (grid, taken)
}
