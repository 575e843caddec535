//! Writing quotas.

use super::{
    rests,
    rows::{self, RuleRow},
    types::{QuotaDuty, QuotaInput, QuotaWho},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;

/// Makes a quota or changes one. A change with a later first day than the version's own ends that version the day
/// before and begins a new one, so that the past keeps what held then.
///
/// # Errors
/// `NotFound`, `QuotaExists`, `QuotaRange`, `QuotaRest`, `DaysReversed`, `OutOfRange`, `FieldEmpty`, `FieldTooLong`.
pub(crate) fn save(tx: &Tx<'_>, input: &QuotaInput) -> Result<String> {
    let rules = rows::rules(tx)?;
    let known = match &input.id {
        Some(id) => Some(rules.iter().find(|rule| rule.id == *id).ok_or_else(|| Error::rule(Code::NotFound))?),
        None => None,
    };
    let duty = duty(input.duty.clone().unwrap_or_else(|| known.map(|rule| rule.duty.clone()).unwrap_or_default()))?;
    let who = who(input, known)?;
    let name = text::required("人员类别", &input.name, 20)?;
    let lessons = if duty.unnumbered { 0 } else { text::within("应听节数", input.lessons, 0, 400)? };
    if duty.most.is_some_and(|most| most < lessons) {
        return Err(Error::rule(Code::QuotaRange).with("least", lessons).with("most", duty.most.unwrap_or(0)));
    }
    if let (Some(from), Some(to)) = (input.valid_from, input.valid_to)
        && to < from
    {
        return Err(Error::rule(Code::DaysReversed).with("first", from).with("last", to));
    }
    let line = known.map(|rule| rule.line_id.as_str());
    let meets = |rule: &RuleRow| {
        let ends = rule.valid_to.is_none_or(|to| input.valid_from.is_none_or(|from| to >= from));
        ends && input.valid_to.is_none_or(|to| rule.valid_from.is_none_or(|from| from <= to))
    };
    let other = |rule: &&RuleRow| Some(rule.line_id.as_str()) != line;
    if rules.iter().filter(other).any(|rule| rule.name == name && rule.duty.target == duty.target && meets(rule)) {
        return Err(Error::rule(Code::QuotaExists).with("name", name));
    }
    let (valid_from, valid_to) = (input.valid_from, input.valid_to);
    let rule = |id: String, line_id: String| RuleRow { id, line_id, name, lessons, who, duty, valid_from, valid_to };
    let Some(known) = known else {
        let id = tx.new_id()?;
        rows::insert(tx, &rule(id.clone(), id.clone()))?;
        return Ok(id);
    };
    let id = match input.valid_from {
        Some(from) if known.valid_from.is_none_or(|own| own < from) => {
            let last = from.pred_opt().unwrap_or(from);
            rows::end(tx, &known.id, known.valid_to.map_or(last, |to| to.min(last)))?;
            let id = tx.new_id()?;
            rows::insert(tx, &rule(id.clone(), known.line_id.clone()))?;
            id
        }
        _ => {
            rows::update(tx, &rule(known.id.clone(), known.line_id.clone()))?;
            known.id.clone()
        }
    };
    rests::kept(&rules, &rows::rules(tx)?)?;
    Ok(id)
}

/// The quotas that a school starts from; all of them settings (SEED-FACTS: 领导 ≥ 40, 教师 ≥ 18).
pub(crate) fn create_defaults(tx: &Tx<'_>) -> Result<()> {
    let leaders = ["校长", "书记", "党支部书记", "党总支书记", "党委书记", "副校长", "副书记"];
    let middle = [
        "教务主任",
        "教务副主任",
        "教科室主任",
        "教科室副主任",
        "德育主任",
        "德育副主任",
        "总务主任",
        "办公室主任",
        "年级主任",
    ];
    let groups: [(&str, &[&str], u32); 3] = [("校领导", &leaders, 40), ("中层干部", &middle, 30), ("教师", &[], 18)];
    for (name, posts, lessons) in groups {
        let input = QuotaInput {
            id: None,
            name: name.to_owned(),
            posts: posts.iter().map(|post| (*post).to_owned()).collect(),
            who: None,
            lessons,
            duty: None,
            valid_from: None,
            valid_to: None,
        };
        save(tx, &input)?;
    }
    Ok(())
}

fn who(input: &QuotaInput, known: Option<&RuleRow>) -> Result<QuotaWho> {
    let who = input.who.clone().unwrap_or_else(|| known.map(|rule| rule.who.clone()).unwrap_or_default());
    for years in [who.years_most, who.years_least].into_iter().flatten() {
        text::within("教龄", years, 1, 60)?;
    }
    let rest_of = match &who.rest_of {
        Some(target) => Some(text::optional("指标", target, 20)?),
        None => None,
    };
    Ok(QuotaWho {
        rest_of,
        posts: words("岗位", &input.posts)?,
        tags: words("标记", &who.tags)?,
        subjects: words("学科", &who.subjects)?,
        stages: words("梯队", &who.stages)?,
        ..who
    })
}

fn duty(duty: QuotaDuty) -> Result<QuotaDuty> {
    if let Some(most) = duty.most {
        text::within("应听节数上限", most, 0, 400)?;
    }
    Ok(QuotaDuty {
        target: text::optional("指标", &duty.target, 20)?,
        kinds: words("听课类型", &duty.kinds)?,
        not_kinds: words("听课类型", &duty.not_kinds)?,
        note: text::optional("说明", &duty.note, 200)?,
        ..duty
    })
}

/// Each once, in their order, without empty ones.
fn words(field: &str, given: &[String]) -> Result<Vec<String>> {
    let mut words = Vec::new();
    for word in given {
        let word = text::optional(field, word, 20)?;
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(words)
}
