//! The text by which an office reminds those who are behind.

use super::types::{LedgerLine, LedgerState};
use chrono::{Datelike, NaiveDate};

/// A line for each person who is behind, with what is missing; empty where nobody is.
pub(super) fn reminder(lines: &[LedgerLine], as_of: NaiveDate, weeks_left: u32) -> String {
    let mut people: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for line in lines.iter().filter(|line| line.behind) {
        match people.last_mut().filter(|(id, ..)| *id == line.teacher_id) {
            Some((.., missing)) => missing.push(missing_in(line)),
            None => people.push((&line.teacher_id, &line.teacher, vec![missing_in(line)])),
        }
    }
    if people.is_empty() {
        return String::new();
    }
    let day = format!("{}年{}月{}日", as_of.year(), as_of.month(), as_of.day());
    let head = format!("听课提醒（数据截至{day}，教学周还剩{weeks_left}周）");
    let rows = people.into_iter().map(|(_, name, missing)| format!("{name}：{}。", missing.join("；")));
    let foot = "请合理安排，按时完成。".to_owned();
    std::iter::once(head).chain(rows).chain(std::iter::once(foot)).collect::<Vec<_>>().join("\n")
}

/// 应听18节，有效3节，还差15节（按进度应完成10节）.
fn missing_in(line: &LedgerLine) -> String {
    let target = if line.target.is_empty() { String::new() } else { format!("{}：", line.target) };
    let people = line.people.iter().filter(|person| person.counted < person.owed);
    let people = people.map(|person| format!("{}差{}节", person.teacher, person.owed - person.counted));
    let windows = line.windows.iter().filter(|window| window.state == LedgerState::Missed && !line.each);
    let windows = windows.map(|window| format!("{}差{}节", window.label, window.net - window.counted));
    let mut detail = people.chain(windows).collect::<Vec<_>>().join("、");
    if detail.is_empty() {
        let away = match line.away_weeks {
            0 => String::new(),
            weeks => format!("，不在岗的{weeks}周不计"),
        };
        detail = format!("按进度应完成{}节{away}", line.due);
    }
    let refused = line.done - line.counted;
    let refused = if refused == 0 { String::new() } else { format!("，另有{refused}节不计") };
    format!("{target}应听{}节，有效{}节，还差{}节（{detail}）{refused}", line.net, line.counted, line.left)
}
