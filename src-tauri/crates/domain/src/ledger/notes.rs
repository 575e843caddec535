//! What else should be known of a line's numbers, in words: the same on the screen and on paper.

use crate::quota::{Applied, Waiver, WaiverHow, target_name};

/// The sentences of a line: weeks of leave that are out of the pace, waivers for this target alone, and waivers of the
/// person of which nobody has said what they are for.
pub(super) fn notes(applied: &Applied, waivers: &[&Waiver], away_weeks: u32, open: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if away_weeks > 0 {
        notes.push(format!("应完成按在岗的周（含考试周）折算，不在岗的{away_weeks}周不计。"));
    }
    for waiver in waivers.iter().filter(|waiver| waiver.target.is_some()) {
        let what = match waiver.how {
            WaiverHow::Exempt => "全免".to_owned(),
            WaiverHow::Weeks => "按周折减".to_owned(),
            WaiverHow::Lessons => format!("核减{}节", waiver.lessons.unwrap_or(0)),
        };
        notes.push(format!("{what}只用于“{}”。", target_name(&applied.target)));
    }
    if open > 0 {
        notes.push(format!("另有{open}项核减没有对应到本人的任务，暂未扣减；请在“核减”里选明用于哪项任务。"));
    }
    notes
}
