//! Rules of taking off in words: 每缺一项扣0.2分；批错一处-1；不认真扣1—3分，最多扣5分.

use super::numbers;
use crate::rubric::Deduction;

/// The rules that a text states, and the clauses that are none.
pub(super) fn rules(text: &str) -> (Vec<Deduction>, Vec<String>) {
    let (mut rules, mut rest): (Vec<Deduction>, Vec<String>) = (Vec::new(), Vec::new());
    for clause in
        text.split(['；', ';', '，', ',', '。', '\n', '、']).map(str::trim).filter(|clause| !clause.is_empty())
    {
        if let (Some(cap), Some(last)) = (cap(clause), rules.last_mut()) {
            last.cap = Some(cap);
        } else if let Some(rule) = rule(clause) {
            rules.push(rule);
        } else if !(clause == "扣完为止" || clause.ends_with("扣完为止") && !rules.is_empty()) {
            rest.push(clause.to_owned());
        }
    }
    (rules, rest)
}

/// Whether a text speaks of taking off.
pub(super) fn speaks(text: &str) -> bool {
    let narrow = numbers::narrow(text);
    narrow.contains('扣') || narrow.contains('减') || narrow.contains("否则")
}

fn rule(clause: &str) -> Option<Deduction> {
    let narrow = numbers::narrow(clause);
    let (name, points) = narrow.rsplit_once('扣').or_else(|| narrow.rsplit_once('减')).or_else(|| at_minus(&narrow))?;
    let name = name.trim().trim_end_matches(['各', '-', ':']).trim();
    // Per what it is taken off may stand behind: -1/次, 扣0.5分/人次.
    let (points, per) = match points.split_once('/') {
        Some((points, per)) => (points, per.trim()),
        None => (points, ""),
    };
    let points = points.trim().trim_start_matches('-');
    let (each, each_most) = match numbers::stretch(points) {
        Some((from, to)) if from > 0.0 && to > from => (from, Some(to)),
        Some(_) => return None,
        None => (numbers::number(points)?, None),
    };
    if name.is_empty() || each <= 0.0 || points.contains('%') {
        return None;
    }
    let name = if per.is_empty() { name.to_owned() } else { format!("{name}（每{per}）") };
    Some(Deduction { id: String::new(), name, each, each_most, cap: None })
}

/// A minus before a digit parts the fault from its points.
fn at_minus(clause: &str) -> Option<(&str, &str)> {
    let at = clause.find('-')?;
    let (name, points) = (&clause[..at], &clause[at + 1..]);
    points.starts_with(|c: char| c.is_ascii_digit()).then_some((name, points))
}

fn cap(clause: &str) -> Option<f64> {
    let narrow = numbers::narrow(clause);
    let rest = ["最多扣", "至多扣", "最高扣", "限扣"].iter().find_map(|word| narrow.strip_prefix(word))?;
    numbers::number(rest).filter(|cap| *cap > 0.0)
}
