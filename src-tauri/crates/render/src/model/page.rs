use serde::{Deserialize, Serialize};

/// What the file says of itself. The title is shown by viewers instead of the file name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Metadata {
    /// Title in the file's properties; an empty one is replaced by the first title block.
    pub title: String,
    /// Issuing organisation or office, e.g. 青溪中学教务处.
    pub author: String,
    /// One line on the content; may be empty.
    pub subject: String,
    /// Search words; may be empty.
    pub keywords: Vec<String>,
    /// When the paper was made, as the host's clock said.
    pub created: Stamp,
}

/// A civil time with its offset from UTC: the only time a paper knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Stamp {
    /// Year, 1980–9999 (ZIP files begin in 1980).
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
    /// Hour, 0–23.
    pub hour: u8,
    /// Minute, 0–59.
    pub minute: u8,
    /// Second, 0–59.
    pub second: u8,
    /// Minutes east of UTC; 480 for China.
    pub offset_minutes: i16,
}

impl Stamp {
    /// Midnight of a day in China's time.
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        Self { year, month, day, ..Self::default() }
    }

    /// A day and a time of day in China's time.
    pub fn at(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Self {
        Self { hour, minute, second, ..Self::day(year, month, day) }
    }

    /// The same moment in UTC, as file properties want it.
    #[must_use]
    pub fn utc(self) -> Self {
        const MINUTES_OF_A_DAY: i32 = 24 * 60;
        let minutes = i32::from(self.hour) * 60 + i32::from(self.minute) - i32::from(self.offset_minutes);
        let mut moment = self;
        match minutes.div_euclid(MINUTES_OF_A_DAY) {
            0 => {}
            shift if shift < 0 => moment.step_back(),
            _ => moment.step_on(),
        }
        let of_day = minutes.rem_euclid(MINUTES_OF_A_DAY);
        // Both are below 60 by construction.
        moment.hour = u8::try_from(of_day / 60).unwrap_or(0);
        moment.minute = u8::try_from(of_day % 60).unwrap_or(0);
        moment.offset_minutes = 0;
        moment
    }

    fn step_back(&mut self) {
        if self.day > 1 {
            self.day -= 1;
            return;
        }
        (self.year, self.month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        self.day = days_of(self.year, self.month);
    }

    fn step_on(&mut self) {
        if self.day < days_of(self.year, self.month) {
            self.day += 1;
            return;
        }
        self.day = 1;
        (self.year, self.month) = if self.month < 12 { (self.year, self.month + 1) } else { (self.year + 1, 1) };
    }

    /// ISO 8601 with the offset, e.g. `2026-11-19T08:02:00+08:00`.
    pub fn iso(&self) -> String {
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let offset = self.offset_minutes.unsigned_abs();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            offset / 60,
            offset % 60
        )
    }
}

fn days_of(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Default for Stamp {
    fn default() -> Self {
        Self { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, offset_minutes: 480 }
    }
}

/// The page and the body's type. The default is GB/T 9704-2012: A4, text area 156 × 225 mm,
/// 22 lines of 28 characters, body 3 号, page numbers outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageSetup {
    /// How the first page lies; a [`super::Block::Section`] changes it further on.
    pub orientation: Orientation,
    /// Margins of an upright page; a lying page turns them with the sheet.
    pub margins: Margins,
    /// Where page numbers stand.
    pub page_numbers: PageNumbers,
    /// Whether the first page is a cover, without number and foot.
    pub cover: bool,
    /// A small line at the foot of every page, e.g. 数据截至2026年11月19日; empty for none.
    pub footer: String,
    /// Size of the body, in points: 16 is 3 号, 14 is 4 号, 12 is 小四, 10.5 is 五号.
    pub text_pt: f64,
    /// Distance from line to line in the body, in points.
    pub line_pt: f64,
}

impl PageSetup {
    /// A denser page for forms such as 听课记录: narrower margins, body 小四.
    pub fn form() -> Self {
        Self {
            margins: Margins { top_mm: 20.0, bottom_mm: 20.0, left_mm: 22.0, right_mm: 20.0 },
            text_pt: 12.0,
            line_pt: 20.0,
            ..Self::default()
        }
    }
}

impl Default for PageSetup {
    fn default() -> Self {
        Self {
            orientation: Orientation::Portrait,
            margins: Margins::default(),
            page_numbers: PageNumbers::Outside,
            cover: false,
            footer: String::new(),
            text_pt: 16.0,
            line_pt: 28.95,
        }
    }
}

/// Margins in millimetres. The default is GB/T 9704: 37 above, 28 at the binding.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Margins {
    /// From the upper edge to the first line.
    pub top_mm: f64,
    /// From the last line to the lower edge.
    pub bottom_mm: f64,
    /// At the binding.
    pub left_mm: f64,
    /// At the open side.
    pub right_mm: f64,
}

impl Default for Margins {
    fn default() -> Self {
        Self { top_mm: 37.0, bottom_mm: 35.0, left_mm: 28.0, right_mm: 26.0 }
    }
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// Lying; its head is at the binding side of the upright sheet.
    Landscape,
}

/// Where page numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum PageNumbers {
    /// GB/T 9704: 4 号 with 一字线, odd pages right, even pages left, one character in.
    #[default]
    Outside,
    /// In the middle of the foot.
    Centre,
    /// None, e.g. for a form of a single sheet.
    None,
}
