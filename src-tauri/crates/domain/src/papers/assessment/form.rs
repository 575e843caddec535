//! The form: heading, sections × items with their standards, full points and what was given, what comes off and on top,
//! total, band, opinion.

use super::{given::Given, heading::Pair};
use crate::{
    rubric::{Band, Deduction, Judged, Rubric, RubricDocument, RubricItem, RubricSection, Scoring, VetoEffect, number},
    summary::words,
};
use keji_render::{Align, Grid, GridCell, GridRow, Run};

/// What stands in 评语.
pub(super) enum Opinion {
    /// Room for writing.
    Blank,
    /// What was written.
    Written(String),
    /// Nothing: it stands on another page.
    Elsewhere,
    /// Neither it nor the total: the form goes on on the next page.
    GoesOn,
}

/// A form.
pub(super) struct Form<'a> {
    /// The scoring sheet.
    pub(super) rubric: &'a Rubric,
    /// Who was judged, when and by whom.
    pub(super) heading: Vec<Pair>,
    /// Subject of the lesson: items for others are left out. None for a blank form, which has all.
    pub(super) subject: Option<&'a str>,
    /// What was given.
    pub(super) given: Option<Given<'a>>,
    /// 评语.
    pub(super) opinion: Opinion,
}

/// Columns: the section, the item in three that the heading and the total divide otherwise, full points, what was given.
const COLUMNS: [f64; 6] = [1.5, 3.7, 1.3, 1.5, 1.0, 1.2];
const ITEM: u16 = 3;

/// Sizes of the text in points, with the least height of a row: the first with which the form stays on its page.
const SIZES: [(f64, f64); 6] = [(10.5, 9.0), (10.5, 8.0), (10.5, 7.0), (9.5, 6.5), (9.5, 5.8), (9.0, 5.2)];
/// Millimetres that a page has for the form, without title, notes and the line for signing.
const PAGE_MM: f64 = 200.0;
/// 评语: least and most height where it is to be written by hand.
const OPINION_MM: (f64, f64) = (16.0, 60.0);
/// Width of the column of items in points.
const ITEM_PT: f64 = 300.0;

impl Form<'_> {
    /// The whole form.
    pub(super) fn grid(&self) -> Grid {
        let document = &self.rubric.document;
        let mut grid = Grid::new(COLUMNS);
        let (text_pt, height) = SIZES.into_iter().find(|size| self.fits_in(*size)).unwrap_or(SIZES[SIZES.len() - 1]);
        grid.text_pt = text_pt;
        grid.alt.clone_from(&document.name);
        self.head(&mut grid, height);
        for section in &document.sections {
            self.section(&mut grid, section, height);
        }
        self.deductions(&mut grid, height);
        self.bonuses(&mut grid, height);
        self.vetoes(&mut grid, height);
        if matches!(self.opinion, Opinion::GoesOn) {
            return grid;
        }
        self.total(&mut grid, height);
        // A blank form fills its page.
        let (text, least) = match &self.opinion {
            Opinion::Blank => {
                let rest = PAGE_MM - self.height(text_pt, height);
                (String::new(), rest.clamp(OPINION_MM.0, OPINION_MM.1))
            }
            Opinion::Written(text) => (text.clone(), self.opinion_mm()),
            Opinion::Elsewhere | Opinion::GoesOn => return grid,
        };
        grid.tall_row(least, [GridCell::label("评语"), GridCell::text([Run::text(text)]).spanning(5, 1)]);
        grid
    }

    /// Whether it stays on its page, in small type at least.
    pub(super) fn fits(&self) -> bool {
        SIZES.into_iter().any(|size| self.fits_in(size))
    }

    /// Whether it stays on its page in type of the common size.
    pub(super) fn fits_at_ease(&self) -> bool {
        self.fits_in(SIZES[2])
    }

    fn fits_in(&self, (text_pt, height): (f64, f64)) -> bool {
        self.height(text_pt, height) + self.opinion_mm() <= PAGE_MM
    }

    fn items<'s>(&self, section: &'s RubricSection) -> Vec<&'s RubricItem> {
        let there = |item: &&RubricItem| self.subject.is_none_or(|subject| item.is_for(subject));
        section.items.iter().filter(there).collect()
    }

    /// Height of 评语 in millimetres, about: what is needed at least.
    fn opinion_mm(&self) -> f64 {
        match &self.opinion {
            Opinion::Blank => OPINION_MM.0,
            Opinion::Written(text) => (lines(text, 10.5, 400.0) * 6.0 + 4.0).max(OPINION_MM.0),
            Opinion::Elsewhere | Opinion::GoesOn => 0.0,
        }
    }

    /// Height of the form without 评语 in millimetres, about.
    fn height(&self, text_pt: f64, least: f64) -> f64 {
        let row = |text: &str, width: f64| (lines(text, text_pt, width) * text_pt * 0.53 + 2.8).max(least);
        let document = &self.rubric.document;
        let item = |item: &RubricItem| {
            let told: String = self.told(item, "").iter().map(Run::as_str).collect();
            row(&told, ITEM_PT)
        };
        let section = |section: &RubricSection| {
            let items: f64 = self.items(section).into_iter().map(item).sum();
            items.max(row(&self.section_words(section), 60.0))
        };
        let sections: f64 = document.sections.iter().map(section).sum();
        let rest = document.deductions.len() + document.bonuses.len() + document.vetoes.len() + self.heading.len();
        // The name above the heading, the head of the items, the total, the bands.
        let bands = bands(document);
        let fixed = least * 3.0 + if bands.is_empty() { 0.0 } else { row(&bands, 400.0) };
        #[expect(clippy::cast_precision_loss, reason = "a sheet has a few dozen rows")]
        let rest = rest as f64;
        sections + rest * least + fixed
    }

    fn head(&self, grid: &mut Grid, height: f64) {
        let version =
            if self.rubric.version > 1 { format!("（第{}版）", self.rubric.version) } else { String::new() };
        let name = format!("{}{version}", self.rubric.document.name);
        row(grid, height, [GridCell::label("评价标准"), GridCell::value(name).spanning(5, 1)]);
        for [(label, value), (other_label, other)] in &self.heading {
            let blank = if self.given.is_some() { "—" } else { "" };
            row(
                grid,
                height,
                [
                    GridCell::label(*label),
                    GridCell::value(words::or(value, blank)),
                    GridCell::label(*other_label),
                    GridCell::value(words::or(other, blank)).spanning(3, 1),
                ],
            );
        }
        let full = if self.rubric.document.items().any(|item| item.most().is_some()) { "满分" } else { "" };
        let given = if full.is_empty() { "评定" } else { "得分" };
        if self.rubric.document.sections.is_empty() {
            return;
        }
        row(
            grid,
            height,
            [
                GridCell::label("项目"),
                GridCell::label("评价内容与标准").spanning(ITEM, 1),
                GridCell::label(words::or(full, "—")),
                GridCell::label(given),
            ],
        );
    }

    fn section(&self, grid: &mut Grid, section: &RubricSection, height: f64) {
        let items = self.items(section);
        let tall = u16::try_from(items.len()).unwrap_or(u16::MAX);
        for (at, item) in items.into_iter().enumerate() {
            let mut cells = Vec::new();
            let named = !section.name.is_empty();
            if named && at == 0 {
                cells.push(GridCell::label(self.section_words(section)).spanning(1, tall));
            }
            let told = self.told(item, if tall == 1 { &section.name } else { "" });
            let wide = if named { ITEM } else { ITEM + 1 };
            cells.push(GridCell { runs: told, ..GridCell::value("") }.spanning(wide, 1));
            cells.push(GridCell::value(item.most().map(number).unwrap_or_default()).aligned(Align::Center));
            let given = self.given.as_ref().map(|given| given.of_item(item)).unwrap_or_default();
            cells.push(GridCell::value(given).aligned(Align::Center));
            row(grid, height, cells);
        }
    }

    /// Name, points and sum of a section.
    fn section_words(&self, section: &RubricSection) -> String {
        let points = section.points.map(|points| format!("（{}分）", number(points))).unwrap_or_default();
        let weight = section.weight.map(|weight| format!("占{}%", number(weight))).unwrap_or_default();
        let sum = self.given.as_ref().and_then(|given| given.sum(&section.id));
        // The one item of a section is its sum.
        let sum = sum.filter(|_| section.items.len() > 1).map(|sum| format!("小计{sum}")).unwrap_or_default();
        words::join(&[&section.name, &points, &weight, &sum], "\n")
    }

    /// Name of an item, what to look at and how it is scored. A name that only repeats the section's is left out.
    fn told(&self, item: &RubricItem, section: &str) -> Vec<Run> {
        let when = match item.judged {
            Judged::During => "",
            Judged::Before => "（课前查看）",
            Judged::After => "（课后补评）",
        };
        let only = if self.subject.is_none() && !item.subjects.is_empty() {
            format!("（限{}）", item.subjects.join("、"))
        } else {
            String::new()
        };
        let scale = scale(item, self.given.as_ref());
        let faults: Vec<String> = match (&item.scoring, &self.given) {
            (Scoring::Deduct { rules, .. }, Some(given)) => rules.iter().filter_map(|rule| given.taken(rule)).collect(),
            _ => Vec::new(),
        };
        let rest = words::join(&[&item.hint, &scale, &faults.join("；")], "\n");
        let repeats = item.name == section && !rest.is_empty();
        let name = if repeats { String::new() } else { item.name.clone() };
        let name = format!("{name}{when}{only}");
        match (name.is_empty(), rest.is_empty()) {
            (true, _) => vec![Run::text(rest)],
            (false, true) => vec![Run::text(name)],
            (false, false) => vec![Run::strong(format!("{name}　")), Run::text(rest)],
        }
    }

    fn deductions(&self, grid: &mut Grid, height: f64) {
        let rules = &self.rubric.document.deductions;
        let rows = rules.iter().map(|rule| {
            let off = self.given.as_ref().map(|given| given.off(rule)).unwrap_or_default();
            (fault(rule), String::new(), off)
        });
        block(grid, height, "扣分项", rows.collect());
    }

    fn bonuses(&self, grid: &mut Grid, height: f64) {
        let rows = self.rubric.document.bonuses.iter().map(|bonus| {
            let above = self.given.as_ref().map(|given| given.above(&bonus.id)).unwrap_or_default();
            (bonus.name.clone(), format!("＋{}", number(bonus.most)), above)
        });
        block(grid, height, "加分项", rows.collect());
    }

    fn vetoes(&self, grid: &mut Grid, height: f64) {
        let rows = self.rubric.document.vetoes.iter().map(|veto| {
            let effect = match &veto.effect {
                VetoEffect::Nothing => "总分记0分".to_owned(),
                VetoEffect::AtMost { points } => format!("总分最高{}分", number(*points)),
                VetoEffect::Band { name } => format!("定为{name}"),
            };
            let told = self.given.as_ref().map(|given| if given.vetoed(&veto.id) { "是" } else { "否" });
            (format!("{}（{effect}）", veto.name), String::new(), told.unwrap_or("是□ 否□").to_owned())
        });
        block(grid, height, "一票否决", rows.collect());
    }

    fn total(&self, grid: &mut Grid, height: f64) {
        let document = &self.rubric.document;
        let full = document.total.map(|total| format!("（满分{}分）", number(total))).unwrap_or_default();
        let total = match &self.given {
            Some(given) => format!("{}{full}", words::or(&given.total_words(), "—")),
            None => format!("　　　　分{full}"),
        };
        let band = self.given.as_ref().map(|given| words::or(given.band.unwrap_or_default(), "—").to_owned());
        let pointed = document.total.is_some() || !document.deductions.is_empty();
        let cells = if pointed {
            vec![
                GridCell::label("总分"),
                GridCell::value(total),
                GridCell::label("等级"),
                GridCell::value(band.unwrap_or_default()).spanning(3, 1),
            ]
        } else {
            vec![GridCell::label("总评"), GridCell::value(band.unwrap_or_default()).spanning(5, 1)]
        };
        row(grid, height, cells);
        let bands = bands(document);
        if !bands.is_empty() {
            row(grid, height, [GridCell::label("等级标准"), GridCell::value(bands).spanning(5, 1)]);
        }
    }
}

/// Lines that a text takes in a column, about.
fn lines(text: &str, text_pt: f64, width_pt: f64) -> f64 {
    let wide = |line: &str| line.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum::<f64>() * text_pt;
    text.split('\n').map(|line| (wide(line) / width_pt).ceil().max(1.0)).sum()
}

fn row(grid: &mut Grid, height: f64, cells: impl IntoIterator<Item = GridCell>) {
    grid.rows.push(GridRow { min_height_mm: height, breakable: false, cells: cells.into_iter().collect() });
}

/// Rows of what comes off or on top: what it is, its points, what was given.
fn block(grid: &mut Grid, height: f64, label: &str, rows: Vec<(String, String, String)>) {
    let tall = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    for (at, (told, most, given)) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        if at == 0 {
            cells.push(GridCell::label(label).spanning(1, tall));
        }
        let wide = if most.is_empty() { ITEM + 1 } else { ITEM };
        cells.push(GridCell::value(told).spanning(wide, 1));
        if !most.is_empty() {
            cells.push(GridCell::value(most).aligned(Align::Center));
        }
        cells.push(GridCell::value(given).aligned(Align::Center));
        row(grid, height, cells);
    }
}

/// How an item is scored, where its full points do not say it: levels, grades, base points, faults.
fn scale(item: &RubricItem, given: Option<&Given<'_>>) -> String {
    match &item.scoring {
        Scoring::Points { .. } => String::new(),
        Scoring::Levels { levels } => {
            let level = |level: &crate::rubric::RubricLevel| {
                let name = match level.name.parse::<f64>() {
                    Ok(_) => format!("{}级", level.name),
                    Err(_) => level.name.clone(),
                };
                let text = if level.text.is_empty() { String::new() } else { format!("：{}", level.text) };
                format!("{name}（{}分）{text}", number(level.points))
            };
            // What was given is told in its own words; a blank form has all levels, the best first.
            match given.and_then(|given| given.place(&item.id)).and_then(|at| levels.get(at)) {
                Some(given) if !given.text.is_empty() => level(given),
                Some(_) => String::new(),
                None => levels.iter().rev().map(level).collect::<Vec<_>>().join("；"),
            }
        }
        Scoring::Base { base, least, most, .. } => {
            format!("基本分{}分，可在{}—{}分之间加减", number(*base), number(*least), number(*most))
        }
        Scoring::Deduct { rules, .. } => match given {
            Some(_) => String::new(),
            None => rules.iter().map(fault).collect::<Vec<_>>().join("；"),
        },
        Scoring::Grades { grades } => match given {
            Some(_) => String::new(),
            None => grades.iter().map(|grade| format!("□{grade}")).collect::<Vec<_>>().join("　"),
        },
    }
}

/// A fault and what it takes off.
fn fault(rule: &Deduction) -> String {
    let each = match rule.each_most {
        Some(most) => format!("扣{}—{}分", number(rule.each), number(most)),
        None => format!("每次扣{}分", number(rule.each)),
    };
    let cap = rule.cap.map(|cap| format!("，最多扣{}分", number(cap))).unwrap_or_default();
    format!("{}（{each}{cap}）", rule.name)
}

/// 优：90分以上；良：80分以上，不满90分.
fn bands(document: &RubricDocument) -> String {
    let known: Vec<(&Band, f64)> =
        document.bands.iter().filter_map(|band| band.from.map(|from| (band, from))).collect();
    let mut told = Vec::new();
    let mut above: Option<f64> = None;
    for (band, from) in known {
        let words = match above {
            None => format!("{}：{}分及以上", band.name, number(from)),
            Some(above) if from <= 0.0 => format!("{}：不满{}分", band.name, number(above)),
            Some(above) => format!("{}：{}分及以上、不满{}分", band.name, number(from), number(above)),
        };
        told.push(words);
        above = Some(from);
    }
    told.join("；")
}
