//! Names of grades and classes.

use std::fmt;

use super::numeral::{leading, number};
use super::{Reading, Reason, compact, doubt};

/// A class of a grade.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassName {
    /// 一年级 … 九年级, 高一 … 高三.
    pub grade: String,
    /// Number of the class within its grade, 1–99.
    pub number: u32,
}

impl fmt::Display for ClassName {
    /// "八(4)", "高一(2)".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = self.grade.strip_suffix("年级").unwrap_or(&self.grade);
        write!(f, "{short}({})", self.number)
    }
}

/// What is known about a class name before reading it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClassContext<'a> {
    /// The grade from another column of the row, in any spelling.
    pub grade: Option<&'a str>,
    /// The grades that the school has, canonical; empty when unknown. They
    /// decide whether "三(6)" is 三年级 or 高三.
    pub grades: &'a [&'a str],
}

/// One class: "八(4)", "八（4）班", "8年4班", "八年级4班", "高一2班", "高二(14)",
/// "高一十一班", "二年级1班(2021级)"; with a grade in the context also "4", "（4）班".
pub fn class_name(text: &str, context: &ClassContext<'_>) -> Reading<ClassName> {
    match classes(text, context) {
        Reading::Sure(mut classes) => match (classes.pop(), classes.is_empty()) {
            (Some(class), true) => Reading::Sure(class),
            _ => Reading::No(Reason::Several),
        },
        Reading::Doubtful { value, reason } => match value {
            Some(classes) if classes.len() > 1 => Reading::No(Reason::Several),
            value => Reading::Doubtful { value: value.and_then(|mut classes| classes.pop()), reason },
        },
        Reading::No(reason) => Reading::No(reason),
    }
}

/// One or more classes of one grade: "八(1)(2)", "高一1、2班", "七1,七2".
pub fn classes(text: &str, context: &ClassContext<'_>) -> Reading<Vec<ClassName>> {
    let text = without_cohort(&compact(text));
    if text.is_empty() {
        return Reading::No(Reason::Empty);
    }
    let given = context.grade.and_then(|grade| whole_grade(grade, context));
    if let Some(reading) = coded(&text, given.as_ref(), context) {
        return reading.map(|class| vec![class]);
    }
    if text.starts_with("20") && text.contains(['级', '届']) {
        return Reading::No(Reason::Cohort);
    }
    let mut grade: Option<Grade> = None;
    let mut found: Vec<(Grade, u32)> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(['、', ',', '/', '和', '及', ';']) {
            rest = after;
            continue;
        }
        if let Some((next, after)) = leading_grade(rest, context) {
            grade = Some(agreed(next, given.as_ref()));
            rest = after;
        }
        let Some((number, after)) = leading_class(rest) else {
            return Reading::No(Reason::Unreadable);
        };
        let Some(known) = grade.clone().or_else(|| given.clone()) else {
            return Reading::No(Reason::NeedsGrade);
        };
        found.push((known, number));
        rest = after;
    }
    let short = found.iter().any(|(grade, _)| grade.is_short);
    let classes = found.into_iter().map(|(grade, number)| ClassName { grade: grade.name, number }).collect();
    if short { doubt(classes, Reason::ShortGrade) } else { Reading::Sure(classes) }
}

/// A grade on its own: "八年级", "8年级", "初二", "八", "高一", "高1", "高一年级".
pub fn grade(text: &str) -> Option<String> {
    whole_grade(text, &ClassContext::default()).map(|grade| grade.name)
}

#[derive(Debug, Clone)]
struct Grade {
    name: String,
    /// Written as a bare 一, 二 or 三, which high schools use too.
    is_short: bool,
}

fn whole_grade(text: &str, context: &ClassContext<'_>) -> Option<Grade> {
    // A bracket behind it lets a bare numeral count as a grade.
    let text = format!("{}(", without_cohort(&compact(text)));
    let (grade, rest) = leading_grade(&text, context)?;
    (rest == "(").then_some(grade)
}

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A grade at the front of `text`, and what follows. A bare numeral is a grade
/// only before a bracket, 年 or another number.
fn leading_grade<'t>(text: &'t str, context: &ClassContext<'_>) -> Option<(Grade, &'t str)> {
    for (stage, offset) in [("高中", 0), ("高", 0), ("初中", 6), ("初", 6), ("小学", 0)] {
        let Some(after) = text.strip_prefix(stage) else {
            continue;
        };
        let (level, rest) = level(after)?;
        let rest = without_year_word(rest);
        if stage.starts_with('高') {
            let numeral = NUMERALS.get(level.checked_sub(1)?)?;
            return (level <= 3).then(|| (full(format!("高{numeral}")), rest));
        }
        // 初中八年级 and 初二 mean the same.
        let level = if offset == 6 && level <= 3 { level + 6 } else { level };
        let numeral = NUMERALS.get(level.checked_sub(1)?)?;
        return Some((full(format!("{numeral}年级")), rest));
    }
    let (level, after) = level(text)?;
    let numeral = NUMERALS.get(level.checked_sub(1)?)?;
    let rest = without_year_word(after);
    let is_marked = rest.len() < after.len();
    // "十一班", "二十班" and "12" are classes without a grade, "八4班" is none.
    let is_numeral = !text.starts_with(|c: char| c.is_ascii_digit());
    let is_class_next = rest.starts_with('(') || is_numeral && rest.starts_with(|c: char| c.is_ascii_digit());
    if !is_marked && !is_class_next {
        return None;
    }
    let name = format!("{numeral}年级");
    if is_marked || level > 3 {
        return Some((full(name), rest));
    }
    let high = format!("高{numeral}");
    let has = |wanted: &str| context.grades.contains(&wanted);
    let grade = match (has(&name), has(&high)) {
        (true, false) => full(name),
        (false, true) => full(high),
        _ => Grade { name, is_short: true },
    };
    Some((grade, rest))
}

fn full(name: String) -> Grade {
    Grade { name, is_short: false }
}

/// One digit or one numeral, 1–9, and what follows.
fn level(text: &str) -> Option<(usize, &str)> {
    let first = text.chars().next()?;
    let (digit, rest) = text.split_at(first.len_utf8());
    let level = number(digit).filter(|level| (1..=9).contains(level))?;
    Some((usize::try_from(level).ok()?, rest))
}

fn without_year_word(text: &str) -> &str {
    ["年级", "年段", "级", "年"].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text)
}

/// "(4)", "4班", "(4)班", "第4班", "十一班", and what follows.
fn leading_class(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix(['第', '-', '.']).unwrap_or(text);
    let (number, rest) = if let Some(inside) = text.strip_prefix(['(', '[', '〔', '【']) {
        let (number, rest) = leading(inside)?;
        let rest = rest.strip_prefix('班').unwrap_or(rest);
        // "(1、2)" lists classes; the closing bracket comes later.
        match rest.strip_prefix([')', ']', '〕', '】']) {
            Some(rest) => (number, rest),
            None if rest.starts_with(['、', ',']) => (number, rest),
            None => return None,
        }
    } else {
        let (number, rest) = leading(text)?;
        (number, rest.strip_prefix([')', ']']).unwrap_or(rest))
    };
    let rest = rest.strip_prefix('班').unwrap_or(rest);
    (1..=99).contains(&number).then_some((number, rest))
}

/// A bare 三 before its class means the grade of the other column, if that is
/// 三年级 or 高三.
fn agreed(grade: Grade, given: Option<&Grade>) -> Grade {
    let numeral = |grade: &Grade| {
        let name = grade.name.strip_suffix("年级").unwrap_or(&grade.name);
        name.chars().next_back()
    };
    match given {
        Some(given) if grade.is_short && numeral(given) == numeral(&grade) => given.clone(),
        _ => grade,
    }
}

/// Three bare digits: "804" is 八(4), "116" may be of two schools; certain only
/// when another column names the grade.
fn coded(text: &str, given: Option<&Grade>, context: &ClassContext<'_>) -> Option<Reading<ClassName>> {
    let digits = text.strip_suffix('班').unwrap_or(text);
    if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (level, class) = digits.split_at(1);
    let number = number(class).filter(|number| (1..=99).contains(number));
    let grade = leading_grade(&format!("{level}("), context)
        .map(|(grade, _)| agreed(grade, given))
        .filter(|grade| !grade.is_short);
    let (Some(grade), Some(number)) = (grade, number) else {
        return Some(Reading::Doubtful { value: None, reason: Reason::CodedClass });
    };
    let is_agreed = given.is_some_and(|given| given.name == grade.name);
    let class = ClassName { grade: grade.name, number };
    Some(if is_agreed { Reading::Sure(class) } else { doubt(class, Reason::CodedClass) })
}

/// "二年级1班(2021级)" without its year of entry.
fn without_cohort(text: &str) -> String {
    let Some(open) = text.rfind('(') else {
        return text.to_owned();
    };
    let inside = text[open + 1..].strip_suffix(')').unwrap_or_default();
    let is_cohort = inside
        .strip_suffix(['级', '届'])
        .is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    if is_cohort { text[..open].to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match class_name(text, &ClassContext::default()) {
            Reading::Sure(class) => class.to_string(),
            Reading::Doubtful { value, reason } => {
                let value = value.map(|class| class.to_string()).unwrap_or_default();
                format!("?{value} {}", reason.code())
            }
            Reading::No(reason) => format!("!{}", reason.code()),
        }
    }

    #[test]
    fn classes_in_every_spelling() {
        for text in [
            "八(4)",
            "八（4）",
            "八（4）班",
            "8年4班",
            "8(4)",
            "8（4）班",
            "八年级4班",
            "八年级（4）班",
            "八年级(4)",
            "八年级四班",
            "八4班",
            "初二(4)",
            "初二4班",
            "初中八年级4班",
            "８年级４班",
            "八年 4 班",
            "八（四）班",
            "8年级第4班",
        ] {
            assert_eq!(shown(text), "八(4)", "{text}");
        }
        for (text, class) in [
            ("高一2班", "高一(2)"),
            ("高二(14)", "高二(14)"),
            ("高二（14）", "高二(14)"),
            ("高一 2班", "高一(2)"),
            ("高一11班", "高一(11)"),
            ("高一十一班", "高一(11)"),
            ("高1(3)", "高一(3)"),
            ("高一年级3班", "高一(3)"),
            ("高三（6）", "高三(6)"),
            ("二年级1班(2021级)", "二(1)"),
            ("二年级1班（2021级）", "二(1)"),
            ("二年级十二班", "二(12)"),
            ("小学六年级2班", "六(2)"),
        ] {
            assert_eq!(shown(text), class, "{text}");
        }
    }

    #[test]
    fn odd_classes_say_what_is_odd() {
        for (text, reading) in [
            ("", "!value_empty"),
            ("116", "? value_coded_class"),
            ("804", "?八(4) value_coded_class"),
            ("三（6）", "?三(6) value_short_grade"),
            ("一(15)", "?一(15) value_short_grade"),
            ("4", "!value_needs_grade"),
            ("4班", "!value_needs_grade"),
            ("十一班", "!value_needs_grade"),
            ("二十班", "!value_needs_grade"),
            ("11", "!value_needs_grade"),
            ("2024级3班", "!value_cohort"),
            ("录播教室", "!value_unreadable"),
            ("周五第七节", "!value_unreadable"),
            ("高一物理1班", "!value_unreadable"),
            ("高一", "!value_unreadable"),
            ("高四1班", "!value_unreadable"),
            ("八(0)", "!value_unreadable"),
            ("八(1)(2)", "!value_several"),
        ] {
            assert_eq!(shown(text), reading, "{text}");
        }
    }

    #[test]
    fn the_context_decides() {
        let high = ["高一", "高二", "高三"];
        let context = ClassContext { grade: None, grades: &high };
        let class = class_name("三（6）", &context).sure().unwrap();
        assert_eq!(class.to_string(), "高三(6)");
        let class = class_name("116", &context).value().unwrap();
        assert_eq!(class.to_string(), "高一(16)");
        for (grade, text, shown) in [
            ("高一", "1", "高一(1)"),
            ("高一年级", "（12）班", "高一(12)"),
            ("8年级", "4班", "八(4)"),
            ("初二", "十一班", "八(11)"),
            ("高一", "11", "高一(11)"),
            ("高一", "二十班", "高一(20)"),
            ("高三", "三（6）", "高三(6)"),
            ("三年级", "三（6）", "三(6)"),
            ("高一", "116", "高一(16)"),
            ("八", "804班", "八(4)"),
        ] {
            let context = ClassContext { grade: Some(grade), grades: &[] };
            let class = class_name(text, &context).sure().unwrap();
            assert_eq!(class.to_string(), shown, "{grade} {text}");
        }
    }

    #[test]
    fn several_classes_of_a_teacher() {
        let list = |text: &str| {
            let classes = classes(text, &ClassContext::default()).sure().unwrap();
            let shown: Vec<String> = classes.iter().map(ToString::to_string).collect();
            shown.join(" ")
        };
        assert_eq!(list("八(1)(2)"), "八(1) 八(2)");
        assert_eq!(list("八（1、2）班"), "八(1) 八(2)");
        assert_eq!(list("高一1、2班"), "高一(1) 高一(2)");
        assert_eq!(list("七1班,八2班"), "七(1) 八(2)");
    }

    #[test]
    fn grades_on_their_own() {
        for (text, name) in [
            ("八年级", "八年级"),
            ("8年级", "八年级"),
            ("初二", "八年级"),
            ("八", "八年级"),
            ("高一", "高一"),
            ("高1", "高一"),
            ("高一年级", "高一"),
            ("高 一", "高一"),
            ("二年级(2021级)", "二年级"),
        ] {
            assert_eq!(grade(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(grade("语文"), None);
        assert_eq!(grade("十"), None);
    }
}
