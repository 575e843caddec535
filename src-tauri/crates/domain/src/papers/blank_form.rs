//! 空白听课记录 for days on paper: one lesson a page, each with a number by which it is found again. Where a long scoring
//! sheet would leave no room for the process, it has pages of its own, with the number and the lesson on each.

use super::{
    assessment,
    types::{BlankFormsMade, BlankFormsMake, PaperFormat},
};
use crate::{
    calendar,
    command::Call,
    error::{Code, Error, Result},
    observation::{self, Numbered},
    report::{Order, Paper, Protection, hand_over_noting, stamp},
    roster::Names,
    rubric::{self, Rubric, RubricDocument, RubricPurpose, number as points},
    school,
    summary::words,
    text,
};
use keji_render::{
    Align, Block, Document, Grid, GridCell, GridRow, Indent, InkLine, Margins, Metadata, PageNumbers, PageSetup,
    Paragraph, Run,
};
use keji_store::Read;

/// Forms for one observer at most.
const MOST_EACH: u32 = 60;
/// Forms of one paper at most.
const MOST: usize = 500;
/// What the first page holds: in PDF, and in Word, which sets wider.
const ROOM: [Room; 2] = [Room { first_mm: 109.0, fewest: 6 }, Room { first_mm: 66.0, fewest: 4 }];
/// Height of a ruled row of the process in millimetres, and more rows than a page has.
const LINE_MM: f64 = 8.2;
const MOST_LINES: u32 = 30;
/// Height of a row for an opinion in millimetres.
const OPINION_MM: f64 = 11.5;
/// Height of a row of scores in millimetres: while there are few items, and when there are many.
const SCORE_MM: [f64; 2] = [7.0, 5.6];
/// Characters of an item on a line, and millimetres of every further line.
const LINE_CHARS: usize = 13;
const WRAPPED_MM: f64 = 5.4;

/// What the first page holds.
struct Room {
    /// Millimetres for the rows of the process and the scores.
    first_mm: f64,
    /// The fewest rows of the process beside scores.
    fewest: u32,
}

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
        Some(id) => Some(rubric::get(read, id)?),
        None => None,
    };
    if scores.as_ref().is_some_and(|rubric| rubric.document.purpose != RubricPurpose::Lesson) {
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
        PaperFormat::Pdf => &ROOM[0],
        PaperFormat::Docx => &ROOM[1],
    };
    let pages = laid_out(scores.as_ref(), room);
    let byline = words::join(&[&school, term], "　");
    for (at, (observer, number)) in numbered.forms.iter().enumerate() {
        call.go_on()?;
        if at > 0 {
            paper.push(Block::PageBreak);
        }
        let told = |page: usize| told(number, page, pages.further.len() + 1);
        paper.push(Block::title("听课记录"));
        paper.push(Block::byline(byline.clone()));
        paper.push(told(1));
        paper.push(form(&names.teacher(observer.as_deref()), &pages));
        paper.push(InkLine::new(["听课人", "授课人", "日期"]));
        paper.push(told(1));
        for (at, scores) in pages.further.iter().enumerate() {
            paper.push(Block::PageBreak);
            paper.push(Block::title("听课记录"));
            paper.push(Block::byline(byline.clone()));
            paper.push(told(at + 2));
            paper.push(scores.clone());
            paper.push(told(at + 2));
        }
    }
    Ok(paper)
}

/// 表号 26A-0417-K, at the right; which page it is where the form has several.
fn told(number: &str, page: usize, pages: usize) -> Paragraph {
    let page = if pages > 1 { format!("　第{page}页　共{pages}页") } else { String::new() };
    Paragraph { runs: vec![Run::strong(format!("表号　{number}{page}"))], indent: Indent::None, align: Align::Right }
}

/// What the pages of a form hold.
struct Pages {
    /// Ruled rows of the process.
    lines: u32,
    /// The scores, where they stand on the first page.
    scores: Vec<GridRow>,
    /// The scoring sheet behind it, page by page.
    further: Vec<Grid>,
}

/// The scores stay on the first page while they leave room for the process.
fn laid_out(scores: Option<&Rubric>, room: &Room) -> Pages {
    let Some(scores) = scores.filter(|scores| scores.document.items().next().is_some()) else {
        return Pages { lines: lines(room.first_mm), scores: Vec::new(), further: Vec::new() };
    };
    for height in SCORE_MM {
        let rows = marks(&scores.document, height);
        let lines = lines(room.first_mm - high(&rows));
        if lines >= room.fewest {
            return Pages { lines, scores: rows, further: Vec::new() };
        }
    }
    Pages { lines: lines(room.first_mm - LINE_MM), scores: Vec::new(), further: assessment::pages(scores) }
}

fn high(rows: &[GridRow]) -> f64 {
    rows.iter().map(|row| row.min_height_mm).sum()
}

fn form(observer: &str, pages: &Pages) -> Grid {
    let mut grid = Grid { text_pt: 10.5, alt: "空白听课记录".into(), ..Grid::new([1.1, 2.5, 1.1, 2.3]) };
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
    grid.row([GridCell::label("教学过程").spanning(3, 1), GridCell::label("随评")]);
    for _ in 0..pages.lines {
        ruled(&mut grid.rows, LINE_MM, [GridCell::blank().spanning(3, 1), GridCell::blank()]);
    }
    for label in ["优点", "不足", "建议", "收获"] {
        ruled(&mut grid.rows, OPINION_MM, [GridCell::label(label), GridCell::blank().spanning(3, 1)]);
    }
    let place = match pages.further.len() {
        0 => None,
        1 => Some("见第2页".to_owned()),
        more => Some(format!("见第2—{}页", more + 1)),
    };
    if let Some(place) = place {
        ruled(&mut grid.rows, LINE_MM, [GridCell::label("评分"), GridCell::value(place).spanning(3, 1)]);
    }
    grid.rows.extend(pages.scores.iter().cloned());
    grid
}

/// Rows of the process that have room.
fn lines(room_mm: f64) -> u32 {
    (0..=MOST_LINES).take_while(|rows| f64::from(*rows) * LINE_MM <= room_mm).last().unwrap_or_default()
}

fn ruled<const N: usize>(rows: &mut Vec<GridRow>, min_height_mm: f64, cells: [GridCell; N]) {
    rows.push(GridRow { min_height_mm, breakable: false, cells: cells.into() });
}

/// The head, the items with empty cells, two a row, and the total.
fn marks(document: &RubricDocument, height: f64) -> Vec<GridRow> {
    let mut rows = Vec::new();
    let items: Vec<String> = (document.sections.iter())
        .flat_map(|section| section.items.iter().map(move |item| (section, item)))
        .map(|(section, item)| {
            // An item that is only numbered says nothing without its section.
            let section = if item.name.chars().all(|c| c.is_ascii_digit()) { &*section.name } else { "" };
            let points = item.most().map(|most| format!("（{}分）", points(most))).unwrap_or_default();
            format!("{section}{}{points}", item.name)
        })
        .collect();
    ruled(&mut rows, height, ["得分", "评价项目", "得分", "评价项目"].map(GridCell::label));
    for pair in items.chunks(2) {
        let other = pair.get(1).map(String::as_str).unwrap_or_default();
        let lines = pair.iter().map(|name| name.chars().count().div_ceil(LINE_CHARS)).max().unwrap_or(1);
        let more = f64::from(u32::try_from(lines.saturating_sub(1)).unwrap_or_default()) * WRAPPED_MM;
        ruled(
            &mut rows,
            height + more,
            [GridCell::blank(), GridCell::value(&pair[0]), GridCell::blank(), GridCell::value(other)],
        );
    }
    let full = document.total.map(|total| format!("（满分{}分）", points(total))).unwrap_or_default();
    ruled(
        &mut rows,
        height,
        [GridCell::label("总分"), GridCell::value(full), GridCell::label("等级"), GridCell::blank()],
    );
    rows
}
