//! From the rows below the headings to a draft, with what was not understood.

use super::{
    grid::{Grid, Line},
    heads::Heads,
    numbers, taken_off,
};
use crate::{
    exchange::types::RowNote,
    rubric::{
        Bonus, Deduction, Judged, RubricDocument, RubricItem, RubricLevel, RubricPurpose, RubricSection, Scoring,
        Together,
    },
};
use keji_intake::header::normalise_heading;

const TOTALS: &[&str] = &["合计", "总分", "总计", "总得分", "合计得分", "总评得分", "合计总分", "满分", "综合得分"];
const BONUS: &[&str] = &["加分", "附加分", "奖励分"];

/// What is being read.
pub(super) struct Draft<'a> {
    grid: &'a Grid<'a>,
    heads: &'a Heads,
    document: RubricDocument,
    notes: Vec<RowNote>,
    /// Rows of the section's cell that the newest section came from.
    section_rows: (u32, u32),
    /// Smallest difference that the file names.
    step: Option<f64>,
    after: Vec<String>,
}

impl<'a> Draft<'a> {
    /// A draft with what stands above the headings.
    pub(super) fn new(grid: &'a Grid<'a>, heads: &'a Heads, purpose: Option<RubricPurpose>) -> Self {
        let above = &grid.lines[..heads.first];
        let title =
            above.iter().find_map(|line| line.texts().first().map(|text| (*text).to_owned())).unwrap_or_default();
        let told = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let purpose = purpose.unwrap_or(match () {
            () if told(&["教案", "备课", "教学设计"]) && !told(&["课堂", "听课"]) => {
                RubricPurpose::LessonPlan
            }
            () if told(&["作业"]) => RubricPurpose::Homework,
            () => RubricPurpose::Lesson,
        });
        let halves = ["细化到0.5", "细化到 0.5", "以0.5分为", "0.5分一档", "精确到0.5"];
        let all = || grid.lines.iter().flat_map(Line::texts);
        let step = all().any(|text| halves.iter().any(|half| text.contains(half))).then_some(0.5);
        let total = above.iter().flat_map(Line::texts).find_map(numbers::total);
        let document = RubricDocument {
            name: title.chars().filter(|c| !c.is_control()).take(40).collect(),
            purpose,
            total,
            sections: Vec::new(),
            bonuses: Vec::new(),
            deductions: Vec::new(),
            vetoes: Vec::new(),
            bands: Vec::new(),
            together: Together::Alone,
            subjects: Vec::new(),
            lesson_kinds: Vec::new(),
            note: String::new(),
        };
        Self { grid, heads, document, notes: Vec::new(), section_rows: (0, 0), step, after: Vec::new() }
    }

    /// The draft and what was not understood.
    pub(super) fn read(mut self) -> (RubricDocument, Vec<RowNote>) {
        let (grid, heads) = (self.grid, self.heads);
        for (row, heading) in &heads.unknown {
            self.note(*row, heading, format!("表里的“{heading}”没有读入。"));
        }
        let mut ended = false;
        for line in grid.lines.iter().skip(heads.below) {
            if line.texts().is_empty() {
                continue;
            }
            if !ended && self.is_total(line) {
                ended = true;
            } else if ended && self.is_text(line) {
                self.rest(line);
            } else {
                self.row(line);
            }
        }
        self.plain_items();
        let after = std::mem::take(&mut self.after).join("\n");
        self.document.note = after.chars().take(1000).collect();
        (self.document, self.notes)
    }

    fn note(&mut self, row: u32, column: &str, reason: String) {
        self.notes.push(RowNote { row, column: column.to_owned(), reason });
    }

    /// The row that adds up: its number is the printed total.
    fn is_total(&mut self, line: &Line) -> bool {
        let texts = line.texts();
        let Some(first) = texts.first() else { return false };
        let (name, inside) = numbers::split(first);
        if !TOTALS.contains(&normalise_heading(&name).as_str()) {
            return false;
        }
        let points = self.heads.points.and_then(|column| numbers::number(line.text(column)));
        let any = || texts.iter().skip(1).find_map(|text| numbers::number(text));
        match points.or(inside).or_else(any) {
            Some(total) => {
                if let Some(title) = self.document.total.filter(|title| (title - total).abs() > 0.005) {
                    let reason = format!("标题写的总分是 {title}，合计一行是 {total}：按合计一行读入。");
                    self.note(line.number, "", reason);
                }
                self.document.total = Some(total);
            }
            None => self.note(line.number, "", "合计一行没有写分数，没有读入。".to_owned()),
        }
        true
    }

    /// Whether a row has no points: a remark below the table.
    fn is_text(&self, line: &Line) -> bool {
        self.heads.points.is_none_or(|column| numbers::number(line.text(column)).is_none())
    }

    /// A remark below the table: kept with the draft, and told.
    fn rest(&mut self, line: &Line) {
        let text = line.texts().join(" ");
        if ["签名", "签字", "评委", "日期"].iter().any(|word| text.contains(word)) && text.chars().count() < 40
        {
            return;
        }
        self.note(line.number, "", format!("“{}”写进了说明，没有读成等级线或扣分。", short(&text)));
        self.after.push(text);
    }

    fn row(&mut self, line: &Line) {
        let heads = self.heads;
        let texts = line.texts();
        let of = |column: Option<usize>| column.map_or("", |column| line.text(column));
        let (section, item) = (of(heads.section), of(heads.item));
        if texts.iter().any(|text| text.contains("一票否决")) {
            let text = texts.join(" ");
            self.note(line.number, "", "“一票否决”没有读入：请写明它使总分为 0、封顶还是定为某个等级。".to_owned());
            self.after.push(text);
            return;
        }
        // A row of one text over the whole width is a heading of a section where sections have no column.
        if texts.len() == 1 && heads.section.is_none() {
            let (name, points) = numbers::split(texts[0]);
            if name.starts_with(|c: char| "一二三四五六七八九十（(".contains(c)) {
                self.open(name, points, (line.number, line.number));
                return;
            }
            if of(heads.points) == texts[0] {
                self.rest(line);
                return;
            }
        }
        if normalise_heading(section) == "小计" || normalise_heading(item) == "小计" {
            let printed = heads.points.and_then(|column| numbers::number(line.text(column)));
            if let Some(section) = self.document.sections.last_mut() {
                section.points = printed;
            }
            return;
        }
        self.section(line, section);
        let repeated = heads.points.is_some_and(|column| self.grid.repeats(line, column));
        let points = heads.points.map_or("", |column| line.text(column));
        if repeated && let Some(last) = self.document.sections.last_mut().and_then(|section| section.items.last_mut()) {
            // One number of points over several rows: the rows below say more of the same item.
            add(&mut last.hint, item);
            return;
        }
        self.item(line, section, item, points);
    }

    fn section(&mut self, line: &Line, name: &str) {
        let rows = self.heads.section.map_or((0, 0), |column| self.grid.rows(line, column));
        let goes_on = name.is_empty() || (rows.0 < line.number && !self.document.sections.is_empty());
        if self.document.sections.is_empty() || (!goes_on && self.heads.section.is_some()) {
            let (name, inside) = numbers::split(name);
            let printed = self.heads.section_points.and_then(|column| numbers::number(line.text(column)));
            // The same name again in the next row, unmerged, is the same section.
            if self.document.sections.last().is_none_or(|last| last.name != name || name.is_empty()) {
                self.open(name, printed.or(inside), rows);
            }
        }
    }

    fn open(&mut self, name: String, points: Option<f64>, rows: (u32, u32)) {
        self.section_rows = rows;
        self.document.sections.push(RubricSection {
            id: String::new(),
            name,
            points,
            weight: None,
            items: Vec::new(),
            bands: Vec::new(),
            spills: false,
        });
    }

    fn item(&mut self, line: &Line, section: &str, text: &str, points: &str) {
        let heads = self.heads;
        let (mut name, inside) = numbers::split(text);
        let mut hint = String::new();
        let rows = heads.points.map_or((0, 0), |column| self.grid.rows(line, column));
        let alone = rows.0 < rows.1 && rows == self.section_rows;
        if !section.is_empty() && (name.is_empty() || alone || (heads.standards && rows == self.section_rows)) {
            // The points are the section's: what stands beside is what to look at.
            add(&mut hint, text);
            name = numbers::split(section).0;
        }
        for column in &heads.hints {
            add(&mut hint, line.text(*column));
        }
        let most = if points.contains(['-', '~', '～', '—']) && numbers::number(points).is_none() {
            self.note(line.number, &name, format!("分值“{points}”是一段，没有读入：请写这一项的满分。"));
            None
        } else {
            numbers::number(points).or(inside)
        };
        let mut rules: Vec<&str> = heads.rules.iter().map(|column| line.text(*column)).collect();
        if taken_off::speaks(&hint) {
            rules.push("");
        }
        let of_total = [section, &name].iter().any(|text| text.contains("扣分") || text.contains("倒扣"));
        let own_rules =
            if of_total && most.is_none() { format!("{}；{hint}", rules.join("；")) } else { rules.join("；") };
        if BONUS.iter().any(|word| section.contains(word) || name.contains(word)) {
            self.bonus(line, &name, most);
            return;
        }
        let scoring = self.scoring(line, &name, most, &own_rules, &mut hint);
        if let (Scoring::Deduct { rules, .. }, true, None) = (&scoring, of_total, most) {
            self.document.deductions.extend(rules.iter().cloned());
            // A section that only takes off the total is none.
            if self.document.sections.last().is_some_and(|section| section.items.is_empty()) {
                self.document.sections.pop();
            }
            return;
        }
        let item = RubricItem {
            id: String::new(),
            name,
            hint,
            scoring,
            judged: Judged::During,
            subjects: Vec::new(),
            decides: false,
        };
        if let Some(section) = self.document.sections.last_mut() {
            section.items.push(item);
        }
    }

    fn bonus(&mut self, line: &Line, name: &str, most: Option<f64>) {
        if self.document.sections.last().is_some_and(|section| section.items.is_empty()) {
            self.document.sections.pop();
        }
        let most = most.unwrap_or_else(|| {
            self.note(line.number, name, "加分没有写分值：请写最多加几分。".to_owned());
            0.0
        });
        let step = self.step.unwrap_or(numbers::step(most));
        self.document.bonuses.push(Bonus { id: String::new(), name: name.to_owned(), most, step });
    }

    /// How an item is scored: by its levels, by what is taken off, by points.
    fn scoring(&mut self, line: &Line, name: &str, most: Option<f64>, rules: &str, hint: &mut String) -> Scoring {
        let levels = self.levels(line, name, most, hint);
        if let Some(levels) = levels {
            add(hint, rules);
            return levels;
        }
        let (mut taken, mut rest) = taken_off::rules(rules);
        if taken.is_empty() && taken_off::speaks(hint) {
            (taken, rest) = taken_off::rules(hint);
            if !taken.is_empty() {
                hint.clear();
            }
        }
        // A number among the rules is points: what it is for may not be said.
        let left: Vec<&String> = rest
            .iter()
            .filter(|clause| taken_off::speaks(clause) || clause.contains(|c: char| c.is_ascii_digit()))
            .collect();
        if !left.is_empty() {
            let left = left.into_iter().cloned().collect::<Vec<_>>().join("；");
            self.note(line.number, name, format!("“{}”没有读成扣分，写进了要点。", short(&left)));
        }
        if !rules.is_empty() || !taken.is_empty() {
            let more = rest.join("；");
            if !hint.contains(&more) {
                add(hint, &more);
            }
        }
        if taken.is_empty() { self.points(line, name, most) } else { deduct(most, taken) }
    }

    fn points(&mut self, line: &Line, name: &str, most: Option<f64>) -> Scoring {
        let grades = self.heads.points.is_none() && self.heads.levels.len() >= 2;
        if most.is_none() && grades {
            let grades = self.heads.levels.iter().map(|level| level.name.clone()).collect();
            return Scoring::Grades { grades };
        }
        let most = most.unwrap_or_else(|| {
            self.note(line.number, name, "这一行没有写分值：请补上，或删去这一项。".to_owned());
            0.0
        });
        Scoring::Points { most, step: self.step.unwrap_or(numbers::step(most)) }
    }

    /// Levels with a number of points each; none where the file leaves them open.
    fn levels(&mut self, line: &Line, name: &str, most: Option<f64>, hint: &mut String) -> Option<Scoring> {
        let mut levels: Vec<RubricLevel> = Vec::new();
        let mut open: Vec<String> = Vec::new();
        let heads = self.heads;
        for level in &heads.levels {
            let text = line.text(level.column);
            let share = |number: f64| if number <= 1.0 { most.map(|most| most * number) } else { Some(number) };
            let points = match (numbers::number(text), level.number) {
                (Some(points), _) => Some(points),
                (None, Some(number)) if numbers::stretch(text).is_none() => share(number),
                _ => None,
            };
            let said = if numbers::number(text).is_some() { "" } else { text };
            match points {
                Some(points) => {
                    levels.push(RubricLevel { name: level.name.clone(), points, text: said.to_owned() });
                }
                None if !text.is_empty() => open.push(format!("{}：{text}", level.name)),
                None => {}
            }
        }
        if !open.is_empty() {
            let open = open.join("；");
            if most.is_some() || levels.len() >= 2 {
                self.note(line.number, name, format!("“{}”没有写明一个分数，写进了要点。", short(&open)));
            }
            add(hint, &open);
        }
        if levels.len() < 2 {
            return None;
        }
        levels.sort_by(|one, other| one.points.total_cmp(&other.points));
        let best = levels.last().map_or(0.0, |level| level.points);
        if let Some(most) = most.filter(|most| (most - best).abs() > 0.005) {
            let reason = format!("分值写的是 {most}，最高一等是 {best} 分：按等级读入，请核对。");
            self.note(line.number, name, reason);
        }
        Some(Scoring::Levels { levels })
    }

    /// Where levels stand in the headings and nowhere have points, the whole is told once.
    fn plain_items(&mut self) {
        let by_points = self.document.items().any(|item| matches!(item.scoring, Scoring::Points { .. }));
        let by_levels = self.document.items().any(|item| matches!(item.scoring, Scoring::Levels { .. }));
        if by_points && !by_levels && self.heads.levels.len() >= 2 {
            let names: Vec<&str> = self.heads.levels.iter().map(|level| level.name.as_str()).collect();
            let names = names.join("、");
            let row = self.grid.lines[self.heads.below - 1].number;
            self.note(row, "", format!("{names}各列没有写分数：各项按分值打分。"));
        }
        self.document.sections.retain(|section| !section.items.is_empty() || section.points.is_some());
    }
}

fn deduct(most: Option<f64>, rules: Vec<Deduction>) -> Scoring {
    Scoring::Deduct { from: most.unwrap_or(0.0), rules, spills: false }
}

/// A line more, unless it stands there already.
fn add(text: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() || text.lines().any(|line| line == more) {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() > 40 { line.chars().take(39).chain(['…']).collect() } else { line }
}
