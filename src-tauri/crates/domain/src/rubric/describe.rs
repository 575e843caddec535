//! Scores in words, for papers and registers.

use super::types::{Deduction, RubricDocument, RubricItem, Score, Scoring};

/// What was given, a line a part, in the order of the sheet; parts that are open are left out.
pub(crate) fn describe(document: &RubricDocument, scores: &[Score]) -> Vec<String> {
    let given = |id: &str| scores.iter().find(|score| score.item_id == id);
    let mut lines: Vec<String> = document.items().flat_map(|item| item_lines(item, &given)).collect();
    lines.extend(document.deductions.iter().filter_map(|rule| taken(rule, given(&rule.id)?)));
    lines.extend(document.bonuses.iter().filter_map(|bonus| {
        let value = given(&bonus.id)?.value.filter(|value| *value > 0.0)?;
        Some(format!("{} 加{}分", bonus.name, number(value)))
    }));
    lines.extend(document.vetoes.iter().filter_map(|veto| {
        given(&veto.id)?.value.filter(|value| *value > 0.0)?;
        Some(format!("一票否决：{}", veto.name))
    }));
    lines
}

fn item_lines<'a>(item: &RubricItem, given: &impl Fn(&str) -> Option<&'a Score>) -> Vec<String> {
    let score = given(&item.id);
    let most = item.most().map(|most| format!("（{}分）", number(most))).unwrap_or_default();
    let name = &item.name;
    let place = score.and_then(|score| score.level).and_then(|level| level.checked_sub(1)).map(|at| at as usize);
    match &item.scoring {
        Scoring::Levels { levels } => {
            let level = place.and_then(|at| levels.get(at));
            level
                .map(|level| format!("{name}{most}{}分，{}", number(level.points), grade(&level.name)))
                .into_iter()
                .collect()
        }
        Scoring::Grades { grades } => {
            place.and_then(|at| grades.get(at)).map(|grade| format!("{name}：{grade}")).into_iter().collect()
        }
        Scoring::Points { .. } | Scoring::Base { .. } => score
            .and_then(|score| score.value)
            .map(|value| format!("{name}{most}{}分", number(value)))
            .into_iter()
            .collect(),
        Scoring::Deduct { rules, .. } => {
            let faults: Vec<String> = rules.iter().filter_map(|rule| taken(rule, given(&rule.id)?)).collect();
            match (faults.is_empty(), score.is_some()) {
                (true, false) => Vec::new(),
                (true, true) => vec![format!("{name}{most}不扣分")],
                (false, _) => vec![format!("{name}{most}{}", faults.join("，"))],
            }
        }
    }
}

fn taken(rule: &Deduction, score: &Score) -> Option<String> {
    let value = score.value.filter(|value| *value > 0.0)?;
    let times = if rule.each_most.is_some() { String::new() } else { format!("×{}", number(value)) };
    Some(format!("{}{times} 扣{}分", rule.name, number(rule.takes(value))))
}

/// A level that is a number is said as one: 4级.
fn grade(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_digit()) { format!("{name}级") } else { name.to_owned() }
}

/// Without a fraction where it is whole.
pub(crate) fn number(value: f64) -> String {
    let hundredths = (value * 100.0).round() / 100.0;
    hundredths.to_string()
}
