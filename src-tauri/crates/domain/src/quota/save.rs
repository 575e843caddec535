//! Writing quotas.

use super::{
    rows::{self, RuleRow},
    types::QuotaInput,
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;

/// Makes a quota or changes one.
///
/// # Errors
/// `QuotaExists`, `OutOfRange`, `FieldEmpty`.
pub(crate) fn save(tx: &Tx<'_>, input: &QuotaInput) -> Result<String> {
    let name = text::required("人员类别", &input.name, 20)?;
    let lessons = text::within("应听节数", input.lessons, 0, 400)?;
    let taken = rows::rules(tx)?.into_iter().any(|rule| rule.name == name && Some(&rule.id) != input.id.as_ref());
    if taken {
        return Err(Error::rule(Code::QuotaExists).with("name", name));
    }
    let mut posts = Vec::new();
    for post in &input.posts {
        let post = text::optional("岗位", post, 20)?;
        if !post.is_empty() && !posts.contains(&post) {
            posts.push(post);
        }
    }
    let id = match &input.id {
        Some(id) => id.clone(),
        None => tx.new_id()?,
    };
    let rule = RuleRow { id, name, lessons, valid_from: input.valid_from, posts };
    if input.id.is_some() {
        rows::update(tx, &rule)?;
    } else {
        rows::insert(tx, &rule)?;
    }
    Ok(rule.id)
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
            lessons,
            valid_from: None,
        };
        save(tx, &input)?;
    }
    Ok(())
}
