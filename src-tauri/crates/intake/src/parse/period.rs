//! Periods of a school day, and days of a week.

use super::numeral::{leading, number};
use super::{Reading, Reason, compact, date, doubt};

/// Periods taught in a row; a single one has `first == last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Periods {
    /// First period of the day, 1–15.
    pub first: u8,
    /// Last period, not before `first`.
    pub last: u8,
}

/// No school day has more periods.
const MOST: u32 = 15;

/// "第三节", "3", "第3节", "3-4", "3、4", "第三、四节", "第十一节".
pub fn period(text: &str) -> Reading<Periods> {
    let text = compact(text);
    if text.is_empty() {
        return Reading::No(Reason::Empty);
    }
    // Excel stores the text 3-4 as the fourth of March of the year of typing.
    if let Reading::Sure(date) = date(&text) {
        let (first, last) = (u32::from(date.month), u32::from(date.day));
        return match periods(first, last) {
            Some(periods) => doubt(periods, Reason::LooksLikeDate),
            None => Reading::No(Reason::LooksLikeDate),
        };
    }
    if let Some(rest) = text.strip_prefix("上午") {
        // The morning counts from the first period, as the whole day does.
        return plain(rest);
    }
    for part in ["下午", "晚上", "晚自习", "晚修", "晚"] {
        if let Some(rest) = text.strip_prefix(part) {
            return match plain(rest) {
                Reading::No(_) => Reading::No(Reason::Unreadable),
                _ => Reading::Doubtful { value: None, reason: Reason::PartOfDay },
            };
        }
    }
    match split_weekday(&text) {
        Some((_, rest)) if rest.contains('节') => match plain(rest) {
            Reading::Sure(periods) => doubt(periods, Reason::CarriesWeekday),
            other => other,
        },
        _ => plain(&text),
    }
}

/// "周一", "星期一", "礼拜一", "一", "1", "Monday", "Mon."; 1 = Monday … 7 = Sunday.
pub fn weekday(text: &str) -> Reading<u8> {
    let text = compact(text).to_lowercase();
    if text.is_empty() {
        return Reading::No(Reason::Empty);
    }
    if let Some((day, "")) = split_weekday(&text) {
        return Reading::Sure(day);
    }
    if let Some(day) = day_of(&text) {
        return Reading::Sure(day);
    }
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let short = text.trim_end_matches('.');
    (1..)
        .zip(names)
        .find(|(_, name)| short.len() >= 3 && name.starts_with(short))
        .map_or(Reading::No(Reason::Unreadable), |(day, _)| Reading::Sure(day))
}

/// A weekday at the front, and what follows.
fn split_weekday(text: &str) -> Option<(u8, &str)> {
    let rest = ["星期", "礼拜", "周"].into_iter().find_map(|word| text.strip_prefix(word))?;
    let first = rest.chars().next()?;
    let (name, rest) = rest.split_at(first.len_utf8());
    Some((day_of(name)?, rest))
}

fn day_of(text: &str) -> Option<u8> {
    match text {
        "日" | "天" | "末日" => Some(7),
        _ => number(text).and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=7).contains(day)),
    }
}

/// Periods without any word about the day.
fn plain(text: &str) -> Reading<Periods> {
    let mut numbers = Vec::new();
    let mut rest = text;
    let mut separated = true;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(['第', '节', '课']) {
            rest = after;
            continue;
        }
        if let Some(after) = rest.strip_prefix(['-', '~', '—', '–', '～', '至', '到', '、', ',', '.', '/', '和', '及'])
        {
            separated = true;
            rest = after;
            continue;
        }
        // "三四节" names two periods, "34" is no period at all.
        let ascii = rest.starts_with(|c: char| c.is_ascii_digit());
        match leading(rest) {
            Some((value, after)) if separated || !ascii => {
                numbers.push(value);
                rest = after;
                separated = false;
            }
            _ => return Reading::No(Reason::Unreadable),
        }
    }
    match numbers.as_slice() {
        [one] => periods(*one, *one).map_or(Reading::No(Reason::Unreadable), Reading::Sure),
        [first, last] if first == last => Reading::No(Reason::Unreadable),
        [first, .., last] => {
            let gap = numbers.len() > 2 && numbers.windows(2).any(|pair| pair[1] != pair[0] + 1);
            let listed =
                numbers.len() == 2 && *last != first + 1 && !text.contains(['-', '~', '—', '–', '～', '至', '到']);
            if gap || listed {
                return Reading::Doubtful { value: None, reason: Reason::Several };
            }
            periods(*first, *last).map_or(Reading::No(Reason::Unreadable), Reading::Sure)
        }
        [] => Reading::No(Reason::Unreadable),
    }
}

fn periods(first: u32, last: u32) -> Option<Periods> {
    if first == 0 || last < first || last > MOST {
        return None;
    }
    Some(Periods { first: u8::try_from(first).ok()?, last: u8::try_from(last).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(first: u8, last: u8) -> Reading<Periods> {
        Reading::Sure(Periods { first, last })
    }

    #[test]
    fn periods_in_every_spelling() {
        for text in ["第三节", "3", "第3节", "３", "三", "第三节课", "上午第三节", "第 3 节"] {
            assert_eq!(period(text), sure(3, 3), "{text}");
        }
        for text in ["3-4", "3、4", "第三、四节", "第3-4节", "三四节", "第3节、第4节", "3～4", "3至4节"]
        {
            assert_eq!(period(text), sure(3, 4), "{text}");
        }
        assert_eq!(period("第十一节"), sure(11, 11));
        assert_eq!(period("1-3"), sure(1, 3));
        assert_eq!(period("1、2、3"), sure(1, 3));
    }

    #[test]
    fn odd_periods_say_what_is_odd() {
        assert_eq!(period("").reason(), Some(Reason::Empty));
        assert_eq!(period("下午第一节").reason(), Some(Reason::PartOfDay));
        assert_eq!(period("1、3").reason(), Some(Reason::Several));
        let swapped = period("周五第七节");
        assert_eq!(swapped.reason(), Some(Reason::CarriesWeekday));
        assert_eq!(swapped.value(), Some(Periods { first: 7, last: 7 }));
        let eaten = period("2026-03-04");
        assert_eq!(eaten.reason(), Some(Reason::LooksLikeDate));
        assert_eq!(eaten.value(), Some(Periods { first: 3, last: 4 }));
        for text in ["早读", "0", "99", "34", "周五", "4-3", "高一", "第节"] {
            assert_eq!(period(text), Reading::No(Reason::Unreadable), "{text}");
        }
    }

    #[test]
    fn weekdays_in_every_spelling() {
        for text in ["周一", "星期一", "礼拜一", "一", "1", "Monday", "Mon.", "周1", "星 期 一"] {
            assert_eq!(weekday(text), Reading::Sure(1), "{text}");
        }
        for text in ["周日", "星期天", "星期日", "7", "Sunday", "sun"] {
            assert_eq!(weekday(text), Reading::Sure(7), "{text}");
        }
        for text in ["周八", "0", "12", "周", "周五第七节", "t"] {
            assert_eq!(weekday(text), Reading::No(Reason::Unreadable), "{text}");
        }
    }
}
