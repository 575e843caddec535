//! Dates and months as Chinese offices write them.

use std::fmt;

use super::{Reading, Reason, compact, doubt};

/// A day of the Gregorian calendar, 1900–2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1900–2100.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day of the month, 1–31.
    pub day: u8,
}

impl Date {
    /// The day, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = YEARS.contains(&year) && day >= 1 && day <= last_day(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// 1 = Monday … 7 = Sunday.
    pub fn weekday(self) -> u8 {
        // Zeller's congruence, shifted to Monday.
        let (year, month) = if self.month < 3 {
            (u32::from(self.year) - 1, u32::from(self.month) + 12)
        } else {
            (u32::from(self.year), u32::from(self.month))
        };
        let sum = u32::from(self.day) + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400;
        u8::try_from((sum + 5) % 7 + 1).unwrap_or(1)
    }

    /// The day of an Excel serial number (1900 system), 2000–2050 only.
    fn from_serial(serial: u32) -> Option<Self> {
        const FIRST: u32 = 36_526; // 2000-01-01
        let mut left = serial.checked_sub(FIRST)?;
        for year in 2000..=2050 {
            for month in 1..=12 {
                let days = u32::from(last_day(year, month));
                if left < days {
                    return Self::new(year, month, u8::try_from(left + 1).ok()?);
                }
                left -= days;
            }
        }
        None
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A month of a year, 1900–2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Year, 1900–2100.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// A day: "2026-11-19", "2026/11/19", "2026.11.19", "2026年11月19日", "20261119",
/// each also with a time or a weekday behind it. Without a year it is
/// [`Reason::NeedsYear`]; see [`month_day`].
pub fn date(text: &str) -> Reading<Date> {
    let whole = compact(without_time(text));
    if whole.is_empty() {
        return Reading::No(Reason::Empty);
    }
    let text = without_weekday(&whole);
    let parts = parts(text);
    match parts.as_deref() {
        Some([digits]) if digits.len() == 8 => day(&digits[..4], &digits[4..6], &digits[6..]),
        // 30000 is in 1982, 60000 in 2064: what a date column can mean.
        Some([digits]) if digits.len() == 5 => digits
            .parse()
            .map_or(None, Date::from_serial)
            .map_or(Reading::No(Reason::Unreadable), |date| doubt(date, Reason::SerialNumber)),
        Some([year, month, number]) if year.len() == 4 => day(year, month, number),
        Some([year, month, number]) if year.len() == 2 => match day(&format!("20{year}"), month, number) {
            Reading::Sure(date) => doubt(date, Reason::TwoDigitYear),
            other => other,
        },
        Some([_, _]) if month_day(text).is_some() => Reading::No(Reason::NeedsYear),
        _ => Reading::No(Reason::Unreadable),
    }
}

/// Month and day of a date without its year: "11月19日", "11.19", "12/28", "2-16".
pub fn month_day(text: &str) -> Option<(u8, u8)> {
    let text = compact(text);
    let parts = parts(without_weekday(&text))?;
    let [month, day] = parts.as_slice() else {
        return None;
    };
    let (month, day) = (small(month)?, small(day)?);
    // A leap year: without a year, 29 February is possible.
    (day >= 1 && day <= last_day(2000, month)).then_some((month, day))
}

/// A month: "1990.01", "1990-1", "1990年1月", "199001", and any full date.
/// "1990.1" is doubtful: Excel drops the zero of 1990.10.
pub fn month(text: &str) -> Reading<Month> {
    let whole = compact(without_time(text));
    if whole.is_empty() {
        return Reading::No(Reason::Empty);
    }
    let parts = parts(&whole);
    match parts.as_deref() {
        Some([digits]) if digits.len() == 6 => year_month(&digits[..4], &digits[4..]),
        Some([year, month]) if year.len() == 4 => {
            let lost = whole.contains('.') && *month == "1";
            match year_month(year, month) {
                Reading::Sure(month) if lost => doubt(month, Reason::LostZero),
                other => other,
            }
        }
        _ => date(&whole).map(|date| Month { year: date.year, month: date.month }),
    }
}

fn day(year: &str, month: &str, day: &str) -> Reading<Date> {
    let read = || -> Option<Date> { Date::new(year.parse().ok()?, small(month)?, small(day)?) };
    read().map_or(Reading::No(Reason::NoSuchDate), Reading::Sure)
}

fn year_month(year: &str, month: &str) -> Reading<Month> {
    match day(year, month, "1") {
        Reading::Sure(date) => Reading::Sure(Month { year: date.year, month: date.month }),
        _ => Reading::No(Reason::NoSuchDate),
    }
}

/// One or two digits.
fn small(text: &str) -> Option<u8> {
    if text.len() > 2 {
        return None;
    }
    text.parse().ok()
}

/// The runs of digits of a date, if nothing but separators stands between them.
fn parts(text: &str) -> Option<Vec<&str>> {
    let trimmed = text.trim_end_matches(['日', '号', '月', '.', '年']);
    let parts: Vec<&str> = trimmed.split(['-', '/', '.', '年', '月', '—', '–', '－', '。', '、']).collect();
    let all_digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (all_digits && parts.len() <= 3).then_some(parts)
}

/// The text before a time of day: "2026-11-19 08:00", "2026-11-19T08:00".
fn without_time(text: &str) -> &str {
    let text = text.trim();
    let Some(colon) = text.find([':', '：']) else {
        return text;
    };
    text[..colon].rfind([' ', 'T', '\u{3000}']).map_or(text, |gap| &text[..gap])
}

/// The text before "星期四", "（周四）".
fn without_weekday(text: &str) -> &str {
    let at = text.find(['(', '周', '星', '礼']).unwrap_or(text.len());
    &text[..at]
}

fn last_day(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: u16, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn dates_in_every_spelling() {
        for text in [
            "2026-11-19",
            "2026/11/19",
            "2026.11.19",
            "2026年11月19日",
            "２０２６年１１月１９日",
            "2026 年 11 月 19 日",
            "20261119",
            "2026-11-19 08:00",
            "2026-11-19T08:00",
            "2026年11月19日（周四）",
            "2026-11-19 星期四",
            "2026.11.19.",
        ] {
            assert_eq!(date(text), Reading::Sure(at(2026, 11, 19)), "{text}");
        }
        assert_eq!(date("2026/1/5"), Reading::Sure(at(2026, 1, 5)));
    }

    #[test]
    fn odd_dates_say_what_is_odd() {
        assert_eq!(date(""), Reading::No(Reason::Empty));
        for text in ["11月19日", "12.28", "2月16日 周四", "2/29"] {
            assert_eq!(date(text), Reading::No(Reason::NeedsYear), "{text}");
        }
        for text in ["2026-02-30", "2026-13-01", "20261399", "1026-01-01"] {
            assert_eq!(date(text), Reading::No(Reason::NoSuchDate), "{text}");
        }
        for text in ["周五", "第三节", "13.45", "2026", "2026-11-19-1", "昨天"] {
            assert_eq!(date(text), Reading::No(Reason::Unreadable), "{text}");
        }
        assert_eq!(date("46345"), doubt(at(2026, 11, 19), Reason::SerialNumber));
        assert_eq!(date("26.11.19"), doubt(at(2026, 11, 19), Reason::TwoDigitYear));
        assert_eq!(month_day("11月19日"), Some((11, 19)));
        assert_eq!(month_day("12.28"), Some((12, 28)));
        assert_eq!(month_day("13.1"), None);
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        assert_eq!(at(2026, 11, 19).weekday(), 4);
        assert_eq!(at(2010, 8, 23).weekday(), 1);
        assert_eq!(at(2016, 12, 25).weekday(), 7);
        assert_eq!(at(2024, 2, 29).weekday(), 4);
    }

    #[test]
    fn months_in_every_spelling() {
        for text in ["1990.01", "1990-1", "1990/01", "1990年1月", "1990年01月", "199001", "1990-01-05"] {
            let month = month(text).sure().unwrap();
            assert_eq!(month.to_string(), "1990-01", "{text}");
        }
        assert_eq!(month("1990.10").sure().unwrap().to_string(), "1990-10");
        assert_eq!(month("1990.2").sure().unwrap().to_string(), "1990-02");
        let doubtful = month("1990.1");
        assert_eq!(doubtful.reason(), Some(Reason::LostZero));
        assert_eq!(month("1990.13"), Reading::No(Reason::NoSuchDate));
        assert_eq!(month("1990"), Reading::No(Reason::Unreadable));
    }
}
