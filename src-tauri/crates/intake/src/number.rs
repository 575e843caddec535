//! Printing numbers and dates as the sheet shows them.

use calamine::ExcelDateTime;

use crate::model::Cell;

/// The first serial number after 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;

/// A number under an Excel number format; formats that are not plain digits
/// count as General.
pub(crate) fn number(value: f64, format: Option<&str>) -> Cell {
    if !value.is_finite() {
        return Cell::Error { e: "#NUM!".to_owned() };
    }
    let n = match format.and_then(Pattern::parse) {
        Some(pattern) => pattern.print(value),
        None => general(value),
    };
    Cell::Number { n }
}

/// A date or a time. Clock times and durations become text.
pub(crate) fn date(value: &ExcelDateTime) -> Cell {
    let serial = value.as_f64();
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return Cell::Error { e: "#####".to_owned() };
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let seconds = if second == 0 { String::new() } else { format!(":{second:02}") };
    if value.is_duration() {
        let hours = (serial * 24.0 + 1e-9).floor();
        return Cell::Text(format!("{hours}:{minute:02}{seconds}"));
    }
    if serial < 1.0 {
        return Cell::Text(format!("{hour:02}:{minute:02}{seconds}"));
    }
    let mut d = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        d = format!("{d} {hour:02}:{minute:02}{seconds}");
    }
    Cell::Date { d }
}

/// An ISO 8601 date of a strict workbook: "2026-11-19T00:00:00".
pub(crate) fn iso_date(text: &str) -> Cell {
    let text = text.trim_end_matches('Z');
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.split('.').next().unwrap_or_default();
    let time = time.strip_suffix(":00").unwrap_or(time);
    let d = match time {
        "" | "00:00" => day.to_owned(),
        _ => format!("{day} {time}"),
    };
    Cell::Date { d }
}

/// General: fifteen significant digits, no trailing zeros, no exponent below 1e21.
fn general(value: f64) -> String {
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if rounded == 0.0 {
        "0".to_owned()
    } else if rounded.abs() >= 1e21 || rounded.abs() < 1e-9 {
        format!("{rounded:e}")
    } else {
        format!("{rounded}")
    }
}

/// A format of digits only: "0.00", "000", "#,##0.0", "0%".
struct Pattern {
    whole: usize,
    decimals: usize,
    percent: bool,
}

impl Pattern {
    fn parse(format: &str) -> Option<Self> {
        let core = bare(format.split(';').next()?);
        let (core, percent) = match core.strip_suffix('%') {
            Some(core) => (core, true),
            None => (core.as_str(), false),
        };
        let (whole, decimals) = core.split_once('.').unwrap_or((core, ""));
        let is_digits = whole.chars().all(|c| matches!(c, '0' | '#' | ','))
            && whole.ends_with('0')
            && decimals.chars().all(|c| c == '0');
        is_digits.then(|| Self {
            whole: whole.chars().filter(|c| *c == '0').count().min(30),
            decimals: decimals.len().min(15),
            percent,
        })
    }

    fn print(&self, value: f64) -> String {
        let value = if self.percent { value * 100.0 } else { value };
        // Half a unit in the sixteenth digit makes 0.285 print as 0.29, as Excel does.
        let value: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        let nudged = value + value.abs() * 1e-15 * value.signum();
        let digits = format!("{:.*}", self.decimals, nudged.abs());
        let width = self.whole + if self.decimals > 0 { self.decimals + 1 } else { 0 };
        let sign = if value < 0.0 && digits.chars().any(|c| matches!(c, '1'..='9')) { "-" } else { "" };
        let unit = if self.percent { "%" } else { "" };
        format!("{sign}{digits:0>width$}{unit}")
    }
}

/// A format without literals, paddings and colours.
fn bare(format: &str) -> String {
    let mut core = String::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            '_' | '\\' | '*' => {
                characters.next();
            }
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            '[' => {
                characters.by_ref().find(|c| *c == ']');
            }
            ' ' => {}
            _ => core.push(character),
        }
    }
    core
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn shown(value: f64, format: Option<&str>) -> String {
        number(value, format).text().into_owned()
    }

    #[test]
    fn general_numbers_look_as_typed() {
        for (value, text) in [
            (1990.01, "1990.01"),
            (7.0, "7"),
            (0.1 + 0.2, "0.3"),
            (-2.5, "-2.5"),
            (0.0, "0"),
            (330_602_198_001_011_000.0, "330602198001011000"),
        ] {
            assert_eq!(shown(value, None), text);
            assert_eq!(shown(value, Some("General")), text);
        }
    }

    #[test]
    fn formats_keep_what_the_user_sees() {
        assert_eq!(shown(1990.1, Some("0.00")), "1990.10");
        assert_eq!(shown(1990.1, Some("0.00_ ")), "1990.10");
        assert_eq!(shown(1990.1, Some("0.00_);[Red]\\(0.00\\)")), "1990.10");
        assert_eq!(shown(7.0, Some("000")), "007");
        assert_eq!(shown(0.85, Some("0%")), "85%");
        assert_eq!(shown(1.0, Some("0.00%")), "100.00%");
        assert_eq!(shown(1234.5, Some("#,##0.00")), "1234.50");
        assert_eq!(shown(0.285, Some("0.00")), "0.29");
        assert_eq!(shown(-0.001, Some("0.00")), "0.00");
        assert_eq!(shown(3.0, Some("\"第\"0\"节\"")), "3");
        assert_eq!(shown(3.5, Some("0_ \"节\"")), "4");
    }

    #[test]
    fn dates_and_times() {
        let at = |value, kind| date(&ExcelDateTime::new(value, kind, false));
        let kind = ExcelDateTimeType::DateTime;
        assert_eq!(at(46_345.0, kind).text(), "2026-11-19");
        assert_eq!(at(46_345.5, kind).text(), "2026-11-19 12:00");
        assert_eq!(at(485.0 / 1440.0, kind), Cell::Text("08:05".to_owned()));
        assert_eq!(at(1.5, ExcelDateTimeType::TimeDelta).text(), "36:00");
        assert_eq!(at(-1.0, kind).text(), "");
        assert_eq!(iso_date("2026-11-19T00:00:00").text(), "2026-11-19");
        assert_eq!(iso_date("2026-11-19T08:05:00Z").text(), "2026-11-19 08:05");
    }
}
