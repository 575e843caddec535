//! Numbers, in digits and in Chinese numerals.

use super::{Reading, Reason, compact};

/// A whole number: "12", "１２", "十二", "12次", "3.0".
pub fn integer(text: &str) -> Reading<u32> {
    let text = compact(text);
    if text.is_empty() {
        return Reading::No(Reason::Empty);
    }
    let bare = text.strip_suffix(UNITS).unwrap_or(&text);
    let bare = match bare.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.chars().all(|c| c == '0') => whole,
        _ => bare,
    };
    number(bare).map_or(Reading::No(Reason::Unreadable), Reading::Sure)
}

/// A decimal number: "92.5", "９２分", "85%" (85), "1,234.5".
pub fn decimal(text: &str) -> Reading<f64> {
    let text = compact(text);
    if text.is_empty() {
        return Reading::No(Reason::Empty);
    }
    let bare = text.strip_suffix(UNITS).unwrap_or(&text);
    let digits: String = bare.chars().filter(|c| *c != ',').collect();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    if !plain {
        return number(bare).map_or(Reading::No(Reason::Unreadable), |n| Reading::Sure(f64::from(n)));
    }
    digits.parse().map_or(Reading::No(Reason::Unreadable), Reading::Sure)
}

/// Units that people write behind a number.
const UNITS: [char; 10] = ['分', '次', '节', '人', '份', '篇', '本', '个', '%', '题'];

/// Digits or a Chinese numeral up to 99.
pub(super) fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.bytes().try_fold(0_u32, |sum, byte| sum.checked_mul(10)?.checked_add(u32::from(byte - b'0')));
    }
    chinese(text)
}

/// "四", "十", "十一", "二十", "二十三".
pub(super) fn chinese(text: &str) -> Option<u32> {
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        ['十'] => Some(10),
        ['廿'] => Some(20),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        ['廿', one] => Some(20 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        _ => None,
    }
}

fn digit(character: char) -> Option<u32> {
    let at = "一二三四五六七八九".chars().position(|c| c == character);
    match at {
        Some(at) => u32::try_from(at + 1).ok(),
        None if character == '两' => Some(2),
        None => None,
    }
}

/// Splits a leading number off: ASCII digits, or the longest Chinese numeral.
pub(super) fn leading(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return Some((number(&text[..digits])?, &text[digits..]));
    }
    let mut ends: Vec<usize> = text.char_indices().take(3).map(|(at, c)| at + c.len_utf8()).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| Some((chinese(&text[..end])?, &text[end..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        for (text, value) in [("12", 12), ("１２", 12), ("十二", 12), ("12次", 12), ("3.0", 3), ("二十", 20)] {
            assert_eq!(integer(text), Reading::Sure(value), "{text}");
        }
        assert_eq!(integer(" "), Reading::No(Reason::Empty));
        assert_eq!(integer("3.5"), Reading::No(Reason::Unreadable));
        assert_eq!(integer("多"), Reading::No(Reason::Unreadable));
        assert_eq!(integer("99999999999"), Reading::No(Reason::Unreadable));
    }

    #[test]
    fn decimal_numbers() {
        for (text, value) in [("92.5", 92.5), ("９２分", 92.0), ("100.00%", 100.0), ("1,234.5", 1234.5), ("-1", -1.0)]
        {
            assert_eq!(decimal(text), Reading::Sure(value), "{text}");
        }
        assert_eq!(decimal("优秀"), Reading::No(Reason::Unreadable));
        assert_eq!(decimal("1.2.3"), Reading::No(Reason::Unreadable));
    }

    #[test]
    fn a_number_is_split_off_the_front() {
        assert_eq!(leading("十一班"), Some((11, "班")));
        assert_eq!(leading("4班"), Some((4, "班")));
        assert_eq!(leading("班"), None);
    }
}
