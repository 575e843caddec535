//! What a quota says, in words.

use super::types::{QuotaDuty, QuotaEvery, QuotaPaired, QuotaWho, QuotaWhose};

/// 教研组长、备课组长，或教龄3年以内; 不在“推门课”各类人员中的教师; 其余教师 without a condition.
pub(crate) fn who(who: &QuotaWho) -> String {
    let years = match (who.years_least, who.years_most) {
        (None, None) => String::new(),
        (Some(least), None) => format!("教龄{least}年以上"),
        (None, Some(most)) => format!("教龄{most}年以内"),
        (Some(least), Some(most)) => format!("教龄{least}至{most}年"),
    };
    let paired = match who.paired {
        None => "",
        Some(QuotaPaired::Mentor) => "带徒弟的师傅",
        Some(QuotaPaired::Apprentice) => "结对的徒弟",
    };
    let rest = who.rest_of.as_ref().map_or_else(String::new, |target| match target.as_str() {
        "" => "不在第一项指标各类人员中的教师".to_owned(),
        target => format!("不在“{target}”各类人员中的教师"),
    });
    let lists = [&who.posts, &who.tags, &who.subjects, &who.stages].map(|list| list.join("、"));
    let parts: Vec<String> =
        lists.into_iter().chain([years, paired.to_owned(), rest]).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return "其余教师".to_owned();
    }
    parts.join(if who.all_of { "，且" } else { "，或" })
}

/// 每月听本组教师每人2—4节；只计公开课; for a duty without a number what the plan says.
pub(crate) fn duty(duty: &QuotaDuty, lessons: u32) -> String {
    if duty.unnumbered {
        return duty.note.clone();
    }
    let every = match duty.every {
        QuotaEvery::Term => "每学期",
        QuotaEvery::Month => "每月",
        QuotaEvery::Week => "每周",
    };
    let whose = match duty.whose {
        QuotaWhose::Anyone => "",
        QuotaWhose::Mentors => "听师傅",
        QuotaWhose::Apprentices => "听徒弟",
        QuotaWhose::Department => "听本组教师",
        QuotaWhose::PrepGroup => "听本备课组教师",
        QuotaWhose::Teachers => "听在职教师",
    };
    let each = if duty.each { "每人" } else { "" };
    let most = duty.most.map_or_else(String::new, |most| format!("—{most}"));
    let kinds = |told: &str, kinds: &[String]| {
        if kinds.is_empty() { String::new() } else { format!("{told}{}", kinds.join("、")) }
    };
    let parts = [
        format!("{every}{whose}{each}{lessons}{most}节"),
        kinds("只计", &duty.kinds),
        kinds("不计", &duty.not_kinds),
        duty.outside.map_or("", |counts| if counts { "校外听课计入" } else { "校外听课不计" }).to_owned(),
        duty.own_subject.map_or("", |only| if only { "只计本学科" } else { "不限学科" }).to_owned(),
        duty.note.clone(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}

/// Name of a target: the first has none and is the quota itself.
pub(crate) fn target(target: &str) -> &str {
    if target.is_empty() { "听课任务" } else { target }
}
