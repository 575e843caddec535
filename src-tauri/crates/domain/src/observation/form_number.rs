//! Numbers of blank forms (表号): school year and term, a running number, a check character. `26A-0417-K` is form 417 of
//! the first term of 2026-2027.

/// Check characters: 31, a prime, without those that are taken for others in handwriting (0 O, 1 I L).
const CHECKS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Letters of a school year's terms.
const TERMS: &[u8] = b"ABCD";
/// Digits of a running number at least and at most.
const DIGITS: (usize, usize) = (4, 5);

/// The greatest running number that can be written.
pub(crate) const GREATEST: u32 = 99_999;

/// What the numbers of a term begin with: `26A`. None for a term that is not of a school year.
pub(crate) fn prefix(school_year: &str, term: u32) -> Option<String> {
    let year = school_year.get(2..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
    let letter = TERMS.get(usize::try_from(term.checked_sub(1)?).ok()?)?;
    Some(format!("{year}{}", char::from(*letter)))
}

/// The whole number of a form.
pub(crate) fn number(prefix: &str, running: u32) -> String {
    let body = format!("{prefix}{running:04}");
    format!("{prefix}-{running:04}-{}", char::from(check(body.as_bytes())))
}

/// The number that somebody typed: capitals or not, full width or not, with or without hyphens and blanks. None when it
/// is no number: every single wrong character and every swap of two neighbours is found.
pub(crate) fn read(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_start_matches("表号").trim_start_matches([':', '：']);
    let mut signs: Vec<u8> = Vec::new();
    for sign in typed.chars().map(narrow).filter(|sign| !between(*sign)) {
        signs.push(u8::try_from(sign.to_ascii_uppercase()).ok()?);
    }
    let check_at = signs.len().checked_sub(1)?;
    let running = 3..check_at;
    if !(DIGITS.0..=DIGITS.1).contains(&running.len()) {
        return None;
    }
    for sign in &mut signs[..2] {
        *sign = digit(*sign)?;
    }
    for sign in &mut signs[running] {
        *sign = digit(*sign)?;
    }
    let (body, last) = (&signs[..check_at], signs[check_at]);
    // A running number of five digits has no nought before it.
    let canonical = body.len() == 3 + DIGITS.0 || body[3] != b'0';
    if !canonical || !TERMS.contains(&body[2]) || check(body) != last {
        return None;
    }
    let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    Some(format!("{}-{}-{}", text(&body[..3]), text(&body[3..]), char::from(last)))
}

/// Weights grow by one from the last character on: two neighbours never weigh the same modulo 31, the check character
/// (which weighs −1, and in which digits stand in their order) among them.
fn check(body: &[u8]) -> u8 {
    let sum: usize = body.iter().rev().zip(2..).map(|(sign, weight)| value(*sign) * weight).sum();
    CHECKS[sum % 31]
}

fn value(sign: u8) -> usize {
    usize::from(if sign.is_ascii_digit() { sign - b'0' } else { sign - b'A' + 10 })
}

/// A digit, also where a letter was read for it.
fn digit(sign: u8) -> Option<u8> {
    match sign {
        b'O' => Some(b'0'),
        b'I' | b'L' => Some(b'1'),
        digit if digit.is_ascii_digit() => Some(digit),
        _ => None,
    }
}

/// Full-width signs as an input method writes them.
fn narrow(sign: char) -> char {
    match sign {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        _ => sign,
    }
}

/// Signs that only divide.
fn between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '_' | '.' | '·' | '‐'..='―' | '−')
}

#[cfg(test)]
mod tests {
    use super::{CHECKS, number, prefix, read};

    /// Numbers far apart, of both terms, with four and with five digits.
    fn numbers() -> impl Iterator<Item = String> {
        let running = (1..=9_999).step_by(37).chain((10_000..=99_999).step_by(4_801));
        running.flat_map(|running| ["26A", "26B", "27A", "09B"].map(|prefix| number(prefix, running)))
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for number in numbers() {
            assert_eq!(read(&number).as_ref(), Some(&number));
            let bare: String = number.chars().filter(|sign| *sign != '-').collect();
            let wide: String =
                bare.chars().map(|sign| char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or_default()).collect();
            let dashed = number.replace('-', " — ");
            let handwritten = number.chars().enumerate().map(|(at, sign)| match sign {
                '0' if at < number.len() - 1 => 'o',
                '1' if at < number.len() - 1 => 'l',
                _ => sign,
            });
            let spoken = format!("表号：{number}");
            for typed in [bare.to_lowercase(), wide, dashed, handwritten.collect(), spoken, format!(" {bare} ")] {
                assert_eq!(read(&typed).as_ref(), Some(&number), "{typed}");
            }
        }
    }

    #[test]
    fn every_single_wrong_character_is_found() {
        // A letter that is read as the digit which stands there is no wrong character.
        let same = |one: u8, other: u8| matches!((one, other), (b'0', b'O') | (b'1', b'I' | b'L'));
        for number in numbers() {
            let signs: Vec<u8> = number.bytes().filter(|sign| *sign != b'-').collect();
            for at in 0..signs.len() {
                for wrong in (b'0'..=b'9').chain(b'A'..=b'Z') {
                    if wrong == signs[at] || (at + 1 < signs.len() && same(signs[at], wrong)) {
                        continue;
                    }
                    let mut typed = signs.clone();
                    typed[at] = wrong;
                    assert_eq!(read(&String::from_utf8_lossy(&typed)), None, "{number} at {at}: {}", char::from(wrong));
                }
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_found() {
        for number in numbers() {
            let signs: Vec<u8> = number.bytes().filter(|sign| *sign != b'-').collect();
            for at in 1..signs.len() {
                let mut typed = signs.clone();
                typed.swap(at - 1, at);
                if typed != signs {
                    assert_eq!(read(&String::from_utf8_lossy(&typed)), None, "{number} at {at}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for typed in ["", "-", "表号", "26A", "26A-0417", "26E-0417-K", "背影", "26A-00417-K", "七(2)班语文"] {
            assert_eq!(read(typed), None, "{typed}");
        }
        assert_eq!(prefix("2026-2027", 1).as_deref(), Some("26A"));
        assert_eq!(prefix("2026-2027", 0), None);
        assert!(CHECKS.iter().all(|sign| !b"01OIL".contains(sign)));
    }
}
